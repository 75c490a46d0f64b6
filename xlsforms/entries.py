"""What a draft holds: a value for each place in the form, by key, and which instances its repeats have.

A path names a question for all instances (`people/name`), a key one answer's place (`people[3]/name`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_INSTANCE = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A stored value, as XForm text. `given`: the person answered or skipped it; else the form put it there."""

    value: str
    given: bool


def path_of(key: str) -> str:
    """Return the path a key belongs to: the key without its instances."""
    return _INSTANCE.sub("", key)


@dataclass(frozen=True, slots=True)
class Instances:
    """The instances of one repeat: ids in order, and the last id that was ever given (ids are never used again)."""

    ids: tuple[int, ...] = ()
    last: int = 0

    @classmethod
    def read(cls, written: str) -> Instances:
        """The opposite of `str()`: "7: 1 2 5" is three instances after seven were made."""
        last, _, ids = written.partition(":")
        return cls(tuple(map(int, ids.split())), int(last)) if last else cls()

    def __str__(self) -> str:
        return f"{self.last}: {' '.join(map(str, self.ids))}"

    def with_one_more(self) -> Instances:
        return Instances((*self.ids, self.last + 1), self.last + 1)

    def without(self, instance: int) -> Instances:
        return Instances(tuple(known for known in self.ids if known != instance), self.last)
