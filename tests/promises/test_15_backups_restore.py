"""Promise 15: a backup that is made under writes restores to all that was acknowledged before it began, also when the
bot or an earlier backup is killed meanwhile; and whoever was erased since stays erased, to the last byte."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from secrets import token_hex

import pytest
from sqlalchemy import select, text

from bot.__main__ import main
from models.messaging.inbox import InboxEvent
from models.people.people import PersonState
from models.storage.database import Database
from scheduler.housekeeping import Housekeeping
from services.backup import archive
from services.backup.restoring import restore
from services.media.store import FolderStore
from tests import postgres
from tests.patience import HANG, until
from tests.promises.calling import Caller
from tests.promises.processes import Process, Processes
from tests.promises.test_19_erasure_is_complete import closes, command, found_in, joined, with_a_life
from tests.running_bot import SECRET, RunningBot

pytestmark = pytest.mark.processes
CALLERS, CALLS_BEFORE = 3, 40


@contextmanager
def calling(web: Process) -> Iterator[list[Caller]]:
    callers = [Caller(web.url) for _ in range(CALLERS)]
    for caller in callers:
        caller.start()
    yield callers
    for caller in callers:
        caller.stopping.set()
        caller.join(HANG)


def acknowledged(callers: list[Caller], least: int) -> set[str]:
    until(lambda: sum(len(caller.acknowledged) for caller in callers) >= least, "calls are acknowledged")
    return {own_id for caller in callers for own_id in tuple(caller.acknowledged)}


def events_in(file: Path, folder: Path) -> set[str]:
    """Restore a backup into SQLite, and return the events that are in it. Raises if its integrity is not whole."""
    url = f"sqlite:///{folder / file.name}.db"
    restore(file, url, FolderStore(folder / f"{file.name}.media"), lambda *_: None)
    with closing(Database(url)) as restored, restored.read() as session:
        assert session.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
        return set(session.scalars(select(InboxEvent.webhook_event_id)))


def test_a_backup_under_writes_has_every_event_that_was_acknowledged_before_it_began(
    bots: Processes, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    web = bots.web()
    with calling(web) as callers:
        acknowledged(callers, CALLS_BEFORE)
        killed = bots.start("-m", "bot", "backup", str(folder / "killed.tar.zst"))
        until(lambda: list(folder.glob(".killed*.part*")) or not killed.lives, "it has begun")
        killed.kill()
        before = acknowledged(callers, 2 * CALLS_BEFORE)
        whole = bots.start("-m", "bot", "backup", str(folder / "whole.tar.zst"))
        assert whole.popen.wait(HANG) == 0, whole.log
        assert len(acknowledged(callers, 0)) > len(before), "nobody wrote meanwhile"
        before_the_kill = acknowledged(callers, 3 * CALLS_BEFORE)
        last = bots.start("-m", "bot", "backup", str(folder / "last.tar.zst"))
        until(lambda: list(folder.glob(".last*.part*")) or not last.lives, "it has begun")
        web.kill()
        assert last.popen.wait(HANG) == 0, last.log
    assert before - events_in(folder / "whole.tar.zst", tmp_path) == set()
    assert before_the_kill - events_in(folder / "last.tar.zst", tmp_path) == set()
    assert sorted(path.name for path in folder.glob(".*")) == []  # what the killed one left is gone


@contextmanager
def empty_target(running: RunningBot, folder: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a database of the same kind in which there is nothing."""
    if running.database.is_sqlite:
        yield f"sqlite:///{folder / 'restored.db'}"
        return
    url = postgres.create_database(request.getfixturevalue("postgres_server"), f"restored_{os.urandom(6).hex()}")
    yield url
    postgres.empty_database(url)


def test_who_is_erased_after_a_backup_stays_erased_to_the_last_byte(
    running: RunningBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    canary = f"canary{token_hex(6)}"
    phone = joined(running, canary)
    body = with_a_life(running, phone, canary)
    folder, restored = running.bot.settings.backups, running.bot.settings.media_dir.parent / "restored"
    file = folder / "before.tar.zst"
    assert command(running, monkeypatch, "backup", str(file)) == 0
    assert canary.encode() in everything_in(file)
    assert body in everything_in(file)
    number = running.person_id(phone.name)
    assert command(running, monkeypatch, "erase", phone.name) == 0
    Housekeeping(running.bot).remove_leftovers()
    closes(running)
    assert command(running, monkeypatch, "erase", "--purge") == 0
    assert command(running, monkeypatch, "backup", str(folder / "after.tar.zst")) == 0
    after = everything_in(folder / "after.tar.zst")
    assert not [one for one in (canary.encode(), body, phone.user_id.encode()) if one in after]

    with empty_target(running, restored, request) as url:
        for name, value in {"DATABASE_URL": url, "MEDIA_DIR": str(restored / "media")}.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("LINE_CHANNEL_SECRET", SECRET)
        assert main(["restore", str(file)]) == 0
        file.unlink()  # it has the person, of course
        assert found_in(running, canary, body, phone.user_id) == []
        driven = url.replace("postgresql://", "postgresql+psycopg://", 1)
        with closing(Database(driven)) as again, again.read() as session:
            state = session.scalar(text("SELECT state FROM person WHERE id = :id"), {"id": number})
            others = session.scalar(text("SELECT count(*) FROM person WHERE state <> 'erased'"))
        assert (state, others) == (PersonState.ERASED, 7)


def everything_in(file: Path) -> bytes:
    """All members of a backup, not compressed."""
    with archive.reading(file, None) as members:
        return b"".join(content.read() for _, content in members)
