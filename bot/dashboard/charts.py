"""Charts as SVG that the server draws: shapes of a chart with numbers along an axis, and of a map of locations.

They need no script and no style of their own, stand in the page as it is read aloud, printed or seen in the dark, and
weigh a few hundred bytes, where a library of charts weighs 200 kB. The numbers stand in a table beside each.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, radians, sqrt
from pathlib import Path
from typing import Final

from services.dashboard.form_report import Bar, PlacedAnswers

WIDTH: Final = 360  # of a chart: about the pixels of a phone, so that its words are read there
HEIGHT: Final = 200
LEFT: Final = 34
RIGHT: Final = 6
TOP: Final = 10
BOTTOM: Final = 24
LABELS: Final = 6  # below a chart
OUTLINE: Final = Path(__file__).parent / "static" / "vendor" / "natural-earth" / "thailand.json"
MIDDLE: Final = 13.0  # degrees of latitude at which a degree of longitude is measured
NARROWEST: Final = 1.5  # degrees that a map shows at least
ROUND: Final = 0.12  # of a map's extent around its outermost points


@dataclass(frozen=True, slots=True)
class Rect:
    """A column: where it stands, of which group it is, and what it says."""

    x: float
    y: float
    width: float
    height: float
    group: int
    said: str


@dataclass(frozen=True, slots=True)
class AxisLabel:
    """Words at a place of a chart, or a line at its height with the number that it stands for."""

    at: float
    said: str


@dataclass(frozen=True, slots=True)
class ColumnChart:
    """A chart of columns: what is drawn within WIDTH × HEIGHT."""

    columns: tuple[Rect, ...]
    lines: tuple[AxisLabel, ...]
    labels: tuple[AxisLabel, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    floor: int = HEIGHT - BOTTOM


@dataclass(frozen=True, slots=True)
class Circle:
    """Locations that lie together."""

    x: float
    y: float
    radius: float
    count: int


@dataclass(frozen=True, slots=True)
class PlaceChart:
    """A map: the part of the country that is shown (x, y, width, height), and the circles in it."""

    box: tuple[float, float, float, float]
    circles: tuple[Circle, ...]
    outline: str


def column_chart(bars: Sequence[Bar], said: Sequence[str], names: Sequence[str]) -> ColumnChart:
    """Return the chart of some bars in their order. `said` are the words below each, `names` those of the groups."""
    most = max((count for bar in bars for count in bar.counts), default=1) or 1
    step = _step(most)
    top = -(-most // step) * step
    high = HEIGHT - TOP - BOTTOM
    slot = (WIDTH - LEFT - RIGHT) / max(1, len(bars))
    wide = slot * 0.8 / max(1, len(names))
    columns = []
    for place, bar in enumerate(bars):
        for group, count in enumerate(bar.counts):
            tall = high * count / top
            x = LEFT + slot * place + slot * 0.1 + wide * group
            words = f"{said[place]} · {names[group]}: {count}" if names[group] else f"{said[place]}: {count}"
            columns.append(Rect(round(x, 1), round(TOP + high - tall, 1), round(wide, 1), round(tall, 1), group, words))
    lines = tuple(AxisLabel(round(TOP + high - high * at / top, 1), f"{at:,}") for at in range(0, top + 1, step))
    every = -(-len(bars) // LABELS)
    labels = tuple(
        AxisLabel(round(LEFT + slot * (place + 0.5), 1), said[place]) for place in range(0, len(bars), max(1, every))
    )
    return ColumnChart(tuple(columns), lines, labels)


def place_chart(places: Sequence[PlacedAnswers]) -> PlaceChart:
    """Return the map of some locations, with as much of the country as they need."""
    points = [(_x(one.longitude), _y(one.latitude), one.count) for one in places]
    xs, ys = [x for x, _, _ in points], [y for _, y, _ in points]
    side = max(max(xs) - min(xs), max(ys) - min(ys), NARROWEST) * (1 + 2 * ROUND)
    x, y = (min(xs) + max(xs) - side) / 2, (min(ys) + max(ys) - side) / 2
    most = max(one.count for one in places)
    circles = tuple(
        Circle(round(px, 4), round(py, 4), round(side * (0.012 + 0.03 * sqrt(count / most)), 4), count)
        for px, py, count in points
    )
    return PlaceChart((round(x, 3), round(y, 3), round(side, 3), round(side, 3)), circles, outline())


@cache
def outline() -> str:
    """Return the border of the country as the path of an SVG."""
    found = []
    for polygon in json.loads(OUTLINE.read_text("utf-8"))["geometry"]["coordinates"]:
        for ring in polygon:
            found.append("M" + "L".join(f"{_x(lon):.3f} {_y(lat):.3f}" for lon, lat in ring) + "Z")
    return "".join(found)


def _x(longitude: float) -> float:
    return longitude * cos(radians(MIDDLE))


def _y(latitude: float) -> float:
    return -latitude


def _step(most: int) -> int:
    """Return 1, 2 or 5 times a power of ten, of which at most five make what is drawn."""
    power = 1
    while True:
        for times in (1, 2, 5):
            if times * power * 5 >= most:
                return times * power
        power *= 10
