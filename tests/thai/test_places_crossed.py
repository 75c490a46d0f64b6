"""All subdistricts, districts and provinces behind every word for their level; geothai is the judge."""

import geothai
import pytest

from tests.thai.speakers import speaker
from thai.gazetteer import BANGKOK_CODE
from thai.single_answers import read_places
from thai.understand import understand

PROVINCES = list(geothai.provinces())
DISTRICTS = [(one.code, one.name_th.removeprefix("เขต")) for p in PROVINCES for one in geothai.districts(p.code)]
SUBDISTRICTS = [one.name_th for code, _ in DISTRICTS for one in geothai.subdistricts(code)]

USES = ("วันนี้ตรวจงานถนน {} 6 คน", "เมื่อวานประชุมที่ {}")


def lost(level, marker, names):
    """Return the names that are not found. Every other name stands in another sentence."""
    missing = []
    nowhere = speaker(district=None)
    for at, name in enumerate(dict.fromkeys(names)):
        text = USES[at % len(USES)].format(f"{marker}{name}")
        found = {(place.level, place.name) for place in read_places(text, nowhere)}
        if (level, name) not in found:
            missing.append((text, found))
    return missing


@pytest.mark.parametrize("marker", ["ต.", "ต. ", "ตำบล", "ต "])
def test_every_subdistrict_is_found(marker):
    missing = lost("subdistrict", marker, SUBDISTRICTS)
    assert not missing, f"{len(missing)} lost, such as {missing[:5]}"


@pytest.mark.parametrize("marker", ["อ.", "อ. ", "อำเภอ", "อ "])
def test_every_district_is_found(marker):
    names = [name for code, name in DISTRICTS if not code.startswith(BANGKOK_CODE)]
    missing = lost("district", marker, names)
    assert not missing, f"{len(missing)} lost, such as {missing[:5]}"


@pytest.mark.parametrize("marker", ["จ.", "จ. ", "จังหวัด", "จ "])
def test_every_province_is_found(marker):
    missing = lost("province", marker, [one.name_th for one in PROVINCES])
    assert not missing, f"{len(missing)} lost, such as {missing[:5]}"


def test_no_name_of_a_place_is_a_sector():
    wrong = []
    for name in dict.fromkeys(SUBDISTRICTS):
        text = f"วันนี้ประชุม อสม. ต.{name} 25 คน"
        if understand(text, speaker()).slots.sectors != ("civil_society",):
            wrong.append(text)
    assert not wrong, f"{len(wrong)} with another sector, such as {wrong[:5]}"


@pytest.mark.parametrize(
    "text",
    [
        "วันนี้ปลูกป่ากับหัวหน้าส่วนราชการ ตลอดจนนักเรียน 70 คน",
        "วันนี้กำนันทุกตำบลมอบถุงยังชีพ 30 คน",
        "วันนี้ประชุมคณะทำงานระดับตำบลเรื่องหนี้สิน 18 คน",
        "วันนี้ประชุมร่วมกับจังหวัดผ่าน zoom 8 คน",
        "วันนี้เทคอนกรีตลานวัด 35 ตร.ม. 12 คน",
        "ประชุมหัวหน้าส่วนราชการประจำอำเภอครั้งที่ 7",
        "วันนี้ไปตลาดกับกลุ่มสตรี 5 คน",
        "พ.ต.อ.สมชายมาร่วมประชุมกับชาวบ้าน 20 คน",
    ],
)
def test_words_behind_a_level_that_are_no_names(text):
    assert understand(text, speaker()).slots.places == ()


def test_bangkok_is_a_province_and_no_village():
    (place,) = understand("วันนี้ไปประชุมที่ กทม. 2 คน", speaker()).slots.places
    assert (place.level, place.name) == ("province", "กรุงเทพมหานคร")
