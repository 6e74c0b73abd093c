"""Rules as tables: YAML beside the tests of a register, a line a case, the article above.

A rule of the table is a function of the register's `rules.py`; a line names its arguments and the
codes of the refusals that it must answer, in order:

    kept_needs_authority:
      article: [优化营商环境条例, 44]
      cases:
        - {ruling: keep, authority: "", refused: [no_authority]}
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from fadu.law.sources import cite

# How an argument is read from the table, by "rule.argument"; what is not named is as it stands.
Readers = Mapping[str, Callable[[Any], Any]]


def _as_it_is(value: Any) -> Any:
    return value


@dataclass(frozen=True)
class Line:
    """A case of the table: what the rule is given, what it must refuse, citing which article."""

    rule: str
    article: tuple[Any, ...]
    given: Mapping[str, Any]
    refused: list[str]

    def check(self, rules: ModuleType, readers: Readers) -> None:
        """The rule refuses what the line says, by its article, in both languages, with remedy."""
        typed = {
            name: readers.get(f"{self.rule}.{name}", _as_it_is)(value)
            for name, value in self.given.items()
        }
        found = getattr(rules, self.rule)(**typed)
        assert [refusal.code for refusal in found] == self.refused
        for refusal in found:
            assert refusal.basis == cite(*self.article)
            assert refusal.words.zh and refusal.words.en
            assert refusal.remedy.zh and refusal.remedy.en


def scenarios(test: str, name: str) -> Any:
    """What a file of the folder `scenarios` beside a test says."""
    return yaml.safe_load((Path(test).parent / "scenarios" / name).read_text("utf-8"))


def lines(table: Mapping[str, Any]) -> list[Any]:
    """Every line of a table of rules, as a parameter named for the rule and what it is given."""
    found = []
    for rule, told in table.items():
        for case in told["cases"]:
            given = {name: value for name, value in case.items() if name != "refused"}
            line = Line(rule, tuple(told["article"]), given, case["refused"])
            found.append(pytest.param(line, id=f"{rule}: {given}"))
    return found


def passes_and_refuses(table: Mapping[str, Any], rule: str) -> bool:
    """Whether the lines of a rule show it pass and show it refuse."""
    return {bool(case["refused"]) for case in table[rule]["cases"]} == {True, False}
