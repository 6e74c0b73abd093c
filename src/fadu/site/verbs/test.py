"""`./fadu test`: the whole suite – on SQLite, on PostgreSQL, and in a real browser.

A suite that cannot run here is said so, loudly, with the way to get it; with --install (or in CI)
that is a failure. Exit code: 0, 1 when a test failed, 3 when a suite did not run and had to.
"""

import os
import shutil
import subprocess
import sys
import time
from argparse import ArgumentParser, Namespace
from dataclasses import dataclass
from pathlib import Path

HELP = "运行全部测试（SQLite、PostgreSQL、浏览器） / run all tests (SQLite, PostgreSQL, browser)"

ROOT = Path(__file__).resolve().parents[4]
PACKAGES = ("chromium", "postgresql", "poppler-utils")
PYTEST = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider")
NO_POSTGRES = 77  # what tests/postgres.py exits with
NO_TESTS = 5  # what pytest exits with
TEST_FAILED, DID_NOT_RUN = 1, 3


@dataclass(frozen=True, slots=True)
class Suite:
    """One run of pytest."""

    title: str
    command: tuple[str, ...]
    missing: str  # why it cannot run here and how to get it; "" when it can


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a suite ended."""

    suite: Suite
    ran: bool
    passed: bool
    seconds: float
    count: str


def arguments(parser: ArgumentParser) -> None:
    """`--install` fetches what the suites need; further words go to pytest as they are."""
    parser.add_argument(
        "--install",
        action="store_true",
        help="先安装浏览器与数据库（Debian，root） / first install browser and database",
    )
    parser.add_argument("--processes", default="2", help="每套并行进程 / processes of a suite")
    parser.add_argument("words", nargs="*", help="交给 pytest / for pytest, e.g. a path")


def suites(processes: str, words: list[str]) -> list[Suite]:
    """The three suites, in the order of their worth to somebody who waits."""
    many = (*PYTEST, "-n", processes)
    on_postgres = (sys.executable, "-m", "tests.postgres", *many, "-m", "not browser", *words)
    no_browser = "" if browser() else "没有 Chromium / no Chromium: ./fadu test --install"
    return [
        Suite("SQLite", (*many, "-m", "not browser and not postgres", *words), ""),
        Suite("PostgreSQL", on_postgres, ""),
        Suite("浏览器 browser", (*PYTEST, "-m", "browser", *words), no_browser),
    ]


def browser() -> bool:
    """Whether a Chromium can be started here (the same places as in conftest.py)."""
    names = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
    return bool(os.environ.get("FADU_CHROMIUM") or any(map(shutil.which, names)))


def install() -> bool:
    """Install browser and database with Debian's package manager; whether that went well."""
    here = (
        browser()
        and bool(shutil.which("pdftotext"))
        and any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    )
    if here:
        return True
    if not shutil.which("apt-get") or os.geteuid() != 0:
        print(
            f"--install 需要 Debian 与 root；请自行安装：{' '.join(PACKAGES)}\n"
            f"--install needs Debian and root; install by yourself: {' '.join(PACKAGES)}",
            file=sys.stderr,
        )
        return False
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "-y", "--no-install-recommends", *PACKAGES]):
        print(f"法度 fadu · apt-get {' '.join(words)} …", flush=True)
        began = time.monotonic()
        done = subprocess.run(
            ["apt-get", "-qq", *words], env=quiet, capture_output=True, text=True, check=False
        )
        print(f"  {time.monotonic() - began:.1f} s", flush=True)
        if done.returncode:
            print(done.stdout + done.stderr, file=sys.stderr, flush=True)
            return False
    return True


def perform(suite: Suite) -> Outcome:
    """Run one suite, its output passed through as it comes."""
    print(f"\n=== {suite.title} ===", flush=True)
    if suite.missing:
        return Outcome(suite, ran=False, passed=False, seconds=0, count=suite.missing)
    began = time.monotonic()
    there = {**os.environ, "FADU_PROFILE": "test"}
    there.pop("FADU_DATABASE_URL", None)  # never a developer's own database
    running = subprocess.Popen(
        suite.command, cwd=ROOT, env=there, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    last = ""
    for line in running.stdout or ():
        print(line, end="", flush=True)
        last = line.strip() or last
    code = running.wait()
    seconds = time.monotonic() - began
    if code == NO_POSTGRES:
        why = "没有 PostgreSQL 15+ / no PostgreSQL 15+: ./fadu test --install"
        return Outcome(suite, ran=False, passed=False, seconds=seconds, count=why)
    if code == NO_TESTS:
        why = "没有选中任何测试 / no test was selected"
        return Outcome(suite, ran=False, passed=False, seconds=seconds, count=why)
    return Outcome(suite, ran=True, passed=code == 0, seconds=seconds, count=last)


def summary(outcomes: list[Outcome]) -> str:
    """The closing lines: each suite RAN or DID NOT RUN, with pytest's own count."""
    lines = ["", "=== 总结 / summary ==="]
    for outcome in outcomes:
        if not outcome.ran:
            word = "DID NOT RUN 未运行"
        else:
            word = "RAN 已运行, passed" if outcome.passed else "RAN 已运行, FAILED"
        lines.append(f"{outcome.suite.title}: {word} ({outcome.seconds:.0f} s)")
        lines.append(f"    {outcome.count}")
    return "\n".join(lines)


def verdict(outcomes: list[Outcome], *, strict: bool) -> int:
    """Exit code: a failed test counts first; a suite that did not run counts when `strict`."""
    if any(outcome.ran and not outcome.passed for outcome in outcomes):
        return TEST_FAILED
    if strict and not all(outcome.ran for outcome in outcomes):
        return DID_NOT_RUN
    return 0


def run(args: Namespace) -> int:
    """Install if asked to, run the three suites, sum up."""
    if args.install and not install():
        print("安装未完成 / the installation did not finish", file=sys.stderr, flush=True)
    strict = args.install or os.environ.get("CI") == "true"
    outcomes = [perform(suite) for suite in suites(args.processes, args.words)]
    print(summary(outcomes), flush=True)
    return verdict(outcomes, strict=strict)
