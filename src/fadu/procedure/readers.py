"""Who could read a case on a day: the holdings that opened it, and which cases gave and took them.

The same policy as `access`, asked of the past: supervising posts read every case of the bureau, any
other post those whose procedure names it, and whoever was asked to contribute that one case. By
which declaration that was so on the day is known from the graph under which cases of this procedure
were then opened.
"""

import datetime
import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from fadu.bureau.holdings import Holding, holdings_on
from fadu.bureau.models import Officer
from fadu.procedure.models import Case, GraphSnapshot

ASKED = "asked"


def readers_on(case: Case, on: datetime.date) -> tuple[Holding, ...]:
    """The holdings by which officers could read the case on a day; none before it was opened."""
    if on < case.opened_on:
        return ()
    asks = [ask for ask in case.state.asks if ask.since <= on and ask.person is None]
    posts = _posts_named(case, on) | {ask.post for ask in asks if ask.officer is None}
    by_name = {ask.officer: ask.since for ask in reversed(asks) if ask.officer}
    held = holdings_on(case.bureau, on)
    through = (
        one for one in held if one.supervises or one.post in posts or one.in_place_of in by_name
    )
    return (*through, *_asked(case, by_name, on))


def _asked(case: Case, by_name: dict[UUID, datetime.date], on: datetime.date) -> Iterator[Holding]:
    """Whoever was asked by name reads the case whatever post he holds, as long as he serves."""
    for row in Officer.objects.filter(bureau=case.bureau, id__in=by_name).order_by("id"):
        if row.serves(on):
            yield Holding(
                row.id, row.person, "", False, ASKED, by_name[row.id], row.left,
                given_by=case.id, taken_by=row.left_by,
            )  # fmt: skip


def _posts_named(case: Case, on: datetime.date) -> frozenset[str]:
    """The posts that the procedure named on that day."""
    like = Case.objects.filter(bureau=case.bureau, procedure=case.procedure, opened_on__lte=on)
    latest = like.order_by("-opened_on", "-number").first() or case
    snapshot = GraphSnapshot.objects.get(digest=latest.state.graph)
    graph: dict[str, Any] = json.loads(snapshot.graph)
    named = {step["post"] for step in graph["steps"].values()}
    return frozenset({*named, graph["window"]} - {None})
