"""Reads how the name of somebody or something that was sent is corrected: แก้ชื่อ … เป็น …, ชื่อผิด."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from thai.almanac import either
from thai.call_parts import bare_words
from thai.call_people import people_of
from thai.call_projects import projects_of
from thai.call_said import CallWords
from thai.context import Context
from thai.data import read
from thai.normalise import folded, tidy
from thai.questions import asks

LONGEST: Final = 300  # characters of words that correct a name
_BECOMES: Final = re.compile(r"\s*(?:ให้|มา)?เป็น\s*")
_FROM: Final = re.compile(r"^[\s:]*(?:จาก|ของ)?\s*")


class RenameSaid(NamedTuple):
    """The words for whose name is corrected and for what it is to be, as far as a message says them."""

    old: str | None
    name: str | None


def rename_said(text: str) -> RenameSaid | None:
    """Return what a message says of a name that is to be corrected, or None if it corrects none. Of a question only
    that it is about one."""
    said = tidy(text)
    begins = _begins().match(folded(said))
    if begins is None or len(said) > LONGEST or "\n" in said or len(folded(said)) != len(said):
        return None
    if asks(said):
        return RenameSaid(None, None)
    rest = said[begins.end() :]
    becomes = _BECOMES.search(rest)
    old = bare_words(_FROM.sub("", rest[: becomes.start()] if becomes else rest))
    return RenameSaid(old or None, rest[becomes.end() :] if becomes else None)


def name_said(words: str, context: Context, call: CallWords) -> str | None:
    """Return the one name that words say, as it is sent in a call, or None."""
    said = tidy(words)
    if call.of == "projects":
        found = projects_of(said, call.fields, context)
        return found[0][0] if len(found) == 1 else None
    people, _ = people_of(said, call.fields, context, untitled=True)
    return people[0].name if len(people) == 1 and not said[: people[0].start].strip(" :") else None


@cache
def _begins() -> re.Pattern[str]:
    words = read("calls")["corrects_name"]
    return re.compile(rf"\s*(?:ขอ|ช่วย|รบกวน|อยาก)?{either(word.lower() for word in words)}\s*(?:ค่ะ|คะ|ครับ|นะ)?\s*")
