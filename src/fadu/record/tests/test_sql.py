"""Rows written by hand are the rows that the ORM writes and reads."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from django.db import IntegrityError, connection, transaction

from fadu.record.ids import new_id
from fadu.record.models import Entry
from fadu.record.sql import Insert, fetch, from_db_uuid, perform

COLUMNS = (
    *("id", "bureau", "case", "seq", "kind", "at", "recorded_at"),
    *("key", "leaf", "sha256", "sm3"),
)
ENTRIES = Insert("record_entry", COLUMNS)
AGAIN = Insert("record_entry", COLUMNS, "ON CONFLICT DO NOTHING")
EAST = timezone(timedelta(hours=8))
INSTANT = datetime(2020, 3, 2, 0, 30, 0, 120, tzinfo=EAST)
CASE = new_id()


def row(seq: int) -> tuple[object, ...]:
    key = f"key {seq}"
    return (new_id(), "511725", CASE, seq, "k", date(2020, 3, 2), INSTANT, key, "{}", "a", "b")


@pytest.mark.django_db
def test_the_orm_reads_what_was_written_by_hand() -> None:
    written = row(1)
    assert perform(ENTRIES.of([written])) == [1]
    entry = Entry.objects.get()
    assert (entry.id, entry.case, entry.at) == (written[0], CASE, date(2020, 3, 2))
    assert entry.recorded_at == INSTANT


@pytest.mark.django_db
def test_by_hand_and_by_orm_the_database_holds_the_same() -> None:
    perform(ENTRIES.of([row(1)]))
    by_orm = dict(zip(COLUMNS, row(2), strict=True))
    Entry.objects.create(**by_orm)
    with connection.cursor() as cursor:
        cursor.execute('SELECT "case", at, recorded_at FROM record_entry ORDER BY seq')
        by_hand, by_framework = cursor.fetchall()
    assert by_hand == by_framework


@pytest.mark.django_db
def test_many_rows_go_in_by_few_statements_and_none_by_none() -> None:
    statements = list(ENTRIES.of(row(seq) for seq in range(1, 902)))
    assert [len(statement.values) for statement in statements] == [4400, 4400, 1111]
    assert perform(statements) == [400, 400, 101]
    assert Entry.objects.count() == 901
    assert perform(ENTRIES.of(())) == []


@pytest.mark.django_db
def test_a_row_is_fetched_by_typed_values() -> None:
    perform(ENTRIES.of([row(1)]))
    found = fetch('SELECT "case" FROM record_entry WHERE "case" = %s', (CASE,))
    assert found is not None and from_db_uuid(found[0]) == CASE
    assert fetch('SELECT seq FROM record_entry WHERE "case" = %s', (new_id(),)) is None


@pytest.mark.django_db
def test_control_a_conflict_is_an_error_unless_the_statement_says_otherwise() -> None:
    perform(ENTRIES.of([row(1)]))
    with pytest.raises(IntegrityError), transaction.atomic():
        perform(ENTRIES.of([row(1)]))
    assert perform(AGAIN.of([row(1)])) == [0]
    assert Entry.objects.count() == 1


@pytest.mark.django_db
def test_an_instant_is_held_in_world_time() -> None:
    perform(ENTRIES.of([row(1)]))
    assert Entry.objects.get().recorded_at.astimezone(UTC).hour == 16
