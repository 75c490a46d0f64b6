"""Somebody moves: two lines of one person, each of which holds on its days."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.settings import ROOT
from locales.texts import Texts
from programmes import Programme, load
from services.roster import RosterErrors, RosterRow, read_roster
from services.roster.placing import DatedPlace, places_of
from tests.placements import placements
from tests.services.roster.roster_lines import participant

Save = Callable[..., Path]
CAST = load(ROOT / "programmes" / "cast-2566")
AUGUST, SEPTEMBER, OCTOBER = date(2023, 8, 31), date(2023, 9, 1), date(2023, 10, 1)
AREAS = ("8015", "5601", "4001")


@pytest.fixture
def texts() -> Texts:
    return Texts.load(ROOT / "locales")


def line(target: str, first: date | None = None, last: date | None = None, pilot: str = "5607") -> RosterRow:
    return RosterRow(
        2, "P1", "กานดา ทุ่งทอง", "participant", "กรมที่ดิน", None, placements(pilot, target, target[:2]),
        from_day=first, to_day=last,
    )  # fmt: skip


def test_two_dated_lines_are_one_person_who_works_in_each_place_on_its_days(save: Save, cast: Programme) -> None:
    before = participant(to="31/8/2566", phase3_province="")
    after = participant(
        from_="1 ก.ย. 2566", pilot_district="", target_district="เมืองพะเยา พะเยา", phase3_province="พะเยา"
    )
    rows = read_roster(save(before, after), cast).rows
    assert places_of(rows, cast) == {
        DatedPlace("pilot", "5607"),
        DatedPlace("target", "8015", None, date(2023, 8, 31)),
        DatedPlace("target", "5601", SEPTEMBER, None),
        DatedPlace("province", "56"),
    }


def test_an_undated_second_line_is_refused_with_the_cells_and_the_day_that_are_missing(
    save: Save, cast: Programme, texts: Texts
) -> None:
    after = participant(from_="1/9/2566", target_district="เมืองพะเยา พะเยา")
    with pytest.raises(RosterErrors) as refused:
        read_roster(save(participant(), after), cast)
    (said,) = refused.value.say(texts.in_language("th"))
    assert said.startswith("แถว 3 คอลัมน์ “from” ค่า “1/9/2566”:")
    assert "ที่คอลัมน์ “ถึง” ของแถว 2 คือ 31 ส.ค. 2566" in said
    assert "ที่คอลัมน์ “ตั้งแต่” ของแถว 3" in said
    with pytest.raises(RosterErrors) as refused:
        read_roster(save(participant(), participant(target_district="เมืองพะเยา พะเยา")), cast)
    assert "“ถึง” ของแถว 2 และ" in refused.value.say(texts.in_language("th"))[0]


def test_a_file_with_more_lines_than_may_be_is_refused_before_they_are_read(save: Save, cast: Programme) -> None:
    path = save(participant(role="nonsense"), participant("มาลี ดอนแก้ว"), participant("นภา เมฆขาว"))
    with pytest.raises(RosterErrors) as refused:
        read_roster(path, cast, most=2)
    assert [one.key for one in refused.value.problems] == ["roster-too-many"]


def test_days_without_any_line_are_mentioned(save: Save, cast: Programme, texts: Texts) -> None:
    before, after = participant(to="31/8/2566", phase3_province=""), participant(from_="11/9/2566", pilot_district="")
    (notice, *_) = read_roster(save(before, after), cast).notices
    said = notice.say(texts.in_language("th"))
    assert said.startswith("แถว 3: กานดา ทุ่งทอง ไม่มีแถวสำหรับ 1 ก.ย. 2566 ถึง 10 ก.ย. 2566")
    weekend = participant(to="1/9/2566", phase3_province=""), participant(from_="4/9/2566", pilot_district="")
    assert "roster-gap" not in {one.key for one in read_roster(save(*weekend), cast).notices}


def test_areas_that_a_mover_has_left_need_no_mentor_any_more(save: Save, cast: Programme) -> None:
    chief = {"name": "ณรงค์ ต้นกล้า", "role": "mentor", "area": "อ.ขนอม จ.นครศรีธรรมราช", "to": "31/8/2566"}
    before = participant(to="31/8/2566", phase3_province="")
    after = participant(from_="1/9/2566", pilot_district="", target_district="เมืองพะเยา พะเยา", phase3_province="พะเยา")
    without = [one.args["area"] for one in read_roster(save(before, after, chief), cast).notices]
    assert not any("ขนอม" in str(area) for area in without)
    assert any("เมืองพะเยา" in str(area) for area in without)


@pytest.mark.parametrize(
    ("lines", "places"),
    [
        ([line("8015"), ], [("8015", None, None)]),
        ([line("8015", last=date(2023, 8, 31)), line("8015", SEPTEMBER)], [("8015", None, None)]),  # another post
        (
            [line("8015", last=AUGUST), line("5601", SEPTEMBER, date(2023, 9, 30)), line("8015", OCTOBER)],
            [("8015", None, AUGUST), ("5601", SEPTEMBER, date(2023, 9, 30)), ("8015", OCTOBER, None)],
        ),  # and back
        (
            [line("8015", last=date(2023, 8, 20)), line("5601", SEPTEMBER)],
            [("8015", None, date(2023, 8, 31)), ("5601", SEPTEMBER, None)],
        ),  # a gap: the mentor before answers what is open
        (
            [line("5601", SEPTEMBER), line("8015", last=AUGUST)],
            [("8015", None, AUGUST), ("5601", SEPTEMBER, None)],
        ),
        ([line("8015", last=date(2023, 7, 7)), line("5601", date(2023, 7, 10))], [("5601", None, None)]),
        ([line("8015", last=date(2023, 7, 7))], [("8015", None, None)]),  # who left has the place of the file
    ],
    ids=["one", "same-place", "back", "gap", "in-any-order", "before-the-stage", "left"],
)  # fmt: skip
def test_of_a_stage_exactly_one_place_holds_on_any_day(
    lines: list[RosterRow], places: list[tuple[str, date | None, date | None]]
) -> None:
    assert {one for one in places_of(lines, CAST) if one.stage == "target"} == {
        DatedPlace("target", *one) for one in places
    }


def test_a_move_inside_the_pilot_weeks_leaves_the_other_stages_alone() -> None:
    first, second = line("8015", last=date(2023, 7, 7)), line("8015", date(2023, 7, 8), pilot="4001")
    assert places_of([first, second], CAST) == {
        DatedPlace("pilot", "5607", None, date(2023, 7, 7)),
        DatedPlace("pilot", "4001", date(2023, 7, 8), None),
        DatedPlace("target", "8015"),
        DatedPlace("province", "80"),
    }


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9), st.sampled_from(AREAS)), min_size=1, max_size=5))
def test_whatever_the_lines_each_holds_on_its_days_and_some_place_on_all(parts: list[tuple[int, int, str]]) -> None:
    rows, day = [], date(2023, 6, 20)
    for length, gap, area in parts:
        first = day + timedelta(days=gap)
        day = first + timedelta(days=length + 1)
        rows.append(line(area, first, day - timedelta(days=1)))
    target = CAST.stage("target")
    held = [one for one in places_of(rows, CAST) if one.stage == "target"]
    for day in (target.start + timedelta(days=offset) for offset in range(-20, 200)):
        (there,) = [one for one in held if (one.from_day or day) <= day <= (one.to_day or day)]
        own = [row for row in rows if row.span[0] <= day <= row.span[1] and target.start <= day <= target.end]
        assert [row.placements["target"] for row in own] in ([], [there.area])
