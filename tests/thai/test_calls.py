"""What units send in answer to calls is read whole, and what asks about it or tells of it is nothing that is sent."""

from datetime import datetime
from pathlib import Path

import pytest

from bench.thai.calls_scores import ASPECTS, HALVES, read_half, score_calls
from programmes import load
from services.calls.words import call_words
from thai.call_parts import day_in
from thai.call_questions import asked_of_calls, kind_asked
from thai.call_said import CallSaid
from thai.calls import sent_in
from thai.context import Context
from thai.data import read
from thai.selections import asks_about_selections

TALENT = load(Path(__file__).parents[2] / "programmes" / "talent-2561")
CALLS = [call_words(call) for call in TALENT.calls]
NOW = Context(datetime.fromisoformat("2018-02-22T10:00:00+07:00"), "participant", programme=TALENT)


def test_every_word_of_the_tables_stands_in_its_example() -> None:
    words = [(word, example) for table in read("calls").values() for word, example in table.items()]
    assert [word for word, example in words if word.lower() not in example.lower()] == []


@pytest.mark.parametrize(
    ("table", "kind"),
    [("names_people", "people"), ("names_people_close", "people"), ("names_project", "projects")],
)
def test_each_word_of_sending_sends(table: str, kind: str) -> None:
    examples = read("calls")[table].values()
    read_as = {example: sent_in(example, NOW, CALLS) for example in examples}
    assert [one for one, said in read_as.items() if said is None or said.kind != kind or not said.named] == []


@pytest.mark.parametrize(
    "table",
    [
        "not_now",
        "others_do",
        "not_taken",
        "sends_else_people",
        "to_somebody",
        "not_withdrawn",
        "not_proposed",
        "no_title",
    ],
)
def test_what_is_asked_told_or_planned_is_nothing_that_is_sent(table: str) -> None:
    sent = [
        example
        for example in read("calls")[table].values()
        if asked_of_calls(example, alone=True) is None and sent_in(example, NOW, CALLS) is not None
    ]
    assert sent == []


@pytest.mark.parametrize("table", ["asks_deadline", "asks_who", "asks_mine"])
def test_each_word_of_a_question_asks(table: str) -> None:
    lost = [example for example in read("calls")[table].values() if asked_of_calls(example, alone=True) is None]
    assert lost == []


@pytest.mark.parametrize("of", ["people", "projects"])
def test_each_word_of_a_kind_asks_about_it(of: str) -> None:
    assert {kind_asked(example) for example in read("calls")[f"of_{of}"].values()} == {of}
    assert kind_asked("ของเราส่งไปหรือยัง") is None


def test_what_sends_something_else_asks_about_no_call_and_a_number_of_projects_names_none() -> None:
    assert [one for one in read("calls")["sends_else"].values() if asked_of_calls(one, alone=True)] == []
    assert sent_in("เสนอโครงการ 3 โครงการ", NOW, CALLS) == CallSaid("projects", "projects")
    assert sent_in("ส่งโครงการ ๒ เรื่องครับ", NOW, CALLS) == CallSaid("projects", "projects")


def test_a_month_is_its_last_day_and_years_may_be_of_either_era() -> None:
    said = {"ธ.ค. 61": "2018-12-31", "30 ก.ย. 2561": "2018-09-30", "12 มี.ค. 2520": "1977-03-12", "เร็ว ๆ นี้": "None"}
    assert {words: str(day_in(words, NOW)) for words in said} == said


def test_what_is_said_of_people_and_projects_reaches_their_fields() -> None:
    people = sent_in("ส่งชื่อ นายเอก มีสุข\nตำแหน่ง นิติกร\nอีเมล Ek@Example.go.th\n081 234 5678", NOW, CALLS)
    assert people is not None
    assert dict(people.named[0].facts) == {"position": "นิติกร", "email": "ek@example.go.th", "phone": "0812345678"}
    project = sent_in("เสนอโครงการ “ห้องสมุด มีชีวิต” ด้านจิตสาธารณะ เสร็จภายใน 30 ก.ย. 61 เพื่อเด็กในชุมชน", NOW, CALLS)
    assert project is not None
    assert (project.named[0].name, dict(project.named[0].facts)) == (
        "ห้องสมุด มีชีวิต",
        {"topic": "public_mind", "done": "2018-09-30", "benefit": "เด็กในชุมชน"},
    )


def test_a_name_keeps_its_surname_in_a_programme_without_sectors() -> None:
    said = sent_in("เสนอชื่อ นายธนา ศรีสุข", NOW, CALLS)
    assert said is not None
    assert said.named[0].name == "นายธนา ศรีสุข"


@pytest.mark.parametrize("old", ["นางสาวสมศรี ใจดี", "สมศรี", "สมศรี ใจดี"])
def test_whom_somebody_replaces_may_be_named_without_a_title(old: str) -> None:
    said = sent_in(f"เปลี่ยนจาก{old}เป็น นายกล้า หาญดี", NOW, CALLS)
    assert said is not None
    assert ([one.name for one in said.named], said.instead_of) == (["นายกล้า หาญดี"], old)


@pytest.mark.parametrize("said", ["เปลี่ยนสถานที่เป็น อ.แม่ใจ", "เปลี่ยนจาก 20 คนเป็น 25 คน", "เปลี่ยนจากไทยเป็นอังกฤษ"])
def test_what_is_changed_otherwise_replaces_nobody(said: str) -> None:
    assert sent_in(said, NOW, CALLS) is None


def test_any_text_is_read_without_an_error() -> None:
    for said in (
        "",
        " ",
        "เสนอชื่อ" * 400,
        "เสนอชื่อ " + "๑ " * 700,
        "เสนอโครงการ \x00",
        "ถอนชื่อ",
        "เปลี่ยนจาก เป็น",
        "😀เสนอชื่อ😀 นาย",
    ):
        sent_in(said, NOW, CALLS)
        asked_of_calls(said, alone=True)


@pytest.mark.parametrize("half", HALVES)
def test_the_sets_have_no_message_in_common(half: str) -> None:
    rows = read_half(half)
    others = {row["text"] for other in HALVES if other != half for row in read_half(other)}
    assert len(rows) == 20
    assert [row["text"] for row in rows if row["text"] in others] == []


def test_strangers_messages_are_read_whole_but_one_that_is_a_question_to_us() -> None:
    found = score_calls(read_half("strangers_dev"))
    wrong = [(row["text"], aspect, read) for row, aspect, read in found.mistakes]
    assert wrong == [("ถ้าส่งชื่อเกิน2คนได้ป่ะคับ", "kind", "how")]


def test_the_development_half_is_read_whole() -> None:
    found = score_calls(read_half("dev"))
    assert {aspect: found.of[aspect] - found.right[aspect] for aspect in ASPECTS} == dict.fromkeys(ASPECTS, 0)


def test_what_came_of_a_selection_is_asked_and_work_that_is_told_is_none() -> None:
    tables = read("selections")
    assert [example for example in tables["results"].values() if not asks_about_selections(example)] == []
    assert [example for example in tables["told"].values() if asks_about_selections(example)] == []
    assert [word for table in tables.values() for word, example in table.items() if word not in example] == []
