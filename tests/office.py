"""The smallest bureau, its rows written by hand: what the tests of the registers play in.

The stage (tests/stage.py) founds a whole bureau by recorded act; a register by itself needs less.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fadu.bureau.models import Appointment, Bureau, Officer, Post, Section
from fadu.people.identity import PersonKind
from fadu.procedure.acts import open, take
from fadu.procedure.discover import procedures
from fadu.procedure.facts import NoFacts, parse
from fadu.procedure.opening import Applicant
from fadu.procedure.refusal import Answer, Refused
from fadu.record.actor import Actor, ByOfficer
from fadu.record.ids import new_id
from fadu.record.moment import Moment
from tests.stage import done, key

BUREAU = "511725"
FIRST = datetime.date(2018, 1, 2)
TRANSFER = "realestate.transfer"


@dataclass(frozen=True)
class Cast:
    """Who plays: two who each hold one post, the one who holds both, and the window clerk."""

    legal: ByOfficer
    director: ByOfficer
    both: ByOfficer
    window: ByOfficer


def founded() -> Cast:
    """A bureau in which one proposes and another decides."""
    return Cast(
        **staffed(
            legal=["legal"],
            director=["director"],
            both=["legal", "director"],
            window=["realestate.window"],
        )
    )


def staffed(**held: Iterable[str]) -> dict[str, ByOfficer]:
    """The bureau's rows, with an officer of each name who holds the posts of these codes."""
    Bureau.objects.create(
        code=BUREAU, name_zh="渠县自然资源局", name_en="Qu County Natural Resources Bureau",
        short_zh="渠县", province_mark="川",
    )  # fmt: skip
    section = Section.objects.create(
        id=new_id(), bureau=BUREAU, code="office", name_zh="办公室", name_en="Office"
    )
    posts = {
        code: Post.objects.create(
            id=new_id(), bureau=BUREAU, code=code, section=section, name_zh=code, name_en=code
        )
        for code in sorted({code for codes in held.values() for code in codes})
    }
    officers = {}
    for name, codes in held.items():
        row = Officer.objects.create(
            id=new_id(), bureau=BUREAU, person=new_id(), staff_number=name, name=name
        )
        for code in codes:
            Appointment.objects.create(
                id=new_id(), bureau=BUREAU, officer=row, post=posts[code], since=FIRST,
                held_since=FIRST,
            )  # fmt: skip
        officers[name] = ByOfficer(row.id)
    return officers


def refused(answer: Answer) -> tuple[str, ...]:
    """The act was refused, for these reasons."""
    assert isinstance(answer, Refused), answer
    return answer.codes


def step(case: UUID, name: str, outcome: str, by: Actor, at: Moment) -> Answer:
    """A step of the case."""
    return take(case, name, outcome, bureau=BUREAU, by=by, at=at, key=key())


def proposed(procedure: str, facts: Any, by: Actor, at: Moment) -> UUID:
    """A case that waits for its decision."""
    opened = done(open(procedure, facts, bureau=BUREAU, by=by, at=at, key=key()))
    done(step(opened.case, "propose", "proposed", by, at))
    return opened.case


def approved(procedure: str, facts: Any, cast: Cast, at: Moment) -> UUID:
    """The whole story: proposed by the legal officer, approved by the director."""
    case = proposed(procedure, facts, cast.legal, at)
    done(step(case, "decide", "approve", cast.director, at))
    return case


def imported(
    procedure: str, facts: Any, applicants: Iterable[Applicant], by: Actor, at: Moment
) -> Answer:
    """A case that is entered from elsewhere and whose first step has one outcome, taken at once."""
    opened = open(
        procedure, facts, bureau=BUREAU, by=by, at=at, key=key(), applicants=tuple(applicants),
        channel="import",
    )  # fmt: skip
    if isinstance(opened, Refused):
        return opened
    start = procedures()[procedure].start
    (outcome,) = start.next
    return step(opened.case, start.name, outcome, by, at)


def applied_for_transfer(cast: Cast, at: Moment) -> Answer:
    """Somebody applies for a transfer of real estate at the window."""
    said = {
        "unit": "511725001001GB00001F00010001",
        "price": "500000.00",
        "contract_date": "2020-01-06",
        "co_ownership": "sole",
    }
    shareless = parse(procedures()[TRANSFER].roles[1].facts or NoFacts, {})
    parties = (
        Applicant("transferor", PersonKind.NATURAL, "王转让", "11010519491231002X"),
        Applicant(
            "transferee", PersonKind.NATURAL, "李受让", "440524188001010014", facts=shareless
        ),
    )
    return open(
        TRANSFER, parse(procedures()[TRANSFER].facts, said), bureau=BUREAU, by=cast.window, at=at,
        key=key(), applicants=parties,
    )  # fmt: skip
