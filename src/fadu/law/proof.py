"""Proof that every value rests on an article in force on every day on which the value holds.

`cite` proves that a place exists in some wording. A value has a time, and laws change within it:
numbers move, a law ends. So each day of a value's time must lie in a wording that has the place.
Where the commencement of a value is not recorded, its time begins with its laws (`Entry.first`).
"""

from collections.abc import Iterator
from datetime import date, timedelta

from fadu.law.parameters import Parameters
from fadu.law.sources import Citation, law
from fadu.law.sources.citation import holds
from fadu.law.words import Words

_DAY = timedelta(days=1)


def dangling(parameters: Parameters) -> Iterator[Words]:
    """What each value cites and its time does not bear out; nothing when all is proved."""
    for name in parameters:
        key = parameters.key(name)
        for entry in key.entries if key else ():
            cited = set(entry.source.citations)
            if isinstance(entry.worth, tuple):
                cited |= {each for row in entry.worth for each in row["source"].citations}
            for citation in sorted(cited, key=lambda each: each.words.zh):
                for fault in gaps(citation, entry.first, entry.last):
                    yield Words(f"{name}：{fault.zh}", f"{name}: {fault.en}")


def gaps(citation: Citation, first: date, last: date) -> Iterator[Words]:
    """The stretches of a time, both days inclusive, in which no wording has the place cited."""
    source = law(citation.law)
    day = first
    for version in source.versions if source else ():
        if version.last < day or version.first > last:
            continue
        if version.first > day:
            yield _gap(citation, day, version.first - _DAY)
        if not holds(version, citation):
            yield _gap(citation, max(day, version.first), min(last, version.last))
        if version.last >= last:
            return
        day = version.last + _DAY
    yield _gap(citation, day, last)


def _gap(citation: Citation, first: date, last: date) -> Words:
    said = citation.words
    until = Words("以后", "on") if last == date.max else Words(f"至{last}", f"to {last}")
    return Words(
        f"{said.zh}在{first}{until.zh}不在施行的文本中",
        f"{said.en} is in no wording in force from {first} {until.en}",
    )
