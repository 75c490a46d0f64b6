"""The recorder: puts on record what became of posted calls, many in one commit."""

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
from bot.line.client import Answer, Outcome
from bot.outbound import outbox
from bot.outbound.outbox import Sealed, Verdict
from bot.outbound.rate_limiter import Pace
from bot.wakeups import Wakeups
from models.messaging import deliveries, lanes
from models.messaging.deliveries import DeliveryState
from models.messaging.lanes import Way
from models.storage.database import Database
from models.storage.group_commit import Company

log = structlog.get_logger()
AT_ONCE: Final = 50
AGAIN_AFTER: Final = 0.2
COMPANY_COMES_IN: Final = 0.01  # an outcome waits this long for others: commits that record one each cost 0.2 ms more


@dataclass(frozen=True, slots=True)
class Posted:
    """A call with what became of it; the quota was asked outside of any transaction."""

    sealed: Sealed
    outcome: Outcome
    quota_used_up: bool


@dataclass(frozen=True, slots=True)
class Recorded:
    """Outcomes recorded in a transaction that is not committed yet; `more_due`: their chats have more to send now."""

    outcomes: Sequence[Posted] = ()
    more_due: bool = False


class Recorder:
    """One process's recorder, for its sender. What waits for it may also be recorded by whoever writes anyway."""

    def __init__(self, database: Database, clock: Clock, pace: Pace, wakeups: Wakeups) -> None:
        self._database, self._clock, self._pace, self._wakeups = database, clock, pace, wakeups
        self._waiting: Company[Posted] = Company()
        self._thread = Thread(target=self._work, name="record", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Record what waits; nothing may be added any more."""
        self._waiting.end()
        self._thread.join()

    def add(self, posted: Posted) -> None:
        self._waiting.join(posted)

    def record_in(self, session: Session) -> Recorded:
        """Record what waits in somebody's transaction, who says afterwards whether it was `kept` or `lost`.

        For SQLite, where one writes at a time. On PostgreSQL two who do it could wait for each other's rows.
        """
        outcomes = self._waiting.take(AT_ONCE)
        try:
            return self._recorded(session, outcomes)
        except BaseException:
            self._waiting.put_back(outcomes)
            raise

    def kept(self, recorded: Recorded) -> None:
        if recorded.more_due:
            self._wakeups.nudge(Way.OUT)

    def lost(self, recorded: Recorded) -> None:
        self._waiting.put_back(recorded.outcomes)

    def _work(self) -> None:
        while self._waiting.wait():
            sleep(COMPANY_COMES_IN)
            self._record_all()

    def _record_all(self) -> None:
        """Record what waits in one commit; if that fails, each by itself, so that one spoils none of the others.

        While nothing at all can be recorded the database is away, and we wait for it as long as the leases last. What
        cannot be recorded when others can is left to whoever takes its lane next, as after a crash.
        """
        give_up_at = self._clock.real() + lanes.LEASE[Way.OUT]
        left: list[Posted] = []
        if self._is_recorded(left, take=AT_ONCE):
            return
        left = left or self._waiting.take(AT_ONCE)  # the transaction could not even begin
        while self._clock.real() < give_up_at:
            unrecorded = [posted for posted in left if not self._is_recorded([posted])]
            if len(unrecorded) < len(left) or not unrecorded:
                return
            sleep(AGAIN_AFTER)

    def _is_recorded(self, outcomes: list[Posted], *, take: int = 0) -> bool:
        """Record outcomes in one commit, and with them what waits when it is our turn to write: `take` at most."""
        try:
            with self._database.write() as session:
                outcomes += self._waiting.take(take)
                recorded = self._recorded(session, outcomes)
        except Exception as error:
            log.error("sender.record_failed", error=type(error).__name__, calls=len(outcomes))
            return False
        self.kept(recorded)
        return True

    def _recorded(self, session: Session, outcomes: Sequence[Posted]) -> Recorded:
        """What LINE accepted, which is nearly all, is recorded in a few statements together."""
        if not outcomes:
            return Recorded()
        now = self._clock.real()
        accepted = [posted for posted in outcomes if posted.outcome.answer is Answer.ACCEPTED]
        if len(accepted) < len(outcomes):
            lanes.hold_rows(session, Way.OUT, [posted.sealed.claim.chat_key for posted in outcomes])
        self._record_accepted(session, accepted, now)
        others = [posted for posted in outcomes if posted.outcome.answer is not Answer.ACCEPTED]
        lanes.release_all(session, [(posted.sealed.claim, posted.sealed.next_at) for posted in accepted])
        due = [posted.sealed.next_at for posted in accepted]
        due += [self._record_other(session, posted, now) for posted in others]
        return Recorded(outcomes, any(next_at is not None and next_at <= now for next_at in due))

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
        _log(sealed, outcome, verdict)
        next_at = sealed.next_at if verdict.state else verdict.retry_at or now
        if not lanes.release(session, sealed.claim, next_at=next_at):
            return None
        if verdict.state is DeliveryState.PARKED:
            deliveries.park(session, _parts(sealed), outcome.error)
        elif verdict.state is not None:
            settle(session, sealed, verdict.state, now, outcome.error)
        else:
            deliveries.retry(
                session,
                (sealed.delivery_id, sealed.claim.chat_key),
                verdict.retry_at or now,
                in_doubt=verdict.in_doubt,
                error=outcome.error,
                push=_as_push(sealed) if verdict.by_push else None,
            )
        return next_at


def settle(session: Session, sealed: Sealed, state: DeliveryState, now: datetime, error: str | None) -> None:
    """End a call's rows, and count it."""
    deliveries.settle(session, _parts(sealed), state, now, error)
    metrics.DELIVERIES.labels(state.value).inc()


def _log(sealed: Sealed, outcome: Outcome, verdict: Verdict) -> None:
    log.warning(
        "delivery.not_accepted",
        delivery=sealed.delivery_id,
        route=sealed.route.value,
        answer=outcome.answer.value,
        status=outcome.status,
        becomes=verdict.state.value if verdict.state else "retry",
    )


def _as_push(sealed: Sealed) -> tuple[bytes, list[Any] | None]:
    """A reply as a push, and the messages its seal left in the body alone."""
    body = outbox.as_push(sealed.claim.chat_key, sealed.body)
    return body, outbox.messages_in(body) if len(sealed.parts) == 1 else None


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
