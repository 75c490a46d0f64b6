"""The cards of announcements that wait for their time, and the notice that one was not sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.look import Piece
from bot.line.text_length import shorten
from bot.postback import HandleBroadcast
from locales.texts import Text
from programmes.bangkok import BANGKOK
from thai.dates import near_day

QUOTED_UNITS: Final = 200
MOST: Final = 10  # announcements in a carousel
PICKED: Final = "%Y-%m-%dT%H:%M"  # how LINE writes a date with a time, in Bangkok's time


def instant_words(at: datetime, text: Text) -> str:
    """Return an instant as "พฤหัสบดี 13 ก.ค. 08.00 น.", in Bangkok's time."""
    local = at.astimezone(BANGKOK)
    return text("announce-instant", day=near_day(local.date(), text.language), time=f"{local:%H.%M}")


def time_picker(broadcast: int, now: datetime, last: datetime, chosen: datetime | None, text: Text) -> Piece | None:
    """Return the action that picks the time of an announcement between two instants, or None if none is left."""
    first, last = (at.astimezone(BANGKOK) for at in (now + timedelta(minutes=1), last))
    if first >= last:
        return None
    tomorrow = (first + timedelta(days=1)).replace(hour=8, minute=0)
    initial = min(max(chosen.astimezone(BANGKOK) if chosen else tomorrow, first), last)
    return {
        "type": "datetimepicker",
        "label": text("announce-pick-time"),
        "data": HandleBroadcast(broadcast, "time").pack(),
        "mode": "datetime",
        "initial": initial.strftime(PICKED),
        "min": first.strftime(PICKED),
        "max": last.strftime(PICKED),
    }


@dataclass(frozen=True, slots=True)
class ScheduledBroadcast:
    """An announcement that waits for its time. `people` is the number of receivers as of now."""

    broadcast: int
    words: str
    send_at: datetime
    to: str
    people: int


def scheduled_card(values: Sequence[ScheduledBroadcast], text: Text) -> Piece:
    """Return the announcements that wait, the next one first; each can be stopped."""
    bubbles = [_scheduled(one, text) for one in values[:MOST]]
    titles = [text("announce-will-be-sent", time=instant_words(one.send_at, text)) for one in values]
    card = bubbles[0] if len(bubbles) == 1 else {"type": "carousel", "contents": bubbles}
    replies = [quick.choice(text("announce-cancel"), HandleBroadcast(values[0].broadcast, "cancel"))]
    items = [*(replies if len(values) == 1 else []), quick.command(text, "menu")]
    return quick.with_quick_replies(look.flex(" · ".join(titles), card), items)


def _scheduled(values: ScheduledBroadcast, text: Text) -> Piece:
    facts = [
        (text("announce-fact-to"), values.to),
        (text("announce-fact-people"), text("announce-count-now", count=values.people)),
    ]
    parts = [look.words(shorten(values.words, QUOTED_UNITS, "utf16"), "sm", look.INK)]
    stop = look.button(text("announce-cancel"), HandleBroadcast(values.broadcast, "cancel"))
    title = text("announce-will-be-sent", time=instant_words(values.send_at, text))
    return look.bubble(
        look.heading(text("announce-above"), title),
        look.column(*parts, *(look.fact(label, said) for label, said in facts)),
        look.column(stop),
    )


@dataclass(frozen=True, slots=True)
class NotSentBroadcast:
    """An announcement that was not sent at its time. `why`: "late" (the bot was not running) or "nobody"."""

    broadcast: int
    words: str
    send_at: datetime
    why: str


def not_sent_card(values: NotSentBroadcast, text: Text) -> Piece:
    """Return the notice to its author, who can look at it again and send it."""
    said = text(
        f"announce-not-sent-{values.why}",
        time=instant_words(values.send_at, text),
        words=shorten(values.words, QUOTED_UNITS, "utf16"),
    )
    deeds = (("announce-look", "look"), ("announce-cancel", "cancel"))
    taps = [quick.choice(text(key), HandleBroadcast(values.broadcast, deed)) for key, deed in deeds]
    return quick.text_message(said, taps)
