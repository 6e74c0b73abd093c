"""What silence decided is taken back by a supervisor, until something was built on it."""

from uuid import UUID, uuid4

import pytest
from pytest_django.fixtures import Settings

from fadu.desk.models import Notification
from fadu.desk.telling import tell_of_everything
from fadu.desk.tests.house import House
from fadu.jobs.models import Job
from fadu.jobs.sms import TEXT
from fadu.people.models import CitizenAccount
from fadu.procedure.acts import hand_over, reopen
from fadu.procedure.duties import take_lawful_defaults
from fadu.procedure.models import Clock
from fadu.procedure.refusal import Answer
from fadu.procedure.reopening import Grounds
from fadu.procedure.replay import replay
from fadu.record.models import entries_of
from fadu.record.moment import Moment, moment
from fadu.site.demo.cast import BUREAU
from tests.stage import MONDAY, THURSDAY, TUESDAY, WEDNESDAY, Stage, case_of, done, key, party
from tests.test_transfer import codes

pytestmark = pytest.mark.django_db
TOLD = Grounds("当场已出具书面告知，未录入系统")


@pytest.fixture
def stage() -> Stage:
    """The bureau with its cast."""
    return Stage()


def silent(stage: Stage, number: int = 1) -> UUID:
    """A transfer of Monday that silence has accepted on Tuesday."""
    unit = stage.unit((number,))
    case = done(stage.apply(unit, (number,), (number + 1,), codes=("application",))).case
    assert take_lawful_defaults(TUESDAY) == 1
    return case


def taken_back(
    stage: Stage, case: UUID, at: Moment = WEDNESDAY, login: str = "head", grounds: Grounds = TOLD
) -> Answer:
    """By the head of the section, as a rule."""
    return reopen(case, grounds, bureau=BUREAU, by=stage.by(login), at=at, key=key())


def test_the_step_waits_again_as_if_nobody_had_spoken(stage: Stage) -> None:
    case = silent(stage)
    assert case_of(case).state.clocks
    entry = entries_of(BUREAU, case).get(id=done(taken_back(stage, case)).entry)
    state = case_of(case).state
    assert (state.step, state.since, state.accepted_on) == ("receive", WEDNESDAY.on, None)
    assert not state.clocks and not Clock.objects.filter(case=case).exists()
    assert "未录入" not in entry.leaf, "the supervisor's own words lie apart"
    assert entry.content["actor"]["kind"] == "officer"
    assert dict(replay(BUREAU))[case] == []


def test_its_silence_decides_no_more(stage: Stage) -> None:
    case = silent(stage)
    done(taken_back(stage, case))
    assert take_lawful_defaults(moment(2020, 3, 9)) == 0
    assert case_of(case).state.step == "receive"


def test_a_later_acceptance_counts_from_the_day_of_the_silence(stage: Stage) -> None:
    """Nobody loses by our error: the applicant's clocks start when silence had started them."""
    case = silent_with_papers(stage)
    before = {clock.name: clock.due for clock in case_of(case).state.clocks}
    done(taken_back(stage, case))
    done(stage.take(case, "receive", "accept", "window", THURSDAY))
    state = case_of(case).state
    assert state.accepted_on == MONDAY.on
    assert {clock.name: clock.due for clock in state.clocks} == before


def test_after_a_notice_the_limit_starts_with_the_acceptance_that_follows(stage: Stage) -> None:
    case = silent(stage)
    done(taken_back(stage, case))
    done(stage.take(case, "receive", "notice", "window", WEDNESDAY))
    done(stage.take(case, "supplement", "supplemented", "window", THURSDAY))
    assert take_lawful_defaults(moment(2020, 3, 6)) == 1, "a new receipt has a silence of its own"
    assert case_of(case).state.accepted_on == THURSDAY.on


def silent_with_papers(stage: Stage) -> UUID:
    """Complete, and accepted by silence all the same."""
    case = done(stage.apply(stage.unit((7,)), (7,), (8,))).case
    assert take_lawful_defaults(TUESDAY) >= 1
    return case


def test_what_was_built_on_it_stands(stage: Stage) -> None:
    case = silent(stage)
    done(stage.take(case, "examine", "refuse", "examiner", TUESDAY))
    assert codes(taken_back(stage, case)) == ("nothing_to_reopen",)


def test_passing_it_on_builds_nothing(stage: Stage) -> None:
    case = silent(stage)
    to = stage.staff["examiner2"]
    by = stage.by("examiner")
    done(hand_over(case, to, bureau=BUREAU, by=by, at=TUESDAY, key=key()))
    done(taken_back(stage, case))
    assert case_of(case).state.officer is None


def test_only_a_supervisor_with_grounds_and_only_silence(stage: Stage) -> None:
    case = silent(stage)
    assert codes(taken_back(stage, case, login="window")) == ("not_supervising",)
    assert codes(taken_back(stage, case, grounds=Grounds(" "))) == ("wrong_facts",)
    done(taken_back(stage, case))
    assert codes(taken_back(stage, case)) == ("nothing_to_reopen",), "once"
    accepted = done(stage.apply(stage.unit((9,)), (9,), (10,))).case
    done(stage.take(accepted, "receive", "accept", "window", MONDAY))
    assert codes(taken_back(stage, accepted)) == ("nothing_to_reopen",), "an officer accepted it"


def test_those_concerned_are_told_both_times(stage: Stage) -> None:
    case = done(stage.apply(stage.unit((1,)), (1,), (2,), codes=("application",))).case
    CitizenAccount.objects.create(bureau=BUREAU, person_id=party(2).person)
    assert take_lawful_defaults(TUESDAY) == 1
    texts = Job.objects.filter(kind=TEXT).order_by("id")
    assert "视为受理" in texts.get().payload
    done(taken_back(stage, case))
    assert [("撤销" in text.payload) for text in texts] == [False, True]
    tell_of_everything(WEDNESDAY.recorded_at)
    window = Notification.objects.filter(officer=stage.staff["window"])
    assert {"silent", "reopened"} <= set(window.values_list("kind", flat=True))


def test_on_the_case_page_for_supervisors_alone(settings: Settings) -> None:
    settings.FADU_CLOCK = str(WEDNESDAY.on)
    house = House()
    case = case_of(silent(house))
    page = f"/desk/{BUREAU}/cases/{case.number}/"
    assert "撤销超时默认" not in house.enter("examiner").get(page).content.decode()
    head = house.enter("head")
    assert "撤销超时默认" in head.get(page).content.decode()
    blank = head.post(f"{page}reopen/", {"grounds-note": " ", "key": str(uuid4())})
    assert blank.status_code == 422 and "撤销理由" in blank.content.decode()
    assert (
        head.post(f"{page}reopen/", {"grounds-note": TOLD.note, "key": str(uuid4())}).status_code
        == 302
    )
    assert case_of(case.id).state.step == "receive"
    shown = head.get(page).content.decode()
    assert "撤销超时默认“视为受理”" in shown, "the timeline says it"
    by_examiner = house.enter("examiner").post(
        f"{page}reopen/", {"grounds-note": "x", "key": str(uuid4())}
    )
    assert by_examiner.status_code == 422
