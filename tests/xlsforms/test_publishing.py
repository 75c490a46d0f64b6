"""What cannot be published is refused with sheet, row, column and reason; nothing is half done."""

from pathlib import Path

import pytest

from locales.texts import Texts
from tests.xlsforms.sheets import Row, choice, markdown, problems_of, q, yes_no
from xlsforms import FormErrors, FormProblem, compile_form
from xlsforms.pyxform_errors import KNOWN

TEXTS = Texts.load(Path(__file__).parents[2] / "locales")


def only(problems: list[FormProblem]) -> FormProblem:
    assert len(problems) == 1, problems
    return problems[0]


@pytest.mark.parametrize(
    ("type", "key"),
    [
        ("video", "form-problem-type-refused"),
        ("select_one_from_file places.csv", "form-problem-file-missing"),
        ("select_multiple_from_file places.txt", "form-problem-file-kind"),
        ("csv-external", "form-problem-file-missing"),
        ("select_one_external places", "form-problem-type-refused"),
        ("xml-external", "form-problem-file-missing"),
        ("begin_loop", "form-problem-type-refused"),
        ("slider", "form-problem-type-unknown"),
        ("text box", "form-problem-type-unknown"),
        ("select_one", "form-problem-type-unknown"),
    ],
)
def test_a_type_a_chat_cannot_do_is_refused_where_it_stands(type: str, key: str) -> None:
    problem = only(problems_of(q("text", "first"), q(type, "second")))
    assert (problem.key, problem.sheet, problem.row, problem.column) == (key, "survey", 6, "type")


@pytest.mark.parametrize(
    ("cells", "column", "key"),
    [
        ({"relevant": "${nobody} = 1"}, "relevant", "form-problem-reference-unknown"),
        ({"relevant": "${first = 1"}, "relevant", "form-problem-reference-broken"),
        ({"relevant": "first = (1"}, "relevant", "form-problem-expression"),
        ({"constraint": ". >"}, "constraint", "form-problem-expression"),
        ({"constraint": "long(.) > 3"}, "constraint", "form-problem-function-unknown"),
        ({"constraint": "regex(.)"}, "constraint", "form-problem-expression"),
        ({"constraint": "$first > 3"}, "constraint", "form-problem-expression-variable"),
        ({"constraint": "preceding-sibling::first > 3"}, "constraint", "form-problem-axis"),
        ({"required": "property('deviceid') = ${first}"}, "required", "form-problem-function-refused"),
        ({"calculation": "pulldata('people', 'name', 'id', ${first})"}, "calculation", "form-problem-file-missing"),
        ({"default": "sometimes(1)"}, "default", "form-problem-function-unknown"),
        ({"calculation": "${second} + 1", "type": "calculate"}, "calculation", "form-problem-loop"),
        ({"relevant": "${second} = 1"}, "relevant", "form-problem-loop"),
        ({"appearance": "search('people')"}, "appearance", "form-problem-appearance"),
        ({"name": "two words"}, "name", "form-problem-name-letters"),
        ({"name": "first"}, "name", "form-problem-name-twice"),
        ({"label": ""}, "label", "form-problem-no-label"),
        ({"name": ""}, "name", "form-problem-no-name"),
        ({"type": "begin_group", "name": ""}, "name", "form-problem-no-name"),
        ({"type": "calculate"}, "calculation", "form-problem-no-calculation"),
        ({"type": "select_one nowhere"}, "type", "form-problem-list-unknown"),
    ],
)
def test_a_wrong_cell_is_named(cells: dict[str, str], column: str, key: str) -> None:
    row = {**q("text", "second"), **cells}
    problem = only(problems_of(q("text", "first"), row))
    assert (problem.key, problem.sheet, problem.row) == (key, "survey", 6)
    assert problem.column == column


def test_a_circle_of_two_is_told_at_both() -> None:
    found = problems_of(
        q("calculate", "here", calculation="${there}"), q("calculate", "there", calculation="${here}"), q("note", "n")
    )
    assert [(problem.row, problem.key) for problem in found] == [(5, "form-problem-loop"), (6, "form-problem-loop")]


def test_a_question_may_depend_on_one_that_stands_later() -> None:
    assert problems_of(q("text", "here", relevant="${there} = 1"), q("integer", "there")) == []


@pytest.mark.parametrize(
    ("choices", "row", "key"),
    [
        ([choice("places", "a"), {"list_name": "places", "label": "b"}], 12, "form-problem-choice-unnamed"),
        ([choice("places", "a"), choice("places", "a")], 12, "form-problem-choice-twice"),
        ([choice("places", "a"), choice("places", "a b")], 12, "form-problem-choice-spaces"),
    ],
)
def test_a_wrong_choice_is_named(choices: list[dict[str, str]], row: int | None, key: str) -> None:
    problem = only(problems_of(q("select_multiple places", "where"), choices=choices))
    assert (problem.key, problem.sheet, problem.row) == (key, "choices", row)


def test_choices_that_are_nowhere_are_told() -> None:
    problem = only(problems_of(q("select_one places", "where"), choices=yes_no()))
    assert (problem.sheet, problem.row) == ("survey", 5)
    assert "places" in problem.said(TEXTS.in_language("th"))


@pytest.mark.parametrize(
    ("parameters", "key"),
    [
        ("start=1 end=five", "form-problem-range-number"),
        ("start=1 end=5 step=0", "form-problem-range-zero"),
        ("start=1 end=5 step=9", "form-problem-range-step"),
        ("start 1", "form-problem-parameters"),
        ("begin=1", "form-problem-parameter-unknown"),
    ],
)
def test_a_range_nobody_could_answer_is_refused(parameters: str, key: str) -> None:
    problem = only(problems_of(q("range", "amount", parameters=parameters)))
    assert (problem.key, problem.row, problem.column) == (key, 5, "parameters")


def test_shuffled_choices_need_a_seed() -> None:
    problem = only(problems_of(q("select_one yes_no", "sure", parameters="randomize=true"), choices=yes_no()))
    assert problem.key == "form-problem-randomize"
    assert problems_of(q("select_one yes_no", "s", parameters="randomize=true, seed=1"), choices=yes_no()) == []


@pytest.mark.parametrize(
    ("survey", "key"),
    [
        ([q("begin_group", "g"), q("text", "a")], "form-problem-begin-alone"),
        ([q("text", "a"), q("end_group", "g")], "form-problem-end-alone"),
        ([q("begin_repeat", "g"), q("text", "a"), q("end_group", "g")], "form-problem-end-alone"),
        ([q("", "a")], "form-problem-no-type"),
    ],
)
def test_broken_structure_is_named(survey: list[dict[str, str]], key: str) -> None:
    problem = only(problems_of(*survey))
    assert problem.key == key
    assert problem.row is not None


def test_a_language_without_a_code_is_noticed() -> None:
    raw = markdown([{"type": "text", "name": "a", "label::Lao": "x", "label::English": "y"}])
    compiled = compile_form("sample.md", raw)
    notice = compiled.notices[0]
    assert (notice.key, notice.row, notice.column) == ("form-problem-language", 3, "label::Lao")
    assert set(compiled.form.languages) == {"lao", "en"}


def test_everything_a_chat_cannot_do_is_told_at_once() -> None:
    found = problems_of(q("video", "a"), q("osm", "b"), q("text", "c", appearance="search('x')"))
    assert [problem.row for problem in found] == [5, 6, 7]


def test_settings_that_would_not_be_kept_are_refused() -> None:
    problem = only(problems_of(q("text", "a"), settings={"form_id": "x", "public_key": "MIIB"}))
    assert (problem.sheet, problem.column) == ("settings", "public_key")


@pytest.mark.parametrize(
    ("name", "raw", "key"),
    [
        ("form.pdf", b"%PDF", "form-problem-suffix"),
        ("form.md", b"# nothing here", "form-problem-no-survey"),
        ("form.md", "## survey\n| type |\n| text | ชื่อ".encode("cp874"), "form-problem-not-utf8"),
        ("form.xlsx", b"PK\x03\x04 not really", "form-problem-not-xlsx"),
        ("form.xlsx", b"<html>not really</html>", "form-problem-not-xlsx"),
        ("form.csv", b'type,name,label\ntext,a,"b', "form-problem-csv"),
        ("form.csv", b"type,name,label\nbegin_group,a,A\nend_group,,", "form-problem-no-survey"),
        ("form.md", b"x" * 5_000_001, "form-problem-too-big"),
        ("form.md", b"## survey\n| type | label |\n|---|---|\n| text | a |", "form-problem-no-name"),
    ],
)
def test_a_file_that_is_no_form_is_refused(name: str, raw: bytes, key: str) -> None:
    with pytest.raises(FormErrors) as refused:
        compile_form(name, raw)
    assert refused.value.problems[0].key == key


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"relevant": "${first} = yes"}, ("form-problem-no-question", 6, "relevant", {"name": "yes"})),
        ({"relevant": "../first = ใช่"}, ("form-problem-no-question", 6, "relevant", {"name": "ใช่"})),
        ({"constraint": ". > /data/firts"}, ("form-problem-no-question", 6, "constraint", {"name": "firts"})),
        ({"relevant": "/form/first != ''"}, ("form-problem-no-question", 6, "relevant", {"name": "form"})),
        (
            {"choice_filter": "nme = ${first}"},
            ("form-problem-no-column", 6, "choice_filter", {"name": "nme", "list": "yes_no"}),
        ),
        ({"choice_filter": "label = ${first} and selected(${first}, name)"}, None),
        ({"relevant": "${first} = 'yes' and /data/first != '' and count(/data/first[. = 'x']) = 0"}, None),
    ],
)  # fmt: skip
def test_a_name_that_leads_nowhere_is_noticed(cells: Row, told: tuple[object, ...] | None) -> None:
    raw = markdown([q("text", "first"), {**q("select_one yes_no", "second"), **cells}], yes_no())
    found = [notice for notice in compile_form("sample.md", raw).notices if "form-problem-no-" in notice.key]
    assert [(notice.key, notice.row, notice.column, notice.args) for notice in found] == ([told] if told else [])


@pytest.mark.parametrize(
    ("instance_name", "key"),
    [
        ("concat(${a}, 'x'", "form-problem-expression"),
        ("format-date('2023-02-30', '%e')", "form-failure-date"),
        ("regex(${a}, '[ก-')", "form-failure-pattern"),
    ],
)
def test_the_name_of_a_submission_is_a_cell_of_the_settings(instance_name: str, key: str) -> None:
    settings = {"form_id": "sample", "version": "1", "instance_name": instance_name}
    (problem,) = problems_of(q("text", "a"), settings=settings)
    assert (problem.sheet, problem.column, problem.key) == ("settings", "instance_name", key)
    lines = markdown([q("text", "a")], settings=settings).decode().splitlines()
    assert lines[(problem.row or 0) - 1].startswith("| sample | 1 |")


def test_every_problem_can_be_said_in_both_languages() -> None:
    keys = {known.key: known.args for known in KNOWN.values()}
    for text in (TEXTS.in_language("th"), TEXTS.in_language("en")):
        for key, args in keys.items():
            said = FormProblem(key, row=3, column="name", args=dict.fromkeys(args, "x")).said(text)
            assert "3" in said
            assert "name" in said


def test_the_same_file_makes_the_same_form() -> None:
    raw = markdown([q("text", "a"), q("select_one yes_no", "b")], yes_no())
    first, again = compile_form("sample.md", raw), compile_form("sample.md", raw)
    assert (first.xform, first.digest) == (again.xform, again.digest)


def test_a_form_without_settings_is_called_by_its_file_and_versioned_by_its_content() -> None:
    raw = b"## survey\n| type | name | label |\n|---|---|---|\n| text | a | A |"
    compiled = compile_form("visit.md", raw)
    assert (compiled.form_id, compiled.title) == ("visit", "visit")
    assert compiled.version == compiled.digest[:12]
