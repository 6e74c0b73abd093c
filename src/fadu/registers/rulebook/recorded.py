"""What the engine asks of this register: the last recorded value, and the values up to it.

And what is asked at the start: that these still fit what this version of the software ships.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.checks import CheckMessage, Error
from django.db import connections

from fadu.law.amending import Amendment
from fadu.law.words import LawError
from fadu.procedure.in_force import parameters_of
from fadu.record.sql import fetch, from_db_uuid
from fadu.registers.rulebook.models import RecordedValue

_LAST = "SELECT id FROM rulebook_recordedvalue WHERE bureau = %s ORDER BY edition DESC LIMIT 1"


def last(bureau: str) -> UUID | None:
    """The last recorded value of a bureau; None when there is none."""
    row = fetch(_LAST, (bureau,))
    return from_db_uuid(row[0]) if row else None


def amendments(bureau: str, last: UUID) -> Sequence[Amendment]:
    """The recorded values up to that one, in their order."""
    until = RecordedValue.objects.get(bureau=bureau, id=last).edition
    rows = RecordedValue.objects.filter(bureau=bureau, edition__lte=until).order_by("edition")
    return [row.amendment for row in rows]


def check_recorded_values(
    *, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """An error for each bureau whose recorded values no longer go with the shipped ones."""
    table = RecordedValue._meta.db_table
    if not databases or table not in connections["default"].introspection.table_names():
        return []
    bureaus = RecordedValue.objects.order_by().values_list("bureau", flat=True).distinct()
    found: list[CheckMessage] = []
    for bureau in bureaus:
        try:
            parameters_of(bureau)
        except LawError as fault:
            found.append(
                Error(
                    f"{bureau}: {fault.words.en} / {fault.words.zh}",
                    hint="record a value that fits, by the rulebook of the version before this one",
                    id="rulebook.E001",
                )
            )
    return found
