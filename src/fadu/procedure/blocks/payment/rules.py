"""The block's gates: pure functions from what is asked and the money under lock to refusals."""

from collections.abc import Sequence

from fadu.law.sources import Citation
from fadu.law.words import Words
from fadu.procedure.blocks.payment.book import Beginning, Money, beginning, money
from fadu.procedure.blocks.payment.entries import yuan
from fadu.procedure.gate import Gate
from fadu.procedure.matter import Asked
from fadu.procedure.refusal import Refusal

NOTHING_DUE = "payment.nothing_due"
WAIVER = "payment.waiver"
REFUND = "payment.refund"


def not_twice(asked: Asked, known: Beginning) -> Sequence[Refusal]:
    """A case has one demand."""
    if not known.demanded:
        return []
    words = Words("本案已发过缴款通知", "A payment was demanded in this case already")
    return [Refusal("demanded_already", words, Words("请按原通知缴款", "Pay by that demand"))]


def all_paid(asked: Asked, known: Money | None) -> Sequence[Refusal]:
    """Nothing is owed: paid in full, lawfully waived, or nothing was due."""
    if known is None:
        state = asked.matter.state
        now = (state.step, asked.outcome) == ("demand", "nothing_due")  # judged by its own gate
        if now or state.memory.get(NOTHING_DUE):
            return []
        return [_not_demanded()]
    if known.owed == 0:
        return []
    words = Words(f"尚欠 {yuan(known.owed)} 元", f"{yuan(known.owed)} yuan are still owed")
    remedy = Words(
        "请缴清后再办；依法减免的，先办减免", "Pay it, or have it waived where a law says so"
    )
    return [Refusal("still_owed", words, remedy)]


def run_out(asked: Asked, known: Money | None) -> Sequence[Refusal]:
    """The limit has run out and something is still owed."""
    due = asked.matter.state.due
    if known is not None and known.owed and due is not None and asked.at.on > due:
        return []
    words = Words("缴费期限未满，或已缴清", "The limit has not run out, or all is paid")
    return [Refusal("not_run_out", words, Words("请等期限届满", "Wait for the limit"))]


def acceptable(asked: Asked, known: Money | None) -> Sequence[Refusal]:
    """A confirmation is of a transaction not booked before, and not of a later day."""
    if known is None:
        return [_not_demanded()]
    return _of_transaction(asked, known)


def _of_transaction(asked: Asked, known: Money) -> list[Refusal]:
    found = []
    if known.used(asked.facts.gateway, asked.facts.transaction):
        words = Words("这笔交易已经入账", "This transaction is booked already")
        remedy = Words("请核对交易流水号", "Compare the transaction number")
        found.append(Refusal("transaction_booked", words, remedy, subject="transaction"))
    if asked.facts.on > asked.at.on:
        words = Words("交易日期晚于今天", "The transaction lies in the future")
        found.append(
            Refusal(
                "transaction_ahead", words, Words("请核对日期", "Compare the date"), subject="on"
            )
        )
    return found


def owed_at_least(asked: Asked, known: Money | None) -> Sequence[Refusal]:
    """What is to be waived is owed."""
    return _within(asked.facts.amount, known.owed if known else 0, "waiver_too_large")


def waiver_stands(asked: Asked, known: Money | None) -> Sequence[Refusal]:
    """A waiver was proposed and is still owed."""
    return _proposed(asked, WAIVER, known.owed if known else 0, "waiver_too_large")


def refund_possible(asked: Asked, known: Money | None) -> Sequence[Refusal]:
    """What is to be given back has come in."""
    return _within(asked.facts.amount, known.refundable if known else 0, "refund_too_large")


def refund_stands(asked: Asked, known: Money | None) -> Sequence[Refusal]:
    """A refund was proposed, and the money for it is there and free."""
    if known is not None:
        free = min(known.refundable, known.holdings[known.books.treasury].free)
        return _proposed(asked, REFUND, free, "refund_too_large")
    return [_not_demanded()]


def goes_out(asked: Asked, known: Money | None) -> Sequence[Refusal]:
    """What goes out is what was promised, by a transaction of its own."""
    if known is None or not known.promised:
        words = Words("没有待付的退款", "No refund is to be paid")
        return [Refusal("no_refund", words, Words("请先办理退款审批", "Have one approved first"))]
    found = _of_transaction(asked, known)
    if asked.facts.amount != known.promised:
        words = Words(
            f"应退 {yuan(known.promised)} 元", f"{yuan(known.promised)} yuan are to be given back"
        )
        remedy = Words("金额须与批准的一致", "Pay what was approved, no more and no less")
        found.append(Refusal("not_what_was_approved", words, remedy, subject="amount"))
    return found


def _proposed(asked: Asked, what: str, limit: int, code: str) -> list[Refusal]:
    proposed = asked.matter.state.memory.get(what)
    if not proposed:
        words = Words("没有待审批的申请", "Nothing was proposed")
        return [Refusal("nothing_proposed", words, Words("请先提出", "Propose it first"))]
    return _within(proposed["amount"], limit, code)


def _within(amount: int, limit: int, code: str) -> list[Refusal]:
    if amount <= limit:
        return []
    words = Words(f"最多 {yuan(limit)} 元", f"At most {yuan(limit)} yuan")
    remedy = Words("请更正金额", "Correct the amount")
    return [Refusal(code, words, remedy, subject="amount")]


def _not_demanded() -> Refusal:
    return Refusal(
        "not_demanded",
        Words("尚未发出缴款通知", "No payment has been demanded yet"),
        Words("请先发出缴款通知", "Demand it first"),
    )


def settled(basis: Citation) -> Gate:
    """The gate of whatever may be done only when nothing is owed. It stays passed: what is paid
    in full is not owed again, since a case has one demand.
    """
    title = Words("已缴清或已依法减免", "Paid in full or lawfully waived")
    return Gate("payment_settled", title, basis, all_paid, needs=money, fresh=False)


def demanded_once(basis: Citation) -> Gate:
    """The gate of a demand."""
    title = Words("一案一通知", "One demand a case")
    return Gate("payment_demanded_once", title, basis, not_twice, needs=beginning)


def two_approve(basis: Citation) -> Gate:
    """The gate of the approval of a refund: the sum proposed is there and free."""
    title = Words("退款金额在已缴范围内", "The refund is within what was paid")
    return Gate("payment_refundable", title, basis, refund_stands, needs=money)


def due_is(amount: int) -> Refusal:
    """The outcome does not fit what is due."""
    if amount:
        words = Words(f"应缴 {yuan(amount)} 元", f"{yuan(amount)} yuan are due")
        return Refusal("something_is_due", words, Words("请发出缴款通知", "Demand the payment"))
    words = Words("核定金额为零", "Nothing is due")
    return Refusal("nothing_is_due", words, Words("请选择“无需缴费”", "Choose “Nothing is due”"))
