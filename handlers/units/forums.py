"""Forums in the chat: recorded by the team of a unit, completed and corrected part by part."""

from __future__ import annotations

from bot.cards import quick_replies as quick
from bot.inbound.router import on_open, on_postback
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import ChangeForum, LeaveForum
from handlers.activities.forum_of_entry import FORUM, LONGEST, ForumRead, asking_card, card_of, forum_told
from handlers.activities.recording import how_to_record, save_activity
from handlers.conversation import context, is_fresh, leave_question
from handlers.roles import PARTICIPANTS
from models.activities import activities, revisions
from models.activities.activities import Activity
from models.messaging.deliveries import About
from models.units import forums
from models.units.forums import Forum
from thai.forums import more_of_forum
from thai.intents import INTENTS
from thai.seats import asked_of_units


def record(turn: Turn) -> Reply:
    """Record the forum that words tell of as an entry, which has its day, place and photos."""
    if turn.understood is None or turn.event.text is None:
        return say(how_to_record(turn))
    return save_activity(turn, turn.event, turn.understood, turn.inbox_id)


def answer_part(turn: Turn) -> Reply:
    """Take what was asked about the forum: what the words say of it, else the words as they are."""
    data = turn.conversation.data
    found = _owned(turn, data["activity"])
    if found is None:
        return _gone(turn)
    entry, forum = found
    part = data["part"]
    if turn.is_command and turn.intent in INTENTS.declines:
        return _shown(turn, entry, forum, after=part)
    if entry.is_locked:
        return _locked(turn)
    terms = turn.programme.forums
    said = more_of_forum(turn.event.text or "", context(turn), terms.said if terms else ())
    words = " ".join((turn.event.text or "").split())[:LONGEST]
    if part == "heads" and not said.heads and said.people is None:
        return Reply(
            [asking_card(turn, entry, forum, part, turn.text("forum-heads-again"))], About("activity", entry.id)
        )
    agenda = said.agenda or (words if part == "agenda" and not said.decided else None)
    decided = said.decided or (words if part == "decided" and not said.agenda else None)
    forum.agenda, forum.decided = (agenda or forum.agenda), (decided or forum.decided)
    if said.heads or (part == "heads" and said.people is not None):
        _put_people(turn, entry, forum, {**said.heads}, said.people)
    if turn.event.message_id:
        forum.message_ids += f"{turn.event.message_id},"
    turn.session.flush()
    return _shown(turn, entry, forum, after=part)


def leave_part(turn: Turn, button: LeaveForum) -> Reply:
    """Go on without the part that was asked for."""
    found = _owned(turn, button.activity)
    if found is None:
        return _gone(turn)
    data = turn.conversation.data
    mine = turn.conversation.open == FORUM and data.get("activity") == button.activity
    return _shown(turn, *found, after=data["part"] if mine else "decided")


def change_part(turn: Turn, button: ChangeForum) -> Reply:
    """Ask for a part of a forum anew."""
    found = _owned(turn, button.activity)
    if found is None:
        return _gone(turn)
    if found[0].is_locked:
        return _locked(turn)
    return Reply([asking_card(turn, *found, button.forum_part)], About("activity", button.activity))


def _put_people(turn: Turn, entry: Activity, forum: Forum, heads: dict[str, int], people: int | None) -> None:
    if heads:
        forums.put_heads(turn.session, forum, heads)
        sectors = dict.fromkeys((*_sectors(entry), *heads))
        _revise(turn, entry, "sectors", tuple(sectors))
    forum.people = people
    _revise(turn, entry, "people", people)


def _revise(turn: Turn, entry: Activity, part: str, value: object) -> None:
    revisions.revise(
        turn.session, entry, part, value, by_person_id=turn.me.id, at=turn.now, message_id=turn.event.message_id
    )


def _sectors(entry: Activity) -> list[str]:
    return entry.sectors_met.split(",") if entry.sectors_met else []


def _shown(turn: Turn, entry: Activity, forum: Forum, *, after: str) -> Reply:
    heads = forums.heads_of(turn.session, [entry.id]).get(entry.id, {})
    return Reply([card_of(turn, entry, forum, heads, after=after)], About("activity", entry.id))


def _owned(turn: Turn, activity_id: int) -> tuple[Activity, Forum] | None:
    """Return an entry of the speaker with its forum; None if there is none, or it is somebody else's."""
    entry = activities.owned(turn.session, activity_id, turn.me.id)
    forum = forums.of_entry(turn.session, activity_id) if entry and not entry.is_deleted else None
    return (entry, forum) if entry and forum else None


def _gone(turn: Turn) -> Reply:
    leave_question(turn)
    return say(turn.text("button-stale"), quick_replies=[quick.command(turn.text, "menu")])


def _locked(turn: Turn) -> Reply:
    return say(turn.text("forum-locked"), quick_replies=[quick.command(turn.text, "menu")])


def _answers(turn: Turn) -> bool:
    """Return whether words answer the question: commands, questions and another forum do not."""
    if not is_fresh(turn) or (turn.is_command and turn.intent not in INTENTS.declines):
        return False
    terms = turn.programme.forums
    words = turn.event.text or ""
    return terms is None or (asked_of_units(words, terms.said) is None and told_in(turn) is None)


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
    on_open(FORUM, roles=PARTICIPANTS, when=_answers)(answer_part),
]
