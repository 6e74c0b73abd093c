"""Citing an article beside the rule that applies it, and finding its wording on a day."""

from dataclasses import dataclass
from datetime import date

from fadu.law.numerals import chinese
from fadu.law.sources.library import CONFIDENCES, Article, Law, Version, law
from fadu.law.words import LawError, Words


class UnknownCitation(LawError, LookupError):
    """A law, article or paragraph that is not encoded and therefore cannot be relied upon."""


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """A place in a law. Made by `cite`, which proves that it exists; `article` None: the whole.

    `item` is one of a numbered list, （六）, in the article or its paragraph.
    """

    law: str
    article: int | None = None
    paragraph: int | None = None
    item: int | None = None

    @property
    def words(self) -> Words:
        """《不动产登记暂行条例》第十四条 / Interim Regulations …, art. 14"""
        source = _known(self.law)
        # A document known by its number is written without title marks.
        zh = source.title.zh if "〔" in source.title.zh else f"《{source.title.zh}》"
        en = source.title.en
        if self.article is not None and source.numbering == "section":
            zh += f"（{chinese(self.article)}）"
            en += f", section {self.article}"
        elif self.article is not None:
            zh += f"第{chinese(self.article)}条"
            en += f", art. {self.article}"
        if self.paragraph is not None:
            zh += f"第{chinese(self.paragraph)}款"
            en += f"({self.paragraph})"
        if self.item is not None:
            zh += f"第（{chinese(self.item)}）项"
            en += f", item {self.item}"
        return Words(zh, en)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A citation on a day: the version in force, its article, and the weaker certainty."""

    citation: Citation
    law: Law
    version: Version
    article: Article | None
    confidence: str


def cite(
    name: str, article: int | None = None, paragraph: int | None = None, item: int | None = None
) -> Citation:
    """The citation; UnknownCitation unless law, article, paragraph and item are all encoded.

    `name` is the law's Chinese title without marks, or a document's number. `article` None cites
    the whole (a report, a price notice). A paragraph or item must be one that the article's data
    names; an instrument whose text is awaited cannot be cited at all.
    """
    citation = Citation(name, article, paragraph, item)
    source = _known(name)
    if source.awaited:
        raise UnknownCitation(
            Words(
                f"《{name}》的文本尚待本机关提供，不能引用",
                f"the text of {source.title.en} is still to be supplied, so not to be cited",
            )
        )
    if article is None:
        if paragraph is not None or item is not None:
            raise _unknown(citation)
    elif not any(holds(version, citation) for version in source.versions):
        raise _unknown(citation)
    return citation


def holds(version: Version, citation: Citation) -> bool:
    """Whether a wording has the place that is cited."""
    if citation.article is None:
        return True
    article = version.articles.get(citation.article)
    return article is not None and article.has(citation.paragraph, citation.item)


# For a place that data name or somebody typed: proved when it is read, where UnknownCitation is an
# answer and not a fault of ours. What our own code cites is `cite`, which a test reads.
cite_named = cite


def begins(citation: Citation) -> date:
    """The first day on which a wording with this place may have been in force."""
    return min(
        version.first for version in _known(citation.law).versions if holds(version, citation)
    )


def resolve(citation: Citation, on: date) -> Resolved:
    """The wording that held on the day.

    NotInForce when the law had no version that day; UnknownCitation when that version has no such
    article (numbers move between versions), paragraph or item.
    """
    source = _known(citation.law)
    version = source.version(on)
    if not holds(version, citation):
        raise _unknown(citation, version.key)
    if citation.article is None:
        return Resolved(citation, source, version, None, version.confidence)
    article = version.articles[citation.article]
    weaker = max(version.confidence, article.confidence, key=CONFIDENCES.index)
    return Resolved(citation, source, version, article, weaker)


def _known(name: str) -> Law:
    source = law(name)
    if source is None:
        raise _unknown(Citation(name))
    return source


def _unknown(citation: Citation, version: str = "") -> UnknownCitation:
    place = citation.law + (f" {citation.article}" if citation.article else "")
    place += f"({citation.paragraph})" if citation.paragraph else ""
    place += f" #{citation.item}" if citation.item else ""
    place += f" [{version}]" if version else ""
    return UnknownCitation(
        Words(f"未收录，不能引用：{place}", f"not encoded, so not to be cited: {place}")
    )
