"""Properties of the proof: whatever the table, it agrees with an independent search."""

from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.law.bands.proof import prove
from fadu.law.bands.table import Table
from fadu.law.tests.banding import PARAMETERS, Row, mu, table

AREAS = st.fractions(min_value=0, max_value=20, max_denominator=30)


@st.composite
def partitions(draw: st.DrawFn) -> tuple[Table, list[Fraction]]:
    """A sound table whose tiers cut the area at random marks, each mark to either side."""
    marks = sorted(
        draw(
            st.sets(
                st.fractions(min_value=Fraction(1, 9), max_value=15, max_denominator=9),
                min_size=1,
                max_size=5,
            )
        )
    )
    sides = draw(st.lists(st.booleans(), min_size=len(marks), max_size=len(marks)))
    rows: list[Row] = []
    low: dict[str, str] = {}
    step = Fraction(900, len(marks) + 1)
    for number, (mark, upper) in enumerate([*zip(marks, sides, strict=True), (None, False)]):
        high = {} if mark is None else {"under" if upper else "at_most": str(mark)}
        rows.append(
            {
                "grade": "slight",
                "when": {"area": {**low, **high}} if low or high else {"area": {"at_least": 0}},
                "range": {
                    "at_least": str(100 + step * number),
                    "at_most": str(100 + step * (number + 1)),
                },
            }
        )
        low = {"at_least" if upper else "over": str(mark)}
    return table(tiers=rows), marks


@settings(max_examples=60, deadline=None)
@given(partitions(), AREAS, st.sampled_from(["farm", "built"]))
def test_every_point_falls_in_exactly_one_tier_of_a_proven_table(
    made: tuple[Table, list[Fraction]], area: Fraction, land: str
) -> None:
    found, marks = made
    assert prove(found, PARAMETERS).proven
    for each in (area, *marks):
        assert len(found.matching({"area": mu(each), "land": land})) == 1


@settings(max_examples=60, deadline=None)
@given(
    partitions(),
    st.integers(0, 4),
    st.fractions(min_value=-3, max_value=3, max_denominator=5),
    st.booleans(),
)
def test_a_moved_bound_is_found_exactly_when_a_point_proves_it(
    made: tuple[Table, list[Fraction]], which: int, shift: Fraction, inclusive: bool
) -> None:
    """Control: an independent search over marks and middles agrees with the proof."""
    sound, marks = made
    place = which % len(marks)
    moved = max(marks[place] + shift, Fraction(0))
    rows = []
    for tier in sound.tiers:
        assert tier.span is not None and tier.span.low is not None and tier.span.high is not None
        low = {} if tier.number == 1 else bound_of(sound, tier.number, lower=True)
        high = {} if tier.number == len(sound.tiers) else bound_of(sound, tier.number, lower=False)
        if tier.number == place + 1:
            high = {"at_most" if inclusive else "under": str(moved)}
        if "over" in low or "at_least" in low:
            start = Fraction(next(iter(low.values())))
            if high and start >= Fraction(next(iter(high.values()))):
                return  # the tier would be empty, which its file refuses
        rows.append(
            {
                "grade": "slight",
                "when": {"area": {**low, **high} or {"at_least": "0"}},
                "range": {
                    "at_least": str(tier.span.low.value),
                    "at_most": str(tier.span.high.value),
                },
            }
        )
    if not inclusive and moved == 0:
        return
    changed = table(tiers=rows)
    found = [each.code for each in prove(changed, PARAMETERS).faults if each.code != "idle"]
    every = sorted({*marks, moved, Fraction(0)})
    points = [*every, *((a + b) / 2 for a, b in pairwise(every)), every[-1] + 1]
    counts = {len(changed.matching({"area": mu(each), "land": "farm"})) for each in points}
    assert ("gap" in found) == (0 in counts)
    assert ("overlap" in found) == bool(counts - {0, 1})


def bound_of(made: Table, number: int, *, lower: bool) -> dict[str, str]:
    """An end of a tier's area as its file has it."""
    condition = made.tiers[number - 1].condition
    span = getattr(condition, "span")  # noqa: B009 – one measure, so it is Inside
    end = span.low if lower else span.high
    if end is None:
        return {}
    names = ("at_least", "over") if lower else ("at_most", "under")
    return {names[0] if end.included else names[1]: str(end.value)}
