"""Operators with ODK's rules: an empty answer is no error, dates count as days.

Where one value is needed, a path means its first node; a comparison holds if it holds for any of its nodes.
"""

import math
import operator
from collections.abc import Callable
from datetime import tzinfo
from typing import Any, Final
from xml.etree.ElementTree import Element

from elementpath.xpath_tokens import XPathToken

from xlsforms.xpath import values
from xlsforms.xpath.evaluation_context import EvaluationContext
from xlsforms.xpath.limits import EvaluationFailed
from xlsforms.xpath.values import Scalar

Evaluate = Callable[[XPathToken, EvaluationContext], Any]


def scalar(token: XPathToken, scope: EvaluationContext) -> Scalar:
    """Evaluate `token` to one value: the first of several nodes, or an empty text if there is none."""
    scope.around.budget.spend()
    value: Any = token.evaluate(scope)
    if isinstance(value, list):
        return scope.around.read(value[0]) if value else ""
    return value if isinstance(value, (str, bool)) else float(value)


def nodes(token: XPathToken, scope: EvaluationContext) -> list[Element]:
    """Return the nodes of a token that is a path. Raises EvaluationFailed for a value, as the other engines do."""
    scope.around.budget.spend()
    value: Any = token.evaluate(scope)
    if not isinstance(value, list):
        raise EvaluationFailed("form-failure-nodes-only", value=values.text(value))
    return value


def number(token: XPathToken, scope: EvaluationContext) -> float:
    return values.number(scalar(token, scope), scope.zone)


def truth(token: XPathToken, scope: EvaluationContext) -> bool:
    """Evaluate `token` as truth. Nodes are true if any has a value, or others inside it."""
    scope.around.budget.spend()
    value: Any = token.evaluate(scope)
    if isinstance(value, list):
        return any(len(node) or scope.around.read(node) for node in value)
    return values.truth(value)


def _either(token: XPathToken, scope: EvaluationContext) -> bool:
    return truth(token[0], scope) or truth(token[1], scope)


def _both(token: XPathToken, scope: EvaluationContext) -> bool:
    return truth(token[0], scope) and truth(token[1], scope)


def _compared(holds: Callable[[Scalar, Scalar, tzinfo], bool]) -> Evaluate:
    """Compare two values. Where nodes are compared, it is enough that it holds for one of them (XPath 1.0, 3.4)."""

    def evaluate(token: XPathToken, scope: EvaluationContext) -> bool:
        left, right = _values(token[0], scope), _values(token[1], scope)
        if len(left) * len(right) > 1:
            scope.around.budget.spend(len(left) * len(right))
        return any(holds(one, other, scope.zone) for one in left for other in right)

    return evaluate


def _values(token: XPathToken, scope: EvaluationContext) -> list[Scalar]:
    """Return the values of all nodes, an empty text if there are none; else the one value."""
    scope.around.budget.spend()
    value: Any = token.evaluate(scope)
    if isinstance(value, list):
        return [scope.around.read(node) for node in value] or [""]
    return [value]


def _different(left: Scalar, right: Scalar, zone: tzinfo) -> bool:
    return not values.equal(left, right, zone)


def _ordered(compare: Callable[[float, float], bool]) -> Evaluate:
    return _compared(lambda left, right, zone: compare(values.number(left, zone), values.number(right, zone)))


def _plus(token: XPathToken, scope: EvaluationContext) -> float:
    return number(token[0], scope) if len(token) == 1 else number(token[0], scope) + number(token[1], scope)


def _minus(token: XPathToken, scope: EvaluationContext) -> float:
    return -number(token[0], scope) if len(token) == 1 else number(token[0], scope) - number(token[1], scope)


def _times(token: XPathToken, scope: EvaluationContext) -> float:
    return number(token[0], scope) * number(token[1], scope)


def _div(token: XPathToken, scope: EvaluationContext) -> float:
    above, below = number(token[0], scope), number(token[1], scope)
    if below:
        return above / below
    return math.nan if not above or math.isnan(above) else math.copysign(math.inf, above) * math.copysign(1, below)


def _mod(token: XPathToken, scope: EvaluationContext) -> float:
    above, below = number(token[0], scope), number(token[1], scope)
    return math.fmod(above, below) if below and math.isfinite(above) else math.nan


def _union(token: XPathToken, scope: EvaluationContext) -> list[Any]:
    found: list[Any] = [node for part in token for node in nodes(part, scope)]
    return list({id(node): node for node in found}.values())


OPERATORS: Final[dict[str, Evaluate]] = {
    "or": _either,
    "and": _both,
    "=": _compared(values.equal),
    "!=": _compared(_different),
    "<": _ordered(operator.lt),
    "<=": _ordered(operator.le),
    ">": _ordered(operator.gt),
    ">=": _ordered(operator.ge),
    "+": _plus,
    "-": _minus,
    "*": _times,
    "div": _div,
    "mod": _mod,
    "|": _union,
}
