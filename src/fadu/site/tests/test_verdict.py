"""A suite that did not run is never called passed, and one failed check fails `./fadu check`."""

import sys
from argparse import Namespace

import pytest

from fadu.site.verbs import check
from fadu.site.verbs import test as verb

SUITE = verb.Suite("a suite", (sys.executable, "-c", "pass"), "")


def outcome(*, ran: bool, passed: bool) -> verb.Outcome:
    return verb.Outcome(SUITE, ran=ran, passed=passed, seconds=1.0, count="3 passed")


GOOD, BAD, ABSENT = (
    outcome(ran=True, passed=True),
    outcome(ran=True, passed=False),
    outcome(ran=False, passed=False),
)


@pytest.mark.parametrize(
    ("outcomes", "strict", "code"),
    [
        ([GOOD, GOOD, GOOD], True, 0),
        ([GOOD, GOOD, ABSENT], False, 0),
        ([GOOD, GOOD, ABSENT], True, 3),
        ([GOOD, BAD, ABSENT], True, 1),
        ([BAD], False, 1),
    ],
)
def test_verdict(outcomes: list[verb.Outcome], strict: bool, code: int) -> None:
    assert verb.verdict(outcomes, strict=strict) == code


def test_summary_says_loudly_what_did_not_run() -> None:
    said = verb.summary([GOOD, BAD, ABSENT])
    assert said.count("3 passed") == 3
    assert "passed (1 s)" in said
    assert "FAILED" in said
    assert "DID NOT RUN" in said


@pytest.mark.parametrize(
    ("exit_code", "ran", "passed"),
    [(0, True, True), (1, True, False), (5, False, False), (77, False, False)],
)
def test_a_suite_s_exit_code_is_read_right(exit_code: int, ran: bool, passed: bool) -> None:
    command = (sys.executable, "-c", f"import sys; print('2 passed'); sys.exit({exit_code})")
    ended = verb.perform(verb.Suite("a suite", command, ""))
    assert (ended.ran, ended.passed) == (ran, passed)
    if ran:
        assert ended.count == "2 passed"


def test_a_suite_without_its_tool_says_how_to_get_it() -> None:
    ended = verb.perform(verb.Suite("browser", ("false",), "./fadu test --install"))
    assert not ended.ran
    assert "--install" in ended.count


def test_check_fails_when_one_check_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    good = check.Check("good", (sys.executable, "-c", "pass"))
    bad = check.Check("bad", (sys.executable, "-c", "print('why it failed'); exit(1)"))
    monkeypatch.setattr(check, "CHECKS", (good, bad))
    assert check.run(Namespace(only=[])) == 1
    said = capsys.readouterr()
    assert "why it failed" in said.out
    assert "bad" in said.err
    assert check.run(Namespace(only=["good"])) == 0
    assert check.run(Namespace(only=["nothing"])) == 2
