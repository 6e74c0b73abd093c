"""A registrar and the take-over of units: what the tests of this register play with."""

import dataclasses
import datetime
from decimal import Decimal
from typing import Any

from fadu.bureau.models import Appointment, Bureau, Officer, Post, Section
from fadu.people.identity import PersonKind, resident_check_character
from fadu.procedure.acts import open, take
from fadu.procedure.opening import Applicant
from fadu.procedure.refusal import Answer, Refused
from fadu.record.actor import ByOfficer
from fadu.record.ids import new_id
from fadu.record.moment import Moment, moment
from fadu.registers.realestate.procedures import HolderFacts, ImportFacts, UnitRow
from fadu.registers.realestate.rules import CoOwnership

BUREAU = "511725"
AT = moment(2019, 12, 31)
REGISTERED = datetime.date(2018, 1, 2)


def registrar() -> ByOfficer:
    """A bureau whose one officer enters in the register."""
    Bureau.objects.create(
        code=BUREAU, name_zh="渠县自然资源局", name_en="Qu County Natural Resources Bureau",
        short_zh="渠县", province_mark="川",
    )  # fmt: skip
    centre = Section.objects.create(
        id=new_id(), bureau=BUREAU, code="centre", name_zh="登记中心", name_en="Centre"
    )
    post = Post.objects.create(
        id=new_id(), bureau=BUREAU, code="realestate.registrar", section=centre,
        name_zh="登簿岗", name_en="Registrar",
    )  # fmt: skip
    officer = Officer.objects.create(
        id=new_id(), bureau=BUREAU, person=new_id(), staff_number="Q001", name="孙登簿"
    )
    Appointment.objects.create(
        id=new_id(), bureau=BUREAU, officer=officer, post=post, since=REGISTERED
    )
    return ByOfficer(officer.id)


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
    opened = open(
        "realestate.take_over", ImportFacts("原登记系统", rows), bureau=BUREAU, by=by, at=at,
        key=str(new_id()), applicants=holders, channel="import",
    )  # fmt: skip
    if isinstance(opened, Refused):
        return opened
    return take(
        opened.case, "take_over", "imported", bureau=BUREAU, by=by, at=at, key=str(new_id())
    )
