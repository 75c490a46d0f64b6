import pytest

from thai.data import read
from thai.yes_and_no import names_what_is_asked, yes_or_no

TABLES = read("yes_and_no")
ASKED = [(question, example) for question, words in TABLES["asked"].items() for example in words.values()]
SAID = {"confirm": ("yes", "behind_yes"), "deny": ("no", "negates", "behind_no")}


@pytest.mark.parametrize(("question", "example"), ASKED)
def test_what_is_asked_is_affirmed_by_its_words(question, example):
    assert yes_or_no(example, question) == "confirm"
    other = "roster" if question != "roster" else "delete"
    assert yes_or_no(example, other) is None


@pytest.mark.parametrize("answer", SAID)
def test_each_word_s_example_is_that_answer(answer):
    examples = [example for table in SAID[answer] for example in TABLES[table].values()]
    assert {example: yes_or_no(example, "delete") for example in examples} == dict.fromkeys(examples, answer)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("leave_sure", "ใช่ค่ะ ลาวันที่ 14"), ("leave_sure", "ลา 3 วัน"), ("leave_sure", "ลา"), ("leave_sure", "ใช่ ไม่ลา"),
        ("delete", "ใช่ แต่ขอเปลี่ยนเวลา"), ("delete", "ลบ"), ("delete", "ลบแล้ว"), ("delete", "ลบทั้งหมดเลย"),
        ("delete", "ไม่ใช่ ลบ"), ("delete", "ลบอันแรก"), ("delete", "ไม่"), ("delete", "ใช่ ลาจริง"),
        ("forget_me", "ใช่ ลบเลย"), ("delete", "ใช่ " * 30),
    ],
)  # fmt: skip
def test_what_adds_something_or_is_about_something_else_is_no_answer(question, text):
    assert yes_or_no(text, question) is None


@pytest.mark.parametrize("yes", ["ใช่", "ใช่แล้ว", "ตกลง", "โอเค", "ok", "ได้", "เอา", "ยืนยัน", "ถูกต้อง", "เรียบร้อย", "แม่น"])
def test_a_yes_that_says_to_what_sends_an_announcement_after_words_that_were_not_understood(yes):
    assert names_what_is_asked(f"{yes} ส่งได้เลยค่ะ", "announce_send")


@pytest.mark.parametrize(
    "text",
    ["ใช่", "ส่ง", "ใช่ ไม่ส่ง", "ใช่ ยังไม่ส่ง", "ใช่ ส่งพรุ่งนี้", "ได้ส่งไหม", "ใช่ แต่ส่งแค่มาลี", "ใช่ ตามนั้น", "ไม่ส่ง"],
)
def test_other_words_send_none(text):
    assert not names_what_is_asked(text, "announce_send")
