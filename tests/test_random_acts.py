"""Random acts by anybody at any time: no way to a decision around the gates.

2,000 acts and more in each run of the suite; FADU_DRILL=100 multiplies that for the drill.
"""

import os
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from fadu.registers.realestate.procedures import TRANSFER
from tests.declared import declared
from tests.random_machine import RandomActs
from tests.random_matter import MATTER, World, blinded, without

DRILL = int(os.environ.get("FADU_DRILL", "1"))
EXAMPLES, STEPS = 45, 50


def run(examples: int) -> type[RandomActs]:
    """Let the machine act in a world of its own; what came of it."""

    class Here(RandomActs):
        world = World()
        reached: ClassVar[set[str]] = set()

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=examples, stateful_step_count=STEPS, phases=(Phase.generate,),
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )  # fmt: skip
    return Here


@pytest.mark.slow
@pytest.mark.django_db
def test_nobody_gets_around() -> None:
    with declared(MATTER):
        ran = run(EXAMPLES * DRILL)
    assert ran.tried >= 2000 * DRILL
    decided = {"accept", "agree", "approved", "entered", "issued", "case.withdrawn"}
    assert decided <= ran.reached, "what never happens was never tested"


@pytest.mark.slow
@pytest.mark.django_db
def test_control_a_hearing_that_may_be_skipped_is_found() -> None:
    hurried = without("hearing_not_asked")
    with declared(hurried), pytest.raises(AssertionError, match=r"hurried|passed over"):
        run(EXAMPLES * 4)


@pytest.mark.slow
@pytest.mark.django_db
def test_control_a_unit_that_is_not_free_is_found() -> None:
    with (
        declared(MATTER),
        blinded(TRANSFER, "unit_is_free"),
        pytest.raises(AssertionError, match=r"restriction|did not hold"),
    ):
        run(EXAMPLES * 4)
