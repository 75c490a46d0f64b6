"""Changes a forum that is on record: who came, what it was about, what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.cards import quick_replies as quick
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from handlers.activities.forum_of_entry import FORUM, card_of
from handlers.conversation import ACTIVITY_SHOWN, context, is_fresh
from models.activities import activities, revisions
from models.activities.activities import Activity
from models.messaging.deliveries import About
from models.units import forums
from models.units.forums import Forum
from thai.forums import ForumSaid, correction_of_forum


@dataclass(frozen=True, slots=True)
class ForumOnRecord:
    """A forum of the speaker with its entry."""

    entry: Activity
    forum: Forum


def owned_forum(turn: Turn, activity_id: int) -> ForumOnRecord | None:
    """Return an entry of the speaker with its forum; None if there is none, or it is somebody else's."""
    entry = activities.owned(turn.session, activity_id, turn.me.id)
    forum = forums.of_entry(turn.session, activity_id) if entry and not entry.is_deleted else None
    return ForumOnRecord(entry, forum) if entry and forum else None


def heads_known(turn: Turn, one: ForumOnRecord) -> dict[str, int]:
    """Return the heads of a forum by sector."""
    return forums.heads_of(turn.session, [one.entry.id]).get(one.entry.id, {})


def shown(turn: Turn, one: ForumOnRecord, *, after: str) -> Reply:
    """Show a forum, which asks for the first part behind `after` that is missing."""
    card = card_of(turn, one.entry, one.forum, heads_known(turn, one), after=after)
    return Reply([card], About("activity", one.entry.id))


def locked(turn: Turn) -> Reply:
    return say(turn.text("forum-locked"), quick_replies=[quick.command(turn.text, "menu")])


def put_people(turn: Turn, one: ForumOnRecord, heads: Mapping[str, int], people: int | None) -> None:
    """Give a forum these heads, and it and its entry this number of people."""
    forums.put_heads(turn.session, one.forum, heads)
    known = one.entry.sectors_met.split(",") if one.entry.sectors_met else []
    one.forum.people = people
    for part, value in (("sectors", tuple(dict.fromkeys((*known, *heads)))), ("people", people)):
        revisions.revise(
            turn.session, one.entry, part, value, by_person_id=turn.me.id, at=turn.now, message_id=turn.event.message_id
        )


def put_words(turn: Turn, one: ForumOnRecord, agenda: str | None, decided: str | None, *, after: str) -> Reply:
    """Store what a message says of agenda and decision, and show the forum."""
    forum = one.forum
    forum.agenda, forum.decided = (agenda or forum.agenda), (decided or forum.decided)
    if turn.event.message_id:
        forum.message_ids += f"{turn.event.message_id},"
    turn.session.flush()
    return shown(turn, one, after=after)


def is_about_forum(turn: Turn) -> bool:
    """Return whether the open question is about an entry with a forum."""
    if turn.programme.forums is None or turn.conversation.open not in (FORUM, ACTIVITY_SHOWN) or not is_fresh(turn):
        return False
    about = turn.conversation.data.get("activity")
    return about is not None and owned_forum(turn, int(about)) is not None


def correction_said(turn: Turn) -> ForumSaid | None:
    """Return what words change of the forum that was shown last: แก้ประชาชนเป็น 70 คน."""
    terms = turn.programme.forums
    if terms is None or turn.event.quoted_message_id is not None:
        return None
    said = correction_of_forum(turn.event.text or "", context(turn), terms.said)
    return said if said is not None and is_about_forum(turn) else None


def correct(said: ForumSaid, turn: Turn, entry: Activity) -> Reply:
    """Change only what a correction names. A total that was the sum of the sectors stays their sum."""
    one = owned_forum(turn, entry.id)
    if one is None or entry.is_locked:
        return locked(turn)
    if said.heads:
        heads = heads_known(turn, one)
        summed = one.forum.people in (None, sum(heads.values()))
        changed = {**heads, **said.heads}
        put_people(turn, one, changed, sum(changed.values()) if summed else one.forum.people)
    return put_words(turn, one, said.agenda, said.decided, after="decided")
