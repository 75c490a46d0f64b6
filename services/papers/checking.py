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
from traceback import FrameSummary, extract_tb
from typing import Any, Final
from zipfile import BadZipFile

from services.papers.fields import Fields, FieldValue, PaperPicture
from services.papers.filling import environment

NEAR: Final = 0.6  # how like a field must be to be named as what may be meant
SHOWN: Final = 40  # letters of the paragraph that are quoted
_PARAGRAPH: Final = re.compile(r"<w:p([ />])")  # one without anything is <w:p/>
_NEW_PAGE: Final = re.compile(
    r'<w:br [^>]*w:type="page"|<w:lastRenderedPageBreak|<w:pageBreakBefore(?! w:val="(?:0|false|off)")'
)
_TAG: Final = re.compile(r"<[^>]+>")
MARK: Final = "cast-paragraph"  # an attribute with a paragraph's number, while a template is checked
_BEGINS: Final = re.compile(r"<w:p([ >])")
_NUMBERED: Final = re.compile(rf'{MARK}="(\d+)"')
_OWN_TAG: Final = re.compile(r"\{%\s*(?:p|tr|tc|r)\s")
FILTERS: Final = frozenset(
    ("capitalize", "count", "d", "default", "first", "last", "length", "lower", "title", "trim", "upper")
)
ALLOWED: Final = (  # Jinja's names of what a template may do
    "Template", "Output", "TemplateData", "Name", "Getattr", "Getitem", "For", "If", "Const", "Not", "And", "Or",
    "Compare", "Operand", "CondExpr", "Concat", "Filter", "Assign", "Keyword",
)  # fmt: skip
SAID: Final = {"Div": "/", "FloorDiv": "//", "Mul": "*", "Pow": "**", "Add": "+", "Sub": "-", "Mod": "%", "Call": "( )"}
DEEPEST: Final = 3  # loops in each other
LOOP_NAMES: Final = ("index", "index0", "first", "last", "length", "revindex", "revindex0")


class Wrong(StrEnum):
    """What is wrong in a template."""

    FIELD = "field"  # no such field
    NOT_A_LIST = "not-a-list"  # a loop through a field that is none
    NOT_A_GROUP = "not-a-group"  # a part of a field that has none
    SYNTAX = "syntax"  # a field or loop that is not closed
    NOT_ALLOWED = "not-allowed"  # a filter, tag or calculation that templates have not
    FAILS = "fails"  # goes wrong when it is filled in
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
    except _of_library():
        return [TemplateProblem(Wrong.FILE, "")]
    found: list[TemplateProblem] = []
    for part in parts:
        try:
            tree = environment().parse(part.source)
        except import_module("jinja2").TemplateSyntaxError as error:
            found.append(_at(part, error.lineno, Wrong.SYNTAX, error.message or ""))
            continue
        problems = _Reading(part).problems(tree, fields)
        found.extend(problems or _tried(part, fields))
    return found


def _of_library() -> tuple[type[Exception], ...]:
    missing: type[Exception] = import_module("docx.opc.exceptions").PackageNotFoundError
    return BadZipFile, KeyError, ValueError, OSError, SyntaxError, missing


def _tried(part: _Part, fields: Fields) -> list[TemplateProblem]:
    """Return what goes wrong if the example is filled in, at most one problem."""
    try:
        environment().from_string(part.source).render({name: _in_words(value) for name, value in fields.items()})
    except Exception as error:
        lines = [frame.lineno for frame in _places_of(error)]
        return [_at(part, lines[-1] if lines else None, Wrong.FAILS, str(error)[:SHOWN])]
    return []


def _places_of(error: Exception) -> list[FrameSummary]:
    """Return the places in the template at which an error happened."""
    return [frame for frame in extract_tb(error.__traceback__) if frame.filename == "<template>"]


def _in_words(value: FieldValue) -> Any:
    """Return a value of the example with words instead of pictures."""
    if isinstance(value, PaperPicture):
        return value.alt
    if isinstance(value, Mapping):
        return {name: _in_words(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_in_words(one) for one in value]
    return value


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
        lines = _PARAGRAPH.sub(r"\n<w:p\1", written.replace("\n", " ")).split("\n")
        numbered = [_BEGINS.sub(rf'<w:p {MARK}="{place}"\1', line, count=1) for place, line in enumerate(lines)]
        apart = "\n".join(numbered).replace("<w:tr>", "\n<w:tr>").replace("<w:tr ", "\n<w:tr ")
        parts.append(_Part(name, tuple(lines), document.patch_xml(apart)))
    return parts


def _at(part: _Part, line: int | None, wrong: Wrong, name: str, nearest: str | None = None) -> TemplateProblem:
    """Return a problem with its place, by the line of the source."""
    number = _paragraph_at(part, line) if line is not None else None
    if number is None:
        return TemplateProblem(wrong, name, nearest, part.name)
    before, own = part.lines[:number], part.lines[number]
    page = 1 + sum(len(_NEW_PAGE.findall(one)) for one in before) if part.name == "body" else None
    quoted = " ".join(_TAG.sub("", own).split())
    return TemplateProblem(wrong, name, nearest, part.name, page, number, quoted[:SHOWN])


def _paragraph_at(part: _Part, line: int) -> int | None:
    """Return the number of the paragraph of a line. A loop's own paragraph or row is gone, with its number, when the
    template is rendered: it is the first behind the last paragraph that holds such a mark, or the second."""
    before = part.source.split("\n")[:line]
    last = next((place for place in range(len(before) - 1, -1, -1) if _NUMBERED.search(before[place])), None)
    if last is None:
        number, marks = 0, before
    else:
        number, marks = int(_NUMBERED.findall(before[last])[-1]), before[last + 1 :]
    if last == len(before) - 1:
        return number or None
    passed = sum("{%" in one for one in marks)
    behind = [place for place in range(number + 1, len(part.lines)) if _OWN_TAG.search(_TAG.sub("", part.lines[place]))]
    return behind[passed - 1] if 0 < passed <= len(behind) else number or None


class _Reading:
    """Reads the tree of one part."""

    def __init__(self, part: _Part) -> None:
        self._part = part
        self._nodes = import_module("jinja2.nodes")
        self._found: list[TemplateProblem] = []

    def problems(self, tree: Any, fields: Fields) -> list[TemplateProblem]:
        self._read(tree, dict(fields))
        self._allow(tree, 0)
        return self._found

    def _allow(self, node: Any, depth: int) -> None:
        """Note what a template may not do: it names fields, repeats and chooses, and works nothing out."""
        kind = type(node).__name__
        depth += kind == "For"
        if kind == "Filter" and node.name not in FILTERS:
            nearest = next(iter(get_close_matches(node.name, sorted(FILTERS), 1, NEAR)), None)
            self._found.append(_at(self._part, node.lineno, Wrong.NOT_ALLOWED, f"|{node.name}", nearest))
        elif kind == "Call" and self._found:
            return  # what is called is no field, which has been said
        elif kind not in ALLOWED or depth > DEEPEST:
            self._found.append(_at(self._part, node.lineno, Wrong.NOT_ALLOWED, SAID.get(kind, kind.lower())))
            return
        for one in node.iter_child_nodes():
            self._allow(one, depth)

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
