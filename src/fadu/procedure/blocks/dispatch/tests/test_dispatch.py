"""The story of a document: drafted, counter-signed, checked, issued; and what must not happen."""

import dataclasses

import pytest
from tests.office import BUREAU, refused
from tests.stage import done, key

from fadu.procedure.acts import enter
from fadu.procedure.blocks.dispatch import acts, book, rules
from fadu.procedure.blocks.dispatch.block import Signature, Stand
from fadu.procedure.blocks.dispatch.models import Issued, NumberKind, SignedScan
from fadu.procedure.blocks.dispatch.procedures import (
    DOCUMENT,
    NUMBER_KIND,
    VOIDING,
    DocumentFacts,
    ScanFacts,
)
from fadu.procedure.blocks.dispatch.tests.house import (
    MARCH,
    Cast,
    checked,
    countersigned,
    draft,
    drafted,
    issued,
    kind,
    opened,
    rebuilt,
    render,
    scan,
    sign,
    signature,
    step,
    text,
    void,
)
from fadu.procedure.gate import Gate
from fadu.procedure.models import Case, CaseDocument
from fadu.procedure.proofs import prove
from fadu.record.ids import new_id
from fadu.record.models import Entry
from fadu.record.moment import moment


def test_the_whole_story_ends_under_a_number(cast: Cast) -> None:
    done(kind(cast))
    case = issued(cast)
    row = Issued.objects.get()
    assert row.reference == row.written == "渠自然资发〔2020〕1号"
    assert row.text == rules.digest_of({**_parts()})
    assert row.drafted_by == cast["drafter"].officer and row.issued_by == cast["director"].officer
    assert Case.objects.get(id=case).status == "closed"
    assert set(CaseDocument.objects.values_list("text", flat=True)) == {acts.SHEET, acts.DOCUMENT}


def _parts() -> dict[str, object]:
    what = draft()
    return {field.name: getattr(what, field.name) for field in dataclasses.fields(what)}


def test_the_text_lies_apart_from_the_record(cast: Cast) -> None:
    done(kind(cast))
    case = drafted(cast)
    assert book.text_of(Case.objects.get(id=case)) == draft().body
    assert not [entry for entry in Entry.objects.all() if "按时报送" in entry.leaf]


def test_the_procedures_are_proved() -> None:
    assert prove(DOCUMENT) == []


def test_one_missing_section_keeps_the_document(cast: Cast) -> None:
    case = drafted(cast)
    done(sign(case, "legal", cast["legal"]))
    assert refused(step(case, "countersign", "signed", cast["drafter"])) == ("not_countersigned",)
    done(sign(case, "realestate_head", cast["head"]))
    done(step(case, "countersign", "signed", cast["drafter"]))


def test_a_section_that_returned_keeps_it_too_and_says_why(cast: Cast) -> None:
    case = drafted(cast)
    silent = sign(case, "legal", cast["legal"], stand=Stand.RETURN)
    assert refused(silent) == ("opinion_missing",)
    done(sign(case, "legal", cast["legal"], stand=Stand.RETURN, opinion="依据写错了"))
    done(sign(case, "realestate_head", cast["head"]))
    assert refused(step(case, "countersign", "signed", cast["drafter"])) == ("not_countersigned",)
    done(sign(case, "legal", cast["legal"]))
    done(step(case, "countersign", "signed", cast["drafter"]))


def test_nobody_signs_for_another_section(cast: Cast) -> None:
    case = drafted(cast)
    assert refused(sign(case, "legal", cast["head"]))
    assert refused(sign(case, "legal", cast["stranger"]))
    assert not Case.objects.get(id=case).state.memory["dispatch"]["signed"]


def test_a_changed_draft_voids_the_signatures(cast: Cast) -> None:
    done(kind(cast))
    case = countersigned(cast)
    before = text(case)
    sent = step(case, "check", "returned", cast["office"], facts=signature(case, "标题改一下"))
    done(sent)
    changed = draft(title="关于补报材料的通知")
    done(step(case, "draft", "submitted", cast["drafter"], facts=changed))
    assert text(case) != before
    answer = step(case, "countersign", "signed", cast["drafter"])
    assert refused(answer) == ("not_countersigned", "not_countersigned")
    assert refused(sign(case, "legal", cast["legal"], seen=before)) == ("another_text",)


def test_an_unchanged_draft_keeps_them(cast: Cast) -> None:
    case = drafted(cast)
    done(sign(case, "legal", cast["legal"]))
    done(sign(case, "realestate_head", cast["head"]))
    done(step(case, "countersign", "redraft", cast["drafter"]))
    done(step(case, "draft", "submitted", cast["drafter"], facts=draft()))
    done(step(case, "countersign", "signed", cast["drafter"]))


@pytest.mark.parametrize("field", ["title", "addressee", "copies", "body", "copied_to", "kind"])
def test_every_field_that_goes_out_is_signed(field: str) -> None:
    """Bypass: a field outside the digest could be changed after the last signature."""
    parts = _parts()
    other = 9 if field == "copies" else "另一个"
    assert rules.digest_of(parts) != rules.digest_of({**parts, field: other})


def test_the_leader_signs_what_he_saw(cast: Cast) -> None:
    done(kind(cast))
    case = checked(cast)
    stale = Signature("0" * 64)
    assert "another_text" in refused(step(case, "issue", "issued", cast["director"], facts=stale))
    assert not Issued.objects.exists()


def test_a_return_and_a_new_draft_skip_no_check(cast: Cast) -> None:
    """Bypass: return and jump. The check of the old text does not stand for a new one."""
    done(kind(cast))
    case = checked(cast)
    back = step(case, "issue", "returned", cast["director"], facts=signature(case, "再改"))
    done(back)
    done(step(case, "draft", "submitted", cast["drafter"], facts=draft(copies=9)))
    assert Case.objects.get(id=case).state.step == "countersign"
    assert rules.checked(Case.objects.get(id=case).state.memory)[0].code == "not_checked"


def test_control_a_signature_without_the_digest_would_stand_for_any_text(cast: Cast) -> None:
    case = countersigned(cast)
    memory = Case.objects.get(id=case).state.memory
    changed = {"dispatch": {**memory["dispatch"], "text": "f" * 64}}
    assert rules.all_signed(memory) == [] and len(rules.all_signed(changed)) == 2
    blind = [one["stand"] == "agree" for one in changed["dispatch"]["signed"].values()]
    assert all(blind), "asked for the stand alone, the changed text would pass"


def test_one_person_in_all_posts_cannot_issue_alone(cast: Cast) -> None:
    done(kind(cast))
    case = done(
        enter(
            "dispatch.document", DocumentFacts("独办"), "submitted", bureau=BUREAU, by=cast["all"],
            at=MARCH, key=key(), stated=draft(),
        )
    ).case  # fmt: skip
    done(sign(case, "legal", cast["legal"]))
    done(sign(case, "realestate_head", cast["head"]))
    done(step(case, "countersign", "signed", cast["drafter"]))
    alone = step(case, "check", "checked", cast["all"], facts=signature(case))
    assert refused(alone) == ("same_person",)


def test_without_a_kind_of_number_nothing_is_issued(cast: Cast) -> None:
    case = checked(cast)
    answer = step(case, "issue", "issued", cast["director"], facts=signature(case))
    assert refused(answer) == ("no_such_kind",)


def test_numbers_follow_without_gap_and_begin_anew_each_year(cast: Cast) -> None:
    done(kind(cast))
    for _ in range(3):
        issued(cast)
    issued(cast, moment(2021, 1, 4))
    said = list(Issued.objects.order_by("recorded_at").values_list("reference", flat=True))
    assert said[2:] == ["渠自然资发〔2020〕3号", "渠自然资发〔2021〕1号"]
    assert book.gaps(BUREAU, "fa", 2020) == []


def test_a_refused_issue_leaves_no_gap(cast: Cast) -> None:
    done(kind(cast))
    issued(cast)
    case = checked(cast)
    refused(step(case, "issue", "issued", cast["director"], facts=Signature("0" * 64)))
    issued(cast)
    assert [row.number for row in Issued.objects.order_by("number")] == [1, 2]


def test_numbers_used_before_the_system_are_not_given_again(cast: Cast) -> None:
    done(kind(cast, given=57))
    issued(cast)
    assert Issued.objects.get().number == 58 and book.gaps(BUREAU, "fa", 2020) == []
    assert refused(kind(cast, given=12)) == ("given_below_last",)


def test_two_kinds_do_not_share_a_mark(cast: Cast) -> None:
    done(kind(cast))
    assert refused(kind(cast, code="han")) == ("mark_taken",)
    done(kind(cast, code="han", mark="渠自然资函"))
    done(kind(cast, mark="渠资发"))
    assert NumberKind.objects.filter(until__isnull=True).count() == 2


def test_a_void_number_stays_with_its_reason_and_is_not_given_again(cast: Cast) -> None:
    done(kind(cast))
    issued(cast)
    done(void(cast, "渠自然资发〔2020〕1号"))
    row = Issued.objects.get()
    assert row.void_on == MARCH.on and "重复" in row.void_reason
    assert refused(void(cast, row.reference)) == ("number_not_standing",)
    assert refused(void(cast, "渠自然资发〔2020〕9号")) == ("number_not_standing",)
    issued(cast)
    assert Issued.objects.filter(number=2).exists() and book.gaps(BUREAU, "fa", 2020) == []


def test_control_a_number_taken_from_the_book_shows_as_a_gap(cast: Cast) -> None:
    done(kind(cast))
    for _ in range(3):
        issued(cast)
    Issued.objects.filter(number=2).delete()
    assert book.gaps(BUREAU, "fa", 2020) == [2]


def _scanned(cast: Cast, reference: str, content: bytes = b"%PDF-1.4 a") -> Case:
    case = new_id()
    file = scan(case, content)
    opened("dispatch.scan", ScanFacts(reference), cast["office"], case=case)
    done(step(case, "compare", "handed_in", cast["office"], files={"scan": [file]}))
    return Case.objects.get(id=case)


def test_the_scan_is_filed_by_two_persons(cast: Cast) -> None:
    done(kind(cast))
    issued(cast)
    render()
    reference = Issued.objects.get().reference
    case = _scanned(cast, reference)
    assert refused(step(case.id, "confirm", "same", cast["office"])) == ("same_person",)
    done(step(case.id, "confirm", "same", cast["stranger"]))
    row = SignedScan.objects.get()
    assert row.sheet != row.scan and row.first != row.second
    again = _scanned(cast, reference)
    assert refused(step(again.id, "confirm", "same", cast["stranger"])) == ("scan_filed_already",)
    done(step(again.id, "confirm", "other", cast["stranger"]))
    assert SignedScan.objects.count() == 1


def test_the_register_is_built_again_from_the_record(cast: Cast) -> None:
    done(kind(cast))
    issued(cast)
    issued(cast)
    done(void(cast, "渠自然资发〔2020〕2号"))
    rebuilt(Issued, NumberKind, under="dispatch.")


GATES = (*acts.ISSUE.demands, *acts.VOID.demands, *acts.SET_KIND.demands)


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.name)
def test_control_without_a_gate_the_proof_refuses_the_procedure(gate: Gate) -> None:
    """The act itself demands each gate: taken from its step, the procedure is not loaded."""
    for procedure in (DOCUMENT, NUMBER_KIND, VOIDING):
        bare = [
            dataclasses.replace(one, gates=tuple(g for g in one.gates if g.check is not gate.check))
            for one in procedure.steps
        ]
        found = prove(dataclasses.replace(procedure, steps=tuple(bare)))
        if any(gate.check is g.check for one in procedure.steps for g in one.gates):
            assert [finding.id for finding in found] == ["procedure.E030"]
            break
    else:
        raise AssertionError(f"{gate.name} stands nowhere")
