"""The rules on items of power, by their table (scenarios/rules.yaml)."""

import pytest
from tests.tables import Line, Readers, lines, passes_and_refuses, scenarios

from fadu.registers.power import rules
from fadu.registers.power.rules import KIND_WORDS, STANDING_WORDS, ItemKind, Standing

TABLE = scenarios(__file__, "rules.yaml")
READERS: Readers = {
    "held.standing": lambda name: Standing(name) if name else None,
    "receiver_named.standing": Standing,
}


@pytest.mark.parametrize("line", lines(TABLE))
def test_the_rule_refuses_what_the_table_says(line: Line) -> None:
    line.check(rules, READERS)


@pytest.mark.parametrize("rule", TABLE)
def test_control_each_rule_is_seen_to_pass_and_to_refuse(rule: str) -> None:
    assert passes_and_refuses(TABLE, rule)


def test_who_is_sent_away_is_sent_to_the_organ_that_the_list_names() -> None:
    (named,) = rules.held("licence.01", Standing.TRANSFERRED, "渠县行政审批局")
    assert named.remedy.zh == "请到渠县行政审批局办理"
    (unnamed,) = rules.held("licence.01", None)
    assert unnamed.remedy.zh == "请到行使该事项的机关办理"


def test_every_kind_and_standing_has_words() -> None:
    assert set(KIND_WORDS) == set(ItemKind)
    assert set(STANDING_WORDS) == set(Standing)
