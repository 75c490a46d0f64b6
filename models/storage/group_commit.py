"""Group commit: a queue of work that waits to be stored together by one commit."""

from collections import deque
from collections.abc import Sequence
from threading import Condition
from typing import Generic, TypeVar

T = TypeVar("T")


class GroupCommitQueue(Generic[T]):
    """A queue from which several threads take. One thread waits for it; another may take what it has seen."""

    def __init__(self) -> None:
        self._waiting: deque[T] = deque()
        self._changed = Condition()
        self._ended = False

    def join(self, one: T) -> None:
        with self._changed:
            self._waiting.append(one)
            self._changed.notify()

    def end(self) -> None:
        """Close the queue; nothing more is added."""
        with self._changed:
            self._ended = True
            self._changed.notify()

    def wait(self) -> bool:
        """Wait until there is something. Return False if the queue is closed and empty."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._ended)
            return bool(self._waiting)

    def take(self, most: int) -> list[T]:
        with self._changed:
            return [self._waiting.popleft() for _ in range(min(most, len(self._waiting)))]

    def __len__(self) -> int:
        return len(self._waiting)

    def put_back(self, these: Sequence[T]) -> None:
        with self._changed:
            self._waiting.extendleft(reversed(these))
            self._changed.notify()
