"""The recorder: stores the outcomes of posted requests, many in one commit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Thread
from time import sleep
from typing import Any, Final

import structlog
from sqlalchemy.orm import Session

from bot import metrics
from bot.clock import Clock
from bot.line.client import LineAnswer, Outcome
from bot.outbound import outbox
from bot.outbound.outbox import Disposition, FrozenRequest
from bot.outbound.rate_limiter import RateLimiter
from models.messaging import chat_queues, deliveries
from models.messaging.chat_queues import Direction
from models.messaging.deliveries import DeliveryState
from models.storage.database import Database
from models.storage.group_commit import GroupCommitQueue

log = structlog.get_logger()
AT_ONCE: Final = 50
AGAIN_AFTER: Final = 0.2
# Seconds to wait for other outcomes; a commit for each took 0.2 ms of CPU more (measured 21 November 2026).
GROUP_COMMIT_WAIT: Final = 0.01


@dataclass(frozen=True, slots=True)
class PostedRequest:
    """A request with its outcome. The quota was asked outside of any transaction."""

    frozen: FrozenRequest
    outcome: Outcome
    quota_used_up: bool


class Recorder:
    """The recorder of one process. Another writer may record waiting outcomes in its own transaction."""

    def __init__(self, database: Database, clock: Clock, pace: RateLimiter) -> None:
        self._database, self._clock, self._pace = database, clock, pace
        self._waiting: GroupCommitQueue[PostedRequest] = GroupCommitQueue()
        self._thread = Thread(target=self._work, name="record", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Record what waits. After this nothing may be added."""
        self._waiting.end()
        self._thread.join()

    def add(self, posted: PostedRequest) -> None:
        self._waiting.join(posted)

    def record_in(self, session: Session) -> Sequence[PostedRequest]:
        """Record what waits in another writer's transaction, and return it; if that is rolled back, call `lost`.

        This is for SQLite, which has one writer at a time. On PostgreSQL two writers could wait for each other's rows.
        """
        outcomes = self._waiting.take(AT_ONCE)
        try:
            self._record(session, outcomes)
        except BaseException:
            self._waiting.put_back(outcomes)
            raise
        return outcomes

    def lost(self, outcomes: Sequence[PostedRequest]) -> None:
        self._waiting.put_back(outcomes)

    def _work(self) -> None:
        while self._waiting.wait():
            sleep(GROUP_COMMIT_WAIT)
            self._record_all()

    def _record_all(self) -> None:
        """Record what waits in one commit; if that fails, each by itself, so that one failure does not affect others.

        If nothing can be recorded, the database cannot be reached, and we wait for it as long as the leases last. If
        only one outcome cannot be recorded, it is left to the next holder of its queue, as after a crash.
        """
        give_up_at = self._clock.real() + chat_queues.LEASE[Direction.OUT]
        left: list[PostedRequest] = []
        if self._is_recorded(left, take=AT_ONCE):
            return
        left = left or self._waiting.take(AT_ONCE)  # the transaction could not begin
        while self._clock.real() < give_up_at:
            unrecorded = [posted for posted in left if not self._is_recorded([posted])]
            if len(unrecorded) < len(left) or not unrecorded:
                return
            sleep(AGAIN_AFTER)

    def _is_recorded(self, outcomes: list[PostedRequest], *, take: int = 0) -> bool:
        """Record outcomes in one commit, together with at most `take` that wait when we have got the lock."""
        try:
            with self._database.write() as session:
                outcomes += self._waiting.take(take)
                self._record(session, outcomes)
        except Exception as error:
            log.error("sender.record_failed", error=type(error).__name__, calls=len(outcomes))
            return False
        return True

    def _record(self, session: Session, outcomes: Sequence[PostedRequest]) -> None:
        """Record outcomes. Accepted requests, which are nearly all, share a few statements."""
        if not outcomes:
            return
        now = self._clock.real()
        accepted = [posted for posted in outcomes if posted.outcome.answer is LineAnswer.ACCEPTED]
        if len(accepted) < len(outcomes):
            chat_queues.lock_rows(session, Direction.OUT, [posted.frozen.claim.chat_key for posted in outcomes])
        self._record_accepted(session, accepted, now)
        others = [posted for posted in outcomes if posted.outcome.answer is not LineAnswer.ACCEPTED]
        chat_queues.release_all(session, [(posted.frozen.claim, posted.frozen.next_at) for posted in accepted])
        for posted in others:
            self._record_other(session, posted, now)

    def _record_accepted(self, session: Session, accepted: list[PostedRequest], now: datetime) -> None:
        if not accepted:
            return
        parts = [part for posted in accepted for part in _parts(posted.frozen)]
        deliveries.settle(session, parts, DeliveryState.SENT, now)
        deliveries.remember_sent(session, [row for posted in accepted for row in _sent_messages(posted, now)])
        metrics.DELIVERIES.labels(DeliveryState.SENT).inc(len(accepted))

    def _record_other(self, session: Session, posted: PostedRequest, now: datetime) -> None:
        """Record an outcome that is not an acceptance.

        If the lease has run out, another process has posted the request too and knows its newer outcome.
        """
        frozen, outcome = posted.frozen, posted.outcome
        verdict = outbox.classify(frozen, outcome, now, quota_used_up=posted.quota_used_up)
        if outcome.answer is LineAnswer.TOO_FAST:
            self._pace.slow_down(frozen.route.value)
        _log(frozen, outcome, verdict)
        next_at = frozen.next_at if verdict.state else verdict.retry_at or now
        if not chat_queues.release(session, frozen.claim, next_at=next_at):
            return
        if verdict.state is DeliveryState.PARKED:
            deliveries.park(session, _parts(frozen), outcome.error)
        elif verdict.state is not None:
            settle(session, frozen, verdict.state, now, outcome.error)
        else:
            deliveries.retry(
                session,
                (frozen.delivery_id, frozen.claim.chat_key),
                verdict.retry_at or now,
                in_doubt=verdict.in_doubt,
                error=outcome.error,
                push=_as_push(frozen) if verdict.by_push else None,
            )


def settle(session: Session, frozen: FrozenRequest, state: DeliveryState, now: datetime, error: str | None) -> None:
    """Give the rows of a request their final state, and count it."""
    deliveries.settle(session, _parts(frozen), state, now, error)
    metrics.DELIVERIES.labels(state.value).inc()


def _log(frozen: FrozenRequest, outcome: Outcome, verdict: Disposition) -> None:
    log.warning(
        "delivery.not_accepted",
        delivery=frozen.delivery_id,
        route=frozen.route.value,
        answer=outcome.answer.value,
        status=outcome.status,
        becomes=verdict.state.value if verdict.state else "retry",
    )


def _as_push(frozen: FrozenRequest) -> tuple[bytes, list[Any] | None]:
    """Return a reply as a push, and the messages that are stored only in its body."""
    body = outbox.as_push(frozen.claim.chat_key, frozen.body)
    return body, outbox.messages_in(body) if len(frozen.parts) == 1 else None


def _parts(frozen: FrozenRequest) -> list[deliveries.DeliveryKey]:
    return [(part.delivery_id, frozen.claim.chat_key) for part in frozen.parts]


def _sent_messages(posted: PostedRequest, now: datetime) -> list[dict[str, Any]]:
    """Return LINE's message ids in order, each with what its message was about."""
    ids = iter(posted.outcome.sent_ids)
    return [
        {
            "line_message_id": message_id,
            "chat_key": posted.frozen.claim.chat_key,
            "about_kind": part.about_kind,
            "about_id": part.about_id,
            "at": now,
        }
        for part in posted.frozen.parts
        for _, message_id in zip(range(part.message_count), ids, strict=False)
        if part.about_kind is not None
    ]
