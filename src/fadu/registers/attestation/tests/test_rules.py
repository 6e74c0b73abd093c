"""The rules on attestations, by their table (scenarios/rules.yaml)."""

import pytest
from tests.tables import Line, Readers, lines, passes_and_refuses, scenarios

from fadu.registers.attestation import rules
from fadu.registers.attestation.rules import RULING_WORDS, Ruling

TABLE = scenarios(__file__, "rules.yaml")
READERS: Readers = {"kept_needs_authority.ruling": Ruling}


@pytest.mark.parametrize("line", lines(TABLE))
def test_the_rule_refuses_what_the_table_says(line: Line) -> None:
    line.check(rules, READERS)


@pytest.mark.parametrize("rule", TABLE)
def test_control_each_rule_is_seen_to_pass_and_to_refuse(rule: str) -> None:
    assert passes_and_refuses(TABLE, rule)


def test_every_ruling_has_words() -> None:
    assert set(RULING_WORDS) == set(Ruling)
