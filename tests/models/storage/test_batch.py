"""Rows that wait for the end of a batch: nobody can tell that they waited."""

from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from models.activities.activities import Activity
from models.activities.details import ActivityMark, MarkKind, PlaceSaid, Understanding, details, save_activity
from models.activities.open_activities import OpenActivities
from models.people.people import Person
from models.privacy.unsend_markers import UnsendMarker
from models.storage.batch import NUMBERED_AT_ONCE
from models.storage.database import Database

NOW = datetime(2023, 7, 12, 2, 0, tzinfo=UTC)


def test_a_statement_of_the_session_finds_what_waits(database: Database) -> None:
    with database.write() as session:
        session.add_rows(UnsendMarker, [tombstone("m1")])
        assert session.scalars(select(UnsendMarker.message_id)).all() == ["m1"]


def test_what_waits_is_committed(database: Database) -> None:
    with database.write() as session:
        session.add_rows(UnsendMarker, [tombstone("m1"), tombstone("m2")])
    assert stored(database) == {"m1", "m2"}


def test_what_waits_when_a_savepoint_ends_shares_its_fate(database: Database) -> None:
    with database.write() as session:
        with session.begin_nested():
            session.add_rows(UnsendMarker, [tombstone("kept")])
        with suppress(ValueError), session.begin_nested():
            session.add_rows(UnsendMarker, [tombstone("lost")])
            raise ValueError("on purpose")
    assert stored(database) == {"kept"}


def test_a_transaction_that_fails_leaves_nothing_waiting(database: Database) -> None:
    with suppress(ValueError), database.write() as session:
        session.add_rows(UnsendMarker, [tombstone("lost")])
        raise ValueError("on purpose")
    assert stored(database) == set()


def test_ids_are_given_once_however_many_rows_wait(database: Database) -> None:
    with database.write() as session:
        person = a_person(session)
        ids = [entry(session, person).id for _ in range(NUMBERED_AT_ONCE * 2 + 3)]
        session.add(written := an_activity(person))  # numbered by the database itself
        session.flush()
        later = entry(session, person).id
    assert len({*ids, written.id, later}) == len(ids) + 2
    with database.read() as session:
        assert set(session.scalars(select(Activity.id))) == {*ids, written.id, later}


def test_rows_are_stored_after_those_they_point_to(database: Database) -> None:
    with database.write() as session:
        person = a_person(session)
        first = entry(session, person)
        session.flush()
        session.add_rows(ActivityMark, [mark(first, "trash")])  # its table is the first to wait
        entry(session, person, Understanding(sectors=("people",), places=(PlaceSaid("village", "หนองบัว", None),)))
    with database.read() as session:
        assert details(session, first.id).tags == ("trash",)


def test_an_entry_just_stored_can_be_changed_in_its_turn(database: Database) -> None:
    with database.write() as session:
        opened = entry(session, a_person(session))
        assert (opened.note_reason, opened.latitude) == (None, None)
        opened.photos += 1
    with database.read() as session:
        assert session.get_one(Activity, opened.id).photos == 1


def test_what_was_foreseen_serves_a_person_once(database: Database) -> None:
    with database.write() as session:
        person = a_person(session)
        open_activities = OpenActivities(session, [person], [NOW])
        assert open_activities.latest(person, NOW) is None
        opened = entry(session, person)
        assert open_activities.latest(person, NOW) is opened


def test_an_entry_with_words_is_open_to_photos_only(database: Database) -> None:
    with database.write() as session:
        person = a_person(session)
        opened = entry(session, person)
        open_activities = OpenActivities(session, [person], [NOW])
        assert open_activities.latest_without_words(person, NOW) is opened
        opened.words = "ประชุม"
        session.flush()
        open_activities = OpenActivities(session, [person], [NOW])
        assert open_activities.latest_without_words(person, NOW) is None
        assert open_activities.latest(person, NOW) is opened


def test_what_another_turn_of_the_batch_approved_is_not_open(database: Database) -> None:
    with database.write() as session:
        person = a_person(session)
        opened = entry(session, person)
        open_activities = OpenActivities(session, [person], [NOW])
        opened.state = "approved"
        assert open_activities.latest(person, NOW) is None


def tombstone(message_id: str) -> dict[str, Any]:
    return {"message_id": message_id, "at": NOW}


def stored(database: Database) -> set[str]:
    with database.read() as session:
        return set(session.scalars(select(UnsendMarker.message_id)))


def a_person(session: Any) -> int:
    session.add(person := Person(key="p", name="สมชาย", created_at=NOW))
    session.flush()
    return person.id


def an_activity(person_id: int) -> Activity:
    return Activity(
        person_id=person_id,
        chat_key="U1",
        day=NOW.date(),
        state="submitted",
        opened_at=NOW,
        latest_at=NOW,
        created_at=NOW,
        updated_at=NOW,
    )


def entry(session: Any, person_id: int, understood: Understanding = Understanding()) -> Activity:  # noqa: B008
    return save_activity(session, an_activity(person_id), understood)


def mark(activity: Activity, tag: str) -> dict[str, Any]:
    return {"activity_id": activity.id, "kind": MarkKind.TAG.value, "key": tag, "person_id": activity.person_id}
