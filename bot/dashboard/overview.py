"""`/app`: how the programme is going, for whoever oversees it. Participants are led to their own page."""

from typing import Any, Final

from flask import redirect

from bot.dashboard.pages import Dashboard
from bot.dashboard.visitor import Visitor
from models.people.people import Role
from services.summaries import summarise

NAMES_SHOWN: Final = 8


def add_overview(pages: Dashboard) -> None:
    @pages.get("/app")
    def overview(visitor: Visitor) -> Any:
        if visitor.role is Role.PARTICIPANT:
            return redirect(f"/app/people/{visitor.person.id}", 303)
        day = visitor.day
        today = summarise(visitor.session, visitor.programme, visitor.access, day, day, day, open_day=day)
        return pages.page("overview.html", visitor, title=visitor.text("web-overview"), today=today)
