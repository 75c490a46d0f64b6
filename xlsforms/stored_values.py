"""The stored values of a draft, by key, and the instances of its repeats.

A path names a question in all instances of its repeats (`people/name`); a key names one answer (`people[3]/name`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SPACE = re.compile(r"[ \t\r\n]+")  # the white space of XML; a no-break space is part of a name
_INSTANCE = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class StoredValue:
    """A stored value, as XForm text. `given` is true if the person answered or skipped it, false if the form set it."""

    value: str
    given: bool


def path_of(key: str) -> str:
    """Return the path of a key, which is the key without its instance ids."""
    return _INSTANCE.sub("", key)


def share_instances(key: str, other: str) -> bool:
    """Return whether two keys are of the same instances of all repeats in which both of them stand."""
    for part, counterpart in zip(key.split("/"), other.split("/"), strict=False):
        if part != counterpart:
            return path_of(part) != path_of(counterpart)
    return True


def names_in(written: str) -> tuple[str, ...]:
    """Return the names of the choices in the answer to a question with several answers."""
    return tuple(name for name in _SPACE.split(written) if name)


@dataclass(frozen=True, slots=True)
class Instances:
    """The instances of one repeat: their ids in order, and the last id ever given. An id is never used twice."""

    ids: tuple[int, ...] = ()
    last: int = 0

    @classmethod
    def read(cls, written: str) -> Instances:
        """Read what `str()` writes: "7: 1 2 5" means that instances 1, 2 and 5 are left of seven."""
        last, _, ids = written.partition(":")
        return cls(tuple(map(int, ids.split())), int(last)) if last else cls()

    def __str__(self) -> str:
        return f"{self.last}: {' '.join(map(str, self.ids))}"

    def with_one_more(self) -> Instances:
        return Instances((*self.ids, self.last + 1), self.last + 1)

    def without(self, instance: int) -> Instances:
        return Instances(tuple(known for known in self.ids if known != instance), self.last)
