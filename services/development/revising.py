"""Revisions of the development plan: what the committee changes is stored whole beside the file, numbered, with why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from models.development import revisions
from models.development.revisions import CourseSpending, DevelopmentCourse, DevelopmentRevision
from models.people import audit
from models.people.people import Person
from programmes.development import Development
from services.development.courses import Course, courses, of_file, of_revision

LONGEST_REASON = 1000  # characters
MOST_BAHT = 100_000_000  # of a course: what is more was typed by mistake
TOLD = ("name", "way", "first", "last", "people", "budget", "owner")  # parts of which a revision says what changed


@dataclass(frozen=True, slots=True)
class CourseChange:
    """A course before and after a revision; None before: it was added."""

    before: Course | None
    after: Course

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of what changed."""
        if self.before is None:
            return ()
        return tuple(name for name in TOLD if getattr(self.before, name) != getattr(self.after, name))


class NotPlanned(ValueError):
    """A course cannot be so: its message is the key of the sentence that says why."""


def checked(terms: Development, one: Course, before: Course | None) -> Course:
    """Return a course as it may be planned, with its year. Raises NotPlanned."""
    year = terms.year_on(one.first)
    if year is None or terms.year_on(one.last) is not year or one.last < one.first:
        raise NotPlanned("dev-change-days")
    if not 0 <= one.budget <= MOST_BAHT:
        raise NotPlanned("dev-amount-range")
    after = replace(one, year=year.number)
    if before is not None and after == replace(before, revised=after.revised):
        raise NotPlanned("dev-change-nothing")
    return after


def revise(
    session: Session,
    terms: Development,
    after: Course,
    reason: str,
    *,
    by: Person,
    message_id: str | None,
    at: datetime,
) -> DevelopmentRevision:
    """Store the next revision with one course as it is from now on. A new course has no key yet."""
    made = revisions.add(session, after.year, reason[:LONGEST_REASON], by_person_id=by.id, message_id=message_id, at=at)
    was = next((one for one in terms.courses if one.key == after.key), None)
    topic = was.name.th if was is not None and after.name in (was.name.th, was.name.en) else after.name
    session.add(
        DevelopmentCourse(
            revision_id=made.id,
            course=after.key or f"added_{made.number}",
            topic=topic,
            way=after.way,
            first=after.first,
            last=after.last,
            groups=",".join(after.groups),
            competencies=",".join(after.competencies),
            curriculum=after.curriculum,
            people=after.people,
            budget=after.budget,
            owner=after.owner,
            dropped=after.dropped,
        )
    )
    session.flush()
    audit.record(session, at, f"person:{by.id}", "revise_development_plan", None, revision=made.id)
    return made


def changes_of(session: Session, terms: Development, language: str) -> Mapping[int, CourseChange]:
    """Return what each revision changed: its id -> the course before and after."""
    now: dict[str, Course] = {}
    found: dict[int, CourseChange] = {}
    numbers = {one.key: one.number for one in courses(session, terms, language, dropped=True)}
    planned = {one.key: one for one in terms.courses}
    for made, changed in reversed(revisions.revisions(session)):
        for row in changed:
            was, number = planned.get(row.course), numbers.get(row.course, 0)
            before = now.get(row.course) or (of_file(terms, number, was, language) if was else None)
            after = of_revision(terms, number, row, was, language)
            found[made.id], now[row.course] = CourseChange(before, after), after
    return found


def spend(session: Session, course: Course, amount: int, day: date, *, by: Person, at: datetime) -> CourseSpending:
    """Store that so much was spent on a course, at most MOST_BAHT."""
    made = CourseSpending(
        course=course.key, amount=amount, day=day, year=course.year, taken_back=False, by_person_id=by.id, at=at
    )
    session.add(made)
    session.flush()
    audit.record(session, at, f"person:{by.id}", "spend_on_course", None, spending=made.id)
    return made


def take_spending_back(session: Session, number: int, *, by: Person, at: datetime) -> CourseSpending | None:
    """Take a report of spending back; None if there is none, or it is taken back already."""
    made = session.get(CourseSpending, number)
    if made is None or made.taken_back:
        return None
    made.taken_back = True
    audit.record(session, at, f"person:{by.id}", "take_spending_back", None, spending=made.id)
    return made
