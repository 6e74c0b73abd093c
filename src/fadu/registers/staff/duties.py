"""What the worker does each tick: ways in of who has left are closed, open tasks go back."""

import datetime
import logging
from uuid import UUID

from django.db.models import F, Q

from fadu.bureau.authority import standing_of
from fadu.bureau.models import Absence, Appointment, Officer
from fadu.jobs.registry import duty
from fadu.procedure.acts import hand_back
from fadu.procedure.handing_back import keeps
from fadu.procedure.models import Case, Task
from fadu.procedure.refusal import Done
from fadu.record.actor import BySystem
from fadu.record.moment import Moment
from fadu.registers.staff.acts.officers import close_accounts

log = logging.getLogger(__name__)
# A worker that was down for less finds everything that ended meanwhile.
_LOOKS_BACK = datetime.timedelta(days=62)
_LEFT = BySystem("staff")


@duty
def leave_nothing_behind(at: datetime.datetime) -> None:
    """The duty of each tick."""
    clear_away(Moment(at.date(), at))


def clear_away(at: Moment) -> int:
    """Close ways in and hand back tasks of officers whose rights have ended; how many tasks."""
    gone = Officer.objects.filter(left__lte=at.on, account__is_active=True)
    close_accounts(*gone.values_list("id", flat=True))
    done = 0
    for bureau, officer in sorted(_ended(at.on)):
        waiting = Task.objects.filter(bureau=bureau, officer=officer).select_related("case")
        posts = standing_of(bureau, officer, at.on)
        lost = [task.case for task in waiting.order_by("case") if not keeps(posts, task.post)]
        done += sum(_handed_back(case, at) for case in lost)
    return done


def _ended(on: datetime.date) -> set[tuple[str, UUID]]:
    """Officers of whom an appointment, or a standing in, has ended lately."""
    lately = Q(until__lte=on, until__gt=on - _LOOKS_BACK)
    holders = Appointment.objects.filter(lately).values_list("bureau", "officer")
    deputies = Absence.objects.filter(lately, deputy__isnull=False).exclude(until=F("since"))
    return {*holders, *deputies.values_list("bureau", "deputy")}


def _handed_back(case: Case, at: Moment) -> bool:
    """Whether the task went back; what goes wrong with one case stops no other."""
    try:
        answer = hand_back(
            case.id, bureau=case.bureau, by=_LEFT, at=at, key=f"back:{case.id}:{case.seq}"
        )
    except Exception:
        log.exception("handing back %s failed", case.number)
        return False
    return isinstance(answer, Done)
