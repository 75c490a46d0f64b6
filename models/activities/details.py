"""The details of an entry: sectors, tags and places, stored in rows of their own to be counted and corrected."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ForeignKey, Index, delete, func, insert, select
from sqlalchemy.orm import Mapped, Session, make_transient_to_detached, mapped_column
from sqlalchemy.orm.attributes import set_committed_value

from models.activities.activities import IS_COUNTED, Activity
from models.storage.base import Base, BigId, OneOf
from models.storage.batch import BatchSession, row_of


class MarkKind(StrEnum):
    """The kinds of marks of an activity."""

    SECTOR = "sector"
    TAG = "tag"


# The column of Activity that has all marks of a kind as one text.
IN_ONE_WORD: Final = {MarkKind.SECTOR: "sectors_met", MarkKind.TAG: "tags_said"}


class ActivityMark(Base):
    """A sector or a tag of an entry. `key` is a key of the programme."""

    __tablename__ = "activity_mark"

    activity_id: Mapped[int] = mapped_column(BigId, ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[MarkKind] = mapped_column(OneOf(MarkKind), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(BigId)

    __table_args__ = (Index("ix_activity_mark_person", "person_id", "kind", "key"),)


class ActivityPlace(Base):
    """A place of an entry, in the order of the message. `code` is geothai's; villages have none."""

    __tablename__ = "activity_place"

    activity_id: Mapped[int] = mapped_column(BigId, ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    level: Mapped[str]
    name: Mapped[str]
    code: Mapped[str | None]
    person_id: Mapped[int] = mapped_column(BigId)


@dataclass(frozen=True, slots=True)
class PlaceSaid:
    """A place as understood; see ActivityPlace."""

    level: str
    name: str
    code: str | None


@dataclass(frozen=True, slots=True)
class Understanding:
    """What was understood from the words of an entry."""

    people_count: int | None = None
    sectors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    places: tuple[PlaceSaid, ...] = ()


@dataclass(frozen=True, slots=True)
class ActivityDetails:
    """All details of an entry."""

    sectors: tuple[str, ...]
    tags: tuple[str, ...]
    places: tuple[PlaceSaid, ...]


def save_activity(session: BatchSession, activity: Activity, understood: Understanding) -> Activity:
    """Store a new entry with what was understood from its words."""
    activity.people_count = understood.people_count
    activity.sectors_met = in_one_word(understood.sectors)
    activity.tags_said = between_commas(understood.tags)
    activity.id = session.next_id(Activity)
    row = row_of(activity)
    session.add_rows(Activity, [row])
    # Mark it as stored for the session: a flush would store all rows that wait for the batch, and took 0.2 ms (measured
    # 21 November 2026).
    make_transient_to_detached(activity)
    for key in row.keys() - activity.__dict__.keys():
        set_committed_value(activity, key, row[key])
    session.add(activity)
    marks = {MarkKind.SECTOR: understood.sectors, MarkKind.TAG: understood.tags}
    said = [(kind, key) for kind, keys in marks.items() for key in keys]
    session.add_rows(ActivityMark, _mark_rows(activity, said))
    session.add_rows(ActivityPlace, _place_rows(activity, understood.places))
    return activity


def details(session: Session, activity_id: int) -> ActivityDetails:
    return details_of(session, [activity_id])[activity_id]


def details_of(session: Session, activity_ids: Sequence[int]) -> dict[int, ActivityDetails]:
    """Return the details of several entries, with as many queries as for one."""
    marks: dict[tuple[int, str], list[str]] = {}
    rows = session.execute(
        select(ActivityMark.activity_id, ActivityMark.kind, ActivityMark.key).where(
            ActivityMark.activity_id.in_(activity_ids)
        )
    )
    for activity_id, kind, key in rows:
        marks.setdefault((activity_id, kind), []).append(key)
    places: dict[int, list[PlaceSaid]] = {}
    said = session.execute(
        select(ActivityPlace.activity_id, ActivityPlace.level, ActivityPlace.name, ActivityPlace.code)
        .where(ActivityPlace.activity_id.in_(activity_ids))
        .order_by(ActivityPlace.activity_id, ActivityPlace.position)
    )
    for activity_id, level, name, code in said:
        places.setdefault(activity_id, []).append(PlaceSaid(level, name, code))
    return {
        activity_id: ActivityDetails(
            sectors=tuple(marks.get((activity_id, MarkKind.SECTOR), ())),
            tags=tuple(marks.get((activity_id, MarkKind.TAG), ())),
            places=tuple(places.get(activity_id, ())),
        )
        for activity_id in activity_ids
    }


def sectors_met(session: Session, person_id: int) -> dict[str, int]:
    """Return how many of a person's entries that count name each sector."""
    rows = session.execute(
        select(ActivityMark.key, func.count())
        .join(Activity, Activity.id == ActivityMark.activity_id)
        .where(ActivityMark.person_id == person_id, ActivityMark.kind == MarkKind.SECTOR)
        .where(IS_COUNTED)
        .group_by(ActivityMark.key)
    )
    return {row[0]: row[1] for row in rows}


def put_marks(session: Session, activity: Activity, kind: MarkKind, keys: Iterable[str]) -> None:
    """Replace an entry's sectors or tags."""
    said = tuple(keys)
    session.execute(delete(ActivityMark).where(ActivityMark.activity_id == activity.id, ActivityMark.kind == kind))
    if said:
        session.execute(insert(ActivityMark), _mark_rows(activity, [(kind, key) for key in said]))
    _write_in_one_word(activity, kind, said)


def add_marks(session: BatchSession, activity: Activity, kind: MarkKind, keys: Iterable[str]) -> None:
    said = tuple(keys)
    _write_in_one_word(activity, kind, (*keys_in(getattr(activity, IN_ONE_WORD[kind])), *said))
    session.add_rows(ActivityMark, _mark_rows(activity, [(kind, key) for key in said]))


def in_one_word(sectors: Iterable[str]) -> str | None:
    """Return an entry's sectors as one text, for `Activity.sectors_met`."""
    return ",".join(sorted(set(sectors))) or None


def between_commas(tags: Iterable[str]) -> str | None:
    """Return an entry's tags as one text, for `Activity.tags_said`: ",drugs,water,". With a comma around each, one of
    many is found in a million rows without a text made for each of them."""
    word = in_one_word(tags)
    return f",{word}," if word else None


def keys_in(word: str | None) -> list[str]:
    """Return the sectors or tags in such a text."""
    return word.strip(",").split(",") if word else []


def _write_in_one_word(activity: Activity, kind: MarkKind, keys: Iterable[str]) -> None:
    if kind is MarkKind.SECTOR:
        activity.sectors_met = in_one_word(keys)
    else:
        activity.tags_said = between_commas(keys)


def _mark_rows(activity: Activity, marks: Iterable[tuple[MarkKind, str]]) -> list[dict[str, Any]]:
    return [
        {"activity_id": activity.id, "kind": kind, "key": key, "person_id": activity.person_id}
        for kind, key in dict.fromkeys(marks)
    ]


def put_places(session: Session, activity: Activity, places: Sequence[PlaceSaid]) -> None:
    """Replace an entry's places."""
    session.execute(delete(ActivityPlace).where(ActivityPlace.activity_id == activity.id))
    if places:
        session.execute(insert(ActivityPlace), _place_rows(activity, places))


def _place_rows(activity: Activity, places: Sequence[PlaceSaid]) -> list[dict[str, Any]]:
    return [
        {
            "activity_id": activity.id,
            "position": position,
            "level": place.level,
            "name": place.name,
            "code": place.code,
            "person_id": activity.person_id,
        }
        for position, place in enumerate(places)
    ]
