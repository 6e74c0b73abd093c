"""Reading the YAML files beside this module: one law a file, with its versions and articles.

    title: {zh: 某办法, en: Some Measures}
    kind: rule                       # one of KINDS
    number: 第12号令                  # optional: the number it was published under
    aliases: [办法, R24]              # optional: other names under which it is found
    numbering: article               # optional: article (第六条) or section (（六）)
    replaced_by: {law: 某法典, note: {zh: …, en: …}}     # optional; the other must be encoded
    versions:
      - key: "2024"
        from: 2024-05-01             # null: commencement not recorded
        to: 2025-04-30               # left out: in force
        made: 2024                   # optional: surely not in force before this year
        dates: M                     # optional: how sure the days are, where less than the text
        aliases: [R24]               # optional: names of this wording alone
        confidence: V
        articles: {…}                # articles of this wording alone
    articles:                        # articles of every wording
      36: {zh: …, en: …, confidence: V, paragraphs: [2], items: [6]}

`status: awaited` in place of versions: an instrument that is named and whose text nobody has given
us. It has a title and a number, and nothing can be cited from it. A file may hold several under
`laws:`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType

from fadu.law.sheet import Sheet
from fadu.law.words import LawError, Words

KINDS: Mapping[str, Words] = MappingProxyType(
    {
        "constitution": Words("宪法", "Constitution"),
        "law": Words("法律", "Law"),
        "interpretation": Words("司法解释", "Judicial interpretation"),
        "regulation": Words("行政法规", "State Council regulation"),
        "local_regulation": Words("地方性法规", "Local regulation"),
        "rule": Words("部门规章", "Department rule"),
        "local_rule": Words("地方政府规章", "Local government rule"),
        "party": Words("党内法规", "Party rule"),
        "normative": Words("规范性文件", "Normative document"),
        "standard": Words("标准", "Standard"),
        "report": Words("报告", "Report"),
    }
)
NUMBERINGS = ("article", "section")
# Full text read; a page quoting it read; memory, fairly sure. Weakest last.
CONFIDENCES = ("V", "V2", "M")
SURENESS: Mapping[str, Words] = MappingProxyType(
    {
        "V": Words("已核对全文", "full text read"),
        "V2": Words("据转引，未见全文", "read in a quotation"),
        "M": Words("据记忆，未经核对", "from memory, text not read"),
        "unconfirmed": Words("未经核实", "unconfirmed"),
    }
)
# What a wording is called whose key is no year.
_CALLED: Mapping[str, Words] = MappingProxyType(
    {
        "former": Words("旧版", "former version"),
        "current": Words("现行版", "current version"),
        "read": Words("读到的版本", "version that was read"),
    }
)
_HERE = Path(__file__).parent


class NotInForce(LawError):
    """A law that had no version in force on the day asked about."""


@dataclass(frozen=True, slots=True)
class Article:
    """What an article says, in our own short words; the paragraphs and items that may be cited."""

    number: int
    about: Words
    confidence: str
    paragraphs: tuple[int, ...] = ()
    items: tuple[int, ...] = ()

    def has(self, paragraph: int | None, item: int | None) -> bool:
        """Whether the paragraph and the item, where asked for, are ones that may be cited."""
        return (paragraph is None or paragraph in self.paragraphs) and (
            item is None or item in self.items
        )


@dataclass(frozen=True, slots=True)
class Version:
    """A wording and its time in force, both days inclusive; None: not recorded, or still open.

    `made`: the year of a wording whose commencement is not recorded; it held no earlier. `dates`:
    how sure the days are. `aliases`: names of this wording alone.
    """

    key: str
    since: date | None
    until: date | None
    note: Words | None
    confidence: str
    articles: Mapping[int, Article]
    made: int | None
    dates: str
    aliases: tuple[str, ...]

    @property
    def title(self) -> Words:
        """The wording as a reader sees it: by its year, or the number of its order."""
        if self.key.isdecimal() and len(self.key) < len("2017"):
            return Words(f"第{self.key}号令", f"Order {self.key}")
        return _CALLED.get(self.key, Words(f"{self.key}版", f"version {self.key}"))

    @property
    def first(self) -> date:
        """The first day on which this wording may have been in force."""
        return self.since or (date(self.made, 1, 1) if self.made else date.min)

    @property
    def last(self) -> date:
        """The last day on which it was, or the end of time."""
        return self.until or date.max

    def covers(self, on: date) -> bool:
        """Whether this wording was in force that day."""
        return self.first <= on <= self.last


@dataclass(frozen=True, slots=True)
class Successor:
    """The law that took another's place, and what became of the rest."""

    law: str
    note: Words | None


@dataclass(frozen=True, slots=True)
class Law:
    """A law, rule, document or report that values and steps rest on.

    `awaited`: named, but its text must be supplied by the bureau; it has no versions.
    """

    name: str
    title: Words
    kind: str
    versions: tuple[Version, ...]
    number: str = ""
    aliases: tuple[str, ...] = ()
    numbering: str = "article"
    replaced_by: Successor | None = None
    note: Words | None = None
    awaited: bool = False

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
    """All encoded laws by Chinese title; SheetError when two share a name."""
    return read_folder(_HERE)


def read_folder(folder: Path) -> Mapping[str, Law]:
    """The laws of a folder by Chinese title, proved: one name, one law; successors are known."""
    found: dict[str, Law] = {}
    named: dict[str, str] = {}
    for sheet in _sheets(folder):
        each = read_law(sheet)
        for name in {name.casefold() for name in names(each)}:
            taken = named.setdefault(name, sheet.where)
            if taken != sheet.where:
                raise sheet.wrong(name, f"与{taken}重名", f"is also in {taken}")
        found[each.name] = each
    for each in found.values():
        if each.replaced_by is not None and each.replaced_by.law not in found:
            raise LawError(
                Words(
                    f"{each.name}：替代它的{each.replaced_by.law}未收录",
                    f"{each.name}: its successor {each.replaced_by.law} is not encoded",
                )
            )
    return MappingProxyType(found)


def _sheets(folder: Path) -> Iterator[Sheet]:
    for path in sorted(folder.glob("*.yaml")):
        sheet = Sheet.read(path)
        if "laws" in sheet:
            yield from sheet.sheets("laws")
            sheet.done()
        else:
            yield sheet


def names(source: Law) -> tuple[str, ...]:
    """Every name a law is found by: title, number, aliases, names of its wordings."""
    ofwordings = (alias for version in source.versions for alias in version.aliases)
    numbers = (source.number,) if source.number else ()
    return (source.title.zh, source.title.en, *numbers, *source.aliases, *ofwordings)


def read_law(sheet: Sheet) -> Law:
    """One law from its file; SheetError when versions overlap or anything is amiss."""
    title = sheet.words("title")
    awaited = "status" in sheet and _one_of(sheet, "status", ("awaited",)) == "awaited"
    common = {} if awaited else _articles(sheet)
    versions = () if awaited else tuple(_version(each, common) for each in sheet.sheets("versions"))
    read = Law(
        name=title.zh,
        title=title,
        kind=_one_of(sheet, "kind", tuple(KINDS)),
        versions=versions,
        number=sheet.text("number") if "number" in sheet else "",
        aliases=_texts(sheet, "aliases"),
        numbering=_one_of(sheet, "numbering", NUMBERINGS) if "numbering" in sheet else "article",
        replaced_by=_successor(sheet.sheet("replaced_by")) if "replaced_by" in sheet else None,
        note=sheet.words_or_none("note"),
        awaited=awaited,
    )
    sheet.done()
    if not versions and not awaited:
        raise sheet.wrong("versions", "至少一个版本", "at least one is needed")
    for earlier, later in pairwise(versions):
        if earlier.until is None or later.since is None or earlier.until >= later.since:
            raise sheet.wrong("versions", "版本时间重叠或次序颠倒", "overlap or are out of order")
    return read


def _successor(sheet: Sheet) -> Successor:
    successor = Successor(sheet.text("law"), sheet.words_or_none("note"))
    sheet.done()
    return successor


def _version(sheet: Sheet, common: Mapping[int, Article]) -> Version:
    confidence = _one_of(sheet, "confidence", CONFIDENCES)
    version = Version(
        key=sheet.text("key"),
        since=sheet.day_or_none("from"),
        until=sheet.day_or_none("to"),
        note=sheet.words_or_none("note"),
        confidence=confidence,
        articles=MappingProxyType({**common, **_articles(sheet)}),
        made=sheet.number("made") if "made" in sheet else None,
        dates=_one_of(sheet, "dates", CONFIDENCES) if "dates" in sheet else confidence,
        aliases=_texts(sheet, "aliases"),
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
        articles[number] = Article(
            number,
            Words(row.text("zh"), row.text("en")),
            _one_of(row, "confidence", CONFIDENCES),
            _numbers(row, "paragraphs"),
            _numbers(row, "items"),
        )
        row.done()
    return articles


def _numbers(sheet: Sheet, key: str) -> tuple[int, ...]:
    rows = sheet.list(key) if key in sheet else []
    return tuple(each for each in rows if isinstance(each, int))


def _texts(sheet: Sheet, key: str) -> tuple[str, ...]:
    rows = sheet.list(key) if key in sheet else []
    return tuple(str(each) for each in rows)


def _one_of(sheet: Sheet, key: str, allowed: tuple[str, ...]) -> str:
    value = sheet.text(key)
    if value not in allowed:
        raise sheet.wrong(key, f"应为 {allowed} 之一", f"one of {allowed} is expected")
    return value
