"""Functions about nodes: they count nodes and find one among the instances of a repeat."""

import math
from typing import Any
from xml.etree.ElementTree import Element

from xlsforms.xpath import values
from xlsforms.xpath.calls import FunctionCall, function
from xlsforms.xpath.limits import EvaluationFailed
from xlsforms.xpath.shuffling import shuffled


@function("count", 1)
def count(call: FunctionCall) -> float:
    return float(len(call.nodes(0)))


@function("count-non-empty", 1)
def count_non_empty(call: FunctionCall) -> float:
    return float(sum(1 for node in call.nodes(0) if call.scope.around.read(node)))


@function("position", (0, 1))
def position(call: FunctionCall) -> float:
    """Return the position of a node among its siblings of the same name, or of the node that a predicate tests."""
    if not len(call):
        return float(call.scope.counted[0])
    nodes = call.nodes(0)
    return float(call.scope.around.position(nodes[0])) if nodes else math.nan


@function("randomize", 2)
def randomize(call: FunctionCall) -> list[Element]:
    """Return nodes in an order that only the seed decides."""
    nodes, seed = call.nodes(0), call.value(1)
    call.spend(len(nodes))
    number = values.number(seed, call.scope.zone)
    if math.isnan(number) and values.text(seed) not in ("", "NaN"):
        raise EvaluationFailed("form-failure-seed", value=values.text(seed))
    return list(shuffled(nodes, number))


@function("last", 0)
def last(call: FunctionCall) -> float:
    return float(call.scope.counted[1])


@function("instance", 1)
def instance(call: FunctionCall) -> list[Any]:
    """Return the root of a list of choices, or of the person's last submission."""
    found = call.scope.around.instance(call.text(0))
    return [found] if found is not None else []


@function("current", 0)
def current(call: FunctionCall) -> list[Element]:
    return [call.scope.origin]


@function("indexed-repeat", (3, 7))
def indexed_repeat(call: FunctionCall) -> str:
    """Return an answer in given instances of the repeats around it. Arguments: (question, repeat, position, …)."""
    around = call.scope.around
    asked = call.nodes(0)
    if not asked:
        return ""
    wanted: dict[str, float] = {}
    for place in range(1, len(call) - 1, 2):
        repeats = call.nodes(place)
        if repeats:
            wanted[around.path(repeats[0])] = call.number(place + 1)
    for node in around.at(around.path(asked[0])):
        call.spend()
        if _within(call, node, wanted):
            return around.read(node)
    return ""


def _within(call: FunctionCall, node: Element, wanted: dict[str, float]) -> bool:
    around = call.scope.around
    above, met = around.up(node), 0
    while above is not None:
        place = wanted.get(around.path(above))
        if place is not None:
            if around.position(above) != place:
                return False
            met += 1
        above = around.up(above)
    return met == len(wanted)
