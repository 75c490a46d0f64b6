"""What a person sent, in a few words: the text of a message, or the name of its kind."""

from typing import Final

from bot.line.event import event_from_json
from bot.line.text_length import shorten
from locales.texts import Text

KINDS: Final = ("image", "video", "audio", "file", "location", "sticker", "postback")


def sent_words(raw: str, text: Text, most: int | None = None) -> str:
    """Return the words of an event of the inbox, shortened to `most` UTF-16 units, or the name of what it was."""
    event = event_from_json(raw)
    if event.text is not None:
        said = " ".join(event.text.split())
        return said if most is None else shorten(said, most, "utf16")
    kind = event.message_type or event.type
    return text(f"sent-{kind}" if kind in KINDS else "sent-other")
