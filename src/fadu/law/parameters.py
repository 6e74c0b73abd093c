"""Dated values by layer: limits, promises, fees, lists of papers – each with source and certainty.

National law comes first; province, prefecture and county may only tighten it (a shorter promise, a
longer public notice, fewer papers). A local value that loosens is refused when it is loaded, with
the article it would break, so no setting can undo a statutory rule. What has no confirmed source is
marked `unconfirmed` and shown as such; a key without any value says that the bureau must supply it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

from fadu.law.entries import NATIONAL, Entry, Key, Source, Worth, read_key
from fadu.law.sheet import Sheet, SheetError
from fadu.law.tightness import Incomparable, loosens
from fadu.law.units import Period, PeriodError, parse_period
from fadu.law.words import LawError, Words
from fadu.law.worth import Range, Terms, said

_SHIPPED = Path(__file__).parent / "params"


class ParameterMissing(LawError, LookupError):
    """No value: the key is unknown, has none on the day, or awaits one from the bureau."""


class WrongUnit(LawError, TypeError):
    """A value read as what it is not: a number as a set of words, a range as a number."""


class Loosening(LawError):
    """A local value that would loosen what a higher layer, or a bounding key, demands."""


@dataclass(frozen=True, slots=True)
class Value:
    """A parameter on a day and in a place, with everything needed to justify it.

    `value`: see `law.worth`; None where the law of that time gives no figure, which `note`
    explains. `since` None: the commencement is not recorded; `until` None: still in force.
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
        if isinstance(self.value, tuple):
            titles = [row["title"] for row in self.value]
            return Words("；".join(t.zh for t in titles), "; ".join(t.en for t in titles))
        return said(self.value, self.unit)

    def _wrong(self, what: Words) -> WrongUnit:
        return WrongUnit(Words(f"{self.key}{what.zh}", f"{self.key} {what.en}"))

    @property
    def confirmed(self) -> bool:
        """Whether a source stands behind the value."""
        return self.confidence != "unconfirmed"


class Parameters:
    """All keys, proved at load: no overlap in time, no loosening by a lower layer. Immutable."""

    def __init__(self, keys: Iterable[Key]) -> None:
        """Loosening, or SheetError when values overlap or a bound is unknown."""
        self._keys: Mapping[str, Key] = MappingProxyType({key.name: key for key in keys})
        for key in self._keys.values():
            _prove_disjoint(key)
            _prove_tight(key, key)
            if key.bounded_by is not None:
                bound = self._keys.get(key.bounded_by)
                if bound is None:
                    raise SheetError(
                        Words(
                            f"{key.name}：没有上限参数 {key.bounded_by}",
                            f"{key.name}: no bounding key {key.bounded_by}",
                        )
                    )
                _prove_tight(key, bound)

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

        ParameterMissing when there is none; ValueError for a division code that is none.
        """
        known = self._keys.get(key)
        if known is None:
            raise ParameterMissing(Words(f"没有参数 {key}", f"there is no parameter {key}"))
        for layer in layers(division):
            for entry in known.entries:
                if entry.layer == layer and entry.covers(on):
                    return _value(known, entry)
        zh, en = f"参数 {key}（{known.title.zh}）", f"parameter {key} ({known.title.en})"
        if not any(entry.layer in layers(division) for entry in known.entries):
            raise ParameterMissing(
                Words(
                    f"{zh}没有已核实的值，须由本机关录入",
                    f"{en} has no confirmed value: the bureau must supply it",
                )
            )
        raise ParameterMissing(
            Words(f"{zh}在{division}于{on}没有值", f"{en} has no value for {division} on {on}")
        )

    def key(self, key: str) -> Key | None:
        """The parameter with its title, unit, what starts and stops it; None when unknown."""
        return self._keys.get(key)

    def values(self, key: str) -> tuple[Value, ...]:
        """All values of a key, of every layer and time; empty when it has none or is unknown."""
        known = self._keys.get(key)
        return tuple(_value(known, entry) for entry in known.entries) if known else ()

    def __iter__(self) -> Iterator[str]:
        """The keys."""
        return iter(self._keys)


def layers(division: str) -> tuple[str, ...]:
    """The layers that speak for a division, most local first. "511725" → itself, 5117, 51, …"""
    if not (division.isascii() and division.isdigit() and len(division) in (2, 4, 6)):
        raise ValueError(f"no division code: {division!r}")
    return (*(division[:size] for size in range(len(division), 0, -2)), NATIONAL)


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
    )


def _merge(keys: dict[str, Key], sheet: Sheet) -> None:
    for name in sheet:
        if not isinstance(name, str):
            raise sheet.wrong(name, "参数名应为文字", "a key is a text")
        keys[name] = read_key(name, sheet.sheet(name), keys.get(name))


def _prove_disjoint(key: Key) -> None:
    for place, entry in enumerate(key.entries):
        for other in key.entries[:place]:
            if entry.layer == other.layer and entry.overlaps(other):
                raise SheetError(
                    Words(
                        f"{key.name}：{entry.layer} 的两个值时间重叠",
                        f"{key.name}: two values of {entry.layer} overlap in time",
                    )
                )


def _prove_tight(key: Key, bound: Key) -> None:
    """No entry of `key` is looser than an entry of `bound` that holds above it at the same time."""
    for entry in key.entries:
        for higher in bound.entries:
            above = _above(entry.layer, higher.layer, strictly=key is bound)
            if not above or not entry.overlaps(higher):
                continue
            try:
                broken = loosens(entry.worth, higher.worth, key.tightens)
            except Incomparable as fault:
                raise SheetError(
                    Words(f"{key.name}：{fault.words.zh}", f"{key.name}: {fault.words.en}")
                ) from fault
            if broken:
                raise _loosening(key, entry, bound, higher)


def _above(layer: str, higher: str, *, strictly: bool) -> bool:
    if layer == higher:
        return not strictly
    return higher == NATIONAL or (layer != NATIONAL and layer.startswith(higher))


def _loosening(key: Key, entry: Entry, bound: Key, higher: Entry) -> Loosening:
    mine, theirs = _value(key, entry).words, _value(bound, higher).words
    law = higher.source.words
    return Loosening(
        Words(
            f"{key.name}：{entry.layer} 的值 {mine.zh} 放宽了 {bound.name} 的 {theirs.zh}"
            f"（{law.zh}），下级只能收紧",
            f"{key.name}: the value {mine.en} of {entry.layer} loosens {theirs.en} of {bound.name} "
            f"({law.en}); a lower layer may only tighten",
        )
    )
