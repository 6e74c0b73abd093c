"""Whether steps that must be kept apart can be taken at all, with the posts as they are filled.

That they are kept apart is asked at each act (`transition`); this asks the opposite, before a case
gets stuck: is there, on a day, another person for the second step?
"""

import datetime
from collections.abc import Iterator

from fadu.bureau.authority import holders
from fadu.law.words import Words
from fadu.procedure.declare import PARTY, STAFF, SYSTEM, Procedure
from fadu.procedure.proofs import Finding


def unfillable(procedure: Procedure, bureau: str, on: datetime.date) -> Iterator[Finding]:
    """Posts that nobody holds on a day, and pairs of steps that only one person could take."""
    held = {
        step.name: frozenset(holders(bureau, step.post.code, on).values_list("person", flat=True))
        for step in procedure.steps
        if step.post not in (PARTY, STAFF, SYSTEM)
    }
    for name, persons in held.items():
        if not persons:
            yield Finding(
                "procedure.W070", procedure.name,
                Words(f"“{name}”的岗位当日无人在岗", f"nobody holds the post of {name} on {on}"),
            )  # fmt: skip
    for first, second in procedure.apart:
        both = held.get(first, frozenset()) | held.get(second, frozenset())
        if held.get(first) and held.get(second) and len(both) < 2:
            yield Finding(
                "procedure.W071", procedure.name,
                Words(
                    f"“{first}”与“{second}”须由两人办理，但只有一人在岗",
                    f"{first} and {second} need two persons, but only one holds their posts",
                ),
            )  # fmt: skip
