"""Links and sessions belong to one person and end at their instant; those of others are never touched."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.people import web_sessions
from models.people.web_sessions import BOTH_WORK, LINK_LASTS, RENEWED_AFTER, SESSION_LASTS, SignInLink, WebSession
from models.storage.database import Database
from tests.databases import on_sqlite
from tests.models.two_people import MALEE, MOMENT, NOW, SOMCHAI, with_two_people

pytestmark = on_sqlite


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with with_two_people(database) as opened:
        yield opened


def links(session: Session) -> list[int]:
    return sorted(session.scalars(select(SignInLink.person_id)))


def test_a_link_works_once_for_its_person_until_it_ends(session: Session) -> None:
    malees, somchais = (web_sessions.issue_link(session, one, NOW) for one in (MALEE, SOMCHAI))
    end = NOW + LINK_LASTS
    assert web_sessions.look(session, malees, end - MOMENT) is not None
    assert web_sessions.look(session, malees, end) is web_sessions.take(session, malees, end) is None
    assert web_sessions.take(session, "guessed", NOW) is web_sessions.look(session, "guessed", NOW) is None
    assert [web_sessions.take(session, malees, end - MOMENT) for _ in range(2)] == [MALEE, None]
    assert web_sessions.look(session, malees, NOW) is None
    assert web_sessions.take(session, somchais, NOW) == SOMCHAI


def test_a_newer_link_ends_the_earlier_ones_of_the_same_person_only(session: Session) -> None:
    malees, somchais = (web_sessions.issue_link(session, one, NOW) for one in (MALEE, SOMCHAI))
    newer = web_sessions.issue_link(session, MALEE, NOW)
    assert web_sessions.take(session, malees, NOW) is None
    assert [web_sessions.take(session, one, NOW) for one in (newer, somchais)] == [MALEE, SOMCHAI]


def test_a_session_is_renewed_when_it_is_due_and_ends_at_its_instant(session: Session) -> None:
    (row, token), due = web_sessions.begin(session, MALEE, "d" * 100, NOW), NOW + RENEWED_AFTER
    assert len(row.device) == web_sessions.LONGEST_DEVICE
    assert web_sessions.renew(session, row.id, due - MOMENT) is None
    found = web_sessions.by_token(session, token, due - MOMENT)
    assert found is not None
    assert not found.is_due
    newer = web_sessions.renew(session, row.id, due)
    assert newer is not None
    session.expire_all()
    before = web_sessions.by_token(session, token, due + BOTH_WORK - MOMENT)
    assert before is not None
    assert not before.is_due
    assert web_sessions.by_token(session, token, due + BOTH_WORK) is None
    assert web_sessions.by_token(session, newer, NOW + SESSION_LASTS - MOMENT) is not None
    assert web_sessions.by_token(session, newer, NOW + SESSION_LASTS) is None


def test_just_after_a_session_was_renewed_only_its_own_two_tokens_work(session: Session) -> None:
    (row, token), due = web_sessions.begin(session, MALEE, "", NOW), NOW + RENEWED_AFTER
    newer = web_sessions.renew(session, row.id, due)
    assert newer is not None
    assert [
        found and found.row.id for found in (web_sessions.by_token(session, one, due) for one in (token, newer))
    ] == [
        row.id,
        row.id,
    ]
    assert web_sessions.by_token(session, "guessed", due) is None


def test_neither_token_of_a_session_that_was_ended_works_nor_is_it_renewed(session: Session) -> None:
    row, token = web_sessions.begin(session, MALEE, "", NOW)
    due = NOW + RENEWED_AFTER
    newer = web_sessions.renew(session, row.id, due)
    assert newer is not None
    assert web_sessions.end(session, MALEE, row.id, due)
    assert web_sessions.by_token(session, newer, due) is web_sessions.by_token(session, token, due) is None
    assert web_sessions.renew(session, row.id, due + RENEWED_AFTER) is None


def test_devices_are_listed_and_ended_by_their_own_person_only(session: Session) -> None:
    first, second, ended, old, somchais = (
        web_sessions.begin(session, person, "", at)[0].id
        for person, at in ((MALEE, NOW), (MALEE, NOW), (MALEE, NOW), (MALEE, NOW - SESSION_LASTS), (SOMCHAI, NOW))
    )
    assert [web_sessions.end(session, MALEE, ended, NOW) for _ in range(2)] == [True, False]
    assert not web_sessions.end(session, MALEE, somchais, NOW)
    assert [one.id for one in web_sessions.of_person(session, MALEE, NOW)] == [second, first]
    for person in (MALEE, SOMCHAI):
        web_sessions.issue_link(session, person, NOW)
    assert web_sessions.end_all(session, MALEE, NOW) == 2
    assert web_sessions.of_person(session, MALEE, NOW) == []
    assert [one.id for one in web_sessions.of_person(session, SOMCHAI, NOW)] == [somchais]
    assert links(session) == [SOMCHAI]
    assert session.get_one(WebSession, old, populate_existing=True).ended_at is None  # it had ended by itself


def test_who_is_forgotten_leaves_the_others(session: Session) -> None:
    for person in (MALEE, SOMCHAI):
        web_sessions.begin(session, person, "", NOW)
        web_sessions.issue_link(session, person, NOW)
    web_sessions.forget_person(session, MALEE)
    assert links(session) == list(session.scalars(select(WebSession.person_id))) == [SOMCHAI]


def test_only_what_ended_before_is_cleared(session: Session) -> None:
    for person, at in ((MALEE, NOW - MOMENT), (SOMCHAI, NOW)):
        web_sessions.issue_link(session, person, at - LINK_LASTS)
        web_sessions.begin(session, person, "", at - SESSION_LASTS)
    web_sessions.clear(session, NOW)
    assert links(session) == list(session.scalars(select(WebSession.person_id))) == [SOMCHAI]
