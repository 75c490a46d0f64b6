"""Returns the sentences that people read: Fluent messages of locales/<language>/*.ftl, by key and language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import fluent_number
from fluent.syntax import ast
from fluent.syntax.visitor import Visitor

REMEMBERED: Final = 4096  # formatted messages kept per language, if all their arguments are numbers
_ENTRY: Final = re.compile(r"^(?=[a-zA-Z#-])", re.MULTILINE)  # where an entry of Fluent begins
_NAME: Final = "[a-zA-Z][a-zA-Z0-9_-]*"
_ARGUMENT: Final = rf"\{{ *\$({_NAME}) *\}}"
_PIECES: Final = re.compile(_ARGUMENT)
_ONE_LINE: Final = re.compile(rf"({_NAME}) *= *(?! )((?:[^{{}}\n\r]|{_ARGUMENT})+?) *\n*")


class TextError(Exception):
    """A text cannot be formatted. The error names language and key, never the arguments, which may be private."""


@dataclass(frozen=True, slots=True)
class TextPattern:
    """One message. `parts` are its texts and argument names if it has nothing else, otherwise None."""

    variables: frozenset[str]
    parts: tuple[tuple[str, bool], ...] | None  # (text, False) or (argument name, True); None: Fluent formats it


class Text:
    """The messages of one language. Calling it with a key and arguments (str or int) returns the sentence."""

    __slots__ = ("_bundle", "_remembered", "language", "messages")

    def __init__(self, language: str, sources: Mapping[str, str]) -> None:
        self.language = language
        self.messages: dict[str, TextPattern] = {}
        self._bundle = FluentBundle([language], use_isolating=False)
        self._remembered: dict[tuple[str, tuple[tuple[str, str | int], ...]], str] = {}
        lines: dict[str, str] = {}
        named = set[str]()
        for name, source in sources.items():
            others = self._add_lines(name, source, lines)
            named |= self._add(name, others)
        self._bundle.add_resource(FluentResource("\n".join(lines[key] for key in sorted(named & lines.keys()))))

    def __call__(self, key: str, /, **args: str | int) -> str:
        """Return the sentence for `key`. Raises TextError if the key or an argument is missing."""
        message = self.messages.get(key)
        if message is None:
            raise TextError(f"{self.language}: no text {key!r}")
        if message.parts is not None:
            try:
                return "".join([_plain(args[part]) if named else part for part, named in message.parts])
            except (KeyError, TypeError) as error:
                raise TextError(f"{self.language}: {key}: {error}") from None
        if not all(isinstance(value, int) for value in args.values()):
            return self._resolve(key, args)  # a result that contains people's words is never kept
        call = (key, tuple(args.items()))
        found = self._remembered.get(call)
        if found is None:
            found = self._resolve(key, args)
            if len(self._remembered) >= REMEMBERED:
                self._remembered.clear()
            self._remembered[call] = found
        return found

    def _resolve(self, key: str, args: Mapping[str, str | int]) -> str:
        try:
            fluent_args = {name: _fluent(value) for name, value in args.items()}
        except TypeError as error:
            raise TextError(f"{self.language}: {key}: {error}") from None
        said, errors = self._bundle.format_pattern(self._bundle.get_message(key).value, fluent_args)
        if errors or not isinstance(said, str):
            raise TextError(f"{self.language}: {key}: {'; '.join(map(str, errors)) or 'not a text'}")
        return said

    def _add_lines(self, name: str, source: str, lines: dict[str, str]) -> str:
        """Add the messages of a file that are one line of words and arguments, also to `lines`; return the rest of it.

        Nearly all are, and Fluent takes ten times as long to read them: a second of each start.
        """
        others = []
        for entry in _ENTRY.split(source):
            line = _ONE_LINE.fullmatch(entry)
            if line is None:
                others.append(entry)
            else:
                self._define(name, line[1], _of_line(line[2]))
                lines[line[1]] = entry
        return "".join(others)

    def _add(self, name: str, source: str) -> set[str]:
        """Add messages as Fluent reads them; return the keys of others that are said in them."""
        resource, named = FluentResource(source), set[str]()
        for entry in resource.body:
            if isinstance(entry, ast.Junk):
                raise TextError(f"{self.language}/{name}: not Fluent: {entry.content.strip()[:80]!r}")
            if isinstance(entry, ast.Message):
                if entry.value is None or entry.attributes:
                    raise TextError(f"{self.language}/{name}: {entry.id.name} must be one value without attributes")
                found = _References(entry.value)
                self._define(name, entry.id.name, TextPattern(frozenset(found.variables), _parts(entry.value)))
                named |= found.messages
            elif isinstance(entry, ast.Term):
                named |= _References(entry.value).messages
        self._bundle.add_resource(resource)
        return named

    def _define(self, name: str, key: str, pattern: TextPattern) -> None:
        if key in self.messages:
            raise TextError(f"{self.language}/{name}: {key} is defined twice")
        self.messages[key] = pattern


class Texts:
    """The texts of all languages."""

    def __init__(self, languages: Mapping[str, Text]) -> None:
        self._languages = dict(languages)

    @classmethod
    @lru_cache(maxsize=2)
    def load(cls, path: Path, only: str | None = None) -> Texts:
        """Read `path`/<language>/*.ftl, of all languages or of one. Raises TextError for invalid Fluent, a key defined
        twice, or no language."""
        languages = {}
        for folder in sorted(entry for entry in path.iterdir() if entry.is_dir() and only in (None, entry.name)):
            sources = {file.name: file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.ftl"))}
            if sources:
                languages[folder.name] = Text(folder.name, sources)
        if not languages:
            raise TextError(f"{path}: no <language>/*.ftl here")
        return cls(languages)

    def in_language(self, language: str) -> Text:
        """Return the texts of `language` ("th", "en"). Raises TextError if there are none."""
        try:
            return self._languages[language]
        except KeyError:
            raise TextError(f"no texts in language {language!r}") from None

    def __iter__(self) -> Iterator[Text]:
        return iter(self._languages.values())


def _plain(value: str | int) -> str:
    kind = type(value)
    if kind is str or kind is int:
        return str(value)
    raise TypeError(f"an argument is a {kind.__name__}, neither text nor whole number")


def _fluent(value: str | int) -> Any:
    # People see 1000, not 1,000; the value stays a number so that Fluent can choose plural forms
    return fluent_number(value, useGrouping=False) if type(value) is int else _plain(value)


class _References(Visitor):  # type: ignore[misc]
    """The arguments that a pattern names, and the keys of other messages."""

    def __init__(self, pattern: ast.Pattern) -> None:
        self.variables, self.messages = set[str](), set[str]()
        self.visit(pattern)

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 (Fluent's own naming)
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802 (Fluent's own naming)
        self.messages.add(node.id.name)


def _of_line(words: str) -> TextPattern:
    """Return the message of one line: of words and of arguments in braces, in turns."""
    pieces = _PIECES.split(words)
    parts = tuple((piece, number % 2 == 1) for number, piece in enumerate(pieces) if piece)
    return TextPattern(frozenset(pieces[1::2]), parts)


def _parts(pattern: ast.Pattern) -> tuple[tuple[str, bool], ...] | None:
    """Return a message's texts and arguments if it has nothing else, else None.

    Joining them takes 1 µs, resolving them with Fluent 20–60 µs (measured 20 November 2026).
    """
    parts = []
    for element in pattern.elements:
        if isinstance(element, ast.TextElement):
            parts.append((element.value, False))
        elif isinstance(element.expression, ast.VariableReference):
            parts.append((element.expression.id.name, True))
        elif isinstance(element.expression, ast.StringLiteral):
            parts.append((element.expression.parse()["value"], False))
        else:
            return None
    return tuple(parts)
