"""A draft as it will appear, for whoever reviews it; and beside a correction, what it corrects."""

from collections.abc import Sequence
from typing import Any

from fadu.law.words import Words
from fadu.procedure.models import Case
from fadu.procedure.panels import Draft, Panel, Row
from fadu.registers.bulletin.models import Version, paragraphs
from fadu.registers.bulletin.procedures import PUBLICATION
from fadu.registers.bulletin.rules import KIND_WORDS, UNIT_WORDS, ItemKind, PeriodUnit

COVERS = frozenset(
    {"kind", "title", "body", "title_en", "body_en", "place", "period", "unit", "period_basis",
     "corrects", "remark"}
)  # fmt: skip
_NO_ENGLISH = Words("没有英文文本，英文页面显示中文", "none: English pages show the Chinese")


def beside(case: Case) -> Sequence[Panel]:
    """The draft's texts paragraph by paragraph, and what else readers will see of it."""
    if case.procedure != PUBLICATION.name:
        return ()
    facts = case.state.facts
    drafts = (
        Draft("zh-Hans", str(facts["title"]), paragraphs(str(facts["body"]))),
        Draft("en", str(facts.get("title_en") or ""), paragraphs(str(facts.get("body_en") or ""))),
    )
    title = Words("发布后的样子", "As it will appear")
    source = Words("读者在“公告与动态”中看到的文字", "What readers see under “News and notices”")
    shown = tuple(one for one in drafts if one.heading or one.body)
    return (
        Panel(title, source, tuple(_rows(case.bureau, facts)), shown, COVERS),
        *_corrected(case),
    )


def _rows(bureau: str, facts: dict[str, Any]) -> Sequence[Row]:
    rows = [Row(Words("类别", "Kind"), KIND_WORDS[ItemKind(facts["kind"])])]
    if not facts.get("title_en"):
        rows.append(Row(Words("英文", "English"), _NO_ENGLISH, heed=True))
    if facts.get("place"):
        rows.append(Row(Words("地点", "Place"), _same(facts["place"])))
    if facts.get("period"):
        unit = UNIT_WORDS[PeriodUnit(facts["unit"])]
        length = Words(f"{facts['period']}{unit.zh}", f"{facts['period']} {unit.en}")
        rows.append(Row(Words("期限", "Period"), length))
        rows.append(Row(Words("期限依据", "Its basis"), _same(facts.get("period_basis") or "–")))
    if facts.get("corrects"):
        rows.append(Row(Words("更正的编号", "Corrects"), _same(facts["corrects"])))
        rows.append(Row(Words("更正说明", "What was corrected"), _same(facts.get("remark") or "–")))
    return rows


def _same(text: str) -> Words:
    return Words(str(text), str(text))


def _corrected(case: Case) -> Sequence[Panel]:
    number = case.state.facts.get("corrects")
    now = Version.objects.published(case.bureau).filter(item__number=number).first()
    if not number or now is None:
        return ()
    drafts = (
        Draft("zh-Hans", now.title_zh, paragraphs(now.body_zh)),
        Draft("en", now.title_en, paragraphs(now.body_en)),
    )
    title = Words("现在公开的版本", "What stands now")
    return (Panel(title, Words(number, number), (), tuple(d for d in drafts if d.heading)),)
