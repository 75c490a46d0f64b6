"""Does on a page what a handler does in the chat: with its rules, its audit and its messages to those concerned.

The turn has an event of its own without a reply token, and a conversation that is not stored: what is open in the chat
stays open there.
"""

from collections.abc import Callable, Sequence
from typing import Final
from uuid import uuid4

from flask import request

from bot.dashboard.pages import Dashboard
from bot.dashboard.visitor import Visitor
from bot.inbound.turn import Links, Turn
from bot.line.event import Event, storable
from bot.outbound import outbox
from bot.outbound.reply import Reply
from models.activities.open_activities import OpenActivities
from models.messaging import chat_queues
from models.messaging.chat_queues import Direction, QueuedWork
from models.messaging.conversations import Conversation

NO_EVENT: Final = 0  # what stands for the id of an event of the inbox: nothing of the web is in it
LONGEST: Final = 2_000  # characters of words typed on a page


def turn_of(pages: Dashboard, visitor: Visitor) -> Turn:
    """Return a turn of the visitor in which nothing was said."""
    key, now, settings = visitor.chat.line_user_id, visitor.now, pages.settings
    nothing = Event(
        id=f"web-{uuid4()}",
        type="web",
        at=now,
        user_id=key,
        source_type="user",
        reply_token=None,
        standby=False,
        message={},
        message_type=None,
        message_id=None,
        text=None,
        raw={},
    )
    return Turn(
        session=visitor.session,
        now=now,
        real_now=visitor.real_now,
        event=nothing,
        inbox_id=NO_EVENT,
        chat=visitor.chat,
        person=visitor.person,
        role=visitor.role,
        conversation=Conversation(chat_key=key, open=None, data={}, version=0, updated_at=now),
        programme=visitor.programme,
        text=visitor.text,
        texts=pages.texts,
        links=Links(settings.picture_url, settings.line_bot_basic_id),
        unsent=set(),
        open_activities=OpenActivities(visitor.session),
        signing=pages.signing,
        files=pages.media,
    )


def carry_out(pages: Dashboard, visitor: Visitor, act: Callable[[Turn], Reply]) -> str:
    """Do an act as in the chat, queue its messages to others, and return what it says to the visitor."""
    turn = turn_of(pages, visitor)
    reply = act(turn)
    send(turn)
    return read_out(reply)


def send(turn: Turn) -> None:
    """Queue the messages of a turn to others. What goes along with a reply waits for one."""
    now = turn.real_now
    told = [outbox.new_delivery(key, reply, now) for key, reply in turn.later if reply.messages]
    turn.session.add_all(told)
    turn.session.flush()
    due = {one.chat_key: one.due_at for one in sorted(told, key=lambda one: one.due_at, reverse=True) if not one.rides}
    chat_queues.enqueue_all(turn.session, Direction.OUT, [QueuedWork(key, at) for key, at in due.items()], now)
    turn.later.clear()


def read_out(reply: Reply) -> str:
    """Return what a reply says: its words, or what its cards say if there are none."""
    words = [str(message["text"]) for message in reply.messages if message["type"] == "text"]
    return "\n".join(words or [str(message["altText"]) for message in reply.messages if "altText" in message])


def typed(name: str, most: int = LONGEST) -> str | None:
    """Return what was typed in a field of the form, as it can be stored, or None if nothing was."""
    return storable(request.form.get(name, "")).replace("\r\n", "\n").strip()[:most] or None


def ticked(name: str, among: Sequence[str]) -> tuple[str, ...]:
    """Return the choices of a field that are among those offered, in their order."""
    chosen = set(request.form.getlist(name))
    return tuple(one for one in among if one in chosen)
