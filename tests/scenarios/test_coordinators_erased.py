"""What coordinators typed is gone when they are erased: announcements sent or not, links, what waits to be told."""

from sqlalchemy import select

from models.coordination.broadcasts import Broadcast, BroadcastReceiver
from models.coordination.downloads import Download, ExportRequest, offer
from scheduler.broadcasting import BroadcastJob
from tests.running_bot import KANDA, SOMCHAI, RunningBot
from tests.scenarios.many_people import settled
from tests.scenarios.traces import gone

CANARY, DRAFTED = "นกขมิ้นเหลืองอ่อน", "นกกระจิบธรรมดา"


def test_an_erased_coordinator_s_announcements_and_links_are_gone(running: RunningBot) -> None:
    running.joined(SOMCHAI)
    kanda = running.joined(KANDA)
    for words in (f"ประกาศ {CANARY} พรุ่งนี้", "ดูก่อนส่ง", "ส่งประกาศ"):
        kanda.says(words)
        kanda.hears(1)
    running.line.fault("monthly_limit", "push")  # what there is no quota for is kept, with its words
    running.line.fault("monthly_limit", "multicast")
    BroadcastJob(running.bot).carry_on()
    settled(running)
    kanda.says(f"ประกาศ {DRAFTED}")
    kanda.hears(1)
    with running.database.write() as session:
        offer(session, running.person_id(KANDA), ExportRequest("people", "csv"), running.bot.clock.real())
    running.line.no_faults()
    for words in ("ลบข้อมูลของฉัน", "ยืนยันลบทั้งหมด"):
        kanda.says(words)
        kanda.hears(1)
    assert gone(running, CANARY)
    assert gone(running, DRAFTED)
    with running.database.read() as session:
        assert session.scalars(select(Download)).all() == []
        assert {one.words for one in session.scalars(select(Broadcast))} == {None}


def test_an_erased_receiver_is_in_no_list_of_receivers(running: RunningBot) -> None:
    somchai, kanda = running.joined(SOMCHAI), running.joined(KANDA)
    for words in ("ประกาศ พรุ่งนี้ประชุม", "ดูก่อนส่ง", "ส่งประกาศ"):
        kanda.says(words)
        kanda.hears(1)
    BroadcastJob(running.bot).carry_on()
    somchai.hears(1)
    somchai_id = running.person_id(SOMCHAI)
    for words in ("ลบข้อมูลของฉัน", "ยืนยันลบทั้งหมด"):
        somchai.says(words)
        somchai.hears(1)
    with running.database.read() as session:
        told = select(BroadcastReceiver.person_id).where(BroadcastReceiver.person_id == somchai_id)
        assert session.scalars(told).all() == []
