"""The law library 法规库 as its pages show it: rows of the list, and one law on a day."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from fadu.law.parameters import Parameters
from fadu.law.sources import (
    KINDS,
    STANDINGS,
    SURENESS,
    Article,
    Law,
    Version,
    find,
    laws,
    predecessors,
    standing,
)
from fadu.law.words import Words
from fadu.pages.who import Visit
from fadu.procedure.citing import Use, cited_in, everything, holding

# What a reader may ask for besides the standings.
UNSURE = "unsure"
STATES = {**STANDINGS, UNSURE: Words("未见全文", "text not read")}


@dataclass(frozen=True, slots=True)
class Day:
    """The day asked about; where what was typed is no day, today and what is wrong."""

    on: date
    typed: str
    fault: Words | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A field of the form that offers what to choose from, and what was chosen."""

    name: str
    title: Words
    options: tuple[tuple[str, Words], ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class Find:
    """The form above a list of the library: how things are named, what was typed, the choices."""

    named: Words
    typed: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A law in the list."""

    law: Law
    kind: Words
    standing: str
    standing_words: Words
    version: Version | None
    uses: int

    @property
    def unsure(self) -> Words | None:
        """How sure its text is, where it was not read in full."""
        version = self.version
        if version is None or version.confidence == "V":
            return None
        return SURENESS[version.confidence]


@dataclass(frozen=True, slots=True)
class Told:
    """An article on a page: its words, how sure they are, and what rests on it that day."""

    article: Article
    sure: Words | None
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """A version on the time line; `day` is one on which it can be read."""

    version: Version
    current: bool
    day: date | None
    sure: Words
    dates: Words | None


@dataclass(frozen=True, slots=True)
class Page:
    """A law on a day."""

    row: Row
    wordings: tuple[Wording, ...]
    articles: tuple[Told, ...]
    whole: tuple[Use, ...]
    elsewhere: int
    replaced: tuple[Law, ...]
    by: Law | None


def day_asked(visit: Visit) -> Day:
    """The day of `?on=`, today where there is none."""
    typed = visit.GET.get("on", "").strip()
    today = visit.moment.on
    if not typed:
        return Day(today, today.isoformat())
    try:
        return Day(date.fromisoformat(typed), typed)
    except ValueError:
        fault = Words(
            f"“{typed}”不是日期，应如 2021-07-15。下面按今天显示。",
            f"“{typed}” is no date, as 2021-07-15 is. Below stands today's law.",
        )
        return Day(today, typed, fault)


def rows(held: Parameters, on: date, q: str, kind: str, state: str) -> list[Row]:
    """The laws that fit, by kind and title; those a name fits come best first."""
    counts = Counter(use.citation.law for use in everything(held))
    found: Iterable[Law] = find(q) if q.strip() else _by_kind()
    shown = [_row(each, on, counts[each.name]) for each in found]
    return [each for each in shown if _fits(each, kind, state)]


def page_of(source: Law, held: Parameters, on: date) -> Page:
    """A law as it stood on a day, with what rests on it."""
    uses = cited_in(source.name, held)
    row = _row(source, on, len(uses))
    holds = holding(uses, on)
    articles = row.version.articles if row.version else {}
    told = tuple(_told(articles[number], holds) for number in sorted(articles))
    shown = sum(len(each.uses) for each in told)
    whole = tuple(use for use in holds if use.citation.article is None)
    return Page(
        row=row,
        wordings=tuple(_wording(version, on) for version in source.versions),
        articles=told,
        whole=whole,
        elsewhere=len(uses) - shown - len(whole),
        replaced=predecessors(source),
        by=laws()[source.replaced_by.law] if source.replaced_by else None,
    )


def _by_kind() -> list[Law]:
    order = list(KINDS)
    return sorted(laws().values(), key=lambda each: (order.index(each.kind), each.title.zh))


def _row(source: Law, on: date, uses: int) -> Row:
    state = standing(source, on)
    version = source.version(on) if state == "in_force" else None
    return Row(source, KINDS[source.kind], state, STANDINGS[state], version, uses)


def _fits(row: Row, kind: str, state: str) -> bool:
    if kind and row.law.kind != kind:
        return False
    if state == UNSURE:
        return row.unsure is not None
    return not state or row.standing == state


def _told(article: Article, uses: tuple[Use, ...]) -> Told:
    mine = tuple(use for use in uses if use.citation.article == article.number)
    sure = None if article.confidence == "V" else SURENESS[article.confidence]
    return Told(article, sure, mine)


def _wording(version: Version, on: date) -> Wording:
    day = version.since or version.until or (date(version.made, 12, 31) if version.made else None)
    dates = SURENESS[version.dates] if version.dates != version.confidence else None
    return Wording(version, version.covers(on), day, SURENESS[version.confidence], dates)
