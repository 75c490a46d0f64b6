"""What is said of a candidate, as people read it."""

from datetime import date
from typing import Final

from locales.texts import Text
from models.calls.candidates import CallCandidate
from programmes.calls import Call, CallField
from thai.dates import short_day

BUDDHIST: Final = 543  # years


def facts_said(one: CallCandidate, call: Call, text: Text) -> tuple[tuple[str, str], ...]:
    """Return the facts of a candidate that are known: (label, value), in the order of the call's fields."""
    known = ((field, one.facts.get(field.key)) for field in call.fields)
    return tuple((field.label(text.language), fact_said(field, value, text)) for field, value in known if value)


def fact_said(field: CallField, value: str, text: Text) -> str:
    """Return one value: a day in words, a choice by its name with its theme."""
    if field.kind == "day":
        return short_day(date.fromisoformat(value), text.language)
    chosen = field.choice(value)
    if chosen is None:
        return value
    label = chosen.label(text.language)
    return f"{chosen.under(text.language)} · {label}" if chosen.under else label


def number_said(one: CallCandidate, call: Call, text: Text) -> str:
    """Return the number of a candidate as offices write it: 12/2561."""
    return text("call-number", number=one.number or 0, year=call.closes.year + BUDDHIST)


def is_of_roster(field: CallField, one: CallCandidate) -> bool:
    """Return whether the roster says this of a candidate, so that it is corrected there."""
    return field.column is not None and one.person_id is not None
