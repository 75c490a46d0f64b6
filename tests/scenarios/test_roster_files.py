"""A coordinator sends the roster as a file: it is shown first, imported with one tap, and undone with another."""

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import func, select

from models.activities.media import Media
from models.people.audit import AuditEntry
from models.people.imports import RosterImport
from models.people.people import Membership, Person, PersonState, Placement
from models.privacy import erasure
from scheduler.housekeeping import Housekeeping
from services.roster.applying import apply_roster
from services.roster.rows import RosterRow
from simulator.driver import Someone
from tests.databases import on_sqlite
from tests.running_bot import KANDA, MAE_CHAI, MALEE, NAMED_PEOPLE, PRAYUN, SOMCHAI, RunningBot
from tests.scenarios.many_people import everything_in, settled
from tests.scenarios.mentoring import told

HEADINGS = "id,name,role,agency,position,pilot_district,target_district,phase3_province,area,scope,deputy,from,to"
P1 = "P1,สมชาย ใจดี,participant,กรมการปกครอง,เจ้าพนักงานปกครองชำนาญการพิเศษ,แม่ใจ พะเยา,เมืองพะเยา พะเยา,พะเยา,,,,,"
P2 = "P2,มาลี แสงทอง,participant,กรมที่ดิน,นักวิชาการที่ดินชำนาญการพิเศษ,แม่ใจ พะเยา,แม่ใจ พะเยา,พะเยา,,,,,"
OTHERS = (
    "M1,ประยูร ศรีสุข,mentor,,นายอำเภอ,,,,อ.แม่ใจ จ.พะเยา,,,,",
    "M2,วิไล บุญมา,mentor,,นายอำเภอ,,,,อ.เมืองพะเยา จ.พะเยา,,,,",
    "M3,อำนาจ ทองดี,mentor,,หัวหน้าสำนักงานจังหวัด,,,,จ.พะเยา,,,,",
    "C1,กานดา รักไทย,coordinator,,,,,,,all,,,",
    "C2,ธนา ใจงาม,coordinator,,,,,,,agency:กรมที่ดิน,,,",
)
NEW = ",นภา เมฆขาว,participant,กรมที่ดิน,,แม่ใจ พะเยา,จุน พะเยา,พะเยา,,,,,"
MOVED = (
    P1 + "31/8/2566",
    P1.replace("แม่ใจ พะเยา,เมืองพะเยา พะเยา", ",จุน พะเยา").removesuffix(",") + "1/9/2566,",
)
Sends = Callable[..., str]


@pytest.fixture
def kanda(running: RunningBot) -> Someone:
    import_rows(running)
    return running.joined(KANDA)


def import_rows(running: RunningBot, *more: RosterRow) -> None:
    """Import the people of P1, P2 and OTHERS, and more."""
    malee = next(row for row in NAMED_PEOPLE if row.name == MALEE)
    pilot = replace(malee, placements={**malee.placements, "pilot": MAE_CHAI})
    with running.database.write() as session:
        rows = [*(row for row in NAMED_PEOPLE if row is not malee), pilot, *more]
        apply_roster(session, rows, running.bot.programme, running.bot.clock.now())


@pytest.fixture
def sends(tmp_path: Path) -> Sends:
    """Send lines as a CSV or Excel file and return what is answered."""

    def send(phone: Someone, *lines: str, name: str = "รายชื่อ.csv", heard: int = 1) -> str:
        path = tmp_path / name
        path.write_bytes(_excel(lines) if name.endswith(".xlsx") else "\r\n".join([HEADINGS, *lines]).encode("cp874"))
        phone.sends_file(path)
        return " ".join(everything_in(message) for message in phone.hears(heard))

    return send


def _excel(lines: Sequence[str]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for line in (HEADINGS, *lines):
        book.active.append([cell or None for cell in line.split(",")])
    book.save(out)
    return out.getvalue()


def taps(phone: Someone, label: str) -> str:
    """Tap the newest button with this label; return what is answered."""
    phone.taps_label(label)
    return " ".join(everything_in(message) for message in phone.hears(1))


def count(running: RunningBot, table: type) -> int:
    with running.database.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def acts(running: RunningBot) -> list[tuple[str, str]]:
    with running.database.read() as session:
        found = session.scalars(
            select(AuditEntry).where(AuditEntry.action.endswith("roster") | (AuditEntry.action == "undo_import"))
        )
        return [(one.action, one.actor) for one in found if one.actor != "command"]


@pytest.mark.parametrize("name", ["รายชื่อ.csv", "รายชื่อ.xlsx"])
def test_a_roster_is_shown_imported_with_one_tap_and_undone_with_another(
    running: RunningBot, kanda: Someone, sends: Sends, name: str
) -> None:
    renamed = OTHERS[0].replace("นายอำเภอ", "นายอำเภออาวุโส")
    left = OTHERS[1] + "30/9/2566"
    shown = sends(kanda, *MOVED, P2, renamed, left, *OTHERS[2:], NEW, name=name)
    assert "ยังไม่ได้นำเข้า" in shown
    for fact in ("เพิ่ม 1 คน", "ย้ายพื้นที่ 1 คน", "สิ้นสุดบทบาท 1 คน", "แก้ไขอื่น 1 คน", "คงเดิม 4 คน"):
        assert fact in shown
    assert f"~ {SOMCHAI}: " in shown
    assert "อำเภอเป้าหมาย อ.เมืองพะเยา จ.พะเยา → อ.เมืองพะเยา จ.พะเยา, อ.จุน จ.พะเยา ตั้งแต่ 1 ก.ย. 2566" in shown
    assert "~ วิไล บุญมา: สิ้นสุด 30 ก.ย. 2566" in shown
    assert "+ นภา เมฆขาว" in shown
    before = (count(running, Person), count(running, Membership), count(running, Placement))
    assert before == (7, 7, 6)
    done = taps(kanda, "นำเข้ารายชื่อ")
    assert "นำเข้าแล้ว" in done
    assert "เพิ่ม 1 คน" in done
    assert (count(running, Person), count(running, Placement)) == (8, 10)
    assert count(running, Media) == 0  # the file is gone
    assert "นำเข้าไปแล้ว" in told(kanda, "นำเข้ารายชื่อ")  # typed, a second time
    assert count(running, Person) == 8
    undone = taps(kanda, "ยกเลิกการนำเข้า")
    assert "คืนค่าเดิม 3 คน นำออก 1 คน" in undone
    assert (count(running, Person), count(running, Membership), count(running, Placement)) == before
    assert "ยกเลิกไปแล้ว" in taps(kanda, "ยกเลิกการนำเข้า")
    by = f"person:{running.person_id(KANDA)}"
    assert acts(running) == [("import_roster", by), ("undo_import", by)]


@on_sqlite
def test_near_names_are_asked_about_one_by_one_and_never_guessed(
    running: RunningBot, kanda: Someone, sends: Sends
) -> None:
    import_rows(running, _without_id("นภา เมฆขาว"), _without_id("บุญมี ศรีสวัสดิ์"))
    one, two = NEW.replace("เมฆขาว", "เมฆขาง"), NEW.replace("นภา เมฆขาว", "บุญมี ศรีสวัสดิ")
    asked = sends(kanda, P1, P2, *OTHERS, one, two)
    assert "ต้องตอบอีก 2 คน" in asked
    assert "“นภา เมฆขาง” เป็นคนเดียวกับผู้ที่มีอยู่แล้วหรือไม่" in asked
    assert "แถว 9 นภา เมฆขาง" in asked
    assert "มีอยู่แล้ว 1. นภา เมฆขาว (กรมที่ดิน)" in asked
    second = taps(kanda, "คนเดียวกัน")
    assert "ต้องตอบอีก 1 คน" in second
    assert "“บุญมี ศรีสวัสดิ”" in second
    shown = told(kanda, "เป็นคนใหม่")
    assert "+ บุญมี ศรีสวัสดิ " in shown
    assert "~ นภา เมฆขาว: ชื่อ" in shown
    assert "นำเข้าแล้ว" in taps(kanda, "นำเข้ารายชื่อ")
    with running.database.read() as session:
        names = set(session.scalars(select(Person.name)))
        kept = session.scalars(select(RosterImport.answers).order_by(RosterImport.id.desc())).first()
    assert {"นภา เมฆขาง", "บุญมี ศรีสวัสดิ์", "บุญมี ศรีสวัสดิ"} <= names
    assert "นภา เมฆขาว" not in names
    assert kept == {}  # what was said about people is not kept


@on_sqlite
def test_a_file_that_only_gives_people_their_ids_is_imported_too_and_they_are_known_by_them(
    running: RunningBot, kanda: Someone, sends: Sends
) -> None:
    stored = _without_id("นภา เมฆขาว")
    import_rows(running, replace(stored, placements={**stored.placements, "pilot": MAE_CHAI}))
    known = P2.replace("P2,มาลี แสงทอง", "P9,นภา เมฆขาว")
    shown = sends(kanda, P1, P2, *OTHERS, known)
    assert "ได้รหัสประจำตัว (id) ตามไฟล์ 1 คน" in shown
    assert "คงเดิม 7 คน" in shown
    assert "เปลี่ยน 1 คน" in taps(kanda, "นำเข้ารายชื่อ")
    married = known.replace("นภา เมฆขาว", "นภา รักสงบ")
    assert "~ นภา เมฆขาว: ชื่อ" in sends(kanda, P1, P2, *OTHERS, married)
    taps(kanda, "ไม่นำเข้า")
    assert count(running, Person) == 8


def _without_id(name: str) -> RosterRow:
    return replace(next(row for row in NAMED_PEOPLE if row.name == MALEE), id=None, name=name, line=50)


@on_sqlite
def test_what_is_wrong_is_told_by_cell_and_nothing_is_kept(running: RunningBot, kanda: Someone, sends: Sends) -> None:
    said = sends(kanda, P1.replace("แม่ใจ พะเยา", "แม่จาย พะเยา"), P2, NEW + "32/8/2566")
    assert "ยังไม่ได้นำเข้า โปรดแก้ 2 จุดนี้แล้วส่งไฟล์ใหม่" in said
    assert "แถว 2 คอลัมน์ “pilot_district” ค่า “แม่จาย พะเยา”: ไม่พบอำเภอนี้ ใกล้เคียง: อ.แม่ใจ จ.พะเยา" in said
    assert "แถว 4 คอลัมน์ “to” ค่า “32/8/2566”" in said
    assert (count(running, Media), count(running, Person)) == (0, 7)
    assert "ไม่มีอะไรต้องนำเข้า" in sends(kanda, P1, P2, *OTHERS)


@on_sqlite
@pytest.mark.parametrize("who", ["ธนา ใจงาม", PRAYUN, SOMCHAI])
def test_a_file_from_somebody_else_gets_a_kind_answer_and_changes_nothing(
    running: RunningBot, sends: Sends, who: str
) -> None:
    said = sends(running.joined(who), NEW)
    expected = {"ธนา ใจงาม": "ผู้ประสานงานทั้งโครงการเท่านั้น", PRAYUN: "ไฟล์", SOMCHAI: "ไฟล์"}
    assert expected[who] in said
    settled(running)
    assert (count(running, Media), count(running, Person), count(running, RosterImport)) == (0, 7, 1)


def test_people_who_changed_meanwhile_are_shown_anew_before_anything_is_imported(
    running: RunningBot, kanda: Someone, sends: Sends
) -> None:
    sends(kanda, P1.replace("เมืองพะเยา พะเยา", "จุน พะเยา"), P2, *OTHERS, NEW)
    import_rows(running, _without_id("นภา เมฆขาว"))
    again = taps(kanda, "นำเข้ารายชื่อ")
    assert "รายชื่อในระบบเปลี่ยนไป" in again
    assert "เพิ่ม 1 คน" not in again
    assert "นำเข้าแล้ว" in taps(kanda, "นำเข้ารายชื่อ")


@on_sqlite
def test_a_second_file_takes_the_place_of_the_first_and_the_first_card_imports_nothing(
    running: RunningBot, kanda: Someone, sends: Sends
) -> None:
    sends(kanda, P1, P2, *OTHERS, NEW)
    first = next(one for one in reversed(kanda.chat()) if one["from"] == "bot")["message"]
    second = sends(kanda, P1, P2, *OTHERS, NEW.replace("นภา เมฆขาว", "สุดา แก้วมณี"))
    assert "แสดงไฟล์ที่ส่งมาใหม่แทนไฟล์ก่อนหน้า" in second
    action = next(item["action"] for item in first["quickReply"]["items"] if item["action"]["label"] == "นำเข้ารายชื่อ")
    kanda.takes(action)
    assert "ไฟล์นี้ไม่ได้ใช้แล้ว" in everything_in(kanda.hears(1)[0])
    assert count(running, Person) == 7
    assert "ไม่นำเข้าแล้ว" in taps(kanda, "ไม่นำเข้า")
    assert (count(running, Person), count(running, Media)) == (7, 0)


def test_who_joined_since_the_import_stays_and_is_named(running: RunningBot, kanda: Someone, sends: Sends) -> None:
    sends(kanda, P1, P2, *OTHERS, NEW)
    taps(kanda, "นำเข้ารายชื่อ")
    running.joined("นภา เมฆขาว")
    undone = taps(kanda, "ยกเลิกการนำเข้า")
    assert "นำออก 0 คน" in undone
    assert "คงไว้ เพราะลงทะเบียนหรือมีข้อมูลแล้ว: นภา เมฆขาว" in undone


@on_sqlite
def test_other_kinds_and_large_files_are_not_fetched(running: RunningBot, kanda: Someone, tmp_path: Path) -> None:
    for name, size, answer in (("แผน.pdf", 10, ".xlsx หรือ .csv"), ("ใหญ่.csv", 1_000_001, "ไม่เกิน 1 เมกะไบต์")):
        path = tmp_path / name
        path.write_bytes(b"x" * size)
        kanda.sends_file(path)
        assert answer in everything_in(kanda.hears(1)[0])
    assert count(running, Media) == 0


def test_an_unsent_file_imports_nothing_and_one_that_nobody_answers_is_deleted_after_a_day(
    running: RunningBot, kanda: Someone, sends: Sends, tmp_path: Path
) -> None:
    sends(kanda, P1, P2, *OTHERS, NEW)
    sent = next(one for one in reversed(kanda.chat()) if one["from"] != "bot")
    kanda.unsends(sent["id"])
    settled(running)
    assert "โปรดส่งไฟล์อีกครั้ง" in taps(kanda, "นำเข้ารายชื่อ")
    assert (count(running, Person), count(running, Media)) == (7, 0)
    sends(kanda, P1, P2, *OTHERS, NEW)
    running.line.clock(set="2023-07-14T09:00:00+07:00")
    Housekeeping(running.bot).scrub()
    assert count(running, Media) == 0
    with running.database.read() as session:
        assert erasure.leftover_files(session)
    assert "ไฟล์นี้ไม่ได้ใช้แล้ว" in taps(kanda, "นำเข้ารายชื่อ")


@on_sqlite
def test_who_lost_the_scope_meanwhile_imports_nothing(running: RunningBot, kanda: Someone, sends: Sends) -> None:
    sends(kanda, P1, P2, *OTHERS, NEW)
    with running.database.write() as session:
        held = session.scalars(select(Membership).where(Membership.person_id == running.person_id(KANDA))).one()
        held.scope = "agency:กรมที่ดิน"
    taps(kanda, "นำเข้ารายชื่อ")
    assert count(running, Person) == 7


def test_an_erased_coordinator_leaves_no_file(running: RunningBot, kanda: Someone, sends: Sends) -> None:
    sends(kanda, P1, P2, *OTHERS, NEW)
    with running.database.write() as session:
        erasure.erase(
            session, session.get_one(Person, running.person_id(KANDA)), running.bot.clock.now(), actor="command"
        )
    with running.database.read() as session:
        made = session.scalars(select(RosterImport).order_by(RosterImport.id.desc())).first()
        assert made is not None
        assert (made.state, made.message_id, made.media_id, made.answers) == ("cancelled", None, None, {})
        assert session.scalars(select(Person.state).where(Person.name == MALEE)).one() == PersonState.INVITED
    assert count(running, Media) == 0
