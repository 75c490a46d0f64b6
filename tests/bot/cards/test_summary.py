"""Coordinators' cards at their worst stay within LINE's limits; zeros are shown, and what is amiss says what to do."""

from dataclasses import replace
from datetime import UTC, date, datetime

import orjson
import pytest

from bot.cards.broadcast import (
    AudienceOption,
    BroadcastAudienceCard,
    BroadcastPreviewCard,
    BroadcastProgressCard,
    audience_card,
    preview_card,
    progress_card,
)
from bot.cards.details import DetailsCard, details_card
from bot.cards.missing import PAGE, MissingCard, MissingLine, missing_card
from bot.cards.person import PersonActivity, person_card
from bot.cards.summary import SummaryDays, missing_line, summary_card, trouble_lines
from bot.line.limits import check
from locales.texts import Text
from services.summaries.counting import PARKED_SHOWN
from services.summaries.summary import (
    GroupFigures,
    MissingPerson,
    Pushes,
    SilentPerson,
    StuckReviews,
    Totals,
    TroubleReport,
    UnhandledMessage,
    Unreviewed,
)
from tests.bot.cards.coordinator_examples import DAILY, PERSON, SECTORS
from tests.bot.cards.test_cards import ENGLISH, THAI, inside

BOTH = pytest.mark.parametrize("text", [THAI, ENGLISH], ids=["th", "en"])
LONG = "ก" * 60 + "\u0e33" * 30 + "😀" * 55  # a name as long as a roster allows, in signs that count double
LARGEST = 2**63 - 1
SPAN = SummaryDays(date(2023, 7, 3), date(2023, 12, 1), "5607", "a" + "z" * 39)
DAY = date(2023, 7, 12)
MANY = tuple(MissingPerson(LARGEST, LONG, LONG, 103, muted=True) for _ in range(2000))


@BOTH
def test_cards_at_their_worst_keep_lines_limits(text: Text):
    names = (LONG,) * 3000
    sent = orjson.dumps({"type": "message", "message": {"type": "text", "text": LONG * 20}}).decode()
    parked = (UnhandledMessage(LONG, datetime(2023, 7, 12, tzinfo=UTC), sent),) * PARKED_SHOWN
    unwell = TroubleReport(99_999, 99_999, parked, names, names, names, Pushes(15_000, 15_000, 99_999))
    sectors = tuple((label, 99_999, 99_999) for label in SECTORS)
    stuck = (StuckReviews(LONG, 99_999, 999),) * 300
    totals = Totals(1_545_000, 1_400_000, 1_500_000, {})
    summary = replace(
        DAILY, days=SPAN, scope=LONG, missing=MANY, on_leave=names, totals=totals, last_week=totals, sectors=sectors,
        stuck=stuck, unwell=unwell, silent=(SilentPerson(LARGEST, LONG, 103, DAY),) * 2000,
        unreviewed=Unreviewed(((0, 99_999), (3, 99_999), (7, 99_999))),
    )  # fmt: skip
    lines = (MissingLine(LARGEST, LONG, 103, LONG, LONG, DAY, muted=True),) * PAGE
    entries = (PersonActivity(DAY, "ข้อความ" * 800, "resubmitted", 99_999, 20, LONG, "คำ" * 2000, LONG),) * 40
    days = tuple(date(2023, 7, 1 + number % 31) for number in range(103))
    groups = (GroupFigures(LONG, 15_000, 15_000, 1_545_000, 1_400_000),) * 900
    options = tuple(
        AudienceOption("area", "5607", LONG, f"announce-group-{group}", chosen=True)
        for group in ("role", "phase", "agency", "area", "leave")
        for _ in range(6)
    )
    cards = [
        summary_card(summary, text),
        missing_card(MissingCard(SPAN, LONG, lines, 15_000, 15_000, 700), text),
        person_card(
            replace(
                PERSON,
                person=LARGEST,
                name=LONG,
                facts=((LONG, LONG),) * 3,
                missing=days,
                away=days,
                entries=entries,
                more=99_999,
                notes=(LONG,),
                sectors=tuple((label, 99_999) for label in SECTORS),
            ),
            text,
        ),
        details_card(DetailsCard(SPAN, LONG, groups, groups), text),
        audience_card(BroadcastAudienceCard(LARGEST, "ก" * 4900, options, 15_000), text),
        preview_card(
            BroadcastPreviewCard(LARGEST, "ก" * 4900, ", ".join([LONG] * 4), 15_000, 15_000, 0, LARGEST), text
        ),
        progress_card(
            BroadcastProgressCard(
                LARGEST, "ก" * 4900, 15_000, 14_000, 500, 500, ((LONG, "announce-unreachable-not_joined"),) * 30, 14_000
            ),
            text,
        ),
    ]
    assert [check([card]) for card in cards] == [[]] * len(cards)


def test_sectors_nobody_met_are_shown_with_their_zero():
    said = [part["text"] for part in inside(summary_card(DAILY, THAI)) if part.get("type") == "text"]
    assert said[said.index("ภาคสื่อสารมวลชน") + 1] == "0 (1)"


WELL = replace(DAILY, missing=(), silent=(), unreviewed=Unreviewed(), stuck=(), unwell=TroubleReport())
NOTHING_AMISS = "ไม่มีเรื่องที่ต้องดูแล"


def test_nothing_amiss_is_said_too():
    said = str(summary_card(WELL, THAI))
    for zero in ("รายงานครบทุกคนแล้ว", "ตรวจครบทุกรายการแล้ว", NOTHING_AMISS):
        assert zero in said


@pytest.mark.parametrize(
    ("wrong", "line"),
    [
        ({"silent": (SilentPerson(1, "สมชาย", 71, DAY),)}, "ไม่รายงานติดกัน 10 วันทำการขึ้นไป 1 คน: สมชาย (71 วัน)"),
        ({"silent": (SilentPerson(1, "สมชาย", 9, DAY),)}, "ไม่รายงานติดกัน 5–9 วันทำการ 1 คน: สมชาย (9 วัน)"),
        ({"silent": (SilentPerson(1, "สมชาย", 3, DAY),)}, "ไม่รายงานติดกัน 3–4 วันทำการ 1 คน: สมชาย (3 วัน)"),
        ({"stuck": (StuckReviews("ประยูร", 57, 9),)}, "รอครูพี่เลี้ยงตั้งแต่ 7 วันทำการขึ้นไป 57 รายการ"),
        ({"last_week": Totals(76, 70, 66, {})}, "การรายงานลดลง จากสัปดาห์ก่อน 92 % เหลือ 84 %"),
        ({"unwell": TroubleReport(mentors_away=("ประยูร",))}, "ครูพี่เลี้ยงที่ยังไม่เข้า LINE 1 ท่าน: ประยูร"),
    ],
)
def test_what_is_wrong_stands_first_and_nothing_amiss_never_under_it(wrong, line):
    card = summary_card(replace(WELL, **wrong), THAI)
    said = [part["text"] for part in inside(card["contents"]["body"]) if part.get("type") == "text"]
    assert said[0] == "เรื่องที่ต้องดูแล"
    assert said[1].startswith(line)
    assert NOTHING_AMISS not in str(card)
    assert line in card["altText"]


def test_what_is_not_reviewed_is_told_by_age_the_oldest_first():
    card = summary_card(replace(WELL, unreviewed=Unreviewed(((0, 30), (3, 60), (7, 349)))), THAI)
    assert "ยังไม่ตรวจทั้งหมด 439 รายการ" in str(card)
    assert "7 วันทำการขึ้นไป 349 รายการ · 3–6 วันทำการ 60 รายการ · 0–2 วันทำการ 30 รายการ" in str(card)


def test_what_a_mentor_took_over_is_told_beside_what_waits_with_them():
    card = summary_card(replace(WELL, stuck=(StuckReviews("วิไล", 12, 115, taken_over=10),)), THAI)
    assert "วิไล · 12 รายการ · นานที่สุด 115 วันทำการ · รับช่วงต่อ 10 รายการ" in str(card)


def test_each_trouble_is_told_with_what_to_do():
    lines = trouble_lines(DAILY.unwell, THAI)
    assert len(lines) == 7
    assert lines[0].startswith("ข้อความของ นายสมชาย ใจดี (พุธ 12 ก.ค. 2566) ยังไม่ได้รับการประมวลผล: “ประชุมกับผู้ใหญ่บ้าน")
    assert lines[1] == "ข้อความของ นายประยูร ศรีสุข (พุธ 12 ก.ค. 2566) ยังไม่ได้รับการประมวลผล แจ้งผู้ดูแลระบบ"
    assert "อีก 1 ข้อความ" in lines[2]
    for what in ("แจ้งผู้ดูแลระบบ", "ออกรหัสใหม่", "เลิกบล็อก", "ส่งรหัสให้เจ้าตัว", "เพิ่มแพ็กเกจ"):
        assert any(what in line for line in lines), what


def test_pushes_that_suffice_are_no_trouble():
    assert trouble_lines(TroubleReport(pushes=Pushes(10, 300, 200)), THAI) == []
    assert trouble_lines(TroubleReport(pushes=Pushes(10_000, None, 20_000)), THAI) == []


def test_who_is_muted_is_marked():
    assert "🔕" in missing_line(MissingPerson(1, "สมชาย", None, 1, muted=True), THAI, days=False)


@pytest.mark.parametrize(("expected", "reported", "share"), [(0, 0, None), (3, 3, 100), (1000, 999, 99), (3, 0, 0)])
def test_not_all_is_never_called_a_hundred(expected, reported, share):
    assert Totals(expected, reported, 0, {}).share == share
