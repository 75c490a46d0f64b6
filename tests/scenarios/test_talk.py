"""Talk: menu, help, cancel, greetings, thanks, stickers, what cannot be kept, unknown words, and two languages."""

import pytest

from models.messaging.conversations import Conversation
from models.messaging.inbox import InboxEvent
from simulator.driver import Someone
from tests.running_bot import KANDA, PRAYUN, RunningBot
from tests.scenarios.doubting import Doubting, july
from tests.scenarios.many_people import (
    ManyPeople,
    entries_of,
    everything_in,
    labels_of,
    nothing_more,
    only_entry,
    photo,
    the_wait_is_over,
    words_of,
)
from thai.intents import MENUS

WORK = "วันนี้ประชุมกับผู้ใหญ่บ้านและพระเรื่องถังขยะเปียก 25 คน"
UNKNOWN = "เอ่อ เดี๋ยวก่อนนะ"
NOT_UNDERSTOOD = ("ยังไม่แน่ใจ", "เปิดไม่ได้แล้ว", "ไม่ได้เก็บไว้แล้ว")


def answer(phone: Someone, said: str) -> str:
    phone.says(said)
    return everything_in(phone.hears(1)[0])


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("เมนู", "บันทึกวันนี้"),
        ("ช่วยเหลือ", "ภายใน 5 นาที"),
        ("วิธีใช้", "ภายใน 5 นาที"),
        ("สวัสดีครับ", "สวัสดี"),
        ("ขอบคุณค่ะ", "ยินดีเสมอ"),
        ("รับทราบ", "ยินดีเสมอ"),
        ("อนุมัติ", "ยินดีเสมอ"),
        ("ยกเลิก", "ไม่มีอะไรค้าง"),
        ("สถานะ", "สัปดาห์ที่ 2 จาก 22"),
        ("รายการ", "กรกฎาคม 2566"),
        ("ข้อมูลของฉัน", "กรมการพัฒนาชุมชน"),
        ("บันทึกวันนี้", "เล่ามาได้เลย"),
    ],
)
def test_each_command_is_answered_with_what_it_is_for(hamlet: ManyPeople, said: str, expected: str) -> None:
    assert expected in answer(hamlet.participant(), said)


def test_cancel_leaves_what_is_open_and_says_that_what_is_saved_stays(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    answer(phone, WORK)
    answer(phone, "แก้ข้อความ")
    assert "ยังอยู่ครบ" in answer(phone, "ยกเลิก")
    assert only_entry(hamlet.running, phone).words == WORK


def test_a_sticker_is_answered_and_records_nothing(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    phone.sends_sticker("hello")
    assert "เล่ามา" in words_of(phone.hears(1)[0])
    assert entries_of(hamlet.running, phone) == []


@pytest.mark.parametrize(("kind", "expected"), [("video", "วิดีโอ"), ("audio", "เสียง"), ("file", "ไฟล์")])
def test_what_cannot_be_kept_is_declined_with_what_to_send_instead(
    hamlet: ManyPeople, kind: str, expected: str
) -> None:
    phone = hamlet.participant()
    phone.does(kind)
    said = words_of(phone.hears(1)[0])
    assert expected in said
    assert "แทน" in said
    assert entries_of(hamlet.running, phone) == []


@pytest.mark.parametrize("how", ["tap", "type"])
def test_unknown_words_are_offered_as_an_activity_and_saved_by_tap_or_by_typing(hamlet: ManyPeople, how: str) -> None:
    phone = hamlet.participant()
    phone.says(UNKNOWN)
    (offer,) = phone.hears(1)
    assert {"บันทึกเป็นกิจกรรม", "เมนู"} <= set(labels_of(offer))
    assert entries_of(hamlet.running, phone) == []
    phone.taps_label("บันทึกเป็นกิจกรรม") if how == "tap" else phone.says("บันทึกเป็นกิจกรรม")
    phone.hears(1)
    assert only_entry(hamlet.running, phone).words == UNKNOWN


def test_an_offer_taken_twice_records_once(village: ManyPeople) -> None:
    phone = village.participant()
    phone.says(UNKNOWN)
    phone.hears(1)
    for _ in range(2):
        phone.taps_label("บันทึกเป็นกิจกรรม")
        phone.hears(1)
    assert len(entries_of(village.running, phone)) == 1


def test_an_offer_taken_the_next_day_is_recorded_for_the_day_it_was_written(running_on_sqlite: RunningBot) -> None:
    phone = running_on_sqlite.joined("สมชาย ใจดี")
    running_on_sqlite.line.clock(set="2023-07-12T23:58:00+07:00")
    phone.says(UNKNOWN)
    phone.hears(1)
    running_on_sqlite.line.clock(advance=300)
    phone.taps_label("บันทึกเป็นกิจกรรม")
    phone.hears(1)
    assert only_entry(running_on_sqlite, phone).day.isoformat() == "2023-07-12"


def test_an_offer_whose_words_are_no_longer_kept_says_so(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    phone.says(UNKNOWN)
    phone.hears(1)
    with hamlet.running.database.write() as session:
        session.query(InboxEvent).filter_by(chat_key=phone.user_id).update({"raw": None})
    phone.taps_label("บันทึกเป็นกิจกรรม")
    assert "ไม่ได้เก็บไว้แล้ว" in words_of(phone.hears(1)[0])


@pytest.mark.parametrize("said", ["?", "ๆๆๆ", "555", "🙂", "   ", "a" * 5000, "\u200b", "ก" * 4999])
def test_whatever_is_typed_is_answered_briefly(hamlet: ManyPeople, said: str) -> None:
    phone = hamlet.participant()
    phone.says(said)
    heard = phone.hears(1)
    assert len(heard) == 1
    if heard[0]["type"] == "text":
        assert len(words_of(heard[0])) < 200


def test_every_button_of_the_menu_and_of_help_is_understood(hamlet: ManyPeople) -> None:
    for name in (hamlet.names.pop(), PRAYUN, KANDA):
        phone = hamlet.running.joined(name)
        for command, does in (("เมนู", answer), ("ช่วยเหลือ", tapped)):
            phone.says(command)
            (card,) = phone.hears(1)
            for label in labels_of(card):
                heard = does(phone, label)
                assert not any(words in heard for words in NOT_UNDERSTOOD), (name, label, heard)


def tapped(phone: Someone, label: str) -> str:
    phone.taps_label(label)
    return everything_in(phone.hears(1)[0])


def test_every_area_of_a_rich_menu_is_understood(hamlet: ManyPeople) -> None:

    for role, name in (("participant", hamlet.names.pop()), ("mentor", "วิไล บุญมา"), ("coordinator", "ธนา ใจงาม")):
        phone = hamlet.running.joined(name)
        for intent in (intent for row in MENUS[role] for intent in row):
            phone.taps(f"say?intent={intent}")
            heard = everything_in(phone.hears(1)[0])
            assert not any(words in heard for words in NOT_UNDERSTOOD), (role, intent, heard)


def test_language_switches_by_words_and_by_button_and_stays(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    phone.says("English")
    assert "English" in words_of(phone.hears(1)[0])
    phone.says(WORK)
    card = everything_in(phone.hears(1)[0])
    assert "Wed 12 Jul 2023" in card
    assert "religious leaders" in card
    phone.says("menu")
    phone.hears(1)
    phone.taps_label("ภาษาไทย")
    assert "ภาษาไทย" in words_of(phone.hears(1)[0])
    assert "สวัสดี" in answer(phone, "สวัสดี")


def test_a_stranger_can_switch_the_language_before_anything_else(hamlet: ManyPeople) -> None:
    phone = hamlet.running.stranger("Passer-by")
    phone.says("English")
    phone.hears(1)
    phone.says("hello")
    assert "I agree" in everything_in(phone.hears(1)[0])


@pytest.mark.parametrize("name", ["อำนาจ ทองดี"])
def test_mentors_and_coordinators_do_not_record(hamlet: ManyPeople, name: str) -> None:
    phone = hamlet.running.joined(name)
    for act in (
        lambda: phone.says(WORK),
        lambda: phone.sends_image(photo()),
        lambda: phone.sends_location(19.3, 99.8),
        lambda: phone.says("บันทึกวันนี้"),
    ):
        act()
        assert len(words_of(phone.hears(1)[0])) < 200
    assert entries_of(hamlet.running, phone) == []


@pytest.mark.parametrize("yes", ["ใช่", "โอเค", "บันทึกเลย"])
def test_an_offer_is_taken_by_a_typed_yes(hamlet: ManyPeople, yes: str) -> None:
    phone = hamlet.participant()
    answer(phone, UNKNOWN)
    answer(phone, yes)
    assert only_entry(hamlet.running, phone).words == UNKNOWN


def guessed(doubting: Doubting, text: str, *guesses: str, **slots: object) -> str:
    return doubting.reads(text, intent="unknown", guesses=guesses, **slots)


@pytest.mark.parametrize("how", ["tap", "type"])
def test_the_guesses_of_unknown_words_are_buttons_and_do_what_the_command_does(
    hamlet: ManyPeople, doubting: Doubting, how: str
) -> None:
    phone = hamlet.participant()
    answer(phone, f"10 ก.ค. {WORK.removeprefix('วันนี้')}")
    phone.says(guessed(doubting, "วันจันทร์นั่นน่ะ", "list_activities", "log_activity", activity_date=july(10)))
    (offer,) = phone.hears(1)
    assert "“รายการ” หรือ “บันทึกเป็นกิจกรรม”" in words_of(offer)
    assert labels_of(offer) == ["รายการ", "บันทึกเป็นกิจกรรม", "เมนู", "ช่วยเหลือ"]
    phone.taps_label("รายการ") if how == "tap" else phone.says("รายการ")
    heard = everything_in(phone.hears(1)[0])
    assert "จันทร์ 10 ก.ค. 2566" in heard if how == "tap" else "กรกฎาคม 2566" in heard


@pytest.mark.parametrize(
    ("intent", "label", "asks"),
    [("leave", "แจ้งลา", "ลาวันไหน"), ("delete_activity", "ลบบันทึก", "ใช่หรือไม่"), ("edit_activity", "แก้ไขบันทึก", WORK)],
)
def test_a_guess_of_a_command_that_acts_asks_first(
    hamlet: ManyPeople, doubting: Doubting, intent: str, label: str, asks: str
) -> None:
    phone = hamlet.participant()
    answer(phone, WORK)
    answer(phone, guessed(doubting, "เอ๊ะ วันนี้ไงล่ะ", intent, "log_activity", activity_date=july(12)))
    phone.taps_label(label)
    assert asks in everything_in(phone.hears(1)[0])
    assert only_entry(hamlet.running, phone).state == "submitted"


def test_a_yes_to_two_guesses_does_neither(hamlet: ManyPeople, doubting: Doubting) -> None:
    phone = hamlet.participant()
    answer(phone, guessed(doubting, "เอ๊ะ ยังไงนะ", "leave", "log_activity"))
    assert "ยังไม่แน่ใจ" in answer(phone, "ใช่")
    assert entries_of(hamlet.running, phone) == []


def test_guesses_of_other_roles_and_answers_are_not_offered(hamlet: ManyPeople, doubting: Doubting) -> None:
    phone = hamlet.participant()
    phone.says(guessed(doubting, "เอ๊ะ อะไรนะ", "export", "deny"))
    assert labels_of(phone.hears(1)[0]) == ["บันทึกเป็นกิจกรรม", "เมนู", "ช่วยเหลือ"]


def test_mentors_and_coordinators_are_offered_the_guesses_too(hamlet: ManyPeople, doubting: Doubting) -> None:
    for name, guesses, labels in (
        (PRAYUN, ("approve", "menu"), ["รอตรวจ", "เมนู", "ช่วยเหลือ"]),
        (KANDA, ("who_is_missing", "broadcast"), ["ใครยังไม่รายงาน", "ประกาศ", "เมนู", "ช่วยเหลือ"]),
    ):
        phone = hamlet.running.joined(name)
        phone.says(guessed(doubting, f"เอ๊ะ {name}", *guesses))
        (offer,) = phone.hears(1)
        assert labels_of(offer) == labels
        for label in labels[:-2]:
            assert "ยังไม่แน่ใจ" not in tapped(phone, label)


def test_an_offer_is_declined_by_a_typed_no(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    answer(phone, UNKNOWN)
    assert "ยกเลิกแล้ว" in answer(phone, "ไม่")
    answer(phone, "ใช่")
    assert entries_of(hamlet.running, phone) == []


def test_okay_after_a_card_is_no_command(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    answer(phone, WORK)
    assert "ยินดีเสมอ" in answer(phone, "โอเค")
    assert only_entry(hamlet.running, phone).words == WORK


def test_who_my_mentor_is_stands_on_the_status_card(hamlet: ManyPeople) -> None:
    assert PRAYUN in answer(hamlet.participant(), "ติดต่อครูพี่เลี้ยง")


def test_the_number_of_people_alone_after_a_card_is_taken_where_none_was_said(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    answer(phone, "วันนี้ประชุมกับผู้ใหญ่บ้านเรื่องถังขยะเปียก")
    assert "๒๕" not in answer(phone, "๒๕ คนครับ")
    assert only_entry(hamlet.running, phone).people == 25


def test_a_card_takes_its_numbers_even_after_words_not_understood(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    answer(phone, WORK)
    answer(phone, UNKNOWN)
    assert "กี่คน" in answer(phone, "2")


def test_an_album_of_somebody_who_does_not_record_is_answered_once(hamlet: ManyPeople) -> None:
    album = [(photo(color), "image/png") for color in ("red", "green", "blue")]
    phone = hamlet.running.stranger("คนรักการถ่ายภาพ")
    phone.sends_album(album)
    the_wait_is_over(hamlet.running, phone)
    phone.hears(1)
    assert nothing_more(hamlet.running, phone)


def test_a_greeting_answers_by_name(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    assert phone.name.split()[0] in answer(phone, "สวัสดี")


def test_an_open_question_is_one_row_and_closes(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    answer(phone, WORK)
    answer(phone, "แก้ข้อความ")
    answer(phone, "เมนู")
    with hamlet.running.database.read() as session:
        talk = session.get_one(Conversation, phone.user_id)
        assert (talk.open, talk.data) == (None, {})
