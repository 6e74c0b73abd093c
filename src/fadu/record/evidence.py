"""Evidence files: stored once in their case's own folder, addressed by SHA-256, never rewritten."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

from django.conf import settings

from fadu.record.hashing import Digests, file_digests
from fadu.record.ids import new_id
from fadu.record.models import EvidenceFile
from fadu.record.sql import Insert, perform


@dataclass(frozen=True, slots=True)
class Stored:
    """A file in its case's folder. `media_type` is what its content shows, whatever its name."""

    id: UUID
    media_type: str
    size: int
    digests: Digests

    def plain(self) -> dict[str, Any]:
        """As it stands in a leaf."""
        return {
            "id": str(self.id),
            "media_type": self.media_type,
            "size": self.size,
            "sha256": self.digests.sha256,
            "sm3": self.digests.sm3,
        }


# What the first bytes say; nothing else is taken in.
_SIGNATURES: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"%PDF-[12]\."), "application/pdf"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
)


def media_type(stream: BinaryIO) -> str | None:
    """PDF, PNG or JPEG by the first bytes; None for anything else. Leaves the stream at 0."""
    stream.seek(0)
    first = stream.read(16)
    stream.seek(0)
    return next((kind for pattern, kind in _SIGNATURES if pattern.match(first)), None)


def folder(bureau: str, case: UUID) -> Path:
    """Where the files of a case lie."""
    return Path(settings.FADU_FILES) / bureau / case.hex[:2] / str(case)


def path_of(bureau: str, case: UUID, sha256: str) -> Path:
    """Where one file of a case lies."""
    return folder(bureau, case) / sha256


def keep(bureau: str, case: UUID, stream: BinaryIO) -> Stored:
    """Stream a file into its case's folder and make it durable; ValueError for an unknown kind."""
    kind = media_type(stream)
    if kind is None:
        raise ValueError("neither PDF, PNG nor JPEG")
    return keep_as(bureau, case, stream, kind)


def keep_as(bureau: str, case: UUID, stream: BinaryIO, kind: str) -> Stored:
    """The same for a file whose kind is known because we made it."""
    home = folder(bureau, case)
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home, prefix=".in-") as inbox:
        copy = Path(inbox) / "copy"
        with copy.open("xb") as written:
            shutil.copyfileobj(stream, written, 1 << 20)
            written.flush()
            if not _all_at_once.get():
                os.fsync(written.fileno())
        copy.chmod(0o400)
        with copy.open("rb") as again:
            digests, size = file_digests(again)
        target = home / digests.sha256
        if not target.exists():
            copy.rename(target)
            if not _all_at_once.get():
                _make_durable(home)
    return Stored(new_id(), kind, size, digests)


_all_at_once: ContextVar[bool] = ContextVar("all_at_once", default=False)


@contextmanager
def all_at_once() -> Iterator[None]:
    """Write out all files at the end, instead of each at once: only where a cut-off run is thrown
    away as a whole and begun again (building the demo).
    """
    token = _all_at_once.set(True)
    try:
        yield
    finally:
        _all_at_once.reset(token)
        os.sync()


def _make_durable(home: Path) -> None:
    """A renamed file survives a power cut only when its folder is written out as well."""
    handle = os.open(home, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def opened(file: EvidenceFile) -> Iterator[BinaryIO]:
    """The stored bytes of an evidence file."""
    with path_of(file.bureau, file.case, file.sha256).open("rb") as stream:
        yield stream


_FILES = Insert(
    "record_evidencefile", ("id", "bureau", "case", "media_type", "size", "sha256", "sm3")
)


def register(bureau: str, case: UUID, files: list[dict[str, Any]]) -> None:
    """Insert the rows of files that an entry names (plain form, see `Stored.plain`)."""
    said = ("media_type", "size", "sha256", "sm3")
    rows = ((UUID(file["id"]), bureau, case, *(file[name] for name in said)) for file in files)
    perform(_FILES.of(rows))
