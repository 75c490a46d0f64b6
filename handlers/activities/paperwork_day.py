"""A day in the office, recorded by one tap on the card that asks somebody of whom nobody has heard."""

from dataclasses import replace
from datetime import date

from bot.inbound.router import on_label, on_postback
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import PaperworkDay
from handlers.activities.days import show_day
from handlers.activities.days_allowed import day_trouble, day_trouble_text
from handlers.activities.storing import store_words
from handlers.roles import PARTICIPANTS
from models.activities import activities
from thai.meaning import Slots


def record_paperwork_day(turn: Turn, button: PaperworkDay | None = None) -> Reply:
    """Record the day of the card, or today if the label was typed, as paperwork in the office. A day that has an entry
    is shown."""
    try:
        day = date.fromisoformat(button.day) if button else turn.day
    except ValueError:  # such as 2023-02-31, which the button's pattern allows
        return say(turn.text("button-stale"))
    trouble = day_trouble(turn, day)
    if trouble is not None:
        return say(day_trouble_text(turn, trouble, day))
    if any(entry.counts for entry in activities.days_of(turn.session, turn.me.id, day, day)):
        return show_day(turn, day)
    return store_words(turn, replace(turn.event, text=turn.text("paperwork-day")), Slots(), day)


routes = [
    on_postback(PaperworkDay, PARTICIPANTS)(record_paperwork_day),
    on_label("paperwork-day", roles=PARTICIPANTS)(record_paperwork_day),
]
