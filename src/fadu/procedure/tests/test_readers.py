"""Who could read a case on a day, where others were asked to contribute to it."""

import dataclasses
import datetime

import pytest
from tests.office import BUREAU
from tests.stage import MONDAY

from fadu.procedure.access import may_read, reader
from fadu.procedure.readers import ASKED, readers_on
from fadu.procedure.state import AskState
from fadu.procedure.tests.test_contribution import cast, consulting, stands
from fadu.record.actor import ByOfficer

__all__ = ["cast"]


def test_who_was_asked_is_among_them(cast: dict[str, ByOfficer]) -> None:
    case = stands(consulting(cast))
    could = {one.officer for one in readers_on(case, MONDAY.on)}
    for name, by in cast.items():
        assert (by.officer in could) is may_read(case, reader(by, BUREAU, MONDAY.on)), name
    assert cast["land"].officer in could and cast["stranger"].officer not in could


@pytest.mark.parametrize("days", [0, 1])
def test_who_was_asked_by_name_is_among_them_from_that_day(
    cast: dict[str, ByOfficer], days: int
) -> None:
    case = stands(consulting(cast))
    stranger = cast["stranger"]
    since = MONDAY.on + datetime.timedelta(days=days)
    asked = AskState("consult", "opinion", since, officer=stranger.officer)
    case.__dict__["state"] = dataclasses.replace(case.state, asks=(*case.state.asks, asked))
    found = [one for one in readers_on(case, MONDAY.on) if one.officer == stranger.officer]
    assert [(one.how, one.given_by) for one in found] == ([(ASKED, case.id)] if not days else [])
    assert may_read(case, reader(stranger, BUREAU, MONDAY.on))
