"""What a new version of a form changes, and that an answered question keeps its type."""

from tests.xlsforms.sheets import choice, form_of, q, yes_no
from xlsforms.comparing import Retyped, compare

OLD = form_of(q("text", "a"), q("integer", "b"), q("begin_group", "g"), q("date", "c"), q("end_group"))


def test_the_same_form_has_no_differences() -> None:
    assert not compare(OLD, OLD, {"a", "b"})


def test_added_removed_and_retyped_questions_are_told() -> None:
    new = form_of(q("text", "a"), q("text", "b"), q("begin_group", "g"), q("time", "d"), q("end_group"))
    found = compare(OLD, new)
    assert (found.added, found.removed) == (("g/d",), ("g/c",))
    assert found.retyped == (Retyped("b", "integer", "text"),)
    assert found.problems == ()


def test_a_question_that_has_answers_keeps_its_type() -> None:
    new = form_of(q("text", "a"), q("text", "b"), q("begin_group", "g"), q("date", "c"), q("end_group"))
    problem = compare(OLD, new, {"a", "b"}).problems[0]
    assert problem.key == "form-problem-retyped"
    assert problem.args == {"name": "b", "old": "integer", "new": "text"}


def test_an_answered_question_may_go() -> None:
    assert compare(OLD, form_of(q("text", "a")), {"b"}).problems == ()


def test_moved_to_another_group_is_another_question() -> None:
    found = compare(OLD, form_of(q("text", "a"), q("integer", "b"), q("date", "c")))
    assert (found.added, found.removed) == (("c",), ("g/c",))


def test_choices_that_went_are_told() -> None:
    before = form_of(q("select_one l", "a"), choices=[choice("l", "x"), choice("l", "y")])
    after = form_of(q("select_one l", "a"), choices=[choice("l", "x"), choice("l", "z")])
    assert compare(before, after).choices_removed == (("a", "y"),)


def test_one_choice_and_several_are_different_types() -> None:
    before = form_of(q("select_one yes_no", "a"), choices=yes_no())
    after = form_of(q("select_multiple yes_no", "a"), choices=yes_no())
    assert compare(before, after, {"a"}).problems


def test_hidden_and_typed_text_are_alike() -> None:
    assert not compare(form_of(q("hidden", "a"), q("note", "n")), form_of(q("text", "a"), q("note", "n")))


def test_another_forms_file_is_not_a_version_of_this() -> None:
    other = form_of(q("text", "a"), settings={"form_id": "other"})
    assert compare(OLD, other).problems[0].key == "form-problem-other-form"
