"""The courses of the plan as they are in force: those of the programme file, changed and added by revisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz
from sqlalchemy.orm import Session

from models.development import revisions
from models.development.revisions import DevelopmentCourse
from programmes.development import Development, PlannedCourse

ALIKE = 78  # per cent of similarity at which a training is taken for a planned course
SHORTEST = 6  # letters of a topic that is compared


@dataclass(frozen=True, slots=True)
class Course:
    """A course in force. `number` is the one by which people call it: it never changes. `name` is in the reader's
    language if the file has it, else as it was written. `year`: the number of its year."""

    number: int
    key: str
    name: str
    way: str
    first: date
    last: date
    groups: tuple[str, ...]
    competencies: tuple[str, ...]
    curriculum: str | None
    people: int | None
    budget: int
    owner: str
    year: int
    revised: bool = False
    dropped: bool = False

    def is_for(self, group: str | None) -> bool:
        """Return whether it is for a group of staff."""
        return not self.groups or group in self.groups


@dataclass(frozen=True, slots=True)
class YearBudget:
    """Baht of a year: what it has, what its courses are to cost, and what was spent on them."""

    year: int
    allotted: int | None
    planned: int
    spent: int

    @property
    def left(self) -> int:
        return (self.planned if self.allotted is None else self.allotted) - self.spent

    @property
    def share(self) -> int:
        """Per cent that was spent."""
        whole = self.planned if self.allotted is None else self.allotted
        return round(100 * self.spent / whole) if whole else 0


def courses(session: Session, terms: Development, language: str, *, dropped: bool = False) -> list[Course]:
    """Return the courses in force, in the order of their numbers; with those that were dropped if asked for."""
    changed = revisions.changed_courses(session)
    found: list[Course] = []
    planned = [one.key for one in terms.courses]
    for number, one in enumerate(terms.courses, 1):
        new = changed.get(one.key)
        found.append(of_revision(terms, number, new, one, language) if new else of_file(terms, number, one, language))
    added = [one for key, one in changed.items() if key not in planned]
    found += [of_revision(terms, number, one, None, language) for number, one in enumerate(added, len(planned) + 1)]
    return [one for one in found if dropped or not one.dropped]


def of_year(found: Sequence[Course], year: int) -> list[Course]:
    """Return the courses of a year, the first ones first."""
    return sorted((one for one in found if one.year == year), key=lambda one: (one.first, one.last, one.number))


def budgets(session: Session, terms: Development, found: Sequence[Course]) -> list[YearBudget]:
    """Return the budget of each year. `found` are all courses, also those dropped: what was spent on
    them was spent, in the year in which they were planned then."""
    spent: dict[int, int] = {}
    of_course = {one.key: one.year for one in found}
    for (course, year), amount in revisions.spent_in_years(session).items():
        counted = year if year is not None else of_course.get(course, 0)
        spent[counted] = spent.get(counted, 0) + amount
    return [
        YearBudget(
            year.number,
            year.budget,
            sum(one.budget for one in found if one.year == year.number and not one.dropped),
            spent.get(year.number, 0),
        )
        for year in terms.years
    ]


def course_meant(found: Sequence[Course], topic: str | None, way: str, day: date, terms: Development) -> Course | None:
    """Return the planned course of that day's year that a training probably was, by what it was about."""
    year = terms.year_on(day)
    if topic is None or year is None or len(topic) < SHORTEST:
        return None
    low = topic.lower()
    alike = [
        (fuzz.partial_ratio(low, one.name.lower()), one.way == way, -one.number, one)
        for one in found
        if one.year == year.number and one.first <= day
    ]
    best = max(alike, default=None, key=lambda each: each[:3])
    return best[3] if best is not None and best[0] >= ALIKE else None


def competencies_said(words: str, terms: Development, keys: Sequence[str]) -> tuple[str, ...]:
    """Return those of these competencies that words name."""
    low = words.lower()
    known: Mapping[str, tuple[str, ...]] = {key: terms.competency_of[key].words for key in keys}
    return tuple(key for key, names in known.items() if any(len(name) > 3 and name.lower() in low for name in names))


def of_file(terms: Development, number: int, one: PlannedCourse, language: str) -> Course:
    """Return a course as the file has it."""
    year = terms.year_on(one.first)
    return Course(
        number, one.key, one.name(language), one.way, one.first, one.last, one.groups, one.competencies,
        one.curriculum, one.people, one.budget, one.owner, year.number if year else 0,
    )  # fmt: skip


def of_revision(
    terms: Development, number: int, one: DevelopmentCourse, was: PlannedCourse | None, language: str
) -> Course:
    """Return a course as a revision has it; `was`: as the file has it, if it does."""
    year = terms.year_on(one.first)
    name = was.name(language) if was is not None and one.topic == was.name.th else one.topic
    return Course(
        number, one.course, name, one.way, one.first, one.last, keys_of(one.groups), keys_of(one.competencies),
        one.curriculum, one.people, one.budget, one.owner, year.number if year else 0, True, one.dropped,
    )  # fmt: skip


def keys_of(joined: str) -> tuple[str, ...]:
    return tuple(key for key in joined.split(",") if key)
