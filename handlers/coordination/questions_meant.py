"""Answers a question about many people that was not certain, after a tap or the typed label says that it is meant."""

from dataclasses import replace
from functools import partial
from typing import Final

from bot.cards.commands import question_key
from bot.inbound.router import on_label, on_postback
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import Meant
from handlers.activities.undated import message_of
from handlers.conversation import context_of
from handlers.coordination.access import enquiry
from handlers.coordination.overview import ANSWERS, answer
from handlers.roles import OVERSEERS
from thai.classifier import ABOUT
from thai.enquiries import COMPARED
from thai.understand import understand

EACH: Final = "person"  # of whom a table is, if it was not said


def answer_tapped(turn: Turn, button: Meant) -> Reply:
    """Answer an earlier message as the question that was tapped, with the days and places that it says."""
    said = message_of(turn, button.inbox)
    if said is None or said.text is None:
        return say(turn.text("offer-too-late"))
    earlier = turn.with_words_of(said, understand(said.text, context_of(turn, said.at)))
    return _answer(earlier, button.intent.removeprefix(ABOUT))


def _answer(turn: Turn, about: str) -> Reply:
    found = enquiry(turn)
    group = found.group or (EACH if about == COMPARED else None)
    return answer(turn, replace(found, about=about, group=group))


def _is_question_tapped(turn: Turn) -> bool:
    return isinstance(turn.postback, Meant) and turn.postback.intent.removeprefix(ABOUT) in ANSWERS


LABELLED: Final = tuple(about for about in ANSWERS if about != "coverage")  # which is a command by itself
routes = [
    on_postback(Meant, OVERSEERS, when=_is_question_tapped)(answer_tapped),
    *(on_label(question_key(about), roles=OVERSEERS)(partial(_answer, about=about)) for about in LABELLED),
]
