"""The canonical form: the same bytes as RFC 8785 wherever it does not refuse."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from fadu.record.canonical import MAX_DEPTH, MAX_INTEGER, NotCanonical, canonical

VECTORS = Path(os.environ.get("FADU_VECTORS", "/nonexistent")) / "jcs"

ascii_keys = st.text(st.characters(max_codepoint=127), max_size=12)
scalars = (
    st.none()
    | st.booleans()
    | st.integers(-MAX_INTEGER, MAX_INTEGER)
    | st.text(st.characters(exclude_categories=["Cs"]))
)
leaf_values = st.recursive(
    scalars, lambda inner: st.lists(inner) | st.dictionaries(ascii_keys, inner), max_leaves=30
)


@given(leaf_values)
def test_agrees_with_an_independent_implementation(value: Any) -> None:
    assert canonical(value) == rfc8785.dumps(value)


@given(leaf_values)
def test_reads_back_as_what_was_written(value: Any) -> None:
    assert json.loads(canonical(value)) == value
    assert canonical(json.loads(canonical(value))) == canonical(value)


def test_characters_outside_the_first_plane_and_controls() -> None:
    text = {"name": '𠮷野 龘 \u2028\u0000\u001f\u007f\\"/\b\f\n\r\t'}
    expected = '{"name":"𠮷野 龘 \u2028\\u0000\\u001f\u007f\\\\\\"/\\b\\f\\n\\r\\t"}'
    assert canonical(text) == expected.encode() == rfc8785.dumps(text)


def nested(levels: int) -> Any:
    value: Any = []
    for _ in range(levels):
        value = [value]
    return value


cyclic: list[Any] = []
cyclic.append(cyclic)


@pytest.mark.parametrize(
    "value",
    [
        1.5,
        1.0,
        float("nan"),
        float("inf"),
        MAX_INTEGER + 1,
        -MAX_INTEGER - 1,
        {"名": 1},
        {1: "a"},
        {None: "a"},
        "\ud800",
        {"\udfff": 1},
        b"bytes",
        {"set"},
        nested(MAX_DEPTH + 1),
        cyclic,
    ],
    ids=repr,
)
def test_refuses_what_two_programs_might_write_differently(value: Any) -> None:
    for inside in (value, [value], {"a": {"b": value}}):
        with pytest.raises(NotCanonical):
            canonical(inside)


def test_takes_the_outermost_values_it_promises() -> None:
    assert canonical([MAX_INTEGER, -MAX_INTEGER]) == b"[9007199254740991,-9007199254740991]"
    assert canonical(nested(MAX_DEPTH)) == b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1)
    assert canonical((1, "a")) == b'[1,"a"]'


@pytest.mark.skipif(not VECTORS.is_dir(), reason="FADU_VECTORS names no folder with jcs")
@pytest.mark.parametrize("name", ["arrays", "french", "structures", "unicode", "values", "weird"])
def test_published_vectors(name: str) -> None:
    """The full algorithm gives the published bytes; ours gives the same or refuses."""
    value = json.loads((VECTORS / "input" / f"{name}.json").read_bytes())
    expected = bytes.fromhex((VECTORS / "outhex" / f"{name}.txt").read_text())
    assert rfc8785.dumps(value) == expected
    if name in {"arrays", "unicode"}:
        assert canonical(value) == expected
    else:  # floats, keys that are not ASCII
        with pytest.raises(NotCanonical):
            canonical(value)
