"""The overview, everybody's days, sectors and comparisons: their numbers against counts made from raw rows."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest
from flask import render_template
from sqlalchemy import insert, text

from bot.dashboard import pages
from models.activities.activities import Activity, ActivityState
from models.coordination import scopes
from models.forms.answers import Answer
from models.forms.forms import FormVersion
from models.forms.submissions import Submission, SubmissionState
from models.people import leave
from scheduler.counting import EntryCounter
from services.dashboard.days import DayOutcome, mark_of
from services.dashboard.heat import HeatCell, HeatMap, heat_of_everybody
from services.dashboard.sectors import last_met
from services.dashboard.weeks import weeks_of
from services.roster.applying import apply_roster
from services.roster.rows import RosterRow
from services.summaries.expected_people import expected_people
from tests.dashboard.browser import DESK, PHONE, looked_at, open_signed_in
from tests.dashboard.conftest import Web, on_a_socket, started
from tests.databases import on_sqlite
from tests.placements import placements
from tests.running_bot import KANDA, MAE_CHAI, MALEE, MUEANG_PHAYAO, PHAYAO, PRAYUN, SOMCHAI
from tests.simulator.browsing import Browsing

THURSDAY = datetime.fromisoformat("2023-08-10T16:00:00+07:00")
DAY = timedelta(days=1)
HOLIDAYS = ("2023-07-28", "2023-07-31", "2023-08-01", "2023-08-02")  # of the five weeks of these tests
SECTORS = ("government", "religious", "academic", "private", "civil_society", "people", "media")
MORE = [
    RosterRow(10 + number, f"P{number}", f"ผู้เข้าร่วม คนที่{number}", "participant", "กรมที่ดิน", "นักวิชาการ",
              placements(MAE_CHAI if number % 2 else MUEANG_PHAYAO, MAE_CHAI, PHAYAO))
    for number in range(3, 12)
]  # fmt: skip

CELL = ("expected", "recorded")


@pytest.fixture
def season(database_url: str, tmp_path: Path) -> Iterator[Web]:
    """Eleven people, six weeks of entries and leave by chance."""
    with started(database_url, tmp_path, THURSDAY) as web:
        filled(web)
        yield web


def filled(web: Web) -> None:
    chance, now = Random(7), web.bot.clock.now()
    with web.database.write() as session:
        apply_roster(session, MORE, web.bot.programme, now)
        participants = [
            row.person_id
            for row in session.execute(text("SELECT person_id FROM membership WHERE role = 'participant' ORDER BY 1"))
        ]
        rows = []
        for person_id in participants:
            for number in range(38):  # from 3 July; Saturdays and holidays too, which count for nobody's share
                day = date(2023, 7, 3) + number * DAY
                for _ in range(chance.choice((0, 0, 1, 1, 1, 2))):
                    at = datetime.fromisoformat(f"{day}T12:00:00+07:00")
                    met = ",".join(sorted(chance.sample(SECTORS, chance.randrange(3)), key=SECTORS.index)) or None
                    state = chance.choice((*ActivityState, ActivityState.APPROVED))
                    rows.append(
                        {"person_id": person_id, "chat_key": "x", "day": day, "state": state, "sectors_met": met,
                         "opened_at": at, "latest_at": at, "created_at": at, "updated_at": at}
                    )  # fmt: skip
        session.execute(insert(Activity), rows)
        for person_id in participants[:4]:
            first = date(2023, 7, 10) + chance.randrange(20) * DAY
            leave.grant(session, person_id, first, first + 2 * DAY, said_by=person_id, now=now)
    EntryCounter(web.database).count_again()


def counted_by_hand(web: Web, first: date, last: date) -> tuple[int, int]:
    """Expected days and those with a report, from raw rows, person by person and day by day."""
    with web.database.read() as session:
        participants = [
            row[0] for row in session.execute(text("SELECT person_id FROM membership WHERE role = 'participant'"))
        ]
        entries = {
            (row[0], str(row[1]))
            for row in session.execute(
                text("SELECT person_id, day FROM activity WHERE state NOT IN ('note', 'deleted')")
            )
        }
        leaves = [
            (row[0], str(row[1]), str(row[2]))
            for row in session.execute(text("SELECT person_id, from_day, to_day FROM leave WHERE cancelled_at IS NULL"))
        ]
    expected = reported = 0
    for number in range((last - first).days + 1):
        day = first + number * DAY
        if day.weekday() > 4 or str(day) in HOLIDAYS:
            continue
        for person in participants:
            if not any(who == person and start <= str(day) <= end for who, start, end in leaves):
                expected += 1
                reported += (person, str(day)) in entries
    return expected, reported


def test_each_week_counts_the_days_that_were_expected_and_reported(season: Web) -> None:
    with season.database.read() as session:
        everybody = scopes.of_scopes([scopes.ALL], season.bot.programme)
        weeks = weeks_of(session, season.bot.programme, everybody, THURSDAY.date(), 8)
    assert [week.first for week in weeks] == [date(2023, 7, 3) + number * 7 * DAY for number in range(6)]
    assert [week.is_over for week in weeks] == [True] * 5 + [False]
    for week in weeks:
        last = min(week.last, THURSDAY.date() - DAY)
        assert (week.expected, week.reported) == counted_by_hand(season, week.first, last), week.first


def test_a_week_of_a_scope_has_its_own_people_only(season: Web) -> None:
    with season.database.read() as session:
        land = scopes.of_scopes(["agency:กรมที่ดิน"], season.bot.programme)
        others = scopes.of_scopes(["agency:กรมการปกครอง"], season.bot.programme)
        whole = scopes.of_scopes([scopes.ALL], season.bot.programme)
        found = [weeks_of(session, season.bot.programme, one, THURSDAY.date(), 1)[0] for one in (land, others, whole)]
    assert found[0].expected + found[1].expected == found[2].expected
    assert found[0].reported + found[1].reported == found[2].reported
    assert found[1].expected == 3  # one person, from Monday to Wednesday


@pytest.mark.parametrize("most", [32, 3])
def test_the_picture_of_everybody_has_the_days_counted_by_hand(season: Web, most: int) -> None:
    programme, last = season.bot.programme, THURSDAY.date()
    days = [last - (13 - number) * DAY for number in range(14)]

    def heat(scope: str) -> HeatMap:
        with season.database.read() as session:
            access = scopes.of_scopes([scope], programme)
            roll = expected_people(session, access, days[0], days[-1])
            made = heat_of_everybody(session, programme, access, roll, sorted(roll.people), days, most)
        assert made is not None
        return made

    whole, parts = heat(scopes.ALL), [heat(f"agency:{name}") for name in ("กรมที่ดิน", "กรมการปกครอง")]
    assert (len(whole.rows), whole.a_row) == ((11, 1) if most == 32 else (3, 4))
    for place, day in enumerate(days):
        expected = HeatCell(*counted_by_hand(season, day, day))
        assert whole.days[place] == expected, day
        assert HeatCell(*(sum(getattr(one.days[place], name) for one in parts) for name in CELL)) == expected, day
        assert sum(row[place].recorded for row in whole.rows) == expected.recorded


def test_the_page_shows_the_numbers_that_were_counted_by_hand(season: Web) -> None:
    page = season.signed_in(KANDA).reads("/app")
    for first in (date(2023, 7, 3), date(2023, 7, 24)):
        expected, reported = counted_by_hand(season, first, first + 6 * DAY)
        assert f"{reported}/{expected}" in page
    cells = counted_by_hand(season, THURSDAY.date() - 13 * DAY, THURSDAY.date())[0]
    assert page.partition('class="heat"')[2].partition("</svg>")[0].count("<rect") == cells  # a row a person


def test_a_form_that_is_open_says_how_many_have_finished_it(season: Web) -> None:
    """The feedback is wanted of seven sectors: who has it of six, or of one seven times, has not finished it."""
    with season.database.write() as session:
        form = FormVersion(
            key="feedback7", number=1, version="1", title="x", file_name="x", source=b"", fingerprint="x", xform="",
            changes={}, published_by="programme", published_at=THURSDAY,
        )  # fmt: skip
        session.add(form)
        session.flush()
        number = count(1)
        for name, sectors in ((SOMCHAI, SECTORS), (MALEE, SECTORS[:6]), (MORE[0].name, SECTORS[:1] * 7)):
            for sector in sectors:
                given = {"person_id": season.person_id(name)}
                one = Submission(
                    instance_id=f"uuid:{next(number)}", form_id=form.id, form_key="feedback7", day=date(2023, 8, 1),
                    state=SubmissionState.SUBMITTED, started_at=THURSDAY, updated_at=THURSDAY, **given,
                )  # fmt: skip
                session.add(one)
                session.flush()
                session.add(
                    Answer(submission_id=one.id, key="sector", path="sector", value=sector, given=True,
                           answered_at=THURSDAY, **given)
                )  # fmt: skip
    people = 2 + len(MORE)
    assert f"ส่งครบแล้ว 1/{people} คน" in season.signed_in(KANDA).reads("/app")
    assert "/app/forms/feedback7" not in season.signed_in(PRAYUN).reads("/app")  # forms are for coordinators


@on_sqlite
def test_others_can_store_while_a_page_is_written(season: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """A SQLite without WAL stores nothing while somebody reads."""
    drawn = []

    def written(*named: str, **values: Any) -> str:
        drawn.append((named, values["visitor"].session.in_transaction()))
        return render_template(*named, **values)

    monkeypatch.setattr(pages, "render_template", written)
    kanda = season.signed_in(KANDA)
    for path in ("/app", "/app/whole", "/app/days", "/app/entries"):
        kanda.reads(path)
    assert [is_reading for _, is_reading in drawn] == [False] * 4


def test_the_last_day_on_which_a_sector_was_met_is_that_of_the_newest_entry_that_counts(season: Web) -> None:
    with season.database.read() as session:
        everybody = scopes.of_scopes([scopes.ALL], season.bot.programme)
        ids = [row[0] for row in session.execute(text("SELECT person_id FROM membership WHERE role = 'participant'"))]
        found = last_met(session, everybody, ids, date(2023, 7, 3), THURSDAY.date())
        rows = session.execute(
            text("SELECT person_id, day, sectors_met FROM activity WHERE state NOT IN ('note', 'deleted')")
        ).all()
    by_hand: dict[tuple[int, str], str] = {}
    for person, day, met in rows:
        for sector in (met or "").split(","):
            if sector:
                by_hand[person, sector] = max(str(day), by_hand.get((person, sector), ""))
    assert {(one, key): str(day) for one, met in found.items() for key, day in met.items()} == by_hand


@pytest.mark.parametrize(
    ("states", "more", "mark"),
    [
        ((), {}, DayOutcome.MISSING),
        ((), {"is_over": False}, DayOutcome.OPEN),
        ((), {"on_leave": True}, DayOutcome.LEAVE),
        ((), {"is_expected": False}, DayOutcome.FREE),
        ((), {"is_over": False, "is_ahead": True}, DayOutcome.FREE),
        ((ActivityState.APPROVED,), {"is_expected": False}, DayOutcome.APPROVED),
        ((ActivityState.APPROVED, ActivityState.SUBMITTED), {}, DayOutcome.RECORDED),
        ((ActivityState.RESUBMITTED, ActivityState.RETURNED), {}, DayOutcome.RETURNED),
        ((ActivityState.SUBMITTED,), {"on_leave": True}, DayOutcome.RECORDED),
    ],
)
def test_a_day_has_the_mark_of_what_waits_for_somebody_first(
    states: tuple[ActivityState, ...], more: dict[str, bool], mark: DayOutcome
) -> None:
    asked = {"is_expected": True, "on_leave": False, "is_over": True, "is_ahead": False} | more
    assert mark_of(states, **asked) == mark


def test_a_mentor_sees_the_people_in_their_care_and_a_province_only_its_own(season: Web) -> None:
    prayun, kanda = season.signed_in(PRAYUN), season.signed_in(KANDA)
    assert MALEE in prayun.reads("/app/days")  # who works in Prayun's district since 17 July
    assert SOMCHAI not in prayun.reads("/app/days")
    assert MALEE in kanda.reads("/app/days?place=56")
    assert MALEE not in kanda.reads("/app/days?place=40")
    assert MALEE not in kanda.reads("/app/days?agency=กรมการปกครอง")
    assert SOMCHAI not in prayun.reads(f"/app/coverage?place={MUEANG_PHAYAO}")


def test_the_number_of_entries_that_wait_leads_to_as_many_and_each_mentors_to_their_own(season: Web) -> None:
    kanda = season.signed_in(KANDA)
    page = kanda.reads("/app")
    said = re.search(r'<a href="/app/entries\?state=waiting"><b>(\d+)</b>', page)
    assert said is not None
    assert f"<p>{said[1]} รายการ:" in kanda.reads("/app/entries?state=waiting")
    mentors = re.findall(
        r"mentor=(\d+)\">[^<]*</a></th>(.*?)</tr>", kanda.reads("/app/compare?group=mentor"), re.DOTALL
    )
    assert mentors
    for mentor, figures in mentors:
        waiting = re.findall(r"<td[^>]*>([^<]*)", figures)[-2]
        assert f"<p>{waiting} รายการ:" in kanda.reads(f"/app/entries?state=waiting&mentor={mentor}")


@on_sqlite
def test_a_comparison_counts_missing_days_and_its_last_row_is_all_of_it(season: Web) -> None:
    first, last = date(2023, 7, 3), THURSDAY.date() - DAY
    expected, reported = counted_by_hand(season, first, last)
    page = season.signed_in(KANDA).reads(f"/app/compare?group=agency&from={first}&to={last}")
    total = re.findall(r"<td[^>]*>([^<]*)", page.partition("<tfoot>")[2])
    assert (total[0], total[2], total[3]) == ("11", f"{reported}/{expected}", str(expected - reported))
    each = re.findall(r'data-label="วันที่ขาด">(\d+)', page.partition("<tfoot>")[0])
    assert sum(map(int, each)) == expected - reported


@pytest.mark.parametrize(
    "wrong", ["from=x&to=y", "from=2023-13-01", "page=-4", "page=x", "place=๕๖", "place=99", "group=x&order=y"]
)
def test_an_address_that_makes_no_sense_shows_what_one_without_it_shows(season: Web, wrong: str) -> None:
    kanda = season.signed_in(KANDA)
    for path in ("/app/days", "/app/coverage", "/app/compare"):
        assert len(re.findall("<tr>", kanda.reads(f"{path}?{wrong}"))) == len(re.findall("<tr>", kanda.reads(path)))


@pytest.mark.browser
def test_on_a_phone_and_at_a_desk_it_is_read_without_scripts_too(
    browser: Browsing, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    from tests.conftest import empty_database

    with (
        empty_database(request, "sqlite", tmp_path) as url,
        started(url, tmp_path, THURSDAY) as web,
        on_a_socket(web) as address,
    ):
        filled(web)
        web.joins(KANDA)
        for size in (PHONE, DESK):
            page = open_signed_in(browser, address, web.token_of(KANDA), size)
            for path in ("", "/days", "/coverage", "/compare?group=mentor", "/devices"):
                page.goto(f"{address}/app{path}")
                looked_at(page, path.partition("?")[0].strip("/") or "overview")
        page = open_signed_in(browser, address, web.token_of(KANDA), PHONE, scripts=False)
        page.goto(f"{address}/app")
        page.get_by_text("เพิ่มเติม").click()
        page.locator(".places .more").get_by_text("เปรียบเทียบ").click()
        page.get_by_label("เปรียบเทียบตาม").select_option("agency")
        page.get_by_role("button", name="แสดง").click()
        page.get_by_role("link", name="กรมที่ดิน").wait_for()
