"""What waits to be done together: taken once, in its order, by whoever comes first."""

from threading import Thread

from models.storage.group_commit import GroupCommitQueue
from tests.patience import HANG


def test_what_is_put_back_comes_first_again() -> None:
    waiting: GroupCommitQueue[int] = GroupCommitQueue()
    for one in (1, 2, 3):
        waiting.join(one)
    assert waiting.wait()
    taken = waiting.take(2)
    waiting.put_back(taken)
    assert waiting.take(9) == [1, 2, 3]
    assert waiting.take(9) == []


def test_who_waits_wakes_at_the_end_and_after_all_that_is_left() -> None:
    waiting: GroupCommitQueue[int] = GroupCommitQueue()
    seen: list[int] = []

    def work() -> None:
        while waiting.wait():
            seen.extend(waiting.take(1))

    worker = Thread(target=work)
    worker.start()
    waiting.join(1)
    waiting.join(2)
    waiting.end()
    worker.join(HANG)
    assert seen == [1, 2]
    assert not waiting.wait()
