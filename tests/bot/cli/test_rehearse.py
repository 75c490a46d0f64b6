"""`python -m bot rehearse`: what is asked for is shown, what cannot be is refused with what to do."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.settings import ROOT
from models.people.leave import ExtraHoliday
from models.storage.database import Database
from programmes import load
from services.roster import read_roster
from services.roster.applying import apply_roster
from tests.databases import on_sqlite
from tests.patience import HANG

PROGRAMME = load(ROOT / "programmes" / "cast-2566")
WEEK = ("--from", "2023-07-10", "--to", "2023-07-14")
ROSTER = """id,name,role,agency,pilot_district,target_district,phase3_province,area,scope
P1,สมชาย ใจดี,participant,กรมการปกครอง,แม่ใจ พะเยา,ดอยหล่อ เชียงใหม่,เชียงใหม่,,
M1,ประยูร ศรีสุข,mentor,,,,,แม่ใจ พะเยา,
C1,กานดา รักไทย,coordinator,,,,,,all
"""

Rehearse = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing is configured but a database that is not there."""
    for name in ("LINE_CHANNEL_SECRET", "LINE_CHANNEL_ACCESS_TOKEN", "PROGRAMME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")


@pytest.fixture
def rehearse(capsys: pytest.CaptureFixture[str]) -> Rehearse:
    def run(*words: str) -> tuple[int, str, str]:
        code = main(["rehearse", *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def three(database: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Database:
    """A database with a participant, a mentor and a coordinator."""
    file = tmp_path / "three.csv"
    file.write_text(ROSTER, "utf-8")
    with database.write() as session:
        apply_roster(session, read_roster(file, PROGRAMME).rows, PROGRAMME, _noon(date(2023, 6, 1)))
    monkeypatch.setenv("DATABASE_URL", database.url.render_as_string(hide_password=False))
    return database


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def lines(out: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in out.splitlines()]


def test_without_any_setting_the_examples_people_are_taken_and_nothing_is_left_behind(
    rehearse: Rehearse, tmp_path: Path
) -> None:
    code, out, _ = rehearse("--from", "2023-07-12", "--to", "2023-07-12")
    assert code == 0
    assert "CAST 2566 · 12 ก.ค. 2566" in out
    assert "ผู้เข้าร่วมโครงการ  76" in out
    assert not (tmp_path / "none.db").exists()


def test_json_is_a_message_a_line_of_the_databases_people(rehearse: Rehearse, three: Database) -> None:
    code, out, _ = rehearse(*WEEK, "--json")
    told = lines(out)
    assert code == 0
    assert {line["person"] for line in told} == {"สมชาย ใจดี", "ประยูร ศรีสุข", "กานดา รักไทย"}
    assert set(told[0]) == {"at", "rule", "role", "person", "way", "text"}
    mine = [(line["at"], line["rule"], line["way"]) for line in told if line["role"] == "participant"]
    assert mine[:2] == [
        ("2023-07-10T17:30:00+07:00", "silence_asked+plan_wanted", "push"),
        ("2023-07-11T17:30:00+07:00", "daily_missing+morning_after", "push"),
    ]
    assert told == sorted(told, key=lambda line: line["at"])
    first = next(line["text"] for line in told if line["role"] == "participant")
    assert "ไม่ได้รับบันทึกจากท่าน 6 วันทำการแล้ว" in first


@on_sqlite
def test_who_reports_is_not_reminded_and_what_waited_rides(rehearse: Rehearse, three: Database) -> None:
    none, half, everybody = (lines(rehearse(*WEEK, "--json", "--reporting", share)[1]) for share in ("0", "50%", "1"))
    assert not [line for line in everybody if "daily_missing" in line["rule"] or "morning_after" in line["rule"]]
    assert len([line for line in none if line["role"] == "participant"]) == 5
    assert half == lines(rehearse(*WEEK, "--json", "--reporting", "0.5")[1])
    assert {line["way"] for line in everybody} <= {"push", "rides"}


def test_days_off_that_coordinators_added_count(rehearse: Rehearse, three: Database) -> None:
    with three.write() as session:
        session.add(ExtraHoliday(day=date(2023, 7, 12), name="วันหยุดพิเศษ", added_by=1, added_at=_noon(date(2023, 7, 1))))
    told = lines(rehearse(*WEEK, "--json")[1])
    assert not [line for line in told if line["at"].startswith("2023-07-12")]
    assert [line for line in told if line["at"].startswith("2023-07-13")]


@on_sqlite
def test_days_that_the_calendar_does_not_know_yet_are_said(
    rehearse: Rehearse, three: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "ยังไม่ครบ" not in "".join(rehearse(*WEEK)[1:])
    monkeypatch.setattr("programmes.holidays.known_to", lambda: 2022)
    said = "ปฏิทินวันหยุดตั้งแต่ จันทร์ 5 มิ.ย. 2566 ยังไม่ครบ"
    assert said in rehearse(*WEEK)[1]
    code, out, err = rehearse(*WEEK, "--json")
    assert code == 0
    assert said in err
    assert lines(out)


@on_sqlite
def test_the_table_counts_what_json_lists(rehearse: Rehearse, three: Database) -> None:
    told = lines(rehearse(*WEEK, "--json")[1])
    out = rehearse(*WEEK)[1]
    pushes = sum(line["way"] == "push" for line in told)
    (month,) = [line for line in out.splitlines() if line.startswith("ก.ค. 2566")]
    assert month.split()[2:] == [str(pushes), str(len(told) - pushes), "15,000", f"{15_000 - pushes:,}", "พอ"]
    assert "(daily_missing)" in out
    assert "รายชื่อจากฐานข้อมูล" in out


@on_sqlite
@pytest.mark.parametrize("day", ["2566-07-12", "12/07/2566", "12 ก.ค. 2566", "๑๒ ก.ค. ๒๕๖๖", "12/7/66", "2023-07-12"])
def test_a_day_is_read_in_either_era(rehearse: Rehearse, three: Database, day: str) -> None:
    told = lines(rehearse("--from", day, "--to", day, "--json")[1])
    assert {line["at"][:10] for line in told} == {"2023-07-12"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--from", "soon"), "--from “soon”: อ่านวันที่ไม่ออก"),
        (("--to", "2023-02-30"), "--to “2023-02-30”: ไม่มีวันที่นี้ในปฏิทิน"),
        (("--from", "2023-08-01", "--to", "2023-07-01"), "สลับกันแล้วลองใหม่"),
        (("--from", "2024-08-01", "--to", "2024-08-02"), "เลือกวันระหว่าง"),
        (("--to", "2020-01-01"), "สลับกันแล้วลองใหม่"),
        (("--reporting", "most"), "--reporting “most”"),
        (("--reporting", "60"), "เช่น 60%"),
        (("--reporting", "-0.1"), "ตั้งแต่ 0 ถึง 1"),
        (("--reporting", "nan"), "ตั้งแต่ 0 ถึง 1"),
        (("--reporting", "101%"), "ตั้งแต่ 0 ถึง 1"),
    ],
)
def test_words_that_say_nothing_are_refused_in_one_line(rehearse: Rehearse, words: tuple[str, ...], told: str) -> None:
    given = [f"{name}={value}" for name, value in zip(words[::2], words[1::2], strict=True)]
    code, out, err = rehearse(*given)
    assert (code, out) == (2, "")
    assert told in err
    assert err.count("\n") == 1


def test_a_place_that_cannot_be_written_is_told_before_the_work(rehearse: Rehearse, tmp_path: Path) -> None:
    code, out, err = rehearse("--html", str(tmp_path / "nowhere" / "page.html"))
    assert (code, out) == (1, "")
    assert err.startswith("เขียนไฟล์")
    assert err.count("\n") == 1


def test_a_database_that_is_away_is_told(rehearse: Rehearse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    code, _, err = rehearse(*WEEK)
    assert code == 1
    assert "DATABASE_URL" in err
    assert err.count("\n") == 1


def test_a_database_of_another_version_is_told(
    rehearse: Rehearse, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "old.db").touch()
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'old.db'}")
    code, _, err = rehearse(*WEEK)
    assert code == 1
    assert "python -m bot migrate" in err


def test_a_programme_without_people_says_where_they_come_from(
    rehearse: Rehearse, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    text = (ROOT / "programmes" / "cast-2566" / "programme.toml").read_text("utf-8")
    (folder / "programme.toml").write_text(text, "utf-8")
    (folder / "forms").symlink_to(ROOT / "programmes" / "cast-2566" / "forms")
    monkeypatch.setenv("PROGRAMME", str(folder))
    code, _, err = rehearse(*WEEK)
    assert code == 1
    assert "roster import" in err


def test_a_reader_that_has_seen_enough_ends_it_quietly(tmp_path: Path) -> None:
    """`rehearse --json | head -1`."""
    words = [sys.executable, "-m", "bot", "rehearse", "--from", "2023-07-10", "--to", "2023-07-21", "--json"]
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path / 'none.db'}"}
    process = subprocess.Popen(words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    first = json.loads(process.stdout.readline())
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert process.wait(HANG) == 0
    assert first["at"].startswith("2023-07-10T")
    assert err == b""


@on_sqlite
def test_by_default_it_begins_a_month_before_the_first_phase(rehearse: Rehearse, three: Database) -> None:
    first_phase = PROGRAMME.phases[0].start
    told = lines(rehearse("--to", first_phase.isoformat(), "--json")[1])
    assert told[0]["at"][:10] == (first_phase - timedelta(days=14)).isoformat()
    assert "6 พ.ค." in rehearse("--to", first_phase.isoformat())[1]
