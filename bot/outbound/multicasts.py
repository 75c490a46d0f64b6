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
from models.messaging import chat_queues, deliveries
from models.messaging.chat_queues import Direction
from models.messaging.deliveries import About, DeliveryState, Urgency

MULTICAST: Final = "multicast:"  # how the name of its chat queue begins


@dataclass(frozen=True, slots=True)
class OutboxMessage:
    """Messages for one chat. If `piggyback` is true they wait for the person's next message, until `rides_until` (real
    time) if that is set; after `expires_at` (programme time) they are not sent any more."""

    chat_key: str
    messages: Sequence[Message]
    about: About | None = None
    urgency: Urgency = Urgency.MUST
    piggyback: bool = False
    rides_until: datetime | None = None
    expires_at: datetime | None = None


def queue_messages(
    session: Session, outgoing: Sequence[OutboxMessage], now: datetime, *, together: bool = True
) -> list[int]:
    """Store messages and wake the senders. Return the delivery of each, in their order; `now` is real time.

    With `together`, equal messages share a delivery. If it is quoted or refused, one cannot tell by whom or for whom.
    """
    rows: list[dict[str, Any]] = []
    row_of = [0] * len(outgoing)
    for group in _groups(outgoing, together):
        for start in range(0, len(group), MULTICAST_RECIPIENTS):
            part = group[start : start + MULTICAST_RECIPIENTS]
            for place in part:
                row_of[place] = len(rows)
            rows.append(_row([outgoing[place] for place in part], now))
    ids = deliveries.queue_all(session, rows, now)
    chat_queues.enqueue(session, Direction.OUT, [row["chat_key"] for row in rows if not row["rides"]], now)
    return [ids[rows[number]["retry_key"]] for number in row_of]


def _groups(outgoing: Sequence[OutboxMessage], together: bool) -> list[list[int]]:
    """Return the indexes of messages, with equal messages in one group."""
    groups: dict[bytes, list[int]] = {}
    for place, message in enumerate(outgoing):
        own = not together or message.piggyback
        same = str(place).encode() if own else _content(message)
        groups.setdefault(same, []).append(place)
    return list(groups.values())


def _content(message: OutboxMessage) -> bytes:
    about = [message.about.kind, message.about.id] if message.about else None
    return orjson.dumps([list(message.messages), about, message.urgency, message.expires_at])


def _row(outgoing: Sequence[OutboxMessage], now: datetime) -> dict[str, Any]:
    message, retry_key = outgoing[0], str(uuid4())
    return {
        "chat_key": message.chat_key if len(outgoing) == 1 else f"{MULTICAST}{retry_key}",
        "recipients": None if len(outgoing) == 1 else [one.chat_key for one in outgoing],
        "state": DeliveryState.DUE,
        "rides": message.piggyback,
        "urgency": message.urgency.value,
        "expires_at": message.expires_at,
        "about_kind": message.about.kind if message.about else None,
        "about_id": message.about.id if message.about else None,
        "messages": list(message.messages),
        "message_count": len(message.messages),
        "due_at": message.rides_until or now,
        "retry_key": retry_key,
        "created_at": now,
        "alone": False,
        "attempts": 0,
        "in_doubt": False,
    }
