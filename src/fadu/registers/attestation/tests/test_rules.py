"""The rules on attestations, by their table (scenarios/rules.yaml)."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from fadu.law.sources import cite
from fadu.registers.attestation import rules
from fadu.registers.attestation.rules import RULING_WORDS, Ruling

TABLE = yaml.safe_load((Path(__file__).parent / "scenarios" / "rules.yaml").read_text("utf-8"))
TYPES: dict[str, Callable[[Any], Any]] = {"ruling": Ruling}


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


def test_every_ruling_has_words() -> None:
    assert set(RULING_WORDS) == set(Ruling)
