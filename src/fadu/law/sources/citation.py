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
    """A place in a law. Made by `cite`, which proves that it exists; `article` None: the whole."""

    law: str
    article: int | None = None
    paragraph: int | None = None

    @property
    def words(self) -> Words:
        """《不动产登记暂行条例》第十四条 / Interim Regulations …, art. 14"""
        source = _known(self.law)
        # A document is known by its number, which Chinese writes without title marks.
        zh = source.title.zh if source.kind == "document" else f"《{source.title.zh}》"
        en = source.title.en
        if self.article is not None:
            zh += f"第{chinese(self.article)}条"
            en += f", art. {self.article}"
        if self.paragraph is not None:
            zh += f"第{chinese(self.paragraph)}款"
            en += f"({self.paragraph})"
        return Words(zh, en)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A citation on a day: the version in force, its article, and the weaker certainty."""

    citation: Citation
    law: Law
    version: Version
    article: Article | None
    confidence: str


def cite(name: str, article: int | None = None, paragraph: int | None = None) -> Citation:
    """The citation; UnknownCitation unless law, article and paragraph are all encoded.

    `name` is the law's Chinese title without marks, or a document's number. `article` None cites
    the whole (a report, a price notice). A paragraph must be one that the article's data names.
    """
    source = _known(name)
    if article is None:
        if paragraph is not None:
            raise _unknown(name, article, paragraph)
        return Citation(name)
    found = [v.articles[article] for v in source.versions if article in v.articles]
    if not found or (
        paragraph is not None and all(paragraph not in each.paragraphs for each in found)
    ):
        raise _unknown(name, article, paragraph)
    return Citation(name, article, paragraph)


def resolve(citation: Citation, on: date) -> Resolved:
    """The wording that held on the day.

    NotInForce when the law had no version that day; UnknownCitation when that version has no such
    article (numbers move between versions) or no such paragraph.
    """
    source = _known(citation.law)
    version = source.version(on)
    if citation.article is None:
        return Resolved(citation, source, version, None, version.confidence)
    article = version.articles.get(citation.article)
    if article is None or (
        citation.paragraph is not None and citation.paragraph not in article.paragraphs
    ):
        raise _unknown(citation.law, citation.article, citation.paragraph, version.key)
    weaker = max(version.confidence, article.confidence, key=CONFIDENCES.index)
    return Resolved(citation, source, version, article, weaker)


def _known(name: str) -> Law:
    source = law(name)
    if source is None:
        raise _unknown(name, None, None)
    return source


def _unknown(
    name: str, article: int | None, paragraph: int | None, version: str = ""
) -> UnknownCitation:
    place = name + (f" {article}" if article else "") + (f"({paragraph})" if paragraph else "")
    place += f" [{version}]" if version else ""
    return UnknownCitation(
        Words(f"未收录，不能引用：{place}", f"not encoded, so not to be cited: {place}")
    )
