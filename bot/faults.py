"""What is wrong around the bot and not in it, in a line that begins with the setting and says what to do.

Only what an operator can put right is here. Anything else is ours, and is raised as it is.
"""

import errno
import os
import re
import socket
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import psycopg
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from bot.settings import Settings, SettingsError, read_settings

_NO_SUCH_TABLE: Final = ("no such table", "no such column", "has no column")
_ABSENT: Final = (psycopg.errors.UndefinedTable, psycopg.errors.UndefinedColumn)
_OPTION: Final = re.compile(r"invalid uri query parameter|invalid \w+ value|invalid connection option")
MIGRATE: Final = "DATABASE_URL: the database has not this version's tables; run `python -m bot migrate`"


_REMEDIES: Final = {
    errno.ENOENT: "is not there, or its folder is not; make the folder, or name another",
    errno.ENOTDIR: "is not there: a file is where its folder should be; name another",
    errno.EISDIR: "is a folder; name a file in it",
    errno.EACCES: "may not be used by this user; correct its rights, or name another",
    errno.EPERM: "may not be used by this user; correct its rights, or name another",
    errno.EROFS: "is on a disk that takes no writes; name another",
    errno.EEXIST: "is there already, as something else; name another",
    errno.ENAMETOOLONG: "has too long a name; name another",
}
_FULL: Final = (errno.ENOSPC, errno.EDQUOT)


def in_words(error: BaseException, named: Iterable[str] = ()) -> str | None:
    """Return what to tell the operator, or None if the fault is none of theirs.

    `named` are the words of the command: a file or folder among them, or in one of them, is the operator's.
    """
    if isinstance(error, DBAPIError):
        return _of_database(error.orig)
    return _of_file(error, named) if isinstance(error, OSError) else None


def _of_file(error: OSError, named: Iterable[str]) -> str | None:
    if error.errno in _FULL:
        return f"{error.filename or 'the disk'}: there is no room left on the disk; make room"
    remedy = _REMEDIES.get(error.errno or 0)
    if remedy is None:
        return None
    places = [Path(os.path.abspath(place)) for place in (error.filename, error.filename2) if isinstance(place, str)]
    theirs = [Path(os.path.abspath(word)) for word in named if word]
    found = next((one for one in theirs for place in places if _is_of(place, one)), None)
    if found is not None:
        return f"{found}: {remedy}"
    return next((said for place in places for said in _of_settings(place)), None)


def _is_of(place: Path, named: Path) -> bool:
    """Whether a place is what was named, or in it, or the file beside it that becomes it once it is whole."""
    unfinished = place.parent == named.parent and place.name.startswith(f".{named.name}.")
    return place == named or named in place.parents or unfinished


def _of_settings(place: Path) -> Iterator[str]:
    """Yield what to say of a file or folder that a setting names, that is in it or beside it, or that it is in."""
    try:
        settings = read_settings()
    except SettingsError:
        return
    url = make_url(settings.database_url)
    file = {"DATABASE_URL": Path(url.database)} if url.get_backend_name() == "sqlite" and url.database else {}
    for name, path in (file | {"MEDIA_DIR": settings.media_dir, "BACKUP_DIR": settings.backups}).items():
        whole = path.absolute()
        if str(place).startswith(str(whole)) or place in whole.parents:
            yield f"{name}: nothing can be stored at {path} ({place}); correct its rights, or name another"


def _of_database(error: BaseException | None) -> str | None:
    words = str(error)
    if isinstance(error, sqlite3.Error):
        if any(part in words for part in _NO_SUCH_TABLE):
            return MIGRATE
        if "not a database" in words or "malformed" in words:
            return "DATABASE_URL: the file is no SQLite database, or is damaged; name the right one or restore a backup"
        if "unable to open" in words:
            return (
                "DATABASE_URL: the file cannot be opened; see that its folder exists and that this user may write there"
            )
        if "readonly" in words:
            return "DATABASE_URL: the file cannot be written; give this user the right to write it and its folder"
        if "disk is full" in words:
            return "DATABASE_URL: the disk is full; make room"
        return None
    if isinstance(error, _ABSENT):
        return MIGRATE
    if isinstance(error, psycopg.errors.InvalidCatalogName):
        return "DATABASE_URL: there is no such database on the server; create it (createdb), then run the command again"
    if isinstance(error, psycopg.errors.InsufficientPrivilege):
        return "DATABASE_URL: this user of the database may not do this; make it the owner of the database"
    if isinstance(error, psycopg.ProgrammingError | psycopg.OperationalError) and _OPTION.search(words):
        return "DATABASE_URL: PostgreSQL does not know an option behind its ?; correct or remove it"
    if isinstance(error, psycopg.OperationalError):
        if "does not exist" in words:
            return (
                "DATABASE_URL: there is no such database or user on the server; create it, then run the command again"
            )
        if "password" in words or "authentication" in words:
            return "DATABASE_URL: the server refuses this user or password; correct them"
        return "DATABASE_URL: the server does not answer; see that it runs, and that host and port are right"
    return None


def check_around(settings: Settings) -> None:
    """See before a serving process begins that its port is free and its folders can be written. Raises SettingsError
    with a line for each fault."""
    found = [said for said in (_port(settings), *_folders(settings)) if said]
    if found:
        raise SettingsError("\n".join(found))


def check_folders(settings: Settings) -> None:
    """As `check_around`, for a process that listens nowhere."""
    found = [said for said in _folders(settings) if said]
    if found:
        raise SettingsError("\n".join(found))


def _port(settings: Settings) -> str | None:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
            probe.listen(1)
        except OSError as error:
            port = settings.port
            if error.errno == errno.EADDRINUSE:
                return f"PORT: something else listens on {port} already; stop it, or choose another PORT"
            if error.errno == errno.EACCES:
                return f"PORT: this user may not listen on {port}; choose a PORT above 1023"
            return f"HOST: this machine has no address {settings.host}; use 0.0.0.0, or 127.0.0.1 behind a proxy"
    return None


def _folders(settings: Settings) -> Iterator[str | None]:
    if settings.media_url is None:
        yield _writable("MEDIA_DIR", settings.media_dir)
    yield _folder_of_database(settings)
    if settings.backup_at is not None:
        yield _writable("BACKUP_DIR", settings.backups)


def _folder_of_database(settings: Settings) -> str | None:
    url = make_url(settings.database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        return None
    if Path(url.database).is_dir():
        return f"DATABASE_URL: {url.database} is a folder; name a file in it, such as {url.database}/castbot.db"
    return _writable("DATABASE_URL", Path(url.database).absolute().parent)


def _writable(name: str, folder: Path) -> str | None:
    """Return why nothing can be written in a folder, which is made if it is absent."""
    mark = folder / f".castbot-{socket.gethostname()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        mark.touch()
        mark.unlink(missing_ok=True)
    except OSError as error:
        return (
            f"{name}: nothing can be written in {folder} ({error.strerror}); correct its rights or name another folder"
        )
    return None
