"""The tables of a development plan: a line for each training, and one for each member of staff with what they lack."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.activities.activities import Activity
from models.development import trainings
from models.development.trainings import DoneTraining, StaffMember
from programmes.development import Development
from services.development.courses import courses
from services.development.gaps import MemberProgress, staff_progress
from services.exports.columns import WORDS
from services.exports.records import ExportSource
from services.exports.table import CellType, Column, Summing, Table

TEXT, NUMBER, DAY = CellType.TEXT, CellType.NUMBER, CellType.BUDDHIST_DAY


@dataclass(frozen=True, slots=True)
class TrainingLine:
    """One training with whose it is, and the number of the planned course it belongs to."""

    done: DoneTraining
    member: StaffMember
    course: int | None


def trainings_table(source: ExportSource) -> Table[TrainingLine]:
    """Return the trainings of the source's days whose entries may be seen, the oldest first."""
    text, terms = source.text, source.programme.development
    columns: list[Column[TrainingLine]] = [
        Column(text("dev-day"), lambda line: line.done.activity.day, DAY, Summing.WEEKLY),
        Column(text("export-dev-name"), lambda line: line.member.name, TEXT),
        Column(text("export-dev-agency"), lambda line: line.member.agency, TEXT, Summing.COUNTED),
        Column(text("export-dev-group"), lambda line: _group(terms, line.member.group, source), TEXT, Summing.COUNTED),
        Column(text("export-dev-topic"), lambda line: line.done.training.topic, TEXT, width=WORDS),
        Column(text("dev-way"), lambda line: _way(terms, line.done.training.way, source), TEXT, Summing.COUNTED),
        Column(text("export-dev-days"), lambda line: line.done.training.days, NUMBER, Summing.ADDED),
        Column(text("export-dev-hours"), lambda line: _hours(terms, line.done), NUMBER, Summing.ADDED),
        Column(text("export-dev-course"), lambda line: line.course, NUMBER),
        Column(text("dev-competencies"), lambda line: _names(terms, line.done.competencies, source), CellType.LIST),
        Column(text("dev-certificate"), lambda line: line.done.activity.photos, NUMBER, Summing.ADDED),
        Column(text("dev-state-confirmed"), lambda line: line.done.confirmed, CellType.FLAG, Summing.ADDED),
    ]
    return Table(text("export-trainings"), columns, _trainings(source))


def _trainings(source: ExportSource) -> Iterator[TrainingLine]:
    terms = source.programme.development
    if terms is None:
        return
    seen = source.access.records(Activity.person_id, Activity.day)
    members = {one.person_id: one for one in trainings.staff_on(source.session, source.last)}
    numbers = {one.key: one.number for one in courses(source.session, terms, "th", dropped=True)}
    for one in reversed(trainings.done(source.session, source.first, source.last, seen)):
        member = members.get(one.activity.person_id)
        if member is not None:
            yield TrainingLine(one, member, numbers.get(one.training.course or ""))


def gaps_table(source: ExportSource) -> Table[MemberProgress]:
    """Return each member of staff in scope with what they need, have and lack on the source's last day, who lacks most
    first."""
    text, terms = source.text, source.programme.development
    columns: list[Column[MemberProgress]] = [
        Column(text("export-dev-name"), lambda line: line.member.name, TEXT),
        Column(text("export-dev-agency"), lambda line: line.member.agency, TEXT, Summing.COUNTED),
        Column(text("export-dev-group"), lambda line: _group(terms, line.member.group, source), TEXT, Summing.COUNTED),
        Column(text("export-dev-line"), lambda line: _line(terms, line.member.line, source), TEXT, Summing.COUNTED),
        Column(text("export-dev-needed"), lambda line: len(line.needed), NUMBER, Summing.ADDED),
        Column(text("export-dev-lacking"), lambda line: len(line.lacking), NUMBER, Summing.ADDED),
        Column(
            text("export-dev-lacks"),
            lambda line: [one.name(source.text.language) for one in line.lacking],
            CellType.LIST,
            width=WORDS,
        ),
        Column(
            text("export-dev-waits"),
            lambda line: [one.name(source.text.language) for one in line.waiting],
            CellType.LIST,
            width=WORDS,
        ),
        Column(text("export-dev-trainings"), lambda line: line.count, NUMBER, Summing.ADDED),
        Column(text("export-dev-hours"), lambda line: line.hours, NUMBER, Summing.ADDED),
        Column(text("export-dev-last"), lambda line: line.last, DAY),
    ]
    found = staff_progress(source.session, terms, source.access, source.last) if terms else []
    return Table(text("export-gaps"), columns, iter(found))


def _hours(terms: Development | None, one: DoneTraining) -> float:
    return one.hours(terms.hours_a_day) if terms else 0


def _group(terms: Development | None, key: str | None, source: ExportSource) -> str | None:
    one = terms.group_of.get(key or "") if terms else None
    return one.name(source.text.language) if one else key


def _line(terms: Development | None, key: str | None, source: ExportSource) -> str | None:
    one = terms.line_of.get(key or "") if terms else None
    return one.name(source.text.language) if one else key


def _way(terms: Development | None, key: str, source: ExportSource) -> str:
    one = terms.way_of.get(key) if terms else None
    return one.name(source.text.language) if one else key


def _names(terms: Development | None, keys: tuple[str, ...], source: ExportSource) -> list[str]:
    known = terms.competency_of if terms else {}
    return [known[key].name(source.text.language) for key in keys if key in known]
