"""`./fadu settings` and docs/settings.md list what the bureau must supply, and no more."""

import re
from argparse import ArgumentParser

import pytest

from fadu.procedure.discover import parameters
from fadu.site.verbs import settings as verb
from tests.test_docs import differ, read

ROW = re.compile(r"^\| `([a-z][a-z0-9_.]+)` \|", re.MULTILINE)


def said(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    """What the verb prints."""
    parser = ArgumentParser()
    verb.arguments(parser)
    assert verb.run(parser.parse_args(words)) == code
    printed = capsys.readouterr()
    return printed.err if code else printed.out


def awaiting() -> list[str]:
    """The keys that await a value from the bureau."""
    known = parameters()
    return [name for name in known if (key := known.key(name)) and key.awaits]


def test_the_page_names_every_setting_that_the_law_leaves_to_the_bureau() -> None:
    section = read("docs", "settings.md").split("## What the law leaves to the bureau")[1]
    assert not differ("settings", ROW.findall(section), awaiting())


def test_control_a_setting_that_the_page_forgets_is_found() -> None:
    assert differ(
        "settings", ROW.findall("| `rota.term` | a | b | c |"), ["rota.term", "hot.before"]
    )


def test_what_is_open_is_listed_with_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    told = said(capsys, "--on", "2026-06-01", "--bureau", "511725", "--lang", "en")
    for name in awaiting():
        assert re.search(rf"^  {re.escape(name)}  ", told, re.MULTILINE), name
    block = told.split("  foi.sc.rule  ")[1]
    assert "by: the legal section; from “Sichuan Trial Measures" in block
    assert "until then: only the national regulation is applied" in block


def test_what_is_used_unconfirmed_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    told = said(capsys, "--on", "2026-06-01")
    unconfirmed = told.split("在用但未经核实")[1].split("\n\n")[0]
    assert "norm.validity　有效期：60个月" in unconfirmed
    assert "reg.step.examine" in unconfirmed
    assert "permit.decide" not in unconfirmed
    assert "四川省行政处罚听证程序规定" in told.split("文本待提供的文件")[1]


@pytest.mark.parametrize("words", [("--on", "nope"), ("--bureau", "5117x")])
def test_what_is_no_day_or_place_is_refused(
    capsys: pytest.CaptureFixture[str], words: tuple[str, str]
) -> None:
    assert "不是日期或机构代码" in said(capsys, *words, code=2)
