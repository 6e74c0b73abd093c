"""Layers – nation, province, prefecture, county – and the proof that none loosens what is above it.

The proof looks at every division that has values of its own and at every day on which one begins
or ends: the most local value may not be looser than any value above it, nor than the key that
bounds it. A value without a confirmed source binds nobody: being looser than it is a doubt to be
told, no error. Where a law lets other law differ, its value says so (`yields`), and only an
instrument of a kind that it names may loosen.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from fadu.law.entries import NATIONAL, Entry, Key, spoken
from fadu.law.sheet import SheetError
from fadu.law.sources import law
from fadu.law.tightness import Incomparable, loosens
from fadu.law.words import LawError, Words


class Loosening(LawError):
    """A local value that would loosen what a higher layer, or a bounding key, demands."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A value that is looser than an unconfirmed one above it: lawful as far as anybody knows."""

    key: str
    layer: str
    words: Words


def layers(division: str) -> tuple[str, ...]:
    """The layers that speak for a division, most local first. "511725" → itself, 5117, 51, …"""
    if not (division.isascii() and division.isdigit() and len(division) in (2, 4, 6)):
        raise ValueError(f"no division code: {division!r}")
    return (*(division[:size] for size in range(len(division), 0, -2)), NATIONAL)


def layer_words(layer: str) -> Words:
    """A layer as a reader sees it: 全国, 省级（51）, 市级（5117）, 县级（511725）."""
    if layer == NATIONAL:
        return Words("全国", "nation")
    title = {2: ("省级", "province"), 4: ("市级", "prefecture"), 6: ("县级", "county")}[len(layer)]
    return Words(f"{title[0]}（{layer}）", f"{title[1]} {layer}")


def in_force(key: Key, speaking: tuple[str, ...], on: date) -> tuple[Entry, ...]:
    """The entries of a key that hold on a day for those layers, most local first."""
    return tuple(
        entry
        for layer in speaking
        for entry in key.entries
        if entry.layer == layer and entry.covers(on)
    )


def prove(keys: Mapping[str, Key]) -> tuple[Doubt, ...]:
    """Loosening, or SheetError when values overlap or a bound is unknown; else what is in doubt."""
    doubts: dict[tuple[str, str, str], Doubt] = {}
    for key in keys.values():
        _prove_disjoint(key)
        bounds = [key]
        if key.bounded_by is not None:
            if key.bounded_by not in keys:
                raise SheetError(
                    Words(
                        f"{key.name}：没有上限参数 {key.bounded_by}",
                        f"{key.name}: no bounding key {key.bounded_by}",
                    )
                )
            bounds.append(keys[key.bounded_by])
        for entry, bound, higher in _meetings(key, bounds):
            broken = _broken(key, entry, bound, higher)
            if broken is None:
                continue
            if higher.confirmed:
                raise broken
            doubt = Doubt(key.name, entry.layer, broken.words)
            doubts[(key.name, entry.layer, str(entry.first))] = doubt
    return tuple(doubts.values())


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


def _meetings(key: Key, bounds: list[Key]) -> Iterator[tuple[Entry, Key, Entry]]:
    """Each value that holds somewhere on some day, with each that stands above it there and then.

    Between the days on which values begin or end nothing changes, and a division without values of
    its own has those of the nearest layer that has some: so these days and places are all.
    """
    entries = [entry for bound in bounds for entry in bound.entries]
    days = {entry.first for entry in entries}
    days |= {entry.last + timedelta(days=1) for entry in entries if entry.last < date.max}
    places = {entry.layer for entry in entries}
    seen = set()
    for place in sorted(places):
        speaking = (NATIONAL,) if place == NATIONAL else layers(place)
        for on in sorted(days):
            mine = in_force(key, speaking, on)
            if not mine:
                continue
            for bound in bounds:
                for higher in in_force(bound, speaking, on):
                    if higher is not mine[0] and (id(mine[0]), id(higher)) not in seen:
                        seen.add((id(mine[0]), id(higher)))
                        yield mine[0], bound, higher


def _broken(key: Key, entry: Entry, bound: Key, higher: Entry) -> LawError | None:
    """The error to raise where the entry is looser than the higher one, or cannot be compared."""
    try:
        if not loosens(entry.worth, higher.worth, key.tightens) or _may_differ(entry, higher):
            return None
    except Incomparable as fault:
        return SheetError(Words(f"{key.name}：{fault.words.zh}", f"{key.name}: {fault.words.en}"))
    return _loosening(key, entry, bound, higher)


def _may_differ(entry: Entry, higher: Entry) -> bool:
    """Whether the higher law yields to an instrument that the entry rests on."""
    if higher.yields is None:
        return False
    sources = (law(citation.law) for citation in entry.source.citations)
    return any(source is not None and source.kind in higher.yields.to for source in sources)


def _loosening(key: Key, entry: Entry, bound: Key, higher: Entry) -> Loosening:
    mine, theirs = spoken(entry.worth, key.unit), spoken(higher.worth, bound.unit)
    source = higher.source.words
    return Loosening(
        Words(
            f"{key.name}：{entry.layer} 的值 {mine.zh} 放宽了 {bound.name} 的 {theirs.zh}"
            f"（{source.zh}），下级只能收紧",
            f"{key.name}: the value {mine.en} of {entry.layer} loosens {theirs.en} of {bound.name} "
            f"({source.en}); a lower layer may only tighten",
        )
    )
