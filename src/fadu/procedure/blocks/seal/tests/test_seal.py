"""The story of a use: asked for, approved, sealed by the keeper; and what must not happen."""

import dataclasses

import pytest
from django.db import IntegrityError, transaction
from tests.office import refused
from tests.stage import done

from fadu.procedure.blocks.dispatch.models import Issued
from fadu.procedure.blocks.dispatch.tests.house import (
    MARCH,
    Cast,
    approved,
    issued,
    kind,
    opened,
    rebuilt,
    render,
    step,
    void,
)
from fadu.procedure.blocks.seal import acts
from fadu.procedure.blocks.seal.models import Seal, SealUse
from fadu.procedure.blocks.seal.procedures import SEAL, USING, SealFacts, UseFacts
from fadu.procedure.gate import Gate
from fadu.procedure.proofs import prove
from fadu.procedure.refusal import Answer
from fadu.record.actor import ByOfficer
from fadu.record.ids import new_id
from fadu.record.moment import moment

REFERENCE = "渠自然资发〔2020〕1号"


@pytest.fixture
def ready(cast: Cast) -> Cast:
    """A seal in use, and a document of three copies that was issued and made."""
    done(kind(cast))
    issued(cast)
    done(approved("seal.registration", SealFacts("bureau", "渠县自然资源局"), cast))
    render()
    return cast


def use(cast: Cast, copies: int = 3, reference: str = REFERENCE, seal: str = "bureau") -> Answer:
    """A use that goes through; or the first refusal."""
    facts = UseFacts(seal, reference, copies, "印发")
    case = opened("seal.use", facts, cast["drafter"])
    for name, outcome, by in (
        ("ask", "asked", "drafter"),
        ("approve", "approve", "director"),
        ("seal", "sealed", "keeper"),
    ):
        answer = step(case, name, outcome, cast[by])
        if not hasattr(answer, "case"):
            return answer
    return answer


def test_a_use_stands_in_the_ledger_with_both_persons(ready: Cast) -> None:
    done(use(ready, 2))
    row = SealUse.objects.get()
    assert (row.approved_by, row.sealed_by) == (ready["director"].officer, ready["keeper"].officer)
    assert (row.year, row.number, row.copies) == (2020, 1, 2) and len(row.printed) == 64
    assert row.issued.text != row.printed


def test_what_was_not_issued_is_not_sealed(ready: Cast) -> None:
    assert refused(use(ready, reference="渠自然资发〔2020〕2号")) == ("not_issued",)
    assert refused(use(ready, seal="other")) == ("no_such_seal",)


def test_a_void_number_is_not_sealed_and_a_sealed_one_is_not_void(ready: Cast) -> None:
    done(use(ready, 1))
    assert refused(void(ready, REFERENCE)) == ("already_sealed",)
    issued(ready)
    done(void(ready, "渠自然资发〔2020〕2号"))
    render()
    assert refused(use(ready, reference="渠自然资发〔2020〕2号")) == ("not_issued",)


def test_before_its_file_is_made_a_document_is_not_sealed(ready: Cast) -> None:
    issued(ready)
    assert refused(use(ready, reference="渠自然资发〔2020〕2号")) == ("not_made",)


def test_no_more_copies_than_issued_over_all_uses(ready: Cast) -> None:
    assert refused(use(ready, 4)) == ("too_many_copies",)
    assert refused(use(ready, 0)) == ("no_copy",)
    done(use(ready, 2))
    assert refused(use(ready, 2)) == ("too_many_copies",)
    done(use(ready, 1))
    assert refused(use(ready, 1)) == ("too_many_copies",)


def test_the_copies_are_asked_again_when_the_keeper_seals(ready: Cast) -> None:
    """Bypass: two requests, each within the copies when it was approved."""
    waiting = []
    for _ in range(2):
        case = opened("seal.use", UseFacts("bureau", REFERENCE, 2, "印发"), ready["drafter"])
        done(step(case, "ask", "asked", ready["drafter"]))
        done(step(case, "approve", "approve", ready["director"]))
        waiting.append(case)
    done(step(waiting[0], "seal", "sealed", ready["keeper"]))
    assert refused(step(waiting[1], "seal", "sealed", ready["keeper"])) == ("too_many_copies",)
    done(step(waiting[1], "seal", "declined", ready["keeper"]))
    assert SealUse.objects.count() == 1


def test_who_approved_does_not_seal(ready: Cast) -> None:
    case = opened("seal.use", UseFacts("bureau", REFERENCE, 1, "印发"), ready["drafter"])
    done(step(case, "ask", "asked", ready["drafter"]))
    done(step(case, "approve", "approve", ready["all"]))
    assert refused(step(case, "seal", "sealed", ready["all"])) == ("same_person",)
    assert refused(step(case, "seal", "sealed", ready["director"])) == ("not_your_step",)
    done(step(case, "seal", "sealed", ready["keeper"]))


def test_control_the_table_itself_refuses_one_person_twice(ready: Cast) -> None:
    one: ByOfficer = ready["director"]
    with pytest.raises(IntegrityError), transaction.atomic():
        SealUse.objects.create(
            id=new_id(), bureau="511725", seal=Seal.objects.get(), issued=Issued.objects.get(),
            number=1, year=2020, printed="0" * 64, copies=1, purpose="", approved_by=one.officer,
            sealed_by=one.officer, sealed_on=MARCH.on, recorded_at=MARCH.recorded_at,
            case=new_id(), entry=new_id(),
        )  # fmt: skip


def test_a_new_seal_puts_the_old_one_away(ready: Cast) -> None:
    done(use(ready, 1))
    later = moment(2020, 6, 1)
    done(approved("seal.registration", SealFacts("bureau", "新章"), ready, later))
    assert [seal.until for seal in Seal.objects.order_by("since")] == [later.on, None]
    assert SealUse.objects.get().seal.until == later.on


def test_seals_and_ledger_are_built_again_from_the_record(ready: Cast) -> None:
    done(use(ready, 1))
    done(use(ready, 2))
    rebuilt(SealUse, Seal, under="seal.")


@pytest.mark.parametrize("gate", acts.USE.demands, ids=lambda gate: gate.name)
def test_control_without_a_gate_the_proof_refuses_the_procedure(gate: Gate) -> None:
    bare = [
        dataclasses.replace(one, gates=tuple(g for g in one.gates if g.check is not gate.check))
        for one in USING.steps
    ]
    found = prove(dataclasses.replace(USING, steps=tuple(bare)))
    assert [finding.id for finding in found] == ["procedure.E030"]
    assert prove(USING) == [] and prove(SEAL) == []
