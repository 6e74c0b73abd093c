"""Values that a bureau records beside the shipped ones: the later edition holds on its own days.

An amendment speaks for one key, one layer and a stretch of days. On those days it replaces what
that layer said before; on all others the earlier value stays. An amendment without a value takes
the layer's own value away, so that the layer above speaks again. The whole is proved anew: no
amendment can loosen what a higher layer demands.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from fadu.law.entries import Entry, Key, read_key
from fadu.law.parameters import ParameterMissing, Parameters
from fadu.law.sheet import Sheet
from fadu.law.words import Words

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Amendment:
    """What a layer says of a key from `since` to `until`, both inclusive; None: open.

    `row` has `value`, `source`, `confidence` and perhaps `note`, in the shape of a parameter file;
    None: the layer says nothing of its own on these days.
    """

    key: str
    layer: str
    since: date
    until: date | None
    row: Mapping[str, object] | None
    where: str = "amendment"


def amended(parameters: Parameters, amendments: Iterable[Amendment]) -> Parameters:
    """The parameters with the amendments in their order.

    ParameterMissing for a key that does not exist, SheetError or another LawError for a row that
    cannot be read, Loosening when a lower layer gives way.
    """
    keys = {key: parameters.key(key) for key in parameters}
    for each in amendments:
        known = keys.get(each.key)
        if known is None:
            raise ParameterMissing(
                Words(f"没有参数 {each.key}", f"there is no parameter {each.key}")
            )
        keys[each.key] = _amend(known, each)
    return Parameters(key for key in keys.values() if key is not None)


def _amend(known: Key, by: Amendment) -> Key:
    kept = tuple(
        piece
        for entry in known.entries
        for piece in (_around(entry, by) if entry.layer == by.layer else (entry,))
    )
    bare = replace(known, entries=kept)
    if by.row is None:
        return bare
    row = {"layer": by.layer, "from": by.since, "to": by.until, **by.row}
    return read_key(by.key, Sheet({"values": [row]}, by.where), bare)


def _around(entry: Entry, by: Amendment) -> Iterator[Entry]:
    """What is left of an entry outside the days of an amendment."""
    last = by.until or date.max
    if entry.last < by.since or entry.first > last:
        yield entry
        return
    if entry.first < by.since:
        yield replace(entry, until=by.since - _DAY)
    if by.until is not None and entry.last > by.until:
        yield replace(entry, since=by.until + _DAY)
