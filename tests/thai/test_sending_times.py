"""When to send an announcement: a day and a time that stand alone, as people say them."""

from datetime import date, time

import pytest

from tests.thai.speakers import speaker
from thai.data import read
from thai.sending_times import SendingTime, sending_time_in

COORDINATOR = speaker("coordinator")  # on Wednesday 12 July 2023
TOMORROW, FRIDAY = date(2023, 7, 13), date(2023, 7, 14)
TABLES = read("sending")


@pytest.mark.parametrize("example", [*TABLES["send_at"].values(), *TABLES["beside"].values()])
def test_each_word_s_example_is_tomorrow_at_eight(example):
    assert sending_time_in(example, COORDINATOR) == SendingTime(TOMORROW, time(8))


@pytest.mark.parametrize("example", TABLES["at_once"].values())
def test_at_once_is_not_later(example):
    assert sending_time_in(f"{example}ครับ", COORDINATOR) == SendingTime(at_once=True)


@pytest.mark.parametrize(
    ("text", "day", "at"),
    [
        ("ส่งวันศุกร์ 07.30", FRIDAY, time(7, 30)),
        ("ส่งวันศุกร์ ๐๗.๓๐ น.", FRIDAY, time(7, 30)),
        ("ส่งศุกร์นี้ 9 โมงครึ่ง", FRIDAY, time(9, 30)),
        ("ส่งวันพุธ 15.00 น.", date(2023, 7, 12), time(15)),
        ("ส่งวันจันทร์หน้า บ่ายสอง", date(2023, 7, 17), time(14)),
        ("ส่งวันอังคาร 8 โมง", date(2023, 7, 18), time(8)),
        ("ตั้งเวลา 20 ก.ค. 66 เวลา 08.30 น.", date(2023, 7, 20), time(8, 30)),
        ("ตั้งเวลา 20/7/66 08:30", date(2023, 7, 20), time(8, 30)),
        ("ส่งวันที่ 20 เวลา 8.30 น.", date(2023, 7, 20), time(8, 30)),
        ("ส่งวันที่ 3 8 โมง", date(2023, 8, 3), time(8)),
        ("ส่งมะรืนนี้ 18.00 น.", FRIDAY, time(18)),
        ("ส่งเมื่อวาน 8 โมง", date(2023, 7, 11), time(8)),
        ("ส่งสองทุ่ม", None, time(20)),
        ("ส่งพรุ่งนี้", TOMORROW, None),
        ("ส่งพรุ่งนี้เช้า", TOMORROW, None),
        ("ตั้งเวลา", None, None),
    ],
)
def test_days_and_times_are_read(text, day, at):
    assert sending_time_in(text, COORDINATOR) == SendingTime(day, at)


@pytest.mark.parametrize("text", ["ส่งวันที่ 31 ก.พ. 8 โมง", "ส่งวันที่ 13-14 ก.ค. 8 โมง"])
def test_no_day_or_several_are_said_to_be_unread(text):
    said = sending_time_in(text, COORDINATOR)
    assert said is not None
    assert (said.day, said.at) == (None, time(8))
    assert said.unread


@pytest.mark.parametrize(("text", "said"), [("8 โมงเช้า", SendingTime(at=time(8))), ("วันศุกร์", SendingTime(FRIDAY))])
def test_an_answer_needs_no_send(text, said):
    assert sending_time_in(text, COORDINATOR, asked=True) == said
    assert sending_time_in(text, COORDINATOR) is None


@pytest.mark.parametrize(
    "text",
    [
        "ส่งรายงานพรุ่งนี้ 8 โมง",
        "ส่ง",
        "ส่งประกาศ",
        "พรุ่งนี้ประชุม 8 โมง",
        "ส่งถึงครูพี่เลี้ยง พรุ่งนี้ 8 โมง",
        "ส่งพรุ่งนี้ 8 โมง ที่ห้องประชุม",
        "",
    ],
)
@pytest.mark.parametrize("asked", [True, False])
def test_what_says_anything_else_is_no_time(text, asked):
    assert sending_time_in(text, COORDINATOR, asked=asked) is None
