"""What is known of backups: how many days behind they are, and which instants lie between a backup and its restore."""

from datetime import UTC, date, datetime, timedelta

import pytest

from models.storage import backups
from models.storage.database import Database
from programmes.bangkok import bangkok_day
from tests.databases import on_sqlite

pytestmark = on_sqlite
AT = datetime(2023, 7, 12, 19, 30, tzinfo=UTC)  # 13 July, 02:30, in Bangkok


@pytest.mark.parametrize(
    ("failed_since", "days", "behind"),
    [(False, 1, None), (False, 2, 2), (True, 0, None), (True, 1, 1)],
    ids=["not yet today's", "yesterday's is missing", "one by hand failed", "today's has failed"],
)
def test_how_many_days_a_backup_is_behind(
    database: Database, failed_since: bool, days: int, behind: int | None
) -> None:
    with database.write() as session:
        made = backups.begin(session, AT, "a", "2023-07-13#1") or 0
        backups.end(session, made, AT, snapshot_at=AT, size=1)
        if failed_since:
            backups.fail(session, backups.begin(session, AT, "b") or 0, AT, "no-room")
        today = date(2023, 7, 13) + timedelta(days=days)
        assert backups.days_behind(session, today, bangkok_day) == behind


def test_without_any_backup_it_is_behind_once_a_daily_one_has_failed(database: Database) -> None:
    with database.write() as session:
        day = date(2023, 8, 1)
        backups.fail(session, backups.begin(session, AT, "by hand") or 0, AT, "no-room")
        assert backups.days_behind(session, day, bangkok_day) is None  # none is made by itself
    with database.write() as session:
        backups.end(session, backups.begin(session, AT, "by hand") or 0, AT, snapshot_at=AT, size=1)
        assert backups.days_behind(session, day, bangkok_day) is None


def test_the_first_daily_backup_is_not_behind_until_it_has_failed(database: Database) -> None:
    with database.write() as session:
        number = backups.begin(session, AT, "a", "2023-07-13#1") or 0
        assert backups.days_behind(session, date(2023, 8, 1), bangkok_day) is None
        backups.fail(session, number, AT, "no-room")
        assert backups.days_behind(session, date(2023, 8, 1), bangkok_day) == 0


def test_a_restore_is_no_backup_but_the_one_that_was_running_was_made(database: Database) -> None:
    with database.write() as session:
        backups.note_restore(session, AT, AT, "a")
        assert backups.last(session).snapshot_at is None
        backups.begin(session, AT, "b")
        backups.note_restore(session, AT, AT, "b")
        assert backups.last(session).snapshot_at == AT


def test_what_was_due_from_the_backup_until_its_restore_is_lost_and_nothing_else(database: Database) -> None:
    second, restored = timedelta(seconds=1), AT + timedelta(hours=5)
    with database.write() as session:
        made = backups.begin(session, AT, "a") or 0
        backups.end(session, made, restored, snapshot_at=AT, size=1)
        assert not backups.is_lost(session, AT)  # a backup alone loses nothing
        backups.note_restore(session, AT, restored, "a")
        asked = (AT - second, AT, restored - second, restored)
        assert [backups.is_lost(session, instant) for instant in asked] == [False, True, True, False]
