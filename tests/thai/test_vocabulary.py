"""The words are data: each entry's example is understood as the entry says."""

import pytest

from tests.thai.speakers import CAST, speaker
from thai.command_rules import rules
from thai.data import read
from thai.lexicon import VOCABULARY, programme_entries, tokens_of, vocabulary_entries
from thai.normalise import folded, normalise, tidy
from thai.single_answers import read_places, read_sectors, read_tags
from thai.understand import understand

ROLES = ("participant", "mentor", "coordinator")
ALONE = {rule.needs[0]: [] for rule in rules() if len(rule.needs) == 1}
for rule in rules():
    for idea in rule.allows & ALONE.keys():
        ALONE[idea].append(rule.intent)


@pytest.mark.parametrize("kind", VOCABULARY)
def test_each_word_is_found_in_its_example(kind):
    lost = [
        (sense.key, word, example)
        for sense, word, example in vocabulary_entries()
        if sense.kind == kind and not any(sense in token.senses for token in tokens_of(normalise(example), CAST.words))
    ]
    assert lost == []


def test_each_word_of_the_programme_is_found_in_its_example():
    lost = [
        (sense, word, example)
        for sense, word, example in programme_entries(CAST.words)
        if not any(sense in token.senses for token in tokens_of(normalise(example), CAST.words))
    ]
    assert lost == []


@pytest.mark.parametrize("idea", ALONE)
def test_each_command_s_words_are_understood_as_that_command(idea):
    wrong = []
    for word, example in {**read("commands")[idea], **CAST.words.commands.get(idea, {})}.items():
        understood = {understand(example, speaker(role)).intent for role in ROLES}
        if not understood & set(ALONE[idea]):
            wrong.append((word, example, understood))
    assert wrong == []


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: f"{rule.intent}: {'+'.join(rule.needs)}")
def test_each_rule_s_example_is_its_intent(rule):
    roles = rule.roles or ROLES
    assert rule.intent in {understand(rule.example, speaker(role)).intent for role in roles}


@pytest.mark.parametrize("sectors", CAST.words.sectors)
def test_each_partner_s_example_suggests_the_sector(sectors):
    keys, words = set(CAST.words.sectors_of[sectors]), CAST.words
    wrong = [example for example in words.sectors[sectors].values() if not keys <= set(read_sectors(example, words))]
    assert wrong == []


@pytest.mark.parametrize("tag", CAST.words.tags)
def test_each_topic_s_example_suggests_the_tag(tag):
    wrong = [example for example in CAST.words.tags[tag].values() if tag not in read_tags(example, CAST.words)]
    assert wrong == []


@pytest.mark.parametrize("stage", CAST.stages, ids=lambda stage: stage.key)
def test_each_stage_s_example_is_about_its_time(stage):
    wrong = [
        example
        for example in CAST.words.stages[stage.key].values()
        if understand(example, speaker("coordinator")).slots.period != (stage.start, stage.end)
    ]
    assert wrong == []


def test_each_deed_s_example_is_an_activity():
    examples = read("fieldwork")["activity"].values()
    assert [example for example in examples if understand(example, speaker()).intent != "log_activity"] == []


@pytest.mark.parametrize(
    "kind", ["province", "district", "subdistrict", "village", "village_number", "toponym", "before"]
)
def test_each_place_word_s_example_names_a_place(kind):
    assert [example for example in read("places")[kind].values() if not read_places(example, speaker())] == []


def test_each_title_s_example_names_the_person():
    for example in read("names")["title"].values():
        assert understand(example, speaker("mentor")).slots.person == "นายสมชาย ใจดี", example


def test_people_are_counted_and_things_are_not():
    numbers = read("numbers")
    for example in numbers["people"].values():
        assert understand(f"ประชุม {example}", speaker()).slots.people_count, example
    for kind in ("things", "vague_before", "vague_after", "many", "ordinal"):
        for example in numbers[kind].values():
            assert understand(f"ประชุม {example}", speaker()).slots.people_count is None, example


def test_words_that_hide_ours_stay_whole():
    for word in read("others")["mask"]:
        assert [token.text for token in tokens_of(word)] == [word]


def test_every_word_stands_in_its_normal_spelling():
    """Another spelling would never be met: messages are normalised first."""
    assert [word for _, word, _ in vocabulary_entries() if folded(tidy(word)) != word] == []


def test_every_command_the_programme_has_words_for_exists():
    assert CAST.words.commands.keys() <= read("commands").keys()


def test_every_rule_s_ideas_exist():
    known = {*read("commands"), "partner", "day", "but"}
    assert {idea for rule in rules() for idea in rule.allows | rule.unless} <= known
