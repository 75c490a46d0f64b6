"""The pipe between the two processes of `run`: the web process wakes the worker process when events have come.

It is made before the fork, and its bytes have no meaning. If a wake-up is lost, or the worker process is just being
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

    def wake(self) -> None:
        with suppress(BlockingIOError):  # the pipe is full of wake-ups that were not read yet
            os.write(self._write_end, b"!")

    def wait(self) -> None:
        """Return at the next wake-up. Several wake-ups count as one."""
        os.read(self._read_end, _READ_AT_ONCE)
