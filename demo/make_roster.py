"""Writes the roster of the demo's invented people: `python -m demo.make_roster`. The file is always the same."""

import csv
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

import geothai

from programmes import Programme, load

ROOT: Final = Path(__file__).resolve().parent.parent
PROGRAMME: Final = ROOT / "programmes" / "cast-2566"
COLUMNS: Final = (
    "id",
    "name",
    "role",
    "agency",
    "position",
    "pilot_district",
    "target_district",
    "phase3_province",
    "area",
    "scope",
    "deputy",
    "from",
    "to",
)
SEED: Final = 2566
BANGKOK: Final = "10"  # Bangkok has no district chiefs, so nobody is sent there
NEW_YEAR_OF_OFFICE: Final = date(2023, 10, 1)  # the day on which district chiefs are transferred
RETIRING = 6
SWAPPING = 2
DEPUTIES = 4

RosterFields = dict[str, str]


def make_roster(programme: Programme) -> list[RosterFields]:
    """Return the lines of the roster: 76 participants, mentors of all their areas, a coordinator of each scope."""
    return list(_Cohort(programme, Random(SEED)).rows())


class _Cohort:
    def __init__(self, programme: Programme, chance: Random) -> None:
        self.programme = programme
        self.chance = chance
        self.data: dict[str, Any] = tomllib.loads((Path(__file__).parent / "names.toml").read_text("utf-8"))
        self.agency = {agency.key: agency.name.th for agency in programme.agencies}
        self.names = self._invented_names()
        self.pilots = [area.code for area in programme.stage("pilot").areas]
        self.targets = [self._target_in(province) for province in geothai.provinces() if province.code != BANGKOK]

    def rows(self) -> Iterator[RosterFields]:
        yield from self._participants()
        yield from self._chiefs()
        for district in self.targets:
            yield self._mentor("province", district, area=_province(district))
        yield from self._coordinators()

    def _participants(self) -> Iterator[RosterFields]:
        origins = [agency for agency in self.data["agencies"] for _ in range(agency["participants"])]
        self.chance.shuffle(origins)
        for number, (agency, target) in enumerate(zip(origins, self._far_apart(), strict=True), 1):
            yield {
                "id": f"P{number:02}",
                "name": next(self.names),
                "role": "participant",
                "agency": self.agency[agency["key"]],
                "position": agency["position"],
                "pilot_district": _district(self.pilots[(number - 1) % len(self.pilots)]),
                "target_district": _district(target),
                "phase3_province": _province(target),
            }

    def _far_apart(self) -> list[str]:
        return self.chance.sample(self.targets, len(self.targets))

    def _chiefs(self) -> Iterator[RosterFields]:
        """Yield a chief for each district. In October some retire and some are transferred; some have a deputy."""
        districts = [*self.pilots, *self.targets]
        leaving = self.chance.sample(self.targets, RETIRING + 2 * SWAPPING)
        retiring, swapping = leaving[:RETIRING], leaving[RETIRING:]
        partner = dict(zip(swapping, [*swapping[SWAPPING:], *swapping[:SWAPPING]], strict=True))
        chiefs = {district: self._mentor("district", district) for district in districts}
        last_day = (NEW_YEAR_OF_OFFICE - timedelta(days=1)).isoformat()
        for place, (district, chief) in enumerate(chiefs.items()):
            if district not in leaving:
                yield chief
            else:
                yield {**chief, "to": last_day}
                successor = (
                    self._mentor("district", district)
                    if district in retiring
                    else {**self._mentor("district", district, named=False), "name": chiefs[partner[district]]["name"]}
                )
                yield {**successor, "from": NEW_YEAR_OF_OFFICE.isoformat()}
            if place < DEPUTIES:
                yield {**self._mentor("deputy", district), "deputy": chief["name"]}

    def _mentor(self, kind: str, district: str, *, area: str | None = None, named: bool = True) -> RosterFields:
        about = self.data["mentors"][kind]
        found = geothai.district(district)
        position = about["position"].format(district=found.name_th, province=_province(district))
        return {
            "name": next(self.names) if named else "",
            "role": "mentor",
            "agency": self.agency[about["agency"]],
            "position": position,
            "area": f"จ.{area}" if area else f"อ.{_district(district)}",
        }

    def _coordinators(self) -> Iterator[RosterFields]:
        for body in self.data["coordinators"]:
            name = next(self.names)
            for scope in body["scopes"]:
                yield {"name": name, "role": "coordinator", "agency": body["agency"], "scope": scope}

    def _target_in(self, province: geothai.Province) -> str:
        choices: list[str] = [
            district.code for district in geothai.districts(province.code) if district.code not in self.pilots
        ]
        return self.chance.choice(choices)

    def _invented_names(self) -> Iterator[str]:
        surnames = [begin + end for begin in self.data["surname_begins"] for end in self.data["surname_ends"]]
        pairs = [f"{first} {surname}" for first in self.data["first"] for surname in surnames]
        return iter(self.chance.sample(pairs, len(pairs)))


def _district(code: str) -> str:
    return f"{geothai.district(code).name_th} {_province(code)}"


def _province(district: str) -> str:
    return str(geothai.province(district[:2]).name_th)


def write(rows: list[RosterFields], path: Path) -> None:
    """Write `rows` as a CSV file that Excel opens with correct Thai letters."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    write(make_roster(load(PROGRAMME)), PROGRAMME / "roster.example.csv")
