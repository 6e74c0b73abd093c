"""The licences transferred are counted from the standings of the list, as known on a day."""

import datetime

from tests.office import BUREAU, Cast

from fadu.figures.count import drift, recount, value_of
from fadu.figures.scope import Period, Scope
from fadu.record.moment import Moment, moment
from fadu.registers.power.figures import LICENCES_TRANSFERRED
from fadu.registers.power.rules import ItemKind, Standing
from fadu.registers.power.tests.house import RECEIVER, approved, item

YEAR = Period.year(2020)
LATE = moment(2021, 3, 1)


def scope(known: Moment = LATE, period: Period = YEAR, bureau: str = BUREAU) -> Scope:
    return Scope(bureau, period, known.recorded_at)


def moved(code: str, cast: Cast, at: Moment, kind: ItemKind = ItemKind.LICENCE) -> None:
    """An item goes to the approval bureau."""
    approved(item(code, Standing.TRANSFERRED, RECEIVER, kind), cast, at)


def test_the_figure_is_the_list_of_licences_transferred(cast: Cast) -> None:
    moved("licence.01", cast, moment(2020, 3, 16, 9))
    moved("licence.02", cast, moment(2020, 3, 16, 10))
    moved("confirmation.01", cast, moment(2020, 3, 16, 11), ItemKind.CONFIRMATION)
    approved(item("licence.03", Standing.HELD), cast, moment(2020, 3, 16, 12))
    approved(item("licence.04", Standing.CANCELLED), cast, moment(2020, 3, 16, 13))
    counted = recount(LICENCES_TRANSFERRED, scope())
    assert counted.value == 2
    assert [row.code for row in counted.rows] == ["licence.01", "licence.02"]


def test_the_last_day_of_the_period_decides(cast: Cast) -> None:
    approved(item("licence.01", Standing.HELD), cast, moment(2019, 12, 30))
    moved("licence.01", cast, moment(2020, 3, 16))
    approved(item("licence.01", Standing.HELD), cast, moment(2020, 12, 31))
    assert recount(LICENCES_TRANSFERRED, scope()).value == 0
    assert recount(LICENCES_TRANSFERRED, scope(period=Period.month(2020, 11))).value == 1
    assert recount(LICENCES_TRANSFERRED, scope(period=Period.month(2020, 2))).value == 0


def test_what_is_recorded_later_was_not_known_then(cast: Cast) -> None:
    moved("licence.01", cast, moment(2020, 3, 16))
    then = scope(moment(2020, 12, 31, 18))
    before = value_of(LICENCES_TRANSFERRED, then).digest
    entered_late = Moment(datetime.date(2020, 12, 1), moment(2021, 1, 15).recorded_at)
    approved(item("licence.01", Standing.HELD), cast, entered_late)
    moved("licence.02", cast, entered_late)
    assert value_of(LICENCES_TRANSFERRED, then).digest == before
    change = drift(LICENCES_TRANSFERRED, then, scope())
    assert (len(change.added), len(change.removed)) == (1, 1)


def test_control_the_column_until_alone_would_forget_it(cast: Cast) -> None:
    """Why the figure asks `known` and not `on`: `until` is written by what comes later."""
    moved("licence.01", cast, moment(2020, 3, 16))
    entered_late = Moment(datetime.date(2020, 12, 1), moment(2021, 1, 15).recorded_at)
    approved(item("licence.01", Standing.HELD), cast, entered_late)
    then = scope(moment(2020, 12, 31, 18))
    items = LICENCES_TRANSFERRED.rows(then).model.objects
    by_until = items.on(YEAR.until).filter(entry__in=then.entries().values("id"))
    assert not by_until.transferred_licences().exists()
    assert recount(LICENCES_TRANSFERRED, then).value == 1


def test_another_bureau_has_a_list_of_its_own(cast: Cast) -> None:
    moved("licence.01", cast, moment(2020, 3, 16))
    assert recount(LICENCES_TRANSFERRED, scope(bureau="511702")).value == 0
