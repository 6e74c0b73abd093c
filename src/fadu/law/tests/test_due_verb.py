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
        (("2020-01-20T9", "5h"), "不是时刻", "no time"),
        (("2020-01-20T09:30", "5wd"), "时刻只用于", "for periods of hours"),
        (("2020-01-20", "24h", "--way", "before"), "不能按日倒算", "cannot count back"),
        (
            ("2020-01-20", "5d", "--way", "before", "--suspend", "2020-01-01.."),
            "没有中止",
            "nothing is",
        ),
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
        "案号,start,period,due,provisional,note",
        "甲,2020-09-28,5wd,2020-10-12,no,",
        "丙,2026-12-30,5wd,2027-01-06,yes,2027年的放假安排未收录，暂只按周末推算；公布后重算",
        "戊,2021-09-16,15d,2021-10-08,no,",
    ]
    third, fifth, sum_up = complaint.splitlines()
    assert third == "第3行：不是日期：“2020-02-30”（请写成 2020-01-20）"
    assert fifth == "第5行：列数与表头不符：应为3列，实为2列"
    assert sum_up == "已算3行，未算2行：改正上列各行后再算"


def test_a_period_may_be_a_parameter_of_a_register() -> None:
    given = (
        "start,period,as-of,division\n2020-06-01,reg.limit.promise.local.transfer,,511725\n"
        "2020-06-01,reg.limit.statutory,2016-01-01,\n2020-06-01,reg.limit.none,,\n"
    )
    code, out, complaint = fadu("--csv", "-", "--lang", "en", given=given.encode())
    assert code == 2
    first, second = out.splitlines()[1:]
    assert first.startswith(
        "2020-06-01,reg.limit.promise.local.transfer,,511725,2020-06-08,no,5 working days: "
    )
    assert second.startswith("2020-06-01,reg.limit.statutory,2016-01-01,,2020-07-14,no,")
    assert "line 4: there is no parameter reg.limit.none" in complaint


def test_an_hour_a_way_and_the_shapes_of_an_explanation() -> None:
    assert fadu("2021-10-15T16:30", "24h")[1] == "2021-10-16T16:30\n"
    assert "24小时连续计算" in fadu("2021-10-15T16:30", "24h", "--explain")[1]
    assert fadu("2021-10-08", "7wd", "--way", "before")[1] == "2021-09-23\n"
    assert fadu("2021-09-01", "30d", "--way", "full")[1] == "2021-10-09\n"
    table = fadu("2020-09-28", "5wd", "--show", "table", "--lang", "en")[1].splitlines()
    assert table[1].split("\t") == [
        "2020-09-28 (Mon)",
        "2020-09-28 (Mon) is the starting day and not counted",
        "Civil Code, art. 201",
    ]
    assert fadu("2020-09-28", "5wd", "--show", "weeks", "--lang", "en")[1].splitlines()[1:] == [
        "2020-09-28  28:S     29:1     30:2      1:H      2:H      3:H      4:H",
        "2020-10-05   5:H      6:H      7:H      8:H      9:3     10:4     11:-",
        "2020-10-12  12*5",
    ]


def test_whoever_reads_may_stop_reading(tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("start,period\n" + "2020-01-20,20wd\n" * 50_000, "utf-8")
    command = [sys.executable, "-m", "fadu", "due", "--csv", str(file)]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 0


def test_a_good_file_and_useless_ones(tmp_path: Path) -> None:
    file = tmp_path / "rows.csv"
    file.write_text("start,period\n2020-01-20,20wd\n", "utf-8")
    assert fadu("--csv", str(file)) == (
        0,
        "start,period,due,provisional,note\n2020-01-20,20wd,2020-02-25,no,\n",
        "",
    )
    for text in ("begin,period\n", "start,period,due\n", "start,period,start\n", ""):
        file.write_text(text, "utf-8")
        code, out, complaint = fadu("--csv", str(file))
        assert (code, out) == (2, "")
        assert "CSV" in complaint
    assert fadu("--csv", str(tmp_path / "none.csv"))[0] == 2
    assert fadu("2020-01-20", "5wd", "--calendar", str(tmp_path / "none"))[0] == 2
