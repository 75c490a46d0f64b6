"""Who was sent is withdrawn, replaced and corrected; no question and no half a name takes anybody away."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.postback import CorrectCandidate, HandleCandidate
from models.calls.candidates import CandidateState
from tests.patience import until
from tests.running_bot import RunningBot
from tests.scenarios.conftest import programme_running
from tests.scenarios.many_people import everything_in
from tests.scenarios.test_calls import (
    EVERYTHING,
    GENERAL,
    HEADINGS,
    NAMED,
    OF_LAW,
    PROJECT,
    ROWS,
    SECOND,
    SUPPORT,
    TALENT,
    THURSDAY,
    candidates_of,
    read,
    says,
    taps,
)

SENT, DRAFT, REPLACED, WITHDRAWN = (
    CandidateState.SENT,
    CandidateState.DRAFT,
    CandidateState.REPLACED,
    CandidateState.WITHDRAWN,
)
KAMON, WITTAYA = "นางสาวกมลชนก ทองแท้", "นายวิทยา ทองดี"


@pytest.fixture
def talent(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RunningBot]:
    with programme_running(request, tmp_path, TALENT, (HEADINGS, *ROWS), THURSDAY) as opened:
        yield opened


def states(talent: RunningBot) -> list[CandidateState]:
    return [one.state for one in candidates_of(talent)]


def test_a_question_or_half_a_name_withdraws_nobody_before_a_yes(talent: RunningBot) -> None:
    phone = talent.joined(GENERAL)
    says(phone, NAMED)
    for words in (f"ถอนชื่อ {KAMON} ดีป่ะ", f"ถอนชื่อ {KAMON} ได้ไหม", "ถอนชื่อ กมลชนก", "ขอถอนชื่อ กมล"):
        asked = says(phone, words)
        assert "จะถอน" in asked or "พิมพ์เช่น" in asked, (words, asked)
        assert states(talent) == [SENT], words
    says(phone, "ถอนชื่อ กมลชนก")
    assert "คงไว้ตามเดิม" in says(phone, "ไม่")
    assert states(talent) == [SENT]
    (one,) = candidates_of(talent)
    assert "จะถอน" in taps(phone, HandleCandidate(one.id, "ask").pack())  # as the card of one who was sent does
    assert f"ถอน {KAMON} แล้ว" in says(phone, "ใช่")
    says(phone, NAMED)
    assert f"ถอน {KAMON} แล้ว" in says(phone, f"ขอถอนชื่อ{KAMON} ครับ")  # whole and plain
    assert states(talent) == [WITHDRAWN] * 2


def test_a_question_or_half_a_name_replaces_nobody_before_a_yes(talent: RunningBot) -> None:
    phone = talent.joined(SUPPORT)
    says(phone, NAMED)
    for words in (
        f"เปลี่ยนจาก {KAMON} เป็น {WITTAYA} นิติกร 0891112222 ได้ไหม",
        f"เปลี่ยนจาก {KAMON} เป็น {WITTAYA} โทร 0891112222 นิติกร ดีป่ะ",
        f"เปลี่ยนจากกมลชนกเป็น {WITTAYA} นิติกร 0891112222",
    ):
        assert f"จะให้ {WITTAYA} แทน {KAMON} หรือไม่" in says(phone, words), words
        assert (states(talent)[0], states(talent)[-1]) == (SENT, DRAFT), words
        assert "คงไว้ตามเดิม" in says(phone, "ไม่ คงไว้ตามเดิม")
        assert set(states(talent)[1:]) == {WITHDRAWN}, words
    which = says(phone, f"เปลี่ยนจากนายคนอื่น แปลกหน้า เป็น {WITTAYA} นิติกร 0891112222")
    assert "คือรายใด" in which
    assert states(talent)[0] == SENT
    says(phone, f"เปลี่ยนจากกมลชนกเป็น {WITTAYA} นิติกร 0891112222")
    assert "เลขรับ 2/2561" in says(phone, "ใช่")
    assert (states(talent)[0], states(talent)[-1]) == (REPLACED, SENT)


def test_who_is_replaced_holds_until_the_new_one_is_whole_and_again_when_that_is_unsent(talent: RunningBot) -> None:
    phone = talent.joined(SUPPORT)
    says(phone, NAMED)
    held = says(phone, f"เปลี่ยนจาก {KAMON} เป็น {WITTAYA}")
    assert f"จะแทน {KAMON} เมื่อข้อมูลครบ" in held
    assert states(talent) == [SENT, DRAFT]
    says(phone, "นิติกร")
    assert states(talent) == [SENT, DRAFT]
    phone.says("0891112222")
    assert "เลขรับ 2/2561" in str(phone.hears(1))
    assert states(talent) == [REPLACED, SENT]
    says(phone, f"ขอถอนชื่อ {WITTAYA}")
    says(phone, NAMED)
    message = phone.says(f"เปลี่ยนจาก {KAMON} เป็น {WITTAYA} นิติกร 0891112222").message_id
    phone.hears(1)
    assert states(talent) == [REPLACED, WITHDRAWN, REPLACED, SENT]
    phone.unsends(message)
    until(lambda: states(talent)[2:] == [SENT, WITHDRAWN], "who was replaced holds again")


def test_who_waited_for_room_is_offered_when_there_is_some(talent: RunningBot) -> None:
    phone = talent.joined(SUPPORT)
    says(phone, NAMED)
    assert "แทน" in says(phone, SECOND)
    offered = says(phone, f"ขอถอนชื่อ {KAMON}", 2)
    assert "ส่งรายนี้" in offered
    assert WITTAYA in offered
    assert "เลขรับ 2/2561" in taps(phone, HandleCandidate(candidates_of(talent)[1].id, "go_on").pack())
    talent.line.clock(set="2018-03-02T10:00:00+07:00")
    assert "ไม่ได้รับ นายอื่น ใจกล้า" in says(phone, "เสนอชื่อ นายอื่น ใจกล้า นิติกร 0812223333")
    assert len(candidates_of(talent)) == 2


def test_each_part_of_a_candidate_is_corrected_by_a_button_until_the_last_day(talent: RunningBot) -> None:
    phone = talent.joined(GENERAL)
    says(phone, f"เสนอชื่อ {WITTAYA}")
    assert "ยังอ่านไม่ได้" in says(phone, "0891112222")  # a phone is no post, and is not lost
    known = says(phone, "นักวิชาการคอมพิวเตอ")
    assert "เลขรับ 1/2561" in known
    for label in ("แก้ตำแหน่ง", "แก้โทรศัพท์"):
        assert label in known
    (one,) = candidates_of(talent)
    assert "ขอตำแหน่ง" in taps(phone, CorrectCandidate(one.id, "position").pack())
    assert "นักวิชาการคอมพิวเตอร์" in says(phone, "ตำแหน่ง นักวิชาการคอมพิวเตอร์")
    taps(phone, CorrectCandidate(one.id, "phone").pack())
    assert "ยังไม่พบเบอร์โทรศัพท์" in says(phone, "เก้าแปด")
    says(phone, "081 222 3333")
    (one,) = candidates_of(talent)
    assert (one.facts, one.number) == ({"position": "นักวิชาการคอมพิวเตอร์", "phone": "0812223333"}, 1)

    says(phone, PROJECT)
    project = candidates_of(talent)[-1]
    taps(phone, CorrectCandidate(project.id, "done").pack())
    assert "ภายใน 1 ปี" in says(phone, "31 ธ.ค. 2563")
    assert candidates_of(talent)[-1].facts["done"] == "2018-12-31"  # what was sent keeps what a rule lets pass
    assert "30 ก.ย. 2561" in says(phone, "30 ก.ย. 2561")
    assert candidates_of(talent)[-1].facts["done"] == "2018-09-30"
    talent.line.clock(set="2018-03-02T10:00:00+07:00")
    assert "ติดต่อผู้ดูแลโครงการ" in taps(phone, CorrectCandidate(one.id, "phone").pack())


def test_a_photo_while_a_part_is_asked_is_recorded_and_the_question_stays(talent: RunningBot) -> None:
    phone = talent.joined(GENERAL)
    says(phone, f"เสนอชื่อ {WITTAYA} นิติกร")
    phone.sends_image()
    heard = everything_in(phone.hears(2))
    assert "ขอเบอร์โทรศัพท์" in heard
    assert "เลขรับ 1/2561" in says(phone, "0891112222")


def test_what_the_programme_has_not_is_offered_to_nobody(talent: RunningBot) -> None:
    whole, phone = talent.joined(EVERYTHING), talent.joined(GENERAL)
    assert "พี่เลี้ยง" not in says(whole, "ประกาศ พรุ่งนี้ส่งรายชื่อวันสุดท้าย")
    assert "ผู้ประเมิน" not in says(phone, "เสนอ นาย")
    assert "/app/raters" not in read(talent, EVERYTHING, "/app")


def test_who_is_named_with_others_is_told_of_each(talent: RunningBot) -> None:
    phone = talent.joined(GENERAL)
    says(phone, NAMED)
    both = says(phone, f"เสนอชื่อ {KAMON} ตำแหน่งนายช่าง โทร 0899999999 {WITTAYA} นิติกร 0891112222", 3)
    assert f"{KAMON} ส่งไปแล้ว" in both
    assert "เลขรับ 2/2561" in both
    assert [(one.facts["phone"], one.state) for one in candidates_of(talent)] == [
        ("0812345678", SENT),
        ("0891112222", SENT),
    ]
    six = "เสนอชื่อ " + " ".join(f"นาย{name} ใจกล้า นิติกร 081222333{place}" for place, name in enumerate("กขคงจฉ"))
    phone.says(
        six.replace("นายก ", "นายกร ")
        .replace("นายข ", "นายเข ")
        .replace("นายค ", "นายคง ")
        .replace("นายง ", "นายงาม ")
        .replace("นายจ ", "นายจร ")
        .replace("นายฉ ", "นายฉาย ")
    )
    told = str(phone.hears(5))
    assert [name for name in ("กร", "เข", "คง", "งาม", "จร", "ฉาย") if f"นาย{name} ใจกล้า" not in told] == []
    assert len(candidates_of(talent)) == 8


def test_a_contact_sends_for_their_own_unit_alone_and_is_told_if_another_is_named(talent: RunningBot) -> None:
    phone = talent.joined(GENERAL)
    said = f"{KAMON} ตำแหน่งนิติกร โทร 0812345678"
    for words in (f"กองคลัง ขอเสนอชื่อ {said}", f"เสนอชื่อ {KAMON} สังกัดกองคลัง นิติกร โทร 0812345678", f"กกจ. เสนอชื่อ {said}"):
        assert "ท่านส่งได้เฉพาะของ กองกลาง" in says(phone, words), words
    assert candidates_of(talent) == []
    for words, count in (
        (f"เรียน ผู้อำนวยการกองการเจ้าหน้าที่ กองกลางขอเสนอชื่อ {said}", 1),  # only written to
        (f"เสนอชื่อ {WITTAYA} ผู้อำนวยการกองคลัง โทร 0891112222", 2),  # a post
    ):
        says(phone, words)
        assert [one.unit for one in candidates_of(talent)] == ["general"] * count, words
    says(phone, "เสนอโครงการ คลังความรู้ของสำนักกฎหมาย ด้านดิจิทัล แล้วเสร็จ ธ.ค. 61")  # a title
    assert candidates_of(talent)[-1].unit == "general"


def test_who_coordinates_sends_withdraws_and_corrects_for_a_unit_in_scope_that_is_named(talent: RunningBot) -> None:
    phone, whole, of_law = (talent.joined(name) for name in (GENERAL, EVERYTHING, OF_LAW))
    said = f"{KAMON} ตำแหน่งนิติกร โทร 0812345678"
    assert "บอกชื่อหน่วยด้วย" in says(whole, f"เสนอชื่อ {said}")
    assert "ไม่อยู่ในหน่วยที่ท่านดูแล" in says(of_law, f"กองกลางเสนอชื่อ {said}")
    assert candidates_of(talent) == []
    assert "เลขรับ 1/2561" in says(of_law, f"สำนักกฎหมาย เสนอชื่อ {said}")
    assert "เลขรับ 2/2561" in says(whole, f"กองกลาง ขอเสนอชื่อ {WITTAYA} นิติกร 0891112222")
    assert f"ส่ง {WITTAYA} แทนหน่วยของท่าน" in everything_in(phone.hears(1))
    law, general = candidates_of(talent)
    assert (law.unit, general.unit) == ("law", "general")
    assert "ใช้ไม่ได้" in taps(of_law, HandleCandidate(general.id, "withdraw").pack())  # out of scope
    taps(whole, CorrectCandidate(general.id, "phone").pack())
    assert "0812223333" in says(whole, "0812223333")
    assert f"ถอน {WITTAYA} แล้ว" in says(whole, f"ถอนชื่อ {WITTAYA}")
    assert f"ถอน {WITTAYA}" in everything_in(phone.hears(2))
    assert states(talent) == [SENT, WITHDRAWN]
    says(phone, NAMED)
    talent.line.clock(set="2018-03-02T10:00:00+07:00")
    late = f"ขอถอนชื่อ {KAMON}"
    assert "ติดต่อผู้ดูแลโครงการ" in says(phone, late)
    assert f"ถอน {KAMON} แล้ว หลังวันปิดรับ" in says(whole, f"กองกลาง {late}")
    assert states(talent) == [SENT, WITHDRAWN, WITHDRAWN]
