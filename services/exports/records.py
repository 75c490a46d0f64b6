"""The tables of activities, reviews, coverage and people within an access scope, read in portions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from locales.texts import Text
from models.activities import details, media
from models.activities.activities import IS_COUNTED, Activity, ActivityState
from models.coordination import summaries
from models.coordination.scopes import AccessScope
from models.people import people
from models.people.people import Membership, Person, PersonState, Role
from models.people.placements import PlacesByDay
from models.reviews import mentoring
from models.reviews.reviews import Review
from models.storage.portions import in_portions
from programmes import Programme, Stage
from services.exports.activity_columns import ActivityLine, activity_columns
from services.exports.columns import (
    CoverageLine,
    PersonLine,
    ReviewLine,
    coverage_columns,
    person_columns,
    review_columns,
)
from services.exports.table import Point, Table
from services.summaries import counting
from thai.centres import centre


@dataclass(frozen=True, slots=True)
class ExportSource:
    """The source of an export: access scope, days and language. `photo_address` is what stands before a photo's token
    (None: the file has no links to photos)."""

    session: Session
    programme: Programme
    access: AccessScope
    text: Text
    first: date
    last: date
    photo_address: str | None = None


def activities_table(source: ExportSource) -> Table[ActivityLine]:
    return _activity_table(source, "export-activities", _activities(source))


def chosen_table(source: ExportSource, ids: Select[Any]) -> Table[ActivityLine]:
    """Return the activities that a query for their ids finds."""
    return _activity_table(source, "export-entries", _activities(source, chosen=Activity.id.in_(ids)))


def own_table(source: ExportSource) -> Table[ActivityLine]:
    """Return one's own activities, with the notes that count nowhere."""
    return _activity_table(source, "export-mine", _activities(source, notes_too=True))


def _activity_table(source: ExportSource, name: str, lines: Iterator[ActivityLine]) -> Table[ActivityLine]:
    text = source.text
    columns, origin = activity_columns(text, source.programme), text("export-point")
    return Table(text(name), columns, lines, _on_the_map(text), origin=origin)


def reviews_table(source: ExportSource) -> Table[ReviewLine]:
    return Table(source.text("export-reviews"), review_columns(source.text), _reviews(source))


def coverage_table(source: ExportSource) -> Table[CoverageLine]:
    """Return one line for each participant: expected and reported days, and how often each sector was met."""
    columns = coverage_columns(source.text, source.programme)
    return Table(source.text("export-coverage"), columns, coverage_lines(source))


def people_table(source: ExportSource) -> Table[PersonLine]:
    columns = person_columns(source.text, source.programme)
    return Table(source.text("export-people"), columns, _people(source))


def _activities(
    source: ExportSource, *, notes_too: bool = False, chosen: ColumnElement[bool] | None = None
) -> Iterator[ActivityLine]:
    shown = Activity.state != ActivityState.DELETED if notes_too else IS_COUNTED
    shown = shown if chosen is None else shown & chosen
    wanted = (
        select(Activity, Person.name, Person.agency)
        .join(Person, Person.id == Activity.person_id)
        .where(Activity.day.between(source.first, source.last), shown)
        .where(source.access.records(Activity.person_id, Activity.day))
        .order_by(Activity.day, Activity.person_id, Activity.id)
    )
    places, mentors = PlacesByDay(source.session), MentorsByDay(source.session)
    yield from in_portions(
        source.session,
        wanted,
        Activity.id,
        lambda rows: lines_of(source.session, source.programme, rows, places, mentors, source.photo_address),
    )


def lines_of(
    session: Session,
    programme: Programme,
    portion: Sequence[tuple[Activity, str, str | None]],
    places: PlacesByDay,
    mentors: MentorsByDay,
    photo_address: str | None,
) -> Iterator[ActivityLine]:
    """Yield the lines of some entries, each with the name and agency of its author."""
    ids = [entry.id for entry, _, _ in portion]
    said, tells_apart = details.details_of(session, ids), programme.reporting.before_and_after
    photos = media.of_activities(session, ids) if photo_address is not None or tells_apart else {}
    for entry, name, agency in portion:
        stage = programme.stage_on(entry.day)
        area = places.on(entry.person_id, stage.key, entry.day) if stage else None
        mentor = mentors.on(entry.day).get(area) if area else None
        shown = [one for one in photos.get(entry.id, ()) if one.token]
        addresses = tuple(f"{photo_address}{one.token}?full" for one in shown) if photo_address is not None else ()
        moments = tuple(one.moment for one in shown) if tells_apart else ()
        yield ActivityLine(entry, name, agency, said[entry.id], area, mentor, addresses, moments)


class MentorsByDay:
    """The name of the first reviewer of each area on a day. Lines come by day, so only one day is kept. Whoever goes on
    in another transaction sets its `session`."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._day: date | None = None
        self._by_area: dict[str, str] = {}

    def on(self, day: date) -> dict[str, str]:
        if day != self._day:
            by_area = mentoring.reviewers_by_area(self.session, day)
            first = {area: reviewers[0].person_id for area, reviewers in by_area.items()}
            known = people.by_ids(self.session, sorted(set(first.values())))
            self._day = day
            self._by_area = {area: known[person_id].name for area, person_id in first.items() if person_id in known}
        return self._by_area


def _on_the_map(text: Text) -> Callable[[ActivityLine], Point | None]:
    """Return the function that finds where an activity lies: its pin, else the town of the area that it names, else of
    its author's area. What is not a pin says so."""

    def point(line: ActivityLine) -> Point | None:
        latitude, longitude = line.activity.latitude, line.activity.longitude
        if latitude is not None and longitude is not None:
            return Point(latitude, longitude, text("export-point-pin"))
        found = centre(line.place) if line.place else None
        if found is None:
            return None
        return Point(found.latitude, found.longitude, text(f"export-point-{found.level}"))

    return point


def _reviews(source: ExportSource) -> Iterator[ReviewLine]:
    reviewer = Person.__table__.alias("reviewer")
    wanted = (
        select(Review, Activity.day, Person.name, Person.agency, reviewer.c.name)
        .join(Activity, Activity.id == Review.activity_id)
        .join(Person, Person.id == Activity.person_id)
        .join(reviewer, reviewer.c.id == Review.by_person_id)
        .where(Activity.day.between(source.first, source.last), IS_COUNTED)
        .where(source.access.records(Activity.person_id, Activity.day))
        .order_by(Activity.day, Review.activity_id, Review.id)
    )
    yield from in_portions(source.session, wanted, Review.id, lambda rows: (ReviewLine(*row) for row in rows))


def coverage_lines(source: ExportSource) -> Iterator[CoverageLine]:
    roll, attended = counting.attended(source.session, source.programme, source.access, source.first, source.last)
    met = summaries.sectors_of_each(source.session, source.access, source.first, source.last)
    places = PlacesByDay(source.session)
    stage = source.programme.stage_on(source.last) or source.programme.next_stage(source.last)
    for person_id, one in sorted(roll.people.items(), key=lambda item: (item[1].name, item[0])):
        activities, sectors = met.get(person_id, (0, Counter()))
        yield CoverageLine(
            person_id=person_id,
            name=one.name,
            agency=one.agency,
            area=places.on(person_id, stage.key, source.last) if stage else None,
            expected=attended.expected.get(person_id, 0),
            reported=attended.reported.get(person_id, 0),
            on_leave=person_id in attended.on_leave,
            activities=activities,
            sectors=sectors,
        )


def _people(source: ExportSource) -> Iterator[PersonLine]:
    wanted = (
        select(Person, Membership)
        .join(Membership, Membership.person_id == Person.id)
        .where(Person.state != PersonState.ERASED, source.access.people())
        .order_by(Person.name, Person.id, Membership.id)
    )
    places = PlacesByDay(source.session)

    def lines(rows: Sequence[tuple[Person, Membership]]) -> Iterator[PersonLine]:
        last = summaries.last_reports(source.session, [person.id for person, _ in rows], source.last)
        for person, held in rows:
            placed = [_areas(held, stage, places) for stage in source.programme.stages]
            yield PersonLine(person, held, last.get(person.id), tuple(placed))

    yield from in_portions(source.session, wanted, Membership.id, lines)


def _areas(held: Membership, stage: Stage, places: PlacesByDay) -> tuple[str, ...]:
    """Return the areas of a membership in a stage: those in which a participant works on its days."""
    if held.role == Role.MENTOR:
        return (held.area,) if held.area and len(held.area) == stage.area_digits else ()
    first, last = max(stage.start, held.from_day or date.min), min(stage.end, held.to_day or date.max)
    return places.between(held.person_id, stage.key, first, last) if first <= last else ()
