"""The living style page and the tokens: every part is shown, every ink can be read."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.utils import translation

from fadu.pages.samples import PARTS
from fadu.pages.samples.frame import SWATCHES
from fadu.pages.style import LANGUAGES

PAGES = Path(__file__).parents[1]
PARTS_FOLDER = PAGES / "templates" / "pages" / "parts"
TOKENS = (PAGES / "static" / "pages" / "tokens.css").read_text("utf-8")
# Ink on ground as the style sheet puts them together; text, so 4.5 at least.
PAIRS = [
    *(("ink", ground) for ground in ("paper", "sheet", "sheet-soft", "off-wash")),
    *(("ink-soft", ground) for ground in ("paper", "sheet", "sheet-soft", "off-wash")),
    *(("blue", ground) for ground in ("paper", "sheet", "blue-wash")),
    *(("seal", ground) for ground in ("paper", "sheet", "seal-wash")),
    *(("sheet", ground) for ground in ("blue", "blue-deep", "seal", "green")),
    *((name, f"{name}-wash") for name in ("green", "amber")),
    *(("amber", ground) for ground in ("paper", "sheet")),
    ("blue-deep", "blue-wash"),
    ("amber-deep", "amber-wash"),
    ("off-ink", "off-wash"),
    *(("on-dark-soft", ground) for ground in ("blue", "blue-deep")),
]
# Not text: borders of fields and the focus, which need 3 (WCAG 1.4.11).
LINES = [
    *((line, ground) for line in ("line-strong", "focus") for ground in ("sheet", "paper")),
    *(("focus-on-dark", ground) for ground in ("blue", "blue-deep")),
]


def colour(name: str) -> tuple[int, int, int]:
    found = re.search(rf"--{name}: #([0-9a-f]{{6}});", TOKENS)
    assert found, name
    red, green, blue = (int(found[1][place : place + 2], 16) for place in (0, 2, 4))
    return red, green, blue


def contrast(first: str, second: str) -> float:
    """The ratio of WCAG 2.2."""

    def light(name: str) -> float:
        parts = [each / 255 for each in colour(name)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((light(first), light(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_can_be_read(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 4.5


@pytest.mark.parametrize(("line", "ground"), LINES)
def test_lines_that_carry_meaning_can_be_seen(line: str, ground: str) -> None:
    assert contrast(line, ground) >= 3


def test_control_a_pale_ink_is_found() -> None:
    assert contrast("line", "paper") < 4.5
    assert round(contrast("sheet", "sheet"), 2) == 1


def test_colours_stand_in_the_tokens_alone() -> None:
    sheets = [
        path for path in PAGES.parents[0].rglob("static/**/*.css") if path.name != "tokens.css"
    ]
    assert len(sheets) >= 3
    loose = [
        f"{path.name}: {found}"
        for path in sheets
        for found in re.findall(r"#[0-9a-f]{6}\b|rgba?\([^v)]*\)", path.read_text("utf-8"))
    ]
    assert loose == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PARTS)
def test_every_sample_is_drawn_by_itself(
    client: Client, name: str, language: str, db: None
) -> None:
    answer = client.get(f"/style/{name}/{language}/")
    assert answer.status_code == 200
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    with translation.override(language):
        assert f'<html lang="{"en" if language == "en" else "zh-Hans"}">' in answer.content.decode()


def test_the_style_page_shows_every_part(client: Client, db: None) -> None:
    said = client.get("/style/").content.decode()
    assert all(f'id="{name}"' in said for name in PARTS)
    assert all(f"swatch-{name}" in said for name in SWATCHES)
    assert client.get("/style/no-such-part/").status_code == 404
    assert client.get("/style/clocks/fr/").status_code == 404


def test_no_other_page_can_be_framed(client: Client, db: None) -> None:
    answer = client.get("/style/")
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert answer["X-Frame-Options"] == "DENY"


def test_every_part_of_the_kit_has_a_sample() -> None:
    """A part is shown by itself, or inside the sample of another that includes it."""
    shown = set()
    waiting = [sample.template for sample in PARTS.values()]
    while waiting:
        name = waiting.pop()
        path = PAGES / "templates" / name
        if name not in shown and path.is_file():
            shown.add(name)
            waiting += re.findall(r'{% include "([^"]+)"', path.read_text("utf-8"))
    kit = {f"pages/parts/{path.name}" for path in PARTS_FOLDER.glob("*.html")}
    lacking = kit - shown - FRAME
    assert not lacking, "give each a sample in fadu/pages/samples/"


# Parts of the frame: every page shows them.
FRAME = {f"pages/parts/{name}.html" for name in ("key", "language", "messages", "sheets")}
