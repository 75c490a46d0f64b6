"""The journal: every call and webhook in order, with its result. Tests read in it that nothing is lost or doubled."""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

import orjson

_KEPT = 200_000
_BODIES_KEPT = 50_000


@dataclass(slots=True)
class JournalLine:
    """One line. ``at`` is real and ``virtual`` the platform's time (Unix seconds); ``took`` is in milliseconds."""

    kind: str
    name: str
    virtual: float
    status: int = 0
    reason: str = ""
    cost: int = 0
    took: float = 0.0
    request: bytes = b""
    response: bytes = b""
    detail: dict[str, Any] = field(default_factory=dict)
    at: float = field(default_factory=time.time)
    seq: int = 0

    def to_json(self, bodies: bool = True) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "seq": self.seq,
            "at": self.at,
            "virtual": self.virtual,
            "kind": self.kind,
            "name": self.name,
            "status": self.status,
            "reason": self.reason,
            "cost": self.cost,
            "took": round(self.took, 2),
            **self.detail,
        }
        if bodies:
            shown["request"] = _parsed(self.request)
            shown["response"] = _parsed(self.response)
        return shown


class Journal:
    """Keeps the last 200,000 lines, and the bodies of the last 50,000; ``since`` and ``wait`` cost no search."""

    def __init__(self) -> None:
        self._entries: list[JournalLine] = []
        self._first = 1
        self._grown: asyncio.Event | None = None

    @property
    def last(self) -> int:
        return self._first + len(self._entries) - 1

    def add(self, entry: JournalLine) -> JournalLine:
        entry.seq = self._first + len(self._entries)
        self._entries.append(entry)
        if len(self._entries) > _BODIES_KEPT:
            old = self._entries[-_BODIES_KEPT - 1]
            old.request = old.response = b""
        if len(self._entries) > _KEPT * 1.25:
            dropped = len(self._entries) - _KEPT
            del self._entries[:dropped]
            self._first += dropped
        if self._grown is not None:
            self._grown.set()
            self._grown = None
        return entry

    def since(self, seq: int, most: int | None = None) -> list[JournalLine]:
        """Return the lines after ``seq``, oldest first."""
        begin = max(0, seq - self._first + 1)
        return self._entries[begin : None if most is None else begin + most]

    def tail(self, most: int) -> list[JournalLine]:
        return self._entries[-most:] if most else []

    def get(self, seq: int) -> JournalLine | None:
        index = seq - self._first
        return self._entries[index] if 0 <= index < len(self._entries) else None

    async def wait(self, seq: int, seconds: float) -> None:
        """Return when there is a line after ``seq`` or the time is over."""
        end = time.monotonic() + seconds
        while self.last <= seq and (left := end - time.monotonic()) > 0:
            if self._grown is None:
                self._grown = asyncio.Event()
            try:
                await asyncio.wait_for(self._grown.wait(), left)
            except TimeoutError:
                return

    def clear(self) -> None:
        """Delete all lines but continue the numbering, so that a reader's ``since`` stays valid."""
        self._first += len(self._entries)
        self._entries.clear()


def _parsed(body: bytes) -> Any:
    if not body:
        return None
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        return {"raw": body[:2000].decode("utf-8", "replace"), "bytes": len(body)}
