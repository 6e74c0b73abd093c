"""Writing an entry: the leaf is made, digested, chained to the one before, and inserted.

The caller holds the lock of the case (its row, or nothing when the case is new) and passes the link
to the entry before; the unique constraint on (bureau, case, seq) stands behind that lock.
"""

import dataclasses
import hashlib
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import fadu
from fadu.record.actor import Actor, as_plain
from fadu.record.canonical import canonical
from fadu.record.hashing import Digests, commitment, leaf_digests
from fadu.record.ids import new_id
from fadu.record.moment import Moment
from fadu.record.sql import Insert, perform

LEAF_VERSION = 1


@dataclass(frozen=True, slots=True)
class Link:
    """Where a case's chain stands: the last sequence number and the digests of that leaf."""

    seq: int
    digests: Digests


@dataclass(frozen=True, slots=True)
class Personal:
    """A personal value to be kept apart from the leaf, under an id that the payload may name."""

    field: str
    value: str
    person: UUID | None
    id: UUID = dataclasses.field(default_factory=new_id)


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry before it has its place in the chain."""

    bureau: str
    case: UUID
    kind: str
    by: Actor
    at: Moment
    law_on: str
    key: str
    request: bytes
    payload: Mapping[str, Any]
    graph: str | None = None
    state: str | None = None
    personal: Sequence[Personal] = ()
    id: UUID = dataclasses.field(default_factory=new_id)


def append(draft: Draft, previous: Link | None) -> Link:
    """Insert the entry and its personal values; the link to chain the next entry to."""
    values = [(item, secrets.token_bytes(32)) for item in draft.personal]
    salt_of_request = secrets.token_bytes(32)
    seq = previous.seq + 1 if previous else 1
    leaf = canonical(
        {
            "v": LEAF_VERSION,
            "id": str(draft.id),
            "bureau": draft.bureau,
            "case": str(draft.case),
            "seq": seq,
            "prev": previous and {"sha256": previous.digests.sha256, "sm3": previous.digests.sm3},
            "kind": draft.kind,
            "at": draft.at.on.isoformat(),
            "recorded_at": draft.at.stamp,
            "actor": as_plain(draft.by),
            "law": draft.law_on,
            "graph": draft.graph,
            "software": fadu.__version__,
            "key": draft.key,
            "body": request_digest(salt_of_request, draft.request),
            "payload": draft.payload,
            "personal": [_committed(item, salt) for item, salt in values],
            "state": draft.state,
        }
    )
    digests = leaf_digests(leaf)
    # The request's salt lies with the personal values, under the entry's own id: it goes when they
    # go, and is never exported, so that nobody can guess a request from its digest.
    kept = Personal("request", "", None, draft.id)
    _insert(draft, seq, leaf, digests, [*values, (kept, salt_of_request)])
    return Link(seq, digests)


def request_digest(salt: bytes, request: bytes) -> str:
    """SHA-256 of salt and canonical request: tells a repeated request from another one."""
    return hashlib.sha256(salt + request).hexdigest()


def _committed(item: Personal, salt: bytes) -> dict[str, Any]:
    person = str(item.person) if item.person else None
    digests = commitment(salt, item.field, person, item.value)
    return {
        "id": str(item.id),
        "person": person,
        "field": item.field,
        "sha256": digests.sha256,
        "sm3": digests.sm3,
    }


_PERSONAL = Insert(
    "people_personalvalue", ("id", "bureau", "case", "person", "field", "value", "salt")
)
_ENTRY = Insert(
    "record_entry",
    ("id", "bureau", "case", "seq", "kind", "at", "recorded_at", "key", "leaf", "sha256", "sm3"),
)


def _insert(
    draft: Draft, seq: int, leaf: bytes, digests: Digests, values: list[tuple[Personal, bytes]]
) -> None:
    """By hand, because every act passes here."""
    entry = (
        draft.id,
        draft.bureau,
        draft.case,
        seq,
        draft.kind,
        draft.at.on,
        draft.at.recorded_at,
        draft.key,
        leaf.decode(),
        digests.sha256,
        digests.sm3,
    )
    personal = (
        (item.id, draft.bureau, draft.case, item.person, item.field, item.value, salt.hex())
        for item, salt in values
    )
    perform([*_ENTRY.of([entry]), *_PERSONAL.of(personal)])
