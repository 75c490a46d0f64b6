"""The guide to writing forms says what the engine does, no more and no less."""

import re
from pathlib import Path

from xlsforms import compile_form
from xlsforms.support import METADATA, REFUSED_COLUMNS, REFUSED_TYPES, TYPES
from xlsforms.xpath.functions import FUNCTIONS, REFUSED

GUIDE = (Path(__file__).parents[2] / "docs" / "forms.md").read_text("utf-8")


def section(heading: str) -> str:
    return GUIDE.partition(f"## {heading}\n")[2].partition("\n## ")[0]


def quoted(text: str) -> set[str]:
    return set(re.findall(r"`([^`]+)`", text))


def test_its_example_can_be_published() -> None:
    example = GUIDE.partition("```markdown\n")[2].partition("```")[0]
    form = compile_form("visit.md", example.encode()).form
    assert list(form.questions) == ["village", "visited", "again", "people"]
    assert form.languages == ("th", "en")


def test_it_lists_every_function() -> None:
    listed = section("Expressions").partition("Functions:")[2].partition(".\n")[0]
    assert quoted(listed) == set(FUNCTIONS)
    assert not quoted(section("Expressions")) & REFUSED


def test_it_lists_every_type() -> None:
    table, _, refused = section("Types").partition("Refused:")
    cells = [row.partition("|")[2].partition("|")[0] for row in table.splitlines()]
    first_words = {name.split()[0] for cell in cells for name in quoted(cell)}
    ours = (
        set(TYPES.values())
        | {"select_one_from_file", "select_multiple_from_file"}
        | METADATA
        | {"begin_group", "end_group", "begin_repeat", "end_repeat"}
    )
    assert first_words == ours
    spelt_otherwise = {"imei", "simserial", "subscriberid", "percentage"}
    types, columns = refused.split("the column ")
    assert quoted(types) == {name for name in REFUSED_TYPES if "loop" not in name} - spelt_otherwise
    assert quoted(columns) >= {column for column in REFUSED_COLUMNS if ":" not in column}
