"""A telling example of every card of coordinators, from the cohort's second week."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import orjson

from bot.cards.broadcast import (
    AudienceOption,
    BroadcastAudienceCard,
    BroadcastPreviewCard,
    BroadcastProgressCard,
    audience_card,
    preview_card,
    progress_card,
)
from bot.cards.broadcast_receivers import BroadcastReceiversCard, receivers_card
from bot.cards.broadcast_times import (
    NotSentBroadcast,
    ScheduledBroadcast,
    not_sent_card,
    scheduled_card,
    time_picker,
)
from bot.cards.comparison import ComparisonCard, comparison_card
from bot.cards.decision import DecisionCard, DecisionOption, decision_card
from bot.cards.details import DetailsCard, details_card
from bot.cards.download import DownloadCard, download_card
from bot.cards.look import Piece
from bot.cards.missing import MissingCard, MissingLine, missing_card
from bot.cards.paper import PaperCard, paper_card
from bot.cards.person import PersonActivity, PersonCard, person_card
from bot.cards.photos import PhotosCard, PhotoShown, photos_card
from bot.cards.roster_preview import RosterCard, RosterChoice, roster_card
from bot.cards.summary import SummaryCard, SummaryDays, summary_card
from bot.postback import ExportDays, HandleRoster, ShowSummary
from locales.texts import Text
from services.summaries.summary import (
    ComparedGroup,
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

TODAY = date(2023, 7, 12)
DAYS = SummaryDays(TODAY, TODAY)
WEEK = SummaryDays(date(2023, 7, 10), date(2023, 7, 16), "5607", "cdd")
SECTORS = ("ภาคราชการ", "ภาคผู้นำศาสนา", "ภาควิชาการ", "ภาคเอกชน", "ภาคประชาสังคม", "ภาคประชาชน", "ภาคสื่อสารมวลชน")
NAMES = (
    "นางสาวกมลชนก วงศ์สุวรรณ", "นายธนกร แก้วมณี", "นายสมชาย ใจดี", "นางมาลี แสงทอง", "ว่าที่ร้อยตรีหญิง วิไลวรรณ บุญมา",
    "นายประสิทธิ์ ศรีสุข", "นางสาวจิราพร ทองดี", "นายอำนาจ ชัยวัฒน์", "นายเกรียงไกร มั่นคง", "นางพรทิพย์ สุขใจ",
    "นายณัฐพล วัฒนา", "นางสาวศิริพร แก้วใส",
)  # fmt: skip
STORY = "ประชุมกับผู้ใหญ่บ้านและพระเรื่องถังขยะเปียก 25 คน ที่บ้านหนองบัว"
WORDS = "พรุ่งนี้ประชุมติดตามความก้าวหน้า เวลา 09.00 น. ณ ห้องประชุมที่ว่าการอำเภอ ขอให้เตรียมสรุปงานของสัปดาห์นี้มาด้วย"
ASKED_AT = datetime(2023, 7, 12, 3, 0, tzinfo=UTC)
SEND_AT = datetime(2023, 7, 13, 1, 0, tzinfo=UTC)  # 08:00 in Bangkok
SENT_AT = datetime(2023, 7, 12, 3, 15, tzinfo=UTC)
SENT = {"type": "message", "message": {"type": "text", "id": "1", "text": STORY}}


def counted(now: tuple[int, ...], before: tuple[int | None, ...]) -> tuple[tuple[str, int, int | None], ...]:
    return tuple(zip(SECTORS, now, before, strict=True))


def missing(count: int, days: int = 1) -> tuple[MissingPerson, ...]:
    return tuple(
        MissingPerson(number, NAMES[number % len(NAMES)], "กรมการปกครอง", days, number == 2) for number in range(count)
    )


DAILY = SummaryCard(
    days=DAYS,
    scope="ทั้งโครงการ",
    people=76,
    missing=missing(12),
    on_leave=("นายวีระ กล้าหาญ", "นางสาวอรุณี ใจงาม"),
    totals=Totals(74, 62, 71, {}),
    last_week=Totals(76, 58, 66, {}),
    sectors=counted((41, 22, 9, 4, 12, 38, 0), (39, 25, 6, 4, 10, 40, 1)),
    silent=(
        SilentPerson(1, NAMES[2], 12, TODAY),
        SilentPerson(2, NAMES[4], 6, TODAY),
        SilentPerson(3, NAMES[7], 3, TODAY),
    ),
    unreviewed=Unreviewed(((0, 21), (3, 9), (7, 7))),
    stuck=(StuckReviews(None, 3, 12), StuckReviews("นายประยูร ศรีสุข", 4, 9, taken_over=2)),
    unwell=TroubleReport(
        undelivered=2,
        unhandled=3,
        parked=(
            UnhandledMessage("นายสมชาย ใจดี", SENT_AT, orjson.dumps(SENT).decode()),
            UnhandledMessage("นายประยูร ศรีสุข", SENT_AT, None),
        ),
        unreachable=("นายสุชาติ มีสุข",),
        not_joined=("นางสาวปราณี รักไทย", "นายไพศาล ใจกล้า"),
        pushes=Pushes(260, 300, 340),
    ),
)
PERSON = PersonCard(
    person=12,
    name="นางสาวกมลชนก วงศ์สุวรรณ",
    first=date(2023, 7, 6),
    last=TODAY,
    facts=(("สังกัด", "กรมการพัฒนาชุมชน"), ("พื้นที่", "อ.แม่ใจ จ.พะเยา"), ("ครูพี่เลี้ยง", "นายประยูร ศรีสุข")),
    expected=4,
    reported=2,
    missing=(date(2023, 7, 7), date(2023, 7, 12)),
    away=(date(2023, 7, 6),),
    sectors=tuple(zip(SECTORS, (2, 1, 0, 0, 0, 1, 0), strict=True)),
    entries=(
        PersonActivity(date(2023, 7, 11), STORY, "approved", 25, 2, "บ้านหนองบัว ต.แม่ใจ", "ทำได้ดีมาก", "นายประยูร ศรีสุข"),
        PersonActivity(date(2023, 7, 10), None, "returned", None, 1, None, "ขอเพิ่มจำนวนคน", "นายประยูร ศรีสุข"),
    ),
    more=3,
    earlier=(date(2023, 6, 29), date(2023, 7, 5)),
)

COMPARED = ComparisonCard(
    days=WEEK,
    scope="ทั้งโครงการ",
    group="province",
    order="worst",
    lines=(
        ComparedGroup("จ.พะเยา", 8, 5, 40, 12, "56", "56", 31, 9),
        ComparedGroup("จ.ขอนแก่น", 7, 3, 35, 27, "40", "40", 4, 2, taken_over=True),
        ComparedGroup("จ.สงขลา", 1, 0, 5, 5, "90", "90"),
        ComparedGroup("ยังไม่ระบุพื้นที่", 2, 0, 0, 0),
    ),
    opens=(*(ShowSummary("2023-07-10", "2023-07-16", area=area) for area in ("56", "40", "90")), None),
    total=14,
)

PHOTOS = PhotosCard(
    days=DAYS,
    scope="ทั้งโครงการ",
    photos=tuple(
        PhotoShown(
            f"https://bot.example/m/{number}", number, NAMES[number], TODAY, "บ้านหนองบัว ต.แม่ใจ" if number > 1 else None
        )
        for number in range(1, 4)
    ),
    total=24,
)

COORDINATOR_EXAMPLES: dict[str, Callable[[Text], Piece]] = {
    "summary_daily": lambda text: summary_card(DAILY, text),
    "summary_weekly": lambda text: summary_card(
        SummaryCard(
            days=WEEK,
            scope="กรมการพัฒนาชุมชน · อ.แม่ใจ จ.พะเยา",
            people=11,
            missing=missing(3, 2),
            on_leave=(),
            totals=Totals(55, 49, 51, {}),
            last_week=None,
            sectors=counted((12, 8, 3, 0, 2, 16, 1), (None,) * 7),
        ),
        text,
    ),
    "summary_well": lambda text: summary_card(
        SummaryCard(
            days=DAYS,
            scope="ผู้ที่ดูแล",
            people=2,
            missing=(),
            on_leave=(),
            totals=Totals(2, 2, 3, {}),
            last_week=Totals(2, 1, 1, {}),
            sectors=counted((2, 1, 0, 0, 0, 1, 0), (1, 0, 0, 0, 0, 1, 0)),
        ),
        text,
    ),
    "summary_training": lambda text: summary_card(
        SummaryCard(
            days=SummaryDays(date(2023, 6, 7), date(2023, 6, 7)),
            scope="ช่วงที่ 1 ฝึกอบรม",
            people=76,
            missing=(),
            on_leave=(),
            totals=Totals(0, 0, 14, {}),
            last_week=None,
            sectors=counted((0,) * 7, (None,) * 7),
        ),
        text,
    ),
    "missing": lambda text: missing_card(
        MissingCard(
            WEEK,
            "กรมการพัฒนาชุมชน · อ.แม่ใจ จ.พะเยา",
            (
                MissingLine(1, NAMES[0], 3, "อ.แม่ใจ จ.พะเยา", "นายประยูร ศรีสุข", date(2023, 7, 7)),
                MissingLine(2, NAMES[1], 2, "อ.แม่ใจ จ.พะเยา", None, None, muted=True),
            ),
            total=22,
            on_leave=2,
            page=2,
        ),
        text,
    ),
    "details": lambda text: details_card(
        DetailsCard(
            DAYS,
            "ทั้งโครงการ",
            (GroupFigures("กรมการปกครอง", 14, 4, 14, 10), GroupFigures("สำนักงานปลัดกระทรวงมหาดไทย", 8, 0, 8, 8)),
            (GroupFigures("อ.แม่ใจ จ.พะเยา", 8, 3, 8, 5), GroupFigures("อ.เมืองขอนแก่น จ.ขอนแก่น", 7, 0, 7, 7)),
        ),
        text,
    ),
    "photos": lambda text: photos_card(PHOTOS, text),
    "comparison": lambda text: comparison_card(COMPARED, text),
    "person": lambda text: person_card(PERSON, text),
    "decision_remind": lambda text: decision_card(
        DecisionCard(
            text("remind-above"),
            text("remind-title", count=12),
            (
                (text("remind-days"), "พุธ 12 ก.ค. 2566"),
                (text("announce-fact-people"), text("announce-count", count=12)),
                (text("announce-fact-cost"), text("remind-cost", count=12)),
            ),
            (DecisionOption(text("remind-now", count=12), "now"), DecisionOption(text("remind-ride"), "ride")),
            7,
            quoted=text("remind-words-day", day="พุธ 12 ก.ค. 2566"),
            warning=text("remind-left-out", count=3),
        ),
        text,
    ),
    "decision_stand_in": lambda text: decision_card(
        DecisionCard(
            text("deputy-above"),
            text("deputy-title", deputy="นางวิไล บุญมา", mentor="นายประยูร ศรีสุข"),
            (("พื้นที่", "อ.แม่ใจ จ.พะเยา"), ("ตั้งแต่ถึง", "1–15 ส.ค. 2566")),
            (DecisionOption(text("personnel-confirm")),),
            8,
            warning=text("deputy-warning"),
        ),
        text,
    ),
    "announce_audience": lambda text: audience_card(
        BroadcastAudienceCard(
            31,
            WORDS,
            (
                AudienceOption("role", "participant", "ผู้เข้าร่วมโครงการ", "announce-group-role", chosen=True),
                AudienceOption("role", "mentor", "ครูพี่เลี้ยง", "announce-group-role"),
                AudienceOption("phase", "2", "ช่วงที่ 2 ปฏิบัติงานในอำเภอ", "announce-group-phase"),
                AudienceOption("agency", "dopa", "กรมการปกครอง", "announce-group-agency"),
                AudienceOption("agency", "disaster", "กรมป้องกันและบรรเทาสาธารณภัย", "announce-group-agency"),
                AudienceOption("area", "5607", "อ.แม่ใจ จ.พะเยา", "announce-group-area"),
                AudienceOption("leave", "1", text("announce-without-leave"), "announce-group-leave", chosen=True),
            ),
            74,
        ),
        text,
    ),
    "announce_preview": lambda text: preview_card(
        BroadcastPreviewCard(31, WORDS, "ผู้เข้าร่วมโครงการ · ยกเว้นผู้ลา", 74, 2, 40, conversation=9), text
    ),
    "announce_preview_timed": lambda text: preview_card(
        BroadcastPreviewCard(
            31,
            WORDS,
            "ผู้เข้าร่วมโครงการ",
            74,
            0,
            400,
            conversation=9,
            send_at=SEND_AT,
            pictures=2,
            picker=time_picker(31, ASKED_AT, SEND_AT + timedelta(days=90), SEND_AT, text),
        ),
        text,
    ),
    "announce_scheduled": lambda text: scheduled_card(
        [
            ScheduledBroadcast(31, WORDS, SEND_AT, "ผู้เข้าร่วมโครงการ", 74),
            ScheduledBroadcast(32, "ขอให้ตรวจบันทึกที่ค้าง", SEND_AT + timedelta(days=1), "ครูพี่เลี้ยง", 31),
        ],
        text,
    ),
    "announce_not_sent": lambda text: not_sent_card(NotSentBroadcast(31, WORDS, SEND_AT, "late"), text),
    "announce_receivers": lambda text: receivers_card(
        BroadcastReceiversCard(
            31,
            WORDS,
            (
                *((f"ผู้เข้าร่วม ที่{number}", "sent") for number in range(31, 42)),
                ("มาลี แสงทอง", "waiting"),
                ("วิไล บุญมา", "not_joined"),
                ("ประยูร ศรีสุข", "blocked"),
                ("อำนาจ ทองดี", "refused"),
            ),
            41,
            1,
            45,
            2,
        ),
        text,
    ),
    "announce_progress": lambda text: progress_card(
        BroadcastProgressCard(31, WORDS, 74, 30, 44, 0, queuing=True), text
    ),
    "announce_done": lambda text: progress_card(
        BroadcastProgressCard(
            31,
            WORDS,
            74,
            73,
            0,
            1,
            (
                ("นายสุชาติ มีสุข", "announce-unreachable-blocked"),
                ("นางสาวปราณี รักไทย", "announce-unreachable-not_joined"),
                ("นายไพศาล ใจกล้า", "announce-unreachable-refused"),
            ),
            unreachable_more=4,
        ),
        text,
    ),
    "roster_preview": lambda text: roster_card(
        RosterCard(
            text("roster-chat-above"),
            text("roster-chat-title"),
            (
                RosterChoice(text("roster-chat-apply"), HandleRoster(12, "apply")),
                RosterChoice(text("roster-chat-cancel"), HandleRoster(12, "cancel")),
            ),
            (
                (text("roster-chat-added"), text("roster-chat-people", count=18)),
                (text("roster-chat-moved"), text("roster-chat-people", count=1)),
                (text("roster-chat-same-count"), text("roster-chat-people", count=57)),
            ),
            (
                "~ นายสมชาย ใจดี: อำเภอเป้าหมาย อ.เมืองพะเยา จ.พะเยา → อ.เมืองพะเยา จ.พะเยา, อ.จุน จ.พะเยา ตั้งแต่ 1 ก.ย. 2566",
                *(f"+ ผู้เข้าร่วม ที่{number}" for number in range(1, 19)),
            ),
            ("อ.จุน จ.พะเยา ยังไม่มีครูพี่เลี้ยงครบทุกวันที่มีผู้เข้าร่วมโครงการ",),
        ),
        text,
    ),
    "roster_question": lambda text: roster_card(
        RosterCard(
            text("roster-chat-ask-above", count=2),
            text("roster-chat-ask", name="นายสมชาย ใจดิ"),
            (
                RosterChoice(text("roster-chat-same"), HandleRoster(12, "same", 7, 3)),
                RosterChoice(text("roster-chat-new"), HandleRoster(12, "new", 7)),
                RosterChoice(text("roster-chat-cancel"), HandleRoster(12, "cancel")),
            ),
            ((text("roster-chat-in-file"), text("roster-chat-line", line=9, name="นายสมชาย ใจดิ")),),
            (text("roster-chat-stored", number=1, name="นายสมชาย ใจดี (กรมการปกครอง)"),),
        ),
        text,
    ),
    "paper": lambda text: paper_card(
        PaperCard(
            what=text("paper-situation"),
            name="กานดา มั่นคง",
            days="1–12 ก.ค. 2566",
            links=(
                (text("paper-as-docx"), "https://bot.example/d/5v0s8W_9h2?openExternalBrowser=1"),
                (text("paper-as-pdf"), "https://bot.example/d/6v0s8W_9h3?openExternalBrowser=1"),
            ),
            once=text("paper-card-once"),
            under_way=text("paper-under-way-step", done=350, all=1000),
            about="สมชาย ใจดี",
            place="กรมที่ดิน · จ.พะเยา",
            summary=True,
        ),
        text,
    ),
    "download": lambda text: download_card(
        DownloadCard(
            "กิจกรรม",
            "นางกานดา รักไทย",
            "10–16 ก.ค. 2566",
            ".xlsx",
            "https://bot.example/d/Hq2cOqfxyPcm0tSyr5S1n8bGYt7VZqRsgSSG4bRYcRU",
            "อ.แม่ใจ จ.พะเยา",
            (("export-as-csv", ExportDays("2023-07-10", "2023-07-16", "5607", what="activities", suffix="csv")),),
        ),
        text,
    ),
}
