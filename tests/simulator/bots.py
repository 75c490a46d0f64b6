"""A bot that keeps what it is told and does what a test says, and a client that calls the API as a bot does."""

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

import urllib3

from tests.patience import HANG

Json = dict[str, Any]


class RecordingBot:
    """Keeps every webhook call; answers ``status`` after ``slow`` (an event to wait for), then ``hears`` each event."""

    def __init__(self) -> None:
        self.calls: list[tuple[dict[str, str], bytes]] = []
        self.status = 200
        self.slow: threading.Event | None = None
        self.hears: Callable[[Json], None] | None = None
        self._heard = threading.Condition()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/callback"

    @property
    def bodies(self) -> list[Json]:
        return [json.loads(body) for _, body in self.calls]

    @property
    def events(self) -> list[Json]:
        return [event for body in self.bodies for event in body["events"]]

    def told(self, count: int, seconds: float = HANG) -> list[Json]:
        """The events, once there are ``count``: a page shows what was said before the bot has heard it."""
        with self._heard:
            if not self._heard.wait_for(lambda: len(self.events) >= count, seconds):
                raise AssertionError(f"told of {len(self.events)} events, not {count}")
        return self.events

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self.slow is not None:
            self.slow.set()
        self._server.shutdown()
        self._server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        bot = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                call = ({name.lower(): value for name, value in self.headers.items()}, body)
                with bot._heard:
                    bot.calls.append(call)
                    bot._heard.notify_all()
                if bot.slow is not None:
                    bot.slow.wait(HANG)
                self.send_response(bot.status)
                self.send_header("Content-Length", "0")
                self.end_headers()
                self.wfile.flush()
                for event in json.loads(body)["events"] if bot.hears else ():
                    bot.hears(event)

            def log_message(self, *_: object) -> None:
                return

        return Handler


class Api:
    """The Messaging API, called with the channel's token unless a test says otherwise."""

    def __init__(self, url: str, token: str = "token") -> None:
        self.url = url
        self.token = token
        self._http = urllib3.PoolManager(retries=False, timeout=HANG)

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> "ApiAnswer":
        """``headers``: underscores for hyphens. Bytes go as they are, anything else as JSON."""
        raw = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        sent = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        return ApiAnswer(self._http.request(method, self.url + path, body=raw, headers=sent, redirect=False))

    def post(self, path: str, body: Any = None, **headers: str) -> "ApiAnswer":
        return self.call("POST", path, body, **headers)

    def get(self, path: str, **headers: str) -> "ApiAnswer":
        return self.call("GET", path, **headers)

    def form(self, path: str, **fields: str) -> "ApiAnswer":
        return ApiAnswer(self._http.request_encode_body("POST", self.url + path, fields=fields, encode_multipart=False))

    def reply(self, token: str, *messages: Json, **headers: str) -> "ApiAnswer":
        return self.post("/v2/bot/message/reply", {"replyToken": token, "messages": list(messages)}, **headers)

    def push(self, to: str, *messages: Json, **headers: str) -> "ApiAnswer":
        return self.post("/v2/bot/message/push", {"to": to, "messages": list(messages)}, **headers)


class ApiAnswer:
    """An answer of the platform."""

    def __init__(self, answer: urllib3.BaseHTTPResponse) -> None:
        self.status = answer.status
        self.headers = answer.headers
        self.raw = answer.data

    @property
    def json(self) -> Any:
        return json.loads(self.raw)

    @property
    def message(self) -> str:
        return str(self.json["message"])

    def closed(self) -> tuple[int, Any]:
        return self.status, self.json


def text(said: str = "สวัสดี") -> Json:
    return {"type": "text", "text": said}
