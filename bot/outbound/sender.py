"""The sender: takes outgoing chat queues, posts their frozen requests, and records the outcomes.

Many threads wait for LINE's answers. One thread collects work and one records outcomes (bot/outbound/recorder.py), so
that each commit serves as many chats as possible.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Event, Lock, Thread
from typing import Final, Protocol

import structlog
from sqlalchemy.orm import Session

from bot import metrics
from bot.clock import Clock
from bot.line.client import LineAnswer, MessageSender, Outcome
from bot.outbound import outbox
from bot.outbound.attempts import AttemptWriter
from bot.outbound.outbox import FrozenRequest, SendTimes
from bot.outbound.rate_limiter import RateLimiter
from bot.outbound.recorder import PostedRequest, Recorder, settle
from bot.pulse import Pulse
from bot.wakeups import Wakeups
from models.messaging import chat_queues, deliveries
from models.messaging.chat_queues import Direction
from models.messaging.deliveries import DeliveryState, SendRoute
from models.storage.database import Database

log = structlog.get_logger()
# For 350 calls a second: each takes 0.12 s at LINE (what the bench assumes), and took as long again to get a turn in a
# busy interpreter (measured 21 November 2026).
POSTING_THREADS: Final = 160
GATHERED_AT_ONCE: Final = 50


class Quota(Protocol):
    """The quota: whether fewer pushes are left than a request needs, and whether only the reserve is left."""

    def is_used_up(self, pushes: int = 1) -> bool: ...

    def reserve_only(self) -> bool: ...

    def spend(self, pushes: int) -> None: ...


class Sender:
    """The sender of one process. `submit` takes requests whose chat queue the caller has claimed."""

    def __init__(
        self,
        database: Database,
        line: MessageSender,
        clock: Clock,
        pace: RateLimiter,
        wakeups: Wakeups,
        quota: Quota,
        *,
        threads: int = POSTING_THREADS,
    ) -> None:
        self._database, self._line, self._clock = database, line, clock
        self._pace, self._wakeups, self._quota = pace, wakeups, quota
        self._posting = ThreadPoolExecutor(threads, thread_name_prefix="post")  # threads start when needed
        self.attempts = AttemptWriter(database)
        self.recorder = Recorder(database, clock, pace)
        self.pulse = Pulse("sending")
        self._stopping = Event()
        self._free = threads
        self._free_lock = Lock()
        self._gatherer = Thread(target=self._gather, name="gather", daemon=True)

    def start(self) -> None:
        self._gatherer.start()
        self.attempts.start()
        self.recorder.start()

    def stop(self) -> None:
        """Finish and record the running calls. What is due stays in the outbox."""
        self._stopping.set()
        self._wakeups.wake(Direction.OUT)
        self._gatherer.join()
        self._pace.stop()
        self._posting.shutdown()
        self.attempts.stop()
        self.recorder.stop()

    def reserve(self) -> bool:
        """Reserve a thread for a request before it is frozen. Return False if all are busy."""
        with self._free_lock:
            if self._free == 0 or self._stopping.is_set():
                return False
            self._free -= 1
            return True

    def give_back(self) -> None:
        with self._free_lock:
            self._free += 1

    def submit(self, frozen: FrozenRequest) -> None:
        """Post a request for which a thread was reserved."""
        self._posting.submit(self._post, frozen)

    # ── collecting work ──

    def _gather(self) -> None:
        self.reserve_only()  # LINE is asked before the first message is due
        while not self._stopping.is_set():
            self.pulse.beat()
            due, now = None, self._clock.real()
            try:
                due = self._next_due()
                found = self._gather_once() if due is not None and due <= now else 0
            except Exception as error:  # the database may be unreachable for a moment; the chat queues keep what is due
                log.error("sender.gather_failed", error=type(error).__name__)
                found = 0
            if not found:
                self._wakeups.wait_until_due(Direction.OUT, due, now)
        self.pulse.over()

    def _next_due(self) -> datetime | None:
        with self._database.read() as session:
            return chat_queues.next_due(session, Direction.OUT, self._clock.real())

    def _gather_once(self) -> int:
        most = 0
        while most < GATHERED_AT_ONCE and self.reserve():
            most += 1
        used = 0
        try:
            calls, claimed = self._freeze_due(most) if most else ([], 0)
            for call in calls:
                self.submit(call)
            used = len(calls)
        finally:
            for _ in range(most - used):
                self.give_back()
        return claimed

    def _freeze_due(self, most: int) -> tuple[list[FrozenRequest], int]:
        reserve_only = self.reserve_only()
        with self._database.write() as session:  # the time is read only now, because others may have written long
            times = SendTimes(self._clock.real(), self._clock.now(), reserve_only)
            claims = chat_queues.claim(session, Direction.OUT, times.now, most)
            waiting = deliveries.open_of_chats(session, [claim.chat_key for claim in claims])
            decided = [(claim, outbox.choose_request(claim, waiting[claim.chat_key], times)) for claim in claims]
            session.flush()
            due = [
                (claim, call.frozen(claim) if isinstance(call, outbox.RequestRows) else call) for claim, call in decided
            ]
            due = [(claim, self._not_too_late(session, claim, call, times)) for claim, call in due]
            chat_queues.release_all(
                session, [(claim, call) for claim, call in due if not isinstance(call, FrozenRequest)]
            )
        return [call for _, call in due if isinstance(call, FrozenRequest)], len(claims)

    def reserve_only(self) -> bool:
        """Return whether only the reserve of pushes is left."""
        return self._quota.reserve_only()

    def _not_too_late(
        self, session: Session, claim: chat_queues.Claim, call: FrozenRequest | datetime | None, times: SendTimes
    ) -> FrozenRequest | datetime | None:
        """Return a queue's next request that may be posted. Requests that are too old get their final state here."""
        while isinstance(call, FrozenRequest) and outbox.is_too_late_to_post(call, times.now):
            settle(session, call, DeliveryState.UNCERTAIN, times.now, "not confirmed in time")
            session.expire_all()
            call = outbox.next_request(session, claim, times)
        return call

    # ── posting ──

    def _post(self, frozen: FrozenRequest) -> None:
        used_up = False
        try:
            outcome = self._call(frozen)
            if outcome.answer is LineAnswer.TOO_FAST and frozen.route != SendRoute.REPLY:
                used_up = self._quota.is_used_up(frozen.pushes)
            elif outcome.answer is LineAnswer.ACCEPTED and frozen.route != SendRoute.REPLY:
                self._quota.spend(frozen.pushes)
        except Exception as error:  # after any error it is not known whether LINE has accepted the request
            log.error("sender.post_failed", delivery=frozen.delivery_id, error=type(error).__name__)
            outcome = Outcome(LineAnswer.IN_DOUBT, error=type(error).__name__)
        self.give_back()  # another request may be posted while this outcome is recorded
        self.recorder.add(PostedRequest(frozen, outcome, used_up))

    def _call(self, frozen: FrozenRequest) -> Outcome:
        try:
            self._pace.wait_for_permit(frozen.route.value)
            if not self.attempts.may_post(frozen):
                return Outcome(LineAnswer.NOT_SENT, error="the lease ended")
        except (
            Exception
        ) as error:  # rates and attempts are in the database; while it cannot be reached, nothing is posted
            return Outcome(LineAnswer.NOT_SENT, error=type(error).__name__)
        with metrics.LINE_CALL_SECONDS.labels(frozen.route.value).time():
            if frozen.route == SendRoute.REPLY:
                return self._line.reply(frozen.body)
            if frozen.route == SendRoute.MULTICAST:
                return self._line.multicast(frozen.body, frozen.retry_key)
            return self._line.push(frozen.body, frozen.retry_key)
