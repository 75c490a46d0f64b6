"""Before restored data is used: nothing of the time between is sent unsaid, and nobody comes back who was erased."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from models.activities.media import Media, MediaState
from models.coordination.broadcasts import Broadcast, BroadcastState
from models.messaging.chat_queues import ChatQueue, Direction
from models.messaging.deliveries import Delivery, DeliveryState
from models.people.audit import AuditEntry
from models.people.people import Person, PersonState
from models.privacy import erasure
from models.reminders.reminders import OccurrenceState, ReminderOccurrence
from models.storage import backups
from models.storage.backups import Backup, BackupState
from models.storage.database import Database
from models.storage.shared_time import SharedTime
from services.backup.erasures import NAME, ErasedPerson, Journal, note
from services.backup.settling import settle
from services.media.store import FolderStore
from tests.databases import on_sqlite
from tests.services.backup.stored import AT

pytestmark = on_sqlite
NOW = AT + timedelta(days=2)


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.write() as opened:
        yield opened


def delivery(session: Session, number: int, state: DeliveryState, **values: object) -> None:
    row = {"id": number, "chat_key": f"U{number}", "state": state, "message_count": 1, "due_at": AT, "retry_key": "k"}
    session.execute(insert(Delivery).values(row | {"messages": [{"type": "text"}], "created_at": AT} | values))


def settled(session: Session, tmp_path: Path, *journals: Journal) -> tuple[int, int, int]:
    found = settle(session, FolderStore(tmp_path), journals, AT, NOW, "castbot.tar.zst")
    session.flush()
    return found.erased, found.skipped, found.uncertain


def test_what_was_to_be_pushed_is_skipped_what_was_being_sent_is_uncertain_and_what_rides_goes_on(
    session: Session, tmp_path: Path
) -> None:
    delivery(session, 1, DeliveryState.DUE)
    delivery(session, 2, DeliveryState.SEALED, body=b"{}")
    delivery(session, 3, DeliveryState.DUE, rides=True)
    delivery(session, 4, DeliveryState.PARKED)
    delivery(session, 5, DeliveryState.SENT)
    assert settled(session, tmp_path) == (0, 1, 1)
    found = session.execute(select(Delivery.id, Delivery.state, Delivery.error).order_by(Delivery.id)).all()
    assert found == [
        (1, DeliveryState.SKIPPED, "restored"),
        (2, DeliveryState.UNCERTAIN, "restored"),
        (3, DeliveryState.DUE, None),
        (4, DeliveryState.PARKED, None),
        (5, DeliveryState.SENT, None),
    ]


def test_a_reminder_that_was_to_be_pushed_is_late(session: Session, tmp_path: Path) -> None:
    delivery(session, 1, DeliveryState.DUE)
    occurrence = {"rule": "daily_missing", "person_id": 1, "occurrence": "x", "subject": "day:2023-07-12", "version": 1}
    row = occurrence | {"due_at": AT, "until": NOW, "state": OccurrenceState.QUEUED, "delivery_id": 1}
    session.execute(insert(ReminderOccurrence).values(row))
    settled(session, tmp_path)
    assert session.scalars(select(ReminderOccurrence.state)).all() == [OccurrenceState.SKIPPED_LATE]


def test_what_a_dead_host_held_is_free_and_an_announcement_under_way_reaches_nobody_else(
    session: Session, tmp_path: Path
) -> None:
    session.add(Person(id=1, key="C1", name="กานดา", created_at=AT))
    session.flush()
    values = {"author_id": 1, "audience": {}, "reached": 0, "created_at": AT}
    for state in BroadcastState:
        session.execute(insert(Broadcast).values(values | {"state": state}))
    held = {"chat_key": "U1", "way": Direction.IN, "ready_at": AT, "arrivals": 1, "holder": 5, "held_until": NOW}
    session.execute(insert(ChatQueue).values(held))
    session.execute(insert(SharedTime).values(id=1, boot="another", ahead=1, changes=0))
    settled(session, tmp_path)
    assert session.execute(select(ChatQueue.holder, ChatQueue.ready_at)).one() == (None, AT)
    assert session.scalars(select(SharedTime.id)).all() == []
    left = [one for one in BroadcastState if one is not BroadcastState.QUEUING]
    assert sorted(session.scalars(select(Broadcast.state))) == sorted([*left, BroadcastState.QUEUED])


def test_the_restore_is_on_record_and_the_backup_it_came_from_is_done(session: Session, tmp_path: Path) -> None:
    backups.begin(session, AT, "castbot.tar.zst", "2023-07-12#1")
    settled(session, tmp_path)
    found = session.execute(select(Backup.state, Backup.snapshot_at).order_by(Backup.id)).all()
    assert found == [(BackupState.DONE, AT), (BackupState.RESTORED, AT)]
    assert [backups.is_lost(session, at) for at in (AT, NOW - timedelta(seconds=1), NOW)] == [True, True, False]
    assert backups.last(session).snapshot_at == AT
    assert session.scalars(select(AuditEntry.action)).all() == ["restore"]


def test_the_bytes_of_who_is_erased_again_go_unless_somebody_else_has_sent_them(
    session: Session, tmp_path: Path
) -> None:
    store = FolderStore(tmp_path)
    own, shared = store.put(b"own"), store.put(b"shared")
    for number, hashes in ((1, (own, shared)), (2, (shared,))):
        session.add(Person(id=number, key=f"P{number}", name=f"สมชาย {number}", created_at=AT))
        session.flush()
        of = {"person_id": number, "chat_key": f"U{number}", "state": MediaState.STORED, "created_at": AT}
        session.add_all(Media(message_id=f"{number} {one}", sha256=one, **of) for one in hashes)
    session.flush()
    note(tmp_path, [ErasedPerson(1, AT, NOW)])
    settled(session, tmp_path, Journal.read(tmp_path / NAME))
    assert [store.has(one) for one in (own, shared)] == [False, True]
    assert erasure.leftover_files(session) == []


def test_who_was_erased_since_is_erased_again_and_nobody_else(session: Session, tmp_path: Path) -> None:
    for number in (1, 2):
        session.add(Person(id=number, key=f"P{number}", name=f"สมชาย {number}", created_at=AT))
    session.add(Person(id=3, key="#3", name="#3", state=PersonState.ERASED, created_at=AT, erased_at=AT))  # before it
    session.flush()
    note(tmp_path, [ErasedPerson(3, AT, AT), ErasedPerson(1, AT, AT + timedelta(days=1)), ErasedPerson(9, AT, NOW)])
    assert settled(session, tmp_path, Journal.read(tmp_path / NAME)) == (1, 0, 0)
    found = session.execute(text("SELECT id, name, state FROM person ORDER BY id")).all()
    assert found == [
        (1, "#1", PersonState.ERASED),
        (2, "สมชาย 2", PersonState.INVITED),
        (3, "#3", PersonState.ERASED),
    ]
