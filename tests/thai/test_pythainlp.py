"""Where PyThaiNLP is taken at its word, and where it is not: if one of these fails, our way around may go."""

import pytest
from pythainlp.tokenize.newmm import segment
from pythainlp.util.date import thai_strptime, thaiword_to_date
from pythainlp.util.normalize import normalize
from pythainlp.util.time import thaiword_to_time
from pythainlp.util.trie import Trie
from pythainlp.util.wordtonum import thaiword_to_num

from tests.thai.speakers import NOW, TODAY, speaker
from thai.lexicon import lexicon, tokens_of
from thai.normalise import normalise
from thai.numbers import read_number
from thai.single_answers import read_date
from thai.understand import understand


def test_it_reads_plain_number_words_and_so_we_let_it():
    assert thaiword_to_num("หนึ่งร้อยยี่สิบเอ็ด") == 121
    assert read_number("หนึ่งร้อยยี่สิบเอ็ดคน") == 121


def test_it_adds_the_digit_people_leave_the_unit_off():
    assert thaiword_to_num("สองพันห้า") == 2005
    assert read_number("สองพันห้าคน") == 2500


def test_it_refuses_two_digits_in_a_row_as_we_do():
    with pytest.raises(ValueError, match="not a valid"):
        thaiword_to_num("สองสาม")
    assert read_number("สองสามคน") is None


def test_it_keeps_drawn_out_letters():
    assert normalize("มากกกก") == "มากกกก"
    assert normalise("มากกกก") == "มาก"


def test_its_tokeniser_cuts_unknown_words_at_a_known_beginning_and_leaves_one_consonant():
    assert segment("เพื่อนบ้าน", Trie(["เพื่อ", "บ้าน"])) == ["เพื่อ", "น", "บ้าน"]
    assert "น" not in [token.text for token in tokens_of("เพื่อนบ้าน")]


def test_its_default_dictionary_is_never_loaded():
    assert 3_000 < len(lexicon().trie) < 10_000


@pytest.mark.parametrize("words", ["วันนี้", "เมื่อวาน", "เมื่อวานซืน", "พรุ่งนี้", "มะรืนนี้"])
def test_its_days_agree_with_ours(words):
    said = thaiword_to_date(words, date=NOW)
    assert said is not None
    assert said.date() == read_date(words, speaker())


@pytest.mark.parametrize("words", ["มื้อวาน", "จันทร์ที่แล้ว", "สามวันก่อน"])
def test_it_knows_no_dialects_weekdays_or_counted_days(words):
    assert thaiword_to_date(words, date=NOW) is None
    assert read_date(words, speaker()) is not None


def test_it_reads_a_date_only_in_full_and_in_a_given_form():
    assert thai_strptime("12 กรกฎาคม 2566", "%d %B %Y").date() == TODAY
    with pytest.raises(IndexError):
        thai_strptime("12 ก.ค. 66", "%d %B %y")
    assert read_date("12 ก.ค. 66", speaker()) == TODAY


def test_half_past_nine_in_the_morning_is_half_past_nine_at_night_to_it():
    assert thaiword_to_time("เก้าโมงครึ่ง") == "21:30"
    assert understand("ประชุมกับชาวบ้านเก้าโมงครึ่ง", speaker()).slots.time == "09:30"


def test_it_refuses_an_afternoon_without_its_hour_word():
    with pytest.raises(ValueError, match="time affix"):
        thaiword_to_time("บ่ายสอง")
    assert understand("ประชุมกับชาวบ้านบ่ายสอง", speaker()).slots.time == "14:00"
