"""Announcements that wait for their time: set, stopped, sent once, late on their day or not at all."""

from datetime import datetime

import pytest

from models.messaging import chats
from models.storage import backups
from programmes.bangkok import BANGKOK
from simulator.driver import Someone
from tests.databases import on_sqlite
from tests.running_bot import KANDA, MALEE, SOMCHAI, RunningBot
from tests.scenarios.announcing import WORDS, announced, carry_on, holds, newest_broadcast, preview_of, state_of
from tests.scenarios.many_people import eventually, everything_in, nothing_more, words_of

BEFORE, THEN, NEXT_DAY = "2023-07-13 07:59", "2023-07-13 08:00", "2023-07-14 00:01"


def goes_to(running: RunningBot, moment: str) -> None:
    running.line.clock(set=datetime.fromisoformat(moment).replace(tzinfo=BANGKOK).isoformat(), wait=0)


def waits_for(phone: Someone, said: str = "ส่งพรุ่งนี้ 8 โมง") -> str:
    """Announce to the participants at a time; return what is said of it."""
    announced(phone)
    phone.says(said)
    phone.hears(2)
    phone.says("ส่งประกาศ")
    return words_of(phone.hears(1)[0])


def test_a_time_said_before_the_receivers_is_when_the_announcement_is_sent(running: RunningBot) -> None:
    kanda = running.joined(KANDA)
    kanda.says("พรุ่งนี้บ่ายโมงเตือนครูพี่เลี้ยงว่าอนุมัติใบลาให้น้องก่อนเลิกงาน")
    _, preview = preview_of(kanda)
    assert "พฤหัสบดี 13 ก.ค. 13.00 น." in preview
    assert "ครูพี่เลี้ยง" in preview


@pytest.mark.parametrize("where", ["receivers", "preview"])
def test_an_announcement_waits_for_its_time_and_is_then_sent_once(running: RunningBot, where: str) -> None:
    somchai, kanda = running.joined(SOMCHAI), running.joined(KANDA)
    announced(kanda)
    if where == "preview":
        kanda.says("ดูก่อนส่ง")
        kanda.hears(2)
    kanda.says("พรุ่งนี้ 8 โมงนะคะ")
    _, preview = preview_of(kanda)
    assert "พฤหัสบดี 13 ก.ค. 08.00 น." in preview
    kanda.taps_label("ตั้งให้ส่ง พฤหัสบดี 13 ก.ค. 08.00 น.")
    assert "จะส่งประกาศ พฤหัสบดี 13 ก.ค. 08.00 น." in words_of(kanda.hears(1)[0])
    assert carry_on(running) == 0
    goes_to(running, BEFORE)
    assert carry_on(running) == 0
    assert nothing_more(running, somchai, 0)
    kanda.says("ความคืบหน้าประกาศ")
    listed = everything_in(kanda.hears(1)[0])
    assert "จะส่ง พฤหัสบดี 13 ก.ค. 08.00 น." in listed
    assert WORDS in listed
    malee = running.joined(MALEE)  # who joins meanwhile is told too
    goes_to(running, THEN)
    assert carry_on(running) == 2
    assert carry_on(running) == 0
    for phone in (somchai, malee):
        assert WORDS in words_of(phone.hears(1)[-1])
        assert nothing_more(running, phone)
    eventually(lambda: carry_on(running) == 0 and state_of(running) == ["done"])
    kanda.says("ความคืบหน้าประกาศ")
    assert "ส่งแล้ว 2 จาก 2 คน" in everything_in(kanda.hears(1)[0])


@on_sqlite
@pytest.mark.parametrize("how", ["button", "word"])
def test_until_its_time_it_can_be_stopped(running: RunningBot, how: str) -> None:
    somchai, kanda = running.joined(SOMCHAI), running.joined(KANDA)
    waits_for(kanda)
    kanda.says("ความคืบหน้าประกาศ")
    kanda.hears(1)
    kanda.taps_label("ไม่ส่ง") if how == "button" else kanda.says("ไม่ส่ง")
    assert "ไม่ได้ส่งประกาศถึงใคร" in words_of(kanda.hears(1)[0])
    goes_to(running, THEN)
    assert carry_on(running) == 0
    assert state_of(running) == ["cancelled"]
    assert nothing_more(running, somchai, 0)
    kanda.says("ความคืบหน้าประกาศ")
    assert "ยังไม่มีประกาศที่ส่ง" in words_of(kanda.hears(1)[0])


@on_sqlite
def test_of_several_that_wait_it_is_asked_which_to_stop(running: RunningBot) -> None:
    running.joined(SOMCHAI)
    kanda = running.joined(KANDA)
    waits_for(kanda, "ส่งวันศุกร์ 07.30")
    waits_for(kanda, "ส่งพรุ่งนี้ 8 โมง")
    kanda.says("ไม่ส่ง")
    listed = everything_in(kanda.hears(1)[0])
    assert listed.index("พฤหัสบดี 13 ก.ค. 08.00 น.") < listed.index("ศุกร์ 14 ก.ค. 07.30 น.")
    assert state_of(running) == ["scheduled", "scheduled"]


@on_sqlite
@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("ส่งเมื่อวาน 8 โมง", "ผ่านไปแล้ว"),
        ("ส่ง 8 โมง", "ผ่านไปแล้ว"),
        ("ส่งวันที่ 1 มี.ค. 67 8 โมง", "วันสุดท้ายของโครงการ"),
        ("ส่งวันที่ 31 ก.พ. 8 โมง", "ไม่ได้"),
        ("ส่งพรุ่งนี้", "กี่โมง"),
        ("ตั้งเวลา", "จะส่งวันไหน กี่โมง"),
    ],
)
def test_a_time_that_cannot_be_is_asked_for_again(running: RunningBot, said: str, answer: str) -> None:
    running.joined(SOMCHAI)
    kanda = running.joined(KANDA)
    announced(kanda)
    kanda.says(said)
    assert answer in words_of(kanda.hears(1)[0])
    kanda.says("พรุ่งนี้ 9 โมง" if said != "ส่งพรุ่งนี้" else "9 โมง")
    _, preview = preview_of(kanda)
    assert "พฤหัสบดี 13 ก.ค. 09.00 น." in preview
    assert state_of(running) == ["draft"]


@on_sqlite
def test_the_time_is_picked_and_taken_back(running: RunningBot) -> None:
    running.joined(SOMCHAI)
    kanda = running.joined(KANDA)
    announced(kanda)
    kanda.says("ดูก่อนส่ง")
    kanda.hears(2)
    picker = f"announce?broadcast={newest_broadcast(running)}&deed=time"
    kanda.taps(picker, params={"datetime": "2023-07-13T08:30"})
    _, preview = preview_of(kanda)
    assert "พฤหัสบดี 13 ก.ค. 08.30 น." in preview
    kanda.taps(picker, params={"datetime": "2023-07-99T08:30"})
    assert "จะส่งวันไหน กี่โมง" in words_of(kanda.hears(1)[0])
    kanda.taps(picker, params={"datetime": "2023-07-11T08:30"})
    assert "ผ่านไปแล้ว" in words_of(kanda.hears(1)[0])
    kanda.says("ส่งทันที")
    _, preview = preview_of(kanda)
    assert "08.30" not in preview
    assert "ส่งถึง 1 คน" in preview
    assert state_of(running) == ["draft"]


@on_sqlite
def test_a_time_that_passes_before_the_yes_is_not_taken(running: RunningBot) -> None:
    running.joined(SOMCHAI)
    kanda = running.joined(KANDA)
    announced(kanda)
    kanda.says("ส่งพรุ่งนี้ 8 โมง")
    kanda.hears(2)
    goes_to(running, THEN)
    kanda.says("ส่งประกาศ")
    assert "ผ่านไปแล้ว" in words_of(kanda.hears(3)[0])
    assert state_of(running) == ["draft"]


def test_after_downtime_it_is_sent_late_on_its_day_and_not_on_another(running: RunningBot) -> None:
    somchai, kanda = running.joined(SOMCHAI), running.joined(KANDA)
    waits_for(kanda)
    goes_to(running, "2023-07-13 23:58")
    assert carry_on(running) == 1
    assert WORDS in words_of(somchai.hears(1)[-1])
    waits_for(kanda, "ส่งวันศุกร์ 8 โมง")
    goes_to(running, "2023-07-15 00:01")
    assert carry_on(running) == 0
    assert carry_on(running) == 0
    told = words_of(eventually(lambda: kanda.hears(0, seconds=0)[1:])[0])
    assert "ศุกร์ 14 ก.ค. 08.00 น. ยังไม่ได้ส่งถึงใคร" in told
    assert WORDS in told
    assert nothing_more(running, somchai)
    assert nothing_more(running, kanda, 2)
    kanda.says("ดูก่อนส่ง")
    as_read, preview = preview_of(kanda)
    assert WORDS in as_read
    assert "08.00 น." not in preview


@on_sqlite
def test_one_of_the_time_between_a_backup_and_its_restore_is_not_sent_and_its_author_is_told(
    running: RunningBot,
) -> None:
    somchai, kanda = running.joined(SOMCHAI), running.joined(KANDA)
    waits_for(kanda)
    lost = [datetime.fromisoformat(at).replace(tzinfo=BANGKOK) for at in ("2023-07-12 18:00", "2023-07-13 09:00")]
    with running.database.write() as session:
        backups.note_restore(session, *lost, "castbot.tar.zst")
    goes_to(running, "2023-07-13 09:00")
    assert carry_on(running) == 0
    told = words_of(eventually(lambda: kanda.hears(0, seconds=0)[1:])[0])
    assert "พฤหัสบดี 13 ก.ค. 08.00 น. ยังไม่ได้ส่งถึงใคร" in told
    assert nothing_more(running, somchai, 0)


def test_what_its_author_may_see_when_it_is_sent_decides_who_gets_it(running: RunningBot) -> None:
    somchai, malee, kanda = running.joined(SOMCHAI), running.joined(MALEE), running.joined(KANDA)
    waits_for(kanda)
    holds(running, "agency:กรมที่ดิน")
    goes_to(running, THEN)
    assert carry_on(running) == 1
    assert WORDS in words_of(malee.hears(1)[-1])
    waits_for(kanda, "ส่งวันศุกร์ 8 โมง")
    holds(running, "agency:กรมประมง")
    goes_to(running, "2023-07-14 08:00")
    assert carry_on(running) == 0
    told = words_of(eventually(lambda: kanda.hears(0, seconds=0)[1:])[0])
    assert "ไม่มีผู้รับที่ส่งถึงได้" in told
    assert nothing_more(running, somchai, 0)
    assert state_of(running) == ["done", "draft"]


def test_whoever_has_withdrawn_consent_or_is_erased_sends_nothing(running: RunningBot) -> None:
    somchai, kanda = running.joined(SOMCHAI), running.joined(KANDA)
    waits_for(kanda)
    with running.database.write() as session:
        chats.of_person(session, running.person_id(KANDA)).consent_version = None
    goes_to(running, THEN)
    assert carry_on(running) == 0
    assert state_of(running) == ["draft"]
    assert nothing_more(running, somchai, 0)
    assert nothing_more(running, kanda)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("ใช่ 9 โมง", "พฤหัสบดี 13 ก.ค. 09.00 น."),  # the day that is set already
        ("ไม่ใช่ 9 โมง", "พฤหัสบดี 13 ก.ค. 09.00 น."),
        ("ใช่ครับแต่ส่งวันศุกร์ 9 โมง", "ศุกร์ 14 ก.ค. 09.00 น."),
        ("ส่งพรุ่งนี้ 8 โมงหรือ 9 โมง", "ยังอ่าน “พรุ่งนี้ 8 โมงหรือ 9 โมง” เป็นวันเดียวไม่ได้"),
        ("ส่งวันศุกร์ที่ 15 ก.ค. 9 โมง", "ยังอ่าน"),  # the 15th is a Saturday
        ("ยังไม่ส่ง", "ยังไม่ได้ส่งประกาศถึงใคร"),
        ("ไม่ต้องส่งแล้ว", "ยังไม่ได้ส่งประกาศถึงใคร"),
    ],
)
@on_sqlite
def test_a_yes_or_no_that_says_a_time_sends_nothing_and_no_draft_takes_the_place_of_another(
    running: RunningBot, said: str, shown: str
) -> None:
    kanda = running.joined(KANDA)
    announced(kanda)
    kanda.says("ส่งพรุ่งนี้ 8 โมง")
    kanda.hears(2)
    draft = newest_broadcast(running)
    kanda.says(said)
    assert shown in everything_in(kanda.hears(1)[-1]) + everything_in(kanda.chat()[-1]["message"])
    assert (newest_broadcast(running), state_of(running)[-1]) == (draft, "draft")


@pytest.mark.parametrize("said", ["ต่อไป", "ใช่", "ใช่ ส่งเลย"])
@on_sqlite
def test_a_yes_to_the_receivers_shows_the_preview_and_sends_nothing(running: RunningBot, said: str) -> None:
    kanda = running.joined(KANDA)
    announced(kanda)
    kanda.says(said)
    assert "ตัวอย่างก่อนส่ง" in preview_of(kanda)[1]
    assert state_of(running)[-1] == "draft"
