"""Announcements to people by name, to a part of the country, and to who has not reported or reviewed."""

import pytest

from services.roster.applying import apply_roster
from services.roster.rows import RosterRow
from simulator.driver import Someone
from tests.databases import on_sqlite
from tests.placements import placements
from tests.running_bot import KANDA, MAE_CHAI, MALEE, NAMED_PEOPLE, PHAYAO, PRAYUN, SOMCHAI, RunningBot
from tests.scenarios.announcing import LAND, carry_on, preview_of
from tests.scenarios.many_people import everything_in, nothing_more, words_of

WORDS = "พรุ่งนี้พบกัน ๙ โมง"
NAMESAKE = "สมชาย ใจงาม"


@pytest.fixture
def kanda(running: RunningBot) -> Someone:
    for name in (SOMCHAI, MALEE, PRAYUN):
        running.joined(name)
    return running.joined(KANDA)


def with_a_namesake(running: RunningBot) -> None:
    """Let there be another participant with Somchai's first name, of another agency."""
    job = "นักวิชาการชำนาญการพิเศษ"
    row = RosterRow(9, "P9", NAMESAKE, "participant", "กรมที่ดิน", job, placements(MAE_CHAI, MAE_CHAI, PHAYAO))
    with running.database.write() as session:
        apply_roster(session, (*NAMED_PEOPLE, row), running.bot.programme, running.bot.clock.now())


@on_sqlite
@pytest.mark.parametrize(
    ("said", "people"),
    [
        (f"ประกาศถึงนายสมชาย ใจดี {WORDS}", (SOMCHAI,)),
        (f"ประกาศถึงสมชาย {WORDS}", (SOMCHAI,)),
        (f"ประกาศถึงสมชายว่า{WORDS}", (SOMCHAI,)),
        (f"แจ้งนายสมชายว่า {WORDS}", (SOMCHAI,)),
        (f"แจ้งคุณสมชายและนางมาลีว่า {WORDS}", (SOMCHAI, MALEE)),
        (f"ฝากบอกมาลีกับประยูรว่า{WORDS}", (MALEE, PRAYUN)),
    ],
)
def test_people_who_are_named_are_its_receivers(
    running: RunningBot, kanda: Someone, said: str, people: tuple[str, ...]
) -> None:
    kanda.says(said)
    as_read, preview = preview_of(kanda)
    assert as_read.endswith(f"\n{WORDS}")
    assert f"{len(people)} ข้อความ" in preview
    assert {name for name in (SOMCHAI, MALEE, PRAYUN) if name in preview} == set(people)


@on_sqlite
def test_whose_name_is_spelt_otherwise_and_who_is_left_out_are_asked_about(running: RunningBot, kanda: Someone) -> None:
    for said in (f"ประกาศถึง มานี ใจดี {WORDS}", f"แจ้งสมชายและมานีว่า{WORDS}"):
        kanda.says(said)
        asked = words_of(kanda.hears(1)[0])
        assert "หมายถึงคนไหน" in asked
        assert MALEE in asked
    for said, unread in (
        ("ประกาศทุกคนยกเว้นกรมที่ดิน", "ยกเว้นกรมที่ดิน"),
        ("ประกาศถึงคนที่ยังไม่รายงานเมื่อวาน", "ที่ยังไม่รายงานเมื่อวาน"),
    ):
        kanda.says(f"{said} {WORDS}")
        note, card = kanda.hears(2)
        assert f"ยังไม่แน่ใจว่า “{unread}”" in words_of(note)
        assert "ยังไม่ได้เลือกผู้รับ" in everything_in(card)


def test_of_two_with_one_name_it_is_asked_who_is_meant_and_only_that_one_is_told(
    running: RunningBot, kanda: Someone
) -> None:
    with_a_namesake(running)
    namesake = running.joined(NAMESAKE)
    kanda.says(f"แจ้งมาลีและสมชายว่า {WORDS}")
    asked = words_of(kanda.hears(1)[0])
    assert SOMCHAI in asked
    assert f"{NAMESAKE} · กรมที่ดิน" in asked
    kanda.says("สมชาย ใจงาม")
    _, preview = preview_of(kanda)
    assert "2 ข้อความ" in preview
    assert SOMCHAI not in preview
    kanda.says("ส่งประกาศ")
    kanda.hears(1)
    assert carry_on(running) == 2
    assert WORDS in words_of(namesake.hears(1)[0])
    assert nothing_more(running, running.line.person(SOMCHAI), 0)


@on_sqlite
def test_a_name_typed_for_the_receivers_is_taken_and_an_old_button_is_told_as_such(
    running: RunningBot, kanda: Someone
) -> None:
    with_a_namesake(running)
    kanda.says(f"ประกาศ {WORDS}")
    kanda.hears(1)
    kanda.says("สมชาย")
    kanda.hears(1)
    kanda.taps_label(f"1. {NAMESAKE}")
    _, preview = preview_of(kanda)
    assert NAMESAKE in preview
    kanda.taps_label(f"2. {SOMCHAI}")
    assert "ปุ่มนี้เป็นของเก่า" in words_of(kanda.hears(1)[0])


@on_sqlite
def test_nobody_out_of_scope_is_found_by_name(running: RunningBot, kanda: Someone) -> None:
    land, mentor = running.joined(LAND), running.line.person(PRAYUN)
    for phone, name in ((land, SOMCHAI), (mentor, MALEE)):
        phone.says(f"แจ้ง{name}ว่า {WORDS}")
        assert "หมายถึงใคร" in words_of(phone.hears(2)[0])
        phone.says(f"ประกาศถึง{name} {WORDS}")
        assert "หมายถึงใคร" in words_of(phone.hears(2)[0])
    mentor.says(f"แจ้งสมชายว่า {WORDS}")
    assert SOMCHAI in preview_of(mentor)[1]


@on_sqlite
@pytest.mark.parametrize(
    ("said", "shown", "people"),
    [
        (f"แจ้งภาคเหนือว่า {WORDS}", "ภาคเหนือ (17 จังหวัด): กำแพงเพชร เชียงราย เชียงใหม่", 2),
        (f"ประกาศถึงครูพี่เลี้ยงภาคเหนือตอนบน {WORDS}", "ภาคเหนือตอนบน (8 จังหวัด)", 1),
        (f"แจ้งน้องๆภาคใต้ว่า {WORDS}", "ภาคใต้ (14 จังหวัด)", 0),
    ],
)
def test_a_part_of_the_country_is_shown_with_its_provinces_and_reaches_those_there(
    running: RunningBot, kanda: Someone, said: str, shown: str, people: int
) -> None:
    kanda.says(said)
    as_read, preview = preview_of(kanda)
    assert as_read.endswith(f"\n{WORDS}")
    assert shown in preview
    assert f"จำนวน {people} คน" in preview


@on_sqlite
def test_a_part_of_the_country_is_one_choice_of_the_card_and_is_left_by_a_tap(
    running: RunningBot, kanda: Someone
) -> None:
    kanda.says(f"แจ้งภาคใต้ว่า {WORDS}")
    kanda.hears(2)
    kanda.taps_label("เปลี่ยนผู้รับ")
    card = everything_in(kanda.hears(1)[0])
    assert "ภาคใต้ (14 จังหวัด) ✓" in card
    assert "สงขลา" not in card
    kanda.taps_label("ภาคใต้ (14 จังหวัด)")
    assert "ถึง 2 คน" in everything_in(kanda.hears(1)[0])
    kanda.says("ภาคเหนือ")
    assert "ภาคเหนือ (17 จังหวัด) ✓" in everything_in(kanda.hears(1)[0])


def test_who_has_not_reported_today_is_a_group_and_so_are_mentors_with_entries_that_wait(
    running: RunningBot, kanda: Someone
) -> None:
    somchai = running.line.person(SOMCHAI)
    kanda.says(f"แจ้งครูพี่เลี้ยงที่ยังไม่ตรวจงานว่า {WORDS}")
    note = words_of(kanda.hears(2)[0])
    assert "ครูพี่เลี้ยงที่มีบันทึกรอตรวจ" in note  # there are none yet: it is asked who is meant
    somchai.says("วันนี้ประชุมกับผู้ใหญ่บ้าน 12 คน")
    somchai.hears(1)
    kanda.says(f"ประกาศถึงผู้ที่ยังไม่รายงานวันนี้ {WORDS}")
    assert f"ผู้ที่ยังไม่รายงานวันนี้ ขณะนี้ 1 คน: {MALEE}" in preview_of(kanda)[1]
    kanda.says(f"แจ้งครูพี่เลี้ยงที่ยังไม่ตรวจงานว่า {WORDS}")
    assert f"ครูพี่เลี้ยงที่มีบันทึกรอตรวจ ขณะนี้ 1 ท่าน: {PRAYUN}" in preview_of(kanda)[1]
    kanda.says(f"แจ้งคนที่ยังไม่ส่ง อ.แม่ใจ ว่า {WORDS}")
    assert "ผู้เข้าร่วมโครงการที่ยังไม่รายงานวันนี้" in words_of(kanda.hears(2)[0])  # Somchai has, and is alone there
