"""A rate outside its tier: whether it can be lawful at all, and whose approval it needs.

From one's own table the head approves or the heads deliberate, from a superior's the organ that
made it (国办发〔2022〕27号). Below the statutory range only what a list or a law says can lead; above it
nothing does.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from fadu.law import plain
from fadu.law.bands.statute import statute
from fadu.law.bands.table import Listed, Table, Tier
from fadu.law.parameters import Parameters, Value
from fadu.law.plain import Plain
from fadu.law.words import Words

OWN = "disc.deviate.own"
SUPERIOR = "disc.deviate.superior"


class Place(StrEnum):
    """Where a rate lies."""

    INSIDE = "inside"
    OUTSIDE_TIER = "outside_tier"
    BELOW_STATUTE = "below_statute"
    ABOVE_STATUTE = "above_statute"


@dataclass(frozen=True, slots=True)
class Deviation:
    """Where a rate lies and what it needs. `lawful` False: no approval makes it so.

    `approval`: the rule that says who approves. `grounds`: items of the lists, of which one must
    apply where the rate is below the statutory range.
    """

    place: Place
    lawful: bool
    words: Words
    approval: Value | None = None
    grounds: tuple[Listed, ...] = ()

    def as_data(self) -> dict[str, Plain]:
        """Plain JSON."""
        return {
            "place": self.place.value,
            "lawful": self.lawful,
            "words": plain.words(self.words),
            "approval": None if self.approval is None else self.approval.key,
            "grounds": [plain.words(each.title) for each in self.grounds],
        }


def deviation(
    table: Table,
    tier: Tier,
    rate: Fraction,
    on: date,
    parameters: Parameters,
    division: str,
) -> Deviation:
    """What a rate, in the table's unit, needs for an act in that tier by the law of `on`."""
    legal = statute(table, on, parameters).span
    exact = rate * table.standard.rate.size
    if tier.span is not None and rate in tier.span and exact in legal:
        return Deviation(Place.INSIDE, True, Words("在档次之内", "inside the tier"))
    assert legal.high is not None, "a statutory range has a cap"
    if exact > legal.high.value:
        said = Words("高于法定幅度，任何批准都不能使其合法", "above the statute: nothing allows it")
        return Deviation(Place.ABOVE_STATUTE, False, said)
    key = OWN if table.layer == division else SUPERIOR
    approval = parameters.value(key, on, division)
    if exact in legal:
        said = Words(
            f"偏离裁量基准：{approval.words.zh}（{approval.source.words.zh}）",
            f"outside the tier: {approval.words.en} ({approval.source.words.en})",
        )
        return Deviation(Place.OUTSIDE_TIER, True, said, approval)
    grounds = tuple(each for each in table.lists if each.kind in ("none", "exempt", "reduced"))
    said = Words(
        "低于法定幅度，须有减轻、免予或者不予处罚的事由，并按规定批准"
        if grounds
        else "低于法定幅度，本表没有所列事由",
        "below the statute: a listed ground and the approval are needed"
        if grounds
        else "below the statute, and the table lists no ground for it",
    )
    return Deviation(Place.BELOW_STATUTE, bool(grounds), said, approval, grounds)
