"""The law room by itself: no Django within reach, and its READMEs' examples run as they stand."""

import json
import re
import subprocess
import sys
import sysconfig
from pathlib import Path

LAW = Path(__file__).parents[1]
README = LAW / "README.md"
BANDS = LAW / "bands" / "README.md"
# Where the YAML blocks of the bands' README lie for its examples, in order.
OURS = ("our-tables/table.yaml", "our-fees/fees.yaml")

# A finder that refuses everything but the standard library, the room, and the packages it names.
BARE = """\
import sys
from importlib.abc import MetaPathFinder

ALLOWED = {"yaml", "_yaml", "numpy", "fadu"} | set(sys.stdlib_module_names)

class Gate(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.startswith("_sysconfigdata"):
            return None
        if name.partition(".")[0] not in ALLOWED or name.startswith("fadu.") and not (
            name == "fadu.law" or name.startswith("fadu.law.")
        ):
            raise ModuleNotFoundError(f"not within reach: {name}")

sys.meta_path.insert(0, Gate())
"""
EVERY_MODULE = """
import importlib, pkgutil
import fadu.law
found = [each.name for each in pkgutil.walk_packages(fadu.law.__path__, "fadu.law.")
         if ".tests" not in each.name]
for name in found:
    importlib.import_module(name)
loaded = {each.partition(".")[0] for each in sys.modules}
print(len(found), sorted(loaded & {"django", "chinese_calendar"}))
"""
EXAMPLES = """
import doctest
from pathlib import Path
runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
parser, names = doctest.DocTestParser(), {}
for number, block in enumerate(BLOCKS, start=1):
    if ">>>" in block:
        test = parser.get_doctest(block, names, f"block {number}", "README.md", 0)
        runner.run(test, clear_globs=False)
        names = test.globs
    else:
        exec(compile(block, f"README.md block {number}", "exec"), names)
print()
print(len(BLOCKS), runner.tries, runner.failures)
"""


def bare(program: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a program in a fresh interpreter that sees the source and PyYAML and numpy alone."""
    places = [str(LAW.parents[1]), sysconfig.get_path("purelib")]
    return subprocess.run(
        [sys.executable, "-I", "-c", f"import sys\nsys.path[1:1] = {places!r}\n{BARE}{program}"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=folder,
    )


def blocks(text: str, language: str = "python") -> list[str]:
    """The Python blocks of a Markdown text, in order; or those of another language."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def run_examples(found: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """Run blocks of examples one after the other, as one reader would type them.

    In a folder of its own, where the `case.json` lies that the audit's example reads.
    """
    cases = json.loads((LAW / "audit" / "tests" / "examples.json").read_text("utf-8"))["cases"]
    (folder / "case.json").write_text(json.dumps(cases[0]), "utf-8")
    return bare(f"BLOCKS = {found!r}\n{EXAMPLES}", folder)


def test_every_module_imports_without_the_rest() -> None:
    done = bare(EVERY_MODULE)
    assert done.returncode == 0, done.stderr
    number, _, others = done.stdout.strip().partition(" ")
    assert int(number) > 20
    assert others == "[]"


def test_control_a_framework_is_out_of_reach() -> None:
    for forbidden in ("import django", "import fadu.people", "import chinese_calendar"):
        done = bare(forbidden)
        assert done.returncode == 1
        assert "not within reach" in done.stderr


def test_the_examples_of_the_readme_run(tmp_path: Path) -> None:
    found = blocks(README.read_text("utf-8"))
    done = run_examples(found, tmp_path)
    assert done.returncode == 0, done.stderr
    number, tries, failures = map(int, done.stdout.split()[-3:])
    assert (number, failures) == (len(found), 0), done.stdout
    assert tries > 20


def test_control_a_wrong_example_is_found(tmp_path: Path) -> None:
    text = README.read_text("utf-8").replace(
        "datetime.date(2020, 10, 12)", "datetime.date(2020, 10, 13)", 1
    )
    done = run_examples(blocks(text), tmp_path)
    assert done.stdout.split()[-1] == "1"
    assert "Expected" in done.stdout
    broken = run_examples(["from fadu.law.calendar import Almanac\n"], tmp_path)
    assert broken.returncode == 1


def run_bands(text: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the examples of the bands' README on the table and the fees that it shows."""
    for name, shown in zip(OURS, blocks(text, "yaml"), strict=True):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(shown, "utf-8")
    return run_examples(blocks(text), folder)


def test_the_examples_of_the_bands_run_on_the_table_that_is_shown(tmp_path: Path) -> None:
    done = run_bands(BANDS.read_text("utf-8"), tmp_path)
    assert done.returncode == 0, done.stderr
    number, tries, failures = map(int, done.stdout.split()[-3:])
    assert (number, failures) == (1, 0), done.stdout
    assert tries > 12


def test_control_a_table_that_is_shown_with_a_hole_is_found(tmp_path: Path) -> None:
    text = BANDS.read_text("utf-8")
    holed = text.replace("area: {at_most: 2}", "area: {under: 2}", 1)
    assert holed != text
    done = run_bands(holed, tmp_path)
    assert int(done.stdout.split()[-1]) > 0, "the verdict is another, and no table is found"
    assert "1 fault" in done.stdout
