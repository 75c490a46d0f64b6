"""One spelling for what can be typed in several."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pythainlp.util.normalize import remove_repeat_vowels

from thai.normalise import _ASTRAY, _DOUBLED_MARK, LONGEST, normalise, retyped, tidy


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("เเม่ใจ", "แม่ใจ"),
        ("น\u0e4d\u0e32", "นำ"),
        ("น\u0e49\u0e4d\u0e32", "น้ำ"),
        ("น\u0e4d\u0e49\u0e32", "น้ำ"),
        ("ท\u0e48\u0e35", "ที่"),
        ("ท\u0e35\u0e48\u0e48", "ที่"),
        ("วัน\u200bนี้\ufeff", "วันนี้"),
        ("พ ื้นที่", "พื้นที่"),
        ("มากกกก", "มาก"),
        ("ครับบ", "ครับ"),
        ("จ้าาา", "จ้า"),
        ("ดีีี", "ดี"),
        ("OKKKK", "ok"),
        ("๑๒ ก.ค. ๒๕๖๖", "12 ก.ค. 2566"),
        ("ＡＢ１２", "ab12"),
        ("3–5", "3-5"),
        ("บันทึก😀📷 วันนี้", "บันทึก วันนี้"),
        ("  สรุป \t หน่อย ", "สรุป หน่อย"),
        ("ก\r\n\r\nข", "ก\nข"),
    ],
)
def test_spellings_of_one_word_become_one(typed, meant):
    assert normalise(typed) == meant


@pytest.mark.parametrize(
    "word",
    ["สื่อออนไลน์", "ระบบบำบัด", "ระบบบัญชี", "แบบบ้าน", "ถนนนา", "ระบบ", "แบบ", "กรรม", "พรรค", "ธรรม", "สสส.", "5555"],
)
def test_letters_that_belong_twice_or_thrice_stay(word):
    assert normalise(word) == word


@pytest.mark.parametrize("text", ["ขอบคุณครับ 🙏", "Meeting at 9 น.", "แถวแรก\nแถวสอง"])
def test_what_a_person_will_read_again_keeps_its_case_pictures_and_lines(text):
    assert tidy(text) == text


def test_normalising_twice_changes_nothing_more():
    for text in ("เเม่ใจ น้ําาา มากกกก ๑๒", "OKKK   ครับบบ"):
        assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(("keys", "meant"), [("g,o^", "เมนู"), ("[yom7d", "บันทึก"), ("ิฟแา", "back"), ("สนเ", "log")])
def test_keys_pressed_on_the_other_layout_are_typed_again(keys, meant):
    assert retyped(keys) == meant


def test_a_message_in_both_scripts_was_not_typed_on_the_wrong_layout():
    assert retyped("ทำ one plan") is None


def test_no_more_is_read_than_a_message_may_hold():
    assert len(normalise("ก ข " * 5000)) <= LONGEST


@given(st.text(alphabet=[*map(chr, range(0x0E01, 0x0E3B)), *map(chr, range(0x0E40, 0x0E5C)), " ", "a"], max_size=12))
def test_where_nothing_is_astray_pythainlp_changes_nothing(typed: str) -> None:
    assert _ASTRAY.search(typed) or remove_repeat_vowels(_DOUBLED_MARK.sub(r"\1", typed)) == typed
