"""Several tables at once: a lower layer refines the one above and never leaves its tiers or ranges.

For every combination of measures the lower table must give the same grade as the higher one, and a
range inside the higher range (国办发〔2022〕27号). Where it does not, the higher table prevails.
"""

from collections.abc import Iterator

from fadu.law.bands.cells import Place, Space, TooManyCells
from fadu.law.bands.exact import within
from fadu.law.bands.findings import Finding
from fadu.law.bands.table import Table, Tier
from fadu.law.entries import NATIONAL
from fadu.law.parameters import Parameters
from fadu.law.words import Words

COUNTY = "disc.county"


def above(lower: Table, higher: Table) -> bool:
    """Whether one table is of a layer over the other, for the same violation and some same day."""
    over = lower.layer != higher.layer and (
        higher.layer == NATIONAL or lower.layer.startswith(higher.layer)
    )
    return over and lower.statute == higher.statute and lower.overlaps(higher)


def compare(lower: Table, higher: Table, parameters: Parameters) -> Iterator[Finding]:
    """Where the lower table leaves the higher one; both are proven by themselves."""
    demand = parameters.national(COUNTY, lower.since)
    rule = None if demand is None else demand.source
    differing = _differing(lower, higher)
    if differing is not None:
        yield Finding("not_comparable", differing, basis=rule)
        return
    try:
        space = Space.of(lower, higher)
    except TooManyCells as fault:
        yield Finding("too_many", fault.words)
        return
    amiss: dict[Place, tuple[Tier, Tier]] = {}
    for place in space.places():
        facts = space.facts(place)
        (mine,), (theirs,) = lower.matching(facts), higher.matching(facts)
        if _leaves(lower, mine, higher, theirs):
            amiss[place] = (mine, theirs)
    for place, box in space.boxes(amiss):
        mine, theirs = amiss[place]
        where, my, their = space.said(box), _said(lower, mine), _said(higher, theirs)
        yield Finding(
            "beyond",
            Words(
                f"{where.zh}：{my.zh}，超出上级《{higher.title.zh}》的{their.zh}，以上级为准",
                f"{where.en}: {my.en}, beyond {their.en} of {higher.title.en}, which prevails",
            ),
            example=space.example(place),
            basis=rule,
        )


def _differing(lower: Table, higher: Table) -> Words | None:
    """Why two tables cannot be compared; None when they can."""
    if lower.standard.rate.of != higher.standard.rate.of or lower.standard.of != higher.standard.of:
        return Words(
            f"处罚标准的单位与上级《{higher.title.zh}》不同",
            f"the standard is measured otherwise than in {higher.title.en}",
        )
    for name, mine in lower.measures.items():
        theirs = higher.measures.get(name)
        if theirs is not None and (mine.kind, mine.unit, mine.domain, set(mine.classes)) != (
            theirs.kind, theirs.unit, theirs.domain, set(theirs.classes)
        ):  # fmt: skip
            return Words(
                f"衡量项“{mine.title.zh}”与上级《{higher.title.zh}》不同",
                f"the measure {mine.title.en} is not that of {higher.title.en}",
            )
    return None


def _leaves(lower: Table, mine: Tier, higher: Table, theirs: Tier) -> bool:
    my_span, their_span = lower.exact(mine), higher.exact(theirs)
    assert my_span is not None and their_span is not None, "a proven table has a range in each tier"
    return _code(mine) != _code(theirs) or not within(my_span, their_span)


def _code(tier: Tier) -> str:
    return "" if tier.grade is None else tier.grade.code


def _said(table: Table, tier: Tier) -> Words:
    assert tier.span is not None, "a proven table has a range in each tier"
    span = table.standard.said(tier.span)
    return Words(f"{tier.title.zh}{span.zh}", f"{tier.title.en}, {span.en}")
