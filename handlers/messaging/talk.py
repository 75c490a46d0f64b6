"""Small talk and ways out: menu, help, greetings, thanks, cancel, language, and words not understood."""

from bot.cards import quick_replies as quick
from bot.cards.help import HelpCard, help_card
from bot.cards.menu import MenuCard, menu_card
from bot.inbound.router import on, on_event, on_intent, on_message
from bot.inbound.turn import Turn
from bot.outbound.reply import SILENCE, Reply, say
from bot.postback import SaveTyped, SetLanguage
from handlers.activities.showing import ENTRY, leave_question, once_an_album
from models.people.people import Role
from thai.intents import INTENTS


def show_menu(turn: Turn) -> Reply:
    leave_question(turn)
    return Reply([menu_card(MenuCard(turn.role, turn.person.name if turn.person else None), turn.text)])


def show_help(turn: Turn) -> Reply:
    leave_question(turn)
    language = turn.text.language
    values = HelpCard(turn.role, turn.programme.contact.name(language), turn.programme.reporting.days_back)
    return Reply([help_card(values, turn.text)])


def cancel(turn: Turn) -> Reply:
    """Leave whatever is open. What was saved stays saved."""
    was_open = turn.conversation.open not in (None, *SOFT)
    turn.conversation.close(turn.now)
    return say(turn.text("cancelled" if was_open else "nothing-to-cancel"), quick_replies=_menu_reply(turn))


def change_language(turn: Turn) -> Reply:
    said = turn.understood.slots.language if turn.understood else None
    language = turn.postback.language if isinstance(turn.postback, SetLanguage) else said
    if language not in ("th", "en"):
        language = "en" if turn.text.language == "th" else "th"
    turn.chat.language, turn.chat.menu_stale = language, True
    if turn.person is not None:
        turn.person.language = language
    turn.text = turn.texts.in_language(language)
    return say(turn.text("language-changed"), quick_replies=_menu_reply(turn))


def return_greeting(turn: Turn) -> Reply:
    name = turn.me.name.split()[0]
    key = "greeting-participant" if turn.role is Role.PARTICIPANT else "greeting"
    return say(turn.text(key, name=name), quick_replies=_menu_reply(turn))


def accept_thanks(turn: Turn) -> Reply:
    return say(turn.text("thanks-accepted"))


def answer_sticker(turn: Turn) -> Reply:
    key = "sticker-answer" if turn.role is Role.PARTICIPANT else "sticker-answer-other"
    return say(turn.text(key), quick_replies=_menu_reply(turn))


def decline_file(turn: Turn) -> Reply:
    """Video, audio, files: kindly not, and what to send instead."""
    if turn.role is not Role.PARTICIPANT:
        return explain_recording(turn)
    return say(turn.text(f"cannot-keep-{turn.event.message_type}"))


def explain_recording(turn: Turn) -> Reply:
    """Somebody with another part in the programme sends what participants record."""
    return once_an_album(turn, say(turn.text("only-participants-record"), quick_replies=_menu_reply(turn)))


def explain_stale_button(turn: Turn) -> Reply:
    """A button of a card we no longer know, or somebody else's."""
    return say(turn.text("button-stale"), quick_replies=_menu_reply(turn))


def offer(turn: Turn) -> Reply:
    """Words not understood: nothing is guessed; they can be recorded with one tap."""
    if turn.role is not Role.PARTICIPANT:
        return say(turn.text("not-understood"), quick_replies=_menu_reply(turn))
    save = SaveTyped(turn.inbox_id)
    if turn.conversation.open == ENTRY:  # the card above still takes its numbers
        turn.conversation.ask(ENTRY, turn.now, **(turn.conversation.data | {"offered": turn.inbox_id}))
    else:
        turn.conversation.ask(OFFER, turn.now, offered=turn.inbox_id)
    items = [quick.choice(turn.text("offer-save"), save), *_menu_reply(turn)]
    return say(turn.text("offer"), quick_replies=items)


def say_nothing(_: Turn) -> Reply:
    return SILENCE


def _menu_reply(turn: Turn) -> list[dict[str, object]]:
    return [quick.command(turn.text, "menu"), quick.command(turn.text, "help")]


OFFER = "offer"
SOFT = (ENTRY, "day", "reviews", "questions", "summary")  # open for a number, but nobody was asked anything
ANSWERS_TO_NOTHING = INTENTS.declines | INTENTS.form_way

exits = [  # exact commands leave any open question; longer sentences may be its answer
    on(lambda turn: turn.intent == "cancel" and turn.is_command)(cancel),
    on(lambda turn: turn.intent == "menu" and turn.is_command)(show_menu),
    on(lambda turn: turn.intent == "help" and turn.is_command)(show_help),
]
routes = [
    on_intent("menu")(show_menu),
    on_intent("help")(show_help),
    on_intent("cancel")(cancel),
    on_intent("set_language")(change_language),
    on(lambda turn: isinstance(turn.postback, SetLanguage))(change_language),
    on_intent("greeting")(return_greeting),
    on_intent("thanks")(accept_thanks),
    on_message("sticker")(answer_sticker),
    on_message("video", "audio", "file")(decline_file),
    on_message("image", "location")(explain_recording),  # those of participants are entries
    on_intent("log_activity")(explain_recording),
    on(lambda turn: turn.role is Role.PARTICIPANT and turn.says("word-noted"))(accept_thanks),
    on(lambda turn: turn.intent in ANSWERS_TO_NOTHING and turn.is_command)(cancel),
    on(lambda turn: turn.intent == "confirm" and turn.is_command)(accept_thanks),
    on_event("postback")(explain_stale_button),
    on(lambda turn: turn.event.text is not None)(offer),
    on(lambda _: True)(say_nothing),
]
