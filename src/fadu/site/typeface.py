"""One small face with every character that our own pages say, made out of the published slices.

A Chinese web font is cut into a hundred slices by unicode range, and a page needs two dozen of
them: 700 kB before a person reads a word. The house knows what it says, so its own characters are
gathered into one file a weight (about 120 kB). What people type besides is drawn by the faces of
their own machine, and where it has none, by the slices.

    python typeface.py SHEET CHARACTERS TARGET

Run by `assets.py` during set-up; a script of its own, because fontTools takes long to import.
"""

import io
import logging
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from fontTools import merge, subset
from fontTools.ttLib import TTFont

_BLOCK = re.compile(r"@font-face\s*{(.*?)}", re.S)
_FILE = re.compile(r"files/([^)]+\.woff2)\)")
_RANGE = re.compile(r"unicode-range:\s*([^;]+)")

logging.getLogger("fontTools").setLevel(logging.ERROR)


def face(sheet: str, files: Path, characters: str) -> bytes:
    """A WOFF2 with those of `characters` that the slices of a style sheet hold."""
    wanted = {ord(character) for character in characters}
    parts = []
    for name, covered in _slices(sheet):
        here = wanted & covered
        font = TTFont(files / name, lazy=True) if here else None
        here = here & set(font.getBestCmap()) if font else set()
        if font and here:
            wanted -= here
            parts.append(_cut(font, here))
    whole = merge.Merger().merge(parts)
    whole.flavor = "woff2"
    return _bytes(whole).getvalue()


def _slices(sheet: str) -> Iterator[tuple[str, set[int]]]:
    """The files of a style sheet, each with the code points that it says it covers."""
    for block in _BLOCK.findall(sheet):
        name, ranges = _FILE.search(block), _RANGE.search(block)
        if name and ranges:
            covered: set[int] = set()
            for part in ranges[1].split(","):
                first, _, last = part.strip().removeprefix("U+").partition("-")
                covered.update(range(int(first, 16), int(last or first, 16) + 1))
            yield name[1], covered


def _cut(font: TTFont, characters: set[int]) -> io.BytesIO:
    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True)
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "STAT", "vhea", "vmtx"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)
    font.flavor = None
    return _bytes(font)


def _bytes(font: TTFont) -> io.BytesIO:
    held = io.BytesIO()
    font.save(held)
    held.seek(0)
    return held


def main(sheet: Path, characters: Path, target: Path) -> None:
    """Write the face of one weight."""
    files = sheet.with_name("files")
    target.write_bytes(face(sheet.read_text("utf-8"), files, characters.read_text("utf-8")))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
