"""Notifications for officers, read off the record by the worker.

No act knows of them. The worker reads the entries that came since it last looked and tells whom
they concern; an event has one key for an officer, so that telling twice tells once. Only what still
waits is told as arrived: nobody is sent to a case that has gone on.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Min
from django.db.transaction import atomic

from fadu.bureau.authority import absences_on, holders
from fadu.bureau.models import Bureau
from fadu.desk.models import Notification, NotificationChannel, NotificationMark
from fadu.jobs.outbox import enqueue
from fadu.procedure.calendars import calendar_of
from fadu.procedure.discover import by_digest
from fadu.procedure.in_force import parameters_of
from fadu.procedure.models import Case, Task
from fadu.record.ids import new_id
from fadu.record.models import Entry

# What an act in the next room came to, and its officer must know of.
_AGAINST = frozenset({"refuse", "return"})
URGENT = frozenset({"due", "late", "escalated", "reopened", "handed"})
MAIL, TEXT = "notice.mail", "notice.text"
_EVERY = datetime.timedelta(seconds=15)
# An act that took longer to commit than those after it is met again within this time.
_AGAIN = datetime.timedelta(minutes=2)
_AT_FIRST = datetime.timedelta(days=7)
_AT_ONCE = 500
_MONTH = datetime.timedelta(days=31)


@dataclass(frozen=True)
class Look:
    """One look at a bureau's record; who holds a post is asked once for each."""

    bureau: str
    at: datetime.datetime
    told: list[Notification] = field(default_factory=list)
    held: dict[str, frozenset[UUID]] = field(default_factory=dict)

    def holders(self, post: str) -> frozenset[UUID]:
        """Who may act in a post today."""
        if post not in self.held:
            found = holders(self.bureau, post, self.at.date()).values_list("id", flat=True)
            self.held[post] = frozenset(found)
        return self.held[post]

    def tell(self, officers: Iterable[UUID], key: str, kind: str, case: Case | None = None,
             step: str = "") -> None:  # fmt: skip
        """Tell each of these officers."""
        self.told.extend(
            Notification(
                id=new_id(), bureau=self.bureau, officer_id=officer, key=key, kind=kind,
                number=case.number if case else "", procedure=case.procedure if case else "",
                step=step, made_at=self.at,
            )
            for officer in officers
        )  # fmt: skip

    def write(self) -> None:
        """Write what is new; what was told before stays as it is, read or not."""
        with atomic():
            Notification.objects.bulk_create(self.told, batch_size=200, ignore_conflicts=True)
            self._send()

    def _send(self) -> None:
        """Ask for mail and texts, for whom wants them: in the same transaction, once an event."""
        wanted = NotificationChannel.objects.filter(bureau=self.bureau).exclude(
            mail="none", text="none"
        )
        channels = {channel.officer_id: channel for channel in wanted}
        told = [one for one in self.told if one.officer_id in channels]
        keys = {one.key for one in told}
        stand = Notification.objects.filter(
            bureau=self.bureau, officer__in=channels, key__in=keys, read_at=None
        )
        for row in stand:
            channel = channels[row.officer_id]
            for kind, which in ((MAIL, channel.mail), (TEXT, channel.text)):
                if which == "all" or (which == "urgent" and row.kind in URGENT):
                    enqueue(
                        bureau=self.bureau, kind=kind, key=str(row.id),
                        payload={"notification": str(row.id)}, at=self.at,
                    )  # fmt: skip


def tell_of_everything(at: datetime.datetime) -> None:
    """What came into the record, what falls due, who begins to stand in; and old ones go."""
    for bureau in Bureau.objects.values_list("code", flat=True):
        tell_of(bureau, at)


def tell_of(bureau: str, at: datetime.datetime) -> None:
    """The same for one bureau, every quarter of a minute at most."""
    mark = NotificationMark.objects.filter(bureau=bureau).first() or _first(bureau, at)
    if mark.looked_at <= at < mark.looked_at + _EVERY:
        return
    look = Look(bureau, at)
    _of_entries(look, mark)
    _of_absences(look)
    if mark.day != at.date():
        _of_dues(look, mark)
        old = at - datetime.timedelta(days=settings.FADU_NOTICES_DAYS)
        Notification.objects.filter(bureau=bureau, made_at__lt=old).delete()
        mark.day = at.date()
    look.write()
    mark.looked_at = at
    mark.save()


def _first(bureau: str, at: datetime.datetime) -> NotificationMark:
    """Where to begin: not with the founding of the bureau, but some days ago."""
    recent = Entry.objects.filter(bureau=bureau, recorded_at__gte=at - _AT_FIRST)
    first = recent.aggregate(first=Min("row"))["first"] or 1
    return NotificationMark(bureau=bureau, row=first - 1, looked_at=at - _EVERY)


def _of_entries(look: Look, mark: NotificationMark) -> None:
    settled = mark.row
    reached = mark.row
    while True:
        some = Entry.objects.filter(bureau=look.bureau, row__gt=reached).order_by("row")
        entries = list(some[:_AT_ONCE])
        cases = Case.objects.in_bulk({entry.case for entry in entries})
        tasks = Task.objects.in_bulk(cases)
        for entry in entries:
            if entry.case in cases:
                _of_entry(look, entry, cases[entry.case], tasks.get(entry.case))
            if entry.recorded_at <= look.at - _AGAIN and settled == reached:
                settled = entry.row
            reached = entry.row
        if len(entries) < _AT_ONCE:
            break
    mark.row = settled


def _of_entry(look: Look, entry: Entry, case: Case, task: Task | None) -> None:
    act = entry.payload["act"]
    actor = _officer_of(entry)
    for officers, kind in _concerned(look, entry, act, case, task):
        others = sorted(officers - {actor}) if actor else sorted(officers)
        look.tell(others, f"{kind}:{entry.id}", kind, case, _step_of(entry, act, task))


def _concerned(
    look: Look, entry: Entry, act: dict[str, Any], case: Case, task: Task | None
) -> Iterator[tuple[frozenset[UUID], str]]:
    """Whom an entry concerns, and as what."""
    waiting = _waiting_for(look, case, task)
    if entry.kind == "case.handed_over" and task and str(task.officer) == act["officer"]:
        yield frozenset({UUID(act["officer"])}), "handed"
    elif entry.kind == "case.hand_over_offered" and task and task.offered:
        yield frozenset({task.offered}), "offered"
    elif entry.kind == "case.hand_over_answered" and not act["accepted"]:
        yield waiting, "declined"
    elif entry.kind == "case.opened" and task and entry.seq == case.seq:
        yield waiting, "arrived"
    elif entry.kind == "case.escalated":
        if task and task.step == act["step"]:
            yield frozenset(map(UUID, act["told"])), "escalated"
    elif entry.kind == "case.reopened":
        yield waiting | look.holders(entry.payload["post"]), "reopened"
    elif entry.kind == "case.due_moved":
        if any(move["old"] != move["new"] for move in act["moves"]):
            yield waiting, "moved"
    elif entry.kind == "case.supplemented":
        if act["papers"]:
            yield waiting, "supplemented"
        if act["confirmed"] and all(party.confirmed for party in case.state.parties):
            yield waiting, "confirmed"
    elif entry.kind == "case.taken":
        if act["outcome"] in _AGAINST:
            yield _before(entry), "refused"
        if act.get("automatic_zh"):
            yield look.holders(_post(case, act["step"])), "silent"
        if task and task.step == act["to"] and entry.at == task.since:
            yield waiting, "arrived"


def _waiting_for(look: Look, case: Case, task: Task | None) -> frozenset[UUID]:
    """Whose the waiting step is: the officer's it was handed to, else all in its post.

    A step that waits for a party is the window's concern.
    """
    if task is None:
        return frozenset()
    if task.officer:
        return frozenset({task.officer})
    return look.holders(task.post) or look.holders(_window(case))


def _window(case: Case) -> str:
    procedure = by_digest().get(case.state.graph)
    return procedure.window.code if procedure and procedure.window else ""


def _post(case: Case, step: str) -> str:
    procedure = by_digest().get(case.state.graph)
    declared = procedure.step(step) if procedure else None
    return declared.post.code if declared else ""


def _officer_of(entry: Entry) -> UUID | None:
    actor = entry.content["actor"]
    return UUID(actor["officer"]) if "officer" in actor else None


def _before(entry: Entry) -> frozenset[UUID]:
    """The officer who took the step before."""
    earlier = Entry.objects.filter(
        bureau=entry.bureau, case=entry.case, seq__lt=entry.seq, kind="case.taken"
    )
    last = earlier.order_by("-seq").first()
    officer = _officer_of(last) if last else None
    return frozenset({officer}) if officer else frozenset()


def _step_of(entry: Entry, act: dict[str, Any], task: Task | None) -> str:
    return act["step"] if entry.kind == "case.taken" and not task else task.step if task else ""


def _of_dues(look: Look, mark: NotificationMark) -> None:
    """Once a day: what is due within the days set, and what became late since last told."""
    today = look.at.date()
    calendar = calendar_of(look.bureau).reaching(today, today + _MONTH)
    before = parameters_of(look.bureau).value("remind.before", today, look.bureau).number
    ahead = calendar.add_working_days(today, before)
    since = (mark.day or today - _AT_FIRST) - datetime.timedelta(days=1)
    tasks = Task.objects.filter(bureau=look.bureau).select_related("case")
    soon = tasks.filter(urgent_on__gt=today, urgent_on__lte=ahead)
    late = tasks.filter(urgent_on__gte=since, urgent_on__lt=today)
    for some, kind in ((soon, "due"), (late, "late")):
        for task in some.iterator(chunk_size=_AT_ONCE):
            key = f"{kind}:{task.case_id}:{task.step}:{task.due}"
            look.tell(sorted(_waiting_for(look, task.case, task)), key, kind, task.case, task.step)


def _of_absences(look: Look) -> None:
    for absence in absences_on(look.bureau, look.at.date()):
        key = f"absence:{absence.id}"
        look.tell([absence.officer_id], key, "away")
        if absence.deputy_id:
            look.tell([absence.deputy_id], key, "deputising")
