"""Reading the YAML files beside this module: one law a file, with its versions and articles.

Articles written at the top of a file hold for every version; a version may carry articles of its
own, which is how a renumbering (行政处罚法 2017 → 2021) is told.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from fadu.law.sheet import Sheet
from fadu.law.words import LawError, Words

KINDS = ("law", "regulation", "rule", "document", "report")
# Full text read; a page quoting it read; memory, fairly sure. Weakest last.
CONFIDENCES = ("V", "V2", "M")
_HERE = Path(__file__).parent


class NotInForce(LawError):
    """A law that had no version in force on the day asked about."""


@dataclass(frozen=True, slots=True)
class Article:
    """What an article says, in our own short words. `paragraphs`: those that may be cited."""

    number: int
    about: Words
    confidence: str
    paragraphs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """A wording and its time in force, both days inclusive; None: not recorded, or still open."""

    key: str
    since: date | None
    until: date | None
    note: Words | None
    confidence: str
    articles: Mapping[int, Article]

    def covers(self, on: date) -> bool:
        """Whether this wording was in force that day."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Law:
    """A law, regulation, rule, document or report that values and steps rest on."""

    name: str
    title: Words
    kind: str
    versions: tuple[Version, ...]

    def version(self, on: date) -> Version:
        """The wording in force that day; NotInForce when there is none."""
        for version in self.versions:
            if version.covers(on):
                return version
        raise NotInForce(
            Words(
                f"{self.title.zh}在{on}没有施行中的版本",
                f"{self.title.en} had no version in force on {on}",
            )
        )

    def has(self, article: int) -> bool:
        """Whether any version's article of that number is encoded."""
        return any(article in version.articles for version in self.versions)


def law(name: str) -> Law | None:
    """The law of that Chinese title (or document number), or None."""
    return laws().get(name)


@cache
def laws() -> Mapping[str, Law]:
    """All encoded laws by Chinese title."""
    found = (read_law(Sheet.read(path)) for path in sorted(_HERE.glob("*.yaml")))
    return MappingProxyType({each.name: each for each in found})


def read_law(sheet: Sheet) -> Law:
    """One law from its file; SheetError when versions overlap or anything is amiss."""
    title, kind = sheet.words("title"), sheet.text("kind")
    if kind not in KINDS:
        raise sheet.wrong("kind", f"应为 {KINDS} 之一", f"one of {KINDS} is expected")
    common = _articles(sheet)
    versions = tuple(_version(each, common) for each in sheet.sheets("versions"))
    sheet.done()
    for earlier, later in pairwise(versions):
        if earlier.until is None or later.since is None or earlier.until >= later.since:
            raise sheet.wrong("versions", "版本时间重叠或次序颠倒", "overlap or are out of order")
    return Law(title.zh, title, kind, versions)


def _version(sheet: Sheet, common: Mapping[int, Article]) -> Version:
    version = Version(
        key=sheet.text("key"),
        since=sheet.day_or_none("from"),
        until=sheet.day_or_none("to"),
        note=sheet.words_or_none("note"),
        confidence=_confidence(sheet),
        articles=MappingProxyType({**common, **_articles(sheet)}),
    )
    sheet.done()
    return version


def _articles(sheet: Sheet) -> dict[int, Article]:
    if "articles" not in sheet:
        return {}
    rows = sheet.sheet("articles")
    articles: dict[int, Article] = {}
    for number in rows:
        if not isinstance(number, int):
            raise rows.wrong(number, "条号应为整数", "an article number is expected")
        row = rows.sheet(number)
        paragraphs = row.list("paragraphs") if "paragraphs" in row else []
        articles[number] = Article(
            number,
            Words(row.text("zh"), row.text("en")),
            _confidence(row),
            tuple(each for each in paragraphs if isinstance(each, int)),
        )
        row.done()
    return articles


def _confidence(sheet: Sheet) -> str:
    confidence = sheet.text("confidence")
    if confidence not in CONFIDENCES:
        raise sheet.wrong(
            "confidence", f"应为 {CONFIDENCES} 之一", f"one of {CONFIDENCES} is expected"
        )
    return confidence
