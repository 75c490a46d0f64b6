"""Reads the filters of an address: days, area, agency. What makes no sense is as if it were not there."""

from datetime import date
from typing import Final

from flask import request

from bot.dashboard.visitor import Visitor
from models.coordination import scopes
from models.coordination.scopes import AccessScope
from programmes import Programme
from thai.gazetteer import gazetteer

AREA_DIGITS: Final = (2, 4)  # of the codes of provinces and districts


def day_asked(name: str) -> date | None:
    """Return a day of the address (ISO, as browsers send it), or None."""
    try:
        return date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None


def number_asked(name: str) -> int | None:
    """Return a whole number of the address, or None."""
    return request.args.get(name, type=int)


def place_asked() -> str | None:
    """Return the code of a province or district of the address, or None."""
    place = request.args.get("place", "")
    return place if len(place) in AREA_DIGITS and place in gazetteer().name_of else None


def unit_asked(programme: Programme) -> str | None:
    """Return the code of a unit of the address, or None."""
    code = request.args.get("unit", "")
    return code if programme.units is not None and programme.units.knows(code) else None


def narrowed(visitor: Visitor) -> AccessScope:
    """Return the visitor's scope, limited to the `place` (2 or 4 digits), `unit` and `agency` of the address."""
    access, place = visitor.access, place_asked()
    if place is not None:
        access = access.narrowed(place)
    agency = request.args.get("agency", "").strip()
    return scopes.limited(access, visitor.programme, agency, unit_asked(visitor.programme))
