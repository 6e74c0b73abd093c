"""How the catalogue of a volume is filled."""

from typing import Any

from fadu.procedure.blocks.archive.acts import CATALOGUE
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
        "retention": told.retention,
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


DATA = {CATALOGUE: catalogue}
