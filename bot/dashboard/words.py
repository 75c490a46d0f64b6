"""What all templates say in the visitor's language: days, times, places, names of the programme's data."""

from collections.abc import Callable
from datetime import date, datetime

from markupsafe import Markup

from locales.texts import Text
from programmes import Programme
from programmes.bangkok import BANGKOK
from services.activities.in_words import place_name
from thai.dates import day_span, long_day, short_day
from thai.places import display


def spoken(text: Text, programme: Programme) -> dict[str, Callable[..., str]]:
    """Return the functions by which templates say things."""
    language = text.language

    def at(instant: datetime) -> str:
        """The day and hour of an instant, in Bangkok."""
        there = instant.astimezone(BANGKOK)
        return text("web-at", day=short_day(there.date(), language), time=there.strftime("%H:%M"))

    def of_day(day: date) -> str:
        return long_day(day, language)

    def brief(day: date) -> str:
        return short_day(day, language)

    def day_and_month(day: date) -> str:
        return short_day(day, language).rpartition(" ")[0]

    def days(first: date, last: date) -> str:
        return day_span(first, last, language)

    def place(code: str) -> str:
        return display(code, language)

    def sector(key: str) -> str:
        return programme.sector(key).label(language)

    def tag_label(key: str) -> str:
        return programme.tag(key).label(language)

    return {
        "at": at,
        "of_day": of_day,
        "brief": brief,
        "day_and_month": day_and_month,
        "days": days,
        "place": place,
        "sector": sector,
        "tag_label": tag_label,
        "place_said": lambda said: place_name(said, language),
    }


def form_start(form_token: str) -> Callable[[], Markup]:
    """Return the function that writes the beginning of every form of a session."""

    def written() -> Markup:
        return Markup('<input type="hidden" name="form_token" value="{}">').format(form_token)

    return written
