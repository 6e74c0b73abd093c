"""The command line as a person meets it: help, an unknown word, a wrong profile."""

import os
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from fadu.site import cli, verbs
from fadu.site.profile import PROFILES, UnknownProfile, choose

ROOT = Path(__file__).resolve().parents[4]


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", dict(os.environ))


@pytest.fixture(scope="module")
def launcher() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "fadu"), run_name="launcher")


def test_overview_names_every_verb_with_its_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--help"]) == 0
    said = capsys.readouterr().out
    for verb in cli.names():
        assert cli.about(verb).help, f"{verb} has no HELP as a literal"
        assert cli.about(verb).help in said


def test_no_word_is_bad_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([]) == 2
    assert "./fadu VERB" in capsys.readouterr().out


def test_unknown_verb_exits_2_and_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["serv"]) == 2
    said = capsys.readouterr().err
    assert "serve" in said
    assert "没有" in said
    assert "no verb" in said


@pytest.mark.parametrize("verb", cli.names())
def test_every_verb_file_keeps_the_contract(verb: str) -> None:
    file = Path(verbs.__path__[0]) / f"{verb.replace('-', '_')}.py"
    text = file.read_text("utf-8")
    assert "\ndef arguments(" in text
    assert "\ndef run(" in text
    words = cli.about(verb).help
    assert any("一" <= letter <= "鿿" for letter in words), "HELP is bilingual"
    assert re.search(r"[a-z]{2}", words), "HELP is bilingual"


def test_profile_is_chosen_by_verb_then_environment_then_single() -> None:
    os.environ.pop("FADU_PROFILE", None)
    assert choose() == "single"
    assert choose("demo") == "demo"
    assert os.environ["DJANGO_SETTINGS_MODULE"] == "fadu.site.settings.demo"
    assert choose() == "demo", "children inherit the choice"


def test_the_suite_never_runs_on_another_profile(tmp_path: Path) -> None:
    asked = tmp_path / "test_asked.py"
    asked.write_text(
        "from django.conf import settings\n"
        "def test_profile():\n    assert settings.FADU_PROFILE == 'test'\n"
    )
    there = {**os.environ, "DJANGO_SETTINGS_MODULE": "fadu.site.settings.demo"}
    command = [sys.executable, "-m", "pytest", "-q", "-c", "pyproject.toml", str(asked)]
    done = subprocess.run(command, cwd=ROOT, env=there, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout


def test_unknown_profile_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownProfile, match="production"):
        choose("prodution")
    assert "single" in PROFILES


def test_launcher_needs_no_setup_twice(launcher: dict[str, Any]) -> None:
    if not launcher["stamp"]("dev").exists():
        pytest.skip("not set up by the launcher")
    assert launcher["is_current"]("dev")
    assert launcher["is_current"]("base")


def test_launcher_control_changed_lock_means_setup(
    launcher: dict[str, Any], tmp_path: Path
) -> None:
    before = launcher["digest"]("base")
    changed = tmp_path / "base.lock"
    changed.write_bytes((ROOT / "requirements" / "base.lock").read_bytes() + b"\n")
    scope = launcher["digest"].__globals__
    kept, scope["LOCKS"] = scope["LOCKS"], tmp_path
    try:
        assert launcher["digest"]("base") != before
    finally:
        scope["LOCKS"] = kept


def test_launcher_refuses_an_old_python_in_both_languages(
    launcher: dict[str, Any], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    assert launcher["main"](["demo"]) == 1
    said = capsys.readouterr().err
    assert "3.11" in said
    assert "需要 Python" in said
    assert "is needed" in said


def test_python_m_fadu_is_the_same_door() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "fadu", "nonsense"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "nonsense" in done.stderr
