"""The parts of an activity: every layer knows each of them, so that a new one is a row, a column and its texts."""

from datetime import date
from typing import Any

import pytest

from bot.cards.activity import ActivityCard, activity_card
from bot.postback import EditActivity, FlagPart, unpack
from bot.postback.activities import TOGGLES
from bot.settings import ROOT
from handlers.activities.choosing import KEYS_SPOKEN_OF
from handlers.activities.part_answers import READERS
from handlers.activities.showing import facts_of
from locales.texts import Texts
from models.activities import revisions
from models.activities.activities import Activity, ActivityState
from models.activities.details import PlaceSaid, details
from models.activities.parts import BY_KEY, CORRECTED, FACTS, FLAGS, PARTS, Part, PartType
from models.activities.revisions import ActivityRevision
from services.activities.in_words import choices
from tests.models.reviews.test_reviews import NOW, PROGRAMME, SOMCHAI, entry, session
from thai.data import read

__all__ = ["session"]
TEXTS = Texts.load(ROOT / "locales")
# Texts each type of part needs, by key; a part that can be flagged has one more.
TEXT_KEYS = {
    PartType.DAY: ("record-part-{}", "record-edit-{}", "ask-{}", "ask-{}-again", "change-{}", "change-{}-said"),
    PartType.WORDS: ("record-part-{}", "record-edit-{}", "ask-{}", "change-{}"),
    PartType.NUMBER: (
        "record-part-{}", "record-edit-{}", "record-{}", "ask-{}", "ask-{}-again",
        "change-{}", "change-{}-said", "change-{}-none",
    ),
    PartType.KEYS: ("record-part-{}", "record-edit-{}", "choices-title-{}", "change-{}"),
    PartType.PLACES: ("record-part-{}", "record-edit-{}", "ask-{}", "change-{}"),
    PartType.SENT: ("ask-{}", "change-{}"),
}  # fmt: skip
EACH = pytest.mark.parametrize("part", PARTS, ids=[part.key for part in PARTS])
CORRECTABLE = pytest.mark.parametrize("part", CORRECTED, ids=[part.key for part in CORRECTED])


@pytest.fixture
def activity(session) -> Activity:
    kept: Activity = entry(session, SOMCHAI, (7, 4), state=ActivityState.SUBMITTED)
    return kept


@EACH
def test_every_text_of_a_part_stands_in_both_languages(part: Part) -> None:
    wanted = [key.format(part.key) for key in TEXT_KEYS[part.type]]
    wanted += [f"flag-{part.key}"] if part.can_be_flagged else []
    for text in TEXTS:
        assert [key for key in wanted if key not in text.messages] == []


def test_parts_are_numbered_without_a_gap_and_what_is_sent_is_not() -> None:
    assert [part.number for part in CORRECTED] == list(range(1, len(CORRECTED) + 1))
    assert {part.type for part in PARTS if not part.number} == {PartType.SENT}


@CORRECTABLE
def test_what_can_be_corrected_can_be_answered_in_words_or_chosen(part: Part) -> None:
    assert (part.type in READERS) != (part.key in TOGGLES)
    assert (part.key in TOGGLES) == (part.key in KEYS_SPOKEN_OF)
    assert part.type is not PartType.KEYS or choices(part, PROGRAMME)


@CORRECTABLE
def test_what_can_be_corrected_has_a_button_that_comes_back(part: Part) -> None:
    assert unpack(EditActivity(7, part.key).pack()) == EditActivity(7, part.key)


@EACH
def test_only_what_can_be_flagged_has_a_flag_and_words_that_mean_it(part: Part) -> None:
    if part.can_be_flagged:
        assert unpack(FlagPart(7, part.key).pack()) == FlagPart(7, part.key)
        assert read("verdicts")[part.key]
    else:
        with pytest.raises(ValueError, match=part.key):
            FlagPart(7, part.key).pack()


def value_of(part: Part) -> tuple[Any, str]:
    """A value no new activity has, and how a card shows it in Thai."""
    match part.type:
        case PartType.DAY:
            return date(2023, 7, 10), "10 ก.ค. 2566"
        case PartType.NUMBER:
            return 41, "41"
        case PartType.KEYS:
            first = choices(part, PROGRAMME)[0]
            return (first.key,), first.label("th")
        case PartType.PLACES:
            return (PlaceSaid("village", "บ้านหนองบัว", None),), "บ้านหนองบัว"
    return "ประชุมกับผู้ใหญ่บ้าน", "ประชุมกับผู้ใหญ่บ้าน"


@CORRECTABLE
def test_a_corrected_part_is_stored_revised_and_shown(session, activity: Activity, part: Part) -> None:
    (value, shown), text = value_of(part), TEXTS.in_language("th")
    assert revisions.revise(session, activity, part.key, value, by_person_id=activity.person_id, at=NOW)
    assert not revisions.revise(session, activity, part.key, value, by_person_id=activity.person_id, at=NOW)
    (change,) = session.query(ActivityRevision).filter_by(activity_id=activity.id).all()
    assert (change.part, change.after) == (part.key, revisions.plain(value))
    facts = facts_of(PROGRAMME, activity, details(session, activity.id), text)
    assert [fact.part for fact in facts if fact.is_known] == ([part.key] if part in FACTS else [])
    card = activity_card(ActivityCard(activity.id, activity.day, NOW.date(), activity.words, facts), text)
    assert shown in card["altText"]


def test_a_programme_without_sectors_asks_for_none(session, activity: Activity) -> None:
    without = PROGRAMME.model_copy(update={"sectors": ()})
    facts = facts_of(without, activity, details(session, activity.id), TEXTS.in_language("th"))
    assert [fact.part for fact in facts] == ["people", "places", "tags"]


def test_a_part_that_is_none_is_an_error(session, activity: Activity) -> None:
    for key in ("weather", *(part.key for part in PARTS if part.type is PartType.SENT)):
        with pytest.raises(ValueError, match=key):
            revisions.revise(session, activity, key, None, by_person_id=activity.person_id, at=NOW)


def test_keys_are_said_once() -> None:
    assert len(BY_KEY) == len(PARTS)
    assert {part.key for part in FLAGS} <= set(BY_KEY)
