"""Houses that tests share: opened once a file, with newcomers enough for every test to have its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from handlers import conversation
from handlers.activities import recording
from tests.conftest import WEDNESDAY, empty_database
from tests.house import House, open_house
from tests.patience import HANG
from tests.scenarios.village import Village, populated

LATER = WEDNESDAY + timedelta(days=7)
BEFORE = WEDNESDAY - timedelta(days=11)


@pytest.fixture(autouse=True)
def albums_are_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slowly the pictures of an album are taken in, they are answered together; `the_wait_is_over` ends it."""
    for module in (conversation, recording):
        monkeypatch.setattr(module, "ALBUM_WAIT", timedelta(seconds=HANG))


@contextmanager
def _village(
    request: pytest.FixtureRequest, engine: str, folder: Path, start: datetime = WEDNESDAY
) -> Iterator[Village]:
    with empty_database(request, engine, folder) as url, open_house(url, folder, start=start) as house:
        yield populated(house)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def village(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Village]:
    """A house all tests of a file share, on each engine in turn; nobody in it moves the clock past the day.

    Which tests need both is said in tests/databases.py.
    """
    with _village(request, request.param, tmp_path_factory.mktemp("village")) as opened:
        yield opened


@pytest.fixture(scope="module")
def hamlet(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Village]:
    """The same on SQLite alone, for conversation that leaves nothing special to a database."""
    with _village(request, "sqlite", tmp_path_factory.mktemp("hamlet")) as opened:
        yield opened


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def later_village(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Village]:
    """A village a week later, when partners' views are gathered."""
    with _village(request, request.param, tmp_path_factory.mktemp("later"), LATER) as opened:
        yield opened


@pytest.fixture(scope="module")
def later_hamlet(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Village]:
    """The same on SQLite alone."""
    with _village(request, "sqlite", tmp_path_factory.mktemp("later"), LATER) as opened:
        yield opened


@pytest.fixture
def hamlet_before(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Village]:
    """On SQLite alone, in the gap before the work in the districts begins."""
    with _village(request, "sqlite", tmp_path, BEFORE) as opened:
        yield opened


@pytest.fixture
def sqlite_later(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Village]:
    """A later village of one's own on SQLite: for tests that travel, or publish forms."""
    with _village(request, "sqlite", tmp_path, LATER) as opened:
        yield opened


@pytest.fixture
def sqlite_house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    """A house of one's own on SQLite: for tests that travel, or look into files."""
    with empty_database(request, "sqlite", tmp_path) as url, open_house(url, tmp_path, start=WEDNESDAY) as opened:
        yield opened
