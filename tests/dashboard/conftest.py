"""The dashboard with the named people, each of whom can be signed in; without the simulator and the worker."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.serving import make_server
from werkzeug.test import TestResponse

from bot.app import close_app, create_app
from bot.resources import Bot
from bot.settings import Settings
from models.people import people, web_sessions
from models.storage.database import Database
from services.roster.applying import apply_roster
from tests.conftest import WEDNESDAY, empty_database
from tests.running_bot import NAMED_PEOPLE, SECRET, TOKEN, register


@dataclass
class Web:
    """The web process's application, and the people who use it."""

    bot: Bot
    app: Flask

    @property
    def database(self) -> Database:
        return self.bot.database

    def person_id(self, name: str) -> int:
        with self.database.read() as session:
            return people.by_name(session, name)[0].id

    def joins(self, name: str) -> int:
        """A person who has agreed to the notice and registered. Return their id."""
        with self.database.write() as session:
            person = people.by_name(session, name)[0]
            version = self.bot.programme.retention.notice_version
            register(session, person, line_id(person.id), version, self.bot.clock.now())
            return person.id

    def token_of(self, name: str) -> str:
        """The cookie of a new session of a person who has joined."""
        with self.database.write() as session:
            person_id = people.by_name(session, name)[0].id
            _, token = web_sessions.begin(session, person_id, "Android · Chrome", self.bot.clock.real())
        return token

    def signed_in(self, name: str) -> "Visiting":
        """A browser in which somebody of the roster is signed in; they join if they have not."""
        if name not in self._joined():
            self.joins(name)
        client = self.app.test_client()
        client.set_cookie("castbot", self.token_of(name))
        return Visiting(client)

    def _joined(self) -> set[str]:
        with self.database.read() as session:
            found = session.scalars(people.select(people.Person).where(people.Person.state == "active"))
            return {person.name for person in found}


@dataclass
class Visiting:
    """A browser without a screen."""

    client: FlaskClient

    def get(self, path: str) -> TestResponse:
        return self.client.get(path)

    def reads(self, path: str) -> str:
        """The text of a page that must be there."""
        answer = self.client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.get_data(as_text=True)

    def post(self, path: str, *, form_token: str | None = None, **said: str) -> TestResponse:
        """Send a form as a page of this session has it, unless another `form_token` is given."""
        if form_token is None:
            form_token = self.form_token()
        return self.client.post(path, data={"form_token": form_token, **said})

    def form_token(self) -> str:
        page = self.reads("/app/devices")
        return page.partition('name="form_token" value="')[2].partition('"')[0]


def line_id(person_id: int) -> str:
    """A LINE user id of the form of LINE's own."""
    return f"U{person_id:032x}"


@contextmanager
def started(url: str, folder: Path, now: datetime = WEDNESDAY) -> Iterator[Web]:
    """The application on an empty database; it is `now` and stays so."""
    clock_file = folder / "clock.json"
    clock_file.write_text(f'{{"real": 0, "virtual": {now.timestamp()}, "rate": 0}}')
    bot = Bot(
        Settings(
            line_channel_secret=SECRET,
            line_channel_access_token=TOKEN,
            line_api_url="http://127.0.0.1:9",
            line_login_channel_id="1234567890",
            line_login_channel_secret=SECRET,
            public_url="http://bot.example",
            database_url=url,
            media_dir=folder / "media",
            clock_file=clock_file,
        )
    )
    with closing(bot):
        with bot.database.write() as session:
            apply_roster(session, NAMED_PEOPLE, bot.programme, bot.clock.now())
        app = create_app(bot)
        try:
            yield Web(bot, app)
        finally:
            close_app(app)


@pytest.fixture
def web(database_url: str, tmp_path: Path) -> Iterator[Web]:
    """Wednesday, 12 July 2023, 09:00 in Bangkok; on both databases, unless the test is `on_sqlite`."""
    with started(database_url, tmp_path) as opened:
        yield opened


@pytest.fixture(scope="module")
def shared_web(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    """The same on SQLite, for all tests of a module."""
    folder = tmp_path_factory.mktemp("web")
    with empty_database(request, "sqlite", folder) as url, started(url, folder) as opened:
        yield opened


@contextmanager
def on_a_socket(web: Web) -> Iterator[str]:
    """The address at which a real browser finds the application."""
    server = make_server("127.0.0.1", 0, web.app, threaded=True)
    serving = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    serving.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        serving.join()
        server.server_close()
