"""The acts of dispatch: set a kind of number, issue, void a number, confirm a scan."""

from uuid import UUID

from fadu.documents.numbers import drawn_already, reference_number
from fadu.law.words import Words
from fadu.procedure.blocks.dispatch import rules
from fadu.procedure.blocks.dispatch.book import (
    Kinds,
    Standing,
    kind_of_draft,
    kinds_under_lock,
    number_under_lock,
    sequence,
)
from fadu.procedure.blocks.dispatch.entries import DocumentIssued, KindSet, NumberVoided
from fadu.procedure.blocks.dispatch.models import Issued, NumberKind
from fadu.procedure.effective import EffectiveAct, Place
from fadu.procedure.gate import Gate
from fadu.procedure.matter import Asked
from fadu.procedure.refusal import Refusal
from fadu.record.actor import ByOfficer
from fadu.record.ids import new_id

SHEET = "dispatch.sheet"
DOCUMENT = "dispatch.document"


def officer_of(asked: Asked) -> UUID:
    """Who acts; steps of this block belong to posts."""
    assert isinstance(asked.by, ByOfficer), "the step belongs to a post"
    return asked.by.officer


def _free(asked: Asked, kinds: Kinds) -> list[Refusal]:
    facts = asked.matter.facts
    return rules.mark_is_free(facts.mark, facts.code, kinds.used)


def _start(asked: Asked, kinds: Kinds) -> list[Refusal]:
    return [
        *rules.given_not_below(asked.matter.facts.given, kinds.last),
        *rules.kind_in_order(asked.at.on, kinds.now.since if kinds.now else None),
    ]


mark_free = Gate(
    "mark_free", Words("机关代字不重复", "The mark is nobody else’s"), rules.FORMAT, _free,
    needs=kinds_under_lock,
)  # fmt: skip
start_sound = Gate(
    "start_sound", Words("起用号不退回", "The start takes no number back"), rules.FORMAT, _start,
    needs=kinds_under_lock,
)  # fmt: skip


def _set(asked: Asked, kinds: Kinds) -> KindSet:
    facts = asked.matter.facts
    title = Words(facts.title, facts.title_en or facts.title)
    return KindSet(new_id(), facts.code, facts.mark, title, facts.given, asked.at.on)


def _enter_kind(told: KindSet, place: Place) -> None:
    NumberKind.objects.latest_of(place.bureau, told.code).update(until=told.since)
    NumberKind.objects.create(
        id=told.id,
        bureau=place.bureau,
        code=told.code,
        mark=told.mark,
        title_zh=told.title.zh,
        title_en=told.title.en,
        given=told.given,
        since=told.since,
        recorded_at=place.recorded_at,
        case=place.case,
        entry=place.entry,
    )
    if told.given:
        drawn_already(place.bureau, sequence(told.code), told.since.year, told.given)


SET_KIND = EffectiveAct(
    "dispatch.set_kind",
    Words("设定文号类别", "Set a kind of number"),
    demands=(mark_free, start_sound),
    entry=KindSet,
    decide=_set,
    apply=_enter_kind,
    needs=kinds_under_lock,
)


def _seen(asked: Asked, known: None) -> list[Refusal]:
    return rules.text_is_seen(getattr(asked.facts, "text", ""), asked.matter.state.memory)


def _kind(asked: Asked, kind: NumberKind | None) -> list[Refusal]:
    return rules.kind_exists(rules.current(asked.matter.state.memory).get("kind", ""), kind)


text_seen = Gate(
    "text_seen", Words("签的是现在的文稿", "The text that waits is the one seen"), rules.CHAIN,
    _seen, stated=True,
)  # fmt: skip
countersigned = Gate(
    "countersigned", Words("会签齐全", "Counter-signed by all"), rules.CHAIN,
    lambda asked, known: rules.all_signed(asked.matter.state.memory),
)  # fmt: skip
office_checked = Gate(
    "office_checked", Words("经过核稿", "Checked by the office"), rules.CHAIN,
    lambda asked, known: rules.checked(asked.matter.state.memory),
)  # fmt: skip
kind_in_force = Gate(
    "kind_in_force", Words("文号类别已设", "The kind of number is set"), rules.FORMAT, _kind,
    needs=kind_of_draft,
)  # fmt: skip


def _issue(asked: Asked, kind: NumberKind | None) -> DocumentIssued:
    """The number is drawn last: whoever else draws from the kind waits from here on."""
    assert kind is not None, "the gate kind_in_force was passed"
    draft, year = rules.current(asked.matter.state.memory), asked.at.on.year
    number = asked.draw(sequence(kind.code))
    return DocumentIssued(
        new_id(),
        kind.code,
        kind.mark,
        year,
        number,
        reference_number(kind.mark, year, number),
        draft["title"],
        draft["addressee"],
        draft["copies"],
        draft["text"],
        UUID(draft["by"]),
        UUID(draft["signed"][rules.CHECK_PLACE]["by"]),
        officer_of(asked),
        asked.at.on,
    )


def _enter_issued(told: DocumentIssued, place: Place) -> None:
    Issued.objects.create(
        id=told.id,
        bureau=place.bureau,
        kind=told.kind,
        mark=told.mark,
        year=told.year,
        number=told.number,
        reference=told.reference,
        title=told.title,
        addressee=told.addressee,
        copies=told.copies,
        text=told.text,
        drafted_by=told.drafted_by,
        checked_by=told.checked_by,
        issued_by=told.issued_by,
        issued_on=told.on,
        recorded_at=place.recorded_at,
        case=place.case,
        entry=place.entry,
    )


ISSUE = EffectiveAct(
    "dispatch.issue",
    Words("签发", "Issue"),
    demands=(text_seen, countersigned, office_checked, kind_in_force),
    entry=DocumentIssued,
    decide=_issue,
    apply=_enter_issued,
    needs=kind_of_draft,
    documents=(DOCUMENT, SHEET),
)


def _stands(asked: Asked, standing: Standing) -> list[Refusal]:
    issued = standing.issued
    return rules.number_stands(
        asked.matter.facts.reference, issued is not None, issued.void_on if issued else None
    )


def _unsealed(asked: Asked, standing: Standing) -> list[Refusal]:
    return rules.never_sealed(asked.matter.facts.reference, standing.sealed)


number_stands = Gate(
    "number_stands", Words("文号在用", "The number stands"), rules.FORMAT, _stands,
    needs=number_under_lock,
)  # fmt: skip
never_sealed = Gate(
    "never_sealed", Words("未曾用印", "Never sealed"), rules.CHAIN, _unsealed,
    needs=number_under_lock,
)  # fmt: skip


def _void(asked: Asked, standing: Standing) -> NumberVoided:
    assert standing.issued is not None, "the gate number_stands was passed"
    facts = asked.matter.facts
    return NumberVoided(standing.issued.id, facts.reference, facts.reason, asked.at.on)


def _enter_void(told: NumberVoided, place: Place) -> None:
    Issued.objects.filter(bureau=place.bureau, id=told.issued).update(
        void_reason=told.reason, void_on=told.on
    )


VOID = EffectiveAct(
    "dispatch.void",
    Words("文号作废", "Void a number"),
    demands=(number_stands, never_sealed),
    entry=NumberVoided,
    decide=_void,
    apply=_enter_void,
    needs=number_under_lock,
)
