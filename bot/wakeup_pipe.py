"""The pipe between the two processes of `run`: the web process wakes the worker process when there is work for it.

It is made before the fork. A byte is a kind of work. If a wake-up is lost, or the worker process is just being
restarted, the work waits for the next poll. A wake-up without work costs one query.
"""

import os
from contextlib import suppress
from typing import Final

_READ_AT_ONCE: Final = 4096


class WakeUpPipe:
    """A pipe at one end of which a process wakes the process that waits at the other end."""

    def __init__(self) -> None:
        self._read_end, self._write_end = os.pipe()
        os.set_blocking(self._write_end, False)

    def wake(self, work: int) -> None:
        with suppress(BlockingIOError):  # the pipe is full of wake-ups that were not read yet
            os.write(self._write_end, bytes((work,)))

    def wait(self) -> set[int]:
        """Return the kinds of work of the next wake-ups. Several of a kind count as one."""
        return set(os.read(self._read_end, _READ_AT_ONCE))
