"""Reads what a mentor types about numbered entries: the act, the numbers, and words to the author."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from thai.data import read
from thai.normalise import tidy

ACTS: Final = ("approve", "praise", "return")
MOST_NUMBERS: Final = 99
_AROUND: Final = " :;,-\n"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`act` on the entries with these numbers, or on `all` of them but those `left_out`; `words` are for their author.

    `unsure`: the message has an exception, corrects itself or has a second act, so it is to be confirmed.
    `then`: the second act of the message.
    """

    act: str
    numbers: tuple[int, ...] = ()
    all: bool = False
    words: str | None = None
    left_out: tuple[int, ...] = ()
    unsure: bool = False
    then: Verdict | None = None


def read_verdict(text: str) -> Verdict | None:
    """Return the act with which a message begins ("รับทราบ 1-3", "ส่งกลับ 2 ขาดรูป", "2 ชื่นชม"), or None."""
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
    return _doubted(Verdict(act, numbers, everything is not None, words or None))


def _doubted(said: Verdict) -> Verdict:
    """Return the verdict as it is to be confirmed if its words make an exception or take something back."""
    low = (said.words or "").lower()
    slip = _last_of(low, "slip")
    if slip is None and said.act != "return" and _leading(low, ("taken_back",)):
        slip = 0
    if slip is not None:
        return replace(said, numbers=_numbers_within(low[slip:]), all=False, words=None, unsure=True)
    then = _second(said.words or "")
    if said.act == "return":
        return replace(said, words=None, unsure=True, then=then) if then else said
    if _leading(low, ("postponed",)):
        return replace(said, unsure=True)
    exception = _first_of(low, "except")
    if exception is None and then is None and any(word in low for word in _words("return")) and _numbers_within(low):
        exception, then = 0, Verdict("return", _numbers_within(low))
    if exception is None and then is None:
        return said
    left_out = _numbers_within(low[exception:]) if exception is not None else then.numbers if then else ()
    numbers = tuple(number for number in said.numbers if number not in left_out)
    everything = said.all or not said.numbers
    return replace(said, numbers=numbers, all=everything, words=None, left_out=left_out, unsure=True, then=then)


def _second(words: str) -> Verdict | None:
    """Return the act on other numbers that begins at one of these words: [ผ่าน 1] ส่งคืน 2 รูปไม่ชัด."""
    for match in re.finditer(r"\S+", words):
        said = read_verdict(_without(words[match.start() :], "then"))
        if said is not None and said.numbers:
            return said
    return None


def _numbers_within(low: str) -> tuple[int, ...]:
    """Return the first numbers in a text, wherever they stand."""
    for start, char in enumerate(low):
        if char.isdecimal() and (found := _numbers(low[start:])[0]):
            return found
    return ()


def _first_of(low: str, table: str) -> int | None:
    """Return where the first word of a table ends in a text, or None."""
    found = [(low.find(word), len(word)) for word in _words(table) if word in low]
    return sum(min(found)) if found else None


def _last_of(low: str, table: str) -> int | None:
    found = [low.rfind(word) + len(word) for word in _words(table) if word in low]
    return max(found) if found else None


def read_unlock(text: str) -> tuple[tuple[int, ...], str | None] | None:
    """Return (numbers, words) after "unlock", or None if a message does not begin with it."""
    found = _leading(tidy(text).strip(), ("unlock",))
    if found is None:
        return None
    numbers, rest = _numbers(_without(found[1], "lead_in"))
    return numbers, _without(rest, "particle").strip(_AROUND) or None


def parts_in(words: str, parts: Iterable[str]) -> tuple[str, ...]:
    """Return those of `parts` that a reason for returning an entry names; each part has a table of its words."""
    said = tidy(words).lower()
    return tuple(part for part in parts if any(word in said for word in _words(part)))


def read_numbers(text: str) -> tuple[int, ...]:
    """Return the numbers of a message that has only numbers ("1-3", "๑ ๓"), else ()."""
    numbers, rest = _numbers(tidy(text).strip())
    return numbers if not rest.strip(_AROUND) else ()


def _numbers(said: str) -> tuple[tuple[int, ...], str]:
    """Return the entries' numbers at the beginning, and what follows them."""
    match = _pattern().match(said)
    if match is None:
        return (), said
    found: list[int] = []
    for first, last in _span().findall(match[0]):
        end = min(int(last or first), MOST_NUMBERS)
        found += [number for number in range(int(first), end + 1) if number not in found]
    return tuple(found), said[match.end() :]


def _leading(said: str, tables: tuple[str, ...]) -> tuple[str, str] | None:
    """Return (table, what follows) for the longest word of these tables with which `said` begins."""
    said = said.lstrip(_AROUND)
    low = said.lower()
    best = max(
        ((len(word), table) for table in tables for word in _words(table) if _begins(low, word)),
        default=None,
    )
    return (best[1], said[best[0] :]) if best else None


def _without(said: str, table: str) -> str:
    """Return what follows the words of a table at the beginning, however many there are."""
    while found := _leading(said, (table,)):
        if found[1] == said:
            break
        said = found[1]
    return said


def _begins(low: str, word: str) -> bool:
    """Return whether a text begins with a word; a Latin word must end there."""
    if not low.startswith(word):
        return False
    after = low[len(word) : len(word) + 1]
    return not (word[-1].isascii() and word[-1].isalpha() and after.isascii() and after.isalnum())


@cache
def _words(table: str) -> tuple[str, ...]:
    return tuple(read("verdicts")[table])


@cache
def _pattern() -> re.Pattern[str]:
    """Return a pattern for 1 · 1-3 · 1, 2 และ 4, but not for a number that counts things."""
    one = rf"\d{{1,2}}(?!\d)(?:{_between('through')}\d{{1,2}}(?!\d))?(?!\s*(?:{_any_of('unit')}))"
    return re.compile(rf"\s*{one}(?:\s*(?:{_any_of('and')}|\s)\s*{one})*", re.ASCII)


@cache
def _span() -> re.Pattern[str]:
    """Return a pattern for one number, or for the first and the last of several."""
    return re.compile(rf"(\d+)(?:{_between('through')}(\d+))?", re.ASCII)


def _between(table: str) -> str:
    return rf"\s*(?:{_any_of(table)})\s*"


def _any_of(table: str) -> str:
    return "|".join(map(re.escape, _words(table)))
