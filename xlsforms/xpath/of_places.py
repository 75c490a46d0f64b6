"""Functions about places. A place is "latitude longitude altitude accuracy"; semicolons join places to a line."""

import math
from itertools import pairwise
from typing import Final

from xlsforms.xpath.calls import FunctionCall, function
from xlsforms.xpath.limits import EvaluationFailed

EARTH: Final = 6378100.0  # metres, the radius at the equator that ODK uses
_ROUND: Final = 2 * math.pi * EARTH
_STEPS_OF_A_PLACE: Final = 2

Place = tuple[float, float]  # degrees: latitude, longitude


@function("distance", (1, None))
def distance(call: FunctionCall) -> float:
    """Return the metres along places, in one or several arguments."""
    places = [place for value in call.texts() for place in _places(call, value)]
    return math.fsum(_metres(here, there) for here, there in pairwise(places))


@function("area", 1)
def area(call: FunctionCall) -> float:
    """Return the square metres inside a line, or inside the places of a path, on a plane that touches the Earth at the
    first place (as JavaRosa).
    """
    places = [place for value in call.texts() for place in _places(call, value)]
    if len(places) < 3:
        return 0.0
    south, west = places[0]
    flat = [
        ((lon - west) * _ROUND * math.cos(math.radians(lat)) / 360, (lat - south) * _ROUND / 360)
        for lat, lon in places[1:]
    ]
    return abs(math.fsum((y1 * x2 - x1 * y2) / 2 for (x1, y1), (x2, y2) in pairwise(flat)))


@function("geofence", 2)
def geofence(call: FunctionCall) -> bool:
    """Return whether a place lies inside a line that ends where it begins."""
    asked, line = _places(call, call.text(0)), _places(call, call.text(1))
    if not asked or len(line) < 2 or line[0] != line[-1]:
        return False
    lat, lon = asked[0]
    inside = False
    for (lat1, lon1), (lat2, lon2) in pairwise(line):
        if (lat2 > lat) != (lat1 > lat) and lon < (lon1 - lon2) * (lat - lat2) / (lat1 - lat2) + lon2:
            inside = not inside
    return inside


def _places(call: FunctionCall, written: str) -> list[Place]:
    """Return the places of a text, each counted. Raises EvaluationFailed for what is no place."""
    call.scope.around.budget.spend(_STEPS_OF_A_PLACE * written.count(";"))
    return [_place(part) for part in written.split(";") if part.strip()]


def _place(written: str) -> Place:
    try:
        lat, lon = map(float, written.split()[:2])
    except ValueError as error:
        raise EvaluationFailed("form-failure-place", value=written.strip()) from error
    return lat, lon


def _metres(here: Place, there: Place) -> float:
    (lat, lon), (other_lat, other_lon) = (tuple(map(math.radians, place)) for place in (here, there))
    across = math.sin(lat) * math.sin(other_lat) + math.cos(lat) * math.cos(other_lat) * math.cos(other_lon - lon)
    return EARTH * math.acos(max(-1.0, min(1.0, across)))  # as JavaRosa; what is a few centimetres away is at 0
