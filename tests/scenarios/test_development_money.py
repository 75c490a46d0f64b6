"""What is planned and spent: added up, warned of, taken back, and kept when a course moves to another year."""

import pytest
from sqlalchemy import select

from models.development.revisions import CourseSpending, DevelopmentRevision
from tests.running_bot import RunningBot
from tests.scenarios.local_office import CLERK, HEAD, HR, says


def sums(office: RunningBot) -> list[int]:
    with office.database.read() as session:
        wanted = select(CourseSpending.amount).where(CourseSpending.taken_back.is_(False))
        return list(session.scalars(wanted.order_by(CourseSpending.id)))


def test_all_that_was_spent_on_a_course_is_compared_with_its_budget_and_each_sum_is_taken_back(
    office: RunningBot,
) -> None:
    hr, head = office.joined(HR), office.joined(HEAD)
    assert "รวม 30,000 จากที่วางแผนไว้ 42,000" in says(hr, "หลักสูตรที่ 3 ใช้งบ 30,000 บาท")
    assert "รวม 50,000 บาท ซึ่งเกินที่วางแผนไว้ 42,000" in says(hr, "หลักสูตรที่ 3 ใช้งบ 20,000 บาท")
    listed = says(hr, "ยอดที่แจ้งไว้")
    assert "30,000" in listed
    assert "30,000 บาท" in says(hr, "2")  # opens it
    assert "ถอนยอด 30,000 บาทแล้ว" in says(hr, "ถอนยอดนี้")
    assert sums(office) == [20_000]
    assert "ยอดที่แจ้งไว้" not in says(head, "งบใช้ไปเท่าไร")


@pytest.mark.parametrize(
    "words", ["หลักสูตรที่ 3 ใช้งบ 9,999,999,999 บาท", "ปรับแผน: หลักสูตรที่ 3 งบ 9,999,999,999 บาท เพราะขึ้นราคา"]
)
def test_a_sum_no_course_costs_is_refused_with_what_to_do(office: RunningBot, words: str) -> None:
    assert "ต้องไม่เกิน 100,000,000 บาท" in says(office.joined(HR), words)
    assert sums(office) == []


def test_sums_that_together_are_too_much_are_refused(office: RunningBot) -> None:
    hr = office.joined(HR)
    says(hr, "หลักสูตรที่ 3 ใช้งบ 90,000,000 บาท")
    assert "ต้องไม่เกิน" in says(hr, "หลักสูตรที่ 3 ใช้งบ 90,000,000 บาท")
    assert sums(office) == [90_000_000]


def test_what_was_spent_stays_in_its_year_when_the_course_moves(office: RunningBot) -> None:
    hr = office.joined(HR)
    says(hr, "หลักสูตรที่ 3 ใช้งบ 30,000 บาท")
    moved = says(hr, "เลื่อนหลักสูตรที่ 3 ไปเดือนมีนาคม 2568 เพราะวิทยากรไม่ว่าง")
    assert "มี.ค. 2568" in moved
    budget = says(hr, "งบใช้ไปเท่าไร")
    assert "ปี 2567 ใช้ 30,000 บาท" in budget
    assert "ปี 2568 ใช้ 0 บาท" in budget


def test_a_course_is_added_once_and_its_number_is_nobody_else_s(office: RunningBot) -> None:
    hr = office.joined(HR)
    add = "เพิ่มหลักสูตร การปฐมพยาบาล เดือนมีนาคม งบ 20,000 บาท เพราะมีเหตุบ่อย"
    first = says(hr, add)
    number = next(word.rstrip(".") for word in first.split() if word.rstrip(".").isdigit() and word.endswith("."))
    assert "อยู่แล้ว จึงไม่เพิ่มซ้ำ" in says(hr, add)
    says(hr, f"ยกเลิกหลักสูตรที่ {number} เพราะงบไม่พอ")
    again = says(hr, "เพิ่มหลักสูตร การกู้ชีพ เดือนมีนาคม งบ 20,000 บาท เพราะมีเหตุบ่อย")
    assert f"{int(number) + 1}. การกู้ชีพ" in again
    assert f"{int(number) + 1}. การกู้ชีพ" in says(hr, "แผนปี 2567")
    with office.database.read() as session:
        assert session.scalars(select(DevelopmentRevision.number).order_by(DevelopmentRevision.number)).all() == [
            1,
            2,
            3,
        ]


def test_a_plan_that_costs_more_than_its_year_has_says_so(office: RunningBot) -> None:
    hr = office.joined(HR)
    assert "เกินที่ตั้งไว้ 420,000" in says(hr, "ปรับแผน: หลักสูตรที่ 3 งบ 400,000 บาท เพราะวิทยากรขึ้นราคา")
    assert "เกินที่ตั้งไว้" not in says(hr, "ปรับแผน: หลักสูตรที่ 3 งบ 42,000 บาท เพราะลดราคาแล้ว")
    assert "เฉพาะคณะกรรมการ" not in says(office.joined(CLERK), "งบใช้ไปเท่าไร")
