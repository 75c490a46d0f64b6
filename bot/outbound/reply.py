"""What a handler answers: messages as LINE wants them, what they are about, and whether they may wait a moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from models.messaging.deliveries import About, Urgency

Message = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reply:
    """Messages for the person who wrote. `wait` holds them back (an album's pictures are still coming);
    a later reply with the same `key` replaces one that has not been sent yet; what `rides` waits for the person's
    next message, and costs nothing. `urgency` counts when pushes are short, and after `expires_at` (programme time)
    there is no point in sending it."""

    messages: Sequence[Message]
    about: About | None = None
    wait: timedelta = timedelta(0)
    key: str | None = None
    rides: bool = False
    urgency: Urgency = Urgency.MUST
    expires_at: datetime | None = None


SILENCE = Reply(())


def say(text: str, *, quick_replies: Sequence[dict[str, Any]] = (), about: About | None = None) -> Reply:
    """One text message."""
    return Reply([text_message(text, quick_replies)], about)


def text_message(text: str, quick_replies: Sequence[dict[str, Any]] = ()) -> Message:
    message: Message = {"type": "text", "text": text}
    if quick_replies:
        message["quickReply"] = {"items": list(quick_replies)}
    return message
