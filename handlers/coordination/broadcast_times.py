"""When an announcement is sent: words and the date picker set its time, which the preview then shows."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from bot.cards import quick_replies as quick
from bot.cards.broadcast_times import time_picker
from bot.inbound.router import on_label, on_open, on_postback
from bot.inbound.turn import Turn
from bot.line.text_length import shorten
from bot.outbound.reply import Reply, say
from bot.postback import HandleBroadcast
from handlers.conversation import context, data_of, is_fresh
from handlers.coordination.broadcast_drafts import (
    SEND,
    TO_WHOM,
    WHEN,
    last_instant,
    look_reply,
    not_a_draft,
    open_broadcast,
    own_draft,
    tapped,
    time_trouble,
)
from handlers.coordination.broadcasts import preview
from handlers.roles import OVERSEERS
from models.coordination.broadcasts import Broadcast
from programmes.bangkok import BANGKOK
from thai.dates import long_day
from thai.sending_times import SendingTime, sending_time_in, without_answer

OFFERED: Final = ("08:00", "09:00", "13:00", "16:30")
UNREAD_UNITS: Final = 60


@dataclass(frozen=True, slots=True)
class TypedTime:
    """A time that was typed for an announcement which is not sent yet."""

    draft: Broadcast
    said: SendingTime


def set_by_words(turn: Turn, typed: TypedTime) -> Reply:
    """Set the time that was typed, or ask for what is missing of it."""
    said, draft = typed.said, typed.draft
    if said.at_once:
        return _set(turn, draft, None)
    if said.unread is not None:
        unread = shorten(said.unread, UNREAD_UNITS, "utf16")
        return _ask(turn, draft, turn.text("announce-when-unread", said=unread))
    day = said.day or _day_asked_for(turn) or _day_set(draft)
    if day is None and said.at is None:
        return _ask(turn, draft, turn.text("announce-when"))
    if said.at is None:
        return _ask_hour(turn, draft, day or turn.day)
    at = datetime.combine(day or turn.day, said.at, BANGKOK)
    is_tonight = day is None and said.at == time() and at <= turn.now  # midnight without a day is the next one
    return _set(turn, draft, at + timedelta(days=1) if is_tonight else at)


def set_by_picker(turn: Turn, button: HandleBroadcast) -> Reply:
    """Set the time of LINE's picker, or ask for it."""
    draft = own_draft(turn, button.broadcast)
    if draft is None:
        return not_a_draft(turn, button.broadcast)
    picked = _picked(turn)
    return _set(turn, draft, picked) if picked else _ask(turn, draft, turn.text("announce-when"))


def send_at_once(turn: Turn, button: HandleBroadcast | None = None) -> Reply:
    """Let the announcement wait for no time. It is sent after yes to the preview."""
    broadcast_id = button.broadcast if button else open_broadcast(turn)
    draft = own_draft(turn, broadcast_id)
    return _set(turn, draft, None) if draft else not_a_draft(turn, broadcast_id)


def _set(turn: Turn, draft: Broadcast, at: datetime | None) -> Reply:
    """Store the time and show the preview; a time in the past or after the programme is asked for again."""
    trouble = time_trouble(turn, at) if at is not None else None
    if trouble is not None:
        return _ask(turn, draft, trouble)
    draft.send_at = at
    return preview(turn, draft)


def _ask(turn: Turn, draft: Broadcast, said: str) -> Reply:
    """Ask for day and time."""
    turn.conversation.ask(WHEN, turn.now, broadcast=draft.id)
    picker = time_picker(draft.id, turn.now, last_instant(turn.programme), draft.send_at, turn.text)
    items = [{"type": "action", "action": picker}] if picker else []
    return say(said, quick_replies=[*items, *_ways_out(turn, draft)])


def _ask_hour(turn: Turn, draft: Broadcast, day: date) -> Reply:
    """Ask for the time of a day that was said."""
    turn.conversation.ask(WHEN, turn.now, broadcast=draft.id, day=day.isoformat())
    hours = [time.fromisoformat(offered) for offered in OFFERED]
    coming = [hour for hour in hours if datetime.combine(day, hour, BANGKOK) > turn.now]
    items = [quick.typed(turn.text("announce-hour", time=f"{hour:%H.%M}")) for hour in coming]
    said = turn.text("announce-when-hour", day=long_day(day, turn.text.language))
    return say(said, quick_replies=[*items, *_ways_out(turn, draft)])


def _ways_out(turn: Turn, draft: Broadcast) -> list[dict[str, object]]:
    cancel = quick.choice(turn.text("announce-cancel"), HandleBroadcast(draft.id, "cancel"))
    at_once = quick.choice(turn.text("announce-at-once"), HandleBroadcast(draft.id, "now"))
    return [at_once, look_reply(turn, draft.id), cancel]


def _day_asked_for(turn: Turn) -> date | None:
    """Return the day for which only the time is missing."""
    day = data_of(turn, WHEN).get("day")
    return date.fromisoformat(day) if day else None


def _day_set(draft: Broadcast) -> date | None:
    """Return the day for which the announcement is set: only another time was said."""
    return draft.send_at.astimezone(BANGKOK).date() if draft.send_at is not None else None


def _picked(turn: Turn) -> datetime | None:
    """Return the time in the params of LINE's picker, which is Bangkok's, or None if it is none."""
    picked = turn.event.postback_params.get("datetime")
    if not isinstance(picked, str):
        return None
    try:
        return datetime.fromisoformat(picked).replace(tzinfo=BANGKOK)
    except ValueError:
        return None


def _typed(turn: Turn) -> TypedTime | None:
    """Return the time after words that say nothing else."""
    draft = own_draft(turn, open_broadcast(turn)) if is_fresh(turn) else None
    if draft is None:
        return None
    words, asked = turn.event.text or "", turn.conversation.open == WHEN
    said = sending_time_in(words, context(turn), asked=asked) or _beside_answer(turn, words)
    if said is None and not asked:  # a day with a time, and nothing else, is no receiver and no word of the draft
        alone = sending_time_in(words, context(turn), asked=True)
        said = alone if alone is not None and alone.day is not None and alone.at is not None else None
    return TypedTime(draft, said) if said is not None else None


def _beside_answer(turn: Turn, words: str) -> SendingTime | None:
    """Return the time that a yes or no to the preview says besides: it is set and shown, and nothing is sent yet."""
    rest = without_answer(words)
    if rest == words.strip().lower():
        return None
    said = sending_time_in(rest, context(turn), asked=True)
    return said if said is not None and (said.at or said.day or said.unread) else None


routes = [
    on_postback(HandleBroadcast, OVERSEERS, when=tapped("time"))(set_by_picker),
    on_postback(HandleBroadcast, OVERSEERS, when=tapped("now"))(send_at_once),
    on_label("announce-at-once", roles=OVERSEERS, when=lambda turn: turn.conversation.open in (TO_WHOM, SEND, WHEN))(
        send_at_once
    ),
    on_open(TO_WHOM, SEND, WHEN, roles=OVERSEERS).reading(_typed)(set_by_words),
]
