"""Writes a case bundle: one case as one zip that a stranger can verify offline.

The same case gives the same bytes: nothing is compressed, members lie in a fixed order, no time
and no attribute of the exporting machine gets in. `verifier.frame` is the one definition of every
byte that is not content; the verifier compares with it, this module writes it.
"""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from fadu.record import verifier
from fadu.record.canonical import canonical
from fadu.record.hashing import Digests, file_digests, leaf_digests

Source = bytes | Path | BinaryIO
FORMAT = "fadu-case/1"
_CHUNK = 1 << 20
_MOST_BYTES = 0xFFFFFFFF  # what a zip without extra fields can say

README = """\
法度案卷包 · Fadu case bundle

本压缩包是一个案件的完整记载：记载（entries.jsonl）、个人信息（personal.json）、已知缺陷
（known-defects.json）、文书（documents/）和证据（evidence/）。每条记载以 SHA-256 与 SM3 两种
摘要链接前一条；改动任何一个字节都会被发现。

核验方法：另行取得核验程序 verifier.py（不要使用与本包一同收到的程序），在任何装有 Python 3 的
电脑上离线运行：

    python3 verifier.py 本文件.zip --head 回执所印摘要

回执摘要来自当事人手中的回执，不在本包之内；没有它，只能核验本包内部是否一致。
请勿解压后重新打包：包的字节形式是唯一的。

This zip is the whole record of one case: its entries (entries.jsonl), personal values
(personal.json), known defects (known-defects.json), documents (documents/) and evidence
(evidence/). Each entry links to the one before it by SHA-256 and SM3; any changed byte is found.

How to verify: get the program verifier.py from elsewhere (not from those who gave you this file)
and run it, offline, on any computer with Python 3:

    python3 verifier.py THIS_FILE.zip --head DIGEST_ON_THE_RECEIPT

The digest stands on the receipt in the hands of a party, not in this file; without it only the
inner consistency of this file can be verified. Do not unpack and pack again: the bytes of a bundle
have one form only.
"""


class BundleError(ValueError):
    """The case cannot be written as a bundle; the text says why."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A member to be written, measured."""

    path: str
    source: Source
    size: int
    crc: int
    digests: Digests

    def listed(self) -> dict[str, Any]:
        """As it stands in the manifest."""
        said = {"sha256": self.digests.sha256, "sm3": self.digests.sm3}
        return {"path": self.path, "size": self.size, **said}


def write_bundle(
    target: BinaryIO,
    *,
    manifest_head: Mapping[str, Any],
    leaves: Sequence[bytes],
    personal: Sequence[Mapping[str, Any]],
    withheld: Sequence[str],
    known_defects: Sequence[Any],
    documents: Mapping[str, Source],
    evidence: Mapping[str, Source],
) -> None:
    """Write the bundle of a case to `target`, which need not be seekable.

    `manifest_head` holds bureau, case, number (or None) and exported_at (a leaf's stamp). `leaves`
    are the entries' canonical bytes in order, at least one. `personal` holds dicts of id, person,
    field, value and salt (hex); `withheld` the ids of values left out. `documents` are keyed by
    id, `evidence` by SHA-256. A stream is read from its start and must be seekable.

    BundleError when there is no entry, when a name is not of its form, when a file changes while
    it is read, or when more than 4 GiB would have to be written.
    """
    if not leaves:
        raise BundleError("a case has at least one entry")
    fixed = {
        "README.txt": README.encode(),
        "entries.jsonl": b"".join(leaf + b"\n" for leaf in leaves),
        "personal.json": canonical(
            {"values": [dict(v) for v in personal], "withheld": [*withheld]}
        ),
        "known-defects.json": canonical({"defects": [*known_defects]}),
    }
    files: dict[str, Source] = {f"documents/{name}.pdf": documents[name] for name in documents}
    files |= {f"evidence/{name}": evidence[name] for name in evidence}
    for path in files:
        if not verifier.FILE.fullmatch(path):
            raise BundleError(f"{path} is no name of a document or of evidence")
    ordered = [*fixed.items(), *sorted(files.items(), key=lambda file: file[0])]
    parts = [_measure(path, source) for path, source in ordered]
    parts.insert(0, _measure("manifest.json", _manifest(manifest_head, leaves, parts)))
    _write(target, parts)


def _manifest(head: Mapping[str, Any], leaves: Sequence[bytes], parts: Sequence[_Part]) -> bytes:
    last = leaf_digests(leaves[-1])
    return canonical(
        {
            "format": FORMAT,
            **{name: head[name] for name in ("bureau", "case", "number", "exported_at")},
            "entries": len(leaves),
            "head": {"sha256": last.sha256, "sm3": last.sm3},
            "files": [part.listed() for part in parts],
            "log": None,
        }
    )


@contextmanager
def _opened(source: Source) -> Iterator[BinaryIO]:
    if isinstance(source, Path):
        with source.open("rb") as stream:
            yield stream
    elif isinstance(source, bytes):
        yield BytesIO(source)
    else:
        source.seek(0)
        yield source


def _measure(path: str, source: Source) -> _Part:
    with _opened(source) as stream:
        digests, size = file_digests(stream)
    with _opened(source) as stream:
        crc = _copy(stream, None)[0]
    return _Part(path, source, size, crc, digests)


def _copy(stream: BinaryIO, target: BinaryIO | None) -> tuple[int, int]:
    """CRC-32 and size of what was read, and written when there is a target."""
    crc = size = 0
    while chunk := stream.read(_CHUNK):
        crc, size = zlib.crc32(chunk, crc), size + len(chunk)
        if target:
            target.write(chunk)
    return crc, size


def _write(target: BinaryIO, parts: Sequence[_Part]) -> None:
    frame = [*verifier.frame((part.path, part.size, part.crc) for part in parts)]
    if frame[-1][1] > _MOST_BYTES or len(parts) > verifier.MAX_MEMBERS:
        raise BundleError("larger than a bundle can be (4 GiB, 10 000 members)")
    for (_, _, header), part in zip(frame, parts, strict=False):
        target.write(header)
        with _opened(part.source) as stream:
            if _copy(stream, target) != (part.crc, part.size):
                raise BundleError(f"{part.path} changed while it was being exported")
    for _, _, line in frame[len(parts) :]:
        target.write(line)
