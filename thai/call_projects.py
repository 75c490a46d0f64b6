"""Reads the projects of a call in a message: their names, one or several, and what is said of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from thai.almanac import either
from thai.call_parts import AROUND, FieldWords, bare_words, marks_of, parts_in
from thai.context import Context
from thai.data import read

SHORTEST_TITLE: Final = 6  # letters of a project's name
LONGEST_TITLE: Final = 300  # characters
_LETTERS: Final = re.compile(r"[\u0e01-\u0e2eA-Za-z]")
_NUMBERED: Final = re.compile(
    r"(?:^|(?<=[\s\t]))(?:\(?\d{1,2}\s?[.)](?!\d)|(?:โครงการ|แผนงาน)ที่\s?\d{1,2}\s?[:.]?)\s*|(?:^|(?<=\n))\s*[-•*]\s*"
)
_JOINED: Final = re.compile(r"\s(?:และ|กับ)\s?(?=(?:โครงการ|แผนงาน)\s?[\u0e01-\u0e4eA-Za-z\"])")
_COUNTED: Final = re.compile(r"\s*\d+\s*(?:โครงการ|เรื่อง|แผนงาน|งาน|รายการ)")

ProjectSaid = tuple[str, dict[str, str]]  # the name, and what is said of the fields


def projects_of(rest: str, fields: Sequence[FieldWords], context: Context) -> list[ProjectSaid]:
    """Return the projects that are named behind the words of sending, none if what follows is no name."""
    rest = _begun(rest)
    if not rest.strip(AROUND) or re.match(rf"\s*{either(read('calls')['no_title'])}", rest):
        return []
    return [one for item in _items(rest) if (one := _project(item, fields, context)) is not None]


def names_nothing(rest: str) -> bool:
    """Return whether nothing is said behind the words of sending but how many and polite words."""
    return not _begun(rest).strip(AROUND)


def _items(rest: str) -> list[str]:
    """Return the text of each project: numbered, or joined by และโครงการ."""
    numbered = list(_NUMBERED.finditer(rest))
    if numbered:
        ends = [*(one.start() for one in numbered[1:]), len(rest)]
        return [rest[one.end() : end] for one, end in zip(numbered, ends, strict=True)]
    lines = [line for line in rest.split("\n") if re.match(r"\s*(?:โครงการ|แผนงาน)\s?[\u0e01-\u0e4eA-Za-z\"]", line)]
    if len(lines) > 1:
        cuts = [found.start() for found in re.finditer(r"(?:^|(?<=\n))\s*(?:โครงการ|แผนงาน)", rest)]
        return [rest[start:end] for start, end in zip(cuts, [*cuts[1:], len(rest)], strict=True)]
    return [re.sub(r"^\s*(?:โครงการ|แผนงาน)\s+", "", one) for one in _JOINED.split(rest)]


def _project(item: str, fields: Sequence[FieldWords], context: Context) -> ProjectSaid | None:
    title, more = _title(item, fields)
    if len(_LETTERS.findall(title)) < SHORTEST_TITLE or len(title) > LONGEST_TITLE or _told().search(item):
        return None
    return title, parts_in(more, fields, context)


def _title(item: str, fields: Sequence[FieldWords]) -> tuple[str, str]:
    """Return a project's name, and what is said behind it."""
    item = item.lstrip(" \t\n:-")
    if quoted := re.match(r'(?:โครงการ|แผนงาน)?\s*"([^"]+)"', item):
        return quoted[1].strip(), item[quoted.end() :]
    marks = tuple(word for one in fields for word in one.said)
    found = [re.search(r"[\n\t]", item), marks_of(marks).search(item) if marks else None, _ends().search(item)]
    end = min((one.start() for one in found if one and one.start() > 0), default=len(item))
    title = bare_words(item[:end])
    return f"{title})" if title.count("(") > title.count(")") else title, item[end:]


def _begun(rest: str) -> str:
    """Return what follows without counts and words that only lead to a name."""
    while (cut := _COUNTED.sub("", rest, count=1) if _COUNTED.match(rest) else _leads().sub("", rest, count=1)) != rest:
        rest = cut
    return rest


@cache
def _leads() -> re.Pattern[str]:
    words = either(read("calls")["project_begins"])
    return re.compile(rf"^[\s:]*(?:{words}(?=[\s:\"]|\d|$)|{words}(?={words}))[ \t:]*")


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(rf"(?:(?<=[\s\t]){either(read('calls')['project_ends'])}|(?:ครับ|ค่ะ|คับ)(?=\s|$))")


@cache
def _told() -> re.Pattern[str]:
    return re.compile(either(read("calls")["not_proposed"]))
