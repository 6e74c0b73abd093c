"""Facts: one dataclass is form, schema and validation."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fadu.law.words import Words
from fadu.procedure.facts import Fen, Problems, fact, fields_of, parse, schema
from fadu.record.typed import from_plain, to_plain


class Colour(StrEnum):
    """A choice."""

    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True)
class Sample:
    """Every kind of field that a form knows."""

    code: str = fact("代码", "Code", pattern=r"[A-Z]{3}", example="ABC")
    price: Fen = fact("金额", "Price")
    on: datetime.date = fact("日期", "Date")
    colour: Colour = fact("颜色", "Colour", choices={"red": Words("红", "Red")})
    number: int | None = fact("数", "Number", default=None)

    def problems(self) -> dict[str, Words]:
        """A rule over several fields."""
        if self.number == 13 and self.colour is Colour.RED:
            return {"number": Words("不可", "Not so")}
        return {}


GOOD = {"code": "ABC", "price": "1,234.50", "on": "2020-02-29", "colour": "red", "number": "7"}


def test_what_is_typed_in_becomes_typed() -> None:
    """Yuan with separators to fen, ISO dates, choices; empty optional fields to their default."""
    parsed = parse(Sample, GOOD)
    assert parsed == Sample("ABC", Fen(123450), datetime.date(2020, 2, 29), Colour.RED, 7)
    assert parse(Sample, {**GOOD, "number": " "}).number is None


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("code", "abc"), ("code", ""), ("code", "ABCD"),
        ("price", "1.005"), ("price", "-1"), ("price", "NaN"), ("price", "1e30"), ("price", "一百"),
        ("on", "2021-02-29"), ("on", "29/02/2020"),
        ("colour", "green"), ("number", "7.5"), ("number", "９９９９９９９９９９９９９９９９"),
    ],
)  # fmt: skip
def test_each_bad_value_is_named_in_both_languages(field: str, typed: str) -> None:
    """The problem stands at its field; the others are not blamed."""
    found = parse(Sample, {**GOOD, field: typed})
    assert isinstance(found, Problems)
    assert list(found.by_field) == [field]
    assert found.by_field[field].zh and found.by_field[field].en


def test_rules_over_several_fields() -> None:
    """Asked once every field is well formed."""
    found = parse(Sample, {**GOOD, "number": "13"})
    assert isinstance(found, Problems) and set(found.by_field) == {"number"}
    assert isinstance(parse(Sample, {**GOOD, "number": "13", "colour": "blue"}), Sample)


@given(st.integers(0, 10**13))
def test_every_amount_survives_being_typed(fen: int) -> None:
    """Fen → yuan as typed → the same fen, without a float between."""
    typed = f"{Decimal(fen) / 100:.2f}"
    assert parse(Sample, {**GOOD, "price": typed}).price == fen


def test_schema_and_plain_form_agree() -> None:
    """The schema describes just what the leaf holds."""
    described = schema(Sample)
    plain = to_plain(parse(Sample, GOOD))
    assert set(described["properties"]) == set(plain)
    assert described["required"] == ["code", "price", "on", "colour"]
    assert described["properties"]["price"]["type"] == "integer"
    assert from_plain(Sample, plain) == parse(Sample, GOOD)


def test_a_field_that_is_no_fact_is_a_bug() -> None:
    """A plain field, or a type that no form knows, is found when the class is first read."""

    @dataclass(frozen=True)
    class Plain:
        name: str

    @dataclass(frozen=True)
    class Odd:
        ratio: float = fact("比", "Ratio")

    with pytest.raises(TypeError, match="fact"):
        fields_of(Plain)
    with pytest.raises(TypeError, match="float"):
        fields_of(Odd)
