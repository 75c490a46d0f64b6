"""Units of a programme: a tree of clusters, provinces, districts or divisions, with the seats of their teams."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Annotated, Final

import geothai
from pydantic import Field, StringConstraints

from programmes.problems import FileProblem, repeated, unknown
from programmes.sections import AREA_DIGITS, Key, Label, NonEmptyText, Section

Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]*$")]
OFFICIAL: Final = re.compile(r"\d{2}|\d{4}")  # the code of a province or a district
_ARABIC: Final = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_PREFIX: Final = {2: ("จังหวัด", ""), 4: ("อำเภอ", "")}


class Level(Section):
    """A level of the tree, the highest first: a cluster, a province, a district, a division."""

    key: Key
    name: Label


class TeamPost(Section):
    """A place in the team of a unit, for `many` people. `said`: other words for it, in messages and rosters."""

    key: Key
    name: Label
    said: tuple[NonEmptyText, ...] = ()
    many: int = Field(default=1, ge=1)


class Unit(Section):
    """One unit. `parent` is the code of the unit in which it lies. Without a name it is called as the area with this
    official code (2 digits: a province, 4: a district). `said`: other names, in messages and rosters."""

    code: Code
    level: Key
    parent: Code | None = None
    name: Label | None = None
    said: tuple[NonEmptyText, ...] = ()

    @property
    def area(self) -> str | None:
        """Its official code, if it is a province or a district."""
        return self.code if OFFICIAL.fullmatch(self.code) else None

    def called(self, language: str) -> str:
        """Return its name."""
        if self.name is not None:
            return self.name(language)
        return _official_name(self.code, language) or self.code


class Units(Section):
    """The tree. Units of the level `team` have a team with `seats`; `team_name` is what such a team is called.
    `chosen_in`: the selection that chooses of which units teams are wanted; until it is closed nobody is
    reminded of vacant seats."""

    levels: tuple[Level, ...] = Field(min_length=1)
    team: Key
    team_name: Label
    seats: tuple[TeamPost, ...] = Field(min_length=1)
    tree: tuple[Unit, ...] = Field(min_length=1, alias="list")
    chosen_in: Key | None = None

    def unit(self, code: str) -> Unit:
        """Return the unit with this code. Raises KeyError."""
        return self._by_code[code]

    def seat(self, key: str) -> TeamPost:
        """Return the seat with this key. Raises KeyError."""
        return {seat.key: seat for seat in self.seats}[key]

    def knows(self, code: str | None) -> bool:
        return code in self._by_code

    @property
    def seats_a_team(self) -> int:
        return sum(seat.many for seat in self.seats)

    @cached_property
    def teams(self) -> tuple[Unit, ...]:
        """The units that have a team, in the file's order."""
        return tuple(unit for unit in self.tree if unit.level == self.team)

    def within(self, code: str) -> tuple[str, ...]:
        """Return the codes of a unit and of all units that lie in it."""
        found = [code]
        for one in found:  # grows while it is read
            found += self._inside.get(one, ())
        return tuple(found)

    def above(self, code: str) -> Iterator[Unit]:
        """Yield the units in which a unit lies, the nearest first."""
        parent = self.unit(code).parent
        while parent is not None:
            yield self.unit(parent)
            parent = self.unit(parent).parent

    def called(self, words: str) -> list[Unit]:
        """Return the units with this code or name, as it may be written, the highest level first."""
        return self._by_name.get(bare_name(words), [])

    @cached_property
    def _by_code(self) -> dict[str, Unit]:
        return {unit.code: unit for unit in self.tree}

    @cached_property
    def _inside(self) -> dict[str, list[str]]:
        inside: dict[str, list[str]] = {}
        for unit in self.tree:
            if unit.parent is not None:
                inside.setdefault(unit.parent, []).append(unit.code)
        return inside

    @cached_property
    def _by_name(self) -> dict[str, list[Unit]]:
        found: dict[str, list[Unit]] = {}
        rank = {level.key: place for place, level in enumerate(self.levels)}
        for unit in sorted(self.tree, key=lambda one: rank.get(one.level, 0)):
            for name in dict.fromkeys(map(bare_name, self._names(unit))):
                found.setdefault(name, []).append(unit)
        return found

    def _names(self, unit: Unit) -> Sequence[str]:
        names = [unit.code, unit.called("th"), unit.called("en"), *unit.said]
        district = geothai.district(unit.code) if len(unit.code) == 4 and unit.area else None
        if district is not None:  # แม่ใจ พะเยา
            names += [
                f"{district.name_th}{mark}{geothai.province(unit.code[:2]).name_th}" for mark in (" ", "จังหวัด", "จ.")
            ]
        above = self._by_code.get(unit.parent or "")
        if above is not None and unit.area is None:  # กองกลาง สป.มท.
            upper = (above.called("th"), above.called("en"), *above.said)
            names += [f"{name} {one}" for name in names[1:] for one in upper]
        return names


def bare_name(words: str) -> str:
    """Return the part of a unit's name that counts when names are compared."""
    plain = re.sub(r"[\s.\-–·]+", "", words.lower().translate(_ARABIC))
    return re.sub(r"^(?:อำเภอ|จังหวัด|เขต|อ(?=แม่|เมือง)|district|province)(?=.)", "", plain)


def _official_name(code: str, language: str) -> str | None:
    found = geothai.province(code) if len(code) == AREA_DIGITS["province"] else geothai.district(code)
    if found is None:
        return None
    return str(found.name_en if language == "en" else _PREFIX[len(code)][0] + found.name_th)


def unit_problems(units: Units | None) -> Iterator[FileProblem]:
    """Yield every contradiction of the section as (key path, reason)."""
    if units is None:
        return
    levels = [level.key for level in units.levels]
    yield from repeated("units.levels", "key", levels)
    yield from repeated("units.seats", "key", [seat.key for seat in units.seats])
    yield from repeated("units.list", "code", [unit.code for unit in units.tree])
    if units.team not in levels:
        yield unknown("units.team", "level of [units]", units.team, levels)
    elif not units.teams:
        yield "units.team", f"no unit of the list is of the level {units.team!r}"
    known = {unit.code: unit for unit in units.tree}
    for place, unit in enumerate(units.tree):
        where = f"units.list[{place}]"
        if unit.level not in levels:
            yield unknown(f"{where}.level", "level of [units]", unit.level, levels)
            continue
        if unit.name is None and (unit.area is None or _official_name(unit.code, "th") is None):
            yield f"{where}.name", f"{unit.code} is no official code of a province or district, so it needs a name"
        if unit.parent is None:
            continue
        parent = known.get(unit.parent)
        if parent is None:
            yield unknown(f"{where}.parent", "unit of the list", unit.parent, known)
        elif parent.level not in levels or levels.index(parent.level) >= levels.index(unit.level):
            yield f"{where}.parent", f"{unit.parent} is of the level {parent.level}, which is not above {unit.level}"
    seen: dict[str, str] = {}
    for place, seat in enumerate(units.seats):
        for word in (seat.name.th, *seat.said):
            other = seen.setdefault(bare_name(word), seat.key)
            if other != seat.key:
                yield f"units.seats[{place}].said", f"{word!r} is said of the seat {other} already"
