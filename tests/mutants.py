"""Mutation testing of modules: `python -m tests.mutants period units suspension`.

Changes one thing at a time in a copy of the source (`<` to `<=`, 1 to 2, a call's argument to
None …) and runs the room's tests on each change. A change that no test notices is a surviving
mutant: either a test is missing, or the change makes no difference and docs/mutants.md says why.
mutmut is installed into a throw-away environment; nothing of the checkout is touched.
"""

import ast
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from tempfile import gettempdir

ROOT = Path(__file__).resolve().parents[1]
MUTMUT = "mutmut==3.8.1"
# They start programs of their own, which would run the unchanged source.
ELSEWHERE = ("test_*_verb.py", "test_alone.py")
# Plain tracebacks: pytest's own parse the file of all mutants anew, ten seconds for one failure.
SETTINGS = """\
[tool.mutmut]
source_paths = ["src"]
only_mutate = [{modules}]
pytest_add_cli_args = [
  "-q", "-x", "--tb=native", "--assert=plain", "-p", "no:cacheprovider", "-m", "not slow", {ignored}
]
pytest_add_cli_args_test_selection = [{tests}]
do_not_mutate_patterns = ['^\\s*f?"', '^\\s*(zh|en)( |,| \\+)', 'Words\\(']
timeout_multiplier = 10.0

[tool.pytest.ini_options]
addopts = ["--import-mode=importlib", "--strict-markers"]
markers = ["slow: left out", "browser: left out", "postgres: left out"]
"""
# A failing property says enough by failing; looking for its smallest example takes seconds.
NO_SHRINKING = """\
from hypothesis import Phase, settings

settings.register_profile("mutants", phases=[Phase.explicit, Phase.generate], database=None)
settings.load_profile("mutants")
"""


def opened(source: str) -> str:
    """The source with each property as a plain method that is made one after it.

    mutmut leaves decorated functions alone, and sums and verdicts are properties.
    """
    lines = source.splitlines()
    found = [
        method
        for kind in ast.walk(ast.parse(source))
        if isinstance(kind, ast.ClassDef)
        for method in kind.body
        if isinstance(method, ast.FunctionDef)
        and [ast.unparse(each) for each in method.decorator_list] == ["property"]
    ]
    for method in sorted(found, key=lambda each: each.lineno, reverse=True):
        indent = " " * method.col_offset
        lines.insert(method.end_lineno or 0, f"{indent}{method.name} = property({method.name})")
        del lines[method.decorator_list[0].lineno - 1]
    return "\n".join(lines) + "\n"


def prepare(place: Path, room: str, modules: Sequence[str], tests: Sequence[str]) -> Path:
    """A copy of the source with settings for mutmut; the Python that has mutmut installed."""
    work = place / "work"
    shutil.rmtree(work, ignore_errors=True)
    # All of it: the law's tests read the values that registers ship.
    ignore = shutil.ignore_patterns("__pycache__", "static")
    shutil.copytree(ROOT / "src", work / "src", ignore=ignore)
    (work / "src" / "fadu" / room / "conftest.py").write_text(NO_SHRINKING, "utf-8")
    for module in modules:
        path = work / "src" / "fadu" / room / f"{module}.py"
        path.write_text(opened(path.read_text("utf-8")), "utf-8")
    named = ", ".join(f'"src/fadu/{room}/{module}.py"' for module in modules)
    ignored = ", ".join(f'"--ignore-glob=*/{name}"' for name in ELSEWHERE)
    asked = ", ".join(f'"src/fadu/{room}/tests/{name}.py"' for name in tests)
    settings = SETTINGS.format(
        modules=named, ignored=ignored, tests=asked or f'"src/fadu/{room}/tests"'
    )
    (work / "pyproject.toml").write_text(settings, "utf-8")
    python = place / "venv" / "bin" / "python"
    if not python.exists():
        venv.create(place / "venv", with_pip=True)
        # The packages that the tests need are those of the checkout.
        folder = subprocess.check_output(
            [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True
        )
        ours = sysconfig.get_path("purelib")
        (Path(folder.strip()) / "checkout.pth").write_text(f"{ours}\n", "utf-8")
        subprocess.run([python, "-m", "pip", "install", "--quiet", MUTMUT], check=True)
    return python


def main(argv: Sequence[str]) -> int:
    """0 when no mutant survived, 2 when none was run, else 1; survivors are printed as changes."""
    parser = ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("modules", nargs="+", help="modules of the room: period units …")
    parser.add_argument("--room", default="law", help="law, or procedure with --tests")
    parser.add_argument("--tests", nargs="+", default=[], help="test_period …, instead of all")
    parser.add_argument("--into", type=Path, default=Path(gettempdir()) / "fadu-mutants")
    parser.add_argument("--jobs", type=int, default=1)
    args = parser.parse_args(argv)
    python = prepare(args.into, args.room, args.modules, args.tests)
    work = args.into / "work"
    here = {key: value for key, value in os.environ.items() if not key.startswith("DJANGO")}

    def mutmut(*words: str) -> str:
        done = subprocess.run(
            ["nice", python, "-m", "mutmut", *words],
            cwd=work, env=here, check=False, text=True, capture_output=words[0] != "run",
        )  # fmt: skip
        return done.stdout or ""

    mutmut("run", "--max-children", str(args.jobs))
    every = [line for line in mutmut("results", "--all", "true").splitlines() if ":" in line]
    if not every:
        print("no mutant was run: the run itself failed, or nothing of these modules changes")
        return 2
    told = mutmut("results").splitlines()
    survivors = [line.split(":")[0].strip() for line in told if ":" in line]
    for name in survivors:
        print(mutmut("show", name))
    print(f"{len(survivors)} survived")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
