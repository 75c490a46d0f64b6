"""`/app/map`: where entries were written. A map by JavaScript, with a table of the same numbers beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Any, Final
from urllib.parse import urlencode

import orjson
from flask import Response, make_response, request

from bot.dashboard.address import goal_asked
from bot.dashboard.entries import subject_choices
from bot.dashboard.filters import day_asked, unit_asked
from bot.dashboard.navigation import OVERSEERS
from bot.dashboard.pages import Dashboard, NotFoundHere
from bot.dashboard.people import units_offered
from bot.dashboard.visitor import Visitor
from bot.line.event import storable
from bot.settings import Settings
from bot.web.pages import HEADERS, POLICY
from bot.web.stored_ids import stored_id
from models.activities import media
from models.coordination import map_counts, scopes
from models.coordination.map_counts import Box, MapAsked, PinCluster
from models.people.people import Role
from services.dashboard import map as maps
from services.dashboard.map import THAILAND, AreaCount, MapLevel
from thai.places import display

SHOWN: Final = 6  # entries of a place that is tapped
LONGEST: Final = 100  # characters of a name in an address
GEOJSON: Final = "application/geo+json"
WIDEST: Final = (30.0, 30.0)  # degrees: a larger box is cut


@dataclass(frozen=True, slots=True)
class MapFilters:
    """What an address asks for; what is not valid is as if it were not asked."""

    first: date
    last: date
    place: str = ""
    unit: str | None = None
    agency: str = ""
    sector: str = ""
    tag: str = ""
    dimension: str = ""
    goal: int | None = None
    mentor: int | None = None

    @property
    def narrows(self) -> bool:
        """Whether something is chosen."""
        chosen = (self.place, self.unit, self.agency, self.sector, self.tag, self.dimension, self.goal, self.mentor)
        return "from" in request.args or any(chosen)

    def address(self, path: str, **more: str) -> str:
        """Return an address of these filters, for another page too."""
        said = {"from": str(self.first), "to": str(self.last), "place": self.place, "agency": self.agency}
        said |= {"sector": self.sector, "tag": self.tag, "dimension": self.dimension}
        said |= {"unit": self.unit or "", "sdg": str(self.goal or ""), "mentor": str(self.mentor or "")}
        return f"{path}?{urlencode({name: value for name, value in (said | more).items() if value})}"


def add_map(pages: Dashboard) -> None:
    @pages.get("/app/map", OVERSEERS)
    def show(visitor: Visitor) -> Response:
        filters = _filters(visitor)
        level = MapLevel.DISTRICTS if filters.place else MapLevel.PROVINCES
        counts = maps.areas(visitor.session, visitor.programme, asked_of(visitor, filters), level, filters.place)
        weeks = maps.weeks(visitor.programme, visitor.day)
        page = pages.page(
            "map.html",
            visitor,
            title=visitor.text("web-map"),
            filters=filters,
            counts=counts,
            level=level,
            goals=subject_choices(visitor)["goals"],
            weeks=[{"from": str(first), "to": str(last)} for first, last in weeks],
            week_names=[visitor.text("web-map-week", number=number) for number, _ in enumerate(weeks, 1)],
            units=units_offered(visitor),
            mentors=scopes.names(visitor.session, visitor.access, (Role.MENTOR,))
            if visitor.role is Role.COORDINATOR
            else [],
            tiles=pages.settings.map_tiles,
            tiles_credit=pages.settings.map_tiles_credit,
        )
        response = make_response(page)
        response.headers[POLICY] = _policy(pages.settings)
        return response

    @pages.get("/app/map/data", OVERSEERS)
    def data(visitor: Visitor) -> Response:
        filters, level = _filters(visitor), _level()
        asked = asked_of(visitor, filters)
        if level is MapLevel.PINS:
            box, zoom = _box(), min(request.args.get("zoom", 6, type=int), maps.DEEPEST)
            box = THAILAND if box is None and zoom < maps.FINE_FROM else box
            if box is None:
                raise NotFoundHere
            clusters = maps.pins(visitor.session, asked, zoom, box)
            features = [_of_pins(cluster) for cluster in clusters]
            total, elsewhere = sum(cluster.count for cluster in clusters), 0
        else:
            counts = maps.areas(visitor.session, visitor.programme, asked, level, filters.place)
            features = [_of_area(area, visitor.language) for area in counts.areas]
            total, elsewhere = counts.total, counts.elsewhere
        found = {"type": "FeatureCollection", "features": features, "total": total, "elsewhere": elsewhere}
        response = Response(orjson.dumps(found), mimetype=GEOJSON)
        if "download" in request.args:
            name = f"map-{level}-{filters.first}-{filters.last}.geojson"
            response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    @pages.get("/app/map/entries", OVERSEERS)
    def entries(visitor: Visitor) -> str:
        """The newest entries of what is tapped: a part of a page, put into the map's page by its script."""
        filters, box = _filters(visitor), _box()
        found = map_counts.newest(visitor.session, asked_of(visitor, filters), SHOWN, box)
        pictures = media.of_activities(visitor.session, [entry.id for entry, _ in found])
        lines = [(entry, name, _first(pictures[entry.id])) for entry, name in found]
        return pages.page("map_entries.html", visitor, filters=filters, lines=lines, in_box=box is not None)


def asked_of(visitor: Visitor, filters: MapFilters) -> MapAsked:
    """Return what is to be counted: never more than the visitor may see at this moment."""
    programme, access = visitor.programme, visitor.access
    access = access.narrowed(filters.place) if filters.place else access
    access = scopes.limited(access, programme, filters.agency, filters.unit)
    tags: list[tuple[str, ...]] = [(filters.tag,)] if filters.tag else []
    tags += [programme.tags_of_dimension(filters.dimension)] if filters.dimension else []
    tags += [programme.tags_of_goal(filters.goal)] if filters.goal else []
    mentored = None
    if filters.mentor is not None and scopes.person(visitor.session, visitor.access, filters.mentor) is not None:
        mentored = scopes.of_mentor(visitor.session, programme, filters.mentor, visitor.day)
    return MapAsked(
        access,
        filters.first,
        filters.last,
        sectors=(filters.sector,) if filters.sector else (),
        tags=tuple(tags),
        people=mentored,
    )


def _filters(visitor: Visitor) -> MapFilters:
    programme, said = visitor.programme, request.args
    sector, tag, dimension = said.get("sector", ""), said.get("tag", ""), said.get("dimension", "")
    return MapFilters(
        first=day_asked("from") or programme.start,
        last=min(day_asked("to") or visitor.day, visitor.day),
        place=_place(said.get("place", "")),
        unit=unit_asked(programme),
        agency=storable(said.get("agency", ""))[:LONGEST],
        sector=sector if sector in {one.key for one in programme.sectors} else "",
        tag=tag if tag in {one.key for one in programme.tags} else "",
        dimension=dimension if dimension in {one.key for one in programme.dimensions} else "",
        goal=goal_asked(programme),
        mentor=said.get("mentor", type=stored_id),
    )


def _place(code: str) -> str:
    if not (code.isascii() and code.isdigit() and len(code) in (2, 4)):
        return ""
    try:
        display(code)
    except KeyError:
        return ""
    return code


def _level() -> MapLevel:
    said = request.args.get("level", "")
    return MapLevel(said) if said in set(MapLevel) else MapLevel.PROVINCES


def _box() -> Box | None:
    """Return the box that is asked for, not wider than a map can show; None if there is none."""
    try:
        west, south, east, north = (float(part) for part in request.args.get("box", "").split(","))
    except ValueError:
        return None
    if not all(isfinite(part) for part in (west, south, east, north)) or west > east or south > north:
        return None
    wide, high = WIDEST
    west, south = max(west, -180.0), max(south, -90.0)
    return Box(west, south, min(east, west + wide, 180.0), min(north, south + high, 90.0))


def _of_area(area: AreaCount, language: str) -> dict[str, Any]:
    point = None if area.latitude is None else {"type": "Point", "coordinates": [area.longitude, area.latitude]}
    said = {"kind": "area", "code": area.code, "name": display(area.code, language), "count": area.count}
    return {"type": "Feature", "geometry": point, "properties": said}


def _of_pins(cluster: PinCluster) -> dict[str, Any]:
    box = cluster.box
    around = [round(edge, 5) for edge in (box.west, box.south, box.east, box.north)]
    said: dict[str, Any] = {"kind": "pins", "count": cluster.count, "box": around}
    if cluster.count == 1 and cluster.activity_id is not None:
        said["entry"] = cluster.activity_id
    point = {"type": "Point", "coordinates": [round(cluster.longitude, 5), round(cluster.latitude, 5)]}
    return {"type": "Feature", "geometry": point, "properties": said}


def _first(pictures: list[media.Media]) -> str | None:
    """Return the address of an entry's first picture."""
    return next((f"/m/{one.token}" for one in pictures if one.token and one.kind == media.MediaKind.PHOTO), None)


def _policy(settings: Settings) -> str:
    """Return the security policy of the page: where tiles are set, pictures may come from their server too."""
    if settings.map_tiles_host is None:
        return HEADERS[POLICY]
    return HEADERS[POLICY].replace("img-src 'self'", f"img-src 'self' data: {settings.map_tiles_host}")
