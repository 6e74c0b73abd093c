"""How the block's texts are filled, each from the entry that ordered it."""

from typing import Any
from uuid import UUID

from fadu.people.persons import known
from fadu.procedure.blocks.payment.entries import Demanded, Paid, yuan
from fadu.procedure.discover import by_digest
from fadu.procedure.rendering import Letter
from fadu.procedure.wording import applicants, bureau_name
from fadu.record.typed import from_plain


def _head(letter: Letter) -> dict[str, Any]:
    case = letter.case
    title = by_digest()[case.state.graph].title
    return {
        "bureau_name": bureau_name(letter),
        "title": {"zh": title.zh, "en": title.en},
        "case_number": case.number,
        "applicants": applicants(letter),
        "issued_on": letter.entry.at.isoformat(),
        "entry_hash": letter.entry.sha256,
    }


def demand(letter: Letter) -> dict[str, Any]:
    """The demand: its lines, the sum, and the limit that the entry set."""
    entry = from_plain(Demanded, letter.entry.payload["effect"]["data"])
    return {
        **_head(letter),
        "number": f"{entry.year}-{entry.number}",
        "amount": yuan(entry.voucher.amount),
        "lines": [
            {
                "title": {"zh": line.title.zh, "en": line.title.en},
                "basis": {"zh": line.basis.zh, "en": line.basis.en},
                "amount": yuan(line.amount),
            }
            for line in entry.lines
        ],
        "due": letter.entry.payload["change"].get("due"),
        "reference": str(entry.id),
    }


def receipt(letter: Letter) -> dict[str, Any]:
    """The receipt, with its number and that of the voucher."""
    entry = from_plain(Paid, letter.entry.payload["effect"]["data"])
    given = entry.voucher.receipt
    assert given is not None, "a payment is booked with a receipt"
    return {
        **_head(letter),
        "applicants": _payer(letter, given.payer),
        "number": f"{entry.voucher.year}-{given.number}",
        "amount": yuan(entry.voucher.amount),
        "paid_on": entry.paid_on.isoformat(),
        "gateway": entry.gateway,
        "transaction": entry.transaction,
        "voucher": f"{entry.voucher.year}-{entry.voucher.number}",
    }


def _payer(letter: Letter, payer: UUID | None) -> list[str]:
    """Who paid; all parties, where nobody can say which of them."""
    if payer is None:
        return applicants(letter)
    return [known(letter.case.bureau, [payer], case=letter.case.id)[payer].name]


DATA = {"payment.demand": demand, "payment.receipt": receipt}
