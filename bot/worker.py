"""The worker: takes chats with waiting events and handles each event in its turn, all effects in one transaction."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from threading import Event as Signal
from threading import Thread
from typing import Final

import structlog
from sqlalchemy.orm import Session

from bot import metrics, outbox
from bot.clock import Clock
from bot.event import Event, event_from_json
from bot.outbox import Sealed
from bot.sender import Sender
from bot.turns import Desk
from bot.wakeups import Wakeups
from models import deliveries, inbox, lanes
from models.database import Database
from models.inbox import Waiting
from models.lanes import Claim, Way

log = structlog.get_logger()
RETRY_AFTER: Final = (timedelta(seconds=2), timedelta(seconds=5), timedelta(seconds=12))
POLL_SECONDS: Final = 0.05
PAUSE_AFTER_TROUBLE: Final = timedelta(seconds=1)
# SQLite has one writer whatever we do, so chats share a commit; PostgreSQL works best with many small transactions.
SQLITE_THREADS, SQLITE_CHATS_A_COMMIT = 1, 8
POSTGRES_THREADS, POSTGRES_CHATS_A_COMMIT = 4, 1


class LostLease(Exception):
    """Another worker holds the chat: what was done for it here must not be committed."""


class Worker:
    """One process's worker. `desk` turns an event into a turn and finds its handler."""

    def __init__(self, database: Database, clock: Clock, desk: Desk, sender: Sender, wakeups: Wakeups) -> None:
        self._database, self._clock, self._desk = database, clock, desk
        self._sender, self._wakeups = sender, wakeups
        self._stopping = Signal()
        many = SQLITE_THREADS if database.is_sqlite else POSTGRES_THREADS
        self._chats_a_commit = SQLITE_CHATS_A_COMMIT if database.is_sqlite else POSTGRES_CHATS_A_COMMIT
        self._threads = [Thread(target=self._work, name=f"turns-{n}", daemon=True) for n in range(many)]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Finish the turns begun; what waits stays in the inbox."""
        self._stopping.set()
        self._wakeups.nudge(Way.IN)
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        while not self._stopping.is_set():
            try:
                found = self.work_once()
            except Exception as error:  # the database may be away for a moment; the inbox keeps what came
                log.error("worker.trouble", error=type(error).__name__)
                self._stopping.wait(PAUSE_AFTER_TROUBLE.total_seconds())
                found = True
            if not found:
                self._wakeups.wait(Way.IN, POLL_SECONDS)

    def work_once(self) -> bool:
        """Handle the events of a few chats. False: nothing waits."""
        claims = self._claim()
        for start in range(0, len(claims), self._chats_a_commit):
            self._handle_together(claims[start : start + self._chats_a_commit])
        return bool(claims)

    def _claim(self) -> list[Claim]:
        now = self._clock.real()
        with self._database.read() as session:
            due = lanes.next_due(session, Way.IN, now)
        if due is None or due > now:
            return []
        with self._database.write() as session:
            return lanes.claim(session, Way.IN, now, SQLITE_CHATS_A_COMMIT)

    def _handle_together(self, claims: Sequence[Claim]) -> None:
        """Handle chats in one transaction; what they have to say is handed to the sender after the commit."""
        calls: list[Sealed] = []  # each with a place reserved at the sender
        try:
            with self._database.write() as session:
                waiting = inbox.waiting(session, [claim.chat_key for claim in claims])
                self._desk.seat(session, list(waiting), self._clock.now())
                for claim in claims:
                    self._handle_chat(session, claim, waiting[claim.chat_key], calls)
        except Exception as error:
            log.error("worker.not_committed", error=type(error).__name__, chats=len(claims))
            for _ in calls:
                self._sender.give_back()
            self._let_go(claims)
            return
        for call in calls:
            self._sender.submit(call)
        self._wakeups.nudge(Way.OUT)  # for what could not be handed over

    def _let_go(self, claims: Sequence[Claim]) -> None:
        with self._database.write() as session:
            for claim in claims:
                lanes.release(session, claim, next_at=self._clock.real() + PAUSE_AFTER_TROUBLE)

    def _handle_chat(self, session: Session, claim: Claim, waiting: Sequence[Waiting], calls: list[Sealed]) -> None:
        told: set[str] = set()
        next_at = None
        if claim.abandoned and waiting:
            inbox.mark_failed(session, waiting[0].id, "abandoned", parked_at=None)
        for event in waiting:
            next_at = self._handle_event(session, event, told)
            if next_at is not None:
                break
        if next_at is None and len(waiting) == inbox.MOST_AT_ONCE:
            next_at = self._clock.real()
        self._announce(session, claim.chat_key, told, calls)
        if not lanes.release(session, claim, next_at=next_at):
            raise LostLease(claim.chat_key)

    def _handle_event(self, session: Session, waiting: Waiting, told: set[str]) -> datetime | None:
        """Handle one event. Return until when its chat has to pause; None: it is settled, one way or the other."""
        event = event_from_json(waiting.raw)
        try:
            with session.begin_nested():
                real_now = self._clock.real()
                turn = self._desk.turn(session, event, waiting.id, self._clock.now(), real_now)
                reply = self._desk.answer(turn)
                token_at = waiting.received_at if event.reply_token else None
                outbox.queue(session, waiting.chat_key, reply, real_now, token=event.reply_token, token_at=token_at)
                for chat_key, message in turn.later:
                    outbox.queue(session, chat_key, message, real_now, token=None, token_at=None)
                session.flush()
        except Exception as error:
            return self._note_failure(session, waiting, event, error, told)
        told.update([waiting.chat_key] if reply.messages else [], (chat_key for chat_key, _ in turn.later))
        inbox.mark_done(session, [waiting.id], self._clock.real())
        metrics.TURNS.labels("done").inc()
        metrics.TURN_SECONDS.observe(max(0.0, (self._clock.real() - waiting.received_at).total_seconds()))
        return None

    def _note_failure(
        self, session: Session, waiting: Waiting, event: Event, error: Exception, told: set[str]
    ) -> datetime | None:
        now = self._clock.real()
        name = f"{type(error).__name__} in {_where(error)}"
        log.error("turn.failed", inbox=waiting.id, attempt=waiting.attempts + 1, error=name)
        if waiting.attempts < len(RETRY_AFTER):
            inbox.mark_failed(session, waiting.id, name, parked_at=None)
            metrics.TURNS.labels("failed").inc()
            return now + RETRY_AFTER[waiting.attempts]
        inbox.mark_failed(session, waiting.id, name, parked_at=now)
        metrics.TURNS.labels("parked").inc()
        apology = self._desk.apology(session, event)
        outbox.queue(session, waiting.chat_key, apology, now, token=event.reply_token, token_at=waiting.received_at)
        told.add(waiting.chat_key)
        return None

    def _announce(self, session: Session, own_key: str, told: set[str], calls: list[Sealed]) -> None:
        """Wake the senders for what was queued; with a free one here and an idle lane, seal it at once."""
        session.flush()
        now = self._clock.real()
        for chat_key in sorted(told):
            due = deliveries.next_due_of_chat(session, chat_key)
            if due is None:
                continue
            if chat_key != own_key or due > now or not self._sender.reserve():
                lanes.announce(session, Way.OUT, [chat_key], due)
                continue
            try:
                call = self._seal_now(session, chat_key, now)
            except Exception:
                self._sender.give_back()
                raise
            if call is None:
                self._sender.give_back()
            else:
                calls.append(call)

    @staticmethod
    def _seal_now(session: Session, chat_key: str, now: datetime) -> Sealed | None:
        claim = lanes.announce_and_claim(session, Way.OUT, chat_key, now)
        if claim is None:
            return None
        call = outbox.next_call(session, claim, now)
        if isinstance(call, Sealed):
            return call
        lanes.release(session, claim, next_at=call)
        return None


def _where(error: Exception) -> str:
    """The innermost place of our code an exception came from: file and line, never its words."""
    place, trace = "?", error.__traceback__
    while trace is not None:
        place = f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
