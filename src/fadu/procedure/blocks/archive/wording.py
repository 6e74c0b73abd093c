"""How the catalogue of a volume is filled."""

from typing import Any

from fadu.procedure.blocks.archive.acts import CATALOGUE
from fadu.procedure.blocks.archive.book import retentions
from fadu.procedure.blocks.archive.entries import VolumeFiled
from fadu.procedure.blocks.archive.rules import KINDS
from fadu.procedure.rendering import Letter
from fadu.procedure.wording import bureau_name
from fadu.record.typed import from_plain


def catalogue(letter: Letter) -> dict[str, Any]:
    """卷内目录: the pieces in order, each with its day and digest."""
    told: VolumeFiled = from_plain(VolumeFiled, letter.entry.payload["effect"]["data"])
    return {
        "bureau_name": bureau_name(letter),
        "number": f"{told.year}-{told.number:04d}",
        "case_number": told.case_number,
        "title": told.title,
        "retention": _retention(letter, told),
        "filed_on": told.on.isoformat(),
        "pieces": [
            {
                "title": {"zh": piece.title.zh, "en": piece.title.en},
                "kind": KINDS[piece.kind].zh,
                "on": piece.on.isoformat(),
                "digest": piece.sha256[:16],
            }
            for piece in told.pieces
        ],
        "entry_hash": letter.entry.sha256,
    }


def _retention(letter: Letter, told: VolumeFiled) -> dict[str, str]:
    """In words; the code where the rule of that day is no longer known."""
    words = retentions(letter.case.bureau, told.on).get(told.retention)
    return (
        {"zh": words.zh, "en": words.en} if words else dict.fromkeys(("zh", "en"), told.retention)
    )


DATA = {CATALOGUE: catalogue}
