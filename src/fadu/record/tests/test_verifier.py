"""The verifier: any changed byte is found, nothing makes it stumble, and it runs alone."""

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.record import verifier
from fadu.record.tests.sample_case import (
    HEAD,
    HONEST,
    PHOTO,
    Sample,
    check,
    contents,
    sample,
)


def small() -> Sample:
    """Every kind of member in two entries, so that flipping each of its bytes takes seconds."""
    case = sample()
    opened, taken, rendered = (case.entries[i] for i in (0, 1, 3))
    opened["personal"] = opened["personal"][1:3]
    rendered["payload"] |= taken["payload"]
    case.entries, case.values = [opened, rendered], case.values[1:]
    case.evidence = {name: data for name, data in case.evidence.items() if data == PHOTO}
    return case.chain()


@pytest.mark.slow
def test_a_byte_flipped_anywhere_is_found_and_named() -> None:
    """Content flips name their member; flips between contents are given by their very offset."""
    bundle = small().bundle()
    assert check(bundle).verified
    members = contents(bundle)
    told = [(name, len(data), 0) for name, data in members.items()]
    owner: dict[int, str] = {}
    starts = [offset + len(header) for _, offset, header in verifier.frame(told)]
    for start, (name, data) in zip(starts, members.items(), strict=False):
        owner |= dict.fromkeys(range(start, start + len(data)), name)
    for position in range(len(bundle)):
        flipped = bytearray(bundle)
        flipped[position] ^= 1 << position % 8
        findings = check(bytes(flipped)).findings
        assert findings, f"byte {position} was flipped unseen"
        if position in owner:
            named = [finding["where"].split(" ")[0] for finding in findings]
            assert owner[position] in named, (position, findings)
        else:
            places = [finding.get("byte") for finding in findings if finding["code"] == "zip.frame"]
            assert places == [position], (position, findings)


def test_cut_or_lengthened_anywhere_is_found() -> None:
    for length in [*range(0, len(HONEST), 61), *range(len(HONEST) - 30, len(HONEST))]:
        assert not check(HONEST[:length]).verified
        longer = HONEST[:length] + b"x" + HONEST[length:]
        assert not check(longer).verified
        shorter = HONEST[:length] + HONEST[length + 1 :]
        assert not check(shorter).verified
    appended = check(HONEST + b"PK")
    assert [(f["code"], f["byte"]) for f in appended.findings] == [("zip.frame", len(HONEST) - 22)]


def test_random_damage_is_found_and_never_an_exception() -> None:
    chance = random.Random(20200301)
    for _ in range(300):
        damaged = bytearray(HONEST)
        for _ in range(chance.randint(1, 5)):
            start, size = chance.randrange(len(damaged)), chance.randint(0, 60)
            piece = chance.choice([b"", b"\0" * size, chance.randbytes(size), b"PK\1\2", b"PK\3\4"])
            damaged[start : start + size] = piece
        if damaged != HONEST:
            assert not check(bytes(damaged)).verified


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\3\4", HONEST[:200], HONEST[-400:]]))
def test_any_bytes_at_all_get_a_finding(data: bytes, around: bytes) -> None:
    assert not check(around + data).verified
    assert not check(data + around).verified


@pytest.fixture
def alone(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """The one file, copied away, without site-packages, environment or this project."""
    copy = tmp_path / "verifier.py"
    shutil.copy(verifier.__file__, copy)
    (tmp_path / "case.zip").write_bytes(HONEST)
    (tmp_path / "forged.zip").write_bytes(HONEST.replace(b'"v":1', b'"v":2', 1))

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-I", "-S", str(copy), *words]
        return subprocess.run(
            command, cwd=tmp_path, capture_output=True, check=False, env={}, encoding="utf-8"
        )

    return run


def test_runs_alone(alone: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    honest = alone("case.zip", "--head", HEAD.sm3)
    assert honest.returncode == 0, honest.stderr
    assert honest.stdout.endswith("核验通过 VERIFIED\n")
    forged = alone("forged.zip")
    assert forged.returncode == 1
    assert forged.stdout.endswith("核验未通过 NOT VERIFIED\n")
    assert "entries.jsonl" in forged.stdout
    other = alone("case.zip", "--head", "0" * 64)
    assert other.returncode == 1
    assert "head.unknown" in other.stdout
    assert not honest.stderr + forged.stderr + other.stderr


def test_speaks_json(alone: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    told = json.loads(alone("forged.zip", "--json").stdout)
    assert told["verified"] is False
    assert {"code", "where", "zh", "en", "expected", "found"} <= told["findings"][0].keys()
    assert json.loads(alone("case.zip", "--json").stdout)["facts"]["entries"] == 6


@pytest.mark.parametrize(
    "words", [("absent.zip",), (".",), ("case.zip", "--head", "ab"), (), ("case.zip", "--nonsense")]
)
def test_bad_usage_is_2_and_no_traceback(
    alone: Callable[..., subprocess.CompletedProcess[str]], words: tuple[str, ...]
) -> None:
    done = alone(*words)
    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_verifier_stays_one_small_file_of_the_standard_library() -> None:
    text = Path(verifier.__file__).read_text("utf-8")
    lines = text.splitlines()
    assert len(lines) <= 500
    imported = {
        line.split()[1].split(".")[0] for line in lines if line.startswith(("import", "from"))
    }
    assert imported <= sys.stdlib_module_names
