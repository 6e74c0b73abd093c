"""Where a case stands: chart, clocks and title, for the party and for the public alike."""

import datetime
import json
from dataclasses import dataclass

from fadu.law.words import Words
from fadu.pages import limits
from fadu.pages.chart import Chart, drawn
from fadu.pages.clock import ClockView, strip
from fadu.pages.templatetags.fadu import language
from fadu.procedure.declare import Procedure
from fadu.procedure.discover import by_digest
from fadu.procedure.entries import CaseTaken
from fadu.procedure.graph import Graph, graph_of
from fadu.procedure.models import Case, GraphSnapshot
from fadu.record.kinds import name_of
from fadu.record.models import entries_of


@dataclass(frozen=True, slots=True)
class Standing:
    """A case as anybody with its number and code may see it: nothing in it is personal."""

    number: str
    title: Words
    open: bool
    place: Words
    outcome: Words
    opened_on: datetime.date
    accepted_on: datetime.date | None
    closed_on: datetime.date | None
    chart: Chart
    clocks: list[ClockView]


def standing_of(case: Case, today: datetime.date) -> Standing:
    """Where a case stands today, on the chart of the procedure version it runs under."""
    state = case.state
    procedure = by_digest().get(state.graph)
    graph = graph_for(case, procedure)
    periods = limits.periods(graph, state.law_on, case.bureau)
    return Standing(
        number=case.number,
        title=title_of(graph),
        open=state.status == "open",
        place=place_of(graph, state.step),
        outcome=outcome_of(graph, state.outcome),
        opened_on=state.opened_on,
        accepted_on=state.accepted_on,
        closed_on=state.closed_on,
        chart=drawn(graph, language(), periods, here=state.step, taken=_taken(case, state.step)),
        clocks=strip(state, procedure, today, case.bureau),
    )


def graph_for(case: Case, procedure: Procedure | None) -> Graph:
    """The graph that a case runs under: of the declaration, or the snapshot when that is gone."""
    if procedure is not None:
        return graph_of(procedure)
    graph: Graph = json.loads(GraphSnapshot.objects.get(digest=case.state.graph).graph)
    return graph


def title_of(graph: Graph) -> Words:
    """What the matter is called."""
    return Words(graph["title"]["zh"], graph["title"]["en"])


def place_of(graph: Graph, step: str) -> Words:
    """The step where the case waits, and for whom."""
    if not step:
        return Words("已办结", "Closed")
    found = graph["steps"][step]
    title, post = found["title"], found["post_title"]
    return Words(f"{title['zh']}（{post['zh']}）", f"{title['en']} ({post['en']})")


_ENDS = {"withdrawn": Words("申请人撤回", "Withdrawn")}


def outcome_of(graph: Graph, outcome: str) -> Words:
    """How a case ended, in the words of the step that ended it."""
    for step in graph["steps"].values():
        found = step["outcomes"].get(outcome)
        if found is not None and found["to"] == "done":
            title = found["title"]
            return Words(
                f"{step['title']['zh']}：{title['zh']}", f"{step['title']['en']}: {title['en']}"
            )
    return _ENDS.get(outcome, Words(outcome, outcome))


def _taken(case: Case, here: str) -> set[str]:
    """The steps that the case's entries say were taken, but for the one that waits again."""
    taken = entries_of(case.bureau, case.id).filter(kind=name_of(CaseTaken))
    return {entry.payload["act"]["step"] for entry in taken} - {here}
