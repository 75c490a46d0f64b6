"""What tests stand on: both databases, the bot in this process behind a real socket, and LINE's platform beside it."""

import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine, event

from bot.inbound import webhook as webhook_module
from bot.line import client as client_module
from bot.line.sdk import create_rich_menus
from bot.outbound import rich_menus
from bot.process import GARBAGE_A_ROUND
from bot.settings import ROOT
from models import schema
from models.storage import database as database_module
from models.storage.database import Database
from tests import postgres
from tests.cheap_starts import share_what_starts_make
from tests.databases import BOTH, deal_out
from tests.patience import HANG
from tests.running_bot import RunningBot, start_running_bot

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.simulator.browsing import Browsing

# How long an example takes says nothing about the bot on a machine that does other things too.
settings.register_profile(
    "here",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    print_blob=True,
)
settings.load_profile("here")

MEMORY, ENOUGH = Path("/dev/shm"), 4 * 2**30
if "TMPDIR" not in os.environ and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH:
    # A commit waits milliseconds for a disk and none for memory. Tests kill processes, never the machine, so that
    # memory shows as much. Workers of pytest, PostgreSQL and the bot's processes find their files there too.
    os.environ["TMPDIR"] = str(MEMORY)
    tempfile.tempdir = None

# Tests of these folders wait for processes half of the time. One of their files goes with some of the others, so
# that one always computes; the last files are short ones, so that no worker waits for another long at the end.
WAITING, OTHERS_BETWEEN = ("tests/demo", "tests/promises"), 6

WEDNESDAY = datetime.fromisoformat("2023-07-12T09:00:00+07:00")
MUST_HAVE_ALL = bool(os.environ.get("CI"))


def _sharing_what_is_compiled(make: Callable[[str, int], Engine]) -> Callable[[str, int], Engine]:
    """Engines as the bot makes them, but what SQLAlchemy compiled for one serves the next: hundreds of tests have a
    database of their own, and compiling the same statements for each of them took a tenth of the tests' time."""
    first: list[Engine] = []

    def made(url: str, pool_size: int) -> Engine:
        engine = make(url, pool_size)
        if first and not hasattr(first[0].dialect, "default_isolation_level"):
            first.clear()  # it never connected, and only then a dialect learns what its server can do
        first.append(engine)
        engine.dialect, engine._compiled_cache = first[0].dialect, first[0]._compiled_cache
        del first[1:]
        return engine

    return made


def _without_disk_sync(make: Callable[[str, int], Engine]) -> Callable[[str, int], Engine]:
    """Engines whose commits do not wait for the disk. Nobody cuts the power of a test's own process; what happens when
    processes are killed is tested with real ones, which know nothing of this."""

    def made(url: str, pool_size: int) -> Engine:
        engine = make(url, pool_size)
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF").close())
        return engine

    return made


IN_A_PROCESS_OF_ITS_OWN = client_module.with_the_sdk
client_module.with_the_sdk = create_rich_menus  # type: ignore[assignment]  # hundreds of houses begin without menus
DURABLE_SQLITE_ENGINE = database_module._sqlite_engine
database_module._sqlite_engine = _sharing_what_is_compiled(_without_disk_sync(DURABLE_SQLITE_ENGINE))
webhook_module.STORED_WITHIN = HANG  # type: ignore[misc]  # a call that a busy machine stores late is stored
rich_menus.POLL_SECONDS = 0.25  # type: ignore[misc]  # seconds
share_what_starts_make()
database_module._postgres_engine = _sharing_what_is_compiled(database_module._postgres_engine)


@pytest.hookimpl(tryfirst=True)
def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    deal_out(metafunc)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put a file that waits between files that compute; the tests of a file stay together, in their order."""
    files: dict[Path, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    waiting = [path for path in files if str(path.relative_to(ROOT)).startswith(WAITING)]
    others = iter([path for path in files if path not in waiting])
    order = [path for first in waiting for path in (first, *islice(others, OTHERS_BETWEEN))]
    items[:] = [item for path in (*order, *others) for item in files[path]]


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the collector need not walk over it thousands of times."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE_A_ROUND)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a server; absent servers are an error in CI, and a skip on a machine without them."""
    try:
        postgres.programs()
    except postgres.NoPostgres as error:
        if MUST_HAVE_ALL:
            raise
        pytest.skip(str(error))
    with postgres.server() as url:
        yield url


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "castbot.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: str) -> str:
    name = "castbot_template"
    _migrate(_driver(postgres.create_database(postgres_server, name)))
    return name


@pytest.fixture(scope="session")
def free_databases() -> list[str]:
    """Databases of the server that are migrated, empty, and nobody's at the moment."""
    return []


@contextmanager
def empty_database(request: pytest.FixtureRequest, engine: str, folder: Path) -> Iterator[str]:
    """The address of a migrated, empty database: a file of its own, or one of the server's that nobody has now."""
    if engine == "sqlite":
        shutil.copy(request.getfixturevalue("migrated_sqlite"), folder / "castbot.db")
        yield f"sqlite:///{folder / 'castbot.db'}"
        return
    free: list[str] = request.getfixturevalue("free_databases")
    admin, template = request.getfixturevalue("postgres_server"), request.getfixturevalue("migrated_postgres")
    url = free.pop() if free else postgres.create_database(admin, f"test_{uuid4().hex}", template)
    yield _driver(url)
    if postgres.empty_database(url):
        free.append(url)


@pytest.fixture(scope="session")
def chromium() -> Iterator["Browser"]:
    """Debian's Chromium, one for all tests of a worker: each has windows of its own. A machine without it skips these
    tests; CI must have it."""
    from playwright.sync_api import sync_playwright

    from tests.simulator.browsing import CHROMIUM

    if CHROMIUM is None and not MUST_HAVE_ALL:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        camera = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", *camera])
        yield launched
        launched.close()


@pytest.fixture
def browser(chromium: "Browser") -> Iterator["Browsing"]:
    """Its pages are closed after each test; one that broke fails the test."""
    from tests.simulator.browsing import Browsing

    browsing = Browsing(chromium)
    yield browsing
    browsing.close()
    assert browsing.broken == []


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A migrated, empty database; tests/databases.py says which test runs on which engine."""
    with empty_database(request, request.param, tmp_path) as url:
        yield url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = Database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def running(database_url: str, tmp_path: Path) -> Iterator[RunningBot]:
    """The bot and LINE's platform, on Wednesday 12 July 2566, 09:00, with the named cast of tests/running_bot.py."""
    with start_running_bot(database_url, tmp_path, start=WEDNESDAY) as opened:
        yield opened


def _migrate(url: str) -> None:
    database = Database(url)
    schema.migrate(database)
    database.close()


def _driver(url: str) -> str:
    return url.replace("postgresql://", "postgresql+psycopg://", 1)
