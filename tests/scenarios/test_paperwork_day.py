"""Somebody of whom nobody has heard is asked on one card, and one tap records a day in the office."""

from bot.postback import PaperworkDay
from tests.databases import on_sqlite
from tests.running_bot import PRAYUN, SOMCHAI, RunningBot
from tests.scenarios.many_people import entries_of, everything_in, only_entry

WORDS = "งานเอกสารในสำนักงาน"


@on_sqlite
def test_one_tap_or_the_label_records_a_day_once(running: RunningBot) -> None:
    somchai = running.joined(SOMCHAI)
    tuesday = PaperworkDay("2023-07-11").pack()
    somchai.taps(tuesday)
    assert WORDS in everything_in(somchai.hears(1)[0])
    entry = only_entry(running, somchai)
    assert (entry.day.isoformat(), entry.words, entry.state) == ("2023-07-11", WORDS, "submitted")
    somchai.taps(tuesday)  # once more: the day is shown
    assert "อังคาร 11 ก.ค. 2566" in everything_in(somchai.hears(1)[0])
    somchai.says(WORDS)
    somchai.hears(1)
    assert [one.day.isoformat() for one in entries_of(running, somchai)] == ["2023-07-11", "2023-07-12"]


@on_sqlite
def test_an_old_card_and_somebody_else_record_nothing(running: RunningBot) -> None:
    somchai, mentor = running.joined(SOMCHAI), running.joined(PRAYUN)
    for day, said in (("2023-06-20", "เกินกำหนด"), ("2023-02-31", "ของเก่า")):
        somchai.taps(PaperworkDay(day).pack())
        assert said in everything_in(somchai.hears(1)[0])
    mentor.taps(PaperworkDay("2023-07-11").pack())
    mentor.hears(1)
    assert entries_of(running, somchai) == entries_of(running, mentor) == []
