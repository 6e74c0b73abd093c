"""Start-up looks whether what keeps the ledger stands; the application's role has its rights."""

import pytest
from django.db import DatabaseError, connection, transaction
from tests.books import account, drop, post, run

from fadu.money.entries import posting as moving
from fadu.money.keeping import GUARDS, LINES, check_keeping
from fadu.money.models import Line
from fadu.record.protection import LEDGER, check_protection, grants

pytestmark = pytest.mark.django_db
TRIGGERS = [*((guard.name, guard.table) for guard in GUARDS), (LINES, "money_posting")]
ROLE = "fadu_test_ledger"


def test_start_up_finds_nothing_wrong_with_a_whole_ledger() -> None:
    assert check_keeping(databases=["default"]) == []
    assert check_keeping(databases=None) == []


@pytest.mark.parametrize(("trigger", "table"), TRIGGERS)
def test_control_start_up_finds_each_dropped_guard(trigger: str, table: str) -> None:
    drop(trigger, table)
    (found,) = check_keeping(databases=["default"])
    assert found.id == "money.E001" and trigger in found.msg


@pytest.mark.parametrize("table", LEDGER)
def test_control_start_up_finds_each_dropped_protection(table: str) -> None:
    drop(f"{table}_no_update", table)
    (found,) = check_protection(databases=["default"])
    assert found.id == "record.E001" and f"{table}_no_update" in found.msg


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL only")
def test_the_application_role_posts_and_can_do_no_more() -> None:
    run(f"CREATE ROLE {ROLE}")
    for statement in grants(ROLE):
        run(statement)
    run(f"SET LOCAL ROLE {ROLE}")
    bank, deposit = account("treasury"), account("deposit", floored=True)
    post(moving(bank, deposit, 5))
    assert Line.objects.count() == 2
    forbidden = [f"DELETE FROM {table}" for table in LEDGER]
    forbidden += ["INSERT INTO money_line SELECT * FROM money_line"]
    forbidden += [f"TRUNCATE {table} CASCADE" for table in LEDGER]
    forbidden += [f"UPDATE {table} SET bureau = bureau" for table in LEDGER]
    for statement in forbidden:
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            run(statement)
    with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic():
        run("UPDATE money_account SET id = id")
    run("RESET ROLE")
