"""Rebuild: apply all entries to an empty database and get the registers.

What is copied is the record: entries, personal values, graph snapshots. Everything else – cases,
tasks, clocks, persons, bureau, registers, sequences – is written by `apply` from the entries alone;
no gate is run and no number is drawn. Then both databases are compared table by table.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connections, models, transaction

from fadu.documents.numbers import drawn_already
from fadu.people.models import PersonalValue
from fadu.procedure.effective import Place
from fadu.procedure.engine import apply
from fadu.procedure.models import GraphSnapshot
from fadu.procedure.state import CaseState, fold, state_from
from fadu.record.append import Link
from fadu.record.hashing import Digests
from fadu.record.models import Entry

# Copied, because they are the record itself.
RECORD = (PersonalValue, GraphSnapshot, Entry)
# Neither record nor register: ways in, sessions, drafts, jobs, heartbeats and queue numbers.
NOT_REBUILT = frozenset(
    {
        *("people.CitizenAccount", "people.PhoneCode", "bureau.Account", "jobs.Job"),
        *("jobs.Watch", "jobs.ClockFault"),
        "pages.Session",
        *("portal.Draft", "desk.CounterDraft", "desk.SavedFilter"),
        *("desk.Notification", "desk.NotificationMark", "desk.NotificationChannel"),
        *("reception.Queue", "reception.Seat", "reception.Ticket", "reception.Booking"),
    }
)
GROUP = 500


@dataclass(frozen=True, slots=True)
class TableDigest:
    """A table by its rows: how many, and a digest that does not depend on their order."""

    table: str
    rows: int
    digest: str


def copy_record(source: str, target: str) -> None:
    """Copy the record's own tables from one database connection to another, in order."""
    for model in RECORD:
        rows = model._default_manager.using(source).order_by("pk").iterator(GROUP)
        for group in _groups(rows):
            model._default_manager.using(target).bulk_create(group)
    if connections[target].vendor == "postgresql":
        with connections[target].cursor() as cursor:
            # The next entry's row follows the last one that was copied.
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence('record_entry', 'row'), "
                "(SELECT max(row) FROM record_entry))"
            )


def apply_all(progress: Callable[[int], None]) -> int:
    """Apply every entry of the default database, whose registers are empty; how many there were."""
    states: dict[Any, tuple[dict[str, Any], CaseState]] = {}
    done = 0
    rows = Entry.objects.order_by("row").iterator(GROUP)
    for group in _groups(rows):
        with transaction.atomic():
            for entry in group:
                _apply(entry, states)
        done += len(group)
        progress(done)
    return done


def _apply(entry: Entry, states: dict[Any, tuple[dict[str, Any], CaseState]]) -> None:
    payload = entry.payload
    plain, before = states.get(entry.case, (None, None))
    folded = fold(plain, payload)
    after = state_from(folded)
    states[entry.case] = (folded, after)
    for drawn in payload.get("drawn", ()):
        drawn_already(entry.bureau, drawn["name"], drawn["year"], drawn["number"])
    link = Link(entry.seq, Digests(sha256=entry.sha256, sm3=entry.sm3))
    place = Place(entry.bureau, entry.case, entry.id, entry.at, entry.recorded_at)
    apply(payload, place, before, after, link)


def _groups(rows: Iterable[Any]) -> Iterator[list[Any]]:
    group: list[Any] = []
    for row in rows:
        group.append(row)
        if len(group) == GROUP:
            yield group
            group = []
    if group:
        yield group


def tables() -> list[type[models.Model]]:
    """The tables that a rebuild must give again, in the order of their names."""
    found = [
        model
        for model in apps.get_models()
        if model.__module__.startswith("fadu.") and model._meta.label not in NOT_REBUILT
    ]
    return sorted(found, key=lambda model: model._meta.db_table)


def table_digest(model: type[models.Model], using: str) -> TableDigest:
    """Rows and digest of a table. Automatic numbers are left out: no act names them."""
    fields = [
        field.attname
        for field in model._meta.concrete_fields
        if not isinstance(field, models.AutoField)
    ]
    total = 0
    rows = 0
    for values in model._default_manager.using(using).values_list(*fields).iterator(GROUP):
        text = json.dumps([str(value) for value in values], ensure_ascii=False)
        total = (total + int.from_bytes(hashlib.sha256(text.encode()).digest())) % 2**256
        rows += 1
    return TableDigest(model._meta.db_table, rows, f"{total:064x}")
