"""A link to a file is one device's until it ends; links of others are never touched."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.coordination import downloads
from models.coordination.downloads import HEARD_WITHIN, VALID_FOR, Download, ExportRequest
from models.storage.database import Database
from tests.databases import on_sqlite
from tests.models.two_people import MALEE, MOMENT, NOW, SOMCHAI, with_two_people

pytestmark = on_sqlite
PEOPLE = ExportRequest("people", "csv")


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with with_two_people(database) as opened:
        yield opened


def whose(session: Session) -> list[int]:
    return sorted(session.scalars(select(Download.person_id)))


def test_whoever_takes_a_link_first_keeps_it_until_it_ends(session: Session) -> None:
    (mine, token), (others, _) = (downloads.offer(session, one, PEOPLE, NOW) for one in (MALEE, SOMCHAI))
    end = NOW + VALID_FOR
    for found in (downloads.look(session, token, end - MOMENT), downloads.take(session, token, NOW, "phone")):
        assert found is not None
        assert found.id == mine.id
    for device in ("desk", None):
        assert downloads.look(session, token, NOW, device) is downloads.take(session, token, NOW, device) is None
    assert downloads.look(session, token, NOW, "phone") is not None
    assert downloads.take(session, token, end - MOMENT, "phone") is not None
    assert downloads.look(session, token, end, "phone") is downloads.take(session, token, end, "phone") is None
    assert downloads.look(session, "guessed", NOW) is downloads.take(session, "guessed", NOW) is None
    assert session.get_one(Download, others.id, populate_existing=True).taken_at is None


def test_who_keeps_no_cookie_takes_a_link_once(session: Session) -> None:
    _, token = downloads.offer(session, MALEE, PEOPLE, NOW)
    assert downloads.take(session, token, NOW) is not None
    for device in (None, "phone"):
        assert downloads.take(session, token, NOW, device) is None


def test_only_the_link_that_is_given_back_may_be_taken_by_another(session: Session) -> None:
    (mine, token), (_, others) = (downloads.offer(session, one, PEOPLE, NOW) for one in (MALEE, SOMCHAI))
    for one in (token, others):
        assert downloads.take(session, one, NOW, "phone") is not None
    downloads.give_back(session, mine.id)
    assert downloads.take(session, others, NOW, "desk") is None
    assert downloads.take(session, token, NOW, "desk") is not None
    assert downloads.take(session, token, NOW, "phone") is None


def test_what_is_being_made_is_known_to_its_person_as_long_as_it_is_heard_of(session: Session) -> None:
    first, second, others, other_kind = (
        downloads.offer(session, person, ExportRequest(kind, "csv"), NOW)[0].id
        for person, kind in ((MALEE, "people"), (MALEE, "people"), (SOMCHAI, "people"), (MALEE, "reviews"))
    )
    assert downloads.being_made(session, MALEE, "people", NOW) is None
    for one in (first, second, others, other_kind):
        downloads.note_step(session, one, 1, 5, NOW)
    found = downloads.being_made(session, MALEE, "people", NOW + HEARD_WITHIN - MOMENT)
    assert found is not None
    assert (found.id, found.steps_done, found.steps) == (second, 1, 5)
    assert downloads.being_made(session, MALEE, "people", NOW + HEARD_WITHIN) is None
    downloads.note_step(session, second, None, None, NOW)
    left = downloads.being_made(session, MALEE, "people", NOW)
    assert left is not None
    assert left.id == first


def test_who_is_forgotten_leaves_the_links_of_others_but_not_those_about_them(session: Session) -> None:
    about = ExportRequest("paper-participant", "pdf", about_person_id=MALEE)
    for person, wanted in ((MALEE, PEOPLE), (SOMCHAI, PEOPLE), (SOMCHAI, about)):
        downloads.offer(session, person, wanted, NOW)
    downloads.end_links(session, MALEE)
    assert whose(session) == [SOMCHAI, SOMCHAI]
    downloads.forget_person(session, MALEE)
    assert whose(session) == [SOMCHAI]


def test_only_what_ended_before_is_cleared(session: Session) -> None:
    for person, end in ((MALEE, NOW - MOMENT), (SOMCHAI, NOW)):
        downloads.offer(session, person, PEOPLE, end - VALID_FOR)
    downloads.clear(session, NOW)
    assert whose(session) == [SOMCHAI]
