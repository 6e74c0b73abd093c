"""The checklist of papers (材料清单): what is asked, by which article, and what is there."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from fadu.law.entries import PaperRow
from fadu.law.parameters import unconfirmed
from fadu.law.words import Words
from fadu.procedure.declare import Procedure
from fadu.record.inspection.verdict import M4A, MP3, RECORDINGS
from fadu.record.models import EvidenceFile

_CALLED = {M4A: "M4A", MP3: "MP3"}


@dataclass(frozen=True, slots=True)
class FileView:
    """A file as a page lists it; `id` is None while it is only in a draft."""

    id: UUID
    media_type: str
    size: int
    name: str = ""

    @property
    def kind(self) -> str:
        """PDF, PNG, MP4 …, as people call it."""
        return _CALLED.get(self.media_type) or self.media_type.rpartition("/")[2].upper()

    @property
    def recording(self) -> bool:
        """Whether it is sound or film."""
        return self.media_type in RECORDINGS

    @property
    def size_words(self) -> str:
        """The size as people read it."""
        if self.size < 1024 * 1024:
            return f"{max(self.size // 1024, 1)} KB"
        return f"{self.size / 1024 / 1024:.1f} MB"


@dataclass(frozen=True, slots=True)
class PaperView:
    """A paper of the list with its files; `noticed` when the one-time notice asks for it.

    `source` is marked where it is unconfirmed.
    """

    code: str
    title: Words
    source: Words
    required: bool
    tolerable: bool
    by_sharing: bool
    recordings: bool
    files: tuple[FileView, ...]
    noticed: bool = False
    confirmed: bool = True
    # It came with an act, not from the list of papers.
    attached: bool = False

    @property
    def missing(self) -> bool:
        """Whether the applicant still has to bring it."""
        return self.required and not self.by_sharing and not self.files


def checklist(
    asked: Iterable[PaperRow],
    files: Mapping[str, Sequence[FileView]],
    noticed: Collection[str] = (),
) -> list[PaperView]:
    """The papers of a list in its order, with the files handed in under each code."""
    return [
        PaperView(
            code=row["code"],
            title=row["title"],
            source=_origin(row),
            required=row["required"],
            tolerable=row["tolerable"],
            by_sharing=row["by_sharing"],
            recordings=row["recordings"],
            files=tuple(files.get(row["code"], ())),
            noticed=row["code"] in noticed,
            confirmed=row["confirmed"],
        )
        for row in asked
    ]


def attached(procedure: Procedure, files: Mapping[str, Sequence[FileView]]) -> list[PaperView]:
    """What was attached to steps and contributions ("step/name"), as papers beside the list."""
    found = []
    for code, held in files.items():
        place, _, name = code.rpartition("/")
        if not place or not held:
            continue
        step_name, _, contribution = place.partition("+")
        step = procedure.step(step_name)
        declared = step.contribution(contribution) if step and contribution else step
        asked = declared.attachments if declared else ()
        title = next((each.title for each in asked if each.name == name), Words(name, name))
        at = procedure.titled(place)
        source = Words(f"“{at.zh}”所附", f"attached to “{at.en}”")
        found.append(
            PaperView(code, title, source, True, False, False, False, tuple(held), attached=True)
        )
    return found


def _origin(row: PaperRow) -> Words:
    """What asks for a paper, marked where that is unconfirmed."""
    return row["source"].words if row["confirmed"] else unconfirmed(row["source"].words)


def takes_recordings(asked: Iterable[PaperRow]) -> list[str]:
    """The codes of the papers that take sound and film."""
    return [row["code"] for row in asked if row["recordings"]]


def files_of(
    bureau: str, case: UUID, papers: Mapping[str, Sequence[str]]
) -> dict[str, list[FileView]]:
    """The files of a case by paper code, from the ids that its state holds."""
    rows = {str(row.id): row for row in EvidenceFile.objects.filter(bureau=bureau, case=case)}
    return {
        code: [
            FileView(rows[id_].id, rows[id_].media_type, rows[id_].size)
            for id_ in ids
            if id_ in rows
        ]
        for code, ids in papers.items()
    }
