"""What an application states, as its parties read it before they confirm."""

import datetime
from typing import Any

from fadu.law.words import Words
from fadu.pages import dates
from fadu.pages.templatetags.fadu import yuan
from fadu.procedure.discover import by_digest
from fadu.procedure.facts import FactField, fields_of
from fadu.procedure.models import Case


def stated_facts(case: Case) -> list[tuple[Words, Words]]:
    """Title and value of each stated fact; nothing when the procedure is no longer declared."""
    procedure = by_digest().get(case.state.graph)
    if procedure is None:
        return []
    stated = case.state.facts
    return [
        (item.title, shown(item, stated[item.name]))
        for item in fields_of(procedure.facts)
        if stated.get(item.name) not in (None, "")
    ]


def shown(item: FactField, value: Any) -> Words:
    """A plain value as people read it."""
    if item.kind == "money":
        return Words(f"{yuan(value)} 元", f"{yuan(value)} yuan")
    if item.kind == "date":
        return dates.day(datetime.date.fromisoformat(value))
    if item.kind == "choice":
        return dict(item.choices).get(value, Words(str(value), str(value)))
    return Words(str(value), str(value))
