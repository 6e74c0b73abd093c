"""A forger who packs the zip by hand, and bundles made to make the verifier stumble."""

import json
import struct
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from fadu.record import verifier
from fadu.record.canonical import canonical
from fadu.record.tests.sample_case import (
    HEAD,
    HONEST,
    check,
    codes,
    contents,
    packed,
    sample,
)
from fadu.record.tests.test_forgery import FORGERIES

Members = list[tuple[str, bytes]]
Repack = Callable[[Members], object]


def replaced(name: str, old: bytes, new: bytes) -> Repack:
    def bend(members: Members) -> None:
        index = [member for member, _ in members].index(name)
        assert old in members[index][1]
        members[index] = (name, members[index][1].replace(old, new, 1))

    return bend


def emptied(name: str, content: bytes = b"") -> Repack:
    return lambda members: members.__setitem__(verifier.FIXED.index(name), (name, content))


def listing_reversed(members: Members) -> None:
    manifest = json.loads(members[0][1])
    manifest["files"].reverse()
    members[0] = ("manifest.json", canonical(manifest))


def without(index: int) -> Repack:
    return lambda members: members.pop(index)


def added(name: str) -> Repack:
    return lambda members: members.append((name, b"x"))


DEEP = b"[" * 100_000 + b"]" * 100_000
PACKED: dict[str, tuple[Repack, set[str]]] = {
    "another path": (added("../../etc/passwd"), {"members", "manifest.file", "file.unnamed"}),
    "another name": (added("verifier.py"), {"members"}),
    "name that plays with the terminal": (added("evidence/\x1b[2J"), {"members"}),
    "name that is not ASCII": (added("evidence/\xe9"), {"members"}),
    "empty name": (added(""), {"members"}),
    "member twice": (added("README.txt"), {"members", "manifest.file"}),
    "members swapped": (lambda m: m.reverse(), {"members"}),
    "evidence out of order": (lambda m: m.append(m.pop(-2)), {"members", "manifest.file"}),
    "manifest missing": (without(0), {"members"}),
    "README missing": (without(1), {"members", "manifest.file"}),
    "entries missing": (without(2), {"members", "manifest.file", "manifest.head"}),
    "personal missing": (without(3), {"members", "manifest.file"}),
    "known defects missing": (without(4), {"members", "manifest.file"}),
    "known defects emptied": (emptied("known-defects.json", b'{"defects":[]}'), {"manifest.file"}),
    "README changed": (replaced("README.txt", b"verify", b"Verify"), {"manifest.file"}),
    "manifest lists in another order": (listing_reversed, {"manifest.file"}),
    "manifest with another head": (
        replaced("manifest.json", HEAD.sm3.encode(), b"0" * 64),
        {"manifest.head"},
    ),
    "manifest's head too short": (replaced("manifest.json", HEAD.sm3.encode(), b"0"), {"form"}),
    "manifest with another count": (
        replaced("manifest.json", b'"entries":6', b'"entries":5'),
        {"manifest.head"},
    ),
    "manifest with a log": (replaced("manifest.json", b'"log":null', b'"log":1'), {"form"}),
    "manifest of another format": (replaced("manifest.json", b"case/1", b"case/2"), {"form"}),
    "manifest a list": (emptied("manifest.json", b"[]"), {"form"}),
    "manifest empty": (emptied("manifest.json"), {"json"}),
    "entries empty": (emptied("entries.jsonl"), {"manifest.head", "personal.listed"}),
    "line feed missing": (
        lambda m: m.__setitem__(2, (m[2][0], m[2][1][:-1])),
        {"json", "manifest.file"},
    ),
    "empty line": (replaced("entries.jsonl", b"\n", b"\n\n"), {"json"}),
    "space": (replaced("entries.jsonl", b'"v":1', b'"v": 1'), {"json", "entry.prev"}),
    "carriage return": (replaced("entries.jsonl", b"\n", b"\r\n"), {"json", "entry.prev"}),
    "keys out of order": (
        replaced("entries.jsonl", b'"state":null,"v":1', b'"v":1,"state":null'),
        {"json", "entry.prev"},
    ),
    "key twice": (replaced("entries.jsonl", b'"v":1', b'"v":1,"v":1'), {"json", "entry.prev"}),
    "float": (replaced("entries.jsonl", b"12034", b"12034.5"), {"json", "entry.prev"}),
    "not a number": (replaced("entries.jsonl", b"12034", b"NaN"), {"json", "entry.prev"}),
    "integer no double can hold": (replaced("entries.jsonl", b"12034", b"9" * 16), {"json"}),
    "integer of 10 000 digits": (replaced("entries.jsonl", b"12034", b"9" * 10_000), {"json"}),
    "key that is not ASCII": (replaced("entries.jsonl", b'"title"', '"标题"'.encode()), {"json"}),
    "escaped letter": (replaced("entries.jsonl", b'"title"', b'"t\\u0069tle"'), {"json"}),
    "lone surrogate": (replaced("entries.jsonl", "转".encode(), b"\\ud800"), {"json"}),
    "not UTF-8": (replaced("entries.jsonl", "转".encode(), b"\xff"), {"json"}),
    "nested 100 000 deep": (emptied("personal.json", DEEP), {"json"}),
    "entry nested 100 000 deep": (replaced("entries.jsonl", b"12034", DEEP), {"json"}),
    "byte order mark": (replaced("personal.json", b"{", b"\xef\xbb\xbf{"), {"json"}),
}


@pytest.mark.parametrize("name", PACKED)
def test_zip_packed_by_hand_is_found(name: str) -> None:
    bend, expected = PACKED[name]
    members = list(contents(HONEST).items())
    bend(members)
    report = check(packed(members))
    assert expected <= codes(report), report.as_text()
    assert "zip.frame" not in codes(report)
    assert report.as_text().replace("\n", "").isprintable()


def test_hand_packing_alone_changes_nothing() -> None:
    """The control: what `packed` makes of honest contents is the honest bundle."""
    assert packed(list(contents(HONEST).items())) == HONEST


def test_member_larger_than_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifier, "MAX_JSON", 3000)
    assert "limit" in codes(check(HONEST))


def test_size_that_lies_reads_no_more_than_there_is() -> None:
    """A header that claims 4 GiB, in both places: found, and at once."""
    bomb = bytearray(HONEST)
    huge = struct.pack("<2I", 0xFFFFFFFF, 0xFFFFFFFF)
    last = HONEST.rindex(b"PK\1\2")
    header = HONEST.rindex(b"PK\3\4")
    bomb[header + 18 : header + 26] = bomb[last + 20 : last + 28] = huge
    assert "zip.frame" in codes(check(bytes(bomb)))


def test_many_members_and_many_findings_stay_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifier, "MAX_MEMBERS", 50)
    crowd = [*contents(HONEST).items(), *((f"evidence/{i:064x}", b"") for i in range(400))]
    report = check(packed(crowd))
    assert 0 < len(report.findings) <= verifier.MAX_FINDINGS


def test_no_zip_at_all() -> None:
    assert "zip.none" in codes(check(b""))
    assert "zip.none" in codes(check(b"%PDF-1.7 not a bundle, whatever its name says"))


def test_slow_sm3_verifies_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifier, "new_sm3", verifier.SM3)
    assert check(HONEST, HEAD.sm3).verified
    case = sample()
    case.entries[3]["prev"]["sm3"] = "0" * 64
    assert "entry.prev" in codes(check(case.bundle()))


OTHERS: tuple[Any, ...] = (None, [], {"a": {"kind": "officer"}}, -1)


def spots(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in a JSON value, as (container, key)."""
    for key in list(value) if isinstance(value, dict) else range(len(value)):
        yield value, key
        if isinstance(value[key], dict | list):
            yield from spots(value[key])


@pytest.mark.parametrize("name", ["manifest.json", "entries.jsonl", "personal.json"])
def test_wrong_types_anywhere_are_no_stumbling_block(name: str) -> None:
    """Each value in turn replaced by one of another type: a finding, never an exception."""
    members = contents(HONEST)
    values = [json.loads(line) for line in members[name].splitlines()]
    for container, key in spots(values):
        honest = container[key]
        for other in OTHERS:
            container[key] = other
            if other != honest:
                content = b"".join(canonical(value) + b"\n" for value in values)
                members[name] = content if name == "entries.jsonl" else content[:-1]
                found = not check(packed(list(members.items()))).verified
                assert found or (key, other) == ("number", None)  # a case may have no number
        container[key] = honest


def test_every_finding_is_provoked() -> None:
    """No finding without a forgery that leads to it."""
    provoked = set().union(*(expected for _, expected, _ in FORGERIES.values()))
    provoked |= set().union(*(expected for _, expected in PACKED.values()))
    elsewhere = {"zip.none", "zip.frame", "limit", "head.unknown"}
    assert provoked | elsewhere == set(verifier.SAYINGS)
    assert len(FORGERIES) + len(PACKED) > 100
