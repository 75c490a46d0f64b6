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


@pytest.mark.parametrize(
    ("text", "sectors"),
    [
        ("วันนี้คุยกับครู 7 คน เรื่องชาวบ้านหลุดระบบ 19 ราย", {"academic"}),
        ("วันนี้ไม่ได้เจอพระ คุยกับชาวบ้าน 4 คนที่วัด", {"people"}),
        ("วันนี้ชาวบ้านมา 12 คน นักข่าวไม่มาซักคน", {"people"}),
        ("วันนี้ไปกับกู้ภัย 5 คน คนถ่ายรูปไม่ใช่สื่อ", {"civil_society"}),
        ("วันนี้ชาวบ้าน 20 คน ใช้ศาลาของเทศบาล", {"people"}),
        ("ตามหนังสือ พช. วันนี้ประชุมกับกลุ่มสตรี", {"civil_society"}),
        ("วันนี้ไปดูโรงสีกับจนท.โรงงาน", {"private"}),
        ("วันนี้ป้าร้านชำพาเดินดูตลาด", {"private"}),
        ("วันนี้ฉีดวัคซีนไข้หวัดใหญ่ ผู้สูงอายุมา 64 คน", {"people"}),
        ("วันนี้อบรมแยกขยะ ครู 6 เด็ก 92", {"academic"}),
        ("วันนี้แจกข้าวกับเทศบาล เด็ก 10 คน", {"government", "people"}),
        ("วันนี้สมาคมชาวสวนพาดูแปลง", {"civil_society"}),
        ("วันนี้เจ้าของแปลงคือกลุ่มสตรี 10 คน", {"civil_society"}),
        ("วันนี้นั่งคุยกับป้าๆ กลุ่มขนม 5 คน", {"civil_society"}),
        ('วันนี้เปิดเวที "นักธุรกิจรุ่นใหม่" คุยกับอาจารย์ 2 คน', {"academic"}),
        ("ที่ พช 0118/ว 231 วันนี้ไปอบรมกับชาวบ้าน", {"people"}),
        ("วันนี้ล้างมือกับ อสม. ที่โรงเรียนวัดเจริญธรรม", {"civil_society"}),
        ("วันนี้อบรม อสม. 20 คน ที่โรงแรม", {"civil_society"}),
        ("วันนี้พนักงานห้าง 12 อสม. 20 ครูไม่มา", {"private", "civil_society"}),
        ("ผู้ไม่มาประชุม 3 คน ผู้เข้าร่วม 5 คน วันนี้ประชุมกับหอการค้า", {"private"}),
        ("ไม่มีผู้เสียชีวิต วันนี้มอบของกับมูลนิธิ", {"civil_society"}),
        ("วันนี้ลง ต.บางพระ ไม่มีพระมาสักรูป มีกำนันกับชาวนา 24 คน", {"government", "people"}),
        ("วันนี้ป้อหลวงกับ ธ.ก.ส. มาคุย", {"government", "private"}),
        ("วันนี้ลากพระกับชาวบ้าน", {"people"}),
        ("วันนี้ดูแปลงกับมัคคุเทศก์และหมอดินอาสา", {"private", "civil_society"}),
    ],
)
def test_places_papers_and_those_who_did_not_come_are_not_met(text, sectors):
    assert set(understand(text, speaker()).slots.sectors) == sectors
