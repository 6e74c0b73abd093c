"""What a case is about, by the key of the parameter that holds its fine (`violations.yaml`)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from fadu.law.sheet import Sheet
from fadu.law.words import Words

AREA, GAIN, FEE, VALUE, SUM = "area", "gain", "fee", "value", "sum"
# A violation's fine may stand under several keys: as a share, a multiple, a fixed range.
PLAIN = ("", ".share", ".fixed")
MULTIPLE, SMALL, SMALL_BELOW = ".multiple", ".small", ".small_below"
_FILE = Path(__file__).parent / "violations.yaml"


@dataclass(frozen=True, slots=True)
class Violation:
    """A kind of violation: `key` names its fine, `of` what the fine is taken of."""

    key: str
    title: Words
    of: str
    field: str
    means: "re.Pattern[str]"
    by_article: bool
    excludes: "re.Pattern[str] | None" = None

    def says(self, text: str) -> bool:
        """Whether a lower-case text means this violation."""
        if text in (self.title.en, self.title.zh):
            return True
        excluded = self.excludes is not None and self.excludes.search(text)
        return bool(self.means.search(text)) and not excluded


@cache
def violations() -> Mapping[str, Violation]:
    """All kinds, the more special first."""
    sheet = Sheet.read(_FILE)
    found = {}
    for key in sheet:
        row = sheet.sheet(key)
        means = _either(row, "any")
        excludes = _either(row, "unless") if "unless" in row else None
        title = Words(row.text("zh"), row.text("en"))
        alone = row.flag("by_article") if "by_article" in row else True
        found[str(key)] = Violation(
            str(key), title, row.text("of"), row.text("field"), means, alone, excludes
        )
        row.done()
    return MappingProxyType(found)


def _either(row: Sheet, key: str) -> "re.Pattern[str]":
    return re.compile("|".join(f"(?:{each})" for each in row.list(key)))


def named(texts: Iterable[str], field: str) -> tuple[str, ...]:
    """The violations that texts name, in their order; only the most special one of each text."""
    found = []
    for text in texts:
        plain = text.lower()
        for key, violation in violations().items():
            if violation.field == field and violation.says(plain):
                found.append(key)
                break
    return tuple(dict.fromkeys(found))
