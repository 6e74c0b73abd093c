"""What an act costs under a discretion table: in fen, rounded down, never above the cap.

One line for each land class (or other part) of the act. Rates, areas and sums are exact until the
end of a line; there what is less than a fen is dropped, in favour of the party, and the sum is the
sum of the lines. A minimum is rounded down too, so it may lie less than a fen below the exact one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor

from fadu.law.bands.exact import said, shown, within
from fadu.law.bands.fine import Fine, Part, Quantity, yuan
from fadu.law.bands.measure import FactMissing, Facts
from fadu.law.bands.statute import Statute, statute
from fadu.law.bands.table import Listed, Table, Tier
from fadu.law.bounds import Interval
from fadu.law.entries import CONFIDENCES
from fadu.law.parameters import Parameters, Value
from fadu.law.words import LawError, Words

AREA = "area"


class Unproven(LawError):
    """A table that does not give exactly one lawful tier for an act, and so decides nothing."""


class OutsideTier(LawError, ValueError):
    """A rate that the tier does not hold: see `bands.deviation` for what that needs."""


def reckon(
    table: Table,
    on: date,
    parts: Sequence[Facts],
    parameters: Parameters,
    division: str,
    *,
    common: Facts | None = None,
    rates: Sequence[Fraction] | None = None,
) -> Fine:
    """The fine for an act in parts, by the law of `on`, with facts in base units (m², fen).

    `common`: facts of the whole act, known to each part. `rates`: one a part, in the table's unit.
    FactMissing when a fact or fee is lacking, OutsideTier for a rate the tier does not hold,
    Unproven when the table is not valid that day or not sound.
    """
    if not table.covers(on):
        raise Unproven(
            Words(f"《{table.title.zh}》在{on}无效", f"{table.title.en} is not valid on {on}")
        )
    if not parts or (
        table.standard.rate.of != "area" and table.standard.of is None and len(parts) > 1
    ):
        raise Unproven(
            Words("按定额处罚的只有一项", "a fixed sum has exactly one line; others at least one")
        )
    if rates is not None and len(rates) != len(parts):
        raise OutsideTier(Words("各项的标准数目不符", "one rate is needed for each line"))
    legal = statute(table, on, parameters)
    made = []
    for place, part in enumerate(parts):
        facts = {**(common or {}), **part}
        rate = None if rates is None else rates[place]
        made.append(_part(table, facts, rate, legal, _Fees(parameters, on, division)))
    fees = [part.quantity.fee for part in made if part.quantity.fee is not None]
    certain = [table.confidence, legal.value.confidence, *(fee.confidence for fee in fees)]
    return Fine(
        table,
        on,
        legal,
        tuple(made),
        tuple(_listed(table, [part.facts for part in made])),
        max(certain, key=CONFIDENCES.index),
    )


def tier_of(table: Table, facts: Facts) -> Tier:
    """The one tier of an act; FactMissing where a fact would decide, Unproven unless one fits."""
    answers = [(tier, tier.condition and tier.condition.holds(facts)) for tier in table.tiers]
    found = [tier for tier, answer in answers if answer]
    if any(answer is None for _, answer in answers) and len(found) != 1:
        raise _missing(
            *(each.title for each in table.measures.values() if each.read(facts) is None)
        )
    if len(found) != 1:
        raise Unproven(
            Words(
                f"《{table.title.zh}》中该情形属于{len(found)}个档次，本表不得用于裁量",
                f"the act belongs to {len(found)} tiers of {table.title.en}: it decides nothing",
            )
        )
    return found[0]


def bounded(span: Interval, quantity: Fraction) -> tuple[int, int]:
    """The least and the most whole fen that rates of the interval come to, rounded down."""
    assert span.low is not None and span.high is not None, "a proven range has both ends"
    top = Fraction(span.high.value) * quantity
    # Every rate below an excluded end comes to less than the end itself.
    most = floor(top) if span.high.included or not quantity else ceil(top) - 1
    return floor(Fraction(span.low.value) * quantity), most


@dataclass(frozen=True, slots=True)
class _Fees:
    parameters: Parameters
    on: date
    division: str

    def value(self, key: str) -> Value:
        return self.parameters.value(key, self.on, self.division)


def _part(table: Table, facts: Facts, rate: Fraction | None, legal: Statute, fees: _Fees) -> Part:
    tier = tier_of(table, facts)
    span = table.exact(tier)
    if span is None or tier.span is None or not within(span, legal.span):
        raise Unproven(
            Words(
                f"{tier.title.zh}超出法定幅度，本表不得用于裁量",
                f"{tier.title.en} leaves the statutory range: the table decides nothing",
            )
        )
    if rate is not None and rate not in tier.span:
        raise OutsideTier(
            Words(
                f"{shown(rate)}不在{tier.title.zh}的{table.standard.said(tier.span).zh}之内",
                f"{shown(rate)} is not in {tier.title.en}: {table.standard.said(tier.span).en}",
            )
        )
    quantity = _quantity(table, facts, fees)
    least, most = bounded(span, quantity.worth)
    _, cap = bounded(legal.span, quantity.worth)
    amount = None if rate is None else floor(rate * table.standard.rate.size * quantity.worth)
    words = _part_words(table, tier, quantity, (least, most), rate, amount)
    return Part(facts, tier, quantity, least, most, cap, rate, amount, words)


def _quantity(table: Table, facts: Facts, fees: _Fees) -> Quantity:
    standard, of = table.standard, table.standard.rate.of
    if of == "nothing":
        return Quantity(Fraction(1), Words("定额", "a fixed sum"))
    if of == "sum":
        worth = _number(facts, standard.of or "", standard.title)
        title = standard.title or Words("", "")
        sum_said = f"{yuan(floor(worth))}"
        return Quantity(worth, Words(f"{title.zh}{sum_said}元", f"{title.en} {sum_said} yuan"))
    area = _number(facts, AREA, Words("面积", "area"))
    said_area = Words(f"{shown(area)}平方米", f"{shown(area)} m²")
    if of == "area":
        return Quantity(area, said_area)
    fee = fees.value(_fee_key(table, facts))
    return Quantity(
        area * fee.number,
        Words(
            f"{said_area.zh}×{fee.title.zh}{fee.words.zh}",
            f"{said_area.en} × {fee.title.en} {fee.words.en}",
        ),
        fee,
    )


def _fee_key(table: Table, facts: Facts) -> str:
    """The parameter with the fee; by class where the standard says which measure names it."""
    standard = table.standard
    if standard.by is None:
        return standard.of or ""
    value = facts.get(standard.by)
    if not isinstance(value, str):
        raise _missing(table.measures[standard.by].title)
    return f"{standard.of}.{value}"


def _number(facts: Facts, name: str, title: Words | None) -> Fraction:
    worth = facts.get(name)
    if not isinstance(worth, Fraction) or worth < 0:
        raise _missing(title or Words(name, name))
    return worth


def _missing(*titles: Words) -> FactMissing:
    return FactMissing(
        Words(
            f"缺少事实：{'、'.join(each.zh for each in titles)}",
            f"not known: {', '.join(each.en for each in titles)}",
        )
    )


def _listed(table: Table, parts: Sequence[Facts]) -> list[tuple[Listed, bool | None]]:
    found: list[tuple[Listed, bool | None]] = []
    for each in table.lists:
        answers = [
            True if each.condition is None else each.condition.holds(facts) for facts in parts
        ]
        if True in answers or None in answers:
            found.append((each, True if True in answers else None))
    return found


def _part_words(
    table: Table,
    tier: Tier,
    quantity: Quantity,
    ends: tuple[int, int],
    rate: Fraction | None,
    amount: int | None,
) -> Words:
    assert tier.span is not None, "a tier that decides has a range"
    unit, span = table.standard.rate.words, said(tier.span, table.standard.rate.words)
    least, most = ends
    zh = f"{quantity.words.zh}，{tier.title.zh}{span.zh}：{yuan(least)}元至{yuan(most)}元"
    en = f"{quantity.words.en}, {tier.title.en}, {span.en}: {yuan(least)} to {yuan(most)} yuan"
    if rate is not None and amount is not None:
        zh += f"；取{shown(rate)}{unit.zh}，为{yuan(amount)}元"
        en += f"; at {shown(rate)}{unit.en}: {yuan(amount)} yuan"
    return Words(zh, en)
