"""Leave and days without reminders: each person's own, to the day, and never what was cancelled."""

from datetime import date, timedelta

from models.people import leave
from models.people.leave import Leave
from models.storage.database import Database
from tests.models.two_people import MALEE, NOW, SOMCHAI, with_two_people

DAY = timedelta(days=1)
FIRST, LAST = date(2026, 8, 10), date(2026, 8, 12)


def test_the_same_leave_is_stored_once_and_another_one_beside_it(database: Database) -> None:
    with with_two_people(database) as session:
        said = {"said_by": MALEE, "now": NOW}
        granted = leave.grant(session, MALEE, FIRST, LAST, **said)
        assert leave.grant(session, MALEE, FIRST, LAST, **said) is granted
        others = [
            leave.grant(session, SOMCHAI, FIRST, LAST, **said),
            leave.grant(session, MALEE, FIRST - DAY, LAST, **said),
            leave.grant(session, MALEE, FIRST, LAST + DAY, **said),
        ]
        assert len({granted.id, *(other.id for other in others)}) == 4
        granted.cancelled_at = NOW
        session.flush()
        again = leave.grant(session, MALEE, FIRST, LAST, **said)
        assert again.id != granted.id
        assert [one.id for one in leave.coming(session, MALEE, LAST)] == [
            others[1].id,
            *sorted([others[2].id, again.id]),
        ]
        assert leave.owned(session, again.id, MALEE) is again
        assert leave.owned(session, again.id, SOMCHAI) is None


def test_a_leave_is_coming_until_its_last_day(database: Database) -> None:
    with with_two_people(database) as session:
        leave.grant(session, MALEE, FIRST, LAST, said_by=MALEE, now=NOW)
        coming = [len(leave.coming(session, MALEE, day)) for day in (FIRST, LAST, LAST + DAY)]
        assert coming == [1, 1, 0]


def test_days_off_are_those_asked_for_with_both_ends(database: Database) -> None:
    with with_two_people(database) as session:
        for person in (MALEE, SOMCHAI):
            leave.grant(session, person, FIRST, LAST, said_by=person, now=NOW)
        session.add(
            Leave(person_id=MALEE, from_day=LAST, to_day=LAST + DAY, said_by=1, created_at=NOW, cancelled_at=NOW)
        )
        session.flush()
        asked = [(FIRST - DAY, FIRST - DAY), (FIRST - DAY, FIRST), (LAST, LAST + DAY), (LAST + DAY, LAST + 2 * DAY)]
        for (first, last), off in zip(asked, (set(), {FIRST}, {LAST}, set()), strict=True):
            assert leave.days_off(session, [MALEE], first, last) == ({MALEE: off} if off else {})
            assert [one.person_id for one in leave.spans(session, [MALEE], first, last)] == [MALEE] * bool(off)
        assert leave.days_off(session, [MALEE], FIRST, LAST) == {MALEE: {FIRST, FIRST + DAY, LAST}}


def test_reminders_are_unwanted_on_the_days_that_were_named_until_somebody_wants_them_again(database: Database) -> None:
    with with_two_people(database) as session:
        for person in (MALEE, SOMCHAI):
            leave.mute(session, person, FIRST, LAST, NOW)
        session.flush()

        def muted(person: int) -> list[date]:
            days = [FIRST + n * DAY for n in range(-1, 5)]
            return [day for day in days if leave.muted(session, [person], day)]

        assert muted(MALEE) == [FIRST, FIRST + DAY, LAST]
        assert not leave.unmute(session, MALEE, LAST + DAY)
        assert leave.unmute(session, MALEE, LAST)
        session.flush()
        assert muted(MALEE) == [FIRST, FIRST + DAY]
        leave.mute(session, MALEE, LAST, LAST, NOW)
        session.flush()
        assert leave.unmute(session, MALEE, LAST)
        session.flush()
        assert (muted(MALEE), muted(SOMCHAI)) == ([FIRST, FIRST + DAY], [FIRST, FIRST + DAY, LAST])


def test_of_somebody_who_is_erased_no_leave_is_left(database: Database) -> None:
    with with_two_people(database) as session:
        for person in (MALEE, SOMCHAI):
            leave.grant(session, person, FIRST, LAST, said_by=person, now=NOW)
            leave.mute(session, person, FIRST, LAST, NOW)
        session.flush()
        leave.forget_person(session, MALEE)
        people = [MALEE, SOMCHAI]
        assert set(leave.days_off(session, people, FIRST, LAST)) == leave.muted(session, people, FIRST) == {SOMCHAI}


def test_a_holiday_keeps_its_first_name_until_it_is_removed(database: Database) -> None:
    with database.write() as session:
        for day, name in ((LAST, "ประกาศภายหลัง"), (FIRST, "วันหยุดพิเศษ")):
            assert leave.add_holiday(session, day, name, added_by=1, now=NOW)
        assert not leave.add_holiday(session, FIRST, "อีกชื่อ", added_by=1, now=NOW)
        assert [(one.day, one.name) for one in leave.extra_holidays(session)] == [
            (FIRST, "วันหยุดพิเศษ"),
            (LAST, "ประกาศภายหลัง"),
        ]
        assert leave.remove_holiday(session, FIRST)
        assert not leave.remove_holiday(session, FIRST)
        assert [one.day for one in leave.extra_holidays(session)] == [LAST]
