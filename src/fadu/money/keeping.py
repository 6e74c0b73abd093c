"""What the database itself keeps of the ledger, on SQLite and PostgreSQL alike.

A posting is one row with a debited and a credited account, so that debits equal credits whatever is
written. Triggers refuse what does not fit, and write both lines of a posting with the balance after
it; the check `line_not_below_zero` then judges the balance in the same statement. On PostgreSQL the
account's row is locked before its last line is read, and the functions belong to the owner: the
application's role has no right to write lines. Both databases get the same conditions, word by
word. A rebuild of a SQLite table drops its triggers, so start-up looks for them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.apps.registry import Apps
from django.core.checks import CheckMessage, Error
from django.db import connections
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from fadu.record.protection import LEDGER, missing, protect_tables


@dataclass(frozen=True, slots=True)
class Guard:
    """What must be true of a new row (`NEW`) of a table; `locks` are the accounts it touches,
    in the order of their ids."""

    table: str
    conditions: tuple[tuple[str, str], ...]
    locks: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The trigger's name."""
        return f"{self.table}_guard"


_OPEN = """(SELECT account.bureau = NEW.bureau AND account.opened_on <=
        (SELECT voucher."on" FROM money_voucher voucher WHERE voucher.id = NEW.voucher_id)
        FROM money_account account WHERE account.id = NEW.side_id)"""


def _account(side: str) -> str:
    return _OPEN.replace("NEW.side_id", f"NEW.{side}_id")


# A row is looked up by its key and by nothing else, what is asked of it stands in the SELECT: a
# planner without statistics would else choose any index, and read a bureau's rows all.
GUARDS = (
    Guard(
        "money_posting",
        (
            (
                "both accounts are open accounts of the bureau",
                f"{_account('debit')} AND {_account('credit')}",
            ),
            (
                "a posting stands in its place of its voucher",
                """(SELECT voucher.bureau = NEW.bureau AND NEW.place BETWEEN 1 AND voucher.postings
                AND (NEW.place = voucher.postings) = (NEW.id = voucher.last_id)
                FROM money_voucher voucher WHERE voucher.id = NEW.voucher_id)
                AND (NEW.place = 1 OR EXISTS (SELECT 1 FROM money_posting earlier
                WHERE earlier.voucher_id = NEW.voucher_id AND earlier.place = NEW.place - 1))""",
            ),
            (
                "a red posting takes back exactly the posting that it names",
                """NEW.reverses_id IS NULL OR (SELECT taken.debit_id = NEW.debit_id
                AND taken.credit_id = NEW.credit_id AND taken.amount = -NEW.amount
                AND taken.reverses_id IS NULL
                FROM money_posting taken WHERE taken.id = NEW.reverses_id)""",
            ),
        ),
        locks=("LEAST(NEW.debit_id, NEW.credit_id)", "GREATEST(NEW.debit_id, NEW.credit_id)"),
    ),
    Guard(
        "money_line",
        (
            (
                "nothing goes out of what is frozen",
                """NEW.effect >= 0 OR (SELECT COUNT(*) = 0 OR (COUNT(*) = COUNT(frozen.amount)
                AND SUM(frozen.amount) <= NEW.balance) FROM money_freeze frozen
                WHERE frozen.account_id = NEW.account_id AND NOT EXISTS
                (SELECT 1 FROM money_thaw thaw WHERE thaw.freeze_id = frozen.id))""",
            ),
        ),
    ),
    Guard(
        "money_receipt",
        (
            (
                "a receipt is for what its voucher says",
                """NEW.bureau = (SELECT voucher.bureau FROM money_voucher voucher
                WHERE voucher.id = NEW.voucher_id) AND NEW.amount = (SELECT SUM(posting.amount)
                FROM money_posting posting WHERE posting.voucher_id = NEW.voucher_id)""",
            ),
        ),
    ),
    Guard(
        "money_freeze",
        (
            (
                "a freeze is of an account of the bureau",
                """(SELECT account.bureau = NEW.bureau AND account.opened_on <= NEW."on"
                FROM money_account account WHERE account.id = NEW.account_id)""",
            ),
        ),
        locks=("NEW.account_id",),
    ),
    Guard(
        "money_thaw",
        (
            (
                "a thaw ends a freeze of the bureau",
                """(SELECT frozen.bureau = NEW.bureau AND frozen."on" <= NEW."on"
                FROM money_freeze frozen WHERE frozen.id = NEW.freeze_id)""",
            ),
        ),
    ),
)
LINES = "money_posting_lines"
_LINE = """
INSERT INTO money_line
    (bureau, account_id, seq, posting_id, side, amount, effect, balance, floored)
SELECT NEW.bureau, moved.id, {seq} + 1, NEW.id, '{side}', NEW.amount, moved.effect,
    {balance} + moved.effect, moved.floored
FROM (
    SELECT id, floored, CASE side WHEN '{side}' THEN NEW.amount ELSE -NEW.amount END AS effect
    FROM money_account WHERE id = NEW.{side}_id
) moved;
"""
# A look-up each, never a join: a planner without statistics would read an account's lines all.
_LAST = """COALESCE((SELECT last.{0} FROM money_line last WHERE last.account_id = moved.id
        ORDER BY last.seq DESC LIMIT 1), 0)"""
_LAST_OF = {name: _LAST.format(name) for name in ("seq", "balance")}
_LINES = "".join(_LINE.format(side=side, **_LAST_OF) for side in ("debit", "credit"))
# The owner's rights and a fixed search path: the application's role need not, and may not, write
# lines by itself.
_FUNCTION = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$ BEGIN {body} RETURN NEW; END $$
"""


def keep(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the triggers (run by the migration)."""
    del apps
    protect_tables(LEDGER, schema_editor)
    postgres = schema_editor.connection.vendor == "postgresql"
    make = _on_postgres if postgres else _on_sqlite
    for guard in GUARDS:
        for statement in make(guard.name, "BEFORE", guard.table, _body(guard, postgres)):
            schema_editor.execute(statement, params=None)
    for statement in make(LINES, "AFTER", "money_posting", _LINES):
        schema_editor.execute(statement, params=None)


def _body(guard: Guard, postgres: bool) -> str:
    if not postgres:
        return "".join(
            f"SELECT RAISE(ABORT, 'ledger: {what}') WHERE ({condition}) IS NOT TRUE;"
            for what, condition in guard.conditions
        )
    locks = "".join(
        f"PERFORM 1 FROM money_account WHERE id = {account} FOR UPDATE;" for account in guard.locks
    )
    return locks + "".join(
        f"IF ({condition}) IS NOT TRUE THEN RAISE EXCEPTION 'ledger: {what}'"
        " USING ERRCODE = 'check_violation'; END IF;"
        for what, condition in guard.conditions
    )


def _on_sqlite(name: str, when: str, table: str, body: str) -> list[str]:
    return [f"CREATE TRIGGER {name} {when} INSERT ON {table} BEGIN {body} END"]


def _on_postgres(name: str, when: str, table: str, body: str) -> list[str]:
    return [
        _FUNCTION.format(name=name, body=body),
        f"CREATE TRIGGER {name} {when} INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]


def check_keeping(*, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Start-up: every trigger that keeps the ledger stands on its table."""
    if not databases or "money_line" not in connections["default"].introspection.table_names():
        return []
    needed = {(guard.name, guard.table) for guard in GUARDS} | {(LINES, "money_posting")}
    return [
        Error(
            f"the ledger is not kept: trigger {name} is missing",
            hint="restore the trigger (money/keeping.py) and find out who dropped it",
            id="money.E001",
        )
        for name in missing(needed)
    ]
