"""The proofs kept are counted from their rulings, as known on a day."""

import datetime

from tests.office import BUREAU, Cast

from fadu.figures.count import drift, recount, value_of
from fadu.figures.scope import Period, Scope
from fadu.record.moment import Moment, moment
from fadu.registers.attestation.figures import KEPT
from fadu.registers.attestation.rules import Ruling
from fadu.registers.attestation.tests.house import approved, ruling

YEAR = Period.year(2020)
LATE = moment(2021, 3, 1)


def scope(known: Moment = LATE, period: Period = YEAR, bureau: str = BUREAU) -> Scope:
    return Scope(bureau, period, known.recorded_at)


def test_the_figure_is_the_list_of_proofs_kept(cast: Cast) -> None:
    approved(ruling("kinship", Ruling.KEEP), cast, moment(2020, 4, 7, 9))
    approved(ruling("status", Ruling.KEEP), cast, moment(2020, 4, 7, 10))
    approved(ruling("single", Ruling.REMOVE, ""), cast, moment(2020, 4, 7, 11))
    counted = recount(KEPT, scope())
    assert counted.value == 2
    assert [row.code for row in counted.rows] == ["kinship", "status"]


def test_the_last_day_of_the_period_decides(cast: Cast) -> None:
    approved(ruling("kinship", Ruling.KEEP), cast, moment(2020, 4, 7))
    approved(ruling("kinship", Ruling.REMOVE, ""), cast, moment(2020, 12, 31))
    assert recount(KEPT, scope()).value == 0
    until = datetime.date(2020, 12, 30)
    assert recount(KEPT, scope(period=Period(YEAR.since, until))).value == 1
    assert recount(KEPT, scope(period=Period.month(2020, 3))).value == 0


def test_what_is_recorded_later_was_not_known_then(cast: Cast) -> None:
    approved(ruling("kinship", Ruling.KEEP), cast, moment(2020, 4, 7))
    then = scope(moment(2020, 12, 31, 18))
    before = value_of(KEPT, then).digest
    entered_late = Moment(datetime.date(2020, 12, 1), moment(2021, 1, 15).recorded_at)
    approved(ruling("kinship", Ruling.REMOVE, ""), cast, entered_late)
    assert recount(KEPT, then).value == 1
    assert value_of(KEPT, then).digest == before
    assert recount(KEPT, scope()).value == 0
    assert len(drift(KEPT, then, scope()).removed) == 1


def test_control_the_column_until_alone_would_forget_it(cast: Cast) -> None:
    """Why the figure asks `known` and not `on`: `until` is written by what comes later."""
    approved(ruling("kinship", Ruling.KEEP), cast, moment(2020, 4, 7))
    entered_late = Moment(datetime.date(2020, 12, 1), moment(2021, 1, 15).recorded_at)
    approved(ruling("kinship", Ruling.REMOVE, ""), cast, entered_late)
    known = scope(moment(2020, 12, 31, 18)).entries().values("id")
    rulings = KEPT.rows(scope()).model.objects
    assert not rulings.on(YEAR.until).kept().filter(entry__in=known).exists()


def test_two_rulings_of_one_instant_count_once(cast: Cast) -> None:
    at = moment(2020, 4, 7)
    approved(ruling("kinship", Ruling.REMOVE, ""), cast, at)
    approved(ruling("kinship", Ruling.KEEP), cast, at)
    assert recount(KEPT, scope()).value == 1


def test_another_bureau_has_a_list_of_its_own(cast: Cast) -> None:
    approved(ruling("kinship", Ruling.KEEP), cast, moment(2020, 4, 7))
    assert recount(KEPT, scope(bureau="511702")).value == 0
