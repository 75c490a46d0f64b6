"""The column `trigger`: a changed answer sets others, once, and what people change afterwards stays."""

from tests.xlsforms.sheets import around, draft, form_of, problems_of, q
from xlsforms import begin


def test_a_changed_answer_sets_what_it_triggers_and_only_then() -> None:
    interview = draft(
        q("text", "name"),
        q("calculate", "greeting", label="", calculation="concat('สวัสดี', ${name}, ${nick})", trigger="${name}"),
        q("text", "nick"),
    )
    interview.answer("name", "มาลี")
    assert interview.stored("greeting") == "สวัสดีมาลี"
    interview.answer("nick", "ลี")
    interview.answer("name", "มาลี")
    assert interview.stored("greeting") == "สวัสดีมาลี"
    interview.answer("name", "สมชาย")
    assert interview.stored("greeting") == "สวัสดีสมชายลี"


def test_what_is_set_in_a_visible_question_is_suggested_and_asked_again() -> None:
    interview = draft(q("text", "name"), q("text", "card", calculation="${name}", trigger="${name}"), q("text", "last"))
    interview.answer("name", "มาลี")
    open_step = interview.next_open()
    assert open_step is not None
    assert (open_step.key, interview.stored("card")) == ("card", "มาลี")
    interview.answer("card", "คุณมาลี")
    assert interview.record()["card"] == "คุณมาลี"
    interview.answer("name", "สมศรี")
    assert (interview.stored("card"), interview.entries["card"].given) == ("สมศรี", False)


def test_a_trigger_without_a_calculation_empties() -> None:
    interview = draft(q("text", "province"), q("text", "district", trigger="${province}"))
    interview.answer("province", "พะเยา")
    interview.answer("district", "แม่ใจ")
    interview.answer("province", "น่าน")
    assert interview.stored("district") == ""


def test_an_instance_sets_its_own_answers_and_chains_go_on() -> None:
    interview = draft(
        q("begin_repeat", "person"),
        q("text", "name"),
        q("text", "card", calculation="${name}", trigger="${name}"),
        q("calculate", "letters", label="", calculation="string-length(${card})", trigger="${card}"),
        q("end_repeat"),
    )
    interview.add("person")
    interview.answer("person[1]/name", "มาลี")
    interview.answer("person[2]/name", "ใจ")
    assert [interview.stored(f"person[{n}]/letters") for n in (1, 2)] == ["4", "2"]


def test_an_answer_that_would_set_others_for_ever_is_refused_and_nothing_changes() -> None:
    form = form_of(
        q("text", "one", calculation="concat(${two}, 'a')", trigger="${two}"),
        q("text", "two", calculation="concat(${one}, 'b')", trigger="${one}"),
    )
    interview = begin(form, around())
    refusal = interview.answer("one", "x")
    assert refusal is not None
    assert refusal.reason == "evaluation"
    assert (interview.stored("one"), interview.stored("two")) == ("", "")


def test_a_setting_that_has_no_result_refuses_the_answer() -> None:
    interview = draft(q("text", "day"), q("calculate", "due", label="", calculation="date(${day})", trigger="${day}"))
    assert interview.answer("day", "2023-07-12") is None
    refusal = interview.answer("day", "พรุ่งนี้")
    assert refusal is not None
    assert interview.stored("due") == "2023-07-12"


def test_a_trigger_that_nobody_sees_is_refused_by_row() -> None:
    problems = problems_of(
        q("text", "name"),
        q("calculate", "hidden", label="", calculation="${name}"),
        q("text", "card", calculation="${name}", trigger="${hidden}"),
    )
    assert [(p.key, p.row, p.column) for p in problems] == [("form-problem-trigger", 7, "trigger")]
