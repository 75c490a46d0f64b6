"""Menu, help, greetings, thanks, cancel, language, and messages that no other handler takes."""

from bot.cards import quick_replies as quick
from bot.cards.help import HelpCard, help_card
from bot.cards.menu import MenuCard, menu_card
from bot.inbound.router import on_any, on_command, on_event, on_intent, on_label, on_message, on_postback, on_words
from bot.inbound.turn import Turn
from bot.outbound.reply import SILENCE, Reply, say
from bot.postback import SetLanguage
from handlers.activities.offering import offer
from handlers.conversation import ACTIVITY_SHOWN, leave_question, menu_and_help, once_an_album
from handlers.offered import offered
from handlers.roles import PARTICIPANTS, is_participant
from thai.intents import INTENTS


def show_menu(turn: Turn) -> Reply:
    leave_question(turn)
    return Reply([menu_card(MenuCard(turn.role, turn.person.name if turn.person else None, offered(turn)), turn.text)])


def show_help(turn: Turn) -> Reply:
    leave_question(turn)
    language = turn.text.language
    programme, example = turn.programme, turn.programme.reporting.example
    values = HelpCard(
        turn.role,
        programme.contact.name(language),
        programme.reporting.days_back,
        offered(turn),
        example(language) if example else None,
    )
    return Reply([help_card(values, turn.text)])


def cancel(turn: Turn) -> Reply:
    """Close the open question. What was stored stays stored."""
    was_open = turn.conversation.open not in (None, *SOFT)
    turn.conversation.close(turn.now)
    return say(turn.text("cancelled" if was_open else "nothing-to-cancel"), quick_replies=menu_and_help(turn.text))


def change_language(turn: Turn, button: SetLanguage | None = None) -> Reply:
    """Change to the language of the button or the words, else to the other language."""
    said = turn.understood.slots.language if turn.understood else None
    language = button.language if button else said
    if language not in ("th", "en"):
        language = "en" if turn.text.language == "th" else "th"
    turn.chat.language, turn.chat.menu_stale = language, True
    if turn.person is not None:
        turn.person.language = language
    text = turn.texts.in_language(language)
    return say(text("language-changed"), quick_replies=menu_and_help(text))


def return_greeting(turn: Turn) -> Reply:
    name = turn.me.name.split()[0]
    key = "greeting-participant" if is_participant(turn) else "greeting"
    return say(turn.text(key, name=name), quick_replies=menu_and_help(turn.text))


def accept_thanks(turn: Turn) -> Reply:
    return say(turn.text("thanks-accepted"))


def answer_sticker(turn: Turn) -> Reply:
    key = "sticker-answer" if is_participant(turn) else "sticker-answer-other"
    return say(turn.text(key), quick_replies=menu_and_help(turn.text))


def decline_file(turn: Turn) -> Reply:
    """Decline video, audio and files politely, and say what to send instead."""
    kind = turn.event.message_type
    if not is_participant(turn):
        return say(turn.text(f"cannot-keep-{kind}-other"), quick_replies=menu_and_help(turn.text))
    pictures = [quick.camera(turn.text), quick.camera_roll(turn.text)] if kind != "audio" else []
    return say(turn.text(f"cannot-keep-{kind}"), quick_replies=pictures)


def explain_recording(turn: Turn) -> Reply:
    """Explain to a mentor or coordinator that only participants record photos and locations."""
    return once_an_album(turn, say(turn.text("only-participants-record"), quick_replies=menu_and_help(turn.text)))


def explain_stale_button(turn: Turn) -> Reply:
    """Say that a button no longer works, or belongs to somebody else."""
    return say(turn.text("button-stale"), quick_replies=menu_and_help(turn.text))


def say_nothing(_: Turn) -> Reply:
    return SILENCE


SOFT = (ACTIVITY_SHOWN, "day", "reviews", "questions", "summary")  # optional questions: a number may answer them
ANSWERS_TO_NOTHING = INTENTS.declines | INTENTS.form_way

exits = [  # exact commands close any open question; longer sentences may be its answer
    on_command("cancel")(cancel),
    on_command("menu")(show_menu),
    on_command("help")(show_help),
]
routes = [
    on_intent("menu")(show_menu),
    on_intent("help")(show_help),
    on_intent("cancel")(cancel),
    on_intent("set_language")(change_language),
    on_postback(SetLanguage)(change_language),
    on_intent("greeting")(return_greeting),
    on_intent("thanks")(accept_thanks),
    on_message("sticker")(answer_sticker),
    on_message("video", "audio", "file")(decline_file),
    on_message("image", "location")(explain_recording),  # those of participants become entries
    on_intent("log_activity")(explain_recording),
    on_label("word-noted", roles=PARTICIPANTS)(accept_thanks),
    on_command(*ANSWERS_TO_NOTHING)(cancel),
    on_command("confirm")(accept_thanks),
    on_event("postback")(explain_stale_button),
    on_words()(offer),
    on_any()(say_nothing),
]
