"""The lock of a host: whoever waits for it is next, however many ask after them."""

import fcntl
import os
from pathlib import Path
from threading import Event, Thread

from models.storage.database import HostLock
from tests.patience import HANG, until


def test_who_waits_is_not_passed_by_who_has_just_left(tmp_path: Path) -> None:
    database = str(tmp_path / "some.db")
    office, door, order = HostLock(database), HostLock(database), list[str]()

    def wait_at_the_door() -> None:
        with door.held():
            order.append("door")

    waiting = Thread(target=wait_at_the_door)
    with office.held():
        waiting.start()
        until(lambda: not _is_free(f"{database}.gate"), "the door keeps the gate")
    with office.held():
        order.append("office")
    waiting.join(HANG)
    office.close()
    door.close()
    assert order == ["door", "office"]


def test_one_holds_it_at_a_time(tmp_path: Path) -> None:
    database, inside, most = str(tmp_path / "some.db"), 0, 0
    begin = Event()

    def go() -> None:
        nonlocal inside, most
        lock = HostLock(database)
        begin.wait()
        for _ in range(50):
            with lock.held():
                inside += 1
                most = max(most, inside)
                inside -= 1
        lock.close()

    threads = [Thread(target=go) for _ in range(4)]
    for thread in threads:
        thread.start()
    begin.set()
    for thread in threads:
        thread.join(HANG)
    assert most == 1


def _is_free(path: str) -> bool:
    handle = os.open(path, os.O_RDWR)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(handle)
    return True
