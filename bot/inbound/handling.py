"""Handles the events of claimed chats in one transaction, stores failures, and collects the replies."""

from collections.abc import Sequence
from contextlib import nullcontext
from datetime import datetime, timedelta
from typing import Final

import structlog
from structlog.contextvars import bound_contextvars

from bot import metrics
from bot.clock import Clock
from bot.inbound.incoming import IncomingEvent
from bot.inbound.turn_factory import TurnBatch, TurnFactory
from bot.log import of_error
from bot.outbound import outbox
from bot.outbound.late import LateChat, as_late, is_late
from bot.outbound.reply import Reply
from models.messaging import chat_queues, inbox
from models.messaging.chat_queues import Claim, Direction
from models.messaging.deliveries import Delivery
from models.messaging.inbox import WaitingEvent

log = structlog.get_logger()
RETRY_AFTER: Final = (timedelta(seconds=2), timedelta(seconds=5), timedelta(seconds=12))
DEATHS_AT_MOST: Final = 10  # deaths of processes, after which an event counts as their cause


class ChatHandling:
    """Handles the chats of a batch, one after the other, and adds to `said` and `done`.

    `alone`: there is only one chat, so that a failing event rolls back a savepoint. With several chats it raises, and
    everything is rolled back.
    """

    def __init__(self, turns: TurnFactory, batch: TurnBatch, clock: Clock, *, alone: bool) -> None:
        self._turns, self._batch, self._clock, self._alone = turns, batch, clock, alone
        self._session = batch.session
        self.said: list[Delivery] = []
        self.late: dict[str, LateChat] = {}  # by chat key
        self.done: list[int] = []  # ids of inbox events

    def handle(self, claim: Claim, events: Sequence[IncomingEvent], *, more: bool = False) -> datetime | None:
        """Handle a chat's events in order. Return when there is more to do for the chat, or None. `more`: other events
        wait after these."""
        next_at = self._handle_all(claim, events, more)
        if claim.chat_key in self.late:
            self.late[claim.chat_key].drained = next_at is None
        return next_at

    def late_note(self, chat_key: str) -> Delivery:
        """Return the note that all messages of a chat have come, although not each of them is answered."""
        return outbox.new_delivery(chat_key, self._turns.late_note(self._batch, chat_key), self._clock.real())

    def _handle_all(self, claim: Claim, events: Sequence[IncomingEvent], more: bool) -> datetime | None:
        for place, event in enumerate(events):
            row, now = event.row, self._clock.real()
            if row.retry_at is not None and not chat_queues.is_due(row.retry_at, now, Direction.IN):
                return row.retry_at
            if claim.abandoned and place == 0 and row.attempts > DEATHS_AT_MOST:
                self._give_up(row, "abandoned")
                continue
            if row.raw is None or row.id in self._batch.scrubbed:  # unsent or erased before we came to it
                self.done.append(row.id)
                continue
            with bound_contextvars(inbox=row.id):  # each line that is logged meanwhile says of which event it comes
                paused_until = self._handle_event(event, now)
            if paused_until is not None:
                return paused_until
        return self._clock.real() if more else None

    def _handle_event(self, event: IncomingEvent, real_now: datetime) -> datetime | None:
        """Handle one event. Return until when its chat must wait, or None if the event is done or given up."""
        row = event.row
        try:
            with self._session.begin_nested() if self._alone else nullcontext():
                turn = self._turns.turn(self._batch, event, self._clock.now(), real_now)
                reply = self._turns.answer(turn)
        except Exception as error:
            if not self._alone:
                raise
            self._batch.drop_unstored_conversation(row.chat_key)
            return self._note_failure(row, error)
        if is_late(row.received_at, real_now):
            self.late.setdefault(row.chat_key, LateChat())
        if reply.messages:
            in_a_form = turn.conversation.is_form
            answer = _answer(row, reply, real_now, token=turn.event.reply_token, alone=in_a_form)
            if row.chat_key in self.late and is_late(row.received_at, real_now):
                self.late[row.chat_key].answers.append(as_late(answer, row.id))
            else:
                self.said.append(answer)
        self.said += [outbox.new_delivery(key, message, real_now) for key, message in turn.later if message.messages]
        self.done.append(row.id)
        metrics.TURNS.labels("done").inc()
        metrics.TURN_SECONDS.observe(max(0.0, (self._clock.real() - row.received_at).total_seconds()))
        return None

    def _note_failure(self, row: WaitingEvent, error: Exception) -> datetime | None:
        name = of_error(error)
        log.error("turn.failed", inbox=row.id, attempt=row.attempts + 1, error=name)
        if row.attempts < len(RETRY_AFTER):
            retry_at = self._clock.real() + RETRY_AFTER[row.attempts]
            inbox.mark_failed(self._session, row.id, name, retry_at=retry_at)
            metrics.TURNS.labels("failed").inc()
            return retry_at
        self._give_up(row, name)
        return None

    def _give_up(self, row: WaitingEvent, error: str) -> None:
        """Park an event, so that a coordinator can see it, and tell the person, unless they know since an earlier time:
        an operator may have let it be tried again."""
        now = self._clock.real()
        inbox.park(self._session, row.id, error, now)
        metrics.TURNS.labels("parked").inc()
        if row.told_at is None:
            self.said.append(_answer(row, self._turns.apology(self._batch, row.chat_key), now, token=None))


def _answer(row: WaitingEvent, reply: Reply, now: datetime, *, token: str | None, alone: bool = False) -> Delivery:
    """Return a delivery to the chat of an event, with the event's reply token."""
    token_at = row.received_at if token else None
    return outbox.new_delivery(row.chat_key, reply, now, token=token, token_at=token_at, alone=alone)
