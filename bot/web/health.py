"""`/healthz` (this process runs), `/readyz` (it can do its work) and `/metrics` (for Prometheus)."""

import hmac
import math
import os
from dataclasses import asdict
from datetime import datetime, timedelta

from flask import Blueprint, Response, abort, jsonify, request
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Gauge, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector
from sqlalchemy.exc import DBAPIError

from bot.clock import Clock
from bot.settings import METRICS_FOLDER
from bot.web.readiness import Readiness
from models.messaging import deliveries, delivery_health, inbox, push_usage
from models.storage import backups
from models.storage.database import Database

# If several processes have reported a value, the newest is used.
WAITING = Gauge("castbot_inbox_events", "Events by state", ["state"], multiprocess_mode="mostrecent")
PUSHES = Gauge(
    "castbot_month_pushes",
    "Pushes of this month: used by LINE's count, allowed by the plan, forecast",
    ["kind"],
    multiprocess_mode="mostrecent",
)
BACKUP_AGE = Gauge(
    "castbot_backup_age_seconds", "Since the instant that the newest backup has", multiprocess_mode="mostrecent"
)
OUTBOX = Gauge("castbot_outbox_deliveries", "Deliveries by state", ["state"], multiprocess_mode="mostrecent")


def health_blueprint(
    database: Database, clock: Clock, readiness: Readiness, metrics_token: str | None, *, backs_up: bool
) -> Blueprint:
    """`/metrics` is for those who have its token; without a token in the settings nobody is shown any. If it `backs_up`
    each day, /readyz warns of a backup that is old."""
    blueprint = Blueprint("health", __name__)

    @blueprint.get("/healthz")
    def healthz() -> Response:
        return Response("OK", mimetype="text/plain")

    @blueprint.get("/readyz")
    def readyz() -> tuple[Response, int]:
        found = asdict(readiness.troubles())
        trouble = [reason for reason in found.values() if reason]
        can = {part: reason is None for part, reason in found.items()}
        warnings = [] if trouble or not backs_up else _warnings(database, clock.now())
        return jsonify(ready=not trouble, can=can, trouble=trouble, warnings=warnings), 503 if trouble else 200

    @blueprint.get("/metrics")
    def metrics() -> Response:
        if not metrics_token:
            abort(404)
        given = request.authorization
        if given is None or given.type != "bearer" or not _is_same(given.token or "", metrics_token):
            return Response("METRICS_TOKEN is missing or wrong", 401, {"WWW-Authenticate": "Bearer"})
        with database.read() as session:
            waiting, parked = inbox.counts(session)
            outbox = delivery_health.counts(session)
            pushes = push_usage.known(session)
            made_of = backups.last(session).snapshot_at
        WAITING.labels("new").set(waiting)
        WAITING.labels("parked").set(parked)
        for state in deliveries.COUNTED:
            OUTBOX.labels(state.value).set(outbox.get(state.value, 0))
        for kind in ("used", "allowed", "forecast"):
            known = getattr(pushes, kind, None)
            PUSHES.labels(kind).set(math.nan if known is None else known)
        BACKUP_AGE.set(math.nan if made_of is None else (clock.now() - made_of).total_seconds())
        return Response(generate_latest(_registry()), content_type=CONTENT_TYPE_LATEST)

    return blueprint


def _warnings(database: Database, now: datetime) -> list[str]:
    """Return what does not stop the work, and needs somebody: the last backup is old."""
    try:
        with database.read() as session:
            made_of = backups.last(session).snapshot_at
    except DBAPIError:
        return []  # the next look says why
    if made_of is None:
        return ["no backup has been made: see python -m bot doctor"]
    hours = (now - made_of) // timedelta(hours=1)
    old = now - made_of > backups.OLD_AFTER
    return [f"the last backup is {hours} hours old: see python -m bot doctor"] if old else []


def _is_same(given: str, token: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), token.encode())


def _registry() -> CollectorRegistry:
    """Return this process's metrics, or those of all processes that count in a shared folder."""
    if METRICS_FOLDER not in os.environ:
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry
