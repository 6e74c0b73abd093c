"""How wide a line of text is, and where to break it: SVG text does not wrap by itself.

Widths are estimates for Noto Sans: a Chinese character is one em, others about half. Generous
enough that no line outgrows its box with the fallback faces either.
"""

import re
import unicodedata

# Chinese breaks anywhere, other writing between words; closing marks never begin a line.
_PIECES = re.compile(r"\s+|[^\s⺀-￯]+|.")
_NEVER_FIRST = "，。；：、）】》”！？,.;:)!?"


def measured(text: str, size: float) -> float:
    """The width of a text in user units."""
    return size * sum(_em(character) for character in text)


def _em(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF" or character in "“”‘’…→":
        return 1.0
    if character in "iljtfrI.,;:'|!()[] ":
        return 0.34
    return 0.68 if character.isupper() or character in "mwMW%@" else 0.57


def wrapped(text: str, room: float, size: float) -> list[str]:
    """The lines of a text, each at most `room` wide where a break allows it."""
    lines = [""]
    for piece in _PIECES.findall(text):
        longer = lines[-1] + piece
        fits = measured(longer.rstrip(), size) <= room
        if fits or not lines[-1].strip() or piece in _NEVER_FIRST:
            lines[-1] = longer
        elif not piece.isspace():
            lines[-1] = lines[-1].rstrip()
            lines.append(piece)
    return [line.strip() for line in lines if line.strip()]
