"""The development plan of an organisation: who its staff are, what they need, in which ways it is learned, and when."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Final, Literal

from pydantic import Field

from programmes.problems import FileProblem, outside, repeated, unknown
from programmes.sections import Day, Key, Label, NonEmptyText, Section

CompetencyKind = Literal["core", "executive", "line"]
KINDS: Final[tuple[CompetencyKind, ...]] = ("core", "executive", "line")
MOST_BUDGET: Final = 1_000_000_000  # baht: more than any plan has, and less than a typing error
BUDDHIST: Final = 543  # years before the common era
FIRST_BUDDHIST: Final = 2400  # a number from here on is a Buddhist year
CourseKey = Key


class Listed(Section):
    """Something with a name: a field of knowledge, a skill, a curriculum. `said`: other words for it, in messages."""

    key: Key
    name: Label
    said: tuple[NonEmptyText, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """Everything it is called."""
        return (self.name.th, self.name.en, *self.said)


class DevelopmentWay(Listed):
    """A way to develop people. A message that begins with one of its words tells of it."""


class StaffCompetency(Listed):
    """What people are to be able to do: `core` is for everybody, `executive` and `line` for whose group needs it."""

    kind: CompetencyKind


class StaffGroup(Listed):
    """People of one kind of post. `needs`: the kinds of competencies that are looked for in each of them."""

    needs: tuple[CompetencyKind, ...] = Field(min_length=1)


class LineOfWork(Listed):
    """A line of work, with the competencies that it needs besides those of everybody."""

    competencies: tuple[Key, ...]


class PlanYear(Section):
    """A year of the plan, such as a fiscal year: the number by which people call it, its days, its budget (baht)."""

    number: int = Field(ge=1)
    first: Day
    last: Day
    budget: int | None = Field(default=None, ge=0, le=MOST_BUDGET)


def year_said(number: int, language: str) -> str:
    """Return the number of a year as it is said: Buddhist in Thai, of the common era in English."""
    return str(number if language == "th" or number < FIRST_BUDDHIST else number - BUDDHIST)


class PlannedCourse(Section):
    """A course or another activity that is planned: when, in which way, for which groups (none: for all), towards which
    competencies, for how many people, at which cost (baht), and which of [[owners]] answers for it."""

    key: CourseKey
    name: Label
    way: Key
    first: Day
    last: Day
    groups: tuple[Key, ...] = ()
    competencies: tuple[Key, ...] = ()
    curriculum: Key | None = None
    people: int | None = Field(default=None, ge=1)
    budget: int = Field(default=0, ge=0, le=MOST_BUDGET)
    owner: Key


class Development(Section):
    """The plan as it was approved; what the committee changes later is stored as revisions. `said`: the words by which
    a message speaks of it. `idle_days`: who has learned nothing for so long is reminded. `hours_a_day`: how long a day
    of training counts. `fewest_of_line`: how many competencies each line of work needs at least."""

    name: Label
    organisation: Label
    said: tuple[NonEmptyText, ...] = Field(min_length=1)
    idle_days: int = Field(default=180, ge=1, le=1000)
    hours_a_day: int = Field(default=6, ge=1, le=24)
    fewest_of_line: int = Field(default=3, ge=0)
    years: tuple[PlanYear, ...] = Field(min_length=1)
    groups: tuple[StaffGroup, ...] = Field(min_length=1)
    competencies: tuple[StaffCompetency, ...] = Field(min_length=1)
    lines: tuple[LineOfWork, ...] = ()
    ways: tuple[DevelopmentWay, ...] = Field(min_length=1)
    knowledge: tuple[Listed, ...] = ()
    skills: tuple[Listed, ...] = ()
    curricula: tuple[Listed, ...] = ()
    courses: tuple[PlannedCourse, ...] = ()

    def year_on(self, day: date) -> PlanYear | None:
        """Return the year of a day, or None outside of the plan."""
        return next((year for year in self.years if year.first <= day <= year.last), None)

    def year(self, number: int) -> PlanYear:
        """Return the year with this number. Raises KeyError."""
        return {year.number: year for year in self.years}[number]

    @property
    def first(self) -> date:
        """The first day of the plan."""
        return min(year.first for year in self.years)

    @property
    def last(self) -> date:
        """The last day of the plan."""
        return max(year.last for year in self.years)

    def needed(self, group: str | None, line: str | None) -> tuple[StaffCompetency, ...]:
        """Return the competencies that somebody of a group and a line of work needs, in the file's order. Of whom the
        group is not known, those of everybody and of their line."""
        of_group = self.group_of.get(group or "")
        kinds = of_group.needs if of_group else ("core", "line")
        known = self.line_of.get(line or "")
        of_line = known.competencies if known else ()
        return tuple(
            one for one in self.competencies if one.kind in kinds and (one.kind != "line" or one.key in of_line)
        )

    @cached_property
    def group_of(self) -> Mapping[str, StaffGroup]:
        return {one.key: one for one in self.groups}

    @cached_property
    def line_of(self) -> Mapping[str, LineOfWork]:
        return {one.key: one for one in self.lines}

    @cached_property
    def competency_of(self) -> Mapping[str, StaffCompetency]:
        return {one.key: one for one in self.competencies}

    @cached_property
    def way_of(self) -> Mapping[str, DevelopmentWay]:
        return {one.key: one for one in self.ways}


def development_problems(terms: Development | None, owners: Sequence[str]) -> Iterator[FileProblem]:
    """Yield every contradiction of the section as (key path, reason)."""
    if terms is None:
        return
    for name in ("groups", "competencies", "lines", "ways", "knowledge", "skills", "curricula", "courses"):
        yield from repeated(f"development.{name}", "key", [one.key for one in getattr(terms, name)])
    yield from repeated("development.years", "number", [year.number for year in terms.years])
    yield from _years(terms)
    yield from _lines(terms)
    yield from _courses(terms, owners)


def _years(terms: Development) -> Iterator[FileProblem]:
    for place, year in enumerate(terms.years):
        if year.last < year.first:
            yield f"development.years[{place}].last", f"{year.last} is before the first day, {year.first}"
        for other in terms.years[:place]:
            if year.first <= other.last and other.first <= year.last:
                yield f"development.years[{place}].first", f"{year.number} and {other.number} have days in common"


def _lines(terms: Development) -> Iterator[FileProblem]:
    known = {one.key: one.kind for one in terms.competencies}
    of_lines = [key for key, kind in known.items() if kind == "line"]
    for place, line in enumerate(terms.lines):
        where = f"development.lines[{place}].competencies"
        for number, key in enumerate(line.competencies):
            if known.get(key) != "line":
                yield unknown(f"{where}[{number}]", "competency of the kind line", key, of_lines)
        if len(line.competencies) < terms.fewest_of_line:
            yield where, f"a line of work needs {terms.fewest_of_line} or more; this one has {len(line.competencies)}"


def _courses(terms: Development, owners: Sequence[str]) -> Iterator[FileProblem]:
    lists = {
        "groups": [one.key for one in terms.groups],
        "competencies": [one.key for one in terms.competencies],
    }
    for place, course in enumerate(terms.courses):
        where = f"development.courses[{place}]"
        if course.last < course.first:
            yield f"{where}.last", f"{course.last} is before the first day, {course.first}"
        elif terms.year_on(course.first) is None or terms.year_on(course.first) != terms.year_on(course.last):
            yield outside(f"{where}.first", course.first, terms.first, terms.last, "one year of the plan")
        if course.way not in terms.way_of:
            yield unknown(f"{where}.way", "way of [development]", course.way, list(terms.way_of))
        if course.owner not in owners:
            yield unknown(f"{where}.owner", "[[owners]]", course.owner, list(owners))
        curricula = [one.key for one in terms.curricula]
        if course.curriculum is not None and course.curriculum not in curricula:
            yield unknown(f"{where}.curriculum", "curriculum of [development]", course.curriculum, curricula)
        for name, known in lists.items():
            for number, key in enumerate(getattr(course, name)):
                if key not in known:
                    yield unknown(f"{where}.{name}[{number}]", f"{name} of [development]", key, known)
