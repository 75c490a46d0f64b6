"""The building blocks of rules: texts, numbers, choices, lists, objects. Each notes what is wrong with a value."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from simulator.rules.counting import Unit, utf16

BodyPath = str
BodyProblem = tuple[BodyPath, str]


class BodyProblems:
    """The problems found so far. LINE words them in two ways; ``pointer`` is the way of Flex and templates."""

    __slots__ = ("allow_http", "found", "pointer")

    def __init__(self, pointer: bool = False, allow_http: bool = False) -> None:
        self.found: list[BodyProblem] = []
        self.pointer = pointer
        self.allow_http = allow_http

    def join(self, place: BodyPath, key: str | int) -> BodyPath:
        if self.pointer:
            return f"{place}/{key}"
        if isinstance(key, int):
            return f"{place}[{key}]"
        return f"{place}.{key}" if place else key

    def add(self, place: BodyPath, key: str | int, message: str) -> None:
        self.found.append((self.join(place, key), message))

    def empty(self, place: BodyPath, key: str | int, text: bool = False) -> None:
        said = ("must be non-empty text" if text else "must be specified") if self.pointer else "May not be empty"
        self.add(place, key, said)

    def wrong(self, place: BodyPath, key: str | int, values: Iterable[object] = ()) -> None:
        listed = ", ".join(str(one) for one in values)
        if self.pointer or not listed:
            self.add(place, key, "invalid property" if self.pointer else "The property is invalid")
        else:
            self.add(place, key, f"Must be one of the following values: [{listed}]")

    def length(self, place: BodyPath, key: str | int, most: int, address: bool = False) -> None:
        if not self.pointer:
            said = f"Length must be between 0 and {most}"
        elif address:
            said = f"size must be between 0 and {most}"
        else:
            said = f"must not be longer than {most} characters"
        self.add(place, key, said)

    def size(self, place: BodyPath, key: str | int, least: int, most: int) -> None:
        self.add(place, key, f"{'s' if self.pointer else 'S'}ize must be between {least} and {most}")

    def outside(self, place: BodyPath, key: str | int, least: float, most: float) -> None:
        self.add(place, key, f"{'m' if self.pointer else 'M'}ust be between {least:g} and {most:g}")


Check = Callable[[Any, BodyPath, str | int, BodyProblems], None]


def text(most: int, least: int = 1, unit: Unit = utf16, form: str | None = None) -> Check:
    """Return the rule of a text of ``least`` to ``most`` units that matches all of the pattern ``form``, if given."""
    matches = re.compile(form).fullmatch if form else None

    def check(value: Any, place: BodyPath, key: str | int, problems: BodyProblems) -> None:
        if type(value) is not str:
            problems.wrong(place, key)
        elif len(value) < least:
            problems.empty(place, key, text=True)
        elif 2 * len(value) > most and unit(value) > most:
            problems.length(place, key, most)
        elif matches and not matches(value):
            problems.wrong(place, key)

    return check


def link(most: int, schemes: tuple[str, ...] = ("https",), media: bool = False) -> Check:
    """Return the rule of an address with one of these schemes. ``media`` may be http if the simulator allows it."""

    def check(value: Any, place: BodyPath, key: str | int, problems: BodyProblems) -> None:
        if type(value) is not str:
            problems.wrong(place, key)
            return
        if not value:
            problems.empty(place, key, text=True)
        elif len(value) > most and utf16(value) > most:
            problems.length(place, key, most, address=True)
        scheme, colon, rest = value.partition(":")
        scheme = scheme.lower()
        if not value:
            return
        if not colon or not rest or any(letter.isspace() for letter in value):
            problems.add(place, key, "invalid uri")
        elif scheme not in schemes and not (media and scheme == "http" and problems.allow_http):
            problems.add(place, key, "invalid uri scheme")
        elif scheme in ("http", "https") and (not rest.startswith("//") or len(rest) < 3):
            problems.add(place, key, "invalid uri")

    return check


def number(least: float, most: float, whole: bool = True) -> Check:
    def check(value: Any, place: BodyPath, key: str | int, problems: BodyProblems) -> None:
        if type(value) is not int and (whole or type(value) is not float):
            problems.wrong(place, key)
        elif not least <= value <= most:
            problems.outside(place, key, least, most)

    return check


def choice(*values: str) -> Check:
    allowed = frozenset(values)

    def check(value: Any, place: BodyPath, key: str | int, problems: BodyProblems) -> None:
        if type(value) is not str or value not in allowed:
            problems.wrong(place, key, values)

    return check


def form(pattern: str) -> Check:
    """Return the rule of a text that matches the whole pattern."""
    matches = re.compile(pattern).fullmatch

    def check(value: Any, place: BodyPath, key: str | int, problems: BodyProblems) -> None:
        if type(value) is not str or not matches(value):
            problems.wrong(place, key)

    return check


def flag(value: Any, place: BodyPath, key: str | int, problems: BodyProblems) -> None:
    if type(value) is not bool:
        problems.wrong(place, key)


def anything(value: Any, place: BodyPath, key: str | int, problems: BodyProblems) -> None:  # noqa: ARG001
    return


def items(check: Check, least: int, most: int) -> Check:
    """Return the rule of a list of ``least`` to ``most`` items."""

    def check_items(value: Any, place: BodyPath, key: str | int, problems: BodyProblems) -> None:
        if type(value) is not list:
            problems.wrong(place, key)
            return
        if not value and least:
            problems.empty(place, key)
        elif not least <= len(value) <= most:
            problems.size(place, key, least, most)
        here = problems.join(place, key)
        for index, one in enumerate(value):
            check(one, here, index, problems)

    return check_items


Extra = Callable[[dict[str, Any], BodyPath, BodyProblems], None]


def shape(source: str, required: str = "", /, *extras: Extra, **parts: Check) -> Check:
    """Return the rule of an object: names of required parts, rules for several valid parts together, and its parts.

    ``source`` names the section of LINE's reference.
    """
    return _object(source, required, extras, parts, closed=False)


def closed(source: str, required: str = "", /, *extras: Extra, **parts: Check) -> Check:
    """Return a shape that refuses unknown parts, as Flex does."""
    return _object(source, required, extras, parts, closed=True)


def _object(source: str, required: str, extras: Sequence[Extra], parts: Mapping[str, Check], closed: bool) -> Check:
    needed = tuple(required.split())

    def check(value: Any, place: BodyPath, key: str | int, problems: BodyProblems) -> None:
        if type(value) is not dict:
            problems.wrong(place, key)
            return
        here = problems.join(place, key) if key != "" else place
        before = len(problems.found)
        for name in needed:
            if value.get(name) is None:
                problems.empty(here, name)
        for name, one in value.items():
            part = parts.get(name)
            if part is None:
                if closed:
                    problems.add(here, name, "unknown field")
            elif one is not None:
                part(one, here, name, problems)
        if len(problems.found) == before:
            for extra in extras:
                extra(value, here, problems)

    check.__doc__ = source
    return check


def one_of(kinds: Mapping[str, Check], by: str = "type", whole: bool = False) -> Check:
    """Return the rule of an object whose ``type`` chooses its shape. ``whole``: an error names the object."""

    def check(value: Any, place: BodyPath, key: str | int, problems: BodyProblems) -> None:
        if type(value) is not dict:
            problems.wrong(place, key)
            return
        kind = value.get(by)
        found = kinds.get(kind) if isinstance(kind, str) else None
        if found is not None:
            found(value, place, key, problems)
            return
        here = problems.join(place, key) if key != "" else place
        if whole:
            problems.wrong(place, key)
        elif kind is None:
            problems.empty(here, by)
        else:
            problems.wrong(here, by, kinds)

    return check


def later(find: Callable[[], Check]) -> Check:
    """Return a rule that is defined later, for objects that contain objects of their own kind."""

    def check(value: Any, place: BodyPath, key: str | int, problems: BodyProblems) -> None:
        find()(value, place, key, problems)

    return check
