"""Expressions as they are read: which answers they depend on, and what is looked up instead of walked through."""

import pytest

from tests.xlsforms.sheets import draft, problems_of, q
from xlsforms.xpath.parser import ExpressionError, calls, parse
from xlsforms.xpath.paths import Lookup, Path, Reference, inputs


def reads(expression: str, at: str = "people/age") -> set[str]:
    return inputs(parse(expression), at, at)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("1 + 1", set()),
        ("/data/name", {"name"}),
        ("/data/group/name = 'x' and /data/other > 3", {"group/name", "other"}),
        (". > 3", {"people/age"}),
        ("../name", {"people/name"}),
        ("../../house", {"house"}),
        ("position(..)", {"people"}),
        ("current()/../name", {"people/name"}),
        ("count(/data/people)", {"people"}),
        ("count(/data/people[age > 3])", {"people", "people/age"}),
        ("/data/people[position() = /data/which]/name", {"people", "people/name", "which"}),
        ("instance('list')/root/item[name = /data/name]/label", {"name"}),
        ("instance('list')/root/item[name = current()/../name]/label", {"people/name"}),
        ("instance('list')/root/item[age > 3]/label", set()),
        ("if(/data/a, /data/b, /data/c)", {"a", "b", "c"}),
        ("jr:choice-name(/data/a, '/data/a')", {"a"}),
        ("sum(/data/*/rai)", {"*"}),
    ],
)
def test_an_expression_knows_what_it_depends_on(expression: str, expected: set[str]) -> None:
    found = reads(expression)
    assert expected <= found
    if "*" not in expected:
        assert found == expected


def test_a_path_of_names_is_looked_up_one_with_predicates_walked() -> None:
    assert isinstance(parse("/data/group/name"), Reference)
    assert isinstance(parse("../name"), Reference)
    assert type(parse("/data/people[age > 3]/name")) is Path
    assert isinstance(parse("instance('l')/root/item[name = /data/a]/label"), Lookup)
    assert isinstance(parse("instance('l')/root/item[name = 'a']"), Lookup)
    assert type(parse("instance('l')/root/item[name = other]/label")) is Path
    assert type(parse("instance('l')/root/item[name > /data/a]/label")) is Path


def test_names_may_be_thai_and_may_be_called_like_functions() -> None:
    assert reads("/data/ชื่อผู้ให้ข้อมูล = 'x'") == {"ชื่อผู้ให้ข้อมูล"}
    assert reads("/data/count + /data/position + /data/today") == {"count", "position", "today"}
    assert reads("/data/div-1 div /data/mod.2") == {"div-1", "mod.2"}


def test_it_is_read_once() -> None:
    assert parse("/data/a > 3") is parse("/data/a > 3")


def test_a_call_is_found_wherever_it_stands() -> None:
    assert calls(parse("concat('a', once(uuid()))"), "once")
    assert calls(parse("/data/a[b = once(1)]"), "once")
    assert not calls(parse("/data/once"), "once")


@pytest.mark.parametrize(
    ("expression", "key"),
    [
        ("", "form-problem-expression"),
        ("'open", "form-problem-expression"),
        ("1 +", "form-problem-expression"),
        ("if(1, 2)", "form-problem-expression"),
        ("today(1)", "form-problem-expression"),
        ("a b", "form-problem-expression"),
        ("upper-case('a')", "form-problem-function-unknown"),
        ("doc('file.xml')", "form-problem-function-unknown"),
        ("/data/ancestor::x", "form-problem-axis"),
        ("$name", "form-problem-expression-variable"),
        ("1 + " * 6000 + "1", "form-problem-expression-long"),
        ("(" * 3000 + "1" + ")" * 3000, "form-problem-expression-long"),
    ],
)
def test_what_cannot_be_read_says_why(expression: str, key: str) -> None:
    with pytest.raises(ExpressionError) as refused:
        parse(expression)
    assert refused.value.key == key


def test_a_function_named_in_a_text_is_no_call() -> None:
    assert parse("concat('pulldata(', \"nonsense(\")") is not None


def test_a_choice_for_every_province_can_be_nested_and_more_than_can_be_evaluated_is_refused() -> None:
    def nested(levels: int) -> str:
        inner = "'none'"
        for number in range(levels):
            inner = f"if(${{n}} = {number}, '{number}', {inner})"
        return inner

    interview = draft(q("integer", "n"), q("calculate", "found", calculation=nested(90)))
    interview.answer("n", 0)  # the innermost
    assert interview.stored("found") == "0"
    assert problems_of(q("integer", "n"), q("calculate", "found", calculation=nested(150)))[0].key == (
        "form-problem-expression-long"
    )
