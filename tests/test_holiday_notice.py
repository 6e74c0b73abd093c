"""A holiday notice from its entry to the last case that it moves. The year 2027 here is imaginary:
no notice of it is known, and none of these days is claimed to be one.
"""

import datetime
from uuid import UUID

import pytest

from fadu.desk.models import Notification
from fadu.desk.queue import light_words
from fadu.desk.telling import tell_of
from fadu.jobs.models import Job
from fadu.jobs.worker import run_once
from fadu.law.calendar import Calendar
from fadu.procedure.acts import enter, recompute, withdraw
from fadu.procedure.calendars import calendar_by, calendar_of
from fadu.procedure.clocks import PROMISED, STATUTORY
from fadu.procedure.models import Clock, HolidayNotice
from fadu.procedure.recomputing import RECOMPUTE, RECOMPUTE_CASE, RECOMPUTE_ROW, preview
from fadu.procedure.refusal import Answer, Done, Refused
from fadu.procedure.replay import replay
from fadu.record.actor import BySystem
from fadu.record.models import Entry
from fadu.record.moment import Moment, moment
from fadu.registers.calendar.procedures import NoticeFacts
from fadu.site.demo.cast import BUREAU
from tests.stage import Stage, case_of, done, key, party

pytestmark = pytest.mark.django_db

OPENED = moment(2026, 12, 28)
LATER = moment(2026, 12, 29)
REST = """元旦：2027-01-01 至 2027-01-03
春节：2027-02-05 至 2027-02-11
清明节：2027-04-03 至 2027-04-05
劳动节：2027-05-01 至 2027-05-05
端午节：2027-06-09 至 2027-06-09
中秋节：2027-09-15 至 2027-09-15
国庆节：2027-10-01 至 2027-10-07"""


def facts(**changed: object) -> NoticeFacts:
    """The imaginary notice, with changes."""
    stated: dict[str, object] = {
        "year": 2027,
        "title": "假想的放假通知（测试）",
        "number": "测试〔2026〕1号",
        "issued_on": datetime.date(2026, 11, 20),
        "source": "测试",
        "rest": REST,
        "make_up": "2027-02-13 2027-10-09",
    }
    return NoticeFacts(**{**stated, **changed})  # type: ignore[arg-type]


def enters(stage: Stage, stated: NoticeFacts, at: Moment = LATER, login: str = "legal") -> Answer:
    """An officer enters a notice."""
    return enter(
        "calendar.notice", stated, "entered", bureau=BUREAU, by=stage.by(login), at=at, key=key()
    )


def work(at: Moment) -> int:
    """The worker's round."""
    kinds = {RECOMPUTE, RECOMPUTE_CASE, RECOMPUTE_ROW}
    return run_once(worker="test", at=at.recorded_at, kinds=kinds)


def codes(answer: Answer) -> list[str]:
    """What was refused."""
    assert isinstance(answer, Refused), answer
    return [refusal.code for refusal in answer.refusals]


def entries(case: UUID) -> list[Entry]:
    """The entries that moved due dates of a case."""
    return list(Entry.objects.filter(case=case, kind="case.due_moved").order_by("seq"))


@pytest.fixture
def stage() -> Stage:
    """The bureau."""
    return Stage()


@pytest.fixture
def case(stage: Stage) -> UUID:
    """A transfer accepted in the last days of 2026: its limits reach into 2027."""
    found = done(stage.apply(stage.unit(), at=OPENED)).case
    done(stage.take(found, "receive", "accept", "window", OPENED))
    return found


def dues(case: UUID) -> dict[str, tuple[str, bool]]:
    """The clocks of a case in the table."""
    rows = Clock.objects.filter(case=case)
    return {row.name: (row.due.isoformat(), row.provisional) for row in rows}


def test_a_year_without_notice_is_provisional_until_the_notice_comes(
    stage: Stage, case: UUID
) -> None:
    assert dues(case) == {PROMISED: ("2027-01-04", True), STATUTORY: ("2027-02-08", True)}
    clock = case_of(case).state.clock(PROMISED)
    assert clock is not None
    assert clock.notices["2027"] == ""
    looked = list(
        preview(
            BUREAU,
            calendar_of(BUREAU),
            calendar_of(BUREAU).replacing([facts().arrangement()]),
            LATER.on,
        )
    )
    assert isinstance(enters(stage, facts()), Done)
    assert dues(case)[PROMISED] == ("2027-01-04", True)  # the worker has not come yet
    assert work(LATER) == 2
    assert dues(case) == {PROMISED: ("2027-01-05", False), STATUTORY: ("2027-02-15", False)}
    (entry,) = entries(case)
    told = entry.payload["act"]
    assert [(found.id, [to.new.isoformat() for to in moves]) for found, moves in looked] == [
        (case, [move["new"] for move in told["moves"]])
    ]
    assert entry.content["actor"] == {"kind": "system", "duty": "calendar"}
    assert (told["year"], told["number"]) == (2027, "测试〔2026〕1号")
    assert (told["moves"][0]["old"], told["moves"][0]["new"]) == ("2027-01-04", "2027-01-05")
    assert any("元旦" in line["zh"] for line in told["moves"][0]["derivation"])
    moved = case_of(case).state.clock(PROMISED)
    assert moved is not None
    assert moved.notices["2027"] == HolidayNotice.objects.get().digest
    assert all(not wrong for wrong in dict(replay()).values())


def test_what_was_reckoned_before_can_still_be_explained(stage: Stage, case: UUID) -> None:
    before = case_of(case).state.clock(STATUTORY)
    assert before is not None
    done(enters(stage, facts()))
    then = calendar_by(BUREAU, before.notices)
    assert then.add_working_days(OPENED.on, 1) == datetime.date(2026, 12, 29)
    assert then.years[-1].year == 2026  # 2027 is assumed again
    assert calendar_of(BUREAU).years[-1].year == 2027
    after = done(enters(stage, facts(make_up="2027-02-13", reason="测试更正"))).case
    assert HolidayNotice.objects.get(case=after).replaced == facts().arrangement().digest
    first = calendar_by(BUREAU, {"2027": facts().arrangement().digest})
    assert first.is_working_day(datetime.date(2027, 10, 9))
    assert not calendar_of(BUREAU).is_working_day(datetime.date(2027, 10, 9))


def test_the_worker_moves_each_case_once_however_often_it_comes(stage: Stage, case: UUID) -> None:
    done(enters(stage, facts()))
    work(LATER)
    Job.objects.update(done_at=None)
    work(LATER)
    assert len(entries(case)) == 1
    again = recompute(case, bureau=BUREAU, by=BySystem("calendar"), at=LATER, key=key())
    assert codes(again) == ["nothing_moves"]


def test_closed_cases_and_days_gone_by_stay(stage: Stage, case: UUID) -> None:
    over = done(stage.apply(stage.unit(), at=OPENED, sellers=(1,), buyers=(3,))).case
    done(stage.take(over, "receive", "accept", "window", OPENED))
    for number in (1, 3):
        done(withdraw(over, bureau=BUREAU, by=party(number), at=LATER, key=key()))
    was = dues(over)
    assert was[STATUTORY] == ("2027-02-08", True)
    late = moment(2027, 1, 6)
    done(enters(stage, facts(), at=late))
    work(late)
    assert dues(over) == was
    assert entries(over) == []
    assert dues(case) == {PROMISED: ("2027-01-04", True), STATUTORY: ("2027-02-15", False)}
    (entry,) = entries(case)
    assert [move["clock"] for move in entry.payload["act"]["moves"]] == [STATUTORY]


def test_a_case_that_the_notice_does_not_reach_is_left_alone(stage: Stage) -> None:
    early = moment(2026, 3, 2)
    near = done(stage.apply(stage.unit(), at=early)).case
    done(stage.take(near, "receive", "accept", "window", early))
    done(enters(stage, facts(), at=moment(2026, 11, 24)))
    assert work(LATER) == 1  # the notice itself; no case was asked for
    assert entries(near) == []


def test_officers_are_told_of_dates_that_moved(stage: Stage, case: UUID) -> None:
    done(enters(stage, facts()))
    work(LATER)
    tell_of(BUREAU, LATER.recorded_at)
    told = Notification.objects.filter(kind="moved")
    examiners = {stage.staff["examiner"], stage.staff["examiner2"]}
    assert set(told.values_list("officer", flat=True)) == examiners
    assert {row.number for row in told} == {case_of(case).number}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"issued_on": datetime.date(2026, 12, 30)}, "not_issued_yet"),
        (
            {"year": 2029, "rest": REST.replace("2027", "2029"), "make_up": ""},
            "year_does_not_follow",
        ),
        ({"rest": REST + "\n春节"}, "wrong_facts"),
        ({"make_up": "2027-02-15"}, "wrong_facts"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_notice_is_refused(
    stage: Stage, changed: dict[str, object], code: str
) -> None:
    found = codes(enters(stage, facts(**changed)))
    assert found == [code]
    assert not HolidayNotice.objects.exists()
    assert not Job.objects.exists()


def test_a_known_year_changes_only_with_a_reason_and_by_the_legal_section(stage: Stage) -> None:
    shipped = next(year for year in Calendar.shipped().years if year.year == 2026)
    lines = "\n".join(f"{one.name.zh}：{one.first} 至 {one.last}" for one in shipped.holidays)
    works = " ".join(map(str, shipped.make_up))
    same = facts(year=2026, rest=lines, make_up=works)
    assert codes(enters(stage, same)) == ["nothing_new"]
    changed = facts(year=2026, rest=lines, make_up=works.replace("2026-02-28", "2026-02-07"))
    assert codes(enters(stage, changed)) == ["no_reason"]
    assert codes(enters(stage, facts(), login="window")) == ["not_your_step"]
    assert isinstance(enters(stage, facts(reason="")), Done)


def test_lists_say_that_a_day_is_provisional() -> None:
    day, today, shipped = datetime.date(2027, 1, 5), OPENED.on, Calendar.shipped()
    assert light_words("green", day, today, shipped).zh == "还剩 6 个工作日（暂定）"
    known = shipped.replacing([facts().arrangement()])
    assert light_words("green", day, today, known).en == "5 working days left"


def test_control_without_the_job_nothing_moves(stage: Stage, case: UUID) -> None:
    done(enters(stage, facts()))
    Job.objects.filter(kind="calendar.recompute").delete()
    assert work(LATER) == 0
    assert dues(case)[PROMISED] == ("2027-01-04", True)
