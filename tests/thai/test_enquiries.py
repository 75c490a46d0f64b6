"""What mentors and coordinators ask about many people is read as the data says."""

import pytest

from tests.thai.speakers import speaker
from thai.data import read
from thai.enquiries import read_enquiry

COORDINATOR = speaker("coordinator")


def test_words_for_the_whole_are_read_in_their_examples():
    for example in read("enquiries")["whole"].values():
        assert read_enquiry(example, COORDINATOR).whole, example
    for example in read("enquiries")["of_programme"].values():
        found = read_enquiry(example, COORDINATOR)
        assert (found.whole, found.of_programme, found.from_start) == (True, True, False), example
    for example in read("enquiries")["from_start"].values():
        found = read_enquiry(example, COORDINATOR)
        assert (found.whole, found.from_start) == (True, True), example


@pytest.mark.parametrize("example", [*read("enquiries")["not_the_start"].values(), "สรุป", "สรุปเมื่อวาน", "สรุป อ.แม่ใจ"])
def test_other_words_do_not_mean_the_whole(example):
    found = read_enquiry(example, COORDINATOR)
    assert (found.whole, found.of_programme, found.from_start) == (False, False, False)


def test_days_that_are_said_are_meant_and_not_those_since_the_start():
    found = read_enquiry("ภาพรวมทั้งโครงการเดือนนี้", COORDINATOR)
    assert (found.whole, found.of_programme, found.from_start) == (True, False, False)
