"""Work of several days, of a vague time, or of a day to come is not filed under today: the bot asks for its day."""

import pytest

from bot.postback import RecordOn
from models.messaging.inbox import InboxEvent
from simulator.driver import Someone
from tests.running_bot import SOMCHAI, RunningBot
from tests.scenarios.doubting import Doubting, july
from tests.scenarios.many_people import (
    ManyPeople,
    entries_of,
    everything_in,
    labels_of,
    only_entry,
    photo,
    settled,
    words_of,
)
from thai.meaning import Doubt, DoubtKind

TRAINED = "3-5 ก.ค. อบรมผู้นำชุมชนที่อำเภอ 30 คน"
STUDIED = "อาทิตย์ก่อนไปดูงานกับกลุ่มสตรี 15 คน"
PLANNED = "20 ก.ค. ประชุมประชาคมหมู่บ้าน 40 คน"
FEAST = "วันบุญบั้งไฟลงพื้นที่กับชาวบ้าน 12 คน"
NEW = "วันนี้ประชุมกับครูโรงเรียนบ้านต้นแหน 9 คน"
THREE_DAYS = Doubt("activity_date", DoubtKind.SEVERAL_DAYS, (july(3), july(4), july(5)))
LAST_WEEK = Doubt("activity_date", DoubtKind.PERIOD_ONLY, tuple(july(day) for day in range(3, 8)))


@pytest.fixture
def phone(hamlet: ManyPeople, doubting: Doubting) -> Someone:
    doubting.reads(TRAINED, THREE_DAYS, activity_date=None, period=(july(3), july(5)))
    doubting.reads(STUDIED, LAST_WEEK, activity_date=None, period=(july(3), july(9)))
    doubting.reads(PLANNED, Doubt("activity_date", DoubtKind.FUTURE, (july(20),)), activity_date=july(20))
    unknown = Doubt("activity_date", DoubtKind.UNKNOWN_DAY, (), "วันบุญบั้งไฟ")
    doubting.reads(FEAST, unknown, intent="log_activity", activity_date=None)
    return hamlet.participant()


def asks(phone: Someone, said: str, count: int = 1) -> dict[str, object]:
    phone.says(said)
    message: dict[str, object] = phone.hears(count)[-1]
    return message


def days_of(hamlet: ManyPeople, phone: Someone) -> list[tuple[int, str | None]]:
    return [(entry.day.day, entry.words) for entry in entries_of(hamlet.running, phone)]


def test_work_of_several_days_is_asked_about_before_anything_is_recorded(hamlet: ManyPeople, phone: Someone) -> None:
    asked = asks(phone, TRAINED)
    assert "หลายวัน" in words_of(asked)
    assert labels_of(asked) == [
        "บันทึกทั้ง 3 วัน", "พุธ 5 ก.ค.", "อังคาร 4 ก.ค.", "จันทร์ 3 ก.ค.", "วันนี้", "เลือกวันเอง", "ไม่บันทึก",
    ]  # fmt: skip
    assert entries_of(hamlet.running, phone) == []


@pytest.mark.parametrize("answer", ["tap", "บันทึกทั้ง 3 วัน", "ทั้งสามวัน", "ทั้ง 3 วันเลยค่ะ", "ทุกวัน", "ใช่"])
def test_all_days_are_an_entry_each_with_the_same_words(hamlet: ManyPeople, phone: Someone, answer: str) -> None:
    asks(phone, TRAINED)
    phone.taps_label("บันทึกทั้ง 3 วัน") if answer == "tap" else phone.says(answer)
    line, card = phone.hears(2)
    assert "3 วัน" in words_of(line)
    assert "พุธ 5 ก.ค. 2566" in words_of(card)
    assert days_of(hamlet, phone) == [(4, TRAINED), (3, TRAINED), (5, TRAINED)]
    assert {entry.people for entry in entries_of(hamlet.running, phone)} == {30}


@pytest.mark.parametrize(
    ("answer", "days"),
    [
        ("4", [4]),
        ("วันที่ 4", [4]),
        ("อังคาร 4 ก.ค.", [4]),
        ("เมื่อวาน", [11]),
        ("เมื่อวานครับ", [11]),
        ("วันนี้", [12]),
        ("10 ก.ค.", [10]),
        ("4-5 ก.ค.", [4, 5]),
    ],
)
def test_a_day_is_answered_in_words(hamlet: ManyPeople, phone: Someone, answer: str, days: list[int]) -> None:
    asks(phone, TRAINED)
    phone.says(answer)
    phone.hears(2 if len(days) > 1 else 1)
    assert days_of(hamlet, phone) == [(day, TRAINED) for day in days]


def test_a_day_is_tapped_or_picked(hamlet: ManyPeople, phone: Someone) -> None:
    asked = asks(phone, STUDIED)
    assert "งานนี้ทำวันไหน" in words_of(asked)
    phone.taps_label("พฤหัสบดี 6 ก.ค.")
    phone.hears(1)
    picker = next(item["action"] for item in asks(phone, TRAINED)["quickReply"]["items"] if "mode" in item["action"])  # type: ignore[index]
    assert (picker["min"], picker["max"]) == ("2023-06-28", "2023-07-12")
    phone.taps(picker["data"], params={"date": "2023-07-10"})
    phone.hears(1)
    assert days_of(hamlet, phone) == [(6, STUDIED), (10, TRAINED)]


@pytest.mark.parametrize("answer", ["tap", "ไม่บันทึก", "ไม่ต้องบันทึก", "ไม่", "ยกเลิก", "ไม่เอาแล้ว"])
def test_what_is_not_to_be_recorded_is_not_asked_about_again(hamlet: ManyPeople, phone: Someone, answer: str) -> None:
    asks(phone, TRAINED)
    phone.taps_label("ไม่บันทึก") if answer == "tap" else phone.says(answer)
    phone.hears(1)
    assert "ยังไม่ได้บันทึก" not in everything_in(asks(phone, "เมนู"))
    assert entries_of(hamlet.running, phone) == []


def test_a_plan_is_said_to_be_one_and_is_not_asked_about_again(hamlet: ManyPeople, phone: Someone) -> None:
    asked = asks(phone, PLANNED)
    assert "พฤหัสบดี 20 ก.ค. 2566 ยังมาไม่ถึง จึงยังไม่ได้บันทึก" in words_of(asked)
    assert labels_of(asked) == ["ไม่บันทึก", "วันนี้", "เลือกวันเอง"]
    asks(phone, "เมนู")
    assert entries_of(hamlet.running, phone) == []


def test_a_feast_nobody_knows_is_asked_about(hamlet: ManyPeople, phone: Someone) -> None:
    assert "วันบุญบั้งไฟ" in words_of(asks(phone, FEAST))
    asks(phone, "จันทร์ที่แล้ว")
    assert days_of(hamlet, phone) == [(10, FEAST)]


def test_the_same_answer_again_records_once(hamlet: ManyPeople, phone: Someone) -> None:
    asked = asks(phone, TRAINED)
    for item in asked["quickReply"]["items"][:2]:  # type: ignore[index]
        for _ in range(2):
            phone.taps(item["action"]["data"])
            assert "5 ก.ค." in words_of(phone.hears(1)[-1])
    assert len(entries_of(hamlet.running, phone)) == 3


def test_words_that_name_no_day_are_asked_about_again_or_recorded_by_themselves(
    hamlet: ManyPeople, phone: Someone
) -> None:
    asks(phone, TRAINED)
    again = asks(phone, "เอ่อ เดี๋ยวก่อนนะ")
    assert "ยังอ่านวันที่ไม่ได้" in words_of(again)
    assert "บันทึกเป็นกิจกรรม" in labels_of(again)
    assert "ยังมาไม่ถึง" in words_of(asks(phone, "พรุ่งนี้"))
    asks(phone, "5")
    assert days_of(hamlet, phone) == [(5, TRAINED)]


def test_new_work_is_recorded_and_the_day_of_the_other_is_asked_again(hamlet: ManyPeople, phone: Someone) -> None:
    asks(phone, TRAINED)
    asked = asks(phone, NEW, 2)
    assert f"“{TRAINED}” ยังไม่ได้บันทึก" in words_of(asked)
    asks(phone, "5")
    assert days_of(hamlet, phone) == [(12, NEW), (5, TRAINED)]


def test_two_messages_wait_each_for_its_own_day(hamlet: ManyPeople, phone: Someone) -> None:
    asks(phone, TRAINED)
    asks(phone, STUDIED)
    asked = asks(phone, "7", 2)
    assert TRAINED in words_of(asked)
    asks(phone, "4")
    assert days_of(hamlet, phone) == [(7, STUDIED), (4, TRAINED)]


def test_commands_leave_the_question_which_is_asked_again_three_times_at_most(
    hamlet: ManyPeople, phone: Someone
) -> None:
    asks(phone, TRAINED)
    for command in ("เมนู", "สถานะ", "ช่วยเหลือ"):
        assert "ยังไม่ได้บันทึก" in words_of(asks(phone, command, 2))
    asks(phone, "เมนู")
    assert entries_of(hamlet.running, phone) == []


def test_a_list_in_between_keeps_its_numbers_and_the_words_are_asked_about_afterwards(
    hamlet: ManyPeople, phone: Someone
) -> None:
    asks(phone, NEW)
    asks(phone, TRAINED)
    asks(phone, "รายการวันนี้")
    asked = asks(phone, "1", 2)
    assert TRAINED in words_of(asked)
    asks(phone, "3")
    assert days_of(hamlet, phone) == [(12, NEW), (3, TRAINED)]


def test_photos_sent_before_the_answer_get_the_words_and_their_day(hamlet: ManyPeople, phone: Someone) -> None:
    asks(phone, STUDIED)
    for color in ("red", "green"):
        phone.sends_image(photo(color))
        assert "ยังไม่ได้บันทึก" in words_of(phone.hears(2)[-1])
    phone.sends_location(19.17, 99.9)
    phone.hears(1)
    asks(phone, "6")
    entry = only_entry(hamlet.running, phone)
    assert (entry.day, entry.words, entry.photos, entry.people) == (july(6), STUDIED, 2, 15)
    assert entry.pin == (19.17, 99.9)


def test_photos_go_to_the_last_of_several_days(hamlet: ManyPeople, phone: Someone) -> None:
    asks(phone, TRAINED)
    phone.sends_image(photo())
    phone.hears(2)
    asks(phone, "ทั้งสามวัน", 2)
    found = {entry.day.day: (entry.words, entry.photos) for entry in entries_of(hamlet.running, phone)}
    assert found == {3: (TRAINED, 0), 4: (TRAINED, 0), 5: (TRAINED, 1)}


def test_an_unsent_message_is_not_recorded_by_a_late_answer(hamlet: ManyPeople, phone: Someone) -> None:
    said = phone.says(TRAINED)
    (asked,) = phone.hears(1)
    phone.unsends(said.message_id)
    settled(hamlet.running)
    phone.taps(asked["quickReply"]["items"][0]["action"]["data"])
    assert "ไม่ได้เก็บไว้แล้ว" in words_of(phone.hears(1)[0])
    assert entries_of(hamlet.running, phone) == []


def test_words_recorded_on_several_days_are_all_taken_back(hamlet: ManyPeople, phone: Someone) -> None:
    said = phone.says(TRAINED)
    phone.hears(1)
    asks(phone, "ทั้งสามวัน", 2)
    phone.unsends(said.message_id)
    settled(hamlet.running)
    assert entries_of(hamlet.running, phone) == []


def test_words_that_are_no_longer_kept_are_said_to_be_gone(hamlet: ManyPeople, phone: Someone) -> None:
    asks(phone, TRAINED)
    with hamlet.running.database.write() as session:
        session.query(InboxEvent).filter_by(chat_key=phone.user_id).update({"raw": None})
    assert "ไม่ได้เก็บไว้แล้ว" in words_of(asks(phone, "5"))
    assert entries_of(hamlet.running, phone) == []


def test_an_answer_long_after_the_question_is_asked_about_again(
    running_on_sqlite: RunningBot, doubting: Doubting
) -> None:
    phone = running_on_sqlite.joined(SOMCHAI)
    asks(phone, doubting.reads(TRAINED, THREE_DAYS, activity_date=None, period=(july(3), july(5))))
    running_on_sqlite.line.clock(advance=3600)
    assert "หลายวัน" in words_of(asks(phone, "5"))
    assert entries_of(running_on_sqlite, phone) == []
    asks(phone, "5")
    assert only_entry(running_on_sqlite, phone).day == july(5)


def test_somebody_elses_message_cannot_be_recorded(hamlet: ManyPeople, phone: Someone) -> None:
    asked = asks(phone, TRAINED)
    other = hamlet.participant()
    other.taps(asked["quickReply"]["items"][1]["action"]["data"])  # type: ignore[index]
    assert "ไม่ได้เก็บไว้แล้ว" in words_of(other.hears(1)[0])
    other.taps(RecordOn(10**9, "2023-07-05").pack())
    other.hears(1)
    assert entries_of(hamlet.running, other) == []


def test_words_of_no_meaning_that_tell_of_several_days_are_asked_about_when_recorded(
    hamlet: ManyPeople, phone: Someone, doubting: Doubting
) -> None:
    doubting.reads("เอ่อ 3-5 ก.ค.", THREE_DAYS, intent="unknown", activity_date=None, period=(july(3), july(5)))
    asks(phone, "เอ่อ 3-5 ก.ค.")
    phone.taps_label("บันทึกเป็นกิจกรรม")
    assert "หลายวัน" in words_of(phone.hears(1)[0])
    asks(phone, "3")
    assert days_of(hamlet, phone) == [(3, "เอ่อ 3-5 ก.ค.")]
