"""People named in commands: titles, nicknames, typos, and only those the speaker may see."""

import pytest

from tests.thai.speakers import speaker
from thai.understand import understand


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("สรุปของสมชาย ใจดี", "นายสมชาย ใจดี"),
        ("สรุปของนายสมชาย", "นายสมชาย ใจดี"),
        ("สรุปของคุณสมชาย", "นายสมชาย ใจดี"),
        ("สรุปของน.ส.มาลี ศรีสุข", "นางสาวมาลี ศรีสุข"),
        ("สรุปของว่าที่ ร.ต.หญิง ปรียา", "ว่าที่ร้อยตรีหญิง ปรียา บุญมา"),
        ("สรุปของ ดร. อนันต์", "ดร.อนันต์ สุขสวัสดิ์"),
        ("สรุปของพี่ต้อม", "นายวิทยา คำแก้ว (ต้อม)"),
        ("สรุปของสมชาย ใจดีย์", "นายสมชาย ใจดี"),
        ("สรุปของวิทญา คำแก้ว", "นายวิทยา คำแก้ว (ต้อม)"),
        ("สรุปของคุณมาลิ", "นางสาวมาลี ศรีสุข"),
    ],
)
def test_a_person_is_found_among_those_the_speaker_may_see(text, person):
    understood = understand(text, speaker("coordinator"))
    assert (understood.intent, understood.slots.person) == ("summary", person)


def test_somebody_else_s_people_are_not_found():
    scoped = speaker("coordinator", people=("นางพรทิพย์ วงศ์ไชย",))
    assert understand("สรุปของสมชาย ใจดี", scoped).slots.person is None


def test_a_first_name_of_two_people_is_given_back_as_said():
    twins = speaker("coordinator", people=("นายสมชาย ใจดี", "นายสมชาย รักไทย"))
    assert understand("สรุปของสมชาย", twins).slots.person == "สมชาย"
    assert understand("สรุปของสมชาย รักไทย", twins).slots.person == "นายสมชาย รักไทย"


def test_a_name_inside_another_word_is_nobody():
    people = speaker("coordinator", people=("นายประชา สุขใจ",))
    assert understand("สรุปเรื่องประชาคม", people).slots.person is None
    assert understand("สรุปของประชา", people).slots.person == "นายประชา สุขใจ"


def test_an_activity_names_nobody_as_a_slot():
    assert understand("วันนี้พบนายสมชาย ใจดี กับชาวบ้าน 20 คน", speaker()).slots.person is None
