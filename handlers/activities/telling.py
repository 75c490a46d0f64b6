"""Asks for the work of a day without a record: the next words, photo or pin are of that day."""

from datetime import date

from bot.cards import quick_replies as quick
from bot.inbound.router import on_label, on_open, on_postback
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import TellOfDay
from handlers.activities.card_questions import questions_about
from handlers.activities.days import DAY
from handlers.activities.days_allowed import TELL, day_told_of, day_trouble, day_trouble_text
from handlers.activities.recording import save_activity
from handlers.activities.storing import store_words
from handlers.activities.undated import question_about
from handlers.conversation import is_asked
from handlers.roles import PARTICIPANTS
from thai.dates import long_day
from thai.intents import UNKNOWN


def tap_tell(turn: Turn, button: TellOfDay) -> Reply:
    return _ask(turn, button.day)


def say_tell(turn: Turn) -> Reply:
    """Take the button's label, typed after a day's card."""
    return _ask(turn, str(turn.conversation.data.get("day")))


def _ask(turn: Turn, said: str) -> Reply:
    try:
        day = date.fromisoformat(said)
    except ValueError:  # such as 2023-02-31, which the button's pattern allows
        return say(turn.text("button-stale"))
    trouble = day_trouble(turn, day)
    if trouble is not None:
        return say(day_trouble_text(turn, trouble, day))
    turn.conversation.ask(TELL, turn.now, day=day.isoformat())
    items = [quick.camera(turn.text), quick.camera_roll(turn.text), quick.location(turn.text)]
    asked = turn.text("day-tell-ask", day=long_day(day, turn.text.language))
    return say(asked, quick_replies=[*items, quick.command(turn.text, "menu")])


def take_words(turn: Turn) -> Reply:
    """Record words on the day that was asked for. Words that name a day themselves are of that one."""
    understood = turn.understood
    if understood is None:
        return say(turn.text("button-stale"))
    if understood.slots.activity_date is not None or question_about(turn, understood) is not None:
        return save_activity(turn, turn.event, understood, turn.inbox_id)
    day, questions = day_told_of(turn), questions_about(turn, understood)
    return store_words(turn, turn.event, understood.slots, day, questions)


def _tells(turn: Turn) -> bool:
    told = turn.understood is not None and not turn.is_command and turn.intent in ("log_activity", UNKNOWN)
    return told and is_asked(turn, TELL)


def _is_after_day(turn: Turn) -> bool:
    return is_asked(turn, DAY)


routes = [
    on_postback(TellOfDay, PARTICIPANTS)(tap_tell),
    on_label("day-tell", roles=PARTICIPANTS, when=_is_after_day)(say_tell),
    on_open(TELL, roles=PARTICIPANTS, when=_tells)(take_words),
]
