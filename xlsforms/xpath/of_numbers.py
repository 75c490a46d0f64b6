"""Functions about numbers. A value that is not a number gives NaN and never an error."""

import math
import random
from collections.abc import Callable
from decimal import ROUND_FLOOR, Decimal
from typing import Final

from xlsforms.xpath import values
from xlsforms.xpath.calls import FunctionCall, function


@function("number", 1)
def number(call: FunctionCall) -> float:
    """Return a number. A moment is its whole days, as in JavaRosa."""
    value = call.value(0)
    of_value = values.number(value, call.scope.zone)
    return math.floor(of_value) if isinstance(value, str) and values.is_date(value.strip()) else of_value


@function("int", 1)
def whole(call: FunctionCall) -> float:
    """Return a number without its decimals."""
    value = call.number(0)
    return float(math.trunc(value)) if math.isfinite(value) else math.nan


@function("round", (1, 2))
def rounded(call: FunctionCall) -> float:
    """Round to a number of decimals (a negative number: tens, hundreds). A half is rounded up."""
    value = call.number(0)
    places = call.number(1) if len(call) == 2 else 0.0
    if not math.isfinite(value) or not math.isfinite(places):
        return value
    unit = Decimal(1).scaleb(-max(-300, min(300, int(places))))
    return float(((Decimal(repr(value)) / unit) + Decimal("0.5")).to_integral_value(ROUND_FLOOR) * unit)


@function("floor", 1)
def floor(call: FunctionCall) -> float:
    value = call.number(0)
    return float(math.floor(value)) if math.isfinite(value) else value


@function("ceiling", 1)
def ceiling(call: FunctionCall) -> float:
    value = call.number(0)
    return float(math.ceil(value)) if math.isfinite(value) else value


@function("sum", (1, None))
def total(call: FunctionCall) -> float:
    """Return the sum of all nodes; nodes without an answer are left out."""
    return math.fsum(_given(call))


@function("min", (0, None))
def least(call: FunctionCall) -> float:
    return min(_given(call), default=math.nan)


@function("max", (0, None))
def greatest(call: FunctionCall) -> float:
    return max(_given(call), default=math.nan)


@function("pow", 2)
def power(call: FunctionCall) -> float:
    return _safely(math.pow, call.number(0), call.number(1))


@function("random", 0)
def drawn(_call: FunctionCall) -> float:
    return random.random()


@function("pi", 0)
def pi(_call: FunctionCall) -> float:
    return math.pi


@function("atan2", 2)
def atan2(call: FunctionCall) -> float:
    return math.atan2(call.number(0), call.number(1))


@function("exp10", 1)
def exp10(call: FunctionCall) -> float:
    return _safely(math.pow, 10.0, call.number(0))


def _given(call: FunctionCall) -> list[float]:
    return [value for value in call.numbers() if not math.isnan(value)]


def _safely(of: Callable[..., float], *values: float) -> float:
    try:
        return of(*values)
    except (ValueError, OverflowError):
        return math.nan


def _plain(name: str, of: Callable[[float], float]) -> None:
    function(name, 1)(lambda call: _safely(of, call.number(0)))


_PLAIN: Final[dict[str, Callable[[float], float]]] = {
    "abs": abs,
    "sqrt": math.sqrt,
    "exp": math.exp,
    "log": lambda value: math.log(value) if value else -math.inf,
    "log10": lambda value: math.log10(value) if value else -math.inf,
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "asin": math.asin,
    "acos": math.acos,
    "atan": math.atan,
}
for _name, _of in _PLAIN.items():
    _plain(_name, _of)
