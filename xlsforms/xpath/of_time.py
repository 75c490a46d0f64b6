"""Functions about dates and times. They are ISO text, and count as days where a number is needed."""

import math
from datetime import UTC, datetime, time, timedelta
from typing import Final

from xlsforms.xpath import values
from xlsforms.xpath.calls import FunctionCall, function
from xlsforms.xpath.limits import EvaluationFailed

# Only expressions ask for these short names (%a, %b); the caller formats what people read, in the Buddhist era.
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@function("today", 0)
def today(call: FunctionCall) -> str:
    return values.iso_date(call.scope.around.now.date())


@function("now", 0)
def now(call: FunctionCall) -> str:
    return values.iso_moment(call.scope.around.now, call.scope.zone)


@function("date", 1)
def date_of(call: FunctionCall) -> str:
    """Return the date of a moment or of a number of local days, or an empty text."""
    moment = _moment(call, 0, local=True)
    return values.iso_date(moment.date()) if moment else ""


@function("date-time", 1)
def date_time(call: FunctionCall) -> str:
    """Return a moment; midnight is written as a date, as the other engines do. A number counts days in Greenwich."""
    moment = _moment(call, 0)
    if moment is None:
        return ""
    return values.iso_moment(moment, call.scope.zone) if moment.time() != time() else values.iso_date(moment.date())


@function("decimal-date-time", 1)
def decimal_date_time(call: FunctionCall) -> float:
    """Return the days since 1 January 1970 at midnight in Greenwich, where other functions count local days."""
    value = call.value(0)
    moment = _moment(call, 0) if isinstance(value, str) else None
    if moment is None:
        return values.number(value, call.scope.zone)
    return (moment.replace(tzinfo=call.scope.zone) - _EPOCH) / timedelta(days=1)


@function("decimal-time", 1)
def decimal_time(call: FunctionCall) -> float:
    """Return a time as a part of the day: noon is 0.5."""
    value = call.value(0)
    days = values.number(value, call.scope.zone)
    if math.isnan(days) and values.text(value).strip() not in ("", "NaN"):
        raise EvaluationFailed("form-failure-time", value=values.text(value))
    return days - math.floor(days) if math.isfinite(days) else math.nan


@function("format-date", 2)
def format_date(call: FunctionCall) -> str:
    moment = _moment(call, 0)
    return _formatted(moment, _pattern(call)) if moment else ""


@function("format-date-time", 2)
def format_date_time(call: FunctionCall) -> str:
    moment = _moment(call, 0)
    return _formatted(moment, _pattern(call)) if moment else ""


def _pattern(call: FunctionCall) -> str:
    """Return how to write a moment; each % in it is counted."""
    pattern = call.text(1)
    call.scope.around.budget.spend(pattern.count("%"))
    return pattern


def _moment(call: FunctionCall, place: int, *, local: bool = False) -> datetime | None:
    """Return the moment of an argument, None for an empty one. Raises EvaluationFailed for what is no day.

    A number of days counts from midnight in Greenwich, in date() from midnight here (`local`), as in JavaRosa.
    """
    value = call.value(place)
    moment = values.moment_of(value, call.scope.zone)
    if moment is not None and not local and values.is_number(value):
        moment = values.in_greenwich(moment, call.scope.zone)
    if moment is None and values.text(value).strip() not in ("", "NaN"):
        raise EvaluationFailed("form-failure-date", value=values.text(value))
    return moment


def _formatted(moment: datetime, pattern: str) -> str:
    parts = {
        "Y": f"{moment.year:04}",
        "y": f"{moment.year % 100:02}",
        "m": f"{moment.month:02}",
        "n": str(moment.month),
        "b": _MONTHS[moment.month - 1],
        "d": f"{moment.day:02}",
        "e": str(moment.day),
        "a": _WEEKDAYS[moment.weekday()],
        "W": f"{moment.isocalendar().week:02}",
        "H": f"{moment.hour:02}",
        "h": str(moment.hour),
        "M": f"{moment.minute:02}",
        "S": f"{moment.second:02}",
        "3": f"{moment.microsecond // 1000:03}",
        "%": "%",
    }
    pieces = pattern.split("%")
    said, rest = pieces[0], iter(pieces[1:])
    for piece in rest:
        if not piece:  # "%%"
            said += "%" + next(rest, "")
        else:
            said += parts.get(piece[0], "%" + piece[0]) + piece[1:]
    return said
