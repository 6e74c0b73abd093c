"""Whether what must be kept apart can be kept apart and done at all, with the bureau as filled.

That steps are kept apart is asked at each act (`transition`). This asks before a case gets stuck,
or before somebody finds a way: are there, on a day, enough different persons for the steps of a
case; and could one person, by what the bureau may arrange, act at two places that exclude each
other?
"""

import datetime
from collections.abc import Iterator

from fadu.bureau.authority import absences_on, appointments_on
from fadu.bureau.models import IncompatiblePosts, Officer, StandingDeputy
from fadu.procedure.declare import Procedure
from fadu.procedure.fault import Finding, found
from fadu.procedure.hands import Meeting, Staffing, meeting, shortages


def staffing_of(bureau: str, on: datetime.date) -> Staffing:
    """Who holds what in a bureau on a day, who is away, and who stands in."""
    held = appointments_on(bureau, on).values_list("officer", "post__code")
    away = absences_on(bureau, on)
    standing = StandingDeputy.objects.filter(bureau=bureau, since__lte=on).exclude(until__lte=on)
    named = Officer.objects.filter(bureau=bureau).order_by("staff_number")
    return Staffing(
        {str(each.id): f"{each.name}（{each.staff_number}）" for each in named},
        frozenset((str(officer), post) for officer, post in held),
        frozenset(str(each.officer_id) for each in away),
        frozenset((str(each.officer_id), str(each.deputy_id)) for each in away if each.deputy_id),
        frozenset((str(each.officer_id), str(each.deputy_id)) for each in standing),
        frozenset(IncompatiblePosts.objects.filter(bureau=bureau).values_list("first", "second")),
    )


def unfillable(procedure: Procedure, bureau: str, on: datetime.date) -> Iterator[Finding]:
    """Steps for which nobody is there on a day, and steps for which there are too few."""
    for short in shortages(procedure, staffing_of(bureau, on)):
        zh = "、".join(f"“{place.title.zh}”" for place in short.places)
        en = ", ".join(f"“{place.title.en}”" for place in short.places)
        if not short.able:
            post = short.places[0].post.title
            yield found(
                "W070", procedure,
                f"{zh}的岗位“{post.zh}”当日无人在岗",
                f"nobody holds {post.en}, the post of {en}, on {on}",
            )  # fmt: skip
        else:
            able = "、".join(short.able)
            yield found(
                "W071", procedure,
                f"{zh}须由 {short.wanted} 个不同的人办理，当日能办的只有：{able}",
                f"{en} take {short.wanted} different persons; able that day: {able}",
            )  # fmt: skip


def in_one_hand(procedure: Procedure, bureau: str, on: datetime.date) -> Meeting | None:
    """How one person could act at two places that exclude each other, here; None: in no way."""
    return meeting(procedure, staffing_of(bureau, on))


def violable(procedure: Procedure, bureau: str, on: datetime.date) -> Iterator[Finding]:
    """A person of the bureau who could hold what excludes each other in one case."""
    example = in_one_hand(procedure, bureau, on)
    if example is not None:
        yield found("W072", procedure, example.words.zh, example.words.en)
