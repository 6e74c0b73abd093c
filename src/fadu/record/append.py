"""Writing an entry: the leaf is made, digested, chained to the one before, and inserted.

The caller holds the lock of the case (its row, or nothing when the case is new) and passes the link
to the entry before; the unique constraint on (bureau, case, seq) stands behind that lock.
"""

import dataclasses
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

import fadu
from fadu.people.models import PersonalValue
from fadu.record.actor import Actor, as_plain
from fadu.record.canonical import canonical
from fadu.record.hashing import Digests, commitment, leaf_digests
from fadu.record.ids import new_id
from fadu.record.moment import Moment
from fadu.record.sql import db_uuid

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
    body: str
    payload: Mapping[str, Any]
    graph: str | None = None
    state: str | None = None
    personal: Sequence[Personal] = ()
    id: UUID = dataclasses.field(default_factory=new_id)


def append(draft: Draft, previous: Link | None) -> Link:
    """Insert the entry and its personal values; the link to chain the next entry to."""
    values = [(item, secrets.token_bytes(32)) for item in draft.personal]
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
            "body": draft.body,
            "payload": draft.payload,
            "personal": [_committed(item, salt) for item, salt in values],
            "state": draft.state,
        }
    )
    digests = leaf_digests(leaf)
    _insert(draft, seq, leaf, digests)
    if values:
        PersonalValue.objects.bulk_create(_row(draft, item, salt) for item, salt in values)
    return Link(seq, digests)


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


def _row(draft: Draft, item: Personal, salt: bytes) -> PersonalValue:
    return PersonalValue(
        id=item.id,
        bureau=draft.bureau,
        case=draft.case,
        person=item.person,
        field=item.field,
        value=item.value,
        salt=salt.hex(),
    )


_INSERT = """
    INSERT INTO record_entry
      (id, bureau, "case", seq, kind, at, recorded_at, key, leaf, sha256, sm3)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""


def _insert(draft: Draft, seq: int, leaf: bytes, digests: Digests) -> None:
    """By hand, because every act passes here (benchmark W1)."""
    adapt = connection.ops
    values = (
        db_uuid(draft.id),
        draft.bureau,
        db_uuid(draft.case),
        seq,
        draft.kind,
        adapt.adapt_datefield_value(draft.at.on),
        adapt.adapt_datetimefield_value(draft.at.recorded_at),
        draft.key,
        leaf.decode(),
        digests.sha256,
        digests.sm3,
    )
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, values)
