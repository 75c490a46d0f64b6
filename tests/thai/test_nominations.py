"""A nomination is read whole: the name with its title, the organisation, the sector, the phone however it is spelt."""

from datetime import UTC, datetime

import pytest

from bench.thai.messages import HALVES
from bench.thai.nominations_scores import read_half, score_nominations
from tests.thai.speakers import CAST, speaker
from thai.context import Context
from thai.data import read
from thai.nominations import NominationDoubt, nominations_in, sector_named
from thai.phones import dialled, phones_in
from thai.understand import understand

NOW = datetime(2023, 11, 29, 3, tzinfo=UTC)


def nominated(text, role="participant"):
    (one,) = nominations_in(text, Context(NOW, role, programme=CAST))
    return one


@pytest.mark.parametrize(
    "said",
    ["0812345678", "081-234-5678", "081 234 5678", "08 1234 5678", "08-1234-5678", "081.234.5678", "๐๘๑-๒๓๔-๕๖๗๘",
     "+66 81 234 5678", "+66812345678", "66812345678", "(081) 234 5678", "๐๘๑ ๒๓ ๔๕ ๖๗๘",
     "ศูนย์แปดหนึ่งสองสามสี่ห้าหกเจ็ดแปด", "ศูนย์ แปด หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด"],
)  # fmt: skip
def test_a_phone_is_read_in_every_spelling(said):
    assert nominated(f"เสนอผู้ประเมิน นายทวี มากมูล โทร {said} ครับ").phone == "0812345678"


@pytest.mark.parametrize(
    ("said", "digits"),
    [("02-123-4567", "021234567"), ("043 555 218 ต่อ 12", "043555218 ต่อ 12"), ("074555026", "074555026")],
)
def test_a_phone_on_a_desk_has_nine_digits_and_perhaps_an_extension(said, digits):
    assert dialled(said) == digits


@pytest.mark.parametrize("said", ["042-555-12", "081-555-78901", "08123456789", "12345", "", "0000000000"])
def test_too_few_and_too_many_digits_are_no_phone(said):
    assert dialled(said) is None


def test_what_is_wrong_with_a_number_is_told_from_none_being_there():
    assert NominationDoubt.PHONE in nominated("เสนอผู้ประเมิน นายทวี มากมูล เกษตรอำเภอ 042-555-12").doubts
    assert NominationDoubt.CONTACT in nominated("เสนอผู้ประเมิน นายทวี มากมูล เกษตรอำเภอ").doubts
    assert nominated("เสนอผู้ประเมิน นางเพ็ญศรี ชาวบ้านหนองบัว ไม่มีโทรศัพท์").doubts == ()


def test_numbers_of_villages_and_lists_are_no_part_of_a_phone():
    assert [one.digits for one in phones_in("ผญ.ม.5 0815552324")] == ["0815552324"]
    assert [one.digits for one in phones_in("คนที่ 1 หมู่ 4 ต.โคกสี 0862220917")] == ["0862220917"]


def test_a_whole_letter_and_a_few_lines_say_the_same():
    letter = nominated(
        "ข้าพเจ้าขอเสนอชื่อ นางสมศรี บุญมา ตำแหน่ง ประธานกลุ่มสตรี เป็นผู้ประเมินภาคประชาสังคม "
        "หมายเลขโทรศัพท์ ๐๘๑ ๒๓๔ ๕๖๗๘ จึงเรียนมาเพื่อโปรดพิจารณา"
    )
    lines = nominated("เสนอผู้ประเมิน\nนางสมศรี บุญมา\nประธานกลุ่มสตรี\nประชาสังคม\n0812345678")
    assert letter == lines
    assert (lines.name, lines.organisation) == ("นางสมศรี บุญมา", "ประธานกลุ่มสตรี")
    assert (lines.sector, lines.phone, lines.doubts) == ("civil_society", "0812345678", ())


def test_how_they_worked_together_is_kept_apart_from_the_organisation():
    one = nominated("เสนอ กำนันวิเชียร ต.ห้วยทราย 0815556309 ทำงานกับผมเรื่องถังขยะเปียก เป็นผู้ประเมิน")
    assert (one.organisation, one.worked_together) == ("ต.ห้วยทราย", "ทำงานกับผมเรื่องถังขยะเปียก")


@pytest.mark.parametrize(
    "said",
    ["ผมขอเสนอ นายทวี มากมูล นักข่าวท้องถิ่น เนื่องจากทำงานร่วมกันเรื่องข่าว เบอร์ 0812345678",
     "ผู้ประเมิน: นายทวี มากมูล\nหน่วยงาน: นักข่าวท้องถิ่น\nภาค: ภาคสื่อมวลชน\nโทร: 0812345678",
     "เสนอชื่อ นายทวี มากมูล ซึ่งเป็น นักข่าวท้องถิ่น เป็นผู้ประเมิน ภาคสื่อมวลชน เบอร์โทรศัพท์ 0812345678 ค่ะ"],
    ids=["who speaks", "labels", "who is"],
)  # fmt: skip
def test_who_speaks_labels_and_reasons_are_no_part_of_the_organisation(said):
    one = nominated(said)
    assert (one.name, one.organisation, one.sector) == ("นายทวี มากมูล", "นักข่าวท้องถิ่น", "media")


def test_a_youtuber_is_no_phone():
    assert nominated("เสนอผู้ประเมิน นายทวี มากมูล ยูทูบเบอร์ 0812345678").organisation == "ยูทูบเบอร์"


@pytest.mark.parametrize("before", ["สมชาย ใจดี - ผู้ประเมิน", "ผู้รับการประเมิน: สมชาย ใจดี\nผู้ประเมิน:"])
def test_who_is_rated_may_stand_first(before):
    said = f"{before} นายทวี มากมูล นักข่าวท้องถิ่น 0812345678"
    (one,) = nominations_in(said, Context(NOW, "coordinator", programme=CAST, people=["สมชาย ใจดี"]))
    assert (one.name, one.about) == ("นายทวี มากมูล", "สมชาย ใจดี")


@pytest.mark.parametrize(
    ("where", "codes"),
    [("อ.แม่ใจ", ("5607",)), ("อำเภอเมือง จ.พะเยา", ("5601",)), ("", ()), ("ปลัดอำเภออาวุโส", ())],
)
def test_the_district_that_is_named_is_read(where, codes):
    assert nominated(f"เสนอผู้ประเมิน นายทวี มากมูล {where} 0812345678").districts == codes


def test_a_list_gives_each_of_its_people():
    said = "ส่งชื่อผู้ประเมิน 1. นายทวี มากมูล นักข่าว 0810000011 2. นางนวล ดีพร้อม อสม. 0810000012"
    found = nominations_in(said, Context(NOW, "participant", programme=CAST))
    assert [(one.name, one.sector, one.phone) for one in found] == [
        ("นายทวี มากมูล", "media", "0810000011"),
        ("นางนวล ดีพร้อม", "civil_society", "0810000012"),
    ]
    assert all(NominationDoubt.SEVERAL in one.doubts for one in found)


def test_a_sector_that_is_not_that_of_the_organisation_is_asked_about():
    one = nominated("เสนอผู้ประเมิน น.ส.เบญจวรรณ เรืองรอง หอการค้าอำเภอ ภาคสื่อสารมวลชน 0815558135")
    assert (one.sector, one.doubts) == (None, (NominationDoubt.TWO_SECTORS,))


@pytest.mark.parametrize(
    ("said", "sector"), [("เอกชน", "private"), ("ภาคสื่อ", "media"), ("วัด", "religious"), ("กขค", None)]
)
def test_a_sector_may_be_the_answer_to_a_question(said, sector):
    assert sector_named(said, Context(NOW, "participant", programme=CAST)) == sector


def test_an_overseer_says_for_whom():
    assert nominated("ของน้องอ้อม ให้กำนันประยูร ตำบลป่าซาง เป็นคนประเมินนะ เบอร์ 089 555 0303", "mentor").about == "น้องอ้อม"
    assert NominationDoubt.ABOUT in nominated("เสนอผู้ประเมิน นายคมสัน ร้านค้าส่ง 0815552223", "coordinator").doubts


@pytest.mark.parametrize(
    "said",
    ["วันนี้ร่วมประเมินหมู่บ้านยั่งยืนกับกรรมการจังหวัด 12 คน", "มีฟอร์มประเมินไหม", "เสนอโครงการต่อนายอำเภอแล้ว 3 โครงการ",
     "ประชุมเสนอแผนกับนายก อบต. และกำนันสมชาย", "ผู้ประเมินของฉัน", "ใครประเมินผม", "ประเมินรอบสุดท้ายเมื่อไร"],
)  # fmt: skip
def test_what_only_speaks_of_evaluating_nominates_nobody(said):
    assert nominations_in(said, Context(NOW, "participant", programme=CAST)) == ()
    assert understand(said, speaker()).intent != "nominate_rater"


@pytest.mark.parametrize(
    "said",
    ["วันนี้ประชุมคณะกรรมการประเมินผลการปฏิบัติงาน ผู้ประเมิน นายทวี มากมูล ปลัดอำเภอ 12 คน",
     "วันนี้ร่วมเป็นผู้ประเมินหมู่บ้านเศรษฐกิจพอเพียงกับนายทวี มากมูล พัฒนาการอำเภอ ที่หมู่ 3 ต.ศรีถ้อย 25 คน",
     "เมื่อวานลงพื้นที่หมู่ 3 ต.ศรีถ้อย กับผู้ประเมินจากจังหวัด นายทวี มากมูล ตรวจหมู่บ้านยั่งยืน 25 คน",
     "วันนี้ลงพื้นที่ประเมินภัยแล้งกับนายทวี มากมูล กำนัน ต.ศรีถ้อย โทร 0812345678 20 คน"],
)  # fmt: skip
def test_a_days_work_with_somebody_who_rates_is_recorded_and_nominates_nobody(said):
    assert understand(said, speaker()).intent == "log_activity"


@pytest.mark.parametrize(
    "said",
    ["วันนี้ขอเสนอ นายทวี มากมูล เป็นผู้ประเมิน โทร 0812345678", "เสนอ นายทวี มากมูล ที่ประชุมด้วยกันเมื่อวาน เป็นผู้ประเมิน 0812345678",
     "พรุ่งนี้ให้ นายทวี มากมูล เป็นผู้ประเมิน 0812345678"],
)  # fmt: skip
def test_a_nomination_may_name_a_day(said):
    assert understand(said, speaker()).intent == "nominate_rater"


def test_every_word_of_the_tables_nominates_in_its_example():
    tables = read("nominating")
    asked = ("not_a_nomination", "proposes_else", "no_title", "oneself", "body", "weak")
    lost = [
        (name, word)
        for name, table in tables.items()
        for word, example in table.items()
        if name not in asked
        and all(understand(example, speaker(role)).intent != "nominate_rater" for role in ("participant", "mentor"))
    ]
    assert lost == []
    others = tables["not_a_nomination"] | tables["proposes_else"]
    assert [word for word, example in others.items() if nominations_in(example, speaker())] == []


@pytest.mark.parametrize("half", HALVES)
def test_the_two_halves_have_no_message_in_common_and_every_line_is_whole(half):
    rows = read_half(half)
    others = {row["text"] for other in HALVES if other != half for row in read_half(other)}
    assert rows
    assert not others & {row["text"] for row in rows}
    assert all(
        {"role", "text", "name", "organisation", "sector", "phone", "about", "asked"} <= row.keys() for row in rows
    )


def test_unseen_nominations_are_found_and_their_phones_are_right():
    found = score_nominations(read_half("unseen"))
    assert found.right["found"] / found.messages >= 0.9
    assert found.right["phone"] / found.messages >= 0.9
    assert found.right["name"] / found.messages >= 0.8


@pytest.mark.parametrize("surname", ["คุณากร", "คุณาวัฒน์"])
def test_a_surname_in_which_a_title_ends_before_a_vowel_stays_whole(surname):
    assert nominated(f"เสนอผู้ประเมิน นายทวี {surname} โทร 0812345678").name == f"นายทวี {surname}"
