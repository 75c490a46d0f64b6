"""The record card: it echoes what is stored, asks for what is missing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.activity import PART_NUMBER, ActivityCard, activity_card
from bot.line.limits import check
from bot.postback import EditActivity, UndoDelete
from tests.bot.cards.examples import FULL, STORY, TODAY, facts
from tests.bot.cards.test_cards import THAI, inside


def texts_of(message):
    return [part["text"] for part in inside(message) if part.get("type") == "text"]


def data_of(message):
    return {part["data"] for part in inside(message["contents"]) if "data" in part}


def test_the_card_and_its_alternative_text_say_all_that_is_stored():
    message = activity_card(FULL, THAI)
    shown, alt = " ".join(texts_of(message["contents"])), message["altText"]
    for said in (
        "พุธ 12 ก.ค. 2566",
        STORY,
        "25 คน",
        "ภาคราชการ",
        "ภาคผู้นำศาสนา",
        "บ้านหนองบัว ต.แม่ใจ",
        "ถังขยะเปียก",
        "2 รูป",
    ):
        assert said in shown
        assert said in alt


def test_every_part_but_the_day_has_its_pencil_and_the_day_its_date_picker():
    message = activity_card(FULL, THAI)
    assert {EditActivity(1204, part).pack() for part in PART_NUMBER if part != "day"} <= data_of(message)
    picker = message["contents"]["header"]["action"]
    assert picker["type"] == "datetimepicker"
    assert (picker["min"], picker["initial"], picker["max"]) == ("2023-07-03", "2023-07-12", "2023-07-12")


def test_the_date_picker_stays_legal_whatever_the_days_are():
    for day in (TODAY - timedelta(days=40), TODAY, TODAY + timedelta(days=3)):
        for earliest in (TODAY - timedelta(days=14), TODAY, TODAY + timedelta(days=1), None):
            assert check([activity_card(replace(FULL, day=day, earliest=earliest), THAI)]) == []


def test_what_is_missing_is_asked_for_first_below_the_card():
    bare = activity_card(ActivityCard(7, TODAY, TODAY, "ประชุม", facts()), THAI)
    labels = [item["action"]["label"] for item in bare["quickReply"]["items"]]
    assert labels[:3] == ["② จำนวนคน", "③ ภาคีเครือข่าย", "④ สถานที่"]
    full = activity_card(FULL, THAI)
    assert full["quickReply"]["items"][0]["action"]["type"] == "camera"


def test_zero_people_is_a_number_and_not_missing():
    message = activity_card(replace(FULL, facts=facts(people=0)), THAI)
    assert "0 คน" in texts_of(message["contents"])
    assert not [item for item in message["quickReply"]["items"] if item["action"]["label"] == "② จำนวนคน"]


def test_an_approved_entry_offers_no_change_and_a_deleted_one_only_the_way_back():
    assert data_of(activity_card(replace(FULL, state="approved"), THAI)) == set()
    assert data_of(activity_card(replace(FULL, state="deleted"), THAI)) == {UndoDelete(1204).pack()}


def test_a_note_says_why_it_does_not_count():
    message = activity_card(replace(FULL, day=date(2023, 6, 20), state="note", note_reason="gap"), THAI)
    assert any("ไม่นับเป็นวันรายงาน" in said for said in texts_of(message["contents"]))


@given(
    words=st.none() | st.text(st.characters(exclude_categories=("Cs",)), max_size=5000),
    people=st.none() | st.integers(0, 10**6),
    places=st.lists(st.text(min_size=1, max_size=60), max_size=5).map(tuple),
)
def test_whatever_people_write_the_card_stays_within_lines_limits(words, people, places):
    message = activity_card(replace(FULL, words=words, facts=facts(people, places=places)), THAI)
    assert check([message]) == []


@pytest.mark.parametrize("char", ["ก", "\x01", "🍎", '"'])
def test_the_longest_message_and_the_longest_place_fit_into_their_card(char):
    assert check([activity_card(replace(FULL, words=char * 2500, facts=facts(places=(char * 2500,) * 20)), THAI)]) == []
