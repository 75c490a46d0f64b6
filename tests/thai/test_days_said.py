"""Days and periods as people say them, on Wednesday 12 July 2566."""

from datetime import date, datetime

import pytest

from tests.thai.speakers import TODAY, speaker
from thai.context import BANGKOK
from thai.data import read
from thai.dates import day_span, long_day, month_year, short_day
from thai.single_answers import read_date
from thai.understand import understand

CALENDAR = read("calendar")


def july(day):
    return date(2023, 7, day)


@pytest.mark.parametrize("entry", CALENDAR["day"] + CALENDAR["yearly"], ids=lambda entry: entry["word"])
def test_every_day_word_s_example_gives_its_day(entry):
    assert read_date(entry["example"], speaker()) == entry["day"]


@pytest.mark.parametrize("entry", CALENDAR["period"], ids=lambda entry: entry["word"])
def test_every_period_s_example_gives_its_days(entry):
    assert understand(entry["example"], speaker("coordinator")).slots.period == (entry["from"], entry["to"])


@pytest.mark.parametrize("month", CALENDAR["month"], ids=lambda month: month["english_short"])
def test_every_spelling_of_a_month_is_that_month(month):
    for spelling in month["spellings"]:
        assert read_date(f"12 {spelling} 2566", speaker()) == date(2023, month["number"], 12), spelling


@pytest.mark.parametrize("weekday", CALENDAR["weekday"], ids=lambda weekday: weekday["english_short"])
def test_every_spelling_of_a_weekday_is_that_weekday(weekday):
    for spelling in weekday["spellings"]:
        said = read_date(spelling if spelling.isascii() else f"{spelling}ที่แล้ว", speaker())
        assert said is not None, spelling
        assert said.weekday() == weekday["number"], spelling


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("12/7/66", july(12)),
        ("วันพุธสุดท้ายของเดือนก่อน", date(2023, 6, 28)),
        ("จันทร์แรกของเดือนนี้", july(3)),
        ("วันศุกร์สุดท้ายของเดือนมิถุนายน", date(2023, 6, 30)),
        ("วันจันทร์ ครั้งแรก", july(10)),
        ("12/7/2566", july(12)),
        ("12-07-2023", july(12)),
        ("12.7.66", july(12)),
        ("2566-07-12", july(12)),
        ("2023-07-12", july(12)),
        ("๑๒ กรกฎาคม ๒๕๖๖", july(12)),
        ("๑๒/๗/๒๕๖๖", july(12)),
        ("12 ก.ค. 66", july(12)),
        ("12กค66", july(12)),
        ("12 ก.ค.", july(12)),
        ("12 July", july(12)),
        ("July 12, 2023", july(12)),
        ("12 กรกฎาคม พ.ศ. 2566", july(12)),
        ("12 กรกฎาคม ค.ศ. 2023", july(12)),
        ("วันที่ 3", july(3)),
        ("วันที่สาม", july(3)),
        ("วันที่ 25", date(2023, 6, 25)),
        ("28 ธ.ค.", date(2023, 12, 28)),
        ("9/7", july(9)),
        ("สองวันก่อน", july(10)),
        ("3 วันที่แล้ว", july(9)),
        ("อีก 2 วัน", july(14)),
        ("29 ก.พ. 67", date(2024, 2, 29)),
    ],
)
def test_written_dates_in_both_eras(words, day):
    assert read_date(words, speaker()) == day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("จันทร์นี้", july(10)),
        ("จันทร์ที่แล้ว", july(10)),
        ("พุธที่แล้ว", july(5)),
        ("ศุกร์ที่ผ่านมา", july(7)),
        ("จันทร์หน้า", july(17)),
        ("ศุกร์หน้า", july(21)),
        ("ศุกร์นี้", july(14)),
        ("วันศุกร์ที่จะถึง", july(14)),
        ("จันทร์สัปดาห์ที่แล้ว", july(3)),
        ("วันอาทิตย์ที่แล้ว", july(9)),
        ("วันจันทร์อาทิตย์หน้า", july(17)),
        ("เมื่อวันศุกร์", july(7)),
        ("วันพุธ", july(12)),
    ],
)
def test_weekdays_this_week_the_latest_past_and_next_week(words, day):
    assert read_date(words, speaker()) == day


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("3-5 ก.ค.", july(3), july(5)),
        ("3 ถึง 5 กรกฎาคม 2566", july(3), july(5)),
        ("วันที่ 3-5", july(3), july(5)),
        ("28 มิ.ย. - 3 ก.ค.", date(2023, 6, 28), july(3)),
        ("1 ก.ค. ถึง 5 ก.ค.", july(1), july(5)),
        ("อาทิตย์ที่แล้ว", july(3), july(9)),
        ("อาทิตย์หน้า", july(17), july(23)),
        ("เดือนมิถุนายน", date(2023, 6, 1), date(2023, 6, 30)),
        ("พ.ค.ถึงมิ.ย.", date(2023, 5, 1), date(2023, 6, 30)),
        ("เดือนมิถุนายน ถึง กรกฎาคม", date(2023, 6, 1), date(2023, 7, 31)),
        ("ธ.ค. - ม.ค.", date(2023, 12, 1), date(2024, 1, 31)),
        ("7 วันที่ผ่านมา", july(6), july(12)),
        ("ย้อนหลัง 3 วัน", july(10), july(12)),
        ("สัปดาห์ที่ 1", july(3), july(9)),
        ("สัปดาห์ที่ 5", july(31), date(2023, 8, 6)),
        ("สัปดาห์ที่ห้า", july(31), date(2023, 8, 6)),
        ("ช่วงที่ 2", july(3), date(2023, 12, 1)),
        ("ช่วงนำร่อง", july(3), july(14)),
        ("จันทร์ถึงศุกร์นี้", july(10), july(14)),
    ],
)
def test_periods(words, first, last):
    assert understand(f"สรุป {words}", speaker("coordinator")).slots.period == (first, last)


@pytest.mark.parametrize("words", ["31 ก.ย.", "30 ก.พ. 66", "31/9/66", "29 ก.พ. 2566", "32 กรกฎาคม", "วันที่ 35"])
def test_an_impossible_day_is_said_to_be_one(words):
    slots = understand(f"{words} ประชุมกับชาวบ้าน 20 คน", speaker()).slots
    assert slots.activity_date is None
    assert slots.problem == words


@pytest.mark.parametrize("words", ["บ้านเลขที่ 12/7", "ขยะ 9.30 กก.", "ที่นี่มีนา 12 ไร่", "เลี้ยงวัว 3 ตัว", "ทุกวัน", "0812345678"])
def test_what_only_looks_like_a_date_is_none(words):
    assert read_date(words, speaker()) is None


def test_a_bare_number_answers_which_day():
    assert read_date("10", speaker()) == july(10)
    assert read_date("๓๐", speaker()) == date(2023, 6, 30)
    assert read_date("32", speaker()) is None
    assert understand("10", speaker()).slots.activity_date is None


def test_plans_read_a_bare_weekday_or_day_as_the_next_one():
    assert understand("ขอลาวันศุกร์", speaker()).slots.activity_date == july(14)
    assert understand("ขอลาวันที่ 25", speaker()).slots.activity_date == july(25)


def test_a_week_to_come_in_a_narrative_is_not_when_it_was_done():
    slots = understand("เตรียมงานต้อนรับผู้ว่าฯ ที่จะมา ต.แม่ใจ สัปดาห์หน้า", speaker()).slots
    assert (slots.activity_date, slots.period) == (None, None)


def test_the_day_is_bangkok_s():
    early = speaker(now=datetime.fromisoformat("2023-07-11T18:30:00+00:00"))
    assert read_date("วันนี้", early) == TODAY
    assert read_date("วันนี้", speaker(now=datetime(2023, 7, 12, 0, 10, tzinfo=BANGKOK))) == TODAY


def test_days_are_written_in_the_reader_s_era():
    assert long_day(TODAY, "th") == "พุธ 12 ก.ค. 2566"
    assert long_day(TODAY, "en") == "Wed 12 Jul 2023"
    assert short_day(TODAY, "th") == "12 ก.ค. 2566"
    assert month_year(TODAY, "th") == "ก.ค. 2566"


def test_spans_say_what_both_days_share_once():
    assert day_span(july(3), july(11), "th") == "3–11 ก.ค. 2566"
    assert day_span(july(3), july(3), "th") == "3 ก.ค. 2566"
    assert day_span(date(2023, 6, 28), july(3), "en") == "28 Jun – 3 Jul 2023"
    assert day_span(date(2022, 12, 28), date(2023, 1, 3), "th") == "28 ธ.ค. 2565 – 3 ม.ค. 2566"
