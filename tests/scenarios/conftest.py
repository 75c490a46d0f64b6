"""Houses that tests share: opened once a file, with newcomers enough for every test to have its own."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.inbound import incoming, turn_factory
from handlers import conversation
from handlers.activities import additions, recording, which_day
from handlers.people import leave
from models.messaging.chat_queues import LONGEST_WAIT, Direction
from tests.conftest import WEDNESDAY, empty_database
from tests.databases import BOTH
from tests.pilot_districts_chosen import choose_provincial_pilots
from tests.running_bot import RunningBot, start_running_bot
from tests.scenarios import local_office, pilot_districts
from tests.scenarios.doubting import Doubting
from tests.scenarios.many_people import ManyPeople, populated

LATER = WEDNESDAY + timedelta(days=7)
BEFORE = WEDNESDAY - timedelta(days=11)


@pytest.fixture(autouse=True)
def albums_are_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slowly the pictures of an album are taken in, they are answered together; `the_wait_is_over` ends it."""
    for module in (conversation, additions):
        monkeypatch.setattr(module, "ALBUM_WAIT", LONGEST_WAIT[Direction.OUT] - timedelta(minutes=1))


@pytest.fixture
def doubting(monkeypatch: pytest.MonkeyPatch) -> Doubting:
    """Lets messages be read with doubts."""
    said = Doubting()
    for module in (incoming, turn_factory, recording, which_day, leave):
        monkeypatch.setattr(module, "understand", said.understand)
    return said


@contextmanager
def _village(
    request: pytest.FixtureRequest, engine: str, folder: Path, start: datetime = WEDNESDAY
) -> Iterator[ManyPeople]:
    with empty_database(request, engine, folder) as url, start_running_bot(url, folder, start=start) as running:
        yield populated(running)


@pytest.fixture(scope="module", params=BOTH)
def village(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ManyPeople]:
    """A house all tests of a file share; nobody in it moves the clock past the day. tests/databases.py says on which
    engine."""
    with _village(request, request.param, tmp_path_factory.mktemp("village")) as opened:
        yield opened


@pytest.fixture(scope="module")
def hamlet(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ManyPeople]:
    """The same on SQLite alone, for conversation that leaves nothing special to a database."""
    with _village(request, "sqlite", tmp_path_factory.mktemp("hamlet")) as opened:
        yield opened


@pytest.fixture(scope="module", params=BOTH)
def later_village(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ManyPeople]:
    """A village a week later, when partners' views are gathered."""
    with _village(request, request.param, tmp_path_factory.mktemp("later"), LATER) as opened:
        yield opened


@pytest.fixture(scope="module")
def later_hamlet(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ManyPeople]:
    """The same on SQLite alone."""
    with _village(request, "sqlite", tmp_path_factory.mktemp("later"), LATER) as opened:
        yield opened


@pytest.fixture
def hamlet_before(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ManyPeople]:
    """On SQLite alone, in the gap before the work in the districts begins."""
    with _village(request, "sqlite", tmp_path, BEFORE) as opened:
        yield opened


@pytest.fixture
def sqlite_later(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ManyPeople]:
    """A later village of one's own on SQLite: for tests that travel, or publish forms."""
    with _village(request, "sqlite", tmp_path, LATER) as opened:
        yield opened


@pytest.fixture
def running_on_sqlite(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RunningBot]:
    """A house of one's own on SQLite: for tests that travel, or look into files."""
    with (
        empty_database(request, "sqlite", tmp_path) as url,
        start_running_bot(url, tmp_path, start=WEDNESDAY) as opened,
    ):
        yield opened


@contextmanager
def programme_running(
    request: pytest.FixtureRequest,
    folder: Path,
    programme: Path,
    rows: Sequence[str],
    start: datetime,
    public_url: str | None = None,
) -> Iterator[RunningBot]:
    """A house of another programme on SQLite, with the people of these rows of a roster. Commands find its settings."""
    monkeypatch: pytest.MonkeyPatch = request.getfixturevalue("monkeypatch")
    with empty_database(request, "sqlite", folder) as url:
        monkeypatch.setenv("DATABASE_URL", url)
        monkeypatch.setenv("MEDIA_DIR", str(folder / "media"))
        monkeypatch.setenv("PROGRAMME", str(programme))
        roster = folder / "roster.csv"
        roster.write_text("\n".join(rows), "utf-8")
        assert main(["roster", "import", str(roster)]) == 0
        with start_running_bot(url, folder, start=start, programme=programme, public_url=public_url) as opened:
            yield opened


@pytest.fixture
def pilot(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RunningBot]:
    """The pilot districts of 2565, chosen in June."""
    rows = (pilot_districts.HEADINGS, *pilot_districts.ROWS)
    with programme_running(request, tmp_path, pilot_districts.PILOT, rows, pilot_districts.AUGUST) as opened:
        with opened.database.write() as session:
            choose_provincial_pilots(session, opened.bot.programme, pilot_districts.AUGUST)
        yield opened


@pytest.fixture
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RunningBot]:
    """The development plan of an organisation."""
    rows = (local_office.HEADINGS, *local_office.ROWS)
    with programme_running(request, tmp_path, local_office.LOCAL, rows, local_office.FEBRUARY) as opened:
        yield opened
