"""Forms in the shapes in which people really save them: each is read, or refused by row and column in words of ours."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from locales.texts import Texts
from tests.xlsforms.sheets import around
from xlsforms import FormErrors, begin, compile_form
from xlsforms.compiling import CompiledForm
from xlsforms.stored_values import names_in

THAI = Texts.load(Path(__file__).parents[2] / "locales").in_language("th")
HEADINGS = ["type", "name", "label"]
QUESTIONS = [["text", "village", "หมู่บ้านใด"], ["integer", "people", "กี่คน"]]
PEOPLE = ["village", "people"]
PLACES = [["list_name", "name", "label"], ["place", "wat", "วัด"], ["place", "market", "ตลาด"]]

Rows = list[list[Any]]
Arrange = Callable[[Worksheet], None]


def excel(
    survey: Rows, arrange: Arrange | None = None, survey_name: str = "survey", arranged: int = 0, **sheets: Rows
) -> bytes:
    """A workbook with these rows, its survey sheet (or the one at `arranged`) as `arrange` leaves it."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for name, rows in {survey_name: survey, **sheets}.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if arrange:
        arrange(book.worksheets[arranged])
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


def rewritten(raw: bytes, part: str, *changes: tuple[str, str]) -> bytes:
    """A workbook with one of its parts changed, as other programs write it."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            if name == part:
                for before, after in changes:
                    assert before in text.decode()
                    text = text.decode().replace(before, after).encode()
            new.writestr(name, text)
    return changed.getvalue()


def lines(*rows: list[str], separator: str = ",") -> str:
    return "\n".join(separator.join(row) for row in rows)


def to_the_last_line(columns: str = "ABCDEFGHIJ") -> bytes:
    """A sheet whose author coloured whole columns: every cell down to line 1,048,576 is in the file."""
    raw = excel([HEADINGS, *QUESTIONS])
    empty = "".join(
        f'<row r="{line}" s="1" customFormat="1">' + "".join(f'<c r="{c}{line}" s="1"/>' for c in columns) + "</row>"
        for line in range(4, 60_000)
    )
    return rewritten(raw, "xl/worksheets/sheet1.xml", ("</sheetData>", f"{empty}</sheetData>"))


def hide(*numbers: int) -> Arrange:
    def arranged(sheet: Worksheet) -> None:
        for number in numbers:
            sheet.row_dimensions[number].hidden = True

    return arranged


def put(**cells: Any) -> Arrange:
    def arranged(sheet: Worksheet) -> None:
        for place, value in cells.items():
            sheet[place] = value

    return arranged


def merge(*ranges: str) -> Arrange:
    def arranged(sheet: Worksheet) -> None:
        for one in ranges:
            sheet.merge_cells(one)

    return arranged


TABLE = [HEADINGS, *QUESTIONS]
STACKED = [["survey", "", "", ""], *(["", *row] for row in TABLE), ["choices", "", "", ""], *(["", *r] for r in PLACES)]
PREFIXED = (("<c ", "<x:c "), ("</c>", "</x:c>"), ("<v>", "<x:v>"), ("</v>", "</x:v>"), ("<row ", "<x:row "))
PREFIXED_TOO = (("</row>", "</x:row>"), ("<sheetData>", "<x:sheetData>"), ("</sheetData>", "</x:sheetData>"))
NAMESPACE = 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET = "xl/worksheets/sheet1.xml"

READ: dict[str, tuple[str, bytes, list[str]]] = {
    "formatted to the last line": ("f.xlsx", to_the_last_line(), PEOPLE),
    "a title above the headings": ("f.xlsx", excel([["แบบเยี่ยมหมู่บ้าน"], ["ปี ๒๕๖๖"], [], *TABLE]), PEOPLE),
    "a title merged over all columns": ("f.xlsx", excel([["แบบเยี่ยมหมู่บ้าน"], *TABLE], merge("A1:C1")), PEOPLE),
    "an empty first column": ("f.xlsx", excel([[None, *row] for row in TABLE]), PEOPLE),
    "empty lines between questions": ("f.xlsx", excel([HEADINGS, [], QUESTIONS[0], [], [], QUESTIONS[1]]), PEOPLE),
    "a far cell with a space": ("f.xlsx", excel(TABLE, put(Z900=" ")), PEOPLE),
    "headings in capitals": ("f.xlsx", excel([["Type", "NAME", " Label "], *QUESTIONS]), PEOPLE),
    "types with a capital, as a phone's keyboard writes them": (
        "f.xlsx",
        excel(
            [HEADINGS, ["Text", "village", "ก"], ["Select_One place", "where", "ข"], ["DateTime", "when", "ค"]],
            choices=PLACES,
        ),
        ["village", "where", "when"],
    ),
    "a sheet called Survey": ("f.xlsx", excel(TABLE, survey_name="Survey "), PEOPLE),
    "one sheet of another name": ("f.xlsx", excel(TABLE, survey_name="แผ่น1"), PEOPLE),
    "sheets for other purposes": ("f.xlsx", excel(TABLE, notes=[["โทร", 1]], data=[[n] for n in range(30)]), PEOPLE),
    "no-break spaces in cells": ("f.xlsx", excel([HEADINGS, ["text\u00a0", "\u00a0village", "a\u00a0b"]]), ["village"]),
    "a byte order mark in a cell": ("f.xlsx", excel([HEADINGS, ["\ufefftext", "village\u200b", "ก"]]), ["village"]),
    "elements with a prefix": (
        "f.xlsx",
        rewritten(
            excel([HEADINGS, ["integer", "n", 5]]),
            SHEET,
            *PREFIXED,
            *PREFIXED_TOO,
            ("<worksheet ", f"<worksheet {NAMESPACE} "),
        ),
        ["n"],
    ),
    "a wrong dimension": ("f.xlsx", rewritten(excel(TABLE), SHEET, ('ref="A1:C3"', 'ref="A1:A1"')), PEOPLE),
    "cells with an empty value": (
        "f.xlsx",
        rewritten(excel(TABLE), SHEET, ("</sheetData>", '<row r="9"><c r="A9"><v></v></c></row></sheetData>')),
        PEOPLE,
    ),
    "a remark without a type": (
        "f.xlsx",
        excel([[*HEADINGS, "hint"], QUESTIONS[0], ["", "", "", "ตอนที่ ๒"]]),
        ["village"],
    ),
    "a row that is switched off": (
        "f.xlsx",
        excel([[*HEADINGS, "disabled"], [*QUESTIONS[0], "yes"], [*QUESTIONS[1], "no"]]),
        ["people"],
    ),
    "numbers, days and times as cells": (
        "f.xlsx",
        excel(
            [
                [*HEADINGS, "default"],
                ["integer", "n", 5, 3.0],
                ["date", "d", "วัน", date(2023, 7, 1)],
                ["time", "t", "เวลา", time(9, 30)],
            ]
        ),
        ["n", "d", "t"],
    ),
    "TIS-620 with commas": ("f.csv", lines(*TABLE).encode("cp874"), PEOPLE),
    "TIS-620 with semicolons": ("f.csv", lines(*TABLE, separator=";").encode("cp874"), PEOPLE),
    "UTF-16 with tabs": ("f.csv", lines(*TABLE, separator="\t").encode("utf-16"), PEOPLE),
    "UTF-8 with its mark": ("f.csv", lines(*TABLE).encode("utf-8-sig"), PEOPLE),
    "lines that end as on old Macs": ("f.csv", lines(*TABLE).replace("\n", "\r").encode(), PEOPLE),
    "sheets one below the other": ("f.csv", lines(*STACKED, ["settings"], ["", "form_id"], ["", "x"]).encode(), PEOPLE),
    "Markdown with sheets one below the other": (
        "f.md",
        "\n".join("| " + " | ".join(row) + " |" for row in STACKED).encode(),
        PEOPLE,
    ),
    "Excel under a wrong suffix": ("f.csv", excel(TABLE), PEOPLE),
    "a question named data": (
        "f.xlsx",
        excel([HEADINGS, ["text", "data", "ก"], ["text", "data_1", "ข"]]),
        ["data", "data_1"],
    ),
    "a repeat named data": (
        "f.xlsx",
        excel([HEADINGS, ["begin_repeat", "data", "ก"], ["text", "a", "ข"], ["end_repeat"]]),
        ["data/a"],
    ),
    "names of choices with a space": (
        "f.xlsx",
        excel([HEADINGS, ["select_one place", "p", "ที่"]], choices=[PLACES[0], ["place", "old wat", "วัด"]]),
        ["p"],
    ),
    "a list merged over its lines": (
        "f.xlsx",
        excel(
            [HEADINGS, ["select_one place", "p", "ที่"]],
            merge("A2:A3"),
            arranged=1,
            choices=[PLACES[0], PLACES[1], [None, "market", "ตลาด"]],
        ),
        ["p"],
    ),
    "types by their old names": (
        "f.xlsx",
        excel(
            [
                HEADINGS,
                ["add text prompt", "a", "ก"],
                ["gps", "b", "ข"],
                ["phone number", "c", "ค"],
                ["get today", "d"],
                ["uri:deviceid", "e"],
                ["imei", "f"],
            ]
        ),
        [*"abcdef"],
    ),
    "calculations of a type": (
        "f.xlsx",
        excel([[*HEADINGS, "calculation"], ["date", "d", None, "today()"], ["note", "n", "${d}"]]),
        ["d", "n"],
    ),
    "what only an app does beside the questions": (
        "f.xlsx",
        excel(
            [
                [*HEADINGS, "autoplay", "save_to", "appearance"],
                ["audit", "audit"],
                [*QUESTIONS[0], "audio", "x", "ex:org.example"],
                ["start-geopoint", "s"],
            ],
            entities=[["list_name"], ["x"]],
            settings=[["submission_url"], ["https://example.org"]],
        ),
        ["village"],
    ),
    "the same choice twice, as settings allow": (
        "f.xlsx",
        excel(
            [HEADINGS, ["select_one place", "p", "ที่"]],
            choices=[*PLACES, PLACES[1]],
            settings=[["allow_choice_duplicates"], ["yes"]],
        ),
        ["p"],
    ),
}


@pytest.mark.parametrize(("file", "raw", "questions"), READ.values(), ids=READ)
def test_what_people_save_is_read(file: str, raw: bytes, questions: list[str]) -> None:
    assert list(compile_form(file, raw).form.questions) == questions


def cells(rows: Rows, *more: list[Any], **sheets: Rows) -> bytes:
    return excel([[*HEADINGS, *rows[0]], *([*QUESTIONS[0], *row] for row in rows[1:]), *more], **sheets)


REFUSED: dict[str, tuple[bytes, str, int | None, str]] = {
    "a name that no XML takes": (excel([HEADINGS, QUESTIONS[0], ["text", "จังหวัดฯ", "ก"]]), "survey", 3, "name"),
    "an attribute of a group": (
        excel([[*HEADINGS, "instance::tag"], ["begin_group", "g", "ก", "x"], QUESTIONS[0], ["end_group"]]),
        "survey",
        2,
        "instance::tag",
    ),
    "a parameter that is no number": (cells([["parameters"], ["rows=many"]]), "survey", 2, "parameters"),
    "a formula that was never worked out": (excel(TABLE, put(C2='=CONCATENATE("ก","ข")')), "survey", 2, "label"),
    "an error of Excel": (excel(TABLE, put(C3="#NAME?")), "survey", 3, "label"),
    "two columns of one name": (excel([[*HEADINGS, "label"], [*QUESTIONS[0], "ข"]]), "survey", 1, "label"),
    "a condition that is a word": (cells([["required"], ["maybe"]]), "survey", 2, "required"),
    "a space in one of several choices": (
        excel([HEADINGS, ["select_multiple place", "p", "ที่"]], choices=[PLACES[0], ["place", "a\u00a0b", "วัด"]]),
        "choices",
        2,
        "name",
    ),
    "choices without any label": (
        excel([HEADINGS, ["select_one place", "p", "ที่"]], choices=[PLACES[0][:2], ["place", "wat"]]),
        "choices",
        2,
        "label",
    ),
    "a type that only an app has": (excel([HEADINGS, ["video", "g", "ทาง"]]), "survey", 2, "type"),
}


@pytest.mark.parametrize(("raw", "sheet", "row", "column"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_named_by_its_cell_in_thai(raw: bytes, sheet: str, row: int, column: str) -> None:
    with pytest.raises(FormErrors) as refused:
        compile_form("f.xlsx", raw)
    problem = refused.value.problems[0]
    assert (problem.sheet, problem.row, problem.column) == (sheet, row, column)
    why = problem.said(THAI).partition(": ")[2]
    assert re.match(r"[“ก-๛]", re.sub(r"^[\w.{}$-]+ ", "", why)), why


def notices(compiled: CompiledForm) -> list[tuple[str, str, Any]]:
    return [(notice.key.removeprefix("form-problem-"), notice.sheet, notice.row) for notice in compiled.notices]


def test_hidden_lines_are_read_and_told() -> None:
    compiled = compile_form("f.xlsx", excel(TABLE, hide(3)))
    assert list(compiled.form.questions) == PEOPLE
    assert [(notice.key, notice.args) for notice in compiled.notices] == [("form-problem-hidden", {"lines": "3"})]


def test_what_is_left_out_is_told() -> None:
    _, raw, _ = READ["what only an app does beside the questions"]
    assert notices(compile_form("f.xlsx", raw)) == [
        ("left-out", "survey", 2), ("column-left-out", "survey", 3), ("column-left-out", "survey", 3),
        ("left-out", "survey", 4), ("column-left-out", "settings", 2), ("sheet", "entities", None),
    ]  # fmt: skip
    _, raw, _ = READ["a remark without a type"]
    assert notices(compile_form("f.xlsx", raw)) == [("remarks", "survey", None)]


@pytest.mark.parametrize("word", ["ใช่", "จำเป็น", "Y", "YES", "✓", "true()"])
def test_required_is_understood_however_it_is_written(word: str) -> None:
    required = compile_form("f.xlsx", cells([["required"], [word]])).form.questions["village"].required
    assert required is not None
    assert required.source == "true()"


def test_a_name_with_a_space_is_chosen_shown_and_found() -> None:
    rows = [[*HEADINGS, "relevant"], ["select_one place", "p", "ที่"], ["text", "t", "ก", "selected(${p}, 'old wat')"]]
    raw = excel(rows, choices=[PLACES[0], ["place", "old\u00a0wat", "วัดเก่า"], ["place", "wat", "วัด"]])
    interview = begin(compile_form("f.xlsx", raw).form, around())
    assert interview.answer("p", "old wat") is None
    assert [step.key for step in interview.steps()] == ["p", "t"]
    assert (interview.display("p", "th"), interview.faults()) == ("วัดเก่า", [])
    assert interview.answer("p", "wat") is None
    assert [step.key for step in interview.steps()] == ["p"]


def test_a_no_break_space_is_no_space_between_the_names_of_an_answer() -> None:
    assert names_in("a\u00a0b c\n d") == ("a\u00a0b", "c", "d")
