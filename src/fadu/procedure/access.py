"""Who may read a case: one policy, as a predicate and as a queryset filter.

An officer reads the cases of his bureau whose procedure names a post that he stands for today,
those to which a contribution is or was asked of him, and all of them in a supervising post; a party
reads its own cases, and those to which it was asked to contribute. Whatever one may not read does
not exist for one: pages answer 404.
"""

import datetime
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.db.models import Q, QuerySet

from fadu.bureau.authority import standing_of
from fadu.procedure.discover import procedures
from fadu.procedure.models import Asking, Case, Party
from fadu.procedure.state import AskState
from fadu.record.actor import Actor, ByOfficer, ByParty, BySystem


@dataclass(frozen=True, slots=True)
class Reader:
    """What a reader may read in a bureau: everything, some procedures, or its own cases of them."""

    bureau: str
    everything: bool = False
    procedures: frozenset[str] = frozenset()
    person: UUID | None = None
    # Of whom a contribution may be asked: posts, and officers whose tasks are his today.
    posts: frozenset[str] = frozenset()
    officers: frozenset[UUID] = frozenset()


def reader(actor: Actor, bureau: str, on: datetime.date) -> Reader:
    """The reading rights of an actor on a day."""
    match actor:
        case BySystem():
            return Reader(bureau, everything=True)
        case ByParty(person):
            return Reader(bureau, procedures=for_parties_read(), person=person)
        case ByOfficer(officer):
            standing = standing_of(bureau, officer, on)
            if standing.supervising:
                return Reader(bureau, everything=True)
            read = standing.reads
            named = (name for name, posts in posts_by_procedure().items() if posts & read)
            officers = standing.tasks_of | {officer}
            return Reader(bureau, procedures=frozenset(named), posts=read, officers=officers)


@cache
def for_parties_read() -> frozenset[str]:
    """The procedures whose parties read their cases."""
    return frozenset(name for name, one in procedures().items() if one.for_parties)


@cache
def posts_by_procedure() -> dict[str, frozenset[str]]:
    """The posts that take part in each procedure."""
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
    asked = Asking.objects.filter(bureau=who.bureau)
    if who.person is None:
        of_him = asked.filter(Q(post__in=who.posts, officer=None) | Q(officer__in=who.officers))
        return here.filter(Q(procedure__in=who.procedures) | Q(id__in=of_him.values("case")))
    own = Party.objects.filter(bureau=who.bureau, person=who.person)
    of_him = asked.filter(person=who.person)
    return here.filter(
        Q(procedure__in=who.procedures, id__in=own.values("case")) | Q(id__in=of_him.values("case"))
    )


def may_read(case: Case, who: Reader) -> bool:
    """Whether the reader may read this case: the same rule for one row."""
    if case.bureau != who.bureau:
        return False
    if who.everything:
        return True
    if any(_asked(ask, who) for ask in case.state.asks):
        return True
    if case.procedure not in who.procedures:
        return False
    return who.person is None or any(party.person == who.person for party in case.state.parties)


def _asked(ask: AskState, who: Reader) -> bool:
    if who.person is not None:
        return ask.person == who.person
    return ask.officer in who.officers if ask.officer else ask.post in who.posts
