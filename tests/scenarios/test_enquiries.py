"""What coordinators ask in their own words: comparisons, photos, who is away, what is difficult; cancelling a leave."""

from datetime import date
from pathlib import Path

from models.forms import answers, forms, submissions
from models.forms.answers import Given
from models.forms.submissions import SubmissionState
from models.people import people
from tests.conftest import WEDNESDAY
from tests.databases import on_sqlite
from tests.running_bot import KANDA, MALEE, PRAYUN, SOMCHAI, RunningBot, start_running_bot
from tests.scenarios.many_people import ManyPeople, everything_in, words_of

STORY = "ประชุมกับผู้ใหญ่บ้านและพระเรื่องถังขยะเปียก 25 คน"


@on_sqlite
def test_provinces_agencies_mentors_and_people_are_compared_those_in_need_first(running: RunningBot) -> None:
    somchai, kanda = running.joined(SOMCHAI), running.joined(KANDA)
    for words in (f"เมื่อวาน{STORY}", f"วันที่ 10 {STORY}"):
        somchai.says(words)
        somchai.hears(1)
    kanda.says("สรุปรายอำเภอเมื่อวาน")
    said = everything_in(kanda.hears(1)[0])
    assert "1. อ.เมืองพะเยา จ.พะเยา" in said  # Malee has not reported
    assert "2. อ.แม่ใจ จ.พะเยา" in said
    assert "ยังขาด" not in said  # of one person the days say it
    assert "รอตรวจ 2 รายการ นานที่สุด 0 วันทำการ" in said
    kanda.says("กรมไหนส่งมากที่สุดเมื่อวาน")
    said = everything_in(kanda.hears(1)[0])
    assert "1. กรมการปกครอง" in said
    assert "100 %" in said
    assert "2. กรมที่ดิน" in said
    kanda.says("สรุปรายพี่เลี้ยง")
    said = everything_in(kanda.hears(1)[0])
    assert f"1. {PRAYUN}" in said  # entries wait for him
    assert "6–12 ก.ค. 2566" in said  # the last seven days, if none are said
    kanda.taps_label(PRAYUN)
    assert "สรุป · อ.แม่ใจ" in everything_in(kanda.hears(1)[0])
    kanda.says("รายบุคคล")  # a label of the table above: the same days and place
    said = everything_in(kanda.hears(1)[0])
    assert f"1. {SOMCHAI}" in said
    assert MALEE not in said
    kanda.taps_label("เรียงมากไปน้อย")
    assert "รายงานมากก่อน" in everything_in(kanda.hears(1)[0])


@on_sqlite
def test_a_comparison_shows_a_mentor_those_in_their_care_and_a_coordinator_their_scope(running: RunningBot) -> None:
    prayun, thana = running.joined(PRAYUN), running.joined("ธนา ใจงาม")  # of แม่ใจ, and of กรมที่ดิน
    for phone, theirs, others in ((prayun, SOMCHAI, MALEE), (thana, MALEE, SOMCHAI)):
        phone.says("สรุปรายคน")
        said = everything_in(phone.hears(1)[0])
        assert theirs in said
        assert others not in said


def test_the_rest_of_a_comparison_comes_page_by_page(hamlet: ManyPeople) -> None:
    kanda = hamlet.running.joined(KANDA)
    kanda.says("สรุปรายบุคคลสัปดาห์ที่แล้ว")
    said = everything_in(kanda.hears(1)[0])
    assert "หน้า 1 จาก 10" in said
    kanda.says("หน้าถัดไป")
    said = everything_in(kanda.hears(1)[0])
    assert "หน้า 2 จาก 10" in said
    assert "11. " in said
    kanda.says("หน้าก่อน")
    assert "หน้า 1 จาก 10" in everything_in(kanda.hears(1)[0])


@on_sqlite
def test_coordinators_ask_who_is_on_leave_and_who_has_not_registered_in_their_own_words(running: RunningBot) -> None:
    somchai, kanda, thana = (running.joined(name) for name in (SOMCHAI, KANDA, "ธนา ใจงาม"))
    somchai.says("ขอลาป่วยพรุ่งนี้ถึงวันศุกร์")
    somchai.hears(1)
    for words in ("ใครลาพรุ่งนี้บ้าง", "สัปดาห์นี้มีใครลา"):
        kanda.says(words)
        said = everything_in(kanda.hears(1)[0])
        assert f"1. {SOMCHAI} · 13–14 ก.ค. 2566" in said, words
    kanda.says("วันนี้ใครลาบ้าง")
    assert "ไม่มีผู้ลา (พุธ 12 ก.ค. 2566 · ทั้งโครงการ)" in everything_in(kanda.hears(1)[0])
    thana.says("ใครลาพรุ่งนี้บ้าง")  # of กรมที่ดิน
    assert SOMCHAI not in everything_in(thana.hears(1)[0])
    for words in ("ใครยังไม่ลงทะเบียน", "พี่เลี้ยงคนไหนยังไม่เข้าไลน์"):
        kanda.says(words)
        said = everything_in(kanda.hears(1)[0])
        assert f"ผู้เข้าร่วมที่ยังไม่ลงทะเบียน 1 คน\n1. {MALEE}" in said, words
        assert "ครูพี่เลี้ยงที่ยังไม่ลงทะเบียน 3 ท่าน" in said
        assert SOMCHAI not in said


@on_sqlite
def test_photos_of_a_day_are_shown_side_by_side_to_those_who_may_see_them(database_url: str, tmp_path: Path) -> None:
    public = "https://bot.example"
    with start_running_bot(database_url, tmp_path, start=WEDNESDAY, public_url=public) as running:
        somchai, prayun, kanda, thana = (running.joined(name) for name in (SOMCHAI, PRAYUN, KANDA, "ธนา ใจงาม"))
        somchai.says(STORY)
        somchai.hears(1)
        somchai.sends_image()
        somchai.hears(1)
        kanda.says("ขอรูปกิจกรรมวันนี้")
        card = kanda.hears(1)[0]
        assert card["altText"] == f"รูปกิจกรรม · ทั้งโครงการ · พุธ 12 ก.ค. 2566 · รูปที่ 1–1 จาก 1 รูป · {SOMCHAI}"
        (bubble,) = card["contents"]["contents"]
        assert bubble["body"]["contents"][0]["url"].startswith(f"{public}/m/")
        thana.says("ขอรูปกิจกรรมวันนี้")
        assert "ไม่มีรูปกิจกรรม" in words_of(thana.hears(1)[0])
        prayun.says("ขอรูปกิจกรรมวันนี้")  # asks for no entry to be sent back
        assert "รูปที่ 1–1 จาก 1 รูป" in prayun.hears(1)[0]["altText"]
        kanda.says("แผนที่")
        assert f"{public}/d/" in str(kanda.hears(1)[0])


@on_sqlite
def test_what_is_not_there_is_said_with_what_each_role_can_type(running: RunningBot) -> None:
    for name, words, offered in (
        (SOMCHAI, "ขอแดชบอร์ด", "“สถานะ” หรือ “รายการ”"),
        (PRAYUN, "ขอแดชบอร์ด", "“สรุปวันนี้” หรือ “สรุปรายคน”"),
        (PRAYUN, "แผนที่", "“สรุปรายอำเภอ” หรือชื่อของผู้นั้น เช่น “ขอดูของ สมชาย”"),
        (KANDA, "ขอแดชบอร์ด", "“สรุปรายจังหวัด” หรือ “ส่งออก”"),
    ):
        phone = running.joined(name)
        phone.says(words)
        assert offered in words_of(phone.hears(1)[0]), name


def handed_in(running: RunningBot, name: str, day: date, **given: str) -> None:
    """Put on record that a person has handed in the feedback form with these answers."""
    with running.database.write() as session:
        (version,) = (one for one in forms.newest_of_each(session) if one.key == "feedback7")
        now = running.bot.clock.now()
        person_id = people.by_name(session, name)[0].id
        one = submissions.begin(session, person_id=person_id, form_id=version.id, form_key="feedback7", now=now)
        one.state, one.day, one.submitted_at = SubmissionState.SUBMITTED, day, now
        said = {key: Given(key, value) for key, value in given.items()}
        answers.put(session, one.id, person_id, said, at=now)


@on_sqlite
def test_obstacles_and_requests_are_told_with_whose_they_are_and_when_to_follow_up(running: RunningBot) -> None:
    somchai, kanda, thana = (running.joined(name) for name in (SOMCHAI, KANDA, "ธนา ใจงาม"))
    asks = {"difficult": "ถนนเข้าหมู่บ้านขาด", "asks_for": "ขอหินคลุก", "who": "กำนันแม่ใจ", "follow_up_by": "2023-07-20"}
    handed_in(running, SOMCHAI, date(2023, 7, 11), **asks)
    handed_in(running, SOMCHAI, date(2023, 7, 11), difficult="ไม่มี", who="พระครู")
    somchai.says("เมื่อวานประชุมกับชาวบ้าน 20 คน พบปัญหาขาดแคลนถังขยะ")
    somchai.hears(1)
    for words in ("ติดขัดอะไรบ้าง", "มีปัญหาอะไรบ้าง", "ขอปัญหาอุปสรรคสัปดาห์นี้"):
        kanda.says(words)
        said = words_of(kanda.hears(1)[0])
        assert "จากแบบรับฟังความเห็น 1 ราย" in said, words
        line = f"1. ถนนเข้าหมู่บ้านขาด · ขอหินคลุก — {SOMCHAI} 11 ก.ค. 2566 · ผู้ให้ความเห็น กำนันแม่ใจ · ติดตามภายใน 20 ก.ค. 2566"
        assert line in said
        assert "พบปัญหาขาดแคลนถังขยะ" in said
    thana.says("ติดขัดอะไรบ้าง")  # of another agency
    assert "ไม่พบปัญหาหรือคำขอ" in words_of(thana.hears(1)[0])


@on_sqlite
def test_a_coordinator_cancels_somebody_s_leave_after_a_yes_and_only_in_their_scope(running: RunningBot) -> None:
    somchai, kanda, thana = (running.joined(name) for name in (SOMCHAI, KANDA, "ธนา ใจงาม"))
    somchai.says("ขอลาป่วยพรุ่งนี้")
    somchai.hears(1)
    thana.says(f"ยกเลิกการลาของ {SOMCHAI}")  # of another agency
    assert "13 ก.ค." not in everything_in(thana.hears(1)[0])
    kanda.says(f"ยกเลิกการลาของ {SOMCHAI}")
    assert "13 ก.ค. 2566" in everything_in(kanda.hears(1)[0])
    kanda.says("ใครลาพรุ่งนี้บ้าง")  # nothing is cancelled yet
    assert SOMCHAI in words_of(kanda.hears(1)[0])
    kanda.says(f"ยกเลิกการลาของ {SOMCHAI}")
    kanda.hears(1)
    kanda.says("ยืนยัน")
    assert f"ยกเลิกการลาของ {SOMCHAI} (13 ก.ค. 2566) แล้ว" in words_of(kanda.hears(1)[0])
    kanda.says("ใครลาพรุ่งนี้บ้าง")
    assert "ไม่มีผู้ลา" in words_of(kanda.hears(1)[0])


@on_sqlite
def test_what_strangers_ask_is_answered_or_they_are_told_where_it_is(running: RunningBot) -> None:
    somchai, prayun, kanda = (running.joined(name) for name in (SOMCHAI, PRAYUN, KANDA))
    somchai.says("ขอลาป่วยวันศุกร์นี้")
    somchai.hears(1)
    asked = {
        "ระยะ3เริ่มวันไหนนะ": "ช่วงที่ 3 ปฏิบัติงานในจังหวัด · 2–15 ธ.ค. 2566",
        "แบบประเมินระยะ๑นี่ใครยังไม่ทำ": "ไฟล์คำตอบ",
        "๑๗-๒๑ก.ค.พี่ไปตปท.ให้น้องเมย์ดูแทนนะ": "ปฏิบัติแทน",
        "ที่ประกาศไปเมื่อเช้ามีใครไม่ได้รับมั้ย": "ยังไม่มีประกาศที่ส่ง",
        "อันที่ตั้งส่งไว้๒ทุ่มมันออกไปยัง": "ยังไม่มีประกาศที่ส่ง",
        "ยังขาดภาคส่วนไหน": "สรุป",
        "น้องสมชายเป็นไงบ้างช่วงนี้": SOMCHAI,
        "ขอเลขรวมทางใต้เมื่อวาน": "ไม่แน่ใจว่า “ทางใต้”",
    }
    for words, answer in asked.items():
        kanda.says(words)
        assert answer in everything_in(kanda.hears(1)[0]), words
    kanda.says("สมชายไม่ลาแล้วนะวันศุกร์นี้เอาออกให้ที")
    assert "ยืนยัน" in everything_in(kanda.hears(1)[0])  # nothing is cancelled without a yes
    kanda.says("พรุ่งนี้ใครไม่อยู่มั่ง")
    assert "ไม่มีผู้ลา" in everything_in(kanda.hears(1)[0])
    kanda.says("วันศุกร์ใครไม่อยู่มั่ง")
    assert SOMCHAI in everything_in(kanda.hears(1)[0])
    kanda.says("แจ้งผู้เข้าร่วมทั้ง 76 คนว่าพรุ่งนี้ใครลาบ้างให้กดลาคืนนี้")  # its words ask nobody here
    assert "พรุ่งนี้ใครลาบ้างให้กดลาคืนนี้" in everything_in(kanda.hears(1)[0])
    prayun.says("แบบประเมินใครยังไม่ทำ")
    assert "ผู้ประสานงานดูได้จากไฟล์คำตอบ" in everything_in(prayun.hears(1)[0])
    prayun.says("ลบใบลาพรุ่งนี้ของน้องออกให้หน่อย")
    assert "ผู้ประสานงานเป็นผู้ยกเลิกการลา" in everything_in(prayun.hears(1)[0])
    prayun.says("อาทิตย์หน้าให้ปลัดดูแทน")
    assert "ผู้ประสานงานเป็นผู้ตั้ง" in everything_in(prayun.hears(1)[0])


@on_sqlite
def test_a_question_that_is_not_certain_is_asked_back_and_a_tap_answers_it_of_the_day_it_names(
    running: RunningBot,
) -> None:
    kanda = running.joined(KANDA)
    kanda.says("มีอะไรติดไหมนะเมื่อวาน")
    asked = everything_in(kanda.hears(1)[0])
    assert "ยังไม่แน่ใจว่าหมายถึงอะไร" in asked
    kanda.taps_label("ปัญหาและคำขอ")
    answered = everything_in(kanda.hears(1)[0])
    assert "11 ก.ค. 2566" in answered
    for said, label in (("มีอะไรติดไหมนะเมื่อวาน", "ปัญหาและคำขอ"), ("เดี๋ยวค่อยดูว่าใครยังไม่ส่งของเมื่อวาน", "ใครยังไม่รายงาน")):
        for way in (kanda.taps_label, kanda.says):  # a button can also be typed, and means the same
            kanda.says("เมนู")
            kanda.hears(1)
            kanda.says(said)
            assert "ยังไม่แน่ใจ" in everything_in(kanda.hears(1)[0])
            way(label)
            assert "11 ก.ค. 2566" in everything_in(kanda.hears(1)[0]), (label, way)
    kanda.says("แผนที่จะไปตรวจน่านวันศุกร์ยังไม่นิ่งเลย")  # no map is wanted
    assert "ยังไม่แน่ใจว่าหมายถึงอะไร" in everything_in(kanda.hears(1)[0])
