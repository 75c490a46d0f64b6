"""Daily field activities: what a participant did, on which day, where, with whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import (
    ColumnElement,
    Float,
    ForeignKey,
    Index,
    delete,
    func,
    literal_column,
    select,
    text,
)
from sqlalchemy.orm import Mapped, Session, make_transient_to_detached, mapped_column
from sqlalchemy.orm.attributes import set_committed_value

from models import batch
from models.base import Base, BigId

_WAITING = "state IN ('submitted', 'resubmitted')"


class ActivityState(StrEnum):
    """Whose turn it is, and whether it counts."""

    SUBMITTED = "submitted"
    RETURNED = "returned"
    RESUBMITTED = "resubmitted"
    APPROVED = "approved"
    DELETED = "deleted"
    NOTE = "note"  # outside the programme or in the gap between phases: kept, not counted


class Mark(StrEnum):
    """What kind of thing an activity is marked with."""

    SECTOR = "sector"
    TAG = "tag"


class Piece(StrEnum):
    """What one message gave to an entry."""

    WORDS = "words"
    PHOTO = "photo"
    PIN = "pin"


class Activity(Base):
    """One entry. `opened_at` and `latest_at` are times of LINE's events; `day` was decided once, in Bangkok."""

    __tablename__ = "activity"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id"))
    chat_key: Mapped[str]
    day: Mapped[date]
    state: Mapped[str]
    state_before: Mapped[str | None]  # what a deleted entry was, for the undo
    note_reason: Mapped[str | None]
    words: Mapped[str | None]
    people_count: Mapped[int | None]
    sectors_met: Mapped[str | None]  # its sector marks in one word ("government,people"), for counting by the million
    latitude: Mapped[float | None] = mapped_column(Float)
    longitude: Mapped[float | None] = mapped_column(Float)
    photos: Mapped[int] = mapped_column(default=0)  # how many were sent, fetched or not
    revision: Mapped[int] = mapped_column(default=1)
    opened_at: Mapped[datetime]
    latest_at: Mapped[datetime]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    waits_since: Mapped[datetime | None]  # for its mentor, if not since it was stored: sent again, or spoken of

    __table_args__ = (
        Index("ix_activity_person_day", "person_id", "day"),
        Index("ix_activity_counted", "day", "person_id", "state", "sectors_met"),  # all that a summary reads
        Index("ix_activity_open", "person_id", "opened_at"),
        Index("ix_activity_waiting", "person_id", sqlite_where=text(_WAITING), postgresql_where=text(_WAITING)),
    )

    @property
    def is_deleted(self) -> bool:
        return self.state == ActivityState.DELETED

    @property
    def is_waiting(self) -> bool:
        """Whether it is the mentor's turn."""
        return self.state in (ActivityState.SUBMITTED, ActivityState.RESUBMITTED)

    @property
    def is_locked(self) -> bool:
        """Approved entries are changed by nobody until they are unlocked."""
        return self.state == ActivityState.APPROVED


# Written out, not bound: only so do both databases know that the index of waiting entries serves.
IS_WAITING: ColumnElement[bool] = literal_column(f"activity.{_WAITING}")


class ActivityMark(Base):
    """A sector met or a subject (tag) of an entry. `key` is one of the programme's."""

    __tablename__ = "activity_mark"

    activity_id: Mapped[int] = mapped_column(BigId, ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(BigId)

    __table_args__ = (Index("ix_activity_mark_person", "person_id", "kind", "key"),)


class ActivityPlace(Base):
    """A place of an entry, in the order said. `code` is geothai's; villages have none."""

    __tablename__ = "activity_place"

    activity_id: Mapped[int] = mapped_column(BigId, ForeignKey("activity.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    level: Mapped[str]
    name: Mapped[str]
    code: Mapped[str | None]
    person_id: Mapped[int] = mapped_column(BigId)


class ActivityPiece(Base):
    """One message that became part of an entry, so that it can be split off or unsent."""

    __tablename__ = "activity_piece"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    activity_id: Mapped[int] = mapped_column(BigId, ForeignKey("activity.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(BigId)
    message_id: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    album: Mapped[str | None]
    joined: Mapped[bool]  # it came after the entry was opened
    latitude: Mapped[float | None] = mapped_column(Float)
    longitude: Mapped[float | None] = mapped_column(Float)
    at: Mapped[datetime]

    __table_args__ = (Index("ix_activity_piece_activity_id", "activity_id"),)


@dataclass(frozen=True, slots=True)
class PlaceSaid:
    """A place as understood; see ActivityPlace."""

    level: str
    name: str
    code: str | None


@dataclass(frozen=True, slots=True)
class Understanding:
    """What an entry's words say about it."""

    people_count: int | None = None
    sectors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    places: tuple[PlaceSaid, ...] = ()


@dataclass(frozen=True, slots=True)
class Details:
    """All that hangs on an entry."""

    sectors: tuple[str, ...]
    tags: tuple[str, ...]
    places: tuple[PlaceSaid, ...]


def save_activity(session: Session, activity: Activity, understood: Understanding) -> Activity:
    """Store a new entry with what its words say."""
    activity.people_count = understood.people_count
    activity.sectors_met = in_one_word(understood.sectors)
    activity.id = batch.next_id(session, Activity)
    row = batch.row_of(activity)
    batch.add(session, Activity, [row])
    # For the session it is stored: a flush would cost 0.2 ms here, and store what waits for the end of the batch.
    make_transient_to_detached(activity)
    for key in row.keys() - activity.__dict__.keys():
        set_committed_value(activity, key, row[key])
    session.add(activity)
    marks = {Mark.SECTOR: understood.sectors, Mark.TAG: understood.tags}
    _insert_marks(session, activity, [(kind, key) for kind, keys in marks.items() for key in keys])
    add_places(session, activity, understood.places)
    return activity


def owned(session: Session, activity_id: int, person_id: int) -> Activity | None:
    """An entry of this person, held until the end of the transaction: its mentor may be approving it just now.
    Somebody else's does not exist for them."""
    mine = select(Activity).where(Activity.id == activity_id, Activity.person_id == person_id)
    return session.scalar(mine.with_for_update())


def newest(session: Session, person_id: int) -> Activity | None:
    """The entry a person opened last."""
    return session.scalar(
        select(Activity)
        .where(Activity.person_id == person_id, Activity.state != ActivityState.DELETED.value)
        .order_by(Activity.opened_at.desc(), Activity.id.desc())
        .limit(1)
    )


def details(session: Session, activity_id: int) -> Details:
    return details_of(session, [activity_id])[activity_id]


def details_of(session: Session, activity_ids: Sequence[int]) -> dict[int, Details]:
    """The same for several entries, in as many queries as for one."""
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
        activity_id: Details(
            sectors=tuple(marks.get((activity_id, Mark.SECTOR.value), ())),
            tags=tuple(marks.get((activity_id, Mark.TAG.value), ())),
            places=tuple(places.get(activity_id, ())),
        )
        for activity_id in activity_ids
    }


def begin_with_words(session: Session, activity: Activity, message_id: str, at: datetime) -> None:
    """Remember the words that opened an entry: a piece nobody asks for before the batch is stored."""
    piece = {
        "activity_id": activity.id,
        "person_id": activity.person_id,
        "message_id": message_id,
        "kind": Piece.WORDS.value,
        "joined": False,
        "at": at,
    }
    batch.add(session, ActivityPiece, [piece])


def add_piece(
    session: Session,
    activity: Activity,
    kind: Piece,
    message_id: str,
    at: datetime,
    *,
    album: str | None = None,
    pin: tuple[float, float] | None = None,
    joined: bool = False,
) -> ActivityPiece:
    """Remember that a message became part of an entry."""
    latitude, longitude = pin or (None, None)
    piece = ActivityPiece(
        activity_id=activity.id,
        person_id=activity.person_id,
        message_id=message_id,
        kind=kind.value,
        album=album,
        joined=joined,
        latitude=latitude,
        longitude=longitude,
        at=at,
    )
    session.add(piece)
    if pin:
        activity.latitude, activity.longitude = pin
    if kind is Piece.PHOTO:
        activity.photos += 1
    activity.latest_at = max(activity.latest_at, at)
    return piece


def piece_of_message(session: Session, message_id: str, person_id: int) -> ActivityPiece | None:
    return session.scalar(
        select(ActivityPiece).where(ActivityPiece.message_id == message_id, ActivityPiece.person_id == person_id)
    )


def album_entry(session: Session, person_id: int, album: str) -> Activity | None:
    """The entry to which earlier pictures of an album went."""
    return session.scalar(
        select(Activity)
        .join(ActivityPiece, ActivityPiece.activity_id == Activity.id)
        .where(ActivityPiece.person_id == person_id, ActivityPiece.album == album)
        .limit(1)
    )


def album_joined(session: Session, person_id: int, album: str) -> bool:
    """Whether an album came after its entry was opened."""
    joined = select(ActivityPiece.joined).where(ActivityPiece.person_id == person_id, ActivityPiece.album == album)
    return bool(session.scalar(joined.limit(1)))


def pieces(session: Session, activity_id: int) -> list[ActivityPiece]:
    return list(
        session.scalars(
            select(ActivityPiece).where(ActivityPiece.activity_id == activity_id).order_by(ActivityPiece.id)
        )
    )


def last_pin(session: Session, activity_id: int) -> tuple[float, float] | tuple[None, None]:
    """Where an entry was, by the newest pin it has."""
    pins = [piece for piece in pieces(session, activity_id) if piece.kind == Piece.PIN]
    if not pins or pins[-1].latitude is None or pins[-1].longitude is None:
        return None, None
    return pins[-1].latitude, pins[-1].longitude


def days_of(session: Session, person_id: int, first: date, last: date) -> list[Activity]:
    """A person's entries of a span of days, deleted ones left out."""
    return list(
        session.scalars(
            select(Activity)
            .where(
                Activity.person_id == person_id,
                Activity.day.between(first, last),
                Activity.state != ActivityState.DELETED.value,
            )
            .order_by(Activity.day, Activity.opened_at, Activity.id)
        )
    )


def in_state(session: Session, person_id: int, state: ActivityState) -> list[Activity]:
    """A person's entries in one state, by day."""
    mine = select(Activity).where(Activity.person_id == person_id, Activity.state == state.value)
    return list(session.scalars(mine.order_by(Activity.day, Activity.id)))


def days_reported(session: Session, person_id: int, first: date, last: date) -> set[date]:
    """The days on which a person has an entry that counts."""
    uncounted = (ActivityState.DELETED.value, ActivityState.NOTE.value)
    return set(
        session.scalars(
            select(Activity.day)
            .where(Activity.person_id == person_id, Activity.day.between(first, last))
            .where(Activity.state.not_in(uncounted))
            .distinct()
        )
    )


def sectors_met(session: Session, person_id: int) -> dict[str, int]:
    """How many of a person's entries name each sector."""
    rows = session.execute(
        select(ActivityMark.key, func.count())
        .join(Activity, Activity.id == ActivityMark.activity_id)
        .where(ActivityMark.person_id == person_id, ActivityMark.kind == Mark.SECTOR.value)
        .where(Activity.state != ActivityState.DELETED.value)
        .group_by(ActivityMark.key)
    )
    return {row[0]: row[1] for row in rows}


def put_marks(session: Session, activity: Activity, kind: Mark, keys: Iterable[str]) -> None:
    """Replace an entry's sectors or tags."""
    session.execute(
        delete(ActivityMark).where(ActivityMark.activity_id == activity.id, ActivityMark.kind == kind.value)
    )
    if kind is Mark.SECTOR:
        activity.sectors_met = None
    add_marks(session, activity, kind, keys)


def add_marks(session: Session, activity: Activity, kind: Mark, keys: Iterable[str]) -> None:
    said = tuple(keys)
    if kind is Mark.SECTOR:
        activity.sectors_met = in_one_word((*sectors_in(activity.sectors_met), *said))
    _insert_marks(session, activity, [(kind, key) for key in said])


def in_one_word(sectors: Iterable[str]) -> str | None:
    """How an entry's sectors stand in `Activity.sectors_met`."""
    return ",".join(sorted(set(sectors))) or None


def sectors_in(word: str | None) -> list[str]:
    """The reverse of `in_one_word`."""
    return word.split(",") if word else []


def _insert_marks(session: Session, activity: Activity, marks: Iterable[tuple[Mark, str]]) -> None:
    said = [
        {"activity_id": activity.id, "kind": kind.value, "key": key, "person_id": activity.person_id}
        for kind, key in dict.fromkeys(marks)
    ]
    batch.add(session, ActivityMark, said)


def put_places(session: Session, activity: Activity, places: Sequence[PlaceSaid]) -> None:
    """Replace an entry's places."""
    session.execute(delete(ActivityPlace).where(ActivityPlace.activity_id == activity.id))
    add_places(session, activity, places)


def add_places(session: Session, activity: Activity, places: Sequence[PlaceSaid]) -> None:
    said = [
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
    batch.add(session, ActivityPlace, said)
