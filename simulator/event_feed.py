"""Sends changes to open pages as server-sent events. Without an open page it does nothing."""

import asyncio
from typing import Any

import orjson

_WAITING = 2_000
END = b""


class EventFeed:
    """The queues of all listeners. A listener whose queue is full is told to reload the page."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[bytes]] = set()

    def listen(self) -> asyncio.Queue[bytes]:
        queue: asyncio.Queue[bytes] = asyncio.Queue(_WAITING)
        self._listeners.add(queue)
        return queue

    def leave(self, queue: asyncio.Queue[bytes]) -> None:
        self._listeners.discard(queue)

    def end(self) -> None:
        """Tell every listener that no more changes follow."""
        for queue in self._listeners:
            while queue.full():
                queue.get_nowait()
            queue.put_nowait(END)

    @property
    def heard(self) -> bool:
        return bool(self._listeners)

    def tell(self, kind: str, news: dict[str, Any]) -> None:
        if not self._listeners:
            return
        line = b"event: " + kind.encode() + b"\ndata: " + orjson.dumps(news) + b"\n\n"
        for queue in self._listeners:
            if queue.full():
                while not queue.empty():
                    queue.get_nowait()
                line = b"event: reload\ndata: {}\n\n"
            queue.put_nowait(line)
