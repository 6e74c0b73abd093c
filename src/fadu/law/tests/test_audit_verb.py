"""`./fadu audit` as it is typed: the real program in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

from fadu.law.audit.tests.files import EXAMPLES, clean

SOURCE = Path(__file__).parents[3]


def fadu(*words: str, given: bytes = b"") -> tuple[int, str, str]:
    """Exit code, standard output and standard error."""
    done = subprocess.run(
        [sys.executable, "-m", "fadu", "audit", *words],
        input=given,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONIOENCODING": "utf-8"},
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def test_lapses_are_told_and_the_exit_code_says_so() -> None:
    code, out, complaint = fadu("-", "--lang", "en", given=EXAMPLES.encode())
    assert (code, complaint) == (1, "")
    assert "D25" in out and "came before the notice" in out
    code, out, _ = fadu("-", "--case", "D12", given=EXAMPLES.encode("gb18030"))
    assert code == 1
    assert "D25" not in out and "2023-05-25" in out and "无法判断" in out


def test_a_case_without_lapse_ends_well_and_json_is_json() -> None:
    given = json.dumps(clean("B")).encode()
    code, out, _ = fadu("-", "--json", given=given)
    assert code == 0
    (one,) = json.loads(out)
    assert one["counts"]["lapse"] == 0
    assert {finding["severity"] for finding in one["findings"]} >= {"in order"}


def test_a_malformed_file_is_refused_with_its_place() -> None:
    for language, said in (("zh", "第1行第2列"), ("en", "line 1, column 2")):
        code, out, complaint = fadu("-", "--lang", language, given=b"{")
        assert (code, out) == (2, "")
        assert said in complaint
    assert fadu("no-such-file.json")[0] == 2
    code, _, complaint = fadu("-", "--case", "X", given=EXAMPLES.encode())
    assert code == 2 and "X" in complaint
    assert fadu("-", given=b"\xff\xfe\x00\x81")[0] == 2
