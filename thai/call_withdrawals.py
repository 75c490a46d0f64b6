"""Reads who or what a unit takes back: people, projects, one or several."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import Final

from thai.almanac import either
from thai.call_parts import bare_words
from thai.call_text import CallText, pattern, sends_now, units_in
from thai.context import Context
from thai.data import read
from thai.formal_names import people_named

LONGEST_NAME: Final = 200  # characters of a project's name
MOST_TRIES: Final = 8  # words that may take back of one message
SHORTEST_NAME: Final = 2
_ALL: Final = re.compile(r"\s*(?:เดิม|ทั้งหมด|ทุกคน|ทั้ง ?2|ทั้งสอง|คนเดิม)")
_SEVERAL: Final = re.compile(r"\s*(?:[,;\n]|(?<=\s)(?:และ|กับ)(?=\s))\s*")


def taken_back(message: CallText, context: Context) -> list[str] | None:
    """Return the names of what a message takes back, none if it names nothing; None if it takes nothing back."""
    begins = pattern("withdraws").search(message.low) or _close(message, context)
    if begins is None:
        return None
    sends = pattern("names_people").search(message.low, begins.end())
    before, rest = message.said[: begins.start()], message.said[begins.end() : sends.start() if sends else None]
    named = people_named(before, units_in(context))
    oneself = bool(named) and not bare_words(_ends().split(rest.strip(), maxsplit=1)[0])  # นายทวี มากมูล ขอถอนชื่อ
    told = pattern("not_withdrawn").search(before.lower()) if oneself else not sends_now(before, context)
    if told:
        return None
    rest = _sent_before().sub("\n", rest)
    if pattern("not_withdrawn").search(rest.lower()):
        return None
    if oneself:
        return [named[-1].text]
    people = people_named(rest, units_in(context))
    if people and not _of_project(begins[0]):
        return [one.text for one in people]
    said = _ends().split(rest.strip(), maxsplit=1)[0]
    if _ALL.match(said):
        return []  # which they are, is asked
    names = [bare_words(_leads().sub("", one)) for one in _SEVERAL.split(said)]
    return [name for name in names if SHORTEST_NAME <= len(name) <= LONGEST_NAME]


def _close(message: CallText, context: Context) -> re.Match[str] | None:
    """Return the word of withdrawing right behind which somebody is named."""
    for begins in islice(pattern("withdraws_close").finditer(message.low), MOST_TRIES):
        named = people_named(message.said[begins.end() :], units_in(context))[:1]
        if named and not message.said[begins.end() :][: named[0].start].strip():
            return begins
    return None


def _of_project(word: str) -> bool:
    return pattern("of_projects").search(word) is not None


@cache
def _sent_before() -> re.Pattern[str]:
    return re.compile(rf"{either(read('calls')['sent_before'])}[^\n]*")


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(rf"\n|{either(read('calls')['withdrawal_ends'])}")


@cache
def _leads() -> re.Pattern[str]:
    return re.compile(r"^[\s:]*(?:ของ|ผู้แทน|คุณ(?=\s)|ที่ชื่อ|ชื่อ)?[\s:]*")
