"""`/app/calendar`: the programme by day: phases, stages, rounds, holidays, reminders."""

from itertools import groupby
from typing import Final

from flask import request

from bot.dashboard.pages import OVERSEERS, Dashboard
from bot.dashboard.visitor import Visitor
from services.dashboard.calendar import CalendarKind, entries, recurring

KINDS: Final = tuple(CalendarKind)


def add_calendar(pages: Dashboard) -> None:
    @pages.get("/app/calendar", OVERSEERS)
    def calendar(visitor: Visitor) -> str:
        chosen = [one for one in KINDS if one in request.args.getlist("kind")] or list(KINDS)
        every = request.args.get("from") == "start"
        found = [
            one
            for one in entries(visitor.programme, visitor.text)
            if one.kind in chosen and (every or one.day >= visitor.day)
        ]
        return pages.page(
            "calendar.html",
            visitor,
            title=visitor.text("web-dates"),
            by_day=[(day, list(of_day)) for day, of_day in groupby(found, key=lambda one: one.day)],
            recurring=recurring(visitor.programme, visitor.text),
            kinds=KINDS,
            chosen=chosen,
            every=every,
        )
