"""Writes many people with months of activities in bulk, without chats and events, for benches of summaries."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Final

from sqlalchemy import insert, text

from models.activities.activities import Activity, ActivityState, cell_of
from models.activities.details import ActivityMark
from models.activities.entry_words import EntryText, EntryWord, in_bars
from models.people.people import Membership, Person, PersonState, Placement, Role
from models.storage.base import Base
from models.storage.database import Database
from programmes import Programme
from thai.centres import centre
from thai.gazetteer import gazetteer
from thai.search_words import search_words

SECTORS: Final = ("government", "people", "religious", "academic", "private", "civil_society", "media")
REVIEWED_AFTER: Final = timedelta(days=5)  # older activities have been reviewed, except one in STUCK
STUCK: Final = 500
PINNED: Final = 3  # one activity in so many has a pin, up to 0.2° from its district's town
TAGS: Final = ("wet_waste", "drugs", "water", "one_plan", "vulnerable", "livelihood", "health", "three_r", "disaster")
ACTS: Final = ("ประชุมกับ", "เยี่ยม", "อบรม", "ลงพื้นที่กับ", "ตรวจงานของ", "สำรวจปัญหากับ", "ปลูกผักกับ")
WHO: Final = (
    "ผู้ใหญ่บ้าน",
    "กำนัน",
    "กลุ่มสตรี",
    "นักเรียน",
    "เจ้าอาวาส",
    "อสม.",
    "ผู้สูงอายุ",
    "เกษตรกร",
    "อบต.",
    "ครัวเรือนเปราะบาง",
    "สภาเด็ก",
)
ABOUT: Final = (
    "ขยะเปียก",
    "ยาเสพติด",
    "แหล่งน้ำ",
    "หนี้นอกระบบ",
    "โคกหนองนา",
    "ไฟป่า",
    "ผักสวนครัว",
    "ผู้ป่วยติดเตียง",
    "ผ้าทอ",
    "ถนนชำรุด",
    "น้ำท่วม",
    "เบี้ยยังชีพ",
    "ข้าวอินทรีย์",
)
SILENT: Final = 20  # one person in so many does not report on a day
AT_ONCE: Final = 50_000


def fill(
    database: Database, programme: Programme, people: int, activities: int, today: date, *, searched: bool = False
) -> None:
    """Store `people` participants of all 77 provinces, with `activities` in total on the days up to `today`, one for
    each person and day; `searched`: with their words in the index of the search."""
    _people(database, programme, people)
    _activities(database, people, activities, today, searched=searched)
    if not database.is_sqlite:
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
    else:
        with database.write() as session:
            session.execute(text("ANALYZE"))


def _people(database: Database, programme: Programme, count: int) -> None:
    created = datetime.fromisoformat("2023-06-01T09:00:00+07:00")
    agencies = [agency.name.th for agency in programme.agencies]
    rows: dict[type[Base], list[dict[str, object]]] = {Person: [], Membership: [], Placement: []}
    for number in range(1, count + 1):
        rows[Person].append(
            {
                "id": number, "key": f"B{number}", "name": f"ผู้เข้าร่วม คนที่ {number}", "state": PersonState.ACTIVE.value,
                "agency": agencies[number % len(agencies)], "language": "th", "created_at": created,
            }
        )  # fmt: skip
        rows[Membership].append({"person_id": number, "role": Role.PARTICIPANT.value})
        for stage in programme.stages:
            area = _district(number) if stage.area_level == "district" else _district(number)[:2]
            rows[Placement].append({"person_id": number, "stage": stage.key, "area": area})
    with database.write() as session:
        for table, values in rows.items():
            session.execute(insert(table), values)


@cache
def _district(number: int) -> str:
    """Return the code of the district in which a person works."""
    of_country = sorted(code for code in gazetteer().children if len(code) == 2)
    of_province = gazetteer().children[of_country[number % len(of_country)]]
    return of_province[number % len(of_province)]


def _pin(number: int, person: int) -> tuple[float, float] | None:
    town = centre(_district(person))
    if number % PINNED or town is None:
        return None
    return town.latitude + (number % 401 - 200) / 1000, town.longitude + (number % 397 - 198) / 1000


def mentors(database: Database, programme: Programme, people: int, first_id: int) -> None:
    """Store a mentor for each area in which one of the `people` works, with ids from `first_id`."""
    areas = {_district(number) for number in range(1, people + 1)}
    if any(stage.area_level != "district" for stage in programme.stages):
        areas |= {area[:2] for area in areas}
    created = datetime.fromisoformat("2023-06-01T09:00:00+07:00")
    rows, held = [], []
    for number, area in enumerate(sorted(areas), start=first_id):
        known = {"id": number, "key": f"M{area}", "name": f"พี่เลี้ยง {area}", "language": "th", "created_at": created}
        rows.append(known | {"state": PersonState.ACTIVE.value})
        held.append({"person_id": number, "role": Role.MENTOR.value, "area": area})
    with database.write() as session:
        session.execute(insert(Person), rows)
        session.execute(insert(Membership), held)


def _words(number: int) -> str:
    """Return what an entry says: four numbers without a common part, so that all pairs occur."""
    act, who, about = ACTS[number % 7], WHO[number % 11], ABOUT[number % 13]
    return f"{act}{who} เรื่อง{about} {number % 89 + 1} คน"


@cache
def _cut(text: str) -> tuple[str, ...]:
    return tuple(search_words(text))


def _searched(number: int, day: date) -> tuple[dict[str, object], list[dict[str, object]]]:
    """Return the rows of an entry in the index of the search."""
    words = _cut(_words(number))
    text = {"activity_id": number, "revision": 1, "words": in_bars(words)}
    return text, [{"word": one, "day": day, "activity_id": number} for one in sorted({*words})]


def _activities(database: Database, people: int, count: int, today: date, *, searched: bool) -> None:
    rows: list[dict[str, object]] = []
    marks: list[dict[str, object]] = []
    texts: list[dict[str, object]] = []
    words: list[dict[str, object]] = []
    tables = ((Activity, rows), (ActivityMark, marks), (EntryText, texts), (EntryWord, words))
    for number in range(1, count + 1):
        back, person = divmod(number - 1, people)
        day = today - timedelta(days=back)
        if (person + back) % SILENT == 0:
            continue
        sectors = sorted({SECTORS[number % 7], SECTORS[number % 3]})
        waits = day > today - REVIEWED_AFTER or number % STUCK == 0
        at = datetime.fromisoformat(f"{day}T15:00:00+07:00")
        tags = sorted({TAGS[number % 9], TAGS[number % 4]})
        pin = _pin(number, person + 1)
        rows.append(
            {
                "id": number, "person_id": person + 1, "chat_key": f"U{person}", "day": day, "words": _words(number),
                "state": (ActivityState.SUBMITTED if waits else ActivityState.APPROVED).value, "people_count": 25,
                "sectors_met": ",".join(sectors), "tags_said": f",{','.join(tags)},", "latitude": pin and pin[0],
                "longitude": pin and pin[1], "cell": pin and cell_of(*pin),
                "photos": 0, "revision": 1, "opened_at": at, "latest_at": at,
                "created_at": at, "updated_at": at,
            }
        )  # fmt: skip
        said = [("sector", key) for key in sectors] + [("tag", key) for key in tags]
        marks += [{"activity_id": number, "kind": kind, "key": key, "person_id": person + 1} for kind, key in said]
        if searched:
            text, single = _searched(number, day)
            texts.append(text)
            words += single
        if len(rows) >= AT_ONCE:
            _store(database, tables)
    _store(database, tables)


def _store(database: Database, tables: Sequence[tuple[type[Base], list[dict[str, object]]]]) -> None:
    with database.write() as session:
        for table, rows in tables:
            if rows:
                session.execute(insert(table), rows)
    for _, rows in tables:
        rows.clear()
