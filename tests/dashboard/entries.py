"""Entries for the pages to show, stored as the chat stores them."""

from datetime import date, datetime, time, timedelta
from itertools import count

from models.activities import pieces
from models.activities.activities import Activity, ActivityState
from models.activities.details import PlaceSaid, Understanding, save_activity
from models.activities.pieces import PieceKind
from programmes.bangkok import BANGKOK
from tests.dashboard.conftest import Web, line_id

_messages = count(1)


def stored(
    web: Web,
    name: str,
    day: date,
    words: str = "ประชุมเรื่องถังขยะเปียก",
    *,
    sectors: tuple[str, ...] = (),
    tags: tuple[str, ...] = (),
    places: tuple[PlaceSaid, ...] = (),
    pin: tuple[float, float] | None = None,
    state: ActivityState = ActivityState.SUBMITTED,
    people: int | None = None,
) -> int:
    """Store an entry of somebody of the roster and return its id."""
    person_id, at = web.person_id(name), datetime.combine(day, time(15), BANGKOK)
    with web.database.write() as session:
        entry = Activity(
            person_id=person_id, chat_key=line_id(person_id), day=day, state=state, words=words,
            opened_at=at, latest_at=at, created_at=at, updated_at=at,
        )  # fmt: skip
        save_activity(session, entry, Understanding(people, sectors, tags, places))
        session.flush()
        if pin is not None:
            pieces.add_piece(
                session, entry, PieceKind.PIN, f"pin-{next(_messages)}", at + timedelta(minutes=1), pin=pin
            )
        return entry.id
