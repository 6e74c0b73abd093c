"""Attachments of a step or a contribution: the uploads of its form, and what was attached before.

Several forms of one page may ask for files of the same name, so a form posts each under a code of
its own: its prefix and the name of the Attachment.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from fadu.law.words import Words
from fadu.pages.papers import FileView
from fadu.pages.uploading import handed_in, owner_of
from fadu.pages.who import Visit
from fadu.procedure.declare import Attachment
from fadu.procedure.refusal import Refusal
from fadu.record import arrivals
from fadu.record.evidence import Stored


@dataclass(frozen=True, slots=True)
class AttachmentView:
    """An upload of a form; `arrived` is there already and goes with the form without script."""

    code: str
    title: Words
    required: bool
    recordings: bool
    arrived: tuple[FileView, ...] = ()


@dataclass(frozen=True, slots=True)
class Brought:
    """The files that a posted form brings, by Attachment; what is wrong with others."""

    files: dict[str, list[Stored]]
    # The titles of the Attachments with the names of the files, as a page repeats them.
    named: tuple[tuple[Words, str], ...]
    refusals: tuple[Refusal, ...]
    # What a page that carries the form on has to post in place of the files themselves.
    carried: tuple[tuple[str, str], ...]


def uploads(
    request: Visit, case: UUID, prefix: str, asked: Sequence[Attachment]
) -> tuple[AttachmentView, ...]:
    """The uploads of a form, with the visitor's files that are on their way into it."""
    if not asked:
        return ()
    waiting = [each for each in arrivals.of(owner_of(request), case) if each.stored]
    return tuple(
        AttachmentView(
            code=_code(prefix, one),
            title=one.title,
            required=one.required,
            recordings=one.recordings,
            arrived=tuple(
                FileView(each.id, each.stored.media_type, each.size, each.name)
                for each in waiting
                if each.stored and each.code == _code(prefix, one)
            ),
        )
        for one in asked
    )


def brought(request: Visit, case: UUID, prefix: str, asked: Sequence[Attachment]) -> Brought:
    """The files of a posted form, kept in the case's folder."""
    codes = {_code(prefix, one): one for one in asked}
    takes = [code for code, one in codes.items() if one.recordings]
    found, wrong = handed_in(request, case, takes, stays=True)
    files: dict[str, list[Stored]] = {}
    for each in found:
        name = codes[each.code].name if each.code in codes else each.code
        files.setdefault(name, []).append(each.stored)
    return Brought(
        files=files,
        named=tuple((codes[each.code].title, each.name) for each in found if each.code in codes),
        refusals=tuple(wrong),
        carried=tuple((f"arrived-{each.code}", str(each.arrival)) for each in found),
    )


def recordings(views: Sequence[AttachmentView]) -> list[str]:
    """The codes of the uploads that take sound and film."""
    return [view.code for view in views if view.recordings]


def _code(prefix: str, asked: Attachment) -> str:
    return f"{prefix}-{asked.name}"
