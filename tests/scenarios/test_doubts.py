"""What was read with doubt looks doubtful: the card marks it and asks, and one tap or a short answer settles it."""

import pytest

from bot.postback import ChooseReading
from simulator.driver import Someone
from tests.running_bot import MAE_CHAI, MUEANG_PHAYAO
from tests.scenarios.doubting import Doubting, july, weekday
from tests.scenarios.many_people import (
    ManyPeople,
    StoredActivity,
    everything_in,
    labels_of,
    only_entry,
    photo,
    revisions_of,
    words_of,
)
from thai.meaning import Doubt, DoubtKind, Place

WORK = "วันพุธที่ 6 ก.ค. ประชุมกับผู้ใหญ่บ้านเรื่องถังขยะเปียก สมาชิก 60 มา 54"
WHICH_NUMBER = Doubt("people_count", DoubtKind.WHICH_NUMBER, (54, 60))
WHICH_WEEKDAY = weekday(july(6), july(5))
HERE, THERE = Place("district", "แม่ใจ", MAE_CHAI), Place("district", "เมืองพะเยา", MUEANG_PHAYAO)


@pytest.fixture
def phone(hamlet: ManyPeople) -> Someone:
    return hamlet.participant()


def wrote(phone: Someone, doubting: Doubting, *doubts: Doubt) -> dict[str, object]:
    """Write the message with these doubts. Return the card."""
    phone.says(doubting.reads(WORK, *doubts, activity_date=july(6), people_count=54, places=(HERE,)))
    card: dict[str, object] = phone.hears(1)[0]
    return card


def entry_of(hamlet: ManyPeople, phone: Someone) -> StoredActivity:
    return only_entry(hamlet.running, phone)


def test_a_doubtful_day_is_stored_as_written_marked_and_asked_about(
    hamlet: ManyPeople, phone: Someone, doubting: Doubting
) -> None:
    card = wrote(phone, doubting, WHICH_WEEKDAY)
    assert entry_of(hamlet, phone).day == july(6)
    assert "วันพุธไม่ตรงกับวันที่ 6 ก.ค. 2566 – ใช่วันไหน" in everything_in(card)
    assert "❓ พฤหัสบดี 6 ก.ค. 2566" in everything_in(card)
    assert labels_of(card)[:3] == ["พฤหัสบดี 6 ก.ค.", "พุธ 5 ก.ค.", "แก้วันที่"]


@pytest.mark.parametrize("chooses", ["tap", "พุธ 5 ก.ค.", "5", "วันที่ 5", "๕", "5 ก.ค."])
def test_another_day_is_chosen_by_tap_or_in_words_and_asked_no_more(
    hamlet: ManyPeople, phone: Someone, doubting: Doubting, chooses: str
) -> None:
    wrote(phone, doubting, WHICH_WEEKDAY)
    phone.taps_label("พุธ 5 ก.ค.") if chooses == "tap" else phone.says(chooses)
    (card,) = phone.hears(1)
    assert entry_of(hamlet, phone).day == july(5)
    assert "❓" not in everything_in(card)
    assert "ไม่ตรง" not in everything_in(card)
    assert revisions_of(hamlet.running, entry_of(hamlet, phone).id) == [("day", "2023-07-06", "2023-07-05")]


@pytest.mark.parametrize("keeps", ["tap", "พฤหัสบดี 6 ก.ค.", "6", "ใช่ครับ"])
def test_the_assumed_day_is_kept_without_a_revision(
    hamlet: ManyPeople, phone: Someone, doubting: Doubting, keeps: str
) -> None:
    wrote(phone, doubting, WHICH_WEEKDAY)
    phone.taps_label("พฤหัสบดี 6 ก.ค.") if keeps == "tap" else phone.says(keeps)
    assert "❓" not in everything_in(phone.hears(1)[0])
    assert revisions_of(hamlet.running, entry_of(hamlet, phone).id) == []


@pytest.mark.parametrize(("answer", "day"), [("4 ก.ค.", 4), ("เมื่อวาน", 11), ("10", 10)])
def test_another_day_than_those_offered_can_be_typed(
    hamlet: ManyPeople, phone: Someone, doubting: Doubting, answer: str, day: int
) -> None:
    wrote(phone, doubting, WHICH_WEEKDAY)
    phone.says(answer)
    phone.hears(1)
    assert entry_of(hamlet, phone).day == july(day)


@pytest.mark.parametrize(("answer", "people"), [("60 คน", 60), ("60", 60), ("๕๔", 54), ("57 คน", 57)])
def test_a_number_is_chosen_and_other_doubts_stay(
    hamlet: ManyPeople, phone: Someone, doubting: Doubting, answer: str, people: int
) -> None:
    card = wrote(phone, doubting, WHICH_NUMBER, WHICH_WEEKDAY)
    assert labels_of(card)[:6] == ["54 คน", "60 คน", "แก้จำนวนคน", "พฤหัสบดี 6 ก.ค.", "พุธ 5 ก.ค.", "แก้วันที่"]
    phone.says(answer)
    (card,) = phone.hears(1)
    if people == 57:
        assert entry_of(hamlet, phone).people == 54  # with two questions open, only their options are answers
        return
    assert entry_of(hamlet, phone).people == people
    assert "มีคนร่วมกี่คน" not in everything_in(card)
    assert labels_of(card)[:3] == ["พฤหัสบดี 6 ก.ค.", "พุธ 5 ก.ค.", "แก้วันที่"]
    phone.taps_label("พุธ 5 ก.ค.")
    assert "❓" not in everything_in(phone.hears(1)[0])
    assert entry_of(hamlet, phone).day == july(5)


def test_a_place_spelt_differently_is_replaced_by_the_one_that_is_chosen(
    hamlet: ManyPeople, phone: Someone, doubting: Doubting
) -> None:
    card = wrote(phone, doubting, Doubt("places", DoubtKind.LIKE_NAME, (HERE, THERE)))
    assert "ชื่อสถานที่สะกดไม่ตรง" in words_of(card)
    phone.taps_label(labels_of(card)[1])
    phone.hears(1)
    assert [place.code for place in entry_of(hamlet, phone).kept.places] == [MUEANG_PHAYAO]


def test_the_numbers_of_parts_still_correct_them_and_the_doubt_stays(
    hamlet: ManyPeople, phone: Someone, doubting: Doubting
) -> None:
    wrote(phone, doubting, WHICH_WEEKDAY)
    phone.says("2")
    assert "กี่คน" in everything_in(phone.hears(1)[0])
    phone.says("30")
    (card,) = phone.hears(1)
    assert entry_of(hamlet, phone).people == 30
    assert labels_of(card)[:2] == ["พฤหัสบดี 6 ก.ค.", "พุธ 5 ก.ค."]


def test_a_photo_added_meanwhile_does_not_end_the_question(
    hamlet: ManyPeople, phone: Someone, doubting: Doubting
) -> None:
    wrote(phone, doubting, WHICH_WEEKDAY)
    phone.sends_image(photo())
    phone.hears(1)
    phone.says("5")
    phone.hears(1)
    assert (entry_of(hamlet, phone).day, entry_of(hamlet, phone).photos) == (july(5), 1)


def test_a_part_corrected_by_its_pencil_is_asked_no_more(
    hamlet: ManyPeople, phone: Someone, doubting: Doubting
) -> None:
    wrote(phone, doubting, WHICH_WEEKDAY)
    phone.taps(f"day?activity={entry_of(hamlet, phone).id}", params={"date": "2023-07-06"})
    assert "❓" not in everything_in(phone.hears(1)[0])


@pytest.mark.parametrize("meanwhile", ["เมนู", "วันนี้ประชุมกับครูโรงเรียนบ้านต้นแหน 9 คน", "5"])
def test_a_stale_choice_says_so_and_changes_nothing(
    hamlet: ManyPeople, phone: Someone, doubting: Doubting, meanwhile: str
) -> None:
    card = wrote(phone, doubting, WHICH_WEEKDAY)
    entry = entry_of(hamlet, phone)
    phone.says(meanwhile)
    phone.hears(1)
    phone.taps(card["quickReply"]["items"][0]["action"]["data"])  # type: ignore[index]
    assert "ผ่านไปแล้ว" in words_of(phone.hears(1)[0])
    changes = [("day", "2023-07-06", "2023-07-05")] if meanwhile == "5" else []
    assert revisions_of(hamlet.running, entry.id) == changes


def test_somebody_elses_choice_does_not_exist(hamlet: ManyPeople, phone: Someone, doubting: Doubting) -> None:
    wrote(phone, doubting, WHICH_WEEKDAY)
    entry, other = entry_of(hamlet, phone), hamlet.participant()
    other.taps(ChooseReading(entry.id, 2, conversation=1).pack())
    assert "ของเก่า" in words_of(other.hears(1)[0])
    assert entry_of(hamlet, phone).day == july(6)


def test_days_that_cannot_be_are_not_offered(hamlet: ManyPeople, phone: Someone, doubting: Doubting) -> None:
    card = wrote(phone, doubting, weekday(july(6), july(5), july(13), july(19)))
    assert labels_of(card)[:3] == ["พฤหัสบดี 6 ก.ค.", "พุธ 5 ก.ค.", "แก้วันที่"]


def test_an_unsent_message_leaves_no_question(hamlet: ManyPeople, phone: Someone, doubting: Doubting) -> None:
    text = doubting.reads(WORK, WHICH_WEEKDAY, activity_date=july(6), people_count=54)
    said = phone.says(text)
    phone.hears(1)
    phone.sends_image(photo())
    phone.hears(1)
    phone.unsends(said.message_id)
    phone.says("รายการ 6 ก.ค.")
    phone.hears(1)
    phone.says("1")
    assert "❓" not in everything_in(phone.hears(1)[0])


def test_a_yes_to_how_many_chooses_nothing_where_nothing_was_assumed(
    hamlet: ManyPeople, phone: Someone, doubting: Doubting
) -> None:
    phone.says(doubting.reads(WORK, WHICH_NUMBER, activity_date=july(6), people_count=None))
    (card,) = phone.hears(1)
    assert labels_of(card)[:3] == ["54 คน", "60 คน", "แก้จำนวนคน"]
    assert "② จำนวนคน" not in labels_of(card)
    phone.says("ใช่")
    assert "มีคนร่วมกี่คน" in everything_in(phone.hears(1)[0])
    assert entry_of(hamlet, phone).people is None
    phone.says("54")
    phone.hears(1)
    assert entry_of(hamlet, phone).people == 54


def test_the_real_reading_of_a_message_is_asked_about_too(hamlet: ManyPeople, phone: Someone) -> None:
    phone.says("วันพุธที่ 6 ก.ค. 66 ประชุมกับผู้ใหญ่บ้านเรื่องน้ำ 12 คน")
    assert labels_of(phone.hears(1)[0])[:2] == ["พฤหัสบดี 6 ก.ค.", "พุธ 5 ก.ค."]
    phone.says("5")
    phone.hears(1)
    assert entry_of(hamlet, phone).day == july(5)
