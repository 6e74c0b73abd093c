"""Entry kinds: typed dataclasses, each with its sentence for the timeline.

An app declares its kinds in `entries.py`; they are discovered at start-up. A kind's dataclass is
the type of the entry's payload (or, for an effective act, of the payload's effect).
"""

from collections.abc import Callable
from typing import Protocol, TypeVar, runtime_checkable

from fadu.law.words import Words


@runtime_checkable
class Told(Protocol):
    """A typed entry: it can tell in a sentence what was done."""

    def sentence(self) -> Words:
        """What was done, for the timeline, without personal values."""
        ...


_KINDS: dict[str, type[Told]] = {}
K = TypeVar("K", bound=type[Told])


def entry_kind(name: str) -> Callable[[K], K]:
    """Register a dataclass as the entry kind `name` ("realestate.transferred")."""

    def register(kind: K) -> K:
        if _KINDS.setdefault(name, kind) is not kind:
            raise ValueError(f"entry kind {name} is declared twice")
        kind.entry_kind = name  # type: ignore[attr-defined]  # read back by name_of
        return kind

    return register


def kind_named(name: str) -> type[Told]:
    """The dataclass of an entry kind; KeyError when no app declares it."""
    return _KINDS[name]


def name_of(kind: type[Told]) -> str:
    """The name under which a dataclass is registered."""
    name: str = kind.entry_kind  # type: ignore[attr-defined]  # set by the decorator
    return name


def all_kinds() -> dict[str, type[Told]]:
    """Every declared kind by name."""
    return dict(_KINDS)
