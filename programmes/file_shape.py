"""Reads the values of a programme file: what has the wrong shape is told, and the rest is still looked at.

A value of the wrong shape hides what else is wrong: the checks of consistency need a whole programme. So it is replaced
by one that contradicts as little as any could, the checks run on that, and what they say about it is left out.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from programmes.consistency import problems
from programmes.definition import Programme
from programmes.problems import FileProblem, nearest
from programmes.sections import LENIENT
from programmes.toml_lines import Place

ROUNDS: Final = 8  # of replacing; after that only the shape is told
MANY: Final = 1000  # a number that is seldom too small
MOST_TRIED: Final = 24  # values for one place
CLOCK: Final = (time(20, 30), time(7, 30), time(0))  # nights, and none
BUDDHIST: Final = range(2400, 2700)
BOUNDS: Final = {"greater_than_equal": "too-small", "greater_than": "too-small", "less_than_equal": "too-large"}
WRONG_TYPE: Final = {
    "string": "text", "int": "number", "decimal": "number", "bool": "yes-no", "date": "date", "time": "time",
    "tuple": "list", "model": "table", "dict": "table",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class FileRead:
    """What a file's content is: everything that is wrong with it, and the programme that was looked at instead, with
    the places at which something was replaced. None: too much is missing for any look."""

    problems: list[FileProblem]
    looked_at: Programme | None
    replaced: frozenset[Place] = frozenset()

    def concerns_replaced(self, problem: FileProblem) -> bool:
        """Return whether a problem is about what was replaced, so that it says nothing about the file."""
        return _about(problem, self.replaced)


def read_content(content: Mapping[str, Any]) -> FileRead:
    """Return what is wrong with a file's content, and the programme it is."""
    try:
        programme = _validated(content)
    except ValidationError as error:
        return _all(deepcopy(dict(content)), error)
    return FileRead(problems(programme), programme)


def where_of(place: Place) -> str:
    """Return a place as people read it: ("phases", 1, "end") is `phases[1].end`."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place).lstrip(".")


def _all(content: dict[str, Any], error: ValidationError) -> FileRead:
    replaced: set[Place] = set()
    told = [_told(one) for one in _errors(error)]
    programme = None
    for _ in range(ROUNDS):
        replaced |= {_replace(content, one) for one in _errors(error)}
        try:
            programme = _validated(content, lenient=True)
            break
        except ValidationError as again:
            error = again
    if programme is not None:
        for place in sorted(replaced, key=str):
            programme = _least_contradicting(content, place, programme)
        told += [one for one in problems(programme) if not _about(one, replaced)]
    return FileRead(told, programme, frozenset(replaced))


def _errors(error: ValidationError) -> list[ErrorDetails]:
    """Return the errors, without those that only follow from another: a list counts only its right items."""
    found = error.errors()
    places = [one["loc"] for one in found]

    def follows(one: ErrorDetails) -> bool:
        depth = len(one["loc"])
        return one["type"] == "too_short" and any(len(p) > depth and p[:depth] == one["loc"] for p in places)

    return [one for one in found if not follows(one)]


def _validated(content: Mapping[str, Any], *, lenient: bool = False) -> Programme:
    return Programme.model_validate(_frozen(content), strict=True, context=LENIENT if lenient else None)


def _frozen(value: Any) -> Any:
    """Return the value with tuples for lists, as the sections have them."""
    if isinstance(value, dict):
        return {key: _frozen(one) for key, one in value.items()}
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value


# ── what is wrong with one value ──


def _told(error: ErrorDetails) -> FileProblem:
    where, kind, context = where_of(error["loc"]), error["type"], error.get("ctx", {})
    given = error["input"]
    value = f"{given!r:.80}" if not isinstance(given, str | date | time) else f"{given}"[:80]
    reason = error["msg"].removeprefix("Value error, ")
    if kind == "missing":
        return where, reason, "missing", {"value": error["loc"][-1]}
    if kind in ("extra_forbidden", "is_instance_of"):
        known = sorted(_node(error["loc"][:-1]).get("properties", {}))
        values = {"value": str(error["loc"][-1]), "known": ", ".join(known)}
        return where, "is not a key this section knows", "unknown-key", values | _near(error["loc"][-1], known)
    why = f"{reason}, not {given!r:.80}"
    if kind == "literal_error":
        known = [str(one) for one in _node(error["loc"]).get("enum", [])]
        return where, why, "not-a-choice", {"value": value, "known": ", ".join(known)} | _near(given, known)
    if isinstance(given, date) and given.year in BUDDHIST and kind in BOUNDS:
        right = given.year - 543
        return where, f"{given} is a Buddhist year; write {right}", "buddhist-year", {"value": value, "other": right}
    if kind in BOUNDS:
        bound = next(iter(context.values()))
        return where, why, BOUNDS[kind], {"value": value, "least": f"{bound}", "most": f"{bound}"}
    if kind == "string_pattern_mismatch":
        return where, why, "pattern", {"value": value, "pattern": str(context["pattern"])}
    if kind in ("string_too_short", "too_short"):
        return where, why, "empty", {"least": context["min_length"]}
    if kind == "too_long":
        return where, why, "too-many", {"value": context["actual_length"], "most": context["max_length"]}
    expected = WRONG_TYPE.get(kind.partition("_")[0])
    if expected:
        return where, why, "wrong-type", {"value": value, "expected": expected}
    return where, reason if "value" in context else why, kind, {"value": str(context.get("value", value))}


def _near(word: object, known: list[str]) -> dict[str, Any]:
    return {"nearest": nearest(word, known)}


# ── what stands in its place, so that the rest can be checked ──


def _replace(content: dict[str, Any], error: ErrorDetails) -> Place:
    """Replace or delete what an error is about, as deep as it exists; return its place."""
    place, holder = _holder(content, error["loc"])
    last = place[-1]
    if error["type"] in ("extra_forbidden", "is_instance_of"):
        holder.pop(last)
    else:
        holder[last] = sample(_node(place))
    return place


def _holder(content: dict[str, Any], place: Place) -> tuple[Place, Any]:
    """Return the part of the place that exists or may be made, and the table or list in which it stands."""
    holder: Any = content
    for number, part in enumerate(place[:-1]):
        inner = holder.get(part) if isinstance(holder, dict) else holder[part] if isinstance(part, int) else None
        if not isinstance(inner, dict | list):
            return place[: number + 1], holder
        holder = inner
    if isinstance(holder, list) and not isinstance(place[-1], int):
        return place[:-1], _holder(content, place[:-1])[1]
    return place, holder


def sample(node: Mapping[str, Any]) -> Any:
    """Return a value that a node of the schema takes."""
    node = _resolved(node)
    if "examples" in node:
        return deepcopy(node["examples"][0])
    if "enum" in node or "const" in node:
        return node["enum"][0] if "enum" in node else node["const"]
    kind = node.get("type")
    if kind == "object":
        return {name: sample(node["properties"][name]) for name in node.get("required", ())}
    if kind == "array":
        return [sample(node["items"]) for _ in range(node.get("minItems", 0))]
    if kind == "string":
        by_format = {"date": date(2020, 1, 1), "time": time(9)}
        pattern = node.get("pattern", "")
        return by_format.get(node.get("format", ""), "10" if r"\d" in pattern else "x" if pattern else "–")
    return False if kind == "boolean" else node.get("maximum", MANY)


def _least_contradicting(content: dict[str, Any], place: Place, programme: Programme) -> Programme:
    """Put the value there with which the fewest things are wrong; return the programme with it."""
    place, holder = _holder(content, place)
    if isinstance(holder, dict) and place[-1] not in holder:
        return programme  # it was deleted
    fewest, best, kept = len(problems(programme)), programme, holder[place[-1]]
    for value in _possible(content, _node(place)):
        if not fewest:
            break
        holder[place[-1]] = value
        try:
            tried = _validated(content, lenient=True)
        except ValidationError:
            continue
        if (count := len(problems(tried))) < fewest:
            fewest, best, kept = count, tried, value
    holder[place[-1]] = kept
    return best


def _possible(content: Mapping[str, Any], node: Mapping[str, Any]) -> Iterator[Any]:
    """Yield values that may stand at a place: those that the file has, or a few numbers."""
    node = _resolved(node)
    if "enum" in node:
        found: Iterator[Any] = iter(node["enum"])
    elif node.get("format") in ("date", "time"):
        wanted = date if node["format"] == "date" else time
        found = (one for one in (*_leaves(content), *CLOCK) if type(one) is wanted)
    elif node.get("type") == "string" and "pattern" in node:
        found = (one for one in _leaves(content, ("key", "rule", "form")) if isinstance(one, str))
    elif node.get("type") in ("integer", "number"):
        found = iter((*range(1, 8), *range(10, 101, 10), MANY))
    else:
        found = iter(())
    for count, one in enumerate(dict.fromkeys(found)):
        if count >= MOST_TRIED:
            return
        yield one


def _leaves(value: Any, keys: tuple[str, ...] | None = None, key: str = "") -> Iterator[Any]:
    if isinstance(value, Mapping):
        for name, one in value.items():
            yield from _leaves(one, keys, name)
    elif isinstance(value, list):
        for one in value:
            yield from _leaves(one, keys, key)
    elif keys is None or key in keys:
        yield value


def _about(problem: FileProblem, replaced: Iterable[Place]) -> bool:
    """Return whether a problem is about what was replaced, about what holds it, or about what refers to it."""
    where = problem[0]
    for place in replaced:
        said = where_of(place)
        if where == said or where.startswith((f"{said}.", f"{said}[")) or said.startswith((f"{where}.", f"{where}[")):
            return True
        needed = str(problem[3].get("what", "")).strip("[]") if len(problem) == 4 else ""
        if needed and (said.startswith(needed) or needed.startswith(said)):
            return True
    return False


# ── the schema ──


@cache
def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(json.dumps(Programme.model_json_schema()))
    return schema


def _resolved(node: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a node without references, and without the possibility that it is left out."""
    while "$ref" in node or "anyOf" in node or "allOf" in node:
        if "$ref" in node:
            node = _schema()["$defs"][node["$ref"].rpartition("/")[2]]
        else:
            choices = node.get("anyOf") or node["allOf"]
            chosen = next((one for one in choices if one.get("type") != "null"), choices[0])
            node = {**{key: one for key, one in node.items() if key not in ("anyOf", "allOf")}, **chosen}
    return node


def _node(place: Place) -> Mapping[str, Any]:
    """Return the node of the schema for a place; empty if there is none."""
    node: Mapping[str, Any] = _resolved(_schema())
    for part in place:
        inner = node.get("items", {}) if isinstance(part, int) else node.get("properties", {}).get(part, {})
        node = _resolved(inner)
    return node
