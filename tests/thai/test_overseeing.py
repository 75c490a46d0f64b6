"""What coordinators type about somebody is read as the data says; names are found with titles, typos and nicknames."""

from datetime import date

import pytest

from tests.thai.speakers import speaker
from thai.coordination import (
    PersonMention,
    StandIn,
    file_of_export,
    kind_of_export,
    read_code,
    read_leave,
    read_leave_taken_back,
    read_look,
    read_somebody_away,
    read_stand_in,
    wants_export,
)
from thai.data import read
from thai.intents import UNKNOWN
from thai.meaning import DoubtKind
from thai.names import people_named
from thai.understand import understand

COORDINATOR = speaker("coordinator")
READERS = {
    "look": read_look,
    "leave": read_leave,
    "leave_taken_back": read_leave_taken_back,
    "leave_kind": read_leave,
    "code": read_code,
    "look_behind": read_look,
    "before_name": read_look,
    "leave_taken_back_behind": read_leave_taken_back,
    "please": read_leave_taken_back,
}
PEOPLE = ["นายสมชาย ใจดี", "สมชาย รักเรียน", "มาลี แสงทอง (ต้อย)", "ว่าที่ ร.ต.หญิง วิไล บุญมา", "กมลชนก วงศ์สุวรรณ"]


@pytest.mark.parametrize("table", READERS)
def test_each_opening_s_example_names_the_person(table):
    for example in read("overseeing")[table].values():
        found = READERS[table](example, COORDINATOR)
        assert found is not None, example
        assert found.name in ("สมชาย", "มาลี", "สมชาย ใจดี"), example


def test_the_days_stand_before_or_behind_a_name():
    friday = date(2023, 7, 14)
    assert read_leave_taken_back("สมชายไม่ลาแล้วนะวันศุกร์นี้", COORDINATOR) == PersonMention("สมชาย", friday, friday, True)
    assert read_look("พรุ่งนี้น้องสมชายเป็นไงบ้าง", COORDINATOR).first == date(2023, 7, 13)
    assert read_look("เป็นไงบ้าง", COORDINATOR) is None


@pytest.mark.parametrize("table", ["deputy", "stands_in"])
def test_each_word_of_standing_in_has_both_names(table):
    for example in read("overseeing")[table].values():
        found = read_stand_in(example, COORDINATOR)
        assert found is not None, example
        assert (found.deputy, found.mentor) == ("วิไล", "ประยูร"), example
        assert found.first, example


@pytest.mark.parametrize("example", read("overseeing")["away"].values())
def test_whoever_is_away_is_named_though_nobody_of_that_name_is_known(example):
    assert read_somebody_away(example, COORDINATOR) == "สมศรี"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("สมศรี ใจงาม ลาป่วยวันนี้", "สมศรี ใจงาม"), ("น้องเมย์ป่วยค่ะ วันนี้ไม่มา", "เมย์"), ("คุณวิชัยขอลากิจพรุ่งนี้", "วิชัย"),
        ("นายสมชาย ใจกล้า ลาป่วย 3-5 ก.ค.", "สมชาย ใจกล้า"), ("แม่ป่วย ขอลาพรุ่งนี้", None), ("ลากิจ แม่ป่วย", None),
        ("หมอนัด ลาวันศุกร์", None), ("พี่ขอลาพรุ่งนี้", None), ("ผมลาพรุ่งนี้", None), ("น้ำท่วมบ้าน ขอลา", None), ("ลาพรุ่งนี้", None),
    ],
)  # fmt: skip
def test_a_reason_or_the_speaker_is_no_name_of_somebody_who_is_away(text, name):
    assert read_somebody_away(text, COORDINATOR) == name


def test_each_word_beside_a_name_is_no_part_of_it():
    for example in read("overseeing")["aside"].values():
        found = read_look(example, COORDINATOR) or read_leave(example, COORDINATOR) or read_code(example, COORDINATOR)
        assert found is not None, example
        assert found.name == "สมชาย", example


def test_each_word_of_exporting_begins_an_export():
    assert [example for example in read("overseeing")["export"].values() if not wants_export(example)] == []


@pytest.mark.parametrize("kind", ["activities", "submissions", "reviews", "coverage", "people"])
def test_each_kind_of_export_is_recognised(kind):
    for example in read("overseeing")[f"kind_{kind}"].values():
        assert kind_of_export(example) == kind, example


@pytest.mark.parametrize("suffix", ["xlsx", "csv", "geojson"])
def test_each_kind_of_file_is_recognised(suffix):
    for example in read("overseeing")[f"file_{suffix}"].values():
        assert file_of_export(example) == suffix, example


@pytest.mark.parametrize("said", [*read("overseeing")["behind"].values(), "มีใครไม่มาทำงาน"])
def test_who_is_behind_is_asked_for_with_a_word_of_it(said):
    read_as = understand(said, COORDINATOR)
    assert "who_is_missing" in (read_as.intent, *read_as.guesses)


@pytest.mark.parametrize(
    "said", ["เดือนนี้มีใครลาออกไหม", "ใครไปอำเภอไหนบ้าง", "วันนี้ใครส่งแล้วบ้าง", "ใครเปลี่ยนเบอร์บ้าง", "ใครได้รับรางวัล"]
)
def test_who_did_something_else_is_not_answered_with_who_has_not_reported(said):
    assert understand(said, COORDINATOR).intent in ("unknown", "summary")  # of a table: ใครส่งแล้วบ้าง


def test_days_said_with_a_name_are_read():
    assert read_leave("ลา สมชาย ใจดี วันที่ 20-21 ก.ค.", COORDINATOR) == PersonMention(
        "สมชาย ใจดี", date(2023, 7, 20), date(2023, 7, 21)
    )
    assert read_stand_in("ให้ วิไล บุญมา ปฏิบัติแทน ประยูร ศรีสุข ตั้งแต่ 1 ส.ค. ถึง 31 ส.ค.", COORDINATOR) == StandIn(
        "วิไล บุญมา", "ประยูร ศรีสุข", date(2023, 8, 1), date(2023, 8, 31)
    )


@pytest.mark.parametrize("text", ["ลาป่วยพรุ่งนี้", "ลาพรุ่งนี้", "ลา", "ขอลา 3-5 ส.ค.", "ลากิจ 3 วัน พรุ่งนี้"])
def test_a_leave_without_a_name_is_one_s_own(text):
    found = read_leave(text, COORDINATOR)
    assert found is None or not people_named(found.name, PEOPLE)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("สมชาย ใจดี", [0]),
        ("นายสมชาย ใจดี", [0]),
        ("สมชาย", [0, 1]),
        ("สมชาย รัก", [1]),
        ("ต้อย", [2]),
        ("มาลี แสงทอง", [2]),
        ("มาลีย์ แสงทอง", [2]),
        ("วิไล", [3]),
        ("กมลชนก วงศ์สุวรรน", [4]),
        ("กมลชนค", [4]),
        ("ประยุทธ์", []),
        ("", []),
    ],
)
def test_a_typed_name_means_these_people(said, meant):
    assert people_named(said, PEOPLE) == meant


@pytest.mark.parametrize("text", ["แจ้งมาลีว่าอนุมัติแล้วนะ", "บอกพี่ต้อมว่าอนุมัติแล้ว", "แจ้งสมชายว่าส่งคืนนะ ขอรูปเพิ่ม"])
def test_a_verdict_that_somebody_is_told_of_is_not_given_unasked(text):
    read = understand(text, speaker("mentor"))
    assert [doubt.kind for doubt in read.doubts_of("intent")] == [DoubtKind.GUESSED]
    assert not understand("อนุมัติของสมชาย", speaker("mentor")).doubts_of("intent")


@pytest.mark.parametrize("role", ["participant", "coordinator"])
@pytest.mark.parametrize(
    "text",
    [*(said for table in ("another", "another_of", "illness") for said in read("answers")[table].values())],
)
def test_somebody_else_s_illness_is_not_the_speaker_s_leave(text, role):
    found = understand(text, speaker(role))
    assert found.intent == UNKNOWN
    assert "leave" not in found.guesses


@pytest.mark.parametrize("text", ["แม่ป่วย ขอลาพรุ่งนี้", "ผมป่วยวันนี้", "ลูกป่วย ต้องพาไปหาหมอ ขอลาวันนี้"])
def test_leave_because_of_somebody_s_illness_stays_leave(text):
    assert understand(text, speaker("participant")).intent == "leave"
