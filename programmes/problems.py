"""What is wrong with a programme's folder: the file, where in it, why, and which word may have been meant."""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Final

NEAR: Final = 0.6  # how like a word must be to be named as what may have been meant
DISAGREES: Final = "disagrees"  # the kind of a problem that says its reason only in English

# Where in the file and why; then the kind, which names its sentences in the locales, and their values.
ToldProblem = tuple[str, str, str, Mapping[str, object]]
FileProblem = tuple[str, str] | ToldProblem


@dataclass(frozen=True, slots=True)
class FolderProblem:
    """One problem. `where` is the path of its key, such as `phases[1].end`, or empty for the whole file; `line` its
    line, if it is known. `why` says the reason in English; `kind` and `values` say it in the locales. `nearest` is the
    right word that is most like what stands there. A `notice` stops nothing."""

    file: str
    where: str
    why: str
    kind: str = DISAGREES
    values: Mapping[str, str | int] = field(default_factory=dict)
    line: int | None = None
    nearest: str | None = None
    notice: bool = False

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        meant = f"; did you mean {self.nearest}?" if self.nearest else ""
        return ": ".join(part for part in (place, self.where, f"{self.why}{meant}") if part)


def nearest(word: object, known: Iterable[object]) -> str | None:
    """Return the known word that is most like another, or None if none is like it."""
    found = get_close_matches(str(word), [str(one) for one in known], n=1, cutoff=NEAR)
    return found[0] if found and found[0] != word else None


def repeated(where: str, key: str, values: Iterable[Hashable]) -> Iterator[FileProblem]:
    """Yield a problem for each value that stands a second time."""
    seen: set[Hashable] = set()
    for place, value in enumerate(values):
        if value in seen:
            at = f"{where}[{place}].{key}" if key else f"{where}[{place}]"
            yield at, f"{value} stands here a second time", "repeated", {"value": value}
        seen.add(value)


def unknown(where: str, what: str, value: object, known: Iterable[object]) -> FileProblem:
    """Return the problem of a reference to something that the programme does not have."""
    names = [str(one) for one in known]
    values = {"what": what, "value": str(value), "known": ", ".join(names) or "–", "nearest": nearest(value, names)}
    return where, f"no {what} has the key {value!r}", "unknown", values


def outside(where: str, day: date, first: date, last: date, what: str) -> FileProblem:
    """Return the problem of a day that is not in a span."""
    values = {"value": f"{day}", "first": f"{first}", "last": f"{last}", "what": what}
    return where, f"{day} is outside {what}, {first} to {last}", "outside", values


def no_phase(where: str, number: int, known: Sequence[int]) -> FileProblem:
    """Return the problem of a phase that the programme does not have."""
    values = {"what": "[[phases]]", "value": number, "known": ", ".join(map(str, known)), "nearest": None}
    return where, f"there is no phase {number}", "unknown", values
