"""Reading parameter files: keys with a title, a unit, a direction of tightening, dated values.

    reg.limit.statutory:
      title: {zh: 法定办结时限, en: Statutory limit}
      unit: period
      tightens: lower            # lower | higher | fewer | more | within | fixed | none
      values:
        - {layer: national, from: 2015-03-01, value: 30wd, confidence: V,
           source: {law: 不动产登记暂行条例, article: 20}}

A source names a law with `article`, `paragraph` and `item` as far as known, several of them in a
list, or a `document: {zh, en}` that is no law. `layer` is national or a division code of 2, 4 or 6
digits, in quotes. A row of papers may say `recordings: true` (see `PaperRow`). A key may also say
`starts` (from what the period runs), `stops` (what suspends or lengthens it) and `basis` (of what a
share or multiple is taken), each {zh, en}; `bounded_by` names a key that it may not loosen. A value
may say `yields: {law, article, to: [kinds of law]}`: the article lets instruments of those kinds
set otherwise.

Units (all in `law.worth`): `period` (30wd); whole numbers (`fen`, `fen_per_m2`, `permille`, `ppm`,
`hundredths` of a multiple, `count` …), each also as a range {least: 500, most: 1000}; `yearday`
(before 03-01, by 01-31, on 12-04); `fraction` (2/3); `rule`, {zh, en}, and `text`; `set`, a list
of {code, zh, en}; `papers`, a list of rows; `switch`, 0 (off) or 1 (on). The value null says that
the law of that time gives no figure (“promptly”); a note must say what it says.

A key without `values` awaits one from the bureau and says under `awaits` why there is none (`why`),
`who` supplies it, from which `instrument` (named as in `law.sources`, where there is one), and what
holds `without` it.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TypedDict

from fadu.law.sheet import Sheet
from fadu.law.sources import KINDS, Citation, begins, cite_named, law
from fadu.law.words import Words
from fadu.law.worth import UNITS, Plain, read_plain, said

NATIONAL = "national"
CONFIDENCES = ("V", "V2", "M", "unconfirmed")
CONFIRMED = ("V", "V2")  # a memory confirms nothing
TIGHTENS = ("lower", "higher", "fewer", "more", "within", "fixed", "none")
_PLACES = ("article", "paragraph", "item")
_LAYER = re.compile(r"national|[0-9]{2}|[0-9]{4}|[0-9]{6}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Source:
    """What a value rests on: articles, or a document that is no law (then in words)."""

    citations: tuple[Citation, ...] = ()
    document: Words | None = None

    @property
    def words(self) -> Words:
        """The source as a reader sees it; several articles are joined."""
        said = [each.words for each in self.citations]
        if self.document is not None:
            said.append(self.document)
        return Words("、".join(each.zh for each in said), "; ".join(each.en for each in said))


class PaperRow(TypedDict):
    """One paper of a list. `by_sharing`: the bureau fetches it, the applicant need not bring it;
    `recordings`: sound and film are taken as well as documents and pictures.
    """

    code: str
    title: Words
    required: bool
    tolerable: bool
    by_sharing: bool
    recordings: bool
    source: Source
    confirmed: bool


Worth = Plain | tuple[PaperRow, ...]


def spoken(worth: Worth, unit: str) -> Words:
    """A value as a reader sees it, in its unit; of papers their titles."""
    if isinstance(worth, tuple):
        titles = [row["title"] for row in worth]
        return Words("；".join(each.zh for each in titles), "; ".join(each.en for each in titles))
    return said(worth, unit)


@dataclass(frozen=True, slots=True)
class Yields:
    """An article that lets instruments of some kinds of law set otherwise."""

    citation: Citation
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Awaits:
    """Why a key has no value, who supplies it, from which instrument, what holds without it."""

    why: Words
    who: Words
    without: Words
    instrument: Words | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of one layer and its time, both days inclusive; None: unrecorded, or open."""

    layer: str
    since: date | None
    until: date | None
    worth: Worth
    source: Source
    confidence: str
    note: Words | None
    yields: Yields | None = None

    @property
    def confirmed(self) -> bool:
        """Whether a source stands behind the value; what has none binds nobody."""
        return self.confidence in CONFIRMED

    @property
    def first(self) -> date:
        """The first day of the value: no earlier than the laws it rests on, where unrecorded."""
        return self.since or max((begins(each) for each in self.source.citations), default=date.min)

    @property
    def last(self) -> date:
        """The last day of the value, or the end of time."""
        return self.until or date.max

    def covers(self, on: date) -> bool:
        """Whether the value holds that day."""
        return self.first <= on <= self.last

    def overlaps(self, other: "Entry") -> bool:
        """Whether both hold on some day."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class Key:
    """A parameter: what it is called, how it is measured, which way is tighter, its values."""

    name: str
    title: Words
    unit: str
    tightens: str
    bounded_by: str | None
    entries: tuple[Entry, ...]
    starts: Words | None = None
    stops: Words | None = None
    basis: Words | None = None
    awaits: Awaits | None = None


def read_key(name: str, sheet: Sheet, known: Key | None) -> Key:
    """A key from a file; one already known may only add values. SheetError when it is amiss."""
    if known is None:
        known = Key(
            name=name,
            title=sheet.words("title"),
            unit=_one_of(sheet, "unit", UNITS),
            tightens=_one_of(sheet, "tightens", TIGHTENS),
            bounded_by=sheet.text("bounded_by") if "bounded_by" in sheet else None,
            entries=(),
            starts=sheet.words_or_none("starts"),
            stops=sheet.words_or_none("stops"),
            basis=sheet.words_or_none("basis"),
            awaits=_awaits(sheet.sheet("awaits")) if "awaits" in sheet else None,
        )
    unit = known.unit
    # Without values the key is a setting that the bureau must supply.
    rows = sheet.sheets("values") if "values" in sheet else ()
    entries = tuple(_entry(row, unit) for row in rows)
    sheet.done()
    return replace(known, entries=known.entries + entries)


def _entry(sheet: Sheet, unit: str) -> Entry:
    source = read_source(sheet)
    confidence = _one_of(sheet, "confidence", CONFIDENCES)
    entry = Entry(
        layer=sheet.text("layer"),
        since=sheet.day_or_none("from"),
        until=sheet.day_or_none("to"),
        worth=_worth(sheet, unit, source, confidence in CONFIRMED),
        source=source,
        confidence=confidence,
        note=sheet.words_or_none("note"),
        yields=_yields(sheet.sheet("yields")) if "yields" in sheet else None,
    )
    if not _LAYER.fullmatch(entry.layer):
        raise sheet.wrong("layer", "应为 national 或区划代码", "national or a division code")
    if "from" not in sheet:
        raise sheet.wrong("from", "缺少此项（未知写 null）", "is missing (null where not recorded)")
    if entry.since and entry.until and entry.until < entry.since:
        raise sheet.wrong("to", "早于 from", "precedes from")
    sheet.done()
    return entry


def _worth(sheet: Sheet, unit: str, source: Source, confirmed: bool) -> Worth:
    if unit == "papers":
        rows = tuple(_paper(row, source, confirmed) for row in sheet.sheets("value"))
        if len({row["code"] for row in rows}) < len(rows):
            raise sheet.wrong("value", "材料代码重复", "a paper's code comes twice")
        return rows
    return read_plain(sheet, unit)


def _yields(sheet: Sheet) -> Yields:
    found = Yields(
        cite_named(sheet.text("law"), sheet.number("article")),
        tuple(str(each) for each in sheet.list("to")),
    )
    sheet.done()
    if not found.to or not set(found.to) <= set(KINDS):
        raise sheet.wrong("to", f"应为 {tuple(KINDS)} 之一", f"one of {tuple(KINDS)} is expected")
    return found


def _awaits(sheet: Sheet) -> Awaits:
    instrument = None
    if "instrument" in sheet:
        named = law(sheet.text("instrument"))
        if named is None:
            raise sheet.wrong("instrument", "未收录这份文件", "is not encoded")
        instrument = named.title
    found = Awaits(
        why=sheet.words("why"),
        who=sheet.words("who"),
        without=sheet.words("without"),
        instrument=instrument,
    )
    sheet.done()
    return found


def _paper(sheet: Sheet, source: Source, confirmed: bool) -> PaperRow:
    row = PaperRow(
        code=sheet.text("code"),
        title=sheet.words("title"),
        required=sheet.flag("required"),
        tolerable=sheet.flag("tolerable"),
        by_sharing=sheet.flag("by_sharing"),
        source=read_source(sheet) if "source" in sheet else source,
        recordings="recordings" in sheet and sheet.flag("recordings"),
        confirmed=confirmed,
    )
    sheet.done()
    return row


def read_source(sheet: Sheet, key: str = "source") -> Source:
    """One article, a list of articles, or a document; UnknownCitation if one is not encoded."""
    several = isinstance(sheet.take(key), list)
    rows = list(sheet.sheets(key)) if several else [sheet.sheet(key)]
    citations: list[Citation] = []
    document: Words | None = None
    for row in rows:
        if "document" in row:
            document = row.words("document")
        else:
            place = (row.number(each) if each in row else None for each in _PLACES)
            citations.append(cite_named(row.text("law"), *place))
        row.done()
    if not citations and document is None:
        raise sheet.wrong(key, "没有来源", "names no source")
    return Source(tuple(citations), document)


def _one_of(sheet: Sheet, key: str, allowed: tuple[str, ...]) -> str:
    value = sheet.text(key)
    if value not in allowed:
        raise sheet.wrong(key, f"应为 {allowed} 之一", f"one of {allowed} is expected")
    return value
