"""`/healthz` (this process runs), `/readyz` (it can do its work) and `/metrics` (for Prometheus)."""

import hmac
import math
import os
from dataclasses import asdict

from flask import Blueprint, Response, abort, jsonify, request
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Gauge, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from bot.settings import METRICS_FOLDER
from bot.web.readiness import Readiness
from models.messaging import deliveries, inbox, push_usage
from models.storage.database import Database

# If several processes have reported a value, the newest is used.
WAITING = Gauge("castbot_inbox_events", "Events by state", ["state"], multiprocess_mode="mostrecent")
PUSHES = Gauge(
    "castbot_month_pushes",
    "Pushes of this month: used by LINE's count, allowed by the plan, forecast",
    ["kind"],
    multiprocess_mode="mostrecent",
)
OUTBOX = Gauge("castbot_outbox_deliveries", "Deliveries by state", ["state"], multiprocess_mode="mostrecent")


def health_blueprint(database: Database, readiness: Readiness, metrics_token: str | None) -> Blueprint:
    """`/metrics` is for those who have its token. Without a token in the settings nobody is shown any."""
    blueprint = Blueprint("health", __name__)

    @blueprint.get("/healthz")
    def healthz() -> Response:
        return Response("OK", mimetype="text/plain")

    @blueprint.get("/readyz")
    def readyz() -> tuple[Response, int]:
        found = asdict(readiness.troubles())
        trouble = [reason for reason in found.values() if reason]
        can = {part: reason is None for part, reason in found.items()}
        return jsonify(ready=not trouble, can=can, trouble=trouble), 503 if trouble else 200

    @blueprint.get("/metrics")
    def metrics() -> Response:
        if not metrics_token:
            abort(404)
        given = request.authorization
        if given is None or given.type != "bearer" or not _is_same(given.token or "", metrics_token):
            return Response("METRICS_TOKEN is missing or wrong", 401, {"WWW-Authenticate": "Bearer"})
        with database.read() as session:
            waiting, parked = inbox.counts(session)
            outbox = deliveries.counts(session)
            pushes = push_usage.known(session)
        WAITING.labels("new").set(waiting)
        WAITING.labels("parked").set(parked)
        for state in deliveries.COUNTED:
            OUTBOX.labels(state.value).set(outbox.get(state.value, 0))
        for kind in ("used", "allowed", "forecast"):
            known = getattr(pushes, kind, None)
            PUSHES.labels(kind).set(math.nan if known is None else known)
        return Response(generate_latest(_registry()), content_type=CONTENT_TYPE_LATEST)

    return blueprint


def _is_same(given: str, token: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), token.encode())


def _registry() -> CollectorRegistry:
    """Return this process's metrics, or those of all processes that count in a shared folder."""
    if METRICS_FOLDER not in os.environ:
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry
