"""Certificates, rotation, and the rebuild of all that staffing records."""

import datetime
from typing import Any
from uuid import UUID

import pytest

from fadu.bureau.certificates import certificates, counting, held_by, state_of
from fadu.bureau.models import (
    Absence,
    Appointment,
    Bureau,
    Certificate,
    CertificateKind,
    CertificateSuspension,
    IncompatiblePosts,
    Officer,
    Post,
    RotatingPost,
    Section,
    StandingDeputy,
    Tenure,
)
from fadu.procedure.discover import effective_acts
from fadu.procedure.effective import Place
from fadu.procedure.rebuild import table_digest, tables
from fadu.procedure.replay import replay
from fadu.record.models import Entry
from fadu.record.typed import from_plain
from fadu.registers.staff import book
from fadu.registers.staff.facts import (
    AppointmentEndFacts,
    AppointmentFacts,
    CardChange,
    CardChangeFacts,
    CertificateFacts,
    LeavingFacts,
    LeavingReason,
    PostRuleFacts,
    RuleChange,
)
from fadu.site.demo.cast import BUREAU
from tests.office import refused
from tests.stage import MONDAY, THURSDAY, TUESDAY, WEDNESDAY, Stage, done
from tests.test_absence import NUMBERS, back, declared, named
from tests.test_staffing import (
    FRIDAY,
    PAPER,
    appointment,
    changed,
    decided,
    joins,
    newcomer,
    proposed,
)

KIND = CertificateKind.ENFORCEMENT
CARD, CARD_CHANGE = "staff.certificate", "staff.certificate_change"


@pytest.fixture
def stage(db: None) -> Stage:
    """The bureau."""
    return Stage()


def card(login: str = "legal", number: str = "川S-001", **more: Any) -> CertificateFacts:
    """A certificate of one of the cast."""
    given = {"since": datetime.date(2019, 1, 1), "last": None} | more
    return CertificateFacts(NUMBERS[login], KIND, number, "四川省人民政府", **given)


def change(row: UUID, what: CardChange, at: Any = MONDAY) -> CardChangeFacts:
    """What becomes of a card."""
    return CardChangeFacts(str(row), what, at.on, "监督意见书（示例）")


def only() -> UUID:
    """The one certificate that is entered."""
    return Certificate.objects.get().id


def states(days: Any = (MONDAY, TUESDAY, WEDNESDAY, THURSDAY)) -> list[str]:
    """How the one certificate stands on days."""
    (row,) = certificates(BUREAU)
    return [state_of(row, at.on).name for at in days]


def test_a_card_is_entered_withheld_given_back_and_revoked(stage: Stage) -> None:
    changed(stage, CARD, card())
    changed(stage, CARD_CHANGE, change(only(), CardChange.SUSPEND, TUESDAY))
    changed(stage, CARD_CHANGE, change(only(), CardChange.RESUME, WEDNESDAY))
    assert states() == ["valid", "suspended", "valid", "valid"]
    changed(stage, CARD_CHANGE, change(only(), CardChange.REVOKE, THURSDAY))
    assert states() == ["valid", "suspended", "valid", "revoked"]
    answer = proposed(stage, CARD_CHANGE, change(only(), CardChange.RESUME, THURSDAY), THURSDAY)
    assert refused(answer) == ("no_such_card",)
    again = card(number="川S-001", since=THURSDAY.on, renews=str(only()))
    assert refused(proposed(stage, CARD, again, THURSDAY)) == ("card_revoked",)


def test_no_new_card_goes_around_one_that_is_withheld(stage: Stage) -> None:
    """Bypass: a renewal or a second card while the first is withheld, also when it has expired."""
    changed(stage, CARD, card(last=TUESDAY.on))
    changed(stage, CARD_CHANGE, change(only(), CardChange.SUSPEND))
    again = card(number="川S-002", since=MONDAY.on)
    assert refused(proposed(stage, CARD, again, MONDAY)) == ("card_withheld",)
    assert refused(proposed(stage, CARD, again, FRIDAY)) == ("card_withheld",)
    renewal = card(since=WEDNESDAY.on, renews=str(only()))
    assert refused(proposed(stage, CARD, renewal, MONDAY)) == ("card_withheld",)


def test_a_card_is_renewed_and_both_stay_in_the_book(stage: Stage) -> None:
    changed(stage, CARD, card(last=TUESDAY.on))
    assert refused(proposed(stage, CARD, card(number="川S-002"), MONDAY)) == ("card_held_already",)
    changed(stage, CARD, card(since=WEDNESDAY.on, renews=str(only())))
    held_now = held_by(BUREAU, stage.staff["legal"], KIND)
    assert [row.renews for row in held_now] == [held_now[1].id, None]
    for at in (TUESDAY, WEDNESDAY, FRIDAY):
        assert counting(held_now, at.on)
    other = card("examiner", number="川S-001", since=FRIDAY.on)
    assert refused(proposed(stage, CARD, other, MONDAY)) == ("card_number_taken",)


def test_a_review_is_noted_and_not_foreseen(stage: Stage) -> None:
    changed(stage, CARD, card())
    row = Certificate.objects.get()
    assert book.review_due(row, MONDAY.on) == datetime.date(2021, 1, 1)
    answer = proposed(stage, CARD_CHANGE, change(row.id, CardChange.REVIEW, FRIDAY), MONDAY)
    assert refused(answer) == ("review_out_of_span",)
    changed(stage, CARD_CHANGE, change(row.id, CardChange.REVIEW))
    row.refresh_from_db()
    assert row.reviewed_on == MONDAY.on
    assert book.review_due(row, MONDAY.on) == datetime.date(2022, 3, 2)


def test_nobody_approves_his_own_card(stage: Stage) -> None:
    case = done(proposed(stage, CARD, card("director"), MONDAY)).case
    assert refused(decided(stage, case, MONDAY)) == ("about_yourself",)


def terms(monkeypatch: pytest.MonkeyPatch, months: int) -> None:
    """The bureau has set a term of rotation: a value of its own, as the rulebook records one."""
    monkeypatch.setattr(
        book, "term_over",
        lambda held_since, bureau, on: book._after(held_since, f"{months}m", bureau),
    )  # fmt: skip
    monkeypatch.setattr("fadu.registers.staff.acts.appointments.term_over", book.term_over)


def test_who_is_over_the_term_is_not_appointed_again_without_a_break(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    rotates = PostRuleFacts(RuleChange.ROTATES, "realestate.window", "轮岗", area="transfers")
    changed(stage, "staff.post_rule", rotates, by="security")
    answer = proposed(stage, "staff.post_rule", rotates, MONDAY, "security")
    assert refused(answer) == ("nothing_changes",)
    row = Appointment.objects.get(officer=stage.staff["window"])
    end = AppointmentEndFacts(str(row.id), TUESDAY.on, PAPER)
    changed(stage, "staff.appointment_end", end)
    again = appointment("window", "realestate.window", TUESDAY)
    case = done(proposed(stage, "staff.appointment", again, MONDAY)).case  # no term is set
    terms(monkeypatch, 2)
    assert refused(proposed(stage, "staff.appointment", again, MONDAY)) == ("rotation_due",)
    assert refused(decided(stage, case, MONDAY)) == ("rotation_due",)
    after_a_break = appointment("window", "realestate.window", THURSDAY)
    changed(stage, "staff.appointment", after_a_break)
    assert Appointment.objects.get(since=THURSDAY.on).held_since == THURSDAY.on


def test_without_a_break_the_days_before_count(stage: Stage) -> None:
    row = Appointment.objects.get(officer=stage.staff["window"])
    end = AppointmentEndFacts(str(row.id), TUESDAY.on, PAPER)
    changed(stage, "staff.appointment_end", end)
    changed(stage, "staff.appointment", appointment("window", "realestate.window", TUESDAY))
    assert Appointment.objects.get(since=TUESDAY.on).held_since == row.since


def test_a_field_of_power_is_one_that_the_bureau_named(stage: Stage) -> None:
    rotates = PostRuleFacts(RuleChange.ROTATES, "realestate.window", "轮岗", area="money")
    answer = proposed(stage, "staff.post_rule", rotates, MONDAY, "security")
    assert refused(answer) == ("no_such_area",)
    assert {one.code for one in book.areas(BUREAU, MONDAY.on)} == {
        "funds", "assets", "investment", "procurement", "transfers", "works",
    }  # fmt: skip


def everything(stage: Stage) -> None:
    """Each kind of change at least once."""
    done(joins(stage, newcomer()))
    facts = AppointmentFacts("Q900", "archive", Tenure.REGULAR, MONDAY.on, PAPER)
    changed(stage, "staff.appointment", facts)
    acting = appointment("examiner2", "realestate.head", tenure=Tenure.ACTING, last=FRIDAY.on)
    changed(stage, "staff.appointment", acting)
    row = Appointment.objects.get(officer=stage.staff["stranger"])
    end = AppointmentEndFacts(str(row.id), TUESDAY.on, PAPER)
    changed(stage, "staff.appointment_end", end)
    changed(stage, CARD, card(last=THURSDAY.on))
    first = only()
    for what in (CardChange.SUSPEND, CardChange.RESUME, CardChange.REVIEW):
        changed(stage, CARD_CHANGE, change(first, what))
    changed(stage, CARD, card(since=FRIDAY.on, renews=str(first)))
    changed(stage, CARD, card("examiner", "川S-003"))
    revoked = Certificate.objects.get(number="川S-003").id
    changed(stage, CARD_CHANGE, change(revoked, CardChange.REVOKE))
    for rule in (
        PostRuleFacts(RuleChange.APART, "archive", "分岗", "realestate.window"),
        PostRuleFacts(RuleChange.TOGETHER, "legal", "合并", "director"),
        PostRuleFacts(RuleChange.ROTATES, "realestate.window", "轮岗", area="transfers"),
        PostRuleFacts(RuleChange.ROTATES, "realestate.head", "轮岗", area="transfers"),
        PostRuleFacts(RuleChange.STAYS, "realestate.head", "不轮岗"),
    ):
        changed(stage, "staff.post_rule", rule, by="security")
    done(named(stage, "examiner", "examiner2"))
    done(declared(stage, "examiner", "", TUESDAY, FRIDAY))
    done(back(stage, "examiner", WEDNESDAY))
    leaving = LeavingFacts(NUMBERS["registrar2"], WEDNESDAY.on, LeavingReason.RESIGNATION, PAPER)
    changed(stage, "staff.leaving", leaving)


def test_all_of_it_is_built_again_from_the_record(stage: Stage) -> None:
    everything(stage)
    models = (
        CertificateSuspension, Certificate, RotatingPost, StandingDeputy, Absence, Appointment,
        IncompatiblePosts, Officer, Post, Section,
    )  # fmt: skip
    assert set(models) <= set(tables())
    before = [table_digest(model, "default") for model in models]
    assert all(digest.rows for digest in before)
    for model in models:
        model._default_manager.all().delete()
    Bureau.objects.all().delete()
    for entry in Entry.objects.order_by("row"):
        effect = entry.payload.get("effect")
        if effect and effect["act"].startswith("staff."):
            act = effective_acts()[effect["act"]]
            place = Place(entry.bureau, entry.case, entry.id, entry.at, entry.recorded_at)
            act.apply(from_plain(act.entry, effect["data"]), place)
    assert [table_digest(model, "default") for model in models] == before
    assert all(not wrong for _, wrong in replay())
