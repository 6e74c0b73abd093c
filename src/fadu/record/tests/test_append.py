"""An entry is chained, digested and free of personal text; what it says of a person opens."""

import dataclasses
import hashlib
import json
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

import fadu
from fadu.people.models import PersonalValue
from fadu.record.append import Link, append, request_digest
from fadu.record.canonical import canonical
from fadu.record.hashing import Digests, commitment, leaf_digests
from fadu.record.models import Entry, entries_of
from fadu.record.moment import Moment, moment
from fadu.record.tests.chain import BUREAU, draft, named

pytestmark = pytest.mark.django_db

NAME, PHONE = "欧阳不在叶中", "13912345678"


def kept() -> QuerySet[PersonalValue]:
    """The personal values; the salts of requests, which lie beside them, left out."""
    return PersonalValue.objects.exclude(field="request")


def salt_of(entry: UUID) -> bytes:
    """The salt of an entry's request."""
    return bytes.fromhex(PersonalValue.objects.get(id=entry, field="request").salt)


def test_entries_chain_within_their_case() -> None:
    case, other = uuid4(), uuid4()
    first = append(draft(case), None)
    beside = append(draft(other), None)
    second = append(draft(case), first)
    third = append(draft(case), second)
    assert [first.seq, beside.seq, second.seq, third.seq] == [1, 1, 2, 3]
    told = [entry.content["prev"] for entry in entries_of(BUREAU, case)]
    assert told == [None, dataclasses.asdict(first.digests), dataclasses.asdict(second.digests)]


def test_the_digests_are_those_of_the_leaf_as_stored() -> None:
    link = append(draft(uuid4(), payload={"act": {"text": "渠县"}}), None)
    entry = Entry.objects.get()
    assert leaf_digests(entry.leaf.encode()) == link.digests
    assert Digests(sha256=entry.sha256, sm3=entry.sm3) == link.digests


def test_the_leaf_is_canonical_and_the_columns_say_what_it_says() -> None:
    at = Moment(moment(2020, 2, 28).on, moment(2020, 3, 2, 23, 59).recorded_at)
    one = draft(uuid4(), "key-1", at=at, graph="ab" * 32, state="ef" * 32)
    append(one, None)
    entry = Entry.objects.get()
    assert canonical(json.loads(entry.leaf)).decode() == entry.leaf
    assert entry.content == {
        "v": 1,
        "id": str(one.id),
        "bureau": BUREAU,
        "case": str(one.case),
        "seq": 1,
        "prev": None,
        "kind": "test.done",
        "at": "2020-02-28",
        "recorded_at": "2020-03-02T23:59:00.000000+08:00",
        "actor": {"kind": "system", "duty": "test"},
        "law": "2020-03-02",
        "graph": "ab" * 32,
        "software": fadu.__version__,
        "key": "key-1",
        "body": request_digest(salt_of(one.id), b"{}"),
        "payload": {"act": {}},
        "personal": [],
        "state": "ef" * 32,
    }
    columns = (entry.id, entry.bureau, entry.case, entry.seq, entry.kind, entry.key, entry.at)
    assert columns == (one.id, BUREAU, one.case, 1, "test.done", "key-1", at.on)
    assert entry.recorded_at == at.recorded_at


def test_a_personal_value_lies_apart_and_opens() -> None:
    person = uuid4()
    values = (named(NAME, person), dataclasses.replace(named(PHONE), field="phone"))
    append(draft(uuid4(), personal=values), None)
    said = {item["id"]: item for item in Entry.objects.get().content["personal"]}
    rows = {str(row.id): row for row in kept().all()}
    assert set(said) == set(rows) == {str(value.id) for value in values}
    for mark, row in rows.items():
        item = said[mark]
        who = str(row.person) if row.person else None
        opened = commitment(bytes.fromhex(row.salt), row.field, who, row.value)
        assert item == {
            "id": mark, "person": who, "field": row.field,
            "sha256": opened.sha256, "sm3": opened.sm3,
        }  # fmt: skip


def test_no_personal_text_stands_in_the_leaf() -> None:
    append(draft(uuid4(), personal=(named(NAME, uuid4()),)), None)
    leaf = Entry.objects.get().leaf
    assert NAME not in leaf
    assert kept().get().salt not in leaf


def test_control_a_name_in_the_payload_would_be_seen() -> None:
    append(draft(uuid4(), payload={"act": {"name": NAME}}), None)
    assert NAME in Entry.objects.get().leaf


def test_the_same_value_is_committed_differently_each_time() -> None:
    append(draft(uuid4(), personal=(named(NAME), named(NAME))), None)
    first, second = Entry.objects.get().content["personal"]
    assert first["sha256"] != second["sha256"]
    assert first["sm3"] != second["sm3"]
    salts = set(kept().values_list("salt", flat=True))
    assert len(salts) == 2


def test_control_another_value_or_salt_does_not_open_it() -> None:
    append(draft(uuid4(), personal=(named(NAME),)), None)
    (item,) = Entry.objects.get().content["personal"]
    row = kept().get()
    salt = bytes.fromhex(row.salt)
    assert commitment(salt, "name", None, NAME).sha256 == item["sha256"]
    assert commitment(salt, "name", None, "别人").sha256 != item["sha256"]
    assert commitment(salt, "phone", None, NAME).sha256 != item["sha256"]
    assert commitment(salt[::-1], "name", None, NAME).sha256 != item["sha256"]


def test_destroying_a_value_leaves_the_chain_whole() -> None:
    case = uuid4()
    first = append(draft(case, personal=(named(NAME),)), None)
    append(draft(case), first)
    kept().all().delete()
    one, two = entries_of(BUREAU, case)
    assert leaf_digests(one.leaf.encode()) == first.digests
    assert two.content["prev"]["sha256"] == one.sha256


def test_control_a_place_in_the_chain_is_taken_once() -> None:
    case = uuid4()
    first = append(draft(case), None)
    append(draft(case), first)
    with pytest.raises(IntegrityError), transaction.atomic():
        append(draft(case), first)
    with pytest.raises(IntegrityError), transaction.atomic():
        append(draft(case), None)
    assert entries_of(BUREAU, case).count() == 2


def test_control_a_request_key_is_used_once_in_a_bureau() -> None:
    append(draft(uuid4(), "key-1"), None)
    with pytest.raises(IntegrityError), transaction.atomic():
        append(draft(uuid4(), "key-1"), None)
    assert append(draft(uuid4(), "key-1", bureau="511702"), None) == Link(
        1, leaf_digests(Entry.objects.get(bureau="511702").leaf.encode())
    )


def test_an_entry_that_fails_leaves_no_personal_value_behind() -> None:
    append(draft(uuid4(), "key-1"), None)
    with pytest.raises(IntegrityError), transaction.atomic():
        append(draft(uuid4(), "key-1", personal=(named(NAME),)), None)
    assert not kept().exists()


def test_a_changed_leaf_no_longer_has_its_digests() -> None:
    """What the record's readers rest on: any other byte, another digest under both functions."""
    append(draft(uuid4(), payload={"act": {"price": 100}}), None)
    entry = Entry.objects.get()
    forged = leaf_digests(entry.leaf.replace('"price":100', '"price":900').encode())
    assert forged.sha256 != entry.sha256
    assert forged.sm3 != entry.sm3


def test_a_request_cannot_be_guessed_from_its_digest() -> None:
    """The same request twice has two digests; without its salt nothing can be compared with it."""
    first = append(draft(uuid4()), None)
    second = append(draft(uuid4()), None)
    bodies = {json.loads(entry.leaf)["body"] for entry in Entry.objects.all()}
    assert len(bodies) == 2 and first.seq == second.seq == 1
    assert hashlib.sha256(b"{}").hexdigest() not in bodies
    entry = Entry.objects.first()
    assert entry is not None
    assert entry.content["body"] == request_digest(salt_of(entry.id), b"{}")
    assert str(entry.id) not in {item["id"] for item in entry.content["personal"]}
