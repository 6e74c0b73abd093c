"""A registrar and the take-over of units: what the tests of this register play with."""

import dataclasses
import datetime
from decimal import Decimal
from typing import Any

from tests.office import BUREAU, imported, staffed

from fadu.people.identity import PersonKind, resident_check_character
from fadu.procedure.opening import Applicant
from fadu.procedure.refusal import Answer
from fadu.record.actor import ByOfficer
from fadu.record.moment import Moment, moment
from fadu.registers.realestate.procedures import HolderFacts, ImportFacts, UnitRow
from fadu.registers.realestate.rules import CoOwnership

AT = moment(2019, 12, 31)
REGISTERED = datetime.date(2018, 1, 2)


def registrar() -> ByOfficer:
    """A bureau whose one officer enters in the register."""
    return staffed(registrar=["realestate.registrar"])["registrar"]


def code_of(number: int) -> str:
    """The code of the unit of that number."""
    return f"{BUREAU}001001GB{number:05d}F00010001"


def row(number: int, **more: Any) -> UnitRow:
    """A unit held by one, with its certificate of the same number."""
    told = UnitRow(
        code=code_of(number),
        location=f"渠江街道{number}号",
        area_m2=Decimal("90.00"),
        use="住宅",
        nature="出让",
        co_ownership=CoOwnership.SOLE,
        since=REGISTERED,
        serial=number,
    )
    return dataclasses.replace(told, **more)


def holder(
    number: int, unit: str, numerator: int | None = None, denominator: int | None = None
) -> Applicant:
    """A made-up person as holder; the same number is the same person."""
    first = f"51303019800101{number:03d}"
    return Applicant(
        "holder", PersonKind.NATURAL, f"某人{number}", first + resident_check_character(first),
        facts=HolderFacts(unit, numerator, denominator), present=True,
    )  # fmt: skip


def taken_over(
    rows: tuple[UnitRow, ...], holders: tuple[Applicant, ...], by: ByOfficer, at: Moment = AT
) -> Answer:
    """A batch of the register kept before, opened and taken over."""
    return imported("realestate.take_over", ImportFacts("原登记系统", rows), holders, by, at)
