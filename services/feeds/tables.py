"""The entity sets of feeds: entries, reviews, coverage. Submissions of forms are in `submissions.py`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from time import monotonic
from typing import Any, Final

from sqlalchemy import ColumnElement, func, select, tuple_
from sqlalchemy.orm import Session

from locales.texts import Text
from models.activities.activities import IS_COUNTED, Activity
from models.coordination.scopes import AccessScope
from models.people.people import Person
from models.people.placements import PlacesByDay
from models.reviews.reviews import Review
from programmes import Programme
from services.exports.activity_columns import ActivityLine
from services.exports.columns import CoverageLine, ReviewLine, area_name
from services.exports.records import ExportSource, MentorsByDay, coverage_lines, lines_of
from services.feeds.fields import (
    DAY,
    FLAG,
    MOMENT,
    NUMBER,
    TEXT,
    WHOLE,
    Cursor,
    FeedField,
    FeedTable,
    Portion,
    safe_name,
)

MENTORS_KEPT: Final = 1.0  # seconds
Conditions = Sequence[ColumnElement[bool]]
REVIEWER: Final = Person.__table__.alias("reviewer")


@dataclass(frozen=True, slots=True)
class FeedWords:
    """What tables are written with: programme, language, today, and what stands before a photo's token."""

    programme: Programme
    text: Text
    today: date
    photo_address: str | None = None


def entries(words: FeedWords) -> FeedTable[ActivityLine]:
    """Return the set of entries that count."""
    kept: list[tuple[float, MentorsByDay]] = []

    def mentors_now(session: Session) -> MentorsByDay:
        """Return the mentors of a day, which are read anew each second and not for each portion: they are many."""
        if not kept or monotonic() - kept[0][0] >= MENTORS_KEPT:
            kept[:] = [(monotonic(), MentorsByDay(session))]
        mentors = kept[0][1]
        mentors.session = session
        return mentors

    def portion(
        session: Session, access: AccessScope, asked: Conditions, after: Cursor | None, skipped: int, most: int
    ) -> Portion[ActivityLine]:
        wanted = select(Activity, Person.name, Person.agency).join(Person, Person.id == Activity.person_id)
        wanted = wanted.where(*_seen(access, asked))
        rows = session.execute(next_rows(wanted, Activity.day, Activity.id, after, skipped, most)).all()
        found = [(row[0], row[1], row[2]) for row in rows]
        places = PlacesByDay(session, {entry.person_id for entry, _, _ in found})
        mentors = mentors_now(session)
        lines = list(lines_of(session, words.programme, found, places, mentors, words.photo_address))
        return Portion(lines, (found[-1][0].day, found[-1][0].id) if found else None)

    def count(session: Session, access: AccessScope, asked: Conditions) -> int:
        counted = select(func.count()).select_from(Activity).join(Person, Person.id == Activity.person_id)
        return session.scalar(counted.where(*_seen(access, asked))) or 0

    return FeedTable("Entries", words.text("export-activities"), "Id", _entry_fields(words), portion, count)


def _entry_fields(words: FeedWords) -> list[FeedField[ActivityLine]]:
    text, programme, language = words.text, words.programme, words.text.language
    taken: set[str] = set()

    def field(
        name: str, label: str, type: str, value: Callable[[ActivityLine], Any], column: Any = None
    ) -> FeedField[ActivityLine]:
        return FeedField(safe_name(name, taken), label, type, value, column)

    def of(name: str, key: str, type: str, value: Callable[[ActivityLine], Any], column: Any = None) -> FeedField[Any]:
        return field(name, text(f"export-{key}"), type, value, column)

    def phase(one: ActivityLine) -> str | None:
        found = programme.phase_on(one.activity.day)
        return found.name(language) if found else None

    def lies_in(level: str) -> Callable[[ActivityLine], str | None]:
        return lambda one: area_name(one.place, level, language)

    return [
        of("Id", "activity-id", WHOLE, lambda one: one.activity.id, Activity.id),
        of("Day", "activity-day", DAY, lambda one: one.activity.day, Activity.day),
        of("Phase", "activity-phase", TEXT, phase),
        of("PersonId", "person-id", WHOLE, lambda one: one.activity.person_id, Activity.person_id),
        of("Person", "activity-person", TEXT, lambda one: one.author),
        of("Agency", "activity-agency", TEXT, lambda one: one.agency, Person.agency),
        of("Mentor", "activity-mentor", TEXT, lambda one: one.mentor),
        of("State", "activity-state", TEXT, lambda one: str(one.activity.state), Activity.state),
        of("Province", "province", TEXT, lies_in("province")),
        of("District", "district", TEXT, lies_in("district")),
        of("Subdistrict", "subdistrict", TEXT, lies_in("subdistrict")),
        of("PlaceCode", "activity-codes", TEXT, lambda one: one.place),
        of("Words", "activity-words", TEXT, lambda one: one.activity.words),
        of("People", "activity-people", WHOLE, lambda one: one.activity.people_count),
        of("Latitude", "activity-latitude", NUMBER, lambda one: one.activity.latitude),
        of("Longitude", "activity-longitude", NUMBER, lambda one: one.activity.longitude),
        of("Photos", "activity-photos", WHOLE, lambda one: one.activity.photos),
        field("PhotoAddresses", text("export-photos-more"), TEXT, lambda one: "\n".join(one.photos) or None),
        of("SentAt", "activity-sent", MOMENT, lambda one: one.activity.opened_at, Activity.opened_at),
        *(
            field(f"Sector_{one.key}", text("export-sector", name=one.label(language)), FLAG, _has("sectors", one.key))
            for one in programme.sectors
        ),
        *(
            field(f"Tag_{one.key}", text("export-tag", name=one.label(language)), FLAG, _has("tags", one.key))
            for one in programme.tags
        ),
    ]


def _has(part: str, key: str) -> Callable[[ActivityLine], bool]:
    return lambda one: key in getattr(one.details, part)


def reviews(words: FeedWords) -> FeedTable[ReviewLine]:
    """Return the set of what reviewers did with entries that count."""
    text = words.text

    def joined(columns: Any) -> Any:
        found = columns.join(Activity, Activity.id == Review.activity_id)
        found = found.join(Person, Person.id == Activity.person_id)
        return found.join(REVIEWER, REVIEWER.c.id == Review.by_person_id)

    def portion(
        session: Session, access: AccessScope, asked: Conditions, after: Cursor | None, skipped: int, most: int
    ) -> Portion[ReviewLine]:
        wanted = joined(select(Review, Activity.day, Person.name, Person.agency, REVIEWER.c.name))
        wanted = wanted.where(*_seen(access, asked))
        rows = session.execute(next_rows(wanted, Activity.day, Review.id, after, skipped, most)).all()
        lines = [ReviewLine(*row) for row in rows]
        return Portion(lines, (lines[-1].day, lines[-1].review.id) if lines else None)

    def count(session: Session, access: AccessScope, asked: Conditions) -> int:
        counted = joined(select(func.count()).select_from(Review))
        return session.scalar(counted.where(*_seen(access, asked))) or 0

    def of(name: str, key: str, type: str, value: Callable[[ReviewLine], Any], column: Any = None) -> FeedField[Any]:
        return FeedField(name, text(f"export-{key}"), type, value, column)

    fields = [
        of("Id", "review-id", WHOLE, lambda one: one.review.id, Review.id),
        of("EntryId", "review-entry", WHOLE, lambda one: one.review.activity_id, Review.activity_id),
        of("Day", "review-day", DAY, lambda one: one.day, Activity.day),
        of("PersonId", "person-id", WHOLE, lambda one: one.review.person_id, Review.person_id),
        of("Person", "review-person", TEXT, lambda one: one.author),
        of("Agency", "review-agency", TEXT, lambda one: one.agency, Person.agency),
        of("Reviewer", "review-by", TEXT, lambda one: one.reviewer),
        of("Act", "review-act", TEXT, lambda one: str(one.review.act), Review.act),
        of("Words", "review-words", TEXT, lambda one: one.review.words),
        of("At", "review-at", MOMENT, lambda one: one.review.at, Review.at),
    ]
    return FeedTable("Reviews", text("export-reviews"), "Id", fields, portion, count)


def coverage(words: FeedWords) -> FeedTable[CoverageLine]:
    """Return the set of participants: days expected and reported since the start, and how often each sector was met."""
    text, programme, language = words.text, words.programme, words.text.language

    counted: dict[AccessScope, list[CoverageLine]] = {}

    def lines(session: Session, access: AccessScope) -> list[CoverageLine]:
        """Return all lines, counted once for an answer: portions of several moments would not be of one list."""
        if access not in counted:
            source = ExportSource(session, programme, access, text, programme.start, words.today)
            counted[access] = list(coverage_lines(source))
        return counted[access]

    def portion(
        session: Session, access: AccessScope, _asked: Conditions, after: Cursor | None, skipped: int, most: int
    ) -> Portion[CoverageLine]:
        """One line a participant: they are few, and counted together."""
        start = skipped if after is None else after[1] + 1
        found = lines(session, access)[start : start + most]
        return Portion(found, (words.today, start + len(found) - 1) if found else None)

    def count(session: Session, access: AccessScope, _asked: Conditions) -> int:
        return len(lines(session, access))

    taken: set[str] = set()

    def of(name: str, label: str, type: str, value: Callable[[CoverageLine], Any]) -> FeedField[Any]:
        return FeedField(safe_name(name, taken), label, type, value)

    fields = [
        of("PersonId", text("export-coverage-id"), WHOLE, lambda one: one.person_id),
        of("Person", text("export-coverage-person"), TEXT, lambda one: one.name),
        of("Agency", text("export-coverage-agency"), TEXT, lambda one: one.agency),
        of("Province", text("export-province"), TEXT, lambda one: area_name(one.area, "province", language)),
        of("District", text("export-district"), TEXT, lambda one: area_name(one.area, "district", language)),
        of("ExpectedDays", text("export-coverage-expected"), WHOLE, lambda one: one.expected),
        of("ReportedDays", text("export-coverage-reported"), WHOLE, lambda one: one.reported),
        of("MissingDays", text("export-coverage-missing"), WHOLE, lambda one: one.expected - one.reported),
        of("OnLeave", text("export-coverage-on_leave"), FLAG, lambda one: one.on_leave),
        of("Entries", text("export-coverage-entries"), WHOLE, lambda one: one.activities),
        *(of(f"Sector_{one.key}", one.label(language), WHOLE, _times(one.key)) for one in programme.sectors),
    ]
    return FeedTable("Coverage", text("export-coverage"), "PersonId", fields, portion, count)


def _times(sector: str) -> Callable[[CoverageLine], int]:
    return lambda one: one.sectors.get(sector, 0)


def _seen(access: AccessScope, asked: Conditions) -> list[ColumnElement[bool]]:
    return [IS_COUNTED, access.records(Activity.person_id, Activity.day), *asked]


def next_rows(wanted: Any, day: Any, id: Any, after: Cursor | None, skipped: int, most: int) -> Any:
    """Return the query of the rows after a cursor. The days are compared once more, for the index by day."""
    if after is not None:
        wanted = wanted.where(day >= after[0], tuple_(day, id) > tuple_(*after))
    return wanted.order_by(day, id).offset(skipped or None).limit(most)
