"""What registers tell the public besides their procedures: life events, certificates to verify.

An app says it in its `public.py` (`LIFE_EVENTS`, `CERTIFICATES`); it is found by that name. A life
event leads to matters that can be applied for, or says what is known for the way to the window:
never a link that leads nowhere.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from fadu.law.sources import Citation
from fadu.law.words import Words
from fadu.procedure.discover import modules


@dataclass(frozen=True, slots=True)
class KnownPoint:
    """Something that holds already where a matter is done at the window alone, and why.

    `limit` names the parameter of a period that the bureau promises or the law sets.
    """

    words: Words
    basis: Citation | None = None
    limit: str = ""


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """Why people come (人生事件): in their words, with the procedures that answer it, by name."""

    name: str
    title: Words
    says: Words
    matters: tuple[str, ...] = ()
    known: tuple[KnownPoint, ...] = ()


@dataclass(frozen=True, slots=True)
class Verified:
    """What anybody may know of a certificate: whether it is current, and points to compare."""

    number: str
    current: bool
    words: Words
    issued_on: datetime.date | None
    compare: tuple[tuple[Words, Words], ...]


@dataclass(frozen=True, slots=True)
class CertificateKind:
    """A kind of certificate that can be verified; `look_up(bureau, number)` is None for unknown."""

    title: Words
    example: str
    look_up: Callable[[str, str], Verified | None]


@cache
def life_events() -> dict[str, LifeEvent]:
    """Every life event by name, in the order of the apps; two of one name are a bug."""
    found: dict[str, LifeEvent] = {}
    for module in modules("public"):
        for event in getattr(module, "LIFE_EVENTS", ()):
            if found.setdefault(event.name, event) is not event:
                raise ValueError(f"life event {event.name} is declared twice")
    return found


@cache
def certificate_kinds() -> tuple[CertificateKind, ...]:
    """Every kind of certificate that an app lets be verified."""
    return tuple(
        kind for module in modules("public") for kind in getattr(module, "CERTIFICATES", ())
    )
