"""The way to a payment service: bills go there, confirmations come from there, refunds go there.

`FADU_PAYMENTS` names the class. The default works on files below `FADU_VAR`: what a service would
send lies there as JSON; nobody's money moves.
"""

import datetime
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Bill:
    """What a service shows to whoever pays. `demand` comes back with the confirmation."""

    demand: UUID
    bureau: str
    number: str
    amount: int


@dataclass(frozen=True, slots=True)
class Notice:
    """What a service says came in: for which demand, by which transaction, how many fen, when."""

    demand: UUID
    transaction: str
    amount: int
    on: datetime.date


@dataclass(frozen=True, slots=True)
class Order:
    """What a service is to give back, for which refund."""

    refund: UUID
    demand: UUID
    amount: int


class Gateway(Protocol):
    """A payment service. Whatever is sent twice under the same id is one thing to it."""

    name: str

    def bill(self, bill: Bill) -> None:
        """Have it collect. Raises when it could not be handed over."""
        ...

    def notices(self) -> Iterator[Notice]:
        """What came in and was not yet acknowledged."""
        ...

    def acknowledge(self, transaction: str) -> None:
        """It is booked: do not tell again."""
        ...

    def pay_back(self, order: Order) -> None:
        """Have it give back. Raises when it could not be handed over."""
        ...


class FileGateway:
    """Files in folders: `bills` and `orders` out, `notices` in, `booked` when acknowledged."""

    name = "file"

    def bill(self, bill: Bill) -> None:
        """One file a demand: sent again, it is the same file."""
        _write("bills", str(bill.demand), asdict(bill))

    def notices(self) -> Iterator[Notice]:
        """The files that lie in `notices`, in the order of their names."""
        for file in sorted(_folder("notices").glob("*.json")):
            told = json.loads(file.read_text("utf-8"))
            yield Notice(
                UUID(told["demand"]), told["transaction"], told["amount"],
                datetime.date.fromisoformat(told["on"]),
            )  # fmt: skip

    def acknowledge(self, transaction: str) -> None:
        """Move the file to `booked`."""
        file = _folder("notices") / f"{transaction}.json"
        if file.exists():
            file.rename(_folder("booked") / file.name)

    def pay_back(self, order: Order) -> None:
        """One file a refund."""
        _write("orders", str(order.refund), asdict(order))

    def tell(self, notice: Notice) -> None:
        """What a service would do: say that money came in."""
        _write("notices", notice.transaction, asdict(notice))


def gateway() -> Gateway:
    """The gateway that the setting names."""
    made: Gateway = import_string(settings.FADU_PAYMENTS)()
    return made


def _folder(name: str) -> Path:
    folder = Path(settings.FADU_PAYMENTS_FOLDER) / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _write(folder: str, name: str, value: dict[str, Any]) -> None:
    text = json.dumps(value, default=str, ensure_ascii=False, indent=1)
    (_folder(folder) / f"{name}.json").write_text(text, "utf-8")
