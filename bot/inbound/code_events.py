"""The event that follows a photo of a barcode or QR code: what was read in it, in its place in the chat.

It is stored like the events of LINE and handled like them, one at a time, with the reply token of the photo, to which
nothing was answered. `on_message("code")` takes it.
"""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.line.event import event_from_json, storable
from models.activities.media import Media
from models.messaging import inbox
from models.messaging.inbox import Arrival, InboxState

CODE = "code"


def store_codes(session: Session, photo: Media, codes: Sequence[str], real_now: datetime) -> None:
    """Store what was read in `photo`, which may be nothing. A second time changes nothing."""
    raw = inbox.raw_of_message(session, photo.chat_key, photo.message_id)
    if raw is None:
        return  # the chat has left, or the photo was unsent
    message = {"type": CODE, "id": photo.message_id, "codes": [storable(code) for code in codes]}
    event_id = f"code:{photo.id}"
    event = {**json.loads(raw), "type": "message", "webhookEventId": event_id, "message": message}
    at = event_from_json(raw).at
    written = json.dumps(event, ensure_ascii=False)
    arrival = Arrival(event_id, photo.chat_key, "message", photo.message_id, at, written, InboxState.NEW)
    inbox.store(session, [arrival], real_now)
