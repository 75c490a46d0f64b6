"""Forms in the conversation: a question a message, back, skip, park, go on, edit, cancel, hand in."""

from tests.scenarios.village import Village, everything_in, words_of


def test_a_view_is_told_from_the_first_question_to_the_receipt(later_village: Village) -> None:
    phone = later_village.participant()
    for said in ["แบบฟอร์ม", "๒", "พระครูสมุห์ชัย เจ้าอาวาสวัดศรีโคมคำ", "เมื่อวาน", "วัดศรีโคมคำ", "อยากให้ทำต่อ", "ข้าม", "ย้อนกลับ", "ดีมาก", "อะไรก็ได้", "ข้าม","ข้าม","๕","เมนู", "ทำต่อ", "แก้ข้อ 4", "ศาลา", "พักไว้", "ทำต่อ", "ข้าม","ไม่รู้สิ", "ต้องติดตาม", "25","12 ก.ค.", "ส่งแบบฟอร์ม", "แก้ข้อ 5", "แก้ใหม่"]:
        phone.says(said)
        heard = phone.hears(1)
        print(said, "→", [words_of(h)[:300] for h in heard])
    assert "ได้รับแบบฟอร์มแล้ว" in everything_in(heard[-1])
