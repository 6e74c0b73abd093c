"""The result of reckoning: a fine in parts, its range and amount in fen, and how it was reached."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from fadu.law import plain
from fadu.law.bands.measure import Fact, Facts
from fadu.law.bands.statute import Statute
from fadu.law.bands.table import KINDS, Listed, Table, Tier
from fadu.law.derivation import Line
from fadu.law.parameters import Value
from fadu.law.plain import Plain
from fadu.law.sources import Citation
from fadu.law.words import Words


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a rate multiplies, in base units, how it is said, and the fee that it holds, if any."""

    worth: Fraction
    words: Words
    fee: Value | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One line of a fine. Sums in fen; `amount` None while no rate has been chosen."""

    facts: Facts
    tier: Tier
    quantity: Quantity
    least: int
    most: int
    cap: int
    rate: Fraction | None
    amount: int | None
    words: Words


@dataclass(frozen=True, slots=True)
class Fine:
    """The range of a fine and, once rates are chosen, its amount.

    `listed`: items of the lists beside the table whose condition holds (True) or is open (None).
    `confidence`: the weakest of table, statute and fees.
    """

    table: Table
    on: date
    statute: Statute
    parts: tuple[Part, ...]
    listed: tuple[tuple[Listed, bool | None], ...]
    confidence: str

    @property
    def least(self) -> int:
        """The least the table gives, in fen."""
        return sum(part.least for part in self.parts)

    @property
    def most(self) -> int:
        """The most the table gives, in fen."""
        return sum(part.most for part in self.parts)

    @property
    def cap(self) -> int:
        """The most the statute allows, in fen."""
        return sum(part.cap for part in self.parts)

    @property
    def amount(self) -> int | None:
        """The fine in fen; None while a line has no rate."""
        amounts = [part.amount for part in self.parts]
        return sum(each for each in amounts if each is not None) if None not in amounts else None

    @property
    def lines(self) -> tuple[Line, ...]:
        """How it was reached: the table, each line, the sum, the cap, the lists."""
        return _told(self)

    def explain(self, language: str = "zh") -> str:
        """The derivation, a line each."""
        return "\n".join(line.words.to(language) for line in self.lines)

    def as_data(self) -> dict[str, Plain]:
        """Plain JSON for a record entry."""
        return {
            "table": self.table.name,
            "since": plain.day(self.table.since),
            "layer": self.table.layer,
            "statute": self.table.statute,
            "on": plain.day(self.on),
            "parts": [_part_data(part) for part in self.parts],
            "least": self.least,
            "most": self.most,
            "cap": self.cap,
            "amount": self.amount,
            "confidence": self.confidence,
            "lines": plain.lines(self.lines),
        }


def yuan(fen: int) -> str:
    """A sum in yuan with two decimals: 9880.00."""
    whole, rest = divmod(fen, 100)
    return f"{whole}.{rest:02d}"


def _told(fine: Fine) -> tuple[Line, ...]:
    table, law = fine.table, fine.statute.value.source
    told = [
        Line(
            Words(
                f"依据《{table.title.zh}》（{table.since}起施行）",
                f"by {table.title.en}, valid from {table.since}",
            ),
            table.since,
            _first(law.citations),
        )
    ]
    for number, part in enumerate(fine.parts, start=1):
        words = part.words
        told.append(Line(Words(f"第{number}项：{words.zh}", f"line {number}: {words.en}")))
    told.append(
        Line(
            Words(
                f"合计：{yuan(fine.least)}元至{yuan(fine.most)}元，各项舍去不足一分的部分",
                f"in all: {yuan(fine.least)} to {yuan(fine.most)} yuan, each line rounded down",
            )
        )
    )
    if fine.amount is not None:
        total = yuan(fine.amount)
        told.append(Line(Words(f"罚款{total}元", f"a fine of {total} yuan")))
    cap = yuan(fine.cap)
    told.append(
        Line(
            Words(
                f"法定上限{cap}元（{law.words.zh}）",
                f"the statute's cap: {cap} yuan ({law.words.en})",
            ),
            None,
            _first(law.citations),
        )
    )
    told += [_listed_line(each, holds) for each, holds in fine.listed]
    return tuple(told)


def _listed_line(each: Listed, holds: bool | None) -> Line:
    kind, source = KINDS[each.kind], each.source.words
    open_ = Words("", "") if holds else Words("（条件待查明）", " (its condition is open)")
    needs = Words(
        "；".join(demand.zh for demand in each.demands) or "无其他条件",
        "; ".join(demand.en for demand in each.demands) or "nothing further",
    )
    return Line(
        Words(
            f"{kind.zh}清单：{each.title.zh}{open_.zh}，须查明：{needs.zh}（{source.zh}）",
            f"list, {kind.en}: {each.title.en}{open_.en}; to be established: {needs.en} "
            f"({source.en})",
        ),
        None,
        _first(each.source.citations),
    )


def _first(citations: Sequence[Citation]) -> Citation | None:
    return citations[0] if citations else None


def _part_data(part: Part) -> Plain:
    fee = part.quantity.fee
    return {
        "facts": {name: _fact(value) for name, value in part.facts.items()},
        "tier": part.tier.number,
        "grade": None if part.tier.grade is None else part.tier.grade.code,
        "quantity": plain.exact(part.quantity.worth),
        "fee": None if fee is None else fee.key,
        "least": part.least,
        "most": part.most,
        "cap": part.cap,
        "rate": plain.exact(part.rate),
        "amount": part.amount,
        "words": plain.words(part.words),
    }


def _fact(value: Fact) -> Plain:
    return value if isinstance(value, str | bool) else plain.exact(value)
