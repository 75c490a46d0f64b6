"""Days off by day: Thailand's calendar without what does not concern an office, our own table, the programme's days.

The calendar is the package `holidays`. Its public holidays contain Labour Day (1 May) and its day in lieu, on which
government offices work; the Royal Ploughing Day, on which they do not, stands in a category of its own. So here the
categories are these, and a programme says which of them are days off:

    public        what is a day off for everybody, with days in lieu and what the cabinet declares
    labour        Labour Day and its day in lieu: banks and companies
    government    the Royal Ploughing Day: government offices
    bank, school, armed_forces    as in the package

`calendar_corrections.toml` has what the package lacks or says wrongly, each day with its source.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import count, takewhile
from pathlib import Path
from types import MappingProxyType
from typing import Final

from programmes.sections import Holiday, HolidayCategory, Label, Section

CORRECTIONS: Final = Path(__file__).with_name("calendar_corrections.toml")
_LANGUAGES = {"th": "th", "en": "en_US"}  # our code -> the package's code
_LABOUR_DAY: Final = ("แรงงาน", "Labor Day")  # stands in the names of Labour Day and of its day in lieu alone
_LEAST_KNOWN: Final = 2020  # a year of which the package knows all days


class Correction(Section):
    """A day on which the package and government offices differ. `off`: whether it is a day off, and then its name."""

    day: date
    off: bool
    category: HolidayCategory
    name: Label | None = None
    source: str


@lru_cache(maxsize=16)
def calendar_days(
    first_year: int, last_year: int, categories: frozenset[HolidayCategory], corrections: Path = CORRECTIONS
) -> Mapping[date, Label]:
    """Return the days off of these categories with their names, including substitute days and the cabinet's days."""
    found = _of_package(first_year, last_year, categories)
    for one in _corrections(corrections):
        if one.category in categories and first_year <= one.day.year <= last_year:
            found.pop(one.day, None)
            if one.off and one.name:
                found[one.day] = one.name
    return MappingProxyType(found)


def all_holidays(
    first_year: int, last_year: int, categories: Iterable[HolidayCategory], own: Iterable[Holiday]
) -> Mapping[date, Label]:
    """Return the calendar's days and the programme's `own`. If both are on a day, the programme's name is used."""
    calendar = calendar_days(first_year, last_year, frozenset(categories))
    return {**calendar, **{holiday.day: holiday.name for holiday in own}}


@lru_cache(maxsize=1)
def known_to() -> int:
    """Return the last year of which the package knows what is declared year by year.

    The Royal Ploughing Day is announced each year, at the time at which the cabinet declares its days; a later year has
    only days that can be worked out.
    """
    from holidays import GOVERNMENT, country_holidays

    with_it = takewhile(lambda year: country_holidays("TH", years=year, categories=GOVERNMENT), count(_LEAST_KNOWN))
    return max(with_it, default=_LEAST_KNOWN)


def unknown_from(first: date, last: date) -> date | None:
    """Return the first day of a span of which the package does not know yet what will be declared, or None."""
    begins = date(known_to() + 1, 1, 1)
    return max(first, begins) if last >= begins else None


def _of_package(first_year: int, last_year: int, categories: frozenset[HolidayCategory]) -> dict[date, Label]:
    years = range(first_year, last_year + 1)
    found = dict(_named(years, sorted(categories - {"labour"}), labour=False))
    if "labour" in categories:
        found.update(_named(years, ["public"], labour=True))
    return found


def _named(years: range, categories: Sequence[str], *, labour: bool) -> Iterator[tuple[date, Label]]:
    """Yield the days of these categories of the package: those of Labour Day, or all others."""
    from holidays import country_holidays  # only now: it loads the calendars of all countries, 18 MB

    if not categories:
        return
    thai, english = (
        country_holidays("TH", years=years, language=tag, categories=tuple(categories), expand=False)
        for tag in _LANGUAGES.values()
    )
    for day, said in thai.items():
        names = _names(said, labour=labour)
        if names:
            yield day, Label(th=names, en=_names(english[day], labour=labour))


def _names(said: str, *, labour: bool) -> str:
    """Return the names that are asked for; empty if there is none. Each language has them in an order of its own."""
    names = (name.strip() for name in said.split(";"))
    return ", ".join(dict.fromkeys(name for name in names if labour == any(mark in name for mark in _LABOUR_DAY)))


def _corrections(file: Path) -> Iterator[Correction]:
    for one in tomllib.loads(file.read_text("utf-8"))["days"]:
        yield Correction.model_validate(one)
