"""`/app/people`: the participants, and one person's season."""

from functools import partial
from typing import Any, Final

from flask import request

from bot.dashboard.address import asked, open_day
from bot.dashboard.navigation import OVERSEERS
from bot.dashboard.pages import Dashboard, NotFoundHere
from bot.dashboard.paging import paging, with_arguments
from bot.dashboard.visitor import Visitor
from models.coordination import people_listed, scopes
from models.coordination.people_listed import DayState, PeopleOrder
from models.people import people
from models.people.people import Person, Role
from programmes import Programme
from programmes.calls import Call
from services.calls.facts import facts_said, number_said
from services.calls.progress import UnitAnswer, answers, answers_for
from services.dashboard import people as listing
from services.dashboard import season
from services.dashboard.people import PeopleAsked
from services.units.seeing import units_seen
from thai.places import display

PAGE: Final = 50
EVENTS: Final = 40  # of a season on one page
SORTED_WHOLE: Final = 500  # people whose missing days are all counted, so that they can be sorted by them
MISSING: Final = "missing"
ORDERS: Final = (*PeopleOrder, MISSING)


def add_people(pages: Dashboard) -> None:
    @pages.get("/app/people", OVERSEERS)
    def people_list(visitor: Visitor) -> str:
        limits = asked(visitor)
        session, programme, day = visitor.session, visitor.programme, min(limits.day or visitor.day, visitor.day)
        access = limits.within(visitor)
        state = DayState(limits.state) if limits.state in set(DayState) else None
        wanted = PeopleAsked(day, limits.words, limits.mentor, state)
        found = listing.conditions(session, programme, access, wanted)
        part = paging(people_listed.count(session, *found), PAGE)
        order = request.args.get("sort", "")
        told = partial(listing.lines, session, programme, access, day=visitor.day, open_day=open_day(visitor))
        if order == MISSING and part.count <= SORTED_WHOLE:
            every = people_listed.ids(session, PeopleOrder.NAME, *found)
            lines = sorted(told(every), key=lambda one: -one.missing)
            lines = lines[part.skipped : part.skipped + PAGE]
        else:
            order = PeopleOrder(order) if order in set(PeopleOrder) else PeopleOrder.NAME
            ids = people_listed.ids(session, order, *found, skipped=part.skipped, most=PAGE)
            lines = told(ids)
        return pages.page(
            "people.html",
            visitor,
            title=visitor.text("web-people"),
            lines=lines,
            paging=part,
            limits=limits,
            day=day,
            state=state,
            states=[(one, visitor.text(f"web-state-{one}")) for one in _states(programme)],
            order=order,
            sorted_by={one: with_arguments(sort=str(one), page=None) for one in ORDERS},
            may_sort_missing=part.count <= SORTED_WHOLE,
            choices=choices(visitor),
        )

    @pages.get("/app/people/<int:person_id>")
    def person_page(visitor: Visitor, person_id: int) -> Any:
        person = participant_seen(visitor, person_id)
        found = season.season_of(
            visitor.session,
            visitor.programme,
            season.SeasonReader(visitor.person.id, visitor.role, visitor.access, visitor.text),
            person,
            visitor.day,
            open_day(visitor),
        )
        part = paging(len(found.events), EVENTS)
        events = found.events[part.skipped : part.skipped + EVENTS]
        told = season.told(visitor.session, visitor.programme, visitor.text, events)
        is_own = person.id == visitor.person.id
        title = visitor.text("web-own-season") if is_own else person.name
        return pages.page(
            "person.html",
            visitor,
            title=title,
            person=person,
            season=found,
            told=told,
            paging=part,
            is_own=is_own,
            calls=calls_of_own_unit(visitor) if is_own else (),
            facts=lambda one, call: facts_said(one, call, visitor.text),
            number=lambda one, call: number_said(one, call, visitor.text),
        )


def _states(programme: Programme) -> tuple[DayState, ...]:
    """Return the states of a day that people may be in: nobody is late with what is not expected."""
    never = () if programme.expects_days else (DayState.MISSING, DayState.SILENT)
    return tuple(one for one in DayState if one not in never)


def units_offered(visitor: Visitor) -> list[tuple[str, str]]:
    """Return (code, name) of each unit that the visitor sees, and of those in which they lie, in the file's order."""
    tree, person = visitor.programme.units, visitor.person
    if tree is None:
        return []
    seen = set(units_seen(visitor.session, tree, visitor.access, visitor.role, person.id, visitor.day))
    return [(one.code, one.called(visitor.language)) for one in tree.tree if seen.intersection(tree.within(one.code))]


def calls_of_own_unit(visitor: Visitor) -> list[tuple[Call, UnitAnswer]]:
    """Return each call that the visitor answers for their unit, with what it has sent so far."""
    tree, found = visitor.programme.units, []
    for call in visitor.programme.calls if tree is not None else ():
        code = answers_for(visitor.session, call, visitor.person.id, visitor.day)
        if tree is not None and code is not None:
            found += [(call, one) for one in answers(visitor.session, call, tree, [code])]
    return found


def participant_seen(visitor: Visitor, person_id: int) -> Person:
    """Return a participant whom the visitor may see. Raises NotFoundHere."""
    person = scopes.person(visitor.session, visitor.access, person_id)
    if person is None or Role.PARTICIPANT not in people.roles_of(visitor.session, person.id):
        raise NotFoundHere
    return person


def choices(visitor: Visitor) -> dict[str, Any]:
    """Return what filters offer, as (value, name): agencies, mentors, units, districts and provinces of the
    visitor's scope."""
    session, access = visitor.session, visitor.access
    return {
        "agencies": [(one, one) for one in people_listed.agencies(session, access)],
        "mentors": scopes.names(session, access, [Role.MENTOR]) if visitor.role is Role.COORDINATOR else [],
        "units": units_offered(visitor),
        "places": [(one, display(one, visitor.language)) for one in people_listed.areas(session, access)],
    }
