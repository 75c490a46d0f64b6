"""Words said while a reason is asked for, and units that are only written to, are told by the tables of their data."""

from thai.call_text import is_written_to
from thai.data import read
from thai.plan_reasons import asks_to_see, begins_a_reason, denies, speaks_of_certificates


def test_each_word_of_a_reason_is_found_in_its_example() -> None:
    tables = read("trainings")
    assert all(begins_a_reason(example) for example in tables["reason_begins"].values())
    assert all(asks_to_see(example) for example in tables["asks_to_see"].values())
    assert all(speaks_of_certificates(example) for example in tables["certificates"].values())
    assert all(denies(example) for example in tables["denials"].values())


def test_a_reason_and_a_wish_are_told_by_how_words_begin() -> None:
    assert not begins_a_reason("ไม่ทราบเพราะอะไร")
    assert not asks_to_see("วิทยากรขอดูสถานที่ก่อน")


def test_a_unit_is_only_written_to_behind_a_salutation() -> None:
    assert is_written_to("เรียน ผู้อำนวยการ")
    assert is_written_to("กราบเรียน ท่านหัวหน้า")
    assert is_written_to("ถึง ")
    assert not is_written_to("เรียนมาเพื่อทราบ ")
    assert not is_written_to("ขอส่งชื่อของ ")
