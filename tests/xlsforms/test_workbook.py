"""The same form from a Markdown table, a spreadsheet or CSV is the same form."""

import io
from datetime import date

import pytest
from openpyxl import Workbook

from xlsforms import FormErrors, compile_form
from xlsforms.xlsform_file import read_workbook

MARKDOWN = """# A form for readers

Words between the tables are for people.

## survey

| type | name | label::ไทย (th) | constraint |
|:---|---|---|:---:|
| integer | n | กี่คน | . > 0 or . = \\| |
| note | shown | บรรทัดแรก<br>บรรทัดที่สอง | |

### A remark

| not | a | sheet |

## settings

| form_id |
|---|
| people |
"""


def spreadsheet(sheets: dict[str, list[list[object]]]) -> bytes:
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def test_markdown_is_read_as_people_read_it() -> None:
    book = read_workbook("people.md", MARKDOWN.encode())
    survey = book.sheet("survey")
    assert survey.headings == ("type", "name", "label::ไทย (th)", "constraint")
    assert [row.number for row in survey.rows] == [9, 10]
    assert survey.rows[0]["constraint"] == ". > 0 or . = |"
    assert survey.rows[1]["label::ไทย (th)"] == "บรรทัดแรก\nบรรทัดที่สอง"
    assert book.sheet("settings").rows[0]["form_id"] == "people"
    assert set(book.sheets) == {"survey", "settings"}


def test_a_spreadsheet_is_read_with_its_numbers_and_dates_as_shown() -> None:
    raw = spreadsheet(
        {
            "Survey": [
                ["type", "name", "label", "default", "required"],
                [],
                ["integer", "n", "How many", 3.0, True],
                ["date", "d", "When", date(2023, 7, 12), None],
            ],
            "settings": [["form_id", "version"], ["visits", 2]],
        }
    )
    compiled = compile_form("visits.xlsx", raw)
    assert (compiled.form_id, compiled.version) == ("visits", "2")
    assert compiled.form.questions["n"].default == "3"
    assert compiled.form.questions["n"].required is not None
    assert compiled.form.questions["d"].default == "2023-07-12"


def test_a_problem_in_a_spreadsheet_is_named_by_its_own_line() -> None:
    raw = spreadsheet({"survey": [["type", "name", "label"], [], ["text", "a", "A"], [None], ["video", "b", "B"]]})
    with pytest.raises(FormErrors) as refused:
        compile_form("visits.xlsx", raw)
    assert refused.value.problems[0].row == 5


def test_csv_holds_the_survey_alone() -> None:
    raw = 'type,name,label,constraint\ntext,a,"ชื่อ, สกุล",". != """""\nnote,n,ขอบคุณ,\n'.encode("utf-8-sig")
    compiled = compile_form("names.csv", raw)
    assert compiled.form_id == "names"
    assert compiled.form.questions["a"].constraint is not None
    assert list(compiled.form.questions) == ["a", "n"]


def test_the_same_rows_make_the_same_questions_whatever_the_file() -> None:
    rows = [["type", "name", "label"], ["text", "a", "A"], ["integer", "b", "B"]]
    table = "## survey\n\n" + "\n".join("| " + " | ".join(row) + " |" for row in [rows[0], ["---"] * 3, *rows[1:]])
    lines = "\n".join(",".join(row) for row in rows)
    files = {"x.md": table.encode(), "x.csv": lines.encode(), "x.xlsx": spreadsheet({"survey": rows})}
    forms = [compile_form(name, raw).form for name, raw in files.items()]
    for form in forms:
        assert [(question.path, question.type) for question in form.questions.values()] == [
            ("a", "text"),
            ("b", "integer"),
        ]


def test_a_sheet_with_too_many_rows_is_refused() -> None:
    rows = [["type", "name", "label"], *(["note", f"n{number}", "x"] for number in range(20_001))]
    with pytest.raises(FormErrors) as refused:
        compile_form("big.csv", "\n".join(map(",".join, rows)).encode())
    assert refused.value.problems[0].key == "form-problem-too-many-rows"


def test_headings_may_be_written_as_they_were_of_old() -> None:
    raw = "Type,Name,Label:English (en),Label : ไทย (th)\nselect one from places,where,Where,ที่ไหน".encode()
    survey = read_workbook("old.csv", raw).sheet("survey")
    assert survey.headings == ("type", "name", "label::English (en)", "label::ไทย (th)")


@pytest.mark.parametrize(
    "written", ["select_one sex or_other", "select one from sex or specify other", "select1 sex or other"]
)
def test_or_other_is_known_however_it_is_written(written: str) -> None:
    raw = f"## survey\n| type | name | label |\n|---|---|---|\n| {written} | sex | Sex |\n\n## choices\n"
    raw += "| list_name | name | label |\n|---|---|---|\n| sex | f | female |\n| sex | m | male |\n"
    form = compile_form("sex.md", raw.encode()).form
    assert list(form.questions) == ["sex", "sex_other"]


def test_a_line_of_headings_that_ends_in_thousands_of_commas_is_read() -> None:
    commas = "," * 60_000
    book = read_workbook("f.csv", f"type,name,label{commas}\ntext,a,ก{commas}\n".encode())
    assert book.sheet("survey").headings == ("type", "name", "label")
