"""Asked before a process serves or works: the declarations are proved, the record is protected.

`django check` is not run by a web server or a worker of its own accord, so the verbs that start
them ask here.
"""

import sys

from django.core.checks import Tags, run_checks
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def sound() -> bool:
    """Whether no start-up check finds an error; what they find is printed."""
    found = run_checks(databases=["default"]) + run_checks(
        tags=[Tags.database], databases=["default"]
    )
    serious = {str(message): message for message in found if message.is_serious()}
    for message in serious.values():
        print(f"✗ {message.id} {message.msg}\n  {message.hint or ''}", file=sys.stderr)
    if serious:
        print("未启动：检查未通过 / not started: checks failed", file=sys.stderr)
    return not serious


def migrated() -> bool:
    """Whether the database has every migration: in production its owner runs them, not we."""
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if pending:
        print(
            f"数据库有 {len(pending)} 项迁移未执行，请由库主执行 / {len(pending)} migrations are "
            "pending: the database's owner runs them (docs/operations.md)",
            file=sys.stderr,
        )
    return not pending
