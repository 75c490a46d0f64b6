"""Which of several days a message is about, on Wednesday 12 July 2566, and what a careful clerk would ask."""

from datetime import date, datetime

import pytest

from tests.thai.speakers import TODAY, speaker
from thai.context import BANGKOK
from thai.meaning import DoubtKind
from thai.understand import understand


def july(day):
    return date(2023, 7, day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("วันศุกร์ที่ 30 มิถุนายน 2566 ประชุมหัวหน้าส่วน 22 คน", date(2023, 6, 30)),
        ("จากมติที่ประชุมวันที่ 21 มิ.ย. 66 วันนี้ลงมือซ่อมฝายกับชาวบ้าน 30 คน", TODAY),
        ("ตามหนังสือที่ มท 0310/ว 99 ลงวันที่ 5 ก.ค. 66 วันนี้จัดประชุมชี้แจง ผู้เข้าร่วม 33 คน", TODAY),
        ("ประชุมชี้แจงตามหนังสืออำเภอ ลว. 30 มิ.ย. 66 เมื่อวันที่ 6 ก.ค. 66 มี อบต. ร่วม", july(6)),
        ("เมื่อคืนฝนหนักน้ำเข้าบ้านสามหลัง เช้านี้ออกสำรวจกับ อบต.", TODAY),
        ("ประชุมประจำเดือนมิถุนายน ครั้งที่ 6/2566 ผู้ใหญ่บ้าน 40 คน (10 ก.ค. 66)", july(10)),
        ("งานเนื่องในวันสิ่งแวดล้อมโลก (5 มิถุนายน) เลื่อนมาจัดเมื่อวานนี้ ครูมาช่วย", july(11)),
        ("วันนี้ (11 ก.ค. 66) ต้อนรับคณะนักวิจัยที่อำเภอ", july(11)),
        ("นมัสการเจ้าอาวาสเมื่อวันที่ ๔ เดือนกรกฎาคม พุทธศักราช ๒๕๖๖ ท่านให้จัดวันที่ ๒๐", july(4)),
        ("อาทิตย์ที่ 9 ไปเปิดแข่งนกเขากับชาวบ้าน 30 คน", july(9)),
        ("แรกวาไปเก็บขยะกับชาวบ้าน 7 คน วันศุกร์จะข้ามไปทำอีกฝั่ง", july(11)),
        ("ติดประชุมที่ศาลากลางเมื่อวานกับวันนี้ งานที่จะรายงานคือของวันที่ 6 ก.ค. ลงพื้นที่พบผู้สูงอายุ 55 คน", july(6)),
        ("วัน/เดือน/ปี : 6/7/2566\nสถานที่ : ศาลาประชาคม\nประชุมกลุ่มอาชีพ", july(6)),
    ],
)
def test_the_day_of_the_work_is_not_the_day_of_a_letter_a_title_or_a_plan(text, day):
    meaning = understand(text, speaker())
    assert (meaning.intent, meaning.slots.activity_date) == ("log_activity", day)
    assert not meaning.doubts_of("activity_date")


@pytest.mark.parametrize(
    ("text", "kind", "options"),
    [
        ("วันพฤหัสบดีที่ 7 กรกฎาคม 2566 ประชุม อสม. 20 คน", DoubtKind.WEEKDAY, (july(7), july(6))),
        ("10-12 ก.ค. อบรมทำปุ๋ยหมักกับเกษตรกร", DoubtKind.SEVERAL_DAYS, (july(10), july(11), july(12))),
        ("วันที่ 3, 5 และ 7 ก.ค. 66 ออกสำรวจ จปฐ. กับผู้ใหญ่บ้าน", DoubtKind.SEVERAL_DAYS, (july(3), july(5), july(7))),
        ("ตั้งแต่วันจันทร์ถึงวันนี้ออกสำรวจ จปฐ. กับ อสม.", DoubtKind.SEVERAL_DAYS, (july(10), july(11), july(12))),
        ("สัปดาห์ที่แล้วไปดูงานกับวิสาหกิจชุมชน", DoubtKind.PERIOD_ONLY, tuple(july(n) for n in range(3, 8))),
        ("วันที่ 25 กรกฎาคม 2566 ประชุมคณะกรรมการกองทุน 9 คน", DoubtKind.FUTURE, (july(25),)),
        ("วันนี้ประชุมกำนัน 20 คน เมื่อวานประชุมพระ 30 คน", DoubtKind.WHICH_DAY, (july(12), july(11))),
        ("เมื่อวานประชุมพระ 30 คน วันนี้ประชุมกำนัน 20 คน", DoubtKind.WHICH_DAY, (july(12), july(11))),
        ("วันศุกร์จะไปประชุมที่อำเภอกับกำนัน 20 คน", DoubtKind.FUTURE, (july(14),)),
        ("วันที่ 20 จะไปประชุมที่อำเภอกับกำนัน 20 คน", DoubtKind.FUTURE, (july(20),)),
        ("พรุ่งนี้จะลงพื้นที่ ต.แม่ใจ ประชุมชาวบ้าน 30 คน", DoubtKind.FUTURE, (july(13),)),
        ("วันที่ 31 มิถุนายน 2566 ประชุมกับชาวบ้าน 10 คน", DoubtKind.UNKNOWN_DAY, ()),
        ("วันตานก๋วยสลากไปช่วยงานกับชาวบ้านหมู่ 4", DoubtKind.UNKNOWN_DAY, ()),
        ("วันที่ 5 ประชุมกับพระ วันที่ 7 ลงพื้นที่กับชาวบ้าน", DoubtKind.WHICH_DAY, (july(5), july(7))),
    ],
)
def test_days_that_a_clerk_would_ask_about(text, kind, options):
    meaning = understand(text, speaker())
    (doubt,) = meaning.doubts_of("activity_date")
    assert (meaning.intent, doubt.kind, doubt.options) == ("log_activity", kind, options)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("ลา 13,14 ก.ค.", july(13), july(14)),
        ("ลา 13, 14 ก.ค.", july(13), july(14)),
        ("ขอลากิจวันที่ 13 กับ 14 ก.ค.", july(13), july(14)),
        ("ลาวันจันทร์ถึงวันพุธหน้า", july(17), july(19)),
        ("ลาจันทร์ถึงพุธหน้าครับ", july(17), july(19)),
        ("ตั้งแต่จันทร์ที่ 17 ฮอดพุธที่ 19 ขอลาพักผ่อนเด้อ", july(17), july(19)),
        ("ลาพักผ่อนวันที่ 17 ถึง 19 เหลือวันลา 8 วัน", july(17), july(19)),
        ("ลา 3 วันตั้งแต่พรุ่งนี้ รวมวันทำการ", july(13), july(17)),
        ("ลาพักร้อน 3 วันตั้งแต่วันจันทร์หน้า", july(17), july(19)),
        ("ขอลาพักผ่อนวันจันทร์ที่ 24 ถึงวันพุธที่ 26 กรกฎาคม 2566", july(24), july(26)),
        ("ขอลากิจวันศุกร์ที่ 21 ก.ค. 66", july(21), july(21)),
        ("ลาพักผ่อน 5 วันทำการ เริ่ม 13 ก.ค.", july(13), july(19)),
        ("ลาป่วยถึงวันศุกร์", july(12), july(14)),
        ("ลาคลอด 17 ก.ค. - 14 ต.ค.", july(17), date(2023, 10, 14)),
        ("ลาพฤหัส ศุกร์นี้", july(13), july(14)),
        ("วันนี้กับพรุ่งนี้ลาครับ เอ่อไม่ใช่ วันนี้ยังเข้าอยู่ ลาตั้งแต่พรุ่งนี้ถึงวันศุกร์", july(13), july(14)),
        ("วันที่ 1 สิงหาคมเป็นวันหยุด จึงขอลาพักผ่อนวันที่ 3 สิงหาคม", date(2023, 8, 3), date(2023, 8, 3)),
        ("ตามหมายเรียกลงวันที่ 3 กรกฎาคม ขออนุญาตลากิจวันจันทร์ที่ 17 กรกฎาคม", july(17), july(17)),
    ],
)
def test_the_days_of_leave(text, first, last):
    meaning = understand(text, speaker())
    period = meaning.slots.period or (meaning.slots.activity_date, meaning.slots.activity_date)
    assert (meaning.intent, period) == ("leave", (first, last))


def test_days_of_leave_over_a_weekend_are_asked_about():
    (doubt,) = understand("ลาพักร้อน 5 วัน เริ่มพฤหัสนี้", speaker()).doubts
    assert doubt.kind is DoubtKind.LENGTH
    assert doubt.options == ((july(13), july(19)), (july(13), july(17)))


def test_days_of_leave_that_do_not_follow_each_other_are_asked_about():
    (doubt,) = understand("ลาวันที่ 13 และ 18 ก.ค.", speaker()).doubts
    assert doubt.kind is DoubtKind.SEVERAL_DAYS
    assert doubt.options[1:] == ((july(13), july(13)), (july(18), july(18)))


@pytest.mark.parametrize(
    ("text", "now", "day"),
    [
        ("วันเข้าพรรษาไปแห่เทียนกับชาวบ้าน", datetime(2023, 8, 3, 17, tzinfo=BANGKOK), date(2023, 8, 2)),
        ("วันออกพรรษาร่วมตักบาตรกับพระที่วัด", datetime(2023, 10, 30, 9, tzinfo=BANGKOK), date(2023, 10, 29)),
        ("วันลอยกระทงช่วยงาน อบต. คุมท่าน้ำ", datetime(2023, 11, 28, 9, tzinfo=BANGKOK), date(2023, 11, 27)),
        ("วันรายอฮัจยีไปเยี่ยมโต๊ะอิหม่าม", datetime(2023, 6, 30, 9, tzinfo=BANGKOK), date(2023, 6, 29)),
        ("วันพระไปคุยกับเจ้าอาวาสเรื่องเตาเผาขยะ", datetime(2023, 7, 12, 18, tzinfo=BANGKOK), date(2023, 7, 10)),
    ],
)
def test_feasts_that_follow_the_moon_have_days(text, now, day):
    assert understand(text, speaker(now=now)).slots.activity_date == day


@pytest.mark.parametrize(
    "text", ["รณรงค์งดเหล้าเข้าพรรษากับ อสม. 12 คน", "ปลูกป่าวันแม่กับนักเรียน 40 คน", "คุยเรื่องงานรายอกับโต๊ะอิหม่าม"]
)
def test_a_feast_that_the_work_is_about_is_no_day(text):
    assert understand(text, speaker()).slots.activity_date is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("ขอสรุปผลระหว่างวันที่ ๓ - ๗ กรกฎาคม ๒๕๖๖ เพื่อประกอบการประชุมวันที่ ๑๔ กรกฎาคม ๒๕๖๖", july(3), july(7)),
        ("พรุ่งนี้มีประชุม ขอสรุปของสัปดาห์ที่แล้ว", july(3), july(9)),
    ],
)
def test_a_report_is_about_the_days_before_its_meeting(text, first, last):
    assert understand(text, speaker("coordinator")).slots.period == (first, last)


@pytest.mark.parametrize("text", ["เลื่อนลาจากวันศุกร์เป็นวันจันทร์", "ขอลาพรุ่งนี้ ใบลาฉบับที่ 4", "ขอเปลี่ยนวันลาเป็นวันที่ 20"])
def test_leave_that_is_changed_or_has_a_number_besides_its_days_is_asked_about(text):
    meaning = understand(text, speaker())
    assert meaning.intent != "leave" or meaning.doubts


@pytest.mark.parametrize(
    "text",
    [
        "อาทิตย์หน้าขอลาสักสามวัน ยังไม่รู้วันไหน",
        "อาทิตย์หน้าขอลาซักวันนะคะ ยังไม่รู้หมอนัดวันไหน",
        "ลาตั้งแต่พรุ่งนี้จนกว่าแม่จะออกจากโรงพยาบาล",
        "ขออนุญาตลาพักผ่อน ๓ วัน ตั้งแต่วันที่ ๑๗ ถึงวันที่ ๒๐ ก.ค.",
    ],
)
def test_leave_whose_days_contradict_their_number_or_have_no_end_is_asked_about(text):
    meaning = understand(text, speaker())
    assert meaning.intent == "leave"
    assert [doubt.kind for doubt in meaning.doubts_of("period")] == [DoubtKind.LENGTH]


def test_leave_that_is_asked_for_is_no_work_of_the_meeting_after_it():
    meaning = understand("ใคร่ขออนุญาตลากิจไปประชุมผู้ปกครองวันที่ 13 ก.ค. แล้วจะกลับมาประชุมกำนันวันที่ 17", speaker())
    assert meaning.intent == "leave"
    assert meaning.doubts_of("period")[0].options[0] == (july(13), july(13))
    assert meaning.doubts_of("intent")


def test_a_number_of_days_that_agrees_with_the_span_leaves_no_doubt():
    meaning = understand("ขอลาพักผ่อน 3 วัน ตั้งแต่วันที่ 17 ถึงวันที่ 19 ก.ค.", speaker())
    assert (meaning.slots.period, meaning.doubts_of("period")) == ((july(17), july(19)), ())


def test_leave_on_a_day_after_past_words_is_past():
    meaning = understand("เมื่อวันที่ 5 ผมลาป่วย ลืมแจ้ง ลงให้หน่อยครับ", speaker())
    assert meaning.slots.period == (july(5), july(5)) or meaning.slots.activity_date == july(5)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("ลาวันที่ 20 เดือนหน้า", date(2023, 8, 20), date(2023, 8, 20)),
        ("ลาวันที่ 20-23 เดือนหน้า", date(2023, 8, 20), date(2023, 8, 23)),
        ("ลา ๒๐ ถึง ๒๓ เดือนหน้า", date(2023, 8, 20), date(2023, 8, 23)),
        ("ลาวันที่ 5,6 เดือนหน้า", date(2023, 8, 5), date(2023, 8, 6)),
        ("ลบบันทึกวันที่ 30 เดือนที่แล้ว", date(2023, 6, 30), date(2023, 6, 30)),
        ("วันที่ ๓ เดือนนี้ลงพื้นที่ 12 คน", date(2023, 7, 3), date(2023, 7, 3)),
        ("สรุป 3 เดือนที่แล้ว", date(2023, 4, 1), date(2023, 4, 30)),
    ],
)
def test_a_day_of_a_month_that_is_only_named_by_its_distance(text, first, last):
    """Leave on "the 20th of next month" was the whole of it."""
    slots = understand(text, speaker()).slots
    assert (slots.period or (slots.activity_date, slots.activity_date)) == (first, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("ลาวันศุกร์กับวันจันทร์", july(14), july(17)),
        ("ลาศุกร์และจันทร์", july(14), july(17)),
        ("ลาอังคารกับพุธ", july(18), july(19)),
        ("ลาวันพุธกับวันพฤหัส", july(12), july(13)),
        ("ลาพฤหัสกับศุกร์", july(13), july(14)),
        ("ลาศุกร์ถึงจันทร์", july(14), july(17)),
        ("ลาวันที่ 5 กับ 6", date(2023, 8, 5), date(2023, 8, 6)),
        ("ลาวันที่ 10, 11", date(2023, 8, 10), date(2023, 8, 11)),
        ("ลาวันที่ 13 กับ 14", july(13), july(14)),
        ("ลาวันจันทร์กับอังคารที่ผ่านมา", july(10), july(11)),
    ],
)
def test_several_days_of_leave_are_to_come(text, first, last):
    """Two weekdays of leave were those of the week before, with no word (29 November 2026)."""
    meaning = understand(text, speaker())
    assert (meaning.slots.period, meaning.doubts_of("period")) == ((first, last), ())


def test_days_of_leave_that_lie_apart_are_to_come_and_asked_about():
    meaning = understand("ขอลาวันจันทร์ พุธ ศุกร์", speaker())
    (doubt,) = meaning.doubts_of("period")
    assert min(day for option in doubt.options for day in option) >= TODAY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("วันที่ 10 เอ้ย 11 อบรม 20 คน", july(11)),
        ("ลบงานเมื่อวาน เอ้ย วันจันทร์", july(10)),
        ("ลบงานวันนี้ เอ้ย เมื่อวาน", july(11)),
        ("ลาวันที่ 20 เอ้ย 21", july(21)),
        ("30 กุมภา เอ้ย 30 มิ.ย. อบรม 12 คน", date(2023, 6, 30)),
    ],
)
def test_a_day_that_is_taken_back_is_not_the_day(text, day):
    assert understand(text, speaker()).slots.activity_date == day
