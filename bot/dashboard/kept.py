"""Keeps what took long to work out for half a minute, so that a page of a large scope is not worked out at every look.

What is quick to work out is never kept: a programme of some hundred people always shows what is so now. The key has
the access scope, so that nobody is shown what was worked out for another one.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from time import monotonic
from typing import Any, Final

LONG: Final = 0.25  # seconds
KEPT_FOR: Final = timedelta(seconds=30)
MOST: Final = 16  # values; one of 15,000 people takes up to 10 MB


@dataclass(slots=True)
class KeptValues:
    """Values by key, with the instant (real time) at which each was worked out."""

    _found: OrderedDict[Hashable, tuple[datetime, Any]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def get(self, key: Hashable, now: datetime, make: Callable[[], Any]) -> tuple[datetime, Any]:
        """Return a value and when it was worked out: one that is kept, else what `make` returns."""
        with self._lock:
            known = self._found.get(key)
        if known is not None and timedelta(0) <= now - known[0] < KEPT_FOR:
            return known
        began = monotonic()
        made = (now, make())
        if monotonic() - began >= LONG:
            with self._lock:
                self._found[key] = made
                self._found.move_to_end(key)
                while len(self._found) > MOST:
                    self._found.popitem(last=False)
        return made
