"""The verb `bands` as it is typed: check a file, show a table."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml

from fadu.law.tests.test_band_samples import GUANGYUAN, mended

SOURCE = Path(__file__).parents[3]


def fadu(*words: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of the verb as it is typed."""
    done = subprocess.run(
        [sys.executable, "-m", "fadu", "bands", *words],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONIOENCODING": "utf-8"},
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_the_command_prints_the_counter_examples(tmp_path: Path) -> None:
    code, out, _ = fadu("check", str(GUANGYUAN))
    assert code == 1
    assert "用地面积2亩：同时属于第1档（从轻）、第2档（从轻）" in out
    assert "超过6.5倍、不满7倍：没有档次涵盖" in out and "未通过：4处错误" in out
    good = tmp_path / "mended.yaml"
    good.write_text(yaml.safe_dump(mended(), allow_unicode=True), encoding="utf-8")
    code, out, _ = fadu("check", str(good), "--lang", "en")
    assert code == 0 and "proven: each of" in out
    assert fadu("check", str(good), str(GUANGYUAN))[0] == 1, "one of two fails"


def test_the_command_shows_a_table_as_it_stood(tmp_path: Path) -> None:
    code, out, _ = fadu("show", "guizhou-land-transfer", "--on", "2023-01-01", "--lang", "en")
    assert code == 0
    assert "statutory range: at least 10 and at most 50 % of the illegal gain" in out
    assert "tier 1 (first): land class: construction land or unused land" in out
    assert "an excerpt: it decides no case" in out
    rows = mended()
    rows["name"], rows["layer"], rows["excerpt"] = "ours", "99", False
    rows["to"] = date(2024, 1, 1)
    rows["review"] = date(2023, 12, 1)
    (tmp_path / "ours.yaml").write_text(yaml.safe_dump(rows, allow_unicode=True), encoding="utf-8")
    folder = ("--tables", str(tmp_path))
    code, out, _ = fadu("show", "ours", "--on", "2024-01-01", *folder)
    assert code == 0 and "2023-11-06起至2024-01-01，2023-12-01前复核" in out
    assert "法定幅度：土地复垦费的5倍以上、10倍以下" in out
    assert fadu("show", "ours", "--on", "2024-01-02", *folder)[0] == 2, "no longer valid"


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("check", "nowhere.yaml"), "No such file"),
        (("show", "unheard", "--on", "2024-01-01"), "没有名为 unheard"),
        (("show", "guizhou-land-transfer"), "应以 --on 给出日期"),
        (("show", "guizhou-land-transfer", "--on", "yesterday"), "应以 --on 给出日期"),
        (("show", "x", "--on", "2024-01-01", "--tables", "/nowhere"), "没有文件夹"),
    ],
)
def test_the_command_says_what_it_cannot_read(words: tuple[str, ...], complaint: str) -> None:
    code, out, err = fadu(*words)
    assert (code, out) == (2, "") and complaint in err


def test_the_command_names_a_file_that_is_no_table(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("name: x\n", encoding="utf-8")
    code, _, err = fadu("check", str(bad))
    assert code == 2 and "bad.yaml" in err and "缺少此项" in err
    code, _, err = fadu(
        "show", "guizhou-land-transfer", "--on", "2023-01-01", "--tables", str(tmp_path)
    )
    assert code == 0 and "bad.yaml" in err
