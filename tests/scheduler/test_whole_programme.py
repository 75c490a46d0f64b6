"""CAST's whole calendar, lived through day by day: every reminder of every role is what the documents say by hand."""

import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from types import FrameType

import pytest

from locales.texts import Texts
from models import schema
from models.storage.database import Database
from programmes import Programme
from programmes.bangkok import BANGKOK
from scheduler.rehearsal.simulation import RehearsedMessage, rehearse
from services.roster.rows import RosterRow, RosterScope
from tests.placements import placements
from tests.running_bot import MAE_CHAI, MUEANG_PHAYAO, PHAYAO
from tests.services.reminders.reminder_people import settle

TABLE = tomllib.loads((Path(__file__).parent / "whole_programme.toml").read_text("utf-8"))
FIRST, LAST = date(2023, 5, 6), date(2023, 12, 22)  # from 30 days before the first phase
PILOT_MENTOR = "ประยูร ศรีสุข"
PEOPLE = {
    "participant": "สมชาย ใจดี",
    "pilot_mentor": PILOT_MENTOR,
    "target_mentor": "วิไล บุญมา",
    "province_mentor": "อำนาจ ทองดี",
    "deputy": "ดรุณี ปลัดอำเภอ",
    "coordinator": "กานดา รักไทย",
    "owner_1": "เจ้าของ ช่วงหนึ่ง",
    "owner_2": "เจ้าของ ช่วงสอง",
    "owner_3": "เจ้าของ ช่วงสาม",
    "owner_4": "เจ้าของ ช่วงสี่",
}
MALEE, PROVINCE = "มาลี แสงทอง", "บุญส่ง พะเยา"
OFFICES = {PROVINCE, *(name for role, name in PEOPLE.items() if role.startswith(("coordinator", "owner")))}
ROSTER = (
    RosterRow(
        2,
        "P1",
        PEOPLE["participant"],
        "participant",
        "กรมการปกครอง",
        "เจ้าพนักงานปกครอง",
        placements(MAE_CHAI, MUEANG_PHAYAO, PHAYAO),
    ),
    RosterRow(3, "P2", MALEE, "participant", "กรมที่ดิน", "นักวิชาการที่ดิน", placements("4001", MUEANG_PHAYAO, "40")),
    RosterRow(4, "M1", PILOT_MENTOR, "mentor", position="นายอำเภอ", area=MAE_CHAI),
    RosterRow(5, "M2", PEOPLE["target_mentor"], "mentor", position="นายอำเภอ", area=MUEANG_PHAYAO),
    RosterRow(6, "M3", PEOPLE["province_mentor"], "mentor", position="หัวหน้าสำนักงานจังหวัด", area=PHAYAO),
    RosterRow(7, "D1", PEOPLE["deputy"], "mentor", position="ปลัดอำเภอ", area=MAE_CHAI, deputy=PILOT_MENTOR),
    RosterRow(8, "C1", PEOPLE["coordinator"], "coordinator", scope=RosterScope("all")),
    RosterRow(10, "C3", PROVINCE, "coordinator", scope=RosterScope("province", PHAYAO)),
    *(
        RosterRow(
            10 + number, f"O{number}", PEOPLE[f"owner_{number}"], "coordinator", scope=RosterScope("phase", str(number))
        )
        for number in (1, 2, 3, 4)
    ),
)


@pytest.fixture(scope="module")
def roster(tmp_path_factory: pytest.TempPathFactory, cast: Programme, texts: Texts) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('roster') / 'roster.db'}")
    schema.migrate(database)
    settle(database, cast, texts, ROSTER)
    yield database
    database.close()


@pytest.fixture(scope="module")
def field(tmp_path_factory: pytest.TempPathFactory, cast: Programme, texts: Texts) -> Iterator[Database]:
    """The same without coordinators: their summaries take time."""
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('field') / 'roster.db'}")
    schema.migrate(database)
    settle(database, cast, texts, [row for row in ROSTER if row.role != "coordinator"])
    yield database
    database.close()


@pytest.fixture(scope="module")
def silent(roster: Database, cast: Programme, texts: Texts) -> list[RehearsedMessage]:
    """What is sent when nobody ever writes."""
    return list(rehearse(cast, texts, roster, FIRST, LAST))


@pytest.fixture(scope="module")
def diligent(field: Database, cast: Programme, texts: Texts) -> list[RehearsedMessage]:
    """What is sent when everybody records something each day that counts."""
    return list(rehearse(cast, texts, field, FIRST, LAST, reporting=1.0))


def by_hand(role: str) -> list[str]:
    """The table's lines of a role, a line for each day: `2023-07-04 17:30 daily_missing+morning_after`."""
    found = []
    for line in TABLE[role].split("\n"):
        if line:
            *days, month, time, rules = line.split()
            for day in days:
                at = datetime.strptime(f"2023 {month} {day} {time}", "%Y %b %d %H:%M").replace(tzinfo=BANGKOK)
                found.append(f"{at:%Y-%m-%d %H:%M} {rules}")
    return found


def of(lines: list[RehearsedMessage], name: str) -> list[str]:
    return [f"{line.at:%Y-%m-%d %H:%M} {line.rule}" for line in lines if line.person == name]


@pytest.mark.parametrize("role", PEOPLE)
def test_every_reminder_of_every_role_is_the_tables(silent: list[RehearsedMessage], role: str) -> None:
    assert of(silent, PEOPLE[role]) == by_hand(role)
    assert {line.way for line in silent} == {"push"}


def test_the_same_holds_for_others_of_the_role(silent: list[RehearsedMessage]) -> None:
    assert of(silent, MALEE) == by_hand("participant")
    in_classrooms = ["2023-06-11 18:30 summary_phase", "2023-12-22 18:30 summary_phase"]  # nobody is in the province
    malee_comes = "2023-07-17 18:30 summary_weekly+summary_daily"  # to the province, on that day
    theirs = [line for line in by_hand("coordinator") if line not in in_classrooms]
    assert of(silent, PROVINCE) == [f"{line}+silence_coordinator" if line == malee_comes else line for line in theirs]
    everybody = {*PEOPLE.values(), MALEE, PROVINCE} - {PEOPLE["deputy"]}
    assert {line.person for line in silent} == everybody


def test_who_reports_each_day_hears_of_nothing_they_have_done(diligent: list[RehearsedMessage]) -> None:
    mine = [line for line in diligent if line.person == PEOPLE["participant"]]
    assert of(mine, PEOPLE["participant"]) == by_hand("participant_who_reports")
    assert of(diligent, PEOPLE["target_mentor"]) == by_hand("mentor_who_answers")
    assert of(diligent, PEOPLE["deputy"]) == []


def test_what_must_arrive_rides_with_the_answers_of_who_writes_and_nobody_hears_less(
    silent: list[RehearsedMessage], diligent: list[RehearsedMessage], cast: Programme
) -> None:
    heard, ridden = _musts(diligent, cast), _musts([line for line in diligent if line.way == "rides"], cast)
    assert heard == Counter({said: count for said, count in _musts(silent, cast).items() if said[0] not in OFFICES})
    told_in_the_field = {rule for _, rule in ridden}
    assert told_in_the_field >= {"phase_end", "stage_change", "form_due", "evaluation_due"}
    on_time = [line for line in diligent if line.way == "push"]
    assert {line.at.time() for line in on_time} <= {time(9), time(17, 30), time(15, 30)}
    assert not [line for line in on_time if line.role == "participant" and cast.is_expected(line.at.date())]


def _musts(lines: list[RehearsedMessage], programme: Programme) -> Counter[tuple[str, str]]:
    """Return how often each person was told of each rule that must arrive."""
    must = {reminder.rule for reminder in programme.reminders if reminder.urgency == "must"}
    return Counter((line.person, rule) for line in lines for rule in line.rule.split("+") if rule in must)


def test_nobody_is_pushed_to_twice_a_day_in_quiet_hours_or_daily_on_a_day_off(
    silent: list[RehearsedMessage], cast: Programme
) -> None:
    pushes = [(line.person, line.at.date()) for line in silent]
    assert len(pushes) == len(set(pushes))
    assert not any(cast.quiet_hours.hold(line.at.time()) for line in silent)
    recurring = {reminder.rule for reminder in cast.reminders if reminder.recurs and reminder.urgency != "may_wait"}
    off = [line for line in silent if recurring & set(line.rule.split("+")) and not cast.is_working_day(line.at.date())]
    assert off == []


@pytest.mark.parametrize(
    ("role", "at", "text"),
    [
        (
            "participant",
            "2023-06-19 09:00",
            "ที่ทำการปกครองอำเภอแม่ใจ จังหวัดพะเยา ตั้งแต่วันจันทร์ที่ 3 ก.ค. 2566 ถึงวันศุกร์ที่ 1 ธ.ค. 2566 ครูพี่เลี้ยงของท่านคือ ประยูร ศรีสุข",
        ),
        ("participant", "2023-07-14 17:30", "อีก 3 วัน ย้ายไปอำเภอเป้าหมาย"),
        ("participant", "2023-08-03 17:30", "พฤหัสบดี 27 ก.ค. 2566"),
        ("participant", "2023-12-01 17:30", "พรุ่งนี้เริ่มช่วงที่ 3"),
        ("participant", "2023-11-20 17:30", "อีก 12 วัน"),  # due on Saturday, 14 days before
        ("participant", "2023-07-05 17:30", "ไม่ได้รับบันทึกจากท่าน 3 วันทำการแล้ว"),
        ("pilot_mentor", "2023-07-10 15:30", "สมชาย ใจดี (5 วัน) ไม่มีบันทึกและไม่ได้แจ้งลา"),
        ("coordinator", "2023-07-14 18:30", "มาลี แสงทอง (10 วัน), สมชาย ใจดี (10 วัน) ไม่มีบันทึก"),
        ("target_mentor", "2023-12-01 15:30", "ขอบคุณที่ดูแลผู้เข้าร่วมโครงการ 2 คน: มาลี แสงทอง, สมชาย ใจดี"),
        # with the word of a silence, which is pushed before the form's own hour
        ("province_mentor", "2023-12-04 15:30", "1 คน ภายในวันศุกร์ที่ 15 ธ.ค. 2566: สมชาย ใจดี"),
        ("coordinator", "2023-07-10 18:30", "10 ก.ค. 2566"),  # Monday's own summary, below last week's
        ("coordinator", "2023-08-03 18:30", "24–30 ก.ค. 2566"),
        ("owner_2", "2023-06-30 09:00", "2 คน"),
    ],
)
def test_what_stands_in_some_of_them(silent: list[RehearsedMessage], role: str, at: str, text: str) -> None:
    (said,) = [line.text for line in silent if line.person == PEOPLE[role] and f"{line.at:%Y-%m-%d %H:%M}" == at]
    assert text in said


def test_a_week_takes_little_work_and_less_without_texts(roster: Database, cast: Programme, texts: Texts) -> None:
    """Work is counted in calls of Python functions: with statements made anew for each question it was twice that."""
    week = (cast, texts, roster, date(2023, 7, 10), date(2023, 7, 14))
    told = list(rehearse(*week))  # what is made once and kept is made here
    assert _calls(lambda: list(rehearse(*week))) <= 670_000
    plain: list[RehearsedMessage] = []
    assert (
        _calls(lambda: plain.extend(rehearse(*week, with_texts=False))) <= 550_000
    )  # of which each migration of the scratch database takes up to 10,000
    assert plain == [replace(line, text="") for line in told]


def _calls(work: Callable[[], object]) -> int:
    """Return how many calls of Python functions a work takes."""
    count = 0

    def note(_: FrameType, what: str, __: object) -> None:
        nonlocal count
        count += what == "call"

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count
