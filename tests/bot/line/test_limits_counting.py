"""Counting and cutting: as LINE counts, and never a mark away from its letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.line.text_length import graphemes, shorten, utf16

ANYTHING = st.text(st.characters(exclude_categories=("Cs",)))
THAI = st.text("กขคงจทนมยรลวสอาำะเแโใไ์่้๊๋็ัิีึืุูๆฯ ๑๒๓\n", max_size=300)


@pytest.mark.parametrize(
    ("text", "units", "clusters"),
    [
        ("", 0, 0),
        ("abc", 3, 3),
        ("\r\n", 2, 1),
        ("ที่", 3, 1),
        ("กำ", 2, 1),
        ("น้ำ", 3, 1),
        ("เก่า", 4, 3),
        ("ดูเมนูทั้งหมดที่นี่", 19, 11),
        ("สวัสดี", 6, 4),
        ("ປຳ", 2, 1),
        ("é", 1, 1),
        ("e\u0301", 2, 1),
        ("🍎", 2, 1),
        ("👋🏻", 4, 1),
        ("👨‍👩‍👧‍👦", 11, 1),
        ("🏳️‍🌈", 6, 1),
        ("🇹🇭", 4, 1),
        ("🇹🇭🇱🇦", 8, 2),
        ("🏴󠁧󠁢󠁳󠁣󠁴󠁿", 14, 1),
        ("1️⃣", 3, 1),
        ("❤️‍🔥", 5, 1),
        ("✏️", 2, 1),
        ("𠀋", 2, 1),
        ("한국어", 3, 3),
        ("\u1112\u1161\u11ab", 3, 1),
        ("a\u200db", 3, 2),
    ],
)
def test_lengths_are_those_of_lines_two_ways_of_counting(text, units, clusters):
    assert (utf16(text), graphemes(text)) == (units, clusters)


@given(ANYTHING)
def test_utf16_is_half_the_bytes_of_the_encoding(text):
    assert utf16(text) * 2 == len(text.encode("utf-16-le"))


@given(ANYTHING)
def test_there_are_never_more_graphemes_than_code_points_nor_none_for_something(text):
    assert bool(text) <= graphemes(text) <= len(text)


@given(ANYTHING, ANYTHING)
def test_joining_two_texts_never_adds_graphemes(one, other):
    assert graphemes(one + other) <= graphemes(one) + graphemes(other)


@given(st.one_of(THAI, ANYTHING), st.integers(1, 60), st.sampled_from(["utf16", "graphemes"]))
def test_shortening_fits_and_leaves_what_fits_alone(text, limit, unit):
    length = utf16 if unit == "utf16" else graphemes
    short = shorten(text, limit, unit)
    assert length(short) <= limit
    assert short == text if length(text) <= limit else short.endswith("…")
    assert short == text or text.startswith(short[:-1])


def test_shortening_keeps_thai_whole():
    assert shorten("ที่นี่ที่นั่น", 3, "graphemes") == "ที่นี่…"
    assert shorten("น้ำท่วม", 3, "utf16") == "…"
    assert shorten("น้ำท่วม", 4, "utf16") == "น้ำ…"


def test_nothing_fits_into_nothing():
    with pytest.raises(ValueError, match="less than 1"):
        shorten("ก", 0, "utf16")
