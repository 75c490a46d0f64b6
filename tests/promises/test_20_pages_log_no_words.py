"""Promise 20, for the pages by link and the dashboard: whatever is written there, and whichever of their statements the
database refuses, no log has a word of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from structlog.testing import capture_logs

from bot.app import close_app, create_app
from models.people import people, web_sessions
from tests.conftest import WEDNESDAY
from tests.dashboard.test_who_may import WAYS as OF_THE_DASHBOARD
from tests.promises.breaking_statements import Breaking
from tests.promises.test_25_every_way_in import CANARY, WAYS, WAYS_OF_RATERS, House, _furnished
from tests.running_bot import KANDA, start_running_bot

ROUNDS = 2  # the first statement of each kind is refused: what comes after it, in another round
FIELDS = ("q", "words", "name", "reason", "title", "about", "said", "note", "day", "first", "last", "to", "of", "kind")


@pytest.fixture
def house(migrated_sqlite: Path, tmp_path: Path) -> Iterator[House]:
    (tmp_path / "castbot.db").write_bytes(migrated_sqlite.read_bytes())
    url = f"sqlite:///{tmp_path / 'castbot.db'}"
    with start_running_bot(url, tmp_path, start=WEDNESDAY, public_url="https://bot.example") as running:
        yield _furnished(running)


def test_no_page_logs_what_was_written_on_it_or_its_address(house: House, caplog: pytest.LogCaptureFixture) -> None:
    breaking, app = Breaking(house.running.database.engine), create_app(house.running.bot)
    with capture_logs() as lines:
        for _ in range(ROUNDS):
            for way in (*WAYS.values(), *WAYS_OF_RATERS.values()):
                breaking.armed = True
                way(house)
                breaking.armed = False
        visit_the_dashboard(house, app, breaking)
    close_app(app)
    failed = {(line["method"], line["route"]) for line in lines if line["event"] == "page.failed"}
    assert len([route for _, route in failed if route.startswith("/app")]) > 40
    assert {"/f/<token>", "/f/<token>/answer", "/r/<token>", "/r/<token>/<int:rating_id>/answer"} <= {
        route for _, route in failed
    }
    written = str(lines) + "".join(one.getMessage() for one in caplog.records if one.levelname != "INFO")
    secrets = (CANARY, KANDA, house.draft, house.rating, house.rater, house.download, house.picture, "refused: ")
    assert [secret for secret in secrets if secret in written] == []


def visit_the_dashboard(house: House, app: Flask, breaking: Breaking) -> None:
    """Ask for each page with the canary in every field, as a coordinator of everything."""
    database, clock = house.running.database, house.running.bot.clock
    for (method, _), way in OF_THE_DASHBOARD.items():
        with database.write() as session:
            person_id = people.by_name(session, KANDA)[0].id
            _, token = web_sessions.begin(session, person_id, "Android", clock.real())
        client = app.test_client()
        client.set_cookie("__Host-castbot", token)
        page = client.get("/app/devices").get_data(as_text=True)
        form_token = page.partition('name="form_token" value="')[2].partition('"')[0]
        said = dict.fromkeys(FIELDS, CANARY)
        breaking.armed = True
        if method == "GET":
            client.get(way.address, query_string=said)
        else:
            client.post(way.address, data=said | {"form_token": form_token})
        breaking.armed = False
