"""Drafts of announcements: whose they are, the open question about one, how many would receive it."""

from datetime import datetime, time
from typing import Final

from bot.cards import quick_replies as quick
from bot.cards.broadcast_times import instant_words
from bot.inbound.router import Matches
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import HandleBroadcast
from handlers.coordination.access import access_of
from models.coordination import audiences, broadcasts
from models.coordination.broadcasts import Broadcast, BroadcastState
from programmes import Programme
from programmes.bangkok import BANGKOK, bangkok_day
from thai.dates import long_day
from thai.sending_times import SendingTime

WHAT: Final = "announce_what"  # asks for the words; data: the receivers that were said, the draft to (re)write
TO_WHOM: Final = "announce_to"
SEND: Final = "announce_send"
WHEN: Final = "announce_when"  # asks for the time; data: broadcast, perhaps the day that was said


def receivers_on(turn: Turn, broadcast: Broadcast) -> tuple[int, int]:
    """Return how many receivers can be reached and how many cannot, as of now, on the day on which it is sent."""
    day = bangkok_day(broadcast.send_at) if broadcast.send_at else turn.day
    return audiences.count(turn.session, turn.programme, access_of(turn), broadcast.to, turn.me.id, day)


def last_instant(programme: Programme) -> datetime:
    """Return the last minute in which an announcement can be sent."""
    return datetime.combine(programme.end, time(23, 59), BANGKOK)


def instant_of(turn: Turn, said: SendingTime) -> datetime | None:
    """Return the instant of a whole time that was said beside an announcement, or None if nothing can be sent then."""
    at = datetime.combine(said.day or turn.day, said.at or time(), BANGKOK)
    return at if time_trouble(turn, at) is None else None


def time_trouble(turn: Turn, at: datetime) -> str | None:
    """Return what to say about a time at which nothing can be sent, or None."""
    if at <= turn.now:
        return turn.text("announce-time-past", time=instant_words(at, turn.text))
    if at > last_instant(turn.programme):
        return turn.text("announce-time-after", end=long_day(turn.programme.end, turn.text.language))
    return None


def own_draft(turn: Turn, broadcast_id: int | None) -> Broadcast | None:
    """Return an announcement of the speaker that is not confirmed yet."""
    found = broadcasts.owned(turn.session, broadcast_id, turn.me.id) if broadcast_id else None
    return found if found is not None and found.state == BroadcastState.DRAFT else None


def not_a_draft(turn: Turn, broadcast_id: int | None) -> Reply:
    """Answer a button of an announcement that is no draft any more, or somebody else's."""
    found = broadcasts.owned(turn.session, broadcast_id, turn.me.id) if broadcast_id else None
    if found is None or found.state == BroadcastState.CANCELLED:
        return say(turn.text("announce-gone"))
    if found.state == BroadcastState.SCHEDULED and found.send_at is not None:
        said = turn.text("announce-scheduled", time=instant_words(found.send_at, turn.text))
        return say(said, quick_replies=[progress_reply(turn, found.id)])
    return say(turn.text("announce-sent-before"), quick_replies=[progress_reply(turn, found.id)])


def progress_reply(turn: Turn, broadcast_id: int) -> dict[str, object]:
    return quick.choice(turn.text("announce-progress"), HandleBroadcast(broadcast_id, "progress"))


def look_reply(turn: Turn, broadcast_id: int) -> dict[str, object]:
    return quick.choice(turn.text("announce-look"), HandleBroadcast(broadcast_id, "look"))


def open_broadcast(turn: Turn) -> int | None:
    """Return the announcement about which a question is open."""
    return turn.conversation.data.get("broadcast") if turn.conversation.open in (TO_WHOM, SEND, WHAT, WHEN) else None


def tapped(deed: str) -> Matches:
    """Return the condition for buttons with this deed."""
    return lambda turn: isinstance(turn.postback, HandleBroadcast) and turn.postback.deed == deed
