"""Which calendar a bureau reckons with: the shipped years, and the notices that it has entered.

A calendar follows from the record alone. It is known by the last notice that it holds, so that a
process keeps each one it has built and asks the database for that one id only.
"""

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.db import connection

from fadu.law.calendar import Calendar, Holiday, Year
from fadu.law.words import Words
from fadu.procedure.models import HolidayNotice
from fadu.record.sql import fetch, from_db_uuid
from fadu.record.typed import from_plain

_LAST_NOTICE = """
    SELECT id FROM procedure_holidaynotice WHERE bureau = %s ORDER BY edition DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Rest days and make-up days as the record and the table hold them."""

    rest: tuple[Holiday, ...]
    make_up: tuple[datetime.date, ...]


def calendar_of(bureau: str) -> Calendar:
    """The calendar in force now. Inside a transaction no notice can come before its end."""
    row = fetch(_LAST_NOTICE, (bureau,))
    return calendar_with(bureau, from_db_uuid(row[0]) if row else None)


def calendar_under_lock(bureau: str) -> Calendar:
    """The calendar in force, and no other notice before the end of the transaction.

    On PostgreSQL every act that has read a calendar holds the table in its weakest lock until it
    ends: this one waits for them, and they for it. So no due date is reckoned by the calendar from
    before a notice and written after it. SQLite has one writer anyway.
    """
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE procedure_holidaynotice IN ACCESS EXCLUSIVE MODE")
    return calendar_of(bureau)


@lru_cache(maxsize=64)
def calendar_with(bureau: str, last: UUID | None) -> Calendar:
    """The calendar in which `last` is the latest notice (None: the shipped years alone)."""
    if last is None:
        return Calendar.shipped()
    until = HolidayNotice.objects.get(bureau=bureau, id=last).edition
    rows = HolidayNotice.objects.filter(bureau=bureau, edition__lte=until).order_by("edition")
    return Calendar.shipped().replacing(year_of(row) for row in rows)


def calendar_by(bureau: str, notices: Mapping[str, str]) -> Calendar:
    """The calendar by which a recorded date was reckoned: year by year the notice of that digest.

    A year that was assumed then ("") is assumed again, whatever came later. Without notices, which
    older records do not name, the one in force.
    """
    now = calendar_of(bureau)
    held = {str(year.year): year.digest for year in now.published}
    if all(held.get(year, "") == digest for year, digest in notices.items()):
        return now
    return _by(bureau, now, tuple(sorted(notices.items())))


@lru_cache(maxsize=256)
def _by(bureau: str, now: Calendar, notices: tuple[tuple[str, str], ...]) -> Calendar:
    known = {year.year: year for year in now.published}
    for text, digest in notices:
        year = int(text)
        if digest:
            known[year] = _version(bureau, year, digest)
        else:  # what came after it was not known either
            known = {each: held for each, held in known.items() if each < year}
    return Calendar(known.values())


def _version(bureau: str, year: int, digest: str) -> Year:
    """The arrangement of a year that has this digest: shipped, or entered at some time."""
    for shipped in Calendar.shipped().years:
        if (shipped.year, shipped.digest) == (year, digest):
            return shipped
    rows = HolidayNotice.objects.filter(bureau=bureau, year=year, digest=digest)
    return year_of(rows.order_by("edition")[0])


def before_and_after(notice: HolidayNotice) -> tuple[Calendar, Calendar]:
    """The calendar before a notice was entered, and with it."""
    earlier = HolidayNotice.objects.filter(bureau=notice.bureau, edition__lt=notice.edition)
    last = earlier.order_by("-edition").values_list("id", flat=True).first()
    return calendar_with(notice.bureau, last), calendar_with(notice.bureau, notice.id)


def year_of(row: HolidayNotice) -> Year:
    """The arrangement that an entered notice holds."""
    days = from_plain(Arrangement, json.loads(row.days))
    source = Words(f"{row.title}（{row.number}）", f"{row.title} ({row.number})")
    return Year(row.year, days.rest, days.make_up, source, confidence="entered")
