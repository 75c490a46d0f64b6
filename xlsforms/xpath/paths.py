"""Paths in a submission. A plain path is looked up; elementpath walks a path with predicates."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from xml.etree.ElementTree import Element

from elementpath.xpath_nodes import ElementNode
from elementpath.xpath_tokens import XPathToken

from xlsforms.xpath.evaluation_context import EvaluationContext

PATH_SYMBOLS: Final = frozenset({"/", "//", "[", "(name)", ".", "..", "@", "{", "::"})

ANYTHING: Final = "*"  # the path is not known in advance: it may be any answer


@dataclass(frozen=True, slots=True)
class Steps:
    """A path of names only. `start` is "root" (names[0] is the root's name), "here" or "origin" (`current()`)."""

    start: str
    up: int
    names: tuple[str, ...]

    def seen_from(self, path: str) -> str:
        """Return the path to which these steps lead from `path`. Both are without the root's name; "" is the root."""
        if self.start == "root":
            return "/".join(self.names[1:])
        parts = path.split("/") if path else []
        return "/".join([*parts[: max(0, len(parts) - self.up)], *self.names])


def plain_steps(token: XPathToken) -> Steps | None:
    """Return the steps of a path without predicates, wildcards and axes, or None for any other path."""
    parts = list(_flat(token))
    if None in parts:
        return None
    names = [part for part in parts if part not in (".", "", None)]
    if parts[0] == "":
        return Steps("root", 0, tuple(map(str, names))) if ".." not in names and names else None
    start = "origin" if parts[0] == "current()" else "here"
    if start == "origin":
        names = names[1:]
    ups = 0
    while ups < len(names) and names[ups] == "..":
        ups += 1
    rest = names[ups:]
    return None if ".." in rest or "current()" in rest else Steps(start, ups, tuple(map(str, rest)))


def _flat(token: XPathToken) -> Iterator[str | None]:
    """Yield the steps of a path in order: "" at the start of an absolute path, None for a step that is not plain."""
    if token.symbol == "/" and len(token) == 2:
        yield from _flat(token[0])
        yield from _flat(token[1])
    elif token.symbol == "/" and len(token) == 1:
        yield ""
        yield from _flat(token[0])
    elif token.symbol == "(name)":
        yield str(token.value)
    elif token.symbol in (".", ".."):
        yield token.symbol
    elif token.symbol == "current":
        yield "current()"
    else:
        yield None


class Reference(XPathToken):
    """A plain path. Its nodes are looked up in the submission tree."""

    symbol = lookup_name = "(reference)"
    label = "reference"

    def __init__(self, parser: Any, steps: Steps) -> None:
        super().__init__(parser, steps)
        self.steps = steps

    def evaluate(self, context: EvaluationContext) -> list[Element]:  # type: ignore[override]
        steps, spend = self.steps, context.around.budget.spend
        if steps.start == "root":
            if len(steps.names) == 1 and steps.names[0] != context.around.root().tag:
                return []
            placed = context.around.at("/".join(steps.names[1:]))
            spend(len(placed))
            return [node for node in placed if context.around.is_relevant(node)]
        start: Element | None = context.origin if steps.start == "origin" else context.here
        for _ in range(steps.up):
            start = context.around.up(start) if start is not None else None
        found = [start] if start is not None else []
        for name in steps.names:
            spend(sum(len(node) for node in found))
            found = [child for node in found for child in node if child.tag == name]
        if not steps.names and not steps.up:  # `.` has a value while its relevance is worked out
            return found
        return [node for node in found if context.around.is_relevant(node)]

    def select(self, context: EvaluationContext) -> Iterator[Any]:  # type: ignore[override]
        """Decide as a predicate: true if there is a value."""
        yield any(context.around.read(node) for node in self.evaluate(context))


class Path(XPathToken):
    """A path with predicates. elementpath walks it; we read the values of the nodes that it finds."""

    symbol = lookup_name = "(path)"
    label = "reference"

    def __init__(self, parser: Any, walked: XPathToken) -> None:
        super().__init__(parser, walked.symbol)
        self.walked = walked

    def evaluate(self, context: EvaluationContext) -> list[Element]:  # type: ignore[override]
        around = context.around
        items = self.walked.select(context.walking())
        found: list[Any] = [item.value for item in items if isinstance(item, ElementNode)]
        return [node for node in found if around.is_relevant(node)]

    def select(self, context: EvaluationContext) -> Iterator[Any]:  # type: ignore[override]
        yield bool(self.evaluate(context))


class Lookup(Path):
    """A path `instance('list')/root/item[column = value]/cell`, which is looked up in the list's index."""

    def __init__(self, parser: Any, walked: XPathToken, found: "Looked") -> None:
        super().__init__(parser, walked)
        self.found = found

    def evaluate(self, context: EvaluationContext) -> list[Element]:  # type: ignore[override]
        wanted: Any = self.found.wanted.evaluate(context)
        if isinstance(wanted, list) and len(wanted) < 2:
            wanted = context.around.read(wanted[0]) if wanted else ""
        items = context.around.listed(self.found.name, self.found.column, wanted) if isinstance(wanted, str) else None
        if items is None:
            return super().evaluate(context)
        context.around.budget.spend(len(items))
        if not self.found.cell:
            return list(items)
        return [cell for item in items for cell in item if cell.tag == self.found.cell]


@dataclass(frozen=True, slots=True)
class Looked:
    """What a Lookup looks for in a list. Without `cell` it returns the items themselves."""

    name: str
    column: str
    wanted: XPathToken
    cell: str


def looked_up(token: XPathToken) -> Looked | None:
    """Return what a prepared path looks up in a list, or None if the path has another form."""
    cell = ""
    if _is_step(token, "(name)"):
        token, cell = token[0], str(token[1].value)
    if not _is_step(token, "["):
        return None
    item, condition = token[1]
    name = _list_of(token[0]) if item.value == "item" else ""
    if not name or condition.symbol != "=" or not isinstance(condition[0], Reference):
        return None
    column, wanted = condition[0].steps, condition[1]
    if column.start != "here" or column.up or len(column.names) != 1 or not _stands_still(wanted):
        return None
    return Looked(name, column.names[0], wanted, cell)


def _is_step(token: XPathToken, symbol: str) -> bool:
    return token.symbol == "/" and len(token) == 2 and token[1].symbol == symbol


def _list_of(token: XPathToken) -> str:
    """Return the name of the list in `instance('list')/root`, or "" for any other path."""
    if not (_is_step(token, "(name)") and token[1].value == "root" and token[0].symbol == "instance"):
        return ""
    return str(token[0][0].value) if token[0][0].symbol == "(string)" else ""


def _stands_still(token: XPathToken) -> bool:
    """Return whether a value is the same for every item that the predicate tests."""
    return token.symbol == "(string)" or (isinstance(token, Reference) and token.steps.start != "here")


def inputs(token: XPathToken, at: str | None, origin: str) -> set[str]:
    """Return the paths (without instances) that an expression reads, with ANYTHING where they are not known.

    `origin` is the path of the node with the expression. `at` is the path of the node for which it is evaluated, or
    None outside the submission.
    """
    if isinstance(token, Reference):
        start = origin if token.steps.start == "origin" else at
        return set() if start is None and token.steps.start == "here" else {token.steps.seen_from(start or "")}
    if isinstance(token, Path):
        found: set[str] = set()
        _PathWalk(origin, found).lead(token.walked, at)
        return found
    return {path for child in token for path in inputs(child, at, origin)}


@dataclass(frozen=True, slots=True)
class _PathWalk:
    """Follows a path with predicates through the form's structure and notes which paths it reads."""

    origin: str
    found: set[str]

    def lead(self, token: XPathToken, at: str | None) -> str | None:
        """Return the path to which `token` leads from `at`, or None outside the submission."""
        if token.symbol == "[":
            place = self.lead(token[0], at)
            self.found.update(inputs(token[1], place, self.origin))
            return place
        if token.symbol == "/":
            return self._slash(token, at)
        if token.label == "function":
            for child in token:
                self.found.update(inputs(child, at, self.origin))
            return self.origin if token.symbol == "current" else None
        if at is None or token.symbol == ".":
            return at
        if token.symbol == "(name)":
            return self._noted(f"{at}/{token.value}" if at else str(token.value))
        if token.symbol == "..":
            return at.rpartition("/")[0]
        return self._noted(ANYTHING)

    def _slash(self, token: XPathToken, at: str | None) -> str | None:
        if len(token) == 2:
            return self.lead(token[1], self.lead(token[0], at))
        return "" if token[0].symbol == "(name)" else self._noted(ANYTHING)  # the root's name

    def _noted(self, path: str) -> str:
        self.found.add(path)
        return path
