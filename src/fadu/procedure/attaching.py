"""Files that go into the record with an act, by the Attachment that asks for them."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fadu.law.words import Words
from fadu.procedure.declare import Attachment, Contribution, Step
from fadu.procedure.refusal import Refusal, Refused
from fadu.procedure.state import CaseState
from fadu.record.evidence import Stored
from fadu.record.inspection.verdict import RECORDINGS

Files = Mapping[str, Sequence[Stored]]


@dataclass(frozen=True, slots=True)
class Attached:
    """The files of an act, by the name of their Attachment."""

    files: Files

    @property
    def ids(self) -> dict[str, tuple[str, ...]]:
        """The ids of the files by name."""
        return {name: tuple(str(file.id) for file in each) for name, each in self.files.items()}

    @property
    def plain(self) -> tuple[dict[str, Any], ...]:
        """As they stand in the leaf."""
        return tuple(file.plain() for each in self.files.values() for file in each)

    def laid_in(self, state: CaseState, place: str) -> CaseState:
        """The state with the files among its papers, as "place/name", behind those before them."""
        if not self.files:
            return state
        added = {
            f"{place}/{name}": [*state.papers.get(f"{place}/{name}", ()), *ids]
            for name, ids in self.ids.items()
        }
        return dataclasses.replace(state, papers={**state.papers, **added})


def digests_of(files: Files | None) -> dict[str, Any]:
    """The files in a request: two requests are the same when the contents are."""
    if not files:
        return {}
    return {
        "files": {
            name: sorted(file.digests.sha256 for file in each) for name, each in files.items()
        }
    }


def attaching(
    place: Step | Contribution, asked: Sequence[Attachment], outcome: str, files: Files | None
) -> Attached | Refused:
    """What comes with an act; refusals for what is missing, not asked for, or of a wrong kind."""
    handed = {name: each for name, each in (files or {}).items() if each}
    expected = {each.name: each for each in asked if each.goes_with(outcome)}
    reasons = [_unasked(place, name) for name in handed if name not in expected]
    reasons += [
        _missing(place, each)
        for each in expected.values()
        if each.required and each.name not in handed
    ]
    reasons += [
        _no_recording(place, each)
        for each in expected.values()
        if not each.recordings
        and any(file.media_type in RECORDINGS for file in handed.get(each.name, ()))
    ]
    return Refused(tuple(reasons)) if reasons else Attached(handed)


def _missing(place: Step | Contribution, asked: Attachment) -> Refusal:
    return Refusal(
        "attachment_missing",
        Words(f"没有附上“{asked.title.zh}”", f"“{asked.title.en}” is not attached"),
        Words(
            f"请附上“{asked.title.zh}”（扫描件或照片）后再提交",
            f"Attach “{asked.title.en}” (a scan or a photograph) and submit again",
        ),
        place.basis,
        asked.name,
    )


def _unasked(place: Step | Contribution, name: str) -> Refusal:
    return Refusal(
        "attachment_not_asked",
        Words(f"“{place.title.zh}”不收附件“{name}”", f"“{place.title.en}” takes no file “{name}”"),
        Words("请按页面所列附上", "Attach what the page lists"),
        place.basis,
        name,
    )


def _no_recording(place: Step | Contribution, asked: Attachment) -> Refusal:
    return Refusal(
        "attachment_takes_no_recording",
        Words(f"“{asked.title.zh}”不收录音录像", f"“{asked.title.en}” is not taken as a recording"),
        Words("请附上 PDF、PNG 或 JPEG", "Attach PDF, PNG or JPEG"),
        place.basis,
        asked.name,
    )
