"""Silence is taken for an answer only where somebody could have spoken: outages and clocks.

A transfer comes in on a Monday at 16:00, to be answered on the spot; the office closes at 17:00.
The worker's ticks are played, the machine's clock apart from the time that truly runs.
"""

import datetime

import pytest
from pytest_django.fixtures import Settings

from fadu.desk.models import NotificationChannel
from fadu.jobs.models import ClockFault, Watch
from fadu.jobs.watch import ALWAYS, Pulse, Served, confirm_clock
from fadu.pages.clock import strip
from fadu.procedure.discover import by_digest
from fadu.procedure.duties import take_lawful_defaults
from fadu.procedure.models import Case
from fadu.procedure.rebuild import tables
from fadu.record.moment import Moment, moment
from tests.stage import Stage, case_of, done

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)
MONDAY = moment(2020, 3, 2, 16)
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)


def at(day: int, hour: int, minute: int = 0) -> datetime.datetime:
    """A day of March 2020."""
    return moment(2020, 3, day, hour, minute).recorded_at


class House:
    """A worker that ticks by the machine's clock, which somebody may set; it takes what it may."""

    def __init__(self, stage: Stage) -> None:
        self.case = done(stage.apply(stage.unit(), codes=("application",), at=MONDAY)).case
        self.pulse = Pulse()
        self.true = MONDAY.recorded_at
        self.set_by = datetime.timedelta()
        self.when: datetime.datetime | None = None

    @property
    def wall(self) -> datetime.datetime:
        """What the machine says the time is."""
        return self.true + self.set_by

    def tick(self, seen: Served | None = None) -> None:
        """One tick of the worker."""
        self.pulse.beat(self.wall, (self.true - at(1, 0)).total_seconds())
        if take_lawful_defaults(Moment(self.wall.date(), self.wall), seen):
            self.when = self.wall

    def up(self, until: datetime.datetime) -> "House":
        """Be up until the machine's clock says so; ticks are two minutes apart."""
        while self.wall < until and self.when is None:
            self.tick()
            self.true += min(2 * MINUTE, until - self.wall)
        return self

    def down(self, until: datetime.datetime) -> "House":
        """Be down until then, and come up as another process."""
        self.true, self.pulse = until - self.set_by, Pulse()
        return self

    def clock_set(self, by: datetime.timedelta) -> "House":
        """Somebody sets the machine's clock."""
        self.set_by += by
        return self

    def taken(self) -> datetime.datetime | None:
        """When it was taken."""
        return self.when

    def within(self, first: datetime.datetime, last: datetime.datetime) -> bool:
        """Whether it was taken between two instants."""
        return self.when is not None and first <= self.when <= last

    @property
    def state(self) -> Case:
        """The case."""
        return case_of(self.case)


@pytest.fixture
def house(settings: Settings) -> House:
    """On the wall's clock."""
    settings.FADU_CLOCK = "wall"
    return House(Stage())


def test_a_house_that_was_up_takes_silence_when_the_day_is_over(house: House) -> None:
    house.up(at(3, 1))
    assert house.taken() == at(3, 0)
    assert Watch.objects.count() == 1


def test_an_outage_over_the_limit_holds_it_for_the_office_time_it_cost(house: House) -> None:
    house.up(at(2, 16, 30)).down(at(3, 8)).up(at(3, 12))
    assert house.within(at(3, 9, 30), at(3, 9, 33)), "half an hour was lost, half was given"
    state = house.state.state
    assert state.accepted_on == MONDAY.on, "the citizen's limit runs from the day of the law"
    assert {clock.start for clock in state.clocks} == {MONDAY.on}


def test_control_without_the_ledger_the_same_outage_decides(house: House) -> None:
    house.up(at(2, 16, 30)).down(at(3, 8))
    house.tick(seen=ALWAYS)
    assert house.taken() == at(3, 8), "the test would see it"


def test_an_outage_at_night_costs_nobody_office_time(house: House) -> None:
    house.up(at(2, 17, 30)).down(at(3, 6)).up(at(3, 7))
    assert house.taken() == at(3, 6)


def test_what_was_before_the_first_beat_is_not_vouched_for(house: House) -> None:
    house.down(at(3, 10)).up(at(3, 10, 50))
    assert house.taken() is None
    house.up(at(3, 12))
    assert house.within(at(3, 11), at(4, 0))


@pytest.mark.parametrize(("by", "earliest"), [(HOUR, at(3, 9, 50)), (DAY, at(4, 9))])
def test_a_clock_set_forward_gives_no_silence(
    house: House, by: datetime.timedelta, earliest: datetime.datetime
) -> None:
    """The time that was leapt over served nobody: the rest of the hour is still to run."""
    house.up(at(2, 16, 10)).clock_set(by)
    house.tick()
    assert house.taken() is None
    house.up(at(4, 12))
    assert house.within(earliest, earliest + 3 * MINUTE)
    assert Watch.objects.filter(jumped=True).count() == 1


def test_control_a_believed_jump_of_a_day_decides_at_once(house: House) -> None:
    house.up(at(2, 16, 10)).clock_set(DAY)
    house.tick(seen=ALWAYS)
    assert house.taken() == at(3, 16, 10)


def test_while_a_clock_is_set_back_nothing_is_believed(house: House) -> None:
    house.up(at(2, 16, 30)).down(at(3, 9)).up(at(3, 9, 20)).clock_set(-HOUR)
    house.up(at(3, 9, 18))
    assert house.taken() is None
    assert ClockFault.objects.get().seen_at >= at(3, 9, 18)
    house.up(at(3, 12))
    assert house.within(at(3, 9, 30), at(4, 0))
    assert ClockFault.objects.get().ended_by == "clock", "it has caught up"


def test_a_day_back_waits_until_a_person_confirms_the_clock(house: House) -> None:
    house.up(at(2, 23)).clock_set(2 * DAY)
    assert house.up(at(4, 23, 4)).taken() is not None, "all of Monday's office time had been served"


def test_a_clock_that_ran_ahead_and_was_put_right(house: House) -> None:
    house.up(at(2, 16, 30)).clock_set(2 * DAY).up(at(4, 16, 40)).clock_set(-2 * DAY)
    house.up(at(3, 12))
    assert house.taken() is None, "the ledger knows a later time than the clock"
    assert not house.state.state.clocks
    assert confirm_clock(house.wall, "管理员") == 1
    house.up(at(3, 16))
    assert house.within(at(3, 12, 0), at(4, 0))
    assert ClockFault.objects.get().ended_by == "管理员"
    assert Watch.objects.filter(voided_by="管理员").count() == 1


def test_control_a_fault_that_is_not_heeded_decides(house: House) -> None:
    house.up(at(2, 16, 30)).clock_set(2 * DAY).up(at(4, 16, 40)).clock_set(-2 * DAY)
    house.down(at(3, 12))
    house.tick(seen=ALWAYS)
    assert house.taken() == at(3, 12)


def test_the_ledger_is_no_register(house: House) -> None:
    """What `rebuild` makes anew from the record is compared; heartbeats are no part of it."""
    assert not {Watch, ClockFault, NotificationChannel} & set(tables())


def test_the_record_is_a_witness_of_the_time_too(house: House) -> None:
    """A restored ledger may be older than the record: a clock before the last entry is wrong."""
    house.true = at(2, 15)
    house.tick()
    assert ClockFault.objects.get().seen_at == MONDAY.recorded_at


def test_what_comes_in_after_close_of_business_is_due_on_the_next_working_day() -> None:
    """Online on a Friday at 23:00: nobody could have spoken before Monday (民法典 203)."""
    stage = Stage()
    friday = moment(2020, 3, 6, 23)
    case = case_of(done(stage.apply(stage.unit(), at=friday)).case)
    assert case.state.due == datetime.date(2020, 3, 9)
    in_time = case_of(done(stage.apply(stage.unit(), at=moment(2020, 3, 6, 16, 59))).case)
    assert in_time.state.due == friday.on
    shown = strip(case.state, by_digest()[case.state.graph], friday.on, case.bureau)
    assert [view.due for view in shown] == [case.state.due], "the page says the same"
    assert take_lawful_defaults(moment(2020, 3, 7)) == 1
    assert take_lawful_defaults(moment(2020, 3, 10)) == 1
    assert case_of(case.id).state.accepted_on == datetime.date(2020, 3, 9)
