"""The download page in a real browser: payloads in names are only text, nothing runs, and no log holds the token."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.coordination.downloads import ExportRequest, offer
from models.people.people import by_name
from tests.conftest import WEDNESDAY
from tests.running_bot import KANDA, RunningBot, start_running_bot
from tests.scenarios.test_downloads import ADDRESS, SCRIPT
from tests.simulator.browsing import Browsing


@pytest.fixture
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RunningBot]:
    template: Path = request.getfixturevalue("migrated_sqlite")
    shutil.copy(template, tmp_path / "castbot.db")
    url = f"sqlite:///{tmp_path / 'castbot.db'}"
    with start_running_bot(url, tmp_path, start=WEDNESDAY, public_url=ADDRESS) as opened:
        yield opened


@pytest.mark.browser
def test_a_script_in_a_name_is_only_a_name_and_the_button_downloads(
    office: RunningBot, browser: Browsing, capsys
) -> None:
    office.joined(KANDA)
    with office.database.write() as session:
        person = by_name(session, KANDA)[0]
        person.name = SCRIPT
        session.flush()
        _, token = offer(session, person.id, ExportRequest("people", "csv"), office.bot.clock.real())
    page = browser.chromium.new_page(viewport={"width": 390, "height": 700})
    spoken: list[str] = []
    page.on("dialog", lambda dialog: spoken.append(dialog.message))
    page.goto(f"{office.url}/d/{token}")
    assert SCRIPT in page.inner_text("body")
    assert page.title() != "ran"
    assert spoken == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    with page.expect_download() as waiting:
        page.click("button")
    said = Path(waiting.value.path()).read_text("utf-8-sig")
    assert SCRIPT.replace('"', '""') in said
    page.goto(f"{office.url}/d/{token}")
    assert "เครื่องนี้ดาวน์โหลดไปแล้ว" in page.inner_text("body")
    with page.expect_download() as waiting:  # it broke on its way
        page.click("button")
    assert Path(waiting.value.path()).read_text("utf-8-sig") == said
    stranger = browser.chromium.new_context().new_page()
    stranger.goto(f"{office.url}/d/{token}")
    assert "ใช้ไม่ได้แล้ว" in stranger.inner_text("body")
    heard = capsys.readouterr()
    assert token not in heard.out  # our log; the test's own server writes addresses to stderr
