"""Calls a WSGI application (PEP 3333) with a request that aiohttp has read."""

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final, Protocol
from urllib.parse import unquote_to_bytes, urlsplit

from aiohttp import web

PIECE: Final = 64 * 1024  # bytes of a file that are read at a time
Headers = list[tuple[str, str]]


class Application(Protocol):
    """A WSGI application."""

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any], /) -> Iterable[bytes]: ...


@dataclass(frozen=True, slots=True)
class WholeRequest:
    """A request that has been read. `length` is that of the body as it was sent; a body that is too large is b""."""

    head: web.BaseRequest
    body: bytes
    length: int


@dataclass(slots=True)
class WsgiAnswer:
    """The answer of an application. A file is read piece by piece."""

    status: int
    headers: Headers
    piece: bytes
    _rest: Iterator[bytes] | None = None
    _close: Callable[[], None] | None = None

    @property
    def is_whole(self) -> bool:
        """Whether nothing follows the first piece."""
        return self._rest is None

    def next_piece(self) -> bytes:
        """Read on; b"" at the end."""
        return _piece(self._rest) if self._rest is not None else b""

    def close(self) -> None:
        if self._close is not None:
            self._close()


def call(application: Application, request: WholeRequest) -> WsgiAnswer:
    """Call the application and read the first piece of its answer."""
    started: list[tuple[str, Headers]] = []

    def start_response(status: str, headers: Headers, _: Any = None) -> Callable[[bytes], object]:
        started[:] = [(status, headers)]
        return _no_write

    answered = application(environ(request), start_response)
    close = getattr(answered, "close", None)
    try:
        rest = iter(answered)
        piece = _piece(rest)
        (status, headers) = started[0]
        answer = WsgiAnswer(int(status.split(" ", 1)[0]), headers, piece)
    except BaseException:
        if close is not None:
            close()
        raise
    if len(piece) < PIECE:
        if close is not None:
            close()
        return answer
    answer._rest, answer._close = rest, close
    return answer


def _piece(rest: Iterator[bytes]) -> bytes:
    parts, length = [], 0
    for part in rest:
        parts.append(part)
        length += len(part)
        if length >= PIECE:
            break
    return b"".join(parts)


def _no_write(_: bytes) -> object:
    raise NotImplementedError("answers are returned, not written")


def environ(request: WholeRequest) -> dict[str, Any]:
    """Return the environment of a request. ValueError if its target is not an address."""
    head = request.head
    target = head.raw_path
    if not target.startswith("/"):  # the whole address, as clients write it to a proxy
        parts = urlsplit(target)
        target = f"{parts.path or '/'}?{parts.query}"
    path, _, query = target.partition("?")
    made: dict[str, Any] = {
        "REQUEST_METHOD": head.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(_bytes(path)).decode("latin-1"),
        "QUERY_STRING": _bytes(query).decode("latin-1"),
        "SERVER_NAME": "castbot",  # what people called it is HTTP_HOST
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": f"HTTP/{head.version.major}.{head.version.minor}",
        "REMOTE_ADDR": head.remote or "",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(request.body),
        "wsgi.input_terminated": True,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in head.headers.items():
        if "_" in name:  # would be taken for the header that is written with a hyphen
            continue
        key = "HTTP_" + name.upper().replace("-", "_")
        text = _bytes(value).decode("latin-1")
        made[key] = f"{made[key]},{text}" if key in made else text
    made["CONTENT_TYPE"] = made.pop("HTTP_CONTENT_TYPE", "")
    made["CONTENT_LENGTH"] = str(request.length)
    for told_already in ("HTTP_CONTENT_LENGTH", "HTTP_TRANSFER_ENCODING"):
        made.pop(told_already, None)
    return made


def _bytes(text: str) -> bytes:
    """Return the bytes that aiohttp has decoded."""
    return text.encode("utf-8", "surrogateescape")
