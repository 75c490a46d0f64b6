"""Counting and cutting: as LINE counts, and never a mark away from its letter."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.line.counting import clusters
from bot.line.limits import graphemes, shorten, split_text, utf16

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


@given(st.one_of(THAI, ANYTHING), st.integers(2, 60))
def test_pieces_lose_nothing_and_fit(text, limit):
    pieces = split_text(text, limit)
    assert "".join(pieces) == text
    assert all(utf16(piece) <= limit for piece in pieces)
    assert all(pieces) or not text


def begins_with_a_mark(text):
    return bool(text) and (unicodedata.category(text[0]) in ("Mn", "Me") or text[0] == "ำ")


@given(THAI, st.integers(8, 60))
def test_no_piece_begins_with_a_mark_or_ends_with_a_leading_vowel(text, limit):
    pieces = split_text(text, limit)
    if all(len(cluster) < limit for cluster in clusters(text)):  # no heap of marks larger than a piece
        for before, after in pairwise(pieces):
            assert not (begins_with_a_mark(after) and before[-1] not in " \n")
            assert before[-1] not in "เแโใไ" or set(before) <= set("เแโใไ")


def test_a_long_text_is_cut_at_a_line_end_rather_than_in_a_word():
    lines = "\n".join(f"บรรทัดที่ {number} ของรายงาน" for number in range(600))
    pieces = split_text(lines)
    assert len(pieces) == 3
    assert all(piece.endswith("\n") for piece in pieces[:-1])


def test_a_heap_of_marks_larger_than_a_piece_is_cut_all_the_same():
    assert [len(piece) for piece in split_text("ก" + "่" * 99, 40)] == [40, 40, 20]


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
    with pytest.raises(ValueError, match="two units"):
        split_text("ก", 1)
