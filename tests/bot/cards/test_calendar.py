"""The month card: every day in its weekday's column, to be opened once it has come."""

from datetime import date, timedelta

import pytest

from bot.cards.month import MARKS, DayCell, MonthCard, month_card, month_title
from bot.line.limits import check
from bot.postback import OpenDay, ShowMonth
from tests.bot.cards.test_cards import ENGLISH, THAI, inside


def month_of(first: date, mark: str, **values):
    days = [first + timedelta(days=offset) for offset in range(31)]
    cells = tuple(DayCell(day, mark, 2) for day in days if day.month == first.month)
    return month_card(MonthCard(first, cells, first, 3, 20, **values), THAI)


def weeks(message):
    return [part["contents"] for part in message["contents"]["body"]["contents"] if len(part.get("contents", ())) == 7][
        1:
    ]


@pytest.mark.parametrize("first", [date(2023, month, 1) for month in range(6, 13)])
def test_every_day_stands_under_its_weekday(first):
    for week in weeks(month_of(first, "filled")):
        for column, cell in enumerate(week):
            if cell["type"] == "box":
                day = first.replace(day=int(cell["contents"][0]["text"]))
                assert day.isoweekday() % 7 == column  # Sunday first, as printed Thai calendars


@pytest.mark.parametrize("mark", MARKS)
def test_every_mark_is_legal_and_only_days_to_come_cannot_be_opened(mark):
    message = month_of(date(2023, 8, 1), mark)
    assert check([message]) == []
    opened = {part["data"] for part in inside(message["contents"]) if "data" in part}
    assert opened == (set() if mark == "future" else {OpenDay(f"2023-08-{day:02}").pack() for day in range(1, 32)})


def test_neighbouring_months_are_offered_where_there_are_any_over_the_turn_of_the_year_too():
    message = month_of(date(2023, 12, 1), "filled", earlier=True, later=True)
    data = [item["action"].get("data") for item in message["quickReply"]["items"]]
    assert data[:2] == [ShowMonth("2023-11").pack(), ShowMonth("2024-01").pack()]
    message = month_of(date(2024, 1, 1), "filled", earlier=True)
    assert message["quickReply"]["items"][0]["action"]["data"] == ShowMonth("2023-12").pack()


def test_the_alternative_text_names_the_missing_days():
    message = month_of(date(2023, 7, 1), "missing")
    assert "ยังไม่มีบันทึก: 1, 2, 3" in message["altText"]


def test_months_are_named_in_the_era_of_the_language():
    assert month_title(date(2023, 7, 1), THAI) == "กรกฎาคม 2566"
    assert month_title(date(2023, 7, 1), ENGLISH) == "July 2023"
