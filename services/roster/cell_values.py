"""Reads one cell as a value of its column. An error says what would be right."""

import re
from collections.abc import Sequence
from datetime import date
from importlib import import_module

from rapidfuzz import process

from programmes import Programme
from programmes.development import Listed
from programmes.sections import AreaLevel
from programmes.units import Unit, Units
from services.roster.names import full_name
from services.roster.rows import RosterRole, RosterScope
from services.roster.sheet import RosterCell, Unreadable
from services.roster.spelling import arabic, bare, clean, months, spellings, words
from thai.places import AmbiguousPlace, UnknownPlace, resolve_district, resolve_province

LONGEST = 200  # letters of a cell
_BUDDHIST = 543
_YEARS = range(1950, 2101)
_EXCEL_DAYS = range(20_000, 80_000)  # 1954 to 2119, in days as Excel counts them
_SUGGESTED = 3


class BadValue(ValueError):
    """A value cannot be read. It has a message key and arguments of roster.ftl."""

    def __init__(self, key: str, **args: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.args_of_text = args


def read_text(cell: RosterCell | Unreadable) -> str:
    """Return the cell as one clean line, "" when empty."""
    if isinstance(cell, Unreadable):
        raise BadValue(cell.key)
    text = "" if cell is None else clean(cell.isoformat() if isinstance(cell, date) else str(cell))
    if len(text) > LONGEST:
        raise BadValue("roster-too-long", most=LONGEST)
    return text


def read_id(cell: RosterCell | Unreadable) -> str | None:
    """Return an id with Arabic digits, or None if the cell is empty."""
    return arabic(read_text(cell)) or None


def read_name(cell: RosterCell | Unreadable) -> str:
    """Return a person's name, which must have letters."""
    name = read_text(cell)
    if not name:
        raise BadValue("roster-name-missing")
    if not any(letter.isalpha() for letter in name):
        raise BadValue("roster-name-wrong")
    if not full_name(name).own:
        raise BadValue("roster-name-only-title")
    return name


def read_role(cell: RosterCell | Unreadable) -> RosterRole:
    """Return the role of a Thai or English word."""
    role = words("roles").get(bare(read_text(cell)))
    if role is None:
        known = (f"{spellings('roles', key)[0]} ({spellings('roles', key)[1]})" for key in dict.fromkeys(_roles()))
        raise BadValue("roster-role-unknown", known=", ".join(known))
    return role  # type: ignore[return-value]


def _roles() -> list[str]:
    return list(words("roles").values())


# ── days ──


def read_day(cell: RosterCell | Unreadable, near: date) -> date | None:
    """Return a day of either era: day/month/year, ISO, in words, or Excel's number; None if the cell is empty.

    A year of two digits is read in the era in which it is closest to `near`.
    """
    if isinstance(cell, date):
        return _day(cell.year, cell.month, cell.day)
    if isinstance(cell, int) and cell in _EXCEL_DAYS:
        moment = import_module("openpyxl.utils.datetime").from_excel(cell)
        return date(moment.year, moment.month, moment.day)
    text = arabic(read_text(cell))
    if not text:
        return None
    year, month, day = _parts(text)
    if len(year) == 2:
        readings = (int(year) + 2500 - _BUDDHIST, int(year) + 2000)
        return _day(min(readings, key=lambda reading: abs(reading - near.year)), month, day)
    return _day(int(year), month, day)


def _parts(text: str) -> tuple[str, int, int]:
    text = re.sub(r"[T ]\d{1,2}:\d{2}(:\d{2})?(\.0+)?$", "", text)  # the midnight that a spreadsheet adds
    if found := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text):
        return found[1], int(found[2]), int(found[3])
    if found := re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})", text):
        return found[3], int(found[2]), int(found[1])
    if found := re.fullmatch(r"(\d{1,2})[ -]*([^\d]+?)[ -]*(?:พ\.?ศ\.? *)?(\d{4}|\d{2})", text):
        month = months().get(bare(found[2]))
        if month:
            return found[3], month, int(found[1])
    raise BadValue("roster-day-unreadable")


def _day(year: int, month: int, day: int) -> date:
    western = year - _BUDDHIST if year - _BUDDHIST in _YEARS else year
    if western not in _YEARS:
        raise BadValue("roster-day-year", year=year)
    try:
        return date(western, month, day)
    except ValueError:
        raise BadValue("roster-day-impossible") from None


# ── places ──


def read_place(cell: RosterCell | Unreadable, level: AreaLevel) -> str | None:
    """Return the code of an area of that level, or None if the cell is empty."""
    text = read_text(cell)
    return _place(text, level) if text else None


def read_area(cell: RosterCell | Unreadable) -> str | None:
    """Return the code of a mentor's district (4 digits) or province (2), or None if the cell is empty."""
    text = read_text(cell)
    if not text:
        return None
    for level, marks in (("district", spellings("levels", "district")), ("province", spellings("levels", "province"))):
        if text.startswith(marks):
            return _place(text, level)
    codes: list[str] = []
    nearest: list[str] = []
    for level in ("province", "district"):
        try:
            codes.append(_place(text, level))
        except BadValue as wrong:
            if wrong.key == "roster-district-ambiguous":
                raise
            nearest += str(wrong.args_of_text.get("nearest", "")).split(", ")
    if not codes:
        raise BadValue("roster-area-unknown", nearest=", ".join(dict.fromkeys(filter(None, nearest))))
    if len(codes) > 1:
        raise BadValue("roster-area-either", name=text)
    return codes[0]


def _place(text: str, level: str) -> str:
    try:
        return str((resolve_district if level == "district" else resolve_province)(text).code)
    except UnknownPlace as unknown:
        raise BadValue(f"roster-{level}-unknown", nearest=_listed(unknown.suggestions)) from None
    except AmbiguousPlace as ambiguous:
        raise BadValue(f"roster-{level}-ambiguous", nearest=_listed(ambiguous.suggestions)) from None


def _listed(suggestions: Sequence[str]) -> str:
    return ", ".join(suggestions) or "–"


# ── agencies and scopes ──


def read_agency(text: str, programme: Programme) -> str | None:
    """Return the programme's agency that `text` names or abbreviates, or None if there is none."""
    for agency in programme.agencies:
        written = (agency.key, agency.name.th, agency.name.en, *agency.also_written)
        if bare(text) in map(bare, written):
            return agency.name.th
    return None


def nearest_agencies(text: str, programme: Programme) -> str:
    """Return the programme's agencies, the most similar to `text` first."""
    names = [agency.name.th for agency in programme.agencies]
    return _listed([name for name, _, _ in process.extract(text, names, limit=_SUGGESTED)])


def read_scope(cell: RosterCell | Unreadable, programme: Programme) -> RosterScope | None:
    """Return a coordinator's scope from all, phase:2, agency:… or province:… (English or Thai); None if empty."""
    text = read_text(cell)
    if not text:
        return None
    kind, value = _kind_of_scope(text)
    if kind == "all" and not value:
        return RosterScope("all")
    if kind == "phase":
        number = arabic(value)
        if number in {str(phase.number) for phase in programme.phases}:
            return RosterScope("phase", number)
        raise BadValue("roster-scope-phase", known=", ".join(str(phase.number) for phase in programme.phases))
    if kind == "province" and value:
        return RosterScope("province", _place(value, "province"))
    if kind == "agency" and value:
        agency = read_agency(value, programme)
        if agency is None and programme.agencies:
            raise BadValue("roster-agency-unknown", nearest=nearest_agencies(value, programme))
        return RosterScope("agency", agency or value)
    if kind == "unit" and value and programme.units is not None:
        return RosterScope("unit", _unit(value, programme.units.called(value), programme.units))
    raise BadValue("roster-scope-malformed")


# ── units and their seats ──


def read_unit(cell: RosterCell | Unreadable, units: Units) -> str | None:
    """Return the code of the unit with a team that the cell names; None if it is empty."""
    text = read_text(cell)
    if not text:
        return None
    return _unit(text, [unit for unit in units.called(text) if unit.level == units.team], units)


def _unit(text: str, found: Sequence[Unit], units: Units) -> str:
    """Return the code of the one unit of `found`; who names none or several is told which there are."""
    if len(found) == 1:
        return found[0].code
    if found:
        above = [f"{one.called('th')} {next((up.called('th') for up in units.above(one.code)), '')}" for one in found]
        raise BadValue("roster-unit-several", known=_listed([one.strip() for one in above]))
    names = [unit.called("th") for unit in units.tree]
    raise BadValue("roster-unit-unknown", nearest=_listed([one for one, _, _ in process.extract(text, names, limit=3)]))


def read_seat(cell: RosterCell | Unreadable, units: Units) -> str | None:
    """Return the key of the seat that the cell names; None if it is empty."""
    text = read_text(cell)
    if not text:
        return None
    for seat in units.seats:
        if bare(text) in map(bare, (seat.key, seat.name.th, seat.name.en, *seat.said)):
            return seat.key
    raise BadValue("roster-seat-unknown", known=_listed([seat.name.th for seat in units.seats]))


def read_listed(cell: RosterCell | Unreadable, known: Sequence[Listed]) -> str | None:
    """Return the key of the group of staff or line of work that the cell names; None if it is empty."""
    text = read_text(cell)
    if not text:
        return None
    for one in known:
        if bare(text) in map(bare, (one.key, *one.words)):
            return one.key
    raise BadValue("roster-listed-unknown", known=_listed([one.name.th for one in known]))


def _kind_of_scope(text: str) -> tuple[str | None, str]:
    named, colon, value = text.partition(":")
    if colon:
        return words("scopes").get(bare(named)), clean(value)
    by_length = sorted(words("scopes"), key=len, reverse=True)
    opening = next((word for word in by_length if bare(text).startswith(word)), None)
    if opening is None:
        return None, text
    for spelling in spellings("scopes", words("scopes")[opening]):
        if bare(spelling) == opening and text.casefold().startswith(spelling):
            return words("scopes")[opening], clean(text[len(spelling) :])
    return None, text
