"""LINE counts most texts in UTF-16 units and labels in grapheme clusters."""

import pytest

from simulator.rules.counting import graphemes, utf16


@pytest.mark.parametrize(
    ("said", "units", "clusters"),
    [
        ("", 0, 0),
        ("abc", 3, 3),
        ("ที่", 3, 1),
        ("น้ำ", 3, 1),
        ("กำ", 2, 1),
        ("ดูเมนูทั้งหมดที่นี่", 19, 11),
        ("😀", 2, 1),
        ("👨‍👩‍👧", 8, 1),
        ("🇹🇭🇹🇭", 8, 2),
        ("👍🏽", 4, 1),
        ("✏️", 2, 1),
        ("e\u0301", 2, 1),
        ("a\r\nb", 4, 3),
    ],
)
def test_texts_are_counted_as_line_counts(said: str, units: int, clusters: int) -> None:
    assert (utf16(said), graphemes(said)) == (units, clusters)
