"""A message to the mentor that is told to the bot ("tell the district chief that …"): passed on after a yes."""

from typing import Final

from bot.cards import quick_replies as quick
from bot.inbound.router import either, on_command, on_intent, on_label, on_postback
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import Meant, PassOn, SaveTyped
from handlers.activities.undated import message_of
from handlers.conversation import context_of, is_asked, leave_question
from handlers.reviews.questions import ask_mentor
from handlers.roles import PARTICIPANTS
from thai.asking import question_in
from thai.intents import INTENTS
from thai.understand import understand

TO_MENTOR: Final = "to_mentor"  # the question whether to send a message to the mentor; data: offered, the message
LONG: Final = 40  # characters; shorter words without a day or a message ask who the mentor is


def ask_whether(turn: Turn, inbox_id: int) -> Reply:
    """Ask whether the message is for the mentor. Nothing is sent or recorded yet."""
    version = turn.conversation.ask(TO_MENTOR, turn.now, offered=inbox_id, records_on_yes=False)
    items = [
        quick.choice(turn.text("pass-on-yes"), PassOn(inbox_id, yes=True, conversation=version)),
        quick.choice(turn.text("pass-on-no"), PassOn(inbox_id, yes=False, conversation=version)),
        quick.choice(turn.text("offer-save"), SaveTyped(inbox_id)),
    ]
    return say(turn.text("pass-on-ask"), quick_replies=items)


def tap_answer(turn: Turn, button: PassOn) -> Reply:
    if turn.conversation.open != TO_MENTOR or button.conversation != turn.conversation.version:
        return say(turn.text("button-stale"))
    return carry_out(turn, button.inbox, yes=button.yes)


def say_answer(turn: Turn) -> Reply:
    yes = turn.says("pass-on-yes") or turn.intent == "confirm"
    return carry_out(turn, int(turn.conversation.data["offered"]), yes=yes)


def carry_out(turn: Turn, inbox_id: int, *, yes: bool) -> Reply:
    """Send the message as it was written, or leave it."""
    said = message_of(turn, inbox_id)
    leave_question(turn)
    if not yes:
        return say(turn.text("ask-left"), quick_replies=[quick.command(turn.text, "menu")])
    if said is None or said.text is None:
        return say(turn.text("offer-too-late"))
    earlier = turn.with_words_of(said, understand(said.text, context_of(turn, said.at)))
    return ask_mentor(earlier, said.text)


def _message_told(turn: Turn) -> int | None:
    """Return the message that is to be passed on, or None if the words only ask for the mentor."""
    said = turn.understood
    if said is None or said.exact or question_in(said.text):  # words that address the mentor are sent at once
        return None
    slots = said.slots
    tells = slots.message or slots.activity_date or slots.time or slots.period or len(said.text) >= LONG
    if not tells:
        return None
    return turn.postback.inbox if isinstance(turn.postback, Meant) else turn.inbox_id


def _is_pass_on_asked(turn: Turn) -> bool:
    return is_asked(turn, TO_MENTOR)


_yes_or_no_said = either(
    on_label("pass-on-yes", "pass-on-no"),
    on_command(*INTENTS.yes_or_no),
    roles=PARTICIPANTS,
    when=_is_pass_on_asked,
)
routes = [
    on_postback(PassOn, PARTICIPANTS)(tap_answer),
    _yes_or_no_said(say_answer),
]
commands = [on_intent("contact_mentor", roles=PARTICIPANTS).reading(_message_told)(ask_whether)]
