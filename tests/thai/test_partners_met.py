"""Sectors met and tags, with the words that suggest them; what was denied is not suggested."""

import pytest

from tests.thai.speakers import CAST, speaker
from thai.single_answers import read_sectors, read_tags
from thai.understand import understand


@pytest.mark.parametrize(
    ("text", "sectors"),
    [
        ("ประชุมกับผู้ใหญ่บ้านและพระ", {"government", "religious"}),
        ("ไม่ได้เจอพระ เจอแต่ครู", {"academic"}),
        ("ประชุมกับครู แต่พระไม่ได้มา", {"academic"}),
        ("พระกับครูไม่ได้มา มีแต่ชาวบ้าน", {"people"}),
        ("ยังไม่ได้พบนักข่าวและบริษัท แต่พบ อสม.", {"civil_society"}),
        ("ประชุมกับชาวบ้าน ไม่มีพระ", {"people"}),
        ("ขยะไม่หมด ชาวบ้านช่วยกันเก็บ", {"people"}),
        ("บวรร่วมใจ", {"people", "religious", "government"}),
        ("ปราชญ์ชาวบ้าน", {"people"}),
        ("วิทยุชุมชน", {"media"}),
        ("จังหวัดพะเยา", set()),
        ("ตัวชี้วัดของโครงการ", set()),
        ("ความสามารถของเรา", set()),
        ("ครูพี่เลี้ยง", set()),
    ],
)
def test_sectors(text, sectors):
    assert set(read_sectors(text, CAST.words)) == sectors


def test_all_partners_are_seven_less_the_excepted():
    assert len(read_sectors("ประชุมกับทุกภาคส่วน", CAST.words)) == 7
    assert set(read_sectors("ประชุมกับทุกภาคส่วนยกเว้นภาคเอกชน", CAST.words)) == {
        "government",
        "religious",
        "academic",
        "civil_society",
        "people",
        "media",
    }


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("ทำถังขยะเปียก", {"wet_waste"}),
        ("ตลาดนัดขยะทองคำ", {"waste_market"}),
        ("คัดแยกขยะและปลูกผักสวนครัว", {"three_r", "home_garden"}),
        ("ประชุมเรื่องน้ำท่วม", {"disaster"}),
        ("One Plan", {"one_plan"}),
        ("ประชุมประจำเดือน", set()),
    ],
)
def test_tags(text, tags):
    assert set(read_tags(text, CAST.words)) == tags


def test_a_suggestion_says_which_words_caused_it():
    understood = understand("ประชุมกับผู้ใหญ่บ้านเรื่องขยะเปียก", speaker())
    assert {(cause.slot, cause.value, cause.words) for cause in understood.because} == {
        ("sectors", "government", "ผู้ใหญ่บ้าน"),
        ("tags", "wet_waste", "ขยะเปียก"),
    }
