"""Which kinds of job there are and who handles them; which duties each tick has.

Apps hold their handlers in `handlers.py` and their duties in `duties.py`; both are discovered by
name when Django starts, so that this room learns no domain word.
"""

import datetime
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Work:
    """What a handler is given. `key` is the idempotency key to hand on to the outside."""

    id: UUID
    bureau: str
    kind: str
    key: str
    payload: str
    attempt: int

    @property
    def data(self) -> dict[str, Any]:
        """The payload, parsed."""
        parsed: dict[str, Any] = json.loads(self.payload)
        return parsed


Handler = Callable[[Work, datetime.datetime], None]
Duty = Callable[[datetime.datetime], None]

_handlers: dict[str, Handler] = {}
_duties: dict[str, Duty] = {}


class UnknownKind(LookupError):
    """No app handles this kind of job."""


def handles(kind: str) -> Callable[[Handler], Handler]:
    """Declare the handler of a kind: `@handles("document.render")`.

    The handler runs in the transaction that marks its job done, so what it does to the database
    happens exactly once, even under kill -9. What it does outside happens at least once: it must
    hand `work.key` on as idempotency key.
    """

    def declare(handler: Handler) -> Handler:
        if _handlers.setdefault(kind, handler) is not handler:
            raise ValueError(f"two handlers for the job kind {kind!r}")
        return handler

    return declare


def duty(function: Duty) -> Duty:
    """Declare a duty of every tick. Several workers may run it at once: it must be idempotent."""
    name = f"{function.__module__}.{function.__qualname__}"
    if _duties.setdefault(name, function) is not function:
        raise ValueError(f"two duties named {name}")
    return function


def handler_of(kind: str) -> Handler:
    """The handler of a kind; `UnknownKind` if there is none."""
    try:
        return _handlers[kind]
    except KeyError:
        raise UnknownKind(f"no app handles jobs of kind {kind!r}") from None


def known_kinds() -> frozenset[str]:
    """Every kind that has a handler here: a worker leaves others to workers that know them."""
    return frozenset(_handlers)


def run_duties(at: datetime.datetime) -> list[str]:
    """Perform every duty at the moment `at`; returns the names of those that failed.

    A duty opens its own transactions. One that fails is logged and keeps no other from its turn.
    """
    failed = []
    for name, function in sorted(_duties.items()):
        try:
            function(at)
        except Exception:
            log.exception("duty %s failed", name)
            failed.append(name)
    return failed
