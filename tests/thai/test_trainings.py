"""What staff tell of their training is read whole; what is to come, asked or did not happen is none."""

from datetime import date, datetime
from pathlib import Path

import pytest

from bench.thai.messages import HALVES
from bench.thai.trainings_scores import read_half, score_trainings
from programmes import load
from thai.context import Context
from thai.data import read
from thai.development_asked import development_asked
from thai.plan_changes import plan_change_in, spending_in
from thai.trainings import WayWords, training_in

LOCAL = load(Path(__file__).parents[2] / "programmes" / "local-2567")
WAYS = WayWords({way.key: way.words for way in LOCAL.development.ways} if LOCAL.development else {})
SAID = LOCAL.development.said if LOCAL.development else ()
NOW = Context(datetime.fromisoformat("2024-02-14T16:00:00+07:00"), "participant", programme=LOCAL)
LEAST = {"dev": {"kind": 20, "topic": 8}, "unseen": {"kind": 19, "topic": 6}}


@pytest.mark.parametrize(
    ("said", "way", "days", "hours"),
    [
        ("อบรมหลักสูตรการเขียนหนังสือราชการ 2 วัน ที่ขอนแก่น", "training", 2, None),
        ("เรียนออนไลน์ เรื่องจริยธรรม ๖ ชั่วโมง", "e_learning", None, 6),
        ("เมื่อวานไปดูงานเทศบาลต้นแบบ", "study_visit", None, None),
        ("หัวหน้าสอนงานเรื่องพัสดุ ครึ่งวัน", "coaching", None, 3),
        ("อบรมระบบบัญชี วันที่ 5-7 ก.พ. 67", "training", 3, None),
    ],
)
def test_way_and_length_are_read(said: str, way: str, days: int | None, hours: int | None) -> None:
    found = training_in(said, NOW, WAYS)
    assert found is not None
    assert (found.way, found.days, found.hours, found.is_done) == (way, days, hours, True)


def test_the_days_are_those_that_are_said() -> None:
    found = training_in("อบรมระบบบัญชี วันที่ 5-7 ก.พ. 67 ที่ศาลากลาง", NOW, WAYS)
    assert found is not None
    assert (found.first, found.last, found.topic) == (date(2024, 2, 5), date(2024, 2, 7), "ระบบบัญชี")


@pytest.mark.parametrize("word", read("trainings")["not_done"])
def test_what_is_to_come_or_did_not_happen_is_never_done(word: str) -> None:
    found = training_in(f"{word} อบรม e-GP 2 วัน", NOW, WAYS)
    assert found is None or found.is_done is False


@pytest.mark.parametrize("word", read("trainings")["asks"])
def test_a_question_is_no_training(word: str) -> None:
    assert training_in(f"อบรม e-GP {word}", NOW, WAYS) is None


def test_days_to_come_are_no_training() -> None:
    for said in ("อบรม e-GP 20-22 ก.พ. 67", "อบรม e-GP วันศุกร์หน้า 2 วัน", "อบรมพรุ่งนี้ 1 วัน"):
        found = training_in(said, NOW, WAYS)
        assert found is None or found.is_done is False, said


def test_a_bare_course_is_neither_done_nor_to_come() -> None:
    found = training_in("อบรมการเขียนหนังสือราชการ", NOW, WAYS)
    assert found is not None
    assert found.is_done is None


def test_questions_about_the_plan_are_read_and_files_are_none() -> None:
    asked = {said: development_asked(said, SAID) for said in ("แผนพัฒนาของฉัน", "แผนปี 68", "งบใช้ไปเท่าไร")}
    assert [one.view if one else None for one in asked.values()] == ["own", "year", "budget"]
    assert development_asked("ขอแผนพัฒนาบุคลากรเป็น word", SAID) is None
    assert development_asked("วันนี้ลงพื้นที่ ต.แม่ใจ", SAID) is None


@pytest.mark.parametrize("said", ["หลักสูตรที่ 3 ใช้งบเท่าไร", "หลักสูตรที่ 3 งบ 25,000 บาท", "ปรับแผนอะไรไปบ้าง"])
def test_what_is_asked_or_planned_is_no_spending_and_no_change(said: str) -> None:
    assert spending_in(said) is None
    assert plan_change_in(said, NOW) is None


def test_a_change_has_its_course_money_days_and_reason() -> None:
    said = plan_change_in("เพิ่มหลักสูตร การปฐมพยาบาล เดือนมีนาคม งบ 20,000 บาท เพราะมีเหตุบ่อย", NOW)
    assert said is not None
    assert (said.name, said.budget, said.first, said.reason) == ("การปฐมพยาบาล", 20_000, date(2024, 3, 1), "มีเหตุบ่อย")


def test_any_text_is_read_without_an_error() -> None:
    for said in ("", "อบรม", "อบรม" * 200, "อบรม 99999999999 วัน", "อบรม 31 ก.พ. 67", "๑๒๓ ชม. อบรม"):
        training_in(said, NOW, WAYS)
        development_asked(said, SAID)
        plan_change_in(said, NOW)


@pytest.mark.parametrize("half", HALVES)
def test_the_measured_messages_are_read_as_well_as_before(half: str) -> None:
    found = score_trainings(read_half(half))
    assert {aspect: found.right[aspect] for aspect in LEAST[half] if found.right[aspect] < LEAST[half][aspect]} == {}
