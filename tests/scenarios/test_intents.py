"""Every intent is answered to those whose command it is: none is a word that leads nowhere."""

import pytest

from bot.settings import ROOT
from locales.texts import Texts
from simulator.driver import Someone
from tests.running_bot import KANDA, PRAYUN
from tests.scenarios.many_people import ManyPeople, everything_in
from tests.thai.speakers import speaker
from thai.command_rules import rules
from thai.intents import INTENTS, STRANGER
from thai.understand import understand

LED_NOWHERE = (
    "ยังไม่แน่ใจ",
    "Not sure what you mean",
    *(text("button-stale") for text in Texts.load(ROOT / "locales")),
)
NAMES = {"mentor": PRAYUN, "coordinator": KANDA}


@pytest.fixture(scope="module")
def phones(hamlet: ManyPeople) -> dict[str, Someone]:
    """Somebody registered of each role."""
    return {"participant": hamlet.participant()} | {role: hamlet.running.joined(name) for role, name in NAMES.items()}


def words_for(intent: str, role: str) -> str:
    """An example of the rules that means `intent` when this role says it, if possible one that says no more."""
    mine = [rule.example for rule in rules() if rule.intent == intent and (not rule.roles or role in rule.roles)]
    meant = [said for said in (understand(example, speaker(role)) for example in mine) if said.intent == intent]
    return max(meant, key=lambda said: said.exact).text


@pytest.mark.parametrize(
    ("intent", "role"),
    [(key, role) for key, intent in INTENTS.items() for role in intent.roles if role != STRANGER],
)
def test_words_of_an_intent_are_answered_to_the_roles_it_names(phones: dict[str, Someone], intent: str, role: str):
    phone = phones[role]
    phone.says("ยกเลิก")
    phone.hears(1)
    if INTENTS[intent].in_rules:
        phone.says(words_for(intent, role))
    else:
        phone.taps(f"say?intent={intent}")
    heard = [everything_in(message) for message in phone.hears(1)]
    assert heard
    assert not any(words in said for said in heard for words in LED_NOWHERE), heard
