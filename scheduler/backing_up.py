"""The jobs that make the daily backup, in a process of its own, and keep the journal of erasures."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event
from typing import Final

import structlog

from bot.resources import Bot
from bot.settings import BACKUP_ID, ROOT
from models.storage import backups
from models.storage.backups import Backup, BackupState
from programmes.bangkok import BANGKOK
from services.backup import erasures
from services.backup.problems import BackupError

log = structlog.get_logger()
TRIES: Final = 3  # a day
AGAIN_AFTER: Final = timedelta(minutes=30)
LONGEST: Final = timedelta(hours=6)  # a try that began longer ago was killed
LOOKS_EVERY: Final = 0.5  # seconds, while it runs
_NAME: Final = re.compile(r"castbot-\d{8}-\d{4}\.tar\.zst(\.age)?")


class BackupJob:
    """The jobs. Any number of clock processes may run: a try of a day is one row."""

    def __init__(self, bot: Bot, environment: Mapping[str, str] = os.environ) -> None:
        self._bot, self._environment = bot, environment
        self._stopping = Event()
        self._copied = 0  # bytes of the journal that are in the bucket

    def note_erasures(self) -> int:
        """Add to the journal who was erased since the last time, and copy it to the bucket if it has grown. Return how
        many."""
        with self._bot.database.read() as session:
            people = erasures.erased_people(session)
        noted = erasures.note(self._bot.settings.backups, people)
        self._copy_journal(self._bot.settings.backups / erasures.NAME)
        return noted

    def _copy_journal(self, journal: Path) -> None:
        to = self._bot.settings.backup_to
        size = journal.stat().st_size if to and journal.exists() else 0
        if to is None or size == self._copied:
            return
        from services.backup.bucket import Bucket  # 16 MB that a clock without a bucket does not need

        try:
            Bucket.at(to).put_journal(journal)
            self._copied = size
        except BackupError as error:  # the next look tries again
            log.error("erasures.not_copied", reason=error.reason, **error.values)

    def back_up(self) -> bool:
        """Make the day's backup if its time has come and nobody has made it. Return whether one was made."""
        now = self._bot.clock.now()
        claimed = self._claim(now)
        if claimed is None:
            return False
        number, name = claimed
        ended = self._run(number, name)
        if ended == 0:
            self._remove_old()
            return True
        with self._bot.database.write() as session:
            if session.get_one(Backup, number).state is BackupState.RUNNING:  # it could not say so itself
                backups.fail(session, number, self._bot.clock.now(), f"exit {ended}")
        log.error("backup.failed", exit=ended)
        return False

    def stop(self) -> None:
        """Let go of a backup that is being made: it is made by the next clock."""
        self._stopping.set()

    def _claim(self, now: datetime) -> tuple[int, str] | None:
        """Return the number of the next try of today's backup and its file, if one is to be made now."""
        at, here = self._bot.settings.backup_at, now.astimezone(BANGKOK)
        if at is None or here.time() < at:
            return None
        day = here.date().isoformat()
        with self._bot.database.read() as session:
            tried = backups.tries(session, day)
        if len(tried) >= TRIES or (tried and not _is_over(tried[-1], now)):
            return None
        suffix = ".age" if self._bot.settings.backup_public_key else ""
        name = f"castbot-{here:%Y%m%d-%H%M}.tar.zst{suffix}"
        with self._bot.database.write() as session:
            number = backups.begin(session, now, name, f"{day}#{len(tried) + 1}")
        return None if number is None else (number, name)

    def _run(self, number: int, name: str) -> int:
        """Run the command, and return its exit code; -1 if it was stopped."""
        words = [sys.executable, "-m", "bot", "backup", str(self._bot.settings.backups.absolute() / name)]
        environment = {**self._environment, BACKUP_ID: str(number)}
        nothing = subprocess.DEVNULL
        running = subprocess.Popen(words, env=environment, cwd=ROOT, stdin=nothing, stdout=nothing)
        while running.poll() is None:
            if self._stopping.wait(LOOKS_EVERY):
                running.terminate()
                running.wait()
                return -1
        return running.returncode

    def _remove_old(self) -> None:
        folder = self._bot.settings.backups
        made = sorted(path for path in folder.iterdir() if _NAME.fullmatch(path.name))
        for path in made[: -self._bot.settings.backup_keep]:
            path.unlink(missing_ok=True)
            log.info("backup.removed", file=path.name)


def _is_over(last: Backup, now: datetime) -> bool:
    """Return whether another try may follow this one: it failed a while ago, or was killed."""
    if last.state is BackupState.DONE:
        return False
    return now - last.began_at > (LONGEST if last.state is BackupState.RUNNING else AGAIN_AFTER)
