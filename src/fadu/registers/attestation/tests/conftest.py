"""A bureau of three officers, entered by hand: what a register's own tests need, and no more."""

import datetime
from dataclasses import dataclass

import pytest

from fadu.bureau.models import Appointment, Bureau, Officer, Post, Section
from fadu.record.actor import ByOfficer
from fadu.record.ids import new_id

BUREAU = "511725"
FIRST = datetime.date(2019, 1, 1)


@dataclass(frozen=True)
class Cast:
    """Who plays: two who each hold one post, the one who holds both, and the window clerk."""

    legal: ByOfficer
    director: ByOfficer
    both: ByOfficer
    window: ByOfficer


@pytest.fixture
def cast(db: None) -> Cast:
    """The bureau's rows, and its officers as actors."""
    Bureau.objects.create(
        code=BUREAU, name_zh="渠县自然资源局", name_en="Qu County Natural Resources Bureau",
        short_zh="渠县", province_mark="川",
    )  # fmt: skip
    office = Section.objects.create(
        id=new_id(), bureau=BUREAU, code="office", name_zh="办公室", name_en="Office"
    )
    posts = {
        code: Post.objects.create(
            id=new_id(), bureau=BUREAU, code=code, section=office, name_zh=code, name_en=code
        )
        for code in ("legal", "director", "realestate.window")
    }

    def officer(number: str, *held: str) -> ByOfficer:
        row = Officer.objects.create(
            id=new_id(), bureau=BUREAU, person=new_id(), staff_number=number, name=number
        )
        for code in held:
            Appointment.objects.create(
                id=new_id(), bureau=BUREAU, officer=row, post=posts[code], since=FIRST
            )
        return ByOfficer(row.id)

    return Cast(
        legal=officer("Q001", "legal"),
        director=officer("Q002", "director"),
        both=officer("Q003", "legal", "director"),
        window=officer("Q004", "realestate.window"),
    )
