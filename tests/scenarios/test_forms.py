"""Forms in the conversation: a question a message, back, skip, park, go on, edit, cancel, hand in."""

from sqlalchemy import select

from bot.inbound.file_events import store_codes
from models.activities.media import Media
from models.messaging.conversations import Conversation
from models.messaging.inbox import InboxEvent
from tests.scenarios.interviewing import (
    ABBOT,
    SURVEY,
    VIEW,
    actions_of,
    answers_in,
    labelled,
    newest_answers,
    publish,
    revisions_of_answers,
    say_all,
    sector_count,
    state_of,
    submissions_of,
    texts,
)
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
from tests.services.media.test_codes import EAN, code, photo_of


def test_a_view_is_told_from_the_first_question_to_the_receipt(later_village: ManyPeople) -> None:
    running, phone = later_village.running, later_village.participant()
    asked = say_all(phone, "แบบฟอร์ม")
    assert "ข้อ 1 จาก 11" in words_of(asked)
    assert labels_of(asked)[1] == "2 ภาคผู้นำศาสนา"
    summary = say_all(phone, *VIEW[1:])
    assert "ตรวจก่อนส่ง" in words_of(summary)
    assert "อังคาร 18 ก.ค. 2566" in everything_in(summary)
    assert state_of(running, phone) == "draft"
    receipt = say_all(phone, "ส่งแบบฟอร์ม")
    assert "ได้รับแบบฟอร์มแล้ว" in words_of(receipt)
    assert "รับฟังแล้ว 1 จาก 7" in everything_in(receipt)
    final = newest_answers(running, phone)
    assert final == {
        "sector": "religious",
        "who": ABBOT,
        "met_on": "2023-07-18",
        "place": "วัดศรีโคมคำ",
        "thinks": "อยากให้ทำต่อเนื่อง",
        "cooperation": "5",
        "follow_up": "no",
    }
    (handed_in,) = submissions_of(running, phone)
    assert (handed_in.state, handed_in.day.isoformat()) == ("submitted", "2023-07-19")
    assert sector_count(running, phone) == {"religious": (1, handed_in.day)}
    assert entries_of(running, phone) == []


def test_buttons_do_what_words_do(later_hamlet: ManyPeople) -> None:
    running, phone = later_hamlet.running, later_hamlet.participant()
    asked = say_all(phone, "แบบฟอร์ม")
    phone.takes(labelled(asked, "ภาคเอกชน"))
    asked = phone.hears(1)[-1]
    assert "ผู้ให้ความเห็นคือใคร" in words_of(asked)
    asked = say_all(phone, "ประธานหอการค้า")
    (picker,) = actions_of(asked, "when")
    assert (picker["type"], picker["initial"]) == ("datetimepicker", "2023-07-19")
    phone.taps(picker["data"], params={"date": "2023-07-17"})
    assert "พบกันที่ไหน" in words_of(phone.hears(1)[-1])
    assert newest_answers(running, phone)["met_on"] == "2023-07-17"


def test_a_suggested_answer_is_taken_with_one_tap(later_hamlet: ManyPeople) -> None:
    running, phone = later_hamlet.running, later_hamlet.participant()
    asked = say_all(phone, *VIEW[:3])
    assert "เสนอไว้ให้: พุธ 19 ก.ค. 2566" in everything_in(asked)
    phone.takes(labelled(asked, "ใช้คำตอบนี้"))
    phone.hears(1)
    assert newest_answers(running, phone)["met_on"] == "2023-07-19"


def test_a_constraint_s_own_message_is_shown_and_the_question_again(later_hamlet: ManyPeople) -> None:
    running, phone = later_hamlet.running, later_hamlet.participant()
    again = say_all(phone, *VIEW[:3], "พรุ่งนี้")
    assert "วันที่พบต้องไม่เกินวันนี้" in everything_in(again)
    assert "พบกันวันที่เท่าไร" in words_of(again)
    assert "met_on" not in newest_answers(running, phone)


def test_back_edits_the_question_before_and_returns_to_where_one_was(later_hamlet: ManyPeople) -> None:
    running, phone = later_hamlet.running, later_hamlet.participant()
    back = say_all(phone, *VIEW[:5], "ย้อนกลับ", "ย้อนกลับ")
    assert "พบกันวันที่เท่าไร" in words_of(back)
    assert "คำตอบตอนนี้: อังคาร 18 ก.ค. 2566" in everything_in(back)
    on = say_all(phone, "15 ก.ค.")
    assert "คิดเห็นอย่างไร" in words_of(on)
    assert newest_answers(running, phone)["met_on"] == "2023-07-15"


def test_back_from_the_first_question_says_so(later_hamlet: ManyPeople) -> None:
    phone = later_hamlet.participant()
    assert "ข้อแรก" in everything_in(say_all(phone, "แบบฟอร์ม", "ย้อนกลับ"))


def test_an_answer_is_edited_by_its_number_from_anywhere(later_hamlet: ManyPeople) -> None:
    running, phone = later_hamlet.running, later_hamlet.participant()
    asked = say_all(phone, *VIEW[:6], "แก้ข้อ ๒")
    assert "ผู้ให้ความเห็นคือใคร" in words_of(asked)
    asked = say_all(phone, "พระมหาสมชาย")
    assert "อะไรที่ทำได้ดีแล้ว" in words_of(asked)
    assert newest_answers(running, phone)["who"] == "พระมหาสมชาย"


def test_a_required_question_cannot_be_skipped(later_hamlet: ManyPeople) -> None:
    phone = later_hamlet.participant()
    again = say_all(phone, *VIEW[:5], "ข้าม")
    assert "ข้อนี้ต้องตอบก่อน" in everything_in(again)
    assert "คิดเห็นอย่างไร" in words_of(again)


def test_a_form_is_parked_and_taken_up_days_later(sqlite_later: ManyPeople) -> None:
    running, phone = sqlite_later.running, sqlite_later.participant()
    parked = say_all(phone, *VIEW[:4], "พักไว้")
    assert "ข้อ 4 จาก 11" in words_of(parked)
    say_all(phone, "วันนี้ลงพื้นที่ ต.แม่ใจ ประชุมกับผู้ใหญ่บ้าน 12 คน")
    running.line.clock(advance=3 * 86400)
    asked = say_all(phone, "ทำต่อ")
    assert "พบกันที่ไหน" in words_of(asked)
    assert newest_answers(running, phone)["who"] == ABBOT


def test_an_exact_command_leaves_the_form_and_says_that_the_draft_waits(later_hamlet: ManyPeople) -> None:
    phone = later_hamlet.participant()
    say_all(phone, *VIEW[:4])
    phone.says("สถานะ")
    heard = phone.hears(2)
    assert "แบบฟอร์มที่ทำค้างไว้ยังอยู่ครบ" in words_of(heard[-1])
    assert labels_of(heard[-1])[0] == "ทำต่อ"
    assert "พบกันที่ไหน" in words_of(say_all(phone, "ทำต่อ"))


def test_free_words_answer_the_open_question_first(later_hamlet: ManyPeople) -> None:
    """Even words that are commands in part, or read like an activity."""
    running, phone = later_hamlet.running, later_hamlet.participant()
    say_all(phone, *VIEW[:5], "อยากให้ทำต่อ", "ประชุมกับผู้ใหญ่บ้านดีมาก")
    final = newest_answers(running, phone)
    assert (final["thinks"], final["went_well"]) == ("อยากให้ทำต่อ", "ประชุมกับผู้ใหญ่บ้านดีมาก")
    assert entries_of(running, phone) == []


def test_words_that_tell_of_a_day_s_work_are_asked_about_and_not_lost(later_hamlet: ManyPeople) -> None:
    running, phone = later_hamlet.running, later_hamlet.participant()
    doubt = say_all(phone, *VIEW[:5], "วันนี้ลงพื้นที่ ต.แม่ใจ ประชุมกับผู้ใหญ่บ้าน 12 คน")
    assert labels_of(doubt)[:2] == ["ใช่ คำตอบข้อนี้", "บันทึกเป็นกิจกรรม"]
    assert "thinks" not in newest_answers(running, phone)
    phone.says("บันทึกเป็นกิจกรรม")
    assert "แบบฟอร์มที่ทำค้างไว้ยังอยู่ครบ" in words_of(phone.hears(2)[-1])
    assert only_entry(running, phone).people == 12


def test_words_that_were_the_answer_after_all_become_it(later_hamlet: ManyPeople) -> None:
    running, phone = later_hamlet.running, later_hamlet.participant()
    said = "วันนี้ประชุมประจำเดือนกำนันผู้ใหญ่บ้าน 88 คน"
    doubt = say_all(phone, *VIEW[:5], said)
    phone.takes(labelled(doubt, "ใช่ คำตอบข้อนี้"))
    assert "อะไรที่ทำได้ดีแล้ว" in words_of(phone.hears(1)[-1])
    assert newest_answers(running, phone)["thinks"] == said


def test_words_that_are_none_of_the_choices_get_an_offer(later_hamlet: ManyPeople) -> None:
    running, phone = later_hamlet.running, later_hamlet.participant()
    offer = say_all(phone, "แบบฟอร์ม", "พาชาวบ้านปลูกผักสวนครัว")
    assert labels_of(offer)[0] == "บันทึกเป็นกิจกรรม"
    assert "ความเห็นนี้มาจากภาคใด" in words_of(offer)
    phone.takes(labelled(offer, "บันทึกเป็นกิจกรรม"))
    phone.hears(2)
    assert only_entry(running, phone).words == "พาชาวบ้านปลูกผักสวนครัว"


def test_a_choice_is_understood_with_a_small_typo_and_by_who_it_is(later_hamlet: ManyPeople) -> None:
    running = later_hamlet.running
    for typed, sector in (
        ("ภาคประชาสังคัม", "civil_society"),
        ("สื่อสารมวลชน", "media"),
        ("เจ้าอาวาส", "religious"),
        ("๔", "private"),
    ):
        phone = later_hamlet.participant()
        say_all(phone, "แบบฟอร์ม", typed)
        assert newest_answers(running, phone) == {"sector": sector}


def test_an_old_button_explains_itself_and_writes_nothing(later_hamlet: ManyPeople) -> None:
    running, phone = later_hamlet.running, later_hamlet.participant()
    first = say_all(phone, "แบบฟอร์ม")
    say_all(phone, "2", ABBOT)
    phone.takes(labelled(first, "ภาคเอกชน"))
    told = phone.hears(1)[-1]
    assert "ปุ่มนั้นเป็นของข้อก่อนหน้า" in everything_in(told)
    assert "พบกันวันที่เท่าไร" in words_of(told)
    assert newest_answers(running, phone)["sector"] == "religious"


def test_a_button_of_a_parked_form_says_how_to_go_on(later_hamlet: ManyPeople) -> None:
    phone = later_hamlet.participant()
    first = say_all(phone, "แบบฟอร์ม")
    say_all(phone, "พักไว้")
    phone.takes(labelled(first, "ภาคเอกชน"))
    assert "พิมพ์ “ทำต่อ”" in words_of(phone.hears(1)[-1])


def test_a_form_of_somebody_else_does_not_exist(later_village: ManyPeople) -> None:
    running, phone, other = later_village.running, later_village.participant(), later_village.participant()
    asked = say_all(phone, "แบบฟอร์ม")
    for action in [*actions_of(asked, "pick"), *actions_of(asked, "step")]:
        other.taps(action["data"])
        assert "ไม่พบแบบฟอร์มนี้" in words_of(other.hears(1)[-1])
    assert newest_answers(running, phone) == {}


def test_a_cancelled_form_comes_back_with_one_word(later_hamlet: ManyPeople) -> None:
    running, phone = later_hamlet.running, later_hamlet.participant()
    say_all(phone, *VIEW[:5], "ยกเลิก")
    assert state_of(running, phone) == "cancelled"
    back = say_all(phone, "เลิกยกเลิก")
    assert "คิดเห็นอย่างไร" in words_of(back)
    assert newest_answers(running, phone)["place"] == "วัดศรีโคมคำ"


def test_what_was_handed_in_is_edited_within_the_window_and_each_edit_is_a_revision(sqlite_later: ManyPeople) -> None:
    running, phone = sqlite_later.running, sqlite_later.participant()
    say_all(phone, *VIEW, "ส่งแบบฟอร์ม")
    phone.says("แก้ข้อ 4")
    phone.hears(1)
    phone.says("ศาลาวัด")
    assert "แก้ไขแล้ว" in texts(phone.hears(2))
    (handed_in,) = submissions_of(running, phone)
    assert answers_in(running, handed_in.id)["place"] == "ศาลาวัด"
    assert revisions_of_answers(running, handed_in.id) == [("place", "วัดศรีโคมคำ", "ศาลาวัด")]
    running.line.clock(advance=15 * 86400)
    too_late = say_all(phone, "แก้ข้อ 4")
    assert "เกิน 14 วัน" in words_of(too_late)


def test_a_photo_answers_the_question_that_asks_for_one(later_hamlet: ManyPeople) -> None:
    running, phone = later_hamlet.running, later_hamlet.participant()
    say_all(phone, *VIEW[:10])
    phone.sends_image(photo())
    assert "ต้องติดตามต่อหรือไม่" in words_of(phone.hears(1)[-1])
    assert newest_answers(running, phone)["photo"].startswith("photo-")
    assert entries_of(running, phone) == []


def test_a_photo_elsewhere_is_an_activity_and_the_draft_waits(later_hamlet: ManyPeople) -> None:
    running, phone = later_hamlet.running, later_hamlet.participant()
    say_all(phone, *VIEW[:3])
    phone.sends_image(photo())
    assert "แบบฟอร์มที่ทำค้างไว้ยังอยู่ครบ" in words_of(phone.hears(2)[-1])
    assert only_entry(running, phone).photos == 1
    assert "พบกันวันที่เท่าไร" in words_of(say_all(phone, "ทำต่อ"))


def test_beginning_to_tell_a_view_opens_the_form_with_what_was_understood(later_hamlet: ManyPeople) -> None:
    running, phone = later_hamlet.running, later_hamlet.participant()
    phone.says("บันทึกความเห็นเจ้าอาวาสวัดศรีโคมคำ เมื่อวาน")
    heard = phone.hears(2)
    assert "ภาคผู้นำศาสนา" in words_of(heard[0])
    assert "ผู้ให้ความเห็นคือใคร" in words_of(heard[1])
    assert "เจ้าอาวาสวัดศรีโคมคำ" in everything_in(heard[1])
    say_all(phone, "ใช้คำตอบนี้", "ใช้คำตอบนี้")
    final = newest_answers(running, phone)
    assert (final["sector"], final["met_on"]) == ("religious", "2023-07-18")
    assert submissions_of(running, phone)[-1].words == "บันทึกความเห็นเจ้าอาวาสวัดศรีโคมคำ เมื่อวาน"
    assert entries_of(running, phone) == []


def test_before_the_form_opens_a_told_view_is_kept_as_an_activity(hamlet_before: ManyPeople) -> None:
    running, phone = hamlet_before.running, hamlet_before.participant()
    say_all(phone, "บันทึกความเห็นเจ้าอาวาสวัดศรีโคมคำ")
    assert only_entry(running, phone).words == "บันทึกความเห็นเจ้าอาวาสวัดศรีโคมคำ"
    assert "เปิดวันจันทร์ 3 ก.ค. 2566" in words_of(say_all(phone, "แบบฟอร์ม"))


def test_an_unsent_answer_is_gone_and_its_question_open_again(later_village: ManyPeople) -> None:
    running, phone = later_village.running, later_village.participant()
    say_all(phone, *VIEW[:4])
    said = phone.says("วัดลับแห่งหนึ่ง")
    phone.hears(1)
    phone.unsends(said.message_ids[0])
    settled(running)
    assert "place" not in newest_answers(running, phone)
    assert "พบกันที่ไหน" in words_of(say_all(phone, "ทำต่อ"))


def test_every_kind_of_question_is_answered_in_words(sqlite_later: ManyPeople) -> None:
    running, phone = sqlite_later.running, sqlite_later.participant()
    publish(running)
    listed = say_all(phone, "แบบฟอร์ม")
    assert "แบบสำรวจหมู่บ้าน" in words_of(listed)
    phone.says("2")
    heard = phone.hears(2)
    assert "ใช้เวลาไม่นาน" in words_of(heard[0])
    assert "มีกี่ครัวเรือน" in words_of(heard[1])
    assert "ต้องมากกว่า 0" in everything_in(say_all(phone, "สองพัน"))
    say_all(phone, "ยี่สิบห้า", "๒.๕", "1 3")
    assert "เลือกได้ไม่เกิน 2" in everything_in(say_all(phone, "2", "เสร็จแล้ว"))
    say_all(phone, "โรงเรียน", "เสร็จแล้ว", "2 1 3", "4", "9.30 น.", "พรุ่งนี้ 14.00 น.")
    phone.sends_location(19.1665, 99.9019)
    phone.hears(1)
    say_all(phone, "ข้าม", "รับทราบ", "กำนันสมหมาย", "52")
    more = say_all(phone, "เพิ่มอีก")
    assert "ชื่อผู้นำ" in words_of(more)
    summary = say_all(phone, "ผู้ใหญ่บ้านสมศรี", "ข้าม", "พอแล้ว")
    assert "อายุของ ผู้ใหญ่บ้านสมศรี" in everything_in(summary)
    say_all(phone, "ส่งแบบฟอร์ม")
    final = newest_answers(running, phone)
    assert final | {"at": final["at"][:5]} == {
        "houses": "25",
        "rain": "2.5",
        "needs": "water road",
        "order": "road water school",
        "score": "4",
        "at": "09:30",
        "again": "2023-07-20T14:00:00.000+07:00",
        "where": "19.1665 99.9019 0 0",
        "read": "OK",
        "people[1]/leader": "กำนันสมหมาย",
        "people[1]/age": "52",
        "people[2]/leader": "ผู้ใหญ่บ้านสมศรี",
    }


def test_a_submission_stays_on_its_version_when_another_is_published(sqlite_later: ManyPeople) -> None:
    running, phone = sqlite_later.running, sqlite_later.participant()
    publish(running)
    say_all(phone, "แบบฟอร์ม", "2", "25")
    shorter = SURVEY.replace("| decimal | rain | ฝนกี่เซนติเมตร | How much rain? | | | | | | |\n", "")
    assert publish(running, shorter.replace("| survey | 1 |", "| survey | 2 |")) == 2
    phone.says("พักไว้")
    phone.hears(1)
    assert "ฝนกี่เซนติเมตร" in words_of(say_all(phone, "ทำต่อ"))
    assert newest_answers(running, phone) == {"houses": "25"}


def test_erasing_a_person_erases_what_they_answered(later_village: ManyPeople) -> None:
    running, phone = later_village.running, later_village.participant()
    say_all(phone, *VIEW, "ส่งแบบฟอร์ม", "แก้ข้อ 4", "ศาลาวัด")
    (handed_in,) = submissions_of(running, phone)
    say_all(phone, "ลืมฉัน", "ยืนยันลบทั้งหมด")
    settled(running)
    assert answers_in(running, handed_in.id) == {}
    assert revisions_of_answers(running, handed_in.id) == []


CODES = """## survey
| type | name | label |
|---|---|---|
| barcode | parcel | รหัสบนกล่อง |
| barcode | tag | รหัสของบ้าน |
| text | place | ที่ไหน |

## settings
| form_id | form_title |
|---|---|
| parcels | รับพัสดุ |
"""


def test_a_barcode_question_is_answered_by_a_photo_of_it(later_hamlet: ManyPeople) -> None:
    running, phone = later_hamlet.running, later_hamlet.participant()
    publish(running, CODES, key="parcels")
    asked = say_all(phone, "แบบฟอร์ม", "2")
    assert "ถ่ายรูปบาร์โค้ด" in everything_in(asked)
    phone.sends_image(photo_of())
    assert "อ่านรหัสในรูปนี้ไม่ได้" in everything_in(phone.hears(1)[-1])
    phone.sends_image(photo_of(EAN))
    assert "รหัสของบ้าน" in words_of(phone.hears(1)[-1])
    phone.sends_image(photo_of(EAN, code("B-7")))
    assert "หลายรหัส (8851234567898, B-7)" in everything_in(phone.hears(1)[-1])
    assert "ที่ไหน" in words_of(say_all(phone, "B-7"))
    assert newest_answers(running, phone) == {"parcel": "8851234567898", "tag": "B-7"}
    assert entries_of(running, phone) == []


def test_a_code_that_is_read_when_its_question_is_answered_already_changes_nothing(later_hamlet: ManyPeople) -> None:
    running, phone = later_hamlet.running, later_hamlet.participant()
    publish(running, CODES, key="parcels")
    say_all(phone, "แบบฟอร์ม", "2", "A-1")
    with running.database.write() as session:
        earlier, before = session.scalars(select(InboxEvent).order_by(InboxEvent.id.desc()).limit(2))
        talk = session.get_one(Conversation, phone.user_id)
        parcel = f"{talk.data['submission']}/parcel"
        talk.note_photographed(str(earlier.message_id), parcel)
        photographed = Media(id=76, chat_key=phone.user_id, message_id=earlier.message_id)
        store_codes(session, photographed, ["8851234567898"], running.bot.clock.real())
    settled(running)
    assert newest_answers(running, phone) == {"parcel": "A-1"}
    with running.database.write() as session:
        talk = session.get_one(Conversation, phone.user_id)
        assert talk.photographed_for(earlier.message_id) == parcel
        talk.note_photographed(str(before.message_id), f"{talk.data['submission']}/tag")
        photographed = Media(id=77, chat_key=phone.user_id, message_id=before.message_id)
        for _ in range(2):
            store_codes(session, photographed, ["8851234567898"], running.bot.clock.real())
    settled(running)
    assert newest_answers(running, phone) == {"parcel": "A-1", "tag": "8851234567898"}
    say_all(phone, "ศาลา")
    with running.database.write() as session:
        photographed.id = 78
        store_codes(session, photographed, ["B-7"], running.bot.clock.real())
    settled(running)
    assert newest_answers(running, phone)["tag"] == "8851234567898"
    assert entries_of(running, phone) == []
