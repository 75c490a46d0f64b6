"""The pilot districts of 2565 as their documents state them, and what is said of a file whose units contradict."""

import csv
import io
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from demo.make_teams import COLUMNS, make_teams, to_be_chosen
from programmes import Programme, ProgrammeError, load
from programmes.units import Units
from services.roster import read_roster

FOLDER = Path(__file__).parents[2] / "programmes" / "pilot-2565"
GOOD = (FOLDER / "programme.toml").read_text("utf-8")
PILOT = load(FOLDER)


def units_of(programme: Programme) -> Units:
    assert programme.units is not None
    return programme.units


def test_its_tree_has_the_clusters_provinces_and_districts_of_the_documents() -> None:
    units = units_of(PILOT)
    assert Counter(unit.level for unit in units.tree) == {"cluster": 18, "province": 76, "district": 152}
    assert all(one.code.startswith(one.parent or "-") for one in units.teams)
    clusters = [unit.code for unit in units.tree if unit.level == "cluster"]
    inside = [code for cluster in clusters for code in units.within(cluster)]
    assert sorted(unit.code for unit in units.teams) == sorted(code for code in inside if len(code) == 4)
    chosen = to_be_chosen(PILOT, units)  # of two a province that may apply
    assert (units.seats_a_team * len(chosen), len(units.seats)) == (760, 10)
    call, rounds = PILOT.call("join"), PILOT.selections
    assert (call.opens.month, call.closes.month) == (5, 6)
    assert call.closes < rounds[0].opens < rounds[0].closes < rounds[1].opens
    assert [(one.answered, one.after, one.group, one.places) for one in rounds] == [
        ("join", None, "province", 1), (None, "province", "cluster", 1), (None, "cluster", None, 9),
    ]  # fmt: skip


def test_its_targets_are_those_of_the_documents() -> None:
    forums = PILOT.forums
    assert forums is not None
    wanted = forums.wanted_of(units_of(PILOT))
    assert (forums.people, len(wanted)) == (15000, 18)
    assert len({next(iter(units_of(PILOT).above(one.parent or ""))).code for one in wanted}) == 18  # one a cluster
    assert [step.people for step in PILOT.steps if step.people] == [760, 856, 1800, 15000]
    assert [(step.first.month, step.last.month) for step in PILOT.steps] == [
        (5, 5), (5, 6), (6, 7), (6, 7), (6, 9), (6, 9), (8, 11), (11, 11), (12, 12),
    ]  # fmt: skip
    assert PILOT.expected_days(date(2022, 5, 1), date(2022, 12, 31)) == []


def test_a_unit_is_called_by_its_name_its_code_or_with_its_province() -> None:
    units = units_of(PILOT)
    for words in ("แม่ใจ", "อำเภอแม่ใจ", "อ.แม่ใจ จ.พะเยา", "อำเภอแม่ใจ จังหวัดพะเยา", "5607", "Mae Chai"):
        assert [unit.code for unit in units.called(words)] == ["5607"], words
    assert [unit.code for unit in units.called("กลุ่มจังหวัดภาคเหนือตอนบน 2")] == ["north-upper-2"]
    assert units.called("ที่ไหนสักแห่ง") == []


def test_its_example_roster_has_everybody_and_is_the_same_every_time() -> None:
    made = make_teams(PILOT, units_of(PILOT))
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(made)
    assert (FOLDER / "roster.example.csv").read_text("utf-8-sig") == written.getvalue()
    rows = read_roster(FOLDER / "roster.example.csv", PILOT).rows
    assert Counter(row.role for row in rows)["participant"] == 760 + 76  # and who applies for the others
    assert sum(str(row.scope).startswith("agency:") for row in rows) == 96
    whole = {unit.code for unit in to_be_chosen(PILOT, units_of(PILOT))}
    held = {unit.code: {row.seat for row in rows if row.unit == unit.code} for unit in units_of(PILOT).teams}
    assert {len(seats) for code, seats in held.items() if code in whole} == {10}
    assert [seats for code, seats in held.items() if code not in whole] == [{"chief"}] * 76


@pytest.mark.parametrize(
    ("old", "new", "where", "why"),
    [
        ('team = "district"', 'team = "village"', "units.team", "no level"),
        ('parent = "56" }', 'parent = "5607" }', "units.list", "is not above"),
        ('parent = "56" }', 'parent = "99" }', "units.list", "no unit of the list has the key '99'"),
        ('code = "5607", level = "district"', 'code = "5699", level = "district"', "units.list", "needs a name"),
        ('code = "5607", level = "district"', 'code = "5607", level = "town"', "units.list", "no level"),
        ('{ code = "57", level', '{ code = "56", level', "units.list", "second time"),
        ('key = "deputy_chief"', 'key = "chief"', "units.seats[1].key", "second time"),
        ('said = ["ปลัด"]', 'said = ["นอภ."]', "units.seats[1].said", "of the seat chief already"),
        ("09-30\npeople = 15000\n", "05-30\npeople = 15000\n", "forums.last", "before"),
        ('chosen_in = "cluster"', 'chosen_in = "clusters"', "forums.chosen_in", "cluster"),
        ("held_by = [", 'held_by = ["56", ', "forums.held_by[0]", "no unit of the level district"),
        ('counts = "seats"', 'counts = "heads"', "steps[1].counts", "heads"),
        ('group = "cluster"\nchosen', 'group = "village"\nchosen', "selections[1].group", "no level"),
        ('answered = "join"', 'answered = "joined"', "selections[0].answered", "no [[calls]]"),
        ('answered = "join"', 'answered = "join"\ncall = "join"', "selections[0]", "judges either"),
        ('chosen_in = "province"', 'chosen_in = "provinces"', "units.chosen_in", "no [[selections]]"),
        ("chosen = 1\n", "", "selections[0].chosen", "by the awards"),
        ('jury = ["plans"]', 'jury = ["nobody"]', "selections[0].jury[0]", "no [[owners]]"),
        ('after = "cluster"', 'after = "contest"', "selections[2].after", "no selection before"),
        ("closes = 2022-07-29", "closes = 2022-06-29", "selections[1].closes", "before it opens"),
        ('key = "good"', 'key = "excellent"', "selections[2].awards[2].key", "second time"),
        ('owner = "damrong"\npeople', 'owner = "nobody"\npeople', "steps[4].owner", "no [[owners]]"),
        ("number = 9\nname = { th = \"เวทีสรุป", "number = 8\nname = { th = \"เวทีสรุป", "steps[8].number", "second time"),
    ],
)  # fmt: skip
def test_a_contradiction_is_said_with_its_key_and_reason(
    tmp_path: Path, old: str, new: str, where: str, why: str
) -> None:
    assert old in GOOD
    shutil.copytree(FOLDER / "words", tmp_path / "words")
    (tmp_path / "programme.toml").write_text(GOOD.replace(old, new, 1), "utf-8")
    with pytest.raises(ProgrammeError) as refused:
        load(tmp_path)
    said = [one for one in refused.value.problems if f": {where}" in one]
    assert any(why in one for one in said), refused.value.problems
