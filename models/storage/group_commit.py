"""Company: what waits to be done together, so that one commit serves all of it."""

from collections import deque
from collections.abc import Sequence
from threading import Condition
from typing import Generic, TypeVar

T = TypeVar("T")


class Company(Generic[T]):
    """A queue that several take from, one of whom waits for it: what that one has seen, another may take first."""

    def __init__(self) -> None:
        self._waiting: deque[T] = deque()
        self._changed = Condition()
        self._ended = False

    def join(self, one: T) -> None:
        with self._changed:
            self._waiting.append(one)
            self._changed.notify()

    def end(self) -> None:
        """Nothing more will come."""
        with self._changed:
            self._ended = True
            self._changed.notify()

    def wait(self) -> bool:
        """Wait until there is something. False: the end has come, and nothing is left."""
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
