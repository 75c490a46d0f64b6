"""The demo's cohort is the same every time, and its week looks like one."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from demo.cohort import TypedMessage, history
from demo.make_roster import COLUMNS, make_roster, write
from programmes import Programme, load
from programmes.bangkok import BANGKOK
from services.roster import Roster, read_roster
from thai.context import Context
from thai.understand import understand

FOLDER = Path(__file__).parents[2] / "programmes" / "cast-2566"


@pytest.fixture(scope="module")
def cast() -> Programme:
    return load(FOLDER)


@pytest.fixture(scope="module")
def roster(cast: Programme) -> Roster:
    return read_roster(FOLDER / "roster.example.csv", cast)


def test_the_example_roster_is_what_the_script_writes(cast: Programme, tmp_path: Path) -> None:
    write(make_roster(cast), tmp_path / "roster.csv")
    assert (tmp_path / "roster.csv").read_bytes() == (FOLDER / "roster.example.csv").read_bytes()


def test_nobody_in_the_cohort_shares_a_full_name(cast: Programme) -> None:
    rows = make_roster(cast)
    assert set().union(*rows) <= set(COLUMNS)
    participants = [row["name"] for row in rows if row["role"] == "participant"]
    others = {row["name"] for row in rows if row["role"] != "participant"}
    assert len(set(participants)) == 76
    assert not others & set(participants)


def test_some_chiefs_change_in_october_and_some_have_deputies(roster: Roster) -> None:
    joining = [row for row in roster.rows if row.from_day == date(2023, 10, 1)]
    leaving = [row for row in roster.rows if row.to_day == date(2023, 9, 30)]
    assert {row.area for row in joining} == {row.area for row in leaving}
    assert len(joining) == 10
    assert {row.name for row in joining} & {row.name for row in leaving}  # who changed places
    assert sum(row.deputy is not None for row in roster.rows) == 4


def test_the_same_seed_tells_the_same_week(cast: Programme, roster: Roster) -> None:
    assert history(roster.rows, cast, 1) == history(roster.rows, cast, 1)
    assert history(roster.rows, cast, 1) != history(roster.rows, cast, 2)


@pytest.mark.parametrize("seed", [1, 2, 2566])
def test_most_days_are_reported_and_some_are_missing(cast: Programme, roster: Roster, seed: int) -> None:
    typed = history(roster.rows, cast, seed)
    assert [message.at for message in typed] == sorted(message.at for message in typed)
    days = Counter(message.at.date() for message in typed)
    assert min(days) == date(2023, 7, 3)
    assert max(days) == date(2023, 7, 11)
    assert all(40 <= count <= 85 for day, count in days.items() if cast.is_expected(day))
    assert all(count <= 20 for day, count in days.items() if not cast.is_expected(day))
    assert all(message.at.tzinfo is BANGKOK and 7 <= message.at.hour < 21 for message in typed)
    first = [message for message in typed if message.row.id == "P01"]
    assert {day for day in days if cast.is_expected(day)} <= {message.at.date() for message in first}


def test_no_piece_of_a_sentence_is_left_open(cast: Programme, roster: Roster) -> None:
    texts = [message.text for message in history(roster.rows, cast, 7)]
    assert not [text for text in texts if "{" in text or "  " in text or text != text.strip()]
    assert len(set(texts)) > len(texts) * 0.9


def test_what_they_type_is_understood_as_field_work_in_their_own_district(cast: Programme, roster: Roster) -> None:
    typed = history(roster.rows, cast, 2566)

    def context(message: TypedMessage) -> Context:
        return Context(message.at, "participant", message.row.placements["pilot"], programme=cast)

    understood = [(message, understand(message.text, context(message))) for message in typed]
    work = [(message, meant) for message, meant in understood if meant.intent == "log_activity"]
    assert len(work) >= 0.97 * len(typed)
    at_home = [
        meant
        for message, meant in work
        if any(place.code and place.code.startswith(message.row.placements["pilot"]) for place in meant.slots.places)
    ]
    assert len(at_home) >= 0.95 * len(work)
    assert sum(bool(meant.slots.sectors) for _, meant in work) >= 0.9 * len(work)
