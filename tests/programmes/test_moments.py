"""The grammar of `at` and `window`, and the instants that follow from CAST's calendar."""

from datetime import date, datetime, time, timedelta

import pytest

from programmes import Holiday, Label, Programme, load
from programmes.bangkok import BANGKOK
from programmes.moments import moments_of, moments_when
from programmes.when import Dated, Recurring, read_when, read_window, window_end
from tests.programmes.test_cast_2566 import FOLDER


@pytest.fixture(scope="module")
def cast() -> Programme:
    return load(FOLDER)


def instants(programme: Programme, words: str) -> list[str]:
    """What a rule's time comes to: `2023-07-12 17:30 day:2023-07-12`."""
    return [f"{moment.at:%Y-%m-%d %H:%M} {moment.subject}" for moment in moments_when(programme, read_when(words))]


def days(programme: Programme, words: str) -> list[str]:
    return [found.split()[0] for found in instants(programme, words)]


# ── the grammar ──


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("14 days before each phase starts, 09:00", Dated("phase", None, "starts", timedelta(-14), time(9))),
        ("1 day before phase 2 starts, 09:00", Dated("phase", "2", "starts", timedelta(-1), time(9))),
        ("2 weeks before phase 2 starts 09:00", Dated("phase", "2", "starts", timedelta(-14), time(9))),
        ("the day phase 2 ends, 18:30", Dated("phase", "2", "ends", timedelta(0), time(18, 30))),
        ("3 days after phase 4 ends, 10:00", Dated("phase", "4", "ends", timedelta(3), time(10))),
        ("the day each stage changes, 09:00", Dated("stage", None, "changes", timedelta(0), time(9))),
        (
            "the day form feedback7 is half over, 09:00",
            Dated("form", "feedback7", "is half over", timedelta(0), time(9)),
        ),
        ("The day  each Evaluation closes, 09:00", Dated("evaluation", None, "closes", timedelta(0), time(9))),
        ("each working day 17:30 while reporting", Recurring(None, time(17, 30), "while reporting")),
        ("each working day 08:30 after a reporting day", Recurring(None, time(8, 30), "after a reporting day")),
        ("each Monday 09:00 after a reporting week", Recurring(0, time(9), "after a reporting week")),
        ("Friday 15:30", Recurring(4, time(15, 30), None)),
    ],
)
def test_words_mean_what_they_say(words: str, meant: object) -> None:
    assert read_when(words) == meant


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("tomorrow", "no time of the programme"),
        ("each working day", "no time of the programme"),
        ("the day each phase starts", "no time of the programme"),
        ("each day 17:30", "no time of the programme"),
        ("the day each phase opens, 09:00", "it never opens"),
        ("the day form feedback7 ends, 09:00", "it never ends"),
        ("the day phase starts, 09:00", "which phase"),
        ("the day each phase 2 starts, 09:00", "which phase"),
        ("each working day 09:00 after a reporting week", "after a reporting day"),
        ("each Monday 09:00 after a reporting day", "after a reporting week"),
        ("the day each phase starts, 24:00", "hour must be in 0..23"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_what_could_be_said(words: str, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        read_when(words)


@pytest.mark.parametrize(
    ("words", "due", "until"),
    [
        ("3 hours", "2023-07-12 09:00", "2023-07-12 12:00"),
        ("45 minutes", "2023-07-12 23:30", "2023-07-13 00:15"),
        ("2 days", "2023-07-12 09:00", "2023-07-14 09:00"),
        ("until 20:30", "2023-07-12 17:30", "2023-07-12 20:30"),
        ("until 1 day later 17:00", "2023-07-12 18:30", "2023-07-13 17:00"),
        ("Until 3 days later 12:00", "2023-07-14 15:30", "2023-07-17 12:00"),
    ],
)
def test_a_window_ends_after_a_span_or_at_an_hour(words: str, due: str, until: str) -> None:
    at = datetime.fromisoformat(due).replace(tzinfo=BANGKOK)
    assert f"{window_end(read_window(words), at):%Y-%m-%d %H:%M}" == until


@pytest.mark.parametrize("words", ["a while", "3", "until noon", "2 months", "until 1 day 17:00"])
def test_a_window_that_is_none_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="no window"):
        read_window(words)


# ── CAST's calendar ──


def test_phases_are_told_two_weeks_and_three_days_ahead_and_on_the_day(cast: Programme) -> None:
    assert instants(cast, "14 days before each phase starts, 09:00") == [
        "2023-05-22 09:00 phase:1",
        "2023-06-19 09:00 phase:2",
        "2023-11-18 09:00 phase:3",
        "2023-12-02 09:00 phase:4",
    ]
    assert days(cast, "3 days before each phase starts, 09:00") == [
        "2023-06-02",
        "2023-06-30",
        "2023-11-29",
        "2023-12-13",
    ]
    assert days(cast, "the day each phase starts, 09:00") == ["2023-06-05", "2023-07-03", "2023-12-02", "2023-12-16"]
    assert days(cast, "the day each phase ends, 09:00") == ["2023-06-11", "2023-12-01", "2023-12-15", "2023-12-22"]


def test_only_a_move_within_a_phase_is_a_change_of_stage(cast: Programme) -> None:
    assert instants(cast, "the day each stage changes, 09:00") == ["2023-07-17 09:00 stage:target"]
    assert instants(cast, "3 days before each stage changes, 09:00") == ["2023-07-14 09:00 stage:target"]
    assert days(cast, "the day each stage starts, 09:00") == ["2023-07-03", "2023-07-17", "2023-12-02"]


def test_forms_and_evaluations_open_are_half_over_and_close(cast: Programme) -> None:
    assert instants(cast, "the day each form opens, 09:00") == ["2023-07-17 09:00 form:feedback7"]
    assert instants(cast, "the day each form is half over, 09:00") == ["2023-09-23 09:00 form:feedback7"]
    assert instants(cast, "the day each form closes, 09:00") == ["2023-12-01 09:00 form:feedback7"]
    assert instants(cast, "the day each evaluation opens, 09:00") == [
        "2023-11-20 09:00 evaluation:phase_2",
        "2023-12-04 09:00 evaluation:phase_3",
        "2023-12-04 09:00 evaluation:final",
    ]
    assert days(cast, "the day each evaluation is half over, 09:00") == ["2023-11-25", "2023-12-09", "2023-12-12"]
    assert days(cast, "the day each evaluation closes, 09:00") == ["2023-12-01", "2023-12-15", "2023-12-20"]


def test_each_working_day_while_reporting_is_103_days_and_8(cast: Programme) -> None:
    found = days(cast, "each working day 17:30 while reporting")
    assert len([day for day in found if day <= "2023-12-01"]) == 103
    assert len([day for day in found if day > "2023-12-01"]) == 8
    assert (found[0], found[-1]) == ("2023-07-03", "2023-12-15")


OFF = ["07-28", "07-31", "08-01", "08-02", "08-14", "10-13", "10-23", "12-05", "12-11"]


@pytest.mark.parametrize("off", OFF)
def test_nothing_that_comes_every_day_or_week_comes_on_a_holiday(cast: Programme, off: str) -> None:
    for words in (
        "each working day 17:30",
        "each working day 17:30 while reporting",
        "each working day 08:30 after a reporting day",
        "each Friday 15:30 while reporting",
        "each Monday 09:00",
    ):
        assert f"2023-{off}" not in days(cast, words)


def test_nothing_that_comes_every_day_comes_in_the_gap_and_only_what_reports_counts(cast: Programme) -> None:
    gap = {(cast.phase(1).end + timedelta(n)).isoformat() for n in range(1, 22)}
    assert gap.isdisjoint(days(cast, "each working day 17:30"))
    assert "2023-06-06" in days(cast, "each working day 17:30")  # training days are working days
    assert "2023-06-06" not in days(cast, "each working day 17:30 while reporting")
    assert "2023-12-18" not in days(cast, "each working day 17:30 while reporting")


def test_the_morning_after_is_the_next_working_day_and_names_the_day_it_is_about(cast: Programme) -> None:
    found = instants(cast, "each working day 08:30 after a reporting day")
    assert len(found) == 111  # one for every day on which an entry is expected
    assert found[0] == "2023-07-04 08:30 day:2023-07-03"
    assert "2023-07-10 08:30 day:2023-07-07" in found  # over a weekend
    assert "2023-08-03 08:30 day:2023-07-27" in found  # over two holidays, a weekend and two more
    assert "2023-12-06 08:30 day:2023-12-04" in found
    assert found[-1] == "2023-12-18 08:30 day:2023-12-15"


def test_weeks_are_told_on_the_monday_after_or_the_first_working_day_when_that_is_off(cast: Programme) -> None:
    found = instants(cast, "each Monday 09:00 after a reporting week")
    assert found[0] == "2023-07-10 09:00 week:2023-07-03"
    assert found[-1] == "2023-12-18 09:00 week:2023-12-11"
    told = [moment.split()[2] for moment in found]
    weeks = [cast.phase(2).start + timedelta(weeks=n) for n in range(24)]
    assert told == [f"week:{monday}" for monday in weeks]  # each week once, none left out
    assert "2023-08-03 09:00 week:2023-07-24" in found  # Monday to Wednesday are holidays
    assert "2023-08-15 09:00 week:2023-08-07" in found
    assert "2023-10-24 09:00 week:2023-10-16" in found
    assert "2023-12-12 09:00 week:2023-12-04" in found


def test_a_holiday_declared_late_takes_its_day_out_of_what_recurs(cast: Programme) -> None:
    late = Holiday(day=date(2023, 9, 4), name=Label(th="วันหยุดพิเศษ", en="Special holiday"))
    changed = cast.with_holidays([late])
    assert "2023-09-04" not in days(changed, "each working day 17:30 while reporting")
    assert "2023-09-05 08:30 day:2023-09-01" in instants(changed, "each working day 08:30 after a reporting day")
    assert "2023-09-05 09:00 week:2023-08-28" in instants(changed, "each Monday 09:00 after a reporting week")
    whole = [rule for rule in changed.reminders if not any(when.recurs for when in rule.whens)]
    assert [moments_of(changed, rule) for rule in whole] == [moments_of(cast, rule) for rule in whole]


def test_another_date_is_another_occurrence(cast: Programme) -> None:
    (moment,) = moments_when(cast, read_when("the day phase 2 starts, 09:00"))
    assert moment.key == "phase:2@2023-07-03T09:00"
    assert moment.day == date(2023, 7, 3)


def test_what_starts_on_a_day_off_may_be_told_on_the_working_day_before(cast: Programme) -> None:
    """Phases 3 and 4 start on Saturdays. Phase 1 starts on a Monday that is a holiday: the day before is a Sunday."""
    told = days(cast, "the day each phase starts, 09:00, or the day before")
    assert told == ["2023-06-05", "2023-07-03", "2023-12-01", "2023-12-15"]
