"""`python -m bench.without LAYER run` is `python -m bot run` with one layer of the message path switched off.

For `bench.layers` only: nothing of this is ever switched off in the bot itself.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import Lock
from typing import Any, Final

import bot.inbound.webhook
import bot.inbound.worker
import bot.outbound.recorder
import bot.outbound.sender
import bot.processes.server
from bot.__main__ import main
from bot.inbound.incoming import IncomingEvent
from bot.outbound.recorder import Recorder
from bot.wakeups import Wakeups
from models.storage.batch import BatchSession
from models.storage.database import FairLock

DEFAULT_SWITCH_SECONDS: Final = 0.005
FEW_THREADS: Final = 16


def _commit_of_events() -> None:
    _set(bot.inbound.webhook, CALLS_A_COMMIT=1, GROUP_COMMIT_WAIT=0.0)


def _commit_of_outcomes() -> None:
    _set(bot.outbound.recorder, AT_ONCE=1, GROUP_COMMIT_WAIT=0.0)
    _set(Recorder, record_in=lambda *_: ())


def _chats_a_commit() -> None:
    _set(bot.inbound.worker, CHATS_A_COMMIT=1)


def _rows_of_a_batch() -> None:
    add_rows = BatchSession.add_rows

    def at_once(self: BatchSession, table: Any, rows: Any) -> None:
        add_rows(self, table, rows)
        self.store_rows()

    _set(BatchSession, add_rows=at_once)


def _reading_ahead() -> None:
    _set(bot.inbound.worker, read_ahead=lambda row, *_: IncomingEvent(row))


def _posting_threads() -> None:
    sender = bot.outbound.sender.Sender
    _set(sender, __init__=_with(sender.__init__, threads=FEW_THREADS))


def _with(call: Callable[..., None], **given: Any) -> Callable[..., None]:
    def called(*args: Any) -> None:
        call(*args, **given)

    return called


def _collector() -> None:
    _set(bot.processes.server, rest_collector=lambda: None)


def _switch_interval() -> None:
    _set(bot.processes.server, SWITCH_SECONDS=DEFAULT_SWITCH_SECONDS)


def _fair_lock() -> None:
    _set(FairLock, held=_plainly_held)


@contextmanager
def _plainly_held(self: FairLock, _: bool) -> Iterator[None]:
    lock = _plain.setdefault(id(self), Lock())
    with lock:
        yield


_plain: dict[int, Lock] = {}


def _wakeups() -> None:
    _set(Wakeups, wake=lambda *_: None)


def _set(of: Any, **values: Any) -> None:
    for name, value in values.items():
        if not hasattr(of, name):
            raise AttributeError(f"{of} has no {name}")
        setattr(of, name, value)


# Each layer, what it is, and the lines of code that would go with it.
LAYERS: Final[Mapping[str, tuple[str, Callable[[], None]]]] = {
    "group-commit-of-events": ("events of calls that come together in one commit", _commit_of_events),
    "group-commit-of-outcomes": ("outcomes of sent requests in one commit, or in a turn's", _commit_of_outcomes),
    "chats-a-commit": ("the turns of 48 chats in one commit", _chats_a_commit),
    "rows-of-a-batch": ("rows of a batch stored together past the ORM", _rows_of_a_batch),
    "reading-ahead": ("words understood before the transaction begins", _reading_ahead),
    "posting-threads": ("160 threads that post, not 16", _posting_threads),
    "collector": ("garbage collector at rest over what was loaded", _collector),
    "switch-interval": ("threads change after 1 ms, not 5", _switch_interval),
    "fair-lock": ("a fair lock before SQLite's writer", _fair_lock),
    "wakeups": ("wake-ups, not only polls", _wakeups),
}


if __name__ == "__main__":
    LAYERS[sys.argv.pop(1)][1]()
    sys.exit(main())
