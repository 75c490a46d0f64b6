"""Records daily activities: words become an entry, which is saved first and corrected after."""

from datetime import date

from bot.cards import quick_replies as quick
from bot.inbound.router import either, on_command, on_intent, on_label, on_message, on_postback
from bot.inbound.turn import Turn
from bot.line.event import Event, event_from_json
from bot.outbound.reply import Message, Reply, say, text_message
from bot.postback import SaveTyped, SplitActivity
from handlers.activities.additions import save_photo, save_pin, split
from handlers.activities.card_questions import questions_about
from handlers.activities.days_allowed import day_trouble, day_trouble_text
from handlers.activities.showing import activity_card_for
from handlers.activities.storing import store_words
from handlers.conversation import ACTIVITY_SHOWN, EDIT, context_of, is_fresh, leave_question
from handlers.roles import PARTICIPANTS
from models.activities import pieces
from models.activities.activities import Activity
from models.messaging import inbox
from programmes.bangkok import bangkok_day
from thai.meaning import Slots, Understood
from thai.understand import understand


def save_words(turn: Turn) -> Reply:
    """Store words as an entry, or as the words of the entry just opened by a photo or pin."""
    if turn.understood is None or turn.is_command:  # the menu's button or its word: say how to record
        leave_question(turn)
        return say(turn.text("how-to-record"), quick_replies=_phone_buttons(turn))
    return save_activity(turn, turn.event, turn.understood)


def save_activity(turn: Turn, said: Event, understood: Understood) -> Reply:
    """Store the words of a message, this turn's or an earlier one."""
    day, remark = _day_for(turn, understood.slots, bangkok_day(said.at))
    stored = store_words(turn, said, understood.slots, day, questions_about(turn, understood.doubts))
    return Reply([*remark, *stored.messages], stored.about)


def save_typed(turn: Turn, button: SaveTyped | None = None) -> Reply:
    """Answer "record it": store the words that were not understood."""
    inbox_id = button.inbox if button else int(turn.conversation.data.get("offered", 0))
    raw = inbox.raw_of(turn.session, inbox_id, turn.chat.line_user_id)
    said = event_from_json(raw) if raw else None
    if said is None or said.text is None or said.message_id is None:
        return say(turn.text("offer-too-late"))
    already = pieces.piece_of_message(turn.session, said.message_id, turn.me.id)
    if already is not None:
        return Reply([activity_card_for(turn, turn.session.get_one(Activity, already.activity_id))])
    return save_activity(turn, said, understand(said.text, context_of(turn, said.at)))


def _day_for(turn: Turn, slots: Slots, today: date) -> tuple[date | None, list[Message]]:
    """Return the day of an entry written on `today`, and a remark if the mentioned day is not possible: then the entry
    has today's date and can be corrected."""
    if slots.problem is not None:
        return None, [text_message(turn.text("day-impossible", said=slots.problem))]
    day = slots.activity_date
    trouble = day_trouble(turn, day) if day is not None and day != today else None
    if trouble is None or day is None:
        return day, []
    said = day_trouble_text(turn, trouble, day)
    return today, [text_message(turn.text("day-saved-as-today", why=said))]


def _phone_buttons(turn: Turn) -> list[dict[str, object]]:
    return [quick.camera(turn.text), quick.camera_roll(turn.text), quick.location(turn.text)]


def _takes_offer(turn: Turn) -> bool:
    """Return whether the bot has recently offered to record words."""
    return "offered" in turn.conversation.data and is_fresh(turn)


def _takes_offer_by_yes(turn: Turn) -> bool:
    """Return whether "yes" takes that offer, because nothing else is asked."""
    return turn.conversation.open != EDIT and _takes_offer(turn)


def _is_after_card(turn: Turn) -> bool:
    return turn.conversation.open == ACTIVITY_SHOWN


routes = [
    on_postback(SaveTyped, PARTICIPANTS)(save_typed),
    either(on_label("offer-save"), on_command("log_activity"), roles=PARTICIPANTS, when=_takes_offer)(save_typed),
    on_command("confirm", roles=PARTICIPANTS, when=_takes_offer_by_yes)(save_typed),
    on_postback(SplitActivity, PARTICIPANTS)(split),
    on_label("addition-split", roles=PARTICIPANTS, when=_is_after_card)(split),
    on_message("image", roles=PARTICIPANTS)(save_photo),
    on_message("location", roles=PARTICIPANTS)(save_pin),
]
recording = [on_intent("log_activity", roles=PARTICIPANTS)(save_words)]
