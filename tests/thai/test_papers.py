"""How people ask for papers: each word of the tables in a message in which it means that; what asks for none."""

from datetime import date
from typing import Any

import pytest

from tests.thai.speakers import speaker
from thai.data import read
from thai.enquiries import day_said
from thai.paper_kinds import KINDS, kind_said
from thai.papers import (
    SUFFIXES,
    PaperMention,
    bare_name,
    cards_said,
    impossible_month,
    of_raters,
    read_paper,
    round_said,
    with_named_months,
    without_purpose,
)

COORDINATOR = speaker("coordinator")
PARTICIPANT = speaker()
TABLES = read("papers")


def understood(text: str) -> PaperMention:
    found = read_paper(text, COORDINATOR)
    assert found is not None, text
    return found


OF_ASKING = ("asks_first", "orders_first", "asks_inside", "opens", "pleads", "paper", "document", "summary", "report")
IDEAS = tuple(table for table in TABLES if table.startswith("idea_"))


@pytest.mark.parametrize("table", [*OF_ASKING, "beside", "purpose", *IDEAS])
def test_each_word_of_asking_asks_for_a_paper(table: str) -> None:
    for word, example in TABLES[table].items():
        understood(example)
        assert word in example


@pytest.mark.parametrize("table", ["not_asked", "passes_on", "no_asking"])
def test_each_word_that_is_no_request_makes_a_message_none(table: str) -> None:
    assert [one for one in TABLES[table].values() if read_paper(one, COORDINATOR) is not None] == []


@pytest.mark.parametrize("row", TABLES["described"], ids=lambda row: "-".join(row["of"]))
def test_a_paper_is_described_by_what_is_in_it(row: dict[str, Any]) -> None:
    found = kind_said(row["example"])
    assert found is not None
    assert (found.kind, found.by_name) == (row["kind"], False)
    assert understood(row["example"]).kind == row["kind"]


@pytest.mark.parametrize("idea", IDEAS)
def test_each_word_of_an_idea_stands_in_a_description(idea: str) -> None:
    kinds = {row["kind"] for row in TABLES["described"] if idea.removeprefix("idea_") in row["of"]}
    for example in TABLES[idea].values():
        assert understood(example).kind in kinds, example


@pytest.mark.parametrize(
    "text",
    [
        "เห็นชอบ idp ของน้องอ้อมค่ะ",
        "สรุปงานน้องเดือนนี้ให้ผมหน่อย จะเอาไปพูดในที่ประชุม",
        "ขอตารางคะแนนประเมินช่วงที่ 2 ทั้งหมด",
        "ช่วยรวมยอดผลงานห้วง 3-14 ก.ค. ให้ทีค่ะ เอาแค่ภาพรวมพอ",
        "ตามให้หน่อยว่าภาคใต้ใครไม่รายงานสัปดาห์นี้",
        "monthly report please, by province",
        "โปรดจัดทำตารางจำแนกรายจังหวัดเรียงตามลำดับผลการรายงาน",
    ],
)
def test_what_is_told_in_the_chat_or_done_there_is_no_paper(text: str) -> None:
    assert read_paper(text, COORDINATOR) is None


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("พรุ่งนี้ต้องประชุมที่น่าน ขอรายงานเดือนนี้", "ขอรายงานเดือนนี้"),
        ("ขอรายงานเดือนนี้ จะเอาไปประชุมวันที่ 20", "ขอรายงานเดือนนี้"),
        ("พรุ่งนี้ประชุม", "พรุ่งนี้ประชุม"),
    ],
)
def test_what_a_paper_is_for_says_nothing_of_its_days(text: str, left: str) -> None:
    assert without_purpose(text) == left


@pytest.mark.parametrize("kind", KINDS)
def test_each_word_of_a_kind_means_that_kind(kind: str) -> None:
    for example in TABLES[f"kind_{kind}"].values():
        assert understood(example).kind == kind, example


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_each_word_of_a_file_means_that_file(suffix: str) -> None:
    for example in TABLES[f"suffix_{suffix}"].values():
        assert understood(example).suffixes == (suffix,), example


def test_what_is_one_s_own_has_no_other_name() -> None:
    for example in (*TABLES["own"].values(), *TABLES["speakers"].values()):
        assert (understood(example).own, understood(example).name) == (True, None), example


@pytest.mark.parametrize("table", ["before_name", "after_name", "after_name_word"])
def test_what_stands_around_a_name_is_no_part_of_it(table: str) -> None:
    for example in TABLES[table].values():
        assert bare_name(understood(example).name or "") in ("มาลี", "สมชาย"), example


@pytest.mark.parametrize(
    ("text", "kind", "suffixes"),
    [
        ("รายงานเดือนนี้", "report", ()),
        ("ขอไฟล์บันทึกของฉัน", "participant", ()),
        ("ขอรายงานสถานการณ์เป็น Word", "situation", ("docx",)),
        ("สรุปผลสัปดาห์นี้ ขอทั้ง word ทั้ง pdf", "summary", ("docx", "pdf")),
    ],
)
def test_papers_are_asked_for(text: str, kind: str, suffixes: tuple[str, ...]) -> None:
    assert (understood(text).kind, understood(text).suffixes) == (kind, suffixes)


@pytest.mark.parametrize(
    "text",
    [
        "วันนี้ประชุมผู้ใหญ่บ้านเรื่องรายงานสถานการณ์น้ำท่วม 25 คน",
        "เมื่อวานทำแบบประเมินครัวเรือน 12 หลัง",
        "ขอลาพรุ่งนี้",
        "สรุปวันนี้",
        "ใครยังไม่ส่ง",
        "ขอไฟล์ excel",
        "ลงพื้นที่มอบเกียรติบัตร 5 คน",
        "ขอรายงานตัวครับ เดือนนี้",
        "ขอดูของสมชาย",
        "จัดทำแผนพัฒนาตำบลกับ อบต. 25 คน",
        "ทำแบบประเมินครัวเรือนยากจน 12 ครัวเรือน เดือนนี้",
        "รายงานสถานการณ์น้ำท่วมหมู่ 3 ให้นายอำเภอทราบ",
        "ส่งรายงานประจำเดือนให้นายอำเภอ",
        "ทำเอกสารรายงานสรุปส่งจังหวัด",
        "แผนพัฒนาตำบล ประชุมกับนายก อบต.",
        "ออกรายงานข่าววิทยุชุมชนเดือนนี้",
        "เตรียมเอกสารประชุมกำนัน ทำไฟล์ pdf สรุปสถานการณ์ยาเสพติดให้นายอำเภอ",
        "ผมทำเอกสารประชุมเป็น pdf ส่งอำเภอ",
        "ขอเชิญร่วมประกวดภาพถ่าย ชิงเงินรางวัลรวม 50,000 บาท ส่งผลงานถึง 31 ตุลาคม",
    ],
)
def test_what_tells_or_asks_for_something_else_is_no_request_for_a_paper(text: str) -> None:
    assert read_paper(text, PARTICIPANT) is None


def test_each_word_of_a_round_has_its_number() -> None:
    for word, example in TABLES["rounds"].items():
        assert round_said(example) == TABLES["round_numbers"][word]
    assert round_said("ขอใบประเมินรอบที่ ๒ เป็น pdf") == 2
    assert round_said("ขอใบประเมิน") is None


def test_a_month_may_be_said_by_its_number() -> None:
    assert with_named_months("ขอรายงานเดือน 8") == "ขอรายงานเดือนสิงหาคม "
    assert with_named_months("ขอรายงานเดือนที่ ๗/๖๖") == "ขอรายงานเดือนกรกฎาคม 66"
    assert impossible_month("ขอรายงานเดือน 13") == "เดือน 13"
    assert impossible_month("ขอรายงานเดือน 12") is None


@pytest.mark.parametrize(
    "text", ["2566-07-01", "2023-07-01", "๒๕๖๖-๐๗-๐๑", "๑ ก.ค. ๒๕๖๖", "1/7/2566", "1 กรกฎาคม 2566"]
)
def test_a_day_alone_is_read_in_either_era(text: str) -> None:
    assert day_said(text, COORDINATOR) == date(2023, 7, 1)


@pytest.mark.parametrize("text", ["", "x", "2023-02-31", "2566-02-30", "2023-07-01 x", "ก.ค. 2566", "1-3 ก.ค. 2566"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert day_said(text, COORDINATOR) is None


def test_a_name_stands_behind_the_paper_too_and_a_group_or_another_word_is_none() -> None:
    for text, name in (
        ("ขอ portfolio ธีรเดช", "ธีรเดช"),
        ("ขอแฟ้มสะสมผลงาน ธีรเดช เพชรดี เป็น word", "ธีรเดช เพชรดี"),
        ("ขอรายงานน้องฝน เดือนนี้ word", "น้องฝน"),
        ("ขอรายงาน ธีรเดช เพชรดี เดือนนี้ word", "ธีรเดช เพชรดี"),
    ):
        assert understood(text).name == name
    for table in ("groups", "no_name"):
        for example in TABLES[table].values():
            assert understood(example).name is None, example


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ขอใบเซอหน่อย", "certificate"),
        ("ขอใบเซอร์หน่อย", "certificate"),
        ("ขอไฟลบันทึกของหนู", "participant"),
        ("ขอรีพอร์ตเดือนนี้", "report"),
        ("ขอแผ่นรหัสเชิญของคนที่ยังไม่เข้าร่วม", "codes"),
    ],
)
def test_misspelled_papers_are_those_that_are_meant_and_codes_are_for_who_has_not_joined(text: str, kind: str) -> None:
    assert understood(text).kind == kind


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("ขอแผ่นรหัส แผ่นละ 4 ใบ", 4),
        ("ขอแผ่นรหัส ๘ ใบต่อหน้า", 8),
        ("ขอแผ่นรหัส หน้าละแปดใบ", 8),
        ("ขอแผ่นรหัส 4ใบ/แผ่น", 4),
        ("ขอแผ่นรหัส 8 ต่อ a4", 8),
        ("ขอแผ่นรหัส", None),
        ("ขอแผ่นรหัส 8 คน", None),
    ],
)
def test_so_many_codes_a_page_are_said(text: str, count: int | None) -> None:
    assert cards_said(text) == count


def test_codes_of_raters_are_told_from_invite_codes() -> None:
    for example in TABLES["raters"].values():
        assert of_raters(example)
    assert not of_raters("ขอแผ่นรหัสเชิญ")
