"""CAST 2566 as its file states it, against the dates of its documents."""

import pickle
from datetime import date, time, timedelta
from pathlib import Path

import geothai
import pytest

from programmes import Holiday, Label, Programme, load

FOLDER = Path(__file__).parents[2] / "programmes" / "cast-2566"


@pytest.fixture(scope="module")
def cast() -> Programme:
    return load(FOLDER)


def test_its_file_may_be_named_instead_of_its_folder(cast: Programme) -> None:
    assert load(FOLDER / "programme.toml") == cast


@pytest.mark.parametrize(
    ("day", "phase", "stage", "gap", "outside"),
    [
        ("2023-06-04", None, None, False, "before"),
        ("2023-06-05", 1, None, False, None),
        ("2023-06-11", 1, None, False, None),
        ("2023-06-12", None, None, True, None),
        ("2023-07-02", None, None, True, None),
        ("2023-07-03", 2, "pilot", False, None),
        ("2023-07-14", 2, "pilot", False, None),
        ("2023-07-16", 2, "pilot", False, None),  # the Sunday before the target district
        ("2023-07-17", 2, "target", False, None),
        ("2023-12-01", 2, "target", False, None),
        ("2023-12-02", 3, "province", False, None),
        ("2023-12-15", 3, "province", False, None),
        ("2023-12-16", 4, None, False, None),
        ("2023-12-22", 4, None, False, None),
        ("2023-12-23", None, None, False, "after"),
    ],
)
def test_every_edge_lies_where_the_documents_put_it(
    cast: Programme, day: str, phase: int | None, stage: str | None, gap: bool, outside: str | None
) -> None:
    on = date.fromisoformat(day)
    found_phase, found_stage = cast.phase_on(on), cast.stage_on(on)
    assert (found_phase and found_phase.number) == phase
    assert (found_stage and found_stage.key) == stage
    assert cast.gap_on(on) is gap
    assert cast.outside(on) == outside


@pytest.mark.parametrize(
    ("day", "week"),
    [
        ("2023-07-03", (1, 22)),
        ("2023-07-12", (2, 22)),
        ("2023-07-17", (3, 22)),
        ("2023-12-01", (22, 22)),
        ("2023-12-02", (1, 2)),
        ("2023-12-15", (2, 2)),
        ("2023-06-08", (1, 1)),
        ("2023-06-20", None),
    ],
)
def test_weeks_count_from_the_first_day_of_a_phase(cast: Programme, day: str, week: tuple[int, int] | None) -> None:
    assert cast.week_on(date.fromisoformat(day)) == week


def test_103_days_are_expected_in_phase_2_and_8_in_phase_3(cast: Programme) -> None:
    second, third = cast.phase(2), cast.phase(3)
    assert len(cast.expected_days(second.start, second.end)) == 103
    assert len(cast.expected_days(third.start, third.end)) == 8
    assert len(cast.expected_days(date(2000, 1, 1), date(2100, 1, 1))) == 111
    assert cast.expected_days(second.end, second.start) == []


def test_weekday_holidays_of_the_reporting_phases_are_these(cast: Programme) -> None:
    days = [cast.phase(2).start + timedelta(n) for n in range((cast.phase(3).end - cast.phase(2).start).days + 1)]
    off = [day.isoformat() for day in days if day.weekday() < 5 and not cast.is_working_day(day)]
    assert off == [
        "2023-07-28",
        "2023-07-31",
        "2023-08-01",
        "2023-08-02",
        "2023-08-14",
        "2023-10-13",
        "2023-10-23",
        "2023-12-05",
        "2023-12-11",
    ]


def test_nothing_is_expected_in_training_in_the_gap_or_on_a_weekend(cast: Programme) -> None:
    for day in ("2023-06-06", "2023-06-20", "2023-07-08", "2023-08-01", "2023-12-18", "2024-01-10"):
        assert not cast.is_expected(date.fromisoformat(day)), day
    assert cast.is_expected(date(2023, 7, 12))


def test_a_holiday_has_a_name_in_both_languages(cast: Programme) -> None:
    assert "อาสาฬหบูชา" in (cast.holiday_name(date(2023, 8, 1), "th") or "")
    assert cast.holiday_name(date(2023, 8, 1), "en") == "Asarnha Bucha"
    assert cast.holiday_name(date(2023, 7, 12), "th") is None


def test_a_holiday_declared_late_is_no_longer_expected(cast: Programme) -> None:
    day = date(2023, 9, 4)
    late = cast.with_holidays([Holiday(day=day, name=Label(th="วันหยุดพิเศษ", en="Special holiday"))])
    assert cast.is_expected(day)
    assert not late.is_expected(day)
    assert late.holiday_name(day, "en") == "Special holiday"
    assert len(late.expected_days(late.start, late.end)) == 110


def test_a_copy_in_another_process_does_not_ask_the_calendar_again(
    cast: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = pickle.dumps(cast.with_holidays(()))
    monkeypatch.setattr("programmes.definition.all_holidays", lambda *_: pytest.fail("the calendar was asked"))
    copy = pickle.loads(sent)
    day = date(2023, 9, 4)
    late = copy.with_holidays([Holiday(day=day, name=Label(th="วันหยุดพิเศษ", en="Special holiday"))])
    assert copy == cast
    assert "อาสาฬหบูชา" in (late.holiday_name(date(2023, 8, 1), "th") or "")
    assert not late.is_expected(day)


def test_what_comes_next_is_known_from_any_day(cast: Programme) -> None:
    stage = cast.next_stage(date(2023, 7, 12))
    assert stage is not None
    assert stage.key == "target"
    assert cast.next_stage(date(2023, 12, 2)) is None


def test_sectors_and_tags_have_the_keys_that_are_understood(cast: Programme) -> None:
    sectors = "government religious academic private civil_society people media"
    relief = "security order drugs disaster poverty vulnerable air_pollution housing volunteer_disaster welfare"
    wellbeing = (
        "home_garden wet_waste three_r waste_market water livelihood"
        " sustainable_village volunteer_develop health education one_plan lessons"
    )
    assert [sector.key for sector in cast.sectors] == sectors.split()
    assert [tag.key for tag in cast.tags] == f"{relief} {wellbeing}".split()
    assert cast.tag("wet_waste").label("th") == "ถังขยะเปียกลดโลกร้อน"
    assert cast.sector("religious").label("en") == "religious leaders"
    with pytest.raises(KeyError):
        cast.tag("nothing")


def test_pilot_districts_carry_their_official_codes(cast: Programme) -> None:
    areas = cast.stage("pilot").areas
    assert len(areas) == 10
    for area in areas:
        district = geothai.district(area.code)
        assert district is not None
        province = geothai.province(district.province_code)
        assert province is not None
        assert area.name.th == f"อำเภอ{district.name_th} จังหวัด{province.name_th}"


def test_the_final_evaluation_is_20_and_80(cast: Programme) -> None:
    final = cast.evaluation.rounds[-1]
    assert (final.key, final.phase) == ("final", 4)
    assert {kind.key: kind.weight for kind in final.raters} == {"executive": 20, "partner": 80}
    assert cast.round_days(final) == (date(2023, 12, 4), date(2023, 12, 20))
    assert cast.round_days(cast.round("phase_2")) == (date(2023, 11, 20), date(2023, 12, 1))


@pytest.mark.parametrize(
    ("clock", "quiet"), [("20:29", False), ("20:30", True), ("02:00", True), ("07:29", True), ("07:30", False)]
)
def test_quiet_hours_pass_midnight(cast: Programme, clock: str, quiet: bool) -> None:
    assert cast.quiet_hours.hold(time.fromisoformat(clock)) is quiet


def test_its_forms_are_asked_of_whom_and_when_the_documents_say(cast: Programme) -> None:
    assert [(form.key, form.role, form.about) for form in cast.forms] == [
        ("feedback7", "participant", None),
        ("mentor_weekly", "mentor", "participant"),
        ("eval_phase_2", "mentor", "participant"),
        ("eval_phase_3", "mentor", "participant"),
        ("eval_final", "rater", "participant"),
    ]
    feedback = cast.form("feedback7")
    assert (feedback.wanted, feedback.distinct) == (len(cast.sectors), "sector")
    assert [feedback.open_on(day) for day in (date(2023, 7, 2), date(2023, 7, 3), date(2023, 12, 1))] == [
        False,
        True,
        True,
    ]
    assert cast.form("eval_phase_2").open_on(cast.phase(2).end)
    assert cast.form("eval_phase_3").open_on(cast.phase(3).end)
