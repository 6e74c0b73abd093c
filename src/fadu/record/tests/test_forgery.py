"""A forger who keeps the zip and its manifest right is found by what the record says."""

from collections.abc import Callable
from typing import Any

import pytest

from fadu.record.hashing import commitment, leaf_digests
from fadu.record.tests.sample_case import (
    ALSO_GIVEN,
    DESTROYED,
    DOCUMENT,
    GIVEN,
    HEAD,
    HONEST,
    PHOTO,
    VALUES,
    WITHHELD,
    Sample,
    check,
    codes,
    sample,
    uuid,
)

Bend = Callable[[Sample], object]


def entry(seq: int, **changes: Any) -> Bend:
    return lambda case: case.entries[seq - 1].update(changes)


def chained(bend: Bend) -> Bend:
    def both(case: Sample) -> None:
        bend(case)
        case.chain()

    return both


def named_file(seq: int, **changes: Any) -> Bend:
    """Change what an entry says of its file, and rewrite the chain."""

    def bend(case: Sample) -> None:
        payload = case.entries[seq - 1]["payload"]
        told = payload["document"] if seq == 4 else payload["survey"]["evidence"]
        told.update(changes)
        case.chain()

    return bend


def value(index: int, **changes: Any) -> Bend:
    return lambda case: case.values[index].update(changes)


def content(data: bytes, other: bytes) -> Bend:
    """Put other content under the name of an evidence file."""

    def bend(case: Sample) -> None:
        case.evidence = {k: other if v == data else v for k, v in case.evidence.items()}

    return bend


def swap(case: Sample) -> None:
    case.entries[2], case.entries[3] = case.entries[3], case.entries[2]


def swapped_evidence(case: Sample) -> None:
    case.evidence = dict(zip(case.evidence, reversed(case.evidence.values()), strict=True))


def destroyed_value(case: Sample) -> None:
    case.values.append(dict(VALUES[3]))


def promise_twice(case: Sample) -> None:
    case.entries[5]["personal"] = [case.entries[0]["personal"][0]]
    case.chain()


def other_prev(digest: str) -> Bend:
    return lambda case: case.entries[3]["prev"].update({digest: "0" * 64})


SYSTEM = {"kind": "system", "duty": "clock", "officer": uuid(3)}
LATE, EARLY = "2020-03-09T09:00:00.000000+08:00", "2020-03-01T08:00:00.000000+08:00"
OTHER_SALT = "11" * 32

FORGERIES: dict[str, tuple[Bend, set[str], int | None]] = {
    # what was done: (how, the findings it must lead to, at which entry)
    "payload edited": (entry(3, payload={"area_m2": 1}), {"entry.prev", "file.unnamed"}, 4),
    "payload of the first entry": (entry(1, payload={"title": "注销"}), {"entry.prev"}, 2),
    "entry deleted": (lambda c: c.entries.pop(2), {"entry.seq", "entry.prev", "file.unnamed"}, 3),
    "first entry deleted": (lambda c: c.entries.pop(0), {"entry.prev", "personal.listed"}, 1),
    "entry inserted": (
        lambda c: c.entries.insert(5, dict(c.entries[5], id=uuid(0x999), key="n")),
        {"entry.seq", "entry.prev"},
        7,
    ),
    "entry repeated": (lambda c: c.entries.append(c.entries[5]), {"entry.seq", "entry.twice"}, 7),
    "repeated, chained": (
        chained(lambda c: c.entries.append(dict(c.entries[5]))),
        {"entry.twice"},
        7,
    ),
    "entries swapped": (swap, {"entry.seq", "entry.prev", "time.backwards"}, 4),
    "swapped, chained": (chained(swap), {"time.backwards"}, 4),
    "recording backdated": (entry(5, recorded_at=EARLY), {"entry.prev", "time.backwards"}, 5),
    "backdated, chained": (chained(entry(5, recorded_at=EARLY)), {"time.backwards"}, 5),
    "recording postdated": (chained(entry(5, recorded_at=LATE)), {"time.backwards"}, 6),
    "legal date moved": (entry(3, at="2020-01-01"), {"entry.prev"}, 4),
    "legal date in the future": (chained(entry(3, at="2020-03-04")), {"time.future"}, 3),
    "actor changed": (entry(2, actor={"kind": "party", "person": uuid(9)}), {"entry.prev"}, 3),
    "kind changed": (entry(5, kind="note.added"), {"entry.prev", "personal.listed"}, 6),
    "law changed": (entry(3, law="2021-01-01"), {"entry.prev"}, 4),
    "state changed": (entry(3, state="00" * 32), {"entry.prev"}, 4),
    "software changed": (entry(3, software="9"), {"entry.prev"}, 4),
    "link's SHA-256 only": (other_prev("sha256"), {"entry.prev"}, 4),
    "link's SM3 only": (other_prev("sm3"), {"entry.prev"}, 4),
    "link cut off": (entry(4, prev=None), {"entry.prev"}, 4),
    "system made to name an officer": (chained(entry(4, actor=SYSTEM)), {"entry.system"}, 4),
    "entry of another case": (chained(entry(3, case=uuid(8))), {"entry.case"}, 3),
    "entry of another bureau": (chained(entry(3, bureau="511702")), {"entry.case"}, 3),
    "whole file said of another bureau": (lambda c: c.head.update(bureau="x"), {"entry.case"}, 1),
    "whole file said of another case": (lambda c: c.head.update(case=uuid(8)), {"entry.case"}, 1),
    "request key used twice": (chained(entry(6, key="request-2")), {"entry.twice"}, 6),
    "entry id used twice": (chained(entry(6, id=uuid(0x102))), {"entry.twice"}, 6),
    "personal id used twice": (promise_twice, {"entry.twice"}, 6),
    "unknown field": (chained(entry(3, note="x")), {"form"}, 3),
    "another version": (chained(entry(3, v=2)), {"form"}, 3),
    "true for a number": (chained(entry(3, v=True)), {"form"}, 3),
    "number for a text": (chained(entry(3, key=7)), {"form"}, 3),
    "kind of actor hidden deeper": (
        chained(entry(3, actor={"x": {"kind": "officer"}})),
        {"form"},
        3,
    ),
    "unknown kind of actor": (chained(entry(3, actor={"kind": "ghost"})), {"form"}, 3),
    "no time zone": (chained(entry(3, recorded_at="2020-03-03T09:00:00.000000")), {"form"}, 3),
    "malformed commitment": (chained(entry(3, personal=[{"id": "x"}])), {"form"}, 3),
    "evidence exchanged for other": (content(PHOTO, b"\xff\xd8\xff new"), {"file.differs"}, 2),
    "evidence swapped": (swapped_evidence, {"file.differs"}, 2),
    "evidence left out": (lambda c: c.evidence.popitem(), {"file.differs"}, 3),
    "evidence added": (lambda c: c.evidence.update({"ab" * 32: b"x"}), {"file.unnamed"}, None),
    "evidence's SM3 only": (named_file(3, sm3="0" * 64), {"file.differs"}, 3),
    "evidence's SHA-256 only": (named_file(3, sha256="0" * 64), {"file.differs"}, 3),
    "evidence's size only": (named_file(3, size=1), {"file.differs"}, 3),
    "document exchanged": (
        lambda c: c.documents.update({DOCUMENT: b"%PDF-1.7 y"}),
        {"file.differs"},
        4,
    ),
    "document left out": (lambda c: c.documents.clear(), {"file.differs"}, 4),
    "document added": (lambda c: c.documents.update({uuid(1): b"%PDF"}), {"file.unnamed"}, None),
    "document's SM3 only": (named_file(4, sm3="0" * 64), {"file.differs"}, 4),
    "personal value changed": (value(0, value="李四"), {"personal.changed"}, None),
    "salt changed": (value(0, salt=OTHER_SALT), {"personal.changed"}, None),
    "value said of another field": (value(0, field="alias"), {"personal.changed"}, None),
    "value said of another person": (value(0, person=uuid(9)), {"personal.changed"}, None),
    "value given to a person": (value(1, person=uuid(2)), {"personal.changed"}, None),
    "value silently dropped": (lambda c: c.values.pop(), {"personal.listed"}, None),
    "withheld silently dropped": (lambda c: c.withheld.pop(), {"personal.listed"}, None),
    "withheld and given": (lambda c: c.withheld.append(GIVEN), {"personal.listed"}, None),
    "withheld twice": (lambda c: c.withheld.append(WITHHELD), {"personal.listed"}, None),
    "given twice": (lambda c: c.values.append(c.values[0]), {"personal.listed"}, None),
    "withheld out of thin air": (lambda c: c.withheld.append(uuid(7)), {"personal.listed"}, None),
    "given out of thin air": (value(1, id=uuid(7)), {"personal.listed"}, None),
    "destroyed value kept": (destroyed_value, {"personal.destroyed"}, None),
    "malformed value": (value(0, salt="short"), {"form"}, None),
    "exported before the end": (
        lambda c: c.head.update(exported_at=EARLY),
        {"time.backwards"},
        None,
    ),
    "malformed number": (lambda c: c.head.update(number=7), {"form"}, None),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_forgery_inside_a_right_zip_is_found(name: str) -> None:
    bend, expected, seq = FORGERIES[name]
    case = sample()
    bend(case)
    report = check(case.bundle())
    assert expected <= codes(report), report.as_text()
    assert not {"zip.frame", "manifest.file", "members"} & codes(report)
    if seq is not None:
        assert seq in {finding.get("entry") for finding in report.findings}


def cut_tail(case: Sample) -> None:
    case.entries = case.entries[:5]


def change_last(case: Sample) -> None:
    case.entries[5]["actor"] = {"kind": "officer", "officer": uuid(9), "post": "x"}


REWRITTEN: dict[str, Bend] = {
    "tail cut": cut_tail,
    "last entry changed": change_last,
    "whole chain rewritten": chained(entry(1, payload={"title": "注销"})),
    "entry added": chained(
        lambda c: c.entries.insert(5, dict(c.entries[4], id=uuid(0x99), key="n", payload={}))
    ),
    "value and commitment rewritten": chained(
        lambda c: (
            c.values[0].update(value="李四"),
            c.entries[0]["personal"][0].update(commit("李四")),
        )
    ),
}


def commit(name: str) -> dict[str, str]:
    digests = commitment(bytes.fromhex(VALUES[0]["salt"]), "name", VALUES[0]["person"], name)
    return {"sha256": digests.sha256, "sm3": digests.sm3}


@pytest.mark.parametrize("name", REWRITTEN)
def test_consistent_rewriting_is_caught_by_the_receipt_alone(name: str) -> None:
    """Both facts: who holds all the data can lie consistently; who holds a receipt sees it."""
    case = sample()
    REWRITTEN[name](case)
    bundle = case.bundle()
    assert check(bundle).verified
    for head in (HEAD.sha256, HEAD.sm3):
        assert codes(check(bundle, head)) == {"head.unknown"}


def test_receipt_of_any_entry_is_recognised() -> None:
    for seq in range(1, 7):
        digests = leaf_digests(sample().leaf(seq))
        for head in (
            digests.sha256,
            digests.sm3.upper(),
            f" {digests.sm3[:32]} {digests.sm3[32:]}",
        ):
            report = check(HONEST, head)
            assert report.verified
            assert report.facts["receipt"] == f"{seq} / 6"
    with pytest.raises(ValueError, match="64"):
        check(HONEST, "ab")


def test_withholding_is_told_not_hidden() -> None:
    case = sample()
    case.values, case.withheld = [], [GIVEN, ALSO_GIVEN, WITHHELD, DESTROYED]
    report = check(case.bundle())
    assert report.verified, report.as_text()
    assert report.facts["withheld"] == 4
    assert report.facts["values"] == 0


def test_signer_is_said_to_be_unknown() -> None:
    assert "signer unknown" in check(HONEST).as_text()
    assert "签署者未知" in check(HONEST).as_text()
