"""The viewer: the files of a case one by one beside what they prove; links alone are enough for it.

Whoever shows it gives each piece the address of its file and the address at which the viewer shows
it; with script only the viewer is fetched (`viewer_wanted`), so that nothing typed beside it is
lost.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest

from fadu.law.words import Words


@dataclass(frozen=True, slots=True)
class Piece:
    """A file as the viewer shows it: what it is, where it lies, where the viewer shows it."""

    id: UUID
    title: Words
    media_type: str
    size: str
    file: str
    address: str

    @property
    def kind(self) -> str:
        """How it is shown: pdf, picture, sound, film, or not at all."""
        if self.media_type == "application/pdf":
            return "pdf"
        kinds = {"image": "picture", "audio": "sound", "video": "film"}
        return kinds.get(self.media_type.partition("/")[0], "other")


@dataclass(frozen=True, slots=True)
class Viewer:
    """All pieces, and which of them is shown."""

    pieces: tuple[Piece, ...]
    place: int = 0

    @property
    def current(self) -> Piece | None:
        """The piece that is shown; None where there is none."""
        return self.pieces[self.place] if self.pieces else None

    @property
    def number(self) -> int:
        """Which one it is, counted from one."""
        return self.place + 1

    @property
    def earlier(self) -> Piece | None:
        """The piece before it."""
        return self.pieces[self.place - 1] if self.place else None

    @property
    def later(self) -> Piece | None:
        """The piece after it."""
        rest = self.pieces[self.place + 1 :]
        return rest[0] if rest else None


def viewer(pieces: Sequence[Piece], chosen: str) -> Viewer:
    """The viewer at the piece whose id is asked for; at the first one when there is none such."""
    ids = [str(piece.id) for piece in pieces]
    return Viewer(tuple(pieces), ids.index(chosen) if chosen in ids else 0)


def viewer_wanted(request: HttpRequest) -> bool:
    """Whether the script of the page asks for the viewer alone."""
    return request.headers.get("HX-Target") == "viewer"
