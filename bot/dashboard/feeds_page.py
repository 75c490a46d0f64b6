"""`/app/feeds`: a coordinator's live feeds: made with a name and a scope, seen when last used, revoked."""

from typing import Any, Final

from flask import redirect, request

from bot.dashboard.navigation import COORDINATORS
from bot.dashboard.pages import Dashboard, NotFoundHere
from bot.dashboard.visitor import Visitor
from bot.line.event import storable
from models.coordination import feeds
from models.people import audit
from services.feeds.submissions import set_names
from thai.gazetteer import gazetteer
from thai.places import display, province

MOST: Final = 20  # feeds of one person


def add_feeds(pages: Dashboard) -> None:
    @pages.get("/app/feeds", COORDINATORS)
    def listed(visitor: Visitor) -> str:
        return _page(pages, visitor)

    @pages.post("/app/feeds", COORDINATORS)
    def make(visitor: Visitor) -> str:
        """Make a feed. Its token stands on this one page and nowhere else."""
        name = storable(request.form.get("name", "")).strip()
        agency, place = storable(request.form.get("agency", "")), request.form.get("place", "")
        known = {one.name.th for one in visitor.programme.agencies}
        if not name or (agency and agency not in known) or (place and not _is_province(place)):
            return _page(pages, visitor, problem="web-feeds-incomplete")
        if len(feeds.of_person(visitor.session, visitor.person.id)) >= MOST:
            return _page(pages, visitor, problem="web-feeds-too-many")
        made, token = feeds.make(
            visitor.session, visitor.person.id, name, visitor.real_now, agency=agency or None, place=place or None
        )
        audit.record(visitor.session, visitor.now, f"person:{visitor.person.id}", "feed_make", None, feed=made.id)
        return _page(pages, visitor, made=made, token=token)

    @pages.post("/app/feeds/<int:feed_id>/revoke", COORDINATORS)
    def revoke(visitor: Visitor, feed_id: int) -> Any:
        if not feeds.revoke(visitor.session, visitor.person.id, feed_id, visitor.real_now):
            raise NotFoundHere
        audit.record(visitor.session, visitor.now, f"person:{visitor.person.id}", "feed_revoke", None, feed=feed_id)
        return redirect("/app/feeds", 303)


def _page(pages: Dashboard, visitor: Visitor, **values: Any) -> str:
    root = pages.settings.public_url or request.url_root.rstrip("/")
    provinces = {code: display(code, visitor.language) for code in gazetteer().children if len(code) == 2}
    return pages.page(
        "feeds.html",
        visitor,
        title=visitor.text("web-feeds"),
        feeds=feeds.of_person(visitor.session, visitor.person.id),
        provinces=sorted(provinces.items(), key=lambda one: one[1]),
        odata=f"{root}/odata/v1/",
        tables=[
            f"{root}/feed/{name.lower()}.csv"
            for name in ("entries", "reviews", "coverage", *set_names(visitor.session))
        ],
        **({"made": None, "token": None, "problem": None} | values),
    )


def _is_province(code: str) -> bool:
    return len(code) == 2 and province(code) is not None
