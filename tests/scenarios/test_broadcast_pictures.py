"""Pictures of announcements: sent while a draft is open, shown in the preview, and received together with the words."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import urllib3
from sqlalchemy import select

from models.activities.media import Media
from models.coordination.broadcasts import Broadcast
from models.people.people import Person
from models.privacy import erasure
from scheduler.broadcasting import BroadcastJob
from scheduler.housekeeping import Housekeeping
from simulator.driver import Json, Someone
from tests.conftest import WEDNESDAY
from tests.databases import on_sqlite
from tests.running_bot import KANDA, MALEE, PRAYUN, SOMCHAI, RunningBot, start_running_bot
from tests.scenarios.many_people import (
    eventually,
    everything_in,
    nothing_more,
    photo,
    settled,
    the_wait_is_over,
    words_of,
)

ADDRESS = "https://bot.example"
WORDS = "แผนที่ห้องประชุมตามภาพ และที่ https://maps.example/ห้อง?ชั้น=๓#a ครับ"


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[RunningBot]:
    """A house whose pictures have an address."""
    with start_running_bot(database_url, tmp_path, start=WEDNESDAY, public_url=ADDRESS) as opened:
        yield opened


def images_in(messages: list[Json]) -> list[str]:
    return [one["originalContentUrl"] for one in messages if one["type"] == "image"]


def stored(office: RunningBot, count: int) -> list[str]:
    """The addresses of the pictures, once all are fetched."""

    def tokens() -> list[str]:
        with office.database.read() as session:
            return list(session.scalars(select(Media.token).where(Media.sha256.is_not(None)).order_by(Media.id)))

    return eventually(lambda: tokens() if len(tokens()) == count else [])


def shown(office: RunningBot, address: str) -> urllib3.BaseHTTPResponse:
    return urllib3.request("GET", address.replace(ADDRESS, office.url))


def sends(office: RunningBot, phone: Someone) -> int:
    phone.says("ส่งประกาศ")
    assert "เริ่มส่งแล้ว" in words_of(phone.hears(1)[0])
    return BroadcastJob(office.bot).carry_on()


def previewed(office: RunningBot, phone: Someone, count: int = 1, colours: tuple[str, ...] = ("red",)) -> list[Json]:
    """Announce to the participants, and send pictures to it one by one."""
    phone.says(f"ประกาศ {WORDS}")
    phone.hears(1)
    for number in range(count):
        phone.sends_image(photo(colours[number % len(colours)], (64 + number, 48)))
        found = phone.hears(3 + number)
    stored(office, count)
    return found


@on_sqlite
@pytest.mark.parametrize("step", ["words", "receivers", "preview", "other words"])
def test_a_photo_belongs_to_the_open_announcement_and_is_received_with_its_words(office: RunningBot, step: str) -> None:
    somchai, malee, kanda = office.joined(SOMCHAI), office.joined(MALEE), office.joined(KANDA)
    body = photo("teal", (333, 77))
    kanda.says("ประกาศ" if step == "words" else f"ประกาศ {WORDS}")
    kanda.hears(1)
    if step in ("preview", "other words"):
        kanda.says("ดูก่อนส่ง")
        kanda.hears(2)
    if step == "other words":
        kanda.taps_label("แก้ข้อความ")
        kanda.hears(2)
    kanda.sends_image(body)
    if step == "words":
        assert "พิมพ์ข้อความของประกาศ" in words_of(kanda.hears(1)[0])
        kanda.says(WORDS)
        assert "ส่งถึงใคร" in everything_in(kanda.hears(1)[0])
        kanda.says("ดูก่อนส่ง")
    found = kanda.hears(3)
    assert words_of(found[0]).endswith(f"\n{WORDS}")  # links stay as written
    (address,) = images_in(found)
    assert "1 รูป" in everything_in(found[-1])
    stored(office, 1)
    assert shown(office, address).data == body
    assert sends(office, kanda) == 2
    for phone in (somchai, malee):
        told = phone.hears(2)[-2:]
        assert words_of(told[0]).endswith(f"\n{WORDS}")
        assert images_in(told) == [address]
    (sent,) = [one for one in office.line.journal(bodies=1) if one["name"] == "multicast"]
    assert [message["type"] for message in sent["request"]["messages"]] == ["text", "image"]


@on_sqlite
def test_without_an_address_it_is_said_that_pictures_cannot_be_sent(running: RunningBot) -> None:
    somchai, kanda = running.joined(SOMCHAI), running.joined(KANDA)
    kanda.says(f"ประกาศ {WORDS}")
    kanda.hears(1)
    kanda.sends_image(photo())
    assert "ส่งรูปในประกาศไม่ได้" in words_of(kanda.hears(1)[0])
    kanda.says("ดูก่อนส่ง")
    kanda.hears(2)
    assert sends(running, kanda) == 1
    assert images_in(somchai.hears(1)) == []


@on_sqlite
def test_three_pictures_are_the_most_and_can_be_taken_out(office: RunningBot) -> None:
    somchai, kanda = office.joined(SOMCHAI), office.joined(KANDA)
    found = previewed(office, kanda, 3, ("red", "green", "blue"))
    assert len(images_in(found)) == 3
    kanda.sends_image(photo("black"))
    assert "ไม่เกิน 3 รูป" in words_of(kanda.hears(1)[0])
    kanda.taps_label("เอารูปออก")
    assert images_in(kanda.hears(2)) == []
    assert sends(office, kanda) == 1
    assert images_in(somchai.hears(1)) == []
    for address in images_in(found):
        assert shown(office, address).status == 404
    assert Housekeeping(office.bot).remove_leftovers() == 3


@on_sqlite
def test_an_album_is_answered_with_one_preview(office: RunningBot) -> None:
    office.joined(SOMCHAI)
    kanda = office.joined(KANDA)
    kanda.says(f"ประกาศ {WORDS}")
    kanda.hears(1)
    kanda.sends_album([(photo(colour), "image/png") for colour in ("red", "green")])
    the_wait_is_over(office, kanda)
    assert len(images_in(kanda.hears(4))) == 2
    assert nothing_more(office, kanda, 4)


@on_sqlite
def test_a_picture_that_was_not_fetched_is_not_left_out_silently(office: RunningBot) -> None:
    somchai, kanda = office.joined(SOMCHAI), office.joined(KANDA)
    office.line.fault("500", "content", times=1)
    kanda.says(f"ประกาศ {WORDS}")
    kanda.hears(1)
    kanda.sends_image(photo())
    kanda.hears(3)
    kanda.says("ส่งประกาศ")
    assert "กำลังรับรูปจาก LINE" in words_of(kanda.hears(1)[0])
    assert BroadcastJob(office.bot).carry_on() == 0
    stored(office, 1)
    assert sends(office, kanda) == 1
    assert len(images_in(somchai.hears(2))) == 1


@on_sqlite
def test_a_picture_that_is_no_picture_is_out_and_its_author_sees_the_preview_again(office: RunningBot) -> None:
    office.joined(SOMCHAI)
    kanda = office.joined(KANDA)
    kanda.says(f"ประกาศ {WORDS}")
    kanda.hears(1)
    kanda.sends_image(b"not a picture")
    kanda.hears(3)
    eventually(lambda: _states(office) == ["refused"])
    kanda.says("ส่งประกาศ")
    said = kanda.hears(3)
    assert images_in(said) == []
    assert [one for one in said if "เปิดไม่ได้" in everything_in(one)] != []
    assert BroadcastJob(office.bot).carry_on() == 0


def test_pictures_of_what_is_put_away_unsent_or_erased_are_shown_no_more(office: RunningBot) -> None:
    somchai, kanda = office.joined(SOMCHAI), office.joined(KANDA)
    (cancelled,) = images_in(previewed(office, kanda))
    kanda.says("ไม่ส่ง")
    kanda.hears(1)
    assert shown(office, cancelled).status == 404
    housekeeping = Housekeeping(office.bot)
    housekeeping.scrub()
    assert housekeeping.remove_leftovers() == 1
    kanda.says(f"ประกาศ {WORDS}")
    kanda.hears(1)
    said = kanda.sends_image(photo("blue"))
    (unsent,) = images_in(kanda.hears(3))
    stored(office, 1)
    kanda.unsends(said.message_id)
    settled(office)
    assert shown(office, unsent).status == 404
    kanda.sends_image(photo("green"))
    (erased,) = images_in(kanda.hears(3))
    stored(office, 1)
    assert sends(office, kanda) == 1
    assert images_in(somchai.hears(2)) == [erased]
    assert shown(office, erased).status == 200
    with office.database.write() as session:
        person = session.get(Person, office.person_id(KANDA))
        erasure.erase(session, person, office.bot.clock.now(), actor="command")
    assert shown(office, erased).status == 404
    with office.database.read() as session:
        assert session.scalars(select(Media.id)).all() == []
        assert set(session.scalars(select(Broadcast.words))) == {None}


@on_sqlite
def test_a_photo_beside_no_open_announcement_is_no_announcement(office: RunningBot) -> None:
    mentor = office.joined(PRAYUN)
    mentor.sends_image(photo())
    mentor.hears(1)
    assert _states(office) == []


def _states(office: RunningBot) -> list[str]:
    with office.database.read() as session:
        return list(session.scalars(select(Media.state)))
