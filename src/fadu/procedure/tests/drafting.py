"""A procedure for tests: a section proposes, another reviews, a third decides, a fourth pays."""

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from fadu.law.sources import cite
from fadu.law.words import Words
from fadu.procedure import discover, in_force
from fadu.procedure.declare import DONE, Duty, Limit, Post, Procedure, Step
from fadu.procedure.effective import EffectiveAct, Place
from fadu.procedure.facts import NoFacts
from fadu.procedure.gate import LEGAL_REVIEW, TWO_OFFICERS, Gate, Outcome
from fadu.procedure.matter import Asked
from fadu.record.kinds import entry_kind

BASIS = cite("不动产登记暂行条例", 18)
NONE = Limit.none("测试", "A test")
HANDLER = Post("test.handler", Words("经办岗", "Handler"))
REVIEWER = Post("test.reviewer", Words("审核岗", "Reviewer"))
DECIDER = Post("test.decider", Words("审定岗", "Decider"))
PAYER = Post("test.payer", Words("支付岗", "Payer"))

PROPOSED = Outcome("proposed", Words("提请", "Propose"))
AGREED = Outcome("agreed", Words("同意", "Agree"))
PROBLEMS = Outcome("problems", Words("有问题", "Problems"))
APPROVED = Outcome("approved", Words("批准", "Approve"))
RETURNED = Outcome("returned", Words("退回", "Return"))
PAID = Outcome("paid", Words("已支付", "Paid"))
LATE = Outcome("late", Words("逾期视为同意", "Taken as agreed"))


@entry_kind("test.ordered")
@dataclass(frozen=True, slots=True)
class Ordered:
    """What the act of this procedure says."""

    what: str

    def sentence(self) -> Words:
        """What was done."""
        return Words(f"作出：{self.what}", f"Ordered: {self.what}")


def _nothing(asked: Asked, known: None) -> list[Any]:
    return []


def _forget(told: Ordered, place: Place) -> None:
    """This act writes no register."""


def gate(name: str, **fields: Any) -> Gate:
    """A gate that lets everything pass."""
    return Gate(name, Words(name, name), BASIS, _nothing, **fields)


reviewed = gate("review_passed", kind=LEGAL_REVIEW, fresh=False)
counted = gate("two_of_us", kind=TWO_OFFICERS)
review_stands = gate("review_stands", reads="review")

ORDER = EffectiveAct(
    "test.order",
    Words("作出决定", "Order"),
    demands=(),
    entry=Ordered,
    decide=lambda asked, known: Ordered("test"),
    apply=_forget,
    kinds=(LEGAL_REVIEW,),
)


def step(name: str, post: Post, **fields: Any) -> Step:
    """A step without limit."""
    return Step(name, Words(name, name), post=post, basis=BASIS, limit=NONE, **fields)


DRAFTING = Procedure(
    name="test.drafting",
    title=Words("起草与审定", "Drafting"),
    mark="CS",
    power="",
    basis=(BASIS,),
    promise=NONE,
    statutory=NONE,
    facts=NoFacts,
    papers=None,
    for_parties=False,
    steps=(
        step("propose", HANDLER, next={PROPOSED: "review"}, duty=Duty.HANDLE),
        step(
            "review",
            REVIEWER,
            next={AGREED: "decide", PROBLEMS: "propose"},
            gates=(reviewed.on(AGREED),),
            remembers=lambda asked: {"review": asked.outcome},
            gives=("review",),
            duty=Duty.REVIEW,
        ),
        step(
            "decide",
            DECIDER,
            next={APPROVED: "pay", RETURNED: "propose"},
            gates=(review_stands.on(APPROVED),),
            does={APPROVED: ORDER},
            duty=Duty.DECIDE,
        ),
        step("pay", PAYER, next={PAID: DONE}, duty=Duty.PAY),
    ),
    apart=(
        ("propose", "review"), ("propose", "decide"), ("propose", "pay"), ("review", "decide"),
        ("review", "pay"), ("decide", "pay"),
    ),
)  # fmt: skip


def changed(procedure: Procedure, name: str, **fields: Any) -> Procedure:
    """The procedure with one step changed."""
    steps = tuple(
        dataclasses.replace(one, **fields) if one.name == name else one for one in procedure.steps
    )
    return dataclasses.replace(procedure, steps=steps)


@contextmanager
def declared(*more: Procedure) -> Iterator[None]:
    """Declare more procedures than the apps do, as if they stood in a file of theirs."""
    here: Any = SimpleNamespace(**{f"P{number}": one for number, one in enumerate(more)})
    found = discover.modules

    def with_ours(name: str) -> tuple[ModuleType, ...]:
        return (*found(name), here) if name == "procedures" else found(name)

    with pytest.MonkeyPatch.context() as patching:
        patching.setattr(discover, "modules", with_ours)
        _look_again()
        yield
    _look_again()


def _look_again() -> None:
    discover.forget()
    in_force._with.cache_clear()
