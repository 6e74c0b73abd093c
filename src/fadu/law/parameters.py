"""Dated values by layer: limits, promises, fees, lists of papers – each with source and certainty.

National law comes first; province, prefecture and county may only tighten it (a shorter promise, a
longer public notice, fewer papers). A local value that loosens is refused when it is loaded, with
the article it would break, so no setting can undo a statutory rule. What has no confirmed source is
marked `unconfirmed` and shown as such; a key without any value says that the bureau must supply it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

from fadu.law.entries import (
    CONFIDENCES,
    CONFIRMED,
    NATIONAL,
    Entry,
    Key,
    Source,
    Worth,
    read_key,
    spoken,
)
from fadu.law.layers import Doubt, Loosening, in_force, layers, prove
from fadu.law.sheet import Sheet
from fadu.law.sources import NotInForce, UnknownCitation, resolve
from fadu.law.units import Period, PeriodError, parse_period
from fadu.law.words import LawError, Words
from fadu.law.worth import Range, Terms

__all__ = [
    "Loosening",
    "ParameterMissing",
    "Parameters",
    "Value",
    "WrongUnit",
    "layers",
    "unconfirmed",
]

_SHIPPED = Path(__file__).parent / "params"


class ParameterMissing(LawError, LookupError):
    """No value: the key is unknown, has none on the day, or awaits one from the bureau."""


class WrongUnit(LawError, TypeError):
    """A value read as what it is not: a number as a set of words, a range as a number."""


@dataclass(frozen=True, slots=True)
class Value:
    """A parameter on a day and in a place, with everything needed to justify it.

    `value`: see `law.worth`; None where the law of that time gives no figure, which `note`
    explains. `since` None: the commencement is not recorded, `first` is then the first day of the
    laws it rests on; `until` None: still in force.
    `layer`: "national" or the division code that set it. `confidence`: V, V2, M (see
    `law.sources`) or "unconfirmed".
    """

    key: str
    value: Worth
    unit: str
    since: date | None
    until: date | None
    source: Source
    confidence: str
    layer: str
    title: Words
    note: Words | None = None
    first: date = date.min

    def covers(self, on: date) -> bool:
        """Whether the value holds that day."""
        return self.first <= on and (self.until is None or on <= self.until)

    @property
    def period(self) -> Period:
        """The value as a period; PeriodError when it is none, or the law gives no figure."""
        if self.value is None:
            note = self.note or Words("", "")
            raise PeriodError(
                Words(f"{self.key}没有具体期限：{note.zh}", f"{self.key} has no figure: {note.en}")
            )
        return parse_period(str(self.value))

    @property
    def number(self) -> int:
        """The value as a whole number in its unit; WrongUnit when it is none."""
        if isinstance(self.value, int):
            return self.value
        raise self._wrong(Words("不是数字", "is no number"))

    @property
    def range(self) -> Range:
        """The value as a range; a single number is a range of itself."""
        if isinstance(self.value, int):
            return Range(self.value, self.value)
        if isinstance(self.value, Range):
            return self.value
        raise self._wrong(Words("不是范围", "is no range"))

    @property
    def fraction(self) -> Fraction:
        """The value as a fraction; WrongUnit when it is none."""
        if self.unit == "fraction" and isinstance(self.value, str):
            return Fraction(self.value)
        raise self._wrong(Words("不是分数", "is no fraction"))

    @property
    def terms(self) -> Terms:
        """The value as a set of words; WrongUnit when it is none."""
        if isinstance(self.value, Terms):
            return self.value
        raise self._wrong(Words("不是列举", "is no set of words"))

    @property
    def words(self) -> Words:
        """The value as a reader sees it, in its unit."""
        return spoken(self.value, self.unit)

    def _wrong(self, what: Words) -> WrongUnit:
        return WrongUnit(Words(f"{self.key}{what.zh}", f"{self.key} {what.en}"))

    @property
    def confirmed(self) -> bool:
        """Whether a source stands behind the value."""
        return self.confidence in CONFIRMED

    @property
    def origin(self) -> Words:
        """The source as a reader sees it, marked where it is unconfirmed."""
        return self.source.words if self.confirmed else unconfirmed(self.source.words)


class Parameters:
    """All keys, proved at load: no overlap in time, no loosening by a lower layer. Immutable."""

    def __init__(self, keys: Iterable[Key]) -> None:
        """Loosening, or SheetError when values overlap or a bound is unknown.

        `doubts`: values that are looser than an unconfirmed one above them.
        """
        self._keys: Mapping[str, Key] = MappingProxyType({key.name: key for key in keys})
        self.doubts: tuple[Doubt, ...] = prove(self._keys)

    @classmethod
    def load(cls, *folders: Path) -> "Parameters":
        """The room's own keys and those of every *.yaml in the folders.

        A key may come again in a later file with `values` only: a county adds its values so.
        """
        keys: dict[str, Key] = {}
        for folder in (_SHIPPED, *folders):
            for path in sorted(folder.glob("*.yaml")):
                _merge(keys, Sheet.read(path))
        return cls(keys.values())

    def having(self, values: Mapping[str, object], where: str = "having") -> "Parameters":
        """These parameters with more, in the shape of a file; proved anew before they count.

        For values that a register records instead of shipping. `where` names them in errors.
        """
        keys = dict(self._keys)
        _merge(keys, Sheet(dict(values), where))
        return Parameters(keys.values())

    def value(self, key: str, on: date, division: str) -> Value:
        """The most local value in force on the day for a division of 2, 4 or 6 digits.

        Its confidence is that of the day: no surer than the wordings then in force that it cites.
        ParameterMissing when there is none; ValueError for a division code that is none.
        """
        found = self.find(key, on, division)
        if found is not None:
            return found
        known = self._keys.get(key)
        if known is None:
            raise ParameterMissing(Words(f"没有参数 {key}", f"there is no parameter {key}"))
        raise ParameterMissing(_missing(known, on, division))

    def find(self, key: str, on: date, division: str) -> Value | None:
        """The same value, or None."""
        return self._in_force(key, on, layers(division))

    def awaited(self, on: date, division: str) -> tuple[Key, ...]:
        """The settings that the bureau must supply and has not, by name."""
        keys = (self._keys[name] for name in sorted(self._keys))
        return tuple(key for key in keys if key.awaits and not self.find(key.name, on, division))

    def key(self, key: str) -> Key | None:
        """The parameter with its title, unit, what starts and stops it; None when unknown."""
        return self._keys.get(key)

    def national(self, key: str, on: date) -> Value | None:
        """What the law of the whole country says that day, whatever a lower layer adds to it."""
        return self._in_force(key, on, (NATIONAL,))

    def values(self, key: str) -> tuple[Value, ...]:
        """All values of a key, of every layer and time; empty when it has none or is unknown."""
        known = self._keys.get(key)
        return tuple(_value(known, entry) for entry in known.entries) if known else ()

    def _in_force(self, key: str, on: date, speaking: tuple[str, ...]) -> Value | None:
        known = self._keys.get(key)
        entries = in_force(known, speaking, on) if known else ()
        if known is None or not entries:
            return None
        return replace(_value(known, entries[0]), confidence=_sure(entries[0], on))

    def __iter__(self) -> Iterator[str]:
        """The keys."""
        return iter(self._keys)


def _value(key: Key, entry: Entry) -> Value:
    return Value(
        key=key.name,
        value=entry.worth,
        unit=key.unit,
        since=entry.since,
        until=entry.until,
        source=entry.source,
        confidence=entry.confidence,
        layer=entry.layer,
        title=key.title,
        note=entry.note,
        first=entry.first,
    )


def unconfirmed(said: Words) -> Words:
    """A text with the mark of what has no confirmed source."""
    return Words(f"{said.zh}（未经核实）", f"{said.en} (unconfirmed)")


def _missing(key: Key, on: date, division: str) -> Words:
    """Why there is no value, and what is to be done about it."""
    zh, en = f"参数 {key.name}（{key.title.zh}）", f"parameter {key.name} ({key.title.en})"
    if key.awaits is not None:
        why, who, without = key.awaits.why, key.awaits.who, key.awaits.without
        paper = key.awaits.instrument
        by = Words(f"按《{paper.zh}》", f" from “{paper.en}”") if paper else Words("", "")
        return Words(
            f"{zh}还没有值：{why.zh}。请由{who.zh}{by.zh}录入；录入之前：{without.zh}",
            f"{en} has no value yet: {why.en}. To be supplied by {who.en}{by.en}; until then: "
            f"{without.en}",
        )
    if not any(entry.layer in layers(division) for entry in key.entries):
        return Words(
            f"{zh}没有已核实的值，须由本机关录入",
            f"{en} has no confirmed value: the bureau must supply it",
        )
    return Words(f"{zh}在{division}于{on}没有值", f"{en} has no value for {division} on {on}")


def _sure(entry: Entry, on: date) -> str:
    found = [entry.confidence]
    for citation in entry.source.citations:
        try:
            found.append(resolve(citation, on).confidence)
        except (NotInForce, UnknownCitation):
            # A day before its laws are recorded: the value then stands as it was encoded.
            continue
    return max(found, key=CONFIDENCES.index)


def _merge(keys: dict[str, Key], sheet: Sheet) -> None:
    for name in sheet:
        if not isinstance(name, str):
            raise sheet.wrong(name, "参数名应为文字", "a key is a text")
        keys[name] = read_key(name, sheet.sheet(name), keys.get(name))
