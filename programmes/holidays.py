"""Thai public holidays and the programme's own holidays, by day."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from holidays import country_holidays

from programmes.sections import Holiday, Label

_LANGUAGES = {"th": "th", "en": "en_US"}  # our code -> the package's code


@lru_cache(maxsize=8)
def public_holidays(first_year: int, last_year: int) -> Mapping[date, Label]:
    """Return Thailand's public holidays with their names, including substitute days and the cabinet's extra days."""
    years = range(first_year, last_year + 1)
    thai, english = (country_holidays("TH", years=years, language=tag, expand=False) for tag in _LANGUAGES.values())
    return MappingProxyType({day: Label(th=_tidy(name), en=_tidy(english[day])) for day, name in thai.items()})


def all_holidays(first_year: int, last_year: int, own: Iterable[Holiday]) -> Mapping[date, Label]:
    """Return public holidays and the programme's `own` holidays. If both are on a day, the programme's name is used."""
    return {**public_holidays(first_year, last_year), **{holiday.day: holiday.name for holiday in own}}


def _tidy(name: str) -> str:
    return ", ".join(dict.fromkeys(part.strip() for part in name.split(";")))
