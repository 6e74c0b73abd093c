"""A small made-up case as a bundle, in pieces that a test can bend before they are put together.

Six entries: opened (with four personal values: two given, one withheld, one later destroyed),
evidence taken twice, a document rendered, the destruction, the transfer. `Sample.bundle()` goes
through the real writer.
"""

import copy
import hashlib
import io
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fadu.record.bundle import write_bundle
from fadu.record.canonical import canonical
from fadu.record.hashing import commitment, file_digests, leaf_digests
from fadu.record.verifier import Report, frame, verify

BUREAU = "511725"
PHOTO = b"\xff\xd8\xff\xe0 a dam, seen from the east " * 4
SURVEY = b"\x89PNG\r\n\x1a\n a survey sketch " * 5
RECEIPT = b"%PDF-1.7 a receipt of acceptance " * 5

Plain = dict[str, Any]


def uuid(number: int) -> str:
    """A made-up id."""
    return f"01900000-0000-7000-8000-{number:012x}"


CASE, PERSON = uuid(1), uuid(2)
DOCUMENT = uuid(0xD0)
GIVEN, ALSO_GIVEN, WITHHELD, DESTROYED = (uuid(0xA0 + i) for i in range(4))


def file_of(content: bytes, number: int) -> Plain:
    """How a leaf names a file."""
    digests, size = file_digests(io.BytesIO(content))
    return {"id": uuid(number), "size": size, "sha256": digests.sha256, "sm3": digests.sm3}


def value_of(mark: str, field: str, value: str, person: str | None = PERSON) -> Plain:
    """A personal value with a salt that depends on its id alone, so that bundles are repeatable."""
    salt = hashlib.sha256(mark.encode()).hexdigest()
    return {"id": mark, "person": person, "field": field, "value": value, "salt": salt}


def promise_of(value: Plain) -> Plain:
    """What the leaf says of it."""
    field, person = value["field"], value["person"]
    digests = commitment(bytes.fromhex(value["salt"]), field, person, value["value"])
    said = {"sha256": digests.sha256, "sm3": digests.sm3}
    return {"id": value["id"], "person": person, "field": field, **said}


VALUES = (
    value_of(GIVEN, "name", "张三"),
    value_of(ALSO_GIVEN, "remark", "", person=None),
    value_of(WITHHELD, "id_number", "513030198001011234"),
    value_of(DESTROYED, "phone", "13800000000"),
)


@dataclass
class Sample:
    """The pieces. `chain()` must follow a change to an entry that is to stay consistent."""

    entries: list[Plain]
    values: list[Plain]
    withheld: list[str]
    documents: dict[str, bytes]
    evidence: dict[str, bytes]
    head: Plain

    def chain(self) -> "Sample":
        """Number and link the entries anew, as one could who holds the whole database."""
        previous = None
        for seq, entry in enumerate(self.entries, 1):
            entry["seq"], entry["prev"] = seq, previous
            digests = leaf_digests(canonical(entry))
            previous = {"sha256": digests.sha256, "sm3": digests.sm3}
        return self

    def leaf(self, seq: int) -> bytes:
        """The bytes of an entry."""
        return canonical(self.entries[seq - 1])

    def bundle(self) -> bytes:
        """The zip."""
        target = io.BytesIO()
        write_bundle(
            target,
            manifest_head=self.head,
            leaves=[canonical(entry) for entry in self.entries],
            personal=self.values,
            withheld=self.withheld,
            known_defects=[{"id": "D-7", "zh": "时钟曾快两分钟", "en": "clock was fast by 2 min"}],
            documents=self.documents,
            evidence=self.evidence,
        )
        return target.getvalue()


def _entry(seq: int, kind: str, payload: Plain, **more: Any) -> Plain:
    return {
        "v": 1,
        "id": uuid(0x100 + seq),
        "bureau": BUREAU,
        "case": CASE,
        "seq": seq,
        "prev": None,
        "kind": kind,
        "at": f"2020-03-{seq:02}",
        "recorded_at": f"2020-03-{seq:02}T09:00:00.000000+08:00",
        "actor": {"kind": "officer", "officer": uuid(3), "post": "examiner", "certificate": None},
        "law": "2020-03-01",
        "graph": "ab" * 32,
        "software": "0.1.0",
        "key": f"request-{seq}",
        "body": "cd" * 32,
        "payload": payload,
        "personal": [],
        "state": None,
        **more,
    }


def sample() -> Sample:
    """A fresh copy of the case, consistent."""
    photo, survey = file_of(PHOTO, 0xE1), file_of(SURVEY, 0xE2)
    photo["media_type"], survey["media_type"] = "image/jpeg", "image/png"
    applicant = {"kind": "party", "person": PERSON}
    system = {"kind": "system", "duty": "render"}
    promises = [promise_of(value) for value in VALUES]
    entries = [
        _entry(1, "case.opened", {"title": "转移登记"}, actor=applicant, personal=promises),
        _entry(2, "evidence.taken", {"photos": [{"evidence": photo}]}),
        _entry(3, "evidence.taken", {"survey": {"evidence": survey}, "area_m2": 12034}),
        _entry(4, "document.rendered", {"document": file_of(RECEIPT, 0xD0)}, actor=system),
        _entry(5, "personal.destroyed", {"values": [DESTROYED], "approval": "鉴定销毁〔2020〕1号"}),
        _entry(6, "realestate.transferred", {"unit": "511725001001GB00001F00010001"}),
    ]
    evidence = {photo["sha256"]: PHOTO, survey["sha256"]: SURVEY}
    exported = "2020-03-07T10:00:00.000000+08:00"
    head = {
        "bureau": BUREAU,
        "case": CASE,
        "number": "渠自然资登〔2020〕1号",
        "exported_at": exported,
    }
    values, documents = [dict(value) for value in VALUES[:2]], {DOCUMENT: RECEIPT}
    return Sample(copy.deepcopy(entries), values, [WITHHELD], documents, evidence, head).chain()


def contents(bundle: bytes) -> dict[str, bytes]:
    """Member contents by name, as any zip program reads them."""
    with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(members: Sequence[tuple[str, bytes]]) -> bytes:
    """A zip in canonical form around any contents: what a careful forger would make."""
    told = [(name, len(content), zlib.crc32(content)) for name, content in members]
    pieces = [piece for _, _, piece in frame(told)]
    inner = b"".join(
        header + content for header, (_, content) in zip(pieces, members, strict=False)
    )
    return inner + b"".join(pieces[len(members) :])


def check(bundle: bytes, head: str | None = None) -> Report:
    """The verifier's word on a bundle in memory."""
    return verify(io.BytesIO(bundle), head)


def codes(report: Report) -> set[str]:
    """Which kinds of finding there are."""
    return {finding["code"] for finding in report.findings}


HONEST = sample().bundle()
HEAD = leaf_digests(sample().leaf(6))
