"""The worker: claims chats with waiting events and handles the events, with all effects in one transaction."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Event as Signal
from threading import Thread
from time import monotonic
from typing import Final

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.inbound.handling import ChatHandling
from bot.inbound.incoming import IncomingEvent, read_ahead
from bot.inbound.turn_factory import TurnFactory
from bot.outbound import late
from bot.outbound.attempts import Noted
from bot.outbound.handover import Handover
from bot.outbound.outbox import SendTimes
from bot.outbound.recorder import PostedRequest
from bot.outbound.sender import Sender
from bot.pulse import Pulse
from bot.wakeups import Wakeups
from models.messaging import chat_queues, inbox
from models.messaging.chat_queues import Claim, Direction
from models.messaging.inbox import WaitingEvent
from models.people.speakers import STRANGER, SpeakerRole
from models.storage.batch import BatchSession
from models.storage.database import Database

log = structlog.get_logger()
PAUSE_AFTER_TROUBLE: Final = timedelta(seconds=1)
# With 16 a turn took 0.3 ms more; with 96 the web process waited too long for the database (21 November 2026).
CHATS_A_COMMIT: Final = 48
FEWEST_CHATS: Final = 4  # a commit of fewer would cost more than its chats
LONGEST_HOLD: Final = 0.03  # seconds for which a commit may keep SQLite's only writer from calls that LINE waits for
EVENTS_A_COMMIT: Final = 96  # so that the work in hand, and the time for which others wait, do not grow with a backlog


@dataclass(frozen=True, slots=True)
class ClaimedChat:
    """A claimed chat, its waiting events, and the role of its speaker."""

    claim: Claim
    waiting: Sequence[WaitingEvent]
    more: bool  # whether others wait after these
    speaker: SpeakerRole


@dataclass(frozen=True, slots=True)
class ReadChat:
    """A claimed chat whose events are parsed and understood."""

    claim: Claim
    events: Sequence[IncomingEvent]
    more: bool


class LostLease(Exception):
    """Another worker holds the chat. The work of this transaction must not be committed."""


def chats_of_next_commit(before: int, chats: int, seconds: float) -> int:
    """Return how many chats a commit may have, after one of `chats` held SQLite's writer for so many seconds."""
    if seconds <= LONGEST_HOLD:
        return min(CHATS_A_COMMIT, before + 1)
    return max(FEWEST_CHATS, min(before, int(chats * LONGEST_HOLD / seconds)))


class Worker:
    """The worker of one process. `turns` makes the turn of an event and calls its handler."""

    def __init__(self, database: Database, clock: Clock, turns: TurnFactory, sender: Sender, wakeups: Wakeups) -> None:
        self._database, self._clock, self._turns = database, clock, turns
        self._sender, self._wakeups = sender, wakeups
        self.pulse = Pulse("turns")
        self._stopping = Signal()
        self._next: Sequence[ClaimedChat] | None = None  # claimed with the last commit; None: not claimed yet
        self._chats = CHATS_A_COMMIT  # so many that a commit does not hold the writer too long
        # One thread: a second one slowed the web process by more than it gained while the first waited for a commit
        # (measured 21 November 2026).
        self._thread = Thread(target=self._work, name="turns", daemon=True)

    def start(self) -> None:
        with suppress(SQLAlchemyError), self._database.write() as session:  # else housekeeping does it
            chat_queues.bring_forward(session, self._clock.real())
        self._thread.start()

    def stop(self) -> None:
        """Finish the turns that have begun. Waiting events stay in the inbox."""
        self._stopping.set()
        self._wakeups.wake(Direction.IN)
        self._thread.join()

    def _work(self) -> None:
        while not self._stopping.is_set() or self._next:
            self.pulse.beat()
            due, now = None, self._clock.real()
            try:
                if not self._next:
                    self._next, due = None, self._next_due()
                found = (self._next is not None or (due is not None and due <= now)) and self.work_once()
            except Exception as error:  # the database may be unreachable for a moment; the inbox keeps the events
                log.error("worker.trouble", error=type(error).__name__)
                self._stopping.wait(PAUSE_AFTER_TROUBLE.total_seconds())
                found = True
            if not found:
                self._wakeups.wait_until_due(Direction.IN, due, now)
        self.pulse.over()

    def _next_due(self) -> datetime | None:
        with self._database.read() as session:
            return chat_queues.next_due(session, Direction.IN, self._clock.real())

    def work_once(self) -> bool:
        """Handle the events of a few chats. Return False if nothing waits."""
        claimed, self._next = self._claim() if self._next is None else self._next, None
        unharmed = [self._read(chat) for chat in claimed if not chat.claim.abandoned]
        if unharmed:
            self._next = self._handle_together(unharmed, go_on=True)
        # The holders of these died, perhaps because of the first event. Each is handled by itself after its death was
        # counted, those with the fewest deaths first, so that a deadly event does not stop the others.
        abandoned = [chat for chat in claimed if chat.claim.abandoned]
        for chat in sorted(abandoned, key=lambda chat: chat.waiting[0].attempts if chat.waiting else 0):
            counted = self._death_counted(chat)
            if counted is not None:
                self._handle_together([self._read(counted)])
        return bool(claimed)

    def _claim(self) -> Sequence[ClaimedChat]:
        with self._database.write() as session:
            return self._claim_in(session)

    def _claim_in(self, session: BatchSession) -> Sequence[ClaimedChat]:
        """Claim chats and load their waiting events. Later events make the chats ready again."""
        claims = chat_queues.claim(session, Direction.IN, self._clock.real(), self._chats)
        if not claims:
            return ()
        keys = [claim.chat_key for claim in claims]
        found = inbox.waiting(session, keys, min(inbox.MOST_AT_ONCE, max(1, EVENTS_A_COMMIT // len(keys))))
        roles = self._turns.speaker_roles(session, keys, self._clock.now())
        return [
            ClaimedChat(claim, waiting.events, waiting.more, roles.get(claim.chat_key, STRANGER))
            for claim, waiting in ((claim, found[claim.chat_key]) for claim in claims)
        ]

    def _read(self, chat: ClaimedChat) -> ReadChat:
        """Parse and understand a chat's events, while the database is not locked."""
        programme = self._turns.programme
        return ReadChat(chat.claim, [read_ahead(row, chat.speaker, programme) for row in chat.waiting], chat.more)

    def _death_counted(self, chat: ClaimedChat) -> ClaimedChat | None:
        """Count a death for the first event in a commit of its own, because the event may kill this process too.

        The claim is renewed, because the chats before it have taken their time: two workers that stood still could
        otherwise take such chats from each other for as long as there are many. Return None if another has the chat.
        """
        with self._database.write() as session:
            now = self._clock.real()
            if not chat_queues.renew(session, chat.claim, now):
                return None
            if not chat.waiting:
                return chat
            first, *others = chat.waiting
            inbox.mark_failed(session, first.id, "abandoned", retry_at=now)
        return replace(chat, waiting=[replace(first, attempts=first.attempts + 1, retry_at=None), *others])

    def _is_still_ours(self, claim: Claim) -> bool:
        """Renew a claim before its chat is handled by itself. Return False if another worker has the chat."""
        with self._database.write() as session:
            return chat_queues.renew(session, claim, self._clock.real())

    def _handle_together(self, chats: Sequence[ReadChat], *, go_on: bool = False) -> Sequence[ClaimedChat] | None:
        """Handle chats in one transaction, and give their requests to the sender after the commit.

        With `go_on`, the same commit claims the next chats, which are returned. If anything fails with several chats,
        each is handled by itself; then a failing event rolls back a savepoint and does not affect other chats.
        """
        self.pulse.beat()  # while the database is in trouble, many chats may be handled apart in one round
        handover, following, noted = Handover(self._sender), None, Noted()
        recorded: Sequence[PostedRequest] = ()
        try:
            with self._database.write() as session:
                began = monotonic()
                self._handle_in(session, chats, handover)
                if go_on and self._database.is_sqlite:  # it has one writer, so what waits for it is stored too
                    recorded = self._sender.recorder.record_in(session)
                    noted = self._sender.attempts.note_in(session)
                if go_on and not self._stopping.is_set():
                    following = self._claim_in(session)
        except Exception as error:
            log.warning("worker.not_committed", error=type(error).__name__, chats=len(chats))
            self._sender.recorder.lost(recorded)
            self._sender.attempts.lost(noted)
            handover.give_back()
            self._handle_apart(chats)
            return None
        self._sender.attempts.kept(noted)
        handover.submit()
        if self._database.is_sqlite:
            self._chats = chats_of_next_commit(self._chats, len(chats), monotonic() - began)
        return following

    def _handle_in(self, session: BatchSession, chats: Sequence[ReadChat], handover: Handover) -> None:
        """Handle chats and release them."""
        batch = self._turns.begin(session, [event for chat in chats for event in chat.events], self._clock.now())
        handling = ChatHandling(self._turns, batch, self._clock, alone=len(chats) == 1)
        released = [(chat.claim, handling.handle(chat.claim, chat.events, more=chat.more)) for chat in chats]
        times = SendTimes(self._clock.real(), self._clock.now(), self._sender.reserve_only())
        inbox.mark_done(session, handling.done, times.now)
        merged = late.merge(session, handling.late, times.now, handling.late_note)
        handover.store(
            session,
            [*merged.answers, *handling.said],
            batch.speakers.keys(),
            times,
            due=merged.due,
            refresh=lambda key, waiting: self._turns.refresh_reminders(batch, key, waiting, times.programme),
        )
        if not chat_queues.release_all(session, released):
            raise LostLease

    def _handle_apart(self, chats: Sequence[ReadChat]) -> None:
        """Handle each of these chats by itself after a failure; one that was alone already is tried again later."""
        if len(chats) > 1:
            for chat in chats:
                if self._is_still_ours(chat.claim):
                    self._handle_together([chat])
            return
        with self._database.write() as session:
            for chat in chats:
                chat_queues.release(session, chat.claim, next_at=self._clock.real() + PAUSE_AFTER_TROUBLE)
