"""The map part: shapes of the ground drawn by us, with no tiles from elsewhere.

A page gets an SVG picture that stands by itself, prints, and needs no script; where MapLibre runs
(`static/pages/map.js`) the same shapes can be moved and enlarged. Shapes come as longitude and
latitude in degrees (CGCS2000); no tile server is asked, so no request tells what is looked at.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from fadu.law.words import Words

Position = tuple[float, float]
Ring = tuple[Position, ...]

WIDTH, HEIGHT, MARGIN = 640.0, 420.0, 28.0
_METRES_A_DEGREE = 111_320.0
_BARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000)


@dataclass(frozen=True, slots=True)
class Shape:
    """One area: its outer ring first, then its holes, each closed or not.

    `address` leads to what it is, `current` marks what the page is about.
    """

    name: str
    title: Words
    rings: tuple[Ring, ...]
    address: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """A shape in the picture: a path, and where its label stands."""

    shape: Shape
    path: str
    x: float
    y: float


@dataclass(frozen=True)
class Map:
    """Shapes as a picture and as GeoJSON. ValueError when there is nothing to draw."""

    title: Words
    shapes: tuple[Shape, ...]

    def __post_init__(self) -> None:
        if not any(True for _ in self._positions()):
            raise ValueError("a map of nothing")

    def _positions(self) -> Iterator[Position]:
        return (place for shape in self.shapes for ring in shape.rings for place in ring)

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north in degrees."""
        wests, souths = zip(*self._positions(), strict=True)
        return min(wests), min(souths), max(wests), max(souths)

    @property
    def _scale(self) -> tuple[float, float]:
        """Units of the picture a degree of longitude and of latitude, true at the middle."""
        west, south, east, north = self.bounds
        squeeze = math.cos(math.radians((south + north) / 2))
        wide = (WIDTH - 2 * MARGIN) / max((east - west) * squeeze, 1e-9)
        high = (HEIGHT - 2 * MARGIN) / max(north - south, 1e-9)
        each = min(wide, high)
        return each * squeeze, each

    def _point(self, place: Position) -> Position:
        west, south, east, north = self.bounds
        across, up = self._scale
        x = WIDTH / 2 + (place[0] - (west + east) / 2) * across
        y = HEIGHT / 2 - (place[1] - (south + north) / 2) * up
        return round(x, 1), round(y, 1)

    @property
    def drawn(self) -> list[Drawn]:
        """The picture, what the page is about on top."""
        ordered = sorted(self.shapes, key=lambda shape: shape.current)
        return [self._drawn(shape) for shape in ordered]

    def _drawn(self, shape: Shape) -> Drawn:
        rings = [[self._point(place) for place in ring] for ring in shape.rings]
        path = "".join("M" + "L".join(f"{x:g} {y:g}" for x, y in ring) + "Z" for ring in rings)
        x, y = middle(rings[0])
        return Drawn(shape, path, x, y)

    @property
    def bar(self) -> tuple[float, Words]:
        """A scale bar of a round length: its width in the picture, and what it stands for."""
        metre = self._scale[1] / _METRES_A_DEGREE
        fitting = [length for length in _BARS if length * metre <= WIDTH / 3]
        length = max(fitting, default=_BARS[0])
        said = (f"{length} 米", f"{length} m")
        if length >= 1000:
            said = (f"{length // 1000} 公里", f"{length // 1000} km")
        return round(length * metre, 1), Words(*said)

    def geojson(self, language: str) -> dict[str, Any]:
        """The shapes for MapLibre, titles in a language."""
        return {
            "bounds": list(self.bounds),
            "shapes": {
                "type": "FeatureCollection",
                "features": [_feature(shape, language) for shape in self.shapes],
            },
        }


def middle(ring: Sequence[Position]) -> Position:
    """The centre of gravity of a ring; of its corners where it has no area."""
    pairs = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    crosses = [a[0] * b[1] - b[0] * a[1] for a, b in pairs]
    twice = sum(crosses)
    if abs(twice) < 1e-9:
        xs, ys = zip(*ring, strict=True)
        return sum(xs) / len(xs), sum(ys) / len(ys)
    x = sum((a[0] + b[0]) * cross for (a, b), cross in zip(pairs, crosses, strict=True))
    y = sum((a[1] + b[1]) * cross for (a, b), cross in zip(pairs, crosses, strict=True))
    return round(x / (3 * twice), 1), round(y / (3 * twice), 1)


def _feature(shape: Shape, language: str) -> dict[str, Any]:
    rings = [[list(place) for place in (*ring, ring[0])] for ring in shape.rings]
    return {
        "type": "Feature",
        "properties": {
            "title": shape.title.to(language),
            "address": shape.address,
            "current": shape.current,
        },
        "geometry": {"type": "Polygon", "coordinates": rings},
    }
