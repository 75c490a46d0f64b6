"""What a message says of an announcement: its words, to whom it goes, and when it is to be sent."""

from dataclasses import replace
from datetime import datetime

from bot.inbound.turn import Turn
from handlers.conversation import context, is_asked
from handlers.coordination.broadcast_drafts import WHAT, instant_of
from thai.announcements import AnnouncementSaid, announcement_in, announces, as_written, time_said, told_to


def said_in(turn: Turn) -> tuple[AnnouncementSaid, datetime | None]:
    """Return the announcement of a message, and when it says that it is to be sent, if it does."""
    said = _said(turn)
    timed = time_said(turn.event.text or "", said, context(turn))
    if timed is None:
        return said, None
    return replace(said, to=replace(said.to, unread=None)), instant_of(turn, timed)


def _said(turn: Turn) -> AnnouncementSaid:
    """Return the announcement of the message; from a button nothing is said."""
    text = turn.event.text
    if text is None:
        return AnnouncementSaid(None)
    said = announcement_in(text, context(turn))
    if said is not None:
        return said
    message = turn.understood.slots.message if turn.understood else None
    return (
        AnnouncementSaid(as_written(text, message), told_to(text, context(turn))) if message else AnnouncementSaid(None)
    )


def words_of_announcement(turn: Turn) -> str | None:
    """Return the words that answer "announce what?"."""
    return (turn.event.text or "").strip() or None if is_asked(turn, WHAT) else None


def begins_with_announce(turn: Turn) -> bool:
    return turn.event.text is not None and announces(turn.event.text)


def tells_somebody_else(turn: Turn) -> bool:
    """Return whether words beside an open draft are another announcement: แจ้งครูพี่เลี้ยงว่า …"""
    said = announcement_in(turn.event.text or "", context(turn))
    return said is not None and said.words is not None and said.to.are_said
