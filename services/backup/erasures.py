"""The journal of erasures: who was erased, so that a backup from before does not bring them back.

It is a file beside the backups, a JSON object a line, and has no names: the number that a person had, when they were
erased, and a salted hash of that number and of the microsecond in which they were put on record. The hash tells
the person of this database from one with the same number in another. Lines are only ever added.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from typing import IO, Any, Final, Self

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.people.people import Person, PersonState
from services.backup.problems import BackupError

NAME: Final = "erasures.jsonl"
_FORMAT: Final = "castbot erasures 1"


@dataclass(frozen=True, slots=True)
class Erasure:
    """One line: the number a person had, a hash by which they are recognised, and when they were erased."""

    person_id: int
    hash: str
    at: datetime

    def to_bytes(self) -> bytes:
        said = {"person": self.person_id, "hash": self.hash, "at": self.at.astimezone(UTC).isoformat()}
        return orjson.dumps(said) + b"\n"


@dataclass(frozen=True, slots=True)
class Journal:
    """What a journal says. Without a file it is empty and has no salt."""

    salt: str
    lines: tuple[Erasure, ...]

    @classmethod
    def read(cls, file: Path) -> Self:
        """Raises BackupError if there is something else in the file."""
        try:
            with file.open("rb") as opened:
                return cls(*_read(opened))
        except FileNotFoundError:
            return cls("", ())
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise BackupError("erasures-unreadable", file=str(file)) from error

    def names(self, person: Person) -> Erasure | None:
        """Return the line about a person of a restored database, or None."""
        own = hash_of(self.salt, person.id, person.created_at)
        return next((line for line in self.lines if line.person_id == person.id and line.hash == own), None)


def hash_of(salt: str, person_id: int, created_at: datetime) -> str:
    said = f"{salt} {person_id} {created_at.astimezone(UTC).isoformat(timespec='microseconds')}"
    return hashlib.sha256(said.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class ErasedPerson:
    """Somebody who is erased in the database."""

    id: int
    created_at: datetime
    erased_at: datetime


def erased_people(session: Session) -> list[ErasedPerson]:
    """Return everybody who was ever erased."""
    erased = Person.state == PersonState.ERASED, Person.erased_at.is_not(None)
    found = select(Person.id, Person.created_at, Person.erased_at).where(*erased).order_by(Person.id)
    return [ErasedPerson(number, created, at) for number, created, at in session.execute(found) if at is not None]


def note(folder: Path, people: Sequence[ErasedPerson], *, begin: bool = False) -> int:
    """Add to the journal of a folder whoever it does not name yet. Return how many. It is on the disk afterwards.

    Without anybody no journal is begun, unless `begin`. Raises OSError.
    """
    file = folder / NAME
    if not people and not begin and not file.exists():
        return 0
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _held(file) as opened:
        opened.truncate(opened.read().rfind(b"\n") + 1)  # a kill may have left half a line
        opened.seek(0)
        salt, lines = _read(opened) if os.fstat(opened.fileno()).st_size else (_begin(opened), ())
        known = {(line.person_id, line.hash) for line in lines}
        new = [Erasure(one.id, hash_of(salt, one.id, one.created_at), one.erased_at) for one in people]
        missing = [line for line in new if (line.person_id, line.hash) not in known]
        opened.seek(0, os.SEEK_END)
        opened.write(b"".join(line.to_bytes() for line in missing))
        opened.flush()
        os.fsync(opened.fileno())
    return len(missing)


def read_all(files: Iterable[Path]) -> list[Journal]:
    """Return the journals that exist among these files."""
    return [Journal.read(file) for file in dict.fromkeys(one.absolute() for one in files) if file.exists()]


@contextmanager
def _held(file: Path) -> Iterator[IO[bytes]]:
    """Open the journal for one process at a time."""
    with os.fdopen(os.open(file, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as opened:
        fcntl.flock(opened, fcntl.LOCK_EX)
        yield opened


def _begin(opened: IO[bytes]) -> str:
    salt = token_hex(16)
    opened.write(orjson.dumps({"format": _FORMAT, "salt": salt}) + b"\n")
    return salt


def _read(opened: IO[bytes]) -> tuple[str, tuple[Erasure, ...]]:
    """Return salt and lines; a last line without its end was never finished. Raises ValueError, KeyError, TypeError."""
    said: list[dict[str, Any]] = [orjson.loads(line) for line in opened.read().split(b"\n")[:-1]]
    if not said or not all(isinstance(one, dict) for one in said) or said[0].get("format") != _FORMAT:
        raise ValueError("no journal of erasures")
    lines = [Erasure(int(one["person"]), str(one["hash"]), datetime.fromisoformat(one["at"])) for one in said[1:]]
    return str(said[0]["salt"]), tuple(lines)
