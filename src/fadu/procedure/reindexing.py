"""Making the search index again: from the case book, the registers and what is left of names."""

from collections.abc import Callable
from uuid import UUID

from django.db import transaction

from fadu.procedure.finding import CASE, cases_again, offers, rows_of
from fadu.record.models import Entry
from fadu.search import index, names

GROUP = 200


def opened(bureau: str) -> list[UUID]:
    """The cases of a bureau in the order of their opening, by which the newest hit comes first."""
    first = Entry.objects.filter(bureau=bureau, seq=1).order_by("row")
    return list(first.values_list("case", flat=True))


def reindex(bureau: str, progress: Callable[[int], None]) -> int:
    """Throw the index of a bureau away and make it again; how many cases there are.

    Acts may go on meanwhile: each group is read and written under lock. Until it has ended, what
    lies further back is not found.
    """
    cases = opened(bureau)
    with transaction.atomic():
        index.clear(bureau)
    for start in range(0, len(cases), GROUP):
        some = cases[start : start + GROUP]
        with transaction.atomic():
            held = {case.id: case.state for case in cases_again(bureau, some)}
            rows = rows_of(bureau, {case: held[case] for case in some if case in held})
            index.put(bureau, CASE, rows)
            for case in some:
                names.enter(bureau, case)
        progress(start + len(some))
    with transaction.atomic():
        for offer in offers().values():
            index.put(bureau, offer.kind, offer.everything(bureau))
    return len(cases)
