"""The kind of process that gunicorn serves with: an event loop that reads requests, and threads that answer them."""

import asyncio
import os
import resource
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Final

from gunicorn.workers.base import Worker

from bot.processes.request_server import RequestServer

MOST_CONNECTIONS: Final = 4000
OTHER_DESCRIPTORS: Final = 200  # for the database, files and pipes
# A webhook call waits for its commit, which stores all calls that wait; on SQLite that waits for one of the worker,
# so that with 16 threads no more than 16 calls were stored after each; and calls must not wait for pages.
WEBHOOK, WEBHOOK_THREADS = "/callback", 64
# When the database comes back, calls that LINE has given up wait by the thousand before those it still waits for. What
# they bring is stored all the same, beside the others.
LATE_THREADS: Final = 4


class EventLoopWorker(Worker):  # type: ignore[misc]
    """Serves the application that gunicorn has loaded. With no socket to listen on it serves nothing."""

    def run(self) -> None:
        with (
            ThreadPoolExecutor(self.cfg.threads, "request") as threads,
            ThreadPoolExecutor(WEBHOOK_THREADS, "webhook") as calls,
            ThreadPoolExecutor(LATE_THREADS, "late-webhook") as late,
        ):
            asyncio.run(self._serve(threads, calls, late))

    async def _serve(self, threads: ThreadPoolExecutor, calls: ThreadPoolExecutor, late: ThreadPoolExecutor) -> None:
        """Serve until this process is told to stop, then answer the requests that have been received.

        Every second it tells gunicorn's first process that it runs. A process that does not, because this loop or
        another of its own stands still, is ended and replaced.
        """
        from bot.web.draft_page import (
            LARGEST_SENDING,
        )  # imported only now, because the first process of `web` needs no pages

        loop, stopping = asyncio.get_running_loop(), asyncio.Event()
        loop.add_signal_handler(signal.SIGTERM, stopping.set)
        server = RequestServer(
            self.wsgi,
            threads,
            most=_most_connections(),
            largest=LARGEST_SENDING,
            own_threads={WEBHOOK: calls},
            late_threads=late,
        )
        backlog = self.cfg.backlog
        listening = [await loop.create_server(server, sock=each.sock, backlog=backlog) for each in self.sockets]
        while self.alive and not stopping.is_set() and self.ppid == os.getppid():
            self.tell()
            with suppress(TimeoutError):
                await asyncio.wait_for(stopping.wait(), 1.0)
        for each in listening:
            each.close()
        server.cut_waiting()
        await server.shutdown(self.cfg.graceful_timeout)

    def tell(self) -> None:
        """Tell gunicorn's first process that this one runs, unless one of its loops stands still."""
        from bot.log import log_line  # imported only now, as above

        still = self.app.stands_still()
        if still:
            log_line("stands_still", process=self.app.name(), loops=still)
        else:
            self.notify()


def _most_connections() -> int:
    """Raise the limit of descriptors as far as needed and allowed. Return how many connections it permits."""
    wanted = MOST_CONNECTIONS + OTHER_DESCRIPTORS
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return min(MOST_CONNECTIONS, soft - OTHER_DESCRIPTORS)
