"""Why applications come back: the papers that one-time notices of a year asked for most.

Each case remembers the points of its first notice; they are counted by kind of paper alone, so that
no case and no person shows. Counting reads every such case of the year: the answer is kept an hour.
"""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.core.cache import cache

from fadu.law.words import Words
from fadu.procedure.declare import Procedure
from fadu.procedure.in_force import paper_list
from fadu.procedure.models import Case

_HOUR = 3600
_MOST = 5
# The state is canonical JSON: keys and values stand just so, and nowhere inside a text.
_NOTICED = '"noticed":['
_PARTY = "party"
_CONFIRMATION = Words("共同申请人没有确认", "A joint applicant had not confirmed")


@dataclass(frozen=True, slots=True)
class Reason:
    """A thing that was missing, and in how many applications."""

    words: Words
    cases: int


@dataclass(frozen=True, slots=True)
class Returned:
    """The year so far: how many applications came, how many had to be supplemented, for what."""

    year: int
    received: int
    noticed: int
    reasons: tuple[Reason, ...]


def returned(procedure: Procedure, today: datetime.date, bureau: str) -> Returned:
    """What one-time notices have asked for since New Year."""
    key = f"portal.returned:{bureau}:{procedure.name}:{today}"
    found: Returned | None = cache.get(key)
    if found is None:
        found = counted(procedure, today, bureau)
        cache.set(key, found, _HOUR)
    return found


def counted(procedure: Procedure, today: datetime.date, bureau: str) -> Returned:
    """The same, counted now."""
    since = datetime.date(today.year, 1, 1)
    received = Case.objects.filter(
        bureau=bureau, procedure=procedure.name, opened_on__range=(since, today)
    )
    titles = {row["code"]: row["title"] for row in paper_list(procedure, today, bureau)}
    titles[_PARTY] = _CONFIRMATION
    often: Counter[str] = Counter()
    noticed = 0
    for case in received.filter(state_text__contains=_NOTICED).iterator():
        subjects = {subject.partition(":")[0] for subject in case.state.memory["noticed"]}
        often.update(subjects & titles.keys())
        noticed += 1
    return Returned(
        year=today.year,
        received=received.count(),
        noticed=noticed,
        reasons=tuple(Reason(titles[code], number) for code, number in often.most_common(_MOST)),
    )
