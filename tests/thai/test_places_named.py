"""Places people name, in all spellings, with official codes where they are certain."""

import geothai
import pytest

from tests.thai.speakers import speaker
from thai.data import read
from thai.meaning import Place
from thai.places import (
    AmbiguousPlace,
    UnknownPlace,
    display,
    district,
    province,
    resolve_district,
    resolve_province,
    subdistrict,
)
from thai.single_answers import read_places

MAE_CHAI = Place("subdistrict", "แม่ใจ", "560701")
NONG_BUA = Place("village", "บ้านหนองบัว", None)


@pytest.mark.parametrize(
    "text",
    [
        "ต.แม่ใจ",
        "ต. แม่ใจ",
        "ตำบลแม่ใจ",
        "ตำบล แม่ใจ",
        "ต แม่ใจ",
        "ต.เเม่ใจ",
        "ตําบลแม่ใจ",
        "ต.แม่ไจ",
        "ลงพื้นที่ต.แม่ใจกับชาวบ้าน",
    ],
)
def test_a_subdistrict_in_every_spelling(text):
    assert read_places(text, speaker()) == (MAE_CHAI,)


@pytest.mark.parametrize(
    "text",
    [
        "บ้านหนองบัว",
        "บ.หนองบัว",
        "หมู่บ้านหนองบัว",
        "ม.5 บ้านหนองบัว",
        "บ้านหนองบัว หมู่ที่ ๕",
        "เยี่ยมบ้านหนองบัว",
        "พบผู้ใหญ่บ้านหนองบัว",
        "ลงพื้นที่บ้านหนองบัวประชุมกับชาวบ้าน",
    ],
)
def test_a_village_is_kept_as_said(text):
    assert read_places(text, speaker()) == (NONG_BUA,)


@pytest.mark.parametrize("text", ["หมู่ 5", "หมู่ที่ ๕", "ม.5", "ม.ที่ 5"])
def test_a_village_without_a_name_is_its_number(text):
    assert read_places(text, speaker()) == (Place("village", "หมู่ 5", None),)


@pytest.mark.parametrize(
    "text",
    [
        "กลับบ้านช้า",
        "เยี่ยมบ้านผู้สูงอายุ",
        "บ้านเรือนเสียหาย 12 หลัง",
        "ชาวบ้านมาเยอะ",
        "ซ่อมบ้านให้คนพิการ",
        "วัดบ้านปาง",
        "โรงเรียนบ้านเหล่า",
        "ร.ต.สมชาย",
        "พ.ต.อ.วิชัย",
        "ผวจ. และคณะ",
        "ประชุมที่อำเภอ แล้วไปต่อที่ตำบล",
        "อ.สมศักดิ์ จากมหาวิทยาลัย",
    ],
)
def test_houses_offices_and_ranks_are_no_places(text):
    assert read_places(text, speaker()) == ()


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("ประชุมกับนายก อบต.แม่สุก", [("subdistrict", "แม่สุก")]),
        ("หารือกับหัวหน้าสำนักงานจังหวัดสตูล", [("province", "สตูล")]),
        ("ประชุมกับ อบต. และกำนัน", []),
        ("ประชุมกับอบต. และกลุ่มสตรี อ.ทุ่งช้าง", [("district", "ทุ่งช้าง")]),
        ("ประสานอบต.และ รพ.สต. เรื่องผู้สูงอายุ", []),
        ("ประชุมที่ ต.และ อ.ทุ่งช้าง", [("subdistrict", "และ"), ("district", "ทุ่งช้าง")]),
        ("พบนายกอบต.แม่สุก", [("subdistrict", "แม่สุก")]),
        ("ลงพื้นที่บ้านคลองยาวเรื่องน้ำ", [("village", "บ้านคลองยาว")]),
        ("ลงพื้นที่ ต.ศรีถ้อย เอ้ย ต.แม่สุก", [("subdistrict", "แม่สุก")]),
        ("วันนี้ 3 ตำบลรวด", []),
        ("ประชุมที่บ้านประธาน ต.แม่สุก", [("subdistrict", "แม่สุก")]),
        ("ลงหมู่บ้านต้นแบบ", []),
        ("วันนี้อยู่บ้านเหล่า", [("subdistrict", "บ้านเหล่า")]),
        ("ลงแม่สุกคุยเรื่องน้ำ", [("subdistrict", "แม่สุก")]),
        ("ไป ต.น้ำแวนกับเชียงบาน", [("subdistrict", "น้ำแวน"), ("subdistrict", "เชียงบาน")]),
        ("ประชุมที่ ต.แม่ใจ กับปลัดอำเภอ และกำนัน", [("subdistrict", "แม่ใจ")]),
        ("ลง ต.แม่ใจกับพระสงฆ์ 3 รูป", [("subdistrict", "แม่ใจ")]),
        ("วันนี้ขึ้นแม่สุกประชุม", [("subdistrict", "แม่สุก")]),
        ("เก็บขยะหาดแม่สุกตะกี้", [("subdistrict", "แม่สุก")]),
        ("พบหลวงพ่อวัดกลางแม่สุก รูปเดียว", [("subdistrict", "แม่สุก")]),
        ("เดินสายป่าแฝกแม่สุกศรีถ้อยตำบลละวัน", [("subdistrict", f) for f in ("ป่าแฝก", "แม่สุก", "ศรีถ้อย")]),
        ("ถวายเทียน ณ วัดแม่สุก", []),
        ("คุยกับ รร.บ้านแม่สุกวิทยา", []),
        ("คุยกับนายอำเภอแม่ใจ", []),
        ("ไป ต.แม่สุก กำนันสุขใจ แม่ใจงาม พาลูกบ้านมา", [("subdistrict", "แม่สุก")]),
        ("ลง ต.แม่ใจ กับ ต.เจริญราษฏร์", [("subdistrict", "แม่ใจ"), ("subdistrict", "เจริญราษฎร์")]),
        (
            "ลงตำบลอากาศอำเภออากาศอำนวยสกลนคร",
            [("subdistrict", "อากาศ"), ("district", "อากาศอำนวย"), ("province", "สกลนคร")],
        ),
        ("ตามหนังสืออำเภอเมืองยะลา ประชุมที่ ต.แม่สุก", [("subdistrict", "แม่สุก")]),
        ("ตามคำสั่งอำเภอหันคา ประชุมที่ ต.แม่สุก", [("subdistrict", "แม่สุก")]),
        ("ต้อนรับคณะศึกษาดูงานจากจังหวัดแพร่ ในตำบลแม่สุก", [("subdistrict", "แม่สุก")]),
        ("ปลัดอำเภอประจำตำบล พัฒนาการอำเภอ ลงตำบลแม่สุก", [("subdistrict", "แม่สุก")]),
        ("พ่นยุงม.1-3บ้าน96หลัง ต.แม่สุก", [*(("village", f"หมู่ {n}") for n in (1, 2, 3)), ("subdistrict", "แม่สุก")]),
        ("เปิดแข่งนก ต.แม่สุก คนมาจากปัตตานี ยะลา สตูลก็มี", [("subdistrict", "แม่สุก")]),
        ("นัดที่ ต.แม่สุก เจอล้งจากจันทบุรี 25 คน", [("subdistrict", "แม่สุก")]),
        ("สภาอุตสาหกรรมจังหวัดสมุทรสงครามมาดูเตาที่ตำบลแม่สุก", [("subdistrict", "แม่สุก")]),
        ("ใช้ห้องประชุม ทต.แม่ใจ แต่เรื่องเป็นของ ต.แม่สุก", [("subdistrict", "แม่สุก")]),
        ("เช้าลง ต.ศรีถ้อย บ่ายเข้า อบต.แม่สุก", [("subdistrict", "ศรีถ้อย"), ("subdistrict", "แม่สุก")]),
        ("ลงแม่สุกคุยกับลุงป่าแฝก แกชื่อป่าแฝกจริงๆ", [("subdistrict", "แม่สุก")]),
        ("พ่นยุง ม.9-2 ต.แม่สุก", [("village", "หมู่ 9"), ("subdistrict", "แม่สุก")]),
    ],
)
def test_offices_what_is_taken_back_and_what_is_no_name(text, places):
    assert [(place.level, place.name) for place in read_places(text, speaker())] == places


def test_a_shared_name_is_that_of_the_speaker_s_district_then_province_then_nobody_s():
    assert read_places("ต.ในเมือง", speaker(district="4001"))[0].code == "400101"
    assert read_places("ต.แม่สุก", speaker(district="5607"))[0].code == "560703"
    assert read_places("ต.แม่สุก", speaker(district="5601"))[0].code == "560703"
    assert read_places("ต.ในเมือง", speaker(district="5607"))[0].code is None


def test_the_message_s_own_district_counts_more_than_the_speaker_s():
    said = read_places("ต.ในเมือง อ.เมือง จ.ขอนแก่น", speaker())
    assert [place.code for place in said] == ["400101", "4001", "40"]
    assert [place.name for place in said] == ["ในเมือง", "เมืองขอนแก่น", "ขอนแก่น"]


def test_a_subdistrict_that_is_not_in_the_district_said_has_no_code():
    assert read_places("ต.แม่ใจ อ.ดอกคำใต้", speaker())[0].code is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ลงพื้นที่แม่สุก", "560703"),
        ("ออกพื้นที่ศรีถ้อย", "560702"),
        ("ไปดอกคำใต้", "5605"),
        ("ไปเชียงใหม่", "50"),
        ("ที่แม่สอด", "6306"),
    ],
)
def test_names_without_a_level_are_known_around_the_speaker_and_where_no_other_place_has_them(text, code):
    assert [place.code for place in read_places(text, speaker())] == [code]


PROVINCES = read("provinces")


def test_who_oversees_says_a_province_behind_any_word_and_who_is_in_the_field_does_not():
    for role, names in (("coordinator", ["เชียงใหม่", "ลำปาง"]), ("participant", ["ลำปาง"])):
        assert [place.name for place in read_places("สรุปเชียงใหม่ ลำปาง", speaker(role))] == names


@pytest.mark.parametrize(("alias", "name"), PROVINCES["alias"].items())
def test_every_other_name_of_a_province_is_that_province(alias, name):
    assert read_places(f"ไป จ.{alias}", speaker())[0].code == resolve_province(name).code


@pytest.mark.parametrize(("letters", "name"), PROVINCES["letters"].items())
def test_the_two_letters_of_a_province_are_that_province_behind_its_level_only(letters, name):
    for text in (f"ไป จ.{letters}. 5 คน", f"ไป จ. {letters} 5 คน"):
        assert [place.name for place in read_places(text, speaker())] == [name]
    assert read_places(f"ไป {letters}. 5 คน", speaker()) == ()


def test_no_two_provinces_have_the_same_letters_and_no_longer_word_is_cut():
    assert sorted(PROVINCES["letters"].values()) == sorted(row.name_th for row in geothai.provinces())
    assert [place.name for place in read_places("ไป จ.นครสวรรค์", speaker())] == ["นครสวรรค์"]
    assert read_places("ไป จ.พรหมพิราม", speaker()) == ()


@pytest.mark.parametrize(
    "who", [*(f"{word}สมชาย" for word in read("names")["post"]), "นายบุญเลิศ", "นางสาว ไพรวัลย์", "ลุงบุญมี"]
)
def test_a_surname_is_no_place(who):
    assert [place.name for place in read_places(f"วันนี้ที่ ต.ศรีถ้อย พบ{who} แม่ใจ 3 คน", speaker())] == ["ศรีถ้อย"]


@pytest.mark.parametrize(("name", "example"), PROVINCES["everyday"].items())
def test_everyday_words_are_provinces_only_with_their_level(name, example):
    assert read_places(example, speaker()) == ()
    assert read_places(f"ไป จ.{name}", speaker())[0].name == name


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("แม่ใจ พะเยา", "5607"),
        ("อ.แม่ใจ จ.พะเยา", "5607"),
        ("อำเภอแม่ใจ จังหวัดพะเยา", "5607"),
        ("แม่ใจพะเยา", "5607"),
        ("5607", "5607"),
        ("เมืองพะเยา", "5601"),
        ("เมือง พะเยา", "5601"),
        ("เมืองขอนแก่น ขอนแก่น", "4001"),
        ("โนนสะอาด อุดรธานี", "4105"),
        ("ศีขรภูมิ สุรินทร์", "3209"),
        ("เทพา สงขลา", "9005"),
        ("เมืองยะลา ยะลา", "9501"),
        ("เมืองพิษณุโลก พิษณุโลก", "6501"),
        ("วังเจ้า ตาก", "6309"),
        ("หันคา ชัยนาท", "1806"),
        ("บ้านสร้าง ปราจีนบุรี", "2506"),
        ("เขตดุสิต กทม.", "1002"),
    ],
)
def test_a_district_is_resolved_to_its_code(text, code):
    assert resolve_district(text).code == code


def test_an_unknown_district_comes_with_the_nearest_names():
    with pytest.raises(UnknownPlace) as refusal:
        resolve_district("ศรีขรภูมิ สุรินทร์")
    assert refusal.value.suggestions[0] == "อ.ศีขรภูมิ จ.สุรินทร์"


def test_a_district_looked_for_in_the_wrong_province_is_suggested_where_it_is():
    with pytest.raises(UnknownPlace) as refusal:
        resolve_district("แม่ใจ เชียงราย")
    assert refusal.value.suggestions[0] == "อ.แม่ใจ จ.พะเยา"


def test_a_name_of_several_districts_is_refused_with_all_of_them():
    with pytest.raises(AmbiguousPlace) as refusal:
        resolve_district("เฉลิมพระเกียรติ")
    assert len(refusal.value.suggestions) == 5


def test_an_unknown_province_comes_with_the_nearest_names():
    with pytest.raises(UnknownPlace) as refusal:
        resolve_province("พะเย่า")
    assert refusal.value.suggestions[0] == "จ.พะเยา"


def test_look_ups_by_code():
    assert province("56") is not None
    assert province("99") is None
    assert district("9999") is None
    assert subdistrict("999999") is None
    found = subdistrict("560701")
    assert found is not None
    assert (found.name, found.district, found.province) == ("แม่ใจ", "แม่ใจ", "พะเยา")


def test_places_are_written_in_full():
    assert display("560701") == "ต.แม่ใจ อ.แม่ใจ จ.พะเยา"
    assert display("100101") == "แขวงพระบรมมหาราชวัง เขตพระนคร กรุงเทพมหานคร"
    assert display("5607", "en") == "Mae Chai, Phayao"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("อ.สุไหงโกลก", "9610"),
        ("อำเภอสุไหงโก-ลก", "9610"),
        ("ต.จปร. อ.กระบุรี", "850406"),
        ("ต.จ.ป.ร. อ.กระบุรี", "850406"),
        ("ตำบลจ.ป.ร อำเภอกระบุรี", "850406"),
        ("ต.แประ อ.ท่าแพ", "910402"),
        ("ต.ปอภาร อ.เมืองร้อยเอ็ด", "450109"),
        ("ต.ปอพาน", "440706"),  # an official name of its own, before the second name of ปอภาร (ปอพาน)
    ],
)
def test_names_are_found_without_the_hyphens_dots_and_second_names_of_the_official_list(written: str, code: str):
    assert code in [place.code for place in read_places(written, speaker())]
