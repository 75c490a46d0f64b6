"""My days: the month as a calendar, a day's entries, and opening any of them."""

import pytest

from bot.postback import OpenActivity, OpenDay, ShowMonth, TellOfDay
from simulator.driver import Someone
from tests.scenarios.many_people import ManyPeople, entries_of, everything_in, labels_of, photo, words_of

YESTERDAY, TODAY = "เมื่อวานประชุมกับครูโรงเรียนบ้านต้นแหน 9 คน", "ประชุมกับผู้ใหญ่บ้านเรื่องถังขยะเปียก 25 คน"


def with_two_days(village: ManyPeople) -> Someone:
    phone = village.participant()
    for words in (YESTERDAY, TODAY):
        phone.says(words)
        phone.hears(1)
    return phone


def test_the_list_is_the_month_with_days_reported_and_expected(village: ManyPeople) -> None:
    phone = with_two_days(village)
    phone.says("รายการ")
    (card,) = phone.hears(1)
    assert "กรกฎาคม 2566" in everything_in(card)
    assert "รายงานแล้ว 2 จาก 8 วัน" in everything_in(card)


def test_the_legend_names_filled_missing_and_note(hamlet: ManyPeople) -> None:
    phone = with_two_days(hamlet)
    phone.says("1 ก.ค. 66 ประชุมกับชาวบ้าน 5 คน")
    phone.hears(1)
    phone.says("รายการ")
    (card,) = phone.hears(1)
    for mark in ("บันทึกแล้ว", "ยังไม่มีบันทึก", "บันทึกช่วยจำ"):
        assert mark in everything_in(card)


def test_a_note_in_the_gap_does_not_count(village: ManyPeople) -> None:
    phone = village.participant()
    phone.says("1 ก.ค. 66 ประชุมกับชาวบ้าน 5 คน")
    phone.hears(1)
    phone.says("รายการ")
    assert "รายงานแล้ว 0 จาก 8 วัน" in everything_in(phone.hears(1)[0])


def test_a_deleted_entry_is_not_in_the_list(hamlet: ManyPeople) -> None:
    phone = with_two_days(hamlet)
    phone.taps_label("ลบ")
    phone.hears(1)
    phone.says("รายการ")
    assert "รายงานแล้ว 1 จาก 8 วัน" in everything_in(phone.hears(1)[0])
    phone.says("รายการวันนี้")
    assert TODAY not in everything_in(phone.hears(1)[0])


def test_a_day_is_opened_by_tap_and_by_typing_it(hamlet: ManyPeople) -> None:
    phone = with_two_days(hamlet)
    phone.taps(OpenDay("2023-07-11").pack())
    assert YESTERDAY in everything_in(phone.hears(1)[0])
    phone.says("รายการ 12 ก.ค.")
    assert TODAY in everything_in(phone.hears(1)[0])
    phone.says("รายการเมื่อวาน")
    assert YESTERDAY in everything_in(phone.hears(1)[0])


def test_an_entry_of_a_day_is_opened_by_its_number_in_either_digits(hamlet: ManyPeople) -> None:
    phone = with_two_days(hamlet)
    phone.says("ประชุมกับพระเรื่องน้ำ 4 รูป")
    phone.hears(1)
    for number, words in (("2", "ประชุมกับพระเรื่องน้ำ 4 รูป"), ("๑", TODAY)):
        phone.says("รายการวันนี้")
        assert "2 รายการ" in everything_in(phone.hears(1)[0])
        phone.says(number)
        (card,) = phone.hears(1)
        assert words in words_of(card)


def test_an_entry_is_opened_by_its_button(hamlet: ManyPeople) -> None:
    phone = with_two_days(hamlet)
    first = entries_of(hamlet.running, phone)[0]
    phone.taps(OpenActivity(first.id).pack())
    assert YESTERDAY in words_of(phone.hears(1)[0])


def test_a_day_without_entries_says_how_to_add_one(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    phone.taps(OpenDay("2023-07-05").pack())
    assert "ยังไม่มีบันทึก" in everything_in(phone.hears(1)[0])


def test_another_month_is_opened_by_tap_and_by_words(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    phone.taps(ShowMonth("2023-06").pack())
    assert "มิถุนายน 2566" in everything_in(phone.hears(1)[0])
    phone.says("รายการเดือนมิถุนายน")
    assert "มิถุนายน 2566" in everything_in(phone.hears(1)[0])


def test_days_and_months_that_do_not_exist_are_answered(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    for data in ("openday?day=2023-02-31", "month?month=2999-12", "month?month=1000-01", "openday?day=1001-01-01"):
        phone.taps(data)
        assert phone.hears(1)


def test_the_english_list_is_in_english(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    phone.says("English")
    phone.hears(1)
    phone.says("list")
    assert "July 2023" in everything_in(phone.hears(1)[0])


@pytest.mark.parametrize("how", ["tap", "type"])
def test_a_day_without_a_record_offers_to_record_it_and_the_next_words_are_of_that_day(
    hamlet: ManyPeople, how: str
) -> None:
    phone = hamlet.participant()
    phone.says("รายการ 10 ก.ค.")
    assert "เล่างานของวันนั้น" in labels_of(phone.hears(1)[0])
    phone.taps_label("เล่างานของวันนั้น") if how == "tap" else phone.says("เล่างานของวันนั้น")
    assert "จันทร์ 10 ก.ค. 2566" in words_of(phone.hears(1)[0])
    phone.says("ประชุมกับผู้ใหญ่บ้าน 12 คน")
    assert "จันทร์ 10 ก.ค. 2566" in everything_in(phone.hears(1)[0])
    phone.says("ประชุมกับพระเรื่องน้ำ 4 รูป")  # that was asked for once
    assert "พุธ 12 ก.ค. 2566" in everything_in(phone.hears(1)[0])


def test_a_photo_too_is_of_the_day_that_was_asked_for_and_words_with_a_day_are_of_theirs(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    phone.taps(TellOfDay("2023-07-10").pack())
    phone.hears(1)
    phone.sends_image(photo())
    assert "จันทร์ 10 ก.ค. 2566" in everything_in(phone.hears(1)[0])
    phone.taps(TellOfDay("2023-07-07").pack())
    phone.hears(1)
    phone.says("เมื่อวานประชุมกับผู้ใหญ่บ้าน 12 คน")
    assert "อังคาร 11 ก.ค. 2566" in everything_in(phone.hears(1)[0])


@pytest.mark.parametrize("day", ["2023-07-13", "2023-05-01", "2023-02-31"])
def test_no_day_is_offered_that_cannot_be_recorded(hamlet: ManyPeople, day: str) -> None:
    phone = hamlet.participant()
    phone.taps(OpenDay(day).pack())
    assert "เล่างานของวันนั้น" not in labels_of(phone.hears(1)[0])
    phone.taps(TellOfDay(day).pack())
    phone.hears(1)
    phone.says("ประชุมกับผู้ใหญ่บ้าน 12 คน")
    assert "พุธ 12 ก.ค. 2566" in everything_in(phone.hears(1)[0])
