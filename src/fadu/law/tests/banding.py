"""Tables of an imaginary place (division 99) and the parameters that they are proved against."""

from collections.abc import Mapping
from copy import deepcopy
from datetime import date
from fractions import Fraction

from fadu.law.bands.findings import Report
from fadu.law.bands.proof import prove
from fadu.law.bands.table import Table, table_of
from fadu.law.parameters import Parameters
from fadu.law.sheet import Sheet

PROVINCE, CITY, COUNTY = "99", "9901", "990101"
SINCE = date(2022, 1, 1)

Row = dict[str, object]
LAW = {"law": "行政处罚法", "article": 37}
SOURCED: Row = {"source": LAW, "confidence": "V"}


def said(text: str) -> dict[str, str]:
    """A text in both languages, without bothering to translate."""
    return {"zh": text, "en": text}


LISTED: Row = {"demands": [said("首次违法"), said("已改正")], "source": LAW}


def key(unit: str, *values: Row, tightens: str = "none", title: str = "幅度") -> Row:
    """A parameter as a file has it."""
    rows = [{**SOURCED, **value} for value in values]
    return {"title": said(title), "unit": unit, "tightens": tightens, "values": rows}


def national(value: object, since: object = None, until: object = None, **more: object) -> Row:
    """A value of the whole country."""
    return {"layer": "national", "from": since, "to": until, "value": value, **more}


KEYS: Row = {
    "test.area": key("fen_per_m2", national({"least": 100_00, "most": 1000_00}), title="占地罚款"),
    "test.fee": key("hundredths", national({"least": 500, "most": 1000})),
    "test.gain": key("permille", national({"most": 500})),
    "test.fixed": key("fen", national({"least": 20_000_00, "most": 50_000_00})),
    "test.promise": key("period", national("5wd")),
    "test.endless": key("fen", national({"least": 1})),
}

AREA_TABLE: Row = {
    "name": "occupation",
    "title": said("虚构省占地裁量基准"),
    "statute": "test.area",
    "layer": PROVINCE,
    "from": None,  # replaced below
    "source": {"document": said("虚构文件")},
    "confidence": "V2",
    "violation": said("非法占用土地"),
    "basis": LAW,
    "standard": {"unit": "yuan_per_m2"},
    "measures": {
        "land": {
            "title": {"zh": "地类", "en": "land class"},
            "kind": "class",
            "classes": {"farm": said("农用地"), "built": said("建设用地")},
        },
        "area": {"title": {"zh": "面积", "en": "area"}, "kind": "number", "unit": "mu"},
    },
    "grades": {code: said(code) for code in ("slight", "lighter", "graver", "serious")},
    "tiers": [
        {
            "grade": "slight",
            "when": {"land": ["built"], "area": {"at_most": 2}},
            "range": {"at_least": 100, "at_most": 200},
        },
        {
            "grade": "lighter",
            "when": {"land": ["built"], "area": {"over": 2}},
            "range": {"at_least": 200, "at_most": 400},
        },
        {
            "grade": "graver",
            "when": {"land": ["farm"], "area": {"at_most": "3.5"}},
            "range": {"at_least": 400, "at_most": 700},
        },
        {
            "grade": "serious",
            "when": {"land": ["farm"], "area": {"over": "3.5"}},
            "range": {"at_least": 700, "at_most": 1000},
        },
    ],
}


SHIPPED = Parameters.load()


def parameters(more: Mapping[str, object] | None = None) -> Parameters:
    """The shipped parameters and those of the imaginary place."""
    return SHIPPED.having({**deepcopy(KEYS), **(more or {})})


PARAMETERS = parameters()


def sheet(**changes: object) -> Row:
    """The area table as a file has it, with top-level keys changed; None takes a key away."""
    dated = {"from": SINCE}
    rows = {**deepcopy(AREA_TABLE), **dated, **changes}
    return {name: value for name, value in rows.items() if value is not None}


def table(**changes: object) -> Table:
    """The area table with top-level keys changed."""
    return table_of(Sheet(sheet(**changes), "test"))


def tiers(*changes: tuple[int, Row]) -> list[Row]:
    """The tiers of the area table, with some changed; None takes a key away."""
    rows = deepcopy(AREA_TABLE["tiers"])
    assert isinstance(rows, list)
    for number, change in changes:
        rows[number - 1] = {
            name: value
            for name, value in {**rows[number - 1], **change}.items()
            if value is not None
        }
    return rows


def report(**changes: object) -> Report:
    """The proof of the area table with top-level keys changed."""
    return prove(table(**changes), PARAMETERS)


def codes(found: Report) -> list[str]:
    """The codes of all findings, in order."""
    return [each.code for each in found.findings]


def mu(number: Fraction | int | str) -> Fraction:
    """So many mu in m²."""
    return Fraction(number) * Fraction(2000, 3)
