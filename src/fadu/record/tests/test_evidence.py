"""Evidence: known by its content, stored once in its case, never rewritten."""

import hashlib
import io
import stat
import zipfile
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from pytest_django.fixtures import Settings

from fadu.record.evidence import folder, keep, keep_as, media_type, opened, path_of, register
from fadu.record.hashing import file_digests
from fadu.record.models import EvidenceFile
from fadu.record.tests.chain import BUREAU

PDF = b"%PDF-1.7\n%a contract of sale\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Settings) -> Path:
    """A file store of the test's own."""
    settings.FADU_FILES = str(tmp_path)
    return tmp_path


def zipped() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("contract.pdf", PDF)
    return packed.getvalue()


REFUSED = {
    "a zip that is named .pdf": zipped(),
    "a page": b"<!DOCTYPE html><script>alert(1)</script>",
    "a page before a PDF": b"<html>" + PDF,
    "a drawing with a script": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "a gif": b"GIF89a",
    "a program": b"\x7fELF\x02\x01\x01",
    "a Word file of old": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "text": "转让合同".encode(),
    "nothing": b"",
    "a PDF cut off": PDF[:5],
    "a PNG cut off": PNG[:7],
    "a JPEG cut off": JPEG[:2],
    "a PDF of no version": b"%PDF-x",
    "a PDF after a line": b"\n" + PDF,
}


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "application/pdf"),
        (b"%PDF-2.0\n", "application/pdf"),
        (PNG, "image/png"),
        (JPEG, "image/jpeg"),
    ],
)
def test_a_file_is_known_by_its_content(content: bytes, kind: str) -> None:
    stream = io.BytesIO(content)
    stream.seek(3)
    assert media_type(stream) == kind
    assert stream.tell() == 0
    assert keep(BUREAU, uuid4(), stream).media_type == kind


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED)
def test_control_nothing_else_is_taken_in(content: bytes, files: Path) -> None:
    assert media_type(io.BytesIO(content)) is None
    with pytest.raises(ValueError, match="neither PDF, PNG nor JPEG"):
        keep(BUREAU, uuid4(), io.BytesIO(content))
    assert not list(files.iterdir())


def test_the_digests_and_size_are_those_of_the_bytes() -> None:
    case, large = uuid4(), PDF + bytes(3 << 20)
    stored = keep(BUREAU, case, io.BytesIO(large))
    assert (stored.digests, stored.size) == file_digests(io.BytesIO(large))
    assert stored.digests.sha256 == hashlib.sha256(large).hexdigest()
    assert path_of(BUREAU, case, stored.digests.sha256).read_bytes() == large
    assert stored.plain() == {
        "id": str(stored.id),
        "media_type": "application/pdf",
        "size": len(large),
        "sha256": stored.digests.sha256,
        "sm3": stored.digests.sm3,
    }


def test_the_same_file_is_stored_once_in_its_case() -> None:
    case = uuid4()
    first = keep(BUREAU, case, io.BytesIO(PDF))
    place = path_of(BUREAU, case, first.digests.sha256)
    before = place.stat()
    second = keep(BUREAU, case, io.BytesIO(PDF))
    assert second.digests == first.digests
    assert second.id != first.id
    assert list(folder(BUREAU, case).iterdir()) == [place]
    assert (place.stat().st_ino, place.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_no_file_is_shared_across_cases_or_bureaus() -> None:
    """A shared file could not be destroyed with its case."""
    case, other = uuid4(), uuid4()
    digest = keep(BUREAU, case, io.BytesIO(PDF)).digests.sha256
    keep(BUREAU, other, io.BytesIO(PDF))
    keep("511702", case, io.BytesIO(PDF))
    places = [
        path_of(BUREAU, case, digest),
        path_of(BUREAU, other, digest),
        path_of("511702", case, digest),
    ]
    assert len({place.stat().st_ino for place in places}) == 3
    places[0].unlink()
    assert all(place.read_bytes() == PDF for place in places[1:])


def test_an_original_is_read_only_and_private() -> None:
    case = uuid4()
    digest = keep(BUREAU, case, io.BytesIO(PDF)).digests.sha256
    assert stat.S_IMODE(path_of(BUREAU, case, digest).stat().st_mode) == 0o400


class Broken(io.BytesIO):
    """A stream that ends in an error, as a lost connection does."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() >= 16:
            raise OSError("connection lost")
        return super().read(16)


def test_control_a_stream_that_breaks_off_leaves_nothing_behind() -> None:
    case = uuid4()
    with pytest.raises(OSError, match="connection lost"):
        keep(BUREAU, case, Broken(PDF * 10))
    assert not list(folder(BUREAU, case).iterdir())


def test_a_document_that_we_made_is_kept_the_same_way() -> None:
    case = uuid4()
    stored = keep_as(BUREAU, case, io.BytesIO(PDF), "application/pdf")
    assert keep(BUREAU, case, io.BytesIO(PDF)).digests == stored.digests


@pytest.mark.django_db
def test_a_row_leads_to_the_bytes() -> None:
    case = uuid4()
    stored = keep(BUREAU, case, io.BytesIO(JPEG))
    register(BUREAU, case, [stored.plain()])
    row = EvidenceFile.objects.get(id=stored.id)
    with opened(row) as stream:
        assert stream.read() == JPEG
    assert (row.case, row.size, row.sm3) == (case, len(JPEG), stored.digests.sm3)


@pytest.mark.django_db
def test_control_a_row_of_another_case_does_not_open() -> None:
    case, other = uuid4(), UUID(int=1)
    stored = keep(BUREAU, case, io.BytesIO(JPEG))
    register(BUREAU, other, [stored.plain()])
    with pytest.raises(FileNotFoundError), opened(EvidenceFile.objects.get()):
        pass
