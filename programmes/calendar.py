"""Thai public holidays and the programme's own, day by day."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from holidays import country_holidays

from programmes.sections import Holiday, Label

_LANGUAGES = {"th": "th", "en": "en_US"}  # ours -> the package's


@lru_cache(maxsize=8)
def public_holidays(first_year: int, last_year: int) -> Mapping[date, Label]:
    """Return the public holidays of Thailand, substitutes and cabinet's extra days included, with their names."""
    years = range(first_year, last_year + 1)
    thai, english = (country_holidays("TH", years=years, language=tag, expand=False) for tag in _LANGUAGES.values())
    return MappingProxyType({day: Label(th=_tidy(name), en=_tidy(english[day])) for day, name in thai.items()})


def all_holidays(first_year: int, last_year: int, own: Iterable[Holiday]) -> Mapping[date, Label]:
    """Return public holidays and the programme's `own` days together; on one day the programme's name wins."""
    return {**public_holidays(first_year, last_year), **{holiday.day: holiday.name for holiday in own}}


def _tidy(name: str) -> str:
    return ", ".join(dict.fromkeys(part.strip() for part in name.split(";")))
