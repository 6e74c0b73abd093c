"""Writing the case book: the only place that writes case, task, clock, party and document rows.

Called by the engine for a new entry, and by `rebuild` for an old one, with the same arguments.
The statements are written by hand because every act passes here (benchmark W1).
"""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import connection

from fadu.law.calendar import Calendar
from fadu.people.models import Person
from fadu.people.persons import identity_index
from fadu.procedure.entries import NewPerson
from fadu.procedure.models import CaseDocument, Clock, Party
from fadu.procedure.state import CaseState, ClockState
from fadu.record import evidence
from fadu.record.append import Link
from fadu.record.sql import db_uuid

_INSERT_CASE = """
    INSERT INTO procedure_case (id, bureau, procedure, number, opened_on, status, outcome,
        accepted_on, closed_on, recorded_at, seq, sha256, sm3, state)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
_UPDATE_CASE = """
    UPDATE procedure_case SET status = %s, outcome = %s, accepted_on = %s, closed_on = %s,
        recorded_at = %s, seq = %s, sha256 = %s, sm3 = %s, state = %s
    WHERE id = %s AND seq = %s
"""
_INSERT_TASK = """
    INSERT INTO procedure_task (step, post, officer, since, due, bureau, case_id)
    VALUES (%s, %s, %s, %s, %s, %s, %s)
"""
_UPDATE_TASK = """
    UPDATE procedure_task SET step = %s, post = %s, officer = %s, since = %s, due = %s
    WHERE case_id = %s
"""
_DELETE_TASK = "DELETE FROM procedure_task WHERE case_id = %s"


class LostUpdate(Exception):
    """The case row moved although it was locked: a bug, never an answer to a user."""


def write(
    case: UUID,
    bureau: str,
    before: CaseState | None,
    after: CaseState,
    post: str,
    link: Link,
    recorded_at: datetime.datetime,
) -> None:
    """Bring the rows of a case from one state to the next. `post` is that of the waiting step."""
    ops = connection.ops
    stamps = (
        after.status,
        after.outcome,
        ops.adapt_datefield_value(after.accepted_on),
        ops.adapt_datefield_value(after.closed_on),
        ops.adapt_datetimefield_value(recorded_at),
        link.seq,
        link.digests.sha256,
        link.digests.sm3,
        after.stored,
    )
    with connection.cursor() as cursor:
        if before is None:
            opened = ops.adapt_datefield_value(after.opened_on)
            head = (db_uuid(case), bureau, after.procedure, after.number, opened)
            cursor.execute(_INSERT_CASE, (*head, *stamps))
        else:
            cursor.execute(_UPDATE_CASE, (*stamps, db_uuid(case), link.seq - 1))
            if cursor.rowcount != 1:
                raise LostUpdate(f"case {case} was not at entry {link.seq - 1}")
        _write_task(cursor, case, bureau, before, after, post)
    _write_clocks(case, bureau, before.clocks if before else (), after.clocks)


def _write_task(
    cursor: Any, case: UUID, bureau: str, before: CaseState | None, after: CaseState, post: str
) -> None:
    had = before is not None and before.status == "open"
    if after.status != "open":
        if had:
            cursor.execute(_DELETE_TASK, (db_uuid(case),))
        return
    ops = connection.ops
    row = (
        after.step,
        post,
        after.officer and db_uuid(after.officer),
        ops.adapt_datefield_value(after.since),
        ops.adapt_datefield_value(after.due),
    )
    if not had:
        cursor.execute(_INSERT_TASK, (*row, bureau, db_uuid(case)))
    elif before is not None and _task_of(before) != _task_of(after):
        cursor.execute(_UPDATE_TASK, (*row, db_uuid(case)))


def _task_of(state: CaseState) -> tuple[Any, ...]:
    return (state.step, state.officer, state.since, state.due)


def _write_clocks(
    case: UUID, bureau: str, before: tuple[ClockState, ...], after: tuple[ClockState, ...]
) -> None:
    changed = [clock for clock in after if clock not in before]
    if not changed:
        return
    Clock.objects.bulk_create(
        (_clock_row(case, bureau, clock) for clock in changed),
        update_conflicts=True,
        unique_fields=["bureau", "case", "name"],
        update_fields=["start", "due", "provisional", "suspended", "stopped_on", "working_days"],
    )


def _clock_row(case: UUID, bureau: str, clock: ClockState) -> Clock:
    stopped = clock.stopped_on
    used = Calendar.shipped().working_days_between(clock.start, stopped) if stopped else None
    return Clock(
        bureau=bureau,
        case_id=case,
        name=clock.name,
        start=clock.start,
        due=clock.due,
        provisional=clock.provisional,
        suspended=any(item.end is None for item in clock.suspensions),
        stopped_on=stopped,
        working_days=used,
    )


def write_parties(
    case: UUID, bureau: str, state: CaseState, persons: Iterable[NewPerson],
    identities: Mapping[UUID, str],
) -> None:  # fmt: skip
    """Insert the persons who are new and the parties of a case that was opened.

    `identities` maps a person to its identity number; a destroyed one is kept findable by nothing.
    """
    Person.objects.bulk_create(
        Person(
            id=person.id,
            bureau=bureau,
            kind=person.kind,
            identity_index=identity_index(identities[person.id])
            if person.id in identities
            else f"destroyed:{person.id}",
        )
        for person in persons
        if person.new
    )
    Party.objects.bulk_create(
        Party(bureau=bureau, case_id=case, person=party.person, role=party.role)
        for party in state.parties
    )


def write_documents(
    case: UUID, bureau: str, entry: UUID, documents: Iterable[Mapping[str, Any]]
) -> None:
    """Insert the documents that an entry orders."""
    CaseDocument.objects.bulk_create(
        CaseDocument(
            id=UUID(document["id"]),
            bureau=bureau,
            case_id=case,
            entry=entry,
            text=document["name"],
            version=document["version"],
            digest=document["digest"],
        )
        for document in documents
    )


def write_rendered(case: UUID, bureau: str, document: Mapping[str, Any]) -> None:
    """Note that an ordered document was made, and the file that holds it (under the same id)."""
    evidence.register(bureau, case, [{**document, "media_type": "application/pdf"}])
    CaseDocument.objects.filter(bureau=bureau, id=UUID(document["id"])).update(rendered=True)
