"""The story of a review: proposed, approved, listed; and everything that must not happen."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from tests.office import BUREAU, Cast, applied_for_transfer, refused, step

from fadu.procedure.acts import open
from fadu.procedure.models import Case
from fadu.procedure.refusal import Refused
from fadu.record.ids import new_id
from fadu.record.models import Entry
from fadu.record.moment import Moment, moment
from fadu.record.typed import from_plain
from fadu.registers.attestation.entries import Ruled
from fadu.registers.attestation.models import AttestationRuling
from fadu.registers.attestation.rules import Ruling
from fadu.registers.attestation.tests.house import LAW, approved, proposed, ruling

MARCH, APRIL, MAY = moment(2020, 3, 2), moment(2020, 4, 7), moment(2020, 5, 6)
RULINGS = AttestationRuling.objects


def test_a_proof_is_proposed_approved_and_listed(cast: Cast) -> None:
    case = approved(ruling("kinship", Ruling.KEEP), cast, APRIL)
    (row,) = RULINGS.on(APRIL.on).kept()
    assert (row.code, row.title, row.authority) == ("kinship", "证明kinship", LAW)
    assert (row.since, row.until, row.case) == (APRIL.on, None, case)
    entry = Entry.objects.get(id=row.entry)
    assert entry.payload["effect"]["act"] == "attestation.rule"
    assert row.recorded_at == entry.recorded_at == APRIL.recorded_at
    assert Case.objects.get(id=case).status == "closed"


def test_a_later_ruling_supersedes_and_the_earlier_days_keep_theirs(cast: Cast) -> None:
    approved(ruling("kinship", Ruling.KEEP), cast, MARCH)
    approved(ruling("kinship", Ruling.REMOVE, ""), cast, APRIL)
    before = APRIL.on - datetime.timedelta(days=1)
    assert not RULINGS.on(MARCH.on - datetime.timedelta(days=1)).exists()
    for day, what in [(MARCH.on, "keep"), (before, "keep"), (APRIL.on, "remove")]:
        assert RULINGS.on(day).get().ruling == what, day
    assert RULINGS.latest_of(BUREAU, "kinship").get().ruling == Ruling.REMOVE


def test_two_rulings_of_one_day_leave_the_last(cast: Cast) -> None:
    approved(ruling("kinship", Ruling.KEEP), cast, APRIL)
    approved(ruling("kinship", Ruling.REMOVE, ""), cast, APRIL)
    assert RULINGS.count() == 2
    assert RULINGS.on(APRIL.on).get().ruling == Ruling.REMOVE


def test_nobody_approves_the_own_proposal(cast: Cast) -> None:
    case = proposed(ruling("kinship", Ruling.KEEP), cast.both, APRIL)
    assert refused(step(case, "decide", "approve", cast.both, APRIL)) == ("same_person",)
    assert not RULINGS.exists()
    assert step(case, "decide", "approve", cast.director, APRIL)
    assert RULINGS.count() == 1


def test_the_wrong_post_neither_proposes_nor_approves(cast: Cast) -> None:
    facts = ruling("kinship", Ruling.KEEP)
    key = str(new_id())
    answer = open("attestation.review", facts, bureau=BUREAU, by=cast.director, at=APRIL, key=key)
    assert refused(answer) == ("not_your_step",)
    case = proposed(facts, cast.legal, APRIL)
    assert refused(step(case, "decide", "approve", cast.legal, APRIL)) == ("same_person",)
    assert refused(step(case, "decide", "approve", cast.window, APRIL)) == ("not_your_step",)
    assert not RULINGS.exists()


def test_a_proof_without_a_legal_basis_is_not_kept(cast: Cast) -> None:
    case = proposed(ruling("kinship", Ruling.KEEP, " "), cast.legal, APRIL)
    assert refused(step(case, "decide", "approve", cast.director, APRIL)) == ("no_authority",)
    assert not RULINGS.exists()
    assert step(case, "decide", "return", cast.director, APRIL)
    assert Case.objects.get(id=case).state.step == "propose"


def test_a_ruling_cannot_begin_before_the_one_it_supersedes(cast: Cast) -> None:
    approved(ruling("kinship", Ruling.KEEP), cast, APRIL)
    backdated = Moment(MARCH.on, MAY.recorded_at)
    case = proposed(ruling("kinship", Ruling.REMOVE, ""), cast.legal, backdated)
    answer = step(case, "decide", "approve", cast.director, backdated)
    assert refused(answer) == ("before_the_last_ruling",)
    assert RULINGS.get().until is None


def test_control_the_database_holds_one_ruling_in_force(cast: Cast) -> None:
    approved(ruling("kinship", Ruling.KEEP), cast, APRIL)
    row = RULINGS.get()
    row.id = new_id()
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
    row.until = row.since - datetime.timedelta(days=1)
    with pytest.raises(IntegrityError, match="attestation_ends"), transaction.atomic():
        row.save(force_insert=True)
    row.until = row.since
    row.save(force_insert=True)


def test_no_case_opens_whose_list_asks_for_a_removed_proof(cast: Cast) -> None:
    """The standing gate. Another one refuses too, since nobody entered the item of power here."""
    assert "proof_removed" not in refused(applied_for_transfer(cast, MARCH))
    approved(ruling("tax_proof", Ruling.REMOVE, ""), cast, APRIL)
    answer = applied_for_transfer(cast, APRIL)
    assert isinstance(answer, Refused)
    (removed,) = [reason for reason in answer.refusals if reason.code == "proof_removed"]
    assert removed.subject == "tax_proof"
    assert "优化营商环境条例" in str(removed.basis and removed.basis.words.zh)


def test_control_the_gate_goes_by_the_day_and_by_the_ruling(cast: Cast) -> None:
    approved(ruling("tax_proof", Ruling.REMOVE, ""), cast, APRIL)
    yesterday = Moment(APRIL.on - datetime.timedelta(days=1), MAY.recorded_at)
    assert "proof_removed" not in refused(applied_for_transfer(cast, yesterday))
    approved(ruling("tax_proof", Ruling.KEEP), cast, MAY)
    assert "proof_removed" not in refused(applied_for_transfer(cast, MAY))


def test_the_entry_tells_what_was_done_in_both_languages(cast: Cast) -> None:
    approved(ruling("kinship", Ruling.REMOVE, ""), cast, APRIL)
    entry = Entry.objects.get(id=RULINGS.get().entry)
    said = from_plain(Ruled, entry.payload["effect"]["data"]).sentence()
    assert said.zh == "取消证明事项“证明kinship”，自 2020-04-07 起"
    assert said.en == "Removed the proof “证明kinship” from 2020-04-07"
