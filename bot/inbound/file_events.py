"""The event that follows a file which was fetched to be answered: what was read in a photo of a barcode or QR code, or
that a roster is here. It has the file's place in the chat.

It is stored like the events of LINE and handled like them, one at a time, with the reply token of the file, to which
nothing was answered. `on_message("code")` and `on_message("roster")` take it.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.line.event import event_from_json, storable
from models.activities.media import Media
from models.messaging import inbox
from models.messaging.inbox import Arrival, InboxState

CODE = "code"
ROSTER = "roster"


def store_codes(session: Session, photo: Media, codes: Sequence[str], real_now: datetime) -> None:
    """Store what was read in `photo`, which may be nothing. A second time changes nothing."""
    _store(session, photo, {"type": CODE, "codes": [storable(code) for code in codes]}, real_now)


def store_roster(session: Session, file: Media, real_now: datetime) -> None:
    """Store that the fetch of a roster has ended; its media says how. A second time changes nothing."""
    _store(session, file, {"type": ROSTER}, real_now)


def _store(session: Session, file: Media, message: Mapping[str, Any], real_now: datetime) -> None:
    raw = inbox.raw_of_message(session, file.chat_key, file.message_id)
    if raw is None:
        return  # the chat has left, or the file was unsent
    event_id = f"{message['type']}:{file.message_id}"  # not of the row, whose id SQLite may use again
    event = {
        **json.loads(raw),
        "type": "message",
        "webhookEventId": event_id,
        "message": {**message, "id": file.message_id},
    }
    at = event_from_json(raw).at
    written = json.dumps(event, ensure_ascii=False)
    arrival = Arrival(event_id, file.chat_key, "message", file.message_id, at, written, InboxState.NEW)
    inbox.store(session, [arrival], real_now)
