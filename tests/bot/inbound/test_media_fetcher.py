"""Fetching photos: what was unsent meanwhile leaves no bytes, unless somebody else has sent the same."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.clock import Clock
from bot.inbound.media_fetcher import MediaFetcher
from bot.line.client import FetchedContent
from bot.settings import ROOT
from locales.texts import Texts
from models.activities import media
from models.activities.media import Media, MediaState
from models.people.people import Person
from models.storage.database import Database
from services.media.store import MediaStore
from tests.scenarios.many_people import photo
from tests.services.media.test_store import claiming

BODY = photo("indigo", (90, 40))


class PhotoSource:
    """LINE with one picture; `meanwhile` happens while it is being fetched."""

    def __init__(self, data: bytes, meanwhile: Callable[[], None] = lambda: None) -> None:
        self.data, self.meanwhile = data, meanwhile

    def content(self, message_id: str, most_bytes: int) -> FetchedContent:
        self.meanwhile()
        return FetchedContent(200, self.data, "image/png")


def sent(database: Database, *message_ids: str) -> None:
    """Photos of one person that are to be fetched."""
    now = Clock().real()
    with database.write() as session:
        person = session.scalar(select(Person)) or Person(key="A", name="แอนนา", created_at=now)
        session.add(person)
        session.flush()
        for message_id in message_ids:
            common = {"person_id": person.id, "chat_key": "U", "now": now, "due_at": now}
            media.want(session, message_id=message_id, **common)


def unsend(database: Database, message_id: str) -> None:
    with database.write() as session:
        person = session.scalars(select(Person)).one()
        media.forget(session, message_id, person.id)


def fetch(database: Database, store: MediaStore, source: PhotoSource) -> None:
    MediaFetcher(database, source, store, Clock(), Texts.load(ROOT / "locales")).fetch_due()


def stored(store: MediaStore, folder: Path) -> Sequence[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.suffix != ".jpg"]


@pytest.fixture
def store(tmp_path: Path) -> MediaStore:
    return MediaStore(tmp_path / "media")


def test_a_photo_that_was_unsent_while_it_was_fetched_leaves_no_bytes(
    database: Database, store: MediaStore, tmp_path: Path
) -> None:
    sent(database, "1")
    fetch(database, store, PhotoSource(BODY, lambda: unsend(database, "1")))
    assert [path for path in (tmp_path / "media").rglob("*") if path.is_file()] == []


def test_it_stays_if_somebody_else_has_sent_the_same(database: Database, store: MediaStore, tmp_path: Path) -> None:
    sent(database, "1")
    fetch(database, store, PhotoSource(BODY))
    sent(database, "2")
    fetch(database, store, PhotoSource(BODY, lambda: unsend(database, "2")))
    assert stored(store, tmp_path / "media") == [BODY]
    with database.read() as session:
        assert session.scalars(select(Media.state)).all() == [MediaState.STORED]


def test_a_photo_that_came_meanwhile_does_not_get_the_bytes_of_the_unsent_one(
    database: Database, store: MediaStore
) -> None:
    def meanwhile() -> None:
        unsend(database, "1")
        sent(database, "2")  # on SQLite it has the id of the other

    sent(database, "1")
    fetch(database, store, PhotoSource(BODY, meanwhile))
    with database.read() as session:
        (other,) = session.scalars(select(Media)).all()
    assert (other.message_id, other.state, other.sha256) == ("2", MediaState.WANTED, None)


@pytest.mark.parametrize("side", [13_000, 60_000])
def test_a_picture_with_too_many_pixels_is_refused_once_and_told(
    database: Database, store: MediaStore, side: int
) -> None:
    sent(database, "1")
    fetch(database, store, PhotoSource(claiming(side, side)))
    with database.read() as session:
        photo_ = session.scalars(select(Media)).one()
    assert (photo_.state, photo_.due_at) == (MediaState.REFUSED, None)
