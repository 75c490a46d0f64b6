"""Answers `/healthz` and `/metrics` of a process that serves nothing else: worker process, clock process."""

import hmac
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Final

from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, generate_latest

from bot.pulse import Pulse, standstill
from bot.settings import Settings, SettingsError

READ_WITHIN: Final = 5.0  # seconds for a request


@contextmanager
def health_served(settings: Settings, pulses: Sequence[Pulse]) -> Iterator[None]:
    """Answer on HEALTH_PORT, if it is set: 200 while all loops go round, else 503 with the loops that stand still. With
    METRICS_TOKEN also the metrics of this process, to whoever sends it.

    Raises SettingsError if the port is taken.
    """
    if settings.health_port is None:
        yield
        return

    class Handler(BaseHTTPRequestHandler):
        timeout = READ_WITHIN

        def do_GET(self) -> None:
            if self.path == "/metrics" and settings.metrics_secret:
                return self._metrics(settings.metrics_secret)
            still = standstill(pulses)
            status = 404 if self.path != "/healthz" else 503 if still else 200
            return self._say(status, ({404: "not found", 503: still or "", 200: "OK"}[status] + "\n").encode())

        def _metrics(self, token: str) -> None:
            given = self.headers.get("Authorization", "")
            if not hmac.compare_digest(given.encode("latin-1", "replace"), f"Bearer {token}".encode()):
                return self._say(401, b"METRICS_TOKEN is missing or wrong\n")
            return self._say(200, generate_latest(REGISTRY), CONTENT_TYPE_LATEST)

        def _say(self, status: int, said: bytes, kind: str = "text/plain; charset=utf-8") -> None:
            self.send_response(status)
            if status == 401:
                self.send_header("WWW-Authenticate", "Bearer")
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_: object) -> None:
            """Log nothing: probes come every few seconds."""

    try:
        server = ThreadingHTTPServer((settings.host, settings.health_port), Handler)
    except OSError as error:
        raise SettingsError(f"HEALTH_PORT: cannot listen on it ({error.strerror})") from error
    thread = Thread(target=server.serve_forever, name="health", daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
