"""What a mentor types about entries that were numbered for them: the act, which entries, and words to their author."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from thai.data import read
from thai.normalise import tidy

ACTS: Final = ("approve", "praise", "return")
PARTS: Final = ("words", "photo", "places", "people", "day", "sectors")
MOST_NUMBERS: Final = 99
_AROUND: Final = " :;,-\n"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`act` on the entries with these numbers, or on `all` of them; `words`: what to tell their author."""

    act: str
    numbers: tuple[int, ...] = ()
    all: bool = False
    words: str | None = None


def read_verdict(text: str) -> Verdict | None:
    """The act a message begins with ("รับทราบ 1-3", "ส่งกลับ 2 ขาดรูป", "2 ชื่นชม"); None when it begins with none."""
    said = tidy(text).strip()
    numbers, rest = _numbers(said)
    found = _leading(rest, ACTS)
    if found is None:
        return None
    act, rest = found
    if not numbers:
        numbers, rest = _numbers(_without(rest, "lead_in"))
    everything = _leading(rest, ("all",)) if not numbers else None
    if everything:
        rest = everything[1]
    words = _without(rest, "particle").strip(_AROUND)
    return Verdict(act, numbers, everything is not None, words or None)


def read_unlock(text: str) -> tuple[tuple[int, ...], str | None] | None:
    """(numbers, words) after "unlock"; None when a message does not begin with it."""
    found = _leading(tidy(text).strip(), ("unlock",))
    if found is None:
        return None
    numbers, rest = _numbers(_without(found[1], "lead_in"))
    return numbers, _without(rest, "particle").strip(_AROUND) or None


def parts_in(words: str) -> tuple[str, ...]:
    """The parts of an entry that a reason for returning it speaks of, in the order of PARTS."""
    said = tidy(words).lower()
    return tuple(part for part in PARTS if any(word in said for word in _words(part)))


def read_numbers(text: str) -> tuple[int, ...]:
    """The numbers a message consists of ("1-3", "๑ ๓"); () when it says anything else."""
    numbers, rest = _numbers(tidy(text).strip())
    return numbers if not rest.strip(_AROUND) else ()


def _numbers(said: str) -> tuple[tuple[int, ...], str]:
    """The entries' numbers at the beginning, and what follows them."""
    match = _pattern().match(said)
    if match is None:
        return (), said
    found: list[int] = []
    for first, last in _span().findall(match[0]):
        end = min(int(last or first), MOST_NUMBERS)
        found += [number for number in range(int(first), end + 1) if number not in found]
    return tuple(found), said[match.end() :]


def _leading(said: str, tables: tuple[str, ...]) -> tuple[str, str] | None:
    """(table, what follows) of the longest word of these tables that `said` begins with."""
    said = said.lstrip(_AROUND)
    low = said.lower()
    best = max(
        ((len(word), table) for table in tables for word in _words(table) if _begins(low, word)),
        default=None,
    )
    return (best[1], said[best[0] :]) if best else None


def _without(said: str, table: str) -> str:
    """What follows the words of a table at the beginning, however many."""
    while found := _leading(said, (table,)):
        if found[1] == said:
            break
        said = found[1]
    return said


def _begins(low: str, word: str) -> bool:
    """Whether a text begins with a word; a Latin one must end there."""
    if not low.startswith(word):
        return False
    after = low[len(word) : len(word) + 1]
    return not (word[-1].isascii() and word[-1].isalpha() and after.isascii() and after.isalnum())


@cache
def _words(table: str) -> tuple[str, ...]:
    return tuple(read("verdicts")[table])


@cache
def _pattern() -> re.Pattern[str]:
    """1 · 1-3 · 1, 2 และ 4; a number that counts things is left alone."""
    one = rf"\d{{1,2}}(?!\d)(?:{_between('through')}\d{{1,2}}(?!\d))?(?!\s*(?:{_any_of('unit')}))"
    return re.compile(rf"\s*{one}(?:\s*(?:{_any_of('and')}|\s)\s*{one})*", re.ASCII)


@cache
def _span() -> re.Pattern[str]:
    """One number, or the first and the last of several."""
    return re.compile(rf"(\d+)(?:{_between('through')}(\d+))?", re.ASCII)


def _between(table: str) -> str:
    return rf"\s*(?:{_any_of(table)})\s*"


def _any_of(table: str) -> str:
    return "|".join(map(re.escape, _words(table)))
