"""Teams of units record forums in the chat: what a message says of one, what is asked, what counts for whom."""

from sqlalchemy import select

from bot.postback import ChangeForum
from models.people import people
from models.people.people import Membership, PersonState
from models.privacy import erasure
from models.units.forums import Forum
from models.units.nominations import TeamNomination
from tests.patience import until
from tests.running_bot import RunningBot
from tests.scenarios.many_people import entries_of, everything_in, only_entry
from tests.scenarios.mentoring import told
from tests.scenarios.pilot_districts import CHIEF, EVERYTHING, FORUM, WOMEN, forums_of, says


def test_a_forum_is_an_entry_with_its_agenda_heads_by_sector_and_decision(pilot: RunningBot) -> None:
    phone = pilot.joined(CHIEF)
    said = says(phone, FORUM, 2)
    expected = (
        "อำเภอแม่ใจ",
        "น้ำแล้ง",
        "ให้ขุดลอกหนองเล็งทราย",
        "ภาคราชการ 20",
        "ภาคผู้นำศาสนา 5",
        "ภาคประชาชน 80",
        "รวม 105 คน",
    )
    assert [part for part in expected if part not in said] == []
    entry = only_entry(pilot, phone)
    assert (entry.people, entry.places) == (105, ["แม่ใจ"])
    ((forum, heads),) = forums_of(pilot)
    assert (forum.unit, forum.agenda, forum.people) == ("5607", "น้ำแล้ง", 105)
    assert heads == {"government": 20, "religious": 5, "people": 80}


def test_what_a_forum_lacks_is_asked_and_every_part_can_be_said_anew(pilot: RunningBot) -> None:
    phone = pilot.joined(CHIEF)
    assert "มาจากภาคส่วนใด" in says(phone, "จัดเวทีประชาคม ต.แม่ใจ มีคนมา 105 คน", 2)
    assert "ยังอ่านจำนวนไม่ได้" in says(phone, "หลายฝ่าย")
    assert "หารือเรื่องอะไร" in says(phone, "รัฐ ๒๐\nพระ 5\nชาวบ้าน 80")
    assert "มีมติหรือข้อสรุป" in says(phone, "แผนจัดการน้ำทั้งตำบล")
    done = says(phone, "ขุดลอกหนองก่อนหน้าแล้ง")
    assert "มีมติหรือข้อสรุป" not in done
    ((forum, heads),) = forums_of(pilot)
    assert (forum.agenda, forum.decided) == ("แผนจัดการน้ำทั้งตำบล", "ขุดลอกหนองก่อนหน้าแล้ง")
    assert heads == {"government": 20, "religious": 5, "people": 80}
    phone.says("เวทีประชาคมได้กี่คนแล้ว")  # a question is no part of a forum
    assert "105/834" in everything_in(phone.hears(1))
    phone.taps(ChangeForum(forum.activity_id, "heads").pack())
    phone.hears(1)
    says(phone, "ภาครัฐ 22 ประชาชน 90")
    ((forum, heads),) = forums_of(pilot)
    assert (heads, forum.people, only_entry(pilot, phone).people) == ({"government": 22, "people": 90}, 112, 112)


def test_what_is_something_of_its_own_is_no_answer_about_a_forum(pilot: RunningBot) -> None:
    phone = pilot.joined(CHIEF)
    says(phone, "เวทีประชาคม ต.ศรีถ้อย เรื่องไฟป่า ภาครัฐ 20 ประชาชน 80", 2)
    says(phone, "วันนี้ลงพื้นที่หมู่ 3 กับกำนันสมศักดิ์ ซ่อมฝาย 12 คน")
    assert len(entries_of(pilot, phone)) == 2
    says(phone, "เวทีประชาคม ต.แม่ใจ เรื่องน้ำแล้ง", 2)
    assert "รวม 10 คน" not in says(phone, "กิจกรรมที่ 3 มา 10 คน")  # the people of a step
    assert "รอผู้ประสานงานรับรอง" in says(phone, "เสนอ ผู้แทน อส. นายเด่นชัย คงมั่น 0865550103")
    assert "หรือเป็นกิจกรรมอื่น" in says(phone, "รัฐ20ศาสนา5ประชาชน80")  # nothing about the forum is asked any more
    phone.taps_label("เป็นจำนวนคนของเวที")
    assert "มีมติหรือข้อสรุป" in everything_in(phone.hears(1))
    assert "หรือเป็นกิจกรรมอื่น" in says(phone, "ขุดลอกหนองกับชาวบ้าน 30 คน")
    says(phone, "เป็นมติของเวที")
    assert "มีหลาย" not in says(phone, "ทีมของเรา")
    first, second = forums_of(pilot)
    assert (first[1], first[0].decided) == ({"government": 20, "people": 80}, None)
    assert second[1] == {"government": 20, "religious": 5, "people": 80}
    assert (second[0].agenda, second[0].decided) == ("น้ำแล้ง", "ขุดลอกหนองกับชาวบ้าน 30 คน")
    assert len(entries_of(pilot, phone)) == 3


def test_people_of_a_forum_and_of_its_entry_are_the_same(pilot: RunningBot) -> None:
    phone = pilot.joined(CHIEF)
    says(phone, FORUM, 2)
    assert "ภาคประชาชน 70" in says(phone, "แก้ประชาชนเป็น 70 คน")
    ((forum, heads),) = forums_of(pilot)
    assert (heads["people"], forum.people, only_entry(pilot, phone).people) == (70, 95, 95)
    says(phone, "30 คน", 2)
    assert "รวมทุกภาคส่วนได้ 95 คน" in says(phone, "ใช่", 2)
    says(phone, "105")
    ((forum, _),) = forums_of(pilot)
    assert (forum.people, only_entry(pilot, phone).people) == (105, 105)


def test_what_names_another_unit_is_asked_about_before_it_counts(pilot: RunningBot) -> None:
    phone = pilot.joined(CHIEF)
    assert "อยู่นอกอำเภอแม่ใจ" in says(phone, "เวทีประชาคม อ.เชียงดาว จ.เชียงใหม่ เรื่องขยะ 40 คน", 2)
    says(phone, "ไม่นับ")
    assert forums_of(pilot) == []
    says(phone, "เวทีประชาคม อ.เชียงดาว จ.เชียงใหม่ เรื่องไฟป่า 30 คน มติ ประชุมอีก 15 ส.ค.", 2)
    assert "บันทึกเวทีประชาคม" in says(phone, "นับเป็นของเรา")
    ((forum, _),) = forums_of(pilot)
    assert (forum.unit, forum.agenda, forum.decided, forum.people) == ("5607", "ไฟป่า", "ประชุมอีก 15 ส.ค.", 30)
    assert len(entries_of(pilot, phone)) == 2
    assert "“เชียงดาว”" in says(phone, "แผนอำเภอเชียงดาว: เพิ่มฝาย 3 จุด")
    says(phone, "ไม่")
    assert "ระบุสิ่งที่ปรับ" in says(phone, "One Plan: สระ")
    assert "ยังไม่มีแผน" in says(phone, "ดูแผนอำเภอ")
    assert "ฉบับใหม่ของอำเภอแม่ใจ" in says(phone, "ปรับแผนอำเภอ เพิ่มฝายชะลอน้ำ 2 จุด")
    phone.taps_label("บันทึกเป็นแผน")
    assert "ฉบับที่ 1" in everything_in(phone.hears(1))
    phone.taps_label("บันทึกเป็นแผน")
    assert "ฉบับที่ 2" not in everything_in(phone.hears(1))


def test_a_forum_that_was_counted_later_is_forgotten_with_its_message_too(pilot: RunningBot) -> None:
    phone = pilot.joined(CHIEF)
    message = phone.says("เวทีประชาคม อ.เชียงดาว จ.เชียงใหม่ เรื่องไฟป่า 30 คน มติ ทำแนวกันไฟ").message_id
    phone.hears(2)
    says(phone, "นับเป็นของเรา")
    with pilot.database.read() as session:
        assert session.scalars(select(Forum.message_ids)).all() == [f",{message},"]
    phone.unsends(message)
    until(lambda: [(one.agenda, one.decided) for one, _ in forums_of(pilot)] in ([], [(None, None)]), "it is forgotten")


def test_a_question_about_another_unit_is_not_answered_for_ones_own(pilot: RunningBot) -> None:
    phone, whole = pilot.joined(CHIEF), pilot.joined(EVERYTHING)
    assert "อำเภอเชียงดาว ไม่ใช่หน่วยที่ท่านดูได้" in says(phone, "เวทีประชาคมอำเภอเชียงดาวได้กี่คนแล้ว")
    assert "มีหลายหน่วย" in says(whole, "เวทีประชาคมอำเภอเมืองได้กี่คนแล้ว")
    whole.taps_label("อำเภอเมืองภูเก็ต")
    assert "อำเภอเมืองภูเก็ต" in everything_in(whole.hears(1))
    assert "ยังไม่ถึง" in says(phone, "กิจกรรมที่ 8 เสร็จแล้วหรือยัง")


def test_a_forum_that_is_only_prepared_is_an_entry_and_no_forum(pilot: RunningBot) -> None:
    phone = pilot.joined(CHIEF)
    says(phone, "วันนี้ประชุมเตรียมจัดเวทีประชาคมสัปดาห์หน้ากับปลัดอำเภอ")
    assert len(entries_of(pilot, phone)) <= 1
    assert forums_of(pilot) == []


def test_what_was_unsent_or_erased_stands_in_no_forum_and_no_nomination(pilot: RunningBot) -> None:
    phone, team = pilot.joined(CHIEF), pilot.joined(WOMEN)
    says(phone, "จัดเวทีประชาคม ต.แม่ใจ เรื่องน้ำแล้ง ภาครัฐ 20 ประชาชน 80", 2)
    message = phone.says("ขุดลอกหนองเล็งทราย").message_id
    phone.hears(1)
    says(phone, "เสนอ ผู้แทน อส. นายเด่นชัย คงมั่น 0865550103")
    phone.unsends(message)
    until(lambda: forums_of(pilot)[0][1] == {}, "what was unsent is forgotten")
    ((forum, _),) = forums_of(pilot)
    assert (forum.agenda, forum.decided, forum.people) == (None, None, None)
    with pilot.database.write() as session:
        erasure.erase(session, people.by_name(session, CHIEF)[0], pilot.bot.clock.now(), actor="command")
    assert forums_of(pilot) == []
    with pilot.database.read() as session:
        assert session.scalars(select(TeamNomination)).all() == []
        assert (
            session.scalars(select(Membership).where(Membership.seat == "chief", Membership.unit == "5607")).all() == []
        )
        assert people.by_name(session, WOMEN)[0].state == PersonState.ACTIVE
    assert CHIEF not in told(team, "บันทึกของทีม")
