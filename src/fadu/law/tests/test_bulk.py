"""Bulk answers over several portions, in any shape, and what it refuses wherever it stands."""

from datetime import date

import numpy as np
import pytest

from fadu.law.calendar import Calendar, CalendarMissing
from fadu.law.calendar.bulk import Days, due_dates

CALENDAR = Calendar.shipped()
FIRST = date(CALENDAR.years[0].year, 1, 1)


def many(number: int) -> Days:
    """Starts over ten years, in no order."""
    return np.datetime64(FIRST, "D") + np.random.default_rng(7).integers(0, 3650, number)


@pytest.mark.parametrize("number", [0, 1, 65_535, 65_536, 65_537, 150_000])
def test_every_portion_is_answered(number: int) -> None:
    starts = many(number)
    found = due_dates(starts, 20)
    assert (found.dtype, found.shape) == (starts.dtype, starts.shape)
    for place in {0, number // 2, 65_535, 65_536, number - 1}:
        if 0 <= place < number:
            start = starts[place].astype(object)
            assert found[place].astype(object) == CALENDAR.add_working_days(start, 20)


def test_a_view_with_gaps_is_answered_in_its_shape_and_left_alone() -> None:
    whole = many(140_000).reshape(2, 70_000)
    before = whole.copy()
    odd = whole[:, ::2]
    assert (due_dates(odd, 5) == due_dates(whole, 5)[:, ::2]).all()
    assert (due_dates(whole.T, 5) == due_dates(whole, 5).T).all()
    assert (whole == before).all()


@pytest.mark.parametrize("place", [0, 65_535, 65_536, 149_999])
def test_one_bad_start_is_found_in_any_portion(place: int) -> None:
    for bad, year in ((date(2014, 6, 1), 2014), (date(2027, 3, 1), 2027)):
        starts = many(150_000)
        starts[place] = bad
        with pytest.raises(CalendarMissing) as missing:
            due_dates(starts, 20)
        assert missing.value.year == year
    starts = many(150_000)
    starts[place] = "NaT"
    with pytest.raises(ValueError, match="NaT"):
        due_dates(starts, 20)


def test_control_the_eve_of_the_first_year_is_the_first_start() -> None:
    eve = np.array([FIRST], dtype="datetime64[D]") - 1
    assert due_dates(eve, 1)[0].astype(object) == CALENDAR.add_working_days(
        eve[0].astype(object), 1
    )
    with pytest.raises(CalendarMissing):
        due_dates(eve - 1, 1)
