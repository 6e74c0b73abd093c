"""From a text and data to a PDF that is the same to the byte whenever it is made again.

Deterministic: the date comes from the record (never the clock), faces from `fonts` (never from the
system), nothing is fetched. The same bytes hold for one version of typst and one set of faces; the
record therefore keeps the digest of the PDF as well as that of its text. PDF/A-2b is the form that
archives keep (ISO 19005-2).
"""

import datetime
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import typst

from fadu.documents import fonts
from fadu.documents.texts import Text
from fadu.law.words import Words

STANDARD: Final = "a-2b"
# Texts import each other by the path below this folder: "/documents/texts/page.1.typ".
HOUSE = Path(__file__).resolve().parents[1]

_UNSHOWN = re.compile(r'the text `"(?P<text>.*?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}")


class RenderFailed(Exception):
    """The text does not fit the data: a bug in one of the two; the message says where."""


class MissingGlyph(Exception):
    """No face covers these characters; a name must not be printed with holes in it."""

    def __init__(self, characters: tuple[str, ...]) -> None:
        self.characters = characters
        super().__init__(self.words.en)

    @property
    def words(self) -> Words:
        """What an officer is told, with the remedy."""
        named = "、".join(f"{each}（{_code_points(each)}）" for each in self.characters)
        listed = ", ".join(f"{each} ({_code_points(each)})" for each in self.characters)
        return Words(
            f"现有字体不含下列字符：{named}。请将含有该字的字体放入补充字体目录后重新生成。",
            f"No font here covers: {listed}. Put a font that does into the folder for "
            "supplementary fonts, then make the document again.",
        )


def _code_points(characters: str) -> str:
    return " ".join(f"U+{ord(each):04X}" for each in characters)


def render_pdf(text: Text, data: Mapping[str, Any], on: datetime.date) -> bytes:
    """The PDF/A-2b of a text filled with `data`, dated `on`.

    `data` holds what JSON holds, without floats; the text reads it as `data.key`. Values are shown
    as they are: a name that looks like markup stays a name. Raises `MissingGlyph`, `RenderFailed`.
    """
    if text.path.suffix != ".typ":
        raise ValueError(f"{text.path.name} is not a typst text")
    own = fonts.own_folder()
    root = HOUSE if text.path.is_relative_to(HOUSE) else text.path.parent
    compiler = typst.Compiler(
        str(text.path),
        root=str(root),
        font_paths=fonts.faces(own),
        sys_inputs={
            "data": json.dumps(data, ensure_ascii=False, sort_keys=True, allow_nan=False),
            "fonts": json.dumps(fonts.chains(own), ensure_ascii=False),
            "on": on.isoformat(),
        },
    )
    midnight = datetime.datetime(on.year, on.month, on.day, tzinfo=datetime.UTC)
    try:
        made = compiler.compile(format="pdf", pdf_standards=STANDARD, timestamp=midnight)
    except typst.TypstError as error:
        raise _explained(error, text) from error
    assert isinstance(made, bytes)
    return made


def _explained(error: typst.TypstError, text: Text) -> Exception:
    said = f"{error.message}\n{error.diagnostic}"
    shown = [_plain(match["text"]) for match in _UNSHOWN.finditer(said)]
    if shown:
        return MissingGlyph(tuple(dict.fromkeys(shown)))
    return RenderFailed(f"{text.name} version {text.version}: {error.diagnostic}")


def _plain(shown: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), shown)
