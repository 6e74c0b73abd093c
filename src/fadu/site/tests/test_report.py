"""`./fadu report`: the report as files, and whether a stored one still holds."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from fadu.figures.registry import figures
from fadu.procedure.models import Case
from fadu.report.tests.played import Played
from fadu.site import cli

pytestmark = pytest.mark.django_db

Run = Callable[..., int]


@pytest.fixture
def played(settings: Settings) -> Played:
    settings.FADU_CLOCK = "2020-12-31"
    return Played()


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("FADU_PROFILE", "test")
    monkeypatch.setattr("django.setup", lambda: None)
    return lambda *words: cli.main(["report", *map(str, words)])


def test_the_report_is_written(played: Played, run: Run, tmp_path: Path) -> None:
    assert run(2020, "--out", tmp_path / "made") == 0
    report = json.loads((tmp_path / "made" / "figures.json").read_text("utf-8"))
    assert [part["text"] for part in report["parts"]] == [None] * 5
    assert {line["name"] for line in report["figures"]} == set(figures())
    for line in report["figures"]:
        with (tmp_path / "made" / line["rows"]).open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))[1:]
        assert len(rows) == line["count"]
        assert len(line["digest"]) == 64
    assert (tmp_path / "made" / "report.pdf").read_bytes().startswith(b"%PDF")


def test_a_stored_report_holds_and_drifts(
    played: Played, run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stored = tmp_path / "figures.json"
    assert run(2020, "--out", tmp_path, "--known-on", "2020-04-01") == 0
    assert run(2020, "--against", stored) == 0
    said = capsys.readouterr().out
    assert "≠ 办结的申请 / Applications closed: 1 → 2 (+1 −0 ~0)" in said
    assert "✓ 收到的申请" in said


def test_control_a_row_changed_behind_the_record_is_found(
    played: Played, run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(2020, "--out", tmp_path) == 0
    Case.objects.filter(id=played.late.id).update(closed_on="2021-01-04")
    assert run(2020, "--against", tmp_path / "figures.json") == 1
    assert "✗ 办结的申请" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        (2020,),
        (2031, "--out", "made"),
        (2020, "--out", "made", "--known-on", "yesterday"),
        (2020, "--out", "made", "--known-on", "2031-01-01"),
        (2020, "--out", "made", "--bureau", "000000"),
        (2020, "--against", "no-such-file.json"),
        (2020, "--out", "/dev/null/made"),
    ],
)
def test_bad_usage_says_so_in_both_languages(
    played: Played,
    run: Run,
    words: tuple[Any, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*words) == 2
    assert " / " in capsys.readouterr().err
    assert not (tmp_path / "made").exists()


def test_a_file_that_is_no_report_is_refused(played: Played, run: Run, tmp_path: Path) -> None:
    for content in ("{}", "[]", "no json", '{"bureau":{"code":"511725"},"year":2020}'):
        file = tmp_path / "figures.json"
        file.write_text(content, "utf-8")
        assert run(2020, "--against", file) == 2
