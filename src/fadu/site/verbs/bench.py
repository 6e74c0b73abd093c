"""`./fadu bench W1`: ours beside a floor and a rival, in one run (docs/performance.md).

The benchmarks lie beside src/ in `benchmarks/`, one file each, found by its name; what follows the
name on the command line is the benchmark's own: `./fadu bench W1 --help`.
"""

import os
import subprocess
import sys
from argparse import REMAINDER, ArgumentParser, Namespace
from pathlib import Path

HELP = "性能对比：我们、下限、对手 / benchmarks: ours beside floor and rival: bench W1 --help"

ROOT = Path(__file__).resolve().parents[4]
USAGE = 2


def benchmarks() -> dict[str, str]:
    """The modules by name: W1 is the one file whose name starts with `w1_` and can be run alone."""
    found = {}
    for file in sorted((ROOT / "benchmarks").glob("w[0-9]*_*.py")):
        if '__name__ == "__main__"' in file.read_text("utf-8"):
            found[file.stem.partition("_")[0].upper()] = f"benchmarks.{file.stem}"
    return found


def arguments(parser: ArgumentParser) -> None:
    """Which benchmark, and its own options."""
    parser.add_argument("work", nargs="?", default="", help=" ".join(benchmarks()))
    parser.add_argument("options", nargs=REMAINDER, help="该项自有选项 / the benchmark's options")


def run(args: Namespace) -> int:
    """0 when every target was met, 1 when one was missed, 2 when there is no such benchmark."""
    module = benchmarks().get(args.work.upper())
    if module is None:
        names = " ".join(benchmarks()) or "–"
        print(f"没有“{args.work}”，可用 / no such benchmark; there are: {names}", file=sys.stderr)
        return USAGE
    path = os.pathsep.join((str(ROOT), str(ROOT / "src")))
    there = {**os.environ, "PYTHONPATH": path}
    command = [sys.executable, "-m", module, *args.options]
    return subprocess.run(command, cwd=ROOT, env=there, check=False).returncode
