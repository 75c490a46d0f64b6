"""From what is due to what is read: every sentence of every rule, in both languages, and one card for all of it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import update

from bot.cards.commands import word_key
from bot.line import limits
from bot.outbound.composing import BUTTONS, Composer, paragraph
from bot.settings import ROOT
from locales.texts import Texts
from models.people.people import Person
from models.storage.database import Database
from programmes import Programme, load
from programmes.moments import moments_of
from programmes.reminders import NO_COMMANDS, Condition, ReminderAudience
from services.forms.publishing import publish_programme
from services.reminders.conditions import LOOKS
from services.reminders.facts import NAMES_SHOWN, ReminderItem, names
from services.reminders.planning import ComposedReminder, in_order
from services.roster.rows import RosterRow
from tests.placements import placements
from tests.running_bot import KANDA, MAE_CHAI, MALEE, MUEANG_PHAYAO, PHAYAO, SOMCHAI
from tests.services.reminders.reminder_people import BEGINNING, EVERYBODY, OWNER_2, PRAYUN, WILAI, PeopleByName, settle
from thai.intents import INTENTS

LANGUAGES = ("th", "en")
ALONE = "ลำพัง ไร้ครู"  # works where nobody mentors yet
TOLD_OF_EACH = {  # a day on which each recurring rule has something to say
    "summary_weekly": "2023-07-10",
    "summary_daily": "2023-07-12",
    "silence_asked": "2023-07-07",
    "silence_mentor": "2023-07-12",
    "silence_coordinator": "2023-07-18",
    "daily_missing": "2023-07-12",
    "mentor_weekly": "2023-07-06",
    "review_nudge": "2023-07-07",
    "review_escalation": "2023-07-11",
    "morning_after": "2023-07-12",
    "weekly_sectors": "2023-07-21",
    "mentor_change_soon": "2023-07-12",
    "mentor_change_from": "2023-07-17",
    "mentor_change_to": "2023-07-17",
    "new_mentor": "2023-10-02",
    "plan_waits": "2023-07-13",
}
LATER = RosterRow(31, "A2", "มาที หลัง", "mentor", position="นายอำเภอ", area="4105", from_day=date(2023, 10, 2))


def with_somebody_alone(database: Database, cast: Programme, texts: Texts) -> PeopleByName:
    alone = RosterRow(30, "A1", ALONE, "participant", "กรมที่ดิน", "นักวิชาการ", placements("4001", "4105", "40"))
    return settle(database, cast, texts, (*EVERYBODY, alone, LATER))


@pytest.fixture
def told_town(database: Database, cast: Programme, texts: Texts) -> PeopleByName:
    """A town in which something is due by every rule."""
    town = with_somebody_alone(database, cast, texts)
    town.entry(SOMCHAI, "2023-07-04", "government")
    town.notes_mentors("2023-12-22")
    town.plan(SOMCHAI, "นำประชุมผู้นำชุมชน", agreed=True, duties="หัวหน้ากลุ่มงานทะเบียน")
    publish_programme(town.database, cast, ROOT / "programmes" / "cast-2566", BEGINNING)
    town.rater("นางสมศรี บุญมา", SOMCHAI, "civil_society")
    town.rater("นายทวี มากมูล", SOMCHAI, "media", in_line=False)
    town.plan(MALEE, "จัดทำฐานข้อมูลที่ดิน")  # it waits for both sides
    return town


def composed(town: PeopleByName, reminder_item: ReminderItem, language: str, person: str = SOMCHAI) -> ComposedReminder:
    with town.database.read() as session:
        composer = Composer(session, town.programme, town.texts, reminder_item.due.moment.day, None)
        return composer.compose(town.ids[person], language, [reminder_item])


def days_of(programme: Programme) -> Iterator[tuple[str, str]]:
    """Every rule on every day that can make a difference to what it says."""
    for reminder in programme.reminders:
        if reminder.rule in TOLD_OF_EACH:
            yield reminder.rule, TOLD_OF_EACH[reminder.rule]
        else:
            for moment in moments_of(programme, reminder):
                yield reminder.rule, moment.day.isoformat()


def speak(town: PeopleByName, language: str) -> None:
    with town.database.write() as session:
        session.execute(update(Person).values(language=language))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_says_whole_sentences_to_every_audience_at_every_edge(
    told_town: PeopleByName, language: str
) -> None:
    speak(told_town, language)
    spoken: set[tuple[str, ReminderAudience]] = set()
    for rule, day in days_of(told_town.programme):
        for name, reminder_item in told_town.told(rule, day).items():
            message = composed(told_town, reminder_item, language, name)
            where = f"{rule} on {day} to {reminder_item.audience}: {message.text}"
            assert limits.check(message.messages) == [], where
            assert not re.search(r"[{}]|None|\s[.,:;]|\(\s*\)|“\s*”", message.text), where
            assert message.text == message.text.strip(), where
            assert bool(re.search("[ก-๙]", message.text)) or language == "en", where
            spoken.add((rule, reminder_item.audience))
    assert spoken == {(one.rule, audience) for one in told_town.programme.reminders for audience in one.to}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("rule", "day", "who", "parts"),
    [
        ("phase_before", "2023-05-22", SOMCHAI, ["อีก 14 วัน", "ช่วงที่ 1", "นครนายก", "วันจันทร์ที่ 5 มิ.ย. 2566"]),
        ("phase_before", "2023-06-19", SOMCHAI, ["อีก 14 วัน", "ช่วงที่ 2", "แม่ใจ", PRAYUN, "เตรียมเอกสาร"]),
        ("phase_before", "2023-06-19", ALONE, ["เมืองขอนแก่น", "ชื่อครูพี่เลี้ยงจะแจ้ง"]),
        ("phase_before", "2023-06-30", WILAI, ["อีก 3 วัน", "1 คน", MALEE]),
        ("phase_before", "2023-06-30", OWNER_2, ["3 คน", "วันจันทร์ที่ 3 ก.ค. 2566", "วันศุกร์ที่ 1 ธ.ค. 2566"]),
        ("phase_before", "2023-12-02", SOMCHAI, ["ช่วงที่ 4", "หนังสือแจ้ง"]),
        (
            "phase_start",
            "2023-12-01",
            MALEE,
            ["พรุ่งนี้", "ช่วงที่ 3", "วันเสาร์ที่ 2 ธ.ค. 2566", "สำนักงานจังหวัด", "พะเยา", "อำนาจ ทองดี"],
        ),
        ("stage_change", "2023-07-14", SOMCHAI, ["อีก 3 วัน", "อำเภอเป้าหมาย", "เมืองพะเยา", WILAI, "นายอำเภอ"]),
        ("stage_change", "2023-07-17", PRAYUN, ["วันนี้", "อำเภอเป้าหมาย", MALEE]),
        ("phase_end", "2023-12-15", SOMCHAI, ["เติมวันที่ยังขาด"]),
        ("phase_end", "2023-12-22", SOMCHAI, ["มีเรื่องที่ยังไม่ได้บันทึก"]),  # no day is expected, and none is missing
        ("phase_end", "2023-12-01", WILAI, ["วันสุดท้าย", "ช่วงที่ 2", SOMCHAI]),
        ("form_due", "2023-07-17", SOMCHAI, ["เปิด", "7 ภาคี", "วันศุกร์ที่ 1 ธ.ค. 2566"]),
        ("evaluation_due", "2023-11-20", WILAI, ["เปิด", "1 คน", SOMCHAI, "วันศุกร์ที่ 1 ธ.ค. 2566"]),
        ("nominations_wanted", "2023-11-14", SOMCHAI, ["24 พ.ย. 2566", "เสนอแล้ว 2 คน", "ภาคราชการ · ภาคผู้นำศาสนา"]),
        ("nominations_wanted", "2023-11-21", MALEE, ["24 พ.ย. 2566", "ยังไม่มีผู้ประเมิน"]),
        ("rating_due", "2023-12-12", "นางสมศรี บุญมา", ["1 คน", SOMCHAI, "วันพุธที่ 20 ธ.ค. 2566"]),
        ("raters_to_call", "2023-12-18", KANDA, ["โทรตาม 1 คน", "20 ธ.ค. 2566", "อีก 1 คนอยู่ใน LINE"]),
        ("morning_after", "2023-07-12", MALEE, ["อังคาร 11 ก.ค. 2566", "ลา"]),
        ("summary_daily", "2023-07-12", KANDA, ["12 ก.ค. 2566", SOMCHAI, MALEE]),
    ],
)
def test_what_each_is_told_in_thai(told_town: PeopleByName, rule: str, day: str, who: str, parts: list[str]) -> None:
    said = composed(told_town, told_town.told(rule, day)[who], "th", who).text
    assert [part for part in parts if part not in said] == [], said


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("language", "said"), [("th", "กรอกได้ถึงวันศุกร์ที่ 1 ธ.ค. 2566"), ("en", "Please fill it in until Fri 1 Dec 2023")]
)
def test_a_form_that_asks_for_no_sector_is_spoken_of_without_them(
    told_town: PeopleByName, language: str, said: str
) -> None:
    speak(told_town, language)
    forms = [form.model_copy(update={"sector_question": None}) for form in told_town.programme.forms]
    told_town.programme = told_town.programme.model_copy(update={"forms": tuple(forms)})
    message = composed(told_town, told_town.told("form_due", "2023-07-17")[SOMCHAI], language, SOMCHAI)
    assert said in message.text
    besides = message.text.replace(told_town.programme.form("feedback7").name(language), "")
    assert "7 ภาคี" not in besides
    assert "seven" not in besides


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_is_due_together_is_one_card_the_most_urgent_first(town: PeopleByName) -> None:
    town.entry(SOMCHAI, "2023-07-20", "media")
    reminder_items = [
        town.told(rule, day)[SOMCHAI]
        for rule, day in (
            ("weekly_sectors", "2023-07-21"),
            ("morning_after", "2023-07-21"),
            ("daily_missing", "2023-07-21"),
            ("form_due", "2023-07-17"),
        )
        if SOMCHAI in town.told(rule, day)
    ]
    with town.database.read() as session:
        composer = Composer(session, town.programme, town.texts, date(2023, 7, 21), None)
        message = composer.compose(town.ids[SOMCHAI], "th", reminder_items)
    assert [one.reminder.rule for one in in_order(reminder_items)] == ["form_due", "daily_missing", "weekly_sectors"]
    titles = [paragraph(one, town.texts.in_language("th")).title for one in in_order(reminder_items)]
    assert [message.text.index(title) for title in titles] == sorted(message.text.index(title) for title in titles)
    (card,) = message.messages
    offered = [item["action"]["data"] for item in card["quickReply"]["items"]]
    assert offered == [f"say?intent={word}" for word in ("start_feedback", "coverage", "log_activity", "menu")]
    assert len(offered) == BUTTONS + 1


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_summary_due_with_other_things_is_its_own_card_in_the_same_call(town: PeopleByName) -> None:
    reminder_items = [
        town.told("phase_start", "2023-07-03")[OWNER_2],
        town.told("summary_daily", "2023-07-03")[OWNER_2],
    ]
    with town.database.read() as session:
        message = Composer(session, town.programme, town.texts, date(2023, 7, 3), None).compose(
            town.ids[OWNER_2], "th", reminder_items
        )
    assert len(message.messages) == 2
    assert message.text.startswith("วันนี้เริ่มช่วงที่ 2")
    assert limits.check(message.messages) == []


# Of the plan: before the work begins, in the last days, and months after the end, when few others are due. Of raters:
# on four days, to a participant, a coordinator, and who only rates.
OF_PLANS = ("plan_wanted", "plan_check_in", "plan_results", "plan_follow_up")
OF_OTHER_DAYS = (*OF_PLANS, "nominations_wanted", "rating_due", "raters_to_call")
LONGEST = "ว่าที่ร้อยตรีหญิงพิมพ์พรรณ์นิภาวรรณวิไลลักษณ์ เสนีย์วงศ์ ณ อยุธยาอัครราชธานี"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_at_once_with_the_longest_names_is_within_lines_limits(
    database: Database, cast: Programme, texts: Texts, language: str
) -> None:
    many = [
        RosterRow(
            100 + n,
            f"L{n}",
            f"{LONGEST}ที่{n}",
            "participant",
            "กรมที่ดิน",
            "นักวิชาการ",
            placements(MAE_CHAI, MUEANG_PHAYAO, PHAYAO),
        )
        for n in range(76)
    ]
    chief = replace(LATER, area=MUEANG_PHAYAO, name=f"{LONGEST}ผู้มาใหม่")
    town = settle(database, cast, texts, (*EVERYBODY, *many, chief))
    town.entry(many[0].name, "2023-07-04")
    for n, row in enumerate(many):
        if n % 3:  # of the others a plan is wanted
            town.plan(row.name, LONGEST, agreed=n % 3 == 1, duties=LONGEST)
    publish_programme(town.database, cast, ROOT / "programmes" / "cast-2566", BEGINNING)
    for row in many:
        town.rater(LONGEST, row.name)
        town.rater("นายทวี มากมูล", row.name, "media", in_line=False)
    town.notes_mentors("2023-12-22")
    speak(town, language)
    longest: dict[str, ReminderItem] = {}  # of each rule: one holds every role, and all of it is due
    for rule, day in days_of(cast):
        for reminder_item in town.told(rule, day).values():
            longest[rule] = max(longest.get(rule, reminder_item), reminder_item, key=lambda one: len(str(one.facts)))
    with database.read() as session:
        composer = Composer(session, cast, texts, date(2023, 7, 21), None)
        apart = [one for rule, one in longest.items() if rule in OF_OTHER_DAYS]
        together = [one for rule, one in longest.items() if rule not in OF_OTHER_DAYS]
        messages = [composer.compose(town.ids[KANDA], language, told).messages for told in (together, apart)]
    assert set(longest) == {one.rule for one in cast.reminders}
    assert [limits.check(one) for one in messages] == [[], []]


def test_of_many_names_the_first_stand_there_and_how_many_more(texts: Texts) -> None:
    people = [f"คนที่ {number}" for number in range(12)]
    said = names(people, texts.in_language("th"))
    assert people[NAMES_SHOWN - 1] in said
    assert people[NAMES_SHOWN] not in said
    assert said.endswith("และอีก 4 คน")
    assert names(people[:NAMES_SHOWN], texts.in_language("th")) == ", ".join(people[:NAMES_SHOWN])


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_summary_is_about_its_day_its_week_or_its_phase(town: PeopleByName) -> None:
    def days(rule: str, day: str) -> tuple[str, str]:
        first, last = town.due(rule, day).span(town.programme)
        return first.isoformat(), last.isoformat()

    assert days("summary_daily", "2023-07-12") == ("2023-07-12", "2023-07-12")
    assert days("summary_weekly", "2023-08-03") == ("2023-07-24", "2023-07-30")
    assert days("summary_phase", "2023-12-01") == ("2023-07-03", "2023-12-01")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_equal_shares_are_written_once(town: PeopleByName) -> None:
    mine, hers = (town.told("daily_missing", "2023-07-12")[name] for name in (SOMCHAI, MALEE))
    with town.database.read() as session:
        composer = Composer(session, town.programme, town.texts, date(2023, 7, 12), None)
        first, second = (
            composer.compose(town.ids[name], "th", [reminder_item])
            for name, reminder_item in ((SOMCHAI, mine), (MALEE, hers))
        )
        other = composer.compose(town.ids[MALEE], "th", [replace(hers, facts=(("day", "อื่น"),))])
    assert first is second
    assert other is not first


# ── the programme's file against the code ──


def test_the_file_can_name_every_condition_the_code_knows_and_no_other() -> None:
    assert set(LOOKS) == set(Condition.__args__)  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_button_of_a_rule_is_an_intent_with_a_word_that_can_be_typed(
    cast: Programme, texts: Texts, language: str
) -> None:
    known = texts.in_language(language).messages
    buttons = {intent for reminder in cast.reminders for intent in reminder.buttons}
    assert buttons >= set(NO_COMMANDS)
    assert buttons - set(NO_COMMANDS) <= set(INTENTS)
    assert [intent for intent in sorted(buttons - set(NO_COMMANDS)) if word_key(intent) not in known] == []


def test_no_sentence_of_reminders_is_left_over() -> None:
    reminders = [one for file in (ROOT / "programmes").glob("*/programme.toml") for one in load(file.parent).reminders]
    said = {f"remind-{key}-{part}" for one in reminders for key in one.text for part in ("title", *one.to)}
    file = (ROOT / "locales" / "th" / "reminders.ftl").read_text("utf-8")
    assert set(re.findall(r"^(remind-[a-z_-]+) =", file, re.MULTILINE)) == said
