"""Which days of the calendar are days off of civil servants; what the package lacks is corrected, and said."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from programmes import Programme, load
from programmes.holidays import CORRECTIONS, calendar_days, known_to, unknown_from
from programmes.sections import HolidayCategory

FOLDER = Path(__file__).parents[2] / "programmes" / "cast-2566"


def of(*categories: HolidayCategory, years: tuple[int, int] = (2021, 2026)) -> set[str]:
    return {day.isoformat() for day in calendar_days(*years, frozenset(categories))}


def test_government_offices_work_on_labour_day_and_on_its_day_in_lieu() -> None:
    """Cabinet secretariat's lists of days off have neither; `holidays` 0.108 has both among the public ones."""
    labour = {"2021-05-01", "2021-05-03", "2022-05-01", "2022-05-02", "2023-05-01", "2024-05-01", "2025-05-01"}
    assert not labour & of("public", "government")
    assert labour | {"2026-05-01"} == of("labour")
    assert labour < of("public", "labour")
    assert of("labour", "government") == of("labour") | of("government")


def test_offices_are_closed_on_the_royal_ploughing_day_of_each_year() -> None:
    days = {"2021-05-10", "2022-05-13", "2023-05-17", "2024-05-10", "2025-05-09", "2026-05-13"}
    assert of("government") == days
    assert not days & of("public")
    assert days < of("public", "government")


def test_a_day_on_which_two_days_off_fall_has_both_names() -> None:
    both = calendar_days(2023, 2023, frozenset({"public", "government"}))[date(2023, 6, 5)]
    assert "ชดเชยวันเฉลิมพระชนมพรรษา" in both.th
    assert "ชดเชยวันวิสาขบูชา" in both.th
    assert both.en == "HM Queen Suthida's Birthday (in lieu), Visakha Bucha (in lieu)"


def test_the_weekend_of_new_year_2566_was_made_up_for_on_one_day() -> None:
    """`holidays` 0.108 has 3 January 2023, too; the lists of the cabinet and of the Bank of Thailand have not."""
    assert {day for day in of("public") if day.startswith("2023-01-0")} == {"2023-01-01", "2023-01-02"}
    assert {day for day in of("public", years=(2017, 2017)) if day.startswith("2017-01-0")} == {
        "2017-01-01",
        "2017-01-02",
        "2017-01-03",  # there both were made up for
    }


def test_a_correction_adds_a_day_with_its_name_and_concerns_only_its_category(tmp_path: Path) -> None:
    table = tmp_path / "corrections.toml"
    table.write_text(
        '[[days]]\nday = 2026-11-27\noff = true\ncategory = "government"\n'
        'name = { th = "วันหยุดพิเศษ", en = "Special holiday" }\nsource = "invented for this test"\n',
        "utf-8",
    )
    day = date(2026, 11, 27)
    assert calendar_days(2026, 2026, frozenset({"government"}), table)[day].en == "Special holiday"
    assert day not in calendar_days(2026, 2026, frozenset({"public"}), table)
    assert day not in calendar_days(2025, 2025, frozenset({"government"}), table)


def test_each_correction_names_its_source() -> None:
    text = CORRECTIONS.read_text("utf-8")
    assert text.count("[[days]]") == text.count("\nsource = ")


def test_a_span_of_which_the_calendar_knows_only_what_can_be_worked_out_is_told() -> None:
    last = known_to()
    assert last >= 2026
    assert unknown_from(date(last, 1, 1), date(last, 12, 31)) is None
    assert unknown_from(date(last, 6, 1), date(last + 1, 3, 31)) == date(last + 1, 1, 1)
    assert unknown_from(date(last + 2, 6, 1), date(last + 2, 9, 1)) == date(last + 2, 6, 1)
    assert load(FOLDER).unknown_from is None


@pytest.fixture
def with_holidays(tmp_path: Path) -> Callable[[str], Programme]:
    def made(line: str) -> Programme:
        text = (FOLDER / "programme.toml").read_text("utf-8")
        text = text.replace('holidays = ["public", "government"]', line, 1)
        folder = tmp_path / "changed"
        folder.mkdir(exist_ok=True)
        (folder / "programme.toml").write_text(text, "utf-8")
        for part in ("forms", "words"):
            if not (folder / part).exists():
                (folder / part).symlink_to(FOLDER / part)
        return load(folder)

    return made


def test_the_folder_says_which_categories_are_days_off(with_holidays: Callable[[str], Programme]) -> None:
    offices, banks, none = (
        with_holidays(f"holidays = {said}") for said in ('["public", "government"]', '["public", "labour"]', "[]")
    )
    assert with_holidays("").reporting == offices.reporting  # what is not said is what offices have
    labour, ploughing = date(2023, 5, 1), date(2023, 5, 17)
    assert [one.is_working_day(labour) for one in (offices, banks, none)] == [True, False, True]
    assert [one.is_working_day(ploughing) for one in (offices, banks, none)] == [False, True, True]
    assert [len(one.expected_days(one.start, one.end)) for one in (offices, banks, none)] == [111, 111, 120]
