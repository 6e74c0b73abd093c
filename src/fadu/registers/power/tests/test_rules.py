"""The rules on items of power, by their table (scenarios/rules.yaml)."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from fadu.law.sources import cite
from fadu.registers.power import rules
from fadu.registers.power.rules import KIND_WORDS, STANDING_WORDS, ItemKind, Standing

TABLE = yaml.safe_load((Path(__file__).parent / "scenarios" / "rules.yaml").read_text("utf-8"))
TYPES: dict[str, Callable[[Any], Any]] = {"standing": lambda name: Standing(name) if name else None}


def as_it_is(value: Any) -> Any:
    return value


def cases() -> Iterator[Any]:
    """Every line of the table."""
    for rule, told in TABLE.items():
        for case in told["cases"]:
            given = {name: value for name, value in case.items() if name != "refused"}
            yield pytest.param(rule, told["article"], given, case["refused"], id=f"{rule}: {given}")


@pytest.mark.parametrize(("rule", "article", "given", "refused"), list(cases()))
def test_the_rule_refuses_what_the_table_says(
    rule: str, article: list[Any], given: dict[str, Any], refused: list[str]
) -> None:
    typed = {name: TYPES.get(name, as_it_is)(value) for name, value in given.items()}
    found = getattr(rules, rule)(**typed)
    assert [refusal.code for refusal in found] == refused
    for refusal in found:
        assert refusal.basis == cite(*article)
        assert refusal.words.zh and refusal.words.en
        assert refusal.remedy.zh and refusal.remedy.en


@pytest.mark.parametrize("rule", TABLE)
def test_control_each_rule_is_seen_to_pass_and_to_refuse(rule: str) -> None:
    told = [bool(case["refused"]) for case in TABLE[rule]["cases"]]
    assert set(told) == {True, False}


def test_who_is_sent_away_is_sent_to_the_organ_that_the_list_names() -> None:
    (named,) = rules.held("licence.01", Standing.TRANSFERRED, "渠县行政审批局")
    assert named.remedy.zh == "请到渠县行政审批局办理"
    (unnamed,) = rules.held("licence.01", None)
    assert unnamed.remedy.zh == "请到行使该事项的机关办理"


def test_every_kind_and_standing_has_words() -> None:
    assert set(KIND_WORDS) == set(ItemKind)
    assert set(STANDING_WORDS) == set(Standing)
