"""Checks a template before it is used: every field that does not exist, with where it stands and what may be meant.

A template is read with Jinja's own parser. Its names are looked up in the fields of its kind, as an example has them:
what a loop goes through, and what a group holds. Nothing is filled in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

from services.papers.fields import Fields, FieldValue, PaperPicture
from services.papers.filling import environment

NEAR: Final = 0.6  # how like a field must be to be named as what may be meant
SHOWN: Final = 40  # letters of the paragraph that are quoted
_PARAGRAPH: Final = re.compile(r"<w:p([ >])")
_NEW_PAGE: Final = re.compile(
    r'<w:br [^>]*w:type="page"|<w:lastRenderedPageBreak|<w:pageBreakBefore(?! w:val="(?:0|false|off)")'
)
_TAG: Final = re.compile(r"<[^>]+>")
LOOP_NAMES: Final = ("index", "index0", "first", "last", "length", "revindex", "revindex0")


class Wrong(StrEnum):
    """What is wrong in a template."""

    FIELD = "field"  # no such field
    NOT_A_LIST = "not-a-list"  # a loop through a field that is none
    NOT_A_GROUP = "not-a-group"  # a part of a field that has none
    SYNTAX = "syntax"  # a field or loop that is not closed
    FILE = "file"  # no Word file


@dataclass(frozen=True, slots=True)
class TemplateProblem:
    """One problem: what is wrong, the name, the nearest right one (None: nothing is near), where it stands. `part` is
    body, header or footer; page and paragraph count from 1, None if they are not known. `quoted` begins the
    paragraph."""

    wrong: Wrong
    name: str
    nearest: str | None = None
    part: str = "body"
    page: int | None = None
    paragraph: int | None = None
    quoted: str = ""


@dataclass(frozen=True, slots=True)
class _Part:
    name: str
    lines: tuple[str, ...]  # the first is before the first paragraph
    source: str


def check(template: Path | bytes, fields: Fields) -> list[TemplateProblem]:
    """Return all problems of a template, in their order. `fields` is an example of what its kind knows."""
    try:
        parts = _parts(template)
    except (BadZipFile, KeyError, ValueError, OSError):
        return [TemplateProblem(Wrong.FILE, "")]
    found: list[TemplateProblem] = []
    for part in parts:
        try:
            tree = environment().parse(part.source)
        except import_module("jinja2").TemplateSyntaxError as error:
            found.append(_at(part, error.lineno, Wrong.SYNTAX, error.message or ""))
            continue
        found.extend(_Reading(part).problems(tree, fields))
    return found


def _parts(template: Path | bytes) -> list[_Part]:
    """Return the parts with fields as docxtpl would render them: a line for each paragraph."""
    library = import_module("docxtpl")
    document = library.DocxTemplate(BytesIO(template) if isinstance(template, bytes) else str(template))
    document.render_init()
    sources = [("body", document.get_xml())]
    for name, uri in (("header", document.HEADER_URI), ("footer", document.FOOTER_URI)):
        sources += [(name, document.get_part_xml(part)) for _, part in document.get_headers_footers(uri)]
    parts = []
    for name, written in sources:
        numbered = _PARAGRAPH.sub(r"\n<w:p\1", written.replace("\n", " "))
        parts.append(_Part(name, tuple(numbered.split("\n")), document.patch_xml(numbered)))
    return parts


def _at(part: _Part, line: int | None, wrong: Wrong, name: str, nearest: str | None = None) -> TemplateProblem:
    """Return a problem with its place: the line of the source is the paragraph's number plus one."""
    if line is None or not 1 <= line <= len(part.lines):
        return TemplateProblem(wrong, name, nearest, part.name)
    before, own = part.lines[: line - 1], part.lines[line - 1]
    page = 1 + sum(len(_NEW_PAGE.findall(one)) for one in before) if part.name == "body" else None
    quoted = " ".join(_TAG.sub("", own).split())
    return TemplateProblem(wrong, name, nearest, part.name, page, line - 1 or None, quoted[:SHOWN])


class _Reading:
    """Reads the tree of one part."""

    def __init__(self, part: _Part) -> None:
        self._part = part
        self._nodes = import_module("jinja2.nodes")
        self._found: list[TemplateProblem] = []

    def problems(self, tree: Any, fields: Fields) -> list[TemplateProblem]:
        self._read(tree, dict(fields))
        return self._found

    def _read(self, node: Any, known: Mapping[str, FieldValue]) -> None:
        nodes = self._nodes
        if isinstance(node, nodes.For):
            self._read(node.iter, known)
            inside = {**known, "loop": dict.fromkeys(LOOP_NAMES, "")}
            through = self._value(node.iter, known)
            if isinstance(node.target, nodes.Name):
                inside[node.target.name] = self._one_of(node, through)
            for one in (*node.body, *([node.test] if node.test else [])):
                self._read(one, inside)
            for one in node.else_:
                self._read(one, known)
        elif isinstance(node, nodes.Name):
            self._name(node, known)
        elif isinstance(node, nodes.Getattr | nodes.Getitem):
            self._read(node.node, known)
            self._part_of(node, known)
        elif isinstance(node, nodes.If):
            for one in node.iter_child_nodes():
                self._read(one, known)
        else:
            inside = dict(known)
            for one in node.iter_child_nodes():
                self._read(one, inside)
                if isinstance(one, nodes.Assign) and isinstance(one.target, nodes.Name):
                    inside[one.target.name] = self._value(one.node, inside)

    def _name(self, node: Any, known: Mapping[str, FieldValue]) -> None:
        if node.ctx == "load" and node.name not in known:
            self._add(node, Wrong.FIELD, node.name, known)

    def _part_of(self, node: Any, known: Mapping[str, FieldValue]) -> None:
        name = _part_named(node)
        group = self._value(node.node, known)
        if name is None or group is _UNKNOWN:
            return
        said = f"{_written(node.node)}.{name}"
        if not isinstance(group, Mapping):
            self._found.append(_at(self._part, node.lineno, Wrong.NOT_A_GROUP, said, _written(node.node)))
        elif name not in group:
            self._add(node, Wrong.FIELD, said, {f"{_written(node.node)}.{one}": "" for one in group})

    def _one_of(self, node: Any, through: Any) -> Any:
        """Return what a loop goes through, one of it; a list that is empty in the example would say nothing."""
        if through is _UNKNOWN:
            return _UNKNOWN
        if isinstance(through, str | bool | Mapping | PaperPicture) or not through:
            self._found.append(_at(self._part, node.lineno, Wrong.NOT_A_LIST, _written(node.iter)))
            return _UNKNOWN
        return through[0]

    def _value(self, node: Any, known: Mapping[str, FieldValue]) -> Any:
        """Return the example's value of an expression, or _UNKNOWN."""
        if isinstance(node, self._nodes.Name):
            return known.get(node.name, _UNKNOWN)
        name = _part_named(node) if isinstance(node, self._nodes.Getattr | self._nodes.Getitem) else None
        if name is None:
            return _UNKNOWN
        group = self._value(node.node, known)
        return group.get(name, _UNKNOWN) if isinstance(group, Mapping) else _UNKNOWN

    def _add(self, node: Any, wrong: Wrong, name: str, known: Mapping[str, FieldValue]) -> None:
        nearest = next(iter(get_close_matches(name, list(known), 1, NEAR)), None)
        self._found.append(_at(self._part, node.lineno, wrong, name, nearest))


_UNKNOWN: Final = object()


def _part_named(node: Any) -> str | None:
    """Return the name of the part of a group that is asked for, None if it is worked out."""
    if hasattr(node, "attr"):
        return str(node.attr)
    value = getattr(getattr(node, "arg", None), "value", None)
    return value if isinstance(value, str) else None


def _written(node: Any) -> str:
    """Return a field as the template names it."""
    if hasattr(node, "name"):
        return str(node.name)
    inner = getattr(node, "node", None)
    return f"{_written(inner)}.{_part_named(node) or ''}" if inner is not None else "…"
