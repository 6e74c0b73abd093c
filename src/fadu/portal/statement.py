"""What an application states, as its parties read it before they hand in or confirm."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fadu.law.words import Words
from fadu.pages import dates
from fadu.pages.forms import KINDS
from fadu.pages.papers import PaperView
from fadu.pages.templatetags.fadu import yuan
from fadu.people.identity import PersonKind
from fadu.portal.drafts import FACTS, PAPERS, PARTIES
from fadu.portal.sheet import Sheet
from fadu.procedure.declare import Role
from fadu.procedure.discover import by_digest
from fadu.procedure.facts import FactField, NoFacts, fields_of
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


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of a draft that belong together, as they are read before handing in."""

    title: Words
    rows: list[tuple[Words, Words]]


NOTHING = Words("", "")


def stated_in(sheet: Sheet) -> dict[str, list[Group]]:
    """All that a draft states, by section; what was left empty stands as empty."""
    data = sheet.draft.data
    facts = _rows(fields_of(sheet.procedure.facts), data["facts"])
    return {
        FACTS: [Group(NOTHING, facts)],
        PARTIES: [
            Group(_whose(role.title, place, len(rows)), _party(role, row))
            for role in sheet.procedure.roles
            for rows in [data["parties"].get(role.name) or [{}]]
            for place, row in enumerate(rows, start=1)
        ],
        PAPERS: [Group(NOTHING, [(paper.title, _files(paper)) for paper in sheet.papers])],
    }


def _whose(title: Words, place: int, of: int) -> Words:
    return title if of == 1 else Words(f"{title.zh} {place}", f"{title.en} {place}")


def _party(role: Role, row: Mapping[str, str]) -> list[tuple[Words, Words]]:
    kinds = {kind.value: words for kind, words in KINDS.items()}
    own = [
        (Words("姓名或名称", "Name"), _as_typed(row.get("name", ""))),
        (Words("类别", "Kind"), kinds.get(row.get("kind") or PersonKind.NATURAL.value, NOTHING)),
        (Words("证件号码", "Number"), _as_typed(row.get("identity", ""))),
        (Words("联系电话", "Telephone"), _as_typed(row.get("phone", ""))),
    ]
    return own + _rows(fields_of(role.facts or NoFacts), row)


def _rows(
    items: Iterable[FactField], typed: Mapping[str, str]
) -> list[tuple[Words, Words]]:  # fmt: skip
    return [(item.title, _typed(item, typed.get(item.name, ""))) for item in items]


def _typed(item: FactField, text: str) -> Words:
    """What was typed, with its unit or in the words of its choice."""
    if item.kind == "choice":
        return dict(item.choices).get(text, _as_typed(text))
    if item.kind == "money" and text:
        return Words(f"{text} 元", f"{text} yuan")
    return _as_typed(text)


def _as_typed(text: str) -> Words:
    return Words(text, text)


def _files(paper: PaperView) -> Words:
    names = [file.name for file in paper.files]
    if names:
        return Words("、".join(names), ", ".join(names))
    if paper.by_sharing:
        return Words("部门共享，无需提交", "shared with us; nothing to bring")
    return Words("（没有上传）", "(not uploaded)")


def shown(item: FactField, value: Any) -> Words:
    """A plain value as people read it."""
    if item.kind == "money":
        return Words(f"{yuan(value)} 元", f"{yuan(value)} yuan")
    if item.kind == "date":
        return dates.day(datetime.date.fromisoformat(value))
    if item.kind == "choice":
        return dict(item.choices).get(value, Words(str(value), str(value)))
    return Words(str(value), str(value))
