"""What is done to restored data before anybody uses it: who was erased since is erased, nothing is sent late unsaid.

Between the backup and its restore the bot ran on, or stood still; nobody knows what it sent. So what was due then is
sent to nobody: reminders and announcements of that time are on record as late (the clock asks `backups.is_lost`), what
waited in the outbox to be pushed is skipped, and a request that LINE may have got is uncertain. What waits for a
person's next message goes on waiting. Events that were stored and not handled are handled.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, null, select, update
from sqlalchemy.orm import Session

from models.activities import media
from models.coordination.broadcasts import Broadcast, BroadcastState
from models.messaging.chat_queues import ChatQueue
from models.messaging.deliveries import Delivery, DeliveryState
from models.messaging.rates import Rate
from models.people import audit
from models.people.people import Person, PersonState
from models.privacy import erasure
from models.reminders import reminders
from models.storage import backups
from models.storage.shared_time import SharedTime
from services.backup.erasures import Journal
from services.media.store import MediaStore

ACTOR = "command"
RESTORED = "restored"  # the error of a delivery that is not sent because of a restore


@dataclass(frozen=True, slots=True)
class Settled:
    """How many people were erased again, how many messages are not sent, and of how many it is not known."""

    erased: int
    skipped: int
    uncertain: int


def settle(
    session: Session, store: MediaStore, journals: Sequence[Journal], snapshot_at: datetime, now: datetime, file: str
) -> Settled:
    """Make restored data fit to be used. `now` is programme time, and real time as far as it is known yet."""
    erased = _erase_again(session, store, journals)
    skipped, uncertain = _leave_unsent(session, now)
    for of_the_host in (SharedTime, Rate):  # they speak of a host that is no more
        session.execute(delete(of_the_host))
    session.execute(update(ChatQueue).values(holder=None, held_until=None))
    backups.note_restore(session, snapshot_at, now, file)
    audit.record(session, now, ACTOR, "restore", erased=erased, skipped=skipped, uncertain=uncertain)
    return Settled(erased, skipped, uncertain)


def _erase_again(session: Session, store: MediaStore, journals: Sequence[Journal]) -> int:
    alive = session.scalars(select(Person).where(Person.state != PersonState.ERASED)).all()
    found = [(person, line) for person in alive for journal in journals if (line := journal.names(person))]
    for person, line in found:
        erasure.erase(session, person, line.at, actor=ACTOR)
        session.flush()
    while found and erasure.remove_chats(session, also_with_menu=True):
        pass
    while hashes := erasure.leftover_files(session):
        for sha256 in hashes:
            if not media.is_kept(session, sha256):
                store.delete(sha256)
            erasure.forget_leftover(session, sha256)
    return len({person.id for person, _ in found})


def _leave_unsent(session: Session, now: datetime) -> tuple[int, int]:
    """Skip what was to be pushed, and end in doubt what was being sent. Reminders among it are late."""
    frozen = update(Delivery).where(Delivery.state == DeliveryState.SEALED)
    doubtful = session.execute(frozen.values(state=DeliveryState.UNCERTAIN, error=RESTORED, settled_at=now))
    unsent = update(Delivery).where(Delivery.state == DeliveryState.DUE, Delivery.rides.is_(False))
    nothing = {"state": DeliveryState.SKIPPED, "messages": null(), "reply_token": None}
    skipped = session.execute(unsent.values(**nothing, error=RESTORED, settled_at=now))
    reminders.settle(session)
    under_way = update(Broadcast).where(Broadcast.state == BroadcastState.QUEUING)
    session.execute(under_way.values(state=BroadcastState.QUEUED, queued_at=now))
    return int(skipped.rowcount), int(doubtful.rowcount)  # type: ignore[attr-defined]
