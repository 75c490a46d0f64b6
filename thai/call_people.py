"""Reads the people of a call in a message: who is sent, in whose place, and what is said of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from thai.almanac import either
from thai.call_parts import FieldWords, parts_in
from thai.call_text import units_in
from thai.context import Context
from thai.data import read
from thai.formal_names import PersonNamed, people_named, person_without_title

_ITEM: Final = re.compile(
    r"\d+\s*(?:คน|ท่าน|ราย)\s*(?:ค่ะ|ครับ|คับ|นะคะ|นะครับ)?\s*(?:คือ|ได้แก่|ดังนี้)?\s*:?\s*|(?:คือ|ได้แก่|ดังนี้)\s*:?\s+"
    r"|(?<![\u0e01-\u0e4e])ชื่อ(?:\s?-\s?(?:นาม)?สกุล)?\s*:?\s+"
    r"|(?:^|(?<=[\s\t,]))(?:(?:และ|กับ|คนที่\s?\d+|ลำดับที่\s?\d+)(?=[\s:])|\(?\d{1,2}\s?[.)])\s*[:.]?\s*|[\n\t,;/]\s*|^\s*"
)
_BARE: Final = re.compile(r"\s*(?P<name>[\u0e01-\u0e4e]{2,30}(?: [\u0e01-\u0e4e]{2,30})?)")


@dataclass(frozen=True, slots=True)
class PersonSaid:
    """A person in a text: where the name stands, and what is said of the call's fields."""

    name: str
    start: int
    facts: dict[str, str]


def people_of(
    text: str, fields: Sequence[FieldWords], context: Context, *, untitled: bool
) -> tuple[list[PersonSaid], str | None]:
    """Return the people whom a text sends, and the one in whose place they are. `untitled`: they may be named without
    a title. Contact persons and bosses are nobody who is sent."""
    text, instead_of = without_replaced(text, context)
    units = units_in(context)
    names = people_named(text, units)
    if untitled:
        names = sorted([*names, *_untitled(text, names, units)])
    names = [one for one in names if not _of_their_post(text, one)]
    found: list[PersonSaid] = []
    for place, one in enumerate(names):
        end = names[place + 1].start if place + 1 < len(names) else len(text)
        before = text[names[place - 1].end if place else 0 : one.start]
        if _not_sent().search(before):
            continue
        if found and _corrected().search(before):
            instead_of, found = found[-1].name, found[:-1]
        found.append(PersonSaid(one.text, one.start, facts_behind(text[one.end : end], fields, context)))
    return found, instead_of


def _of_their_post(text: str, one: PersonNamed) -> bool:
    """Return whether a name is a part of somebody's post: เลขานุการของนายทวี มากมูล."""
    return text[: one.start].rstrip().endswith("ของ") and not text[: one.start].rstrip().endswith("ชื่อของ")


def facts_behind(words: str, fields: Sequence[FieldWords], context: Context) -> dict[str, str]:
    """Return what is said of the fields behind a name, up to where a contact person is spoken of."""
    other = _contact().search(words)
    return parts_in(words[: other.start()] if other else words, fields, context, free_words=True)


def _untitled(text: str, names: Sequence[PersonNamed], units: Sequence[str]) -> list[PersonNamed]:
    """Return the people without a title at the beginnings of items of a list."""
    taken = [(one.start, one.end) for one in names]
    found: list[PersonNamed] = []
    for item in _ITEM.finditer(text):
        at = item.end()
        if any(start <= at < end for start, end in taken) or _no_plain().match(text, at):
            continue
        one = person_without_title(text, at, units)
        if one is not None and not any(start < one.end and one.start < end for start, end in taken):
            found.append(one)
            taken.append((one.start, one.end))
    return found


def without_replaced(text: str, context: Context) -> tuple[str, str | None]:
    """Return a text without the person in whose place another is, and that person."""
    named = people_named(text, units_in(context))
    said = next(
        (one for one in _in_place().finditer(text) if not any(who.start < one.start() < who.end for who in named)), None
    )
    if said is None:
        return text, None
    titled = people_named(text[said.end() :], units_in(context))
    if titled and not text[said.end() : said.end() + titled[0].start].strip():
        end = said.end() + titled[0].end
        return text[: said.start()] + "\t" + text[end:], titled[0].text
    bare = _BARE.match(text, said.end())
    if bare is None or _no_plain().match(bare["name"]):
        return text[: said.start()] + "\t" + text[said.end() :], None
    plain = person_without_title(text, bare.start("name"), units_in(context))
    name = plain.text if plain else bare["name"].split()[0]
    end = bare.start("name") + len(name)
    return text[: said.start()] + "\t" + text[end:], name


@cache
def _in_place() -> re.Pattern[str]:
    words = either(read("calls")["in_place_of"])
    return re.compile(rf"(?<!ผู้)(?<!ตัว){words}(?=[\s\u0e01-\u0e4e])", re.IGNORECASE)


@cache
def _corrected() -> re.Pattern[str]:
    return re.compile(rf"{either(read('calls')['corrected'])}\s*$")


@cache
def _not_sent() -> re.Pattern[str]:
    words = either((*read("calls")["not_candidates"], *read("calls")["contacts"]))
    return re.compile(rf"(?:^|[\s\t\n(:]|(?<=ของ)|(?<=ให้)){words}(?:คือ|ชื่อ|:)?[\s:]*$")


@cache
def _contact() -> re.Pattern[str]:
    contacts, bosses = read("calls")["contacts"], read("calls")["not_candidates"]
    return re.compile(rf"(?:^|(?<=[\s\t\n(]))(?:{either(contacts)}(?=[\s:]|คือ|$)|{either(bosses)}\s?(?:คือ|:))")


@cache
def _no_plain() -> re.Pattern[str]:
    return re.compile(either(read("calls")["no_plain_name"]))
