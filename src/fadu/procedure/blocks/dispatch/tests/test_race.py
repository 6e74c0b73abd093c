"""Many leaders at once: a kind's numbers have no gap and no double, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connections
from tests.office import BUREAU
from tests.stage import key

from fadu.procedure.acts import take
from fadu.procedure.blocks.dispatch import book
from fadu.procedure.blocks.dispatch.block import Signature
from fadu.procedure.blocks.dispatch.models import Issued
from fadu.procedure.blocks.dispatch.tests.house import (
    MARCH,
    checked,
    dispatching,
    kind,
    signature,
)
from fadu.procedure.refusal import Answer, Done
from fadu.record.actor import ByOfficer

TOGETHER = 8
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def issue(case: UUID, facts: Signature, by: ByOfficer, start: Barrier) -> Answer:
    """One leader issues one document, at the same moment as the others."""
    start.wait()
    try:
        return take(case, "issue", "issued", bureau=BUREAU, by=by, at=MARCH, key=key(), facts=facts)
    finally:
        connections.close_all()


def test_issued_at_once_the_numbers_have_no_gap_and_no_double() -> None:
    """Half of them are refused on the way: what they would have drawn goes back."""
    cast = dispatching()
    kind(cast)
    cases = [checked(cast) for _ in range(TOGETHER)]
    seen = [signature(case) for case in cases]
    stale = Signature("0" * 64)
    start = Barrier(TOGETHER)
    with ThreadPoolExecutor(TOGETHER) as pool:
        futures = [
            pool.submit(issue, case, stale if place % 2 else seen[place], cast["director"], start)
            for place, case in enumerate(cases)
        ]
        answers = [future.result() for future in futures]
    assert sum(isinstance(answer, Done) for answer in answers) == TOGETHER // 2
    numbers = sorted(Issued.objects.values_list("number", flat=True))
    assert numbers == list(range(1, TOGETHER // 2 + 1))
    assert book.gaps(BUREAU, "fa", MARCH.on.year) == []
