"""What coordinators typed is gone when they are erased: announcements sent or not, links, what waits to be told."""

from sqlalchemy import select

from models.coordination.broadcasts import Broadcast, BroadcastReceiver
from models.coordination.downloads import Download, ExportRequest, offer
from scheduler.broadcasting import BroadcastJob
from tests.house import KANDA, SOMCHAI, RunningBot
from tests.scenarios.traces import gone
from tests.scenarios.village import settled

CANARY, DRAFTED = "นกขมิ้นเหลืองอ่อน", "นกกระจิบธรรมดา"


def test_an_erased_coordinator_s_announcements_and_links_are_gone(house: RunningBot) -> None:
    house.joined(SOMCHAI)
    kanda = house.joined(KANDA)
    for words in (f"ประกาศ {CANARY} พรุ่งนี้", "ดูก่อนส่ง", "ส่งประกาศ"):
        kanda.says(words)
        kanda.hears(1)
    house.line.fault("monthly_limit", "push")  # what there is no quota for is kept, with its words
    house.line.fault("monthly_limit", "multicast")
    BroadcastJob(house.bot).carry_on()
    settled(house)
    kanda.says(f"ประกาศ {DRAFTED}")
    kanda.hears(1)
    with house.database.write() as session:
        offer(session, house.person_id(KANDA), ExportRequest("people", "csv"), house.bot.clock.real())
    house.line.no_faults()
    for words in ("ลบข้อมูลของฉัน", "ยืนยันลบทั้งหมด"):
        kanda.says(words)
        kanda.hears(1)
    assert gone(house, CANARY)
    assert gone(house, DRAFTED)
    with house.database.read() as session:
        assert session.scalars(select(Download)).all() == []
        assert {one.words for one in session.scalars(select(Broadcast))} == {None}


def test_an_erased_receiver_is_in_no_list_of_receivers(house: RunningBot) -> None:
    somchai, kanda = house.joined(SOMCHAI), house.joined(KANDA)
    for words in ("ประกาศ พรุ่งนี้ประชุม", "ดูก่อนส่ง", "ส่งประกาศ"):
        kanda.says(words)
        kanda.hears(1)
    BroadcastJob(house.bot).carry_on()
    somchai.hears(1)
    somchai_id = house.person_id(SOMCHAI)
    for words in ("ลบข้อมูลของฉัน", "ยืนยันลบทั้งหมด"):
        somchai.says(words)
        somchai.hears(1)
    with house.database.read() as session:
        told = select(BroadcastReceiver.person_id).where(BroadcastReceiver.person_id == somchai_id)
        assert session.scalars(told).all() == []
