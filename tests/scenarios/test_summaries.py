"""Summaries in the chat say what was recorded through the door; the missing are reminded on a yes only."""

import pytest
from sqlalchemy import func, select, update

from bot.postback import Say
from models.messaging.deliveries import Delivery
from models.messaging.inbox import InboxEvent, InboxState
from services.roster.applying import apply_roster
from services.roster.rows import RosterRow, RosterScope
from simulator.driver import Someone
from tests.databases import on_sqlite
from tests.running_bot import KANDA, MALEE, NAMED_PEOPLE, PRAYUN, SOMCHAI, RunningBot
from tests.scenarios.many_people import eventually, everything_in, nothing_more, settled, words_of

STORY = "ประชุมกับผู้ใหญ่บ้านและพระเรื่องถังขยะเปียก 25 คน"


def test_a_summary_counts_what_was_recorded_through_the_door(running: RunningBot) -> None:
    somchai, malee, kanda = running.joined(SOMCHAI), running.joined(MALEE), running.joined(KANDA)
    for words in (STORY, f"เมื่อวาน{STORY}"):
        somchai.says(words)
        somchai.hears(1)
    malee.says(f"เมื่อวาน{STORY}")
    malee.hears(1)
    kanda.says("สรุปวันนี้")
    said = everything_in(kanda.hears(1)[0])
    assert "รายงานแล้ว 1 จาก 2 คน" in said
    assert "ยังไม่รายงาน 1 คน" in said
    assert f"ยังไม่รายงาน 1 คน: {MALEE}" in said
    kanda.says("สรุปสัปดาห์นี้")
    said = everything_in(kanda.hears(1)[0])
    assert "รายงานแล้ว 2 จาก 4 วัน" in said  # Monday and Tuesday, two people; Wednesday has only begun
    assert "ยังไม่นับวันนี้ ซึ่งรายงานได้ถึง 17.30 น." in said
    assert "บันทึก 3 รายการ" in said
    kanda.taps_label("ใครยังไม่รายงาน")
    said = everything_in(kanda.hears(1)[0])
    assert f"1. {MALEE}" in said
    assert "ขาด 1 วัน · รายงานล่าสุด 11 ก.ค. 2566" in said
    kanda.taps_label(MALEE)
    assert MALEE in everything_in(kanda.hears(1)[0])
    kanda.says("สรุปเมื่อวาน อ.แม่ใจ")
    assert "รายงานแล้ว 1 จาก 1 คน" in everything_in(kanda.hears(1)[0])


def test_a_deleted_entry_and_a_late_one_change_the_next_summary(running: RunningBot) -> None:
    somchai, kanda = running.joined(SOMCHAI), running.joined(KANDA)
    somchai.says(STORY)
    somchai.hears(1)
    kanda.says("สรุปวันนี้")
    assert "รายงานแล้ว 1 จาก 2 คน" in everything_in(kanda.hears(1)[0])
    somchai.taps_label("ลบ")
    somchai.hears(1)
    kanda.says("สรุปวันนี้")
    assert "รายงานแล้ว 0 จาก 2 คน" in everything_in(kanda.hears(1)[0])


def test_the_missing_are_reminded_on_a_yes_and_only_they(running: RunningBot) -> None:
    somchai, malee, kanda = running.joined(SOMCHAI), running.joined(MALEE), running.joined(KANDA)
    somchai.says(STORY)
    somchai.hears(1)
    kanda.says("สรุปวันนี้")
    kanda.hears(1)
    kanda.says("เตือนผู้ที่ยังไม่รายงาน")
    shown = everything_in(kanda.hears(1)[0])
    assert "จะเตือน 1 คน" in shown
    assert "1 ข้อความจากโควตา" in shown
    assert nothing_more(running, malee)
    kanda.taps_label("ส่งทันที (1 คน)")
    assert "ส่งคำเตือนถึง 1 คนแล้ว" in words_of(kanda.hears(1)[0])
    assert "ยังไม่มีบันทึกของวันพุธ 12 ก.ค. 2566" in words_of(malee.hears(1)[-1])
    assert nothing_more(running, somchai)
    kanda.taps_label("ส่งทันที (1 คน)")  # the same card again
    assert "ปุ่มนี้เป็นของเก่า" in words_of(kanda.hears(1)[0])
    assert nothing_more(running, malee, 2)


@on_sqlite
def test_a_reminder_may_ride_with_the_next_message_for_nothing(running: RunningBot) -> None:
    malee, kanda = running.joined(MALEE), running.joined(KANDA)
    kanda.says("เตือนผู้ที่ยังไม่รายงาน")
    kanda.hears(1)
    kanda.says("ฝากไปกับข้อความถัดไป")
    assert "ไม่เสียโควตา" in words_of(kanda.hears(1)[0])
    assert nothing_more(running, malee)
    malee.says("สถานะ")
    assert any("ผู้ประสานงานฝากเตือน" in words_of(message) for message in malee.hears(2))


@on_sqlite
def test_a_mentor_sums_up_those_in_their_care(running: RunningBot) -> None:
    prayun = running.joined(PRAYUN)
    prayun.says("สรุป")
    said = everything_in(prayun.hears(1)[0])
    assert SOMCHAI in said
    assert MALEE not in said
    assert "ออกรหัสใหม่" not in said  # what a mentor cannot do is not asked of them
    assert "ส่งออก" not in said


@on_sqlite
def test_what_cannot_be_looked_up_is_said_with_what_can(running: RunningBot) -> None:
    kanda = running.joined(KANDA)
    for words, part in (
        ("สรุปวันที่ 31 มิ.ย.", "ไม่มีวัน"),
        ("สรุปพรุ่งนี้", "ตั้งแต่เริ่มโครงการถึงวันนี้"),
        ("สรุป อ.เมือง", "ไม่แน่ใจว่า"),
        ("สรุปวันนี้ จ.เชียงใหม่", "ไม่พบผู้เข้าร่วม (พุธ 12 ก.ค. 2566 · จ.เชียงใหม่)"),
    ):
        kanda.says(words)
        assert part in everything_in(kanda.hears(1)[0]), words


@on_sqlite
def test_who_is_missing_of_the_days_last_asked_for_says_which_these_are(running: RunningBot) -> None:
    somchai, malee, kanda = running.joined(SOMCHAI), running.joined(MALEE), running.joined(KANDA)
    for words, said in (
        ("สรุปช่วงที่ 1", "ไม่มีวันที่ต้องรายงาน"),
        ("ใครยังไม่ส่ง", "5–11 มิ.ย. 2566 ไม่มีวันที่ต้องรายงาน ลองถามวันอื่น เช่น “ใครยังไม่รายงานวันนี้”"),
        ("ใครยังไม่ส่งวันนี้", "ยังไม่รายงาน 2 คน"),
    ):
        kanda.says(words)
        assert said in everything_in(kanda.hears(1)[0]), words
    for phone in (somchai, malee):
        phone.says("วันนี้ประชุมกับผู้ใหญ่บ้าน 5 คน")
        phone.hears(1)
    kanda.says("ใครยังไม่ส่ง")
    assert "พุธ 12 ก.ค. 2566 รายงานครบทุกคนแล้ว" in everything_in(kanda.hears(1)[0])


def could_not_be_handled(running: RunningBot, phone: Someone, words: str) -> str:
    """Let a message of this person be parked, as if its handler had failed at every attempt. Return its id."""
    said = phone.says(words)
    phone.hears(1)
    with running.database.write() as session:
        last = select(func.max(InboxEvent.id)).where(InboxEvent.chat_key == phone.user_id).scalar_subquery()
        parked = {"state": InboxState.PARKED, "error": "KeyError in handlers.somewhere:1"}
        session.execute(update(InboxEvent).where(InboxEvent.id == last).values(**parked))
    return said.message_id or ""


def test_what_could_not_be_handled_is_named_with_its_words_to_those_who_may_see_them(running: RunningBot) -> None:
    kanda, thana = running.joined(KANDA), running.joined("ธนา ใจงาม")  # of the programme, and of กรมที่ดิน
    for name, words in ((SOMCHAI, "ประชุมที่ศาลากลาง 7 คน"), (MALEE, "รังวัดที่ดิน 9 แปลง"), (PRAYUN, "ขอดูงานของทุกคน")):
        could_not_be_handled(running, running.joined(name), words)
    could_not_be_handled(running, running.stranger(), "รหัสของผม")
    kanda.says("สรุปวันนี้")
    said = everything_in(kanda.hears(1)[0])
    for name, words in ((SOMCHAI, "ประชุมที่ศาลากลาง 7 คน"), (MALEE, "รังวัดที่ดิน 9 แปลง")):
        assert f"ข้อความของ {name} (พุธ 12 ก.ค. 2566) ยังไม่ได้รับการประมวลผล: “{words}”" in said
    assert f"ข้อความของ {PRAYUN} (พุธ 12 ก.ค. 2566) ยังไม่ได้รับการประมวลผล แจ้งผู้ดูแลระบบ" in said
    assert "ขอดูงานของทุกคน" not in said  # only a participant's words are data of a scope
    assert "อีก 1 ข้อความ" in said
    assert "รหัสของผม" not in said
    thana.says("สรุปวันนี้")
    said = everything_in(thana.hears(1)[0])
    assert "“รังวัดที่ดิน 9 แปลง”" in said
    assert "ประชุมที่ศาลากลาง" not in said
    assert SOMCHAI not in said


def test_words_that_were_unsent_leave_the_summaries_that_have_them(running: RunningBot) -> None:
    kanda, somchai = running.joined(KANDA), running.joined(SOMCHAI)
    message_id = could_not_be_handled(running, somchai, "ประชุมที่ศาลากลาง 7 คน")
    running.line.fault("500", "reply")
    kanda.says("สรุปวันนี้")
    eventually(lambda: said_to_others(running, "“ประชุมที่ศาลากลาง"))
    somchai.unsends(message_id)
    settled(running)
    assert not said_to_others(running, "“ประชุมที่ศาลากลาง")


def said_to_others(running: RunningBot, words: str) -> bool:
    """Whether a message of the outbox has these words."""
    with running.database.read() as session:
        rows = session.execute(select(Delivery.messages, Delivery.body)).all()
    return any(words in f"{row.messages} {(row.body or b'').decode()}" for row in rows)


@on_sqlite
def test_days_and_place_asked_about_before_are_said_in_the_first_line_and_dropped_with_a_tap(
    running: RunningBot,
) -> None:
    kanda = running.joined(KANDA)
    kanda.says("สรุปเมื่อวาน อ.แม่ใจ")
    assert "ตามที่ถามไว้" not in everything_in(kanda.hears(1)[0])
    kanda.says("สรุป")
    said = everything_in(kanda.hears(1)[0])
    assert "ตามที่ถามไว้ก่อนหน้านี้ · สรุป · อ.แม่ใจ" in said
    assert "อังคาร 11 ก.ค. 2566" in said
    kanda.taps_label("วันนี้ ทุกพื้นที่")
    said = everything_in(kanda.hears(1)[0])
    assert "สรุป · ทั้งโครงการ" in said
    assert "พุธ 12 ก.ค. 2566" in said
    assert "ตามที่ถามไว้" not in said
    kanda.says("สรุปเมื่อวาน อ.แม่ใจ")
    kanda.hears(1)
    kanda.says("ใครยังไม่ส่ง")
    assert "ตามที่ถามไว้ก่อนหน้านี้ · ยังไม่รายงาน · อ.แม่ใจ" in everything_in(kanda.hears(1)[0])
    kanda.says("วันนี้ ทุกพื้นที่")  # every button can be typed
    assert "พุธ 12 ก.ค. 2566" in everything_in(kanda.hears(1)[0])


@on_sqlite
def test_words_for_the_whole_forget_the_days_and_the_place_asked_about_before(running: RunningBot) -> None:
    kanda = running.joined(KANDA)
    for words, days in (
        ("สรุปทั้งโครงการ", "5 มิ.ย. – 12 ก.ค. 2566"),
        ("สรุปตั้งแต่เริ่มโครงการ", "5 มิ.ย. – 12 ก.ค. 2566"),
        ("สรุปทั้งหมด", "5 มิ.ย. – 12 ก.ค. 2566"),
        ("ขอภาพรวม", "พุธ 12 ก.ค. 2566"),
        ("ภาพรวมทั้งโครงการเดือนนี้", "1–31 ก.ค. 2566"),
    ):
        kanda.says("สรุปสัปดาห์ที่แล้ว อ.แม่ใจ")
        kanda.hears(1)
        kanda.says(words)
        said = everything_in(kanda.hears(1)[0])
        assert "สรุป · ทั้งโครงการ" in said, words
        assert days in said, words
        assert "ตามที่ถามไว้" not in said, words


@on_sqlite
def test_what_was_asked_half_an_hour_ago_and_the_menu_do_not_speak_of_it(running: RunningBot) -> None:
    kanda = running.joined(KANDA)
    kanda.says("สรุปเมื่อวาน อ.แม่ใจ")
    kanda.hears(1)
    kanda.taps(Say("summary").pack())
    assert "พุธ 12 ก.ค. 2566" in everything_in(kanda.hears(1)[0])
    kanda.says("สรุปเมื่อวาน อ.แม่ใจ")
    kanda.hears(1)
    running.line.clock(advance=31 * 60)
    kanda.says("สรุป")
    assert "สรุป · ทั้งโครงการ" in everything_in(kanda.hears(1)[0])


@on_sqlite
def test_a_summary_says_first_who_is_silent_which_mentors_are_not_in_line_and_what_waits_too_long(
    running: RunningBot,
) -> None:
    somchai, kanda = running.joined(SOMCHAI), running.joined(KANDA)
    somchai.says("วันที่ 4 ก.ค. " + STORY)
    somchai.hears(1)
    running.line.clock(set="2023-07-20T19:00:00+07:00")
    kanda.says("สรุป")
    said = everything_in(kanda.hears(1)[0])
    assert f"ไม่รายงานติดกัน 10 วันทำการขึ้นไป 1 คน: {MALEE} (14 วัน)" in said  # Monday the 3rd to Thursday the 20th
    assert f"ไม่รายงานติดกัน 5–9 วันทำการ 1 คน: {SOMCHAI} (6 วัน)" in said  # he wrote on Wednesday the 12th
    assert said.index("ไม่รายงานติดกัน") < said.index("ยังไม่รายงาน 2 คน")
    assert f"ครูพี่เลี้ยงที่ยังไม่เข้า LINE 2 ท่าน: {PRAYUN}, วิไล บุญมา" in said
    assert "ไม่มีเรื่องที่ต้องดูแล" not in said


@on_sqlite
def test_what_waits_too_long_is_still_said_after_a_change_of_mentor(running: RunningBot) -> None:
    somchai, kanda = running.joined(SOMCHAI), running.joined(KANDA)
    somchai.says("วันที่ 4 ก.ค. " + STORY)
    somchai.hears(1)
    for day, mentor in (("2023-07-21", "วิไล บุญมา"), ("2023-07-24", "วิไล บุญมา")):
        running.line.clock(set=f"{day}T19:00:00+07:00")
        kanda.says("สรุป")
        said = everything_in(kanda.hears(1)[0])
        assert "รอครูพี่เลี้ยงตั้งแต่ 7 วันทำการขึ้นไป 1 รายการ" in said
        assert f"{mentor} · 1 รายการ" in said
        assert "รับช่วงต่อ 1 รายการ" in said
        assert "ยังไม่ตรวจทั้งหมด 1 รายการ" in said


@on_sqlite
def test_a_morning_is_not_judged_like_a_finished_day(running: RunningBot) -> None:
    kanda = running.joined(KANDA)
    running.line.clock(set="2023-07-12T09:06:00+07:00")
    kanda.says("สรุปวันนี้")
    said = everything_in(kanda.hears(1)[0])
    assert "วันนี้ยังรายงานได้ถึง 17.30 น." in said
    assert "การรายงานลดลง" not in said
    assert f"{MALEE} (7 วัน)" in said  # the 3rd to the 11th
    kanda.says(f"ขอดูของ {MALEE} วันนี้")
    assert "ยังขาด" not in everything_in(kanda.hears(1)[0])
    running.line.clock(set="2023-07-12T17:31:00+07:00")
    kanda.says("สรุปวันนี้")
    said = everything_in(kanda.hears(1)[0])
    assert "ยังรายงานได้ถึง" not in said
    assert "ยังไม่รายงาน 2 คน" in said
    kanda.says(f"อยากรู้ว่าวันนี้น้อง{MALEE} ไปไหนกับใครมาบ้าง")  # no form of words: the whole message is like others that ask
    assert "ยังขาด 1 วัน" in everything_in(kanda.hears(1)[0])


@on_sqlite
@pytest.mark.parametrize(
    ("phase", "said"),
    [
        (1, "ช่วงที่ 1 ฝึกอบรม จบแล้วเมื่ออาทิตย์ 11 มิ.ย. 2566 ดูสรุปของช่วงนั้นได้โดยพิมพ์ “สรุปช่วงที่ 1”"),
        (3, "ช่วงที่ 3 ปฏิบัติงานในจังหวัด จะเริ่มเสาร์ 2 ธ.ค. 2566 (อีก 143 วัน) มีผู้เข้าร่วม 2 คน"),
    ],
)
def test_who_coordinates_a_phase_is_told_outside_its_days_what_is_coming_or_how_to_see_it(
    running: RunningBot, phase: int, said: str
) -> None:
    owner = RosterRow(9, "C9", "อรทัย ดูแลดี", "coordinator", scope=RosterScope("phase", str(phase)))
    with running.database.write() as session:
        apply_roster(session, [*NAMED_PEOPLE, owner], running.bot.programme, running.bot.clock.now())
    phone = running.joined(owner.name)
    for words in ("สรุป", "ใครยังไม่ส่ง", "สรุปรายจังหวัด"):
        phone.says(words)
        assert said in everything_in(phone.hears(1)[0]), words
