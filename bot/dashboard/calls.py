"""`/app/calls`: what units have sent in answer to each call, those that lack most first, and who answers for them."""

from typing import Any

from bot.dashboard.navigation import EVERYBODY
from bot.dashboard.pages import COORDINATORS, Dashboard, NotFoundHere
from bot.dashboard.visitor import Visitor
from bot.dashboard.web_turn import carry_out
from bot.postback import TakeIn
from handlers.calls.taking_in import take_in_tapped
from models.people import imports
from models.people.people import Role
from programmes.calls import Call
from programmes.units import Units
from services.calls.facts import facts_said, number_said
from services.calls.members import NotChosenYet, chosen
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
            to_take_in={call.key: _to_take_in(visitor, call) for call in visitor.programme.calls},
            facts=lambda one, call: facts_said(one, call, visitor.text),
            number=lambda one, call: number_said(one, call, visitor.text),
        )

    @pages.post("/app/calls/<key>/members", COORDINATORS)
    def members(visitor: Visitor, key: str) -> Any:
        call = next((one for one in visitor.programme.calls if one.key == key and one.becomes is not None), None)
        if call is None or not visitor.access.is_whole:
            raise NotFoundHere
        actor = f"person:{visitor.person.id}"
        before = imports.last_of(visitor.session, actor)
        said = carry_out(pages, visitor, lambda turn: take_in_tapped(turn, TakeIn(key)))
        made = imports.last_of(visitor.session, actor)
        is_new = made is not None and made is not before
        return pages.done(visitor, f"/app/roster/{made.id}" if made is not None and is_new else "/app/calls", said)


def _to_take_in(visitor: Visitor, call: Call) -> int:
    """Return how many people the visitor may take in as members today."""
    if call.becomes is None or not visitor.access.is_whole:
        return 0
    try:
        return len(chosen(visitor.session, visitor.programme, call, visitor.day).new)
    except NotChosenYet:
        return 0


def _named(visitor: Visitor, tree: Units, call: Call) -> tuple[str, ...]:
    """Return the codes of the units whose candidates the visitor sees by name."""
    if visitor.role is Role.COORDINATOR:
        return units_named(tree, visitor.access)
    mine = answers_for(visitor.session, call, visitor.person.id, visitor.day)
    return (mine,) if mine is not None else ()
