"""The day of an entry: as said, in either era and in Thai digits; a day that cannot be is said, and asked for."""

from datetime import date, datetime
from pathlib import Path

import pytest

from tests.running_bot import SOMCHAI, RunningBot, start_running_bot
from tests.scenarios.many_people import ManyPeople, entries_of, everything_in, only_entry, words_of

WORK = "ลงพื้นที่บ้านหนองบัว ประชุมกับผู้ใหญ่บ้าน 12 คน"


@pytest.mark.parametrize(
    ("said", "day"),
    [
        (f"วันนี้{WORK}", date(2023, 7, 12)),
        (WORK, date(2023, 7, 12)),
        (f"เมื่อวาน{WORK}", date(2023, 7, 11)),
        (f"จันทร์ที่แล้ว{WORK}", date(2023, 7, 10)),
        (f"10 ก.ค. 66 {WORK}", date(2023, 7, 10)),
        (f"๕/๗/๒๕๖๖ {WORK}", date(2023, 7, 5)),
        (f"2023-07-06 {WORK}", date(2023, 7, 6)),
    ],
)
def test_a_day_said_is_the_day_of_the_entry_and_echoed_in_full(hamlet: ManyPeople, said: str, day: date) -> None:
    phone = hamlet.participant()
    phone.says(said)
    (card,) = phone.hears(1)
    entry = only_entry(hamlet.running, phone)
    assert entry.day == day
    assert f"{day.day} ก.ค. 2566" in words_of(card)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (f"31 มิ.ย. 66 {WORK}", "31 มิ.ย."),
        (f"20 ก.ค. 66 {WORK}", "ยังมาไม่ถึง"),
        (f"20 มิ.ย. 66 {WORK}", "28 มิ.ย. 2566"),
        (f"4 มิ.ย. 66 {WORK}", "ยังไม่เริ่ม"),
    ],
)
def test_a_day_that_cannot_be_is_said_and_nothing_is_recorded_before_the_answer(
    hamlet: ManyPeople, said: str, why: str
) -> None:
    phone = hamlet.participant()
    phone.says(said)
    assert why in words_of(phone.hears(1)[0])
    assert entries_of(hamlet.running, phone) == []
    phone.says("เมื่อวาน")
    (card,) = phone.hears(1)
    assert (only_entry(hamlet.running, phone).day, only_entry(hamlet.running, phone).words) == (date(2023, 7, 11), said)
    assert "11 ก.ค. 2566" in words_of(card)


def test_a_day_too_long_ago_is_said_with_the_first_day_that_can_be(running_on_sqlite: RunningBot) -> None:
    phone = running_on_sqlite.joined(SOMCHAI)
    running_on_sqlite.line.clock(set="2023-07-25T10:00:00+07:00")
    phone.says(f"10 ก.ค. {WORK}")
    (asked,) = phone.hears(1)
    assert "14 วัน" in words_of(asked)
    assert "11 ก.ค. 2566" in words_of(asked)
    phone.says("11 ก.ค.")
    assert "11 ก.ค. 2566" in words_of(phone.hears(1)[0])
    assert [entry.day for entry in entries_of(running_on_sqlite, phone)] == [date(2023, 7, 11)]


def test_an_entry_just_after_midnight_is_the_new_days(running_on_sqlite: RunningBot) -> None:
    phone = running_on_sqlite.joined(SOMCHAI)
    running_on_sqlite.line.clock(set="2023-07-13T00:05:00+07:00")
    phone.says(WORK)
    phone.hears(1)
    assert only_entry(running_on_sqlite, phone).day == date(2023, 7, 13)


def test_an_entry_of_a_day_in_the_gap_is_a_note_and_says_so(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    phone.says(f"1 ก.ค. 66 {WORK}")
    (card,) = phone.hears(1)
    entry = only_entry(hamlet.running, phone)
    assert (entry.day, entry.state, entry.note) == (date(2023, 7, 1), "note", "gap")
    assert "ระหว่างพักของโครงการ" in everything_in(card)


def test_an_entry_moved_into_the_gap_is_a_note_and_moved_back_it_counts(village: ManyPeople) -> None:
    phone = village.participant()
    phone.says(WORK)
    phone.hears(1)
    entry = only_entry(village.running, phone)
    phone.taps(f"day?activity={entry.id}", params={"date": "2023-07-01"})
    assert "ระหว่างพักของโครงการ" in everything_in(phone.hears(1)[0])
    assert (only_entry(village.running, phone).state, only_entry(village.running, phone).note) == ("note", "gap")
    phone.taps(f"day?activity={entry.id}", params={"date": "2023-07-03"})
    phone.hears(1)
    assert (only_entry(village.running, phone).state, only_entry(village.running, phone).note) == ("submitted", None)


def test_a_deleted_note_comes_back_as_a_note(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    phone.says(f"1 ก.ค. 66 {WORK}")
    phone.hears(1)
    phone.taps_label("ลบ")
    phone.hears(1)
    assert only_entry(hamlet.running, phone).state == "deleted"
    phone.taps_label("เลิกลบ")
    phone.hears(1)
    assert only_entry(hamlet.running, phone).state == "note"


@pytest.mark.parametrize("when", ["before", "after"])
def test_outside_the_programme_an_entry_is_a_note_without_reproach(
    when: str, migrated_sqlite: Path, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'castbot.db'}"
    (tmp_path / "castbot.db").write_bytes(migrated_sqlite.read_bytes())
    start = "2023-05-30T10:00:00+07:00" if when == "before" else "2024-12-20T10:00:00+07:00"
    with start_running_bot(url, tmp_path, start=datetime.fromisoformat(start)) as running:
        phone = running.joined(SOMCHAI)
        phone.says(WORK)
        heard = phone.hears(1)
        entry = only_entry(running, phone)
    assert (entry.state, entry.note, entry.day.isoformat()) == ("note", when, start[:10])
    assert len(heard) == 1
