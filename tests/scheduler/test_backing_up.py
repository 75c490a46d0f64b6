"""The daily backup: made once a day in a process of its own, tried again after a failure, the oldest removed."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import select

from bot.resources import Bot
from bot.settings import Settings
from models.people.people import Person, PersonState
from models.storage import backups
from models.storage.backups import Backup, BackupState
from scheduler.backing_up import BackupJob
from services.backup.erasures import NAME, Journal
from services.backup.verifying import verify
from tests.databases import on_sqlite
from tests.patience import until
from tests.scheduler.ticking import HandClock

pytestmark = on_sqlite
MORNING = datetime(2023, 7, 11, 19, 31, tzinfo=UTC)  # 02:31 in Bangkok


@dataclass
class Daily:
    """A job that says when it would run the command, and how that ended."""

    job: BackupJob
    bot: Bot
    clock: HandClock
    ended: int = 0
    ran: int = 0

    def run(self, number: int, name: str) -> int:
        self.ran += 1
        if self.ended == 0:
            at = self.clock.now()
            with self.bot.database.write() as session:
                backups.end(session, number, at, snapshot_at=at, size=1)
            folder = self.bot.settings.backups
            folder.mkdir(exist_ok=True)
            (folder / name).write_bytes(b"backup")
        return self.ended

    def at(self, **later: Any) -> bool:
        self.clock.move(MORNING + timedelta(**later))
        return self.job.back_up()


@pytest.fixture
def daily(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Daily]:
    settings = Settings(database_url=database_url, media_dir=tmp_path / "media", backup_at=time(2, 30), backup_keep=2)
    clock = HandClock(MORNING - timedelta(minutes=2))
    with closing(Bot(settings)) as bot:
        bot.clock = clock  # type: ignore[assignment]
        job = BackupJob(bot)
        found = Daily(job, bot, clock)
        monkeypatch.setattr(job, "_run", found.run)
        yield found


def test_it_is_made_when_its_time_has_come_and_once_a_day(daily: Daily) -> None:
    assert [daily.at(minutes=-2), daily.at(), daily.at(minutes=1), daily.at(hours=20)] == [False, True, False, False]
    assert daily.at(days=1)
    assert daily.ran == 2


def test_another_clock_does_not_make_it_too(daily: Daily) -> None:
    assert daily.at()
    other = BackupJob(daily.bot)
    assert other.back_up() is False


def test_after_a_failure_it_is_tried_again_in_half_an_hour_at_most_three_times(daily: Daily) -> None:
    daily.ended = 1
    for minutes in range(0, 300, 10):
        daily.at(minutes=minutes)
    assert daily.ran == 3
    with daily.bot.database.read() as session:
        assert backups.last(session).failed
        assert backups.days_behind(session, MORNING.date(), datetime.date) == 0


def test_one_that_was_killed_is_made_by_the_next_clock(daily: Daily) -> None:
    with daily.bot.database.write() as session:
        backups.begin(session, MORNING, "castbot-20230712-0231.tar.zst", "2023-07-12#1")
    assert [daily.at(hours=1), daily.at(hours=7)] == [False, True]


def test_only_so_many_are_kept_and_no_file_of_others_is_removed(daily: Daily) -> None:
    folder = daily.bot.settings.backups
    folder.mkdir()
    for name in ("castbot-before-the-move.tar.zst", NAME):
        (folder / name).touch()
    for day in range(4):
        assert daily.at(days=day)
    names = sorted(path.name for path in folder.iterdir())
    assert names == [
        "castbot-20230714-0231.tar.zst", "castbot-20230715-0231.tar.zst", "castbot-before-the-move.tar.zst", NAME,
    ]  # fmt: skip


def test_a_coordinator_hears_of_backups_that_are_not_made_any_more(daily: Daily) -> None:
    daily.at()
    with daily.bot.database.read() as session:
        behind = [
            backups.days_behind(session, MORNING.date() + timedelta(days=days), datetime.date) for days in (0, 1, 2, 9)
        ]
    assert behind == [None, None, 2, 9]


def test_the_command_makes_a_backup_that_can_be_restored_and_notes_it(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(database_url=database_url, media_dir=tmp_path / "media", backup_at=time(0, 0))
    environment = {"DATABASE_URL": database_url, "MEDIA_DIR": str(tmp_path / "media")}
    with closing(Bot(settings)) as bot:
        assert BackupJob(bot, environment).back_up()
        with bot.database.read() as session:
            row = session.scalars(select(Backup)).one()
            assert (row.state, row.size) == (BackupState.DONE, (settings.backups / row.file).stat().st_size)
        assert verify(settings.backups / row.file).about.at == row.snapshot_at
        assert (settings.backups / NAME).exists()


def test_a_clock_that_stops_lets_go_of_a_backup(database_url: str, tmp_path: Path) -> None:
    settings = Settings(database_url=database_url, media_dir=tmp_path / "media", backup_at=time(0, 0))
    with closing(Bot(settings)) as bot:
        job = BackupJob(bot, {"DATABASE_URL": "sqlite:///", "PYTHONPATH": str(tmp_path)})
        (tmp_path / "sitecustomize.py").write_text("import time; time.sleep(600)", "utf-8")
        working = Thread(target=job.back_up)
        working.start()
        until(lambda: _tries(bot), "it has begun")
        job.stop()
        working.join()
        with bot.database.read() as session:
            assert session.scalars(select(Backup.state)).all() == [BackupState.FAILED]


def _tries(bot: Bot) -> list[Backup]:
    with bot.database.read() as session:
        return list(session.scalars(select(Backup)))


def test_who_is_erased_is_in_the_journal_soon(daily: Daily) -> None:
    assert daily.job.note_erasures() == 0
    with daily.bot.database.write() as session:
        session.add(
            Person(id=5, key="gone", name="#5", state=PersonState.ERASED, created_at=MORNING, erased_at=MORNING)
        )
    assert daily.job.note_erasures() == 1
    assert [line.person_id for line in Journal.read(daily.bot.settings.backups / NAME).lines] == [5]
