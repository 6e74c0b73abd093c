"""QR codes drawn with presentation attributes alone: pages and PDFs hold them as they are."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

import segno

QUIET = 4  # modules of white around the code, as readers need


@dataclass(frozen=True, slots=True)
class Drawing:
    """A code in units of one module: a square of `side`, its dark modules strokes of `path`."""

    side: int
    path: str


@lru_cache(
    maxsize=256
)  # the best of eight masks is sought: milliseconds, for a page that says the same
def drawn(text: str) -> Drawing:
    """The code of a text, with its quiet zone."""
    matrix = segno.make(text, error="m", micro=False).matrix
    strokes = []
    for y, row in enumerate(matrix):
        x = QUIET
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                strokes.append(f"M{x} {y + QUIET}.5h{length}")
            x += length
    return Drawing(len(matrix) + 2 * QUIET, "".join(strokes))


def svg(text: str) -> str:
    """The same as a picture that stands by itself, for a document."""
    code = drawn(text)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {code.side} {code.side}">'
        f'<path fill="#fff" d="M0 0h{code.side}v{code.side}h-{code.side}z"/>'
        f'<path stroke="#000" d="{code.path}"/></svg>'
    )
