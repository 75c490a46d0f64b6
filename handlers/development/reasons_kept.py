"""A reason that is asked for stays asked for while its author says something else; its way out is always offered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from bot.cards import quick_replies as quick
from bot.inbound.router import Handler, on_open, on_postback
from bot.inbound.turn import Turn
from bot.line.numbers import MESSAGES_A_CALL
from bot.outbound.reply import Reply, say, text_message
from bot.postback import ConfirmTraining, LeaveReason, RecordTraining, ShowDevelopment, UseAsReason
from handlers.activities.undated import message_of
from handlers.conversation import OPTIONAL
from handlers.development import confirming, plan_changes
from handlers.development.readings import said_of_plan
from handlers.development.reasons import (
    QUESTIONS,
    REASON,
    gives_reason,
    is_asked_why,
    leaves,
    may_be_reason,
    way_out,
)
from handlers.development.seen import TRAINING, stale
from handlers.roles import WITH_A_ROLE

TIMES: Final = 3  # how often is asked again
BESIDE: Final = frozenset((None, *OPTIONAL))  # what may be asked together with a reason


def leave(turn: Turn, _: LeaveReason | None = None) -> Reply:
    """Leave the question: nothing is changed, nothing is sent back."""
    question = turn.conversation.open
    if turn.programme.development is None or question not in QUESTIONS:
        return stale(turn)
    turn.conversation.close(turn.now)
    view = "year" if question == REASON else "waiting"
    items = [quick.choice(turn.text(f"dev-view-{view}"), ShowDevelopment(view)), quick.command(turn.text, "menu")]
    return say(turn.text("dev-why-left" if question == REASON else "dev-return-left"), quick_replies=items)


def ask_whether(turn: Turn) -> Reply:
    """Ask whether words are the reason, or something new. They are kept until the answer."""
    question, text = str(turn.conversation.open), turn.text
    turn.conversation.ask_again(turn.now, **{**turn.conversation.data, "offered": turn.inbox_id})
    said = said_of_plan(turn)
    items = [quick.choice(text("dev-reason-use"), UseAsReason(turn.inbox_id))]
    if said is not None and said.training is not None and said.training.is_done is not False:
        items.append(quick.choice(text("dev-record"), RecordTraining(turn.inbox_id)))
    return say(text("dev-reason-or-not"), quick_replies=[*items, way_out(turn, question), quick.command(text, "menu")])


def use(turn: Turn, button: UseAsReason) -> Reply:
    """Take an earlier message as the reason."""
    said = message_of(turn, button.inbox) if turn.conversation.open in QUESTIONS else None
    if turn.programme.development is None or said is None:
        return stale(turn)
    answer = plan_changes.take_reason if turn.conversation.open == REASON else confirming.send_back
    return answer(replace(turn, event=replace(turn.event, text=said.text, message_id=said.message_id)))


def use_typed(turn: Turn) -> Reply:
    """Take the words about which was asked: "use it", or a yes, was typed."""
    return use(turn, UseAsReason(int(turn.conversation.data["offered"])))


def keeping_reason(turn: Turn, handle: Handler) -> Reply:
    """Return a handler's reply, and ask again for a reason that it did not get, if nothing else is asked."""
    question = turn.conversation.open if turn.programme.development is not None and is_asked_why(turn) else None
    if question is None:
        return handle(turn)
    data, over = dict(turn.conversation.data), _is_over(turn)
    reply = handle(turn)
    now, times = turn.conversation.open, int(data.get("times", 0))
    if over or not reply.messages or now in QUESTIONS or now not in BESIDE or times >= TIMES:
        return reply
    waits = _what_waits(turn, question, data)
    if waits is None or len(reply.messages) >= MESSAGES_A_CALL:
        return reply
    kept: dict[str, Any] = {name: data[name] for name in ("inbox", "activity") if name in data}
    if now == TRAINING:  # its card stays open as well: numbers choose, a photo is the certificate
        shown = turn.conversation.data
        kept |= {"training": shown["activity"], "choices": shown["choices"]}
    turn.conversation.ask(question, turn.now, **kept, times=times + 1)
    last = reply.messages[-1]
    items = [way_out(turn, question), *last.get("quickReply", {}).get("items", ())]
    return replace(reply, messages=[*reply.messages, quick.with_quick_replies(text_message(waits), items)])


def _is_over(turn: Turn) -> bool:
    """Return whether a turn answers or leaves the question, or puts another change in its place."""
    if turn.event.text is not None:
        said = turn.once(said_of_plan) if turn.conversation.open == REASON else None
        return gives_reason(turn) or leaves(turn) or (said is not None and said.change is not None)
    if turn.said_intent == "cancel" or isinstance(turn.postback, LeaveReason | UseAsReason):
        return True
    button = turn.postback
    return isinstance(button, ConfirmTraining) and button.activity == turn.conversation.data.get("activity")


def _what_waits(turn: Turn, question: str, data: Mapping[str, Any]) -> str | None:
    if question == REASON:
        return plan_changes.what_waits(turn, int(data["inbox"]))
    return confirming.what_waits(turn, int(data["activity"]))


def _uses(turn: Turn) -> bool:
    if not is_asked_why(turn) or "offered" not in turn.conversation.data:
        return False
    return turn.says("dev-reason-use") or (turn.is_command and turn.intent == "confirm")


exits = [on_open(*QUESTIONS, roles=WITH_A_ROLE, when=leaves)(leave)]  # before commands that leave any other question
routes = [
    on_postback(LeaveReason, WITH_A_ROLE)(leave),
    on_postback(UseAsReason, WITH_A_ROLE)(use),
    on_open(*QUESTIONS, roles=WITH_A_ROLE, when=_uses)(use_typed),
    on_open(*QUESTIONS, roles=WITH_A_ROLE, when=may_be_reason)(ask_whether),
]
