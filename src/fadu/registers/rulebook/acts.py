"""The act of recording a value."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max

from fadu.bureau.models import Bureau
from fadu.law.amending import Amendment, amended
from fadu.law.parameters import Parameters
from fadu.law.sources import cite_named
from fadu.law.words import Words
from fadu.procedure.blocks.decision import PROPOSE
from fadu.procedure.effective import EffectiveAct, Place
from fadu.procedure.gate import Gate
from fadu.procedure.in_force import parameters_of
from fadu.procedure.locking import locked
from fadu.procedure.matter import Asked, Matter
from fadu.procedure.refusal import Refusal
from fadu.record.actor import ByOfficer
from fadu.record.canonical import canonical
from fadu.record.ids import new_id
from fadu.registers.rulebook import rules
from fadu.registers.rulebook.entries import ValueRecorded
from fadu.registers.rulebook.models import RecordedValue


def in_force_under_lock(matter: Matter) -> Parameters:
    """The parameters as they stand, the bureau's row locked until the act is done."""
    locked(Bureau.objects.filter(code=matter.bureau)).first()
    return parameters_of(matter.bureau)


def amendment_of(facts: Any, bureau: str, known: Parameters) -> Amendment:
    """What was typed, as an amendment; a LawError where it means none."""
    key = known.key(facts.key)
    row = rules.row_of(
        key.unit if key else "text", facts.value, facts.value_en, law=facts.law,
        article=facts.article, document=facts.document, document_en=facts.document_en,
        certainty=facts.certainty,
    )  # fmt: skip
    return Amendment(facts.key, facts.layer.code(bureau), facts.since, facts.until, row)


def said_by(known: Parameters, by: Amendment) -> Words:
    """The amendment's value as people read it; that the layer says nothing more, where it has none.

    A LawError where it does not fit.
    """
    if by.row is None:
        return Words("不再单独规定", "no value of its own any more")
    values = amended(known, [by]).values(by.key)
    return next(one.words for one in values if (one.layer, one.since) == (by.layer, by.since))


def checked(facts: Any, bureau: str, today: date, *, attached: bool) -> list[Refusal]:
    """Every refusal that a proposal would meet now: what the page shows before it is handed in."""
    known = parameters_of(bureau)
    found = [*_sound(facts, known), *_sourced(facts), *_days(facts, known, today)]
    found += rules.paper_there(facts.document, attached)
    return found or rules.fits(known, amendment_of(facts, bureau, known))


def _sound(facts: Any, known: Parameters) -> list[Refusal]:
    return [
        *rules.typed_soundly(known, facts.key, facts.value, facts.value_en),
        *rules.taken_away(facts.value, facts.layer, facts.reason),
    ]


def _sourced(facts: Any) -> list[Refusal]:
    return [
        *rules.source_stands(facts.law, facts.article, facts.document, facts.since),
        *rules.published_rule(facts.key, facts.value, facts.law, facts.document),
    ]


def _days(facts: Any, known: Parameters, today: date) -> list[Refusal]:
    key = known.key(facts.key)
    return [
        *rules.days_in_order(facts.since, facts.until),
        *rules.looks_back(facts.since, today, facts.reason),
        *rules.papers_ahead(key.unit if key else "", facts.since, today),
    ]


def _kept(asked: Asked, known: Parameters) -> list[Refusal]:
    facts, bureau = asked.matter.facts, asked.matter.bureau
    if _sound(facts, known) or _sourced(facts) or _days(facts, known, asked.at.on):
        return []  # said by their own gates
    return rules.fits(known, amendment_of(facts, bureau, known))


def _attached(asked: Asked, known: None) -> list[Refusal]:
    held = asked.matter.state.papers.get(rules.SOURCE)
    return rules.paper_there(asked.matter.facts.document, bool(held))


def _remark(asked: Asked, known: None) -> list[Refusal]:
    return rules.return_explained(getattr(asked.facts, "remark", ""))


value_sound = Gate(
    "value_sound", Words("数值与单位相符", "Value fits its unit"), rules.BASIS,
    lambda asked, known: _sound(asked.matter.facts, known),
    needs=in_force_under_lock,
)  # fmt: skip
source_given = Gate(
    "source_given",
    Words("来源可查", "Source can be looked up"),
    rules.BASIS,
    lambda asked, known: _sourced(asked.matter.facts),
)
source_attached = Gate(
    "source_attached", Words("来源文件在卷", "The source is attached"), rules.BASIS, _attached
)
days_sound = Gate(
    "days_sound", Words("施行日期成立", "Days in order"), rules.BASIS,
    lambda asked, known: _days(asked.matter.facts, known, asked.at.on),
    needs=in_force_under_lock,
)  # fmt: skip
law_above_kept = Gate(
    "law_above_kept", Words("不放宽上级规定", "Nothing above is loosened"), rules.BASIS, _kept,
    needs=in_force_under_lock,
)  # fmt: skip
return_explained = Gate(
    "return_explained", Words("退回写明理由", "A return is explained"), rules.BASIS, _remark,
    stated=True,
)  # fmt: skip


def _edition(bureau: str) -> int:
    """The number of the value to come; the bureau's row is locked."""
    last = RecordedValue.objects.filter(bureau=bureau).aggregate(last=Max("edition"))["last"]
    return (last or 0) + 1


def _decide(asked: Asked, known: Parameters) -> ValueRecorded:
    facts, bureau = asked.matter.facts, asked.matter.bureau
    assert isinstance(asked.by, ByOfficer), "the step belongs to a post"
    by = amendment_of(facts, bureau, known)
    key = known.key(facts.key)
    assert key is not None, "the gate value_sound was passed"
    article = cite_named(facts.law, facts.article).words if facts.law else None
    document = Words(facts.document, facts.document_en or facts.document)
    return ValueRecorded(
        new_id(),
        _edition(bureau),
        facts.key,
        key.title,
        by.layer,
        by.since,
        by.until,
        canonical(by.row).decode() if by.row is not None else "",
        said_by(known, by),
        article or document,
        facts.reason,
        UUID(asked.matter.state.hands[PROPOSE]),
        asked.by.officer,
        asked.at.on,
    )


def _apply(told: ValueRecorded, place: Place) -> None:
    RecordedValue.objects.create(
        id=told.id,
        bureau=place.bureau,
        edition=told.edition,
        key=told.key,
        layer=told.layer,
        since=told.since,
        until=told.until,
        row=told.row,
        value_zh=told.value.zh,
        value_en=told.value.en,
        source_zh=told.source.zh,
        source_en=told.source.en,
        reason=told.reason,
        proposed_by=told.proposed_by,
        approved_by=told.approved_by,
        approved_on=told.on,
        recorded_at=place.recorded_at,
        case=place.case,
        entry=place.entry,
    )


RECORD = EffectiveAct(
    "rulebook.record",
    Words("录入规则数值", "Record a value"),
    demands=(value_sound, source_given, source_attached, days_sound, law_above_kept),
    entry=ValueRecorded,
    decide=_decide,
    apply=_apply,
    needs=in_force_under_lock,
)
