"""Divides the names of an announcement's receivers from its words, for whoever knows which names there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from thai.almanac import either
from thai.data import read

LONGEST: Final = 120  # characters in which names stand
WORDS_OF_A_NAME: Final = 3  # นาย สมชาย ใจดี
AROUND: Final = " \t\n:;,-–—\u200b"


def named_beginnings(text: str) -> Iterator[tuple[str, str]]:
    """Yield how `named` of an announcement may be divided: (a name, the words), the likeliest first. A name ends before
    ว่า, or after its surname or first name."""
    that = _that().search(text[:LONGEST])
    if that is not None:
        yield text[: that.start()].strip(AROUND), text[that.end() :].strip(AROUND)
    words = list(re.finditer(r"[^\s:]+", text[:LONGEST]))
    for count in range(min(WORDS_OF_A_NAME, len(words)), 0, -1):
        end = words[count - 1].end()
        yield text[:end].strip(AROUND), text[end:].strip(AROUND)


def each_name(text: str) -> list[str]:
    """Return the names of several people: นายสมชาย และนางมาลี."""
    return [name for name in re.split(r"\s*(?:และ|กับ|แล้วก็|,)\s*", text) if name]


@cache
def _that() -> re.Pattern[str]:
    return re.compile(either(read("announcing")["that"]))
