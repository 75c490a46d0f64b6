"""Writes the roster of invented teams for a programme with units: `python -m demo.make_teams programmes/pilot-2565`.

A team of full size for each unit, or where units are chosen for the first of each group and for the others who applied
for them; the coordinators of each cluster, an office that sees everything, a member of each
task force, and in a programme of several agencies their 96 representatives. The file is always the same.
"""

import csv
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any, Final

from programmes import Programme, load
from programmes.units import Unit, Units

COLUMNS: Final = ("id", "name", "role", "agency", "position", "unit", "seat", "scope")
SEED: Final = 2565
REPRESENTATIVES: Final = 96
JURORS: Final = 7  # of a body that only judges: one of each sector
PARTNERS: Final = ("religious", "people", "academic", "private")  # seats whose people are of no agency

RosterFields = dict[str, str]


def make_teams(programme: Programme, units: Units) -> list[RosterFields]:
    """Return the lines of the roster."""
    data: dict[str, Any] = tomllib.loads((Path(__file__).parent / "names.toml").read_text("utf-8"))
    surnames = [begin + end for begin in data["surname_begins"] for end in data["surname_ends"]]
    names = [f"{first} {surname}" for first in data["first"] for surname in surnames]
    people = iter(Random(SEED).sample(names, len(names)))
    return [*_members(programme, units, people), *_coordinators(programme, units, people)]


def _members(programme: Programme, units: Units, people: Iterator[str]) -> Iterator[RosterFields]:
    agencies = [agency.name.th for agency in programme.agencies]
    later = {call.becomes for call in programme.calls}  # who is chosen takes these seats; nobody has them before
    whole = {unit.code for unit in to_be_chosen(programme, units)}
    applying = {seat for call in programme.calls for seat in call.answered_by}
    for unit in units.teams:
        held = [one for one in units.seats if one.key not in later and (unit.code in whole or one.key in applying)]
        for place, seat in enumerate([one for one in held for _ in range(one.many)]):
            yield {
                "id": f"T{unit.code}-{place + 1:02}",
                "name": next(people),
                "role": "participant",
                "agency": agencies[-1] if seat.key in PARTNERS else agencies[min(place // 2, len(agencies) - 1)],
                "position": seat.name.th,
                "unit": _written(unit, units),
                "seat": seat.name.th,
            }


def _coordinators(programme: Programme, units: Units, people: Iterator[str]) -> Iterator[RosterFields]:
    clusters = [unit for unit in units.tree if unit.level == units.levels[0].key]
    phases = {phase.owner for phase in programme.phases} | {step.owner for step in programme.steps}
    juries = {key: one for one in programme.selections for key in one.jury if key not in phases}
    for owner in programme.owners:
        if owner.key in juries:
            continue
        name = next(people)
        for scope in ("all", *(f"phase:{phase.number}" for phase in programme.phases if phase.owner == owner.key)):
            yield {"name": name, "role": "coordinator", "agency": owner.name.th, "scope": scope}
    for cluster in clusters:
        yield {
            "name": next(people),
            "role": "coordinator",
            "agency": cluster.called("th"),
            "scope": f"unit:{cluster.code}",
        }
    agencies = [agency.name.th for agency in programme.agencies[:-1]]
    for number in range(REPRESENTATIVES if agencies else 0):
        agency = agencies[number % len(agencies)]
        yield {"name": next(people), "role": "coordinator", "agency": agency, "scope": f"agency:{agency}"}
    for owner in programme.owners:
        if owner.key in juries:  # they see no more than the phase in which they judge
            phase = programme.phase_on(juries[owner.key].opens)
            for _ in range(JURORS if phase else 0):
                scope = f"phase:{phase.number}" if phase else ""
                yield {"name": next(people), "role": "coordinator", "agency": owner.name.th, "scope": scope}


def to_be_chosen(programme: Programme, units: Units) -> list[Unit]:
    """Return the units with a whole team in the example: all, or the first of each group that is chosen in."""
    if units.chosen_in is None:
        return list(units.teams)
    level = programme.selection(units.chosen_in).group
    first: dict[str, Unit] = {}
    for unit in units.teams:
        group = next((one.code for one in (unit, *units.above(unit.code)) if one.level == level), "")
        first.setdefault(group, unit)
    return list(first.values())


def _written(unit: Unit, units: Units) -> str:
    """Return a unit's name with that of the unit in which it lies, as offices write it."""
    above = next(units.above(unit.code), None)
    return f"{unit.called('th')} {above.called('th')}" if above else unit.called("th")


def write(rows: list[RosterFields], path: Path) -> None:
    """Write `rows` as a CSV file that Excel opens with correct Thai letters."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    programme = load(folder)
    if programme.units is None:
        sys.exit(f"{folder}: this programme has no units")
    write(make_teams(programme, programme.units), folder / "roster.example.csv")
