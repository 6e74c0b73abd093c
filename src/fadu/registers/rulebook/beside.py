"""A proposed value for whoever approves it: what it says, what it changes, whom it reaches."""

from collections.abc import Sequence
from typing import Any

from fadu.law.amending import Amendment
from fadu.law.layers import layer_words
from fadu.law.parameters import Parameters
from fadu.law.sources import cite_named
from fadu.law.words import LawError, Words
from fadu.procedure.facts import parse
from fadu.procedure.in_force import parameters_of
from fadu.procedure.models import Case
from fadu.procedure.panels import Panel, Row
from fadu.registers.rulebook.acts import amendment_of, said_by
from fadu.registers.rulebook.book import Effect, effect_of
from fadu.registers.rulebook.procedures import VALUE, ValueFacts

COVERS = frozenset(
    {"key", "layer", "value", "value_en", "since", "until", "law", "article", "document",
     "document_en"}
)  # fmt: skip


def beside(case: Case) -> Sequence[Panel]:
    """The value as it would be recorded and what it changes, as long as the case is open."""
    if case.procedure != VALUE.name:
        return ()
    facts = parse(
        ValueFacts, {name: str(v) for name, v in case.state.facts.items() if v is not None}
    )
    if not isinstance(facts, ValueFacts):
        return ()
    held = parameters_of(case.bureau)
    try:
        meant = amendment_of(facts, case.bureau, held)
        effect = effect_of(held, meant, case.bureau) if case.status == "open" else None
        rows = _rows(held, facts, meant, effect)
    except LawError as fault:
        rows = [Row(Words("数值", "Value"), fault.words, heed=True)]
    title = Words("拟录入的数值", "The value to be recorded")
    return (Panel(title, Words("规则参数库", "Rulebook"), tuple(rows), (), COVERS),)


def _rows(held: Parameters, facts: Any, meant: Amendment, effect: Effect | None) -> list[Row]:
    key = held.key(meant.key)
    title = key.title if key else Words(meant.key, meant.key)
    until = Words(f"至 {meant.until}", f" to {meant.until}") if meant.until else Words("起", " on")
    source = cite_named(facts.law, facts.article).words if facts.law else None
    rows = [
        Row(
            Words("参数", "Parameter"),
            Words(f"{title.zh}（{meant.key}）", f"{title.en} ({meant.key})"),
        ),
        Row(Words("层级", "Layer"), layer_words(meant.layer)),
        Row(Words("数值", "Value"), said_by(held, meant)),
        Row(
            Words("施行日期", "Days"), Words(f"{meant.since}{until.zh}", f"{meant.since}{until.en}")
        ),
        Row(
            Words("来源", "Source"),
            source or Words(facts.document, facts.document_en or facts.document),
        ),
    ]
    if effect is None:
        return rows
    rows.append(Row(Words("现在适用的数值", "What applies now"), effect.before))
    rows.append(
        Row(Words("录入后适用的数值", "What applies then"), effect.after, heed=not effect.same)
    )
    for use in effect.uses:
        told = Words(
            f"{use.title.zh}：{use.open_cases} 件在办案件的参数日期在此期间",
            f"{use.title.en}: {use.open_cases} open cases have their parameter date in these days",
        )
        rows.append(Row(Words("使用它的事项", "Used by"), told, heed=use.open_cases > 0))
    return rows
