"""Which procedures the public may apply for, and what their guide says."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404

from fadu.law.parameters import Value
from fadu.law.words import Words
from fadu.pages import limits
from fadu.pages.papers import PaperView, checklist
from fadu.procedure.blocks.intake import RECEIVE, SUPPLEMENT
from fadu.procedure.declare import DONE, Procedure
from fadu.procedure.discover import procedures
from fadu.procedure.graph import Graph
from fadu.procedure.in_force import paper_list


def matters() -> list[Procedure]:
    """The procedures with applicants and a list of papers: what a citizen can ask for."""
    return [procedure for procedure in procedures().values() if _public(procedure)]


def _public(procedure: Procedure) -> bool:
    return bool(procedure.roles and procedure.papers and procedure.window)


def internal() -> list[str]:
    """The names of declared procedures that are no citizen's matter: none of their cases shows.

    A person can be a party to one all the same: the holders of a register that was taken over are.
    """
    return [procedure.name for procedure in procedures().values() if not _public(procedure)]


def matter_or_404(name: str) -> Procedure:
    """The public procedure of that name; Http404 for any other."""
    procedure = procedures().get(name)
    if procedure is None or not _public(procedure):
        raise Http404
    return procedure


@dataclass(frozen=True, slots=True)
class Guide:
    """A service guide (服务指南), all of it from the declaration and the parameters of a day."""

    procedure: Procedure
    promise: limits.Stated
    statutory: limits.Stated
    papers: list[PaperView]
    fees: list[Value]


def guide(procedure: Procedure, on: datetime.date, bureau: str) -> Guide:
    """The guide of a procedure as it stands on a day."""
    return Guide(
        procedure=procedure,
        promise=limits.stated(procedure.promise, on, bureau),
        statutory=limits.stated(procedure.statutory, on, bureau),
        papers=checklist(paper_list(procedure, on, bureau), {}),
        fees=limits.fees(procedure, on, bureau),
    )


@dataclass(frozen=True, slots=True)
class MainStep:
    """A step of the way as it goes when nothing stands against it."""

    title: Words
    post: Words
    period: Words | None


def main_steps(graph: Graph, periods: Mapping[str, Words]) -> list[MainStep]:
    """The steps after receipt, by the first outcome of each: how it goes when it goes well."""
    found = []
    name = RECEIVE if RECEIVE in graph["steps"] else graph["start"]
    seen = {SUPPLEMENT}
    while name not in seen and name != DONE:
        seen.add(name)
        step = graph["steps"][name]
        if name != RECEIVE:
            period = periods.get(step["limit"]["key"] or "")
            found.append(MainStep(_words(step["title"]), _words(step["post_title"]), period))
        name = next(iter(step["outcomes"].values()))["to"]
    return found


def _words(plain: Mapping[str, str]) -> Words:
    return Words(plain["zh"], plain["en"])
