"""What an audit says: findings with severity, rule, version, what was, what should have been.

Derivations are drawn up when somebody reads them, so that a thousand cases cost no more than their
dates.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from fadu.law.audit.case import AuditCase, Unread
from fadu.law.derivation import Line
from fadu.law.period import Due
from fadu.law.sources import Citation, NotInForce, UnknownCitation, resolve
from fadu.law.words import Words

Json = None | str | int | bool | list["Json"] | dict[str, "Json"]


class Severity(StrEnum):
    """How a finding stands, worst first."""

    LAPSE = "lapse"
    WARNING = "warning"
    UNJUDGED = "cannot be judged"
    IN_ORDER = "in order"

    @property
    def words(self) -> Words:
        """As a reader says it."""
        return _SEVERITIES[self]


_SEVERITIES: Mapping[Severity, Words] = {
    Severity.LAPSE: Words("问题", "Lapse"),
    Severity.WARNING: Words("提示", "Warning"),
    Severity.UNJUDGED: Words("无法判断", "Cannot be judged"),
    Severity.IN_ORDER: Words("合规", "In order"),
}
ORDER = tuple(Severity)


@dataclass(frozen=True, slots=True)
class Basis:
    """An article with the wording that held on the day asked about."""

    citation: Citation
    words: Words
    version: str
    since: date | None
    until: date | None
    confidence: str

    @property
    def confirmed(self) -> bool:
        """Whether text or quotation was read; else it rests on memory alone."""
        return self.confidence in ("V", "V2")

    def as_data(self) -> Json:
        """Plain JSON."""
        return {
            "law": self.citation.law,
            "article": self.citation.article,
            "words": both(self.words),
            "version": self.version,
            "in_force_from": iso(self.since),
            "in_force_to": iso(self.until),
            "confidence": self.confidence,
        }


_WEAKER = ("V", "V2", "M", "unconfirmed")


@lru_cache(maxsize=8192)
def basis(citation: Citation, on: date, confidence: str = "V") -> Basis:
    """The citation on a day; where that wording is not encoded the version stays empty.

    `confidence`: that of the figure which rests on it; the weaker one counts.
    """
    try:
        found = resolve(citation, on)
    except (NotInForce, UnknownCitation):
        return Basis(citation, citation.words, "", None, None, "unconfirmed")
    version = found.version
    return Basis(
        citation,
        citation.words,
        version.key,
        version.since,
        version.until,
        max(found.confidence, confidence, key=_WEAKER.index),
    )


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing judged, or that could not be. `wanted`: which datum would let it be judged."""

    code: str
    severity: Severity
    title: Words
    words: Words
    was: Words | None = None
    should: Words | None = None
    bases: tuple[Basis, ...] = ()
    document: Words | None = None
    steps: tuple[int, ...] = ()
    dues: tuple[Due, ...] = ()
    lines: tuple[Line, ...] = ()
    wanted: Words | None = None
    who: str = "bureau"  # whose conduct it is: bureau, party or court

    @property
    def derivation(self) -> tuple[Words, ...]:
        """How dates and sums were reached, a line each."""
        told = [line.words for line in self.lines]
        for due in self.dues:
            told += [line.words for line in due.derivation]
        return tuple(dict.fromkeys(told))

    @property
    def rules(self) -> Words:
        """The articles as a reader sees them, each with its version."""
        zh = [f"{each.words.zh}{_zh(each)}" for each in self.bases]
        en = [f"{each.words.en}{_en(each)}" for each in self.bases]
        if self.document is not None:
            zh, en = [*zh, self.document.zh], [*en, self.document.en]
        return Words("、".join(zh), "; ".join(en))

    def as_data(self) -> Json:
        """Plain JSON."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "title": both(self.title),
            "words": both(self.words),
            "was": both(self.was),
            "should": both(self.should),
            "rules": [each.as_data() for each in self.bases],
            "document": both(self.document),
            "steps": list(self.steps),
            "derivation": [both(each) for each in self.derivation],
            "wanted": both(self.wanted),
            "who": self.who,
        }


# Wordings that are known by no year.
_KEYS = {"former": "修正前", "current": "现行", "read": "所读文本"}


def _zh(at: Basis) -> str:
    version = f"{at.version}年版" if at.version.isdigit() else _KEYS.get(at.version, at.version)
    said = [each for each in (version, "" if at.confirmed else "未核实") if each]
    return f"（{'，'.join(said)}）" if said else ""


def _en(at: Basis) -> str:
    version = f"{at.version} version" if at.version.isdigit() else at.version
    said = [each for each in (version, "" if at.confirmed else "unconfirmed") if each]
    return f" ({', '.join(said)})" if said else ""


@dataclass(frozen=True)
class Report:
    """The findings on one case, worst first, and what of its file was not understood."""

    case: AuditCase
    findings: tuple[Finding, ...]

    @property
    def unread(self) -> tuple[Unread, ...]:
        """What was not understood, with its place in the file."""
        return self.case.unread

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings of one severity."""
        return tuple(each for each in self.findings if each.severity is severity)

    @property
    def counts(self) -> Mapping[Severity, int]:
        """How many of each severity."""
        found = Counter(each.severity for each in self.findings)
        return {severity: found[severity] for severity in ORDER}

    def as_data(self) -> Json:
        """Plain JSON."""
        return {
            "id": self.case.id,
            "matter": self.case.matter,
            "counts": {severity.value: count for severity, count in self.counts.items()},
            "findings": [each.as_data() for each in self.findings],
            "not_understood": [{"where": u.where, "text": u.text} for u in self.unread],
        }


def sorted_report(case: AuditCase, findings: Iterable[Finding]) -> Report:
    """The report with the worst first; within a severity, in the order of the rules."""
    return Report(case, tuple(sorted(findings, key=lambda each: ORDER.index(each.severity))))


def both(words: Words | None) -> Json:
    """Words as JSON, or null."""
    return None if words is None else {"zh": words.zh, "en": words.en}


def iso(day: date | None) -> Json:
    """A date as JSON, or null."""
    return None if day is None else day.isoformat()
