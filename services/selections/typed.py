"""Marks as a juror types them on a page: rows that were changed in this window, whole or not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from programmes.selections import Selection

MARK: Final = "mark-"  # mark-CANDIDATE.CRITERION: what was typed
SEEN: Final = "seen-"  # seen-CANDIDATE: the row as the window showed it
TIE: Final = "tie-"  # tie-CANDIDATE: the place among equals
MOST_ORDER: Final = 9_999


@dataclass(frozen=True, slots=True)
class TypedMarks:
    """`given`: marks of whole rows, and nothing for rows that were emptied; `broken`: rows that are half filled or out
    of range, by candidate and criterion as they were typed."""

    given: Mapping[str, Mapping[str, int]]
    broken: Mapping[str, Mapping[str, str]]

    @property
    def emptied(self) -> int:
        return sum(not row for row in self.given.values())


def read_marks(form: Mapping[str, str], selection: Selection) -> TypedMarks:
    """Return what a form changes. A row that stands as the window showed it changes nothing, whatever another window
    has written meanwhile. Thai digits are digits."""
    keys = [one.key for one in selection.criteria]
    rows: dict[str, dict[str, str]] = {}
    for name, value in form.items():
        candidate, _, criterion = name.removeprefix(MARK).rpartition(".")
        if name.startswith(MARK) and criterion in keys:
            rows.setdefault(candidate, {})[criterion] = value.strip()
    given: dict[str, Mapping[str, int]] = {}
    broken: dict[str, Mapping[str, str]] = {}
    for candidate, row in rows.items():
        numbers = {key: int(value) for key, value in row.items() if value.isdecimal()}
        if as_seen({key: numbers.get(key, value) for key, value in row.items()}, selection) == form.get(
            f"{SEEN}{candidate}", ""
        ):
            continue
        if not any(row.values()):
            given[candidate] = {}
        elif len(numbers) == len(keys) and all(numbers[one.key] <= one.most for one in selection.criteria):
            given[candidate] = numbers
        else:
            broken[candidate] = row
    return TypedMarks(given, broken)


def as_seen(row: Mapping[str, object], selection: Selection) -> str:
    """Return a row as a page remembers it; a row without marks is nothing."""
    values = [str(row.get(one.key, "")) for one in selection.criteria]
    return "/".join(values) if any(values) else ""


def read_order(form: Mapping[str, str]) -> dict[str, int]:
    """Return the places among equals that a form gives, by candidate."""
    typed = {name.removeprefix(TIE): value.strip() for name, value in form.items() if name.startswith(TIE)}
    numbers = {one: int(value) for one, value in typed.items() if value.isdecimal()}
    return {one: number for one, number in numbers.items() if 0 < number <= MOST_ORDER}
