"""Where an area lies on the map: the town of its district, else of its province."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, radians
from typing import Final

from thai.data import read

EARTH: Final = 6371.0  # km, the mean radius
CAPITAL: Final = "01"  # the last digits of the district of a province's town


@dataclass(frozen=True, slots=True)
class Centre:
    """A point that stands for an area; `level` says of what it is the town: district or province."""

    latitude: float
    longitude: float
    level: str


def centre(code: str) -> Centre | None:
    """Return the town of the area with this official code (province, district or subdistrict), or None."""
    towns: dict[str, tuple[float, float]] = read("centres")["districts"]
    own, capital = towns.get(code[:4]) if len(code) > 2 else None, towns.get(code[:2] + CAPITAL)
    if own is not None:
        return Centre(own[0], own[1], "district")
    return Centre(capital[0], capital[1], "province") if capital is not None else None


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance of two points (latitude, longitude); within Thailand it is right to a few kilometres."""
    up, across = radians(other[0] - one[0]), radians(other[1] - one[1])
    return EARTH * hypot(up, across * cos(radians((one[0] + other[0]) / 2)))


def nearest_town(latitude: float, longitude: float) -> str:
    """Return the code of the district whose town is nearest to a point."""
    towns: dict[str, tuple[float, float]] = read("centres")["districts"]
    return min(towns, key=lambda code: kilometres((latitude, longitude), towns[code]))
