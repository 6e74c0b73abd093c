"""A procedure that only these tests declare: a toll is paid, a thing handed out, money refunded."""

import dataclasses
from collections.abc import Sequence

from fadu.law.sources import cite
from fadu.law.words import Words
from fadu.procedure.blocks.payment import rules, steps
from fadu.procedure.blocks.payment.acts import Income
from fadu.procedure.blocks.payment.entries import DueLine
from fadu.procedure.blocks.payment.steps import Waiving, payment, refund
from fadu.procedure.declare import DONE, INTERNAL, Limit, Post, Procedure, Role, Step
from fadu.procedure.effective import EffectiveAct, Place
from fadu.procedure.facts import Fen, fact
from fadu.procedure.gate import Outcome
from fadu.procedure.matter import Asked, Matter
from fadu.record.kinds import entry_kind

BASIS = cite("不动产登记暂行条例", 18)
ASSESSOR = Post("assessor", Words("核费岗", "Assessor"))
CASHIER = Post("cashier", Words("出纳岗", "Cashier"))
HEAD = Post("head", Words("科长", "Section head"))
DIRECTOR = Post("director", Words("局长", "Director"))
ISSUED = Outcome("issued", Words("已发放", "Handed out"))
CLOSED = Outcome("closed", Words("结案", "Closed"))


@dataclasses.dataclass(frozen=True)
class TollFacts:
    """What is due, as two parts; a real register reckons it."""

    fee: Fen = fact("登记费", "Fee")
    copies: Fen = fact("证书工本费", "Copies", default=Fen(0))


def reckon(matter: Matter) -> Sequence[DueLine]:
    facts = matter.facts
    basis = Words("测试依据", "Test basis")
    return [
        DueLine(Words("登记费", "Fee"), basis, facts.fee),
        DueLine(Words("工本费", "Copies"), basis, facts.copies),
    ]


@entry_kind("test.handed_out")
@dataclasses.dataclass(frozen=True)
class HandedOut:
    """The thing was handed out."""

    number: int

    def sentence(self) -> Words:
        return Words("已发放", "Handed out")


def _hand_out(asked: Asked, known: object) -> HandedOut:
    return HandedOut(asked.draw("test.thing"))


def _nothing(entry: HandedOut, place: Place) -> None:
    """There is no register to write."""


SETTLED = rules.settled(BASIS)
HAND_OUT = EffectiveAct(
    "test.hand_out", Words("发放", "Hand out"), (SETTLED,), HandedOut, _hand_out, _nothing
)
TOLL = Procedure(
    name="test.toll", title=Words("缴费测试", "Toll"), mark="JF", power="",
    basis=(BASIS,), promise=INTERNAL, statutory=INTERNAL, facts=TollFacts, papers=None,
    roles=(Role("payer", Words("缴款人", "Payer")),), window=ASSESSOR,
    steps=(
        *payment(
            name="test.toll", assessor=ASSESSOR, cashier=CASHIER, basis=BASIS,
            limit=Limit("reg.limit.statutory"), demand_limit=INTERNAL, reckon=reckon,
            income=Income("revenue", Words("登记费收入", "fees")), then="issue", unpaid="unpaid",
            waiving=Waiving(proposer=ASSESSOR, granter=HEAD, basis=BASIS),
        ),
        Step("issue", Words("发放", "Hand out"), HEAD, BASIS, INTERNAL,
             {ISSUED: steps.REFUND_PROPOSE, CLOSED: DONE}, does={ISSUED: HAND_OUT}),
        Step("unpaid", Words("未缴结案", "Closed unpaid"), HEAD, BASIS, INTERNAL, {CLOSED: DONE}),
        *refund(name="test.toll", proposer=ASSESSOR, first=HEAD, second=DIRECTOR, cashier=CASHIER,
                basis=BASIS, limit=INTERNAL, then=DONE),
    ),
    apart=(steps.DEMAND_APART, steps.WAIVER_APART, *steps.REFUND_APART, (steps.PAY, "issue")),
)  # fmt: skip
