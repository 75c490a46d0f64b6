"""Receivers of an announcement who are named, or who have something in common today: found, or asked about."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from bot.inbound.turn import Turn
from handlers.conversation import context
from handlers.coordination.access import access_of, open_day
from handlers.coordination.naming import people_meant
from models.coordination import audiences
from models.coordination.broadcasts import BroadcastAudience
from models.coordination.scopes import AccessScope
from models.people import people
from models.reviews import reviews
from services.summaries import counting
from services.summaries.stuck import seen_in
from thai.announcements import AnnouncementSaid, announcement_in
from thai.names import is_written
from thai.receiver_names import each_name, named_beginnings

NAMES_SHOWN: Final = 10

FoundPeople = Sequence[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class NamedPeople:
    """Who is named: `certain` by one name each, and for each of the other names those whom it may mean."""

    certain: tuple[int, ...]
    unsure: tuple[FoundPeople, ...] = ()

    @property
    def audience(self) -> BroadcastAudience:
        return BroadcastAudience(roles=(), people=self.certain)


def people_said(turn: Turn, said: str) -> NamedPeople | None:
    """Return the people in scope whom these words name, None if any of the words names nobody. Whose name is spelt
    otherwise is asked about."""
    whole = people_meant(turn, said)
    names = [said] if whole else each_name(said)
    found = [(name, whole or people_meant(turn, name)) for name in names]
    if not found or not all(meant for _, meant in found):
        return None
    is_sure = [len(meant) == 1 and is_written(name, meant[0][1]) for name, meant in found]
    certain = dict.fromkeys(meant[0][0] for (_, meant), sure in zip(found, is_sure, strict=True) if sure)
    return NamedPeople(
        tuple(certain), tuple(meant for (_, meant), sure in zip(found, is_sure, strict=True) if not sure)
    )


def tells_people(turn: Turn) -> bool:
    """Return whether words that mean nothing else tell something to people in scope: แจ้งสมชายว่า …"""
    said = announcement_in(turn.event.text or "", context(turn))
    return said is not None and said.words is not None and bool(said.to.unread and people_said(turn, said.to.unread))


def read_unsure(stored: Sequence[Sequence[Sequence[Any]]]) -> tuple[FoundPeople, ...]:
    """Return what was stored with a question of those whom names may mean."""
    return tuple([(int(person_id), str(name)) for person_id, name in found] for found in stored)


def announced_to_people(turn: Turn, said: AnnouncementSaid) -> tuple[AnnouncementSaid, NamedPeople | None]:
    """Return an announcement without the names with which it begins (ประกาศถึงนายสมชาย …), and whom they name."""
    for name, words in named_beginnings(said.named) if said.named else ():
        found = people_said(turn, name) if name else None
        if found is not None:
            return replace(said, words=words or None), found
    return said, None


def people_of_group(turn: Turn, group: str, among: BroadcastAudience) -> tuple[int, ...]:
    """Return the people of a group as of now, of those chosen in `among`: participants without an entry of today, or
    mentors with entries that wait for them."""
    access = access_of(turn)
    theirs = _mentors_with_entries(turn, access) if group == "not_reviewed" else _without_entry(turn, access)
    day = turn.day
    chosen = audiences.receivers(turn.session, turn.programme, access, among, turn.me.id, day)
    return tuple(one.person_id for one in chosen if one.person_id in theirs)


def names_in_words(turn: Turn, audience: BroadcastAudience) -> str:
    """Return the people of an audience by name, of many the first; before them what they have in common."""
    names = sorted(person.name for person in people.by_ids(turn.session, audience.people).values())
    said = " · ".join(names[:NAMES_SHOWN])
    if len(names) > NAMES_SHOWN:
        said = turn.text("announce-names-more", names=said, count=len(names) - NAMES_SHOWN)
    if audience.group is None:
        return said
    return turn.text(f"announce-people-{audience.group.replace('_', '-')}", names=said, count=len(names))


def _without_entry(turn: Turn, access: AccessScope) -> set[int]:
    roll, attended = counting.attended(turn.session, turn.programme, access, turn.day, turn.day, open_day(turn))
    return {one.person_id for one in counting.missing_people(roll, attended, set())}


def _mentors_with_entries(turn: Turn, access: AccessScope) -> set[int]:
    waiting = reviews.stuck(turn.session, turn.programme, turn.day, 0)
    seen = seen_in(turn.session, access, [entry.activity_id for _, entry in waiting])
    return {mentor for mentor, entry in waiting if mentor is not None and entry.activity_id in seen}
