"""Digests: the published examples, and the slow SM3 against the fast one."""

import hashlib
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fadu.record.hashing import Digests, commitment, digests, file_digests, leaf_digests
from fadu.record.verifier import SM3, new_sm3

# GB/T 32905-2016, annex A
EXAMPLES = {
    b"abc": "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
    b"abcd" * 16: "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732",
}
needs_fast_sm3 = pytest.mark.skipif(
    "sm3" not in hashlib.algorithms_available, reason="this hashlib has no SM3 to compare with"
)


@pytest.mark.parametrize(("data", "expected"), EXAMPLES.items())
def test_sm3_examples_of_the_standard(data: bytes, expected: str) -> None:
    assert SM3(data).hexdigest() == new_sm3(data).hexdigest() == expected


@needs_fast_sm3
def test_slow_and_fast_sm3_agree_at_every_length_around_the_blocks() -> None:
    for size in range(260):
        data = bytes(i % 251 for i in range(size))
        assert SM3(data).hexdigest() == hashlib.new("sm3", data).hexdigest()


@needs_fast_sm3
@settings(max_examples=50)
@given(st.lists(st.binary(max_size=150), max_size=6))
def test_slow_sm3_takes_its_bytes_in_any_portions(portions: list[bytes]) -> None:
    slow = SM3()
    for portion in portions:
        slow.update(portion)
        slow.hexdigest()  # asking does not disturb
    assert slow.hexdigest() == hashlib.new("sm3", b"".join(portions)).hexdigest()


def test_leaf_commitment_and_file_never_share_a_digest() -> None:
    salt = bytes(32)
    body = b'{"field":"name","person":null,"value":"x"}'
    bare = digests(body)
    leaf = leaf_digests(body)
    promise = commitment(salt, "name", None, "x")
    assert leaf == digests(b"\x00" + body)
    assert promise == digests(b"\x02" + salt + body)
    assert file_digests(io.BytesIO(body)) == (bare, len(body))
    assert len({bare, leaf, promise}) == 3


def test_commitment_depends_on_each_part() -> None:
    salt, other = bytes(32), bytes(31) + b"\x01"
    promises = {
        commitment(salt, "name", None, "x"),
        commitment(other, "name", None, "x"),
        commitment(salt, "phone", None, "x"),
        commitment(salt, "name", "p", "x"),
        commitment(salt, "name", None, "y"),
    }
    assert len(promises) == 5


def test_short_salt_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        commitment(b"short", "name", None, "x")


def test_file_digests_streams_once() -> None:
    class Once(io.BytesIO):
        seeks = 0

        def seek(self, *args: int) -> int:
            Once.seeks += 1
            return super().seek(*args)

    data = b"x" * (3 << 20)
    found, size = file_digests(Once(data))
    assert size == len(data)
    assert Once.seeks == 0
    assert found == Digests(hashlib.sha256(data).hexdigest(), new_sm3(data).hexdigest())
