"""The statutory range that a discretion table refines, from the dated parameters."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from fadu.law.bands.exact import scaled
from fadu.law.bands.table import RATES, Rate, Table
from fadu.law.bounds import Interval, interval
from fadu.law.parameters import Parameters, Value
from fadu.law.version import Outcome
from fadu.law.words import LawError, Words
from fadu.law.worth import Range

_DAY = timedelta(days=1)
# What one of a parameter's unit comes to for a quantity of one.
_SIZES = {unit: size for rate in RATES.values() for unit, size in rate.statute.items()}


class NoStatute(LawError, LookupError):
    """No statutory range is encoded for a violation on a day, or it is measured otherwise."""


@dataclass(frozen=True, slots=True)
class Statute:
    """A statutory range of rates, in the unit of reckoning, with the value that it stands on."""

    span: Interval
    value: Value


def statute(table: Table, on: date, parameters: Parameters) -> Statute:
    """The range in force that day for the table's violation; NoStatute when there is none."""
    value = _national(table.statute, on, parameters)
    return Statute(_span(value, table.standard.rate), value)


def statutes(table: Table, parameters: Parameters) -> tuple[Statute, ...]:
    """Each range in force at some time of the table's validity; NoStatute where one is lacking."""
    found = [statute(table, table.since, parameters)]
    last = table.until or date.max
    while (until := found[-1].value.until) is not None and until < last:
        found.append(statute(table, until + _DAY, parameters))
    return tuple(found)


def _national(key: str, on: date, parameters: Parameters) -> Value:
    value = parameters.national(key, on)
    if value is None:
        raise NoStatute(
            Words(
                f"参数 {key} 在{on}没有法定幅度",
                f"parameter {key} has no statutory range on {on}",
            )
        )
    return value


def _span(value: Value, rate: Rate) -> Interval:
    size = rate.statute.get(value.unit)
    if size is None:
        raise NoStatute(
            Words(
                f"参数 {value.key} 的单位 {value.unit} 与本表不同",
                f"the unit {value.unit} of parameter {value.key} is not that of the table",
            )
        )
    worth = value.range if isinstance(value.value, int | Range) else None
    if worth is None or worth.most is None:
        raise NoStatute(
            Words(f"参数 {value.key} 没有上限", f"parameter {value.key} has no upper limit")
        )
    # “Up to” leaves the lower end at nought.
    return scaled(interval(at_least=Fraction(worth.least or 0), at_most=Fraction(worth.most)), size)


def outcome(
    key: str, on: date, parameters: Parameters, quantity: Fraction | None = None
) -> Outcome:
    """What the statutory range says on a day, for `fadu.law.version.choose`.

    `quantity`: what the rate multiplies (m², or fen of a gain or value); with it the outcome is in
    fen and compares with ranges of another unit. NoStatute when no range is encoded that day.
    """
    value = _national(key, on, parameters)
    said = Words(f"{value.title.zh}：{value.words.zh}", f"{value.title.en}: {value.words.en}")
    size = _SIZES.get(value.unit)
    if value.value is None or size is None:
        return Outcome(True, said, value.unit, None, None, value.source.citations, value.confidence)
    span, factor = value.range, Fraction(1) if quantity is None else quantity * size
    return Outcome(
        True,
        said,
        value.unit if quantity is None else "fen",
        (span.least or 0) * factor,
        None if span.most is None else span.most * factor,
        value.source.citations,
        value.confidence,
    )
