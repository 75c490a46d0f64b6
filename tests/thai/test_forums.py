"""What people tell of forums and of teams is read whole: who came by sector, what was decided, who is nominated."""

from datetime import datetime
from pathlib import Path

import pytest

from bench.thai.forums_scores import ASPECTS, read_half, score_forums
from bench.thai.messages import HALVES
from programmes import load
from thai.context import Context
from thai.data import read
from thai.forum_answers import AnswerKind, kind_of_answer
from thai.forums import correction_of_forum, forum_in, more_of_forum
from thai.seats import PostWords, answers_seat, asked_of_units, seat_nomination_in
from thai.steps import StepSaid, step_said
from thai.understand import understand
from thai.unit_plans import PlanAct, unit_plan_in

PILOT = load(Path(__file__).parents[2] / "programmes" / "pilot-2565")
SAID = PILOT.forums.said if PILOT.forums else ()
WORDS = PostWords({seat.key: (seat.name.th, *seat.said) for seat in PILOT.units.seats} if PILOT.units else {})
NOW = Context(datetime.fromisoformat("2022-08-10T10:00:00+07:00"), "participant", programme=PILOT)


@pytest.mark.parametrize(
    ("said", "heads", "people"),
    [
        ("เวทีประชาคม ภาครัฐ 20 คน ประชาชน 80 คน", {"government": 20, "people": 80}, 100),
        ("เวทีประชาคม\nภาครัฐ ๒๐\nศาสนา ๕\nประชาชน ๘๐", {"government": 20, "religious": 5, "people": 80}, 105),
        ("เวทีประชาคม 105 คน ภาครัฐ 20 ประชาชน 80 ศาสนา 5", {"government": 20, "people": 80, "religious": 5}, 105),
        ("เวทีประชาคม พระ 3 รูป ครู 6 คน", {"religious": 3, "academic": 6}, 9),
        ("เวทีประชาคม หมู่ 5 ครั้งที่ 2 คนมา 64 คน", {}, 64),
        ("เวทีประชาคม ภาครัฐ 20 คน ขาด 5 คน", {"government": 20}, 20),
        ("เวทีประชาคม หลายคน", {}, None),
        ("เวทีประชาคม รัฐ20ศาสนา5ประชาชน80", {"government": 20, "religious": 5, "people": 80}, 105),
        ("เวทีประชาคม หมู่ 1 มา 20 คน หมู่ 2 มา 30 คน", {}, 50),
        ("เวทีประชาคม ที่วัดกลาง มีคนมา 40 คน", {}, 40),
        ("เวทีประชามคม ต.แม่ใจ 60 คน", {}, 60),
        ("เวทีประชาคม ภาครัฐ 99999999999 คน", {}, None),
    ],
)
def test_who_came_is_read_by_sector(said: str, heads: dict[str, int], people: int | None) -> None:
    found = forum_in(said, NOW, SAID)
    assert found is not None
    assert (dict(found.heads), found.people) == (heads, people)


@pytest.mark.parametrize(
    "said", ["20 ถึง 30 คน", "ภาครัฐ -5", "ภาครัฐ 90000 ประชาชน 90000", "หมู่ 1 มา 20 คน หมู่ 2 มา 30 คน รวม 40 คน รวม 60 คน"]
)
def test_numbers_that_leave_a_doubt_count_nobody(said: str) -> None:
    found = forum_in(f"เวทีประชาคม {said}", NOW, SAID)
    assert found is not None
    assert (found.unsure, dict(found.heads), found.people) == (True, {}, None)


def test_what_only_has_the_word_for_a_forum_in_it_is_none() -> None:
    tables = read("forums")
    assert [said for said in tables["no_forum"].values() if forum_in(said, NOW, SAID) is not None] == []


@pytest.mark.parametrize(
    ("said", "agenda", "decided"),
    [
        ("เวทีประชาคม มติผ่าน เรื่องน้ำ", "น้ำ", "ผ่าน"),
        ("เวทีประชาคม เรื่องน้ำ มติ ประชุมอีก 15 ส.ค.", "น้ำ", "ประชุมอีก 15 ส.ค."),
        ("เวทีประชาคม มติ ส่งให้อบต.", None, "ส่งให้อบต."),
    ],
)
def test_agenda_and_decision_end_where_the_other_begins(said: str, agenda: str | None, decided: str) -> None:
    found = forum_in(said, NOW, SAID)
    assert found is not None
    assert (found.agenda, found.decided) == (agenda, decided)


@pytest.mark.parametrize(
    ("part", "said", "kind"),
    [
        ("heads", "รัฐ 20 ประชาชน 80", AnswerKind.PART),
        ("heads", "105", AnswerKind.PART),
        ("heads", "ไม่ระบุ", AnswerKind.LEFT),
        ("decided", "ไม่มี", AnswerKind.LEFT),
        ("heads", "วันนี้ลงพื้นที่หมู่ 3 กับกำนันสมศักดิ์ ซ่อมฝาย 12 คน", AnswerKind.OTHER),
        ("heads", "เมนู", AnswerKind.OTHER),
        ("agenda", "วันนี้ลงพื้นที่หมู่ 3 กับกำนันสมศักดิ์ ซ่อมฝาย 12 คน", AnswerKind.OTHER),
        ("agenda", "แผนจัดการน้ำทั้งตำบล", AnswerKind.PART),
        ("decided", "ขุดลอกหนองกับชาวบ้าน 30 คน", AnswerKind.EITHER),
        ("decided", "ให้ชาวบ้าน 30 คน ช่วยกันดูแลป่า", AnswerKind.PART),
        ("decided", "เห็นชอบ", AnswerKind.PART),
    ],
)
def test_only_an_answer_is_taken_for_one(part: str, said: str, kind: AnswerKind) -> None:
    found = kind_of_answer(part, understand(said, NOW), more_of_forum(said, NOW, SAID), NOW, NOW.today)
    assert found is kind


def test_every_example_of_an_answer_is_one() -> None:
    tables = read("forums")
    parts = [("heads", "takes_part")] + [(part, f"begins_{part}") for part in ("agenda", "decided")]
    lost = [
        said
        for part, table in parts
        for said in tables[table].values()
        if kind_of_answer(part, understand(said, NOW), more_of_forum(said, NOW, SAID), NOW, NOW.today)
        not in (AnswerKind.PART, AnswerKind.EITHER)
    ]
    assert lost == []


@pytest.mark.parametrize(
    ("said", "changed"),
    [
        ("แก้ประชาชนเป็น 70 คน", {"people": 70}),
        ("แก้จำนวนภาครัฐเป็น 7", {"government": 7}),
        ("แก้ปัญหาน้ำกับชาวบ้าน 30 คน", None),
        ("แก้ไขแผน 3 จุด", None),
    ],
)
def test_a_correction_names_a_part_and_work_that_begins_like_one_is_none(
    said: str, changed: dict[str, int] | None
) -> None:
    found = correction_of_forum(said, NOW, SAID)
    assert (dict(found.heads) if found else None) == changed


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("กิจกรรมที่ 3 มา 742 คน", StepSaid((3,), 742)),
        ("กิจกรรมที่สามเสร็จแล้ว", StepSaid((3,), done=True)),
        ("กิจกรรมที่ 3 และ 4 เสร็จแล้ว", StepSaid((3, 4), done=True)),
        ("กิจกรรมที่ 3 จัดแล้ว", StepSaid((3,), done=True, sure=False)),
        ("กิจกรรมที่ 7 ยังไม่เสร็จ", StepSaid((7,))),
        ("กิจกรรมที่ 7 เสร็จไปครึ่งหนึ่ง", StepSaid((7,))),
        ("กิจกรรมที่ 8 เสร็จแล้วหรือยัง", StepSaid((8,), asked=True)),
        ("กิจกรรมที่ 8 เสร็จไหม", StepSaid((8,), asked=True)),
        ("กิจกรรมที่ 8 มากี่คน", StepSaid((8,), asked=True)),
        ("กิจกรรมที่ 8 เสร็จเมื่อไหร่", StepSaid((8,), asked=True)),
        ("กิจกรรม 5 ส. มา 40 คน", None),
        ("กิจกรรมที่ 12 เสร็จแล้ว", None),
    ],
)
def test_only_a_report_of_a_step_is_one(said: str, expected: StepSaid | None) -> None:
    assert step_said(said, NOW, range(1, 10)) == expected


def test_every_example_of_a_step_is_what_its_table_says() -> None:
    tables = read("forums")
    said = {
        name: [step_said(example, NOW, range(1, 10)) for example in tables[name].values()]
        for name in ("step_done", "step_done_plainly", "step_not_done", "asks_step")
    }
    assert all(one is not None and one.done for one in said["step_done"])
    assert all(one is not None and one.sure for one in said["step_done_plainly"])
    assert not any(one is not None and one.done for one in said["step_not_done"])
    assert all(one is not None and one.asked for one in said["asks_step"])


@pytest.mark.parametrize(
    ("said", "act", "whose"),
    [
        ("One Plan: ขุดลอกหนอง", PlanAct.REVISE, ""),
        ("ปรับแผนอำเภอ ครั้งที่ 2\nเพิ่มบ่อบาดาล", PlanAct.REVISE, ""),
        ("แผนอำเภอเชียงดาว: เพิ่มฝาย 3 จุด", PlanAct.REVISE, "เชียงดาว"),
        ("ปรับแผนอำเภอ เพิ่มฝาย 2 จุด", PlanAct.OFFER, ""),
        ("One Plan: สระ", PlanAct.EMPTY, ""),
        ("ดูแผนอำเภอ", PlanAct.SHOW, ""),
        ("วันนี้ 09:00 น. ประชุมทำแผนอำเภอ", None, ""),
        ("วันนี้ประชุมทำแผนอำเภอ\nกับปลัด 5 คน", None, ""),
    ],
)
def test_only_what_begins_with_the_plan_and_says_something_is_a_revision(
    said: str, act: PlanAct | None, whose: str
) -> None:
    found = unit_plan_in(said, PILOT.unit_plan.said if PILOT.unit_plan else ())
    assert (found.act if found else None, found.whose if found else "") == (act, whose)


@pytest.mark.parametrize(
    ("said", "seat"),
    [
        ("กำนันสมศักดิ์ ใจดี 0812345678", "village_head"),
        ("กำนันสมศักดิ์ ใจดี โทร 0812345678 มาร่วมปลูกป่า", None),
        ("วันนี้ลงพื้นที่กับกำนันสมศักดิ์ ใจดี 0812345678", None),
    ],
)
def test_what_a_headman_did_nominates_nobody(said: str, seat: str | None) -> None:
    found = seat_nomination_in(said, NOW, WORDS)
    assert (found.seat if found else None) == seat


@pytest.mark.parametrize(
    ("said", "answers"), [("เป็นภาควิชาการค่ะ", True), ("วันนี้ประชุมกับกำนันเรื่องน้ำ 20 คน", False), ("ทีมของเรา", False)]
)
def test_which_seat_is_answered_by_a_seat_and_hardly_anything_else(said: str, answers: bool) -> None:
    assert answers_seat(said, WORDS) is answers


def test_a_total_that_is_less_than_the_sectors_make_is_in_doubt() -> None:
    found = forum_in("เวทีประชาคม รวม 90 คน ภาครัฐ 20 ประชาชน 80", NOW, SAID)
    assert found is not None
    assert found.differs


@pytest.mark.parametrize(
    "said", ["พรุ่งนี้มีเวทีประชาคม", "เตรียมจัดเวทีประชาคมสัปดาห์หน้า", "เวทีประชาคมได้กี่คนแล้ว", "วันนี้ลงพื้นที่ 20 คน"]
)
def test_what_is_to_come_is_asked_or_is_something_else_is_no_forum(said: str) -> None:
    assert forum_in(said, NOW, SAID) is None


def test_an_answer_needs_no_word_for_a_forum() -> None:
    assert dict(more_of_forum("รัฐ 22 ชาวบ้าน 90", NOW, SAID).heads) == {"government": 22, "people": 90}
    assert more_of_forum("มติ ขุดลอกหนอง", NOW, SAID).decided == "ขุดลอกหนอง"


def test_any_text_is_read_without_an_error() -> None:
    for said in (
        "",
        " ",
        "เวทีประชาคม" * 400,
        "เวทีประชาคม " + "๑ " * 2000,
        "เวทีประชาคม \x00 มติ",
        "มติ",
        "😀เวทีประชาคม😀 ภาครัฐ 5",
    ):
        forum_in(said, NOW, SAID)
        seat_nomination_in(said, NOW, WORDS)
        asked_of_units(said, SAID)


def test_every_word_of_the_tables_stands_in_its_example() -> None:
    tables = read("forums")
    words = [(word, example) for table in tables.values() for word, example in table.items()]
    assert [word for word, example in words if word not in example] == []
    heads = {name: table for name, table in tables.items() if name.startswith("sector_")}
    lost = [
        word
        for name, table in heads.items()
        for word, example in table.items()
        if dict(getattr(forum_in(example, NOW, SAID), "heads", {})) != {name.removeprefix("sector_"): 20}
    ]
    assert lost == []


def test_what_else_is_counted_is_no_people_and_who_came_is_no_agenda() -> None:
    tables = read("forums")
    counted = {example: forum_in(example, NOW, SAID) for example in tables["counted_else"].values()}
    assert [example for example, said in counted.items() if said is None or dict(said.heads) != {"people": 5}] == []
    told = {example: forum_in(example, NOW, SAID) for example in tables["who_came"].values()}
    assert [example for example, said in told.items() if said is None or said.agenda != "น้ำแล้ง"] == []


@pytest.mark.parametrize("half", HALVES)
def test_the_halves_have_no_message_in_common(half: str) -> None:
    rows = read_half(half)
    others = {row["text"] for other in HALVES if other != half for row in read_half(other)}
    assert len(rows) == 20
    assert not others & {row["text"] for row in rows}


def test_of_the_unseen_half_nine_of_ten_are_right_in_every_aspect() -> None:
    found = score_forums(read_half("unseen"))
    assert [one for one in ASPECTS if found.right[one] < 0.9 * found.of[one]] == []


@pytest.mark.parametrize("surname", ["คุณากร", "หมอกเช้า", "แม่นยำ", "พระเดช", "อายุยืน", "เป็นสุข", "นายกอง", "อายุวัฒนะ"])
def test_a_surname_that_begins_like_a_post_stays_with_whom_a_unit_nominates(surname: str) -> None:
    said = seat_nomination_in(f"ผู้แทนภาคเอกชน นายทวี {surname} 0890000001", NOW, WORDS)
    assert said is not None
    assert (said.name, said.phone) == (f"นายทวี {surname}", "0890000001")


@pytest.mark.parametrize("behind", ["ปลัดอบต.", "บริษัทน้ำตาล", "เป็นกรรมการ", "ชาวบ้านหนองบัว"])
def test_a_post_or_an_organisation_behind_a_name_is_no_surname(behind: str) -> None:
    said = seat_nomination_in(f"ผู้แทนภาคเอกชน นายทวี {behind} 0890000001", NOW, WORDS)
    assert said is not None
    assert said.name == "นายทวี"
