"""Operators with ODK's rules: an empty answer is no error, dates count as days, a path means its first node."""

import math
import operator
from collections.abc import Callable
from typing import Any, Final
from xml.etree.ElementTree import Element

from elementpath.xpath_tokens import XPathToken

from xlsforms.xpath import values
from xlsforms.xpath.evaluation_context import EvaluationContext
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
    """Return the nodes of a token that is a path, else an empty list."""
    scope.around.budget.spend()
    value: Any = token.evaluate(scope)
    return value if isinstance(value, list) else []


def number(token: XPathToken, scope: EvaluationContext) -> float:
    return values.number(scalar(token, scope), scope.zone)


def truth(token: XPathToken, scope: EvaluationContext) -> bool:
    return values.truth(scalar(token, scope))


def _either(token: XPathToken, scope: EvaluationContext) -> bool:
    return truth(token[0], scope) or truth(token[1], scope)


def _both(token: XPathToken, scope: EvaluationContext) -> bool:
    return truth(token[0], scope) and truth(token[1], scope)


def _same(token: XPathToken, scope: EvaluationContext) -> bool:
    return values.equal(scalar(token[0], scope), scalar(token[1], scope), scope.zone)


def _different(token: XPathToken, scope: EvaluationContext) -> bool:
    return not _same(token, scope)


def _ordered(compare: Callable[[float, float], bool]) -> Evaluate:
    return lambda token, scope: compare(number(token[0], scope), number(token[1], scope))


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
    "=": _same,
    "!=": _different,
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
