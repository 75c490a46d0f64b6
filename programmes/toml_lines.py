"""Finds the line of each key of a TOML file, which the reader of the standard library does not keep.

The text has been read without an error before, so this looks only for what it needs: tables, keys, arrays and strings.
"""

import re
from bisect import bisect_right
from typing import Final

_KEY: Final = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_STRING: Final = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}' + r"|'''.*?'{3,5}" + r'|"(?:[^"\\\n]|\\.)*"' + r"|'[^'\n]*'", re.DOTALL
)
_SPACE: Final = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_OTHER: Final = re.compile(r"[^,\]}\n#]*")

Place = tuple[str | int, ...]


def lines_of(text: str) -> dict[Place, int]:
    """Return the line, from 1, at which each key, table and item of an array begins: ("phases", 1, "end") -> 41."""
    return _Finder(text).find()


class _Finder:
    """Goes through the text once."""

    def __init__(self, text: str) -> None:
        self._text, self._at = text, 0
        self._ends = [place for place, letter in enumerate(text) if letter == "\n"]
        self._found: dict[Place, int] = {}
        self._counts: dict[Place, int] = {}  # how many tables an array has so far

    def find(self) -> dict[Place, int]:
        table: Place = ()
        self._skip()
        while self._at < len(self._text):
            table = self._header() if self._text[self._at] == "[" else self._entry(table, table)
            self._skip()
        return self._found

    def _header(self) -> Place:
        """Read [a.b] or [[a.b]], and return the table that begins."""
        line = self._line()
        many = self._text.startswith("[[", self._at)
        self._at += 2 if many else 1
        names = self._keys()
        self._at = self._text.index("\n", self._at) if "\n" in self._text[self._at :] else len(self._text)
        place: Place = ()
        for name in names[:-1]:
            place = self._newest((*place, name))
        place = (*place, names[-1])
        if many:
            number = self._counts[place] = self._counts.get(place, -1) + 1
            self._found.setdefault(place, line)
            place = (*place, number)
        self._found.setdefault(place, line)
        return place

    def _newest(self, place: Place) -> Place:
        """Return the table itself, or the last one so far of an array of tables."""
        return (*place, self._counts[place]) if place in self._counts else place

    def _entry(self, table: Place, stay: Place) -> Place:
        """Read `key = value` and return the table in which the next entry is."""
        line = self._line()
        place = table
        for name in self._keys():
            place = (*place, name)
            self._found.setdefault(place, line)
        self._skip()
        self._at += 1  # =
        self._value(place)
        return stay

    def _keys(self) -> list[str]:
        """Read a dotted key."""
        names: list[str] = []
        while True:
            self._skip()
            found = _KEY.match(self._text, self._at)
            if found is None:  # not TOML; the reader has refused it
                self._at = len(self._text)
                return names or [""]
            names.append(found[0].strip("\"'"))
            self._at = found.end()
            self._skip()
            if not self._text.startswith(".", self._at):
                return names
            self._at += 1

    def _value(self, place: Place) -> None:
        self._skip()
        self._found.setdefault(place, self._line())
        opened = self._text[self._at : self._at + 1]
        if opened == "[":
            self._items(place)
        elif opened == "{":
            self._at += 1
            while not self._closed("}"):
                self._entry(place, place)
        else:
            found = _STRING.match(self._text, self._at) or _OTHER.match(self._text, self._at)
            self._at = found.end() if found else len(self._text)

    def _items(self, place: Place) -> None:
        self._at += 1
        number = 0
        while not self._closed("]"):
            self._value((*place, number))
            number += 1

    def _closed(self, end: str) -> bool:
        """Pass over spaces and commas; return whether the array or table ends here, and pass over its end."""
        self._skip()
        while self._text.startswith(",", self._at):
            self._at += 1
            self._skip()
        if self._at >= len(self._text):
            return True
        if self._text[self._at] == end:
            self._at += 1
            return True
        return False

    def _skip(self) -> None:
        found = _SPACE.match(self._text, self._at)
        self._at = found.end() if found else self._at

    def _line(self) -> int:
        return bisect_right(self._ends, self._at - 1) + 1
