"""The list of entries as the web shows it: filters, and words that all must be in an entry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

import orjson
from sqlalchemy import Select, false, func, or_, select, union
from sqlalchemy.orm import Session

from models.activities import details, entry_words, media
from models.activities.activities import COUNTED, IS_COUNTED, Activity, ActivityState
from models.activities.details import ActivityDetails, ActivityMark, MarkKind
from models.activities.media import Media
from models.activities.revisions import ActivityRevision
from models.coordination.scopes import AccessScope
from models.people import people
from models.people.people import Person
from models.people.placements import PlacesByDay
from models.reviews import verdicts
from models.reviews.reviews import Review
from programmes import Programme
from thai.search_words import phrases

FEW_AUTHORS: Final = 500  # whose entries may be looked through instead of a word's
COUNTED_UP_TO: Final = 1000  # of a longer list only that it is longer is said


class EntryState(StrEnum):
    """How far the review of an entry is, for a filter."""

    WAITING = "waiting"
    RETURNED = "returned"
    APPROVED = "approved"


_STATES: Final = {
    EntryState.WAITING: (ActivityState.SUBMITTED, ActivityState.RESUBMITTED),
    EntryState.RETURNED: (ActivityState.RETURNED,),
    EntryState.APPROVED: (ActivityState.APPROVED,),
}


@dataclass(frozen=True, slots=True)
class EntriesAsked:
    """What a list of entries is limited to; None does not limit it. `own` is the id of a participant who reads theirs,
    notes too."""

    words: str | None = None
    first: date | None = None
    last: date | None = None
    person: int | None = None
    sector: str | None = None
    tag: str | None = None
    subjects: tuple[tuple[str, ...], ...] = ()  # sets of tags, of each of which an entry has one
    state: EntryState | None = None
    own: int | None = None
    authors: tuple[int, ...] | None = None  # such as whom a mentor looks after
    waits_within: tuple[tuple[date, date], ...] | None = None  # days of which entries have a mentor, for `WAITING`
    either: bool = False  # of words and tag one is enough

    def written(self) -> str:
        """Return it as a text, without days, for a link to a file."""
        return orjson.dumps({name: getattr(self, name) for name in _WRITTEN}).decode()

    @classmethod
    def read(cls, written: str) -> EntriesAsked:
        """Return what was written. Raises ValueError if it was not written by `written`."""
        said = orjson.loads(written)
        state, authors = said["state"], said["authors"]
        kept = {name: said[name] for name in _WRITTEN if name not in ("subjects", "state", "authors")}
        return cls(
            **kept,
            subjects=tuple(tuple(tags) for tags in said.get("subjects", ())),
            state=EntryState(state) if state else None,
            authors=tuple(authors) if authors is not None else None,
        )


_WRITTEN: Final = ("words", "person", "sector", "tag", "subjects", "state", "authors", "either")


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry of a list with what is shown of it."""

    entry: Activity
    author: str
    details: ActivityDetails
    photos: tuple[Media, ...]
    agency: str | None = None
    area: str | None = None  # where its author worked on its day


def query(session: Session, access: AccessScope, asked: EntriesAsked) -> Select[Any] | None:
    """Return the query for the ids of the entries, the newest day first; None if the words
    say nothing."""
    newest = Activity.day.desc(), Activity.id.desc()
    if not asked.words:
        return select(Activity.id).where(*conditions(access, asked)).order_by(*newest)
    wanted, is_either = phrases(asked.words), asked.either and asked.tag is not None
    tagged = select(Activity.id).where(*conditions(access, asked))
    if not wanted:
        return tagged.order_by(*newest) if is_either else None
    if not is_either:
        return entry_words.with_phrases(tagged, session, wanted, _few_authors(session, access, asked))
    without_tag = select(Activity.id).where(*conditions(access, replace(asked, tag=None)))
    worded = entry_words.with_phrases(without_tag, session, wanted).order_by(None)
    return select(Activity.id).where(Activity.id.in_(union(worded, tagged))).order_by(*newest)


def _few_authors(session: Session, access: AccessScope, asked: EntriesAsked) -> list[int] | None:
    """Return the people whose entries are asked for at most, if they are few."""
    if asked.person is not None:
        return [asked.person]
    if asked.authors is not None:
        return list(asked.authors) if len(asked.authors) <= FEW_AUTHORS else None
    if access.is_whole:
        return None
    theirs = list(session.scalars(select(Person.id).where(access.people()).limit(FEW_AUTHORS + 1)))
    return theirs if len(theirs) <= FEW_AUTHORS else None


def conditions(access: AccessScope, asked: EntriesAsked) -> list[Any]:
    """Return the conditions on an Activity besides its words."""
    limits: list[Any] = [access.records(Activity.person_id, Activity.day)]
    limits.append(Activity.state.in_((*COUNTED, ActivityState.NOTE)) if asked.own is not None else IS_COUNTED)
    if asked.state is not None:
        limits.append(Activity.state.in_(_STATES[asked.state]))
    if asked.state is EntryState.WAITING and asked.waits_within is not None:
        limits.append(or_(false(), *(Activity.day.between(first, last) for first, last in asked.waits_within)))
    if asked.authors is not None:
        limits.append(Activity.person_id.in_(asked.authors))
    if asked.first is not None:
        limits.append(Activity.day >= asked.first)
    if asked.last is not None:
        limits.append(Activity.day <= asked.last)
    if asked.person is not None:
        limits.append(Activity.person_id == asked.person)
    for kind, key in ((MarkKind.SECTOR, asked.sector), (MarkKind.TAG, asked.tag)):
        if key is not None:
            marked = select(ActivityMark.activity_id).where(ActivityMark.activity_id == Activity.id)
            limits.append(marked.where(ActivityMark.kind == kind, ActivityMark.key == key).exists())
    for tags in asked.subjects:
        marked = select(ActivityMark.activity_id).where(ActivityMark.activity_id == Activity.id)
        limits.append(marked.where(ActivityMark.kind == MarkKind.TAG, ActivityMark.key.in_(tags)).exists())
    return limits


def count(session: Session, found: Select[Any]) -> int:
    """Return how many entries a query finds, `COUNTED_UP_TO` + 1 if there are more."""
    some = found.limit(COUNTED_UP_TO + 1).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0


def ids_of(session: Session, access: AccessScope, asked: EntriesAsked) -> Select[Any]:
    """Return the query for the ids of all that is asked for, in no order, to limit another query by."""
    found = query(session, access, asked)
    return found.order_by(None) if found is not None else select(Activity.id).where(false())


def areas_on_days(
    session: Session, programme: Programme, days: Iterable[tuple[int, date]]
) -> dict[tuple[int, date], str]:
    """Return where people worked on days: (person, day) -> code of the area. What is not known is left out."""
    wanted = set(days)
    places = PlacesByDay(session, {person_id for person_id, _ in wanted})
    found = {}
    for person_id, day in wanted:
        stage = programme.stage_on(day)
        area = places.on(person_id, stage.key, day) if stage else None
        if area is not None:
            found[person_id, day] = area
    return found


def lines(session: Session, ids: Sequence[int], programme: Programme | None = None) -> list[EntryLine]:
    """Return the lines of entries, in this order; with `programme`, they say where the authors worked."""
    rows = {entry.id: entry for entry in session.scalars(select(Activity).where(Activity.id.in_(ids)))}
    said, photos = details.details_of(session, ids), media.of_activities(session, ids)
    names = people.by_ids(session, sorted({entry.person_id for entry in rows.values()}))
    days = ((entry.person_id, entry.day) for entry in rows.values())
    areas = areas_on_days(session, programme, days) if programme is not None else {}
    return [
        EntryLine(
            (entry := rows[one]),
            (author := names[entry.person_id]).name,
            said[one],
            tuple(photos[one]),
            author.agency,
            areas.get((entry.person_id, entry.day)),
        )
        for one in ids
        if one in rows
    ]


@dataclass(frozen=True, slots=True)
class WholeEntry:
    """One entry with its author, photos, reviews and changes, the oldest first, and the names of who made them."""

    line: EntryLine
    author: Person
    reviews: tuple[Review, ...]
    changes: tuple[ActivityRevision, ...]
    names: dict[int, str]


def whole_entry(session: Session, access: AccessScope, reader_id: int, entry_id: int) -> WholeEntry | None:
    """Return an entry that the reader may see, or None. A note only its author sees; nobody sees a deleted entry."""
    own_note = (Activity.person_id == reader_id) & (Activity.state == ActivityState.NOTE)
    seen = access.records(Activity.person_id, Activity.day), or_(IS_COUNTED, own_note)
    entry = session.scalar(select(Activity).where(Activity.id == entry_id, *seen))
    if entry is None:
        return None
    changed = select(ActivityRevision).where(ActivityRevision.activity_id == entry.id).order_by(ActivityRevision.number)
    changes, acts = tuple(session.scalars(changed)), tuple(verdicts.acts_on(session, [entry.id])[entry.id])
    who = {entry.person_id, *(one.by_person_id for one in changes), *(one.by_person_id for one in acts)}
    known = people.by_ids(session, sorted(who))
    names = {person_id: one.name for person_id, one in known.items()}
    return WholeEntry(lines(session, [entry.id])[0], known[entry.person_id], acts, changes, names)
