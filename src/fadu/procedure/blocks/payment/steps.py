"""The block: demand and payment as steps, refund as steps of its own for where a refund may come.

`payment(…)` and `refund(…)` expand into plain steps; posts, articles and limits are
the register's. Where no article for a waiver is given, nothing can be waived.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fadu.law.sources import Citation
from fadu.law.words import Words
from fadu.procedure.blocks.payment import acts, rules
from fadu.procedure.blocks.payment.acts import Income, Reckon
from fadu.procedure.blocks.payment.book import money
from fadu.procedure.blocks.payment.facts import Confirmation, Proposal
from fadu.procedure.blocks.payment.rules import REFUND, WAIVER
from fadu.procedure.declare import SYSTEM, Block, Contribution, Limit, Post, Step
from fadu.procedure.gate import Gate, Outcome
from fadu.procedure.matter import Asked

DEMAND, PAY = "demand", "pay"
DEMANDED = Outcome("demanded", Words("发出缴款通知", "Demand payment"))
NOTHING_DUE = Outcome("nothing_due", Words("无需缴费", "Nothing is due"))
PAID = Outcome("paid", Words("已缴清", "Paid"))
LAPSED = Outcome("lapsed", Words("逾期未缴", "Not paid in time"))

CONFIRM = "confirm"
BOOK = "book"
PROPOSE_WAIVER = "propose_waiver"
WAIVE = "waive"
# What a procedure with waivers declares `apart`: nobody grants the own proposal.
# What each procedure of this block declares `apart`: nobody takes money for the own demand.
DEMAND_APART = (DEMAND, PAY)
WAIVER_APART = (f"{PAY}+{PROPOSE_WAIVER}", f"{PAY}+{WAIVE}")

REFUND_PROPOSE, REFUND_FIRST = "refund_propose", "refund_first"
REFUND_SECOND, REFUND_PAY = "refund_second", "refund_pay"
# What a procedure with refunds declares `apart`: three persons, and the payer is none of the two.
REFUND_APART = (
    (REFUND_PROPOSE, REFUND_FIRST),
    (REFUND_PROPOSE, REFUND_SECOND),
    (REFUND_FIRST, REFUND_SECOND),
    (REFUND_SECOND, REFUND_PAY),
)
PROPOSED = Outcome("proposed", Words("提请审批", "Submit for approval"))
AGREE = Outcome("agree", Words("同意", "Agree"))
APPROVE = Outcome("approve", Words("批准", "Approve"))
RETURN = Outcome("return", Words("退回", "Return"))
PAID_BACK = Outcome("paid_back", Words("已退付", "Paid back"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiving:
    """Who may propose and who may grant a waiver, and by which article."""

    proposer: Post
    granter: Post
    basis: Citation


def payment(
    *,
    name: str,
    assessor: Post,
    cashier: Post,
    basis: Citation,
    limit: Limit,
    demand_limit: Limit,
    reckon: Reckon,
    income: Income,
    then: str,
    unpaid: str = "",
    waiving: Waiving | None = None,
) -> Block:
    """Demand and payment: `then` follows when nothing is owed; `unpaid`, when the limit ran out.

    `name` begins the names of the acts; `limit` is for paying; `reckon` says what is due.
    """
    once, settled = rules.demanded_once(basis), rules.settled(basis)
    something = Gate(
        "payment_something_due", Words("有应缴金额", "Something is due"), basis,
        _due(reckon, due=True),
    )  # fmt: skip
    nothing = Gate(
        "payment_nothing_due", Words("无应缴金额", "Nothing is due"), basis,
        _due(reckon, due=False),
    )  # fmt: skip
    demand = Step(
        DEMAND,
        Words("核定缴费", "Amount due"),
        post=assessor,
        basis=basis,
        limit=demand_limit,
        next={DEMANDED: PAY, NOTHING_DUE: then},
        gates=(
            *(gate.on(DEMANDED) for gate in (once, something)),
            *(gate.on(NOTHING_DUE) for gate in (nothing, settled)),
        ),
        does={DEMANDED: acts.demand(name, reckon, income, once)},
        remembers=lambda asked: {rules.NOTHING_DUE: asked.outcome == NOTHING_DUE},
    )
    lapses = {LAPSED: unpaid} if unpaid else {}
    late = Gate("payment_run_out", Words("期限已满", "Limit run out"), basis, rules.run_out, money)
    pay = Step(
        PAY,
        Words("缴费", "Payment"),
        post=cashier,
        basis=basis,
        limit=limit,
        next={PAID: then, **lapses},
        gates=(settled.on(PAID), *((late.on(LAPSED),) if unpaid else ())),
        contributions=(*_bookings(name, cashier, basis), *_waiver(name, waiving)),
    )
    return Block("payment", (demand, pay))


def _due(reckon: Reckon, *, due: bool) -> Any:
    """A check whether what the register reckons is more than nothing."""

    def check(asked: Asked, known: None) -> list[Any]:
        amount = sum(line.amount for line in reckon(asked.matter))
        if amount < 0:
            raise ValueError(f"{amount} fen cannot be due")
        return [] if bool(amount) is due else [rules.due_is(amount)]

    return check


def _bookings(name: str, cashier: Post, basis: Citation) -> tuple[Contribution, ...]:
    title = Words("交易未入账", "Transaction not yet booked")
    gate = Gate("payment_acceptable", title, basis, rules.acceptable, money)
    act = acts.payment(name, gate)
    by_gateway = Contribution(
        CONFIRM, Words("支付平台确认", "Confirmed by the gateway"), SYSTEM, basis,
        facts=Confirmation, gates=(gate,), does=act,
    )  # fmt: skip
    by_hand = Contribution(
        BOOK, Words("凭银行回单入账", "Booked by the bank's slip"), cashier, basis,
        facts=Confirmation, gates=(gate,), does=act,
    )  # fmt: skip
    return by_gateway, by_hand


def _waiver(name: str, waiving: Waiving | None) -> tuple[Contribution, ...]:
    if waiving is None:
        return ()
    title = Words("减免不超过所欠", "No more is waived than is owed")
    asked = Gate("payment_waivable", title, waiving.basis, rules.owed_at_least, money, stated=True)
    stands = Gate("payment_waiver_stands", title, waiving.basis, rules.waiver_stands, money)
    propose = Contribution(
        PROPOSE_WAIVER, Words("提请减免", "Propose a waiver"), waiving.proposer, waiving.basis,
        facts=Proposal, gates=(asked,), remembers=acts.proposal(WAIVER),
    )  # fmt: skip
    grant = Contribution(
        WAIVE, Words("批准减免", "Grant the waiver"), waiving.granter, waiving.basis,
        gates=(stands,), does=acts.waiver(name, stands), remembers=acts.forgotten(WAIVER),
    )  # fmt: skip
    return propose, grant


def refund(
    *,
    name: str,
    proposer: Post,
    first: Post,
    second: Post,
    cashier: Post,
    basis: Citation,
    limit: Limit,
    then: str,
) -> Block:
    """A refund: proposed, approved by two persons one after the other, and paid back; or none."""
    title = Words("退款不超过已缴", "No more is given back than was paid")
    asked = Gate("payment_refund_possible", title, basis, rules.refund_possible, money, stated=True)
    stands = rules.two_approve(basis)
    goes_out = Gate(
        "payment_goes_out", Words("按批准金额退付", "Paid back as approved"), basis, rules.goes_out,
        money,
    )  # fmt: skip

    def step(
        step: str, zh: str, en: str, post: Post, next: Mapping[Outcome, str], **more: Any
    ) -> Step:
        return Step(step, Words(zh, en), post, basis, limit, next, **more)

    return Block(
        "refund",
        (
            step(
                REFUND_PROPOSE, "提请退款", "Refund proposed", proposer,
                {PROPOSED: REFUND_FIRST}, gates=(asked.on(PROPOSED),), facts=Proposal,
                remembers=acts.proposal(REFUND),
            ),
            step(
                REFUND_FIRST, "退款初审", "Refund, first approval", first,
                {AGREE: REFUND_SECOND, RETURN: REFUND_PROPOSE},
            ),
            step(
                REFUND_SECOND, "退款审批", "Refund, second approval", second,
                {APPROVE: REFUND_PAY, RETURN: REFUND_PROPOSE}, gates=(stands.on(APPROVE),),
                does={APPROVE: acts.grant(name, stands)},
            ),
            step(
                REFUND_PAY, "退付", "Paying back", cashier, {PAID_BACK: then},
                gates=(goes_out.on(PAID_BACK),), facts=Confirmation,
                does={PAID_BACK: acts.refund(name, goes_out)}, remembers=acts.forgotten(REFUND),
            ),
        ),
    )  # fmt: skip
