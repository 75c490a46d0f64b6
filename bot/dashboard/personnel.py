"""Matters of people, for coordinators: leave, deputies, holidays. Each is the chat's own act with its own checks."""

from datetime import date, timedelta
from typing import Any, Final

from flask import request

from bot.dashboard.pages import COORDINATORS, Dashboard, NotFoundHere
from bot.dashboard.visitor import Visitor
from bot.dashboard.web_turn import carry_out, turn_of, typed
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.web.stored_ids import stored_id
from handlers.coordination import holidays
from handlers.coordination.naming import people_meant, visible_person
from handlers.coordination.personnel import AWAY, DECIDE, cancel_noted, choose_deputy, decide, show_leave
from models.people import leave
from models.people.people import Role
from services.dashboard import personnel
from thai.days_off import DayOff

NAMES: Final = 8  # of people whom a name may mean
MENTORS: Final = (Role.MENTOR,)


def add_personnel(pages: Dashboard) -> None:
    @pages.get("/app/leave", COORDINATORS)
    def leaves(visitor: Visitor) -> str:
        person = visible_person(turn_of(pages, visitor), request.args.get("person", 0, type=stored_id))
        return pages.page(
            "leave.html",
            visitor,
            title=visitor.text("web-leave"),
            coming=personnel.coming_leave(visitor.session, visitor.access, visitor.day),
            deputies=personnel.coming_deputies(visitor.session, visitor.access, visitor.day),
            person=person,
        )

    @pages.post("/app/leave", COORDINATORS)
    def grant(visitor: Visitor) -> Any:
        def act(turn: Turn) -> Reply:
            person_id, said = _meant(turn, "name", AWAY)
            days = _days()
            if person_id is None or "first" not in days:
                return say(said or turn.text("web-leave-needs-days"))
            first, last = date.fromisoformat(days["first"]), date.fromisoformat(days["last"])
            known = leave.spans(turn.session, [person_id], first, last)
            if any((one.from_day, one.to_day) == (first, last) for one in known):
                return say(turn.text("web-leave-before"))  # a second tap
            return _decided(turn, show_leave(turn, person_id, days))

        return pages.done(visitor, "/app/leave", carry_out(pages, visitor, act))

    @pages.post("/app/leave/<int:leave_id>/cancel", COORDINATORS)
    def cancel(visitor: Visitor, leave_id: int) -> Any:
        noted = visitor.session.get(leave.Leave, leave_id)
        if noted is None or visible_person(turn_of(pages, visitor), noted.person_id) is None:
            raise NotFoundHere
        if noted.cancelled_at is not None:
            return pages.done(visitor, "/app/leave", visitor.text("web-leave-cancelled-before"))
        data = {"person": noted.person_id, "leave": noted.id}
        return pages.done(visitor, "/app/leave", carry_out(pages, visitor, lambda turn: cancel_noted(turn, data)))

    @pages.post("/app/deputies", COORDINATORS)
    def stand_in(visitor: Visitor) -> Any:
        def act(turn: Turn) -> Reply:
            deputy, unsure = _meant(turn, "deputy", MENTORS)
            mentor, unsure_too = _meant(turn, "mentor", MENTORS)
            days = _days()
            if deputy is None or mentor is None or "first" not in days:
                return say(unsure or unsure_too or turn.text("web-leave-needs-days"))
            first, last = date.fromisoformat(days["first"]), date.fromisoformat(days["last"])
            if personnel.stands_in(turn.session, deputy, mentor, first, last):
                return say(turn.text("web-deputy-before"))  # a second tap
            names = {"deputy_said": "", "mentor_said": "", "mentor": mentor}
            return _decided(turn, choose_deputy(turn, deputy, names | days))

        return pages.done(visitor, "/app/leave", carry_out(pages, visitor, act))

    @pages.get("/app/holidays", COORDINATORS)
    def holidays_known(visitor: Visitor) -> str:
        return pages.page(
            "holidays.html",
            visitor,
            title=visitor.text("web-holidays"),
            added={one.day for one in leave.extra_holidays(visitor.session)},
            known=known_holidays(visitor),
            may_change=visitor.access.is_whole,
        )

    @pages.post("/app/holidays", COORDINATORS)
    def change_holiday(visitor: Visitor) -> Any:
        if not visitor.access.is_whole:
            raise NotFoundHere
        day, removes = _day(request.form.get("day")), request.form.get("act") == "remove"

        def act(turn: Turn) -> Reply:
            asked = holidays.propose(turn, DayOff("remove" if removes else "add", day, typed("name")))
            return holidays.carry_out(turn, yes=True) if turn.conversation.open == holidays.HOLIDAY else asked

        said = carry_out(pages, visitor, act) if day else visitor.text("web-holiday-needs-day")
        return pages.done(visitor, "/app/holidays", said)


def known_holidays(visitor: Visitor) -> list[tuple[date, str]]:
    """Return the holidays of the programme's days and of its follow-ups, with those added late, as (day, name)."""
    programme = visitor.programme
    days = (programme.start + timedelta(days) for days in range((programme.last_asked - programme.start).days + 1))
    return [(day, name) for day in days if (name := programme.holiday_name(day, visitor.language))]


def _decided(turn: Turn, shown: Reply) -> Reply:
    """Return what comes of saying yes to what the chat would show, or what is in the way of it."""
    return decide(turn) if turn.conversation.open == DECIDE else shown


def _meant(turn: Turn, field: str, roles: Any) -> tuple[int | None, str | None]:
    """Return the person whom a field names, or None and what to say about it."""
    chosen = request.form.get(f"{field}_id", 0, type=stored_id)
    if chosen:
        person = visible_person(turn, chosen)
        return (person.id, None) if person else (None, turn.text("button-stale"))
    name = typed(field, 200)
    found = people_meant(turn, name, roles) if name else []
    if len(found) == 1:
        return found[0][0], None
    if not found:
        return None, turn.text("person-unknown", name=name or "–")
    names = ", ".join(known for _, known in found[:NAMES])
    return None, turn.text("web-person-which", names=names)


def _days() -> dict[str, str]:
    first = _day(request.form.get("first"))
    last = _day(request.form.get("last")) or first
    return {"first": first.isoformat(), "last": last.isoformat()} if first and last else {}


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written or "")
    except ValueError:
        return None
