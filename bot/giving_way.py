"""Long work of the web process, such as feeds and files, beside calls for which LINE waits."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Final

# Seconds after which a thread that works lets another go on. A call asks for its turn several times: beside a feed the
# slowest 1 % of 200 a second took 2.1 to 2.3 times as long with 1 ms, 1.7 to 1.8 times with this (1 December 2026).
OFTEN: Final = 0.0002
_lock = Lock()
_at_work: list[float] = []  # for each piece of work the interval before all of them


@contextmanager
def giving_way() -> Iterator[None]:
    """Let the other threads of the process have their turn often while this work is done."""
    with _lock:
        _at_work.append(_at_work[0] if _at_work else sys.getswitchinterval())
        sys.setswitchinterval(OFTEN)
    try:
        yield
    finally:
        with _lock:
            before = _at_work.pop()
            if not _at_work:
                sys.setswitchinterval(before)
