"""What handlers of all subjects share about a conversation: the open question, and what words answer."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from bot.cards import quick_replies as quick
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply
from locales.texts import Text
from models.people import people
from models.people.people import Role
from programmes.bangkok import bangkok_day
from thai.announcements import certain_announcement_in
from thai.context import Context
from thai.intents import INTENTS

ANSWER_WITHIN: Final = timedelta(minutes=30)  # later words are not an answer but something new
ALBUM_WAIT: Final = timedelta(seconds=3)

# Questions that several subjects use.
ACTIVITY_SHOWN: Final = "entry"  # optional, after an entry's card: a number or a label belongs to this entry
CANDIDATE: Final = "candidate"  # the question for a part of somebody whom a unit sends; data: candidate, field
PLAN_SHOWN: Final = (
    "training",
    "dev_list",
    "dev_spending",
    "dev_confirm",
)  # optional, after cards of a development plan
# After a card or a list: a number or a label may answer it, other words are free.
OPTIONAL: Final = (ACTIVITY_SHOWN, "day", "reviews", "questions", "summary", "plans", "units", *PLAN_SHOWN)
# Answered by a choice, a yes, a name or a day: what asks for something else in so many words is answered meanwhile.
CHOOSING: Final = (
    "announce_to", "announce_send", "announce_when", "announce_receivers", "remind_missing", "decide", "holiday",
    "roster", "which_person", "forget_me", "withdraw_consent", "leave", "leave_sure", "to_mentor", "which_day",
    "delete", "deleted", "verdict_sure", "whose", "fix", "resend", "step", "candidate_away",
)  # fmt: skip
EDIT: Final = "edit"  # asks for a part of an entry; data: activity, part
OFFER: Final = (
    "offer"  # after words that were not understood; data: offered, the message that may be recorded; records_on_yes
)
WAITING: Final = "waiting"  # after messages from before the consent; data: inbox


def is_asked(turn: Turn, question: str) -> bool:
    """Return whether a question is open and was asked recently enough for this message to be its answer."""
    return turn.conversation.open == question and is_fresh(turn)


def is_fresh(turn: Turn) -> bool:
    """Return whether the open question was asked recently enough for this message to be its answer."""
    return turn.event.at - turn.conversation.updated_at <= ANSWER_WITHIN


def tells_others(turn: Turn) -> bool:
    """Return whether words are certainly for others whom the speaker may write to (แจ้งน้อง ๆ ทุกคนว่า …), and so answer
    nothing that was asked."""
    if turn.intent != "broadcast":
        return False
    said = certain_announcement_in(turn.event.text or "", context(turn))
    if said is None or not said.to.are_known:
        return False
    return turn.role is not Role.MENTOR or set(said.to.roles) <= {Role.PARTICIPANT.value}


def says_yes_or_no(turn: Turn, *labels: str) -> bool:
    """Return whether words are one of these labels, a yes, or leave the question."""
    return turn.says(*labels) or (turn.is_command and turn.intent in INTENTS.yes_or_no | INTENTS.declines)


def kinds_told(turn: Turn) -> int:
    """Return how many different things words tell of work that was done: when, how many people, where, with whom, about
    what. 0 if they tell of no work."""
    said = turn.understood
    if said is None or said.intent != "log_activity":
        return 0
    slots = said.slots
    told = (slots.activity_date or slots.period, slots.people_count, slots.places, slots.sectors, slots.tags)
    return sum(1 for one in told if one not in (None, ()))


def data_of(turn: Turn, question: str) -> Mapping[str, Any]:
    """Return the data of a question, empty if it is not open."""
    return turn.conversation.data if turn.conversation.open == question else {}


def leave_question(turn: Turn) -> None:
    """Close the open question, because something else is shown: the next words do not answer it any more."""
    if turn.conversation.open != WAITING:
        turn.conversation.close(turn.now)


def once_an_album(turn: Turn, reply: Reply) -> Reply:
    """Return a reply that is sent once for all pictures of an album, when all have come."""
    if turn.event.image_set is None:
        return reply
    return Reply(reply.messages, reply.about, wait=ALBUM_WAIT, key=f"album:{turn.event.image_set[0]}")


def menu_and_help(text: Text) -> list[dict[str, Any]]:
    """Return the quick replies menu and help, for replies without a next step."""
    return [quick.command(text, "menu"), quick.command(text, "help")]


def context(turn: Turn) -> Context:
    """Return speaker and time, for reading an answer in the words of this turn."""
    return turn.once(_context)


def context_of(turn: Turn, at: datetime) -> Context:
    """Return the speaker with another time, for reading words that they sent then."""
    day = bangkok_day(at)
    stage = turn.programme.stage_on(day) or turn.programme.next_stage(day)
    area = people.area_of(turn.session, turn.me.id, stage.key, day) if stage else None
    return Context(
        now=at,
        role=turn.role.value if turn.role else None,
        district=area if area and len(area) == 4 else None,
        province=area[:2] if area else None,
        programme=turn.programme,
    )


def _context(turn: Turn) -> Context:
    """Return the context of the turn, whose speaker is known without asking the database."""
    known = turn.context
    if known is None or known.now != turn.event.at:  # words from before
        return context_of(turn, turn.event.at)
    return replace(known, programme=turn.programme)
