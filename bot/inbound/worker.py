"""The worker: takes chats with waiting events and handles each event in its turn, all effects in one transaction."""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event as Signal
from threading import Thread
from typing import Final

import structlog

from bot import metrics
from bot.clock import Clock
from bot.inbound.turn_factory import Desk, Meanings, Words
from bot.line.event import event_from_json
from bot.outbound import outbox
from bot.outbound.outbox import Sealed, Times
from bot.outbound.recorder import Recorded
from bot.outbound.reply import Reply
from bot.outbound.sender import Sender
from bot.wakeups import Wakeups
from models.messaging import deliveries, inbox, lanes
from models.messaging.deliveries import Delivery
from models.messaging.inbox import Waiting
from models.messaging.lanes import Claim, Way
from models.storage.batch import BatchSession, row_of
from models.storage.database import Database

log = structlog.get_logger()
RETRY_AFTER: Final = (timedelta(seconds=2), timedelta(seconds=5), timedelta(seconds=12))
POLL_SECONDS: Final = 0.1
PAUSE_AFTER_TROUBLE: Final = timedelta(seconds=1)
DEATHS_AT_MOST: Final = 10  # of processes, before an event is taken to be their cause
CHATS_A_COMMIT: Final = 48  # of 16, a turn costs 0.3 ms more; of 96, the door waits too long for the database


@dataclass(frozen=True, slots=True)
class Batch:
    """Chats claimed together, and what was said in them; its meaning is found while the database is anybody's."""

    claims: Sequence[Claim]
    words: Sequence[Words]


class LostLease(Exception):
    """Another worker holds the chat: what was done for it here must not be committed."""


class Worker:
    """One process's worker. `desk` turns an event into a turn and finds its handler."""

    def __init__(self, database: Database, clock: Clock, desk: Desk, sender: Sender, wakeups: Wakeups) -> None:
        self._database, self._clock, self._desk = database, clock, desk
        self._sender, self._wakeups = sender, wakeups
        self._stopping = Signal()
        self._next: Batch | None = None  # claimed with the commit of the last one; None: nobody has looked
        # One: a second one costs the door's answers more than it works off while the first waits for a commit.
        self._thread = Thread(target=self._work, name="turns", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Finish the turns begun; what waits stays in the inbox."""
        self._stopping.set()
        self._wakeups.nudge(Way.IN)
        self._thread.join()

    def _work(self) -> None:
        nudged = True
        while not self._stopping.is_set() or (self._next and self._next.claims):
            try:
                found = (nudged or self._any_due()) and self.work_once()
            except Exception as error:  # the database may be away for a moment; the inbox keeps what came
                log.error("worker.trouble", error=type(error).__name__)
                self._stopping.wait(PAUSE_AFTER_TROUBLE.total_seconds())
                found = True
            nudged = found or self._wakeups.wait(Way.IN, POLL_SECONDS)

    def _any_due(self) -> bool:
        with self._database.read() as session:
            return lanes.any_due(session, Way.IN, self._clock.real())

    def work_once(self) -> bool:
        """Handle the events of a few chats. False: nothing waits."""
        batch, self._next = self._next or self._claim(), None
        unharmed = [claim for claim in batch.claims if not claim.abandoned]
        if unharmed:
            self._next = self._handle_together(unharmed, self._desk.meanings(batch.words), go_on=True)
        for claim in self._least_deadly_first([claim for claim in batch.claims if claim.abandoned]):
            # whoever held it died, perhaps of its first event: each by itself, and counted before
            self._count_death(claim)
            self._handle_together([claim], {})
        return bool(batch.claims)

    def _least_deadly_first(self, abandoned: Sequence[Claim]) -> list[Claim]:
        """So that an event which kills does not keep the others of its batch from their turn."""
        if not abandoned:
            return []
        with self._database.read() as session:
            waiting = inbox.waiting(session, [claim.chat_key for claim in abandoned])
        attempts = {key: events[0].attempts if events else 0 for key, events in waiting.items()}
        return sorted(abandoned, key=lambda claim: attempts[claim.chat_key])

    def _count_death(self, claim: Claim) -> None:
        """Count it in a commit of its own: what is about to be handled may kill this process too."""
        with self._database.write() as session:
            first = inbox.waiting(session, [claim.chat_key])[claim.chat_key][:1]
            for event in first:
                inbox.mark_failed(session, event.id, "abandoned", retry_at=self._clock.real())

    def _claim(self) -> Batch:
        with self._database.write() as session:
            return self._claim_in(session)

    def _claim_in(self, session: BatchSession) -> Batch:
        """Claim chats. What killed whoever held a chat before may be its words: those are left to its turn, which is
        counted first."""
        claims = lanes.claim(session, Way.IN, self._clock.real(), CHATS_A_COMMIT)
        unharmed = [claim.chat_key for claim in claims if not claim.abandoned]
        events = [event for of_chat in inbox.waiting(session, unharmed).values() for event in of_chat]
        return Batch(claims, self._desk.words_of(session, events, self._clock.now()))

    def _handle_together(self, claims: Sequence[Claim], meanings: Meanings, *, go_on: bool = False) -> Batch | None:
        """Handle chats in one transaction; what they have to say is handed to the sender after the commit.

        To `go_on`, the next chats are claimed by the same commit, and returned. If anything goes wrong with several,
        each is handled by itself: then a failing event costs a savepoint and nobody else's turn.
        """
        calls: list[Sealed] = []  # each with a place reserved at the sender
        following, recorded = None, Recorded()
        try:
            with self._database.write() as session:
                left_over = self._handle_chats(session, claims, calls, meanings)
                if go_on and self._database.is_sqlite:  # it has one writer: what waits to be recorded comes along
                    recorded = self._sender.recorder.record_in(session)
                if go_on and not self._stopping.is_set():
                    following = self._claim_in(session)
        except Exception as error:
            self._sender.recorder.lost(recorded)
            log.warning("worker.not_committed", error=type(error).__name__, chats=len(claims))
            for _ in calls:
                self._sender.give_back()
            if len(claims) > 1:
                for claim in claims:
                    self._handle_together([claim], meanings)
            else:
                self._let_go(claims)
            return None
        self._sender.recorder.kept(recorded)
        for call in calls:
            self._sender.submit(call)
        if left_over:
            self._wakeups.nudge(Way.OUT)
        return following

    def _let_go(self, claims: Sequence[Claim]) -> None:
        with self._database.write() as session:
            for claim in claims:
                lanes.release(session, claim, next_at=self._clock.real() + PAUSE_AFTER_TROUBLE)

    def _handle_chats(
        self, session: BatchSession, claims: Sequence[Claim], calls: list[Sealed], meanings: Meanings
    ) -> bool:
        """Handle claimed chats. Return whether some of what they have to say is left to whoever polls the lanes."""
        waiting = inbox.waiting(session, [claim.chat_key for claim in claims])
        message_ids = [event.message_id for events in waiting.values() for event in events if event.message_id]
        sent = [event.at for events in waiting.values() for event in events]
        self._desk.seat(session, list(waiting), message_ids, self._clock.now(), sent, meanings)
        said: list[Delivery] = []
        done: list[int] = []
        released = []
        for claim in claims:
            next_at = self._handle_chat(session, claim, waiting[claim.chat_key], said, done, alone=len(claims) == 1)
            released.append((claim, next_at))
        inbox.mark_done(session, done, self._clock.real())
        left_over = self._hand_over(session, said, {claim.chat_key for claim in claims}, calls)
        if not lanes.release_all(session, released):
            raise LostLease
        return left_over

    def _handle_chat(
        self,
        session: BatchSession,
        claim: Claim,
        waiting: Sequence[Waiting],
        said: list[Delivery],
        done: list[int],
        *,
        alone: bool,
    ) -> datetime | None:
        """Handle a chat's events in their order. Return when there is more to do for it."""
        for event in waiting:
            now = self._clock.real()
            if event.retry_at is not None and event.retry_at > now:
                return event.retry_at
            if claim.abandoned and event is waiting[0] and event.attempts > DEATHS_AT_MOST:
                self._give_up(session, event, "abandoned", said)
                continue
            paused_until = self._handle_event(session, event, said, done, alone=alone)
            if paused_until is not None:
                return paused_until
        return self._clock.real() if len(waiting) == inbox.MOST_AT_ONCE else None

    def _handle_event(
        self, session: BatchSession, waiting: Waiting, said: list[Delivery], done: list[int], *, alone: bool
    ) -> datetime | None:
        """Handle one event. Return until when its chat has to pause; None: it is settled, one way or the other."""
        if waiting.raw is None:  # unsent before we came to it
            done.append(waiting.id)
            return None
        real_now = self._clock.real()
        try:
            with session.begin_nested() if alone else nullcontext():
                event = event_from_json(waiting.raw)
                turn = self._desk.turn(session, waiting.chat_key, event, waiting.id, self._clock.now(), real_now)
                reply = self._desk.answer(turn)
        except Exception as error:
            if not alone:
                raise
            self._desk.start_over(session, waiting.chat_key)
            return self._note_failure(session, waiting, error, said)
        if reply.messages:
            alone = turn.conversation.is_form
            said.append(_answer(waiting, reply, real_now, token=event.reply_token, alone=alone))
        said += [outbox.draft(key, message, real_now) for key, message in turn.later if message.messages]
        done.append(waiting.id)
        metrics.TURNS.labels("done").inc()
        metrics.TURN_SECONDS.observe(max(0.0, (self._clock.real() - waiting.received_at).total_seconds()))
        return None

    def _note_failure(
        self, session: BatchSession, waiting: Waiting, error: Exception, said: list[Delivery]
    ) -> datetime | None:
        name = f"{type(error).__name__} in {_where(error)}"
        log.error("turn.failed", inbox=waiting.id, attempt=waiting.attempts + 1, error=name)
        if waiting.attempts < len(RETRY_AFTER):
            retry_at = self._clock.real() + RETRY_AFTER[waiting.attempts]
            inbox.mark_failed(session, waiting.id, name, retry_at=retry_at)
            metrics.TURNS.labels("failed").inc()
            return retry_at
        self._give_up(session, waiting, name, said)
        return None

    def _give_up(self, session: BatchSession, waiting: Waiting, error: str, said: list[Delivery]) -> None:
        """Park an event where a coordinator can see it, and say so to the person, once."""
        now = self._clock.real()
        inbox.park(session, waiting.id, error, now)
        metrics.TURNS.labels("parked").inc()
        said.append(_answer(waiting, self._desk.apology(session, waiting.chat_key), now, token=None))

    def _hand_over(self, session: BatchSession, said: Sequence[Delivery], own: set[str], calls: list[Sealed]) -> bool:
        """Store what is to be said and wake the senders for it.

        A chat of ours whose outbound lane nobody holds is taken and its call sealed at once, as far as this process
        has free senders: nearly every answer goes out like this. Return whether any is left to others.
        """
        due = {key: min(d.due_at for d in said if d.chat_key == key) for key in {d.chat_key for d in said}}
        now, reserved = self._clock.real(), 0
        times = Times(now, self._clock.now(), self._sender.reserve_only())
        try:
            news = []
            for key, due_at in due.items():
                ours = key in own and self._sender.reserve()
                reserved += ours
                news.append(lanes.Announcement(key, due_at, claim=ours))
            taken = lanes.announce_all(session, Way.OUT, news, now)
            # read only now: what waits in a lane may be changed by none but its holder
            waiting = deliveries.open_of_chats(session, taken)
            for key, of_chat in waiting.items():
                if of_chat:
                    self._desk.freshen(session, key, of_chat, times.programme)
            new = []
            for delivery in said:
                of_chat = waiting.get(delivery.chat_key, [])
                if not outbox.replace_waiting(of_chat, delivery):
                    delivery.id = session.next_id(Delivery)  # what is merged points to its leader by it
                    of_chat.append(delivery)
                    new.append(delivery)
            decided = {key: outbox.decide(claim, waiting[key], times) for key, claim in taken.items()}
            session.add_rows(Delivery, [row_of(delivery) for delivery in new])
            session.flush()
            for key, call in decided.items():
                if isinstance(call, outbox.Call):
                    calls.append(call.sealed(taken[key]))
                else:
                    lanes.release(session, taken[key], next_at=call)
            return len(taken) < len(news)
        finally:
            for _ in range(reserved - len(calls)):
                self._sender.give_back()


def _answer(waiting: Waiting, reply: Reply, now: datetime, *, token: str | None, alone: bool = False) -> Delivery:
    """A reply to the chat an event came from, with the event's reply token."""
    token_at = waiting.received_at if token else None
    return outbox.draft(waiting.chat_key, reply, now, token=token, token_at=token_at, alone=alone)


def _where(error: Exception) -> str:
    """The innermost place of our code an exception came from: file and line, never its words."""
    place, trace = "?", error.__traceback__
    while trace is not None:
        place = f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
