"""The hall that the tests of this register play in: two windows, both at transfers."""

import uuid
from dataclasses import dataclass

from tests.office import BUREAU, staffed

from fadu.procedure.refusal import Refused
from fadu.record.actor import ByOfficer
from fadu.record.moment import Moment, moment
from fadu.registers.reception.acts import hall
from fadu.registers.reception.models import Ticket

TRANSFER = "realestate.transfer"
SERVED = frozenset({TRANSFER})


def key() -> str:
    """A request key never used before."""
    return str(uuid.uuid4())


def at(hour: int, minute: int = 0) -> Moment:
    """On Tuesday, 3 March 2020."""
    return moment(2020, 3, 3, hour, minute)


@dataclass(frozen=True)
class Hall:
    """Two clerks, each at a window."""

    one: ByOfficer
    two: ByOfficer


def opened() -> Hall:
    """The hall with both clerks seated."""
    people = staffed(one=["realestate.window"], two=["realestate.window"])
    for window, who in enumerate((people["one"], people["two"]), start=1):
        assert not isinstance(hall.sit(bureau=BUREAU, window=window, by=who, at=at(8)), Refused)
    return Hall(people["one"], people["two"])


def taken(when: Moment, matter: str = TRANSFER) -> Ticket:
    """A number taken by somebody who walked in."""
    answer = hall.take_number(bureau=BUREAU, matter=matter, at=when, key=key())
    assert isinstance(answer, Ticket)
    return answer


def called(who: ByOfficer, when: Moment) -> Ticket | Refused | None:
    """The next number at somebody's window."""
    return hall.call_next(bureau=BUREAU, served=SERVED, by=who, at=when, key=key())


def label(answer: Ticket | Refused | None) -> str:
    """The number, or the reasons; "" for nobody."""
    if answer is None:
        return ""
    return answer.label if isinstance(answer, Ticket) else ",".join(answer.codes)
