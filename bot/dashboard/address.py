"""What an address asks for: days, places, agencies, people, words. What is not valid is as if it were not asked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from flask import request

from bot.dashboard.filters import unit_asked
from bot.dashboard.visitor import Visitor
from bot.line.event import storable
from bot.web.stored_ids import stored_id
from models.coordination import scopes
from models.coordination.scopes import AccessScope
from programmes import Programme
from programmes.bangkok import BANGKOK
from thai.places import display

LONGEST = 200  # characters of words that are looked for


@dataclass(frozen=True, slots=True)
class AddressFilters:
    """The filters of an address. Days are of Bangkok, `place` is the code of a province or district, `unit` of a unit;
    only one of them is asked for."""

    first: date | None = None
    last: date | None = None
    day: date | None = None
    place: str | None = None
    unit: str | None = None
    agency: str | None = None
    sector: str | None = None
    tag: str | None = None
    dimension: str | None = None
    goal: int | None = None
    person: int | None = None
    mentor: int | None = None
    state: str | None = None
    words: str | None = None
    either: bool = False  # of words and tag one is enough

    @property
    def is_any(self) -> bool:
        """Whether anything besides words is asked for."""
        return replace(self, words=None) != AddressFilters()

    def subjects(self, programme: Programme) -> tuple[tuple[str, ...], ...]:
        """Return the sets of tags, of each of which an entry must have one: those of the dimension, of the goal."""
        dimension = [programme.tags_of_dimension(self.dimension)] if self.dimension else []
        return (*dimension, *([programme.tags_of_goal(self.goal)] if self.goal else []))

    @property
    def area(self) -> str | None:
        """The code of the unit or place that is asked for."""
        return self.unit or self.place

    def within(self, visitor: Visitor) -> AccessScope:
        """Return the part of the visitor's scope in the place or unit and the agency that are asked for."""
        return scopes.limited(visitor.access, visitor.programme, self.agency, self.area)


def asked(visitor: Visitor) -> AddressFilters:
    """Return the filters of the present request."""
    programme, place = visitor.programme, request.args.get("place", "")
    unit = unit_asked(programme)
    sector, tag, dimension = (request.args.get(name, "") for name in ("sector", "tag", "dimension"))
    return AddressFilters(
        first=_day("from"),
        last=_day("to"),
        day=_day("day"),
        place=place if _is_place(place) and unit is None else None,
        unit=unit,
        agency=_words("agency"),
        sector=sector if sector in {one.key for one in programme.sectors} else None,
        tag=tag if tag in {one.key for one in programme.tags} else None,
        dimension=dimension if dimension in {one.key for one in programme.dimensions} else None,
        goal=goal_asked(programme),
        person=request.args.get("person", type=stored_id),
        mentor=request.args.get("mentor", type=stored_id),
        state=_words("state"),
        words=_words("q"),
        either=request.args.get("either") == "1",
    )


def goal_asked(programme: Programme) -> int | None:
    """Return the number of one of the UN's goals, if the programme has tags that serve it."""
    said = request.args.get("sdg", "")
    return next((number for number in programme.goals if str(number) == said), None)


def open_day(visitor: Visitor) -> date | None:
    """Return today if it is not over, so that nobody is missing on it yet."""
    here = visitor.now.astimezone(BANGKOK)
    return visitor.day if here.time() < visitor.programme.reporting.due_by else None


def _day(name: str) -> date | None:
    try:
        return date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None


def _words(name: str) -> str | None:
    return storable(request.args.get(name, ""))[:LONGEST].strip() or None


def _is_place(code: str) -> bool:
    if not (code.isascii() and code.isdigit() and len(code) in (2, 4)):
        return False
    try:
        display(code)
    except KeyError:
        return False
    return True
