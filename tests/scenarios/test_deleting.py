"""Deleting and opening by words: what is certain is done and can be undone, anything else is shown and asked first."""

import pytest

from simulator.driver import Someone
from tests.running_bot import SOMCHAI, RunningBot
from tests.scenarios.doubting import Doubting, july, weekday
from tests.scenarios.many_people import ManyPeople, entries_of, everything_in, labels_of, words_of

OF_5, OF_6 = "5 ก.ค. ประชุมกับครูโรงเรียนบ้านต้นแหน 9 คน", "6 ก.ค. ประชุมกับพระเรื่องน้ำ 4 รูป"
TODAYS = "วันนี้ประชุมกับผู้ใหญ่บ้านเรื่องถังขยะเปียก 25 คน"
DOUBTFUL = "ลบบันทึกวันพฤหัสที่ 5 ก.ค."


@pytest.fixture
def phone(hamlet: ManyPeople) -> Someone:
    return wrote(hamlet.participant(), OF_5, OF_6, TODAYS)


def wrote(phone: Someone, *messages: str) -> Someone:
    for words in messages:
        phone.says(words)
        phone.hears(1)
    return phone


def answer(phone: Someone, said: str, count: int = 1) -> str:
    phone.says(said)
    return " ".join(everything_in(message) for message in phone.hears(count))


def states(hamlet: ManyPeople, phone: Someone) -> list[str]:
    return [entry.state for entry in entries_of(hamlet.running, phone)]


def test_the_only_entry_of_a_certain_day_is_deleted_and_named_and_can_be_restored(
    hamlet: ManyPeople, phone: Someone
) -> None:
    assert "5 ก.ค. 2566" in answer(phone, "ลบบันทึกวันที่ 5 กรกฎาคม 2566")
    assert states(hamlet, phone) == ["deleted", "submitted", "submitted"]
    answer(phone, "เลิกลบ")
    assert states(hamlet, phone) == ["submitted"] * 3


def test_a_part_that_is_to_go_deletes_no_entry(hamlet: ManyPeople, phone: Someone) -> None:
    for words in ("ลบรูป", "เอารูปออก", "ลบจำนวนคน", "ลบรูปของวันที่ 5 ก.ค."):
        assert "ยังไม่ได้ลบอะไร" in answer(phone, words, 2), words
    assert states(hamlet, phone) == ["submitted"] * 3
    answer(phone, "ลบบันทึก")
    assert states(hamlet, phone).count("deleted") == 1


def test_of_several_entries_of_the_day_one_is_chosen_by_tap_or_number(hamlet: ManyPeople, phone: Someone) -> None:
    wrote(phone, "5 ก.ค. ตรวจแปลงผักสวนครัวกับ อสม. 3 คน")
    assert "จะลบ" in answer(phone, "ลบบันทึกวันที่ 5 ก.ค.")
    assert "deleted" not in states(hamlet, phone)
    answer(phone, "2")
    assert states(hamlet, phone) == ["submitted", "submitted", "submitted", "deleted"]
    wrote(phone, "6 ก.ค. ตรวจแปลงผักสวนครัวกับ อสม. 3 คน")
    phone.says("ลบบันทึกวันที่ 6 ก.ค.")
    phone.hears(1)
    phone.taps_label("ลบรายการ 1")
    phone.hears(1)
    assert states(hamlet, phone)[1] == "deleted"


def test_a_day_without_entries_deletes_nothing_and_shows_its_month(hamlet: ManyPeople, phone: Someone) -> None:
    said = answer(phone, "ลบบันทึกวันที่ 4 ก.ค.", 2)
    assert "ไม่มีบันทึกของอังคาร 4 ก.ค. 2566" in said
    assert "กรกฎาคม 2566" in said
    assert "deleted" not in states(hamlet, phone)


def test_an_impossible_day_deletes_nothing(hamlet: ManyPeople, phone: Someone) -> None:
    assert "31 มิ.ย." in answer(phone, "ลบบันทึกวันที่ 31 มิ.ย.", 2)
    assert "deleted" not in states(hamlet, phone)


@pytest.mark.parametrize(
    ("yes", "deleted"), [("ใช่", True), ("ใช่ ลบเลย", True), ("ลบ", True), ("ไม่", False), ("ไม่ลบ", False)]
)
def test_a_period_is_shown_and_asked(hamlet: ManyPeople, phone: Someone, yes: str, deleted: bool) -> None:
    said = answer(phone, "ลบบันทึกสัปดาห์ที่แล้ว")
    assert "จะลบบันทึก 2 รายการ ใช่หรือไม่" in said
    assert "พุธ 5 ก.ค. 2566" in said
    assert "deleted" not in states(hamlet, phone)
    answer(phone, yes)
    assert states(hamlet, phone) == (["deleted", "deleted", "submitted"] if deleted else ["submitted"] * 3)
    if deleted:
        answer(phone, "เลิกลบ")
        assert states(hamlet, phone) == ["submitted"] * 3


def test_a_weekday_against_the_date_is_asked_with_the_other_day_to_choose(
    hamlet: ManyPeople, phone: Someone, doubting: Doubting
) -> None:
    text = doubting.reads(DOUBTFUL, weekday(july(5), july(6)), intent="delete_activity", activity_date=july(5))
    phone.says(text)
    (asked,) = phone.hears(1)
    assert "วันพฤหัสบดีไม่ตรงกับพุธ 5 ก.ค." in words_of(asked)
    assert labels_of(asked) == ["ใช่ ลบเลย", "ลบของพฤหัสบดี 6 ก.ค.", "ไม่ลบ"]
    assert "deleted" not in states(hamlet, phone)
    phone.taps_label("ลบของพฤหัสบดี 6 ก.ค.")
    phone.hears(1)
    assert states(hamlet, phone) == ["submitted", "deleted", "submitted"]


def test_the_other_day_can_be_typed(hamlet: ManyPeople, phone: Someone, doubting: Doubting) -> None:
    text = doubting.reads(DOUBTFUL, weekday(july(5), july(6)), intent="delete_activity", activity_date=july(5))
    answer(phone, text)
    answer(phone, "วันที่ 6")
    assert states(hamlet, phone) == ["submitted", "deleted", "submitted"]


@pytest.mark.parametrize(("said", "deleted"), [("ใช่ค่ะ ลบได้เลย", 1), ("ไม่ใช่ค่ะ ไม่ได้จะลบ", 0)])
def test_yes_and_no_may_have_more_words(
    hamlet: ManyPeople, phone: Someone, doubting: Doubting, said: str, deleted: int
) -> None:
    answer(phone, doubting.reads(DOUBTFUL, weekday(july(5), july(6)), intent="delete_activity", activity_date=july(5)))
    answer(phone, said)
    assert states(hamlet, phone).count("deleted") == deleted
    assert "ยกเลิก" not in answer(phone, "เลิกลบ")
    assert "deleted" not in states(hamlet, phone)


@pytest.mark.parametrize("narrowed", ["ใช่ แต่แค่วันที่ 6", "แค่วันที่ 6", "ไม่ใช่ วันที่ 6"])
def test_of_several_entries_an_answer_may_name_fewer(hamlet: ManyPeople, phone: Someone, narrowed: str) -> None:
    assert "2 รายการ" in answer(phone, "ลบของวันที่ 5-6")
    assert "พฤหัสบดี 6 ก.ค." in answer(phone, narrowed)
    assert "deleted" not in states(hamlet, phone)
    answer(phone, "ใช่")
    assert states(hamlet, phone) == ["submitted", "deleted", "submitted"]


def test_a_question_that_is_over_deletes_nothing(hamlet: ManyPeople, phone: Someone, doubting: Doubting) -> None:
    text = doubting.reads(DOUBTFUL, weekday(july(5), july(6)), intent="delete_activity", activity_date=july(5))
    phone.says(text)
    (asked,) = phone.hears(1)
    answer(phone, "เมนู")
    for item in asked["quickReply"]["items"]:
        phone.taps(item["action"]["data"])
        phone.hears(1)
    answer(phone, "ใช่")
    assert "deleted" not in states(hamlet, phone)


def test_without_a_day_what_was_just_shown_is_deleted_and_else_the_newest_is_asked_about(
    running_on_sqlite: RunningBot,
) -> None:
    phone = wrote(running_on_sqlite.joined(SOMCHAI), OF_5, TODAYS)
    running_on_sqlite.line.clock(advance=3600)
    assert "ถังขยะเปียก" in answer(phone, "ลบบันทึก")
    assert [entry.state for entry in entries_of(running_on_sqlite, phone)] == ["submitted", "submitted"]
    answer(phone, "ใช่")
    assert [entry.state for entry in entries_of(running_on_sqlite, phone)] == ["submitted", "deleted"]


def test_words_that_describe_another_entry_than_the_one_shown_are_asked_about(
    hamlet: ManyPeople, phone: Someone
) -> None:
    assert "ใช่หรือไม่" in answer(phone, "ลบบันทึกที่ ต.แม่ใจ")
    assert "deleted" not in states(hamlet, phone)


def test_a_correction_with_a_day_opens_that_days_entry(hamlet: ManyPeople, phone: Someone) -> None:
    assert "9 คน" in answer(phone, "แก้ไขบันทึกวันที่ 5 ก.ค.")
    assert "ไม่มีบันทึก" in answer(phone, "แก้ไขบันทึกวันที่ 4 ก.ค.", 2)
    said = answer(phone, "แก้ไขบันทึกสัปดาห์ที่แล้ว")
    assert "ของวันไหน" in said
    assert "พุธ 5 ก.ค." in said


@pytest.mark.parametrize("takes", ["tap", "ใช่", "แก้เป็น 27 คน"])
def test_a_new_value_is_offered_and_changed_only_after_a_yes(hamlet: ManyPeople, phone: Someone, takes: str) -> None:
    phone.says("แก้จำนวนคนของวันที่ 5 ก.ค. เป็น 27 คน")
    line, card = phone.hears(2)
    assert "ยังไม่ได้แก้" in words_of(line)
    assert labels_of(card)[0] == "แก้เป็น 27 คน"
    assert entries_of(hamlet.running, phone)[0].people == 9
    phone.taps_label("แก้เป็น 27 คน") if takes == "tap" else phone.says(takes)
    (card,) = phone.hears(1)
    assert entries_of(hamlet.running, phone)[0].people == 27
    assert "แก้เป็น" not in everything_in(card)


def test_a_new_day_is_that_of_the_entry_just_shown_and_not_another_entry(hamlet: ManyPeople, phone: Someone) -> None:
    phone.says("แก้วันที่เป็น 5 ก.ค.")
    assert labels_of(phone.hears(2)[1])[0] == "แก้วันที่เป็น พุธ 5 ก.ค."
    answer(phone, "ใช่")
    assert [entry.day for entry in entries_of(hamlet.running, phone)] == [july(5), july(6), july(5)]
