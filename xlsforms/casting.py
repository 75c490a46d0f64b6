"""The text that a result of an expression is stored as."""

from typing import Any

from xlsforms.form import Question
from xlsforms.xpath import values
from xlsforms.xpath.values import Scalar


def cast(question: Question, value: Scalar, zone: Any) -> str:
    """Return a value as the text that the question's type stores; NaN becomes ""."""
    written = values.text(value)
    if written == "NaN":
        return ""
    if question.type in ("date", "dateTime") and written:
        moment = values.moment_of(value, zone)
        if moment is None:
            return ""
        return values.iso_date(moment.date()) if question.type == "date" else values.iso_moment(moment, zone)
    if question.type == "integer" and written:
        number = values.number(value, zone)
        return values.text(float(int(number))) if abs(number) < 1e15 else ""
    return written
