"""The documents say what the code is. Each rule is a function from text to faults, and each has a
control beside it: a sample that breaks the rule and must be found.
"""

import argparse
import ast
import dataclasses
import importlib
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest

from fadu.procedure.declare import Procedure
from fadu.procedure.discover import procedures, standing_gates
from fadu.record.kinds import all_kinds
from fadu.site.cli import names

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "fadu"
DOCS = ROOT / "docs"
READMES = ("README.md", "README.zh-CN.md")
TOP = 12
IGNORED = {".git", ".venv", ".tools", "node_modules", "var", "wheelhouse", "__pycache__"}
ADDRESS = re.compile(
    r"(pypi|pythonhosted|npmjs|npmmirror|yarnpkg)[.](org|com)|mirrors?[.](aliyun|tuna|ustc|tencent)"
)
MACHINE_PATH = re.compile(r"(?<![\w.])/(work|root|home|Users)/[\w.-]")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
REFERENCE = re.compile(r"`(fadu(?:\.\w+)*:[\w.]+)`")
CITED_TEST = re.compile(r"`([\w/]+\.py)::(\w+)`")
ROW = re.compile(r"^\| `([^`]+)` ", re.MULTILINE)
CHECK = re.compile(r"^\| (\w+\.E\d{3}) \|", re.MULTILINE)
VARIABLE = re.compile(r"^\| `(FADU_\w+)` \|(.*)\|$", re.MULTILINE)
OPTION = re.compile(r"^- `([^`]+)`:", re.MULTILINE)


def read(*parts: str) -> str:
    """A document of ours."""
    return ROOT.joinpath(*parts).read_text("utf-8")


@cache
def project_files() -> tuple[Path, ...]:
    """Every file that is or would be tracked; without git, all but what is made."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        found = (path for path in ROOT.rglob("*") if not IGNORED & set(path.parts))
        return tuple(sorted(path for path in found if path.is_file()))
    paths = (ROOT / name for name in told.split("\0") if name)
    return tuple(sorted(path for path in paths if path.is_file()))


def documents() -> list[Path]:
    """Our Markdown."""
    return [path for path in project_files() if path.suffix == ".md"]


def modules(*folders: Path) -> Iterator[tuple[Path, ast.Module]]:
    """Our Python below folders, parsed; tests and migrations left out."""
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            if not {"tests", "migrations"} & set(path.parts[len(ROOT.parts) + 1 :]):
                yield path, ast.parse(path.read_text("utf-8"))


def sections(text: str, mark: str) -> dict[str, str]:
    """The text below each heading of one depth, by heading."""
    parts = re.split(rf"^{mark} (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def differ(what: str, documented: Iterable[str], real: Iterable[str]) -> list[str]:
    """What is documented and does not exist, and the other way round."""
    had, has = set(documented), set(real)
    return [f"{what}: {name} does not exist" for name in sorted(had - has)] + [
        f"{what}: {name} is not documented" for name in sorted(has - had)
    ]


# Rooms


def rooms() -> list[Path]:
    """Every package below src/fadu, and every register."""
    return sorted(
        path.parent
        for pattern in ("*/__init__.py", "registers/*/__init__.py")
        for path in SOURCE.glob(pattern)
    )


def lacking(readme: str) -> list[str]:
    """Which of its parts a room's README lacks."""
    parts = ("words", "imports", "intention")
    return [part for part in parts if not re.search(rf"(\*\*|#+ ){part}", readme, re.IGNORECASE)]


@pytest.mark.parametrize("room", rooms(), ids=lambda room: room.relative_to(SOURCE).as_posix())
def test_every_room_has_a_readme(room: Path) -> None:
    assert (room / "README.md").is_file(), "no README.md"
    assert not lacking((room / "README.md").read_text("utf-8"))


def test_control_readme_without_a_part() -> None:
    assert lacking("**Words.** a\n**Imports.** b\n") == ["intention"]
    assert not lacking("## Words\n**Imports.** b\n**Intention.** c")


# References, links, addresses


def unresolved(references: Iterable[str]) -> list[str]:
    """References of the form module:Name.attribute that lead nowhere."""
    faults = []
    for reference in references:
        module, _, path = reference.partition(":")
        try:
            found: Any = importlib.import_module(module)
            for name in path.split("."):
                found = getattr(found, name)
        except (ImportError, AttributeError) as error:
            faults.append(f"{reference}: {error}")
    return faults


def test_every_reference_to_code_resolves() -> None:
    assert not unresolved({r for path in documents() for r in REFERENCE.findall(path.read_text())})


def test_control_reference() -> None:
    assert len(unresolved(["fadu.law.words:Wards", "fadu.lawn:Words", "fadu.law.words:Words"])) == 2


def missing_tests(text: str) -> list[str]:
    """Tests that a document names and that no file has."""
    return [
        f"{file}::{name}"
        for file, name in CITED_TEST.findall(text)
        if not (ROOT / file).is_file() or f"def {name}(" not in read(file)
    ]


def test_named_tests_exist() -> None:
    assert not missing_tests(read("STYLE.md"))
    assert missing_tests("`tests/test_docs.py::test_of_nothing`")
    assert not missing_tests("`tests/test_docs.py::test_named_tests_exist`")


def anchors(text: str) -> set[str]:
    """The anchors that headings make."""
    heads = re.findall(r"^#+ (.+)$", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head).strip().lower().replace(" ", "-") for head in heads}


def broken_links(text: str, home: Path) -> list[str]:
    """Relative links to a file or a heading that is not there."""
    faults = []
    for link in LINK.findall(CODE.sub("", text)):
        if "://" in link:
            continue
        name, _, anchor = link.partition("#")
        target = (home / name).resolve() if name else None
        if target is not None and not target.exists():
            faults.append(link)
            continue
        if anchor and anchor not in anchors(target.read_text("utf-8") if target else text):
            faults.append(link)
    return faults


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_resolve(path: Path) -> None:
    assert not broken_links(path.read_text("utf-8"), path.parent)


def test_control_link() -> None:
    text = "# A head\n[a](nowhere.md) [b](README.md#nothing) [c](#a-head) [d](README.md) `[e](f)`"
    assert broken_links(text, ROOT) == ["nowhere.md", "README.md#nothing"]


def local_names(text: str) -> list[str]:
    """Host names of package registries, and paths of somebody's machine."""
    return [found[0] for pattern in (ADDRESS, MACHINE_PATH) for found in pattern.finditer(text)]


def test_no_registry_and_no_machine_path() -> None:
    faults = {}
    for path in project_files():
        try:
            found = local_names(path.read_text("utf-8"))
        except UnicodeDecodeError:
            continue
        if found:
            faults[path.relative_to(ROOT).as_posix()] = found
    assert not faults


def test_control_local_names() -> None:
    assert local_names("from " + "pypi" + ".org") and local_names("see /" + "home/someone/x")
    assert not local_names("/usr/lib/postgresql, src/fadu/desk/inbox.py, https://a.example")


def commands_on_top(text: str) -> bool:
    """Whether the two commands stand in the first lines."""
    first = text.splitlines()[:TOP]
    return all(
        any(line.startswith(f"./fadu {verb}") for line in first) for verb in ("demo", "test")
    )


def test_two_commands_stand_on_top() -> None:
    assert all(commands_on_top(read(name)) for name in READMES)
    assert not commands_on_top("\n" * TOP + "./fadu demo\n./fadu test")


# Entries and procedures


def kinds() -> dict[str, type]:
    """The entry kinds that the apps ship, and the dataclasses inside them, by documented name."""
    procedures()
    found: dict[str, type] = {}
    for name, kind in all_kinds().items():
        if kind.__module__.endswith("entries"):
            found[name] = kind
            found |= {inner.__name__: inner for inner in inside(kind)}
    return found


def inside(kind: Any) -> Iterator[type]:
    """The dataclasses of the same module that a dataclass holds, at any depth."""
    for field in dataclasses.fields(kind):
        for held in (field.type, *get_args(field.type)):
            if isinstance(held, type) and dataclasses.is_dataclass(held):
                if held.__module__ == kind.__module__:
                    yield held
                    yield from inside(held)


def entry_faults(text: str, real: Mapping[str, type]) -> list[str]:
    """Kinds, their fields and their sentences, as documented and as declared."""
    told = sections(text, "###")
    faults = differ("entries", told, real)
    for name in told.keys() & real.keys():
        fields = [field.name for field in dataclasses.fields(real[name])]
        faults += differ(name, ROW.findall(told[name]), fields)
        if "." in name and not re.search(r"^> .+ / .+$", told[name], re.MULTILINE):
            faults.append(f"{name}: no sentence in both languages")
    return faults


def test_every_entry_type_is_documented() -> None:
    assert not entry_faults(read("docs", "entries.md"), kinds())


def test_control_entries() -> None:
    real = {name: kinds()[name] for name in ("case.resumed",)}
    good = "### case.resumed\n\n> 恢复 / Resumed\n\n| `stop` | a |\n"
    assert not entry_faults(good, real)
    assert entry_faults(good.replace("stop", "step"), real)
    assert entry_faults(good.replace(" / ", " "), real)
    assert entry_faults(good + "### case.closed\n", real)


def unsaid(text: str, procedure: Procedure) -> list[str]:
    """Steps, gates, acts, documents and articles of a procedure that its section does not name."""
    said = [f"`{step.name}`" for step in procedure.steps]
    cited = list(procedure.basis)
    for step in procedure.steps:
        cited += [step.basis, *(gate.basis for gate in step.gates)]
        said += [f"`{gate.name}`" for gate in step.gates]
        said += [f"`{act.name}`" for act in step.does.values()]
        said += [f"`{name}`" for texts in step.documents.values() for name in texts]
        said += [f"`{name}`" for act in step.does.values() for name in act.documents]
    said += [citation.words.zh for citation in cited]
    said += [stop.basis.words.zh for stop in procedure.stops]
    said += [f"`{name}`" for name in procedure.on_opening]
    return sorted({part for part in said if part not in text})


def shipped() -> dict[str, Procedure]:
    """The procedures of the apps."""
    return dict(procedures())


def test_every_procedure_is_documented() -> None:
    text = read("docs", "procedures.md")
    told, real = sections(text, "##"), shipped()
    standing = told.pop("Standing gates")
    assert not differ("procedures", told, real)
    assert not differ("gates", ROW.findall(standing), (gate.name for gate in standing_gates()))
    for name, procedure in real.items():
        rows = ROW.findall(re.sub(r"^(\| `[^`]+`) [^|]*", r"\1 ", told[name], flags=re.MULTILINE))
        assert not differ(name, rows, (step.name for step in procedure.steps))
        assert not unsaid(told[name], procedure), name


def test_control_procedure() -> None:
    transfer = shipped()["realestate.transfer"]
    told = sections(read("docs", "procedures.md"), "##")["realestate.transfer"]
    assert unsaid(told.replace("`holders_consent`", ""), transfer) == ["`holders_consent`"]
    assert unsaid(told.replace("第三十八条", ""), transfer)


# Settings, commands, start-up checks


def variables(tree: ast.AST) -> Iterator[tuple[str, bool]]:
    """Variables FADU_… that a module reads, and whether each must be given."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            where = ast.unparse(node.func.value)
            name = node.args[0]
            if where in ("env", "os.environ") and isinstance(name, ast.Constant):
                if str(name.value).startswith("FADU_"):
                    given = where == "env" and not any(k.arg == "default" for k in node.keywords)
                    yield str(name.value), given


def test_every_setting_is_documented() -> None:
    text = read("docs", "settings.md")
    places = (SOURCE, ROOT / "tests")
    real = {name for _, tree in modules(*places) for name, _ in variables(tree)}
    tests = [*SOURCE.rglob("tests/test_*.py"), ROOT / "conftest.py", ROOT / "fadu"]
    real |= {name for path in tests for name, _ in variables(ast.parse(path.read_text("utf-8")))}
    told = VARIABLE.findall(text)
    named = {name for name, _ in told} | set(re.findall(r"^\| `(FADU_\w+)`", text, re.MULTILINE))
    assert not differ("settings", named, real)
    production = ast.parse((SOURCE / "site/settings/production.py").read_text("utf-8"))
    required = {name for name, given in variables(production) if given}
    assert required
    assert not differ("required", (name for name, rest in told if "**required**" in rest), required)


def test_control_variables() -> None:
    source = (
        'env.str("FADU_A", default="")\nenv.str("FADU_B")\nos.environ.get("FADU_C")\nx("FADU_D")'
    )
    found = dict(variables(ast.parse(source)))
    assert found == {"FADU_A": False, "FADU_B": True, "FADU_C": False}


def options(verb: str) -> list[str]:
    """The options and positional arguments of a verb."""
    module = importlib.import_module(f"fadu.site.verbs.{verb.replace('-', '_')}")
    parser = argparse.ArgumentParser(add_help=False)
    module.arguments(parser)
    return [(action.option_strings or [action.dest])[-1] for action in parser._actions]


def verb_faults(section: str, real: Iterable[str]) -> list[str]:
    """What the section of a verb lacks or makes up."""
    faults = differ("option", OPTION.findall(section), real)
    return faults if re.search(r"^Exit codes: 0 ", section, re.MULTILINE) else [*faults, "exit"]


def test_every_verb_is_documented() -> None:
    told = sections(read("docs", "commands.md"), "##")
    assert not differ("verbs", told, names())
    assert not {verb: found for verb in told if (found := verb_faults(told[verb], options(verb)))}


def test_control_verb() -> None:
    good = "- `--out`: where\n\nExit codes: 0 written; 1 not.\n"
    assert not verb_faults(good, ["--out"])
    assert verb_faults(good, ["--out", "--in"]) and verb_faults(good, [])
    assert verb_faults("- `--out`: where\n", ["--out"]) == ["exit"]


def check_ids(room: str, tree: ast.AST) -> set[str]:
    """The ids of start-up checks in a module: "record.E001", or "E001" under its room's name."""
    texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    found = (re.fullmatch(r"(\w+\.)?(E\d{3})", text) for text in texts if isinstance(text, str))
    return {f"{match[1] or room + '.'}{match[2]}" for match in found if match}


def test_every_start_up_check_is_documented() -> None:
    real: set[str] = set()
    for path, tree in modules(SOURCE):
        real |= check_ids(path.relative_to(SOURCE).parts[0], tree)
    assert not differ("checks", CHECK.findall(read("docs", "operations.md")), real)
    assert check_ids("law", ast.parse('a("E001"); b("record.E002"); c("E5")')) == {
        "law.E001",
        "record.E002",
    }


def test_architecture_is_one_page() -> None:
    assert len(read("ARCHITECTURE.md").splitlines()) <= 80
