"""Evidence files: stored once in their case's own folder, addressed by SHA-256, never rewritten."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Self
from uuid import UUID

from django.conf import settings

from fadu.record.hashing import Digests, file_digests
from fadu.record.ids import new_id
from fadu.record.inspection.asking import inspect
from fadu.record.inspection.verdict import PAPERS, Unfit
from fadu.record.models import EvidenceFile
from fadu.record.sql import Insert, perform


@dataclass(frozen=True, slots=True)
class Stored:
    """A file in its case's folder. `media_type` is what its content shows, whatever its name."""

    id: UUID
    media_type: str
    size: int
    digests: Digests

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Self:
        """From its plain form."""
        digests = Digests(sha256=plain["sha256"], sm3=plain["sm3"])
        return cls(UUID(plain["id"]), plain["media_type"], plain["size"], digests)

    def plain(self) -> dict[str, Any]:
        """As it stands in a leaf."""
        return {
            "id": str(self.id),
            "media_type": self.media_type,
            "size": self.size,
            "sha256": self.digests.sha256,
            "sm3": self.digests.sm3,
        }


def folder(bureau: str, case: UUID) -> Path:
    """Where the files of a case lie."""
    return Path(settings.FADU_FILES) / bureau / case.hex[:2] / str(case)


def path_of(bureau: str, case: UUID, sha256: str) -> Path:
    """Where one file of a case lies."""
    return folder(bureau, case) / sha256


def keep(
    bureau: str, case: UUID, stream: BinaryIO, accepted: Collection[str] = PAPERS
) -> Stored | Unfit:
    """Stream a file into its case's folder, see what it really is, and make it durable.

    What is not fit leaves nothing behind.
    """
    home = folder(bureau, case)
    stream.seek(0)
    with _copied(home, stream) as copy:
        with copy.open("rb") as again:
            kind = inspect(again, accepted)
        return kind if isinstance(kind, Unfit) else _placed(home, copy, kind)


def keep_as(bureau: str, case: UUID, stream: BinaryIO, kind: str) -> Stored:
    """The same for a file whose kind is known because we made it."""
    home = folder(bureau, case)
    with _copied(home, stream) as copy:
        return _placed(home, copy, kind)


@contextmanager
def _copied(home: Path, stream: BinaryIO) -> Iterator[Path]:
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home, prefix=".in-") as inbox:
        copy = Path(inbox) / "copy"
        with copy.open("xb") as written:
            shutil.copyfileobj(stream, written, 1 << 20)
            written.flush()
            if not _all_at_once.get():
                os.fsync(written.fileno())
        copy.chmod(0o400)
        yield copy


def _placed(home: Path, copy: Path, kind: str) -> Stored:
    with copy.open("rb") as again:
        digests, size = file_digests(again)
    target = home / digests.sha256
    with _turn(home, fcntl.LOCK_SH):
        if target.exists():
            os.utime(target)  # wanted anew: see `forget`
        else:
            copy.rename(target)
            if not _all_at_once.get():
                _make_durable(home)
    return Stored(new_id(), kind, size, digests)


@contextmanager
def _turn(home: Path, kind: int) -> Iterator[None]:
    """Whoever keeps a file shares the folder's lock; whoever forgets one holds it alone."""
    handle = os.open(home, os.O_RDONLY)
    try:
        fcntl.flock(handle, kind)
        yield
    finally:
        os.close(handle)


def touch(bureau: str, case: UUID, sha256: str) -> bool:
    """Say that a kept file is wanted now; False when it is gone."""
    path = path_of(bureau, case, sha256)
    if not path.parent.is_dir():
        return False
    with _turn(path.parent, fcntl.LOCK_SH):
        if path.exists():
            os.utime(path)
        return path.exists()


def forget(bureau: str, case: UUID, sha256: str, before: float) -> bool:
    """Delete a file that no entry names and nobody has kept again since `before` (a timestamp)."""
    path = path_of(bureau, case, sha256)
    if not sha256 or not path.exists():
        return False
    with _turn(path.parent, fcntl.LOCK_EX):
        named = EvidenceFile.objects.filter(bureau=bureau, case=case, sha256=sha256).exists()
        if named or not path.exists() or path.stat().st_mtime >= before:
            return False
        path.unlink()
    return True


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
