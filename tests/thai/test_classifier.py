"""The classifier: learned from the examples that stand here, for the intents there are, and never its own judge."""

from datetime import date

import orjson
import pytest

from bench.thai.learn import examples, features_of, fingerprint
from bench.thai.messages import messages
from bench.thai.strangers_scores import SETS, strangers
from tests.thai.speakers import speaker
from thai.classifier import ABOUT, OF_SOMEBODY, WEIGHTS, Likelihoods, likelihoods, weights
from thai.data import FOLDER
from thai.enquiries import subjects
from thai.intents import INTENTS
from thai.understand import understand


def test_the_weights_were_learned_from_the_examples_that_stand_here():
    assert orjson.loads((FOLDER / WEIGHTS).read_bytes())["examples"] == fingerprint(), "run make learn"


def test_every_example_wants_an_intent_or_a_question_that_is_known():
    known = {*INTENTS, *(f"{ABOUT}{subject.about}" for subject in subjects())}
    assert {example.intent for example in examples()} <= known
    assert set(weights().intents) <= known


def test_no_example_is_a_message_that_judges():
    judges = {message.text for message in messages("unseen")}
    judges |= {one.marked.text for name in SETS for one in strangers(name, "unseen")}
    assert not judges & {example.text for example in examples()}


def test_an_intent_is_weighed_together_with_the_questions_that_are_a_kind_of_it():
    weighed = Likelihoods([("export", 0.4), ("summary", 0.3), ("about_comparison", 0.25), ("unknown", 0.05)])
    assert (weighed.best, weighed.best_of_kinds) == (("export", 0.4), ("summary", pytest.approx(0.55)))


@pytest.mark.parametrize("role", ["participant", "mentor", "coordinator"])
def test_likelihoods_are_of_intents_the_role_may_use_and_add_up_to_one(role):
    example = next(example for example in examples() if example.context.role == role)
    ranked = likelihoods(features_of(example), role)
    assert sum(share for _, share in ranked) == pytest.approx(1)
    assert ranked == sorted(ranked, key=lambda pair: -pair[1])
    asked = [wanted for wanted, _ in ranked if wanted.startswith(ABOUT)]
    assert bool(asked) == (role != "participant")
    besides = {"unknown", *asked, *(() if role == "participant" else (OF_SOMEBODY,))}
    assert all(wanted in besides or role in INTENTS[wanted].roles for wanted, _ in ranked)


@pytest.mark.parametrize(
    ("text", "role", "intent"),
    [
        ("ขอเชิญร่วมงานทอดกฐินสามัคคี ณ วัดป่าสน วันเสาร์ที่ 11 พฤศจิกายน 2566 โทร 080-000-0000", "participant", "unknown"),
        ("ด่วนที่สุด ให้ทุกอำเภอสำรวจถนนชำรุดแล้วรายงานจังหวัดภายใน 14 ก.ค. 66", "participant", "unknown"),
        ("แจ้งเวียน ปลัดวิชัยลาพักผ่อน 13-14 ก.ค. 66 ให้ปลัดมาลีรักษาราชการแทน", "participant", "unknown"),
        ("ไม่สบายมากค่ะ วันนี้ไปทำงานไม่ไหว", "participant", "leave"),
        ("ป่วยอยู่แต่ก็ไปประชุมหมู่บ้านมาแล้ว ชาวบ้านมา 19 คน", "participant", "log_activity"),
        ("ลืมใส่ชื่อหมู่บ้าน ขอเพิ่มรายละเอียดของเมื่อวาน", "participant", "edit_activity"),
        ("เฟสสามเริ่มวันไหนคะ", "participant", "my_schedule"),
        ("เขียนน้อยไป ให้น้องเขียนมาใหม่", "mentor", "return_entry"),
        ("ไปราชการต่างจังหวัด งดเตือนถึงวันศุกร์", "mentor", "mute"),
        ("สรุปของอาทิตย์ก่อนให้หน่อย จะใช้ประชุมพรุ่งนี้", "coordinator", "summary"),
        ("บอกพี่เลี้ยงทุกคนว่าขอให้ตรวจงานให้เสร็จภายในวันศุกร์", "coordinator", "broadcast"),
        # A rule finds another command in these, but the whole message is nearly certain.
        ("สรุปวันนี้หนูส่งไปแล้วหรือยัง งง", "participant", "my_status"),
        ("1 กับ 5 ให้ไปแก้มาใหม่นะ อันแรกไม่มีรูป อันหลังสถานที่ผิดอำเภอ", "mentor", "return_entry"),
        ("น้องในความดูแลผมลงบันทึกกันหมดหรือยัง ของวันนี้", "mentor", "who_is_missing"),
    ],
)
def test_what_no_single_rule_says(text, role, intent):
    assert understand(text, speaker(role)).intent == intent


def test_the_words_of_an_announcement_that_no_rule_finds_follow_that():
    meaning = understand("ช่วยบอกครูพี่เลี้ยงทุกคนว่าตรวจงานให้เสร็จก่อนวันศุกร์", speaker("coordinator"))
    assert (meaning.intent, meaning.slots.message) == ("broadcast", "ตรวจงานให้เสร็จก่อนวันศุกร์")


def test_a_mute_until_a_day_is_until_the_day_to_come():
    meaning = understand("ไปราชการต่างจังหวัด งดเตือนถึงวันศุกร์", speaker("mentor"))
    assert (meaning.intent, meaning.slots.activity_date, meaning.doubts) == ("mute", date(2023, 7, 14), ())


def test_leave_that_is_asked_of_the_mentor_is_leave_and_not_only_words_to_pass_on():
    meaning = understand("เรียน นอภ. ขออนุญาตลากิจ ๑๗-๑๘ ก.ค. ๖๖ ครับ", speaker())
    assert meaning.intent == "leave"
    assert meaning.slots.period == (date(2023, 7, 17), date(2023, 7, 18))
