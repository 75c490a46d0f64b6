"""Templates: what is wrong in one is said with name and place; those that come with the bot are right."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest

from services.papers.building.every import BUILT
from services.papers.building.word import Paper
from services.papers.checking import Wrong, check
from services.papers.fields import Fields, PaperPicture
from services.papers.template_files import DEFAULTS, template_of
from services.reports.kinds import KINDS

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ROOT = Path(__file__).parents[3]
EXAMPLE: Fields = {
    "office": "กองการเจ้าหน้าที่",
    "signer": "นายสมศักดิ์",
    "days": [{"date": "๑๒ ก.ค.", "words": "ประชุม"}],
    "map": PaperPicture(b"", 10, "แผนที่"),
    "totals": {"entries": "๔"},
}


def template(*lines: str) -> bytes:
    paper = Paper()
    for line in lines:
        paper.paragraph(line)
    return paper.whole("แม่แบบ")


def test_three_wrong_fields_are_told_at_once_with_name_page_paragraph_and_the_nearest_right_one() -> None:
    paper = Paper()
    paper.paragraph("เรียน {{ ofice }}")
    paper.page_break()
    paper.paragraph("{%p for day in days %}")
    paper.paragraph("{{ day.date }} {{ day.word }}")
    paper.paragraph("{%p endfor %}")
    paper.paragraph("ลงชื่อ {{ zzz }}")
    found = check(paper.whole("แม่แบบ"), EXAMPLE)
    assert [(one.name, one.nearest, one.page, one.paragraph) for one in found] == [
        ("ofice", "office", 1, 1),
        ("day.word", "day.words", 2, 4),
        ("zzz", None, 2, 6),
    ]
    assert found[0].quoted == "เรียน {{ ofice }}"


def test_a_field_that_word_has_split_into_runs_is_read_as_one() -> None:
    paper = Paper()
    line = paper.paragraph("{{ offi")
    paper.run(line, "se }}", bold=True)
    assert [(one.name, one.nearest) for one in check(paper.whole("แม่แบบ"), EXAMPLE)] == [("offise", "office")]


def test_fields_of_headers_loops_conditions_and_groups_are_looked_up() -> None:
    paper = Paper()
    paper.paragraph("{{ pag }}", into=paper.document.sections[0].header)
    paper.paragraph("{% if totals.entris %}{{ totals.entries }}{% endif %}")
    paper.paragraph("{%p for one in office %}")
    paper.paragraph("{{ one }} {{ loop.index }}")
    paper.paragraph("{%p endfor %}")
    paper.paragraph("{{ map.width }}{{ days|length }}")
    assert [(one.part, one.wrong, one.name) for one in check(paper.whole("แม่แบบ"), EXAMPLE)] == [
        ("body", Wrong.FIELD, "totals.entris"),
        ("body", Wrong.NOT_A_LIST, "office"),
        ("body", Wrong.NOT_A_GROUP, "map.width"),
        ("header", Wrong.FIELD, "pag"),
    ]


def test_what_is_not_closed_and_what_is_no_word_file_is_said() -> None:
    assert [one.wrong for one in check(template("{%p for day in days %}", "{{ day.date }}"), EXAMPLE)] == [Wrong.SYNTAX]
    assert [one.wrong for one in check(b"PK no zip", EXAMPLE)] == [Wrong.FILE]


def test_a_template_reaches_nothing_but_its_fields() -> None:
    found = check(template("{{ ''.__class__ }} {{ range(3) }} {{ cycler }}"), EXAMPLE)
    assert [one.name for one in found] == ["range", "cycler"]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_template_that_comes_with_the_bot_is_right_and_is_what_the_script_writes(kind: str) -> None:
    file = DEFAULTS / f"{kind}.docx"
    assert check(file, KINDS[kind].example) == []
    assert BUILT[kind]() == file.read_bytes()


def test_an_office_has_its_own_template_in_the_programme_s_folder(tmp_path: Path) -> None:
    assert template_of("situation", tmp_path) == DEFAULTS / "situation.docx"
    (tmp_path / "papers").mkdir()
    own = tmp_path / "papers" / "situation.docx"
    own.write_bytes(template("{{ office }}"))
    assert template_of("situation", tmp_path / "programme.toml") == own


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_docs_list_each_field_with_an_example(kind: str) -> None:
    written = (ROOT / "docs" / "papers.md").read_text(encoding="utf-8")
    section = written.split(f"### {kind}\n", 1)[1].split("\n### ", 1)[0].split("\n## ", 1)[0]
    listed = re.findall(r"^\| `([a-z0-9_.]+)` \|", section, re.MULTILINE)
    assert listed == list(_named(KINDS[kind].example))


def _named(example: Fields, before: str = "") -> list[str]:
    found: list[str] = []
    for name, value in example.items():
        found.append(before + name)
        inner: Any = value[0] if isinstance(value, list) else value
        if isinstance(inner, dict):
            found += _named(inner, f"{before}{name}.")
    return found


def test_thai_of_a_built_template_has_its_size_weight_typeface_and_language() -> None:
    document: Any = docx.Document(BytesIO(BUILT["situation"]()))
    runs = [run for run in document.element.iter(f"{W}r") if run.find(f"{W}t") is not None]
    assert len(runs) > 20
    for run in runs:
        said = {child.tag.removeprefix(W): dict(child.attrib) for child in run.find(f"{W}rPr")}
        assert said["rFonts"][f"{W}cs"] == said["rFonts"][f"{W}ascii"] == "Sarabun"
        assert said["szCs"] == said["sz"]
        assert ("b" in said) == ("bCs" in said)
        assert said["lang"][f"{W}bidi"] == "th-TH"


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.mark.parametrize(
    ("line", "wrong", "name", "nearest"),
    [
        ("{% include 'a' %}", Wrong.NOT_ALLOWED, "include", None),
        ("{{ office|uper }}", Wrong.NOT_ALLOWED, "|uper", "upper"),
        ("{{ office|safe }}", Wrong.NOT_ALLOWED, "|safe", None),
        ("{{ 1/0 }}", Wrong.NOT_ALLOWED, "/", None),
        ("{{ 'x' * 999999999 }}", Wrong.NOT_ALLOWED, "*", None),
        ("{% for a in range(99999999) %}x{% endfor %}", Wrong.FIELD, "range", None),
        ("{% if office < 3 %}x{% endif %}", Wrong.FAILS, "'<' not supported between instances of '", None),
    ],
)
def test_what_a_template_may_not_do_is_said_with_its_place(
    line: str, wrong: Wrong, name: str, nearest: str | None
) -> None:
    (found,) = check(template("เรียน {{ office }}", line, "{{ signer }}"), EXAMPLE)
    assert (found.wrong, found.name, found.nearest, found.paragraph) == (wrong, name, nearest, 2)


def test_the_paragraph_named_is_the_one_of_the_field_behind_repeated_rows_too() -> None:
    document = docx.Document(BytesIO(template("{{ office }}")))
    table = document.add_table(rows=3, cols=2)
    for row, words in enumerate(("{%tr for day in dayz %}", "{{ office }}", "{%tr endfor %}")):
        table.rows[row].cells[0].text = words
    document.add_paragraph("{{ zzz }}")
    out = BytesIO()
    document.save(out)
    written = out.getvalue()
    found = check(written, EXAMPLE)
    body = docx.Document(BytesIO(written)).element.body
    paragraphs = ["".join(part.text or "" for part in one.iter(f"{W}t")) for one in body.iter(f"{W}p")]
    for problem, words in zip(found, ("{%tr for day in dayz %}", "{{ zzz }}"), strict=True):
        assert problem.paragraph is not None
        assert paragraphs[problem.paragraph - 1] == words
        assert problem.quoted == words


def test_what_is_no_word_file_is_one_problem(tmp_path: Path) -> None:
    for made in (b"not a file of Word", b"", b"PK"):
        assert [one.wrong for one in check(made, EXAMPLE)] == [Wrong.FILE]
    assert [one.wrong for one in check(tmp_path / "missing.docx", EXAMPLE)] == [Wrong.FILE]
