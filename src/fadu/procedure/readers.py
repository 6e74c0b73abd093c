"""Who could read a case on a day: the holdings that opened it, and which cases gave and took them.

The same policy as `access`, asked of the past: supervising posts read every case of the bureau, any
other post those whose procedure names it. By which declaration that was so on the day is known from
the graph under which cases of this procedure were then opened.
"""

import datetime
import json
from typing import Any

from fadu.bureau.holdings import Holding, holdings_on
from fadu.procedure.models import Case, GraphSnapshot


def readers_on(case: Case, on: datetime.date) -> tuple[Holding, ...]:
    """The holdings by which officers could read the case on a day; none before it was opened."""
    if on < case.opened_on:
        return ()
    posts = _posts_named(case, on)
    held = holdings_on(case.bureau, on)
    return tuple(one for one in held if one.supervises or one.post in posts)


def _posts_named(case: Case, on: datetime.date) -> frozenset[str]:
    """The posts that the procedure named on that day."""
    like = Case.objects.filter(bureau=case.bureau, procedure=case.procedure, opened_on__lte=on)
    latest = like.order_by("-opened_on", "-number").first() or case
    snapshot = GraphSnapshot.objects.get(digest=latest.state.graph)
    graph: dict[str, Any] = json.loads(snapshot.graph)
    named = {step["post"] for step in graph["steps"].values()}
    return frozenset({*named, graph["window"]} - {None})
