"""One participant's season as the web shows it: each day, and what happened, the newest first.

Who reads decides what is in it, by the rules of the chat: entries by the access scope, threads for whom they may be
answered by, of evaluations to participants their own signed result, to mentors what they gave, to coordinators the
scores of their scope.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from locales.texts import Text
from models.activities import details, media
from models.activities.activities import COUNTED, Activity, ActivityState
from models.activities.details import ActivityDetails
from models.activities.media import Media
from models.coordination import scopes
from models.coordination.scopes import AccessScope
from models.evaluations import snapshots
from models.forms.submissions import Submission, SubmissionState
from models.people import leave, people
from models.people.leave import Leave
from models.people.people import Person, Role
from models.reviews import mentoring, questions, terms, verdicts
from models.reviews.questions import QuestionThread, ThreadMessage
from models.reviews.reviews import Review
from programmes import Programme
from programmes.bangkok import BANGKOK, bangkok_day
from programmes.evaluations import EvaluationRound
from services.evaluations.in_words import score_said
from services.evaluations.ledger import ledger_of
from services.evaluations.results import shown
from services.evaluations.rounds import NotReady
from services.plans.in_words import progress_of, state_of
from services.plans.status import PlanStatus, status_of
from services.summaries import expected_people as rolls
from thai.dates import day_span
from thai.places import display

ONE: Final = timedelta(days=1)
WEEK: Final = 7


class SeasonDayKind(StrEnum):
    """What a day of a season is."""

    APPROVED = "approved"  # with an entry; all of them approved
    RETURNED = "returned"  # an entry was returned
    CAME = "came"
    MISSING = "missing"
    LEAVE = "leave"
    HOLIDAY = "holiday"
    TODAY = "today"  # not over
    FREE = "free"  # nothing expected, or not seen by the reader
    TO_COME = "to-come"


@dataclass(frozen=True, slots=True)
class SeasonReader:
    """Who reads a season: their id, role, access scope and language."""

    person_id: int
    role: Role
    access: AccessScope
    text: Text


@dataclass(frozen=True, slots=True)
class SeasonDay:
    """A day of the calendar."""

    day: date
    kind: SeasonDayKind


@dataclass(frozen=True, slots=True)
class SeasonEvent:
    """Something of a season: exactly one of its fields is not None. `day` and `at` put it in order."""

    day: date
    at: datetime
    entry: Activity | None = None
    thread: QuestionThread | None = None
    submission: Submission | None = None
    leave: Leave | None = None
    evaluation: tuple[str, str] | None = None  # name of the round, what is said of it
    agreed: int | None = None  # the number of a revision of the plan


@dataclass(frozen=True, slots=True)
class Season:
    """A season: facts in words, counts, the calendar by weeks, all events, the newest first."""

    facts: tuple[tuple[str, str], ...]
    expected: int
    reported: int
    waiting: int
    weeks: tuple[tuple[SeasonDay, ...], ...]
    sectors: tuple[tuple[str, int], ...]
    plan: PlanStatus | None
    events: tuple[SeasonEvent, ...]


@dataclass(frozen=True, slots=True)
class EventDetails:
    """What the events of one page need besides themselves, by the ids of entries and threads."""

    details: dict[int, ActivityDetails]
    photos: dict[int, list[Media]]
    reviews: dict[int, list[Review]]
    messages: dict[int, list[ThreadMessage]]
    names: dict[int, str]
    forms: dict[str, str]


def season_of(
    session: Session, programme: Programme, reader: SeasonReader, person: Person, day: date, open_day: date | None
) -> Season:
    """Return a participant's season up to a day. The caller has made sure that the reader may see the participant."""
    is_own, access = reader.person_id == person.id, reader.access
    entries = entries_seen(session, access, person.id, is_own=is_own)
    by_day: dict[date, list[Activity]] = {}
    for entry in entries:
        if entry.counts:
            by_day.setdefault(entry.day, []).append(entry)
    roll = rolls.expected_people(session, access, programme.start, programme.end, only=person.id).people.get(person.id)
    away = leave.spans(session, [person.id], programme.start, programme.end)
    off = leave.days_off(session, [person.id], programme.start, programme.end).get(person.id, set())
    wanted = {one for one in programme.expected_days(programme.start, programme.end) if roll and roll.sees(one)}
    due = {one for one in wanted - off if one <= day and (one != open_day or one in by_day)}
    met = [key for entry in entries if entry.counts for key in details.keys_in(entry.sectors_met)]
    plan = status_of(session, programme, person.id) if programme.plan is not None else None
    events = [
        *(SeasonEvent(entry.day, entry.opened_at, entry=entry) for entry in entries),
        *(
            SeasonEvent(bangkok_day(one.asked_at), one.asked_at, thread=one)
            for one in _threads(session, programme, reader, person, day)
        ),
        *(
            SeasonEvent(one.day, one.submitted_at or one.updated_at, submission=one)
            for one in _forms(session, access, person)
            if one.day
        ),
        *(SeasonEvent(one.from_day, one.created_at, leave=one) for one in away),
        *_evaluated(session, programme, reader, person, day),
        *_agreed(plan),
    ]
    return Season(
        facts=_facts(session, programme, reader.text, person, day, plan),
        expected=len(due),
        reported=len(due & by_day.keys()),
        waiting=sum(entry.is_waiting for entry in entries),
        weeks=tuple(_weeks(programme, by_day, wanted, off, day, open_day)),
        sectors=tuple((one.label(reader.text.language), met.count(one.key)) for one in programme.sectors),
        plan=plan,
        events=tuple(sorted(events, key=lambda one: (one.day, one.at), reverse=True)),
    )


def told(session: Session, programme: Programme, text: Text, events: Sequence[SeasonEvent]) -> EventDetails:
    """Return what some events need to be told."""
    ids = [one.entry.id for one in events if one.entry is not None]
    acts = verdicts.acts_on(session, ids)
    threads = questions.messages_of(session, [one.thread.id for one in events if one.thread is not None])
    who = {one.by_person_id for said in acts.values() for one in said}
    who |= {one.by_person_id for said in threads.values() for one in said}
    return EventDetails(
        details=details.details_of(session, ids),
        photos=media.of_activities(session, ids),
        reviews=acts,
        messages=threads,
        names={one.id: one.name for one in people.by_ids(session, sorted(who)).values()},
        forms={form.key: form.name(text.language) for form in programme.forms},
    )


def entries_seen(session: Session, access: AccessScope, person_id: int, *, is_own: bool) -> list[Activity]:
    """Return a participant's entries that a reader may see, to themselves also those that count nowhere."""
    states = (*COUNTED, ActivityState.NOTE) if is_own else COUNTED
    mine = select(Activity).where(Activity.person_id == person_id, Activity.state.in_(states))
    if not is_own:
        mine = mine.where(access.records(Activity.person_id, Activity.day))
    return list(session.scalars(mine.order_by(Activity.day, Activity.opened_at, Activity.id)))


def _threads(
    session: Session, programme: Programme, reader: SeasonReader, person: Person, day: date
) -> list[QuestionThread]:
    if reader.person_id == person.id:
        return questions.of_person(session, person.id)
    phase = programme.phase_on(day)
    return questions.seen_of(session, programme, person.id, reader.person_id, phase.number if phase else None, day)


def _forms(session: Session, access: AccessScope, person: Person) -> list[Submission]:
    """Return the forms that the participant handed in, as far as the scope shows their days."""
    theirs = select(Submission).where(
        Submission.person_id == person.id,
        Submission.state == SubmissionState.SUBMITTED,
        access.records(Submission.person_id, Submission.day),
    )
    return list(session.scalars(theirs))


def _evaluated(
    session: Session, programme: Programme, reader: SeasonReader, person: Person, day: date
) -> list[SeasonEvent]:
    """Return the rounds of which the reader may be told something about the participant."""
    found = []
    for one in programme.evaluation.rounds:
        opens, closes = programme.round_days(one)
        if opens > day:
            continue
        said = _said_of(session, programme, reader, person, one, day)
        if said is not None:
            on = min(closes, day)
            name = one.name(reader.text.language)
            found.append(SeasonEvent(on, datetime.combine(on, time(), BANGKOK), evaluation=(name, said)))
    return found


def _said_of(
    session: Session, programme: Programme, reader: SeasonReader, person: Person, turn: EvaluationRound, day: date
) -> str | None:
    text = reader.text
    if reader.person_id == person.id:
        newest = snapshots.newest(session, turn.key)
        stored = snapshots.result_of(session, newest.id, person.id) if newest else None
        if stored is None:
            return None
        result = json.loads(stored.body)
        return score_said(text, result["total"], result["percent"])
    own_scope = (
        scopes.of_coordinator(session, programme, reader.person_id, day)
        if reader.role is Role.COORDINATOR
        else scopes.of_mentor(session, programme, reader.person_id, day)
    )
    try:
        ledger = ledger_of(session, programme, own_scope, turn, day, only=person.id)
    except NotReady:
        return None
    for entry in ledger.entries:
        if reader.role is Role.COORDINATOR:
            return score_said(text, shown(entry.score.total), shown(entry.score.percent))
        for row, _ in entry.given:
            if row.rater_person_id == reader.person_id:
                return text("web-you-gave", scores=", ".join((row.scores or "").split(",")))
    return None


def _agreed(plan: PlanStatus | None) -> list[SeasonEvent]:
    """Return the revisions of the plan that were sent."""
    if plan is None:
        return []
    return [SeasonEvent(bangkok_day(one.sent_at), one.sent_at, agreed=number) for number, one in plan.revisions.items()]


def _weeks(
    programme: Programme,
    by_day: dict[date, list[Activity]],
    wanted: set[date],
    off: set[date],
    day: date,
    open_day: date | None,
) -> list[tuple[SeasonDay, ...]]:
    """Return the weeks of the season, from Monday to Sunday, each with seven days."""
    monday = programme.start - timedelta(days=programme.start.weekday())
    found = []
    while monday <= programme.end:
        week = (monday + timedelta(days=number) for number in range(WEEK))
        found.append(tuple(SeasonDay(one, _kind(programme, by_day, wanted, off, one, day, open_day)) for one in week))
        monday += WEEK * ONE
    return found


def _kind(
    programme: Programme,
    by_day: dict[date, list[Activity]],
    wanted: set[date],
    off: set[date],
    one: date,
    day: date,
    open_day: date | None,
) -> SeasonDayKind:
    if one in by_day:
        states = {entry.state for entry in by_day[one]}
        if ActivityState.RETURNED in states:
            return SeasonDayKind.RETURNED
        return SeasonDayKind.APPROVED if states == {ActivityState.APPROVED} else SeasonDayKind.CAME
    if one in off:
        return SeasonDayKind.LEAVE
    if programme.holiday_name(one, "th") and programme.start <= one <= programme.end:
        return SeasonDayKind.HOLIDAY
    if one not in wanted:
        return SeasonDayKind.FREE
    if one > day:
        return SeasonDayKind.TO_COME
    return SeasonDayKind.TODAY if one == open_day else SeasonDayKind.MISSING


def _facts(
    session: Session, programme: Programme, text: Text, person: Person, day: date, plan: PlanStatus | None
) -> tuple[tuple[str, str], ...]:
    facts = [(text("web-person-position"), person.position or ""), (text("web-person-agency"), person.agency or "")]
    stage = programme.stage_on(day) or programme.next_stage(day)
    area = people.area_of(session, person.id, stage.key, day) if stage else None
    if stage and area:
        facts.append((text("web-person-place"), display(area, text.language)))
        mentor = mentoring.mentor_of(session, stage, person.id, day)
        facts.append((text("web-person-mentor"), mentor.name if mentor else ""))
    over = [one for one in terms.of_participants(session, [person.id]).get(person.id, ()) if one.ends_at]
    names = people.by_ids(session, [one.mentor_id for one in over])
    facts += [
        (
            text("web-person-mentor-before"),
            f"{names[one.mentor_id].name} · {_span(one.begins_at, one.ends_at, text.language)}",
        )
        for one in over
        if one.mentor_id in names and one.ends_at and one.first
    ]
    if plan is not None:
        said = [state_of(plan, programme, text), progress_of(plan, text)]
        facts.append((text("web-person-plan"), " · ".join(one for one in said if one)))
    return tuple((name, value) for name, value in facts if value)


def _span(begins_at: datetime, ends_at: datetime, language: str) -> str:
    return day_span(bangkok_day(begins_at), bangkok_day(ends_at - timedelta(microseconds=1)), language)
