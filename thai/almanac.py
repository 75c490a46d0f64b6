"""The words of the calendar: months, weekdays, days relative to today, yearly days, periods."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from thai.data import read

# A shorter word alone does not count as a month: มีนา, ตุลา, may.
SHORTEST_MONTH = 5


@dataclass(frozen=True, slots=True)
class Almanac:
    """The words of data/calendar.toml by their meaning; `names` are for writing dates."""

    months: Mapping[str, int]
    plain_months: frozenset[str]
    weekdays: Mapping[str, int]
    days: Mapping[str, int]
    yearly: Mapping[str, tuple[int, int]]
    periods: Mapping[str, tuple[str, int]]
    cycles: frozenset[str]
    feasts: Mapping[str, str]
    ordinals: frozenset[str]
    units: Mapping[str, str]
    modifiers: Mapping[str, str]
    day_word: str
    parts: Mapping[str, str]
    month_names: Mapping[str, tuple[str, ...]]
    full_months: Mapping[str, tuple[str, ...]]
    weekday_names: Mapping[str, tuple[str, ...]]

    def words(self) -> Iterable[tuple[str, str]]:
        """Yield (word, kind) for the tokeniser's dictionary."""
        for kind, known in (
            ("month", self.plain_months),
            ("weekday", self.weekdays),
            ("day", self.days),
            ("yearly", self.yearly),
            ("feast", self.feasts),
            ("period", self.periods),
            ("unit", self.units),
            ("modifier", self.modifiers),
        ):
            for word in known:
                yield word, kind


@cache
def almanac() -> Almanac:
    """Return the words of data/calendar.toml, loaded once in each process."""
    data = read("calendar")
    months, weekdays = data["month"], data["weekday"]
    return Almanac(
        months={word: month["number"] for month in months for word in month["spellings"]},
        plain_months=frozenset(
            word
            for month in months
            for word in (month["name"], month["short"], *month["spellings"])
            if word == month["short"] or len(word) >= SHORTEST_MONTH
        ),
        weekdays={word: day["number"] for day in weekdays for word in day["spellings"]},
        days={entry["word"]: entry["offset"] for entry in data["day"]},
        yearly={entry["word"]: (entry["month"], entry["of_month"]) for entry in data["yearly"]},
        periods={entry["word"]: (entry["of"], entry["shift"]) for entry in data["period"]},
        feasts=data["feast"],
        ordinals=frozenset(data["part"]["ordinal"]),
        cycles=frozenset(entry["word"] for entry in data["period"] if entry.get("cycle")),
        units=data["unit"],
        modifiers=data["modifier"],
        day_word=data["part"]["day_word"][0],
        parts={part: either(words) for part, words in data["part"].items()},
        month_names={
            "th": tuple(month["short"] for month in months),
            "en": tuple(month["english_short"] for month in months),
        },
        full_months={
            "th": tuple(month["name"] for month in months),
            "en": tuple(month["english"] for month in months),
        },
        weekday_names={
            "th": tuple(day["name"] for day in weekdays),
            "en": tuple(day["english_short"] for day in weekdays),
        },
    )


@cache
def meant_instead() -> re.Pattern[str]:
    """Return a pattern for what stands between a mistake and what was meant: เอ้ย, ไม่ใช่สิ."""
    return re.compile(rf"\s*{either(read('provinces')['meant_instead']['words'])}\s*")


def either(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first. Without words it matches nothing."""
    return "(?:" + ("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or "(?!)") + ")"


def period(kind: str, shift: int, today: date) -> tuple[date, date]:
    """Return the first and last day of a period, such as ("week", -1) for last week."""
    if kind.startswith("week"):
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=shift)
        first, last = {"week": (0, 6), "week_start": (0, 1), "week_end": (3, 4), "weekend": (5, 6)}[kind]
        return monday + timedelta(days=first), monday + timedelta(days=last)
    if kind == "year":
        return date(today.year + shift, 1, 1), date(today.year + shift, 12, 31)
    year, month = divmod(today.year * 12 + today.month - 1 + shift, 12)
    whole = month_of(year, month + 1)
    first_day, last_day = {
        "month": (1, whole[1].day),
        "month_start": (1, 10),
        "month_middle": (11, 20),
        "month_end": (21, whole[1].day),
        "month_first_half": (1, 15),
        "month_second_half": (16, whole[1].day),
    }[kind]
    return whole[0].replace(day=first_day), whole[0].replace(day=last_day)


SHIFTS = {"this": 0, "past": -1, "next": 1, "coming": 1}


def month_of(year: int, month: int) -> tuple[date, date]:
    """Return the first and last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def full_year(said: int, today: date) -> int | None:
    """Return the Gregorian year of 66, 2566, 23 or 2023. Two digits are read in the era that is nearer to today."""
    if said < 100:
        return min((1900 + said + 57, 2000 + said, 2100 + said - 43), key=lambda year: abs(year - today.year))
    year = said - 543 if said >= 2400 else said
    return year if 1900 <= year <= 2200 else None
