"""Forums in the chat: recorded by the team of a unit, completed and corrected part by part.

question       its answers and exits
forum          (data: activity, part; offered: a message that may be the answer) the part; what is something of its own
               is not taken for one, and of what may be both it is asked
forum-own      (data: activity) whether the forum of an entry that names another unit is one of the author's own
"""

from __future__ import annotations

from dataclasses import replace

from bot.cards import quick_replies as quick
from bot.inbound.router import on_label, on_open, on_postback
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import ChangeForum, LeaveForum, OwnForum, SaveTyped, TakeForForum
from handlers.activities.forum_corrections import (
    ForumOnRecord,
    correct,
    correction_said,
    heads_known,
    is_about_forum,
    locked,
    owned_forum,
    put_people,
    put_words,
    shown,
)
from handlers.activities.forum_of_entry import (
    FORUM,
    LONGEST,
    OWN,
    ForumRead,
    asking_card,
    begin_forum,
    forum_told,
)
from handlers.activities.recording import how_to_record, save_activity
from handlers.activities.undated import message_of
from handlers.conversation import (
    ACTIVITY_SHOWN,
    context,
    context_of,
    is_asked,
    is_fresh,
    leave_question,
    says_yes_or_no,
)
from handlers.days_meant import DAY_SLOTS
from handlers.roles import PARTICIPANTS
from handlers.units import plans, seats, steps
from handlers.units.seen import asked
from models.activities import activities, pieces
from models.activities.pieces import PieceKind
from models.messaging.deliveries import About
from models.units import forums
from thai.forum_answers import AnswerKind, kind_of_answer, says_only_heads
from thai.forum_heads import only_number
from thai.forums import ForumSaid, more_of_forum
from thai.intents import INTENTS
from thai.meaning import Understood
from thai.understand import understand
from thai.unit_plans import PlanAct

PARTS_TYPED = ("forum-change-heads", "forum-change-agenda", "forum-change-decided")


def record(turn: Turn) -> Reply:
    """Record the forum that words tell of as an entry, which has its day, place and photos."""
    if turn.understood is None or turn.event.text is None:
        return say(how_to_record(turn))
    return save_activity(turn, turn.event, _dated_by_the_forum(turn, turn.understood), turn.inbox_id)


def _dated_by_the_forum(turn: Turn, understood: Understood) -> Understood:
    """Return what was understood, without the days that only the agenda or the decision names: they are no days of the
    forum (มติ ประชุมอีก 15 ส.ค.)."""
    told, rest = told_in(turn), understood.text
    for part in (told.said.decided, told.said.agenda) if told else ():
        rest = rest.replace(part, " ") if part else rest
    if rest == understood.text:
        return understood
    apart = understand(rest, context(turn))
    slots, days = apart.slots, tuple(doubt for doubt in apart.doubts if doubt.slot in DAY_SLOTS)
    dated = replace(understood.slots, activity_date=slots.activity_date, period=slots.period, problem=slots.problem)
    others = tuple(doubt for doubt in understood.doubts if doubt.slot not in DAY_SLOTS)
    return replace(understood, slots=dated, doubts=(*days, *others))


# ── answers ──


def answer_part(turn: Turn) -> Reply:
    """Take what was asked about the forum, go on without it, or ask whether it is the answer at all."""
    data = turn.conversation.data
    told = owned_forum(turn, data["activity"])
    if told is None:
        return _gone(turn)
    part = data["part"]
    kind = _kind(turn)
    if kind is AnswerKind.LEFT or (turn.is_command and turn.intent in INTENTS.declines):
        return shown(turn, told, after=part)
    if told.entry.is_locked:
        return locked(turn)
    return _ask_which(turn, told, part) if kind is AnswerKind.EITHER else _take(turn, told, part)


def take_tapped(turn: Turn, button: TakeForForum) -> Reply:
    """Take an earlier message for a part of a forum, unless it was recorded as an entry of its own meanwhile."""
    told, said = owned_forum(turn, button.activity), message_of(turn, button.inbox)
    if told is None or said is None or said.text is None or said.message_id is None:
        return _gone(turn)
    if told.entry.is_locked:
        return locked(turn)
    if pieces.pieces_of_message(turn.session, said.message_id, turn.me.id):
        return say(turn.text("forum-recorded-apart"), quick_replies=[quick.command(turn.text, "menu")])
    then = turn.with_words_of(said, understand(said.text, context_of(turn, said.at)))
    return _take(then, told, button.forum_part)


def ask_late(turn: Turn, told: ForumOnRecord) -> Reply:
    """Ask whether heads by sector, said when nothing is asked any more, are those of the last forum."""
    return _ask_which(turn, told, "heads")


def take_typed(turn: Turn) -> Reply:
    """Take the message about which was asked, after the button's label was typed."""
    data = turn.conversation.data
    return take_tapped(turn, TakeForForum(data["activity"], data["part"], data["offered"]))


def _take(turn: Turn, told: ForumOnRecord, part: str) -> Reply:
    """Take the words of a turn for a part: what they say of it, else the words as they are."""
    said = _said(turn)
    heads = heads_known(turn, told)
    if part == "heads":
        people = said.people if said.people is not None else only_number(turn.event.text or "")
        if said.unsure or (not said.heads and people is None):
            return _asked(turn, told, part, "forum-heads-unsure" if said.unsure else "forum-heads-again")
        put_people(turn, told, said.heads or heads, people)
    elif said.heads and not heads:
        put_people(turn, told, said.heads, said.people)
    words = " ".join((turn.event.text or "").split())[:LONGEST]
    agenda = said.agenda or (words if part == "agenda" and not said.decided else None)
    decided = said.decided or (words if part == "decided" and not said.agenda else None)
    return put_words(turn, told, agenda, decided, after=part)


def _ask_which(turn: Turn, told: ForumOnRecord, part: str) -> Reply:
    """Ask whether a message is the part that was asked for, or tells of something else. Nothing is stored before."""
    turn.conversation.ask(
        FORUM, turn.now, activity=told.entry.id, part=part, offered=turn.inbox_id, records_on_yes=False
    )
    items = [
        quick.choice(turn.text(f"forum-take-{part}"), TakeForForum(told.entry.id, part, turn.inbox_id)),
        quick.choice(turn.text("offer-save"), SaveTyped(turn.inbox_id)),
        quick.command(turn.text, "menu"),
    ]
    return say(turn.text(f"forum-either-{part}"), quick_replies=items)


def leave_part(turn: Turn, button: LeaveForum) -> Reply:
    """Go on without the part that was asked for."""
    told = owned_forum(turn, button.activity)
    if told is None:
        return _gone(turn)
    data = turn.conversation.data
    mine = turn.conversation.open == FORUM and data.get("activity") == button.activity
    return shown(turn, told, after=data["part"] if mine else "decided")


# ── corrections ──


def change_part(turn: Turn, button: ChangeForum) -> Reply:
    """Ask for a part of a forum anew."""
    told = owned_forum(turn, button.activity)
    if told is None:
        return _gone(turn)
    return locked(turn) if told.entry.is_locked else _asked(turn, told, button.forum_part)


def change_typed(turn: Turn) -> Reply:
    """Ask for a part anew, after the button's label was typed."""
    part = next(key for key in PARTS_TYPED if turn.says(key)).removeprefix("forum-change-")
    return change_part(turn, ChangeForum(turn.conversation.data["activity"], part))


def correct_said(turn: Turn, said: ForumSaid) -> Reply:
    """Change what is named, while another part is asked for."""
    told = owned_forum(turn, turn.conversation.data["activity"])
    return correct(said, turn, told.entry) if told else _gone(turn)


# ── a forum that names another unit ──


def own_tapped(turn: Turn, button: OwnForum) -> Reply:
    """Store the forum of an entry as one of the author's own unit, or leave it an entry."""
    entry = activities.owned(turn.session, button.activity, turn.me.id)
    if entry is None or entry.is_deleted:
        return _gone(turn)
    leave_question(turn)
    if not button.yes:
        return say(turn.text("forum-elsewhere-left"), quick_replies=[quick.command(turn.text, "menu")])
    if entry.is_locked:
        return locked(turn)
    forum = forums.of_entry(turn.session, entry.id)
    read = forum_told(turn, entry.words or "", entry.opened_at)
    if forum is None and read is not None:
        told_by = [one.message_id for one in pieces.pieces(turn.session, entry.id) if one.kind is PieceKind.WORDS]
        return Reply([begin_forum(turn, entry, read, told_by)], About("activity", entry.id))
    return _gone(turn) if forum is None else shown(turn, ForumOnRecord(entry, forum), after="decided")


def own_typed(turn: Turn) -> Reply:
    """Take yes or no to whether it is a forum of one's own unit."""
    yes = turn.says("forum-elsewhere-yes") or turn.intent == "confirm"
    return own_tapped(turn, OwnForum(turn.conversation.data["activity"], yes))


# ── what is shown ──


def _asked(turn: Turn, told: ForumOnRecord, part: str, trouble: str | None = None) -> Reply:
    said = turn.text(trouble) if trouble else None
    return Reply([asking_card(turn, told.entry, told.forum, part, said)], About("activity", told.entry.id))


def _gone(turn: Turn) -> Reply:
    leave_question(turn)
    return say(turn.text("button-stale"), quick_replies=[quick.command(turn.text, "menu")])


# ── what words are ──


def _said(turn: Turn) -> ForumSaid:
    terms = turn.programme.forums
    return more_of_forum(turn.event.text or "", context(turn), terms.said if terms else ())


def _kind(turn: Turn) -> AnswerKind:
    """Return whether words answer the open question."""
    return turn.once(_read_kind)


def _read_kind(turn: Turn) -> AnswerKind:
    part, understood = turn.conversation.data["part"], turn.understood
    told = owned_forum(turn, turn.conversation.data["activity"])
    if understood is None or told is None or asked(turn) is not None or told_in(turn) is not None:
        return AnswerKind.OTHER
    if steps.said_in(turn) is not None:  # กิจกรรมที่ 3 มา 742 คน
        return AnswerKind.OTHER
    plan, nominee = plans.said_in(turn), seats.nominee_in(turn)
    if (plan is not None and plan.act is not PlanAct.OFFER) or (nominee is not None and nominee.seat is not None):
        return AnswerKind.OTHER
    kind = kind_of_answer(part, understood, _said(turn), context(turn), told.entry.day)
    return AnswerKind.EITHER if kind is AnswerKind.PART and plan is not None else kind


def _answers(turn: Turn) -> bool:
    """Return whether words answer the question: commands, questions, other work and another forum do not."""
    if not is_fresh(turn) or turn.event.quoted_message_id is not None:
        return False
    if "offered" in turn.conversation.data and turn.says("offer-save"):
        return False
    return (turn.is_command and turn.intent in INTENTS.declines) or _kind(turn) is not AnswerKind.OTHER


def _may_take(turn: Turn) -> bool:
    return is_asked(turn, FORUM) and "offered" in turn.conversation.data


def late_heads(turn: Turn) -> ForumOnRecord | None:
    """Return the forum of today that lacks heads, if words say only heads by sector and nothing about it is asked."""
    text = turn.event.text or ""
    if turn.programme.forums is None or turn.is_command or turn.event.quoted_message_id is not None:
        return None
    if turn.conversation.open not in (None, ACTIVITY_SHOWN) or not says_only_heads(text, _said(turn)):
        return None
    forum = forums.newest_of(turn.session, turn.me.id, turn.day)
    told = owned_forum(turn, forum.activity_id) if forum else None
    return told if told and not heads_known(turn, told) else None


def _says_whose(turn: Turn) -> bool:
    return is_asked(turn, OWN) and says_yes_or_no(turn, "forum-elsewhere-yes", "forum-elsewhere-no")


def told_in(turn: Turn) -> ForumRead | None:
    """Return the forum that the words tell of."""
    return turn.once(_read_told)


def _read_told(turn: Turn) -> ForumRead | None:
    if turn.programme.forums is None or turn.event.quoted_message_id is not None:
        return None
    return forum_told(turn, turn.event.text or "", turn.event.at)


routes = [
    on_postback(ChangeForum, PARTICIPANTS)(change_part),
    on_postback(LeaveForum, PARTICIPANTS)(leave_part),
    on_postback(TakeForForum, PARTICIPANTS)(take_tapped),
    on_postback(OwnForum, PARTICIPANTS)(own_tapped),
    on_label("forum-take-heads", "forum-take-agenda", "forum-take-decided", roles=PARTICIPANTS, when=_may_take)(
        take_typed
    ),
    on_open(OWN, roles=PARTICIPANTS, when=_says_whose)(own_typed),
    on_label(*PARTS_TYPED, roles=PARTICIPANTS, when=is_about_forum)(change_typed),
    on_open(FORUM, roles=PARTICIPANTS).reading(correction_said)(correct_said),
    on_open(FORUM, roles=PARTICIPANTS, when=_answers)(answer_part),
]
