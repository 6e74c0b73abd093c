"""Asking once more: before what cannot be undone, a page says what will happen, why, and to whom.

The form of `pages/parts/confirm.html` carries on what was posted, with `confirmed` added, and the
password where presence has to be proved (`proof.py`). A view therefore reads:

    if CONFIRMED not in request.POST:
        return page with Confirmation(…, carried=carried(request.POST))
"""

from dataclasses import dataclass

from django.http import QueryDict

from fadu.law.sources import Citation
from fadu.law.words import Words
from fadu.pages.proof import CODE, PASSWORD

CONFIRMED = "confirmed"
CHANGE = "change"
_NOT_CARRIED = frozenset({"csrfmiddlewaretoken", CONFIRMED, CHANGE, PASSWORD, CODE})


@dataclass(frozen=True, slots=True)
class Affected:
    """Whom an act affects, and in which role."""

    role: Words
    name: str


@dataclass(frozen=True, slots=True)
class Stated:
    """What was stated with the act, as it will be recorded."""

    title: Words
    value: Words


@dataclass(frozen=True, slots=True)
class Confirmation:
    """An act before it is done: what happens, on what basis, whom it affects, what was checked."""

    button: Words
    action: str
    happens: tuple[Words, ...]
    basis: Citation | None
    carried: tuple[tuple[str, str], ...]
    affected: tuple[Affected, ...] = ()
    checked: tuple[tuple[Words, Citation], ...] = ()
    stated: tuple[Stated, ...] = ()


def carried(posted: QueryDict) -> tuple[tuple[str, str], ...]:
    """What was posted, as hidden fields of the confirmation; a password is never carried."""
    return tuple(
        (name, value)
        for name, values in posted.lists()
        if name not in _NOT_CARRIED
        for value in values
    )
