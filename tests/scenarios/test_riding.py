"""What waits for a person's next message has an end: it is pushed, or whoever wanted it to wait is told."""

from datetime import timedelta

from sqlalchemy import select, update

from bot.outbound.reply import RIDES_FOR
from models.messaging.deliveries import Delivery
from scheduler.housekeeping import Housekeeping
from tests.databases import on_sqlite
from tests.running_bot import KANDA, MALEE, PRAYUN, SOMCHAI, RunningBot
from tests.scenarios.many_people import all_said, eventually, everything_in, nothing_more, words_of

STORY = "วันนี้ประชุมกับผู้ใหญ่บ้านและพระเรื่องถังขยะเปียก 25 คน"


def passes(running: RunningBot, time: timedelta) -> int:
    """Let what rides be so much older, and do the job; return how many deliveries it ended."""
    with running.database.write() as session:
        for one in session.scalars(select(Delivery).where(Delivery.rides)).all():
            session.execute(update(Delivery).where(Delivery.id == one.id).values(due_at=one.due_at - time))
    return Housekeeping(running.bot).end_rides()


def test_an_approval_is_pushed_if_its_author_does_not_write(running: RunningBot) -> None:
    somchai, mentor = running.joined(SOMCHAI), running.joined(PRAYUN)
    somchai.says(STORY)
    somchai.hears(1)
    mentor.says("รอตรวจ")
    mentor.hears(1)
    mentor.taps_label("รับทราบ 1")
    mentor.hears(1)
    all_said(running)
    assert passes(running, RIDES_FOR - timedelta(minutes=5)) == 0
    assert nothing_more(running, somchai)
    assert passes(running, timedelta(minutes=6)) == 1
    assert "ครูพี่เลี้ยงรับทราบบันทึกวันพุธ 12 ก.ค. 2566 แล้ว" in words_of(somchai.hears(2)[1])
    assert passes(running, timedelta(days=9)) == 0
    assert nothing_more(running, somchai, 2)


def test_who_wanted_a_reminder_to_cost_nothing_is_told_whom_it_has_not_reached(running: RunningBot) -> None:
    somchai, malee, kanda = running.joined(SOMCHAI), running.joined(MALEE), running.joined(KANDA)
    kanda.says("เตือนผู้ที่ยังไม่รายงาน")
    kanda.hears(1)
    kanda.says("ฝากไปกับข้อความถัดไป")
    kanda.hears(1)
    somchai.says("สถานะ")
    somchai.hears(2)
    assert passes(running, RIDES_FOR - timedelta(minutes=5)) == 0
    assert passes(running, timedelta(minutes=6)) == 1
    told = words_of(kanda.hears(2)[1])
    assert f"ยังไม่ถึง 1 คน เพราะยังไม่ได้เขียนมา: {MALEE}" in told
    assert nothing_more(running, malee, 0)  # it was to cost nothing
    malee.says("สถานะ")
    assert not any("ผู้ประสานงานฝากเตือน" in everything_in(message) for message in malee.hears(1))


@on_sqlite
def test_a_photo_that_line_has_lost_is_told_within_a_day(running: RunningBot) -> None:
    somchai = running.joined(SOMCHAI)
    somchai.sends_image(b"not a picture")
    somchai.hears(1)
    eventually(lambda: _riding(running) == 1)
    assert passes(running, timedelta(hours=23)) == 0
    assert passes(running, timedelta(hours=2)) == 1
    assert "เปิดไม่ได้" in words_of(somchai.hears(2)[1])


@on_sqlite
def test_reminders_that_ride_end_by_their_own_window(running: RunningBot) -> None:
    somchai = running.joined(SOMCHAI)
    somchai.says("สถานะ")
    somchai.hears(1)
    with running.database.write() as session:
        session.execute(update(Delivery).values(rides=True, about_kind="reminders", state="due"))
    assert passes(running, timedelta(days=99)) == 0


def _riding(running: RunningBot) -> int:
    with running.database.read() as session:
        return len(session.scalars(select(Delivery).where(Delivery.rides)).all())


@on_sqlite
def test_nothing_that_rode_in_vain_is_pushed_in_quiet_hours(running: RunningBot) -> None:
    somchai, mentor = running.joined(SOMCHAI), running.joined(PRAYUN)
    somchai.says(STORY)
    somchai.hears(1)
    mentor.says("รอตรวจ")
    mentor.hears(1)
    mentor.taps_label("รับทราบ 1")
    mentor.hears(1)
    all_said(running)
    running.line.clock(set="2023-07-12T23:10:00+07:00")
    assert passes(running, RIDES_FOR + timedelta(minutes=5)) == 0
    running.line.clock(set="2023-07-13T08:10:00+07:00")
    assert passes(running, timedelta(0)) == 1
