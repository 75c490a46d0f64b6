"""A mentor's typed acts: every word of the data in its example, numbers in whatever company, words left as written."""

import pytest

from thai.asking import asks, question_in
from thai.data import read
from thai.verdicts import ACTS, parts_in, read_numbers, read_unlock, read_verdict

DATA = read("verdicts")
FLAGS = ("words", "photo", "places", "people", "day", "sectors")  # what an activity is returned for


@pytest.mark.parametrize(("act", "example"), [(act, said) for act in ACTS for said in DATA[act].values()])
def test_every_word_of_an_act_means_it_with_the_numbers_behind_it(act: str, example: str) -> None:
    said = read_verdict(example)
    assert said is not None
    assert said.act == act
    assert said.numbers


@pytest.mark.parametrize("example", DATA["all"].values())
def test_all_is_all(example: str) -> None:
    said = read_verdict(example)
    assert said is not None
    assert (said.act, said.numbers, said.all, said.words) == ("approve", (), True, None)


@pytest.mark.parametrize(("part", "example"), [(part, said) for part in FLAGS for said in DATA[part].values()])
def test_a_reason_says_which_part_it_speaks_of(part: str, example: str) -> None:
    said = read_verdict(example)
    assert said is not None
    assert said.numbers == (2,)
    assert part in parts_in(said.words or "", FLAGS)


@pytest.mark.parametrize("example", [*DATA["lead_in"].values()])
def test_what_leads_to_the_number_is_no_message(example: str) -> None:
    said = read_verdict(example)
    assert said is not None
    assert (said.numbers, said.words) == ((2,), None)


@pytest.mark.parametrize("example", [*DATA["particle"].values()])
def test_politeness_is_no_message_to_anybody(example: str) -> None:
    said = read_verdict(example)
    assert said is not None
    assert (said.act, said.words) == ("approve", None)


@pytest.mark.parametrize("example", [*DATA["through"].values()])
def test_from_a_number_through_another_is_all_between_too(example: str) -> None:
    said = read_verdict(example)
    assert said is not None
    assert (said.numbers, said.words) == ((1, 2, 3), None)


@pytest.mark.parametrize("example", [*DATA["and"].values()])
def test_numbers_named_one_by_one_are_these(example: str) -> None:
    said = read_verdict(example)
    assert said is not None
    assert (said.numbers, said.words) == ((1, 3), None)


@pytest.mark.parametrize("example", [*DATA["unit"].values()])
def test_a_number_that_counts_things_is_no_entrys(example: str) -> None:
    said = read_verdict(example)
    assert said is not None
    assert said.numbers == ()


@pytest.mark.parametrize(
    ("text", "numbers", "words"),
    [
        ("ชื่นชม ๒", (2,), None),
        ("รับทราบ ๑-๓", (1, 2, 3), None),
        ("รับทราบ 1 ถึง 3", (1, 2, 3), None),
        ("รับทราบ 1, 3 และ 5", (1, 3, 5), None),
        ("รับทราบ 3 3 3", (3,), None),
        ("รับทราบ 5-2", (), None),
        ("ส่งกลับ 2 ขาดรูป กับ ชื่อผู้เข้าร่วม", (2,), "ขาดรูป กับ ชื่อผู้เข้าร่วม"),
        ("ส่งกลับ 2: ขอ Photo เพิ่ม", (2,), "ขอ Photo เพิ่ม"),
        ("2 ชื่นชม ทำดีมาก", (2,), "ทำดีมาก"),
        ("ชื่นชม ทำได้ดีมาก", (), "ทำได้ดีมาก"),
        ("Approve 1 to 4", (1, 2, 3, 4), None),
        ("รับทราบ 1-99", tuple(range(1, 100)), None),
    ],
)
def test_numbers_and_words_are_told_apart(text: str, numbers: tuple[int, ...], words: str | None) -> None:
    said = read_verdict(text)
    assert said is not None
    assert (said.numbers, said.words) == (numbers, words)


@pytest.mark.parametrize("text", ["", "2", "ขาดรูป", "วันนี้ประชุม", "noteworthy", "approval", "returned home", "🙂"])
def test_other_words_are_no_act(text: str) -> None:
    assert read_verdict(text) is None


@pytest.mark.parametrize(
    ("text", "numbers"), [("2", (2,)), ("๒", (2,)), ("1-3", (1, 2, 3)), ("2 คน", ()), ("สอง", ()), ("", ())]
)
def test_bare_numbers_are_read(text: str, numbers: tuple[int, ...]) -> None:
    assert read_numbers(text) == numbers


def test_unlocking_names_a_number_or_words() -> None:
    for example in DATA["unlock"].values():
        assert read_unlock(example) == ((2,), None)
    assert read_unlock("ปลดล็อก สมชาย ใจดี 12 ก.ค.") == ((), "สมชาย ใจดี 12 ก.ค.")
    assert read_unlock("ปลด") is None


@pytest.mark.parametrize("example", read("asking")["asks"].values())
def test_words_of_asking_ask(example: str) -> None:
    assert asks(example)


@pytest.mark.parametrize("example", [*read("asking")["mentor"].values(), *read("asking")["that"].values()])
def test_what_leads_to_the_question_is_no_part_of_it(example: str) -> None:
    assert question_in(example) == "ประชุมกี่โมง"


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("ถามพี่เลี้ยง นัดกี่โมง", "นัดกี่โมง"),
        ("ถามพี่เลี้ยง", None),
        ("ถามครูพี่เลี้ยงว่าต้องแต่งกายอย่างไร", "ต้องแต่งกายอย่างไร"),
        ("ask my mentor: Where is it?", "Where is it?"),
        ("ถามผู้ใหญ่บ้านเรื่องน้ำ", None),
        ("พี่เลี้ยงถามว่าไปไหน", None),
    ],
)
def test_the_question_is_what_follows_as_it_was_written(text: str, question: str | None) -> None:
    assert question_in(text) == question


@pytest.mark.parametrize("text", ["ครูพี่เลี้ยงเป็นใคร", "ขอเบอร์พี่เลี้ยง", "พี่เลี้ยง", "my mentor"])
def test_other_words_about_the_mentor_ask_nothing_of_them(text: str) -> None:
    assert not asks(text)


@pytest.mark.parametrize("example", DATA["except"].values())
def test_an_exception_leaves_a_number_out_and_is_to_be_confirmed(example: str) -> None:
    said = read_verdict(example)
    assert said is not None
    assert (said.all, said.numbers, said.left_out, said.words, said.unsure) == (True, (), (2,), None, True)


@pytest.mark.parametrize("example", DATA["postponed"].values())
def test_what_is_approved_later_on_a_condition_or_already_is_to_be_confirmed(example: str) -> None:
    said = read_verdict(example)
    assert said is not None
    assert (said.act, said.unsure) == ("approve", True)


@pytest.mark.parametrize("text", ["อนุมัติไม่ได้ครับ ขาดรูป", "ให้ผ่านไม่ได้ ขาดรูป"])
def test_what_cannot_be_approved_is_sent_back(text: str) -> None:
    said = read_verdict(text)
    assert said is not None
    assert said.act == "return"


@pytest.mark.parametrize("example", [*DATA["slip"].values(), *DATA["taken_back"].values()])
def test_a_slip_takes_back_the_number_before_it_and_is_to_be_confirmed(example: str) -> None:
    said = read_verdict(example)
    assert said is not None
    assert (said.numbers, said.words, said.unsure) == ((2,), None, True)


@pytest.mark.parametrize(
    ("text", "numbers", "left_out"),
    [
        ("ผ่านหมดยกเว้นข้อ 2", (), (2,)),
        ("ผ่าน 1-3 ยกเว้น 2", (1, 3), (2,)),
        ("รับทราบทุกรายการ แต่ข้อ 3 ส่งกลับ", (), (3,)),
        ("อนุมัติ 1 2 ส่วน 3 ให้แก้", (1, 2), (3,)),
        ("1 ผ่าน 2 ไม่ผ่าน", (1,), (2,)),
        ("ให้ผ่านหมด ยกเว้นของมาลี", (), ()),
        ("รับทราบ 1 เอ๊ย ไม่ใช่ ข้อ ๒", (2,), ()),
    ],
)
def test_what_is_not_meant_for_all_is_unsure(text: str, numbers: tuple[int, ...], left_out: tuple[int, ...]) -> None:
    said = read_verdict(text)
    assert said is not None
    assert (said.numbers, said.left_out, said.unsure) == (numbers, left_out, True)


@pytest.mark.parametrize(
    ("text", "act", "numbers", "words"),
    [
        ("ผ่าน 1 ส่งคืน 2 รูปไม่ชัด", "return", (2,), "รูปไม่ชัด"),
        ("ผ่าน 1 ชื่นชม 2", "praise", (2,), None),
        ("ส่งคืน 2 รูปไม่ชัด ผ่าน 1 3", "approve", (1, 3), None),
        ("approve all return 2 no photo", "return", (2,), "no photo"),
        *((said, "return", None, None) for said in DATA["then"].values()),
    ],
)
def test_a_second_act_is_unsure_and_kept(
    text: str, act: str, numbers: tuple[int, ...] | None, words: str | None
) -> None:
    said = read_verdict(text)
    assert said is not None
    assert said.unsure
    assert said.then is not None
    assert said.then.act == act
    if numbers is not None:
        assert (said.then.numbers, said.then.words) == (numbers, words)


@pytest.mark.parametrize(
    "text",
    ["ผ่านทั้งหมด ขอบคุณ", "ส่งกลับ 2 ไม่ใช่งานของวันนี้", "ส่งกลับ 2 วันที่ผิด", "ชื่นชม 2 เยี่ยมมาก 10 เต็ม", "รับทราบ 1 ขอรูปเพิ่มด้วย"],
)
def test_ordinary_words_leave_no_doubt(text: str) -> None:
    said = read_verdict(text)
    assert said is not None
    assert not said.unsure
