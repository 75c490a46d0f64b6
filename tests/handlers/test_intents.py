"""The table of intents and the routes agree: none is misspelt, and whose command it is gets what it is for."""

from collections.abc import Callable

import pytest

from bot.outbound.reply import Reply
from handlers import ROUTES
from models.people.people import Role
from thai.intents import INTENTS, STRANGER, UNKNOWN

MEANT = ("intent", "typed", "command")
# Verdicts are read in words, whatever they mean otherwise; who may register depends on who has.
ROUTED_OTHERWISE = INTENTS.verdict | {"register", UNKNOWN}
COMMANDS = [intent for intent in INTENTS if intent not in ROUTED_OTHERWISE]


def first_handler(intent: str, role: str) -> Callable[..., Reply] | None:
    """Who answers the intent to this role when nothing is open; None when only the fallback does."""
    keys = {(kind, intent) for kind in MEANT}
    for route in ROUTES:
        if keys & set(route.found_by) and route.when is None and (route.roles is None or Role(role) in route.roles):
            return route.handler
    return None


def test_every_intent_a_route_names_has_its_row():
    named = {value for route in ROUTES for kind, value in route.found_by if kind in MEANT}
    assert named <= set(INTENTS)


@pytest.mark.parametrize("intent", COMMANDS)
def test_a_command_is_routed_for_the_roles_it_names_and_others_get_something_else(intent: str):
    roles = set(INTENTS[intent].roles) - {STRANGER}
    theirs = {first_handler(intent, role) for role in roles}
    assert None not in theirs
    assert theirs.isdisjoint(first_handler(intent, role) for role in set(Role) - roles)
