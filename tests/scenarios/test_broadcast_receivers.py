"""Who has received an announcement: by name, apart from those who wait and those who were not reached."""

from tests.databases import on_sqlite
from tests.running_bot import KANDA, MALEE, PRAYUN, SOMCHAI, RunningBot
from tests.scenarios.announcing import LAND, announced, carry_on, holds, newest_broadcast, state_of
from tests.scenarios.many_people import eventually, everything_in, populated, settled, words_of


def test_those_who_received_it_are_listed_apart_from_those_waiting_and_those_not_reached(running: RunningBot) -> None:
    running.joined(SOMCHAI)
    kanda, mentor = running.joined(KANDA), running.joined(PRAYUN)
    mentor.blocks()
    settled(running)
    announced(kanda)
    kanda.taps_label("ครูพี่เลี้ยง")
    kanda.hears(1)
    kanda.says("ดูก่อนส่ง")
    kanda.hears(2)
    kanda.says("ส่งประกาศ")
    kanda.hears(1)
    carry_on(running)
    eventually(lambda: carry_on(running) == 0 and state_of(running) == ["done"])
    kanda.says("ความคืบหน้าประกาศ")
    kanda.hears(1)
    kanda.taps_label("รายชื่อผู้ได้รับ")
    listed = everything_in(kanda.hears(1)[0])
    assert "ได้รับแล้ว 1 คน · รอส่ง 0 คน · ส่งไม่ถึง 4 คน" in listed
    assert f"1. {SOMCHAI} " in listed
    assert f"{PRAYUN} · บล็อกบอต" in listed
    assert f"{MALEE} · ยังไม่ลงทะเบียน" in listed
    holds(running, "agency:กรมที่ดิน")  # names of people whom its author may not see any more are not shown
    kanda.says("รายชื่อผู้ได้รับ")
    listed = everything_in(kanda.hears(1)[0])
    assert f"{MALEE} · ยังไม่ลงทะเบียน" in listed
    assert SOMCHAI not in listed


def test_receivers_come_by_page_with_those_who_wait(running: RunningBot) -> None:
    kanda = running.joined(KANDA)
    names = populated(running, 35).names
    for name in names:
        running.joined(name)
    running.line.limits(monthly=300, used=300)  # nothing can be pushed
    announced(kanda)
    kanda.says("ดูก่อนส่ง")
    kanda.hears(2)
    kanda.says("ส่งประกาศ")
    kanda.hears(1)
    assert carry_on(running) == 35
    kanda.says("รายชื่อผู้ได้รับ")
    first = everything_in(kanda.hears(1)[0])
    assert "ได้รับแล้ว 0 คน · รอส่ง 35 คน · ส่งไม่ถึง 2 คน" in first
    kanda.says("หน้าถัดไป")
    second = everything_in(kanda.hears(1)[0])
    assert [name for name in (*names, SOMCHAI, MALEE) if name not in first + second] == []
    assert f"37. {SOMCHAI} · ยังไม่ลงทะเบียน" in second
    kanda.taps_label("หน้าก่อน")
    assert everything_in(kanda.hears(1)[0]) == first


@on_sqlite
def test_nobody_but_its_author_sees_who_received_an_announcement(running: RunningBot) -> None:
    somchai, kanda, land = running.joined(SOMCHAI), running.joined(KANDA), running.joined(LAND)
    announced(kanda)
    kanda.taps(f"receivers?broadcast={newest_broadcast(running)}")
    assert "ไม่พบประกาศนี้" in words_of(kanda.hears(1)[0])  # a draft
    kanda.says("ดูก่อนส่ง")
    kanda.hears(2)
    kanda.says("ส่งประกาศ")
    kanda.hears(1)
    carry_on(running)
    land.taps(f"receivers?broadcast={newest_broadcast(running)}")
    assert "ไม่พบประกาศนี้" in words_of(land.hears(1)[0])
    somchai.taps(f"receivers?broadcast={newest_broadcast(running)}")
    assert "ปุ่มนี้" in words_of(somchai.hears(1)[-1])
