"""Who may read a case: one policy, as a predicate and as a queryset filter.

An officer reads the cases of his bureau whose procedure names a post that he stands for today,
and all of them in a supervising post; a party reads its own cases. Whatever one may not read does
not exist for one: pages answer 404.
"""

import datetime
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.db.models import QuerySet

from fadu.bureau.authority import standing_of
from fadu.procedure.discover import procedures
from fadu.procedure.models import Case, Party
from fadu.record.actor import Actor, ByOfficer, ByParty, BySystem


@dataclass(frozen=True, slots=True)
class Reader:
    """What a reader may read in a bureau: everything, some procedures, or its own cases of them."""

    bureau: str
    everything: bool = False
    procedures: frozenset[str] = frozenset()
    person: UUID | None = None


def reader(actor: Actor, bureau: str, on: datetime.date) -> Reader:
    """The reading rights of an actor on a day."""
    match actor:
        case BySystem():
            return Reader(bureau, everything=True)
        case ByParty(person):
            return Reader(bureau, procedures=_for_parties(), person=person)
        case ByOfficer(officer):
            standing = standing_of(bureau, officer, on)
            if standing.supervising:
                return Reader(bureau, everything=True)
            read = standing.reads
            named = (name for name, posts in _posts_by_procedure().items() if posts & read)
            return Reader(bureau, procedures=frozenset(named))


@cache
def _for_parties() -> frozenset[str]:
    return frozenset(name for name, one in procedures().items() if one.for_parties)


@cache
def _posts_by_procedure() -> dict[str, frozenset[str]]:
    return {
        name: frozenset(step.post.code for step in procedure.steps)
        | ({procedure.window.code} if procedure.window else set())
        for name, procedure in procedures().items()
    }


def readable(cases: QuerySet[Case], who: Reader) -> QuerySet[Case]:
    """The cases among `cases` that the reader may read."""
    here = cases.filter(bureau=who.bureau)
    if who.everything:
        return here
    here = here.filter(procedure__in=who.procedures)
    if who.person is None:
        return here
    own = Party.objects.filter(bureau=who.bureau, person=who.person)
    return here.filter(id__in=own.values("case"))


def may_read(case: Case, who: Reader) -> bool:
    """Whether the reader may read this case: the same rule for one row."""
    if case.bureau != who.bureau:
        return False
    if who.everything:
        return True
    if case.procedure not in who.procedures:
        return False
    return who.person is None or any(party.person == who.person for party in case.state.parties)
