"""The habits of STYLE.md, with teeth. Each rule is a function from text to faults, and each has a
control beside it: a sample that breaks the rule and must be found.

Migrations are excepted throughout: Django writes them, and released ones never change.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.apps import apps

from fadu.site.rooms import BLOCKS

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "fadu"
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_TEMPLATE, LONGEST_LINE = 400, 60, 150, 100
# The verifier is one file on purpose: a stranger copies it and needs nothing else.
ONE_FILE_ON_PURPOSE = {SOURCE / "record" / "verifier.py"}
NAMELESS = {"utils", "util", "helpers", "helper", "common", "core", "services", "managers", "misc"}
SIGNALS = {
    "django.dispatch",
    "django.db.models.signals",
    "django.db.backends.signals",
    "django.core.signals",
    "django.contrib.auth.signals",
    "django.test.signals",
}
ASKED_FOR_BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
REGISTER_FILES = {
    *("__init__.py", "README.md", "apps.py", "models.py", "models", "rules.py", "acts.py"),
    *("gates.py", "procedures.py", "entries.py", "figures.py", "forms.py", "views.py"),
    "offers.py",  # what it gives to the search
    *("book.py", "beside.py", "wording.py"),  # reading the register; how its texts are filled
    *("acts", "rules", "duties.py"),  # a register of many verbs; what it does each tick
    "facts.py",  # what its procedures ask, where there are many
    "periods.py",  # dates in its rows that a holiday notice moves
    "recorded.py",  # dated values recorded beside the shipped ones
    "public.py",  # what it tells the public: life events, certificates to verify
    *("urls.py", "templates", "static", "params", "texts", "migrations", "tests"),
}
FLOORS = (
    {"people"},
    {"bureau"},
    {"record"},
    {"jobs", "money", "place", "documents", "search", "figures"},
    {"procedure"},
    {"pages"},
    {"REGISTERS"},
    {"desk", "portal", "api", "report"},
)


def python_files() -> list[Path]:
    """All our Python, the launcher included."""
    files = [*SOURCE.rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    files += [ROOT / "conftest.py", ROOT / "fadu"]
    return sorted(file for file in files if "migrations" not in file.parts)


def templates() -> list[Path]:
    """All our templates."""
    return sorted(SOURCE.glob("**/templates/**/*.html"))


def short(file: Path) -> str:
    """The path as a reader knows it."""
    return file.relative_to(ROOT).as_posix()


def functions(text: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function in a module, nested ones too."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def too_long(text: str, limit: int) -> list[str]:
    """A file that outgrew its limit."""
    count = len(text.splitlines())
    return [f"{count} lines, {limit} are the limit"] if count > limit else []


def long_functions(text: str) -> list[str]:
    """Functions over the limit, decorators not counted."""
    faults = []
    for function in functions(text):
        length = (function.end_lineno or function.lineno) - function.lineno + 1
        if length > LONGEST_FUNCTION:
            faults.append(f"{function.name}: {length} lines, {LONGEST_FUNCTION} are the limit")
    return faults


def long_lines(text: str) -> list[str]:
    """Lines over the limit."""
    lines = enumerate(text.splitlines(), 1)
    return [f"line {number}: {len(line)}" for number, line in lines if len(line) > LONGEST_LINE]


def nameless(path: Path) -> list[str]:
    """A file or folder named for nothing."""
    return [f"“{part}” says nothing" for part in path.parts if Path(part).stem in NAMELESS]


def imports_inside(text: str, *, app_config: bool) -> list[str]:
    """Imports inside functions; `ready` of an app configuration is where Django wants them."""
    faults = []
    for function in functions(text):
        if app_config and function.name == "ready":
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                faults.append(f"{function.name}: import in line {node.lineno}")
    return faults


def signals(text: str) -> list[str]:
    """Imports of Django's signals: what happens stands where it is called, not beside it."""
    faults = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            start = node.module or ""
            names = [start, *(f"{start}.{alias.name}" for alias in node.names)]
        else:
            continue
        faults += [f"line {node.lineno}: {name}" for name in names if name in SIGNALS]
    return faults


def unused(names: Iterable[str], texts: dict[str, str]) -> list[str]:
    """Templates that no other file mentions. `texts`: template name or path -> contents."""
    faults = []
    for name in names:
        mentioned = any(name in text for where, text in texts.items() if where != name)
        if not mentioned and name not in ASKED_FOR_BY_DJANGO:
            faults.append(f"{name}: nobody renders, extends or includes it")
    return faults


def template_name(file: Path) -> str:
    """The name by which a template is asked for: its path below templates/."""
    parts = file.parts
    last = len(parts) - 1 - parts[::-1].index("templates")
    return "/".join(parts[last + 1 :])


def foreign(names: Iterable[str]) -> list[str]:
    """File names that a register does not have."""
    return [name for name in sorted(names) if name not in REGISTER_FILES]


def addresses(text: str) -> list[str]:
    """Addresses of package registries in a lock: they belong to one machine, not to the project."""
    lines = enumerate(text.splitlines(), 1)
    pattern = re.compile(
        r'"resolved"|--(extra-)?index-url|--find-links|^\s*#.*https?://|@ https?://'
    )
    return [f"line {number}: {line.strip()}" for number, line in lines if pattern.search(line)]


def floor(app: str, module: str) -> int:
    """How high in the house an app stands; Django's own are the ground. The engine's blocks stand
    within its floor, each above those that `rooms.BLOCKS` names before it.
    """
    block = module.startswith("fadu.procedure.blocks.")
    name = "REGISTERS" if module.startswith("fadu.registers.") else "procedure" if block else app
    number = next((number for number, rooms in enumerate(FLOORS, 1) if name in rooms), 0)
    return number * 100 + (BLOCKS.index(app) + 1 if block else 0)


def upward(relations: Iterable[tuple[str, int, str, int]]) -> list[str]:
    """Model relations that point up, or across to a sibling: (from, floor, to, floor)."""
    return [
        f"{source} -> {target}"
        for source, low, target, high in relations
        if high > low or (high == low and source.split(".")[0] != target.split(".")[0])
    ]


@pytest.mark.parametrize("file", python_files(), ids=short)
def test_python_file_is_tidy(file: Path) -> None:
    text = file.read_text("utf-8")
    faults = long_functions(text) + long_lines(text) + signals(text)
    faults += nameless(file.relative_to(ROOT)) + imports_inside(
        text, app_config=file.stem == "apps"
    )
    if file not in ONE_FILE_ON_PURPOSE:
        faults += too_long(text, LONGEST_FILE)
    assert not faults


def test_templates_are_short() -> None:
    faults = {
        short(file): too_long(file.read_text("utf-8"), LONGEST_TEMPLATE) for file in templates()
    }
    assert not {name: said for name, said in faults.items() if said}


def test_every_template_is_used() -> None:
    pages = {template_name(file): file.read_text("utf-8") for file in templates()}
    code = {short(file): file.read_text("utf-8") for file in SOURCE.rglob("*.py")}
    assert not unused(pages, {**pages, **code})


def test_registers_have_the_same_file_names() -> None:
    for register in (SOURCE / "registers").glob("*/"):
        if register.name != "__pycache__":
            names = {path.name for path in register.iterdir()} - {"__pycache__"}
            assert not foreign(names), register.name


def test_locks_carry_no_addresses() -> None:
    for lock in [*(ROOT / "requirements").glob("*.lock"), ROOT / "package-lock.json"]:
        assert not addresses(lock.read_text("utf-8")), lock.name


def test_every_locked_package_carries_a_hash() -> None:
    for lock in (ROOT / "requirements").glob("*.lock"):
        for package in re.split(r"\n(?=\S)", lock.read_text("utf-8").strip()):
            assert "--hash=sha256:" in package, f"{lock.name}: {package[:60]}"


def test_model_relations_point_down() -> None:
    relations = []
    ours = [model for model in apps.get_models() if model.__module__.startswith("fadu.")]
    for model in ours:
        for field in model._meta.get_fields():
            target = field.related_model
            if not field.concrete or not isinstance(target, type):
                continue
            own, other = model._meta, target._meta
            relations.append(
                (own.label, floor(own.app_label, model.__module__))
                + (other.label, floor(other.app_label, target.__module__))
            )
    assert relations
    assert not upward(relations)


# Controls: each rule, given a sample that breaks it, must say so – and be silent on a good one.


def test_control_long_file() -> None:
    assert too_long("a\n" * 401, LONGEST_FILE)
    assert not too_long("a\n" * 400, LONGEST_FILE)


def test_control_long_function() -> None:
    body = "    a = 1\n"
    assert long_functions("def f():\n" + body * 60) == ["f: 61 lines, 60 are the limit"]
    assert not long_functions("def f():\n" + body * 59)


def test_control_long_line() -> None:
    assert long_lines("x" * 101) == ["line 1: 101"]
    assert not long_lines("x" * 100)


def test_control_nameless() -> None:
    assert nameless(Path("src/fadu/law/utils.py"))
    assert nameless(Path("src/fadu/core/period.py"))
    assert not nameless(Path("src/fadu/law/period.py"))


def test_control_import_inside() -> None:
    inside = "def f():\n    import os\n"
    ready = "class A:\n    def ready(self):\n        from a import b\n"
    assert imports_inside(inside, app_config=True) == ["f: import in line 2"]
    assert imports_inside(ready, app_config=False)
    assert not imports_inside(ready, app_config=True)
    assert not imports_inside("import os\n", app_config=False)


@pytest.mark.parametrize(
    "text",
    [
        "from django.db.models.signals import post_save",
        "from django.db.models import signals",
        "from django.dispatch import receiver",
        "import django.dispatch",
    ],
)
def test_control_signals(text: str) -> None:
    assert signals(text)
    assert not signals("import signal\nfrom django.db import models")


def test_control_unused_template() -> None:
    texts = {"a/b.html": "a/b.html itself", "a/c.html": "{% extends 'a/base.html' %}"}
    assert unused(["a/b.html"], texts) == ["a/b.html: nobody renders, extends or includes it"]
    assert not unused(["a/base.html", "404.html"], texts)


def test_control_foreign_file_in_register() -> None:
    assert foreign({"models.py", "logic.py"}) == ["logic.py"]


def test_control_addresses() -> None:
    assert addresses('"resolved": "there"')
    assert addresses("--index-url there")
    assert addresses("a @ https://there/a.whl")
    assert not addresses("django==5.2.19 \\\n    --hash=sha256:00")


def test_control_upward_relation() -> None:
    assert upward([("people.Person", 1, "bureau.Bureau", 2)])
    assert upward([("jobs.Job", 4, "documents.Document", 4)])
    assert not upward([("bureau.Officer", 2, "people.Person", 1)])
    assert floor("staff", "fadu.registers.staff.models") == 700
