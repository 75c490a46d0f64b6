"""Rehearsals: one at a time is taken, how far it has come is its own, and the last result is the newest."""

from sqlalchemy.orm import Session

from models.reminders import rehearsals
from models.reminders.rehearsals import Rehearsal, RehearsalState
from models.storage.database import Database
from tests.models.two_people import MOMENT, NOW

DAY = NOW.date()


def asked(session: Session, **more: object) -> Rehearsal:
    columns = {"state": RehearsalState.WAITING, "share": 80, "asked_at": NOW, "messages": 0} | more
    made = Rehearsal(**columns)
    session.add(made)
    session.flush()
    return made


def test_what_came_of_one_is_noted_with_it_and_with_no_other(database: Database) -> None:
    with database.write() as session:
        first, second, third = (asked(session) for _ in range(3))
        rehearsals.come_to(session, second.id, DAY, 5)
        session.expire_all()
        assert [one.messages for one in (first, second, third)] == [0, 5, 0]
        for one, result in ((first, b"1"), (second, b"2")):
            rehearsals.end(session, one.id, NOW, "hash", result, 7)
        rehearsals.fail(session, third.id, NOW, "key")
        session.expire_all()
        newest = rehearsals.newest_done(session)
        assert newest is second
        assert [rehearsals.result_of(session, one.id) for one in (first, second, third)] == [b"1", b"2", None]
        assert rehearsals.newest(session) is third


def test_one_that_runs_is_taken_only_when_its_process_died(database: Database) -> None:
    with database.write() as session:
        other, one = asked(session), asked(session)
        assert [rehearsals.claim(session, one.id, NOW, stale_before=NOW) for _ in range(2)] == [True, False]
        assert rehearsals.claim(session, one.id, NOW, stale_before=NOW + MOMENT)
        session.expire_all()
        assert (other.state, one.state) == (RehearsalState.WAITING, RehearsalState.RUNNING)
        rehearsals.end(session, one.id, NOW, "hash", b"1", 7)
        assert not rehearsals.claim(session, one.id, NOW, stale_before=NOW + MOMENT)
        rehearsals.forget_results(session)
        assert rehearsals.all_of(session) == [other]
