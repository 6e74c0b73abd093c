"""A small bureau and the steps of an adjustment: what the tests of this register play with."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from fadu.bureau.models import Appointment, Bureau, Officer, Post, Section
from fadu.procedure.acts import open, take
from fadu.procedure.refusal import Answer, Done
from fadu.record.actor import ByOfficer
from fadu.record.ids import new_id
from fadu.record.moment import Moment
from fadu.registers.power.procedures import ItemFacts
from fadu.registers.power.rules import ItemKind, Standing

BUREAU = "511725"
FIRST = datetime.date(2019, 1, 1)
RECEIVER = "渠县行政审批局"


@dataclass(frozen=True)
class Cast:
    """Who plays: two who each hold one post, the one who holds both, and the window clerk."""

    legal: ByOfficer
    director: ByOfficer
    both: ByOfficer
    window: ByOfficer


def founded() -> Cast:
    """The bureau's rows by hand, and its officers as actors."""
    Bureau.objects.create(
        code=BUREAU, name_zh="渠县自然资源局", name_en="Qu County Natural Resources Bureau",
        short_zh="渠县", province_mark="川",
    )  # fmt: skip
    office = Section.objects.create(
        id=new_id(), bureau=BUREAU, code="office", name_zh="办公室", name_en="Office"
    )
    posts = {
        code: Post.objects.create(
            id=new_id(), bureau=BUREAU, code=code, section=office, name_zh=code, name_en=code
        )
        for code in ("legal", "director", "realestate.window")
    }

    def officer(number: str, *held: str) -> ByOfficer:
        row = Officer.objects.create(
            id=new_id(), bureau=BUREAU, person=new_id(), staff_number=number, name=number
        )
        for code in held:
            Appointment.objects.create(
                id=new_id(), bureau=BUREAU, officer=row, post=posts[code], since=FIRST
            )
        return ByOfficer(row.id)

    return Cast(
        legal=officer("Q001", "legal"),
        director=officer("Q002", "director"),
        both=officer("Q003", "legal", "director"),
        window=officer("Q004", "realestate.window"),
    )


def done(answer: Answer) -> Done:
    """The act was done."""
    assert isinstance(answer, Done), answer
    return answer


def item(
    code: str, standing: Standing, receiver: str = "", kind: ItemKind = ItemKind.LICENCE
) -> ItemFacts:
    """What is proposed on an item."""
    return ItemFacts(code, f"事项{code}", kind, standing, "权责清单调整文件", receiver)


def proposed(facts: ItemFacts, by: ByOfficer, at: Moment) -> UUID:
    """A case that waits for its decision."""
    opened = done(open("power.adjustment", facts, bureau=BUREAU, by=by, at=at, key=str(new_id())))
    done(step(opened.case, "propose", "proposed", by, at))
    return opened.case


def step(case: UUID, name: str, outcome: str, by: ByOfficer, at: Moment) -> Answer:
    """A step of the case."""
    return take(case, name, outcome, bureau=BUREAU, by=by, at=at, key=str(new_id()))


def approved(facts: ItemFacts, cast: Cast, at: Moment) -> UUID:
    """The whole story: proposed by the legal officer, approved by the director."""
    case = proposed(facts, cast.legal, at)
    done(step(case, "decide", "approve", cast.director, at))
    return case
