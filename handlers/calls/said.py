"""What is said of calls in so many words: a question about one, who and what a unit sends, or the file of all."""

from __future__ import annotations

from dataclasses import dataclass

from bot.inbound.router import on_words
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply
from handlers.calls import answering, renaming, showing, taking_in
from handlers.conversation import CANDIDATE, data_of, is_asked
from handlers.coordination import downloads
from handlers.roles import coordinates
from thai.call_questions import AskedOfCall, asked_of_calls, asks_to_take_in, speaks_of_candidates, wants_to_apply
from thai.call_said import CallSaid
from thai.coordination import wants_export


@dataclass(frozen=True, slots=True)
class SaidOfCalls:
    """One of these was said."""

    question: AskedOfCall | None = None
    sent: CallSaid | None = None
    file: bool = False
    name: renaming.Renaming | None = None
    members: bool = False


def answer(turn: Turn, said: SaidOfCalls) -> Reply:
    """Answer what was said."""
    if said.file:
        return downloads.choose(turn)
    if said.members:
        return taking_in.preview(turn)
    if said.name is not None:
        return renaming.answer(turn, said.name)
    if said.sent is not None:
        return answering.answer(turn, said.sent)
    asked = dict(data_of(turn, CANDIDATE)) if is_asked(turn, CANDIDATE) else {}
    shown = showing.answer(turn, said.question or "how")
    still = answering.still_asked(turn, asked) if asked else []
    return Reply([*shown.messages, *still]) if len(shown.messages) < answering.MOST_MESSAGES else shown


def _said(turn: Turn) -> SaidOfCalls | None:
    """Return what the words say of calls; None in a programme without any."""
    if not turn.programme.calls or turn.programme.units is None or turn.event.quoted_message_id is not None:
        return None
    words = turn.event.text or ""
    if coordinates(turn) and wants_export(words) and speaks_of_candidates(words):
        return SaidOfCalls(file=True)
    if coordinates(turn) and asks_to_take_in(words) and taking_in.calls_with_members(turn):
        return SaidOfCalls(members=True)
    name = renaming.read(turn)
    if name is not None:
        return SaidOfCalls(name=name)
    question = asked_of_calls(words, alone=not turn.programme.expects_days)
    if question is not None:
        act = answering.act_asked(turn) if question == "how" else None
        return SaidOfCalls(sent=act) if act is not None else SaidOfCalls(question)
    sent = answering.sent_said(turn)
    if sent is not None:
        return SaidOfCalls(sent=sent)
    is_open = any(call.is_open(turn.day) for call in turn.programme.calls)
    applies = is_open and turn.said_intent == "register" and wants_to_apply(words)
    return SaidOfCalls("how") if applies else None


commands = [on_words(roles=showing.SEES_CALLS).reading(_said)(answer)]
