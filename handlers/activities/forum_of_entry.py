"""Notes the forum that an entry tells of, and asks for what is missing, one part after the other.

A forum that names another unit's place is no forum of the author's own unit before they say so. The questions that are
opened here, "forum" and "forum-own", are answered in handlers/units/forums.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from bot.cards import quick_replies as quick
from bot.cards.forum import ForumCard, forum_card
from bot.inbound.turn import Turn
from bot.outbound.reply import Message, Reply, text_message
from bot.postback import ChangeForum, LeaveForum, OwnForum, Postback
from handlers.conversation import ACTIVITY_SHOWN, context_of
from models.activities import details
from models.activities.activities import Activity
from models.activities.details import PlaceSaid, Understanding
from models.units import forums, teams
from models.units.forums import Forum
from programmes.bangkok import bangkok_day
from programmes.units import Unit, bare_name
from services.activities.in_words import place_name
from thai.dates import short_day
from thai.forums import ForumSaid, forum_in

FORUM: Final = "forum"  # the question for a part
OWN: Final = "forum-own"  # the question whether it is a forum of the author's own unit
PARTS: Final = ("heads", "agenda", "decided")
LONGEST: Final = 1000  # characters of an agenda or a decision


@dataclass(frozen=True, slots=True)
class ForumRead:
    """What a message tells of a forum of the speaker's unit."""

    unit: str
    said: ForumSaid


def forum_told(turn: Turn, words: str, at: datetime) -> ForumRead | None:
    """Return what words tell of a forum, if the programme has forums and the speaker belongs to a team that day."""
    terms = turn.programme.forums
    if terms is None or turn.programme.units is None:
        return None
    said = forum_in(words, context_of(turn, at), terms.said)
    unit = teams.unit_of(turn.session, turn.me.id, bangkok_day(at)) if said else None
    return ForumRead(unit, said) if said and unit and turn.programme.units.knows(unit) else None


def with_heads(understood: Understanding, said: ForumSaid) -> Understanding:
    """Return what was understood, with the people and sectors of a forum."""
    sectors = tuple(dict.fromkeys((*understood.sectors, *said.heads)))
    return replace(understood, people_count=said.people, sectors=sectors)


def beside_entry(turn: Turn, entry: Activity, told: ForumRead | None, message_id: str, reply: Reply) -> Reply:
    """Store the forum of an entry, and show it beside the entry's card, with the question for what is missing. If the
    entry names a place of another unit, ask whether it is a forum of the author's own."""
    if told is None or forums.of_entry(turn.session, entry.id) is not None:
        return reply
    other = _place_elsewhere(turn, told.unit, details.details(turn.session, entry.id).places)
    if other is None:
        return replace(reply, messages=[*reply.messages, begin_forum(turn, entry, told, [message_id])])
    return replace(reply, messages=[*reply.messages, _ask_whose(turn, entry, told.unit, other)])


def begin_forum(turn: Turn, entry: Activity, told: ForumRead, message_ids: Sequence[str]) -> Message:
    """Store the forum of an entry, of which these messages tell, and return its card."""
    forum = Forum(
        activity_id=entry.id,
        person_id=turn.me.id,
        unit=told.unit,
        agenda=_cut(told.said.agenda),
        decided=_cut(told.said.decided),
        people=told.said.people,
        message_ids=f",{','.join(message_ids)},",
    )
    turn.session.flush()  # the entry is there before its forum
    turn.session.add(forum)
    turn.session.flush()
    forums.put_heads(turn.session, forum, told.said.heads)
    trouble = turn.text("forum-heads-unsure") if told.said.unsure else None
    return card_of(turn, entry, forum, told.said.heads, trouble=trouble)


def follow_people(turn: Turn, entry: Activity, reply: Reply) -> Reply:
    """Give the forum of an entry as many people as the entry has now. If its sectors make more, it asks for them."""
    forum = forums.of_entry(turn.session, entry.id)
    if forum is None or forum.people == entry.people_count:
        return reply
    forum.people = entry.people_count
    turn.session.flush()
    heads = forums.heads_of(turn.session, [entry.id]).get(entry.id, {})
    if sum(heads.values()) <= (forum.people or 0):
        return replace(reply, messages=[*reply.messages, _card(turn, entry, forum, heads, None)])
    return replace(reply, messages=[*reply.messages, asking_card(turn, entry, forum, "heads")])


def _place_elsewhere(turn: Turn, own: str, places: Iterable[PlaceSaid]) -> str | None:
    """Return the first place that lies in another unit than the author's own, unless one lies in it, too."""
    units = turn.programme.units
    known = {place: _is_inside(units.unit(own), place) for place in places} if units else {}
    elsewhere = [place for place, inside in known.items() if inside is False]
    return place_name(elsewhere[0], turn.text.language) if elsewhere and True not in known.values() else None


def _is_inside(unit: Unit, place: PlaceSaid) -> bool | None:
    """Return whether a place lies in a unit; None if that is not known, or it is a larger area around the unit."""
    if unit.area is None:
        return None
    if place.code is None:
        return bare_name(unit.called("th")) == bare_name(place.name) if place.level == "district" else None
    common = min(len(place.code), len(unit.area))
    if place.code[:common] != unit.area[:common]:
        return False
    return True if len(place.code) >= len(unit.area) else None


def _ask_whose(turn: Turn, entry: Activity, own: str, other: str) -> Message:
    turn.conversation.ask(OWN, turn.now, activity=entry.id)
    text, units = turn.text, turn.programme.units
    unit = units.unit(own).called(text.language) if units else own
    items = [
        quick.choice(text("forum-elsewhere-yes"), OwnForum(entry.id, True)),
        quick.choice(text("forum-elsewhere-no"), OwnForum(entry.id, False)),
        quick.command(text, "menu"),
    ]
    return text_message(text("forum-elsewhere", place=other, unit=unit), items)


def card_of(
    turn: Turn,
    entry: Activity,
    forum: Forum,
    heads: Mapping[str, int],
    *,
    after: str | None = None,
    trouble: str | None = None,
) -> Message:
    """Return the card of a forum. It asks for the first part that is missing behind `after`, and the next words answer
    it; while nothing is missing they are something new."""
    rest = PARTS[PARTS.index(after) + 1 :] if after else PARTS
    missing = next((part for part in rest if _is_missing(forum, heads, part)), None)
    if missing is not None:
        ask(turn, entry, missing)
    elif turn.conversation.open == FORUM:
        turn.conversation.ask(ACTIVITY_SHOWN, turn.now, activity=entry.id)
    return _card(turn, entry, forum, heads, missing, trouble=trouble)


def ask(turn: Turn, entry: Activity, part: str) -> None:
    """Open the question for a part of a forum."""
    turn.conversation.ask(FORUM, turn.now, activity=entry.id, part=part)


def asking_card(turn: Turn, entry: Activity, forum: Forum, part: str, trouble: str | None = None) -> Message:
    """Return the card of a forum that asks for one part, whether it is missing or to be said anew."""
    ask(turn, entry, part)
    heads = forums.heads_of(turn.session, [entry.id]).get(entry.id, {})
    return _card(turn, entry, forum, heads, part, trouble=trouble)


def _card(
    turn: Turn,
    entry: Activity,
    forum: Forum,
    heads: Mapping[str, int],
    asked: str | None,
    *,
    trouble: str | None = None,
) -> Message:
    text, units = turn.text, turn.programme.units
    unit = units.unit(forum.unit).called(text.language) if units and units.knows(forum.unit) else forum.unit
    facts = [(text("forum-day"), short_day(entry.day, text.language)), *_who(turn, forum, heads)]
    facts += [(text(f"forum-{part}"), words) for part in ("agenda", "decided") if (words := getattr(forum, part))]
    together, total = sum(heads.values()), forum.people
    flags = [text("forum-differs", sum=together, total=total)] if total is not None and together > total else []
    flags += [trouble] if trouble else []
    buttons: list[tuple[str, Postback]] = []
    if asked is not None:
        buttons.append((text("forum-leave"), LeaveForum(entry.id)))
    buttons += [(text(f"forum-change-{part}"), ChangeForum(entry.id, part)) for part in PARTS if part != asked]
    name = turn.programme.forums.name(text.language) if turn.programme.forums else ""
    return forum_card(
        ForumCard(
            above=text("forum-above", name=name),
            title=unit,
            facts=tuple(facts),
            flags=tuple(flags),
            asked=text(f"forum-ask-{asked}") if asked else None,
            buttons=tuple(buttons),
        ),
        text,
    )


def _who(turn: Turn, forum: Forum, heads: Mapping[str, int]) -> list[tuple[str, str]]:
    text = turn.text
    lines = [
        text("forum-heads-line", sector=sector.label(text.language), count=f"{heads[sector.key]:,}")
        for sector in turn.programme.sectors
        if sector.key in heads
    ]
    if forum.people is not None:
        lines.append(text("forum-heads-total", count=f"{forum.people:,}"))
    return [(text("forum-heads"), "\n".join(lines))] if lines else []


def _is_missing(forum: Forum, heads: Mapping[str, int], part: str) -> bool:
    return not heads if part == "heads" else getattr(forum, part) is None


def _cut(words: str | None) -> str | None:
    return words[:LONGEST] if words else None
