"""The journal of erasures: it names nobody, recognises the erased, and survives a kill in the middle of a line."""

import fcntl
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import select

from models.people.people import Person, PersonState
from models.storage.database import Database
from services.backup import erasures
from services.backup.erasures import NAME, ErasedPerson, Journal
from services.backup.problems import BackupError
from tests.databases import on_sqlite
from tests.services.backup.stored import AT

SOMCHAI = ErasedPerson(7, AT, AT + timedelta(days=3))


def person(number: int = 7, *, later: int = 0) -> Person:
    return Person(id=number, key="P7", name="สมชาย", created_at=AT + timedelta(microseconds=later))


def test_who_is_noted_is_recognised_and_nobody_else(tmp_path: Path) -> None:
    assert erasures.note(tmp_path, [SOMCHAI]) == 1
    journal = Journal.read(tmp_path / NAME)
    found = journal.names(person())
    assert found is not None
    assert found.at == SOMCHAI.erased_at
    assert journal.names(person(8)) is None
    assert journal.names(person(later=1)) is None  # the same number in another database


@on_sqlite
def test_only_who_is_erased_is_noted(database: Database) -> None:
    with database.write() as session:
        for number, state in enumerate(PersonState):
            erased_at = AT if state is PersonState.ERASED else None
            session.add(Person(key=f"P{number}", name="ใคร", state=state, created_at=AT, erased_at=erased_at))
        session.flush()
        number = session.scalars(select(Person.id).where(Person.state == PersonState.ERASED)).one()
        assert erasures.erased_people(session) == [ErasedPerson(number, AT, AT)]


def test_each_is_noted_once_whichever_process_notes_them(tmp_path: Path) -> None:
    other = ErasedPerson(8, AT, AT)
    assert [erasures.note(tmp_path, people) for people in ([SOMCHAI], [SOMCHAI, other], [other])] == [1, 1, 0]
    assert [line.person_id for line in Journal.read(tmp_path / NAME).lines] == [7, 8]


def test_two_journals_say_nothing_in_common_of_the_same_person(tmp_path: Path) -> None:
    hashes = set()
    for folder in (tmp_path / "a", tmp_path / "b"):
        erasures.note(folder, [SOMCHAI])
        hashes.add(Journal.read(folder / NAME).lines[0].hash)
    assert len(hashes) == 2


def test_no_journal_is_begun_without_anybody_unless_a_backup_needs_one(tmp_path: Path) -> None:
    assert erasures.note(tmp_path / "new", []) == 0
    assert not (tmp_path / "new").exists()
    folder = tmp_path / "new" / "backups"
    erasures.note(folder, [], begin=True)
    assert Journal.read(folder / NAME).lines == ()
    assert (folder / NAME).stat().st_mode & 0o077 == 0


def test_a_line_that_was_cut_off_is_written_again(tmp_path: Path) -> None:
    erasures.note(tmp_path, [SOMCHAI])
    whole = (tmp_path / NAME).read_bytes()
    (tmp_path / NAME).write_bytes(whole[:-20])
    assert Journal.read(tmp_path / NAME).lines == ()
    assert erasures.note(tmp_path, [SOMCHAI]) == 1
    assert Journal.read(tmp_path / NAME).names(person())


def test_another_file_is_no_journal(tmp_path: Path) -> None:
    for words in ("ข้อความ\n", "{}\n", "[1]\n", '{"format":"castbot erasures 9","salt":"x"}\n'):
        (tmp_path / NAME).write_text(words, "utf-8")
        with pytest.raises(BackupError, match="erasures-unreadable"):
            Journal.read(tmp_path / NAME)


def test_two_processes_do_not_write_at_once(tmp_path: Path) -> None:
    erasures.note(tmp_path, [], begin=True)
    writing = Thread(target=erasures.note, args=(tmp_path, [SOMCHAI]))
    with (tmp_path / NAME).open("rb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        writing.start()
        writing.join(0.1)
        assert Journal.read(tmp_path / NAME).lines == ()
    writing.join()
    assert Journal.read(tmp_path / NAME).names(person())
