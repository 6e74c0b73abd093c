"""Evidence: stored once in its case, never rewritten."""

import hashlib
import io
import stat
import time
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from pytest_django.fixtures import Settings
from tests.scans import pdf_of, picture_of

from fadu.record.evidence import Stored, folder, forget, keep, keep_as, opened, path_of, register
from fadu.record.hashing import file_digests
from fadu.record.inspection.verdict import Unfit
from fadu.record.models import EvidenceFile
from fadu.record.tests.chain import BUREAU

PDF = pdf_of("a contract of sale")
PNG, JPEG = picture_of("PNG"), picture_of("JPEG")


@pytest.fixture(autouse=True)
def files(tmp_path: Path, settings: Settings) -> Path:
    """A file store of the test's own."""
    settings.FADU_FILES = str(tmp_path)
    return tmp_path


def kept(case: UUID, content: bytes = PDF) -> Stored:
    """A sound file in its case's folder."""
    stored = keep(BUREAU, case, io.BytesIO(content))
    assert isinstance(stored, Stored)
    return stored


@pytest.mark.parametrize(
    ("content", "kind"), [(PDF, "application/pdf"), (PNG, "image/png"), (JPEG, "image/jpeg")]
)
def test_a_file_is_known_by_its_content(content: bytes, kind: str) -> None:
    stream = io.BytesIO(content)
    stream.seek(3)
    stored = keep(BUREAU, uuid4(), stream)
    assert isinstance(stored, Stored)
    assert stored.media_type == kind


def test_control_an_unfit_file_leaves_nothing(files: Path) -> None:
    assert keep(BUREAU, uuid4(), io.BytesIO(b"<html>")) == Unfit("web_page")
    assert not [path for path in files.rglob("*") if path.is_file()]


def test_a_forgotten_file_is_one_that_no_entry_names(files: Path, db: None) -> None:
    case = uuid4()
    stored, named = kept(case), kept(case, PNG)
    register(BUREAU, case, [named.plain()])
    later = time.time() + 60
    assert not forget(BUREAU, case, stored.digests.sha256, later - 120)
    assert forget(BUREAU, case, stored.digests.sha256, later)
    assert not forget(BUREAU, case, named.digests.sha256, later)
    assert [path.name for path in folder(BUREAU, case).iterdir()] == [named.digests.sha256]


def test_the_digests_and_size_are_those_of_the_bytes() -> None:
    case, large = uuid4(), pdf_of("", body=bytes(3 << 20))
    stored = kept(case, large)
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
    first = kept(case)
    place = path_of(BUREAU, case, first.digests.sha256)
    before = place.stat().st_ino
    second = kept(case)
    assert second.digests == first.digests
    assert second.id != first.id
    assert list(folder(BUREAU, case).iterdir()) == [place]
    assert place.stat().st_ino == before


def test_no_file_is_shared_across_cases_or_bureaus() -> None:
    """A shared file could not be destroyed with its case."""
    case, other = uuid4(), uuid4()
    digest = kept(case).digests.sha256
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
    digest = kept(case).digests.sha256
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
    assert kept(case).digests == stored.digests


@pytest.mark.django_db
def test_a_row_leads_to_the_bytes() -> None:
    case = uuid4()
    stored = kept(case, JPEG)
    register(BUREAU, case, [stored.plain()])
    row = EvidenceFile.objects.get(id=stored.id)
    with opened(row) as stream:
        assert stream.read() == JPEG
    assert (row.case, row.size, row.sm3) == (case, len(JPEG), stored.digests.sm3)


@pytest.mark.django_db
def test_control_a_row_of_another_case_does_not_open() -> None:
    case, other = uuid4(), UUID(int=1)
    stored = kept(case, JPEG)
    register(BUREAU, other, [stored.plain()])
    with pytest.raises(FileNotFoundError), opened(EvidenceFile.objects.get()):
        pass
