"""Correcting an entry: each part by pencil and by typing, choices by number and word, delete and undo, revisions."""

import pytest

from bot.postback import EditActivity, ToggleSector, ToggleTag
from simulator.driver import Someone
from tests.running_bot import MAE_CHAI, RunningBot
from tests.scenarios.many_people import (
    ManyPeople,
    StoredActivity,
    entries_of,
    everything_in,
    labels_of,
    only_entry,
    photo,
    revisions_of,
    words_of,
)

WORK = "วันนี้ประชุมกับผู้ใหญ่บ้านและพระเรื่องถังขยะเปียก 25 คน"
NUMBER = {"day": 1, "people": 2, "sectors": 3, "places": 4, "tags": 5, "words": 6}
LABEL = {
    "day": "แก้วันที่",
    "people": "แก้จำนวนคน",
    "sectors": "แก้ภาคีเครือข่าย",
    "places": "แก้สถานที่",
    "tags": "แก้เรื่อง",
    "words": "แก้ข้อความ",
}


def recorded(village: ManyPeople) -> tuple[Someone, StoredActivity]:
    phone = village.participant()
    phone.says(WORK)
    phone.hears(1)
    return phone, only_entry(village.running, phone)


def opens(phone: Someone, entry: StoredActivity, part: str, how: str) -> str:
    """Ask to correct a part by its pencil, its number, its label or its name; what the bot asks."""
    if how == "tap":
        phone.taps(EditActivity(entry.id, part).pack())
    else:
        said = {"number": str(NUMBER[part]), "thai number": "๐๑๒๓๔๕๖"[NUMBER[part]], "label": LABEL[part]}[how]
        phone.says(said)
    return everything_in(phone.hears(1)[0])


@pytest.mark.parametrize("how", ["tap", "number", "thai number", "label"])
@pytest.mark.parametrize(
    ("part", "answer", "expected"),
    [
        ("people", "สัก ๓๒ คน", 32),
        ("people", "ไม่ระบุ", None),
        ("day", "เมื่อวาน", "2023-07-11"),
        ("day", "๑๐ ก.ค. ๒๕๖๖", "2023-07-10"),
        ("words", "ตรวจแปลงผักสวนครัว", "ตรวจแปลงผักสวนครัว"),
        ("places", "ต.ศรีถ้อย อ.แม่ใจ จ.พะเยา", "ศรีถ้อย"),
    ],
)
def test_a_part_is_asked_for_and_answered_in_words(
    hamlet: ManyPeople, how: str, part: str, answer: str, expected: object
) -> None:
    phone, entry = recorded(hamlet)
    opens(phone, entry, part, how)
    phone.says(answer)
    (card,) = phone.hears(1)
    now = only_entry(hamlet.running, phone)
    found = {"people": now.people, "day": now.day.isoformat(), "words": now.words, "places": now.places[:1]}[part]
    assert found == ([expected] if part == "places" else expected)
    assert "บันทึกแล้ว" in words_of(card)
    assert [one[0] for one in revisions_of(hamlet.running, entry.id)] == [part]


@pytest.mark.parametrize("how", ["tap", "number", "label"])
@pytest.mark.parametrize(
    ("part", "answer", "expected"),
    [
        ("sectors", "1 3", ("religious", "academic")),
        ("sectors", "ข้อ ๑ และ ๓", ("religious", "academic")),
        ("sectors", "ไม่มี", ()),
        ("sectors", "ภาคสื่อสารมวลชน", ("government", "religious", "media")),
        ("sectors", "โรงเรียน", ("government", "religious", "academic")),
    ],
)
def test_sectors_are_chosen_by_number_and_by_name(
    hamlet: ManyPeople, how: str, part: str, answer: str, expected: tuple[str, ...]
) -> None:
    phone, entry = recorded(hamlet)
    assert "พบภาคีเครือข่ายใดบ้าง" in opens(phone, entry, part, how)
    phone.says(answer)
    phone.hears(1)
    assert set(only_entry(hamlet.running, phone).kept.sectors) == set(expected)
    phone.says("เสร็จแล้ว")
    assert "บันทึกแล้ว" in words_of(phone.hears(1)[0])


@pytest.mark.parametrize("done", ["เสร็จ", "เสร็จแล้วครับ", "ตกลง", "โอเค", "ok"])
def test_choosing_ends_with_the_words_that_people_use(hamlet: ManyPeople, done: str) -> None:
    phone, entry = recorded(hamlet)
    opens(phone, entry, "sectors", "tap")
    phone.says("1")
    phone.hears(1)
    phone.says(done)
    assert "บันทึกแล้ว" in words_of(phone.hears(1)[0])


def test_every_change_is_a_revision_with_what_was_and_what_became(village: ManyPeople) -> None:
    phone, entry = recorded(village)
    opens(phone, entry, "people", "tap")
    phone.says("30")
    phone.hears(1)
    phone.taps(f"day?activity={entry.id}", params={"date": "2023-07-10"})
    phone.hears(1)
    phone.taps(ToggleSector(entry.id, "media").pack())
    phone.hears(1)
    phone.taps(ToggleTag(entry.id, "three_r").pack())
    phone.hears(1)
    phone.taps_label("เสร็จแล้ว")
    phone.hears(1)
    phone.says("ลบ")
    phone.hears(1)
    phone.says("เลิกลบ")
    phone.hears(1)
    people, day, sectors, tags, deleted, restored = revisions_of(village.running, entry.id)
    assert people == ("people", 25, 30)
    assert day == ("day", "2023-07-12", "2023-07-10")
    assert (sectors[0], tags[0]) == ("sectors", "tags")
    assert (set(sectors[2]), set(tags[2])) == ({"government", "religious", "media"}, {"wet_waste", "three_r"})
    assert deleted == ("state", "submitted", "deleted")
    assert restored == ("state", "deleted", "submitted")


def test_the_same_answer_again_is_no_revision(hamlet: ManyPeople) -> None:
    phone, entry = recorded(hamlet)
    opens(phone, entry, "people", "tap")
    phone.says("25")
    phone.hears(1)
    assert revisions_of(hamlet.running, entry.id) == []


def test_a_tap_toggles_on_and_off_again(hamlet: ManyPeople) -> None:
    phone, entry = recorded(hamlet)
    opens(phone, entry, "tags", "tap")
    for expected in ({"wet_waste", "water"}, {"wet_waste"}):
        phone.taps(ToggleTag(entry.id, "water").pack())
        phone.hears(1)
        assert set(only_entry(hamlet.running, phone).kept.tags) == expected


def test_the_date_picker_is_held_to_the_same_rules(hamlet: ManyPeople) -> None:
    phone, entry = recorded(hamlet)
    for picked in ("2023-07-13", "2023-06-01", "2566-07-10", "nonsense"):
        phone.taps(f"day?activity={entry.id}", params={"date": picked})
        phone.hears(1)
    assert only_entry(hamlet.running, phone).day.isoformat() == "2023-07-12"
    phone.taps(f"day?activity={entry.id}", params={"date": "2023-07-03"})
    assert "จันทร์ 3 ก.ค. 2566" in words_of(phone.hears(1)[0])


@pytest.mark.parametrize(
    ("part", "answer", "said"),
    [
        ("people", "หลายคน", "ตัวเลข"),
        ("day", "วันไหนก็ได้", "วันที่"),
        ("day", "พรุ่งนี้", "ยังมาไม่ถึง"),
        ("day", "1 มิ.ย.", "ยังไม่เริ่ม"),
        ("day", "20 มิ.ย.", "28 มิ.ย. 2566"),
        ("sectors", "อะไรก็ได้", "เลขหน้าข้อ"),
        ("sectors", "99", "เลขหน้าข้อ"),
        # a report of its own is no answer, whatever of it could be one
        ("people", "เมื่อวานประชุมกรรมการหมู่บ้าน บ้านป่าแฝก 18 คน", "งานอีกเรื่องหนึ่ง"),
        ("places", "วันนี้ลงพื้นที่บ้านสันต้นม่วง ติดตามโครงการปลูกผัก 40 คน", "งานอีกเรื่องหนึ่ง"),
        ("day", "เมื่อวานประชุมกรรมการหมู่บ้าน 18 คน", "งานอีกเรื่องหนึ่ง"),
        ("sectors", "อบรมอาชีพกลุ่มสตรี บ้านหนองบัว 15 คน", "งานอีกเรื่องหนึ่ง"),
    ],
)
def test_an_answer_not_understood_is_asked_again_with_ways_out(
    hamlet: ManyPeople, part: str, answer: str, said: str
) -> None:
    phone, entry = recorded(hamlet)
    opens(phone, entry, part, "tap")
    phone.says(answer)
    (asked,) = phone.hears(1)
    assert said in words_of(asked)
    assert {"ไม่แก้แล้ว", "บันทึกเป็นกิจกรรม"} <= set(labels_of(asked))
    assert revisions_of(hamlet.running, entry.id) == []


@pytest.mark.parametrize("how", ["tap", "type"])
def test_something_new_in_the_middle_of_a_question_can_be_recorded(hamlet: ManyPeople, how: str) -> None:
    phone, entry = recorded(hamlet)
    opens(phone, entry, "people", "tap")
    new = "บ่ายไปเยี่ยมศูนย์เด็กเล็กบ้านต้นแหน"
    phone.says(new)
    phone.hears(1)
    phone.taps_label("บันทึกเป็นกิจกรรม") if how == "tap" else phone.says("บันทึกเป็นกิจกรรม")
    phone.hears(1)
    assert [one.words for one in entries_of(hamlet.running, phone)] == [WORK, new]
    assert entries_of(hamlet.running, phone)[0].people == 25


@pytest.mark.parametrize("how", ["tap", "type"])
def test_a_question_is_left_without_a_change(hamlet: ManyPeople, how: str) -> None:
    phone, entry = recorded(hamlet)
    opens(phone, entry, "words", "tap")
    phone.taps_label("ไม่แก้แล้ว") if how == "tap" else phone.says("ไม่แก้แล้ว")
    assert WORK in words_of(phone.hears(1)[0])
    assert revisions_of(hamlet.running, entry.id) == []


@pytest.mark.parametrize("command", ["เมนู", "ช่วยเหลือ", "รายการ", "สถานะ", "ข้อมูลของฉัน", "ยกเลิก"])
def test_a_command_leaves_the_question_and_the_next_words_are_new(hamlet: ManyPeople, command: str) -> None:
    phone, entry = recorded(hamlet)
    opens(phone, entry, "words", "tap")
    phone.says(command)
    phone.hears(1)
    new = "บ่ายประชุมกับครูโรงเรียนบ้านต้นแหน 9 คน"
    phone.says(new)
    phone.hears(1)
    assert [one.words for one in entries_of(hamlet.running, phone)] == [WORK, new]


def test_a_menu_button_leaves_the_question_too(hamlet: ManyPeople) -> None:
    phone, entry = recorded(hamlet)
    opens(phone, entry, "words", "tap")
    phone.taps("say?intent=my_status")
    phone.hears(1)
    phone.says("บ่ายประชุมกับครูโรงเรียนบ้านต้นแหน 9 คน")
    phone.hears(1)
    assert len(entries_of(hamlet.running, phone)) == 2


def test_a_question_nobody_answered_does_not_swallow_the_next_days_entry(running_on_sqlite: RunningBot) -> None:
    phone = running_on_sqlite.joined("สมชาย ใจดี")
    phone.says(WORK)
    phone.hears(1)
    opens(phone, only_entry(running_on_sqlite, phone), "words", "tap")
    running_on_sqlite.line.clock(travel="day")
    new = "ประชุมกับครูโรงเรียนบ้านต้นแหน 9 คน"
    phone.says(new)
    phone.hears(1)
    assert [(one.words, one.day.day) for one in entries_of(running_on_sqlite, phone)] == [(WORK, 12), (new, 13)]


@pytest.mark.parametrize("how", ["tap", "label", "command"])
def test_delete_can_be_undone_by_tap_and_by_typing(hamlet: ManyPeople, how: str) -> None:
    phone, entry = recorded(hamlet)
    if how == "tap":
        phone.taps_label("ลบ")
    else:
        phone.says("ลบ" if how == "label" else "ลบรายการล่าสุด")
    (line,) = phone.hears(1)
    assert "พุธ 12 ก.ค. 2566" in words_of(line)
    assert only_entry(hamlet.running, phone).state == "deleted"
    phone.taps_label("เลิกลบ") if how == "tap" else phone.says("เลิกลบ")
    phone.hears(1)
    now = only_entry(hamlet.running, phone)
    assert (now.state, now.words, now.people, now.kept) == ("submitted", WORK, 25, entry.kept)


def test_an_entry_can_be_brought_back_long_after(village: ManyPeople) -> None:
    phone, entry = recorded(village)
    phone.taps_label("ลบ")
    phone.hears(1)
    phone.says("บ่ายประชุมกับครูโรงเรียนบ้านต้นแหน 9 คน")
    phone.hears(1)
    phone.taps(f"undo?activity={entry.id}")
    phone.hears(1)
    assert [one.state for one in entries_of(village.running, phone)] == ["submitted", "submitted"]


def test_delete_yesterdays_deletes_yesterdays(village: ManyPeople) -> None:
    phone = village.participant()
    phone.says("เมื่อวานประชุมกับครูโรงเรียนบ้านต้นแหน 9 คน")
    phone.hears(1)
    phone.says(WORK)
    phone.hears(1)
    phone.says("ลบรายการเมื่อวาน")
    (line,) = phone.hears(1)
    assert "11 ก.ค. 2566" in words_of(line)
    assert [one.state for one in entries_of(village.running, phone)] == ["deleted", "submitted"]


def test_delete_of_a_day_with_several_asks_which(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    for words in ("เมื่อวานประชุมกับครูโรงเรียนบ้านต้นแหน 9 คน", "เมื่อวานบ่ายประชุมกับพระ 4 รูป"):
        phone.says(words)
        phone.hears(1)
    phone.says("ลบรายการเมื่อวาน")
    (listed,) = phone.hears(1)
    assert "2 รายการ" in everything_in(listed)
    assert {one.state for one in entries_of(hamlet.running, phone)} == {"submitted"}


def test_an_entry_without_words_is_given_some_by_its_pencil(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    phone.sends_image(photo())
    phone.hears(1)
    opens(phone, only_entry(hamlet.running, phone), "words", "label")
    phone.says("ป้ายถังขยะเปียกหน้าวัด")
    phone.hears(1)
    assert (only_entry(hamlet.running, phone).words, only_entry(hamlet.running, phone).photos) == (
        "ป้ายถังขยะเปียกหน้าวัด",
        1,
    )


def test_places_nobody_knows_are_kept_as_said(hamlet: ManyPeople) -> None:
    phone, entry = recorded(hamlet)
    opens(phone, entry, "places", "tap")
    phone.says("ลานกลางหมู่บ้านหลังวัดเก่า")
    phone.hears(1)
    (place,) = only_entry(hamlet.running, phone).kept.places
    assert (place.name, place.code) == ("ลานกลางหมู่บ้านหลังวัดเก่า", None)


def test_a_subdistrict_is_looked_for_in_ones_own_district(hamlet: ManyPeople) -> None:
    phone, entry = recorded(hamlet)
    opens(phone, entry, "places", "tap")
    phone.says("บ้านหนองบัว ต.ศรีถ้อย")
    phone.hears(1)
    village, subdistrict = only_entry(hamlet.running, phone).kept.places
    assert (village.name, subdistrict.name) == ("บ้านหนองบัว", "ศรีถ้อย")
    assert subdistrict.code is not None
    assert subdistrict.code.startswith(MAE_CHAI)


def test_words_of_five_thousand_signs_are_kept_whole(village: ManyPeople) -> None:
    phone = village.participant()
    words = ("ประชุมกับผู้ใหญ่บ้านเรื่องน้ำ " * 200)[:4990]
    phone.says(words)
    phone.hears(1)
    assert only_entry(village.running, phone).words == words


def test_a_number_of_people_after_the_card_of_others_is_offered_and_taken_with_a_yes(hamlet: ManyPeople) -> None:
    phone, entry = recorded(hamlet)
    phone.says("30 คน")
    said, _ = phone.hears(2)
    assert "ยังไม่ได้แก้" in words_of(said)
    assert only_entry(hamlet.running, phone).people == entry.people == 25
    phone.says("ใช่")
    phone.hears(1)
    assert only_entry(hamlet.running, phone).people == 30


@pytest.mark.parametrize(
    ("said", "offered", "people", "day"),
    [
        ("ผิดค่ะ 30 คน", "แก้เป็น 30 คน", 30, 12),
        ("เมื่อวานนะไม่ใช่วันนี้", "แก้วันที่เป็น", 25, 11),
        ("ไม่ใช่ เมื่อวานซืน", "แก้วันที่เป็น", 25, 10),
        ("ไม่ใช่วันนี้ค่ะ", "ยังเหมือนเดิม", 25, 12),
        ("ผิดค่ะ", "ถ้าไม่ต้องการบันทึกนี้ พิมพ์ “ลบ”", 25, 12),
        ("ยกเลิก", "ถ้าไม่ต้องการบันทึกนี้ พิมพ์ “ลบ”", 25, 12),
    ],
)
def test_a_no_right_after_a_card_is_about_its_entry_and_becomes_none_of_its_own(
    hamlet: ManyPeople, said: str, offered: str, people: int, day: int
) -> None:
    phone, _ = recorded(hamlet)
    phone.says(said)
    assert offered in " ".join(everything_in(message) for message in phone.hears(2))
    assert (only_entry(hamlet.running, phone).people, only_entry(hamlet.running, phone).day.day) == (25, 12)
    phone.says("ใช่")
    phone.hears(1)
    entry = only_entry(hamlet.running, phone)
    assert (entry.people, entry.day.day, entry.state) == (people, day, "submitted")


def test_a_no_after_a_correction_that_was_offered_offers_it_no_more(hamlet: ManyPeople) -> None:
    phone, _ = recorded(hamlet)
    for said in ("ไม่ใช่ 25 คน 35 คน", "ไม่ใช่", "ใช่"):
        phone.says(said)
        phone.hears(1)
    assert only_entry(hamlet.running, phone).people == 25
