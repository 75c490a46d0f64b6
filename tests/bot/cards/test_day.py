"""The day card: any number of entries of any length fits, and each of the first ten can be opened by its number."""

from datetime import date

from bot.cards.day import DayActivity, DayCard, day_card
from bot.line.limits import check
from bot.postback import OpenActivity
from tests.bot.cards.test_cards import THAI, inside

DAY = date(2023, 7, 12)


def test_many_long_entries_fit_and_say_how_many_more_there_are():
    entries = tuple(DayActivity(number, "ก่" * 2500, 10, ("ที่" * 900,), 3) for number in range(1, 31))
    message = day_card(DayCard(DAY, entries), THAI)
    assert check([message]) == []
    assert any("20 รายการ" in part["text"] for part in inside(message["contents"]) if part.get("type") == "text")
    replies = [item["action"]["data"] for item in message["quickReply"]["items"]]
    assert replies[:10] == [OpenActivity(number).pack() for number in range(1, 11)]


def test_a_day_without_entries_says_so_and_how_to_add_one():
    message = day_card(DayCard(DAY, (), "วันเข้าพรรษา", can_be_told=True), THAI)
    said = [part["text"] for part in inside(message["contents"]) if part.get("type") == "text"]
    assert said == ["วันเข้าพรรษา", "พุธ 12 ก.ค. 2566", THAI("day-empty"), THAI("day-empty-hint"), THAI("day-tell")]
    closed = [part.get("text") for part in inside(day_card(DayCard(DAY, ()), THAI)["contents"])]
    assert THAI("day-empty-closed") in closed
    assert THAI("day-tell") not in closed
