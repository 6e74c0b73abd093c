"""The map part: a true picture of shapes, with a scale bar, and the same shapes for MapLibre."""

import math

import pytest

from fadu.law.words import Words
from fadu.pages.map import HEIGHT, MARGIN, WIDTH, Map, Shape, middle

# A hundred metres square at 30°50' N, near enough.
HIGH = 100 / 111_320
WIDE = HIGH / math.cos(math.radians(30.8365))
SQUARE = (
    (107.0, 30.836),
    (107.0 + WIDE, 30.836),
    (107.0 + WIDE, 30.836 + HIGH),
    (107.0, 30.836 + HIGH),
)


def plot(*rings: tuple[tuple[float, float], ...], current: bool = False) -> Map:
    return Map(Words("图", "Map"), (Shape("a", Words("甲", "A"), rings, current=current),))


def corners(drawn: Map) -> list[tuple[float, float]]:
    path = drawn.drawn[0].path.removeprefix("M").removesuffix("Z")
    pairs = [place.split(" ") for place in path.split("L")]
    return [(float(x), float(y)) for x, y in pairs]


def test_a_square_is_drawn_square_and_fills_the_frame() -> None:
    (x0, y0), (x1, y1), (x2, y2), _ = corners(plot(SQUARE))
    assert (x1 - x0) == pytest.approx(y1 - y2, rel=0.002)
    assert y0 == y1 == pytest.approx(HEIGHT - MARGIN, abs=0.2)
    assert x2 == x1 > x0
    assert (x0 + x1) / 2 == pytest.approx(WIDTH / 2, abs=0.2)


def test_the_bar_is_as_long_as_it_says() -> None:
    drawn = plot(SQUARE)
    width, words = drawn.bar
    side = corners(drawn)[1][0] - corners(drawn)[0][0]
    assert words == Words("50 米", "50 m")
    assert width == pytest.approx(side / 2, rel=0.01)


def test_a_label_stands_in_the_middle_whatever_the_corners() -> None:
    assert middle(((0, 0), (4, 0), (4, 4), (2, 4), (1, 4), (0, 4))) == (2, 2)
    assert middle(((0, 0), (2, 0))) == (1, 0)


def test_the_shape_in_question_is_drawn_last_so_that_nothing_hides_it() -> None:
    current = Shape("b", Words("乙", "B"), (SQUARE,), current=True)
    other = Shape("a", Words("甲", "A"), (SQUARE,))
    drawn = Map(Words("图", "Map"), (current, other)).drawn
    assert [each.shape.name for each in drawn] == ["a", "b"]


def test_geojson_closes_its_rings_and_speaks_the_language() -> None:
    told = plot(SQUARE, current=True).geojson("en")
    (feature,) = told["shapes"]["features"]
    ring = feature["geometry"]["coordinates"][0]
    assert ring[0] == ring[-1]
    assert len(ring) == 5
    assert feature["properties"] == {"title": "A", "address": "", "current": True}


def test_a_map_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing"):
        Map(Words("图", "Map"), ())
