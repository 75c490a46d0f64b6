"""Records daily activities: words become an entry, which is saved first and corrected after."""

from bot.cards import quick_replies as quick
from bot.inbound.router import either, on_command, on_intent, on_label, on_message, on_postback
from bot.inbound.turn import Turn
from bot.line.event import Event
from bot.outbound.reply import Reply, say
from bot.postback import SaveTyped, SplitActivity
from handlers.activities.additions import save_photo, save_pin, split
from handlers.activities.card_questions import questions_about
from handlers.activities.offering import offer_again
from handlers.activities.showing import activity_card_for
from handlers.activities.storing import store_words
from handlers.activities.undated import message_of, question_about
from handlers.activities.which_day import ask_day
from handlers.conversation import ACTIVITY_SHOWN, EDIT, OFFER, context_of, is_fresh, leave_question
from handlers.roles import PARTICIPANTS
from models.activities import pieces
from models.activities.activities import Activity
from programmes.calls import kinds_of
from thai.meaning import Understood
from thai.understand import understand


def save_words(turn: Turn) -> Reply:
    """Store words as an entry, or as the words of the entry just opened by a photo or pin."""
    if turn.understood is None or turn.is_command:  # the menu's button or its word: say how to record
        leave_question(turn)
        return say(how_to_record(turn), quick_replies=_phone_buttons(turn))
    return save_activity(turn, turn.event, turn.understood, turn.inbox_id)


def save_activity(turn: Turn, said: Event, understood: Understood, inbox_id: int) -> Reply:
    """Store the words of a message, this turn's or an earlier one. If its day is not certain or not possible, ask."""
    question = question_about(turn, understood)
    if question is not None:
        return ask_day(turn, inbox_id, question)
    slots = understood.slots
    return store_words(turn, said, slots, slots.activity_date, questions_about(turn, understood))


def save_typed(turn: Turn, button: SaveTyped | None = None) -> Reply:
    """Answer "record it": store the words that were not understood."""
    inbox_id = button.inbox if button else int(turn.conversation.data.get("offered", 0))
    said = message_of(turn, inbox_id)
    if said is None or said.text is None or said.message_id is None:
        return say(turn.text("offer-too-late"))
    already = pieces.pieces_of_message(turn.session, said.message_id, turn.me.id)
    if already:
        return Reply([activity_card_for(turn, turn.session.get_one(Activity, already[0].activity_id))])
    return save_activity(turn, said, understand(said.text, context_of(turn, said.at)), inbox_id)


def how_to_record(turn: Turn) -> str:
    """Return how to record, in a programme with forums first how to tell of one."""
    if turn.programme.development is not None:
        return turn.text("dev-how-to-record")
    forums, how = turn.programme.forums, turn.text("how-to-record")
    asked = [call for call in turn.programme.calls if call.opens <= turn.day <= call.closes]
    if asked:
        words = " · ".join(call.name(turn.text.language) for call in asked)
        how = f"{turn.text('registered-next-calls', calls=words, kinds=kinds_of(call.of for call in asked))}\n{how}"
    return (
        f"{turn.text('how-to-record-forum', name=forums.name(turn.text.language), said=forums.said[0])}\n{how}"
        if forums
        else how
    )


def _phone_buttons(turn: Turn) -> list[dict[str, object]]:
    return [quick.camera(turn.text), quick.camera_roll(turn.text), quick.location(turn.text)]


def _takes_offer(turn: Turn) -> bool:
    """Return whether the bot has recently offered to record words."""
    return "offered" in turn.conversation.data and is_fresh(turn)


def _takes_offer_by_yes(turn: Turn) -> bool:
    """Return whether "yes" takes that offer, because nothing else is asked and to record is the first guess."""
    return turn.conversation.open != EDIT and _takes_offer(turn) and turn.conversation.data.get("records_on_yes", True)


def _is_another_guess(turn: Turn) -> bool:
    return turn.conversation.open in (OFFER, ACTIVITY_SHOWN) and _takes_offer(turn)


def _is_after_card(turn: Turn) -> bool:
    return turn.conversation.open == ACTIVITY_SHOWN


routes = [
    on_postback(SaveTyped, PARTICIPANTS)(save_typed),
    either(on_label("offer-save"), on_command("log_activity"), roles=PARTICIPANTS, when=_takes_offer)(save_typed),
    on_command("confirm", roles=PARTICIPANTS, when=_takes_offer_by_yes)(save_typed),
    on_command("confirm", roles=PARTICIPANTS, when=_is_another_guess)(offer_again),
    on_postback(SplitActivity, PARTICIPANTS)(split),
    on_label("addition-split", roles=PARTICIPANTS, when=_is_after_card)(split),
    on_message("image", roles=PARTICIPANTS)(save_photo),
    on_message("location", roles=PARTICIPANTS)(save_pin),
]
recording = [on_intent("log_activity", roles=PARTICIPANTS)(save_words)]
