"""Makes bot/dashboard/static/vendor/natural-earth/thailand.json: the outline of Thailand, for maps without tiles.

It is selected from Natural Earth's countries 1:10m, as in the npm package world-atlas 2.0.2, and simplified:
`python -m bench.make_outline world-atlas/countries-10m.json > …/thailand.json`.
"""

import json
import sys
from pathlib import Path
from typing import Any, Final

NAME: Final = "Thailand"
DEVIATION: Final = 0.01  # degrees (1 km) that the simplified line may lie beside the original
SMALLEST: Final = 8  # points of an island that is kept

Line = list[tuple[float, float]]


def main() -> int:
    atlas = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    country = next(one for one in atlas["objects"]["countries"]["geometries"] if one["properties"]["name"] == NAME)
    outlines = [[_line(atlas, arcs) for arcs in polygon[:1]] for polygon in country["arcs"]]
    polygons = [[_closed(ring) for ring in rings] for rings in outlines if len(rings[0]) >= SMALLEST]
    geometry = {"type": "MultiPolygon", "coordinates": polygons}
    json.dump({"type": "Feature", "properties": {}, "geometry": geometry}, sys.stdout, separators=(",", ":"))
    return 0


def _line(atlas: dict[str, Any], arcs: list[int]) -> Line:
    """Return the points of arcs that follow each other; a negative number is an arc backwards (TopoJSON)."""
    found: Line = []
    for number in arcs:
        points = _points(atlas, ~number if number < 0 else number)
        found += (points[::-1] if number < 0 else points)[1 if found else 0 :]
    return found


def _points(atlas: dict[str, Any], number: int) -> Line:
    (across, up), (west, south) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    x = y = 0
    found: Line = []
    for dx, dy in atlas["arcs"][number]:
        x, y = x + dx, y + dy
        found.append((x * across + west, y * up + south))
    return found


def _closed(ring: Line) -> list[list[float]]:
    """Return a ring with fewer points, simplified in two halves because it has no ends."""
    middle = len(ring) // 2
    kept = _simplified(ring[: middle + 1])[:-1] + _simplified(ring[middle:])
    return [[round(longitude, 3), round(latitude, 3)] for longitude, latitude in kept]


def _simplified(line: Line) -> Line:
    """Return a line without the points that lie closer than DEVIATION to the straight line around them."""
    (x1, y1), (x2, y2) = line[0], line[-1]
    length = max(((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5, 1e-9)
    beside = [abs((y2 - y1) * (x - x1) - (x2 - x1) * (y - y1)) / length for x, y in line]
    furthest = max(range(len(line)), key=beside.__getitem__)
    if beside[furthest] <= DEVIATION or len(line) < 3:
        return [line[0], line[-1]]
    return _simplified(line[: furthest + 1])[:-1] + _simplified(line[furthest:])


if __name__ == "__main__":
    sys.exit(main())
