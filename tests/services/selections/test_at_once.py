"""Two windows of a juror, two who close, two units that send: at the same moment, on both databases."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.calls.candidates import CallCandidate
from models.people import people
from models.selections import marks
from models.storage.database import Database
from programmes import Programme, load
from services.calls.answering import send, store
from services.roster import read_roster
from services.roster.applying import apply_roster
from services.selections.judging import NotClosed, close, give
from tests.at_the_same_moment import meanwhile
from tests.pilot_districts_chosen import choose_provincial_pilots

PROGRAMMES = Path(__file__).parents[3] / "programmes"
JULY = datetime.fromisoformat("2022-07-11T10:00:00+07:00")
AUGUST = datetime.fromisoformat("2022-08-01T10:00:00+07:00")
FEBRUARY = datetime.fromisoformat("2018-02-22T10:00:00+07:00")
JUROR = "ธนา ใจงาม"
OF_JURY = f"C2,{JUROR},coordinator,คณะทำงานเฉพาะกิจด้านการบูรณาการแผนงานและยุทธศาสตร์,,,phase:2"


def opened(database: Database, programme: Programme, folder: Path, heading: str, *rows: str) -> None:
    path = folder / "roster.csv"
    path.write_text("\n".join([heading, *rows]), "utf-8")
    with database.write() as session:
        apply_roster(session, read_roster(path, programme).rows, programme, FEBRUARY)


@pytest.fixture
def pilot(database: Database, tmp_path: Path) -> Programme:
    programme = load(PROGRAMMES / "pilot-2565")
    opened(database, programme, tmp_path, "รหัส,ชื่อ-สกุล,บทบาท,หน่วยงาน,หน่วย,ที่นั่งในทีม,ขอบเขต", OF_JURY)
    with database.write() as session:
        choose_provincial_pilots(session, programme, JULY)
    return programme


def test_of_two_windows_of_a_juror_what_is_written_last_stands(database: Database, pilot: Programme) -> None:
    cluster = pilot.selection("cluster")

    def marking(*given: int) -> Callable[[Session], int]:
        def do(session: Session) -> int:
            by = people.by_name(session, JUROR)[0]
            row = dict(zip((one.key for one in cluster.criteria), given, strict=True))
            return give(session, pilot, cluster, {"5607": row}, JULY, by=by)

        return do

    with meanwhile(database, marking(40, 45), marking(30, 35)) as second:
        assert second.result() == 1
    with database.read() as session:
        assert [[*one.marks.values()] for one in marks.of_selection(session, "cluster")] == [[30, 35]]
    with meanwhile(database, marking(40, 45), marking(40, 45)) as second:
        assert second.result() == 0
    with database.write() as session:
        assert give(session, pilot, cluster, {"5607": {}}, JULY, by=people.by_name(session, JUROR)[0]) == 1
        assert marks.of_selection(session, "cluster") == []


def test_of_two_who_close_at_once_the_second_is_told_and_can_go_on(database: Database, pilot: Programme) -> None:
    cluster = pilot.selection("cluster")

    def closing(session: Session) -> str:
        by = people.by_name(session, JUROR)[0]
        try:
            close(session, pilot, cluster, AUGUST, by=by, reason="ตามมติกรรมการ", although_missing=True)
        except NotClosed as refused:
            return f"{refused.why} {len(marks.of_selection(session, 'cluster'))}"  # the transaction goes on
        return "closed"

    with meanwhile(database, closing, closing) as second:
        assert second.result() == "already 0"


def test_units_that_send_at_once_have_different_numbers(database: Database, tmp_path: Path) -> None:
    programme = load(PROGRAMMES / "talent-2561")
    heading = "ชื่อ-สกุล,บทบาท,หน่วยงาน,หน่วย,ที่นั่งในทีม"
    contacts = {"general": "สมชาย ใจดี", "law": "ประยูร ศรีสุข"}
    rows = [
        f"{contacts['general']},participant,สป.มท.,กองกลาง,ผู้ประสานงาน",
        f"{contacts['law']},participant,สป.มท.,สำนักกฎหมาย,ผู้ประสานงาน",
    ]
    opened(database, programme, tmp_path, heading, *rows)
    call, units = programme.call("team"), programme.units
    assert units is not None

    def sending(code: str) -> Callable[[Session], int | None]:
        def do(session: Session) -> int | None:
            by, unit = people.by_name(session, contacts[code])[0], units.unit(code)
            facts = {"position": "นิติกร", "phone": "0812345678"}
            one = store(session, call, unit, f"นายใหม่ {code}", facts, FEBRUARY, by=by, message_id=None)
            send(session, call, unit, one, FEBRUARY, by=by)
            return one.number

        return do

    with meanwhile(database, sending("general"), sending("law")) as second:
        assert second.result() == 2
    with database.read() as session:
        assert session.scalars(select(CallCandidate.number).order_by(CallCandidate.number)).all() == [1, 2]
