"""The Talent Team of 2561 as its document states it, the rules of calls, and what is said of files that are wrong."""

import csv
import io
import shutil
from datetime import date
from pathlib import Path

import pytest

from demo.make_teams import COLUMNS, make_teams
from programmes import ProgrammeError, load
from programmes.calls import CallRule, holds
from programmes.sections import Label

FOLDER = Path(__file__).parents[2] / "programmes" / "talent-2561"
GOOD = (FOLDER / "programme.toml").read_text("utf-8")
TALENT = load(FOLDER)
WHY = Label(th="เพราะ", en="because")


def test_twelve_units_send_two_people_five_one_and_each_one_or_two_projects() -> None:
    units = TALENT.units
    assert units is not None
    people, projects = TALENT.call("team"), TALENT.call("projects")
    numbers = [people.numbers_of(unit) for unit in people.asked_of(units)]
    assert (numbers.count((2, 2)), numbers.count((1, 1)), len(numbers)) == (12, 5, 17)
    assert {projects.numbers_of(unit) for unit in projects.asked_of(units)} == {(1, 2)}
    assert [call.closes for call in TALENT.calls] == [date(2018, 2, 28)] * 2
    topics = projects.fields[0].choices
    assert [sum(one.under == theme for one in topics) for theme in dict.fromkeys(one.under for one in topics)] == [4, 5]


def test_its_example_roster_has_a_contact_for_each_unit_and_is_the_same_every_time() -> None:
    units = TALENT.units
    assert units is not None
    made = make_teams(TALENT, units)
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(made)
    assert (FOLDER / "roster.example.csv").read_text("utf-8-sig") == written.getvalue()
    assert sum(row["role"] == "participant" for row in made) == 17


@pytest.mark.parametrize(
    ("value", "said", "right"),
    [
        ("1968-06-05", {"most_years": 55}, True),  # 55 on that day
        ("1968-06-04", {"most_years": 55}, False),  # and a day
        ("2020-06-05", {"least_years": 3}, True),
        ("2020-06-06", {"least_years": 3}, False),
    ],
)
def test_years_are_full_years_on_the_day_of_the_rule(value: str, said: dict[str, int], right: bool) -> None:
    assert holds(CallRule(field="day", reason=WHY, on=date(2023, 6, 5), **said), value) is right


def test_who_is_born_on_29_february_is_a_year_older_on_1_march() -> None:
    rule = CallRule(field="born", reason=WHY, on=date(2023, 2, 28), least_years=3)
    assert [holds(rule, "2020-02-29"), holds(rule.model_copy(update={"on": date(2023, 3, 1)}), "2020-02-29")] == [
        False,
        True,
    ]


def test_words_and_latest_days_are_rules_too() -> None:
    level = CallRule(field="level", reason=WHY, one_of=("ชำนาญการพิเศษ",))
    assert [holds(level, word) for word in ("ชำนาญการ พิเศษ", "ชำนาญการ")] == [True, False]
    latest = CallRule(field="done", reason=WHY, latest=date(2019, 2, 28))
    assert [holds(latest, day) for day in ("2019-02-28", "2019-03-01")] == [True, False]


@pytest.mark.parametrize(
    ("old", "new", "where", "why"),
    [
        ("closes = 2018-02-28", "closes = 2018-02-19", "calls[0].closes", "before it opens"),
        ("opens = 2018-02-20", "opens = 2018-02-01", "calls[0].opens", "2018-02-01"),
        ('answered_by = ["contact"]', 'answered_by = ["chief"]', "calls[0].answered_by[0]", "no seat of [units]"),
        ("least = 2\nmost = 2", "least = 3\nmost = 2", "calls[0].most", "less than the least"),
        ('units = ["support"', 'units = ["nobody"', "calls[0].numbers[0].units[0]", "no unit of the level"),
        ('becomes = "member"', 'form = "proposal"', "calls[0].form", "[[forms]]"),
        ('kind = "choice"', 'kind = "text"', "calls[1].fields[0].choices", "kind choice"),
        ('key = "benefit"', 'key = "done"', "calls[1].fields[2].key", "second time"),
        ('key = "position"', 'key = "name"', "calls[0].fields[0].key", "another key"),
        ('field = "done"', 'field = "end"', "calls[1].rules[0].field", "no field of the call"),
        ('field = "done"', 'field = "topic"', "calls[1].rules[0].field", "is no day"),
        ('field = "done"', 'field = "benefit"', "calls[1].rules[0].field", "not required"),
        ("latest = 2019-02-28", "most_years = 55", "calls[1].rules[0].on", "years need it"),
        ("latest = 2019-02-28\n", "", "calls[1].rules[0]", "says either"),
        ('said = ["ตำแหน่ง"]', 'said = ["ตำแหน่ง"]\ncolumn = "born"', "calls[0].fields[0].kind", "is a day"),
        ('at = "2 days before each call', 'at = "2 days before call crew', "reminders[1].at", "call crew"),
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
    assert any(why in one for one in refused.value.problems if f": {where}" in one), refused.value.problems
