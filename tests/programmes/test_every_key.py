"""Whatever stands at any key of a programme's file, it is named at that key, and nothing raises."""

import tomllib
from collections.abc import Iterator
from copy import deepcopy
from datetime import date, time
from pathlib import Path
from random import Random
from typing import Any

import pytest

from programmes.file_shape import read_content, where_of
from programmes.toml_lines import Place, lines_of

FILE = Path(__file__).parents[2] / "programmes" / "cast-2566" / "programme.toml"
GOOD: dict[str, Any] = tomllib.loads(FILE.read_text("utf-8"))
WORDS_OF_TIME = ("at", "window", "rides")
FREE = ("file", "distinct", "sector_question", "difficulty_questions", "who_question", "follow_up_question")
NAMES = ("also_written", "roster_headings")  # any text may stand there


def places(value: Any, place: Place = ()) -> Iterator[Place]:
    """Yield every key, table and item of the file."""
    if place:
        yield place
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for part, one in inner:
        yield from places(one, (*place, part))


def each_kind() -> list[Place]:
    """Return one place of each kind: of equal tables the first, of texts in two languages those of the first name."""
    found: dict[tuple[str, ...], Place] = {}
    for place in places(GOOD):
        if place[-1] in ("th", "en") and place[0] != "short_name":
            continue
        found.setdefault(tuple("#" if isinstance(part, int) else part for part in place), place)
    return list(found.values())


def value_at(content: dict[str, Any], place: Place) -> Any:
    found: Any = content
    for part in place:
        found = found[part]
    return found


def changed(content: dict[str, Any], place: Place, value: Any) -> dict[str, Any]:
    found = deepcopy(content)
    value_at(found, place[:-1])[place[-1]] = value
    return found


def wrong_value(value: Any, place: Place) -> Any:
    """Return a value of the right type that may not stand there, or None if any may."""
    names = [part for part in place if isinstance(part, str)]
    if isinstance(value, bool) or type(value) is time:
        return None
    if isinstance(value, int):
        return -1
    if type(value) is date:
        return value.replace(year=value.year + 543)
    if isinstance(value, str):
        blank = names[-1] in (*FREE, *NAMES, "th", "en")
        return "whenever" if names[-1] in WORDS_OF_TIME else " " if blank else "Not One!"
    return None


def named_at(content: dict[str, Any], where: str) -> bool:
    """Return whether a problem is told at a key, or inside of it."""
    found = [problem[0] for problem in read_content(content).problems]
    return any(one == where or one.startswith((f"{where}[", f"{where}.")) for one in found)


@pytest.mark.parametrize("how", ["type", "value"])
def test_a_wrong_value_is_named_at_its_key(how: str) -> None:
    silent = []
    for place in each_kind():
        value = value_at(GOOD, place)
        wrong = wrong_value(value, place) if how == "value" else "x" if isinstance(value, dict) else {"x": 1}
        free = how == "value" and place[0] in ("papers", "contact", "retention") and isinstance(value, str)
        if wrong is not None and not free and not named_at(changed(GOOD, place, wrong), where_of(place)):
            if place[-2:-1] == ("at",) and named_at(changed(GOOD, place, wrong), where_of(place[:-1])):
                continue  # one of several times is told at all of them, with its words
            silent.append((where_of(place), wrong))
    assert silent == []


def test_a_key_that_is_missing_is_named_where_it_is_needed() -> None:
    silent = []
    for place in each_kind():
        content = deepcopy(GOOD)
        del value_at(content, place[:-1])[place[-1]]
        found = read_content(content).problems
        if "missing" in [one[2] for one in found if len(one) == 4 and one[0] == where_of(place)]:
            continue
        if not isinstance(place[-1], int) and found and not {one[0] for one in found} - {where_of(place[:-1])}:
            continue  # told of the table that needs it, such as a reminder without text or card
        if found and all(len(one) == 4 and one[2] == "missing" for one in found):
            silent.append(where_of(place))  # something else is said to be missing
    assert silent == []
    needed = {"start", "phases", "phases[0].end", "stages[0].mentor_role", "reminders[0].window", "retention.raw_hours"}
    told = set()
    for where in needed:
        content = deepcopy(GOOD)
        place = next(one for one in places(GOOD) if where_of(one) == where)
        del value_at(content, place[:-1])[place[-1]]
        told |= {one[0] for one in read_content(content).problems if len(one) == 4 and one[2] == "missing"}
    assert needed == told


def test_an_unknown_key_in_any_table_is_named_with_the_key_that_is_most_like_it() -> None:
    for place in each_kind():
        table = value_at(GOOD, place)
        if isinstance(table, dict):
            known = next(iter(table))
            content = changed(GOOD, (*place, f"{known}x"), 1)
            told = {one[0]: one[3]["nearest"] for one in read_content(content).problems if len(one) == 4}
            assert told == {where_of((*place, f"{known}x")): known if len(known) > 1 else told.popitem()[1]}


def test_faults_of_every_kind_are_told_at_once() -> None:
    content = deepcopy(GOOD)
    content["capacity"] = "many"  # of the wrong type, so that nothing could be compared with it
    content["phases"][1]["start"] = date(2023, 6, 10)  # overlaps
    content["phases"][2]["owner"] = "provincal"  # nobody
    content["stages"][0]["area_level"] = "village"
    content["reviews"]["deputy_after"] = 2
    content["evaluation"]["rounds"][2]["raters"][1]["weight"] = 70
    content["reminders"][0]["at"] = "the day phase 9 ends, 09:00"
    content["reminders"][2]["window"] = "a while"
    content["reminders"][4]["text"] = []
    del content["forms"][0]["closes"]
    content["plan"]["check_in_day"] = 31
    content["cordinator"] = 1
    told = {one[0]: one for one in read_content(content).problems}
    assert set(told) == {
        "capacity",
        "phases[1].start",
        "phases[2].owner",
        "stages[0].area_level",
        "reviews.deputy_after",
        "evaluation.rounds[2].raters",
        "reminders[0].at[0]",
        "reminders[2].window",
        "reminders[4]",
        "forms[0].closes",
        "plan.check_in_day",
        "cordinator",
    }
    assert told["phases[2].owner"][3]["nearest"] == "provincial"  # type: ignore[misc]


def test_several_faults_at_random_are_each_told() -> None:
    chance = Random(2566)
    kinds = [place for place in each_kind() if isinstance(value_at(GOOD, place), date | int | list)]
    for _ in range(4):
        chosen = chance.sample(kinds, 4)
        content = deepcopy(GOOD)
        kept = [one for one in chosen if not any(one != two and one[: len(two)] == two for two in chosen)]
        for place in kept:
            value_at(content, place[:-1])[place[-1]] = {"x": 1}
        assert all(named_at(content, where_of(place)) for place in kept), kept


def test_every_key_has_the_line_on_which_it_stands() -> None:
    text = FILE.read_text("utf-8")
    lines, written = lines_of(text), text.splitlines()
    assert set(lines) == set(places(GOOD))
    for place, line in lines.items():
        if isinstance(place[-1], str) and place[-1] not in ("th", "en"):
            assert place[-1] in written[line - 1], place


def test_lines_are_found_around_strings_comments_and_nested_tables() -> None:
    text = (
        'a = """one\n# no comment, [[no.table]]\n"""\n# [[b]]\n[[b]]\nc = [ # several lines\n  1,\n  { d = "}]" },\n]\n'
        "'e f'.g = 1\n[b.h]\ni = 2\n[[b]]\nc = []\n[b.h]\ni = '''\n3'''\nk = 1979-05-27 # day"
    )
    tomllib.loads(text)
    lines = lines_of(text)
    assert set(lines) == set(places(tomllib.loads(text)))
    assert [lines[place] for place in (("a",), ("b",), ("b", 0, "c"), ("b", 0, "c", 1, "d"))] == [1, 5, 6, 8]
    assert [lines[place] for place in (("b", 0, "e f", "g"), ("b", 0, "h", "i"), ("b", 1), ("b", 1, "h", "k"))] == [
        10,
        12,
        13,
        18,
    ]
