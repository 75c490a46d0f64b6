"""Fetching photos: what was unsent meanwhile leaves no bytes, unless somebody else has sent the same."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.clock import Clock
from bot.inbound.media_fetcher import ATTEMPTS, MediaFetcher
from bot.line.client import FetchedContent
from bot.settings import ROOT
from bot.wakeups import Wakeups
from locales.texts import Texts
from models.activities import media
from models.activities.media import Media, MediaKind, MediaState
from models.messaging.deliveries import Delivery
from models.people.people import Person
from models.storage.database import Database
from services.media.store import FolderStore
from tests.scenarios.many_people import photo
from tests.services.media import files_of_phones as phones
from tests.services.media.test_pictures import claiming

BODY = photo("indigo", (90, 40))


class PhotoSource:
    """LINE with one picture; `meanwhile` happens while it is being fetched."""

    def __init__(self, data: bytes, meanwhile: Callable[[], None] = lambda: None) -> None:
        self.data, self.meanwhile = data, meanwhile

    def content(self, message_id: str, most_bytes: int) -> FetchedContent:
        self.meanwhile()
        return FetchedContent(200, self.data, "image/png")


def sent(database: Database, *message_ids: str, kind: MediaKind = MediaKind.PHOTO) -> None:
    """Photos of one person that are to be fetched."""
    now = Clock().real()
    with database.write() as session:
        person = session.scalar(select(Person)) or Person(key="A", name="แอนนา", created_at=now)
        session.add(person)
        session.flush()
        for message_id in message_ids:
            common = {"person_id": person.id, "chat_key": "U", "now": now, "due_at": now}
            media.want(session, message_id=message_id, kind=kind, **common)


def unsend(database: Database, message_id: str) -> None:
    with database.write() as session:
        person = session.scalars(select(Person)).one()
        media.forget(session, message_id, person.id)


def fetch(database: Database, store: FolderStore, source: PhotoSource) -> None:
    wakeups = Wakeups(database.url)
    try:
        MediaFetcher(database, source, store, Clock(), Texts.load(ROOT / "locales"), wakeups).fetch_due()
    finally:
        wakeups.stop()


def stored(store: FolderStore, folder: Path) -> Sequence[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.suffix != ".jpg"]


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "media")


def test_a_photo_that_was_unsent_while_it_was_fetched_leaves_no_bytes(
    database: Database, store: FolderStore, tmp_path: Path
) -> None:
    sent(database, "1")
    fetch(database, store, PhotoSource(BODY, lambda: unsend(database, "1")))
    assert [path for path in (tmp_path / "media").rglob("*") if path.is_file()] == []


def test_it_stays_if_somebody_else_has_sent_the_same(database: Database, store: FolderStore, tmp_path: Path) -> None:
    sent(database, "1")
    fetch(database, store, PhotoSource(BODY))
    sent(database, "2")
    fetch(database, store, PhotoSource(BODY, lambda: unsend(database, "2")))
    assert stored(store, tmp_path / "media") == [BODY]
    with database.read() as session:
        assert session.scalars(select(Media.state)).all() == [MediaState.STORED]


class ErasedAtOnce(FolderStore):
    """A store from which the same picture of somebody else is erased just after it was stored again."""

    erasures = 1

    def put_thumbnail(self, sha256: str, data: bytes) -> None:
        super().put_thumbnail(sha256, data)
        if self.erasures:
            self.erasures -= 1
            self.delete(sha256)


def test_it_is_stored_again_if_the_same_was_erased_before_it_was_settled(database: Database, tmp_path: Path) -> None:
    sent(database, "1")
    store = ErasedAtOnce(tmp_path / "media")
    fetch(database, store, PhotoSource(BODY))
    assert states(database) == [(MediaState.STORED, None)]
    assert stored(store, tmp_path / "media") == [BODY]


def test_a_photo_that_came_meanwhile_does_not_get_the_bytes_of_the_unsent_one(
    database: Database, store: FolderStore
) -> None:
    def meanwhile() -> None:
        unsend(database, "1")
        sent(database, "2")  # on SQLite it has the id of the other

    sent(database, "1")
    fetch(database, store, PhotoSource(BODY, meanwhile))
    with database.read() as session:
        (other,) = session.scalars(select(Media)).all()
    assert (other.message_id, other.state, other.sha256) == ("2", MediaState.WANTED, None)


def states(database: Database) -> Sequence[tuple[MediaState, object]]:
    with database.read() as session:
        return [(one.state, one.due_at) for one in session.scalars(select(Media).order_by(Media.id))]


def told(database: Database) -> list[str]:
    """The notices that wait for the author's next message."""
    with database.read() as session:
        waiting = session.scalars(select(Delivery).where(Delivery.state == "due").order_by(Delivery.id))
        return [message["text"] for one in waiting for message in one.messages]


LOST = {
    "too many pixels": (claiming(13_000, 13_000), "ละเอียดเกิน"),
    "beyond all": (claiming(60_000, 60_000), "ละเอียดเกิน"),
    "nothing": (b"", "เปิดไม่ได้"),
    "half a photo": (phones.saved(phones.scene(), "JPEG")[:-4_000], "เปิดไม่ได้"),
    "a pdf": (b"%PDF-1.7", "เป็นเอกสาร"),
    "a video": (b"\x00\x00\x00\x18ftypmp42", "เป็นวิดีโอ"),
}


@pytest.mark.parametrize("name", LOST)
def test_what_is_no_picture_is_refused_once_and_its_author_told_what_else_to_do(
    database: Database, store: FolderStore, name: str
) -> None:
    data, said = LOST[name]
    sent(database, "1")
    for _ in range(2):
        fetch(database, store, PhotoSource(data))
    assert states(database) == [(MediaState.REFUSED, None)]
    (words,) = told(database)
    assert said in words
    assert "ภาพหน้าจอ" in words
    assert "อีกครั้ง" not in words


def test_of_several_that_are_lost_for_one_reason_it_is_said_once(database: Database, store: FolderStore) -> None:
    sent(database, "1", "2", "3")
    for _ in range(3):
        fetch(database, store, PhotoSource(b"%PDF-1.7"))
    assert {words.split("เป็น")[0] for words in told(database)[1:]} == {"รูปที่ส่งมาก่อนหน้านี้หลายรูป"}
    with database.read() as session:
        assert len(set(session.scalars(select(Delivery.key)))) == 1  # the last takes the place of the others


class SourceThatAnswers(PhotoSource):
    """LINE answers with a status instead of a picture."""

    def __init__(self, status: int) -> None:
        super().__init__(b"")
        self.status = status

    def content(self, message_id: str, most_bytes: int) -> FetchedContent:
        return FetchedContent(self.status)


def test_a_photo_that_is_gone_a_second_time_is_not_asked_for_again(database: Database, store: FolderStore) -> None:
    sent(database, "1")
    fetch(database, store, SourceThatAnswers(404))
    with database.write() as session:
        session.scalars(select(Media)).one().created_at -= timedelta(minutes=5)
    sent(database, "2")
    fetch(database, store, SourceThatAnswers(404))
    first, second = told(database)
    assert "ส่งใหม่อีกครั้ง" in first
    assert "ภาพหน้าจอ" in second
    assert "ส่งใหม่" not in second


@pytest.mark.parametrize("status", [404, 413])
@pytest.mark.parametrize(("kind", "said"), [(MediaKind.AUDIO, "ข้อความเสียงที่ส่งมา"), (MediaKind.FILE, "ไฟล์ที่ส่งมา")])
def test_a_recording_or_file_that_is_lost_is_not_told_of_as_a_photo(
    database: Database, store: FolderStore, kind: MediaKind, said: str, status: int
) -> None:
    sent(database, "1", kind=kind)
    fetch(database, store, SourceThatAnswers(status))
    (words,) = told(database)
    assert words.startswith(said)
    assert "รูป" not in words
    assert "ภาพหน้าจอ" not in words


@pytest.mark.parametrize("kind", [MediaKind.AUDIO, MediaKind.FILE])
def test_a_recording_or_file_whose_fetch_never_ended_is_told_what_else_to_do(
    database: Database, store: FolderStore, kind: MediaKind
) -> None:
    sent(database, "1", kind=kind)
    with database.write() as session:
        session.scalars(select(Media)).one().attempts = ATTEMPTS
    fetch(database, store, SourceThatAnswers(500))
    assert "ข้ามข้อนั้นไปก่อน" in told(database)[0]


def test_photos_of_an_album_that_are_gone_together_are_not_taken_for_a_second_try(
    database: Database, store: FolderStore
) -> None:
    sent(database, "1", "2")
    for _ in range(2):
        fetch(database, store, SourceThatAnswers(404))
    assert all("ส่งใหม่อีกครั้ง" in words for words in told(database))


class DiskFull(FolderStore):
    """A store that cannot write."""

    def put(self, data: bytes) -> str:
        raise OSError(28, "No space left on device")


def test_a_photo_is_not_lost_because_our_disk_was_full(database: Database, store: FolderStore, tmp_path: Path) -> None:
    sent(database, "1")
    with database.write() as session:
        session.scalars(select(Media)).one().attempts = ATTEMPTS - 1
    for _ in range(3):
        fetch(database, DiskFull(tmp_path), PhotoSource(BODY))
        ((state, due_at),) = states(database)
        assert state == MediaState.WANTED
        assert isinstance(due_at, datetime)
        assert due_at > Clock().real() + timedelta(minutes=5)
        with database.write() as session:
            session.scalars(select(Media)).one().due_at = Clock().real()
    fetch(database, store, PhotoSource(BODY))
    assert states(database) == [(MediaState.STORED, None)]
    assert told(database) == []


def test_a_photo_whose_fetchers_died_again_and_again_is_given_up_unread(database: Database, store: FolderStore) -> None:
    sent(database, "1")
    with database.write() as session:  # each of them claimed it, and none has settled it
        for _ in range(ATTEMPTS):
            (claimed,) = media.claim_wanted(session, Clock().real(), 1)
            claimed.held_until = None
            session.flush()

    def unexpected() -> None:
        raise AssertionError("it was fetched")

    fetch(database, store, PhotoSource(BODY, unexpected))
    assert states(database) == [(MediaState.REFUSED, None)]
    assert "ภาพหน้าจอ" in told(database)[0]


def test_a_photo_that_two_fetchers_read_is_settled_and_told_once(database: Database, store: FolderStore) -> None:
    def meanwhile() -> None:
        with database.write() as session:  # the first was slow, so that its claim has ended
            session.scalars(select(Media)).one().held_until = None
        fetch(database, store, PhotoSource(b"%PDF-1.7"))

    sent(database, "1")
    fetch(database, store, PhotoSource(b"%PDF-1.7", meanwhile))
    assert len(told(database)) == 1


def test_a_heic_is_kept_as_jpeg_with_a_thumbnail(database: Database, store: FolderStore) -> None:
    sent(database, "1")
    fetch(database, store, PhotoSource(phones.heic(phones.scene())))
    with database.read() as session:
        kept = session.scalars(select(Media)).one()
    assert (kept.state, kept.content_type, kept.width, kept.height) == (MediaState.STORED, "image/jpeg", 1200, 900)
    assert kept.sha256 is not None
    assert store.original(kept.sha256).startswith(b"\xff\xd8")
    assert store.thumbnail(kept.sha256).startswith(b"\xff\xd8")
