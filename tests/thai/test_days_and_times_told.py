"""Days and times as reports and requests of strangers tell them, on Wednesday 12 July 2566."""

from datetime import date

import pytest

from tests.thai.speakers import TODAY, speaker
from thai.meaning import DoubtKind
from thai.understand import understand


def july(day):
    return date(2023, 7, day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("เมื่อเช้าวันจันทร์ไปวัดน้ำกับชาวบ้าน 5 คน", july(10)),
        ("ว.3 ก.ค. 66 ประชุมหัวหน้าส่วน 12 คน", july(3)),
        ("ทำบุญเนื่องในวันแม่บ้าน 7 กรกฎาคม 2566 เวลา 7 โมง ชาวบ้าน 40 คน", july(7)),
        ("ไปดูถนนกับชาวบ้าน 6 คน วันที่ 20 ไปซ้ำ", None),
        ("รพ.สต. หมอ 1 พยาบาล 2 ประชุมกัน", None),
    ],
)
def test_the_day_of_work_told_in_other_words(text, day):
    meaning = understand(text, speaker())
    assert (meaning.slots.activity_date, meaning.slots.period, meaning.doubts_of("activity_date")) == (day, None, ())


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("สรุปตั้งแต่ 3 ก.ค.", july(3), TODAY),
        ("ใครยังไม่ส่งตั้งแต่ 3 ก.ค. จนวันนี้", july(3), TODAY),
        ("สรุปเมื่อ 3 เดือนที่แล้ว", date(2023, 4, 1), date(2023, 4, 30)),
        ("สรุปเดือนแล้ว", date(2023, 6, 1), date(2023, 6, 30)),
        ("สรุปไตรมาสแรก ปีงบ 66", date(2022, 10, 1), date(2022, 12, 31)),
        ("สรุปตั้งแต่เปิดโครงการจนวันนี้", date(2023, 6, 5), TODAY),
        ("ขอสรุปนับแต่เริ่มโครงการ", date(2023, 6, 5), TODAY),
        ("สรุปตั้งแต่เริ่มโครงการถึง 7 ก.ค.", date(2023, 6, 5), july(7)),
        ("สรุปตั้งแต่ต้นเดือน", july(1), TODAY),
        ("สรุปตั้งแต่เข้าระยะ 2", july(3), TODAY),
        ("สรุปครึ่งเดือนแรก", july(1), july(15)),
        ("ขอภาพรวมของสัปดาห์แรกที่ลงพื้นที่", july(3), july(9)),
    ],
)
def test_the_days_of_a_report_run_until_now_or_are_as_long_ago_as_said(text, first, last):
    assert understand(text, speaker("coordinator")).slots.period == (first, last)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("ลาป่วย 17-19/7/66", (july(17), july(19))),
        ("ขอลาวันนี้+พรุ่งนี้", (TODAY, july(13))),
        ("ลาพุธกับพฤหัสหน้า", (july(19), july(20))),
        ("ลาคลอด 90 วัน ตั้งแต่ 1 ธ.ค.", (date(2023, 12, 1), date(2024, 2, 28))),
        ("ลาบวช 15 วัน ตั้งแต่ 4 ก.ย.", (date(2023, 9, 4), date(2023, 9, 18))),
        ("ไข้ขึ้นตั้งแต่เมื่อคืน ขอลาป่วยถึงวันศุกร์", (TODAY, july(14))),
    ],
)
def test_several_days_of_leave_are_one_span(text, days):
    assert understand(text, speaker()).slots.period == days


def test_numbers_alone_are_days_of_leave_only_after_a_yes():
    meaning = understand("ลาพักผ่อน 25 ถึง 27", speaker())
    (doubt,) = meaning.doubts_of("period")
    assert (doubt.kind, doubt.options[0]) == (DoubtKind.LENGTH, (july(25), july(27)))


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("ประชุมวันนี้ เริ่ม 9.45 จบ 11.20", "09:45-11:20"),
        ("ประชุมวันนี้ เลิกเที่ยง เริ่มเก้าโมง", "09:00-12:00"),
        ("ประชุมวันนี้ เวลา 13.30 น. เลิก 15.45 น.", "13:30-15:45"),
        ("ประชุมวันนี้ สิบสามนาฬิกาถึงสิบหกนาฬิกาสามสิบนาที", "13:00-16:30"),
        ("ประชุมวันนี้ สี่โมงเย็นถึงหกโมงสิบห้า", "16:00-18:15"),
        ("ประชุมวันนี้ ตั้งแต่แปดโมงเช้าไปจนสิบเอ็ดโมง", "08:00-11:00"),
        ("ประชุมวันนี้ บ่ายสองโมง มากัน 40 คน คุยยาวไปจนถึงห้าโมงเย็น", "14:00-17:00"),
        ("ประชุมวันนี้ เริ่มบ่ายสามสิบห้าเลิกสี่โมงเย็น", "15:15-16:00"),
        ("ประชุมวันนี้ บ่าย 35 คน", None),
        ("08:30 เคารพธงชาติ 10:00-12:00 ประชุมกับชาวบ้าน", "10:00-12:00"),
        ("ประชุมวันนี้ เริ่มตั้งแต่ 9.15 กับชาวบ้าน", "09:15"),
        ("เมื่อเย็นวานประชุมกับชาวบ้าน หกโมงครึ่ง", "18:30"),
        ("ประชุมวันนี้ 8 โมงเจ๊าถึงสิบเอ็ดโมง", "08:00-11:00"),
        ("ประชุมวันนี้ เริ่มห้าโมงเย็นหลังงาน ถึงประมาณทุ่มครึ่ง", "17:00-19:30"),
        ("ทำแนวกันไฟกับชาวบ้าน 9/7/66 07.30", "07:30"),
        ("วันนี้เก็บขยะเสร็จก่อนละหมาดเที่ยง", None),
        ("แก้เวลาของเมื่อวานจาก 09.00 น. เป็น 10.30 น.", "10:30"),
    ],
)
def test_when_work_began_and_ended(text, time):
    assert understand(text, speaker()).slots.time == time
