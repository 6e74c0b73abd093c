"""The block's effective acts: decide (numbers, ids, vouchers) → entry → apply, which alone writes.

One set of them a procedure, made by `steps`, because what is due is reckoned by the register.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fadu.law.words import Words
from fadu.money import posting as ledger
from fadu.money.entries import NewAccount, NewVoucher, posting, receipt, voucher
from fadu.procedure.blocks.payment.book import TREASURY, Beginning, Money, beginning, money
from fadu.procedure.blocks.payment.entries import (
    Books,
    Demanded,
    DueLine,
    Paid,
    Refunded,
    RefundGranted,
    Waived,
)
from fadu.procedure.blocks.payment.models import Demand, Payment, Refund
from fadu.procedure.blocks.payment.rules import REFUND, WAIVER
from fadu.procedure.effective import EffectiveAct, Place
from fadu.procedure.gate import Gate
from fadu.procedure.matter import Asked, Matter
from fadu.record.actor import ByParty
from fadu.record.ids import new_id

BILL = "payment.bill"
PAY_BACK = "payment.pay_back"
DEMANDS = "payment.demand"
REFUNDS = "payment.refund"

Reckon = Callable[[Matter], Sequence[DueLine]]


@dataclass(frozen=True, slots=True)
class Income:
    """The account that a payment is for: its kind (`money.kinds`) and its words."""

    kind: str
    words: Words


def demand(name: str, reckon: Reckon, income: Income, gate: Gate) -> EffectiveAct:
    """The demand: what is due is reckoned, the accounts of the case are opened, the sum is owed."""

    def decide(asked: Asked, known: Beginning) -> Demanded:
        lines = tuple(line for line in reckon(asked.matter) if line.amount)
        number = asked.draw(DEMANDS)
        books, opened = _books(asked.matter, known, income)
        owed = posting(books.receivable, books.income, sum(line.amount for line in lines))
        memo = Words(f"应缴 {asked.matter.state.number}", f"Due, {asked.matter.state.number}")
        made = voucher([owed], on=asked.at.on, memo=memo, draw=asked.draw)
        return Demanded(new_id(), asked.at.on.year, number, lines, books, opened, made)

    title = Words("发出缴款通知", "Demand for payment")
    return EffectiveAct(
        f"{name}.demand", title, (gate,), Demanded, decide, _demanded, needs=beginning,
        documents=("payment.demand",), then=BILL,
    )  # fmt: skip


def _books(
    matter: Matter, known: Beginning, income: Income
) -> tuple[Books, tuple[NewAccount, ...]]:
    number = matter.state.number
    wanted = {
        "receivable": ("receivable", Words("应收", "receivable")),
        "income": (income.kind, income.words),
        "trust": ("trust", Words("多缴代管", "overpaid, held in trust")),
        "payable": ("payable", Words("应退", "to be given back")),
    }
    opened = [
        NewAccount(
            new_id(), f"{part}.{matter.id}", kind, Words(f"{number} {w.zh}", f"{number} {w.en}"),
            floored=True, subject=matter.id,
        )
        for part, (kind, w) in wanted.items()
    ]  # fmt: skip
    ids = [account.id for account in opened]
    if known.treasury is None:
        words = Words("缴款资金账户", "Money paid in")
        opened.append(NewAccount(new_id(), TREASURY, "treasury", words, floored=True))
    return Books(known.treasury or opened[-1].id, *ids), tuple(opened)


def _demanded(entry: Demanded, place: Place) -> None:
    for account in entry.opened:
        ledger.open_account(account, place)
    ledger.post(entry.voucher, place)
    books = entry.books
    Demand.objects.create(
        id=entry.id, bureau=place.bureau, case=place.case, year=entry.year, number=entry.number,
        amount=entry.voucher.amount, on=place.at, treasury_id=books.treasury,
        receivable_id=books.receivable, income_id=books.income, trust_id=books.trust,
        payable_id=books.payable, entry=place.entry,
    )  # fmt: skip


def payment(name: str, gate: Gate) -> EffectiveAct:
    """Money came in: it is taken off what is owed, the rest held in trust; a receipt is given."""

    def decide(asked: Asked, known: Money) -> Paid:
        stated, books = asked.facts, known.books
        due = min(stated.amount, known.owed)
        rows = [posting(books.treasury, books.receivable, due)] if due else []
        if stated.amount > due:
            rows.append(posting(books.treasury, books.trust, stated.amount - due))
        memo = Words(f"缴款 {stated.transaction}", f"Payment {stated.transaction}")
        made = voucher(rows, on=asked.at.on, memo=memo, draw=asked.draw)
        given = receipt(_payer(asked), draw=asked.draw)
        sealed = NewVoucher(
            made.id, made.year, made.number, made.on, made.memo, made.postings, given
        )
        return Paid(new_id(), known.demand, stated.gateway, stated.transaction, stated.on, sealed)

    title = Words("缴款入账", "Payment booked")
    return EffectiveAct(
        f"{name}.pay", title, (gate,), Paid, decide, _paid, needs=money,
        documents=("payment.receipt",),
    )  # fmt: skip


def _payer(asked: Asked) -> UUID | None:
    """The party who pays by himself, or the only party there is."""
    if isinstance(asked.by, ByParty):
        return asked.by.person
    persons = {party.person for party in asked.matter.state.parties}
    return persons.pop() if len(persons) == 1 else None


def _paid(entry: Paid, place: Place) -> None:
    ledger.post(entry.voucher, place)
    Payment.objects.create(
        id=entry.id, bureau=place.bureau, demand_id=entry.demand, gateway=entry.gateway,
        transaction=entry.transaction, paid_on=entry.paid_on, voucher_id=entry.voucher.id,
        entry=place.entry,
    )  # fmt: skip


def waiver(name: str, gate: Gate) -> EffectiveAct:
    """What was proposed is no longer owed."""

    def decide(asked: Asked, known: Money) -> Waived:
        amount = asked.matter.state.memory[WAIVER]["amount"]
        rows = [posting(known.books.income, known.books.receivable, amount)]
        memo = Words("减免", "Waived")
        return Waived(known.demand, voucher(rows, on=asked.at.on, memo=memo, draw=asked.draw))

    def apply(entry: Waived, place: Place) -> None:
        ledger.post(entry.voucher, place)

    title = Words("减免", "Waiver")
    return EffectiveAct(f"{name}.waive", title, (gate,), Waived, decide, apply, needs=money)


def grant(name: str, gate: Gate) -> EffectiveAct:
    """A refund is owed from now on: first out of what came in too much, then out of the due."""

    def decide(asked: Asked, known: Money) -> RefundGranted:
        amount, books = asked.matter.state.memory[REFUND]["amount"], known.books
        excess = min(amount, known.excess)
        rows = [posting(books.trust, books.payable, excess)] if excess else []
        if amount > excess:
            rows.append(posting(books.income, books.payable, amount - excess))
        number = asked.draw(REFUNDS)
        memo = Words(f"批准退款 {number}", f"Refund {number} approved")
        made = voucher(rows, on=asked.at.on, memo=memo, draw=asked.draw)
        return RefundGranted(new_id(), known.demand, number, made)

    title = Words("批准退款", "Approval of a refund")
    return EffectiveAct(
        f"{name}.grant_refund", title, (gate,), RefundGranted, decide, _granted, needs=money,
        then=PAY_BACK,
    )  # fmt: skip


def _granted(entry: RefundGranted, place: Place) -> None:
    ledger.post(entry.voucher, place)
    Refund.objects.create(
        id=entry.id, bureau=place.bureau, demand_id=entry.demand, year=entry.voucher.year,
        number=entry.number, amount=entry.voucher.amount, entry=place.entry,
    )  # fmt: skip


def refund(name: str, gate: Gate) -> EffectiveAct:
    """The refund went out."""

    def decide(asked: Asked, known: Money) -> Refunded:
        stated, books = asked.facts, known.books
        rows = [posting(books.payable, books.treasury, stated.amount)]
        memo = Words(f"退款 {stated.transaction}", f"Refund {stated.transaction}")
        made = voucher(rows, on=asked.at.on, memo=memo, draw=asked.draw)
        return Refunded(known.demand, stated.gateway, stated.transaction, made)

    title = Words("退款付出", "Refund paid")
    return EffectiveAct(f"{name}.refund", title, (gate,), Refunded, decide, _refunded, needs=money)


def _refunded(entry: Refunded, place: Place) -> None:
    ledger.post(entry.voucher, place)


def proposal(what: str) -> Callable[[Asked], dict[str, Any]]:
    """What a case remembers of a proposal: the sum, until it is decided."""
    return lambda asked: {what: {"amount": asked.facts.amount}}


def forgotten(what: str) -> Callable[[Asked], dict[str, Any]]:
    """The proposal is decided."""
    return lambda asked: {what: None}
