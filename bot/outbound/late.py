"""Late answers: what is answered when its reply token is dead is merged to one push for each chat.

After an outage many messages of a person may wait. Their answers wait until all of them are handled; then the newest go
out in one request, or free with an answer whose token lives. What does not fit is left out, and a note says so.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from bot.line.numbers import MESSAGES_A_CALL, REPLY_TOKEN_FRESH_FOR
from models.messaging import deliveries
from models.messaging.deliveries import LATE, Delivery, DeliveryState, LateRow, Urgency

NOTE: Final = f"{LATE}note"  # the key of the note
# How long late answers wait for the others of their chat. It is more than all chats need for one turn each.
HELD_FOR: Final = timedelta(minutes=2)
NoteOf = Callable[[str], Delivery]


@dataclass(slots=True)
class LateChat:
    """The late answers of one chat in one transaction; `drained`: none of its messages waits any more."""

    answers: list[Delivery] = field(default_factory=list)
    drained: bool = False


@dataclass(slots=True)
class LateAnswers:
    """Late answers that are to be stored, and the chats whose earlier ones are due now."""

    answers: list[Delivery] = field(default_factory=list)
    due: list[str] = field(default_factory=list)


def is_late(received_at: datetime, now: datetime) -> bool:
    """Return whether an event came so long ago that its reply token is dead."""
    return now - received_at >= REPLY_TOKEN_FRESH_FOR


def as_late(answer: Delivery, event_id: int) -> Delivery:
    """Make an answer a late one: it has no token, and waits for the person's next message when few pushes are left."""
    answer.key = f"{LATE}{answer.key or event_id}"
    answer.urgency = Urgency.MAY_WAIT if answer.urgency == Urgency.MUST else answer.urgency
    answer.reply_token = answer.token_at = None
    return answer


def merge(session: Session, chats: Mapping[str, LateChat], now: datetime, note_of: NoteOf) -> LateAnswers:
    """Merge the late answers of these chats with those that wait already, so that each chat has one request at most.

    1. Of answers with one key the newest is kept; if they do not fit in a request, only the newest that do, and a note.
    2. While messages of the chat wait, its answers are held; with the last of them they are due.
    """
    merged, skipped, due, held = LateAnswers(), list[int](), list[int](), list[int]()
    waiting = deliveries.late_of_chats(session, list(chats))
    for chat_key, chat in chats.items():
        old = waiting.get(chat_key, [])
        kept, overflows = _newest([*old, *chat.answers])
        skipped += [row.id for row in old if row not in kept]
        (due if chat.drained else held).extend(row.id for row in old if row in kept)
        new = [answer for answer in chat.answers if answer in kept]
        if overflows and not any(row.key == NOTE for row in old):
            note = note_of(chat_key)
            note.key, note.urgency = NOTE, Urgency.MAY_WAIT
            new.insert(0, note)
        for answer in new:
            answer.due_at = now if chat.drained else now + HELD_FOR
        merged.answers += new
        if chat.drained and (new or old):
            merged.due.append(chat_key)
    deliveries.skip(session, skipped, now)
    deliveries.put_off(session, due, now)
    deliveries.put_off(session, held, now + HELD_FOR)
    return merged


def _newest(rows: Sequence[Delivery | LateRow]) -> tuple[list[Delivery | LateRow], bool]:
    """Return the newest late answers that fit in a request, oldest first with the note, and whether some do not."""
    notes = [row for row in rows if row.key == NOTE]
    newest: dict[str | None, Delivery | LateRow] = {}
    for row in rows:
        newest.pop(row.key, None)  # a newer answer takes its own place, not that of the one before
        newest[row.key] = row
    answers = [row for row in newest.values() if row.key != NOTE]
    room = MESSAGES_A_CALL - len(notes)
    if sum(row.message_count for row in answers) <= room:
        return [*notes, *answers], False
    return [*notes, *fitting(answers, MESSAGES_A_CALL - 1)], True


def fitting(answers: Sequence[Delivery | LateRow], room: int) -> list[Delivery | LateRow]:
    """Return the newest answers that have room together, at least the newest, oldest first."""
    kept: list[Delivery | LateRow] = []
    for answer in reversed(answers):
        if kept and answer.message_count > room:
            break
        kept.insert(0, answer)
        room -= answer.message_count
    return kept


def with_others(waiting: Sequence[Delivery], due: Sequence[Delivery], now: datetime) -> list[Delivery]:
    """Return what is due for a chat in the order in which it is sent. Late answers come first, with their note, as far
    as they fit in one request with the others; those before them are left out, but none without the note. If an answer
    has a live token, late answers that are still held go along with it."""
    others = [delivery for delivery in due if not _is_late_answer(delivery)]
    live = any(d.token_at is not None and d.reply_token and not is_late(d.token_at, now) for d in others)
    late = [d for d in (waiting if live else due) if _is_late_answer(d) and d.state == DeliveryState.DUE]
    room = MESSAGES_A_CALL - sum(delivery.message_count for delivery in others)
    notes = [delivery for delivery in late if delivery.key == NOTE]
    answers = [delivery for delivery in late if delivery.key != NOTE]
    room -= len(notes)
    kept = fitting(answers, room)
    leaves_out = len(kept) < len(answers)
    if sum(answer.message_count for answer in kept) > room or (leaves_out and not notes):
        return [*others, *(delivery for delivery in late if delivery in due)]  # some need a request of their own
    for answer in answers:
        if answer not in kept:
            answer.state, answer.settled_at, answer.messages = DeliveryState.SKIPPED, now, None
    return [*notes, *(answer for answer in answers if answer in kept), *others]


def _is_late_answer(delivery: Delivery) -> bool:
    return delivery.key is not None and delivery.key.startswith(LATE)
