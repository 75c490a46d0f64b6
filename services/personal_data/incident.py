"""The breach sheet: whose records an account could have seen since an instant, and whose it saw or fetched."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.coordination import feeds, scopes
from models.coordination.feeds import Feed
from models.people import audit
from models.people.audit import AuditEntry
from models.people.people import Role
from models.people.web_sessions import WebSession
from models.privacy import viewings
from models.privacy.viewings import Viewing, ViewingWay
from programmes import Programme
from programmes.bangkok import bangkok_day

FETCHED = ("download", "download_again")


@dataclass(frozen=True, slots=True)
class SeenPerson:
    """One person whose records were seen or fetched: on how many days, how often by way, and when last."""

    person_id: int
    days: int
    times: Mapping[ViewingWay, int]
    last_at: datetime


@dataclass(frozen=True, slots=True)
class IncidentSheet:
    """What is known of an account. `could` are all participants in its scope on any of the days: whoever had the phone
    or the link could have looked at them. `sessions` lasted at some time since."""

    account_id: int
    could: frozenset[int]
    seen: Sequence[SeenPerson]
    sessions: Sequence[WebSession]
    downloads: Sequence[AuditEntry]
    feeds: Sequence[Feed]


def sheet_of(session: Session, programme: Programme, account_id: int, since: datetime, now: datetime) -> IncidentSheet:
    """Return the sheet of one account. Times are programme time."""
    noted = viewings.since(session, bangkok_day(since), account_id)
    return IncidentSheet(
        account_id,
        _could(session, programme, account_id, bangkok_day(since), bangkok_day(now)),
        _seen(noted),
        _sessions(session, account_id, since),
        audit.acts_since(session, f"person:{account_id}", FETCHED, since),
        feeds.of_person_since(session, account_id, since),
    )


def accounts_that_looked(session: Session, since: datetime) -> Mapping[int, Sequence[SeenPerson]]:
    """Return by account whom each looked at since an instant."""
    by_account: dict[int, list[Viewing]] = {}
    for one in viewings.since(session, bangkok_day(since)):
        by_account.setdefault(one.by_person_id, []).append(one)
    return {account: _seen(noted) for account, noted in by_account.items()}


def _seen(noted: Sequence[Viewing]) -> list[SeenPerson]:
    by_person: dict[int, list[Viewing]] = {}
    for one in noted:
        by_person.setdefault(one.person_id, []).append(one)
    found = []
    for person_id, rows in sorted(by_person.items()):
        times = {way: sum(row.times for row in rows if row.way == way) for way in ViewingWay}
        days = len({row.day for row in rows})
        used = {way: count for way, count in times.items() if count}
        found.append(SeenPerson(person_id, days, used, max(row.last_at for row in rows)))
    return found


def _could(session: Session, programme: Programme, account_id: int, first: date, last: date) -> frozenset[int]:
    """Return all participants in the account's scope on any of these days. Scopes change with roles, stages and moves,
    so each day is asked; equal scopes only once."""
    found, asked = set[int](), set[str]()
    for place in range((last - first).days + 1):
        access = scopes.of_person(session, programme, account_id, first + timedelta(days=place))
        if access.grants and repr(access) not in asked:
            asked.add(repr(access))
            found |= {one for one, _ in scopes.names(session, access, (Role.PARTICIPANT,))}
    return frozenset(found - {account_id})


def _sessions(session: Session, account_id: int, since: datetime) -> Sequence[WebSession]:
    lasted = (WebSession.ended_at.is_(None) | (WebSession.ended_at >= since), WebSession.expires_at >= since)
    mine = select(WebSession).where(WebSession.person_id == account_id, *lasted)
    return session.scalars(mine.order_by(WebSession.id)).all()
