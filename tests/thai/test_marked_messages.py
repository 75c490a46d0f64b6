"""The marked messages of the bench: enough of them, written well, and understood as promised on the unseen half."""

from collections import Counter

import pytest

from bench.thai.messages import HALVES, messages
from bench.thai.scores import ASKED, score
from bench.thai.understanding import OURS, read_half
from thai.command_rules import rules
from thai.gazetteer import gazetteer

ALL = [message for half in HALVES for message in messages(half)]


@pytest.fixture(scope="module")
def unseen():
    return read_half("unseen")[OURS]


def test_there_are_enough_of_every_intent():
    counts = Counter(message.intent for message in ALL)
    assert len(ALL) >= 600
    assert set(counts) == {rule.intent for rule in rules()} | {"unknown"}
    assert min(counts.values()) >= 15


def test_no_message_stands_in_both_halves():
    dev, unseen = ({message.text for message in messages(half)} for half in HALVES)
    assert not dev & unseen


def test_marked_codes_exist_and_have_the_marked_names():
    for message in ALL:
        for place in message.slots.get("places", ()):
            if place["code"]:
                assert gazetteer().name_of[place["code"]].startswith(place["name"]), message.text


def test_unseen_intents_are_right_and_hardly_any_act_is_wrong(unseen):
    assert unseen.accuracy >= 0.95
    assert unseen.wrong_act_rate <= 0.01


@pytest.mark.parametrize(("slot", "least"), [("dates", 0.97), ("people_count", 0.95)])
def test_unseen_slots_are_right(unseen, slot, least):
    assert unseen.slots[slot].share >= least


def test_unseen_places_and_sectors_agree(unseen):
    assert unseen.slots["places"].f1 >= 0.93
    assert unseen.slots["sectors"].f1 >= 0.91


def test_a_score_counts_what_is_wrong():
    some = messages("dev")[:50]
    assert score(some, lambda message: ("forget_me", {})).wrong_act_rate == 1.0
    assert score(some, lambda message: ("forget_me", {ASKED: True})).wrong_act_rate == 0.0
    assert score(some, lambda message: (message.intent, message.slots)).accuracy == 1.0
