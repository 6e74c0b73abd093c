"""The world of the random acts: a bureau with who may and who may not, and a matter with blocks."""

import dataclasses
import datetime
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from fadu.bureau.models import Absence, Appointment, Officer, Section
from fadu.bureau.models import Post as PostRow
from fadu.law.sources import cite
from fadu.law.words import Words
from fadu.procedure.blocks.decision import Reasons
from fadu.procedure.blocks.hearing import (
    HEARING,
    Convening,
    Proceedings,
    ServedNotice,
    heard,
    hearing,
)
from fadu.procedure.blocks.legal_review import Answers, Review, legal_review, reviewed
from fadu.procedure.declare import DONE, Duty, Limit, Post, Procedure, Role, Step, Stop
from fadu.procedure.facts import NoFacts
from fadu.procedure.gate import LEGAL_REVIEW, Gate, Outcome
from fadu.procedure.state import CaseState
from fadu.procedure.tests.drafting import (
    APPROVED,
    BASIS,
    DECIDER,
    HANDLER,
    NONE,
    ORDER,
    PROPOSED,
    RETURNED,
    REVIEWER,
)
from fadu.procedure.tests.test_extension import LONGER
from fadu.procedure.tests.test_hearing import ARTICLES, CHAIR, LAW
from fadu.record.actor import ByOfficer
from fadu.record.ids import new_id
from fadu.site.demo.cast import BUREAU
from tests.stage import Stage, papers, party

NAME = "test.random"
ACCEPT = Outcome("accept", Words("受理", "Accept"))
ORDERED = dataclasses.replace(ORDER, name="test.random.order", kinds=(LEGAL_REVIEW, HEARING))
CLERK = Post("test.clerk", Words("收件岗", "Clerk"))
MATTER = Procedure(
    name=NAME, title=Words("随机测试", "Random acts"), mark="SJ", power="", basis=(BASIS,),
    promise=NONE, statutory=Limit("permit.decide"), facts=NoFacts, papers=None, window=CLERK,
    roles=(Role("subject", Words("当事人", "Party")),), withdrawal=BASIS,
    withdrawable=frozenset({"receive", "draft", "legal_review", "hearing_wait"}),
    stops=(Stop("public_notice", Words("公告", "Public notice"), BASIS),),
    extensions=(dataclasses.replace(LONGER, post=DECIDER),),
    steps=(
        Step("receive", Words("受理", "Receipt"), CLERK, BASIS, NONE, {ACCEPT: "draft"},
             starts=(ACCEPT,)),
        Step("draft", Words("拟稿", "Draft"), HANDLER, BASIS, NONE, {PROPOSED: "legal_review"},
             duty=Duty.HANDLE),
        *legal_review(reviewer=REVIEWER, handler=HANDLER, basis=BASIS, limit=NONE,
                      then="hearing_notice", back_to="draft"),
        *hearing(handler=HANDLER, chair=CHAIR, articles=ARTICLES,
                 window=Limit("pen.hearing.request"), ahead=Limit("pen.hearing.notice"),
                 limit=NONE, then="decide", apart_from=("draft",)),
        Step("decide", Words("决定", "Decide"), DECIDER, BASIS, NONE,
             {APPROVED: DONE, RETURNED: "draft"},
             gates=(reviewed(BASIS).on(APPROVED), heard(cite(LAW, 65)).on(APPROVED)),
             does={APPROVED: ORDERED}, ends=(APPROVED,), duty=Duty.DECIDE),
    ),
    apart=(
        ("draft", "legal_review"), ("draft", "decide"), ("legal_review", "decide"),
        ("answer_review", "legal_review"), ("answer_review", "decide"), ("hearing_hold", "decide"),
        ("hearing_notice", "decide"), ("hearing_wait", "decide"), ("hearing_convene", "decide"),
        ("hearing_notice", "legal_review"), ("hearing_wait", "legal_review"),
        ("hearing_convene", "legal_review"),
    ),
)  # fmt: skip
# Who rightly takes a step, by the post that it waits for.
RIGHT = {
    "realestate.window": "window", "realestate.examiner": "examiner",
    "realestate.registrar": "registrar", "test.clerk": "window", "test.handler": "window",
    "test.reviewer": "legal", "test.decider": "director", "test.chair": "stranger",
    "party": "window",
}  # fmt: skip
OFFICERS = (
    "window", "window2", "examiner", "registrar", "legal", "director", "head", "stranger", "both",
)  # fmt: skip


COLLEAGUE = {"window": "window2", "examiner": "examiner2", "registrar": "registrar2"}


def blind(gate: Gate) -> Gate:
    """A gate that asks nothing any more."""
    return dataclasses.replace(gate, check=lambda asked, known: [])


def without(name: str) -> Procedure:
    """The matter with one gate blind."""
    steps = tuple(
        dataclasses.replace(
            step, gates=tuple(blind(gate) if gate.name == name else gate for gate in step.gates)
        )
        for step in MATTER.steps
    )
    return dataclasses.replace(MATTER, steps=steps)


@contextmanager
def blinded(procedure: Procedure, name: str) -> Iterator[None]:
    """While inside, a gate of a shipped procedure asks nothing any more, wherever it stands."""
    gates = [gate for step in procedure.steps for gate in step.gates if gate.name == name]
    assert gates, f"no gate {name}"
    checks = [(gate, gate.check) for gate in gates]
    for gate in gates:
        object.__setattr__(gate, "check", lambda asked, known: [])
    try:
        yield
    finally:
        for gate, check in checks:
            object.__setattr__(gate, "check", check)


class World(Stage):
    """The stage, with posts for the matter, one officer who holds too many, and one who is away."""

    def __init__(self) -> None:
        super().__init__()
        section = Section.objects.get(bureau=BUREAU, code="office")
        self._posts = {row.code: row for row in PostRow.objects.filter(bureau=BUREAU)}
        for code in ("clerk", "handler", "reviewer", "decider", "chair"):
            name = f"test.{code}"
            self._posts[name] = PostRow.objects.create(
                id=new_id(), bureau=BUREAU, code=name, section=section, name_zh=name, name_en=name
            )
        both = Officer.objects.create(
            id=new_id(), bureau=BUREAU, person=new_id(), staff_number="both", name="both"
        )
        self.staff["both"] = both.id
        for code, login in RIGHT.items():
            if code.startswith("test."):
                self._appoint(login, code)
            if code != "party":
                self._appoint("both", code)
        for code in ("test.handler", "test.clerk"):
            self._appoint("window2", code)
        self.units = {
            self.unit(): frozenset({1}), self.unit((2,)): frozenset({2}),
            self.unit(restriction="查封"): frozenset({1}),
        }  # fmt: skip
        self.restricted = list(self.units)[-1]
        away = datetime.date(2022, 4, 11)
        Absence.objects.create(
            id=new_id(), bureau=BUREAU, officer_id=self.staff["examiner"], reason="leave",
            deputy_id=self.staff["examiner2"], since=away, case=new_id(),
            until=away + datetime.timedelta(days=4),
        )  # fmt: skip

    def _appoint(self, login: str, post: str) -> None:
        since = datetime.date(2020, 1, 2)
        Appointment.objects.create(
            id=new_id(), bureau=BUREAU, officer_id=self.staff[login], post=self._posts[post],
            since=since, held_since=since,
        )  # fmt: skip

    def person_id(self, number: int) -> UUID:
        """The id of the person of that number, known since the units were taken over."""
        return party(number).person

    def number(self, login: str) -> str:
        """The staff number of an officer."""
        return str(Officer.objects.get(id=self.staff[login]).staff_number)

    def right(self, post: str) -> ByOfficer:
        """Who rightly takes a step of that post."""
        return self.by(RIGHT[post])


def said(world: World, state: CaseState, step: str, outcome: str, on: datetime.date) -> Any:
    """What somebody who knows the work would state with a step."""
    match step:
        case "legal_review":
            return Review("已审", "主体不适格\n条款失效" if outcome == "problems" else "")
        case "answer_review":
            named = state.memory.get("legal_review_points", {}).get("named", 0)
            return Answers("\n".join(["已更正"] * named) or "无")
        case "hearing_notice":
            return ServedNotice(on)
        case "hearing_convene":
            return Convening(
                world.number("stranger"), on + datetime.timedelta(days=16), "三楼会议室"
            )
        case "hearing_hold":
            return Proceedings("当事人、调查人员", "当事人有异议")
        case "refused":
            return Reasons("不符合登记条件")
    return None


def enclosed(case: UUID, step: str, outcome: str) -> dict[str, Sequence[Any]] | None:
    """The files that go with a step."""
    names = {"hearing_notice": "proof", "hearing_hold": "record"}
    wanted = step in names and outcome != "postponed"
    return dict(papers(case, [names[step]])) if wanted else None
