"""Drafts of entries for the tests of this room."""

from typing import Any
from uuid import UUID

from fadu.record.actor import BySystem
from fadu.record.append import Draft, Personal
from fadu.record.ids import new_id
from fadu.record.moment import moment

BUREAU = "511725"


def draft(case: UUID, key: str = "", **more: Any) -> Draft:
    """An entry about nothing, with what a test wants to say."""
    said: dict[str, Any] = {
        "bureau": BUREAU,
        "case": case,
        "kind": "test.done",
        "by": BySystem("test"),
        "at": moment(2020, 3, 2),
        "law_on": "2020-03-02",
        "key": key or str(new_id()),
        "request": b"{}",
        "payload": {"act": {}},
        **more,
    }
    return Draft(**said)


def named(value: str, person: UUID | None = None) -> Personal:
    """A person's name, kept apart."""
    return Personal("name", value, person)
