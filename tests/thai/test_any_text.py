"""Any Unicode is understood as something, quickly, and nothing raises."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.thai.longest import longest_messages
from tests.thai.speakers import CAST, speaker
from thai.places import AmbiguousPlace, UnknownPlace, resolve_district, resolve_province
from thai.single_answers import read_date, read_number, read_places, read_sectors, read_tags
from thai.understand import understand

THAI = st.text(st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B), max_size=300)
ANYTHING = st.text(max_size=300)
# Pieces of messages that mean something next to each other.
PIECES = (
    "วันนี้",
    "31",
    "ก.ย.",
    "-",
    "ถึง",
    "/",
    ":",
    ".",
    "25",
    "คน",
    "ร้อย",
    "กว่า",
    "สอง",
    "บ้าน",
    "หนองบัว",
    "ต.",
    "ม.",
    "อ.",
    "จ.",
    "แม่ใจ",
    "ไม่",
    "ลบ",
    "ประกาศ",
    "ขอ",
    "ใคร",
    "ไม่ส่ง",
    "ๆ",
    "๐",
    "9.30",
    "น.",
    "ล้าน",
    "นาย",
    "ครับ",
    "[yom7d",
    "K7PM-3XQD-9RTW",
    "สัปดาห์ที่",
    "ช่วงที่",
    "99",
    "ยกเว้น",
    "พระ",
    "แต่",
    "๏",
)
WORDS = st.lists(st.sampled_from([*PIECES, "\n", " "]), max_size=40).map("".join)


@settings(max_examples=300)
@given(st.one_of(ANYTHING, THAI, WORDS), st.sampled_from(["participant", "mentor", "coordinator", None]))
def test_nothing_raises_and_every_answer_has_its_shape(text, role):
    understood = understand(text, speaker(role))
    printed = understood.to_json()
    assert printed["text"] == text
    assert len(understood.guesses) == (2 if understood.intent == "unknown" else 0)
    assert all(value is not None for value in printed["slots"].values())


@settings(max_examples=150)
@given(st.one_of(ANYTHING, THAI, WORDS, st.integers().map(str)))
def test_single_answers_never_raise(text):
    read_number(text)
    read_date(text, speaker())
    read_places(text, speaker(district=None))
    read_sectors(text, CAST.words)
    read_tags(text, CAST.words)
    with contextlib.suppress(UnknownPlace, AmbiguousPlace):
        resolve_district(text)
    with contextlib.suppress(UnknownPlace):
        resolve_province(text)


@pytest.mark.parametrize("text", longest_messages())
def test_the_longest_message_of_one_piece_is_read_at_all(text):
    # A runaway pattern would never end; what it takes is measured in bench/thai.
    assert understand(text, speaker("coordinator")).to_json()["text"] == text
