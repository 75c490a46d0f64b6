"""The reply of a handler: LINE messages, what they are about, and whether they may wait."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from models.messaging.deliveries import About, Urgency

Message = dict[str, Any]
RIDES_FOR: Final = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Reply:
    """Messages for the person who wrote. `wait` delays them (more pictures of an album may come); a later reply with
    the same `key` replaces one that was not sent yet. If `piggyback` is true they wait for the person's next message
    and go with its free reply; if none has come after `wait` (default: RIDES_FOR) they are pushed. `urgency` matters
    when few pushes are left; after `expires_at` (programme time) they are not sent any more."""

    messages: Sequence[Message]
    about: About | None = None
    wait: timedelta = timedelta(0)
    key: str | None = None
    piggyback: bool = False
    urgency: Urgency = Urgency.MUST
    expires_at: datetime | None = None


SILENCE = Reply(())


def say(text: str, *, quick_replies: Sequence[dict[str, Any]] = (), about: About | None = None) -> Reply:
    """Return a reply of one text message."""
    return Reply([text_message(text, quick_replies)], about)


def text_message(text: str, quick_replies: Sequence[dict[str, Any]] = ()) -> Message:
    message: Message = {"type": "text", "text": text}
    if quick_replies:
        message["quickReply"] = {"items": list(quick_replies)}
    return message
