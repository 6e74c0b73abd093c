"""The record is inserted and read, never changed: by ORM, by SQL, by role; and start-up looks."""

import io
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.checks import run_checks
from django.db import DatabaseError, connection, transaction
from pytest_django.fixtures import Settings

from fadu.record import evidence
from fadu.record.append import append
from fadu.record.models import Entry, EvidenceFile
from fadu.record.protection import LEDGER, PROTECTED, UNCHANGING, check_protection, grants
from fadu.record.tests.chain import BUREAU, draft

pytestmark = pytest.mark.django_db

POSTGRES = "postgresql"
ROLE = "fadu_test_application"


def on_postgres(test: Callable[..., None]) -> Callable[..., None]:
    """For what SQLite does not have: roles, TRUNCATE, triggers that are switched off."""
    elsewhere = pytest.mark.skipif(connection.vendor != POSTGRES, reason="PostgreSQL only")
    marked: Callable[..., None] = pytest.mark.postgres(elsewhere(test))
    return marked


@pytest.fixture
def rows() -> None:
    """An entry and an evidence file in the record."""
    case = uuid4()
    append(draft(case), None)
    stored = evidence.keep_as(BUREAU, case, io.BytesIO(b"a paper"), "application/pdf")
    evidence.register(BUREAU, case, [stored.plain()])


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def save(model: Any, field: str, value: Any) -> None:
    row = model.objects.get()
    setattr(row, field, value)
    row.save()


def overwrite(row: Any, *fields: str) -> None:
    """An upsert on the row's own key."""
    type(row).objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["id"], update_fields=fields
    )


BY_ORM: dict[str, Callable[[], Any]] = {
    "entry updated": lambda: Entry.objects.update(leaf="{}"),
    "entry saved": lambda: save(Entry, "leaf", "{}"),
    "entry deleted": lambda: Entry.objects.get().delete(),
    "entries deleted": lambda: Entry.objects.all().delete(),
    "entry overwritten": lambda: overwrite(Entry.objects.get(), "leaf"),
    "file updated": lambda: EvidenceFile.objects.update(size=0),
    "file saved": lambda: save(EvidenceFile, "size", 0),
    "file deleted": lambda: EvidenceFile.objects.get().delete(),
    "files deleted": lambda: EvidenceFile.objects.all().delete(),
    "file overwritten": lambda: overwrite(EvidenceFile.objects.get(), "size"),
}
BY_SQL = [
    *(f"UPDATE {table} SET bureau = '511702'" for table in PROTECTED),
    *(f"UPDATE {table} SET bureau = bureau" for table in PROTECTED),
    *(f"DELETE FROM {table}" for table in PROTECTED),
]
TRUNCATE = [f"TRUNCATE {table}" for table in PROTECTED]


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize("change", BY_ORM.values(), ids=BY_ORM)
def test_the_orm_cannot_change_the_record(change: Callable[[], Any]) -> None:
    before = whole_record()
    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        change()
    assert whole_record() == before


@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize("statement", BY_SQL)
def test_sql_cannot_change_the_record(statement: str) -> None:
    before = whole_record()
    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        run(statement)
    assert whole_record() == before


@on_postgres
@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize("statement", [*TRUNCATE, *(f"{one} CASCADE" for one in TRUNCATE)])
def test_truncate_cannot_empty_the_record(statement: str) -> None:
    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        run(statement)
    assert Entry.objects.count() == EvidenceFile.objects.count() == 1


def whole_record() -> list[Any]:
    return [*Entry.objects.values_list(), *EvidenceFile.objects.values_list()]


def drop(name: str, table: str) -> None:
    run(f"DROP TRIGGER {name}" + (f" ON {table}" if connection.vendor == POSTGRES else ""))


def verbs() -> list[str]:
    return ["update", "delete", *(["truncate"] if connection.vendor == POSTGRES else [])]


@pytest.mark.usefixtures("rows")
def test_control_without_its_trigger_the_record_could_be_changed() -> None:
    drop("record_entry_no_update", "record_entry")
    run("UPDATE record_entry SET leaf = '{}'")
    assert Entry.objects.get().leaf == "{}"


def test_start_up_finds_nothing_wrong_with_a_whole_record() -> None:
    assert check_protection(databases=["default"]) == []
    assert check_protection(databases=None) == []


@pytest.mark.parametrize("table", PROTECTED)
def test_control_start_up_finds_each_dropped_trigger(table: str) -> None:
    for verb in verbs():
        name = f"{table}_no_{verb}"
        with transaction.atomic():
            drop(name, table)
            (found,) = check_protection(databases=["default"])
            assert found.id == "record.E001"
            assert name in found.msg
            assert found in run_checks(databases=["default"])
            transaction.set_rollback(True)
    assert check_protection(databases=["default"]) == []


def test_control_a_trigger_of_that_name_on_another_table_does_not_count() -> None:
    name = "record_entry_no_update"
    drop(name, "record_entry")
    body = (
        "EXECUTE FUNCTION record_is_insert_only()"
        if connection.vendor == POSTGRES
        else "BEGIN SELECT 1; END"
    )
    run(f"CREATE TRIGGER {name} BEFORE UPDATE ON people_person {body}")
    assert [found.id for found in check_protection(databases=["default"])] == ["record.E001"]


@pytest.mark.skipif(connection.vendor == POSTGRES, reason="SQLite rebuilds tables")
def test_control_a_rebuilt_table_has_lost_its_triggers() -> None:
    """What an ALTER TABLE by Django does on SQLite."""
    columns = "SELECT * FROM record_evidencefile"
    run(f"CREATE TABLE rebuilt AS {columns}")
    run("DROP TABLE record_evidencefile")
    run("ALTER TABLE rebuilt RENAME TO record_evidencefile")
    assert len(check_protection(databases=["default"])) == 2


@on_postgres
@pytest.mark.parametrize("how", ["DISABLE", "ENABLE REPLICA"])
def test_control_a_disabled_trigger_does_not_stand(how: str) -> None:
    run(f"ALTER TABLE record_entry {how} TRIGGER record_entry_no_truncate")
    (found,) = check_protection(databases=["default"])
    assert "record_entry_no_truncate" in found.msg


@pytest.fixture
def application_role() -> str:
    """A role with the application's grants; it ends with the test's transaction."""
    run(f"CREATE ROLE {ROLE}")
    for statement in grants(ROLE):
        run(statement)
    return ROLE


@on_postgres
@pytest.mark.usefixtures("rows")
@pytest.mark.parametrize("statement", [*BY_SQL, *TRUNCATE])
def test_the_application_role_may_not_even_try(application_role: str, statement: str) -> None:
    run(f"SET LOCAL ROLE {application_role}")
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        run(statement)
    run("RESET ROLE")


@on_postgres
def test_the_application_role_can_do_its_work(application_role: str) -> None:
    run(f"SET LOCAL ROLE {application_role}")
    append(draft(uuid4()), None)
    assert Entry.objects.count() == 1
    run("DELETE FROM people_personalvalue")  # what a lawful destruction needs
    run("RESET ROLE")


@on_postgres
@pytest.mark.parametrize("table", UNCHANGING)
def test_the_application_role_cannot_change_what_never_changes(
    table: str, application_role: str
) -> None:
    column = {"people_personalvalue": "value", "procedure_graphsnapshot": "graph"}[table]
    run(f"SET LOCAL ROLE {application_role}")
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        run(f"UPDATE {table} SET {column} = ''")
    run("RESET ROLE")


def test_a_personal_value_cannot_be_changed_and_can_be_destroyed() -> None:
    append(draft(uuid4()), None)
    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        run("UPDATE people_personalvalue SET value = 'another'")
    run("DELETE FROM people_personalvalue")


@on_postgres
def test_control_production_refuses_a_role_that_may_change_the_record(
    application_role: str, settings: Settings
) -> None:
    settings.FADU_PROFILE = "production"
    found = check_protection(databases=["default"])
    assert [one.id for one in found] == ["record.E002"] * (3 * len((*PROTECTED, *LEDGER)) + 1)
    run(f"SET LOCAL ROLE {application_role}")
    assert check_protection(databases=["default"]) == []
    run("RESET ROLE")
    run(f"GRANT DELETE ON record_entry TO {application_role}")
    run(f"SET LOCAL ROLE {application_role}")
    (one,) = check_protection(databases=["default"])
    assert "DELETE record_entry" in one.msg
    run("RESET ROLE")
