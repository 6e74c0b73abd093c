"""`./fadu check`: everything that can be said about the code without a browser or a server.

Format, lint, types, the order of the rooms, Django's own checks (which prove the procedures),
missing migrations, templates, security lint, and the fast tests. Two run at a time.
"""

import os
import subprocess
import sys
import time
from argparse import ArgumentParser, Namespace
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

HELP = "检查代码：格式、类型、层次、迁移、快速测试 / lint, types, layers, migrations, fast tests"

ROOT = Path(__file__).resolve().parents[4]
BIN = Path(sys.executable).parent
OURS = ("src", "tests", "conftest.py", "fadu")


@dataclass(frozen=True, slots=True)
class Check:
    """One tool and how it is called; `profile` is the settings profile it sees."""

    title: str
    command: tuple[str, ...]
    profile: str = "test"


def tool(name: str, *words: str) -> tuple[str, ...]:
    """The command of a tool that lives beside this Python."""
    return (str(BIN / name), *words)


def django(*words: str) -> tuple[str, ...]:
    """A Django management command under the chosen profile."""
    return (sys.executable, "-m", "django", *words)


# The long ones first, so that two cores are busy to the end.
CHECKS = (
    Check("mypy --strict", tool("mypy", "src/fadu", "tests", "conftest.py")),
    Check(
        "快速测试 fast tests",
        (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider")
        + ("-m", "not browser and not postgres and not slow"),
    ),
    Check("mypy: ./fadu", tool("mypy", "--strict", "--config-file=", "fadu")),
    Check("import-linter", tool("lint-imports")),
    Check("Django checks", django("check", "--fail-level", "WARNING")),
    Check("migrations", django("makemigrations", "--check", "--dry-run")),
    Check("djlint", tool("djlint", "src", "--lint", "--quiet")),
    Check("bandit", tool("bandit", "-q", "-ll", "-r", "src", "-c", "pyproject.toml")),
    Check("ruff check", tool("ruff", "check", *OURS)),
    Check("ruff format", tool("ruff", "format", "--check", *OURS)),
)


def arguments(parser: ArgumentParser) -> None:
    """Words choose checks by a part of their title."""
    parser.add_argument("only", nargs="*", help="只做名称含此词的检查 / only checks so named")


def perform(check: Check) -> tuple[Check, int, float, str]:
    """Run one check; its exit code, seconds and output."""
    there = {
        **os.environ,
        "FADU_PROFILE": check.profile,
        "DJANGO_SETTINGS_MODULE": f"fadu.site.settings.{check.profile}",
    }
    there.pop("FADU_DATABASE_URL", None)
    began = time.monotonic()
    done = subprocess.run(
        check.command, cwd=ROOT, env=there, capture_output=True, text=True, check=False
    )
    return check, done.returncode, time.monotonic() - began, (done.stdout + done.stderr).strip()


def run(args: Namespace) -> int:
    """Run the checks two at a time, print each as it ends; 1 when any failed."""
    chosen = [
        check for check in CHECKS if not args.only or any(word in check.title for word in args.only)
    ]
    if not chosen:
        print("没有这样的检查 / no such check", file=sys.stderr)
        return 2
    began = time.monotonic()
    failed = []
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 2) as pool:
        for ended in as_completed([pool.submit(perform, check) for check in chosen]):
            check, code, seconds, output = ended.result()
            print(f"{'ok  ' if code == 0 else 'FAIL'} {seconds:5.1f} s  {check.title}", flush=True)
            if code:
                failed.append(check.title)
                print(output, flush=True)
    print(f"{time.monotonic() - began:.1f} s", flush=True)
    if failed:
        print(f"未通过 / failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0
