"""No row of the legal facts is forgotten: each is encoded as its list says, and nothing is beside.

The lists stand in `rows/*.yaml`, one for each part of the law. A parameter of the law room that
belongs to no row, a row whose parameters, articles or code are not there, and a section with fewer
rows than it had are all faults.
"""

import importlib.util
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from fadu.law.parameters import Parameters
from fadu.law.sheet import Sheet
from fadu.law.sources import UnknownCitation, cite

HERE = Path(__file__).parent
PACKAGE = HERE.parents[1]
LAW = Parameters.load()
EVERYWHERE = Parameters.load(*sorted(PACKAGE.glob("registers/*/params")))
FACTS = Path(os.environ.get("FADU_VECTORS", "/nonexistent")).parent / "law" / "legal-facts.md"


@dataclass(frozen=True)
class Row:
    """How one row of the legal facts is encoded: by which parameters, articles, modules, words."""

    key: str
    parameters: tuple[str, ...] = ()
    setting: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    code: str = ""
    text: str = ""


@dataclass(frozen=True)
class Section:
    """A section of the legal facts: the rows of its tables, and those of its prose."""

    number: str
    count: int
    facts: tuple[Row, ...] = field(default=())
    beside: tuple[Row, ...] = field(default=())

    @property
    def rows(self) -> tuple[Row, ...]:
        """All of them."""
        return self.facts + self.beside


def sections(folder: Path) -> Iterator[Section]:
    """What the lists of a folder say."""
    for path in sorted(folder.glob("*.yaml")):
        sheet = Sheet.read(path)
        numbered = sheet.sheet("sections")
        sheet.done()
        for number in numbered:
            each = numbered.sheet(number)
            each.words("title")
            yield Section(
                str(number), each.number("rows"), *(rows(each, key) for key in ("facts", "beside"))
            )
            each.done()


def rows(sheet: Sheet, key: str) -> tuple[Row, ...]:
    """The rows under a key, where there are any."""
    named = sheet.sheet(key) if key in sheet else None
    return tuple(row(named, str(each)) for each in named) if named else ()


def row(sheet: Sheet, key: str) -> Row:
    """One row; the two short forms name the parameters of the row's own key."""
    raw = sheet.take(key)
    if raw == "parameters":
        return Row(key, parameters=(key,))
    if raw == "setting":
        return Row(key, setting=(key,))
    told = sheet.sheet(key)
    found = Row(
        key,
        parameters=listed(told, "parameters"),
        setting=listed(told, "setting"),
        articles=listed(told, "articles"),
        code=told.text("code") if "code" in told else "",
        text=told.text("text") if "text" in told else "",
    )
    told.done()
    return found


def listed(sheet: Sheet, key: str) -> tuple[str, ...]:
    """The texts of a list, where there is one."""
    return tuple(str(each) for each in sheet.list(key)) if key in sheet else ()


def beneath(names: Iterable[str], keys: Iterable[str]) -> list[str]:
    """The keys that are one of the names, or stand beneath one."""
    return [key for key in keys if any(key == name or key.startswith(f"{name}.") for name in names)]


def faults(row: Row, parameters: Parameters) -> list[str]:
    """What is not there of what a row promises."""
    found = []
    for name in (*row.parameters, *row.setting):
        if not beneath([name], parameters):
            found.append(f"{row.key}: no parameter {name}")
    settings = beneath(row.setting, parameters)
    for key in beneath(row.parameters, parameters):
        if not parameters.values(key) and key not in settings:
            found.append(f"{row.key}: {key} has no value")
    for key in settings:
        known = parameters.key(key)
        if parameters.values(key):
            found.append(f"{row.key}: {key} has a value")
        elif known is None or known.awaits is None:
            found.append(f"{row.key}: {key} does not say who supplies it")
    for place in row.articles:
        name, _, article = place.rpartition(" ")
        try:
            cite(name, int(article))
        except UnknownCitation as unknown:
            found.append(f"{row.key}: {unknown}")
    if row.code and importlib.util.find_spec(row.code) is None:
        found.append(f"{row.key}: no module {row.code}")
    if not (row.parameters or row.setting or row.articles or row.code or row.text):
        found.append(f"{row.key}: encoded by nothing")
    return found


def unlisted(rows: Iterable[Row], parameters: Parameters) -> list[str]:
    """Parameters that belong to no row: figures without their fact."""
    named = [name for each in rows for name in (*each.parameters, *each.setting)]
    covered = set(beneath(named, parameters))
    return [key for key in parameters if key not in covered]


def keys_of(facts: str) -> Mapping[str, tuple[str, ...]]:
    """The keys in the tables of the legal facts, by section."""
    found: dict[str, list[str]] = {}
    number = ""
    for line in facts.splitlines():
        if heading := re.match(r"##+ ([\d.]*\d)\.? ", line):
            number = heading[1]
        elif key := re.match(r"\| ([a-z]+\.[a-zA-Z0-9_.]+)", line):
            found.setdefault(number, []).append(key[1])
    return {number: tuple(keys) for number, keys in found.items()}


ALL = tuple(sections(HERE / "rows"))


@pytest.mark.parametrize("section", ALL, ids=lambda section: section.number)
def test_every_row_is_encoded_as_its_list_says(section: Section) -> None:
    assert len(section.facts) == section.count
    assert section.rows
    assert [fault for each in section.rows for fault in faults(each, EVERYWHERE)] == []


def test_no_row_comes_twice() -> None:
    keys = [each.key for section in ALL for each in section.rows]
    assert len(keys) == len(set(keys))


def test_no_figure_is_without_its_fact() -> None:
    assert unlisted([each for section in ALL for each in section.rows], LAW) == []


@pytest.mark.skipif(not FACTS.is_file(), reason="the legal facts are not beside FADU_VECTORS")
def test_the_lists_hold_every_key_of_the_legal_facts() -> None:
    told = keys_of(FACTS.read_text("utf-8"))
    assert set(told) <= {section.number for section in ALL}
    for section in ALL:
        assert [each.key for each in section.facts] == list(told.get(section.number, ()))


def test_control_a_setting_that_says_not_who_supplies_it_is_found() -> None:
    key = {"title": {"zh": "某", "en": "some"}, "unit": "count", "tightens": "none"}
    mute = LAW.having({"reg.mute": key})
    assert faults(Row("reg.mute", setting=("reg.mute",)), mute) == [
        "reg.mute: reg.mute does not say who supplies it"
    ]


GOOD = Row("reg.notice", parameters=("reg.notice",))


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (Row("reg.x", parameters=("reg.not_there",)), "no parameter reg.not_there"),
        (Row("acq.sc", parameters=("acq.sc.rules",)), "has no value"),
        (Row("reg.notice", setting=("reg.notice",)), "reg.notice has a value"),
        (Row("acq.purpose", articles=("土地管理法 999",)), "999"),
        (Row("reg.x", code="fadu.law.not_there"), "no module"),
        (Row("reg.x"), "encoded by nothing"),
    ],
    ids=lambda each: each.key if isinstance(each, Row) else None,
)
def test_control_a_row_that_is_not_encoded_is_found(broken: Row, said: str) -> None:
    assert faults(GOOD, EVERYWHERE) == []
    assert any(said in fault for fault in faults(broken, EVERYWHERE))


def test_control_a_figure_of_no_row_is_found() -> None:
    value = {"layer": "national", "from": None, "value": 1, "confidence": "V"}
    stray = {
        "title": {"zh": "多余", "en": "stray"},
        "unit": "count",
        "tightens": "none",
        "values": [{**value, "source": {"law": "民法典"}}],
    }
    everything = [each for section in ALL for each in section.rows]
    assert unlisted(everything, LAW.having({"reg.stray": stray})) == ["reg.stray"]


def test_control_a_key_of_the_legal_facts_that_is_not_listed_is_found() -> None:
    facts = "## 8. Registration\n| Key | Figure |\n| reg.notice | 15 |\n| reg.new | 1 |\n"
    assert keys_of(facts) == {"8": ("reg.notice", "reg.new")}
