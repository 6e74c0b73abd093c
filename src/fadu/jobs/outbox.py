"""Asking for a job, inside the transaction of the act that needs it."""

import datetime
import json
from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.db.transaction import TransactionManagementError

from fadu.jobs.registry import handler_of
from fadu.record.ids import new_id
from fadu.record.sql import Insert, perform

_JOB = Insert(
    "jobs_job",
    ("id", "bureau", "kind", "key", "payload", "run_after", "leased_by", "attempts", "error",
     "created_at"),
    "ON CONFLICT DO NOTHING",
)  # fmt: skip


def enqueue(
    *,
    bureau: str,
    kind: str,
    key: str,
    payload: Mapping[str, Any],
    at: datetime.datetime,
    run_after: datetime.datetime | None = None,
) -> None:
    """Ask for a job; asked again under the same key, it stays the first one.

    The row is part of the caller's transaction: rolled back with it, and committed with it even if
    the machine dies in the next instant. `at` is when it is asked; `run_after` (the same clock)
    is the earliest moment to do it, at once if None.
    Raises `UnknownKind`, and `TransactionManagementError` outside a transaction.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError("a job is asked for inside the act's transaction")
    handler_of(kind)
    text = json.dumps(payload, ensure_ascii=False, sort_keys=True, allow_nan=False)
    perform(_JOB.of([(new_id(), bureau, kind, key, text, run_after, "", 0, "", at)]))
