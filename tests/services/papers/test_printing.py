"""Papers as Word files and PDFs: words stay words, Thai is found and well broken, what Word changed is shown."""

from __future__ import annotations

import random
import re
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from lxml import etree
from openxml_audit import OpenXmlValidator

from services.papers.building.word import BODY, Paper
from services.papers.fields import PaperPicture, in_lines
from services.papers.filling import fill_in, still
from services.papers.printing import ConverterMissing, print_word
from services.papers.reading.document import read_document
from services.papers.reading.made import NotShown
from services.papers.template_files import DEFAULTS
from services.reports.kinds import KINDS
from tests.services.papers.papers import pages, shown

SENTENCES = (
    "ประชุมร่วมกับผู้ใหญ่บ้านและเจ้าอาวาสวัดหนองบัวเรื่องถังขยะเปียกลดโลกร้อน",
    "อำเภอแม่ใจดำเนินการบำบัดทุกข์บำรุงสุขแบบบูรณาการอย่างยั่งยืน",
    "ติดตามครัวเรือนยากจนที่น้ำท่วมซ้ำซากและกลุ่มเปราะบางในตำบลศรีถ้อย",
    "ครูและนักเรียนช่วยกันปลูกผักสวนครัวรั้วกินได้ที่ศูนย์พัฒนาเด็กเล็ก",
)
FOLLOWING = "ะัาำิีึืฺุู็่้๊๋์ํ๎ๅๆฯ"  # letters that never begin a line
DRAWING = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}drawing"
LEADING = "เแโใไ"  # letters that never end one


def word(*lines: str) -> bytes:
    paper = Paper()
    for line in lines:
        paper.paragraph(line)
    return paper.whole("ทดสอบ")


def test_hostile_words_stay_words_in_word_and_pdf() -> None:
    said = '*หนา* #panic() $x$ @ref <b>&amp; {{ office }} {%p endfor %} \\ "คำพูด" =SUM(A1) _ล่าง_ `x`\x00\x07\x0cจบ'
    template = word("{{ said }}")
    made = fill_in(template, {"said": said})
    shown_as = said.replace("\x00", "").replace("\x07", "").replace("\x0c", "")
    assert docx.Document(BytesIO(made)).paragraphs[0].text == shown_as
    printed = "".join(pages(print_word(made).pdf)).replace("\r\n", "")
    assert printed.replace(" ", "") == shown_as.replace(" ", "")


def test_thai_is_found_in_a_pdf_whose_typeface_is_in_it() -> None:
    made = print_word(word(*SENTENCES, "**ตัวหนา ที่ว่าการอำเภอ**"))
    (text,) = pages(made.pdf)
    for wanted in ("อำเภอ", "บำบัดทุกข์", "ผู้ใหญ่บ้าน", "น้ำท่วม", "ศูนย์พัฒนา"):
        assert wanted in text
    with pypdfium2.PdfDocument(made.pdf) as document:
        fonts = [one.get_font() for page in document for one in page.get_objects() if one.type == TEXT]
        assert {font.get_base_name().split("+")[-1] for font in fonts} == {"Sarabun-Regular", "Sarabun-Bold"}
        assert all(font.is_embedded for font in fonts)


def test_each_letter_with_vowel_and_tone_is_read_from_a_pdf_once() -> None:
    """Typst 0.15.0 gives a mark at another height the text of its cluster once more: ครั้ง was read as ครั้รั้ง."""
    clusters = ["".join(one) + "ง" for one in product("กงดตทนบปพมรลสหอษ", ("", *"ัิีึืุู"), ("", *"่้๊๋"))]
    lines = ["".join(clusters[place : place + 20]) for place in range(0, len(clusters), 20)]
    made = print_word(word(*lines, *(f"**{line}**" for line in lines)))
    assert "".join("".join(pages(made.pdf)).split()) == "".join(lines) * 2


def test_no_line_of_thai_begins_with_a_mark_or_ends_with_a_leading_vowel() -> None:
    """2,000 lines of other widths: none is broken inside a cluster."""
    chance = random.Random(20)
    paper = Paper()
    for _ in range(460):
        words = "".join(chance.sample(SENTENCES, 3))
        paper.paragraph(words, left=chance.uniform(0, 110))
    lines = [line for page in pages(print_word(paper.whole("บรรทัด")).pdf) for line in page.split("\r\n") if line]
    assert len(lines) > 2000
    assert [line for line in lines if line[0] in FOLLOWING or line.rstrip()[-1] in LEADING] == []


def test_one_word_changed_in_word_changes_nothing_else_and_is_in_the_pdf() -> None:
    kind = KINDS["situation"]
    made = fill_in(DEFAULTS / "situation.docx", shown(kind.example))
    opened: Any = docx.Document(BytesIO(made))
    before = [element.text for element in opened.element.iter(f"{W}t")]
    (place,) = [number for number, text in enumerate(before) if text == "เรียน  ปลัดกระทรวงมหาดไทย"]
    changed = list(opened.element.iter(f"{W}t"))[place]
    changed.text = changed.text.replace("ปลัดกระทรวงมหาดไทย", "รัฐมนตรีว่าการ")
    out = BytesIO()
    opened.save(out)
    after = [element.text for element in docx.Document(BytesIO(out.getvalue())).element.iter(f"{W}t")]
    assert [number for number, (one, other) in enumerate(zip(before, after, strict=True)) if one != other] == [place]
    with ZipFile(BytesIO(made)) as one, ZipFile(BytesIO(out.getvalue())) as other:
        assert {name for name in one.namelist() if "media" in name} == {n for n in other.namelist() if "media" in n}
    assert "รัฐมนตรีว่าการ" in pages(print_word(out.getvalue()).pdf)[0]


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_filled_in_paper_has_well_formed_parts_all_of_which_are_related(kind: str, tmp_path: Path) -> None:
    made = still(fill_in(DEFAULTS / f"{kind}.docx", shown(KINDS[kind].example)))
    with ZipFile(BytesIO(made)) as file:
        names = set(file.namelist())
        for name in names:
            if name.endswith((".xml", ".rels")):
                etree.fromstring(file.read(name))
        types = etree.fromstring(file.read("[Content_Types].xml"))
        endings = {one.get("Extension") for one in types if one.tag.endswith("Default")}
        overrides = {one.get("PartName") for one in types if one.tag.endswith("Override")}
        assert [one for one in names if f"/{one}" not in overrides and one.rsplit(".", 1)[-1] not in endings] == []
        written = file.read("word/document.xml").decode()
    assert re.findall(r"\{\{|\{%", written) == []
    drawn = re.findall(r'<wp:docPr id="(\d+)"', written)
    assert len(drawn) == len(set(drawn))
    assert faults(made, tmp_path) == []


def faults(made: bytes, folder: Path) -> list[str]:
    """What of a Word file is not as the schema of Office Open XML has it."""
    file = folder / "paper.docx"
    file.write_bytes(made)
    return [f"{one.part_uri} {one.path} {one.description}" for one in OpenXmlValidator().validate(file).errors]


def test_a_word_file_that_is_not_as_the_schema_has_it_is_seen(tmp_path: Path) -> None:
    paper = Paper()
    properties = paper.paragraph("ทดสอบ")._p.get_or_add_pPr()
    properties.insert(0, properties[-1])  # w:rPr stands last
    (fault,) = faults(paper.whole("x"), tmp_path)
    assert "/word/document.xml" in fault


def test_a_drawing_is_vector_graphics_in_word_and_pdf_with_pixels_beside() -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="9" height="9"/></svg>'
    picture = shown(PaperPicture(b"", 20, "แผนภูมิ"))
    made = fill_in(word("{{ chart }}"), {"chart": PaperPicture(picture.pixels, 20, "แผนภูมิ", svg)})
    with ZipFile(BytesIO(made)) as file:
        media = {name: file.read(name) for name in file.namelist() if name.startswith("word/media/")}
        assert sorted(name.rsplit(".", 1)[1] for name in media) == ["png", "svg"]
        assert 'descr="แผนภูมิ"' in file.read("word/document.xml").decode()
    with pypdfium2.PdfDocument(print_word(made).pdf) as document:
        kinds = {one.type for page in document for one in page.get_objects(max_depth=5)}
    assert PATH in kinds
    assert IMAGE not in kinds


def test_the_head_of_a_table_stands_on_each_of_its_pages() -> None:
    paper = Paper()
    paper.listing([60, 60], ("รายการ", "พื้นที่"), ("{{ one.name }}", "{{ one.place }}"), "one in many")
    many = [{"name": f"คนที่ {number}", "place": "แม่ใจ"} for number in range(90)]
    printed = pages(print_word(fill_in(paper.whole("x"), {"many": many})).pdf)
    assert len(printed) > 1
    assert all(page.startswith("รายการ") for page in printed)


def test_merged_cells_lists_tabs_and_page_numbers_are_shown() -> None:
    paper = Paper()
    made = paper.table([30, 30, 30], 3, lines=True)
    made.cell(0, 0).merge(made.cell(0, 1)).text = "กว้างสองช่อง"
    made.cell(1, 2).merge(made.cell(2, 2)).text = "สูงสองแถว"
    line = paper.paragraph("ที่\tวันที่")
    line.paragraph_format.tab_stops.add_tab_stop(5_000_000)
    paper.page_number(paper.document.sections[0].footer, before="หน้า ")
    written = paper.whole("x")
    read = read_document(written).sections[0]
    rows = read["blocks"][0]["rows"]
    assert [(cell["x"], cell["span"], cell["rows"]) for row in rows for cell in row["cells"]] == [
        (0, 2, 1), (2, 1, 1), (0, 1, 1), (1, 1, 1), (2, 1, 2), (0, 1, 1), (1, 1, 1),
    ]  # fmt: skip
    (page,) = pages(print_word(written).pdf)
    for wanted in ("กว้างสองช่อง", "สูงสองแถว", "วันที่", "หน้า ๑"):
        assert wanted in page


@pytest.mark.parametrize(("code", "shown_as"), [(" PAGE ", "หน้า 1"), (r" PAGE \* ThaiArabic ", "หน้า ๑")])
def test_a_page_number_has_the_digits_of_its_field_where_its_section_says_none(code: str, shown_as: str) -> None:
    paper = Paper()
    paper.page_number(paper.document.sections[0].footer, before="หน้า ")
    section = paper.document.sections[0]._sectPr
    section.remove(section.find(qn("w:pgNumType")))
    (said,) = paper.document.sections[0].footer._element.iter(qn("w:instrText"))
    said.text = code
    assert shown_as in pages(print_word(paper.whole("x")).pdf)[0]


@pytest.mark.parametrize(
    ("left_out", "last"), [((), "ง"), (("obstacles",), "ค"), (("stories",), "ค"), (("stories", "obstacles"), "ข")]
)
def test_a_report_names_the_annexes_that_it_has(left_out: tuple[str, ...], last: str) -> None:
    told = {**shown(KINDS["summary"].example), **{name: [] for name in left_out}}
    words = "\n".join(one.text for one in docx.Document(BytesIO(fill_in(DEFAULTS / "summary.docx", told))).paragraphs)
    assert re.findall(r"^ภาคผนวก (\S)", words, re.MULTILINE)[-1] == last
    assert f"ภาคผนวก ก – {last}\n" in words


@pytest.mark.parametrize(
    ("name", "letters", "broken"),
    [
        ("นายสมชาย ใจดี", 38, "นายสมชาย ใจดี"),
        (
            "ว่าที่ร้อยตรีหญิง พิมพ์ประภาพรรณราย เทพหัสดินวงศ์สุวรรณประเสริฐ",
            38,
            "ว่าที่ร้อยตรีหญิง พิมพ์ประภาพรรณราย\nเทพหัสดินวงศ์สุวรรณประเสริฐ",
        ),
        ("อ.มหาชนะชัย จ.ยโสธร", 13, "อ.มหาชนะชัย\nจ.ยโสธร"),
        ("ก ข ค ง", 3, "ก ข\nค ง"),
        ("กกกกก ขขขขข", 3, "กกกกก\nขขขขข"),
        ("กกกกก", 3, "กกกกก"),
        ("น้ำ ที่", 6, "น้ำ ที่"),
    ],
)
def test_a_name_that_is_too_long_is_broken_at_its_spaces(name: str, letters: int, broken: str) -> None:
    assert in_lines(name, letters) == broken


def test_what_a_pdf_does_not_show_as_word_does_is_said() -> None:
    paper = Paper()
    line = paper.paragraph("ตัวเอน")
    line.runs[0].italic = True
    fonts = line.runs[0]._r.rPr.find(f"{W}rFonts")
    fonts.set(f"{W}cs", "Angsana New")
    assert print_word(paper.whole("x")).not_shown == (NotShown.FONT, NotShown.ITALIC)


def test_th_sarabun_of_sixteen_points_is_as_large_as_our_body() -> None:
    paper = Paper()
    line = paper.paragraph("ทดสอบ", size=16)
    line.runs[0]._r.rPr.find(f"{W}rFonts").set(f"{W}cs", "TH SarabunPSK")
    made = print_word(paper.whole("x"))
    assert made.not_shown == ()
    with pypdfium2.PdfDocument(made.pdf) as document:
        (size,) = {round(one.get_font_size(), 1) for page in document for one in page.get_objects() if one.type == TEXT}
    assert abs(size - BODY) < 0.3


def test_without_the_office_suite_that_is_wanted_the_error_names_it() -> None:
    with pytest.raises(ConverterMissing, match="no-such-office"):
        print_word(word("x"), "no-such-office")


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT, PATH, IMAGE = 1, 2, 3  # kinds of objects of a page, as PDFium counts them


def test_a_word_that_typst_does_not_know_is_not_broken_and_is_found() -> None:
    """Typst 0.15.0 breaks lines of Thai by ICU4X's model, which ends a word after สมร of สมรรถนะ."""
    made = print_word(word(*("ก" * place + " " + "พัฒนาสมรรถนะหลักของข้าราชการ" * 6 for place in range(1, 25))))
    lines = [line.strip() for page in pages(made.pdf) for line in page.splitlines()]
    assert not [line for line in lines if line.startswith("รถนะ") or line.endswith("สมร")]
    assert "".join(lines).count("สมรรถนะ") == 24 * 6


def test_a_long_address_is_broken_at_the_edge_of_the_page_and_is_copied_whole() -> None:
    address = "https://example.go.th/photo?fbid=" + "1234567890" * 20
    with pypdfium2.PdfDocument(print_word(word(f"ดูภาพที่ {address} ของกลุ่ม")).pdf) as document:
        page = document[0]
        text = page.get_textpage()
        ends = [text.get_charbox(place)[2] for place in range(text.count_chars())]
        assert max(ends) <= page.get_width() - 20 / 25.4 * 72
        assert address in "".join(text.get_text_bounded().split())


def test_an_entry_s_words_stay_with_their_photos() -> None:
    """What stands before a table of photos says that it stays with what follows."""
    opened: Any = docx.Document(BytesIO(fill_in(DEFAULTS / "participant.docx", shown(KINDS["participant"].example))))
    (pictures,) = [table for table in opened.tables if table._tbl.findall(f".//{DRAWING}")]
    before, kept = pictures._tbl.getprevious(), []
    while before is not None and len(kept) < 3:
        kept.append(before.find(f"{W}pPr/{W}keepNext") is not None)
        before = before.getprevious()
    assert kept == [True] * 3
