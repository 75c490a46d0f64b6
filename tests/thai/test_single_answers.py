"""Short answers to a question of the bot: each word of the data means in its example what its table says."""

import pytest

from tests.thai.speakers import CAST
from thai.data import read
from thai.single_answers import says_every_day, says_not_to_record

ANSWERS = read("answers")


@pytest.mark.parametrize("example", [*ANSWERS["every_day"].values(), *ANSWERS["all_of"].values()])
def test_an_answer_that_means_all_of_the_days(example: str) -> None:
    assert says_every_day(example, CAST.words)


@pytest.mark.parametrize("example", ANSWERS["not_to_record"].values())
def test_an_answer_that_means_that_nothing_is_recorded(example: str) -> None:
    assert says_not_to_record(example)


@pytest.mark.parametrize("answer", ["วันที่ 3", "เมื่อวาน", "ไม่ใช่ วันที่ 3", "3", ""])
def test_a_day_is_neither(answer: str) -> None:
    assert not says_every_day(answer, CAST.words)
    assert not says_not_to_record(answer)
