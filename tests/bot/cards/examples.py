"""One telling example of every card, taken from the cohort's second week: what goldens and pictures are made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from bot.cards.activity import ActivityCard, ChoiceOffered, activity_card
from bot.cards.addition import AdditionLine, addition_line
from bot.cards.choices import ChoiceOption, ChoicesCard, choices_card
from bot.cards.commands import CallOffered, Offered
from bot.cards.day import DayActivity, DayCard, day_card
from bot.cards.deleted import DeletedLine, deleted_line
from bot.cards.facts import Fact
from bot.cards.forget_me import ForgetMeCard, forget_me_card
from bot.cards.help import HelpCard, help_card
from bot.cards.look import Piece
from bot.cards.menu import MenuCard, menu_card
from bot.cards.month import DayCell, MonthCard, month_card
from bot.cards.my_data import MyDataCard, my_data_card
from bot.cards.privacy import PrivacyNotice
from bot.cards.registered import RegisteredCard, registered_card
from bot.cards.returned import ReturnedCard, returned_card
from bot.cards.review import ReviewCard, review_carousel, review_message
from bot.cards.status import NextStage, StatusCard, StatusMentor, status_card
from bot.cards.stranger import StrangerCard, stranger_card
from bot.cards.thread import Saying, ThreadCard, ThreadList, thread_card, thread_list
from bot.cards.welcome import WelcomeCard, welcome_card
from bot.cards.withdraw_consent import WithdrawConsentCard, withdraw_consent_card
from locales.texts import Text
from programmes.sections import Label
from tests.bot.cards.coordinator_examples import COORDINATOR_EXAMPLES
from tests.bot.cards.development_examples import DEVELOPMENT_EXAMPLES
from tests.bot.cards.evaluation_examples import EVALUATION_EXAMPLES
from tests.bot.cards.form_examples import FORM_EXAMPLES
from tests.bot.cards.plan_examples import PLAN_EXAMPLES
from tests.bot.cards.rater_examples import RATER_EXAMPLES
from tests.bot.cards.unit_examples import UNIT_EXAMPLES

TODAY = date(2023, 7, 12)
OF_UNITS = Offered(
    mentors=False,
    plans=False,
    daily=False,
    forms=False,
    views=("forums", "teams", "plan", "steps"),
    forum=Label(th="เวทีประชาคม", en="public forum"),
    forum_said="เวทีประชาคม",
    unit_plan=Label(th="แผนเดียว (One Plan)", en="One Plan"),
    unit_plan_said="one plan",
)
OF_CALLS = Offered(
    mentors=False,
    plans=False,
    daily=False,
    forms=False,
    sectors=False,
    entries=False,
    call_kinds=("people", "projects"),
    calls=(
        CallOffered("team", "people", "รายชื่อ MOI's 4.0 Talent Team", "28 ก.พ. 2561"),
        CallOffered("projects", "projects", "แผนงาน/โครงการขับเคลื่อนมหาดไทย 4.0", "28 ก.พ. 2561"),
    ),
)
CONTACT = "กองการเจ้าหน้าที่ สำนักงานปลัดกระทรวงมหาดไทย"
NOTICE = PrivacyNotice(version="1", owner=CONTACT, contact=CONTACT, kept_until=date(2024, 12, 21))
SECTORS = {
    "government": "ภาคราชการ",
    "religious": "ภาคผู้นำศาสนา",
    "academic": "ภาควิชาการ",
    "private": "ภาคเอกชน",
    "civil_society": "ภาคประชาสังคม",
    "people": "ภาคประชาชน",
    "media": "ภาคสื่อสารมวลชน",
}
RELIEF = (
    "ความมั่นคงภายใน", "รักษาความสงบเรียบร้อย", "ยาเสพติด", "ภัยพิบัติ/น้ำท่วม/ภัยแล้ง", "ขจัดความยากจน ลดความเหลื่อมล้ำ",
    "กลุ่มเปราะบาง", "มลพิษทางอากาศ", "ที่อยู่อาศัย", "จิตอาสาภัยพิบัติ", "สาธารณสงเคราะห์",
)  # fmt: skip
WELLBEING = (
    "ปลูกผักสวนครัว", "ถังขยะเปียกลดโลกร้อน", "3R", "ตลาดนัดขยะทองคำ", "การจัดการน้ำ", "อาชีพ/เศรษฐกิจฐานราก",
    "หมู่บ้านยั่งยืน (Sustainable Village)", "จิตอาสาพัฒนา", "สุขภาพ", "การศึกษา", "One Plan/ประชาคม", "ถอดบทเรียน",
)  # fmt: skip
STORY = "วันนี้ลงพื้นที่ บ้านหนองบัว ต.แม่ใจ ประชุมกับผู้ใหญ่บ้านและพระเรื่องถังขยะเปียก 25 คน"


def facts(
    people: int | None = None,
    sectors: tuple[str, ...] = (),
    places: tuple[str, ...] = (),
    tags: tuple[str, ...] = (),
) -> tuple[Fact, ...]:
    """The facts of an activity, as handlers give them to cards."""
    return (
        Fact("people", people),
        Fact("sectors", said=sectors),
        Fact("places", said=places, in_lines=True),
        Fact("tags", said=tags),
    )


FULL_FACTS = facts(
    people=25,
    sectors=("ภาคราชการ", "ภาคผู้นำศาสนา"),
    places=("บ้านหนองบัว ต.แม่ใจ อ.แม่ใจ จ.พะเยา",),
    tags=("ถังขยะเปียกลดโลกร้อน",),
)
FULL = ActivityCard(
    activity=1204,
    day=TODAY,
    today=TODAY,
    words=STORY,
    facts=FULL_FACTS,
    photos=2,
    photo_urls=("https://bot.example/m/a1", "https://bot.example/m/a2"),
    pinned=True,
    earliest=TODAY - timedelta(days=9),
)


def july() -> tuple[DayCell, ...]:
    marks = {3: "approved", 4: "filled", 5: "filled", 6: "returned", 7: "missing", 10: "filled", 11: "leave"}
    marks |= {12: "none", 28: "holiday", 1: "weekend", 2: "note", 8: "filled"}
    cells = []
    for number in range(1, 32):
        day = date(2023, 7, number)
        mark = marks.get(number, "future" if day > TODAY else "weekend")
        cells.append(
            DayCell(day, mark, {4: 3, 8: 1}.get(number, int(mark in ("filled", "approved", "returned", "note"))))
        )
    return tuple(cells)


def tag_options() -> tuple[ChoiceOption, ...]:
    groups = (("มิติบำบัดทุกข์", "relief", RELIEF), ("มิติบำรุงสุข", "wellbeing", WELLBEING))
    return tuple(
        ChoiceOption(f"{key}_{number}", label, label == "ถังขยะเปียกลดโลกร้อน", group)
        for group, key, labels in groups
        for number, label in enumerate(labels)
    )


REVIEW = ReviewCard(
    activity=1204,
    revision=3,
    name="นางสาวกมลชนก วงศ์สุวรรณ",
    day=TODAY,
    words=STORY,
    facts=FULL_FACTS,
    photos=2,
    photo_urls=("https://bot.example/m/a1", "https://bot.example/m/a2"),
    pinned=True,
    waited=3,
)
ASKED = Saying("สมชาย ใจดี", date(2023, 7, 11), "งานวันศุกร์ต้องแต่งกายอย่างไร", mine=False)
THREAD = ThreadCard(31, "สมชาย ใจดี", "ประยูร ศรีสุข", (ASKED,), mine=False, waits=True)
ANSWERED = replace(
    THREAD,
    said=(replace(ASKED, mine=True), Saying("ประยูร ศรีสุข", TODAY, "ชุดผ้าไทย สีครามก็ได้", mine=False)),
    mine=True,
    waits=False,
)


EXAMPLES: dict[str, Callable[[Text], Piece]] = (
    {
        "record": lambda text: activity_card(FULL, text),
        "record_photo_only": lambda text: activity_card(
            ActivityCard(7, TODAY, TODAY, None, facts(), photos=1, photo_urls=("https://bot.example/m/a1",)), text
        ),
        "record_note": lambda text: activity_card(
            ActivityCard(8, date(2023, 6, 20), TODAY, "เตรียมข้อมูลอำเภอ", facts(), state="note", note_reason="gap"), text
        ),
        "record_approved": lambda text: activity_card(
            ActivityCard(
                9, date(2023, 7, 3), TODAY, STORY, facts(25, ("ภาคราชการ",), ("อ.แม่ใจ จ.พะเยา",)), state="approved"
            ),
            text,
        ),
        "record_deleted": lambda text: activity_card(
            ActivityCard(9, TODAY, TODAY, STORY, facts(25), state="deleted"), text
        ),
        "record_returned": lambda text: activity_card(
            replace(FULL, state="returned", said="ประยูร ศรีสุข: ขาดรูปตอนประชุม และยังไม่บอกว่าใครเข้าร่วม"), text
        ),
        "record_doubts": lambda text: activity_card(
            replace(
                FULL,
                day=date(2023, 7, 6),
                choices=(
                    ChoiceOffered(
                        "day",
                        "วันพุธไม่ตรงกับวันที่ 6 ก.ค. 2566 – ใช่วันไหน",
                        ((1, "พฤหัสบดี 6 ก.ค."), (2, "พุธ 5 ก.ค.")),
                        12,
                    ),
                    ChoiceOffered("people", "ข้อความบอกไว้หลายจำนวน – มีคนร่วมกี่คน", ((3, "25 คน"), (4, "60 คน")), 12),
                ),
            ),
            text,
        ),
        "record_doubtful_place": lambda text: activity_card(
            replace(
                FULL,
                choices=(
                    ChoiceOffered(
                        "places",
                        "ชื่อสถานที่สะกดไม่ตรง – หมายถึงต.แม่ใจ อ.แม่ใจ จ.พะเยา ใช่หรือไม่",
                        ((1, "ต.แม่ใจ อ.แม่ใจ จ.พะเยา"), (2, "ต.แม่ใจเหนือ อ.แม่ใจ จ.พะเยา")),
                        12,
                    ),
                ),
            ),
            text,
        ),
        "record_offered": lambda text: activity_card(
            replace(FULL, choices=(ChoiceOffered("people", None, ((1, "แก้เป็น 27 คน"),), 12),)), text
        ),
        "record_waits": lambda text: activity_card(replace(FULL, waits=True), text),
        "review": lambda text: review_message(REVIEW, text),
        "review_again": lambda text: review_message(
            replace(
                REVIEW, state="resubmitted", round=2, waited=0, changes=("เพิ่มรูป", "จำนวนคน 25 เป็น 40"), said="ขาดรูป"
            ),
            text,
        ),
        "review_approved": lambda text: review_message(
            replace(REVIEW, state="approved", photos=0, photo_urls=()), text
        ),
        "review_returned": lambda text: review_message(replace(REVIEW, state="returned", said="ขาดรูป"), text),
        "review_row": lambda text: review_carousel(
            [
                replace(REVIEW, number=1),
                replace(REVIEW, number=2, words=None, facts=facts()),
            ],
            text,
            7,
            next_page=2,
        ),
        "returned": lambda text: returned_card(
            ReturnedCard(1204, TODAY, "ประยูร ศรีสุข", "ขาดรูปตอนประชุม", ("รูป", "จำนวนคน"), STORY), text
        ),
        "thread": lambda text: thread_card(THREAD, text),
        "thread_answered": lambda text: thread_card(ANSWERED, text),
        "thread_moved": lambda text: thread_card(replace(THREAD, came_from="วิไล บุญมา"), text),
        "threads": lambda text: thread_list(
            ThreadList((THREAD, replace(THREAD, question=32, waits=False)), mine=False), text
        ),
        "threads_mine": lambda text: thread_list(ThreadList((ANSWERED,), mine=True), text),
        "addition_photo": lambda text: addition_line(AdditionLine(1204, 55, TODAY, "photo", 2), text),
        "addition_pin": lambda text: addition_line(AdditionLine(1204, 56, TODAY, "pin"), text),
        "addition_words": lambda text: addition_line(AdditionLine(1204, 57, TODAY, "words"), text),
        "deleted": lambda text: deleted_line(DeletedLine(1204, TODAY), text),
        "month": lambda text: month_card(
            MonthCard(date(2023, 7, 1), july(), TODAY, reported=5, expected=7, earlier=True, later=True), text
        ),
        "day": lambda text: day_card(
            DayCard(
                TODAY,
                (
                    DayActivity(1204, STORY, 25, ("บ้านหนองบัว ต.แม่ใจ อ.แม่ใจ จ.พะเยา",), 2),
                    DayActivity(1205, None, None, (), 1, "approved"),
                ),
            ),
            text,
        ),
        "day_to_delete": lambda text: day_card(
            DayCard(TODAY, (DayActivity(1204, STORY, 25), DayActivity(1205, None, photos=1)), to_delete=True), text
        ),
        "day_empty": lambda text: day_card(DayCard(date(2023, 7, 7), (), None, can_be_told=True), text),
        "status": lambda text: status_card(
            StatusCard(
                name="นางสาวกมลชนก วงศ์สุวรรณ",
                role="participant",
                role_name="ผู้เข้าร่วมโครงการ",
                today=TODAY,
                phase="ช่วงที่ 2 ปฏิบัติงานในอำเภอ",
                week=(2, 22),
                stage="อำเภอนำร่อง",
                district="อ.แม่ใจ",
                province="จ.พะเยา",
                mentor=StatusMentor("นายสมชาย ใจดี", "นายอำเภอแม่ใจ", has_line=False),
                days_reported=5,
                days_expected=7,
                streak=2,
                sectors=dict(zip(SECTORS.values(), (6, 3, 1, 0, 2, 5, 0), strict=True)),
                next_stage=NextStage("อำเภอเป้าหมาย", date(2023, 7, 17), "อ.เมืองพะเยา จ.พะเยา"),
            ),
            text,
        ),
        "status_mentor": lambda text: status_card(
            StatusCard(
                "นายสมชาย ใจดี",
                "mentor",
                "ครูพี่เลี้ยง",
                TODAY,
                phase="ช่วงที่ 2 ปฏิบัติงานในอำเภอ",
                week=(2, 22),
                district="อ.แม่ใจ",
                province="จ.พะเยา",
                people=("นางสาวกมลชนก วงศ์สุวรรณ", "นายธนกร แก้วมณี"),
            ),
            text,
        ),
        "status_gap": lambda text: status_card(
            StatusCard(
                "นางสาวกมลชนก วงศ์สุวรรณ",
                "participant",
                "ผู้เข้าร่วมโครงการ",
                date(2023, 6, 20),
                outside="gap",
                next_stage=NextStage("อำเภอนำร่อง", date(2023, 7, 3), "อ.แม่ใจ จ.พะเยา"),
            ),
            text,
        ),
        "welcome": lambda text: welcome_card(WelcomeCard(NOTICE, "CAST 2566"), text),
        "stranger": lambda text: stranger_card(StrangerCard("CAST 2566", CONTACT), text),
        "registered": lambda text: registered_card(
            RegisteredCard(
                "นางสาวกมลชนก วงศ์สุวรรณ",
                "participant",
                "ผู้เข้าร่วมโครงการ",
                "กรมการปกครอง",
                "นักวิเคราะห์นโยบายและแผนชำนาญการพิเศษ",
                "ช่วงที่ 2 ปฏิบัติงานในอำเภอ",
                "อ.แม่ใจ จ.พะเยา",
                "นายสมชาย ใจดี",
            ),
            text,
        ),
        "menu_participant": lambda text: menu_card(MenuCard("participant", "กมลชนก"), text),
        "menu_mentor": lambda text: menu_card(MenuCard("mentor", "สมชาย"), text),
        "menu_stranger": lambda text: menu_card(MenuCard(None), text),
        "menu_calls": lambda text: menu_card(MenuCard("participant", "กมลชนก", OF_CALLS), text),
        "help_calls": lambda text: help_card(HelpCard("participant", CONTACT, 31, OF_CALLS), text),
        "menu_units": lambda text: menu_card(MenuCard("participant", "กมลชนก", OF_UNITS), text),
        "help_units_participant": lambda text: help_card(HelpCard("participant", CONTACT, 31, OF_UNITS), text),
        "help_units_coordinator": lambda text: help_card(HelpCard("coordinator", CONTACT, 31, OF_UNITS), text),
        "help_participant": lambda text: help_card(HelpCard("participant", CONTACT, 14), text),
        "help_mentor": lambda text: help_card(HelpCard("mentor", CONTACT, 14), text),
        "help_coordinator": lambda text: help_card(HelpCard("coordinator", CONTACT, 14), text),
        "help_stranger": lambda text: help_card(HelpCard(None, CONTACT, 14), text),
        "choices_sectors": lambda text: choices_card(
            ChoicesCard(
                1204,
                "sectors",
                tuple(ChoiceOption(key, label, key in ("government", "religious")) for key, label in SECTORS.items()),
                3,
            ),
            text,
        ),
        "choices_tags": lambda text: choices_card(ChoicesCard(1204, "tags", tag_options(), 3), text),
        "my_data": lambda text: my_data_card(
            MyDataCard(
                NOTICE,
                "นางสาวกมลชนก วงศ์สุวรรณ",
                "ผู้เข้าร่วมโครงการ",
                "กรมการปกครอง",
                "นักวิเคราะห์นโยบายและแผนชำนาญการพิเศษ",
                date(2023, 6, 5),
                12,
                31,
                4,
                file_url="https://bot.example/d/Zm9vYmFy?openExternalBrowser=1",
            ),
            text,
        ),
        "my_data_stranger": lambda text: my_data_card(MyDataCard(NOTICE), text),
        "forget_me": lambda text: forget_me_card(ForgetMeCard(12, 31, 4), text),
        "withdraw_consent": lambda text: withdraw_consent_card(
            WithdrawConsentCard(12, 3, "กรมการปกครอง", date(2024, 12, 15), 4), text
        ),
    }
    | FORM_EXAMPLES
    | EVALUATION_EXAMPLES
    | PLAN_EXAMPLES
    | COORDINATOR_EXAMPLES
    | RATER_EXAMPLES
    | UNIT_EXAMPLES
    | DEVELOPMENT_EXAMPLES
)
