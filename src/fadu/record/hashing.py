"""The digests of the record: SHA-256 and SM3 (GB/T 32905-2016), always both, over the same bytes.

One byte before the content keeps the uses apart, so that a digest of one kind can never pass for
another: 0x00 a leaf, 0x02 a commitment to a personal value (0x01 is left to the nodes of a tree).
Files are digested bare, as any other tool would.
"""

import hashlib
from dataclasses import dataclass
from typing import BinaryIO

from fadu.record.canonical import canonical
from fadu.record.verifier import new_sm3

LEAF, COMMITMENT = b"\x00", b"\x02"
SALT_SIZE = 32
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Digests:
    """SHA-256 and SM3 of the same bytes, each 64 lower-case hex digits."""

    sha256: str
    sm3: str


def digests(data: bytes) -> Digests:
    """The two digests of bytes in memory."""
    return Digests(hashlib.sha256(data).hexdigest(), new_sm3(data).hexdigest())


def leaf_digests(leaf: bytes) -> Digests:
    """The digests that chain: of an entry's canonical bytes, marked as a leaf."""
    return digests(LEAF + leaf)


def commitment(salt: bytes, field: str, person: str | None, value: str) -> Digests:
    """What a leaf says of a personal value: nothing, until salt and value are shown.

    The salt is 32 random bytes of its own for each value, else an identity number could be found
    by trying them all. ValueError when it has another length.
    """
    if len(salt) != SALT_SIZE:
        raise ValueError(f"a salt has {SALT_SIZE} bytes, not {len(salt)}")
    return digests(
        COMMITMENT + salt + canonical({"field": field, "person": person, "value": value})
    )


def file_digests(stream: BinaryIO) -> tuple[Digests, int]:
    """The digests of a file and its size in bytes, read once from where the stream stands."""
    sha256, sm3, size = hashlib.sha256(), new_sm3(), 0
    while chunk := stream.read(_CHUNK):
        sha256.update(chunk)
        sm3.update(chunk)
        size += len(chunk)
    return Digests(sha256.hexdigest(), sm3.hexdigest()), size
