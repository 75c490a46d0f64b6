"""Finds in the values of a page the people whose records it shows, so that no page has to say it."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Final

from models.people.people import Person
from models.storage.base import Base

DEEPEST: Final = 6  # values within values
IDS: Final = ("person_id", "about_person_id")
PLAIN: Final = (str, bytes, int, float)


def people_in(values: Any) -> set[int]:
    """Return the ids of people in the values of a page: of persons, and of records that have one."""
    found: set[int] = set()
    _look(values, found, DEEPEST)
    return found


def _look(value: Any, found: set[int], depth: int) -> None:
    if value is None or isinstance(value, PLAIN) or depth == 0:
        return
    if isinstance(value, Person):
        found.add(value.id)
        return
    for name in IDS:
        said = getattr(value, name, None)
        if isinstance(said, int):
            found.add(said)
    if isinstance(value, Mapping):
        _look_at_all(value.values(), found, depth)
    elif isinstance(value, list | tuple | set | frozenset):
        _look_at_all(value, found, depth)
    elif is_dataclass(value) and not isinstance(value, Base):
        _look_at_all((getattr(value, field.name, None) for field in fields(value)), found, depth)


def _look_at_all(values: Iterable[Any], found: set[int], depth: int) -> None:
    for one in values:
        _look(one, found, depth - 1)
