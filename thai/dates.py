"""Writes dates for people: Thai ones in the Buddhist era, English ones in the common era."""

from __future__ import annotations

from datetime import date

from thai.almanac import almanac


def long_day(day: date, language: str) -> str:
    """Return a date as "พุธ 12 ก.ค. 2566", or "Wed 12 Jul 2023" in English."""
    return f"{weekday_name(day, language)} {short_day(day, language)}"


def near_day(day: date, language: str) -> str:
    """Return a date without its year, as "พุธ 12 ก.ค.", or "Wed 12 Jul" in English."""
    return f"{weekday_name(day, language)} {day.day} {_month(day, language)}"


def span_with_weekdays(first: date, last: date, language: str) -> str:
    """Return days as "พฤหัสบดี 13 ก.ค. – ศุกร์ 14 ก.ค. 2566", so that a person sees which days are meant."""
    if first == last:
        return long_day(first, language)
    begins = near_day(first, language) if first.year == last.year else long_day(first, language)
    return f"{begins} – {long_day(last, language)}"


def short_day(day: date, language: str) -> str:
    """Return a date as "12 ก.ค. 2566", or "12 Jul 2023" in English."""
    return f"{day.day} {_month(day, language)} {_year(day, language)}"


def full_day(day: date, language: str) -> str:
    """Return a date as papers have it: "12 กรกฎาคม 2566", or "12 July 2023" in English."""
    return f"{day.day} {_full_month(day, language)} {_year(day, language)}"


def full_span(first: date, last: date, language: str) -> str:
    """Return days as papers have them: "1–31 กรกฎาคม 2566"; month and year are written once if both have the same."""
    if first == last:
        return full_day(first, language)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{full_day(last, language)}"
    if first.year == last.year:
        return f"{first.day} {_full_month(first, language)} – {full_day(last, language)}"
    return f"{full_day(first, language)} – {full_day(last, language)}"


def day_span(first: date, last: date, language: str) -> str:
    """Return days as "3–11 ก.ค. 2566"; month and year are written once if both days have the same."""
    if first == last:
        return short_day(first, language)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{short_day(last, language)}"
    if first.year == last.year:
        return f"{first.day} {_month(first, language)} – {short_day(last, language)}"
    return f"{short_day(first, language)} – {short_day(last, language)}"


def month_year(day: date, language: str) -> str:
    """Return a month as "ก.ค. 2566", or "Jul 2023" in English."""
    return f"{_month(day, language)} {_year(day, language)}"


def weekday_name(day: date, language: str) -> str:
    """Return the name of a date's weekday, as "พุธ", or "Wed" in English."""
    return almanac().weekday_names["en" if language == "en" else "th"][day.weekday()]


def _month(day: date, language: str) -> str:
    return almanac().month_names["en" if language == "en" else "th"][day.month - 1]


def _full_month(day: date, language: str) -> str:
    return almanac().full_months["en" if language == "en" else "th"][day.month - 1]


def _year(day: date, language: str) -> int:
    return day.year if language == "en" else day.year + 543
