"""`./fadu bench` finds the benchmarks beside src/ and hands them their options."""

import argparse

import pytest

from fadu.site.verbs import bench


def asked(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    bench.arguments(parser)
    return parser.parse_args(list(words))


def test_benchmarks_are_found_by_their_file() -> None:
    found = bench.benchmarks()
    assert found["W1"] == "benchmarks.w1_step"
    assert found["W2"] == "benchmarks.w2_lists"
    assert found["W3"] == "benchmarks.w3_due_dates"


def test_what_follows_the_name_is_the_benchmarks_own() -> None:
    args = asked("W1", "--rounds", "3", "--help")
    assert (args.work, args.options) == ("W1", ["--rounds", "3", "--help"])


def test_help_of_a_benchmark_runs_it(capfd: pytest.CaptureFixture[str]) -> None:
    assert bench.run(asked("w3", "--help")) == 0
    assert "--rounds" in capfd.readouterr().out


@pytest.mark.parametrize("words", [(), ("W99",)])
def test_control_an_unknown_benchmark_is_bad_usage(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert bench.run(asked(*words)) == bench.USAGE
    assert "W1" in capsys.readouterr().err
