"""Tells the supervisor who has confirmed a training that its author has unsent its message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.cards import quick_replies as quick
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, text_message
from bot.postback import ShowDevelopment
from models.activities.activities import Activity
from models.development import trainings
from models.messaging import chats
from models.messaging.deliveries import About
from models.people import people
from models.reviews import verdicts
from thai.dates import long_day


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A training that was confirmed, and by whom."""

    entry: int
    day: date
    by: int


def confirmed_of(turn: Turn, message_id: str) -> Confirmed | None:
    """Return the confirmed training that a message tells of, before the message is forgotten."""
    if turn.programme.development is None:
        return None
    training = trainings.of_message(turn.session, message_id, turn.me.id)
    entry = turn.session.get(Activity, training.activity_id) if training else None
    review = verdicts.latest(turn.session, entry.id) if entry is not None and entry.is_locked else None
    return Confirmed(entry.id, entry.day, review.by_person_id) if entry is not None and review is not None else None


def tell_supervisor(turn: Turn, one: Confirmed) -> None:
    """Tell whoever confirmed it what is left. The topic itself is not told: it was taken back."""
    chat, person = chats.to_tell(turn.session, one.by), people.by_id(turn.session, one.by)
    if chat is None or person is None:
        return
    text = turn.texts.in_language(person.language)
    entry = turn.session.get(Activity, one.entry)
    stays = entry is not None and not entry.is_deleted
    said = text("dev-told-unsent", name=turn.me.name, day=long_day(one.day, text.language), stays=int(stays))
    look = [quick.choice(text("dev-open"), ShowDevelopment("training", None, one.entry))] if stays else []
    message = text_message(said, [*look, quick.command(text, "menu")])
    turn.tell(chat.line_user_id, Reply([message], About("activity", one.entry) if stays else None))
