"""Facts as they read on a page: each field's title and its value in words."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fadu.law.words import Words
from fadu.pages import dates
from fadu.people.models import PersonalValue
from fadu.people.persons import WITHHELD
from fadu.procedure.declare import Procedure
from fadu.procedure.facts import FactField, fields_of
from fadu.record.models import Entry

_PERSONAL = "personal:"


@dataclass(frozen=True, slots=True)
class Stated:
    """One fact: its title and what was stated."""

    title: Words
    value: Words


def stated(facts: type, plain: Mapping[str, Any], bureau: str) -> list[Stated]:
    """The facts of a Facts class from their plain form; what was left empty is left out."""
    return [
        Stated(item.title, shown(item, plain[item.name], bureau))
        for item in fields_of(facts)
        if plain.get(item.name) not in (None, "")
    ]


def said_in(procedure: Procedure, contribution: Entry) -> list[Stated]:
    """What an entry of a contribution states."""
    act = contribution.payload["act"]
    step = procedure.step(act["step"])
    declared = step.contribution(act["contribution"]) if step else None
    facts = declared.facts if declared else None
    return stated(facts, act["facts"], contribution.bureau) if facts else []


def shown(item: FactField, value: Any, bureau: str) -> Words:
    """A plain value in words."""
    if isinstance(value, Mapping) and {"zh", "en"} <= set(value):
        return Words(str(value["zh"]), str(value["en"]))
    if isinstance(value, list):
        return Words(f"{len(value)} 行", f"{len(value)} rows")
    if isinstance(value, bool):
        return Words("是", "Yes") if value else Words("否", "No")
    if item.kind == "money":
        yuan = f"{value // 100:,}.{value % 100:02d}"
        return Words(f"{yuan} 元", f"{yuan} yuan")
    if item.kind == "date":
        return dates.day(datetime.date.fromisoformat(value))
    apart = item.personal and str(value).startswith(_PERSONAL)
    text = _personal(value, bureau) if apart else str(value)
    return dict(item.choices).get(text, Words(text, text))


def _personal(reference: str, bureau: str) -> str:
    """The text behind "personal:<id>"; it lies apart from the record and may be destroyed."""
    row = PersonalValue.objects.filter(bureau=bureau, id=reference.removeprefix(_PERSONAL)).first()
    return row.value if row else WITHHELD
