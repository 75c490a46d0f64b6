"""Every way to write a date, crossed with every weekday and distance: read right, or asked about.

The date is drawn first and written by this file's own tables, so the reader's are not their own judge.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import product

import pytest

from tests.thai.speakers import speaker
from thai.context import BANGKOK
from thai.meaning import DoubtKind, Understood
from thai.understand import understand

MONTHS = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
SHORT = ("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.")
WEEKDAYS = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")

# Seven days in a row, so that every weekday is once today and once each distance away; one of them begins a year.
TODAYS = (*(date(2023, 7, 10) + timedelta(days=n) for n in range(7)), date(2023, 12, 4), date(2024, 1, 2))
DISTANCES = (0, 1, 2, 3, 5, 6, 7, 8, 9, 13, 14, 15, 20, 21, 22, 28, 35, 49, 60, 90)
# How each date is used: (before the date, after it, intent).
USES = (
    ("", " ประชุมกับชาวบ้าน 25 คน", "log_activity"),
    ("ประชุมหมู่บ้านเมื่อ", " ชาวบ้านมา 25 คน", "log_activity"),
    ("ขอดูบันทึก", "", "list_activities"),
    ("ลบบันทึก", "", "delete_activity"),
    ("แก้ไขบันทึก", "", "edit_activity"),
    ("ขอลากิจ", "", "leave"),
)


def weekday(day: date) -> str:
    return WEEKDAYS[day.weekday()]


def thai(text: str) -> str:
    return text.translate(THAI_DIGITS)


FULL: dict[str, Callable[[date], str]] = {
    "วันที่ 5 กรกฎาคม 2566": lambda d: f"วันที่ {d.day} {MONTHS[d.month - 1]} {d.year + 543}",
    "วันที่ ๕ กรกฎาคม ๒๕๖๖": lambda d: thai(f"วันที่ {d.day} {MONTHS[d.month - 1]} {d.year + 543}"),
    "วันที่ 5 เดือนกรกฎาคม พ.ศ. 2566": lambda d: f"วันที่ {d.day} เดือน{MONTHS[d.month - 1]} พ.ศ. {d.year + 543}",
    "วันที่ 5 ก.ค. 66": lambda d: f"วันที่ {d.day} {SHORT[d.month - 1]} {(d.year + 543) % 100:02d}",
    "วันที่ 5/7/66": lambda d: f"วันที่ {d.day}/{d.month}/{(d.year + 543) % 100:02d}",
    "วันที่ 05/07/2566": lambda d: f"วันที่ {d.day:02d}/{d.month:02d}/{d.year + 543}",
    "วันพุธที่ 5 กรกฎาคม 2566": lambda d: f"วัน{weekday(d)}ที่ {d.day} {MONTHS[d.month - 1]} {d.year + 543}",
    "วันพุธ ที่ ๕ ก.ค. ๖๖": lambda d: thai(f"วัน{weekday(d)} ที่ {d.day} {SHORT[d.month - 1]} {(d.year + 543) % 100:02d}"),
    "วันพุธที่ 5 เดือน กรกฎาคม พ.ศ. 2566": lambda d: (
        f"วัน{weekday(d)}ที่ {d.day} เดือน {MONTHS[d.month - 1]} พ.ศ. {d.year + 543}"
    ),
    "พุธ 5 ก.ค. 66": lambda d: f"วัน{weekday(d)} {d.day} {SHORT[d.month - 1]} {(d.year + 543) % 100:02d}",
    "วันพุธที่ 5 ก.ค.": lambda d: f"วัน{weekday(d)}ที่ {d.day} {SHORT[d.month - 1]}",
    "วันพุธที่ 5/7/66": lambda d: f"วัน{weekday(d)}ที่ {d.day}/{d.month}/{(d.year + 543) % 100:02d}",
    "วันที่ 5 ก.ค. (พุธ)": lambda d: f"วันที่ {d.day} {SHORT[d.month - 1]} ({weekday(d)})",
    "วันที่ 5 กรกฎาคม": lambda d: f"วันที่ {d.day} {MONTHS[d.month - 1]}",
}


@dataclass(frozen=True)
class Crossed:
    """A date as written for one use on one day."""

    today: date
    day: date
    text: str
    intent: str


def crossed(form: Callable[[date], str]) -> list[Crossed]:
    """Every use on every day at every distance, but each pair of a day and a distance with every other use only."""
    found = []
    for number, (today, distance, (before, after, intent)) in enumerate(product(TODAYS, DISTANCES, USES)):
        if (number + number // len(USES)) % 2:
            continue
        forward = intent == "leave"
        day = today + timedelta(days=distance if forward else -distance)
        found.append(Crossed(today, day, f"{before}{form(day)}{after}", intent))
    return found


@cache
def read(one: Crossed) -> Understood:
    return understand(one.text, speaker(now=datetime.combine(one.today, time(18), BANGKOK)))


def days_read(meaning: Understood) -> set[date]:
    """The day that was read, or all that a question about it would offer."""
    slots = meaning.slots
    days = {slots.activity_date} if slots.activity_date else set()
    if slots.period and slots.period[0] == slots.period[1]:
        days.add(slots.period[0])
    for doubt in meaning.doubts:
        days |= {option for option in doubt.options if isinstance(option, date)}
    return days


def test_the_crossing_is_large_enough():
    assert sum(len(crossed(form)) for form in FULL.values()) >= 7_000


@pytest.mark.parametrize("form", FULL, ids=str)
def test_every_form_on_every_weekday_at_every_distance(form):
    wrong = []
    for one in crossed(FULL[form]):
        meaning = read(one)
        if one.day not in days_read(meaning) or (not meaning.doubts and meaning.intent != one.intent):
            wrong.append((one.today.isoformat(), one.text, meaning.intent, meaning.slots.to_json()))
    assert not wrong, f"{len(wrong)} wrong, such as {wrong[:3]}"


@pytest.mark.parametrize("form", FULL, ids=str)
def test_a_date_that_is_written_clearly_is_not_asked_about(form):
    asked = [one.text for one in crossed(FULL[form]) if read(one).doubts]
    assert not asked, f"{len(asked)} asked about, such as {asked[:3]}"


def test_a_weekday_that_contradicts_the_date_is_always_asked_about():
    quiet = []
    for today, distance, (before, after, _), shift in product(TODAYS, DISTANCES, USES, (1, 3, 6)):
        day = today - timedelta(days=distance)
        said = f"วัน{weekday(day + timedelta(days=shift))}ที่ {day.day} {MONTHS[day.month - 1]} {day.year + 543}"
        meaning = read(Crossed(today, day, f"{before}{said}{after}", ""))
        kinds = {doubt.kind for doubt in meaning.doubts}
        if DoubtKind.WEEKDAY not in kinds or meaning.slots.activity_date != day:
            quiet.append((today.isoformat(), f"{before}{said}{after}", meaning.slots.to_json()))
    assert not quiet, f"{len(quiet)} not asked about, such as {quiet[:3]}"


@pytest.mark.parametrize("intent", ["delete_activity", "list_activities", "log_activity"])
def test_a_weekday_with_the_day_of_the_month_alone_is_the_nearest_such_day(intent):
    before, after = next((before, after) for before, after, meant in USES if meant == intent)
    wrong = []
    for today, distance in product(TODAYS, range(29)):
        day = today - timedelta(days=distance)
        text = f"{before}วัน{weekday(day)}ที่ {day.day}{after}"
        if day not in days_read(read(Crossed(today, day, text, intent))):
            wrong.append((today.isoformat(), text))
    assert not wrong, f"{len(wrong)} wrong, such as {wrong[:3]}"
