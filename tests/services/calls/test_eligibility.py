"""Who may be sent is checked by the columns of the roster: its lines are told, and a rule is said with its reason."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import schema
from models.people import people
from models.people.people import Membership
from models.storage.database import Database
from programmes import Programme, load
from services.calls.answering import completeness, store
from services.roster import read_roster
from services.roster.applying import apply_roster
from services.roster.columns import columns_of
from services.roster.rows import RosterErrors

TALENT = Path(__file__).parents[3] / "programmes" / "talent-2561"
NOW = datetime.fromisoformat("2018-02-22T10:00:00+07:00")
HEADINGS = "ชื่อ-สกุล,บทบาท,หน่วยงาน,หน่วย,ที่นั่งในทีม,ระดับ,วันเกิด,วันที่ดำรงตำแหน่ง"
CONTACT = "สมชาย ใจดี,participant,สป.มท.,กองกลาง,ผู้ประสานงาน,,,"
STAFF = "participant,สป.มท.,กองกลาง,บุคลากร"
RULES = """
[[calls.fields]]
key = "level"
label = { th = "ระดับ", en = "grade" }
said = ["ระดับ"]
column = "level"

[[calls.fields]]
key = "born"
kind = "day"
label = { th = "วันเกิด", en = "born" }
said = ["วันเกิด"]
column = "born"

[[calls.fields]]
key = "appointed"
kind = "day"
label = { th = "ดำรงตำแหน่งเมื่อ", en = "appointed" }
said = ["ดำรงตำแหน่งเมื่อ"]
column = "appointed"

[[calls.rules]]
field = "level"
one_of = ["ชำนาญการพิเศษ"]
reason = { th = "ต้องเป็นระดับชำนาญการพิเศษ", en = "of the grade" }

[[calls.rules]]
field = "appointed"
least_years = 3
on = 2018-03-01
reason = { th = "ต้องดำรงตำแหน่งไม่น้อยกว่า 3 ปี", en = "three years in post" }

[[calls.rules]]
field = "born"
most_years = 55
on = 2018-03-01
reason = { th = "อายุต้องไม่เกิน 55 ปี", en = "not older than 55" }
"""


@pytest.fixture(scope="module")
def programme(tmp_path_factory: pytest.TempPathFactory) -> Programme:
    folder = tmp_path_factory.mktemp("programme")
    good = (TALENT / "programme.toml").read_text("utf-8")
    seats = '  { key = "contact"'
    staff = '  { key = "staff", many = 50, name = { th = "บุคลากร", en = "staff" } },\n'
    first = '[[calls.fields]]\nkey = "position"'
    with_rules = good.replace(seats, staff + seats, 1).replace(first, RULES + first, 1)
    (folder / "programme.toml").write_text(with_rules, "utf-8")
    return load(folder)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    database = Database(f"sqlite:///{tmp_path / 'calls.db'}")
    schema.migrate(database)
    with database.write() as opened:
        yield opened
    database.close()


def roster(folder: Path, *lines: str) -> Path:
    path = folder / "roster.csv"
    path.write_text("\n".join([HEADINGS, CONTACT, *lines]), "utf-8")
    return path


@pytest.mark.parametrize(
    ("cells", "column", "key"),
    [
        (",12 มี.ค. 2510,1 ต.ค. 2557", "ระดับ", "roster-fact-missing"),
        ("ชำนาญการพิเศษ,,1 ต.ค. 2557", "วันเกิด", "roster-fact-missing"),
        ("ชำนาญการพิเศษ,12 มี.ค. 2510,", "วันที่ดำรงตำแหน่ง", "roster-fact-missing"),
        ("ชำนาญการพิเศษ,31 ก.พ. 2510,1 ต.ค. 2557", "วันเกิด", "roster-day-impossible"),
        ("ชำนาญการพิเศษ,ปี 10,1 ต.ค. 2557", "วันเกิด", "roster-day-unreadable"),
        ("ชำนาญการพิเศษ,12 มี.ค. 2510,1 ต.ค. 2577", "วันที่ดำรงตำแหน่ง", "roster-day-to-come"),
    ],
)
def test_what_is_missing_or_wrong_is_told_with_its_line(
    programme: Programme, tmp_path: Path, cells: str, column: str, key: str
) -> None:
    with pytest.raises(RosterErrors) as refused:
        read_roster(roster(tmp_path, f"มาลี แสงทอง,{STAFF},{cells}"), programme)
    assert [(one.line, one.column, one.key) for one in refused.value.problems] == [(3, column, key)]


def test_years_of_two_digits_are_those_of_a_life(programme: Programme, tmp_path: Path) -> None:
    rows = read_roster(roster(tmp_path, f"มาลี แสงทอง,{STAFF},ชำนาญการพิเศษ,12/3/10,1/10/57"), programme).rows
    assert (str(rows[1].born), str(rows[1].appointed), rows[1].level) == ("1967-03-12", "2014-10-01", "ชำนาญการพิเศษ")
    assert rows[0].born is None  # who only answers the call needs nothing


def test_only_a_programme_with_rules_has_the_columns(programme: Programme) -> None:
    facts = {"level", "born", "appointed"}
    assert [facts & columns_of(one).headings.keys() for one in (programme, load(TALENT))] == [facts, set()]


@pytest.mark.parametrize(
    ("cells", "broken"),
    [
        ("ชำนาญการพิเศษ,2 มี.ค. 2506,1 มี.ค. 2558", []),
        ("ชำนาญการ,2 มี.ค. 2506,1 มี.ค. 2558", ["ต้องเป็นระดับชำนาญการพิเศษ"]),
        ("ชำนาญการพิเศษ,28 ก.พ. 2506,1 มี.ค. 2558", ["อายุต้องไม่เกิน 55 ปี"]),
        ("ชำนาญการพิเศษ,2 มี.ค. 2520,2 มี.ค. 2558", ["ต้องดำรงตำแหน่งไม่น้อยกว่า 3 ปี"]),
        (
            "ชำนาญการ,1 ม.ค. 2500,1 ม.ค. 2561",
            ["ต้องเป็นระดับชำนาญการพิเศษ", "ต้องดำรงตำแหน่งไม่น้อยกว่า 3 ปี", "อายุต้องไม่เกิน 55 ปี"],
        ),
    ],
)
def test_who_is_on_the_roster_is_judged_by_it_and_refused_with_the_rules_own_sentences(
    programme: Programme, session: Session, tmp_path: Path, cells: str, broken: list[str]
) -> None:
    rows = read_roster(roster(tmp_path, f"มาลี แสงทอง,{STAFF},{cells}"), programme).rows
    apply_roster(session, rows, programme, NOW)
    assert session.scalars(select(Membership.level)).all() == [None, cells.split(",")[0]]
    units, call = programme.units, programme.call("team")
    assert units is not None
    contact = people.by_name(session, "สมชาย ใจดี")[0]
    said = {"position": "นิติกร", "phone": "0812345678"}
    one = store(session, call, units.unit("general"), "นางสาวมาลี แสงทอง", said, NOW, by=contact, message_id=None)
    assert one.person_id == people.by_name(session, "มาลี แสงทอง")[0].id
    found = completeness(session, call, units.unit("general"), one, NOW.date())
    assert [rule.reason.th for rule in found.broken] == broken
    assert (found.missing, found.is_ready) == ((), not broken)
    stranger = store(session, call, units.unit("general"), "นายอื่น ใจกล้า", said, NOW, by=contact, message_id=None)
    missing = completeness(session, call, units.unit("general"), stranger, NOW.date()).missing
    assert [field.key for field in missing] == ["level", "born", "appointed"]  # whom no roster knows is asked about
