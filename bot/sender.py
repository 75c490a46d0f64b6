"""The sender: takes outbound lanes, posts their sealed calls, and records what became of them.

Many threads wait for LINE's answers; one gathers work and one records outcomes, so that each database commit serves
as many chats as there are at the moment.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from queue import Empty, Queue
from threading import Event, Lock, Thread
from time import sleep
from typing import Any, Final, Protocol

import structlog
from sqlalchemy.orm import Session

from bot import metrics, outbox
from bot.clock import Clock
from bot.line.client import Answer, MessageSender, Outcome
from bot.outbox import Sealed, Times, Verdict
from bot.pace import Pace
from bot.wakeups import Wakeups
from models import deliveries, lanes
from models.database import Database
from models.deliveries import DeliveryState, Route
from models.lanes import Way

log = structlog.get_logger()
POSTING_THREADS: Final = 96
GATHERED_AT_ONCE: Final = 50
RECORDED_AT_ONCE: Final = 50
POLL_SECONDS: Final = 0.1
RECORD_AGAIN_AFTER: Final = 0.2
COMPANY_COMES_IN: Final = 0.01  # an outcome waits this long for others: commits that record one each cost 0.2 ms more


class Quota(Protocol):
    """Whether fewer pushes are left than a call needs; whether only the reserve is left (which asks nobody)."""

    def is_used_up(self, pushes: int = 1) -> bool: ...

    def reserve_only(self) -> bool: ...

    def spend(self, pushes: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Posted:
    """A call with what became of it; the quota was asked outside of any transaction."""

    sealed: Sealed
    outcome: Outcome
    quota_used_up: bool


class Sender:
    """One process's sender. `submit` hands it calls whose lane the caller has claimed."""

    def __init__(
        self,
        database: Database,
        line: MessageSender,
        clock: Clock,
        pace: Pace,
        wakeups: Wakeups,
        quota: Quota,
        *,
        threads: int = POSTING_THREADS,
    ) -> None:
        self._database, self._line, self._clock = database, line, clock
        self._pace, self._wakeups, self._quota = pace, wakeups, quota
        self._posting = ThreadPoolExecutor(threads, thread_name_prefix="post")  # threads begin as they are needed
        self._outcomes: Queue[Posted | None] = Queue()
        self._stopping = Event()
        self._free = threads
        self._free_lock = Lock()
        self._gatherer = Thread(target=self._gather, name="gather", daemon=True)
        self._recorder = Thread(target=self._record, name="record", daemon=True)

    def start(self) -> None:
        self._gatherer.start()
        self._recorder.start()

    def stop(self) -> None:
        """Finish the calls under way and record them; what is due stays in the outbox."""
        self._stopping.set()
        self._wakeups.nudge(Way.OUT)
        self._gatherer.join()
        self._posting.shutdown()
        self._outcomes.put(None)
        self._recorder.join()

    def reserve(self) -> bool:
        """Reserve a thread for a call about to be sealed. False: all are busy, leave the lane to be gathered later."""
        with self._free_lock:
            if self._free == 0 or self._stopping.is_set():
                return False
            self._free -= 1
            return True

    def give_back(self) -> None:
        with self._free_lock:
            self._free += 1

    def submit(self, sealed: Sealed) -> None:
        """Post a call whose place was reserved."""
        self._posting.submit(self._post, sealed)

    # ── gathering ──

    def _gather(self) -> None:
        nudged = True
        while not self._stopping.is_set():
            try:
                found = self._gather_once() if nudged or self._any_due() else 0
            except Exception as error:  # the database may be away for a moment; lanes keep what is due
                log.error("sender.gather_failed", error=type(error).__name__)
                found = 0
            nudged = bool(found) or self._wakeups.wait(Way.OUT, POLL_SECONDS)

    def _any_due(self) -> bool:
        with self._database.read() as session:
            return lanes.any_due(session, Way.OUT, self._clock.real())

    def _gather_once(self) -> int:
        most = 0
        while most < GATHERED_AT_ONCE and self.reserve():
            most += 1
        used = 0
        try:
            calls, claimed = self._seal_due(most) if most else ([], 0)
            for call in calls:
                self.submit(call)
            used = len(calls)
        finally:
            for _ in range(most - used):
                self.give_back()
        return claimed

    def _seal_due(self, most: int) -> tuple[list[Sealed], int]:
        times = Times(self._clock.real(), self._clock.now(), self.reserve_only())
        with self._database.write() as session:
            claims = lanes.claim(session, Way.OUT, times.now, most)
            waiting = deliveries.open_of_chats(session, [claim.chat_key for claim in claims])
            decided = [(claim, outbox.decide(claim, waiting[claim.chat_key], times)) for claim in claims]
            session.flush()
            due = [(claim, call.sealed(claim) if isinstance(call, outbox.Call) else call) for claim, call in decided]
            due = [(claim, self._not_too_late(session, claim, call, times)) for claim, call in due]
            lanes.release_all(session, [(claim, call) for claim, call in due if not isinstance(call, Sealed)])
        return [call for _, call in due if isinstance(call, Sealed)], len(claims)

    def reserve_only(self) -> bool:
        """Whether pushes are down to what is kept for what must arrive."""
        return self._quota.reserve_only()

    def _not_too_late(
        self, session: Session, claim: lanes.Claim, call: Sealed | datetime | None, times: Times
    ) -> Sealed | datetime | None:
        """A lane's call, or the next one that is: calls too old to be posted safely are settled on the way."""
        while isinstance(call, Sealed) and outbox.is_too_late_to_post(call, times.now):
            self._settle(session, call, DeliveryState.UNCERTAIN, times.now, "not confirmed in time")
            session.expire_all()
            call = outbox.next_call(session, claim, times)
        return call

    # ── posting ──

    def _post(self, sealed: Sealed) -> None:
        used_up = False
        try:
            outcome = self._call(sealed)
            if outcome.answer is Answer.TOO_FAST and sealed.route != Route.REPLY:
                used_up = self._quota.is_used_up(sealed.pushes)
            elif outcome.answer is Answer.ACCEPTED and sealed.route != Route.REPLY:
                self._quota.spend(sealed.pushes)
        except Exception as error:  # whatever it was, the call's fate is unknown
            log.error("sender.post_failed", delivery=sealed.delivery_id, error=type(error).__name__)
            outcome = Outcome(Answer.IN_DOUBT, error=type(error).__name__)
        self.give_back()  # another call may go out while this one's outcome is recorded
        self._outcomes.put(Posted(sealed, outcome, used_up))

    def _call(self, sealed: Sealed) -> Outcome:
        try:
            self._pace.wait_for_permit(sealed.route.value)
        except Exception as error:  # the database keeps the pace; while it is away nothing is posted
            return Outcome(Answer.NOT_SENT, error=type(error).__name__)
        with metrics.LINE_CALL_SECONDS.labels(sealed.route.value).time():
            if sealed.route == Route.REPLY:
                return self._line.reply(sealed.body)
            if sealed.route == Route.MULTICAST:
                return self._line.multicast(sealed.body, sealed.retry_key)
            return self._line.push(sealed.body, sealed.retry_key)

    # ── recording ──

    def _record(self) -> None:
        stopped = False
        while not stopped:
            batch = [self._outcomes.get()]
            sleep(COMPANY_COMES_IN)
            while len(batch) < RECORDED_AT_ONCE:
                try:
                    batch.append(self._outcomes.get_nowait())
                except Empty:
                    break
            stopped = None in batch
            outcomes = [item for item in batch if item is not None]
            if outcomes:
                self._record_all(outcomes)

    def _record_all(self, outcomes: list[Posted]) -> None:
        """Record a batch in one commit; if that fails, each by itself, so that one spoils none of the others.

        While nothing at all can be recorded the database is away, and we wait for it as long as the leases last. What
        cannot be recorded when others can is left to whoever takes its lane next, as after a crash.
        """
        if self._recorded(outcomes):
            return
        give_up_at = self._clock.real() + lanes.LEASE[Way.OUT]
        left = outcomes
        while self._clock.real() < give_up_at:
            unrecorded = [posted for posted in left if not self._recorded([posted])]
            if len(unrecorded) < len(left) or not unrecorded:
                return
            sleep(RECORD_AGAIN_AFTER)

    def _recorded(self, outcomes: list[Posted]) -> bool:
        """Record outcomes in one commit; what LINE accepted, which is nearly all, in a few statements together."""
        now = self._clock.real()
        try:
            with self._database.write() as session:
                accepted = [posted for posted in outcomes if posted.outcome.answer is Answer.ACCEPTED]
                if len(accepted) < len(outcomes):
                    lanes.hold_rows(session, Way.OUT, [posted.sealed.claim.chat_key for posted in outcomes])
                self._record_accepted(session, accepted, now)
                others = [posted for posted in outcomes if posted.outcome.answer is not Answer.ACCEPTED]
                lanes.release_all(session, [(posted.sealed.claim, posted.sealed.next_at) for posted in accepted])
                due = [posted.sealed.next_at for posted in accepted]
                due += [self._record_other(session, posted, now) for posted in others]
        except Exception as error:
            log.error("sender.record_failed", error=type(error).__name__, calls=len(outcomes))
            return False
        if any(next_at is not None and next_at <= now for next_at in due):
            self._wakeups.nudge(Way.OUT)
        return True

    def _record_accepted(self, session: Session, accepted: list[Posted], now: datetime) -> None:
        if not accepted:
            return
        parts = [part for posted in accepted for part in _parts(posted.sealed)]
        deliveries.settle(session, parts, DeliveryState.SENT, now)
        deliveries.remember_sent(session, [row for posted in accepted for row in _sent_messages(posted, now)])
        metrics.DELIVERIES.labels(DeliveryState.SENT.value).inc(len(accepted))

    def _record_other(self, session: Session, posted: Posted, now: datetime) -> datetime | None:
        """Record what LINE did not accept. Return when the chat's lane has work again.

        If the lease ran out meanwhile, another process has posted the call too, and knows better what became of it.
        """
        sealed, outcome = posted.sealed, posted.outcome
        verdict = outbox.judge(sealed, outcome, now, quota_used_up=posted.quota_used_up)
        if outcome.answer is Answer.TOO_FAST:
            self._pace.slow_down(sealed.route.value)
        self._log(sealed, outcome, verdict)
        next_at = sealed.next_at if verdict.state else verdict.retry_at or now
        if not lanes.release(session, sealed.claim, next_at=next_at):
            return None
        if verdict.state is DeliveryState.PARKED:
            deliveries.park(session, _parts(sealed), outcome.error)
        elif verdict.state is not None:
            self._settle(session, sealed, verdict.state, now, outcome.error)
        else:
            deliveries.retry(
                session,
                (sealed.delivery_id, sealed.claim.chat_key),
                verdict.retry_at or now,
                in_doubt=verdict.in_doubt,
                error=outcome.error,
                push_body=outbox.as_push(sealed.claim.chat_key, sealed.body) if verdict.by_push else None,
            )
        return next_at

    @staticmethod
    def _settle(session: Session, sealed: Sealed, state: DeliveryState, now: datetime, error: str | None) -> None:
        deliveries.settle(session, _parts(sealed), state, now, error)
        metrics.DELIVERIES.labels(state.value).inc()

    @staticmethod
    def _log(sealed: Sealed, outcome: Outcome, verdict: Verdict) -> None:
        log.warning(
            "delivery.not_accepted",
            delivery=sealed.delivery_id,
            route=sealed.route.value,
            answer=outcome.answer.value,
            status=outcome.status,
            becomes=verdict.state.value if verdict.state else "retry",
        )


def _parts(sealed: Sealed) -> list[deliveries.Part]:
    return [(part.delivery_id, sealed.claim.chat_key) for part in sealed.parts]


def _sent_messages(posted: Posted, now: datetime) -> list[dict[str, Any]]:
    """LINE's message ids, in their order, each with what its message was about."""
    ids = iter(posted.outcome.sent_ids)
    return [
        {
            "line_message_id": message_id,
            "chat_key": posted.sealed.claim.chat_key,
            "about_kind": part.about_kind,
            "about_id": part.about_id,
            "at": now,
        }
        for part in posted.sealed.parts
        for _, message_id in zip(range(part.message_count), ids, strict=False)
        if part.about_kind is not None
    ]
