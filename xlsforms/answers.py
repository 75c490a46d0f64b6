"""Turns answers into XForm text and back, and refuses a value that does not fit the type of its question."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, tzinfo
from decimal import Decimal, InvalidOperation
from typing import Final, Literal

from xlsforms.form import Question
from xlsforms.stored_values import names_in

Translate = Callable[..., str]
Reason = Literal[
    "required",
    "constraint",
    "type",
    "range",
    "choice",
    "choices_twice",
    "rank_all",
    "unknown",
    "readonly",
    "evaluation",
]

LONGEST_TEXT: Final = 20_000
MOST_PLACES: Final = 500  # of one line
ACKNOWLEDGED: Final = "OK"
_FILE = re.compile(r"[^/\\\x00-\x1f]{1,255}")


@dataclass(frozen=True, slots=True)
class Geopoint:
    """A place on Earth in degrees; altitude and accuracy in metres."""

    latitude: float
    longitude: float
    altitude: float = 0.0
    accuracy: float = 0.0


Value = str | int | Decimal | bool | date | time | datetime | tuple[str, ...] | Geopoint | tuple[Geopoint, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an answer is refused. `said` is the form's own message by language, with values filled in; it is used first.

    `key` and `args` name our own sentence, for a form that has no message.
    """

    reason: Reason
    key: str
    args: Mapping[str, str | int] = field(default_factory=dict)
    said: str = ""

    def text(self, text: Translate) -> str:
        """Return the message that the person reads."""
        return self.said or text(self.key, **self.args)


class Unfit(ValueError):
    """A value does not have the question's type. `reason` and the other values are for our sentence."""

    def __init__(self, reason: Reason, key: str, **args: str | int) -> None:
        super().__init__(key)
        self.reason, self.key, self.args_said = reason, key, args

    def refusal(self) -> Refusal:
        return Refusal(self.reason, self.key, self.args_said)


def stored(question: Question, value: Value, names: Sequence[str], zone: tzinfo) -> str:
    """Return `value` as XForm text. `names` are the names of the choices that are offered now. Raises Unfit."""
    match question.type:
        case "select_one":
            return _chosen(value, names)
        case "select_multiple" | "rank":
            return _several(question, value, names)
        case "integer":
            return str(_integer(value))
        case "decimal":
            return _decimal(value)
        case "range":
            return _within(question, value)
        case "date" | "time" | "dateTime":
            return _timed(question.type, value, zone)
        case "geopoint":
            return _placed(value)
        case "geotrace" | "geoshape":
            return _line(question.type, value)
        case "acknowledge":
            if value is not True and value != ACKNOWLEDGED:
                raise Unfit("type", "form-refusal-acknowledge")
            return ACKNOWLEDGED
        case "image" | "audio" | "file":
            if not (isinstance(value, str) and _FILE.fullmatch(value)):
                raise Unfit("type", f"form-refusal-{question.type}")
            return value
        case "text" | "barcode":
            return _text(value)
        case _:
            raise Unfit("readonly", "form-refusal-readonly")


def names_of(question: Question, written: str) -> tuple[str, ...]:
    """Return the names of the chosen choices; the name in a select_one may have spaces in it."""
    return names_in(written) if question.type != "select_one" else (written,) if written else ()


def value_of(question: Question, written: str) -> Value | None:
    """Return XForm text as a Python value, None for an empty text. Raises Unfit if the text does not fit the type."""
    written = written.strip() if question.type != "text" else written
    if not written:
        return None
    try:
        match question.type:
            case "integer":
                return int(Decimal(written)) if Decimal(written) == int(Decimal(written)) else Decimal(written)
            case "decimal" | "range":
                return Decimal(written)
            case "select_multiple" | "rank":
                return names_in(written)
            case "date":
                return date.fromisoformat(written[:10])
            case "time":
                return time.fromisoformat(written)
            case "dateTime":
                return datetime.fromisoformat(written)
            case "geopoint":
                return _place(written)
            case "geotrace" | "geoshape":
                return tuple(_place(part) for part in written.split(";") if part.strip())
            case "acknowledge":
                return written == ACKNOWLEDGED or written
            case _:
                return written
    except (ValueError, InvalidOperation, TypeError, OverflowError) as error:
        kind = "decimal" if question.type == "range" else question.type
        raise Unfit("type", f"form-refusal-{kind}") from error


def _chosen(value: Value, names: Sequence[str]) -> str:
    if not isinstance(value, str) or value not in names:
        raise Unfit("choice", "form-refusal-choice")
    return value


def _several(question: Question, value: Value, names: Sequence[str]) -> str:
    several = value if isinstance(value, tuple) else (value,)
    chosen = tuple(name for name in several if isinstance(name, str) and name in names)
    if len(chosen) < len(several):
        raise Unfit("choice", "form-refusal-choice")
    if len(set(chosen)) < len(chosen):
        raise Unfit("choices_twice", "form-refusal-choices-twice")
    if question.type == "rank" and len(chosen) != len(names):
        raise Unfit("rank_all", "form-refusal-rank-all", count=len(names))
    in_order = chosen if question.type == "rank" else tuple(name for name in names if name in chosen)
    return " ".join(in_order)


def _integer(value: Value) -> int:
    number = _number(value, "form-refusal-integer")
    if number != number.to_integral_value():
        raise Unfit("type", "form-refusal-integer")
    if abs(number) > 2**31 - 1:  # the range of ODK's int
        raise Unfit("range", "form-refusal-integer-size")
    return int(number)


def _decimal(value: Value) -> str:
    return _written(_number(value, "form-refusal-decimal"))


def _within(question: Question, value: Value) -> str:
    number = _number(value, "form-refusal-decimal")
    allowed = question.range
    if allowed and not allowed.holds(number):
        low, high = sorted((allowed.start, allowed.end))
        args = {"start": _written(low), "end": _written(high), "step": _written(allowed.step)}
        raise Unfit("range", "form-refusal-range", **args)
    return _written(number)


def _number(value: Value, key: str) -> Decimal:
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool) and Decimal(value).is_finite():
        return Decimal(value)
    raise Unfit("type", key)


def _written(number: Decimal) -> str:
    whole = number.to_integral_value()
    return str(int(whole)) if number == whole and abs(number) < Decimal(10) ** 15 else format(number.normalize(), "f")


def _timed(kind: str, value: Value, zone: tzinfo) -> str:
    if kind == "dateTime" and isinstance(value, datetime):
        there = value.astimezone(zone) if value.tzinfo else value.replace(tzinfo=zone)
        return there.isoformat(timespec="milliseconds")
    if kind == "date" and isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if kind == "time" and isinstance(value, time):
        return (
            value.isoformat(timespec="milliseconds")
            if value.tzinfo
            else f"{value.isoformat('milliseconds')}{_offset(zone)}"
        )
    raise Unfit("type", f"form-refusal-{kind}")


def _offset(zone: tzinfo) -> str:
    """Return the offset of `zone` as "+07:00". A time of day without an offset is taken to have this one."""
    written = datetime(2000, 1, 1, tzinfo=zone).isoformat()
    return written[19:] or "+00:00"


def _placed(value: Value) -> str:
    if not isinstance(value, Geopoint) or not all(map(math.isfinite, (value.latitude, value.longitude))):
        raise Unfit("type", "form-refusal-geopoint")
    if not (-90 <= value.latitude <= 90 and -180 <= value.longitude <= 180):
        raise Unfit("range", "form-refusal-geopoint")
    parts = (value.latitude, value.longitude, value.altitude, value.accuracy)
    return " ".join(_written(Decimal(repr(float(part)))) for part in parts)


def _place(written: str) -> Geopoint:
    return Geopoint(*map(float, written.split()[:4]))


def _line(kind: str, value: Value) -> str:
    """Return places with semicolons between them. An area needs three, and is closed if it is not."""
    written = [_placed(place) for place in (value if isinstance(value, tuple) else (value,))]
    if kind == "geoshape" and len(written) > 1 and written[0] == written[-1]:
        written.pop()
    if len(written) < (3 if kind == "geoshape" else 2):
        raise Unfit("range", f"form-refusal-{kind}")
    if len(written) > MOST_PLACES:
        raise Unfit("range", "form-refusal-places", most=MOST_PLACES)
    return "; ".join([*written, written[0]] if kind == "geoshape" else written)


def _text(value: Value) -> str:
    if not isinstance(value, str):
        raise Unfit("type", "form-refusal-text")
    if len(value) > LONGEST_TEXT:
        raise Unfit("range", "form-refusal-text-long", most=LONGEST_TEXT)
    return value.strip()
