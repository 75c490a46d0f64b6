"""Telling examples of the cards of forms and of coverage."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from bot.cards.coverage import CoverageCard, SectorMet, coverage_card
from bot.cards.form_list import FormListCard, FormListOption, form_list_card
from bot.cards.form_question import FormQuestionCard, form_question_card
from bot.cards.form_receipt import FormReceiptCard, form_receipt_card
from bot.cards.form_summary import FormSummaryCard, FormSummaryLine, form_summary_messages
from bot.cards.look import Piece
from bot.postback import FormStep, OpenForm
from locales.texts import Text

FORM = "แบบรับฟังความเห็น 7 ภาคีเครือข่าย"
ABBOT = "พระครูสมุห์ชัย เจ้าอาวาสวัดศรีโคมคำ"
TODAY = date(2023, 7, 19)
LABELS = (
    "ภาคราชการ", "ภาคผู้นำศาสนา", "ภาควิชาการ", "ภาคเอกชน", "ภาคประชาสังคม", "ภาคประชาชน", "ภาคสื่อสารมวลชน",
)  # fmt: skip
LINES = (
    FormSummaryLine(1, "ความเห็นนี้มาจากภาคใด", "ภาคผู้นำศาสนา"),
    FormSummaryLine(2, "ผู้ให้ความเห็นคือใคร", ABBOT),
    FormSummaryLine(3, "พบกันวันที่เท่าไร", "อังคาร 18 ก.ค. 2566"),
    FormSummaryLine(4, "พบกันที่ไหน", "วัดศรีโคมคำ ต.เวียง"),
    FormSummaryLine(5, f"{ABBOT} คิดเห็นอย่างไรต่อการทำงานในพื้นที่", "อยากให้ทำต่อเนื่อง ชาวบ้านเริ่มแยกขยะเปียกกันแล้ว"),
    FormSummaryLine(6, "อะไรที่ยังเป็นปัญหาหรืออุปสรรค", None),
)

FORM_EXAMPLES: dict[str, Callable[[Text], Piece]] = {
    "form_question_one": lambda text: form_question_card(
        FormQuestionCard(
            31, FORM, "select_one", "ความเห็นนี้มาจากภาคใด", "", 1, 11, LABELS, ways=("all", "park"), conversation=4
        ),
        text,
    ),
    "form_question_text": lambda text: form_question_card(
        FormQuestionCard(
            31,
            FORM,
            "text",
            "ผู้ให้ความเห็นคือใคร",
            "ชื่อบุคคลพร้อมตำแหน่ง หรือชื่อหน่วยงาน",
            2,
            11,
            offered="เจ้าอาวาสวัดศรีโคมคำ",
            ways=("keep", "back", "all", "park", "web"),
            conversation=5,
        ),
        text,
    ),
    "form_question_date": lambda text: form_question_card(
        FormQuestionCard(
            31,
            FORM,
            "date",
            "ควรติดตามภายในวันที่เท่าไร",
            "",
            12,
            12,
            ways=("back", "all", "park"),
            trouble="วันติดตามต้องอยู่หลังวันที่พบกัน",
            initial="2023-07-19",
            conversation=6,
        ),
        text,
    ),
    "form_question_many": lambda text: form_question_card(
        FormQuestionCard(
            32,
            "แบบสำรวจ",
            "select_multiple",
            "พบใครบ้าง",
            "",
            3,
            9,
            LABELS,
            (1, 3),
            ways=("done", "skip", "back"),
            conversation=7,
        ),
        text,
    ),
    "form_question_scale": lambda text: form_question_card(
        FormQuestionCard(
            33,
            "แบบประเมินเมื่อสิ้นสุดช่วงที่ 2",
            "range",
            "ความรู้ความสามารถ",
            "",
            1,
            8,
            ("1", "2", "3", "4", "5"),
            about="สมชาย ใจดี",
            ways=("all", "park"),
            conversation=8,
        ),
        text,
    ),
    "form_question_more": lambda text: form_question_card(
        FormQuestionCard(34, "แบบสำรวจ", "more", "มี “ครัวเรือน” อีกไหม (ตอนนี้ 2 รายการ)", ways=("more", "enough", "back")),
        text,
    ),
    "form_summary": lambda text: form_summary_messages(
        FormSummaryCard(31, FORM, LINES, remark="ข้อความที่เริ่มไว้: บันทึกความเห็นเจ้าอาวาสวัดศรีโคมคำ", conversation=9), text
    )[0],
    "form_summary_submitted": lambda text: form_summary_messages(
        FormSummaryCard(31, FORM, LINES, "submitted", until="พุธ 2 ส.ค. 2566", conversation=10), text
    )[0],
    "form_receipt": lambda text: form_receipt_card(
        FormReceiptCard(
            31,
            FORM,
            "พุธ 19 ก.ค. 2566",
            tuple((line.asked, line.value) for line in LINES if line.value),
            reached=3,
            wanted=7,
            missing="ภาควิชาการ · ภาคเอกชน · ภาคประชาชน · ภาคสื่อสารมวลชน",
            until="พุธ 2 ส.ค. 2566",
            conversation=11,
        ),
        text,
    ),
    "form_receipt_next": lambda text: form_receipt_card(
        FormReceiptCard(
            33,
            "คำถามประจำสัปดาห์ถึงครูพี่เลี้ยง",
            "พุธ 19 ก.ค. 2566",
            (("สัปดาห์นี้ก้าวหน้าเพียงใด", "4 ดี"),),
            about="สมชาย ใจดี",
            following="มาลี แสงทอง",
            conversation=12,
        ),
        text,
    ),
    "form_list": lambda text: form_list_card(
        FormListCard(
            "แบบฟอร์ม",
            "เลือกแบบฟอร์ม",
            (
                FormListOption(f"ทำต่อ: {FORM}", "ข้อ 3 จาก 11 · ทำค้างไว้ 18 ก.ค. 2566", FormStep(31, "resume")),
                FormListOption(FORM, "เปิดถึงวันศุกร์ 1 ธ.ค. 2566", OpenForm("feedback7")),
            ),
        ),
        text,
    ),
    "form_whom": lambda text: form_list_card(
        FormListCard(
            "คำถามประจำสัปดาห์ถึงครูพี่เลี้ยง",
            "ประเมินผู้ใด",
            (
                FormListOption("มาลี แสงทอง", "ยังไม่ได้ประเมิน", OpenForm("mentor_weekly", about=3)),
                FormListOption("สมชาย ใจดี", "ล่าสุด 18 ก.ค. 2566", OpenForm("mentor_weekly", about=2), is_done=True),
            ),
        ),
        text,
    ),
    "coverage": lambda text: coverage_card(
        CoverageCard(
            "7 ภาคีเครือข่าย" if text.language == "th" else "Seven network sectors",
            date(2023, 6, 5),
            TODAY,
            tuple(
                SectorMet(label, times, date(2023, 7, 19 - days) if times else None)
                for label, times, days in zip(LABELS, (6, 3, 1, 0, 2, 5, 0), (0, 1, 12, 0, 4, 2, 0), strict=True)
            ),
            "ภาคเอกชน",
            "บริษัท หอการค้า ร้านค้า โรงงาน ผู้ประกอบการ ธนาคาร สภาอุตสาหกรรม",
            "feedback7",
            "private",
        ),
        text,
    ),
}
