"""Supervisors confirm what their people learned, or send it back with a reason (reasons.py has the question)."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select

from bot.cards import quick_replies as quick
from bot.inbound.router import on_label, on_open, on_postback
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say, text_message
from bot.postback import ConfirmTraining, ShowDevelopment
from handlers.conversation import is_asked, leave_question
from handlers.coordination.access import access_of
from handlers.development.cards import TO_CONFIRM, card_to_confirm
from handlers.development.reasons import RETURN, gives_reason, way_out
from handlers.development.seen import stale
from handlers.reviews.author_notices import text_of
from handlers.roles import WITH_A_ROLE
from models.activities.activities import IS_COUNTED, Activity
from models.development import trainings
from models.messaging import chats
from models.messaging.deliveries import About
from models.people import people
from models.reviews import verdicts
from models.reviews.reviews import Act

LONGEST: Final = 500  # characters of a reason


def show_waiting(turn: Turn) -> Reply:
    """Show the oldest training that waits for the speaker, with how many wait behind it."""
    leave_question(turn)
    waiting = trainings.waiting(turn.session, access_of(turn).records(Activity.person_id, Activity.day), turn.me.id)
    if not waiting:
        return say(turn.text("dev-nothing-waits"), quick_replies=[quick.command(turn.text, "menu")])
    first = waiting[0].activity
    return Reply([card_to_confirm(turn, first, left=len(waiting) - 1)], About("activity", first.id))


def answer(turn: Turn, button: ConfirmTraining) -> Reply:
    """Confirm a training in the speaker's scope, or ask why it is sent back."""
    entry = _confirmable(turn, button.activity)
    if entry is None or not verdicts.is_possible(entry, Act.APPROVE):
        return stale(turn)
    if not button.yes:
        turn.conversation.ask(RETURN, turn.now, activity=entry.id)
        return say(turn.text("dev-return-why"), quick_replies=[way_out(turn, RETURN)])
    leave_question(turn)
    verdicts.answer(turn.session, entry, Act.APPROVE, by_person_id=turn.me.id, at=turn.now)
    return _told(turn, entry, "confirmed", None)


def answer_typed(turn: Turn) -> Reply:
    """Confirm the training shown last, or ask why it is sent back: the label of a button was typed."""
    return answer(turn, ConfirmTraining(int(turn.conversation.data["activity"]), turn.says("dev-confirm")))


def _is_shown(turn: Turn) -> bool:
    return turn.programme.development is not None and is_asked(turn, TO_CONFIRM)


def send_back(turn: Turn) -> Reply:
    """Send a training back with the reason that was asked for."""
    return return_training(turn, int(turn.conversation.data["activity"]), turn.event.text or "")


def return_training(turn: Turn, activity_id: int, reason: str) -> Reply:
    """Send a training in the speaker's scope back with a reason."""
    entry = _confirmable(turn, activity_id)
    words = " ".join(reason.split())[:LONGEST]
    leave_question(turn)
    if entry is None or not verdicts.is_possible(entry, Act.RETURN):
        return stale(turn)
    by, message_id = turn.me.id, turn.event.message_id
    verdicts.answer(turn.session, entry, Act.RETURN, by_person_id=by, at=turn.now, words=words, message_id=message_id)
    return _told(turn, entry, "returned", words)


def what_waits(turn: Turn, activity_id: int) -> str | None:
    """Return what is to be sent back and has no reason yet, in words; None if it cannot be any more."""
    entry = _confirmable(turn, activity_id)
    if entry is None or not verdicts.is_possible(entry, Act.RETURN):
        return None
    person = people.by_id(turn.session, entry.person_id)
    return turn.text("dev-return-waits", topic=_topic(turn, entry), name=person.name if person else "–")


def _topic(turn: Turn, entry: Activity) -> str:
    training = trainings.of_entry(turn.session, entry.id)
    return training.topic if training and training.topic else turn.text("dev-no-topic")


def _told(turn: Turn, entry: Activity, what: str, words: str | None) -> Reply:
    """Tell whose training it is, and show the next that waits."""
    topic = _topic(turn, entry)
    chat = chats.to_tell(turn.session, entry.person_id)
    if chat is not None:
        text = text_of(turn, entry.person_id)
        said = text(f"dev-told-{what}", topic=topic, by=turn.me.name, words=words or "")
        look = quick.choice(text("dev-open"), ShowDevelopment("training", None, entry.id))
        message = text_message(said, [look, quick.command(text, "menu")] if what == "returned" else ())
        told = Reply([message], About("activity", entry.id), piggyback=what == "confirmed")
        turn.tell(chat.line_user_id, told)
    person = people.by_id(turn.session, entry.person_id)
    done = text_message(turn.text(f"dev-{what}", topic=topic, name=person.name if person else "–"))
    turn.session.flush()
    following = show_waiting(turn)
    return Reply([done, *following.messages], following.about)


def _confirmable(turn: Turn, activity_id: int) -> Activity | None:
    """Return somebody else's training in the speaker's scope, locked; anything else does not exist."""
    if turn.programme.development is None:
        return None
    seen = access_of(turn).records(Activity.person_id, Activity.day)
    wanted = select(Activity).where(Activity.id == activity_id, Activity.person_id != turn.me.id, IS_COUNTED, seen)
    turn.session.flush()
    entry = turn.session.scalar(wanted.with_for_update().execution_options(populate_existing=True))
    return entry if entry is not None and trainings.of_entry(turn.session, entry.id) is not None else None


routes = [
    on_label("dev-confirm", "dev-return", roles=WITH_A_ROLE, when=_is_shown)(answer_typed),
    on_postback(ConfirmTraining, WITH_A_ROLE)(answer),
    on_open(RETURN, roles=WITH_A_ROLE, when=gives_reason)(send_back),
]
