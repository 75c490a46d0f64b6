"""The columns of every export but activities. To add one: a line here, and its heading in locales/*/exports.ftl."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from locales.texts import Text
from models.activities.parts import BY_KEY
from models.forms.submissions import Submission
from models.people.people import Membership, Person
from models.reviews.reviews import Review
from programmes import Programme
from services.exports.table import CellType, Column, Summing
from thai.places import bare_name, display
from xlsforms.form import Form

TEXT, NUMBER, LIST = CellType.TEXT, CellType.NUMBER, CellType.LIST
DATE, ISO_DAY, BUDDHIST_DAY, MOMENT = CellType.DATE, CellType.ISO_DAY, CellType.BUDDHIST_DAY, CellType.MOMENT
COUNTED, ADDED, WEEKLY = Summing.COUNTED, Summing.ADDED, Summing.WEEKLY
AREA_DIGITS: Final = {"province": 2, "district": 4, "subdistrict": 6}  # of an official code
WORDS: Final = 60  # letters: the width of columns of what people wrote


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One act of a reviewer on an activity of `day`."""

    review: Review
    day: date
    author: str
    agency: str | None
    reviewer: str


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """One participant: days expected and reported, and how many of their activities met each sector."""

    person_id: int
    name: str
    agency: str | None
    area: str | None
    expected: int
    reported: int
    on_leave: bool
    activities: int
    sectors: Counter[str]


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One membership of one person; `areas` has the codes of their areas on its days, for each stage."""

    person: Person
    membership: Membership
    last_report: date | None
    areas: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class SubmissionLine:
    """One submission of a form: its form version, and its answers by the path of the question, one for each instance of
    a repeat."""

    submission: Submission
    version: int
    form: Form
    author: Person | None
    about: Person | None
    answers: dict[str, list[str]]


def review_columns(text: Text) -> list[Column[ReviewLine]]:
    def parts(one: ReviewLine) -> list[str]:
        returned_for = [BY_KEY[key] for key in one.review.parts or () if key in BY_KEY]
        return [text(f"record-part-{part.key}") for part in returned_for if part.number]

    return [
        Column(text("export-review-id"), lambda one: one.review.id, NUMBER),
        Column(text("export-review-entry"), lambda one: one.review.activity_id, NUMBER),
        Column(text("export-review-person"), lambda one: one.author, TEXT),
        Column(text("export-review-agency"), lambda one: one.agency, TEXT, COUNTED),
        Column(text("export-review-day_be"), lambda one: one.day, BUDDHIST_DAY, WEEKLY),
        Column(text("export-review-day"), lambda one: one.day, ISO_DAY),
        Column(text("export-review-by"), lambda one: one.reviewer, TEXT, COUNTED),
        Column(text("export-review-act"), lambda one: text(f"export-act-{one.review.act}"), TEXT, COUNTED),
        Column(text("export-review-words"), lambda one: one.review.words, TEXT, width=WORDS),
        Column(text("export-review-parts"), parts, LIST),
        Column(text("export-review-at"), lambda one: one.review.at, MOMENT),
    ]


def coverage_columns(text: Text, programme: Programme) -> list[Column[CoverageLine]]:
    """Return the columns of coverage; the last ones are the programme's sectors."""
    return [
        Column(text("export-coverage-id"), lambda one: one.person_id, NUMBER),
        Column(text("export-coverage-person"), lambda one: one.name, TEXT),
        Column(text("export-coverage-agency"), lambda one: one.agency, TEXT, COUNTED),
        Column(text("export-province"), lambda one: area_name(one.area, "province", text.language), TEXT, COUNTED),
        Column(text("export-district"), lambda one: area_name(one.area, "district", text.language), TEXT),
        Column(text("export-coverage-expected"), lambda one: one.expected, NUMBER, ADDED),
        Column(text("export-coverage-reported"), lambda one: one.reported, NUMBER, ADDED),
        Column(text("export-coverage-missing"), lambda one: one.expected - one.reported, NUMBER, ADDED),
        Column(text("export-coverage-on_leave"), lambda one: text("export-yes") if one.on_leave else None, TEXT),
        Column(text("export-coverage-entries"), lambda one: one.activities, NUMBER, ADDED),
        *(Column(sector.label(text.language), _met(sector.key), NUMBER, ADDED) for sector in programme.sectors),
    ]


def person_columns(text: Text, programme: Programme) -> list[Column[PersonLine]]:
    """Return the columns of people; the last ones are the areas in the programme's stages."""
    language = text.language

    def role(one: PersonLine) -> str:
        return str(getattr(programme.roles, one.membership.role)(language))

    return [
        Column(text("export-person-id"), lambda one: one.person.id, NUMBER),
        Column(text("export-person-name"), lambda one: one.person.name, TEXT),
        Column(text("export-person-role"), role, TEXT, COUNTED),
        Column(text("export-person-agency"), lambda one: one.person.agency, TEXT, COUNTED),
        Column(text("export-person-position"), lambda one: one.person.position, TEXT),
        Column(text("export-person-scope"), lambda one: one.membership.scope, TEXT),
        Column(text("export-person-from"), lambda one: one.membership.from_day, DATE),
        Column(text("export-person-to"), lambda one: one.membership.to_day, DATE),
        Column(text("export-person-state"), lambda one: text(f"export-person-state-{one.person.state}"), TEXT, COUNTED),
        Column(text("export-person-last"), lambda one: one.last_report, DATE),
        *(
            Column(stage.name(language), _area_of(place, language), TEXT)
            for place, stage in enumerate(programme.stages)
        ),
    ]


def submission_columns(text: Text) -> list[Column[SubmissionLine]]:
    """Return the columns of every submission; its questions follow (`services/exports/submissions.py`)."""
    return [
        Column(text("export-form-id"), lambda one: one.submission.instance_id, TEXT),
        Column(text("export-form-version"), lambda one: one.version, NUMBER),
        Column(text("export-form-person"), lambda one: one.author.name if one.author else None, TEXT),
        Column(text("export-form-agency"), lambda one: one.author.agency if one.author else None, TEXT, COUNTED),
        Column(text("export-form-about"), lambda one: one.about.name if one.about else None, TEXT),
        Column(text("export-form-started"), lambda one: one.submission.started_at, MOMENT),
        Column(text("export-form-submitted"), lambda one: one.submission.submitted_at, MOMENT),
        Column(text("export-form-day"), lambda one: one.submission.day, DATE),
        Column(text("export-form-words"), lambda one: one.submission.words, TEXT, width=WORDS),
    ]


def area_name(code: str | None, level: str, language: str) -> str | None:
    """Return the name of the province, district or subdistrict in which an area lies, without the names around it."""
    digits = AREA_DIGITS[level]
    return bare_name(code[:digits], language) if code and len(code) >= digits else None


def _met(sector: str) -> Callable[[CoverageLine], int]:
    return lambda one: one.sectors.get(sector, 0)


def _area_of(stage: int, language: str) -> Callable[[PersonLine], str | None]:
    """Return the function that names a person's areas in the stage at this position."""
    return lambda one: ", ".join(display(code, language) for code in one.areas[stage]) or None
