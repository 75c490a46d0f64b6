"""The training of an entry follows the entry: told again, corrected, made of a plain entry, or none after all.

question         its answers and exits
training_again   (data: activity) the training in one message, or the part that is wrong; leaving it changes nothing
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bot.cards import quick_replies as quick
from bot.inbound.router import Handler, on_label, on_open, on_postback
from bot.inbound.turn import Turn
from bot.line.numbers import QUICK_REPLIES
from bot.outbound.reply import Message, Reply, say
from bot.postback import MakeTraining, NotTraining, RetellTraining, ShowDevelopment
from handlers.activities.showing import activity_card_for
from handlers.activities.storing import follow_day
from handlers.conversation import ACTIVITY_SHOWN, EDIT, context, is_asked
from handlers.development.cards import own_card
from handlers.development.readings import said_of_plan
from handlers.development.seen import own_membership, stale, terms_of, way_words
from handlers.development.storing import (
    Lasted,
    first_of,
    lasted_said,
    make,
    owned_training,
    send_again,
    tell,
    trouble_with,
)
from handlers.roles import WITH_A_ROLE
from models.activities import activities, revisions
from models.activities.activities import Activity
from models.development import trainings
from models.development.trainings import Training
from models.messaging.deliveries import About
from thai.intents import INTENTS, UNKNOWN
from thai.trainings import TrainingSaid, training_in

AGAIN: Final = "training_again"


def ask_again(turn: Turn, button: RetellTraining) -> Reply:
    """Ask for a training once more, in one message."""
    entry = owned_training(turn, button.activity)
    if entry is None:
        return stale(turn)
    if entry.is_locked:
        return say(turn.text("dev-locked"), quick_replies=[quick.command(turn.text, "menu")])
    turn.conversation.ask(AGAIN, turn.now, activity=entry.id)
    return say(turn.text("dev-retell-how"), quick_replies=[_leave(turn, entry)])


def take_again(turn: Turn, said: TrainingSaid) -> Reply:
    """Take a training as it is told now: what is said replaces what was."""
    entry = owned_training(turn, int(turn.conversation.data["activity"]))
    training = trainings.of_entry(turn.session, entry.id) if entry else None
    if entry is None or training is None or entry.is_locked:
        return stale(turn)
    lasted = _lasted(entry, training, said)
    trouble = turn.text("dev-not-done") if said.is_done is False else trouble_with(turn, said, lasted)
    if said.problem is not None:
        trouble = turn.text("which-day-impossible", said=said.problem)
    if trouble is not None:
        return say(trouble, quick_replies=[_leave(turn, entry)])
    message_id, by = turn.event.message_id, turn.me.id
    if turn.once(_told_whole) is not None:
        words = turn.event.text or ""
        revisions.revise(turn.session, entry, "words", words, by_person_id=by, at=turn.now, message_id=message_id)
    if entry.day != lasted.last:
        revisions.revise(turn.session, entry, "day", lasted.last, by_person_id=by, at=turn.now, message_id=message_id)
        follow_day(turn, entry)
    _tell(turn, entry, training, said, lasted)
    return Reply([own_card(turn, entry)], About("activity", entry.id))


def leave_again(turn: Turn) -> Reply:
    """Leave a training as it is."""
    entry = owned_training(turn, int(turn.conversation.data["activity"]))
    return Reply([own_card(turn, entry)], About("activity", entry.id)) if entry else stale(turn)


def make_training(turn: Turn, button: MakeTraining) -> Reply:
    """Make a plain entry of the speaker a training."""
    if turn.programme.development is None or own_membership(turn) is None:
        return stale(turn)
    entry = activities.owned(turn.session, button.activity, turn.me.id)
    if entry is None or entry.is_deleted:
        return stale(turn)
    if trainings.of_entry(turn.session, entry.id) is not None or entry.is_locked:
        return show_entry(turn, entry)
    return make(turn, entry, training_in(entry.words or "", context(turn), way_words(terms_of(turn))))


def make_typed(turn: Turn) -> Reply:
    return make_training(turn, MakeTraining(int(turn.conversation.data["activity"])))


def unmake_training(turn: Turn, button: NotTraining) -> Reply:
    """Leave an entry without its training: it was none."""
    entry = owned_training(turn, button.activity)
    if entry is None:
        return stale(turn)
    if not entry.is_locked:
        trainings.remove(turn.session, entry.id)
    return show_entry(turn, entry)


def show_entry(turn: Turn, entry: Activity) -> Reply:
    """Show an entry as what it is: a training, or a plain entry with the offer to make it one."""
    if trainings.of_entry(turn.session, entry.id) is not None:
        return Reply([own_card(turn, entry)], About("activity", entry.id))
    return Reply([_offering(turn, entry, activity_card_for(turn, entry))], About("activity", entry.id))


# ── around the handlers that record and correct entries ──


@dataclass(frozen=True, slots=True)
class Before:
    """An entry before a turn."""

    id: int
    words: str | None
    day: date


def following(turn: Turn, handle: Handler) -> Reply:
    """Return a handler's reply about an entry. A training follows what was corrected, and is shown as one; a plain
    entry can be made one."""
    if turn.programme.development is None or turn.person is None:
        return handle(turn)
    before = _before(turn)
    reply = handle(turn)
    if reply.about is None or reply.about.kind != "activity" or not reply.messages:
        return reply
    turn.session.flush()
    entry = activities.owned(turn.session, reply.about.id, turn.me.id)
    if entry is None or entry.is_deleted:
        return reply
    training = trainings.of_entry(turn.session, entry.id)
    if training is None:
        is_plain = own_membership(turn) is not None and not entry.is_locked and entry.words
        shown = _offering(turn, entry, reply.messages[-1]) if is_plain else reply.messages[-1]
    else:
        flags = _follow(turn, entry, training, before) if before and before.id == entry.id else []
        shown = own_card(turn, entry, flags=flags)
    return replace(reply, messages=[*reply.messages[:-1], shown])


def _before(turn: Turn) -> Before | None:
    """Return the entry that a turn is about, as it is before."""
    tapped = getattr(turn.postback, "activity", None)
    is_open = turn.conversation.open in (EDIT, ACTIVITY_SHOWN)
    concerned = tapped or (turn.conversation.data.get("activity") if is_open else None)
    entry = activities.owned(turn.session, int(concerned), turn.me.id) if concerned else None
    return Before(entry.id, entry.words, entry.day) if entry else None


def _follow(turn: Turn, entry: Activity, training: Training, before: Before) -> list[str]:
    """Let a training follow its entry's new words and day. Return what should be looked at."""
    if entry.is_locked or (entry.words, entry.day) == (before.words, before.day):
        return []
    read = training_in(entry.words or "", context(turn), way_words(terms_of(turn)))
    if entry.words != before.words and read is None:
        return [turn.text("dev-words-tell-none")]
    if entry.words == before.words or read is None:  # it was moved
        span = entry.day - before.day
        first = training.first + span if training.first else entry.day
        _tell(turn, entry, training, TrainingSaid(training.way, training.topic), Lasted(first, entry.day))
        return []
    lasted = _lasted(entry, training, read)
    trouble = trouble_with(turn, read, lasted)
    if trouble is not None:
        return [trouble]
    if lasted.last != entry.day:
        by, message_id = turn.me.id, turn.event.message_id
        revisions.revise(turn.session, entry, "day", lasted.last, by_person_id=by, at=turn.now, message_id=message_id)
        follow_day(turn, entry)
    _tell(turn, entry, training, read, lasted)
    return []


def _tell(turn: Turn, entry: Activity, training: Training, said: TrainingSaid, lasted: Lasted) -> None:
    tell(turn, entry, training, said, lasted, turn.event.text or "")
    if turn.event.message_id is not None and turn.event.text is not None:
        training.message_ids = f"{training.message_ids}{turn.event.message_id},"
    send_again(turn, entry)


def _lasted(entry: Activity, training: Training, said: TrainingSaid) -> Lasted:
    """Return the days of a training as it is told now; without any they stay."""
    if said.last is None and training.first is not None:
        return Lasted(training.first if said.days is None else first_of(entry.day, said.days), entry.day)
    return lasted_said(said, entry.day)


def _offering(turn: Turn, entry: Activity, message: Message) -> Message:
    """Return the card of a plain entry with the offer to make it a training, if its owner is in the plan."""
    if own_membership(turn) is None or entry.is_locked or "quickReply" not in message:
        return message
    items = [quick.choice(turn.text("dev-make"), MakeTraining(entry.id)), *message["quickReply"]["items"]]
    return quick.with_quick_replies(message, items[:QUICK_REPLIES])


def _leave(turn: Turn, entry: Activity) -> dict[str, object]:
    return quick.choice(turn.text("dev-retell-leave"), ShowDevelopment("training", None, entry.id))


def _told_again(turn: Turn) -> TrainingSaid | None:
    """Return a training as it is told again: whole, or in part; None if something else is said."""
    if not is_asked(turn, AGAIN) or turn.programme.development is None or turn.is_command:
        return None
    whole = turn.once(_told_whole)
    if whole is not None or turn.once(said_of_plan) is not None or turn.intent not in (None, UNKNOWN, "log_activity"):
        return whole
    entry = owned_training(turn, int(turn.conversation.data["activity"]))
    training = trainings.of_entry(turn.session, entry.id) if entry else None
    way = terms_of(turn).way_of.get(training.way) if training else None
    if way is None:
        return None
    part = training_in(f"{way.words[0]} {turn.event.text or ''}", context(turn), way_words(terms_of(turn)))
    return replace(part, way=way.key) if part else None


def _told_whole(turn: Turn) -> TrainingSaid | None:
    return training_in(turn.event.text or "", context(turn), way_words(terms_of(turn)))


def _leaves(turn: Turn) -> bool:
    declines = turn.is_command and turn.intent in INTENTS.declines
    return is_asked(turn, AGAIN) and (declines or turn.says("dev-retell-leave"))


def _is_plain_shown(turn: Turn) -> bool:
    return turn.programme.development is not None and is_asked(turn, ACTIVITY_SHOWN)


exits = [on_open(AGAIN, roles=WITH_A_ROLE, when=_leaves)(leave_again)]
routes = [
    on_postback(RetellTraining, WITH_A_ROLE)(ask_again),
    on_postback(MakeTraining, WITH_A_ROLE)(make_training),
    on_postback(NotTraining, WITH_A_ROLE)(unmake_training),
    on_label("dev-make", roles=WITH_A_ROLE, when=_is_plain_shown)(make_typed),
    on_open(AGAIN, roles=WITH_A_ROLE).reading(_told_again)(take_again),
]
