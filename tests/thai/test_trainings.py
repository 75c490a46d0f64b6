"""What staff tell of their training is read whole; what is to come, asked or did not happen is none."""

from datetime import date, datetime
from pathlib import Path

import pytest

from bench.thai.trainings_scores import HALVES, read_half, score_trainings
from programmes import load
from thai.context import Context
from thai.data import read
from thai.development_asked import development_asked
from thai.plan_changes import plan_change_in, spending_in
from thai.several_trainings import trainings_in
from thai.trainings import WayWords, training_in

LOCAL = load(Path(__file__).parents[2] / "programmes" / "local-2567")
WAYS = WayWords({way.key: way.words for way in LOCAL.development.ways} if LOCAL.development else {})
SAID = LOCAL.development.said if LOCAL.development else ()
NOW = Context(datetime.fromisoformat("2024-02-14T16:00:00+07:00"), "participant", programme=LOCAL)
LEAST = {
    "dev": {"kind": 20, "topic": 8},
    "unseen": {"kind": 19, "topic": 6},
    "strangers_dev": {"kind": 20, "way": 12, "topic": 12, "days": 11, "hours": 12, "last": 12},
    "strangers_unseen": {"kind": 17, "way": 9, "topic": 7, "days": 11, "hours": 10, "last": 10},
}


@pytest.mark.parametrize(
    ("said", "way", "days", "hours"),
    [
        ("อบรมหลักสูตรการเขียนหนังสือราชการ 2 วัน ที่ขอนแก่น", "training", 2, None),
        ("เรียนออนไลน์ เรื่องจริยธรรม ๖ ชั่วโมง", "e_learning", None, 6),
        ("เมื่อวานไปดูงานเทศบาลต้นแบบ", "study_visit", None, None),
        ("หัวหน้าสอนงานเรื่องพัสดุ ครึ่งวัน", "coaching", 0.5, None),
        ("อบรมระบบบัญชี วันที่ 5-7 ก.พ. 67", "training", 3, None),
    ],
)
def test_way_and_length_are_read(said: str, way: str, days: int | None, hours: int | None) -> None:
    found = training_in(said, NOW, WAYS)
    assert found is not None
    assert (found.way, found.days, found.hours, found.is_done) == (way, days, hours, True)


@pytest.mark.parametrize(
    ("said", "days", "hours"),
    [
        ("อบรม Canva 1.5 ชม.", None, 1.5),
        ("อบรม Canva 2ชมครึ่ง", None, 2.5),
        ("อบรม Canva 30 นาที", None, 0.5),
        ("อบรม Canva 1 ชม. 30 นาที", None, 1.5),
        ("อบรม Canva ครึ่งวันเช้า", 0.5, None),
        ("อบรม Canva 2 วันครึ่ง", 2.5, None),
        ("อบรม Canva ทั้งวันเลย", 1, None),
        ("อบรม Canva วันละ 6 ชม. 3 วัน", 3, 18),
        ("อบรม Canva วันนี้ 09.00-11.30 น.", None, 2.5),
        ("อบรม Canva บ่ายโมงถึงบ่ายสาม", None, 2),
        ("อบรม Canva 2 สัปดาห์", 10, None),
        ("อบรม Canva อาทิตย์ที่แล้ว", None, None),
        ("อบรม Canva วันที่ 6, 8 และ 13 ก.พ.", 3, None),
        ("อบรม Canva รุ่นที่ 45 วันที่ 9 ก.พ.", None, None),
    ],
)
def test_parts_of_days_and_hours_are_read(said: str, days: float | None, hours: float | None) -> None:
    found = training_in(said, NOW, WAYS)
    assert found is not None
    assert (found.days, found.hours, found.topic) == (days, hours, "Canva")


@pytest.mark.parametrize(
    "topic",
    [
        "อาสาสมัครป้องกันภัย", "การประชาสัมพันธ์", "เตรียมความพร้อมรับมือภัยแล้ง", "เทคนิคการนำเสนอ", "การรับแจ้งเหตุฉุกเฉิน",
        "การเลื่อนขั้นเงินเดือน", "ทอผ้าไหม", "การใช้งบประมาณ", "การปฏิบัติหน้าที่", "การควบคุมภายใน", "การดูแลตนเอง", "กฎหมายทั่วไป",
        "การรับเรื่องร้องเรียน", "การเขียนโครงการ", "ความร่วมมือระหว่างประเทศ", "ระบบ e-LAAS", "การยกเลิกสัญญา",
    ],
)  # fmt: skip
@pytest.mark.parametrize("said", ["อบรม{} 2 วัน", "ได้เข้ารับการอบรม{} ณ โรงแรมริมธารา เมื่อวานเรียบร้อยแล้วค่ะ"])
def test_words_in_a_topic_say_nothing_of_whether_it_was_done(said: str, topic: str) -> None:
    found = training_in(said.format(topic), NOW, WAYS)
    assert found is not None
    assert (found.topic, found.is_done) == (topic, True)


@pytest.mark.parametrize(
    ("said", "way", "topic"),
    [
        ("เพิ่งจบหลักสูตรนายช่าง 8 ม.ค.-2 ก.พ. จัดโดยสถาบันฯ", "training", "นายช่าง"),
        ("ข้าพเจ้าได้เข้ารับการอบรม\nหลักสูตร การบัญชี\nรวม ๓ วัน", "training", "การบัญชี"),
        ("อบลม excel มา 2 วัน", "training", "excel"),
        ("เรียนคอส pdpa ออนไลน์ จบละ 2 ชม.", "e_learning", "pdpa"),
        ("ท่านปลัดเป็นพี่เลี้ยงแนะนำการเขียนหนังสือ เมื่อวาน", "mentoring", "การเขียนหนังสือ"),
        ("เมื่อวานพี่ช่างสอนต่อท่อ 2 ชม.", "coaching", "ต่อท่อ"),
        ("หมุนเวียนงานไปทำงานทะเบียน 5 วัน", "rotation", "งานทะเบียน"),
        ("ฝึกงานกะช่างประปา ต่อท่อ ทั้งวัน", "on_the_job", "ต่อท่อ"),
        ("ดูคลิปยูทูปเรียนเขียนแบบเองเมื่อคืน 3 ชม", "self_learning", "เขียนแบบ"),
        ("อ่านระเบียบพัสดุ 2 ชม.", "self_learning", "ระเบียบพัสดุ"),
        ("หลักสูตรการทำเว็บ อบรมมา 3 วัน", "training", "การทำเว็บ"),
        ("อบรมวินัยกับสำนักงาน ก.พ. 2 วัน", "training", "วินัย"),
        ("สัมมนาช่างที่เชียงคาน 8-9 ก.พ. วิทยากรดี", "meeting", "ช่าง"),
        ("พี่เลี้ยงสอนงานการรับเงิน 3 ชม.", "mentoring", "การรับเงิน"),
        ("ผมกับน้องอีก 2 คนไปอบรมการใช้โดรน 2 วัน", "training", "การใช้โดรน"),
        ("ประชุมเชิงปฏิบัติการเตรียมความพร้อมเลือกตั้ง 12-13 ก.พ.", "meeting", "เตรียมความพร้อมเลือกตั้ง"),
        ("บันทึกย้อนหลังค่ะ อบรมการบัญชี 24 ม.ค. 1 วัน", "training", "การบัญชี"),
        ("ได้รับใบรับรองการอบรมหลักสูตรช่างสำรวจ อบรมเมื่อ ๑๕-๑๙ ม.ค. ๖๗", "training", "ช่างสำรวจ"),
        ("ตามคำสั่งที่ ๑๕/๒๕๖๗ ข้าพเจ้าได้หมุนเวียนงานไปทำงานธุรการ ครบ ๑ เดือนแล้ว", "rotation", "งานธุรการ"),
        ("เมื่อวานฝนตกออกพื้นที่ไม่ได้ ดูยูทูปสอนซ่อมปั๊ม 1 ชม.", "self_learning", "ซ่อมปั๊ม"),
        ("พี่นกสอนใช้กล้อง 1 ชม.", "coaching", "ใช้กล้อง"),
        ("สัมมนาเครือข่าย อสม. เมื่อ 9 ก.พ.", "meeting", "เครือข่าย อสม."),
        ("สัมมนานายก อบต. ทั่วประเทศ 8-9 ก.พ.", "meeting", "นายก อบต. ทั่วประเทศ"),
        ("ดูงานการจัดการขยะ อบต.โก่งธนู 2 วัน", "study_visit", "การจัดการขยะ"),
        ("อบรมการปิดบัญชีประจำปีงบประมาณ 2567 1 วัน", "training", "การปิดบัญชีประจำปีงบประมาณ 2567"),
        ("อบรมการขายสินค้าออนไลน์ 2 วัน", "training", "การขายสินค้าออนไลน์"),
        ("เมื่อวานอบรม e-GP 3 ชม. ต้องส่งรายงานออนไลน์", "training", "e-GP"),
        ("หัวหน้าพัสดุอธิบายวิธีตรวจรับให้ฟัง 1 ชม.", "coaching", "วิธีตรวจรับ"),
        ("ศึกษาวิธีทำ pivot เองจากคู่มือ 1 ชม.", "self_learning", "วิธีทำ pivot"),
        ("เข้าร่วมรับฟังการบรรยายเรื่องวินัย ครึ่งวัน", "meeting", "วินัย"),
        ('อบรมหลักสูตร "ใช้ AI อย่างไรให้ปลอดภัย" 6 ชม.', "training", "ใช้ AI อย่างไรให้ปลอดภัย"),
    ],
)
def test_a_done_training_is_read_however_it_is_said(said: str, way: str, topic: str) -> None:
    found = training_in(said, NOW, WAYS)
    assert found is not None
    assert (found.way, found.topic, found.is_done) == (way, topic, True)


@pytest.mark.parametrize(
    "said",
    [
        "เมื่อเช้าสอนงานน้องใหม่เรื่องพัสดุ 2 ชม.", "เป็นวิทยากรอบรมการคัดแยกขยะ 3 ชม.", "อบรมทอผ้าให้กลุ่มสตรี 2 วัน",
        "ส่งลูกน้องไปอบรมแผนที่ภาษี 12-13 ก.พ.", "น้องไปอบรมพัสดุมา 3 วัน", "วันนี้ให้คำปรึกษาชาวบ้านเรื่องภาษี",
        "น้องเอ ไปอบรมพัสดุ 2 วัน", "ประชุมเชิงปฏิบัติการทบทวนแผนกับชาวบ้าน ครึ่งวัน", "ขอใช้รถ ไปอบรม 2 วัน",
        "ฝึกอบรม อปพร. จำนวน 30 นาย วันที่ 9 ก.พ.", "เบิกค่าลงทะเบียนอบรมของกองช่าง 3 ราย",
    ],
)  # fmt: skip
def test_what_others_learned_is_no_training_of_the_speaker(said: str) -> None:
    assert training_in(said, NOW, WAYS) is None


def test_the_office_of_the_commission_is_no_month_and_a_day_without_month_is_past() -> None:
    office, day = (training_in(said, NOW, WAYS) for said in ("เรียน e-learning ของ ก.พ. 3 ชม.", "อบรม GIS เมื่อวันที่ 28"))
    assert office is not None
    assert day is not None
    assert (office.last, day.last) == (None, date(2024, 1, 28))
    later = training_in("เมื่อวานอบรม GIS 1 วัน พรุ่งนี้จะส่งรายงาน", NOW, WAYS)
    assert later is not None
    assert (later.is_done, later.last) == (True, date(2024, 2, 13))


@pytest.mark.parametrize(
    ("said", "last"),
    [
        ("อบรม GIS อาทิตย์ที่แล้ว 1 วัน", date(2024, 2, 9)),  # its last working day
        ("อบรม GIS 3 วัน ตั้งแต่ 5 ก.พ.", date(2024, 2, 7)),
        ("เมื่อคืนเรียนออนไลน์ GIS 2 ชม.", date(2024, 2, 13)),
    ],
)
def test_the_last_day_is_counted_from_what_is_said(said: str, last: date) -> None:
    found = training_in(said, NOW, WAYS)
    assert found is not None
    assert found.last == last


@pytest.mark.parametrize(
    "said",
    [
        "ได้รับใบรับรองการอบรมแล้วค่ะ", "งบคงเหลือกองคลัง 35,000 บาท ส่งรายงานแล้ว", "ส่งแผนปี 2568 ให้อำเภอแล้ว", "ฝากใส่แผนปีหน้าด้วย",
        "ยืนยันการอบรมให้ลูกน้องไปแล้วเมื่อเช้า", "ขอส่งแผนปี 2568 ให้ดูค่ะ",
    ],
)  # fmt: skip
def test_what_only_tells_of_plan_or_budget_asks_nothing(said: str) -> None:
    assert development_asked(said, SAID) is None


def test_the_days_are_those_that_are_said() -> None:
    found = training_in("อบรมระบบบัญชี วันที่ 5-7 ก.พ. 67 ที่ศาลากลาง", NOW, WAYS)
    assert found is not None
    assert (found.first, found.last, found.topic) == (date(2024, 2, 5), date(2024, 2, 7), "ระบบบัญชี")


@pytest.mark.parametrize("word", read("trainings")["not_done"])
def test_what_is_to_come_or_did_not_happen_is_never_done(word: str) -> None:
    found = training_in(f"{word} อบรม e-GP 2 วัน", NOW, WAYS)
    assert found is None or found.is_done is False


@pytest.mark.parametrize("word", read("trainings")["asks"])
def test_a_question_is_no_training(word: str) -> None:
    assert training_in(f"อบรม e-GP {word}", NOW, WAYS) is None


def test_days_to_come_are_no_training() -> None:
    for said in ("อบรม e-GP 20-22 ก.พ. 67", "อบรม e-GP วันศุกร์หน้า 2 วัน", "อบรมพรุ่งนี้ 1 วัน"):
        found = training_in(said, NOW, WAYS)
        assert found is None or found.is_done is False, said


@pytest.mark.parametrize("said", ["อบรมการเขียนหนังสือราชการ", "มีอบรม GIS วันศุกร์ 1 วัน"])
def test_a_bare_course_is_neither_done_nor_to_come(said: str) -> None:
    found = training_in(said, NOW, WAYS)
    assert found is not None
    assert found.is_done is None


@pytest.mark.parametrize("said", ["วันนี้อบรมวันที่สอง เหลืออีกวันนึง", "อบรม GIS วันที่ 12 ก.พ. แต่ผมติดงานเลยไม่ได้ไป"])
def test_what_goes_on_or_was_missed_is_not_done(said: str) -> None:
    found = training_in(said, NOW, WAYS)
    assert found is not None
    assert found.is_done is False


def test_questions_about_the_plan_are_read_and_files_are_none() -> None:
    asked = {said: development_asked(said, SAID) for said in ("แผนพัฒนาของฉัน", "แผนปี 68", "งบใช้ไปเท่าไร")}
    assert [one.view if one else None for one in asked.values()] == ["own", "year", "budget"]
    assert development_asked("ขอแผนพัฒนาบุคลากรเป็น word", SAID) is None
    assert development_asked("วันนี้ลงพื้นที่ ต.แม่ใจ", SAID) is None


@pytest.mark.parametrize("said", ["หลักสูตรที่ 3 ใช้งบเท่าไร", "หลักสูตรที่ 3 งบ 25,000 บาท", "ปรับแผนอะไรไปบ้าง"])
def test_what_is_asked_or_planned_is_no_spending_and_no_change(said: str) -> None:
    assert spending_in(said) is None
    assert plan_change_in(said, NOW) is None


def test_a_change_has_its_course_money_days_and_reason() -> None:
    said = plan_change_in("เพิ่มหลักสูตร การปฐมพยาบาล เดือนมีนาคม งบ 20,000 บาท เพราะมีเหตุบ่อย", NOW)
    assert said is not None
    assert (said.name, said.budget, said.first, said.reason) == ("การปฐมพยาบาล", 20_000, date(2024, 3, 1), "มีเหตุบ่อย")


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        ("ใช้ไป 2 หมื่น", 20_000),
        ("เบิกจ่ายสองหมื่นห้าพันบาท", 25_000),
        ("ใช้ไปแล้ว 1.5 แสนบาท", 150_000),
        ("ใช้งบ 25,000.50 บาท", 25_000),
        ("ใช้งบ -5,000 บาท", None),
        ("ยังไม่ได้ใช้งบ 25,000 บาท", None),
        ("จะใช้งบ 25,000 บาท", None),
        ("ใช้งบ 5 วัน", None),
    ],
)
def test_a_sum_is_read_in_words_too_and_only_what_was_spent_is_spending(said: str, amount: int | None) -> None:
    found = spending_in(f"หลักสูตรที่ 3 {said}")
    assert (found.amount if found else None) == amount


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("ไปเดือนตุลาคม", date(2024, 10, 1)), ("ไปเดือนกุมภาพันธ์", date(2024, 2, 1)), ("ไปวันที่ 15 ม.ค.", date(2025, 1, 15)),
        ("ไปเดือนตุลาคม 2566", date(2023, 10, 1)),
    ],
)  # fmt: skip
def test_a_month_without_a_year_moves_a_plan_forward(said: str, first: date) -> None:
    found = plan_change_in(f"เลื่อนหลักสูตรที่ 3 {said} เพราะน้ำท่วม", NOW)
    assert found is not None
    assert found.first == first


def test_several_courses_are_changed_alike_or_each_by_itself() -> None:
    alike = plan_change_in("ยกเลิกหลักสูตรที่ 3, 4 และหลักสูตรที่ 7 เพราะงบไม่พอ", NOW)
    apart = plan_change_in("ปรับแผน หลักสูตรที่ 3 งบ 30,000 บาท และหลักสูตรที่ 5 งบ 10,000 บาท", NOW)
    assert alike is not None
    assert (alike.number, alike.further, alike.dropped) == (3, (4, 7), True)
    assert apart is not None
    assert (apart.budget, apart.further) == (None, ())


def test_any_text_is_read_without_an_error() -> None:
    for said in ("", "อบรม", "อบรม" * 200, "อบรม 99999999999 วัน", "อบรม 31 ก.พ. 67", "๑๒๓ ชม. อบรม"):
        training_in(said, NOW, WAYS)
        development_asked(said, SAID)
        plan_change_in(said, NOW)


@pytest.mark.parametrize("half", HALVES)
def test_the_measured_messages_are_read_as_well_as_before(half: str) -> None:
    found = score_trainings(read_half(half))
    assert {aspect: found.right[aspect] for aspect in LEAST[half] if found.right[aspect] < LEAST[half][aspect]} == {}


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("วันที่ 5 ก.พ. อบรม e-GP 1 วัน และวันที่ 9 ก.พ. อบรมวินัย 3 ชม.", [("e-GP", 5), ("วินัย", 9)]),
        ("เมื่อวานอบรมพัสดุ 3 ชม. และเรียนออนไลน์ PDPA 2 ชม.", [("พัสดุ", 13), ("PDPA", 13)]),
        ("ไปอบรมมา 2 เรื่อง 1) e-GP 5 ก.พ. 1 วัน 2) พัสดุ 6-7 ก.พ.", [("e-GP", 5), ("พัสดุ", 7)]),
        ("อบรมวินัย 5 ก.พ. 1 วัน\nสัมมนาเครือข่าย 8 ก.พ. 1 วัน", [("วินัย", 5), ("เครือข่าย", 8)]),
        ("อบรมและศึกษาดูงานการจัดการขยะ 3 วัน 5-7 ก.พ.", [("การจัดการขยะ", 7)]),
        ("เมื่อวานอบรม e-GP 1 วัน พรุ่งนี้จะไปอบรมพัสดุ 1 วัน", [("e-GP", 13)]),
        ("วันนี้ลงพื้นที่", []),
    ],
)
def test_several_trainings_of_one_message_are_read(said: str, found: list[tuple[str, int]]) -> None:
    parts = trainings_in(said, NOW, WAYS)
    assert [(one.said.topic, one.said.last.day if one.said.last else None) for one in parts] == found
    assert [training_in(one.words, NOW, WAYS) for one in parts if len(parts) > 1] == [
        one.said for one in parts if len(parts) > 1
    ]  # what a tap types is read alike
