"""Daily field activities: the entry, its day, and its state.

The details of an entry and its pieces are in modules of their own.
"""

from datetime import date, datetime
from enum import StrEnum
from math import floor
from typing import Final

from sqlalchemy import ColumnElement, Float, ForeignKey, Index, literal_column, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.storage.base import Base, BigId, OneOf
from thai.data import read

_WAITING = "state IN ('submitted', 'resubmitted')"
_COUNTED = "state IN ('submitted', 'returned', 'resubmitted', 'approved')"
# By these words an entry tells of an obstacle or a request. An index has these entries, so another word needs a
# migration that makes it anew.
TELLING: Final[tuple[str, ...]] = tuple(read("enquiries")["told_in_entries"])


def telling(column: str, dialect: str) -> str:
    """Return the condition in SQL that a column has one of these words."""
    place_of = "instr" if dialect == "sqlite" else "strpos"
    return " OR ".join(f"{place_of}({column}, '{word}') > 0" for word in TELLING)


CELL: Final = 0.1  # degrees: the sides of the squares in which pins are counted, about 11 km
CELLS_AROUND: Final = 3600  # of them in one round of the earth


class ActivityState(StrEnum):
    """Who has to act next, and whether the entry counts."""

    SUBMITTED = "submitted"
    RETURNED = "returned"
    RESUBMITTED = "resubmitted"
    APPROVED = "approved"
    DELETED = "deleted"
    NOTE = "note"  # outside the programme or between phases: it is kept and not counted


# The states that count, everywhere. A note is about a day without reporting; a deleted entry no longer exists.
COUNTED: Final = tuple(state for state in ActivityState if state not in (ActivityState.NOTE, ActivityState.DELETED))


class Activity(Base):
    """One entry. `opened_at` and `latest_at` are times of LINE's events; `day` is decided once, in Bangkok."""

    __tablename__ = "activity"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id"))
    chat_key: Mapped[str]
    day: Mapped[date]
    state: Mapped[ActivityState] = mapped_column(OneOf(ActivityState))
    # The state that a deleted entry or a note had before: see `states`.
    state_before: Mapped[ActivityState | None] = mapped_column(OneOf(ActivityState))
    note_reason: Mapped[str | None]
    words: Mapped[str | None]
    people_count: Mapped[int | None]
    sectors_met: Mapped[str | None]  # its sectors as one text ("government,people"), for fast counting
    tags_said: Mapped[str | None]  # its tags likewise, between commas (",drugs,water,")
    latitude: Mapped[float | None] = mapped_column(Float)
    longitude: Mapped[float | None] = mapped_column(Float)
    cell: Mapped[int | None]  # the square in which its pin lies, numbered as in `cell_of`
    photos: Mapped[int] = mapped_column(default=0)  # the number sent, whether fetched or not
    revision: Mapped[int] = mapped_column(default=1)
    opened_at: Mapped[datetime]
    latest_at: Mapped[datetime]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    waits_since: Mapped[datetime | None]  # None: since it was stored; else since it was sent again or commented

    __table_args__ = (
        Index("ix_activity_by_person", "person_id", "day", "state", "sectors_met", "tags_said"),  # … and a map
        Index("ix_activity_counted", "day", "person_id", "state", "sectors_met"),  # all columns that a summary reads
        Index("ix_activity_day", "day", "id"),  # the order of lists and feeds
        Index("ix_activity_open", "person_id", "opened_at"),
        Index(
            "ix_activity_told",
            "day",
            "id",
            sqlite_where=text(telling("words", "sqlite")),
            postgresql_where=text(telling("words", "postgresql")),
        ),
        Index(
            "ix_activity_pinned",
            "cell",
            "day",
            "person_id",
            "sectors_met",
            "tags_said",
            sqlite_where=text(f"cell IS NOT NULL AND {_COUNTED}"),
            postgresql_where=text(f"cell IS NOT NULL AND {_COUNTED}"),
        ),
        Index(
            "ix_activity_waiting",  # all columns by which what waits is counted
            "person_id",
            "day",
            "state",
            "created_at",
            "waits_since",
            sqlite_where=text(_WAITING),
            postgresql_where=text(_WAITING),
        ),
    )

    @property
    def is_deleted(self) -> bool:
        return self.state == ActivityState.DELETED

    @property
    def counts(self) -> bool:
        """Whether it counts: as a report of its day, in summaries, in coverage."""
        return self.state in COUNTED

    @property
    def is_waiting(self) -> bool:
        """Whether the mentor has to act next."""
        return self.state in (ActivityState.SUBMITTED, ActivityState.RESUBMITTED)

    @property
    def is_locked(self) -> bool:
        """Whether it is approved. Nobody can change an approved entry until it is unlocked."""
        return self.state == ActivityState.APPROVED


IS_COUNTED: ColumnElement[bool] = Activity.state.in_(COUNTED)
# The value is a literal, not a bound parameter: only then do both databases use the index of waiting entries.
IS_WAITING: ColumnElement[bool] = literal_column(f"activity.{_WAITING}")
IS_COUNTED_LITERALLY: ColumnElement[bool] = literal_column(f"activity.{_COUNTED}")  # for the indexes of maps


def cell_of(latitude: float, longitude: float) -> int:
    """Return the number of the square in which a point lies. Rows begin at the South Pole, columns at 180° West."""
    return floor((latitude + 90) / CELL) * CELLS_AROUND + floor((longitude + 180) / CELL)


def put_pin(activity: Activity, pin: tuple[float | None, float | None]) -> None:
    """Put an entry's pin at (latitude, longitude), or take it away."""
    activity.latitude, activity.longitude = latitude, longitude = pin
    activity.cell = cell_of(latitude, longitude) if latitude is not None and longitude is not None else None


def owned(session: Session, activity_id: int, person_id: int) -> Activity | None:
    """Return an entry of this person, or None, also if it is somebody else's. The row is locked until the end of the
    transaction, because its mentor may be approving it."""
    mine = select(Activity).where(Activity.id == activity_id, Activity.person_id == person_id)
    return session.scalar(mine.with_for_update())


def newest(session: Session, person_id: int) -> Activity | None:
    """Return the entry that a person opened last."""
    return session.scalar(
        select(Activity)
        .where(Activity.person_id == person_id, Activity.state != ActivityState.DELETED)
        .order_by(Activity.opened_at.desc(), Activity.id.desc())
        .limit(1)
    )


def days_of(session: Session, person_id: int, first: date, last: date) -> list[Activity]:
    """Return a person's entries of some days, without deleted ones."""
    return list(
        session.scalars(
            select(Activity)
            .where(
                Activity.person_id == person_id,
                Activity.day.between(first, last),
                Activity.state != ActivityState.DELETED,
            )
            .order_by(Activity.day, Activity.opened_at, Activity.id)
        )
    )


def in_state(session: Session, person_id: int, state: ActivityState) -> list[Activity]:
    """Return a person's entries in one state, by day."""
    mine = select(Activity).where(Activity.person_id == person_id, Activity.state == state)
    return list(session.scalars(mine.order_by(Activity.day, Activity.id)))


def days_reported(session: Session, person_id: int, first: date, last: date) -> set[date]:
    """Return the days on which a person has an entry that counts."""
    return set(
        session.scalars(
            select(Activity.day)
            .where(Activity.person_id == person_id, Activity.day.between(first, last))
            .where(IS_COUNTED)
            .distinct()
        )
    )
