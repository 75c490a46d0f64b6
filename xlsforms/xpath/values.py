"""What an expression knows besides nodes: text, number and truth; dates are text that counts days.

Rules of the ODK XForms specification ("XPath Functions", number()) as JavaRosa keeps them: an empty answer is no
number, a comparison with no number is false, a date counts as days since 1 January 1970 of the local calendar.
"""

import math
import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from typing import Final

Scalar = str | float | bool

NOT_A_NUMBER: Final = math.nan
_NUMBER = re.compile(r"-?(\d+(\.\d*)?|\.\d+)")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_DAY = timedelta(days=1)
_SAME = 1e-12


def number(value: object, zone: tzinfo) -> float:
    """A number; for text that is a date, time or both, days (of `zone`); NaN for what is none of these."""
    if isinstance(value, (int, float, Decimal)):  # truth too: 1 or 0
        return float(value)
    if isinstance(value, str):
        stripped = value.strip()
        if _NUMBER.fullmatch(stripped):
            return float(stripped)
        return days(stripped, zone)
    return NOT_A_NUMBER


def text(value: object) -> str:
    """Text as it is stored: whole numbers without a point, others as short as they are told apart, truth in words."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float, Decimal)):
        return _digits(float(value))
    return ""


def truth(value: object) -> bool:
    """Text is true unless empty, a number unless zero or none."""
    if isinstance(value, (bool, str)):
        return bool(value)
    if isinstance(value, (int, float, Decimal)):
        return not (value == 0 or math.isnan(value))
    return False


def equal(left: Scalar, right: Scalar, zone: tzinfo) -> bool:
    """Compare as truth if one side is, else as numbers if one side is, else as text; two dates by what they mean."""
    if isinstance(left, bool) or isinstance(right, bool):
        return truth(left) == truth(right)
    if isinstance(left, str) and isinstance(right, str):
        return left == right or (is_date(left) and is_date(right) and number(left, zone) == number(right, zone))
    first, second = number(left, zone), number(right, zone)
    return first == second or abs(first - second) < _SAME


def days(written: str, zone: tzinfo) -> float:
    """Days since 1 January 1970 for a date or a moment, the part of a day for a time; NaN for anything else."""
    if _DATE.match(written):
        moment = parsed_moment(written, zone)
        return (moment - _EPOCH) / _DAY if moment else NOT_A_NUMBER
    if _TIME.fullmatch(written):
        at = parsed_time(written)
        return (at.hour * 3600 + at.minute * 60 + at.second + at.microsecond / 1e6) / 86400 if at else NOT_A_NUMBER
    return NOT_A_NUMBER


def parsed_moment(written: str, zone: tzinfo) -> datetime | None:
    """The moment ISO text means (a date: its midnight) by the clocks of `zone`, itself naive; None if impossible."""
    try:
        moment = datetime.fromisoformat(written.strip())
    except ValueError:
        return None
    return moment.astimezone(zone).replace(tzinfo=None) if moment.tzinfo else moment


def parsed_time(written: str) -> time | None:
    """The time of day that ISO text means, as written there; None if impossible."""
    try:
        return time.fromisoformat(written.strip()).replace(tzinfo=None)
    except ValueError:
        return None


def moment_of(value: object, zone: tzinfo) -> datetime | None:
    """The wall-clock moment a value means: ISO text, or a number of days; None if it means none."""
    if isinstance(value, str) and not _NUMBER.fullmatch(value.strip()):
        return parsed_moment(value, zone)
    count = number(value, zone)
    if math.isnan(count) or math.isinf(count):
        return None
    try:
        return _EPOCH + timedelta(days=count)
    except OverflowError:
        return None


def iso_date(day: date) -> str:
    return day.isoformat()


def iso_moment(moment: datetime, zone: tzinfo) -> str:
    """ISO with milliseconds and the offset of `zone`; a moment without a zone is taken to be there."""
    there = moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)
    return there.isoformat(timespec="milliseconds")


def is_date(written: str) -> bool:
    """Whether text is a date or a moment by its looks."""
    return _DATE.match(written) is not None


def _digits(value: float) -> str:
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return format(Decimal(format(value, ".15g")), "f")
