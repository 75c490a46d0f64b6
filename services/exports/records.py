"""Activities, reviews, coverage and people as tables: what a sight shows, read in portions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from locales.texts import Text
from models.activities import details
from models.activities.activities import IS_COUNTED, Activity
from models.coordination import summaries
from models.coordination.scopes import Sight
from models.people.people import Membership, Person, PersonState, Placement, Role
from models.reviews.reviews import Review
from programmes import Programme
from services.exports.table import Cell, Row, Table, local
from services.summaries import counting
from thai.dates import short_day
from thai.places import display

PORTION: Final = 500


@dataclass(frozen=True, slots=True)
class Source:
    """What exports are made from: whose records (`sight`), of which days, in which language."""

    session: Session
    programme: Programme
    sight: Sight
    text: Text
    first: date
    last: date

    def headings(self, kind: str, names: Sequence[str]) -> list[str]:
        return [self.text(f"export-{kind}-{name}") for name in names]

    def both_eras(self, day: date) -> list[Cell]:
        """A day as people write it, in the Buddhist era, and as machines do."""
        return [short_day(day, "th"), day.isoformat()]


def activities_table(source: Source) -> Table:
    names = (
        "id", "person", "agency", "phase", "area", "day_be", "day", "words", "people", "sectors", "tags", "places",
        "codes", "latitude", "longitude", "photos", "state", "sent",
    )  # fmt: skip
    return Table(source.text("export-activities"), source.headings("activity", names), _activities(source))


def reviews_table(source: Source) -> Table:
    names = ("id", "entry", "person", "agency", "day_be", "day", "by", "act", "words", "parts", "at")
    return Table(source.text("export-reviews"), source.headings("review", names), _reviews(source))


def coverage_table(source: Source) -> Table:
    """One line a participant: days against expectation, and how often each sector was met."""
    labels = [sector.label(source.text.language) for sector in source.programme.sectors]
    names = ("id", "person", "agency", "area", "expected", "reported", "missing", "on_leave", "entries")
    return Table(source.text("export-coverage"), [*source.headings("coverage", names), *labels], _coverage(source))


def people_table(source: Source) -> Table:
    stages = [stage.name(source.text.language) for stage in source.programme.stages]
    names = ("id", "name", "role", "agency", "position", "scope", "from", "to", "state", "last")
    return Table(source.text("export-people"), [*source.headings("person", names), *stages], _people(source))


def _activities(source: Source) -> Iterator[Row]:
    wanted = (
        select(Activity, Person.name, Person.agency)
        .join(Person, Person.id == Activity.person_id)
        .where(Activity.day.between(source.first, source.last), IS_COUNTED)
        .where(source.sight.records(Activity.person_id, Activity.day))
        .order_by(Activity.day, Activity.person_id, Activity.id)
    )
    areas = _areas(source)
    for portion in _portions(source.session, wanted):
        said = details.details_of(source.session, [entry.id for entry, _, _ in portion])
        for entry, name, agency in portion:
            yield _activity(source, entry, name, agency, said[entry.id], areas)
        source.session.expunge_all()  # a million entries would stay in memory


def _activity(
    source: Source,
    entry: Activity,
    name: str,
    agency: str | None,
    kept: details.Details,
    areas: dict[tuple[int, str], str],
) -> Row:
    language, programme = source.text.language, source.programme
    phase, stage = programme.phase_on(entry.day), programme.stage_on(entry.day)
    area = areas.get((entry.person_id, stage.key)) if stage else None
    point = None if entry.latitude is None or entry.longitude is None else (entry.latitude, entry.longitude)
    sectors = [sector.label(language) for sector in programme.sectors if sector.key in kept.sectors]
    tags = [tag.label(language) for tag in programme.tags if tag.key in kept.tags]
    places = [display(place.code, language) if place.code else place.name for place in kept.places]
    cells: list[Cell] = [
        entry.id,
        name,
        agency,
        phase.name(language) if phase else None,
        display(area, language) if area else None,
        *source.both_eras(entry.day),
        entry.words,
        entry.people_count,
        ", ".join(sectors) or None,
        ", ".join(tags) or None,
        ", ".join(places) or None,
        ", ".join(place.code for place in kept.places if place.code) or None,
        entry.latitude,
        entry.longitude,
        entry.photos,
        source.text(f"record-state-{entry.state}"),
        local(entry.opened_at),
    ]
    return Row(cells, point)


def _reviews(source: Source) -> Iterator[Row]:
    reviewer = Person.__table__.alias("reviewer")
    wanted = (
        select(Review, Activity.day, Person.name, Person.agency, reviewer.c.name)
        .join(Activity, Activity.id == Review.activity_id)
        .join(Person, Person.id == Activity.person_id)
        .join(reviewer, reviewer.c.id == Review.by_person_id)
        .where(Activity.day.between(source.first, source.last), IS_COUNTED)
        .where(source.sight.records(Activity.person_id, Activity.day))
        .order_by(Activity.day, Review.activity_id, Review.id)
    )
    for portion in _portions(source.session, wanted):
        for review, day, name, agency, by in portion:
            parts = ", ".join(source.text(f"record-part-{part}") for part in review.parts or () if part in PARTS)
            cells: list[Cell] = [
                review.id,
                review.activity_id,
                name,
                agency,
                *source.both_eras(day),
                by,
                source.text(f"export-act-{review.act}"),
                review.words,
                parts or None,
                local(review.at),
            ]
            yield Row(cells)
        source.session.expunge_all()


def _coverage(source: Source) -> Iterator[Row]:
    roll, attended = counting.attended(source.session, source.programme, source.sight, source.first, source.last)
    met = summaries.sectors_of_each(source.session, source.sight, source.first, source.last)
    areas = _areas(source)
    stage = source.programme.stage_on(source.last) or source.programme.next_stage(source.last)
    for person_id, one in sorted(roll.people.items(), key=lambda item: (item[1].name, item[0])):
        area = areas.get((person_id, stage.key)) if stage else None
        entries, sectors = met.get(person_id, (0, Counter()))
        expected = attended.expected.get(person_id, 0)
        reported = attended.reported.get(person_id, 0)
        cells: list[Cell] = [
            person_id,
            one.name,
            one.agency,
            display(area, source.text.language) if area else None,
            expected,
            reported,
            expected - reported,
            source.text("export-yes") if person_id in attended.on_leave else None,
            entries,
            *(sectors.get(sector.key, 0) for sector in source.programme.sectors),
        ]
        yield Row(cells)


def _people(source: Source) -> Iterator[Row]:
    wanted = (
        select(Person, Membership)
        .join(Membership, Membership.person_id == Person.id)
        .where(Person.state != PersonState.ERASED.value, source.sight.people())
        .order_by(Person.name, Person.id, Membership.id)
    )
    areas = _areas(source)
    for portion in _portions(source.session, wanted):
        last = summaries.last_reports(source.session, [person.id for person, _ in portion], source.last)
        for person, held in portion:
            placed = [areas.get((person.id, stage.key)) for stage in source.programme.stages]
            if held.role == Role.MENTOR:
                placed = [
                    held.area if held.area and len(held.area) == len(one or held.area) else None for one in placed
                ]
            reported = last.get(person.id)
            cells: list[Cell] = [
                person.id,
                person.name,
                getattr(source.programme.roles, held.role)(source.text.language),
                person.agency,
                person.position,
                held.scope,
                held.from_day.isoformat() if held.from_day else None,
                held.to_day.isoformat() if held.to_day else None,
                source.text(f"export-person-state-{person.state}"),
                reported.isoformat() if reported else None,
                *(display(area, source.text.language) if area else None for area in placed),
            ]
            yield Row(cells)
        source.session.expunge_all()


PARTS: Final = ("words", "people", "sectors", "places", "tags", "day")


def _areas(source: Source) -> dict[tuple[int, str], str]:
    """Where each participant works, by person and stage."""
    rows = source.session.execute(select(Placement.person_id, Placement.stage, Placement.area))
    return {(row[0], row[1]): row[2] for row in rows}


def _portions(session: Session, wanted: Any) -> Iterator[Sequence[Any]]:
    """The rows of a query, so many at a time."""
    yield from session.execute(wanted.execution_options(yield_per=PORTION)).partitions()
