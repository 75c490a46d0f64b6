"""Letters, lists, forms and shorthand in which units answer calls are read whole, and what is told of others is not."""

from collections.abc import Sequence
from datetime import datetime
from itertools import product
from pathlib import Path

import pytest

from programmes import load
from services.calls.words import call_words
from thai.call_parts import post_answered
from thai.call_questions import asked_of_calls
from thai.call_said import CallSaid
from thai.calls import sent_in
from thai.context import Context
from thai.data import read
from thai.questions import asks

TALENT = load(Path(__file__).parents[2] / "programmes" / "talent-2561")
CALLS = [call_words(call) for call in TALENT.calls]
NOW = Context(datetime.fromisoformat("2018-02-22T10:00:00+07:00"), "participant", programme=TALENT)
ONE = ("นายสมชาย เกิดผล", "นิติกรปฏิบัติการ", "0890000001")
TWO = ("น.ส.มานี คุณากร", "นักวิชาการเงินและบัญชี", "0890000002")
GREETINGS = ("", "สวัสดีค่ะ\n", "เรียน ผู้ประสานงานโครงการ\n\n", "เรียน ผู้อำนวยการสถาบันดำรงราชานุภาพ ")
SENDERS = ("", "กองการเจ้าหน้าที่", "กองการต่างประเทศ ", "สำนักตรวจราชการและเรื่องราวร้องทุกข์ ", "ทางกองคลัง ")
VERBS = ("ขอส่งรายชื่อ", "ขอเสนอชื่อบุคลากร จำนวน 2 คน ดังนี้ ", "ส่งรายชือ 2คนคับ ", "ขอส่งรายชื่อผู้แทน\n", "ส่ง 2 คน ")
LISTS = (
    "{0} {1} {2} และ {3} {4} {5}",
    "1. {0} ตำแหน่ง {1} โทร. {2} 2. {3} ตำแหน่ง {4} โทร. {5}",
    "๑) {0}\nตำแหน่ง {1}\nโทรศัพท์ {2}\n๒) {3}\nตำแหน่ง {4}\nโทรศัพท์ {5}",
    "1 | {0} | {1} | {2}\n2 | {3} | {4} | {5}",
    "{0}, {1}, {2}\n{3}, {4}, {5}",
    "{0} - {1} - {2}\n{3} - {4} - {5}",
)
CLOSINGS = ("", " ค่ะ", "\nจึงเรียนมาเพื่อโปรดพิจารณา", " จึงเรียนมาเพื่อโปรดทราบ\n\nขอแสดงความนับถือ\nนายวิชัย รักไทย\nผู้อำนวยการ")


def people(said: CallSaid | None) -> list[Sequence[str]]:
    """Return (name, post, phone) of each who is sent."""
    if said is None or said.kind != "people":
        return []
    return [(one.name, one.facts.get("position", ""), one.facts.get("phone", "")) for one in said.named]


def read_of(words: str) -> CallSaid | None:
    return sent_in(words, NOW, CALLS) if asked_of_calls(words, alone=True) is None else None


def test_letters_and_lists_of_two_people_are_read_whole() -> None:
    wrong = []
    for place, (greeting, sender, verb, rows) in enumerate(product(GREETINGS, SENDERS, VERBS, LISTS)):
        letter = greeting + sender + verb + rows.format(*ONE, *TWO) + CLOSINGS[place % len(CLOSINGS)]
        if people(read_of(letter)) != [ONE, TWO]:
            wrong.append((letter, people(read_of(letter))))
    assert wrong == []


@pytest.mark.parametrize(
    "form",
    [
        "แบบตอบรับ\nหน่วยงาน กองคลัง\n1. ชื่อ-สกุล: {0}\nตำแหน่ง: {1}\nโทร: {2}",
        "ลำดับ | ชื่อ-สกุล | ตำแหน่ง | โทร\n1 | {0} | {1} | {2}",
        "{0} {1} {2}",
        "นอกจากนี้ขอเพิ่มอีกคน {0} {1} {2}",
        "ตามหนังสือ ที่ มท 0205/ว 123 ลงวันที่ 20 ก.พ. 2561 เรื่องการเสนอชื่อบุคลากร นั้น กองคลังขอเสนอ {0} {1} {2}",
        "ส่งชื่อ {0} {1} สังกัดกองคลัง อายุ 30 ปี โทร 02-222-1234 ต่อ 50512 มือถือ {2}",
        "{0} {1} {2} ส่งชื่อครับ",
        "- {0} ตำแหน่ง{1} เบอร์ {2}\nรายชื่อของสำนักกฎหมายค่ะ",
        "รายชื่อ talent team กองคลังค่ะ {0} {1} {2}",
        "ส่งชื่อ {0} ตำแหน่ง {1} ศูนย์เทคโนโลยีสารสนเทศและการสื่อสาร เบอร์ {2}",
        "ส่งชื่อ {0} ({1}) {2}",
        "ส่งชื่อ {0} โทร {2} ตำแหน่ง {1} จึงเรียนมาเพื่อโปรดทราบ",
        "ส่งชื่อ {0} {1} โทร {2} ผู้ประสานงาน นางสมศรี ใจดี โทร 0899999999",
        "ส่งชื่อ {0} {1} {2} หัวหน้าคือ นางสมศรี ใจดี โทร 0899999999",
    ],
)
def test_forms_and_asides_of_one_person_are_read_whole(form: str) -> None:
    assert people(read_of(form.format(*ONE))) == [ONE]


def test_people_without_a_title_are_read_where_a_list_says_so() -> None:
    said = read_of("กองคลังส่ง 2 คน สมชาย ใจดี กับ มานะ ดีเลิศ")
    assert [name for name, _, _ in people(said)] == ["สมชาย ใจดี", "มานะ ดีเลิศ"]
    lines = read_of("ส่งชื่อครับ\nสมชาย ใจดี\nนิติกร\n0890000001\nมานี มีนา\nนักวิชาการคลัง\n0890000002")
    assert people(lines) == [("สมชาย ใจดี", "นิติกร", "0890000001"), ("มานี มีนา", "นักวิชาการคลัง", "0890000002")]
    columns = read_of("กองคลัง 1) ภูมิ แก้วตา นิติกร 0811112222 2) มานี ดีใจ นิติกร 0822223333")
    assert people(columns) == [("ภูมิ แก้วตา", "นิติกร", "0811112222"), ("มานี ดีใจ", "นิติกร", "0822223333")]
    assert read_of("ส่งชื่อ สมชาย") == CallSaid("people", "team")  # who that is, is asked


@pytest.mark.parametrize("join", [" และเสนอโครงการ ", "\nโครงการ: ", " พร้อมโครงการ "])
def test_people_and_projects_of_one_message_are_both_read(join: str) -> None:
    said = read_of("ส่งชื่อ {} {} {}".format(*ONE) + join + "ระบบนัดหมายออนไลน์ ด้านดิจิทัล")
    assert people(said) == [ONE]
    assert said is not None
    assert said.also is not None
    assert [(one.name, dict(one.facts)) for one in said.also.named] == [("ระบบนัดหมายออนไลน์", {"topic": "digital"})]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("เสนอโครงการ 1. ระบบนัดหมายออนไลน์ 2. คลังความรู้ออนไลน์", ["ระบบนัดหมายออนไลน์", "คลังความรู้ออนไลน์"]),
        ("ขอส่งโครงการ 2 เรื่อง ได้แก่\n- โครงการห้องสมุด\n- โครงการคลังความรู้", ["โครงการห้องสมุด", "โครงการคลังความรู้"]),
        ("เสนอโครงการ ระบบนัดหมายออนไลน์ และ โครงการ คลังความรู้", ["ระบบนัดหมายออนไลน์", "คลังความรู้"]),
        ("เสนอโครงการ ส่งเสริมการทอผ้าไหมออนไลน์ ด้านนวัตกรรม แล้วเสร็จ ธ.ค. 61", ["ส่งเสริมการทอผ้าไหมออนไลน์"]),
        ("โครงการของเราชื่อ สำนักงานสีเขียว ค่ะ", ["สำนักงานสีเขียว"]),
        ("เสนอโครงการ ระบบนัดหมาย ระยะเวลา มี.ค. - ธ.ค. 61 จึงเรียนมาเพื่อโปรดทราบ", ["ระบบนัดหมาย"]),
    ],
)  # fmt: skip
def test_projects_are_read_each_for_itself(words: str, names: list[str]) -> None:
    said = read_of(words)
    assert said is not None
    assert (said.kind, [one.name for one in said.named]) == ("projects", names)


@pytest.mark.parametrize(
    ("words", "new", "old"),
    [
        ("ส่งนายกล้า หาญดี แทนนายสมชาย ดีเลิศ ตำแหน่ง นิติกร", "นายกล้า หาญดี", "นายสมชาย ดีเลิศ"),
        ("เสนอชื่อ นายกล้า หาญดี ตำแหน่ง นิติกร แทน นายสมชาย ดีเลิศ", "นายกล้า หาญดี", "นายสมชาย ดีเลิศ"),
        ("ขอเปลี่ยนตัว นายสมชาย ดีเลิศ (นิติกร) เป็น นายกล้า หาญดี นิติกร", "นายกล้า หาญดี", "นายสมชาย ดีเลิศ"),
        ("เปลี่ยนจาก นายสมชาย เป็นสุข เป็น นายกล้า หาญดี", "นายกล้า หาญดี", "นายสมชาย เป็นสุข"),
        ("เปลี่ยนจาก นาย ก ใจดี เป็น นาย ข ใจงาม", "นาย ข ใจงาม", "นาย ก ใจดี"),
        ("ขอเปลี่ยนตัว สมชาย เป็น กล้า หาญดี", "กล้า หาญดี", "สมชาย"),
        ("ส่งมานี มีนา แทนสมชาย ใจดี", "มานี มีนา", "สมชาย ใจดี"),
        ("ขอถอนชื่อ นายสมชาย ใจดี และขอเสนอชื่อ นางมานี มีนา แทน", "นางมานี มีนา", "นายสมชาย ใจดี"),
        ("ส่งชื่อ นายกล้า หาญดี ผิดค่ะ ต้องเป็น นายเก่ง หาญดี", "นายเก่ง หาญดี", "นายกล้า หาญดี"),
        ("แทน นายภูมิ แก้วตา ขอส่ง น.ส.มานี มีนา นิติกร", "น.ส.มานี มีนา", "นายภูมิ แก้วตา"),
        ("นายภูมิ แก้วตา ลาออกแล้วนะคะ ขอเปลี่ยนเป็น น.ส.มานี มีนา แทน", "น.ส.มานี มีนา", "นายภูมิ แก้วตา"),
        ("ส่ง น.ส.มานี มีนา ไปแทนนายภูมิ", "น.ส.มานี มีนา", "นายภูมิ"),
        ("เปลี่ยนชื่อโครงการจาก ระบบเบิกจ่าย เป็น ระบบเบิกจ่ายออนไลน์", "ระบบเบิกจ่ายออนไลน์", "ระบบเบิกจ่าย"),
        ("ขอเปลี่ยนโครงการ สำนักงานสีเขียว เป็น คลังความรู้ออนไลน์", "คลังความรู้ออนไลน์", "สำนักงานสีเขียว"),
    ],
)
def test_who_is_put_in_whose_place_is_read(words: str, new: str, old: str) -> None:
    said = read_of(words)
    assert said is not None
    assert ([one.name for one in said.named], said.instead_of) == ([new], old)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("ถอนชื่อ นายทวี ดีเลิศ และ นายกล้า หาญดี", ["นายทวี ดีเลิศ", "นายกล้า หาญดี"]),
        ("ขอยกเลิกการเสนอชื่อ นางสาวมานี มีนา ค่ะ", ["นางสาวมานี มีนา"]),
        ("ถอนชื่อณัฐธิดาออกก่อนนะคะพี่ น้องลาออก", ["ณัฐธิดา"]),
        ("ขอถอน นายทวี ดีเลิศ", ["นายทวี ดีเลิศ"]),
        ("นายทวี ดีเลิศ ขอถอนชื่อค่ะ", ["นายทวี ดีเลิศ"]),
        ("ขอถอนโครงการคลินิกกฎหมาย\nที่ส่งไปเมื่อวันที่ ๒๑ ก.พ. ๖๑", ["คลินิกกฎหมาย"]),
        ("ถอนชื่อ นายทวี ดีเลิศ ที่ส่งไปเมื่อวาน", ["นายทวี ดีเลิศ"]),
        ("ขอถอนชื่อ", []),
        ("ขอยกเลิกรายชื่อทั้งหมดค่ะ", []),
        ("ฝากแจ้งว่า นายภูมิ แก้วตา ติดราชการ ไม่สามารถเข้าร่วมได้ ขอถอนชื่อออกก่อนค่ะ", ["นายภูมิ แก้วตา"]),
        ("ตัดชื่อนายภูมิออกได้เลยครับ", ["นายภูมิ"]),
    ],
)
def test_what_is_withdrawn_is_read(words: str, names: list[str]) -> None:
    said = read_of(words)
    assert said is not None
    assert (said.kind, [one.name for one in said.named]) == ("withdraw", names)


@pytest.mark.parametrize(
    "words",
    [
        "ถอนชื่อ นายทวี ดีเลิศ ไปแล้วเมื่อวาน",
        "ถอนชื่อ นายทวี ดีเลิศ พรุ่งนี้นะคะ",
        "อยากส่งนายสมชาย ใจดี",
        "พรุ่งนี้จะส่งชื่อนายสมชาย ใจดี นิติกร 0890000001",
        "กองอื่นส่งชื่อ นายสมชาย ใจดี กันหมดแล้ว",
        "กองการต่างประเทศแจ้งทางโทรศัพท์ว่าจะส่งชื่อนายอนุชา ชัยวัฒน์ 0890000001",
        "ส่งชื่อผู้เข้าร่วมงานกีฬาสี นายกล้า หาญดี 0890000001",
        "คัดเลือกนายกล้า หาญดี เป็นตัวแทนกองไปอบรมที่ชลบุรี โทร 0890000001",
        "ท่านผู้อำนวยการ นายสมบูรณ์ พันธุ์ดี\nโทร. ๐๘๑ ๙๙๙ ๘๘๗๗ ฝากเรียนว่าได้ลงนามหนังสือแล้วครับ",
        "โทรหา นายสมชาย ใจดี 0890000001",
        "ส่งรายชื่อให้ นายสมบูรณ์ พันธุ์ดี แล้วค่ะ",
        "เสนอโครงการ ระบบนัดหมายออนไลน์ ไม่ได้ครับ งบไม่พอ",
        "ชื่อโครงการนี้ดีมากเลยค่ะ",
    ],
)
def test_what_is_wished_planned_told_or_of_others_is_nothing_that_is_sent(words: str) -> None:
    assert read_of(words) is None


@pytest.mark.parametrize("act", ["เปลี่ยนจากนายสมชาย เป็นนายกล้า หาญดี", "ถอนชื่อ นายสมชาย ใจดี", "ส่งชื่อ นายสมชาย ใจดี"])
@pytest.mark.parametrize("end", ["ได้ไหม", "ได้มั้ยคะ", "ดีป่ะ", "ได้ป่ะคับ", " ดีไหมครับ", "หรือยัง"])
def test_a_question_about_somebody_is_a_question_and_never_the_act(act: str, end: str) -> None:
    assert asked_of_calls(act + end, alone=True) is not None
    assert sent_in(act + end, NOW, CALLS) is None


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("ภายในวันที่เท่าใดคะ", "deadline"), ("ส่งชื่อภายในวันที่เท่าใด", "deadline"), ("when is the deadline?", "deadline"),
        ("until when can we send names", "deadline"), ("ขอดูรายชื่อหน่วยงานที่ยังไม่ได้เสนอโครงการค่ะ", "who"),
        ("กองคลังส่งชื่อหรือยัง", "who"), ("กองคลังส่งชื่อยังคะ", "who"), ("who has not sent names yet?", "who"),
        ("ของกองหนูส่งไปใครบ้าง", "mine"), ("what have we sent?", "mine"), ("ส่งชื่อยังไงอะพี่", "how"),
        ("how do I nominate someone?", "how"), ("อำเภอไหนยังไม่สมัคร", "who"),
        ("มีอำเภอสมัครกี่แห่งแล้ว", "who"), ("จังหวัดไหนยังไม่มีใครสมัครเลย", "who"),
        ("สมัครได้ถึงวันไหน", "deadline"), ("อำเภอเราสมัครหรือยัง", "mine"),
        ("ทำไมต้องเปลี่ยนตัวนายธนกฤตด้วยคะ", None), ("ประกาศรายชื่อวันไหน", None),
    ],
)  # fmt: skip
def test_questions_ask_what_they_ask(words: str, asked: str | None) -> None:
    assert asked_of_calls(words, alone=True) == asked


@pytest.mark.parametrize("name", ["นายไหม ทองดี", "นางสาวไหมแพร ทองดี", "นางสาวกี่ คนดี", "นายทวี ไหมทอง"])
def test_words_that_ask_are_no_question_inside_names_and_things(name: str) -> None:
    assert people(read_of(f"เสนอชื่อ {name} ตำแหน่ง นิติกร โทร 0890000001")) == [(name, "นิติกร", "0890000001")]
    assert people(read_of(f"เสนอชื่อ {name} ตำแหน่ง นิติกร")) == [(name, "นิติกร", "")]
    assert not any(asks(example) for example in read("questions")["no_question"].values())


@pytest.mark.parametrize("words", ["นิติกร", "นักวิชาการคลัง", "ธุรการ", "พนักงานราชการ", "legal officer", "ที่ปรึกษากฎหมาย"])
def test_a_post_is_an_answer_to_the_question_for_it(words: str) -> None:
    assert post_answered(words) == words


@pytest.mark.parametrize("words", ["ไม่รู้", "เดี๋ยวถามก่อน", "อยู่กองคลังค่ะ", "ส่งแล้วค่ะ", "0891112222", "ครับ", "ได้ไหม"])
def test_what_is_no_post_is_no_answer_to_the_question_for_it(words: str) -> None:
    assert post_answered(words) is None
