"""The webhook: LINE's calls are checked, stored and acknowledged. After that no event can be lost."""

import hashlib
import hmac
import json
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Event as Signal
from threading import Thread
from time import monotonic, sleep
from typing import Any, Final

import structlog
from flask import Blueprint, Response, request

from bot import metrics
from bot.clock import Clock
from bot.inbound.refusals import Refusals
from bot.line.event import Event, chat_key, read_event
from bot.line.numbers import WEBHOOK_STORED_WITHIN
from models.messaging import inbox
from models.messaging.inbox import Arrival, InboxState
from models.storage.database import Database, is_away
from models.storage.group_commit import GroupCommitQueue

log = structlog.get_logger()
LARGEST_BODY: Final = 1024 * 1024
CALLS_A_COMMIT: Final = 64
NOT_STORED_COUNTS_FOR: Final = 60.0  # seconds; readiness also writes itself, so an older failure says nothing
LONGEST_ID: Final = 255  # LINE's ids have about 30; an id too long for the index must not spoil other events
# Seconds for which a call waits for the next calls. With many calls there were half as many commits, and 0.1 ms of CPU
# less a call (measured 21 November 2026).
GROUP_COMMIT_WAIT: Final = 0.002


class NotACall(ValueError):
    """The body is signed but is not a webhook call."""


def read_call(body: bytes) -> list[Arrival]:
    """Split a webhook call into its events, each with its raw JSON, so that an invalid one does not affect others."""
    try:
        call = json.loads(body)
    except (ValueError, RecursionError):
        raise NotACall("not JSON") from None
    events = call.get("events") if isinstance(call, dict) else None
    if not isinstance(events, list):
        raise NotACall("no list of events")
    return [_arrival(raw) for raw in events]


def _arrival(raw: object) -> Arrival:
    event = read_event(raw) if isinstance(raw, dict) else read_event({})
    text = json.dumps(raw)  # ASCII, so that characters that no database stores (lone surrogates, NUL) stay escaped
    own_id, key = _short_id(event.id), _short_id(chat_key(event))
    known = bool(own_id and event.type and key) and not event.standby
    return Arrival(
        webhook_event_id=own_id or _made_up_id(text),
        chat_key=key,
        type=event.type or "?",
        message_id=_message_id(event),
        at=event.at,
        raw=text,
        state=InboxState.NEW if known else InboxState.UNHANDLED,
    )


def _short_id(value: str | None) -> str | None:
    return value if value and len(value) <= LONGEST_ID else None


def _made_up_id(text: str) -> str:
    """Return an id for an event without one, made of its content, so that its redelivery is not stored twice."""
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def _message_id(event: Event) -> str | None:
    if event.type == "unsend":
        unsend: Any = event.raw.get("unsend")
        found = unsend.get("messageId") if isinstance(unsend, dict) else None
        return found if isinstance(found, str) else None
    return event.message_id


@dataclass(slots=True)
class _WebhookCall:
    """A webhook call that waits for its commit."""

    arrivals: Sequence[Arrival]
    done: Signal = field(default_factory=Signal)
    stored: bool = False


class InboxWriter:
    """Stores the events of calls that come at the same time in one commit, with one fsync."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock
        self._calls: GroupCommitQueue[_WebhookCall] = GroupCommitQueue()
        self._not_stored: tuple[str, float] | None = None  # why and when (monotonic) the last calls were not stored
        self._thread = Thread(target=self._write, name="inbox", daemon=True)
        self._thread.start()

    def not_stored(self) -> str | None:
        """Return the type of the error for which the last calls were not stored; None if they were, or if that is so
        long ago that it says nothing of now."""
        failed = self._not_stored
        return failed[0] if failed is not None and monotonic() - failed[1] < NOT_STORED_COUNTS_FOR else None

    def store(self, arrivals: Sequence[Arrival]) -> bool:
        """Store the events of one call and wait until they are committed. Return False if they could not be."""
        if not arrivals:
            return True
        call = _WebhookCall(arrivals)
        self._calls.join(call)
        return call.done.wait(WEBHOOK_STORED_WITHIN.total_seconds()) and call.stored

    def stop(self) -> None:
        self._calls.end()
        self._thread.join()

    def _write(self) -> None:
        while self._calls.wait():
            sleep(GROUP_COMMIT_WAIT)
            self._commit(self._calls.take(1), company=CALLS_A_COMMIT - 1)

    def _commit(self, calls: list[_WebhookCall], *, company: int = 0) -> None:
        """Store calls, together with at most `company` that wait when we have got the lock."""
        try:
            self._store_all(calls, company)
        except Exception as error:
            if len(calls) > 1 and not is_away(error):  # one call must not affect the others
                for call in calls:
                    self._commit([call])
                return
            log.error("webhook.not_stored", error=type(error).__name__)
            self._not_stored = type(error).__name__, monotonic()
        for call in calls:
            call.done.set()

    def _store_all(self, calls: list[_WebhookCall], company: int) -> None:
        with self._database.write(urgent=True) as session:
            calls += self._calls.take(company)  # only now, to include calls that came while another wrote
            arrivals = [arrival for call in calls for arrival in call.arrivals]
            new = inbox.store(session, arrivals, self._clock.real())
        self._not_stored = None
        for call in calls:
            call.stored = True
        metrics.EVENTS.labels("new").inc(new)
        metrics.EVENTS.labels("again").inc(len(arrivals) - new)


def webhook_blueprint(secret: str, writer: InboxWriter, refusals: Refusals) -> Blueprint:
    """Return the blueprint of `POST /callback`. The signature of the raw bytes is checked before they are read."""
    if not secret:
        raise ValueError("an empty channel secret would accept forged calls")
    blueprint = Blueprint("webhook", __name__)
    key = secret.encode()

    def is_signed(body: bytes, signature: str) -> bool:
        right = b64encode(hmac.digest(key, body, "sha256"))
        return hmac.compare_digest(right, signature.encode("utf-8", "replace"))

    @blueprint.post("/callback")
    def callback() -> Response:
        length = request.content_length
        if length is not None and length > LARGEST_BODY:
            return _refuse(413, "too large")
        if request.mimetype != "application/json":
            return _refuse(415, "not application/json")
        body = request.get_data(cache=False)
        if len(body) > LARGEST_BODY:
            return _refuse(413, "too large")
        signature = request.headers.get("X-Line-Signature", "")
        if not signature or not is_signed(body, signature):
            if signature:
                refusals.refused()
            return _refuse(400, "bad signature")
        refusals.taken()
        try:
            arrivals = read_call(body)
        except NotACall as error:
            return _refuse(400, str(error))
        if not writer.store(arrivals):
            return _refuse(503, "not stored, send again")
        return Response("OK", 200, mimetype="text/plain")

    return blueprint


def _refuse(status: int, reason: str) -> Response:
    metrics.REJECTED.labels(reason).inc()
    log.info("webhook.refused", status=status, reason=reason)
    return Response(reason, status, mimetype="text/plain")
