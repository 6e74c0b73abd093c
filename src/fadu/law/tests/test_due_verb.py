"""`./fadu due` as it is typed: the real program in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[3]


def fadu(*words: str, given: bytes = b"") -> tuple[int, str, str]:
    """Exit code, standard output and standard error."""
    done = subprocess.run(
        [sys.executable, "-m", "fadu", "due", *words],
        input=given,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONIOENCODING": "utf-8"},
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_a_date_and_how_it_was_reached() -> None:
    code, out, _ = fadu("2020-01-20", "20wd", "--explain")
    assert code == 0
    assert out.splitlines()[0] == "2020-02-25"
    assert "春节" in out
    assert "《民法典》第二百零一条" in out
    code, out, _ = fadu("2026-12-30", "5wd", "--lang", "en", "--explain")
    assert (code, out.splitlines()[0]) == (0, "2027-01-06 provisional")
    assert "notice of 2027 is not known" in out


def test_a_stop_on_the_command_line() -> None:
    stopped = ("--suspend", "2021-03-03..2021-03-04")
    assert fadu("2021-03-01", "5wd", *stopped)[1] == "2021-03-10\n"
    assert fadu("2021-03-01", "5wd", "--suspend", "2021-03-03..")[1] == "2021-03-09 暂定\n"


@pytest.mark.parametrize(
    ("words", "zh", "en"),
    [
        (("2020-02-30", "5wd"), "不是日期", "no date"),
        (("20200120", "5wd"), "不是日期", "no date"),
        (("2020-01-20", "5x"), "不是期限", "no period"),
        (("2020-01-20",), "应给出", "are needed"),
        (("9000-01-01", "5wd"), "未收录", "is not known"),
        (("--csv", "-", "2020-01-20", "5wd"), "不能同用", "do not go together"),
        (("2020-01-20", "5wd", "--suspend", "2020"), "首日..末日", "FIRST..LAST"),
    ],
)
def test_bad_usage_is_said_in_the_reader_s_language(
    words: tuple[str, ...], zh: str, en: str
) -> None:
    for language, said in (("zh", zh), ("en", en)):
        code, out, complaint = fadu(*words, "--lang", language)
        assert (code, out) == (2, "")
        assert said in complaint


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_file_is_answered_row_by_row(encoding: str) -> None:
    given = (
        "案号,start,period\r\n甲,2020-09-28,5wd\r\n乙,2020-02-30,5wd\r\n"
        "丙,2026-12-30,5wd\r\n丁,2021-09-16\r\n戊,2021-09-16,15d\r\n"
    )
    code, out, complaint = fadu("--csv", "-", given=given.encode(encoding))
    assert code == 2
    assert out.splitlines() == [
        "案号,start,period,due,provisional",
        "甲,2020-09-28,5wd,2020-10-12,no",
        "丙,2026-12-30,5wd,2027-01-06,yes",
        "戊,2021-09-16,15d,2021-10-08,no",
    ]
    assert [line[:3] for line in complaint.splitlines()] == ["第3行", "第5行"]


def test_a_good_file_and_useless_ones(tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("start,period\n2020-01-20,20wd\n", "utf-8")
    assert fadu("--csv", str(file)) == (
        0,
        "start,period,due,provisional\n2020-01-20,20wd,2020-02-25,no\n",
        "",
    )
    for text in ("begin,period\n", "start,period,due\n", "start,period,start\n", ""):
        file.write_text(text, "utf-8")
        code, out, complaint = fadu("--csv", str(file))
        assert (code, out) == (2, "")
        assert "CSV" in complaint
    assert fadu("--csv", str(tmp_path / "none.csv"))[0] == 2
    assert fadu("2020-01-20", "5wd", "--calendar", str(tmp_path / "none"))[0] == 2
