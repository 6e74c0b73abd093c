"""The story of an absence: the deputy acts in the place of the absent one, and nobody else may."""

from uuid import UUID

import pytest

from fadu.bureau.authority import holders, standing_of
from fadu.bureau.models import Absence, StandingDeputy
from fadu.desk.queue import colleagues, waiting
from fadu.procedure.access import reader
from fadu.procedure.acts import enter, hand_over, take
from fadu.procedure.discover import effective_acts
from fadu.procedure.effective import Place
from fadu.procedure.models import Case
from fadu.procedure.rebuild import table_digest, tables
from fadu.procedure.refusal import Answer, Refused
from fadu.procedure.replay import replay
from fadu.procedure.timeline import lines
from fadu.record.actor import ByDeputy
from fadu.record.models import Entry
from fadu.record.moment import Moment, moment
from fadu.record.typed import from_plain
from fadu.registers.staff.procedures import AbsenceFacts, DeputyFacts, ReturnFacts
from fadu.registers.staff.rules.absence import AbsenceReason
from fadu.site.demo.cast import BUREAU, STAFF
from tests.office import refused
from tests.stage import (
    MONDAY,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    Stage,
    case_of,
    done,
    key,
)

FRIDAY = moment(2020, 3, 6)
NUMBERS = {member.login: f"Q{place:03d}" for place, member in enumerate(STAFF, start=1)}


@pytest.fixture
def stage(db: None) -> Stage:
    """The bureau."""
    return Stage()


def declared(
    stage: Stage,
    login: str,
    deputy: str,
    first: Moment,
    last: Moment,
    *,
    by: str = "",
    at: Moment = MONDAY,
) -> Answer:
    """An absence of the cast, as a rule entered by the one who will be away."""
    facts = AbsenceFacts(
        NUMBERS[login], first.on, last.on, AbsenceReason.LEAVE, NUMBERS.get(deputy, deputy)
    )
    who = stage.by(by or login)
    return enter("staff.absence", facts, "entered", bureau=BUREAU, by=who, at=at, key=key())


def back(stage: Stage, login: str, at: Moment, by: str = "") -> Answer:
    """The last absence of one of the cast ends on a day."""
    row = Absence.objects.filter(officer=stage.staff[login]).latest("since")
    facts = ReturnFacts(str(row.id), at.on)
    who = stage.by(by or login)
    return enter("staff.return", facts, "entered", bureau=BUREAU, by=who, at=at, key=key())


def named(stage: Stage, login: str, deputy: str, by: str = "head", at: Moment = MONDAY) -> Answer:
    """A standing deputy is named."""
    facts = DeputyFacts(NUMBERS[login], NUMBERS.get(deputy, deputy))
    who = stage.by(by)
    return enter("staff.deputy", facts, "entered", bureau=BUREAU, by=who, at=at, key=key())


def accepted(stage: Stage, at: Moment = MONDAY) -> UUID:
    """A transfer that waits for its examination."""
    case = done(stage.apply(stage.unit(), at=at)).case
    done(stage.take(case, "receive", "accept", "window", at))
    return case


def test_the_deputy_examines_in_the_place_of_the_absent_one(stage: Stage) -> None:
    case = accepted(stage)
    done(declared(stage, "examiner", "window2", TUESDAY, WEDNESDAY))
    assert refused(stage.take(case, "examine", "pass", "window2", MONDAY)) == ("not_your_step",)
    answer = done(stage.take(case, "examine", "pass", "window2", TUESDAY))
    entry = Entry.objects.get(id=answer.entry)
    assert entry.payload["in_place_of"] == str(stage.staff["examiner"])
    assert entry.content["actor"]["officer"] == str(stage.staff["window2"])
    assert entry.content["actor"]["post"] == "realestate.examiner"
    assert case_of(case).state.hands["examine"] == str(stage.staff["window2"])
    told = lines(BUREAU, case)[-1].who
    assert (told.zh, told.en) == ("周洁（代李伟）", "周洁 (in place of 李伟)")
    assert all(not wrong for _, wrong in replay())


def test_the_absent_one_cannot_act_and_is_told_what_to_do(stage: Stage) -> None:
    case = accepted(stage)
    done(declared(stage, "examiner", "window2", TUESDAY, WEDNESDAY))
    answer = stage.take(case, "examine", "pass", "examiner", TUESDAY)
    assert refused(answer) == ("away",)
    assert isinstance(answer, Refused)
    assert "2020-03-05" in answer.refusals[0].words.zh
    assert "返岗" in answer.refusals[0].remedy.zh
    done(stage.take(case, "examine", "pass", "examiner", THURSDAY))


def test_it_ends_by_itself_and_early(stage: Stage) -> None:
    case = accepted(stage)
    done(declared(stage, "examiner", "window2", TUESDAY, FRIDAY))
    assert refused(back(stage, "examiner", WEDNESDAY, by="window2")) == ("not_for_others",)
    done(back(stage, "examiner", WEDNESDAY))
    assert refused(stage.take(case, "examine", "pass", "window2", WEDNESDAY)) == ("not_your_step",)
    assert refused(back(stage, "examiner", WEDNESDAY)) == ("no_such_absence",)
    done(stage.take(case, "examine", "pass", "examiner", WEDNESDAY))
    assert "in_place_of" not in Entry.objects.latest("row").payload


def test_what_was_handed_to_the_absent_one_goes_to_the_deputy(stage: Stage) -> None:
    """Also where the deputy holds the post himself: then he acts for the one it was handed to."""
    case = accepted(stage)
    examiner = stage.staff["examiner"]
    done(hand_over(case, examiner, bureau=BUREAU, by=stage.by("head"), at=MONDAY, key=key()))
    assert refused(stage.take(case, "examine", "pass", "examiner2", MONDAY)) == (
        "assigned_to_another",
    )
    done(declared(stage, "examiner", "examiner2", TUESDAY, TUESDAY))
    assert examiner in standing_of(BUREAU, stage.staff["examiner2"], TUESDAY.on).tasks_of
    done(stage.take(case, "examine", "pass", "examiner2", TUESDAY))
    assert Entry.objects.latest("row").payload["in_place_of"] == str(examiner)


def test_the_tasks_appear_by_themselves_and_go_again(stage: Stage) -> None:
    case, handed = accepted(stage), accepted(stage)
    examiner, head = stage.staff["examiner"], stage.by("head")
    done(hand_over(handed, examiner, bureau=BUREAU, by=head, at=MONDAY, key=key()))
    done(declared(stage, "examiner", "window2", TUESDAY, WEDNESDAY))

    def seen(login: str, at: Moment) -> set[UUID]:
        who = reader(stage.by(login), BUREAU, at.on)
        return {task.case_id for task in waiting(who, stage.staff[login], at.on).page(0, 50)}

    for at, absent in ((MONDAY, False), (TUESDAY, True), (WEDNESDAY, True), (THURSDAY, False)):
        mine, none = {case, handed}, set[UUID]()
        assert seen("examiner", at) == (none if absent else mine), at
        assert seen("window2", at) == (mine if absent else none), at
        assert seen("examiner2", at) == {case}
    names = {name.zh for _, name in colleagues(BUREAU, {"realestate.examiner"}, TUESDAY.on)}
    assert names == {"周洁（登记审核岗）", "赵静（登记审核岗）"}


def test_nothing_is_handed_to_one_who_is_away(stage: Stage) -> None:
    case = accepted(stage)
    done(declared(stage, "examiner", "examiner2", TUESDAY, TUESDAY))
    examiner, head = stage.staff["examiner"], stage.by("head")
    answer = hand_over(case, examiner, bureau=BUREAU, by=head, at=TUESDAY, key=key())
    assert refused(answer) == ("holds_no_post",)


def test_an_incompatible_deputy_is_refused_with_reason_and_remedy(stage: Stage) -> None:
    answer = declared(stage, "examiner", "registrar", TUESDAY, WEDNESDAY)
    assert refused(answer) == ("deputy_incompatible",)
    assert isinstance(answer, Refused)
    assert "登簿岗" in answer.refusals[0].words.zh
    assert "另选" in answer.refusals[0].remedy.zh
    assert not Absence.objects.exists()
    assert not Case.objects.filter(procedure="staff.absence").exists(), "both or neither"


def test_incompatible_by_way_of_another_absence(stage: Stage) -> None:
    done(declared(stage, "examiner", "window", TUESDAY, WEDNESDAY))
    answer = declared(stage, "registrar", "window", WEDNESDAY, THURSDAY)
    assert refused(answer) == ("deputy_incompatible",)
    done(declared(stage, "registrar", "window", THURSDAY, THURSDAY))


def test_the_deputy_cannot_enter_what_he_examined(stage: Stage) -> None:
    case = accepted(stage)
    done(declared(stage, "examiner", "window2", TUESDAY, TUESDAY))
    done(declared(stage, "registrar", "window2", WEDNESDAY, WEDNESDAY))
    done(stage.take(case, "examine", "pass", "window2", TUESDAY))
    assert refused(stage.take(case, "enter", "entered", "window2", WEDNESDAY)) == ("same_person",)
    done(stage.take(case, "enter", "entered", "registrar2", WEDNESDAY))


def test_the_deputy_of_the_head_hands_over_in_his_place(stage: Stage) -> None:
    case = accepted(stage)
    done(declared(stage, "head", "registrar", TUESDAY, TUESDAY))
    to, by = stage.staff["examiner2"], stage.by("registrar")
    assert refused(hand_over(case, to, bureau=BUREAU, by=by, at=MONDAY, key=key())) == (
        "not_your_step",
    )
    done(hand_over(case, to, bureau=BUREAU, by=by, at=TUESDAY, key=key()))
    assert Entry.objects.latest("row").payload["in_place_of"] == str(stage.staff["head"])


def test_the_head_enters_it_for_one_who_fell_out_and_nobody_else_does(stage: Stage) -> None:
    answer = declared(stage, "examiner", "examiner2", MONDAY, TUESDAY, by="window")
    assert refused(answer) == ("not_for_others",)
    done(declared(stage, "examiner", "examiner2", MONDAY, TUESDAY, by="head"))
    done(back(stage, "examiner", TUESDAY, by="director"))


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        (WEDNESDAY, TUESDAY, "ends_before_it_begins"),
        (moment(2020, 2, 28), TUESDAY, "begins_in_the_past"),
    ],
)
def test_dates_are_sensible(stage: Stage, first: Moment, last: Moment, code: str) -> None:
    assert refused(declared(stage, "examiner", "examiner2", first, last)) == (code,)


def test_no_overlap_no_chain_no_self(stage: Stage) -> None:
    done(declared(stage, "examiner", "examiner2", TUESDAY, WEDNESDAY))
    again = declared(stage, "examiner", "examiner2", WEDNESDAY, THURSDAY)
    assert refused(again) == ("absent_already",)
    chain = declared(stage, "examiner2", "window", WEDNESDAY, WEDNESDAY)
    assert refused(chain) == ("stands_in_for_another",)
    other = declared(stage, "window", "examiner", WEDNESDAY, THURSDAY)
    assert refused(other) == ("deputy_away",)
    assert refused(declared(stage, "head", "head", FRIDAY, FRIDAY)) == ("deputy_is_self",)
    assert refused(declared(stage, "head", "Q999", FRIDAY, FRIDAY)) == ("no_such_officer",)
    done(declared(stage, "examiner", "examiner2", THURSDAY, THURSDAY))


def test_the_standing_deputy_stands_in_unless_another_is_named(stage: Stage) -> None:
    assert refused(named(stage, "examiner", "examiner2", by="examiner")) == ("named_by_head",)
    assert refused(named(stage, "examiner", "registrar")) == ("deputy_incompatible",)
    done(named(stage, "examiner", "examiner2"))
    done(declared(stage, "examiner", "", TUESDAY, TUESDAY))
    done(declared(stage, "examiner", "window", WEDNESDAY, WEDNESDAY))
    done(declared(stage, "examiner", "-", THURSDAY, THURSDAY))
    rows = Absence.objects.order_by("since").values_list("deputy", flat=True)
    assert list(rows) == [stage.staff["examiner2"], stage.staff["window"], None]
    done(named(stage, "examiner", "-", at=TUESDAY))
    done(declared(stage, "examiner", "", FRIDAY, FRIDAY, at=TUESDAY))
    assert Absence.objects.latest("since").deputy is None
    assert StandingDeputy.objects.get().until == TUESDAY.on


def test_one_called_off_before_it_began_lasts_no_day(stage: Stage) -> None:
    done(declared(stage, "examiner", "examiner2", WEDNESDAY, THURSDAY))
    row = Absence.objects.get()
    facts = ReturnFacts(str(row.id), WEDNESDAY.on)
    by = stage.by("examiner")
    done(enter("staff.return", facts, "entered", bureau=BUREAU, by=by, at=TUESDAY, key=key()))
    assert Absence.objects.get().until == WEDNESDAY.on
    assert stage.staff["examiner"] in {
        one.id for one in holders(BUREAU, "realestate.examiner", WEDNESDAY.on)
    }
    done(declared(stage, "examiner", "examiner2", WEDNESDAY, THURSDAY, at=TUESDAY))


def test_entered_twice_by_one_key_is_entered_once(stage: Stage) -> None:
    facts = AbsenceFacts("Q003", TUESDAY.on, TUESDAY.on, AbsenceReason.TRIP, "Q004")
    by, once = stage.by("examiner"), key()
    first, second = (
        done(enter("staff.absence", facts, "entered", bureau=BUREAU, by=by, at=MONDAY, key=once))
        for _ in range(2)
    )
    assert (second.entry, second.repeated) == (first.entry, True)
    assert Absence.objects.count() == 1


def test_nobody_says_himself_in_whose_place_he_acts(stage: Stage) -> None:
    """Control: a caller's claim is not believed."""
    case = accepted(stage)
    claims = ByDeputy(stage.staff["examiner"], in_place_of=stage.staff["director"])
    done(take(case, "examine", "pass", bureau=BUREAU, by=claims, at=TUESDAY, key=key()))
    assert "in_place_of" not in Entry.objects.latest("row").payload


def test_absences_are_built_again_from_the_record(stage: Stage) -> None:
    done(named(stage, "examiner", "examiner2"))
    done(declared(stage, "examiner", "", TUESDAY, FRIDAY))
    done(back(stage, "examiner", WEDNESDAY))
    both = (Absence, StandingDeputy)
    before = [table_digest(model, "default") for model in both]
    assert [digest.rows for digest in before] == [1, 1] and set(both) <= set(tables())
    for model in both:
        model._default_manager.all().delete()
    for entry in Entry.objects.order_by("row"):
        effect = entry.payload.get("effect", {"act": ""})
        if effect["act"].startswith("staff.") and effect["act"] != "staff.found":
            act = effective_acts()[effect["act"]]
            place = Place(BUREAU, entry.case, entry.id, entry.at, entry.recorded_at)
            act.apply(from_plain(act.entry, effect["data"]), place)
    assert [table_digest(model, "default") for model in both] == before
