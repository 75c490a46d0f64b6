"""What a message means: intents, who says it, when it is only the command, and when it is better to ask."""

import dataclasses

import pytest

from tests.thai.speakers import TODAY, speaker
from thai.data import read as data
from thai.intents import INTENTS
from thai.meaning import DoubtKind
from thai.understand import understand

FLAGSHIP = "วันนี้ลงพื้นที่ บ้านหนองบัว ต.แม่ใจ ประชุมกับผู้ใหญ่บ้านและพระเรื่องถังขยะเปียก 25 คน"


def intent(text, role="participant"):
    return understand(text, speaker(role)).intent


def test_the_message_the_house_was_built_around():
    understood = understand(FLAGSHIP, speaker())
    assert understood.to_json() == {
        "text": FLAGSHIP,
        "intent": "log_activity",
        "guesses": [],
        "slots": {
            "activity_date": TODAY.isoformat(),
            "people_count": 25,
            "sectors": ["government", "religious"],
            "places": [
                {"level": "village", "name": "บ้านหนองบัว", "code": None},
                {"level": "subdistrict", "name": "แม่ใจ", "code": "560701"},
            ],
            "tags": ["wet_waste"],
        },
    }


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("จด", "log_activity"),
        ("ลงบันทึก", "log_activity"),
        ("[yomb", "log_activity"),
        ("[yom7d", "log_activity"),
        ("บันทุกค่ะ", "log_activity"),
        ("สรุปหน่อย", "summary"),
        ("ใครไม่ส่งบ้าง", "who_is_missing"),
        ("ขอแดชบอร์ด", "dashboard_link"),
        ("ไม่เอาแล้ว", "cancel"),
        ("g,o^", "menu"),
        ("ิฟแา", "back"),
        ("เมนูววว", "menu"),
        ("ยกเลิก", "cancel"),
        ("รับทราบ", "approve"),
        ("ชื่นชม", "praise"),
    ],
)
def test_single_words_slang_typos_and_the_wrong_layout(text, meant):
    assert intent(text) == meant


@pytest.mark.parametrize("role", ["mentor", "coordinator", None])
def test_a_narrative_is_an_activity_for_a_participant_only(role):
    assert intent(FLAGSHIP) == "log_activity"
    assert intent(FLAGSHIP, role) == "unknown"
    assert understand(FLAGSHIP, speaker(role)).slots.people_count == 25


@pytest.mark.parametrize(
    "text",
    [
        "เมื่อวานประชุมกี่คน",
        "พรุ่งนี้ต้องลงพื้นที่ไหม",
        "ลาป่วยได้กี่วัน",
        "ลบแล้วข้อมูลหายไหม",
        "ทำไมต้องบันทึกทุกวัน",
        "วันนี้ประชุมกับชาวบ้านที่ไหนครับ",
    ],
)
def test_a_question_does_nothing(text):
    for role in ("participant", "mentor", "coordinator", None):
        assert intent(text, role) not in INTENTS.acting


def test_words_for_others_are_no_wish_to_see_something():
    said = understand("แจ้งน้องทุกจว. เสาร์-อาทิตย์ไม่บังคับส่ง รง. แต่ใครลงพท.ก็ส่งได้", speaker("coordinator"))
    assert (said.intent, [doubt.slot for doubt in said.doubts]) == ("broadcast", ["intent"])  # nothing goes out unasked
    assert intent("บอกหน่อยว่าใครยังไม่ส่งวันนี้", "coordinator") == "who_is_missing"


def test_what_begins_with_announce_is_an_announcement_for_who_may_write_one():
    assert intent("ประกาศเมื่อวานใครเห็นบ้าง", "coordinator") == "broadcast"  # nothing is sent before a yes
    assert intent("ประกาศเมื่อวานใครเห็นบ้าง", "participant") not in INTENTS.acting


@pytest.mark.parametrize(
    ("text", "role", "meant"),
    [
        ("ไม่ต้องลบ", "participant", "deny"),
        ("อย่าเพิ่งลบ", "participant", "deny"),
        ("อย่าเพิ่งประกาศ", "coordinator", "unknown"),
        ("ไม่ต้องประกาศแล้ว", "coordinator", "cancel"),
        ("ไม่ควรอนุมัติ", "mentor", "unknown"),
        ("ห้ามลบข้อมูลฉันนะ", "participant", "unknown"),
        ("ไม่ได้จะยกเลิก", "participant", "unknown"),
        ("ไม่ต้องเตือนแล้ว", "participant", "mute"),
        ("เลิกปิดแจ้งเตือน", "participant", "unmute"),
        ("บันทึกไม่ได้", "participant", "help"),
        ("ไม่เป็นไร", "participant", "deny"),
        ("ยังไม่ส่ง", "coordinator", "who_is_missing"),
        ("ยังไม่ได้ส่งเลย", "participant", "unknown"),
    ],
)
def test_a_negation_turns_the_command(text, role, meant):
    assert intent(text, role) == meant


def test_absence_that_is_told_without_asking_for_leave_is_asked_about():
    meaning = understand("วันนี้ไม่ได้ลงพื้นที่", speaker())
    assert meaning.intent == "unknown" or [doubt.kind for doubt in meaning.doubts] == [DoubtKind.GUESSED]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("ดีมาก แต่ขอรูปเพิ่ม", "mentor"),
        ("รับทราบ แต่ครั้งหน้าขอรูปด้วย", "mentor"),
        ("หยุดเตือนสมชาย", "coordinator"),
        ("ลบรายการของสมชาย ใจดี", "coordinator"),
        ("สมชายขอลาป่วย", "mentor"),
        ("เพื่อนขอลาป่วย", "participant"),
    ],
)
def test_half_a_yes_and_somebody_else_s_business_are_asked_about(text, role):
    assert intent(text, role) == "unknown"


@pytest.mark.parametrize(
    "text",
    [
        "วันนี้ประชุมสรุปผลการดำเนินงานกับปลัดอำเภอ 12 คน",
        "ประกาศเสียงตามสายเรื่องไข้เลือดออก บ้านสันทราย",
        "เตือนชาวบ้านเรื่องน้ำป่าไหลหลาก ต.แม่สุก",
        "ช่วยลบข้อความพ่นสีบนกำแพงโรงเรียนกับนักเรียน 15 คน",
        "ชื่นชมผู้ใหญ่บ้านที่ทำถังขยะเปียกครบ วันนี้ไปมอบเกียรติบัตร 3 ท่าน",
    ],
)
def test_words_of_commands_inside_a_narrative_command_nothing(text):
    assert intent(text) == "log_activity"


@pytest.mark.parametrize("role", ["mentor", "coordinator"])
@pytest.mark.parametrize(
    "text", ["เยี่ยมบ้านเรือนที่ถูกพายุ 12 หลัง ต.แม่ใจ กับ อบต.", "วันนี้ประชุมกับชาวบ้าน ต.แม่ใจ 20 คน ขอลากลับก่อน"]
)
def test_a_narrative_that_begins_like_praise_or_ends_like_leave_is_neither(text, role):
    assert intent(text, role) == "unknown"


def test_unsure_means_two_guesses():
    for text in ("ลงพื้นที่", "qwerty", "อืม", "", "   ", "🙂"):
        understood = understand(text, speaker())
        assert understood.intent == "unknown"
        assert len(set(understood.guesses)) == 2
    assert understand("ลงพื้นที่", speaker()).guesses[0] == "log_activity"


@pytest.mark.parametrize("text", ["เมนู", "เมนูครับ", "ขอเมนูหน่อยค่ะ", "ยกเลิก", "ใครไม่ส่งบ้าง", "ขอบคุณครับ 🙏"])
def test_nothing_but_a_command_is_exact(text):
    assert understand(text, speaker()).exact


@pytest.mark.parametrize("text", ["สรุปเมื่อวาน", FLAGSHIP, "บันทึก วันนี้ประชุม", "ลาป่วยพรุ่งนี้", "อะไรนะ"])
def test_a_command_with_more_in_it_is_not_exact(text):
    assert not understand(text, speaker()).exact


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ลงทะเบียน K7PM-3XQD-9RTW", "K7PM-3XQD-9RTW"),
        ("k7pm-3xqd-9rtw", "k7pm-3xqd-9rtw"),
        ("K7PM 3XQD 9RTW", "K7PM 3XQD 9RTW"),
        ("รหัสคือ K7PM-3XQD-9RTW ครับ", "K7PM-3XQD-9RTW"),
    ],
)
def test_an_invite_code_with_or_without_the_command_registers(text, code):
    understood = understand(text, speaker(None))
    assert (understood.intent, understood.slots.code) == ("register", code)


@pytest.mark.parametrize(
    ("text", "role", "message"),
    [
        ("ประกาศ: พรุ่งนี้ประชุม Zoom 9 โมง 📣", "coordinator", "พรุ่งนี้ประชุม Zoom 9 โมง 📣"),
        ("แจ้งทุกคนว่างดประชุม", "coordinator", "งดประชุม"),
        ("ประกาศ", "coordinator", None),
        ("ส่งคืน ขอรูปเพิ่ม", "mentor", "ขอรูปเพิ่ม"),
        ("ขอรูปเพิ่มครับ", "mentor", "ขอรูปเพิ่มครับ"),
        ("ชื่นชมครับ", "mentor", None),
        ("ชื่นชมคุณสมชาย ขยันมากจริง ๆ", "mentor", "ขยันมากจริง ๆ"),
    ],
)
def test_the_words_for_others_are_kept_as_typed(text, role, message):
    assert understand(text, speaker(role)).slots.message == message


@pytest.mark.parametrize(
    ("text", "language"),
    [("เปลี่ยนเป็นภาษาอังกฤษ", "en"), ("english", "en"), ("ภาษาไทย", "th"), ("เปลี่ยนจากไทยเป็นอังกฤษ", "en")],
)
def test_the_language_asked_for(text, language):
    assert understand(text, speaker()).slots.language == language


def test_a_bare_language_command_names_none():
    understood = understand("เปลี่ยนภาษา", speaker())
    assert (understood.intent, understood.slots.language) == ("set_language", None)


def test_only_what_was_said_is_printed():
    assert understand("เมนู", speaker()).to_json() == {"text": "เมนู", "intent": "menu", "guesses": [], "slots": {}}


def test_the_result_cannot_be_changed():
    understood = understand("เมนู", speaker())
    with pytest.raises(dataclasses.FrozenInstanceError):
        understood.intent = "cancel"


def test_syllables_apart_are_put_together():
    slots = understand("วัน นี้ ลง พื้น ที่ บ้าน สัน ทราย ประชุม กับ ชาว บ้าน สิบ ห้า คน", speaker()).slots
    assert (slots.activity_date, slots.people_count, slots.sectors) == (TODAY, 15, ("people",))


def test_a_letter_that_reports_work_to_the_mentor_is_recorded_and_not_sent():
    for letter in data("asking")["reports"].values():
        assert understand(letter, speaker()).intent == "log_activity"


@pytest.mark.parametrize(
    "text",
    ["ก่อนจะให้ผ่าน ขอดูภาพอีกรอบ", "เดี๋ยวค่อยอนุมัติ", "จะอนุมัติพรุ่งนี้นะ", "เมื่อวานอนุมัติไปแล้ว", "อนุมัติไม่ได้ครับ", "ให้ผ่านได้ต่อเมื่อแนบรูป"],
)
def test_words_that_approve_nothing_now_approve_nothing(text):
    assert intent(text, "mentor") != "approve"
