"""What stands beside a case: a register's own rows on the same thing, offered by its `beside.py`.

`beside(case) -> Sequence[Panel]` of an app says what its register knows of what the case is about,
and where the application says something else. It tells facts and decides nothing: gates decide.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from fadu.law.words import Words
from fadu.procedure.discover import modules
from fadu.procedure.models import Case


@dataclass(frozen=True, slots=True)
class Row:
    """One fact of a register; `stated` is what the application says of the same, where it does.

    `heed` marks what an officer must not overlook, such as a restriction that stands.
    """

    title: Words
    value: Words
    stated: Words | None = None
    agrees: bool | None = None
    heed: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A text as it will stand when the case is decided, in one language ("zh-Hans", "en")."""

    language: str
    heading: str
    body: str


@dataclass(frozen=True, slots=True)
class Panel:
    """The rows of one register on one thing, and where they come from.

    `drafts` are texts that wait to be published; the facts named in `covers` stand in the panel in
    full, so that the page does not say them twice.
    """

    title: Words
    source: Words
    rows: tuple[Row, ...]
    drafts: tuple[Draft, ...] = ()
    covers: frozenset[str] = frozenset()

    @property
    def differing(self) -> int:
        """In how many rows application and register do not agree."""
        return sum(row.agrees is False for row in self.rows)


def panels(case: Case) -> list[Panel]:
    """What all registers offer beside a case."""
    found: list[Panel] = []
    for module in modules("beside"):
        offered: Sequence[Panel] = module.beside(case)
        found += offered
    return found
