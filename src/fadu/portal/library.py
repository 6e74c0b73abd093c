"""The law library as the search of the portal finds it: laws, their articles, dated values.

Made once a day and bureau state, because there are many and they change seldom.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.urls import reverse

from fadu.law.parameters import Parameters
from fadu.law.sources import KINDS, SURENESS, Law, cite_named, laws, standing
from fadu.law.sources.library import names
from fadu.law.words import Words
from fadu.portal import dated

LAW, ARTICLE, VALUE = Words("法规", "Law"), Words("条文", "Article"), Words("数值", "Figure")
SHELVES = (LAW, ARTICLE, VALUE)


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it is sought: title and texts in both languages, and what its kind is called.

    `under`: what it is part of, shown whatever was sought.
    """

    kind: Words
    title: Words
    address: str
    texts: tuple[Words, ...]
    under: Words | None = None


@lru_cache(maxsize=4)
def shelved(held: Parameters, on: date, bureau: str) -> tuple[Page, ...]:
    """Every law, every article of the wording of a day, and every value."""
    laws_first = sorted(laws().values(), key=lambda each: list(KINDS).index(each.kind))
    return (
        *(_of_law(each, bureau) for each in laws_first),
        *_of_values(held, on, bureau),
        *(page for each in laws_first for page in _of_articles(each, on, bureau)),
    )


def _of_law(source: Law, bureau: str) -> Page:
    known = [name for name in names(source) if name not in (source.title.zh, source.title.en)]
    texts = (KINDS[source.kind], *(Words(each, each) for each in known))
    number = Words(source.number, source.number) if source.number else None
    return Page(LAW, source.title, _address(source, bureau), texts, under=number)


def _of_articles(source: Law, on: date, bureau: str) -> Iterator[Page]:
    if standing(source, on) != "in_force":
        return
    for number, article in source.version(on).articles.items():
        said = cite_named(source.name, number).words
        address = f"{_address(source, bureau)}#article-{number}"
        yield Page(ARTICLE, article.about, address, (said,), under=said)


def _of_values(held: Parameters, on: date, bureau: str) -> Iterator[Page]:
    for figure in dated.figures(held, on, bureau):
        topic = dated.TOPICS.get(figure.topic, dated.OTHER)
        name = Words(figure.key.name, figure.key.name)
        said = _said(figure)
        address = reverse("portal:value", args=(bureau, figure.key.name))
        texts = (*([said] if said else []), topic, name)
        yield Page(VALUE, figure.key.title, address, texts, under=said)


def _said(figure: dated.Figure) -> Words | None:
    if figure.value is None or figure.value.confirmed:
        return figure.value.words if figure.value else figure.missing
    said, doubt = figure.value.words, SURENESS["unconfirmed"]
    return Words(f"{said.zh}（{doubt.zh}）", f"{said.en} ({doubt.en})")


def _address(source: Law, bureau: str) -> str:
    return reverse("portal:law", args=(bureau, source.name))
