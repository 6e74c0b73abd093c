"""Arrivals: files on their way in, before any entry names them.

A file may come in pieces: begun, added to, and at the end inspected and kept in its case's folder.
Until an entry names it, a note lies in `.arriving/<owner>/<id>/` beside the cases' folders; the
pieces lie there as well. So a reload or a lost network costs nothing, nobody touches another's
file, and what is never handed in is found and swept: no walk through all cases is needed.

Times here are the machine's: they decide about disk space, never about anything legal.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

from django.conf import settings

from fadu.record.evidence import Stored, forget, keep, touch
from fadu.record.hashing import file_digests
from fadu.record.ids import new_id
from fadu.record.inspection.verdict import PAPERS, RECORDINGS, Unfit
from fadu.record.models import EvidenceFile

# A page lives for a day; what nobody has handed in two days later is given up.
GRACE_SECONDS = 2 * 24 * 3600
MOST_ARRIVALS = 100
MOST_BYTES = 1024 * 1024 * 1024
NOBODY = "page"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file on its way into a case. `mark` tells two files of one name apart (its device time).

    `recordings`: its paper takes sound and film as well as documents and pictures.
    """

    id: UUID
    owner: str
    bureau: str
    case: UUID
    code: str
    name: str
    size: int
    mark: str = ""
    stored: Stored | None = None
    recordings: bool = False

    @property
    def accepted(self) -> frozenset[str]:
        """The kinds that its paper takes."""
        return PAPERS | RECORDINGS if self.recordings else PAPERS

    @property
    def offset(self) -> int:
        """How many bytes are there."""
        if self.stored:
            return self.size
        part = self.place / "part"
        return part.stat().st_size if part.exists() else 0

    @property
    def place(self) -> Path:
        """Where note and pieces lie."""
        return _home() / self.owner / str(self.id)

    def same_file(self, other: "Arrival") -> bool:
        """Whether the other is the same file, chosen once more for the same paper."""
        return all(
            getattr(self, field) == getattr(other, field)
            for field in ("bureau", "case", "code", "name", "size", "mark")
        )


def _home() -> Path:
    return Path(settings.FADU_FILES) / ".arriving"


def of(owner: str, case: UUID | None = None) -> list[Arrival]:
    """What is on its way for an owner, oldest first; those that an entry names have arrived."""
    places = sorted((_home() / owner).glob("*"))
    found = [each for each in map(_read, places) if each and case in (None, each.case)]
    ids = [each.stored.id for each in found if each.stored]
    named = set(EvidenceFile.objects.filter(id__in=ids).values_list("id", flat=True))
    return [each for each in found if not (each.stored and each.stored.id in named)]


def find(owner: str, identifier: UUID) -> Arrival | None:
    """One of the owner's; None when it is another's, or gone."""
    return _read(_home() / owner / str(identifier))


def begin(wanted: Arrival) -> Arrival | None:
    """A new arrival, or the one already begun for the same file; None when there are too many."""
    held = of(wanted.owner)
    for each in held:
        if each.same_file(wanted):
            return each
    if len(held) >= MOST_ARRIVALS or sum(each.size for each in held) + wanted.size > MOST_BYTES:
        return None
    _write(wanted)
    return wanted


def add(arrival: Arrival, offset: int, stream: BinaryIO, length: int) -> int:
    """Add a piece that begins at `offset`; how many bytes are there now.

    A piece that does not continue what is there is not written: the answer says where to go on.
    """
    with _alone(arrival):
        there = arrival.offset
        if offset != there or there + length > arrival.size:
            return there
        with (arrival.place / "part").open("ab") as part:
            while length and (piece := stream.read(min(length, 1 << 16))):
                part.write(piece)
                length -= len(piece)
        return arrival.offset


def complete(arrival: Arrival) -> Stored | Unfit:
    """Inspect a file whose bytes are all there and keep it; an unfit one leaves nothing."""
    with _alone(arrival):
        noted = _read(arrival.place)
        if noted and noted.stored:
            return noted.stored
        part = arrival.place / "part"
        if noted is None or not part.exists():  # given up meanwhile, in another tab
            shutil.rmtree(arrival.place, ignore_errors=True)
            return Unfit("truncated", "given up")
        with part.open("rb") as whole:
            kept = keep(arrival.bureau, arrival.case, whole, noted.accepted)
        if isinstance(kept, Unfit):
            shutil.rmtree(arrival.place, ignore_errors=True)
            return kept
        _write(replace(arrival, stored=kept))
        part.unlink()
        return kept


def receive(arrival: Arrival, stream: BinaryIO) -> Stored | Unfit:
    """A file that comes whole, with a posted page: noted, inspected and kept like the others."""
    _write(arrival)
    with (arrival.place / "part").open("xb") as part:
        shutil.copyfileobj(stream, part, 1 << 20)
    return complete(arrival)


def taken(owner: str, case: UUID, identifier: UUID) -> Arrival | None:
    """An arrival that is handed in now; None when it is not the owner's, or not all there.

    Handed in a second time, as another act, it is another file of the record: it gets a new id.
    """
    arrival = find(owner, identifier)
    if arrival is None or arrival.stored is None or arrival.case != case:
        return None
    stored = arrival.stored
    if not touch(arrival.bureau, case, stored.digests.sha256):
        return None
    if EvidenceFile.objects.filter(id=stored.id).exists():
        stored = replace(stored, id=new_id())
    return replace(arrival, stored=stored)


def drop(arrival: Arrival) -> None:
    """Forget an arrival: its pieces at once, a kept file when it is swept."""
    if arrival.stored is None:
        shutil.rmtree(arrival.place, ignore_errors=True)
        return
    given_up = _home() / NOBODY / arrival.place.name
    given_up.parent.mkdir(parents=True, exist_ok=True)
    arrival.place.rename(given_up)


Spared = Callable[[str, UUID], Collection[str]]
_spared: list[Spared] = []


def spares(function: Spared) -> Spared:
    """Declare who else holds files of a case (by SHA-256) that no entry names yet: drafts."""
    _spared.append(function)
    return function


def sweep(now: float, grace: float = GRACE_SECONDS) -> int:
    """Give up what was begun or kept before the grace and that nobody holds; how many."""
    before, swept = now - grace, 0
    for place in sorted(_home().glob("*/*")):
        arrival = _read(place)
        if _touched(place) >= before:
            continue
        if arrival and arrival.stored and _held(arrival.bureau, arrival.case, arrival.stored):
            continue
        if arrival:
            forget(arrival.bureau, arrival.case, _digest(arrival), before)
        shutil.rmtree(place, ignore_errors=True)
        swept += 1
    return swept


def _held(bureau: str, case: UUID, stored: Stored) -> bool:
    return any(stored.digests.sha256 in held(bureau, case) for held in _spared)


def _digest(arrival: Arrival) -> str:
    """Of the kept file; or of its pieces, if a power cut came between keeping and noting."""
    if arrival.stored:
        return arrival.stored.digests.sha256
    part = arrival.place / "part"
    if not part.exists():
        return ""
    with part.open("rb") as whole:
        return file_digests(whole)[0].sha256


def _touched(place: Path) -> float:
    times = [each.stat().st_mtime for each in (place, *place.glob("*")) if each.exists()]
    return max(times, default=0.0)


@contextmanager
def _alone(arrival: Arrival) -> Iterator[None]:
    """Two tabs may send the same file: one after the other."""
    arrival.place.mkdir(parents=True, exist_ok=True)
    handle = os.open(arrival.place, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _write(arrival: Arrival) -> None:
    arrival.place.mkdir(parents=True, exist_ok=True)
    plain: dict[str, Any] = {
        name: getattr(arrival, name) for name in ("bureau", "code", "name", "size", "mark")
    }
    plain |= {"case": str(arrival.case), "recordings": arrival.recordings}
    plain |= {"stored": arrival.stored.plain() if arrival.stored else None}
    made = arrival.place / "note.new"
    made.write_text(json.dumps(plain, ensure_ascii=False), "utf-8")
    made.replace(arrival.place / "note.json")


def _read(place: Path) -> Arrival | None:
    try:
        plain = json.loads((place / "note.json").read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return None
    stored = Stored.of(plain["stored"]) if plain["stored"] else None
    return Arrival(
        UUID(place.name), place.parent.name, plain["bureau"], UUID(plain["case"]),
        plain["code"], plain["name"], plain["size"], plain["mark"], stored,
        plain.get("recordings", False),
    )  # fmt: skip
