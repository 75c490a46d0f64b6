"""Promise 20: what leaves the bot is inert, and its logs are clean.

Canaries go in by every way while each kind of statement is refused once: no log has one, in either format, on either
database. Formulas and scripts of a harmless kind go through exports and the form's page: none runs.
"""

import csv
import io
import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pytest
import urllib3
from openpyxl import load_workbook
from sqlalchemy import select, text

from models.activities.activities import Activity
from models.coordination import scopes
from models.coordination.downloads import ExportRequest
from models.forms import forms, submissions
from models.forms.answers import Answer
from models.people import people
from programmes.bangkok import bangkok_day
from services.exports.making import ExportMaker
from services.exports.table import FORMULA_STARTS
from services.forms.filling import begin
from services.roster.applying import apply_roster
from services.roster.reading import read_roster
from tests.conftest import WEDNESDAY
from tests.patience import HANG
from tests.promises import preloaded
from tests.promises.breaking_statements import CANARY, THAI, USERS
from tests.running_bot import KANDA, NAMED_PEOPLE, SECRET, SOMCHAI, RunningBot, start_running_bot
from tests.scenarios.interviewing import publish
from tests.scenarios.many_people import eventually, only_entry
from tests.simulator.browsing import Browsing

FORMULAS = ("=1+1", "+1+1", "-2+3", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x.example","x")')
SCRIPT = "<script>document.title='ran'</script><img src=x onerror=\"document.title='ran'\">'\"{{7*7}}"
MORNING = int(WEDNESDAY.timestamp() * 1000)
NUL, LEADER = "\x00", "a:people[1]/leader"
NUMBER = re.compile(r"-[0-9.]+")
KINDS_AT_LEAST = 90  # of statements; that there are so many shows that the ways in were used


# ── logs ──


@pytest.mark.processes
# Each form of a line with one of the databases: what a line has does not depend on both.
@pytest.mark.parametrize(
    ("database_url", "form"), [("sqlite", "text"), ("postgresql", "json")], indirect=["database_url"]
)
def test_no_log_has_anything_that_came_in(database_url: str, form: str, tmp_path: Path) -> None:
    words = ("-m", "tests.promises.breaking_statements", database_url, form, str(tmp_path))
    with (tmp_path / "log").open("wb") as out:
        returned = preloaded.start(words, os.environ, out).wait(HANG)
    log = (tmp_path / "log").read_text()
    assert returned == 0, log[-3000:]
    assert len(json.loads((tmp_path / "broken.json").read_text())) >= KINDS_AT_LEAST
    for happened in (
        "page.failed",
        "turn.failed",
        "worker.not_committed",
        "webhook.not_stored",
        "delivery.not_accepted",
    ):
        assert happened in log
    names = [row.name for row in NAMED_PEOPLE]
    for secret in (CANARY, THAI, THAI.encode("unicode_escape").decode(), SECRET, *names, *USERS.values()):
        assert secret not in log, _around(secret, log)
    assert "Traceback" not in log


def _around(secret: str, log: str) -> str:
    at = log.index(secret)
    return log[max(0, at - 300) : at + 100]


# ── characters that a database cannot hold ──


@pytest.fixture
def running(database_url: str, tmp_path: Path) -> Iterator[RunningBot]:
    with start_running_bot(database_url, tmp_path, start=WEDNESDAY, public_url="https://bot.example") as opened:
        yield opened


def _draft(running: RunningBot, **prefill: str) -> tuple[int, str]:
    """A draft of Somchai's with these answers, and the token of its page."""
    running.joined(SOMCHAI)
    publish(running)
    now = running.bot.clock.now()
    with running.database.write() as session:
        version = forms.newest(session, "survey")
        assert version is not None
        person = people.by_name(session, SOMCHAI)[0]
        words = (SCRIPT, "m1")
        filling = begin(session, version, person_id=person.id, now=now, language="th", prefill=prefill, words=words)
        return filling.submission.id, submissions.new_link(session, filling.submission, now)


@pytest.mark.parametrize("odd", ["\x00", "a\x00b", "\x00\x00"])
def test_nul_is_taken_out_of_answers_addresses_and_files_on_both_databases(
    running: RunningBot, odd: str, tmp_path: Path
) -> None:
    submission_id, token = _draft(running)
    url = f"{running.url}/f/{token}"
    one = urllib3.request(
        "POST", f"{url}/answer", fields={"key": "houses", "value": f"1{odd.strip('ab')}2"}, timeout=HANG
    )
    whole = urllib3.request("POST", url, fields={LEADER: f"กำ{odd}นัน", odd: odd, "save": "1"}, timeout=HANG)
    assert (one.status, whole.status) == (200, 200)
    with running.database.read() as session:
        kept = {
            row.key: row.value for row in session.scalars(select(Answer).where(Answer.submission_id == submission_id))
        }
    assert kept["houses"] == "12"
    assert kept[LEADER[2:]] == f"กำ{odd.replace(NUL, '')}นัน"
    for path in (f"/m/{odd}", f"/d/{odd}", f"/f/{odd}", f"/f/{odd}/answer"):
        answer = urllib3.request("GET", running.url + path.replace("\x00", "%00"), timeout=HANG)
        assert answer.status in (404, 405), path
    roster = tmp_path / "roster.csv"
    roster.write_text(f"id,name,role,scope\nX9,สม{odd}ศรี,coordinator,all\n", "utf-8")
    with running.database.write() as session:
        apply_roster(session, read_roster(roster, running.bot.programme).rows, running.bot.programme, WEDNESDAY)
        assert people.by_name(session, f"สม{odd.replace(NUL, '')}ศรี")


def test_nul_and_half_characters_in_a_message_are_taken_out_and_the_rest_is_recorded(running: RunningBot) -> None:
    phone = running.joined(SOMCHAI)
    message = {"type": "text", "id": "77", "text": "วันนี้ประชุม\x00กับผู้ใหญ่บ้าน 25 คน\ud83d"}
    source = {"type": "user", "userId": phone.user_id}
    sent = {"type": "message", "webhookEventId": "77", "mode": "active", "timestamp": MORNING, "source": source}
    running.line.raw(json.dumps({"destination": "U0", "events": [sent | {"message": message}]}))
    eventually(lambda: _entries(running))
    entry = only_entry(running, phone)
    assert entry.people == 25
    assert "\x00" not in str(entry.words)


def _entries(running: RunningBot) -> list[int]:
    with running.database.read() as session:
        return list(session.scalars(select(Activity.id)))


# ── exports ──


def _cells(suffix: str, out: IO[bytes]) -> list[Any]:
    """All cells of a file as a spreadsheet has them: (type, value) of a workbook's, the text of others'."""
    out.seek(0)
    if suffix == "xlsx":
        sheet = load_workbook(out).active
        assert sheet is not None
        return [(cell.data_type, cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    if suffix == "csv":
        return [cell for row in csv.reader(io.TextIOWrapper(out, "utf-8-sig", newline="")) for cell in row]
    return [value for one in json.load(out)["features"] for value in one["properties"].values()]


def test_no_cell_of_any_export_is_a_formula(running: RunningBot) -> None:
    submission_id, _ = _draft(running)
    with running.database.write() as session:
        session.execute(text("UPDATE submission SET state = 'submitted', day = :day"), {"day": WEDNESDAY.date()})
        author = people.by_name(session, SOMCHAI)[0]
        answer = Answer(submission_id=submission_id, key="people[1]/leader", path="people/leader", value="", given=True,
                        person_id=author.id, answered_at=WEDNESDAY)  # fmt: skip
        session.add(answer)
    for payload in (*FORMULAS, SCRIPT):
        with running.database.write() as session:
            session.execute(text("UPDATE person SET position = :it, agency = :it"), {"it": payload})
            session.execute(
                text("UPDATE submission_answer SET value = :it WHERE path = 'people/leader'"), {"it": payload}
            )
        exported = list(_exported(running))
        for suffix, cells in exported:
            if suffix == "xlsx":
                assert not [cell for cell in cells if cell[0] == "f"]
            if suffix == "csv":
                assert not [cell for cell in cells if cell.startswith(FORMULA_STARTS) and not NUMBER.fullmatch(cell)]
        files = [str(cells) for _, cells in exported]
        shown = repr(payload)[1:-1]
        assert sum(shown in one or payload in one for one in files) >= 6, (
            payload
        )  # people and answers, each as three files


def _exported(running: RunningBot) -> Iterator[tuple[str, list[Any]]]:
    """The cells of every kind of export, as every kind of file."""
    with running.database.read() as session:
        day, programme = bangkok_day(running.bot.clock.now()), running.bot.programme
        access = scopes.of_coordinator(session, programme, people.by_name(session, KANDA)[0].id, day)
        maker = ExportMaker(session, programme, access, running.bot.texts.in_language("th"), day)
        for kind in ("people", "submissions", "coverage", "activities", "reviews"):
            for suffix in ("xlsx", "csv", "geojson"):
                out = io.BytesIO()
                maker.make(ExportRequest(kind, suffix, "survey" if kind == "submissions" else None), out)
                yield suffix, _cells(suffix, out)


# ── the page ──


@pytest.fixture
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RunningBot]:
    shutil.copy(request.getfixturevalue("migrated_sqlite"), tmp_path / "castbot.db")
    url = f"sqlite:///{tmp_path / 'castbot.db'}"
    with start_running_bot(url, tmp_path, start=WEDNESDAY, public_url="https://bot.example") as opened:
        yield opened


@pytest.mark.browser
def test_a_script_in_words_answers_and_names_runs_on_no_page(house: RunningBot, browser: Browsing) -> None:
    _, token = _draft(house)
    page = browser.chromium.new_page(viewport={"width": 390, "height": 700})
    spoken: list[str] = []
    page.on("dialog", lambda dialog: spoken.append(dialog.message))
    page.goto(f"{house.url}/f/{token}")
    assert SCRIPT in page.inner_text("body")  # the words that opened it
    for _ in range(2):  # as it is shown, and as it is shown again with a refused answer
        assert page.title() != "ran"
        assert page.locator("img").count() == 0
        page.locator("[name='a:houses']").fill(SCRIPT)
        page.locator("[name='a:people[1]/leader']").fill(SCRIPT)
        page.locator("[name=save].soft").click()
        page.wait_for_load_state()
    assert spoken == []
