"""Answers words that were not understood. The bot does not act on a guess, but offers what the words may mean."""

from typing import Any

from bot.cards import quick_replies as quick
from bot.cards.commands import had_by, is_offered, question_key, word_key
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import Meant, SaveTyped, SetLanguage
from handlers.conversation import ACTIVITY_SHOWN, OFFER, menu_and_help
from handlers.roles import OVERSEERS, is_participant
from thai.classifier import ABOUT
from thai.intents import INTENTS

RECORD = "log_activity"


def offer(turn: Turn) -> Reply:
    """Offer the commands that words may mean, and to a participant to record them."""
    guesses = _guesses(turn)
    if is_participant(turn):
        _hold_out(turn, records_on_yes=not guesses or guesses[0] == RECORD)
        guesses = guesses if RECORD in guesses else [*guesses, RECORD]
    elif turn.conversation.open in (None, OFFER):
        turn.conversation.ask(OFFER, turn.now, offered=turn.inbox_id)
    if turn.conversation.open == OFFER:
        turn.conversation.ask_again(turn.now, **turn.conversation.data, meant=_keys(guesses))
    items = [_button(turn, intent) for intent in guesses]
    others = [item for item in menu_and_help(turn.text) if item["action"]["label"] not in _labels(items)]
    return say(_question(turn, _labels(items)), quick_replies=[*items, *others])


def offer_again(turn: Turn) -> Reply:
    """Answer "yes" to an offer whose first guess is another command than to record: a tap says which is meant."""
    return say(turn.text("offer-which"), quick_replies=menu_and_help(turn.text))


def _hold_out(turn: Turn, *, records_on_yes: bool) -> None:
    """Remember which words may be recorded, and whether "yes" means that."""
    offered = {"offered": turn.inbox_id, "records_on_yes": records_on_yes}
    if turn.conversation.open == ACTIVITY_SHOWN:  # numbers still belong to the card above
        turn.conversation.ask(ACTIVITY_SHOWN, turn.now, **(turn.conversation.data | offered))
    else:
        turn.conversation.ask(OFFER, turn.now, **offered)


def _guesses(turn: Turn) -> list[str]:
    """Return the guesses that this speaker may use and the programme is for, without answers and courtesy. A verdict is
    given on a card."""
    role, there = turn.role.value if turn.role else None, had_by(turn.programme)
    found = []
    for intent in turn.understood.guesses if turn.understood else ():
        if intent.startswith(ABOUT):
            found += [intent] if turn.role in OVERSEERS and question_key(intent) in turn.text.messages else []
            continue
        meant = "pending_reviews" if intent in INTENTS.verdict else intent
        known = meant == RECORD or word_key(meant) in turn.text.messages or meant == "set_language"
        if known and is_offered(meant, there) and role in INTENTS[meant].roles and meant not in INTENTS.declines:
            found.append(meant)
    return list(dict.fromkeys(found))


def _button(turn: Turn, intent: str) -> dict[str, Any]:
    if intent == RECORD:
        return quick.choice(turn.text("offer-save"), SaveTyped(turn.inbox_id))
    if intent == "set_language":
        other = "en" if turn.text.language == "th" else "th"
        return quick.choice(turn.text("menu-other-language"), SetLanguage(other))
    key = question_key(intent) if intent.startswith(ABOUT) else word_key(intent)
    return quick.choice(turn.text(key), Meant(turn.inbox_id, intent))


def _keys(guesses: list[str]) -> dict[str, str]:
    """Return what each label means that may be typed in place of its button, by the key of its text."""
    commands = [guess for guess in guesses if guess not in (RECORD, "set_language")]
    return {question_key(one) if one.startswith(ABOUT) else word_key(one): one for one in commands}


def _labels(items: list[dict[str, Any]]) -> list[str]:
    return [item["action"]["label"] for item in items]


def _question(turn: Turn, labels: list[str]) -> str:
    """Return the question what is meant. It names what can be tapped, because not every phone shows it."""
    if not labels:
        return turn.text("not-understood")
    if len(labels) == 1:
        return turn.text("offer-one", first=labels[0])
    return turn.text("offer-two", first=labels[0], second=labels[1])
