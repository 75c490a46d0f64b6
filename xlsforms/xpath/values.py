"""The values of expressions: nodes, text, numbers and truth values. A date is text that counts as days.

The rules are those of the ODK XForms specification ("XPath Functions", number()), as JavaRosa follows them: an empty
answer is not a number, a comparison with NaN is false, a date counts as days since 1 January 1970, local time.
"""

import math
import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from typing import Final

Scalar = str | float | bool

NOT_A_NUMBER: Final = math.nan
_NUMBER = re.compile(r"-?(\d+(\.\d*)?|\.\d+)", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SHORT_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_TIME = re.compile(r"\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_DAY = timedelta(days=1)
_SAME = 1e-12


def number(value: object, zone: tzinfo) -> float:
    """Return a number. Text that is a date, a time or both gives days (in `zone`); other text gives NaN."""
    if isinstance(value, (int, float, Decimal)):  # a truth value too: 1 or 0
        return float(value)
    if isinstance(value, str):
        stripped = value.strip()
        if _NUMBER.fullmatch(stripped):
            return float(stripped)
        return days(stripped, zone)
    return NOT_A_NUMBER


def text(value: object) -> str:
    """Return a value as it is stored: whole numbers without a point, other numbers short, "true" or "false"."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float, Decimal)):
        return _digits(float(value))
    return ""


def truth(value: object) -> bool:
    """Return a value as truth: text is true unless it is empty, a number unless it is zero or NaN."""
    if isinstance(value, (bool, str)):
        return bool(value)
    if isinstance(value, (int, float, Decimal)):
        return not (value == 0 or math.isnan(value))
    return False


def equal(left: Scalar, right: Scalar, zone: tzinfo) -> bool:
    """Compare as truth values if one side is one, else as numbers if one side is one, else as text, as all engines."""
    if isinstance(left, bool) or isinstance(right, bool):
        return truth(left) == truth(right)
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    first, second = number(left, zone), number(right, zone)
    return first == second or abs(first - second) < _SAME


def days(written: str, zone: tzinfo) -> float:
    """Return days since 1 January 1970 for a date or a moment, a part of a day for a time, NaN for any other text."""
    if _DATE.match(written):
        moment = parsed_moment(written, zone)
        return (moment - _EPOCH) / _DAY if moment else NOT_A_NUMBER
    if _TIME.fullmatch(written):
        at = parsed_time(written, zone)
        return (at.hour * 3600 + at.minute * 60 + at.second + at.microsecond / 1e6) / 86400 if at else NOT_A_NUMBER
    return NOT_A_NUMBER


def parsed_moment(written: str, zone: tzinfo) -> datetime | None:
    """Return the moment of an ISO text (midnight for a date) as naive local time of `zone`, or None."""
    try:
        moment = datetime.fromisoformat(written.strip())
    except ValueError:
        return None
    return moment.astimezone(zone).replace(tzinfo=None) if moment.tzinfo else moment


def parsed_time(written: str, zone: tzinfo) -> time | None:
    """Return the time of day in an ISO text; one with an offset as the clocks of `zone` show it, on the first day of
    1970. None if it is impossible."""
    try:
        at = time.fromisoformat(written.strip())
    except ValueError:
        return None
    if at.tzinfo is None:
        return at
    return datetime.combine(_EPOCH, at).astimezone(zone).time()


def moment_of(value: object, zone: tzinfo) -> datetime | None:
    """Return the local moment of an ISO text or a number of local days, or None if it is neither."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str) and not _NUMBER.fullmatch(value.strip()):
        short = _SHORT_DATE.fullmatch(value.strip())  # 2023-7-5, as in JavaRosa
        return parsed_moment(f"{short[1]}-{short[2]:0>2}-{short[3]:0>2}" if short else value, zone)
    count = number(value, zone)
    if math.isnan(count) or math.isinf(count):
        return None
    try:
        return _EPOCH + timedelta(days=count)
    except OverflowError:
        return None


def in_greenwich(moment: datetime, zone: tzinfo) -> datetime:
    """Return a local moment that was counted from midnight in Greenwich, not here."""
    return moment.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)


def iso_date(day: date) -> str:
    return day.isoformat()


def iso_moment(moment: datetime, zone: tzinfo) -> str:
    """Return ISO text with milliseconds and the offset of `zone`. A naive moment is local time of `zone`."""
    there = moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)
    return there.isoformat(timespec="milliseconds")


def is_number(value: object) -> bool:
    """Return whether a value is a number, or the text of one."""
    return _NUMBER.fullmatch(value.strip()) is not None if isinstance(value, str) else not isinstance(value, bool)


def is_date(written: str) -> bool:
    """Return whether a text has the form of a date or a moment."""
    return _DATE.match(written) is not None


def _digits(value: float) -> str:
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return format(Decimal(format(value, ".15g")), "f")
