"""Counts for summaries: reports, entries, sectors and troubles of many people within an access scope."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Final

from sqlalchemy import (
    ColumnElement,
    Date,
    Executable,
    SQLColumnExpression,
    and_,
    bindparam,
    case,
    false,
    func,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy.orm import Session

from models.activities import entry_counts
from models.activities.activities import IS_COUNTED, IS_WAITING, Activity
from models.activities.details import keys_in
from models.activities.media import Media, MediaKind, MediaState
from models.coordination.scopes import CONDITIONS_KEPT, AccessScope
from models.messaging.chats import Chat
from models.messaging.deliveries import IS_UNDELIVERED, Delivery
from models.messaging.inbox import IS_PARKED, InboxEvent
from models.people.leave import Leave, Mute
from models.people.people import Membership, Person, PersonState, Role
from models.reviews import reviews
from models.storage.batch import read_once, rows_of
from programmes import Programme
from programmes.bangkok import BANGKOK, bangkok_day

ASKED_AT_ONCE: Final = 5000  # ids in one query


@dataclass(frozen=True, slots=True)
class WaitingReviews:
    """How many entries wait for a review, and since when the oldest does."""

    count: int
    since: datetime


@dataclass(frozen=True, slots=True)
class ActivityCounts:
    """The number of entries, and how many of them name each sector."""

    count: int = 0
    sectors: Counter[str] = field(default_factory=Counter)


def days_reported(session: Session, access: AccessScope, days: Sequence[date]) -> dict[int, int]:
    """Return on how many of these days each person has an entry that counts; people without any are left out."""
    counts = entry_counts.of_everybody(session) if access.is_whole and days else None
    if counts is None:
        return {row[0]: row[1] for row in rows_of(session, _days_reported(access), days=days)}
    each = entry_counts.days_of_each(session, counts, {day.toordinal() for day in days})
    return {person_id: number for person_id, number in each if number}


def people_reported(session: Session, access: AccessScope, days: Sequence[date]) -> Counter[date]:
    """Return of how many people of the scope each of these days has an entry that counts."""
    counts = entry_counts.of_everybody(session) if access.is_whole and days else None
    if counts is None:
        return Counter({row[0]: row[1] for row in rows_of(session, _people_reported(access), days=days)})
    first, last = min(days).toordinal(), max(days).toordinal()
    found = entry_counts.people_by_day(counts, first, last)
    return Counter({day: number for day in days if (number := found[day.toordinal() - first])})


@lru_cache(maxsize=CONDITIONS_KEPT)
def _people_reported(access: AccessScope) -> Executable:
    each = select(Activity.day, Activity.person_id).where(_on(access)).distinct().subquery()
    return select(each.c.day, func.count()).group_by(each.c.day)


@lru_cache(maxsize=CONDITIONS_KEPT)
def _days_reported(access: AccessScope) -> Executable:
    each = select(Activity.day, Activity.person_id).where(_on(access)).distinct().subquery()  # as in its index
    return select(each.c.person_id, func.count()).group_by(each.c.person_id)


def days_of_each(
    session: Session, access: AccessScope, days: Sequence[date], person_ids: Collection[int]
) -> dict[int, set[date]]:
    """Return on which of these days each of these people has an entry that counts."""
    found: dict[int, set[date]] = {}
    for some in _portions(person_ids):
        for person_id, day in rows_of(session, _days_of_each(access), days=days, people=some):
            found.setdefault(person_id, set()).add(day)
    return found


@lru_cache(maxsize=CONDITIONS_KEPT)
def _days_of_each(access: AccessScope) -> Executable:
    theirs = Activity.person_id.in_(bindparam("people", expanding=True))
    return select(Activity.person_id, Activity.day).where(_on(access), theirs).distinct()


def activity_counts(session: Session, access: AccessScope, first: date, last: date) -> ActivityCounts:
    """Return all entries that count on these days, whether a report was expected or not."""
    total, sectors = 0, Counter[str]()
    for word, count in rows_of(session, _activity_counts(access), first=first, last=last):
        total += count
        for key in keys_in(word):
            sectors[key] += count
    return ActivityCounts(total, sectors)


@lru_cache(maxsize=CONDITIONS_KEPT)
def _activity_counts(access: AccessScope) -> Executable:
    return (
        select(Activity.sectors_met, func.count())
        .where(Activity.day.between(bindparam("first"), bindparam("last")), IS_COUNTED)
        .where(access.records(Activity.person_id, Activity.day))
        .group_by(Activity.sectors_met)
    )


def sectors_of_each(
    session: Session, access: AccessScope, first: date, last: date
) -> dict[int, tuple[int, Counter[str]]]:
    """Return (entries that count, how many of them name each sector) of each person on these days."""
    counts = entry_counts.of_everybody(session) if access.is_whole else None
    begin, end = first.toordinal(), last.toordinal()
    if counts is not None and all(begin <= one.first and one.last <= end for one in counts.values()):
        return {one: (mine.entries(begin, end), Counter(mine.by_sector())) for one, mine in counts.items()}
    rows = session.execute(
        select(Activity.person_id, Activity.sectors_met, func.count())
        .where(Activity.day.between(first, last), IS_COUNTED)
        .where(access.records(Activity.person_id, Activity.day))
        .group_by(Activity.person_id, Activity.sectors_met)
    )
    found: dict[int, tuple[int, Counter[str]]] = {}
    keys_of: dict[str | None, list[str]] = {}  # the rows are many, and few texts differ
    for person_id, word, count in rows:
        keys = keys_of.get(word)
        if keys is None:
            keys = keys_of[word] = keys_in(word)
        known = found.get(person_id)
        total, sectors = known or (0, Counter[str]())
        for key in keys:
            sectors[key] = sectors.get(key, 0) + count
        found[person_id] = (total + count, sectors)
    return found


def last_reports(session: Session, person_ids: Sequence[int], until: date) -> dict[int, date]:
    """Return the last day, up to `until`, on which each of these people reported."""
    return {row[0]: row[1] for row in rows_of(session, _LAST_REPORTS, people=person_ids, until=until)}


_LAST_REPORTS: Final = (
    select(Activity.person_id, func.max(Activity.day))
    .where(Activity.person_id.in_(bindparam("people", expanding=True)))
    .where(Activity.day <= bindparam("until"), IS_COUNTED)
    .group_by(Activity.person_id)
)


def last_written(session: Session, person_ids: Sequence[int], until: date) -> dict[int, date]:
    """Return the last day, up to `until`, on which each of these people recorded something, of whatever day."""
    end = datetime.combine(until + timedelta(days=1), time(), BANGKOK)
    rows = session.execute(
        select(Activity.person_id, func.max(Activity.created_at))
        .where(Activity.person_id.in_(person_ids), Activity.created_at < end, IS_COUNTED)
        .group_by(Activity.person_id)
    )
    return {row[0]: bangkok_day(row[1]) for row in rows}


def joined_on(session: Session, person_ids: Sequence[int]) -> dict[int, date]:
    """Return the day on which each of these people consented; people who have not are left out."""
    rows = session.execute(select(Person.id, Person.consent_at).where(Person.id.in_(person_ids)))
    return {person_id: bangkok_day(at) for person_id, at in rows if at is not None}


def waiting_of_each(session: Session, programme: Programme, access: AccessScope) -> dict[int, WaitingReviews]:
    """Return the entries that wait for a review, by their authors. Entries of days without a mentor never do."""
    spans = tuple(programme.stage_days(stage) for stage in programme.stages)
    return read_once(session, ("waiting", spans, access), lambda: _waiting_of_each(session, spans, access))


def _waiting_of_each(
    session: Session, spans: tuple[tuple[date, date], ...], access: AccessScope
) -> dict[int, WaitingReviews]:
    waiting = select(Activity.person_id, func.count(), func.min(reviews.waits_since()))
    rows = session.execute(waiting.where(_waits(spans, access)).group_by(Activity.person_id))
    return {row[0]: WaitingReviews(row[1], row[2]) for row in rows}


def waiting_since_before(
    session: Session, programme: Programme, access: AccessScope, instants: Sequence[datetime]
) -> list[int]:
    """Return how many entries wait for a review, and how many of them since before each of these instants."""
    spans = tuple(programme.stage_days(stage) for stage in programme.stages)
    asked = _waiting_since_before(spans, access, len(instants))
    row = rows_of(session, asked, **{f"before_{place}": instant for place, instant in enumerate(instants)}).one()
    return [int(count) for count in row]


@lru_cache(maxsize=CONDITIONS_KEPT)
def _waiting_since_before(spans: tuple[tuple[date, date], ...], access: AccessScope, instants: int) -> Executable:
    since = reviews.waits_since()
    counts = [func.count(case((since < bindparam(f"before_{place}"), 1))) for place in range(instants)]
    return select(func.count(), *counts).select_from(Activity).where(_waits(spans, access))


def _waits(spans: Iterable[tuple[date, date]], access: AccessScope) -> ColumnElement[bool]:
    """Return the condition: an entry that waits for a review, of a day of a stage (`spans` are the stages' days)."""
    mentored = (Activity.day.between(first, last) for first, last in spans)
    return and_(IS_WAITING, or_(false(), *mentored), access.records(Activity.person_id, Activity.day))


def photos(
    session: Session, access: AccessScope, first: date, last: date, start: int, count: int
) -> tuple[int, list[tuple[Media, Activity]]]:
    """Return how many photos the entries of these days have, and `count` of them from `start` (the first is 0), with
    their entries, the newest first."""
    lost = (MediaState.GONE, MediaState.REFUSED)
    seen = (
        Activity.day.between(first, last),
        IS_COUNTED,
        access.records(Activity.person_id, Activity.day),
        Media.kind == MediaKind.PHOTO,
        Media.token.is_not(None),
        Media.state.not_in(lost),
    )
    found = select(Media, Activity).join(Activity, Activity.id == Media.activity_id).where(*seen)
    newest = found.order_by(Activity.day.desc(), Activity.id.desc(), Media.id).offset(start).limit(count)
    total = select(func.count()).select_from(Media).join(Activity, Activity.id == Media.activity_id).where(*seen)
    return session.scalar(total) or 0, [(row[0], row[1]) for row in session.execute(newest)]


def leaves(session: Session, access: AccessScope, first: date, last: date) -> list[tuple[int, date, date]]:
    """Return (person, from, to) of every leave that overlaps these days."""
    rows = rows_of(session, _leaves(access), first=first, last=last)
    return [(row[0], row[1], row[2]) for row in rows]


@lru_cache(maxsize=CONDITIONS_KEPT)
def _leaves(access: AccessScope) -> Executable:
    overlaps = and_(Leave.from_day <= bindparam("last"), Leave.to_day >= bindparam("first"))
    return (
        select(Leave.person_id, Leave.from_day, Leave.to_day)
        .join(Person, Person.id == Leave.person_id)
        .where(overlaps, Leave.cancelled_at.is_(None), access.people())
    )


def muted(session: Session, access: AccessScope, day: date) -> set[int]:
    """Return who wants no reminders on a day."""
    return {row[0] for row in rows_of(session, _muted(access), day=day)}


@lru_cache(maxsize=CONDITIONS_KEPT)
def _muted(access: AccessScope) -> Executable:
    quiet = select(Mute.person_id).join(Person, Person.id == Mute.person_id)
    return quiet.where(Mute.from_day <= bindparam("day"), Mute.to_day >= bindparam("day"), access.people())


def reachable(session: Session, person_ids: Sequence[int]) -> list[tuple[str, str]]:
    """Return (chat, language) of those of these people whose chat has not blocked the bot."""
    found: list[tuple[str, str]] = []
    for some in _portions(person_ids):
        rows = session.execute(
            select(Chat.line_user_id, Person.language)
            .join(Person, Person.id == Chat.person_id)
            .where(Person.id.in_(some), Person.state == PersonState.ACTIVE, Chat.follows.is_(True))
            .order_by(Person.id)
        )
        found += [(row[0], row[1]) for row in rows]
    return found


# ── troubles ──


def people_in_state(
    session: Session, access: AccessScope, state: PersonState, day: date, roles: Collection[Role] = tuple(Role)
) -> list[tuple[int, str]]:
    """Return (id, name) of people who take part on a day, in one of these roles, and are in this state."""
    rows = rows_of(session, _people_in_state(access), state=state, day=day, roles=list(roles))
    return [(row[0], row[1]) for row in rows]


@lru_cache(maxsize=CONDITIONS_KEPT)
def _people_in_state(access: AccessScope) -> Executable:
    held = select(Membership.person_id).where(
        Membership.role.in_(bindparam("roles", expanding=True)),
        (Membership.from_day.is_(None)) | (Membership.from_day <= bindparam("day")),
        (Membership.to_day.is_(None)) | (Membership.to_day >= bindparam("day")),
    )
    return (
        select(Person.id, Person.name)
        .where(Person.state == bindparam("state"), Person.id.in_(held), access.people())
        .order_by(Person.name)
    )


def undelivered(session: Session, access: AccessScope, since: datetime | None) -> int:
    """Return how many messages LINE refused, or may not have accepted, since an instant of real time."""
    asked = {} if since is None else {"since": since}
    return int(rows_of(session, _undelivered(access, since is not None), **asked).scalar_one())


@lru_cache(maxsize=CONDITIONS_KEPT)
def _undelivered(access: AccessScope, limited: bool) -> Executable:
    dead = select(func.count()).select_from(Delivery).where(IS_UNDELIVERED, _of_chat(access, Delivery.chat_key))
    return dead.where(Delivery.created_at >= bindparam("since")) if limited else dead


@dataclass(frozen=True, slots=True)
class ParkedEvent:
    """An event that could not be handled. `name` is None if nobody knows the person; `raw` is its JSON, or None if the
    scope does not show what they sent."""

    name: str | None
    at: datetime
    raw: str | None


def unhandled(session: Session, access: AccessScope, most: int) -> tuple[int, list[ParkedEvent]]:
    """Return the number of events that wait for the operator, and the oldest of them."""
    count = int(rows_of(session, _unhandled(access)).scalar_one())
    if not count:
        return 0, []
    waits = _is_unhandled(access)
    rows = session.execute(
        select(InboxEvent.at, InboxEvent.raw, Person.id, Person.name, Chat.consent_version)
        .outerjoin(Chat, Chat.line_user_id == InboxEvent.chat_key)
        .outerjoin(Person, Person.id == Chat.person_id)
        .where(*waits)
        .order_by(InboxEvent.at, InboxEvent.id)
        .limit(most)
    ).all()
    return count, [
        ParkedEvent(
            row.name, row.at, row.raw if row.consent_version and _shows_words(session, access, row.id, row.at) else None
        )
        for row in rows
    ]


@lru_cache(maxsize=CONDITIONS_KEPT)
def _unhandled(access: AccessScope) -> Executable:
    return select(func.count()).select_from(InboxEvent).where(*_is_unhandled(access))


def _is_unhandled(access: AccessScope) -> tuple[ColumnElement[bool], ...]:
    return IS_PARKED, InboxEvent.raw.is_not(None), _of_chat(access, InboxEvent.chat_key)


def _shows_words(session: Session, access: AccessScope, person_id: int | None, at: datetime) -> bool:
    """Return whether the scope shows what a person sent at an instant: a participant's words, as their entries are."""
    theirs = select(Membership.person_id).where(Membership.person_id == person_id, Membership.role == Role.PARTICIPANT)
    seen = access.records(Membership.person_id, literal(bangkok_day(at), Date()))
    return session.scalars(theirs.where(seen).limit(1)).first() is not None


def _of_chat(
    access: AccessScope, chat_key: SQLColumnExpression[str] | SQLColumnExpression[str | None]
) -> ColumnElement[bool]:
    """Return the condition on a chat. Only a scope over the whole programme has chats of unknown people and groups."""
    if access.is_whole:
        return true()
    theirs = select(Chat.line_user_id).join(Person, Person.id == Chat.person_id)
    return chat_key.in_(theirs.where(access.people()))


def _on(access: AccessScope) -> ColumnElement[bool]:
    seen = access.records(Activity.person_id, Activity.day)
    return Activity.day.in_(bindparam("days", expanding=True)) & IS_COUNTED & seen


def _portions(ids: Collection[int]) -> list[list[int]]:
    some = sorted(ids)
    return [some[start : start + ASKED_AT_ONCE] for start in range(0, len(some), ASKED_AT_ONCE)]
