"""Functions that choose between values, test conditions, or keep a first result."""

import math

from xlsforms.xpath.calls import Found, FunctionCall, function
from xlsforms.xpath.values import Scalar, text, truth


@function("true", 0)
def true(_call: FunctionCall) -> bool:
    return True


@function("false", 0)
def false(_call: FunctionCall) -> bool:
    return False


@function("not", 1)
def negation(call: FunctionCall) -> bool:
    return not call.truth(0)


@function("boolean", 1)
def boolean(call: FunctionCall) -> bool:
    return call.truth(0)


@function("boolean-from-string", 1)
def boolean_from_string(call: FunctionCall) -> bool:
    return call.text(0).strip().lower() in ("true", "1")


@function("if", 3)
def choose(call: FunctionCall) -> Found:
    """Return one of two values, or the nodes of one of two paths."""
    return call.found(1) if call.truth(0) else call.found(2)


@function("coalesce", (1, None))
def coalesce(call: FunctionCall) -> Found:
    """Return the first argument that is not empty: its value, or the nodes of a path."""
    for place in range(len(call)):
        found = call.found(place)
        if text(call.read(found)) not in ("", "NaN"):
            return found
    return ""


@function("once", 1)
def once(call: FunctionCall) -> Scalar:
    """Return the value that the question already has, or else the argument."""
    return call.scope.around.kept(call.scope.origin) or call.value(0)


@function("checklist", (2, None))
def checklist(call: FunctionCall) -> bool:
    """Return whether the number of true arguments lies between the first two (-1 means no limit). A text is true."""
    return _between(call, sum(map(truth, call.spread(2))))


@function("weighted-checklist", (4, None))
def weighted_checklist(call: FunctionCall) -> bool:
    """Do the same as `checklist` with pairs of an answer and its weight, or a path of answers and one of weights."""
    found = [call.found(place) for place in range(2, len(call))]
    if len(found) == 2 and all(isinstance(nodes, list) for nodes in found):
        answers, weights = call.all_of(found[0]), call.numbers(3)
    else:
        answers, weights = call.spread(2)[::2], call.numbers(2)[1::2]
    return _between(call, math.fsum(weight for value, weight in zip(answers, weights, strict=False) if truth(value)))


def _between(call: FunctionCall, total: float) -> bool:
    fewest, most = call.number(0), call.number(1)
    return (fewest == -1 or total >= fewest) and (most == -1 or total <= most)
