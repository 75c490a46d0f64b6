"""Where one stands: phase and week, district, mentor, days; and what dated changes of the roster do to it."""

from dataclasses import replace
from datetime import date

from services.roster.applying import apply_roster
from services.roster.rows import RosterRow
from simulator.driver import Someone
from tests.databases import on_sqlite
from tests.running_bot import KANDA, MALEE, MUEANG_PHAYAO, NAMED_PEOPLE, PRAYUN, SOMCHAI, RunningBot
from tests.scenarios.many_people import ManyPeople, entries_of, eventually, everything_in, photo, words_of

WORK = "ประชุมกับผู้ใหญ่บ้านและพระเรื่องถังขยะเปียก 25 คน"
SEPTEMBER_30, OCTOBER_1 = date(2023, 9, 30), date(2023, 10, 1)


def import_roster(running: RunningBot, *rows: RosterRow) -> None:
    with running.database.write() as session:
        apply_roster(session, rows, running.bot.programme, running.bot.clock.now())


def row_of(name: str) -> RosterRow:
    return next(row for row in NAMED_PEOPLE if row.name == name)


def status(phone: Someone) -> str:
    phone.says("สถานะ")
    return everything_in(phone.hears(1)[0])


def test_a_participant_sees_phase_week_district_mentor_and_days(village: ManyPeople) -> None:
    phone = village.participant()
    for words in (f"เมื่อวาน{WORK}", f"10 ก.ค. {WORK}", WORK):
        phone.says(words)
        phone.hears(1)
    said = status(phone)
    for part in ("สัปดาห์ที่ 2 จาก 22", "แม่ใจ", "พะเยา", PRAYUN, "รายงานแล้ว 3 จาก 8 วัน", "ต่อเนื่อง 3 วัน"):
        assert part in said
    assert "พบภาคีเครือข่ายแล้ว 2 จาก 7" in said


def test_a_note_and_a_deleted_entry_count_nowhere(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    for words in (f"1 ก.ค. {WORK}", WORK):
        phone.says(words)
        phone.hears(1)
    phone.taps_label("ลบ")
    phone.hears(1)
    assert "รายงานแล้ว 0 จาก 8 วัน" in status(phone)


def test_today_not_yet_reported_does_not_break_the_streak(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    for words in (f"เมื่อวาน{WORK}", f"10 ก.ค. {WORK}"):
        phone.says(words)
        phone.hears(1)
    assert "ต่อเนื่อง 2 วัน" in status(phone)


@on_sqlite
def test_a_mentor_sees_whom_they_look_after_now(running: RunningBot) -> None:
    said = status(running.joined(PRAYUN))
    assert SOMCHAI in said
    assert MALEE not in said


@on_sqlite
def test_the_next_stage_brings_the_next_district_and_its_mentor(running: RunningBot) -> None:
    phone = running.joined(SOMCHAI)
    assert "เมืองพะเยา" in status(phone)  # what comes next
    running.line.clock(set="2023-07-18T09:00:00+07:00")
    said = status(phone)
    assert "วิไล บุญมา" in said
    assert PRAYUN not in said


def test_in_october_a_new_district_chief_is_the_mentor_from_their_first_day(running: RunningBot) -> None:
    new = RosterRow(9, "M9", "ชาญชัย มาใหม่", "mentor", position="นายอำเภอ", area=MUEANG_PHAYAO, from_day=OCTOBER_1)
    old = replace(row_of("วิไล บุญมา"), to_day=SEPTEMBER_30)
    phone = running.joined(SOMCHAI)
    running.line.clock(set="2023-09-29T09:00:00+07:00")
    import_roster(running, old, new)
    assert "วิไล บุญมา" in status(phone)
    early = running.joined("ชาญชัย มาใหม่")  # registers before the day
    assert "ครูพี่เลี้ยง" in status(early)
    running.line.clock(set="2023-10-02T09:00:00+07:00")
    said = status(phone)
    assert "ชาญชัย มาใหม่" in said
    assert "วิไล บุญมา" not in said
    assert SOMCHAI in status(early)


@on_sqlite
def test_who_has_withdrawn_is_told_kindly_and_not_recorded(running: RunningBot) -> None:
    phone = running.joined(SOMCHAI)
    phone.says(WORK)
    phone.hears(1)
    import_roster(running, replace(row_of(SOMCHAI), to_day=date(2023, 7, 14)))
    phone.says(f"บ่าย{WORK}")
    phone.hears(1)  # the last days still count
    running.line.clock(set="2023-07-17T09:00:00+07:00")
    for act in (lambda: phone.says(WORK), lambda: phone.sends_image(photo()), lambda: phone.says("สถานะ")):
        act()
        assert "สิ้นสุดแล้ว" in words_of(phone.hears(1)[0])
    assert len(entries_of(running, phone)) == 2
    phone.says("ข้อมูลของฉัน")
    assert "บันทึก 2 รายการ" in everything_in(phone.hears(1)[0])


def test_a_replacement_begins_with_an_empty_book_in_the_same_district(running: RunningBot) -> None:
    gone = running.joined(SOMCHAI)
    gone.says(WORK)
    gone.hears(1)
    running.line.clock(set="2023-08-01T09:00:00+07:00")
    first, successor = row_of(SOMCHAI), "สมปอง ตามมา"
    import_roster(
        running,
        replace(first, to_day=date(2023, 7, 31)),
        replace(first, id="P9", name=successor, from_day=date(2023, 8, 1)),
    )
    phone = running.joined(successor)
    said = status(phone)
    assert "เมืองพะเยา" in said
    assert "วิไล บุญมา" in said
    phone.says("รายการเดือนกรกฎาคม")
    assert "รายงานแล้ว 0" in everything_in(phone.hears(1)[0])


def test_outside_the_programme_status_says_so(running_on_sqlite: RunningBot) -> None:
    phone = running_on_sqlite.joined(SOMCHAI)
    running_on_sqlite.line.clock(set="2023-12-23T09:00:00+07:00")
    assert "โครงการสิ้นสุดแล้ว" in status(phone)


def test_each_role_has_its_own_rich_menu(running_on_sqlite: RunningBot) -> None:
    running = running_on_sqlite
    stranger = running.stranger()
    assert "stranger" in str(eventually(stranger.menu))
    for name, role in ((SOMCHAI, "participant"), (PRAYUN, "mentor"), (KANDA, "coordinator")):
        phone = running.joined(name)
        eventually(lambda phone=phone, role=role: f"{role} th" in str(phone.menu()))
    phone = running.joined(MALEE)
    phone.says("English")
    phone.hears(1)
    eventually(lambda: "participant en" in str(phone.menu()))


def test_the_erased_and_the_moved_get_the_strangers_menu_back(running_on_sqlite: RunningBot) -> None:
    running = running_on_sqlite
    phone = running.joined(SOMCHAI)
    eventually(lambda: "participant th" in str(phone.menu()))
    phone.says("ลบข้อมูลของฉัน")
    phone.hears(1)
    phone.says("ยืนยันลบทั้งหมด")
    phone.hears(1)
    eventually(lambda: "stranger" in str(phone.menu()))


def test_a_changed_role_brings_its_menu(running_on_sqlite: RunningBot) -> None:
    running = running_on_sqlite
    phone = running.joined(MALEE)
    eventually(lambda: "participant th" in str(phone.menu()))
    import_roster(running, RosterRow(3, "P2", MALEE, "mentor", "กรมที่ดิน", "นายอำเภอ", area=MUEANG_PHAYAO))
    eventually(lambda: "mentor th" in str(phone.menu()))
    phone.says(WORK)
    phone.hears(1)
    assert entries_of(running, phone) == []
