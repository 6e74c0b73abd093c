"""What the steps of a file mean: names in Chinese or English, in many wordings, to kinds of step.

The wordings are data (`steps.yaml`). A name may mean several kinds (“penalty and hearing notices”);
one that means none is not understood, which a report says instead of dropping it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from fadu.law.sheet import Sheet
from fadu.law.words import Words

_FILE = Path(__file__).parent / "steps.yaml"
_NEGATED = re.compile(
    r"^(no|not|never|without|missing)\b|^(未|没有|没|无(?!证))"
    r"|\b(not (done|held|made|told|served|carried out)|omitted)$"
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of step: its title, and the wordings that mean it or rule it out."""

    name: str
    title: Words
    means: "re.Pattern[str]"
    excludes: "re.Pattern[str] | None"

    def fits(self, name: str) -> bool:
        """Whether a lower-case name means this kind."""
        return bool(self.means.search(name)) and not (
            self.excludes is not None and self.excludes.search(name)
        )


@cache
def kinds() -> Mapping[str, Kind]:
    """All kinds of step by name."""
    sheet = Sheet.read(_FILE)
    return MappingProxyType({str(name): _kind(str(name), sheet.sheet(name)) for name in sheet})


def _kind(name: str, row: Sheet) -> Kind:
    found = Kind(
        name,
        Words(row.text("zh"), row.text("en")),
        _either(row, "any"),
        _either(row, "unless") if "unless" in row else None,
    )
    row.done()
    return found


def _either(row: Sheet, key: str) -> "re.Pattern[str]":
    return re.compile("|".join(f"(?:{each})" for each in row.list(key)))


@cache
def _whole() -> Mapping[str, str]:
    """The kinds by their own names and titles, which mean nothing else."""
    found = {}
    for kind in kinds().values():
        for text in (kind.name.replace("_", " "), kind.title.zh, kind.title.en):
            found[text.lower()] = kind.name
    return found


@cache
def meant(name: str) -> tuple[tuple[str, ...], bool]:
    """The kinds that a name means, and whether it says that the step was done."""
    text = re.sub(r"[_\s]+", " ", name.strip().lower())
    whole = _whole().get(text)
    if whole is not None:
        return (whole,), True
    negated = bool(_NEGATED.search(text))
    plain = re.sub(r"^(no|not|never|without|missing)\s+|^(未|没有|没|无)", "", text)
    found = tuple(kind.name for kind in kinds().values() if kind.fits(plain))
    # 未申请听证 is a step of its own: the party gave the hearing up.
    waived = [kind.name for kind in kinds().values() if "waived" in kind.name and kind.fits(text)]
    return (tuple(waived), True) if waived else (found, not negated)


def spoken(name: str) -> Words:
    """A step as the file names it; a kind's own name is told by its title."""
    return kinds()[name].title if name in kinds() else Words(name, name)


def title(kind: str) -> Words:
    """What a kind of step is called."""
    return kinds()[kind].title
