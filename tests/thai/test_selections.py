"""What is asked about selections and corrected in names is read; what is told of work is left alone."""

import pytest

from thai.call_names import RenameSaid, rename_said
from thai.data import read
from thai.selections import asks_about_selections, asks_for_outcome, asks_who_chooses

ASKED = [said for table in ("asks_result", "asks_who_chooses") for said in read("selections")[table].values()]


@pytest.mark.parametrize("said", ASKED)
def test_who_chooses_and_when_it_is_told_are_questions_about_what_was_sent(said: str) -> None:
    assert asks_for_outcome(said)
    assert asks_about_selections(said)


def test_only_who_chooses_is_asked_in_words_of_that() -> None:
    assert asks_who_chooses("ใครเป็นคนตัดสิน")
    assert not asks_who_chooses("ประกาศผลเมื่อไหร่")


@pytest.mark.parametrize(
    "said",
    [
        "เมื่อวานแจ้งผลการตรวจให้กำนัน 5 คน",
        "วันนี้ชี้แจงเกณฑ์การคัดเลือกให้คณะทำงาน",
        "แจ้งผลการประชุมให้ชาวบ้านทราบแล้ว",
        "ประชุมกรรมการกับผู้ใหญ่บ้าน",
        "พรุ่งนี้ประกาศผล",
    ],
)
def test_what_is_told_of_work_asks_for_no_result(said: str) -> None:
    assert not asks_for_outcome(said)


@pytest.mark.parametrize("said", read("calls")["corrects_name"].values())
def test_each_way_of_correcting_a_name_is_read(said: str) -> None:
    assert rename_said(said) is not None


@pytest.mark.parametrize(
    ("said", "read_as"),
    [
        ("แก้ชื่อ", RenameSaid(None, None)),
        ("แก้ชื่อยังไงคะ", RenameSaid(None, None)),
        ("ขอแก้ชื่อ กมลชนก ค่ะ", RenameSaid("กมลชนก", None)),
        ("แก้ชื่อเป็น นางสาวกมลชนก ทองแทน", RenameSaid(None, "นางสาวกมลชนก ทองแทน")),
        ("แก้ชื่อจาก นายทวี มากมูล เป็น นายทวี มากมาย", RenameSaid("นายทวี มากมูล", "นายทวี มากมาย")),
        ("วันนี้แก้ชื่อโครงการในแผนอำเภอกับปลัด", None),
        ("เสนอชื่อ นายทวี มากมูล", None),
    ],
)
def test_whose_name_is_corrected_and_for_what_is_read(said: str, read_as: RenameSaid | None) -> None:
    assert rename_said(said) == read_as
