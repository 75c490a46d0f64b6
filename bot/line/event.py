"""Reads one webhook event from its raw JSON.

LINE adds types and fields without notice, and the SDK's parser drops what it does not know. So the bot stores the raw
JSON, and this module never raises an error: a missing or strange value becomes None.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Any, Final

PICTURES: Final = frozenset(
    (".jpg", ".jpeg", ".jfif", ".png", ".heic", ".heif", ".avif", ".webp", ".gif", ".bmp", ".tif", ".tiff")
)  # the ends of the names of files that are pictures
_ONE_TO_ONE = "user"


@dataclass(frozen=True, slots=True)
class Event:
    """An event as handlers see it; `raw` has the rest.

    `text` is the text of a text message. It can always be stored: it has no lone surrogates and no NUL. The type of a
    file whose name is a picture's is "image": phones send the photos that LINE does not know, such as HEIC, as files.
    """

    id: str
    type: str
    at: datetime
    user_id: str | None
    source_type: str | None
    reply_token: str | None
    standby: bool
    message: dict[str, Any]
    message_type: str | None
    message_id: str | None
    text: str | None
    raw: dict[str, Any]

    @property
    def is_file(self) -> bool:
        """Whether the message is a file to LINE, perhaps with a picture in it."""
        return self.message.get("type") == "file"

    @property
    def in_group(self) -> bool:
        return self.source_type is not None and self.source_type != _ONE_TO_ONE

    @property
    def quoted_message_id(self) -> str | None:
        return _string(self.message.get("quotedMessageId"))

    @property
    def postback_data(self) -> str | None:
        return _string(_object(self.raw.get("postback")).get("data"))

    @property
    def postback_params(self) -> dict[str, Any]:
        return _object(_object(self.raw.get("postback")).get("params"))

    @property
    def image_set(self) -> tuple[str, int | None] | None:
        """(id, total) of the album to which an image belongs, or None."""
        album = _object(self.message.get("imageSet"))
        name, total = _string(album.get("id")), album.get("total")
        return (name, total if isinstance(total, int) else None) if name else None


def read_event(raw: dict[str, Any]) -> Event:
    """Read one event of a webhook call, whatever it contains."""
    source = _object(raw.get("source"))
    source_type = _string(source.get("type"))
    type_ = _string(raw.get("type")) or ""
    message = {key: _clean(value) for key, value in _object(raw.get("message")).items()}
    message_type = _string(message.get("type")) if type_ == "message" else None
    if message_type == "file" and _names_a_picture(message.get("fileName")):
        message_type = "image"
    text = message.get("text") if message_type == "text" else None
    return Event(
        id=_string(raw.get("webhookEventId")) or "",
        type=type_,
        at=instant(raw.get("timestamp")),
        user_id=_string(source.get("userId")),
        source_type=source_type,
        reply_token=_string(raw.get("replyToken")),
        standby=raw.get("mode") == "standby",
        message=message,
        message_type=message_type,
        message_id=_string(message.get("id")),
        text=storable(text) if isinstance(text, str) else None,
        raw=raw,
    )


def event_from_json(text: str) -> Event:
    return read_event(json.loads(text))


def chat_key(event: Event) -> str | None:
    """Return the LINE id of the chat: the user's in a one-to-one chat, else the group's or room's."""
    source = _object(event.raw.get("source"))
    if event.source_type in ("group", "room"):
        return _string(source.get(f"{event.source_type}Id"))
    return event.user_id


def instant(milliseconds: object) -> datetime:
    """Return LINE's timestamp as an aware instant, or the epoch if it is not a valid number."""
    if isinstance(milliseconds, int | float) and 0 <= milliseconds < 32_503_680_000_000:  # until the year 3000
        return datetime.fromtimestamp(milliseconds / 1000, UTC)
    return datetime.fromtimestamp(0, UTC)


def storable(text: str) -> str:
    """Return `text` without characters that a database or a UTF-8 file cannot store."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")


def _names_a_picture(name: object) -> bool:
    return isinstance(name, str) and PurePath(name.strip()).suffix.lower() in PICTURES


def _clean(value: Any) -> Any:
    """Return a value of a message; a text of its own, such as an address, can be stored."""
    return storable(value) if isinstance(value, str) else value


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _string(value: object) -> str | None:
    if not isinstance(value, str) or not value:
        return None
    return value if value.isascii() and "\x00" not in value else storable(value)  # ids, which are most, need no copy
