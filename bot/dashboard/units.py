"""`/app/units`: how far units are with their forums and teams, the worst first, and the steps of the plan;
`/app/units/<code>`: one unit's team and forums."""

from typing import Any

from bot.dashboard.navigation import EVERYBODY
from bot.dashboard.pages import Dashboard, NotFoundHere
from bot.dashboard.visitor import Visitor
from models.activities.activities import Activity
from models.people import people
from models.people.people import Role
from models.units import forums, plans, teams
from programmes.units import Unit, Units
from services.units.progress import forum_progress, step_progress, team_progress, together
from services.units.seats import waiting_in
from services.units.seeing import members_seen, units_seen


def add_units(pages: Dashboard) -> None:
    @pages.get("/app/units", EVERYBODY)
    def units(visitor: Visitor) -> Any:
        tree, seen = _seen(visitor)
        terms, session, day = visitor.programme.forums, visitor.session, visitor.day
        held = forum_progress(session, visitor.programme, seen, day)
        steps = step_progress(session, visitor.programme, day)
        heads = forums.heads_by_sector(session, seen, terms.first, day) if terms else {}
        return pages.page(
            "units.html",
            visitor,
            title=visitor.text("web-units"),
            held=held,
            whole=together(terms, held) if terms else None,
            heads=[(one.key, heads[one.key]) for one in visitor.programme.sectors if one.key in heads],
            teams=team_progress(session, visitor.programme, seen, day),
            steps=steps,
            reporters=people.by_ids(session, [one.reported_by for one in steps if one.reported_by]),
            bodies={one.key: one.name(visitor.language) for one in visitor.programme.owners},
            above=lambda unit: _above(tree, unit, visitor.language),
            terms=terms,
        )

    @pages.get("/app/units/<code>", EVERYBODY)
    def unit(visitor: Visitor, code: str) -> Any:
        tree, seen = _seen(visitor)
        if code not in seen:
            raise NotFoundHere
        found, session, day = tree.unit(code), visitor.session, visitor.day
        overseeing = visitor.role is Role.COORDINATOR
        members = teams.members_of(session, [code], day)
        members = members_seen(session, visitor.access, members) if overseeing else members
        named = waiting_in(session, [code])
        terms = visitor.programme.forums
        among = visitor.access.records(Activity.person_id, Activity.day) if overseeing else None
        held = forums.held(session, [code], terms.first, day, among) if terms else []
        return pages.page(
            "unit.html",
            visitor,
            title=found.called(visitor.language),
            found=found,
            above=_above(tree, found, visitor.language),
            seats=[
                (seat, [one for one in members if one.seat == seat.key], [one for one in named if one.seat == seat.key])
                for seat in tree.seats
            ],
            held=held,
            terms=terms,
            sectors=[one.key for one in visitor.programme.sectors],
            plan=visitor.programme.unit_plan,
            revisions=plans.revisions(session, code) if visitor.programme.unit_plan else [],
        )


def _seen(visitor: Visitor) -> tuple[Units, tuple[str, ...]]:
    """Return the tree and the codes of the units that the visitor sees; without units in the programme nothing is
    there."""
    tree = visitor.programme.units
    if tree is None:
        raise NotFoundHere
    seen = units_seen(visitor.session, tree, visitor.access, visitor.role, visitor.person.id, visitor.day)
    if not seen:
        raise NotFoundHere
    return tree, seen


def _above(tree: Units, unit: Unit, language: str) -> str:
    return " · ".join(one.called(language) for one in tree.above(unit.code))
