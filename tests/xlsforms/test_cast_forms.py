"""CAST's own forms ask what the programme's documents say, of whom and in both languages."""

from datetime import date
from pathlib import Path

import pytest

from programmes import Programme, load
from tests.xlsforms.sheets import around
from xlsforms import Form, begin, compile_form, load_form
from xlsforms.form import Question
from xlsforms.interview import Interview

FOLDER = Path(__file__).parents[2] / "programmes" / "cast-2566"
PROGRAMME: Programme = load(FOLDER)


def form(key: str) -> Form:
    file = FOLDER / PROGRAMME.form(key).file
    return load_form(compile_form(file.name, file.read_bytes()).xform)


@pytest.mark.parametrize("asked", PROGRAMME.forms, ids=lambda asked: asked.key)
def test_each_form_is_what_the_programme_calls_it(asked: object) -> None:
    found = form(asked.key)  # type: ignore[attr-defined]
    assert found.form_id == asked.key  # type: ignore[attr-defined]
    assert found.title == asked.name("th")  # type: ignore[attr-defined]
    assert found.languages == ("th", "en")
    if asked.distinct:  # type: ignore[attr-defined]
        assert found.questions[asked.distinct].choices is not None  # type: ignore[attr-defined]


@pytest.mark.parametrize("asked", PROGRAMME.forms, ids=lambda asked: asked.key)
def test_every_question_and_choice_has_both_languages(asked: object) -> None:
    found = form(asked.key)  # type: ignore[attr-defined]
    for question in found.questions.values():
        if question.asked:
            assert set(question.label.by_language) == {"th", "en"}
            assert set(question.hint.by_language) in ({"th", "en"}, set())
            assert set(question.constraint_message.by_language) == ({"th", "en"} if question.constraint else set())
        for choice in question.choices.choices if question.choices else ():
            assert set(choice.label.by_language) == {"th", "en"}


def feedback() -> Interview:
    return begin(form("feedback7"), around(), {"sector": "religious"})


def test_feedback_knows_the_seven_sectors_in_their_order() -> None:
    sectors = form("feedback7").questions["sector"].choices
    assert sectors is not None
    names = {choice.name: "".join(map(str, choice.label.parts("th"))) for choice in sectors.choices}
    assert names == {sector.key: sector.label("th") for sector in PROGRAMME.sectors}
    assert list(names) == [sector.key for sector in PROGRAMME.sectors]


def test_feedback_is_short_and_offers_today() -> None:
    interview = feedback()
    assert interview.progress("sector") == (1, 11)
    assert interview.stored("met_on") == "2023-07-12"
    assert interview.stored("sector") == "religious"
    interview.answer("follow_up", "yes")
    assert interview.progress("follow_up_by") == (12, 12)


def test_feedback_names_the_person_in_its_questions() -> None:
    interview = feedback()
    interview.answer("who", "พระครูวิมล")
    assert interview.label("thinks", "th") == "พระครูวิมล คิดเห็นอย่างไรต่อการทำงานในพื้นที่"


def test_feedback_refuses_days_that_cannot_be() -> None:
    interview = feedback()
    too_late = interview.check("met_on", date(2023, 7, 13))
    assert too_late is not None
    assert too_late.said == "วันที่พบต้องไม่เกินวันนี้"
    interview.answer("follow_up", "yes")
    same_day = interview.check("follow_up_by", date(2023, 7, 12))
    assert same_day is not None
    assert same_day.said == "วันติดตามต้องอยู่หลังวันที่พบกัน"
    assert interview.check("follow_up_by", date(2023, 7, 19)) is None
    assert interview.check("who", "ก") is not None


@pytest.mark.parametrize("key", ["eval_phase_2", "eval_phase_3"])
def test_an_evaluation_judges_what_the_programme_judges(key: str) -> None:
    judged = [question.name for path, question in form(key).questions.items() if path.startswith("scores/")]
    assert judged == [criterion.key for criterion in PROGRAMME.evaluation.judged]
    interview = begin(form(key), around(), {"about_name": "สมชาย"})
    assert "สมชาย" in interview.label("scores", "th")
    for name, score in zip(judged, ("5", "4", "4", "5", "3", "4"), strict=True):
        assert interview.answer(f"scores/{name}", score) is None
    assert interview.stored("average") == "4.17"
    assert interview.step("reason_low") is None
    interview.answer("scores/ethics", "2")
    assert interview.step("reason_low") is not None
    assert interview.is_required("reason_low")


@pytest.mark.parametrize("key", ["feedback7", "eval_phase_2", "mentor_weekly"])
def test_scales_go_from_one_to_five(key: str) -> None:
    scales = [q for q in form(key).questions.values() if isinstance(q, Question) and "likert" in q.appearance]
    assert scales
    for question in scales:
        assert question.choices is not None
        assert [choice.name for choice in question.choices.choices] == ["1", "2", "3", "4", "5"]


def test_the_weekly_question_is_a_number_and_a_sentence() -> None:
    interview = begin(form("mentor_weekly"), around(), {"about_name": "สมชาย"})
    assert [step.key for step in interview.steps()] == ["progress", "words"]
    assert interview.label("progress", "th") == "สัปดาห์นี้งานของ สมชาย ก้าวหน้าเพียงใด"
    assert not interview.is_required("words")
