"""The pipe between the two processes of `run`: the web process wakes the worker process when events have come.

It is made before they are forked, and carries nothing. A wake-up that is lost, or that nobody hears because the worker
is just being restarted, costs the wait for the next poll; one more than needed costs a look.
"""

import os
from contextlib import suppress
from typing import Final

_READ_AT_ONCE: Final = 4096


class WakeUpPipe:
    """One process wakes, the other waits at the other end."""

    def __init__(self) -> None:
        self._read_end, self._write_end = os.pipe()
        os.set_blocking(self._write_end, False)

    def wake(self) -> None:
        with suppress(BlockingIOError):  # nobody has heard the last thousands yet
            os.write(self._write_end, b"!")

    def wait(self) -> None:
        """Return at the next wake-up; several are one."""
        os.read(self._read_end, _READ_AT_ONCE)
