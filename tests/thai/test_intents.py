"""The table of intents and what stands elsewhere about them agree: rules, menus, roles."""

import pytest

from thai.command_rules import rules
from thai.intents import EVERYBODY, INTENTS, MENUS, UNKNOWN

OFFERED = {role: tuple(intent for row in rows for intent in row) for role, rows in MENUS.items()}


def test_every_intent_of_the_rules_has_its_row_and_every_row_its_rules():
    assert {rule.intent for rule in rules()} == {key for key, intent in INTENTS.items() if intent.in_rules}


def test_the_set_of_a_flag_has_the_intents_that_carry_it():
    assert INTENTS.courtesy == {"greeting", "thanks"}
    assert INTENTS.verdict == {"approve", "praise", "return_entry"}
    for flag in type(INTENTS).__annotations__:
        assert getattr(INTENTS, flag) == {key for key, intent in INTENTS.items() if getattr(intent, flag)}


def test_whose_command_it_is_are_roles_of_the_programme():
    assert set(MENUS) == set(EVERYBODY)
    assert {role for intent in INTENTS.values() for role in intent.roles} == set(EVERYBODY)
    assert [key for key, intent in INTENTS.items() if not intent.roles] == [UNKNOWN]


@pytest.mark.parametrize("role", MENUS)
def test_a_role_is_offered_once_what_is_its_command_and_can_be_drawn(role):
    offered = OFFERED[role]
    assert len(set(offered)) == len(offered)
    assert {"menu", "help"} <= set(offered)
    assert [intent for intent in offered if not INTENTS[intent].pictogram] == []
    assert [intent for intent in offered if role not in INTENTS[intent].roles] == []
