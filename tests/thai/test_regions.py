"""Parts of the country: each word finds its own, and together the four parts are the whole country, once."""

import pytest

from tests.thai.speakers import speaker
from thai.announced_receivers import Receivers
from thai.announcements import announcement_in
from thai.data import read
from thai.gazetteer import gazetteer
from thai.regions import region_at, regions

WORDS = [(key, word, example) for key, row in read("regions").items() for word, example in row["words"].items()]
HALVES = {"north": ("upper_north", "lower_north"), "south": ("upper_south", "lower_south")}


@pytest.mark.parametrize(("key", "word", "example"), WORDS, ids=[word for _, word, _ in WORDS])
def test_each_word_of_a_region_is_found_and_addressed(key: str, word: str, example: str) -> None:
    assert region_at(word, 0) == (key, len(word))
    said = announcement_in(example, speaker("coordinator"))
    assert said is not None
    assert (said.words, said.to) == ("พรุ่งนี้หยุด", Receivers(regions=(key,)))


def test_every_province_is_in_one_of_the_four_regions_and_halves_make_their_whole() -> None:
    four = [code for key in ("north", "northeast", "central", "south") for code in regions()[key].provinces]
    assert sorted(four) == sorted(code for code in gazetteer().name_of if len(code) == 2)
    assert len(four) == 77
    for whole, halves in HALVES.items():
        assert sorted(code for half in halves for code in regions()[half].provinces) == sorted(
            regions()[whole].provinces
        )


def test_a_longer_word_that_begins_alike_is_no_region() -> None:
    assert region_at("ภาคเอกชน", 0) is None
    assert region_at("ภาคใต้ตอนบน", 0) == ("upper_south", len("ภาคใต้ตอนบน"))
