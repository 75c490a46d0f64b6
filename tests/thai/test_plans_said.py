"""Whose plan is meant, and by which day something is to be done."""

from datetime import date

import pytest

from tests.thai.speakers import speaker
from thai.days_to_come import day_to_come
from thai.plan_mentions import PlanMention, plan_mentioned


@pytest.mark.parametrize(
    ("said", "name", "duties"),
    [
        ("แผนพัฒนาของมาลี แสงทอง", "มาลี แสงทอง", False),
        ("ขอดู IDP คุณมาลี", "มาลี", False),
        ("หน้าที่เมื่อกลับ มาลี แสงทอง: หัวหน้ากลุ่มงาน", "มาลี แสงทอง", True),
    ],
)
def test_a_name_behind_the_plan_is_whose_it_is(said: str, name: str, duties: bool) -> None:
    assert plan_mentioned(said) == PlanMention(name, duties)


@pytest.mark.parametrize("said", ["แผนพัฒนา", "ใครยังไม่มีแผนพัฒนา", "ประชุมเรื่องแผนพัฒนาหมู่บ้าน", ""])
def test_other_words_name_nobody(said: str) -> None:
    assert plan_mentioned(said) is None


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("30 ก.ย.", date(2023, 9, 30)),
        ("สิ้นเดือนกันยายน", date(2023, 9, 30)),
        ("ภายในเดือนตุลาคม", date(2023, 10, 31)),
        ("๑๕", date(2023, 7, 15)),
        ("5", date(2023, 8, 5)),
        ("31/8/66", date(2023, 8, 31)),
        ("1 มิ.ย.", None),
        ("ไม่รู้", None),
    ],
)
def test_a_day_to_come_is_the_last_one_said(said: str, day: date | None) -> None:
    assert day_to_come(said, speaker()) == day
