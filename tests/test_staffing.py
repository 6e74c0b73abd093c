"""Staff as recorded acts: who joins, gets a post, leaves; by two persons, in force at once."""

import datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from fadu.bureau.authority import posts_of, standing_of
from fadu.bureau.holdings import holdings
from fadu.bureau.models import (
    Account,
    Appointment,
    IncompatiblePosts,
    Officer,
    StandingDeputy,
    Tenure,
)
from fadu.people.identity import PersonKind
from fadu.procedure.acts import enter, hand_over
from fadu.procedure.discover import procedures
from fadu.procedure.models import Task
from fadu.procedure.opening import Applicant
from fadu.procedure.proofs import prove
from fadu.procedure.refusal import Answer
from fadu.procedure.replay import replay
from fadu.record.models import Entry
from fadu.record.moment import Moment, moment
from fadu.registers.staff.duties import clear_away
from fadu.registers.staff.facts import (
    AppointmentEndFacts,
    AppointmentFacts,
    JoiningFacts,
    LeavingFacts,
    LeavingReason,
    NewcomerFacts,
    PostRuleFacts,
    RuleChange,
)
from fadu.registers.staff.procedures import BY_TWO
from fadu.site.demo.cast import BUREAU, identity_number
from tests.office import refused
from tests.stage import MONDAY, THURSDAY, TUESDAY, WEDNESDAY, Stage, case_of, done, key
from tests.test_absence import NUMBERS, declared

FRIDAY = moment(2020, 3, 6)
PAPER = "渠自然资任〔2020〕1号"


@pytest.fixture
def stage(db: None) -> Stage:
    """The bureau."""
    return Stage()


def proposed(stage: Stage, procedure: str, facts: Any, at: Moment, by: str = "personnel") -> Answer:
    """A change is proposed."""
    return enter(procedure, facts, "proposed", bureau=BUREAU, by=stage.by(by), at=at, key=key())


def decided(stage: Stage, case: UUID, at: Moment, by: str = "director") -> Answer:
    """A proposal is approved."""
    return stage.take(case, "decide", "approve", by, at, _opinion())


def _opinion() -> Any:
    facts = procedures()["staff.appointment"].steps[1].facts
    assert facts is not None
    return facts()


def changed(
    stage: Stage, procedure: str, facts: Any, at: Moment = MONDAY, by: str = "personnel"
) -> UUID:
    """A change is proposed and approved on one day; its case."""
    case = done(proposed(stage, procedure, facts, at, by)).case
    done(decided(stage, case, at))
    return case


def appointment(login: str, post: str, since: Moment = MONDAY, **more: Any) -> AppointmentFacts:
    """A post for one of the cast."""
    given: dict[str, Any] = {"tenure": Tenure.REGULAR, "since": since.on, "document": PAPER} | more
    return AppointmentFacts(officer=NUMBERS[login], post=post, **given)


def held(stage: Stage, login: str, at: Moment) -> frozenset[str]:
    """The posts of one of the cast on a day."""
    return posts_of(BUREAU, stage.staff[login], at.on)


def test_every_change_takes_two_persons(stage: Stage) -> None:
    for procedure in BY_TWO:
        assert not prove(procedure) and procedure.apart == (("propose", "decide"),)
    facts = appointment("stranger", "realestate.window")
    assert refused(proposed(stage, "staff.appointment", facts, MONDAY, "head")) == (
        "not_your_step",
    )
    case = done(proposed(stage, "staff.appointment", facts, MONDAY)).case
    assert refused(decided(stage, case, MONDAY, "personnel")) == ("same_person",)
    assert refused(decided(stage, case, MONDAY, "head")) == ("not_your_step",)
    assert held(stage, "stranger", MONDAY) == {"archive"}
    done(decided(stage, case, MONDAY))
    assert held(stage, "stranger", MONDAY) == {"archive", "realestate.window"}


def test_control_one_with_both_posts_cannot_take_both_steps(stage: Stage) -> None:
    IncompatiblePosts.objects.all().delete()
    changed(stage, "staff.appointment", appointment("personnel", "director"))
    case = done(
        proposed(stage, "staff.appointment", appointment("stranger", "realestate.window"), MONDAY)
    ).case
    assert refused(decided(stage, case, MONDAY, "personnel")) == ("same_person",)


def test_nobody_approves_what_is_about_himself(stage: Stage) -> None:
    facts = appointment("director", "archive")
    case = done(proposed(stage, "staff.appointment", facts, MONDAY)).case
    assert refused(decided(stage, case, MONDAY)) == ("about_yourself",)
    leaving = LeavingFacts(NUMBERS["director"], MONDAY.on, LeavingReason.RETIREMENT, PAPER)
    case = done(proposed(stage, "staff.leaving", leaving, MONDAY)).case
    assert refused(decided(stage, case, MONDAY)) == ("about_yourself",)
    acting = appointment(
        "head", "director", tenure=Tenure.IN_CHARGE, last=datetime.date(2020, 4, 30)
    )
    changed(stage, "staff.appointment", acting)
    done(decided(stage, case, MONDAY, "head"))
    assert not held(stage, "director", MONDAY)


def test_what_is_approved_late_holds_from_the_approval(stage: Stage) -> None:
    facts = appointment("stranger", "realestate.window", MONDAY)
    case = done(proposed(stage, "staff.appointment", facts, MONDAY)).case
    done(decided(stage, case, WEDNESDAY))
    assert held(stage, "stranger", TUESDAY) == {"archive"}
    assert held(stage, "stranger", WEDNESDAY) == {"archive", "realestate.window"}


def test_acting_ends_by_itself_and_needs_a_last_day(stage: Stage) -> None:
    facts = appointment("examiner2", "realestate.head", tenure=Tenure.ACTING, last=TUESDAY.on)
    changed(stage, "staff.appointment", facts)
    assert standing_of(BUREAU, stage.staff["examiner2"], TUESDAY.on).supervising
    assert not standing_of(BUREAU, stage.staff["examiner2"], WEDNESDAY.on).supervising
    open_end = appointment("examiner", "realestate.head", tenure=Tenure.ACTING)
    assert refused(proposed(stage, "staff.appointment", open_end, MONDAY)) == ("wrong_facts",)
    late = done(
        proposed(
            stage, "staff.appointment",
            appointment("examiner", "realestate.head", tenure=Tenure.ACTING, last=TUESDAY.on),
            MONDAY,
        )
    )  # fmt: skip
    assert refused(decided(stage, late.case, WEDNESDAY)) == ("over_already",)


def test_incompatible_posts_never_meet_in_one_hand(stage: Stage) -> None:
    facts = appointment("examiner", "realestate.registrar")
    answer = proposed(stage, "staff.appointment", facts, MONDAY)
    assert refused(answer) == ("incompatible_posts",)
    row = Appointment.objects.get(officer=stage.staff["examiner"])
    changed(stage, "staff.appointment_end", AppointmentEndFacts(str(row.id), THURSDAY.on, PAPER))
    assert refused(proposed(stage, "staff.appointment", facts, MONDAY)) == ("incompatible_posts",)
    later = appointment("examiner", "realestate.registrar", THURSDAY)
    changed(stage, "staff.appointment", later)
    assert held(stage, "examiner", WEDNESDAY) == {"realestate.examiner"}
    assert held(stage, "examiner", THURSDAY) == {"realestate.registrar"}


def test_incompatible_posts_do_not_meet_through_a_deputy(stage: Stage) -> None:
    """The absent window clerk's deputy is a registrar: the clerk gets no examiner's post."""
    done(declared(stage, "window", "registrar", TUESDAY, FRIDAY))
    answer = proposed(
        stage, "staff.appointment", appointment("window", "realestate.examiner"), MONDAY
    )
    assert refused(answer) == ("incompatible_posts",)
    changed(stage, "staff.appointment", appointment("window2", "realestate.examiner"))


def test_the_three_administrators_exclude_each_other_whatever_the_pairs_say(stage: Stage) -> None:
    assert not IncompatiblePosts.objects.filter(first__startswith="admin.s", second="admin.audit")
    answer = proposed(stage, "staff.appointment", appointment("security", "admin.audit"), MONDAY)
    assert refused(answer) == ("incompatible_posts",)
    facts = PostRuleFacts(RuleChange.TOGETHER, "admin.audit", "示例", "admin.security")
    answer = proposed(stage, "staff.post_rule", facts, MONDAY, "security")
    assert refused(answer) == ("fixed_pair",)


def test_a_pair_is_set_by_two_and_not_while_somebody_holds_both(stage: Stage) -> None:
    changed(stage, "staff.appointment", appointment("stranger", "realestate.window"))
    facts = PostRuleFacts(RuleChange.APART, "archive", "分岗设权", "realestate.window")
    rule = "staff.post_rule"
    assert refused(proposed(stage, rule, facts, MONDAY, "security")) == ("somebody_holds_both",)
    row = Appointment.objects.get(officer=stage.staff["stranger"], post__code="realestate.window")
    end = AppointmentEndFacts(str(row.id), MONDAY.on, PAPER)
    changed(stage, "staff.appointment_end", end)
    changed(stage, rule, facts, MONDAY, "security")
    again = appointment("stranger", "realestate.window")
    assert refused(proposed(stage, "staff.appointment", again, MONDAY)) == ("incompatible_posts",)
    assert refused(proposed(stage, rule, facts, MONDAY, "security")) == ("kept_apart_already",)
    gone = PostRuleFacts(RuleChange.TOGETHER, "realestate.window", "撤销", "archive")
    changed(stage, rule, gone, MONDAY, "security")
    done(proposed(stage, "staff.appointment", again, MONDAY))


def test_a_pair_approved_after_somebody_got_both_is_refused_then(stage: Stage) -> None:
    facts = PostRuleFacts(RuleChange.APART, "archive", "分岗设权", "realestate.window")
    case = done(proposed(stage, "staff.post_rule", facts, MONDAY, "security")).case
    changed(stage, "staff.appointment", appointment("stranger", "realestate.window"))
    assert refused(decided(stage, case, MONDAY)) == ("somebody_holds_both",)


def test_an_end_prolongs_nothing(stage: Stage) -> None:
    acting = appointment("examiner2", "realestate.head", tenure=Tenure.ACTING, last=TUESDAY.on)
    changed(stage, "staff.appointment", acting)
    row = Appointment.objects.get(tenure=Tenure.ACTING)
    end = AppointmentEndFacts(str(row.id), FRIDAY.on, PAPER)
    answer = proposed(stage, "staff.appointment_end", end, MONDAY)
    assert refused(answer) == ("no_such_appointment",)


def test_one_that_never_began_can_be_called_off(stage: Stage) -> None:
    changed(stage, "staff.appointment", appointment("stranger", "realestate.window", FRIDAY))
    row = Appointment.objects.get(since=FRIDAY.on)
    end = AppointmentEndFacts(str(row.id), MONDAY.on, PAPER)
    changed(stage, "staff.appointment_end", end)
    assert held(stage, "stranger", FRIDAY) == {"archive"}
    changed(stage, "staff.appointment", appointment("stranger", "realestate.window", FRIDAY))
    assert held(stage, "stranger", FRIDAY) == {"archive", "realestate.window"}


def newcomer(number: str = "Q900", serial: int = 7) -> Applicant:
    """Somebody new."""
    identity = identity_number(datetime.date(1995, 5, 5), serial, "513030")
    return Applicant(
        "officer", PersonKind.NATURAL, "新来的", identity, facts=NewcomerFacts(number), present=True
    )


def joins(stage: Stage, who: Applicant, at: Moment = MONDAY) -> Answer:
    """Somebody joins: proposed, and approved where nothing stands against it."""
    answer = enter(
        "staff.joining", JoiningFacts(at.on, PAPER), "proposed", bureau=BUREAU,
        by=stage.by("personnel"), at=at, key=key(), applicants=(who,),
    )  # fmt: skip
    return decided(stage, answer.case, at) if hasattr(answer, "case") else answer


def test_who_joins_gets_no_right_before_a_post(stage: Stage) -> None:
    done(joins(stage, newcomer()))
    row = Officer.objects.get(staff_number="Q900")
    assert row.name == "新来的" and not posts_of(BUREAU, row.id, MONDAY.on)
    leaves = "".join(Entry.objects.values_list("leaf", flat=True))
    assert "新来的" not in leaves
    assert refused(joins(stage, newcomer("Q901"))) == ("serves_already", "number_kept")
    assert refused(joins(stage, newcomer("Q900", 8))) == ("number_taken",)
    facts = AppointmentFacts("Q900", "archive", Tenure.REGULAR, MONDAY.on, PAPER)
    changed(stage, "staff.appointment", facts)
    assert posts_of(BUREAU, row.id, MONDAY.on) == {"archive"}


def test_leaving_ends_everything_at_once_and_tasks_go_back(stage: Stage) -> None:
    case = done(stage.apply(stage.unit())).case
    done(stage.take(case, "receive", "accept", "window", MONDAY))
    by = stage.by("head")
    to = stage.staff["examiner"]
    done(hand_over(case, to, bureau=BUREAU, by=by, at=MONDAY, key=key()))
    account = Account.objects.create(bureau=BUREAU, username="examiner", officer_id=to)
    StandingDeputy.objects.create(
        id=key_id(), bureau=BUREAU, officer_id=stage.staff["examiner2"], deputy_id=to,
        since=MONDAY.on, case=key_id(),
    )  # fmt: skip
    facts = LeavingFacts(NUMBERS["examiner"], MONDAY.on, LeavingReason.TRANSFER, PAPER)
    changed(stage, "staff.leaving", facts, TUESDAY)
    assert held(stage, "examiner", MONDAY) and not held(stage, "examiner", TUESDAY)
    answer = stage.take(case, "examine", "pass", "examiner", TUESDAY)
    assert refused(answer) == ("not_your_step",)
    after = Account.objects.get(id=account.id)
    assert not after.is_active and after.generation == account.generation + 1
    assert not StandingDeputy.objects.filter(until__isnull=True).exists()
    assert clear_away(TUESDAY) == 1 and clear_away(TUESDAY) == 0
    task = Task.objects.get(case=case)
    assert task.officer is None and task.post == "realestate.examiner"
    assert Entry.objects.filter(case=case).latest("seq").kind == "case.handed_back"
    done(stage.take(case, "examine", "pass", "examiner2", TUESDAY))
    assert all(not wrong for _, wrong in replay())
    assert refused(proposed(stage, "staff.leaving", facts, TUESDAY)) == ("left_already",)


def key_id() -> UUID:
    """An id never used before."""
    return UUID(int=hash(key()) & (1 << 127) - 1)


def test_a_session_ends_with_the_leaving_also_on_a_later_day(stage: Stage, settings: Any) -> None:
    settings.FADU_CLOCK = MONDAY.on.isoformat()
    account = Account.objects.create(
        bureau=BUREAU, username="examiner", officer_id=stage.staff["examiner"]
    )
    browser = Client()
    browser.force_login(account)
    inbox = f"/desk/{BUREAU}/"
    facts = LeavingFacts(NUMBERS["examiner"], TUESDAY.on, LeavingReason.TRANSFER, PAPER)
    changed(stage, "staff.leaving", facts, MONDAY)
    assert browser.get(inbox).status_code == 200
    settings.FADU_CLOCK = TUESDAY.on.isoformat()
    assert browser.get(inbox).status_code == 302  # no worker has run
    assert Account.objects.get(id=account.id).is_active
    clear_away(TUESDAY)
    assert not Account.objects.get(id=account.id).is_active


def test_a_deputy_whose_days_are_over_gives_back_what_he_took(stage: Stage) -> None:
    case = done(stage.apply(stage.unit())).case
    done(stage.take(case, "receive", "accept", "window", MONDAY))
    done(declared(stage, "examiner", "window2", TUESDAY, TUESDAY))
    me = stage.by("window2")
    done(hand_over(case, me.officer, bureau=BUREAU, by=me, at=TUESDAY, key=key()))
    assert clear_away(TUESDAY) == 0
    assert clear_away(WEDNESDAY) == 1
    assert case_of(case).state.officer is None


def test_control_who_is_merely_away_keeps_what_is_his(stage: Stage) -> None:
    case = done(stage.apply(stage.unit())).case
    done(stage.take(case, "receive", "accept", "window", MONDAY))
    me = stage.by("examiner")
    done(hand_over(case, me.officer, bureau=BUREAU, by=me, at=MONDAY, key=key()))
    done(declared(stage, "examiner", "window2", TUESDAY, WEDNESDAY))
    for at in (TUESDAY, THURSDAY):
        assert clear_away(at) == 0
    assert case_of(case).state.officer == me.officer


def test_each_holding_names_the_cases_that_gave_and_took_it(stage: Stage) -> None:
    gave = changed(stage, "staff.appointment", appointment("stranger", "realestate.window"))
    row = Appointment.objects.get(officer=stage.staff["stranger"], post__code="realestate.window")
    end = AppointmentEndFacts(str(row.id), WEDNESDAY.on, PAPER)
    took = changed(stage, "staff.appointment_end", end)
    mine = [one for one in holdings(BUREAU, MONDAY.on) if one.officer == stage.staff["stranger"]]
    found = {one.post: (one.given_by, one.taken_by, one.until) for one in mine}
    assert found == {"archive": (None, None, None), "realestate.window": (gave, took, WEDNESDAY.on)}
