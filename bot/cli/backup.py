"""`python -m bot backup` and `restore`: everything in one file, proven, and back again on either database."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Final

from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from bot.cli.terminal import LANGUAGE, complain, say
from bot.media import media_of
from bot.settings import BACKUP_ID, ROOT, Settings, read_settings
from locales.texts import Text, Texts
from models.storage import backups
from models.storage.database import Database
from models.storage.purging import purge
from programmes.bangkok import BANGKOK
from services.backup import erasures
from services.backup.bucket import Bucket, fetch_backup, is_address
from services.backup.contents import BackupDescription
from services.backup.making import BackupMade, make
from services.backup.problems import BackupError
from services.backup.restoring import restore as restore_from
from services.backup.settling import Settled, settle
from services.backup.verifying import verify as verify_file

POLITE: Final = 10  # how much later than others it gets the processor
TOLD_EVERY: Final = 2.0  # seconds between two lines about how far it is
MEGABYTE: Final = 1_000_000


def backup(arguments: Namespace) -> int:
    """`backup FILE` makes one, `backup verify FILE` proves one."""
    text = _texts()
    match arguments.words:
        case ["verify", file]:
            return _guarded(lambda: _verify(file, _key(arguments), text), text, file)
        case [file] if file != "verify":  # of a file that was left out
            return _guarded(lambda: _make(Path(file), arguments.to, read_settings(), text), text, file)
    complain(text("backup-which-file"))
    return 2


def restore(arguments: Namespace) -> int:
    text = _texts()
    return _guarded(lambda: _restore(arguments, read_settings(), text), text, arguments.file)


def _make(file: Path, to: str | None, settings: Settings, text: Text) -> int:
    address = to or settings.backup_to
    bucket = Bucket.at(address) if address else None
    if sys.argv[1:2] == ["backup"]:  # this process was started for it, perhaps beside a bot that serves
        os.nice(POLITE)
    clock = settings.clock()
    with closing(Database(settings.database_url, secret=settings.secret, pool_size=2)) as database:
        number = _noted(database, clock.now(), file.name)
        try:
            _note_erasures(database, settings.backups, file.parent)
            with _told(text) as progress:
                media = media_of(settings)
                key = settings.backup_public_key
                made = make(database, media, file, clock.now, public_key=key, progress=progress)
            _say_made(made, file, text)
            if bucket is not None:  # before it is noted as made: only a copy elsewhere outlives this machine
                _copy(bucket, file, settings, text)
        except (BackupError, DBAPIError) as error:
            why = error.reason if isinstance(error, BackupError) else type(error.orig).__name__
            _note(database, lambda session: backups.fail(session, number, clock.now(), why))
            raise
        size = made.size
        _note(database, lambda session: backups.end(session, number, clock.now(), snapshot_at=made.at, size=size))
    return 0


def _copy(bucket: Bucket, file: Path, settings: Settings, text: Text) -> None:
    bucket.put(file)
    bucket.put_journal(settings.backups / erasures.NAME)
    say(text("bucket-copied", file=file.name, address=bucket.address))


def _noted(database: Database, now: datetime, name: str) -> int:
    """Return the number under which a backup is noted. 0 if the database cannot note it: its schema is older."""
    if given := os.environ.get(BACKUP_ID):
        return int(given)
    try:
        with database.write() as session:
            return backups.begin(session, now, name) or 0
    except DBAPIError:
        return 0


def _note(database: Database, what: Callable[[Session], None]) -> None:
    try:
        with database.write() as session:
            what(session)
    except DBAPIError:
        pass  # the schema is older, or the database takes no write: the backup is what counts


def _note_erasures(database: Database, *folders: Path) -> None:
    """Begin the journal beside the file too: a backup that is carried away needs it."""
    try:
        with database.read() as session:
            people = erasures.erased_people(session)
    except DBAPIError as error:
        raise BackupError("backup-never-migrated") from error
    for folder in dict.fromkeys(folder.absolute() for folder in folders):
        try:
            erasures.note(folder, people, begin=True)
        except OSError as error:
            raise BackupError("backup-cannot-write", folder=str(folder), why=str(error.strerror)) from error


@contextmanager
def _here(said: str) -> Iterator[tuple[Path, list[Path]]]:
    """Yield a backup as a file of this machine, and the journals that came with it: what is in a bucket is fetched."""
    if not is_address(said):
        yield Path(said), []
        return
    with TemporaryDirectory(prefix="castbot-") as folder:
        yield fetch_backup(said, Path(folder))


def _verify(said: str, key: Path | None, text: Text) -> int:
    with _here(said) as (file, _), _told(text) as progress:
        found = verify_file(file, private_key=key, progress=progress)
    say(text("backup-verified", at=_when(found.about.at), rows=found.about.rows, files=found.files))
    _say_missing(found.missing, text)
    return 0


def _restore(arguments: Namespace, settings: Settings, text: Text) -> int:
    with _here(arguments.file) as (file, fetched):
        return _restore_file(file, _journals(arguments, file, fetched, settings), arguments, settings, text)


def _restore_file(
    file: Path, journals: list[erasures.Journal], arguments: Namespace, settings: Settings, text: Text
) -> int:
    now = settings.clock().now()
    media, settled = media_of(settings), list[Settled]()

    def afterwards(session: Session, about: BackupDescription) -> None:
        settled.append(settle(session, media, journals, about.at, now, file.name))

    with _told(text) as progress:
        done = restore_from(
            file,
            settings.database_url,
            media,
            afterwards,
            secret=settings.secret,
            private_key=_key(arguments),
            progress=progress,
        )
    say(text("restored", at=_when(done.about.at), rows=done.about.rows, files=done.files))
    say(text("restored-settled", erased=settled[0].erased, skipped=settled[0].skipped, doubtful=settled[0].uncertain))
    _say_missing(done.missing, text)
    if settled[0].erased and not _forgets(settings):
        complain(text("restored-purge"))
        return 1
    return 0


def _forgets(settings: Settings) -> bool:
    """Make the database's files forget who was erased while restoring. Return False if it did not let us."""
    with closing(Database(settings.database_url, pool_size=2)) as database:
        return all(step.done for step in purge(database))


def _journals(arguments: Namespace, file: Path, fetched: list[Path], settings: Settings) -> list[erasures.Journal]:
    """Return the journals of erasures. Raises BackupError if there is none and the operator has not said so."""
    given = [Path(one) for one in arguments.erasures]
    for one in given:
        if not one.exists():
            raise BackupError("erasures-not-there", file=str(one))
    found = erasures.read_all([*given, *fetched, file.parent / erasures.NAME, settings.backups / erasures.NAME])
    if not found and not arguments.without_erasures:
        raise BackupError("erasures-none", folder=str(Path(arguments.file).parent))
    return found


def _say_made(made: BackupMade, file: Path, text: Text) -> None:
    size = f"{made.size / MEGABYTE:.1f}"
    say(text("backup-made", file=str(file), at=_when(made.at), rows=made.rows, files=made.files, size=size))
    _say_missing(made.missing, text)


def _say_missing(missing: tuple[str, ...], text: Text) -> None:
    if missing:
        say(text("backup-missing", count=len(missing)))


def _when(at: datetime) -> str:
    return at.astimezone(BANGKOK).isoformat(" ", "seconds")[:19]


def _key(arguments: Namespace) -> Path | None:
    return Path(arguments.key) if arguments.key else None


def _texts() -> Text:
    return Texts.load(ROOT / "locales").in_language(LANGUAGE)


@contextmanager
def _told(text: Text) -> Iterator[Callable[[int, int], None]]:
    """Yield what says on the terminal how far it is, every few seconds."""
    last = monotonic()

    def progress(done: int, of: int) -> None:
        nonlocal last
        if monotonic() - last >= TOLD_EVERY and of:
            last = monotonic()
            complain(text("backup-progress", done=done, of=of, share=100 * done // of))

    yield progress


def _guarded(do: Callable[[], int], text: Text, file: str) -> int:
    """Do it; what is wrong is said in a line, with what to do."""
    try:
        return do()
    except BackupError as error:
        complain(text(error.reason, **({"file": file} | error.values)))
    except DBAPIError as error:
        complain(text("backup-no-database", why=type(error.orig).__name__))
    except BrokenPipeError:
        sys.stderr.close()
    return 1
