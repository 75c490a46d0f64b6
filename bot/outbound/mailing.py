"""Queues messages to many people in bulk. Messages that are the same for many go out as multicasts.

A multicast is one request for up to 500 people, at the same price for each person. It has a chat queue of its own, so
its order among other messages to a person is not kept. It is only for messages that do not answer anybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import uuid4

import orjson
from sqlalchemy.orm import Session

from bot.line.numbers import MULTICAST_RECIPIENTS
from bot.outbound.reply import Message
from models.messaging import deliveries, lanes
from models.messaging.deliveries import About, DeliveryState, Urgency
from models.messaging.lanes import Direction

MULTICAST: Final = "multicast:"  # how the name of its chat queue begins


@dataclass(frozen=True, slots=True)
class OutboxMessage:
    """Messages for one chat. If `rides` is true they wait for the person's next message; after `expires_at` (programme
    time) they are not sent any more."""

    chat_key: str
    messages: Sequence[Message]
    about: About | None = None
    urgency: Urgency = Urgency.MUST
    rides: bool = False
    expires_at: datetime | None = None


def queue_messages(session: Session, letters: Sequence[OutboxMessage], now: datetime, *, together: bool = True) -> list[int]:
    """Store messages and wake the senders. Return the delivery of each, in their order; `now` is real time.

    With `together`, equal messages share a delivery. If it is quoted or refused, one cannot tell by whom or for whom.
    """
    rows: list[dict[str, Any]] = []
    row_of = [0] * len(letters)
    for group in _groups(letters, together):
        for start in range(0, len(group), MULTICAST_RECIPIENTS):
            part = group[start : start + MULTICAST_RECIPIENTS]
            for place in part:
                row_of[place] = len(rows)
            rows.append(_row([letters[place] for place in part], now))
    ids = deliveries.queue_all(session, rows, now)
    lanes.enqueue(session, Direction.OUT, [row["chat_key"] for row in rows if not row["rides"]], now)
    return [ids[rows[number]["retry_key"]] for number in row_of]


def _groups(letters: Sequence[OutboxMessage], together: bool) -> list[list[int]]:
    """Return the indexes of messages, with equal messages in one group."""
    groups: dict[bytes, list[int]] = {}
    for place, letter in enumerate(letters):
        own = not together or letter.rides
        same = str(place).encode() if own else _content(letter)
        groups.setdefault(same, []).append(place)
    return list(groups.values())


def _content(letter: OutboxMessage) -> bytes:
    about = [letter.about.kind, letter.about.id] if letter.about else None
    return orjson.dumps([list(letter.messages), about, letter.urgency, letter.expires_at])


def _row(letters: Sequence[OutboxMessage], now: datetime) -> dict[str, Any]:
    letter, retry_key = letters[0], str(uuid4())
    return {
        "chat_key": letter.chat_key if len(letters) == 1 else f"{MULTICAST}{retry_key}",
        "recipients": None if len(letters) == 1 else [one.chat_key for one in letters],
        "state": DeliveryState.DUE,
        "rides": letter.rides,
        "urgency": letter.urgency.value,
        "expires_at": letter.expires_at,
        "about_kind": letter.about.kind if letter.about else None,
        "about_id": letter.about.id if letter.about else None,
        "messages": list(letter.messages),
        "message_count": len(letter.messages),
        "due_at": now,
        "retry_key": retry_key,
        "created_at": now,
        "alone": False,
        "attempts": 0,
        "in_doubt": False,
    }
