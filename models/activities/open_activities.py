"""Open entries: the entry to which a photo, a pin or words that have just come are added.

Nearly every message needs to know this, and nearly always there is none. So a batch of turns asks once for all its
speakers, which saves each of them a statement (0.1 to 0.2 ms). The result is used once for each person.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import Table, bindparam, select
from sqlalchemy.orm import Session

from models.activities.activities import Activity, ActivityState
from models.storage.base import Instant

JOINS_WITHIN = timedelta(minutes=5)  # a photo, a pin or words are added to an entry that was opened this recently
_FORESEEN = "open entries"
_ENTRY = cast(Table, Activity.__table__)
_OPENED = select(
    _ENTRY.c.person_id, _ENTRY.c.id, _ENTRY.c.opened_at, _ENTRY.c.words.is_not(None).label("has_words")
).where(
    _ENTRY.c.person_id.in_(bindparam("people", expanding=True)),
    _ENTRY.c.opened_at.between(bindparam("first", type_=Instant()), bindparam("last", type_=Instant())),
    _ENTRY.c.state.not_in((ActivityState.DELETED.value, ActivityState.APPROVED.value)),
)


@dataclass(frozen=True, slots=True, order=True)
class _Opened:
    at: datetime
    id: int
    has_words: bool


@dataclass(frozen=True, slots=True)
class _Foreseen:
    """The entries of some people to which messages sent from `earliest` to `latest` could be added."""

    earliest: datetime
    latest: datetime
    of_person: dict[int, list[_Opened]]


def foresee(session: Session, person_ids: Sequence[int], sent: Iterable[datetime]) -> None:
    """Load the open entries of all people whose messages, sent at these instants, are about to be handled."""
    times = sorted(sent)
    if person_ids and times:
        found = _opened(session, person_ids, times[0], times[-1])
        session.info[_FORESEEN] = _Foreseen(times[0], times[-1], found)


def forget(session: Session, person_id: int) -> None:
    """Forget what was loaded for a person, because a message of theirs was handled."""
    foreseen: _Foreseen | None = session.info.get(_FORESEEN)
    if foreseen is not None:
        foreseen.of_person.pop(person_id, None)


def latest(session: Session, person_id: int, at: datetime) -> Activity | None:
    """Return the entry to which a message sent at `at` may be added: the last one of the five minutes before."""
    found = _latest(session, person_id, at)
    return _unless_closed(session, found.id) if found else None


def latest_without_words(session: Session, person_id: int, at: datetime) -> Activity | None:
    """Return the same entry if it has no words yet. An entry with words is not loaded."""
    found = _latest(session, person_id, at)
    return _unless_closed(session, found.id) if found and not found.has_words else None


def _unless_closed(session: Session, activity_id: int) -> Activity | None:
    """Return an entry, unless another turn of this batch has approved it."""
    entry = session.get_one(Activity, activity_id)
    return None if entry.is_deleted or entry.is_locked else entry


def _latest(session: Session, person_id: int, at: datetime) -> _Opened | None:
    foreseen: _Foreseen | None = session.info.get(_FORESEEN)
    entries = None
    if foreseen is not None and foreseen.earliest <= at <= foreseen.latest:
        entries = foreseen.of_person.pop(person_id, None)
    if entries is None:
        entries = _opened(session, [person_id], at, at)[person_id]
    # the pictures of an album may come in any order
    return max((entry for entry in entries if abs(entry.at - at) <= JOINS_WITHIN), default=None)


def _opened(
    session: Session, person_ids: Sequence[int], earliest: datetime, latest: datetime
) -> dict[int, list[_Opened]]:
    within = {"people": person_ids, "first": earliest - JOINS_WITHIN, "last": latest + JOINS_WITHIN}
    found: dict[int, list[_Opened]] = {person_id: [] for person_id in person_ids}
    for person_id, *entry in session.execute(_OPENED, within):
        found[person_id].append(_Opened(entry[1], entry[0], bool(entry[2])))
    return found
