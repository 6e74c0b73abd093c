"""What is stated at the steps of the block."""

import dataclasses
import datetime
from collections.abc import Mapping

from fadu.law.words import Words
from fadu.procedure.facts import Fen, fact

_POSITIVE = Words("金额须大于零", "An amount is more than zero")


@dataclasses.dataclass(frozen=True)
class Confirmation:
    """That a transaction moved so much money: as a gateway says it, or a bank's slip."""

    gateway: str = fact("渠道", "Gateway", example="bank", pattern="[a-z][a-z0-9_]{0,39}")
    transaction: str = fact(
        "交易流水号", "Transaction number", example="20200304-000017", pattern=r"[\w.:-]{1,80}"
    )
    amount: Fen = fact("金额（元）", "Amount (yuan)", example="80.00")
    on: datetime.date = fact("交易日期", "Date of the transaction", example="2020-03-04")

    def problems(self) -> Mapping[str, Words]:
        """What does not hold."""
        return {} if self.amount > 0 else {"amount": _POSITIVE}


@dataclasses.dataclass(frozen=True)
class Proposal:
    """An amount to be waived or given back, and why."""

    amount: Fen = fact("金额（元）", "Amount (yuan)", example="80.00")
    reason: str = fact("理由", "Reasons", personal=True)

    def problems(self) -> Mapping[str, Words]:
        """What does not hold."""
        return {} if self.amount > 0 else {"amount": _POSITIVE}
