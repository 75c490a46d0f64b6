"""A crowd of participants who have already joined: stored at once, so that a promise is not spent on registrations."""

from collections.abc import Sequence

from bot.clock import Clock
from bot.settings import ROOT
from models.people import people
from models.storage.database import Database
from programmes import load
from services.roster.applying import apply_roster
from services.roster.rows import RosterRow
from simulator.driver import Driver, Someone
from tests.placements import placements
from tests.running_bot import MAE_CHAI, MUEANG_PHAYAO, PHAYAO, register


def registered_people(line: Driver, database: Database, clock: Clock, count: int) -> list[Someone]:
    """Make `count` people of the platform who are registered, consented participants of the bot."""
    rows = [_row(number) for number in range(count)]
    phones = [line.person(row.name) for row in rows]
    register_all(database, clock, rows, [phone.user_id for phone in phones])
    return phones


def register_all(database: Database, clock: Clock, rows: Sequence[RosterRow], user_ids: Sequence[str]) -> None:
    programme = load(ROOT / "programmes" / "cast-2566")
    now = clock.now()
    with database.write() as session:
        apply_roster(session, rows, programme, now)
        for row, user_id in zip(rows, user_ids, strict=True):
            register(session, people.by_name(session, row.name)[0], user_id, programme.retention.notice_version, now)


def _row(number: int) -> RosterRow:
    return RosterRow(
        line=100 + number,
        id=f"K{number}",
        name=f"ผู้ร่วมงาน ที่{number}",
        role="participant",
        agency="กรมการปกครอง",
        position="เจ้าพนักงานปกครองชำนาญการ",
        placements=placements(MAE_CHAI, MUEANG_PHAYAO, PHAYAO),
    )
