"""Where PyThaiNLP is taken at its word, and where it is not: if one of these fails, our way around may go."""

import pytest
from pythainlp.tokenize.newmm import segment
from pythainlp.util.normalize import normalize
from pythainlp.util.trie import Trie
from pythainlp.util.wordtonum import thaiword_to_num

from bot.thai.normalise import normalise
from bot.thai.numbers import read_number
from bot.thai.words import lexicon, tokens_of


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
