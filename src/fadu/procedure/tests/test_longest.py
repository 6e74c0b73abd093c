"""The longest time by law, unit by unit."""

import dataclasses
from datetime import date

from fadu.law.parameters import Parameters
from fadu.procedure.declare import PARTY, Limit
from fadu.procedure.longest import longest, unknown_limits
from fadu.procedure.tests.drafting import (
    APPROVED,
    DRAFTING,
    HANDLER,
    PROPOSED,
    changed,
    step,
)

ON = date(2020, 6, 1)
PLACE = "511725"
DOCUMENT = {"document": {"zh": "测试", "en": "A test"}}


def known(**periods: str) -> Parameters:
    """Parameters with a period each."""
    return Parameters(()).having(
        {
            f"test.{name}": {
                "title": {"zh": name, "en": name}, "unit": "period", "tightens": "lower",
                "values": [
                    {"layer": "national", "from": date(2020, 1, 1), "value": period,
                     "source": DOCUMENT, "confidence": "V"}
                ],
            }
            for name, period in periods.items()
        }
    )  # fmt: skip


def timed(name: str) -> Limit:
    """A limit by its short name."""
    return Limit(f"test.{name}")


ALL = changed(
    changed(changed(DRAFTING, "propose", limit=timed("a")), "review", limit=timed("b")),
    "decide", limit=timed("c"),
)  # fmt: skip


def test_working_days_and_days_are_kept_apart() -> None:
    found = longest(ALL, known(a="3wd", b="2wd", c="10d"), ON, PLACE)
    assert found.whole.steps == ("propose", "review", "decide", "pay")
    assert found.whole.amounts == {"working_days": 5, "days": 10}
    assert found.whole.unlimited == ("pay",)
    assert found.whole.words.zh == "5个工作日＋10日"


def test_each_return_is_told_with_what_it_adds() -> None:
    found = longest(ALL, known(a="3wd", b="2wd", c="10d"), ON, PLACE)
    again = {(name, to): more.amounts for name, to, more in found.returns}
    assert again == {
        ("review", "propose"): {"working_days": 5},
        ("decide", "propose"): {"working_days": 5, "days": 10},
    }


def test_a_limit_without_a_value_is_named() -> None:
    found = longest(ALL, known(a="3wd", c="10d"), ON, PLACE)
    assert found.whole.unknown == ("test.b",)
    assert list(unknown_limits(found)) == ["test.b"]
    assert found.whole.amounts == {"working_days": 3, "days": 10}
    early = longest(ALL, known(a="3wd", b="1wd", c="10d"), date(2019, 1, 1), PLACE)
    assert list(unknown_limits(early)) == ["test.a", "test.b", "test.c"]


def test_the_partys_own_time_is_not_counted() -> None:
    own = changed(ALL, "propose", post=PARTY)
    found = longest(own, known(a="30d", b="2wd", c="1m"), ON, PLACE)
    assert found.whole.of_party == ("propose",)
    assert found.whole.amounts == {"working_days": 2, "months": 1}


def test_the_longer_of_two_ways_counts() -> None:
    """A short way beside a long one; seven days are longer than four working days."""
    detour = dataclasses.replace(
        step("detour", HANDLER, next={PROPOSED: "decide"}), limit=timed("d")
    )
    fork = changed(ALL, "propose", next={PROPOSED: "review", APPROVED: "detour"})
    fork = dataclasses.replace(fork, steps=(*fork.steps[:2], detour, *fork.steps[2:]))
    found = longest(fork, known(a="3wd", b="4wd", c="10d", d="7d"), ON, PLACE)
    assert "detour" in found.whole.steps and "review" not in found.whole.steps
    assert found.whole.amounts == {"working_days": 3, "days": 17}
    found = longest(fork, known(a="3wd", b="4wd", c="10d", d="5d"), ON, PLACE)
    assert "review" in found.whole.steps
