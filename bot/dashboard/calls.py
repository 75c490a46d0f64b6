"""`/app/calls`: what units have sent in answer to each call, those that lack most first, and who answers for them."""

from typing import Any

from bot.dashboard.navigation import EVERYBODY
from bot.dashboard.pages import Dashboard, NotFoundHere
from bot.dashboard.visitor import Visitor
from models.people.people import Role
from programmes.calls import Call
from programmes.units import Units
from services.calls.facts import facts_said, number_said
from services.calls.progress import answers, answers_for, contacts, together
from services.calls.seeing import units_named
from services.units.seeing import units_seen


def add_calls(pages: Dashboard) -> None:
    @pages.get("/app/calls", EVERYBODY)
    def calls(visitor: Visitor) -> Any:
        tree, day = visitor.programme.units, visitor.day
        if tree is None or not visitor.programme.calls:
            raise NotFoundHere
        seen = units_seen(visitor.session, tree, visitor.access, visitor.role, visitor.person.id, day)
        if not seen:
            raise NotFoundHere
        shown = []
        for call in visitor.programme.calls:
            found = answers(visitor.session, call, tree, seen)
            named = _named(visitor, tree, call)
            asking = contacts(visitor.session, call, [code for code in seen if code in named], day)
            shown.append((call, together(found), found, named, asking))
        return pages.page(
            "calls.html",
            visitor,
            title=visitor.text("web-calls"),
            calls=shown,
            facts=lambda one, call: facts_said(one, call, visitor.text),
            number=lambda one, call: number_said(one, call, visitor.text),
        )


def _named(visitor: Visitor, tree: Units, call: Call) -> tuple[str, ...]:
    """Return the codes of the units whose candidates the visitor sees by name."""
    if visitor.role is Role.COORDINATOR:
        return units_named(tree, visitor.access)
    mine = answers_for(visitor.session, call, visitor.person.id, visitor.day)
    return (mine,) if mine is not None else ()
