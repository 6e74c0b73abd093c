"""The writer of bundles: same case, same bytes; readable by any zip program."""

import io
import json
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from fadu.record.bundle import README, BundleError, write_bundle
from fadu.record.hashing import file_digests
from fadu.record.tests.sample_case import DOCUMENT, PHOTO, SURVEY, contents, sample
from fadu.record.verifier import FIXED, verify


def write(**changes: Any) -> bytes:
    """The sample's bundle with other arguments to the writer."""
    case, target = sample(), io.BytesIO()
    arguments: dict[str, Any] = {
        "manifest_head": case.head,
        "leaves": [case.leaf(seq) for seq in range(1, 7)],
        "personal": case.values,
        "withheld": case.withheld,
        "known_defects": [],
        "documents": case.documents,
        "evidence": case.evidence,
    }
    write_bundle(target, **(arguments | changes))
    return target.getvalue()


def test_sample_verifies() -> None:
    report = verify(io.BytesIO(sample().bundle()))
    assert report.verified, report.as_text()
    counts = {name: report.facts[name] for name in ("entries", "values", "withheld", "destroyed")}
    assert counts == {"entries": 6, "values": 2, "withheld": 1, "destroyed": 1}


def test_same_case_same_bytes() -> None:
    case = sample()
    first = case.bundle()
    case.evidence = dict(reversed(case.evidence.items()))
    assert case.bundle() == first


def test_members_in_order_and_listed() -> None:
    case = sample()
    members = contents(case.bundle())
    names = [*FIXED, f"documents/{DOCUMENT}.pdf"]
    assert list(members) == names + [f"evidence/{name}" for name in sorted(case.evidence)]
    manifest = json.loads(members["manifest.json"])
    assert [file["path"] for file in manifest["files"]] == list(members)[1:]
    for file in manifest["files"]:
        digests, size = file_digests(io.BytesIO(members[file["path"]]))
        told = (file["sha256"], file["sm3"], file["size"])
        assert told == (digests.sha256, digests.sm3, size)
    assert members["entries.jsonl"].count(b"\n") == manifest["entries"] == 6
    assert members["README.txt"].decode() == README


def test_readme_warns_in_both_languages() -> None:
    assert "不要使用与本包一同收到的程序" in README
    assert "not from those who gave you this file" in README


def test_ordinary_zip_programs_read_it(tmp_path: Path) -> None:
    path = tmp_path / "case.zip"
    path.write_bytes(sample().bundle())
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.compress_type for info in archive.infolist()} == {zipfile.ZIP_STORED}
        assert {info.external_attr >> 16 for info in archive.infolist()} == {0o100644}
        assert not any(info.extra or info.comment or info.flag_bits for info in archive.infolist())
    if unzip := shutil.which("unzip"):
        told = subprocess.run([unzip, "-t", str(path)], capture_output=True, text=True, check=False)
        assert told.returncode == 0, told.stdout


def test_sources_may_be_bytes_paths_or_streams(tmp_path: Path) -> None:
    case = sample()
    photo, survey = (next(k for k, v in case.evidence.items() if v == c) for c in (PHOTO, SURVEY))
    (tmp_path / "photo").write_bytes(PHOTO)
    stream = io.BytesIO(SURVEY)
    stream.read()
    mixed = {photo: tmp_path / "photo", survey: stream}
    assert write(evidence=mixed) == write()


def test_target_need_not_seek() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *args: int) -> int:
            raise OSError("a pipe")

        def tell(self) -> int:
            raise OSError("a pipe")

    case, pipe = sample(), Pipe()
    write_bundle(
        pipe,
        manifest_head=case.head,
        leaves=[case.leaf(1)],
        personal=[],
        withheld=[],
        known_defects=[],
        documents={},
        evidence={},
    )
    assert pipe.getvalue().startswith(b"PK")


def test_refusals() -> None:
    with pytest.raises(BundleError, match="at least one entry"):
        write(leaves=[])
    for name in ("../../etc/passwd", "A" * 64, "ab", f"{'ab' * 32}/.."):
        with pytest.raises(BundleError, match="no name"):
            write(evidence={name: b"x"})
    with pytest.raises(BundleError, match="no name"):
        write(documents={"report": b"x"})


def test_file_that_changes_while_exported_is_refused() -> None:
    class Restless(io.BytesIO):
        """Another content at each reading."""

        reads = 0

        def read(self, size: int | None = -1) -> bytes:
            Restless.reads += 1
            chunk = super().read(size)
            return chunk and bytes([Restless.reads]) + chunk[1:]

    with pytest.raises(BundleError, match="changed while"):
        write(evidence={"ab" * 32: Restless(b"evidence")})
