"""Typed values go into a leaf and come back the same; what does not fit is refused."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import IntEnum, StrEnum
from typing import Any, NewType
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fadu.record.canonical import canonical
from fadu.record.typed import from_plain, to_plain

Fen = NewType("Fen", int)


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


class Tier(IntEnum):
    LOW = 1
    HIGH = 2


class Rate(float):
    """A float in disguise."""


@dataclass(frozen=True)
class Row:
    code: str
    share: int | None = None


@dataclass(frozen=True, slots=True)
class Everything:
    id: UUID
    text: str
    number: int
    flag: bool
    fen: Fen
    area: Decimal
    on: datetime.date
    colour: Colour
    tier: Tier
    maybe: UUID | None
    row: Row
    rows: tuple[Row, ...]
    texts: list[str]
    by_name: Mapping[str, Decimal]
    anything: Any = None
    names: tuple[str, ...] = field(default_factory=tuple)


texts = st.text(st.characters(codec="utf-8"), max_size=20)
keys = st.text(st.characters(codec="ascii"), max_size=20)
whole = st.integers(-(2**53) + 1, 2**53 - 1)
decimals = st.decimals(allow_nan=False, allow_infinity=False, places=2)
rows = st.builds(Row, texts, st.none() | whole)
everything = st.builds(
    Everything,
    id=st.uuids(),
    text=texts,
    number=whole,
    flag=st.booleans(),
    fen=whole.map(Fen),
    area=decimals,
    on=st.dates(),
    colour=st.sampled_from(Colour),
    tier=st.sampled_from(Tier),
    maybe=st.none() | st.uuids(),
    row=rows,
    rows=st.lists(rows, max_size=3).map(tuple),
    texts=st.lists(texts, max_size=3),
    by_name=st.dictionaries(keys, decimals, max_size=3),
    anything=st.none() | texts | st.lists(whole, max_size=3),
    names=st.lists(texts, max_size=3).map(tuple),
)


@given(everything)
def test_every_supported_type_comes_back_the_same(value: Everything) -> None:
    plain = to_plain(value)
    again = from_plain(Everything, plain)
    assert again == value
    assert [type(again.colour), type(again.tier), type(again.flag)] == [Colour, Tier, bool]
    assert to_plain(again) == plain


@given(everything)
def test_a_plain_value_can_stand_in_a_leaf(value: Everything) -> None:
    assert canonical(to_plain(value))


@pytest.mark.parametrize(
    "value",
    [
        1.5,
        Rate(1.5),
        {"a": [1, 2.0]},
        (Decimal("1"), 1e3),
        {1, 2},
        b"bytes",
        Ellipsis,
        Row,
        datetime.datetime(2020, 3, 2, tzinfo=datetime.UTC),
    ],
    ids=repr,
)
def test_control_what_cannot_stand_in_a_leaf_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        to_plain(value)


def test_a_missing_field_takes_its_default_and_a_needed_one_is_missed() -> None:
    assert from_plain(Row, {"code": "a"}) == Row("a")
    assert from_plain(Row, {"code": "a", "later": 1}) == Row("a")
    with pytest.raises(KeyError, match="code"):
        from_plain(Row, {"share": 1})


@pytest.mark.parametrize(
    ("kind", "plain"),
    [
        (str, None),
        (str, 5),
        (int, "5"),
        (int, True),
        (int, None),
        (bool, 1),
        (UUID, 5),
        (UUID, "no uuid"),
        (Decimal, 5),
        (Decimal, "twelve"),
        (datetime.date, 20200302),
        (datetime.date, "2020-02-30"),
        (Colour, "blue"),
        (Tier, 9),
        (Row, {"code": None}),
    ],
)
def test_control_a_value_that_does_not_fit_is_refused(kind: Any, plain: Any) -> None:
    with pytest.raises(ValueError, match=r".+"):
        from_plain(kind, plain)


@pytest.mark.parametrize("kind", [int | str, tuple[int, str]])
def test_control_a_type_that_a_leaf_cannot_tell_is_refused(kind: Any) -> None:
    with pytest.raises(TypeError):
        from_plain(kind, 1)
