"""The days of development plans: check-ins each month, follow-ups after the end, on working days."""

from datetime import date

import pytest

from bot.settings import ROOT
from programmes import Holiday, Label, Programme, load
from programmes.plans import months_later


@pytest.fixture(scope="module")
def cast() -> Programme:
    return load(ROOT / "programmes" / "cast-2566")


def test_a_check_in_is_on_its_day_of_each_month_or_the_next_working_day(cast: Programme) -> None:
    assert [day for _, day in cast.check_ins] == [
        date(2023, 7, 25),
        date(2023, 8, 25),
        date(2023, 9, 25),
        date(2023, 10, 25),
        date(2023, 11, 27),  # the 25th is a Saturday; December's lies after the end
    ]


def test_a_holiday_that_is_declared_late_moves_them(cast: Programme) -> None:
    late = Holiday(day=date(2023, 8, 25), name=Label(th="วันหยุดพิเศษ", en="special holiday"))
    assert dict(cast.with_holidays([late]).check_ins)["2023-08"] == date(2023, 8, 28)


def test_follow_ups_are_three_and_six_months_after_the_end_on_working_days(cast: Programme) -> None:
    assert cast.follow_ups == [("3", date(2024, 3, 22)), ("6", date(2024, 6, 24))]


def test_a_month_without_that_day_ends_on_its_last(cast: Programme) -> None:
    assert months_later(date(2023, 11, 30), 3) == date(2024, 2, 29)
    assert months_later(date(2023, 12, 22), 1) == date(2024, 1, 22)


def test_what_is_judged_can_be_developed(cast: Programme) -> None:
    keys = [one.key for one in cast.competencies]
    assert keys[:6] == [one.key for one in cast.evaluation.judged]
    assert len(keys) == len(set(keys)) == 12
