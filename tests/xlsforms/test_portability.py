"""What other engines understand differently is told when a form is published, with row and column."""

from pathlib import Path

import pytest

from locales.texts import Texts
from tests.xlsforms.portable_expressions import PORTABLE
from tests.xlsforms.reference_engines import FORM
from tests.xlsforms.sheets import Row, markdown, q
from xlsforms import compile_form, load_form
from xlsforms.portability import engine_differences

TEXTS = Texts.load(Path(__file__).parents[2] / "locales")


def noticed(*survey: Row) -> list[tuple[str, int | None, str]]:
    notices = compile_form("sample.md", markdown(list(survey))).notices
    return [(notice.key, notice.row, notice.column) for notice in notices if notice.key.startswith("form-engines")]


@pytest.mark.parametrize(("key", "one", "other"), PORTABLE)
def test_one_way_is_told_and_the_other_is_not(key: str, one: str, other: str) -> None:
    for expression, expected in ((one, [key]), (other, [])):
        quoted = expression.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        bind = f'<bind nodeset="/data/outcome" type="string" calculate="{quoted}"/>'
        form = load_form(FORM.replace('<bind nodeset="/data/outcome" type="string"/>', bind))
        told = [found.key for found in engine_differences(form) if found.path == "outcome"]
        assert told == expected


def test_a_difference_is_told_at_its_row_and_column() -> None:
    rows = [
        q("date", "day", constraint=". < '2023-12-31'"),
        q("text", "phone", constraint="regex(., '[0-9]+')"),
        q("text", "why", relevant="${phone}"),
        q("begin_repeat", "person"),
        q("integer", "age", constraint=". > 0 and ${age} < 120"),
        q("end_repeat"),
        q("calculate", "old", calculation="if(${age} > 60, 1, 0)"),
    ]
    assert noticed(*rows) == [
        ("form-engines-date-text", 5, "constraint"),
        ("form-engines-regex", 6, "constraint"),
        ("form-engines-truth", 7, "relevant"),
        ("form-engines-many", 11, "calculation"),
    ]


def test_a_count_that_may_be_none_is_told_unless_the_repeat_has_a_condition() -> None:
    def repeat(**cells: str) -> list[Row]:
        return [q("integer", "n"), q("begin_repeat", "person", **cells), q("text", "name"), q("end_repeat")]

    assert noticed(*repeat(repeat_count="${n}")) == [("form-engines-repeat-count", 6, "repeat_count")]
    assert noticed(*repeat(repeat_count="${n}", relevant="${n} > 0")) == []
    assert noticed(*repeat(repeat_count="3")) == []
    assert noticed(*repeat()) == []


def test_a_group_in_which_nothing_is_asked_is_told() -> None:
    counted = q("calculate", "n", calculation="1 + 1")
    for kind in ("group", "repeat"):
        begin, end = q(f"begin_{kind}", "g"), q(f"end_{kind}")
        assert noticed(q("note", "hello"), begin, counted, end) == [("form-engines-group", 6, "type")]
        assert noticed(begin, counted, q("note", "hello"), end) == []


def test_names_that_central_makes_one_are_told_once_a_level() -> None:
    rows = [
        q("text", "ชื่อ"),
        q("text", "สกุล"),
        q("text", "phone"),
        q("text", "a_ก"),
        q("begin_group", "g"),
        q("text", "อายุ"),
        q("end_group"),
    ]
    assert noticed(*rows) == [("form-engines-names", 5, "name")]
    notice = next(n for n in compile_form("sample.md", markdown(rows)).notices if n.key == "form-engines-names")
    assert notice.args == {"names": "ชื่อ, สกุล"}
    for language in ("th", "en"):
        assert "ชื่อ, สกุล" in notice.said(TEXTS.in_language(language))


def test_every_difference_can_be_said() -> None:
    args = {"day": "2023-07-01", "pattern": "^a$", "function": "floor", "escapes": "%W"}
    for key, _, _ in PORTABLE:
        assert TEXTS.in_language("th")(key, **args) != TEXTS.in_language("en")(key, **args)
