"""Attempts: before a request is posted it is stored that it may have been, many in one commit.

So after a crash it is known which requests were never posted, and none of them is uncertain. The same commit checks
that this process still holds the chat's queue: a process that was stopped for longer than its lease posts nothing more.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Final

import structlog
from sqlalchemy.orm import Session

from bot.outbound.outbox import FrozenRequest
from models.messaging import chat_queues, deliveries
from models.messaging.chat_queues import Direction
from models.storage.database import Database
from models.storage.group_commit import GroupCommitQueue

log = structlog.get_logger()
AT_ONCE: Final = 64


@dataclass(slots=True)
class Attempt:
    """A request that waits to be posted."""

    frozen: FrozenRequest
    decided: Event = field(default_factory=Event)
    may_post: bool = False
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Noted:
    """Attempts in a transaction that is not committed yet, and the claims that this process still holds."""

    attempts: Sequence[Attempt] = ()
    held: frozenset[int] = frozenset()  # delivery ids


class NotNoted(Exception):
    """The attempt could not be stored, so the request was not posted."""


class AttemptWriter:
    """The writer of one process. Another writer may note waiting attempts in its own transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: GroupCommitQueue[Attempt] = GroupCommitQueue()
        self._thread = Thread(target=self._work, name="attempts", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Note what waits. After this nothing may be added."""
        self._waiting.end()
        self._thread.join()

    def may_post(self, frozen: FrozenRequest) -> bool:
        """Store that a request may have been posted. Return False if another process holds its queue by now. Raises
        NotNoted if nothing could be stored."""
        if frozen.in_doubt:  # that is stored already, and posting it once more changes nothing
            return True
        attempt = Attempt(frozen)
        self._waiting.join(attempt)
        attempt.decided.wait()
        if attempt.failed:
            raise NotNoted
        return attempt.may_post

    def note_in(self, session: Session) -> Noted:
        """Note what waits in another writer's transaction, which must call `kept` or `lost` afterwards. This is for
        SQLite, which has one writer at a time."""
        attempts = self._waiting.take(AT_ONCE)
        try:
            return _noted(session, attempts)
        except BaseException:
            self._waiting.put_back(attempts)
            raise

    def kept(self, noted: Noted) -> None:
        for attempt in noted.attempts:
            attempt.may_post = attempt.frozen.delivery_id in noted.held
            attempt.decided.set()

    def lost(self, noted: Noted) -> None:
        self._waiting.put_back(noted.attempts)

    def _work(self) -> None:
        while self._waiting.wait():
            attempts: list[Attempt] = []
            try:
                with self._database.write() as session:
                    attempts = self._waiting.take(AT_ONCE)  # only now, to include those that came while another wrote
                    noted = _noted(session, attempts)
            except Exception as error:
                log.error("attempts.not_noted", error=type(error).__name__, calls=len(attempts))
                self._fail(attempts or self._waiting.take(AT_ONCE))
            else:
                self.kept(noted)

    @staticmethod
    def _fail(attempts: Sequence[Attempt]) -> None:
        for attempt in attempts:
            attempt.failed = True
            attempt.decided.set()


def _noted(session: Session, attempts: Sequence[Attempt]) -> Noted:
    if not attempts:
        return Noted()
    held = chat_queues.still_held(session, Direction.OUT, [attempt.frozen.claim for attempt in attempts])
    mine = [a.frozen.delivery_id for a in attempts if a.frozen.claim in held]
    deliveries.begin_attempts(session, mine)
    return Noted(attempts, frozenset(mine))
