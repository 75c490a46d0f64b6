"""`/app/whole`: the programme from its first day until now on one page: how much, where, with whom, what is stuck."""

from typing import Any, Final

from bot.dashboard.address import asked
from bot.dashboard.entries import chosen
from bot.dashboard.kept import KeptValues
from bot.dashboard.navigation import OVERSEERS
from bot.dashboard.obstacles import unfinished
from bot.dashboard.pages import Dashboard
from bot.dashboard.paging import with_arguments
from bot.dashboard.people import choices
from bot.dashboard.visitor import Visitor
from services.dashboard.whole import whole
from services.summaries import summarise

SHOWN_UNITS: Final = 20
SHOWN: Final = 10  # people and obstacles; the whole lists are a tap away


def add_whole(pages: Dashboard) -> None:
    kept = KeptValues()

    @pages.get("/app/whole", OVERSEERS)
    def whole_page(visitor: Visitor) -> Any:
        limits, programme = asked(visitor), visitor.programme
        last = max(programme.start, min(limits.last or visitor.day, visitor.day))
        first = min(limits.first or programme.start, last)
        access = limits.within(visitor)

        def counted() -> Any:
            session, day = visitor.session, visitor.day
            found = whole(session, programme, access, first, last, day, limits.place or "")
            return found, summarise(session, programme, access, day, day, day, open_day=day)

        key = (access, first, last, visitor.day, visitor.language, id(programme))
        as_of, (found, now) = kept.get(key, visitor.real_now, counted)
        ranked = sorted(found.sectors, key=lambda one: -one[1])
        stuck = unfinished(visitor, access, first, last)
        waits = now.unreviewed.by_age[1:]
        place = with_arguments(**{"page": None, "from": None, "to": None}).partition("?")[2]
        days_and_place = with_arguments(page=None).partition("?")[2]
        return pages.page(
            "whole.html",
            visitor,
            title=visitor.text("web-whole"),
            found=found,
            as_of=visitor.now if as_of == visitor.real_now else as_of,
            strongest=ranked[0] if ranked else None,
            weakest=ranked[-1] if ranked else None,
            lacking=found.lacking[:SHOWN],
            shown_units=SHOWN_UNITS,
            now=now,
            longest=waits[-1] if waits and waits[-1][1] else None,
            stuck=stuck[:SHOWN],
            stuck_count=len(stuck),
            late=sum(1 for one in stuck if one.until is not None and one.until < visitor.day),
            chosen=chosen(visitor, limits),
            asked_for=f"&{days_and_place}" if days_and_place else "",
            place_asked_for=f"&{place}" if place else "",
            limits=limits,
            choices=choices(visitor),
        )
