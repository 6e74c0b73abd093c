"""What is said, known and remembered of a hearing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from fadu.bureau.models import Officer
from fadu.law.calendar import Calendar
from fadu.law.period import parse_period
from fadu.law.units import Period
from fadu.law.words import Words
from fadu.procedure.calendars import calendar_of
from fadu.procedure.clocks import period_of
from fadu.procedure.declare import Limit
from fadu.procedure.facts import fact
from fadu.procedure.gate import GateKind, Need, Outcome
from fadu.procedure.matter import Asked, Matter
from fadu.record.actor import ByParty

HEARING = GateKind("hearing", Words("听证", "Hearing"))

NOTICE = "hearing_notice"
WAIT = "hearing_wait"
CONVENE = "hearing_convene"
HOLD = "hearing_hold"
REQUEST = "hearing_request"
WAIVER = "hearing_waiver"
# What the case remembers. Requests stay whatever happens; the rest is undone by a return.
ASKED = "hearing_requests"
TOLD = "hearing_told"
SET = "hearing_set"
DONE_KEY = "hearing"

SERVED = Outcome("served", Words("已送达听证告知书", "Notice of the right served"))
ASKED_FOR = Outcome("asked_for", Words("当事人要求听证", "A hearing is asked for"))
NOT_ASKED = Outcome("not_asked", Words("逾期未提出或书面放弃", "Not asked for in time, or waived"))
CONVENED = Outcome("convened", Words("已通知听证", "Convened"))
HELD = Outcome("held", Words("听证已举行", "Held"))
ABSENT = Outcome("absent", Words("当事人无故缺席，终止听证", "The party stayed away; ended"))
POSTPONED = Outcome("postponed", Words("延期", "Postponed"))


@dataclass(frozen=True)
class ServedNotice:
    """On which day the notice reached the party."""

    served_on: date = fact("送达日期", "Served on")


@dataclass(frozen=True)
class Request:
    """Who asks or waives, by its place among the parties, and why."""

    party: int = fact("第几位当事人", "Which party, by its number", default=1)
    words: str = fact("说明", "In its words", personal=True, prose=True, default="")


@dataclass(frozen=True)
class Convening:
    """When and where the hearing is held, who chairs it, and whether the public may come."""

    chair: str = fact("主持人工号", "Chair (staff number)", pattern=r"\S{1,20}")
    on: date = fact("听证日期", "Date of the hearing")
    place: str = fact("听证地点", "Place")
    closed_because: str = fact("不公开的理由", "Why closed to the public", default="")


@dataclass(frozen=True)
class Proceedings:
    """Who took part, and what was said, as the signed record has it."""

    participants: str = fact("参加人", "Participants", personal=True, prose=True)
    summary: str = fact("听证要点", "What was said", personal=True, prose=True)


@dataclass(frozen=True, slots=True)
class Days:
    """What the gates of a hearing reckon with."""

    calendar: Calendar
    window: Period
    ahead: Period
    officers: Mapping[str, UUID]


def requests(matter: Matter) -> list[dict[str, Any]]:
    """Every request for a hearing that was ever made in the case: person, day, whether closed."""
    found: list[dict[str, Any]] = list(matter.state.memory.get(ASKED, []))
    return found


def days_of(window: Limit, ahead: Limit) -> Need:
    """Loads the calendar and the two periods in force for the case, and the officers."""

    def load(matter: Matter) -> Days:
        law_on, bureau = matter.state.law_on, matter.bureau
        numbers = Officer.objects.filter(bureau=bureau).values_list("staff_number", "id")
        return Days(
            calendar_of(bureau),
            parse_period(period_of(window.key, law_on, bureau)[0]),
            parse_period(period_of(ahead.key, law_on, bureau)[0]),
            dict(numbers),
        )

    return load


def person_of(asked: Asked) -> str | None:
    """Whose request it is: the party's who acts, or at the window the one that is named."""
    if isinstance(asked.by, ByParty):
        return str(asked.by.person)
    parties, place = asked.matter.state.parties, asked.facts.party
    return str(parties[place - 1].person) if 0 < place <= len(parties) else None
