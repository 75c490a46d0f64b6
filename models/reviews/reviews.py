"""Reviews of entries, what reviewers were shown, and which entries wait for whom since when."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Index, Select, delete, func, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.activities.activities import IS_WAITING, Activity
from models.people import leave
from models.reviews import terms
from models.reviews.mentoring import (
    Reviewer,
    WorkingDays,
    answered_for,
    answering_stage,
    areas_by_person,
    day_of,
    is_mentored,
    reviewers_by_area,
)
from models.storage.base import Base, BigId, OneOf
from models.storage.database import insert_or
from programmes import Programme
from programmes.bangkok import BANGKOK

LISTS_KEPT = timedelta(days=60)  # for this long a mentor can type the numbers of a list, or quote its cards


class Act(StrEnum):
    """What a person can do with another person's entry."""

    APPROVE = "approve"
    PRAISE = "praise"  # it approves too
    COMMENT = "comment"
    RETURN = "return"
    UNLOCK = "unlock"


class Review(Base):
    """One act: by whom, on which revision of which entry, with which words. `parts` are the parts to correct;
    `saw_photos` says whether the reviewer had opened the pictures."""

    __tablename__ = "review"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    activity_id: Mapped[int] = mapped_column(BigId, ForeignKey("activity.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(BigId)  # the author of the entry
    by_person_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id"))
    act: Mapped[Act] = mapped_column(OneOf(Act))
    revision: Mapped[int]
    words: Mapped[str | None]
    parts: Mapped[list[Any] | None]
    saw_photos: Mapped[bool] = mapped_column(default=False)
    message_id: Mapped[str | None]
    at: Mapped[datetime]

    __table_args__ = (
        Index("ix_review_activity_id", "activity_id"),
        Index("ix_review_person_id", "person_id", "id"),
        Index("ix_review_by_person_id", "by_person_id", "id"),
        Index("ix_review_message_id", "message_id"),
    )


class Showing(Base):
    """An entry that was shown to a reviewer, and when they opened its pictures."""

    __tablename__ = "review_showing"

    activity_id: Mapped[int] = mapped_column(BigId, ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True)
    by_person_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    at: Mapped[datetime]
    photos_opened_at: Mapped[datetime | None]

    __table_args__ = (Index("ix_review_showing_by_person_id", "by_person_id"),)


class ReviewList(Base):
    """The numbered entries of one review list, as [activity, revision]. Numbers typed later, and words that quote its
    cards, are about these."""

    __tablename__ = "review_list"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    by_person_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id", ondelete="CASCADE"))
    entries: Mapped[list[Any]]
    at: Mapped[datetime]

    __table_args__ = (Index("ix_review_list_by_person_id", "by_person_id", "id"),)


@dataclass(frozen=True, slots=True)
class WaitingActivity:
    """An entry that waits for a review. `since` is the day on which it was sent, sent again or last commented on;
    `days` are working days with the present reviewer, without their leave; `days_in_all` those with any reviewer."""

    activity_id: int
    person_id: int
    day: date
    state: str
    since: date
    days: int
    days_in_all: int


def waiting_by_mentor(session: Session, programme: Programme, day: date) -> dict[int, list[WaitingActivity]]:
    """Return the entries that each mentor (in an area without one, the deputy) must review on a day, oldest first, with
    five queries for the whole programme. Entries without a reviewer are left out: see `stuck`."""
    found: dict[int, list[WaitingActivity]] = {}
    for reviewer_id, entry in _all_waiting(session, programme, day):
        if reviewer_id is not None:
            found.setdefault(reviewer_id, []).append(entry)
    return found


def stuck(session: Session, programme: Programme, day: date, after: int) -> list[tuple[int | None, WaitingActivity]]:
    """Return entries that have waited at least `after` working days with any reviewer, oldest first, each with its
    present reviewer or None. So a change of mentor hides nothing."""
    return _all_waiting(session, programme, day, sent_before(programme, day, after))


def sent_before(programme: Programme, day: date, after: int) -> datetime:
    """Return the instant before which an entry was sent if it has waited at least `after` working days on `day`."""
    since = day
    missing = after
    while missing:
        missing -= programme.is_working_day(since)
        since -= timedelta(days=1)
    return datetime.combine(since + timedelta(days=1), time(), BANGKOK)


def deputies_by_mentor(session: Session, day: date) -> dict[int, list[int]]:
    """Return the deputies of each mentor on a day."""
    found: dict[int, list[int]] = {}
    for first, *others in reviewers_by_area(session, day).values():
        known = found.setdefault(first.person_id, [])
        known += [one.person_id for one in others if one.person_id not in known]
    return found


def waiting_for(session: Session, programme: Programme, reviewer_id: int, now: datetime) -> list[Activity]:
    """Return the entries that a person, as mentor or deputy, may review at an instant, oldest first; for some days also
    those that were submitted to them before another mentor came."""
    people_ids = answered_for(session, programme, reviewer_id, day_of(now))
    past = terms.former(session, programme, reviewer_id, now)
    if not people_ids and not past:
        return []
    theirs = Activity.person_id.in_(people_ids)
    mine = select(Activity).where(IS_WAITING, theirs)
    if past:  # first by person, for which there is an index
        authors = Activity.person_id.in_({*people_ids, *(term.person_id for term in past)})
        mine = select(Activity).where(IS_WAITING, authors, or_(theirs, terms.submitted_in(past)))
    found = session.scalars(mine.order_by(Activity.day, Activity.person_id, Activity.id))
    return [entry for entry in found if is_mentored(programme, entry.day)]


def waiting_of(session: Session, programme: Programme, person_id: int) -> list[Activity]:
    """Return a participant's entries that wait for their mentor."""
    return waiting_of_each(session, programme, [person_id])


def waiting_of_each(session: Session, programme: Programme, person_ids: Collection[int]) -> list[Activity]:
    """Return the entries of these participants that wait for their mentors."""
    theirs = select(Activity).where(IS_WAITING, Activity.person_id.in_(person_ids)).order_by(Activity.day, Activity.id)
    return [entry for entry in session.scalars(theirs) if is_mentored(programme, entry.day)] if person_ids else []


def waits(programme: Programme, entries: Sequence[Activity], today: date) -> dict[int, int]:
    """Return for how many working days each of these entries has waited, with any reviewer."""
    if not entries:
        return {}
    since = {entry.id: day_of(entry.waits_since or entry.created_at) for entry in entries}
    count = WorkingDays(programme, min(since.values()), today)
    return {entry_id: count.after(day) for entry_id, day in since.items()}


def waits_with(
    session: Session, programme: Programme, entries: Sequence[Activity], mentor_id: int, today: date
) -> dict[int, int]:
    """Return for how many working days each of these entries has waited with a person as mentor. Entries that were
    sent to them are left out."""
    since = terms.since(session, mentor_id, {entry.person_id for entry in entries})
    theirs = {entry.id: day_of(since[entry.person_id]) for entry in entries if entry.person_id in since}
    moved = {
        e.id: theirs[e.id] for e in entries if e.id in theirs and day_of(e.waits_since or e.created_at) < theirs[e.id]
    }
    if not moved:
        return {}
    count = WorkingDays(programme, min(moved.values()), today)
    return {entry_id: count.after(day) for entry_id, day in moved.items()}


def _all_waiting(
    session: Session, programme: Programme, day: date, before: datetime | None = None
) -> list[tuple[int | None, WaitingActivity]]:
    """Return every waiting entry of the programme with its reviewer on `day`."""
    stage = answering_stage(programme, day)
    if stage is None:
        return []
    rows = session.execute(_waiting_rows(before)).all()
    mentored = {one for one in {row.day for row in rows} if is_mentored(programme, one)}  # few days, many rows
    since = {at: day_of(at) for at in {row.since for row in rows}}
    rows = [row for row in rows if row.day in mentored]
    if not rows:
        return []
    first = min(since.values())
    count = WorkingDays(programme, first, day)
    area_of_person = areas_by_person(session, stage, day, {row.person_id for row in rows} if before else None)
    by_area = reviewers_by_area(session, day)
    off = leave.days_off(session, [known[0].person_id for known in by_area.values()], first, day)
    begun = terms.lasting(session)

    @cache
    def waited(reviewer: Reviewer | None, theirs: date, sent: date) -> tuple[int | None, int, int]:
        in_all = count.after(sent)
        if reviewer is None:
            return None, in_all, in_all
        days = count.after(max(sent, theirs), off.get(reviewer.person_id, ()))  # not longer than it has been theirs
        return reviewer.person_id, days, in_all

    found: list[tuple[int | None, WaitingActivity]] = []
    for row in rows:
        sent = since[row.since]
        reviewer = by_area.get(area_of_person.get(row.person_id, ""), [None])[0]
        theirs = begun.get((row.person_id, reviewer.person_id), stage.start) if reviewer else stage.start
        theirs = max(theirs, stage.start, (reviewer.since if reviewer else None) or stage.start)
        reviewer_id, days, in_all = waited(reviewer, theirs, sent)
        found.append((reviewer_id, WaitingActivity(row.id, row.person_id, row.day, row.state, sent, days, in_all)))
    return found


def waits_since() -> ColumnElement[datetime]:
    """Return the instant since which an entry waits: it was sent, sent again or last commented on."""
    return func.coalesce(Activity.waits_since, Activity.created_at, type_=Activity.created_at.type)


def _waiting_rows(before: datetime | None) -> Select[int, int, date, str, datetime]:
    since = waits_since().label("since")
    columns = select(Activity.id, Activity.person_id, Activity.day, Activity.state, since)
    waiting = columns.where(IS_WAITING).order_by(Activity.day, Activity.id)
    return waiting if before is None else waiting.where(since < before)


def held_before(session: Session, entries: Sequence[Activity], reviewer_id: int) -> dict[int | None, int]:
    """Return who had to review these entries when they were sent: {person, or None if there was nobody: number of
    entries}. Entries that were this reviewer's then are left out."""
    known = terms.of_participants(session, {entry.person_id for entry in entries})
    found: dict[int | None, int] = {}
    for entry in entries:
        sent = entry.waits_since or entry.created_at
        then = [one for one in known.get(entry.person_id, ()) if one.lasts_at(sent)]
        if all(one.mentor_id != reviewer_id for one in then):
            before = next((one.mentor_id for one in then if one.first), None)
            found[before] = found.get(before, 0) + 1
    return found


# ── what reviewers were shown ──


def show(session: Session, activity_ids: Collection[int], by_person_id: int, at: datetime) -> set[int]:
    """Store that entries were shown to a person. Return those they had not seen before."""
    seen = set(
        session.scalars(
            select(Showing.activity_id).where(
                Showing.by_person_id == by_person_id, Showing.activity_id.in_(activity_ids)
            )
        )
    )
    new = set(activity_ids) - seen
    if new:
        rows = [{"activity_id": one, "by_person_id": by_person_id, "at": at} for one in sorted(new)]
        unknown = insert_or(session, Showing).on_conflict_do_nothing(index_elements=["activity_id", "by_person_id"])
        session.execute(unknown, rows)
    return new


def open_photos(session: Session, activity_id: int, by_person_id: int, at: datetime) -> None:
    show(session, [activity_id], by_person_id, at)
    showing = session.get_one(Showing, (activity_id, by_person_id))
    showing.photos_opened_at = showing.photos_opened_at or at
    session.flush()


def photos_opened(session: Session, activity_ids: Collection[int], by_person_id: int) -> set[int]:
    """Return the entries of which a person has opened the pictures."""
    opened = select(Showing.activity_id).where(
        Showing.by_person_id == by_person_id,
        Showing.activity_id.in_(activity_ids),
        Showing.photos_opened_at.is_not(None),
    )
    return set(session.scalars(opened))


def shown(session: Session, activity_ids: Collection[int], by_person_id: int) -> set[int]:
    """Return the entries that a person has been shown."""
    seen = select(Showing.activity_id).where(
        Showing.by_person_id == by_person_id, Showing.activity_id.in_(activity_ids)
    )
    return set(session.scalars(seen))


def number(session: Session, entries: Sequence[Activity], by_person_id: int, at: datetime) -> ReviewList:
    """Number entries 1, 2, 3 … for a person, and delete their old lists."""
    old = delete(ReviewList).where(ReviewList.by_person_id == by_person_id, ReviewList.at < at - LISTS_KEPT)
    session.execute(old)
    listed = ReviewList(by_person_id=by_person_id, entries=[[one.id, one.revision] for one in entries], at=at)
    session.add(listed)
    session.flush()
    return listed


def latest_list(session: Session, by_person_id: int) -> ReviewList | None:
    """Return a person's last review list."""
    mine = select(ReviewList).where(ReviewList.by_person_id == by_person_id).order_by(ReviewList.id.desc())
    return session.scalar(mine.limit(1))


def latest_approval(session: Session, by_person_id: int) -> int | None:
    """Return the entry that a person approved last."""
    mine = select(Review.activity_id).where(Review.by_person_id == by_person_id)
    approved = mine.where(Review.act.in_([Act.APPROVE, Act.PRAISE]))
    return session.scalar(approved.order_by(Review.id.desc()).limit(1))


def owned_list(session: Session, list_id: int, by_person_id: int) -> ReviewList | None:
    return session.scalar(select(ReviewList).where(ReviewList.id == list_id, ReviewList.by_person_id == by_person_id))


def last_words(session: Session, activity_ids: Collection[int]) -> dict[int, tuple[int, str]]:
    """Return (reviewer, words) of the newest review with words of each of these entries."""
    said = select(Review.activity_id, Review.by_person_id, Review.words).where(
        Review.activity_id.in_(activity_ids), Review.words.is_not(None)
    )
    return {row.activity_id: (row.by_person_id, row.words or "") for row in session.execute(said.order_by(Review.id))}
