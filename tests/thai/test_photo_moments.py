"""Words that say of photos whether they show a place before the work or after it, and words that say more."""

import pytest

from thai.data import read
from thai.photo_moments import MomentSaid, read_moment


@pytest.mark.parametrize(
    ("words", "moment", "names_photos"),
    [
        ("ภาพก่อน", "before", True),
        ("รูปก่อนทำความสะอาดครับ", "before", True),
        ("ก่อน", "before", False),
        ("ก่อนดำเนินการ", "before", False),
        ("หลังทำเสร็จแล้ว", "after", False),
        ("ภาพถ่ายภายหลังดำเนินการ", "after", True),
        ("รูปหลัง", "after", True),
        ("After photos", "after", True),
    ],
)
def test_what_they_say(words: str, moment: str, names_photos: bool) -> None:
    assert read_moment(words) == MomentSaid(moment, names_photos)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "words",
    ["ก่อนเที่ยงประชุมกับกำนัน", "หลังจากนั้นไปวัด", "รูปก่อนหน้านี้ลบด้วย", "หลังคาพัง", "ภาพ", "หลังละ 2 คน", "ก่อนหลัง", ""],
)
def test_what_says_more_or_something_else_is_left_alone(words: str) -> None:
    assert read_moment(words) is None


@pytest.mark.parametrize("words", [said for table in read("photos").values() for said in table.values()])
def test_every_example_is_read(words: str) -> None:
    assert read_moment(words) is not None
