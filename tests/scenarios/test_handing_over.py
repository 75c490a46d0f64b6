"""Entries move with the stage and with the chiefs in October; deputies stand in; locks open for those entitled."""

from dataclasses import replace
from datetime import date

import pytest

from models.messaging import chats
from models.people import people
from scheduler.reminders import OutboxSink, ReminderClock
from services.roster.applying import apply_roster
from services.roster.rows import RosterRow
from tests.databases import on_sqlite
from tests.running_bot import KANDA, MAE_CHAI, MALEE, NAMED_PEOPLE, PRAYUN, SOMCHAI, RunningBot
from tests.scenarios.many_people import all_said, everything_in, only_entry, words_of
from tests.scenarios.mentoring import asks, audited, entry_on, hears_later, records, reviews_of, states, told

WILAI, CHANCHAI, SUDA = "วิไล บุญมา", "ชาญชัย มาใหม่", "สุดา แทนคุณ"


def import_roster(running: RunningBot, *rows: RosterRow) -> None:
    keys = {row.id for row in rows}
    with running.database.write() as session:
        kept = [row for row in NAMED_PEOPLE if row.id not in keys]
        apply_roster(session, [*kept, *rows], running.bot.programme, running.bot.clock.now())


@on_sqlite
def test_a_new_mentors_first_list_says_what_came_over_from_whom_and_only_the_first(running: RunningBot) -> None:
    author = running.joined(SOMCHAI)
    records(author, "เมื่อวาน", "วันนี้")
    running.line.clock(set="2023-07-17T09:00:00+07:00")
    records(author, "วันนี้ เริ่มงานที่อำเภอเป้าหมาย")
    new, former = running.joined(WILAI), running.joined(PRAYUN)
    first = told(new, "รอตรวจ", 4)
    assert f"รับช่วงจาก{PRAYUN} 2 รายการ" in first
    assert "รับช่วงจาก" not in told(new, "รอตรวจ", 4)
    left = told(former, "รอตรวจ", 3)
    assert "2 รายการส่งมาเมื่อท่านเป็นครูพี่เลี้ยง ท่านยังตอบได้ถึงวันอาทิตย์ 23 ก.ค. 2566" in left
    assert "เริ่มงานที่อำเภอเป้าหมาย" not in left
    assert "รับทราบบันทึก" in told(former, "รับทราบ 1")  # what has moved may be answered by either
    assert "รอตรวจ 2 รายการ" in told(new, "รอตรวจ", 3)
    running.line.clock(set="2023-07-24T09:00:00+07:00")
    assert "ไม่พบรายการนี้" in told(former, "ส่งกลับ 2 ขาดรูป")
    assert "ไม่มีรายการรอตรวจ" in told(former, "รอตรวจ")  # of the one whom they look after now
    late = told(new, "รอตรวจ", 3)
    assert "รอตรวจมา 8 วันทำการ · กับท่าน 5 วัน" in late  # sent on the 12th, this mentor's since the 17th
    asks(new, "รับทราบ 1-2")
    assert set(states(running, author)) == {"approved"}
    said = told(running.joined(KANDA), f"ขอดูของ {SOMCHAI}")
    assert f"{PRAYUN} (3–16 ก.ค. 2566)" in said


def test_a_mover_s_chiefs_have_the_days_of_their_district_and_all_three_are_told(running: RunningBot) -> None:
    somchai = next(row for row in NAMED_PEOPLE if row.name == SOMCHAI)
    moved = replace(somchai, line=30, placements={**somchai.placements, "target": "5602"}, from_day=date(2023, 9, 1))
    chief = RosterRow(31, "M9", CHANCHAI, "mentor", position="นายอำเภอ", area="5602")
    import_roster(running, replace(somchai, to_day=date(2023, 8, 31)), moved, chief)
    author, former, new = running.joined(SOMCHAI), running.joined(WILAI), running.joined(CHANCHAI)
    clock = ReminderClock(
        running.database, running.bot.clock, running.bot.calendar, running.bot.texts,
        OutboxSink(running.bot.clock),
    )  # fmt: skip
    running.line.clock(set="2023-08-31T16:00:00+07:00")
    clock.tick()
    records(author, "วันนี้ประชุมแผนชุมชนกับกำนัน 12 คน")
    assert "อ.เมืองพะเยา" in told(author, "สถานะ")
    assert "รอตรวจ 1 รายการ" in told(former, "รอตรวจ", 2)
    running.line.clock(set="2023-09-01T15:30:00+07:00")
    clock.tick()
    running.line.clock(set="2023-09-01T17:30:00+07:00")  # until then it waits for a reply
    clock.tick()
    assert f"ครูพี่เลี้ยงของท่านคือ {CHANCHAI} แทน {WILAI}" in hears_later(author, "ครูพี่เลี้ยงท่านใหม่")
    assert f"{SOMCHAI} · มีบันทึก 1 รายการค้างมาก่อนถึงท่าน" in hears_later(new, "ท่านเป็นครูพี่เลี้ยง")
    assert f"คือ {CHANCHAI}" in hears_later(former, "ส่งต่อผู้เข้าร่วมโครงการ 1 คนแล้ว")
    status = told(author, "สถานะ")
    assert "อ.จุน" in status
    assert CHANCHAI in status
    records(author, "วันนี้ลงพื้นที่หมู่บ้านใหม่ 8 คน")
    assert f"รับช่วงจาก{WILAI} 1 รายการ" in told(new, "รอตรวจ", 3)
    kanda = running.joined(KANDA)
    august, september = (told(kanda, f"สรุป 31 ส.ค. {place}") for place in ("อ.เมืองพะเยา", "อ.จุน"))
    assert "รายงานแล้ว 1 จาก 1 คน" in august
    assert "1 จาก 1 คน" not in september


@on_sqlite
def test_in_october_the_new_chief_takes_over_what_the_former_left(running: RunningBot) -> None:
    october = RosterRow(9, "M9", CHANCHAI, "mentor", position="นายอำเภอ", area="5601", from_day=date(2023, 10, 1))
    old = replace(next(row for row in NAMED_PEOPLE if row.name == WILAI), to_day=date(2023, 9, 30))
    import_roster(running, old, october)
    author, new = running.joined(SOMCHAI), running.joined(CHANCHAI)
    running.line.clock(set="2023-09-27T17:00:00+07:00")
    records(author)
    assert "ยังไม่มีผู้เข้าร่วมในความดูแล" in told(new, "รอตรวจ")  # registered, but the day has not come
    running.line.clock(set="2023-10-02T09:00:00+07:00")
    said = told(new, "รอตรวจ", 2)
    assert f"รับช่วงจาก{WILAI} 1 รายการ" in said
    former = running.joined(WILAI)  # whose only role is over
    assert "ท่านยังตอบได้ถึงวันเสาร์ 7 ต.ค. 2566" in told(former, "รอตรวจ", 2)
    asks(former, "ส่งกลับ 1 ขาดรูป")
    assert WILAI in hears_later(author, "ขาดรูป")
    running.line.clock(set="2023-10-08T09:00:00+07:00")
    assert "รอตรวจ 1" not in told(former, "รอตรวจ")  # the week is over, and so is their part
    assert "รอตรวจมา 3 วันทำการ · กับท่าน 1 วัน" in said


def test_a_roster_with_another_mentor_is_told_to_all_three_once_and_the_former_one_answers(running: RunningBot) -> None:
    author, former = running.joined(SOMCHAI), running.joined(PRAYUN)
    row = next(row for row in NAMED_PEOPLE if row.name == PRAYUN)
    clock = ReminderClock(
        running.database, running.bot.clock, running.bot.calendar, running.bot.texts,
        OutboxSink(running.bot.clock),
    )  # fmt: skip
    clock.tick()
    records(author)
    heir = RosterRow(9, "M9", CHANCHAI, "mentor", position="นายอำเภอ", area=MAE_CHAI)
    import_roster(running, replace(row, area="4001"), heir)
    new = running.joined(CHANCHAI)
    for hour in ("15:30", "17:30"):  # until then it waits for a reply
        running.line.clock(set=f"2023-07-12T{hour}:00+07:00")
        clock.tick()
    assert f"ครูพี่เลี้ยงของท่านคือ {CHANCHAI} แทน {PRAYUN}" in hears_later(author, "ครูพี่เลี้ยงท่านใหม่")
    assert f"{SOMCHAI} · มีบันทึก 1 รายการค้างมาก่อนถึงท่าน" in hears_later(new, "ท่านเป็นครูพี่เลี้ยง")
    moved = hears_later(former, "ส่งต่อผู้เข้าร่วมโครงการ 1 คนแล้ว")
    assert f"คือ {CHANCHAI}" in moved
    assert "ท่านยังตอบได้ถึงวันพุธที่ 19 ก.ค. 2566" in moved
    assert f"รับช่วงจาก{PRAYUN} 1 รายการ" in told(new, "รอตรวจ", 2)
    before = {phone: len(phone.chat()) for phone in (author, former, new)}
    import_roster(running, replace(row, area="4001"), heir)
    clock.tick()
    all_said(running)
    assert {phone: len(phone.chat()) for phone in (author, former, new)} == before
    assert "ตอบได้ถึงวันพุธ 19 ก.ค. 2566" in told(former, "รอตรวจ", 2)
    asks(former, "ส่งกลับ 1 ขาดรูป")
    assert PRAYUN in hears_later(author, "ขาดรูป")
    assert "ไม่มีรายการรอตรวจ" in told(new, "รอตรวจ")  # the author has to mend it first


def test_a_deputy_may_answer_and_the_mentor_sees_that_it_is_done(running: RunningBot) -> None:
    import_roster(running, RosterRow(20, "M8", SUDA, "mentor", position="ปลัดอำเภอ", area=MAE_CHAI, deputy=PRAYUN))
    author, mentor, deputy = running.joined(SOMCHAI), running.joined(PRAYUN), running.joined(SUDA)
    records(author)
    asks(deputy, "รอตรวจ", 2)
    asks(deputy, "ชื่นชม 1 ดีมาก")
    assert SUDA in hears_later(author, "ดีมาก")
    assert "ไม่มีรายการรอตรวจ" in told(mentor, "รอตรวจ")
    (act,) = audited(running, "review:praise")
    assert act.actor == f"person:{running.person_id(SUDA)}"


@on_sqlite
@pytest.mark.parametrize("said", ["ปลดล็อก", "ปลดล็อก 1", "เลิกรับทราบ", f"ปลดล็อก {SOMCHAI} 12 ก.ค."])
def test_a_mentor_unlocks_what_was_noted_and_it_waits_again(running: RunningBot, said: str) -> None:
    author, mentor = running.joined(SOMCHAI), running.joined(PRAYUN)
    records(author)
    asks(mentor, "รอตรวจ", 2)
    asks(mentor, "รับทราบ 1")
    assert "ปลดล็อกบันทึก" in told(mentor, said)
    entry = only_entry(running, author)
    assert entry.state == "submitted"
    assert [act for act, *_ in reviews_of(running, entry.id)] == ["approve", "unlock"]
    (act,) = audited(running, "review:unlock")
    assert act.person_id == running.person_id(SOMCHAI)
    heard = told(author, "เมนู", 2)  # what happened, in its order
    assert heard.index("ครูพี่เลี้ยงรับทราบบันทึก") < heard.index("ปลดล็อกบันทึกวันพุธ 12 ก.ค. 2566")
    author.taps(f"edit?activity={entry.id}&part=people")
    assert "กี่คน" in words_of(author.hears(1)[0])
    assert "รอตรวจ 1 รายการ" in told(mentor, "รอตรวจ", 2)


def test_a_coordinator_unlocks_within_their_scope_and_nowhere_else(running: RunningBot) -> None:
    author, mentor = running.joined(SOMCHAI), running.joined(PRAYUN)
    records(author)
    asks(mentor, "รอตรวจ", 2)
    asks(mentor, "รับทราบ 1")
    other = running.joined("ธนา ใจงาม")  # of another agency
    assert "ไม่พบบันทึกที่ล็อกอยู่" in told(other, f"ปลดล็อก {SOMCHAI} 12 ก.ค.")
    assert only_entry(running, author).state == "approved"
    assert "ปลดล็อกบันทึก" in told(running.joined(KANDA), f"ปลดล็อก {SOMCHAI} 12 ก.ค.")
    assert only_entry(running, author).state == "submitted"


@on_sqlite
def test_a_coordinator_and_a_participant_are_told_whose_work_reviewing_is(running: RunningBot) -> None:
    author = running.joined(SOMCHAI)
    records(author)
    for said in ("รอตรวจ", "รับทราบ 1", "ชื่นชม", "ส่งกลับ 1 ขาดรูป"):
        assert "หน้าที่ของครูพี่เลี้ยง" in told(running.line.person(KANDA) if said != "รอตรวจ" else running.joined(KANDA), said)
    assert "รอครูพี่เลี้ยงตรวจ 1 รายการ" in told(author, "รอตรวจ")
    assert only_entry(running, author).state == "submitted"


@on_sqlite
def test_an_author_who_is_not_on_line_is_said_to_be_and_nothing_is_lost(running: RunningBot) -> None:
    author, mentor = running.joined(SOMCHAI), running.joined(PRAYUN)
    records(author)
    other = running.line.person("เครื่องใหม่", friend=True)
    other.says("ยินยอม")
    other.hears(1)
    with running.database.write() as session:
        chat = chats.of_person(session, people.by_name(session, SOMCHAI)[0].id)
        assert chat is not None
        chats.detach(session, chat)
    asks(mentor, "รอตรวจ", 2)
    assert "ยังไม่ได้ใช้ LINE" in told(mentor, "ส่งกลับ 1 ขาดรูป")
    other.says(running.code_for(SOMCHAI))
    other.hears(1)
    assert "ส่งกลับให้แก้ไข 1 รายการ" in told(other, "สถานะ")


@on_sqlite
def test_everything_can_be_done_in_english(running: RunningBot) -> None:
    author, mentor = running.joined(SOMCHAI), running.joined(PRAYUN)
    records(author, "เมื่อวาน", "วันนี้")
    for phone in (author, mentor):
        asks(phone, "English")
    assert "2 waiting" in told(mentor, "pending", 3)
    assert "is noted" in told(mentor, "noted 1")
    asks(mentor, "send back 2 no photo")
    assert "To mend: Photo" in hears_later(author, "sent back")
    author.taps_label("Mend it now")
    assert everything_in(author.hears(1)[0])
    asks(author, "ask my mentor where is the meeting")
    assert "A question from" in hears_later(mentor, "where is the meeting")
    assert (entry_on(running, author, 11).state, entry_on(running, author, 12).state) == ("approved", "returned")


@on_sqlite
def test_a_mentor_of_elsewhere_has_nothing_waiting(running: RunningBot) -> None:
    author, elsewhere = running.joined(SOMCHAI), running.joined(WILAI)
    records(author)
    assert "รอตรวจ 1 รายการ" not in told(elsewhere, "รอตรวจ")
    assert MALEE not in told(running.joined(PRAYUN), "รอตรวจ", 2)
