"""Who looked at whom is counted by day and way, told to the one who was looked at, and kept half a year."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from models.privacy import unsend_markers, viewings
from models.privacy.viewings import Viewing, ViewingWay
from models.storage.database import Database

NOW = datetime(2026, 8, 3, 9, 0, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
TODAY = date(2026, 8, 3)
KANDA, MALEE, SOMCHAI = 1, 2, 3


def told(found: Sequence[Viewing]) -> list[tuple[int, int, date, ViewingWay, int]]:
    return [(one.by_person_id, one.person_id, one.day, one.way, one.times) for one in found]


def test_what_is_seen_again_is_counted_and_its_last_time_noted(database: Database) -> None:
    with database.write() as session:
        for at in (NOW, NOW + MINUTE):
            viewings.note(session, KANDA, [MALEE, MALEE, KANDA], ViewingWay.PAGE, TODAY, at)
        (seen,) = viewings.of_person(session, MALEE)
        assert (seen.times, seen.first_at, seen.last_at) == (2, NOW, NOW + MINUTE)
        assert viewings.of_person(session, KANDA) == []


def test_more_than_one_statement_holds_are_all_counted(database: Database) -> None:
    people = range(2, viewings.AT_ONCE + 3)
    with database.write() as session:
        viewings.note(session, KANDA, people, ViewingWay.DOWNLOAD, TODAY, NOW)
        assert [one.person_id for one in viewings.since(session, TODAY)] == list(people)


def test_it_is_told_in_an_order_and_each_only_of_whom_it_is_asked(database: Database) -> None:
    with database.write() as session:
        for by, whom, day, way in (
            (SOMCHAI, MALEE, TODAY, ViewingWay.PAGE),
            (KANDA, MALEE, TODAY - DAY, ViewingWay.PAGE),
            (KANDA, MALEE, TODAY, ViewingWay.PAGE),
            (KANDA, MALEE, TODAY, ViewingWay.CHAT),
            (KANDA, SOMCHAI, TODAY, ViewingWay.PAGE),
        ):
            viewings.note(session, by, [whom], way, day, NOW)
        assert told(viewings.of_person(session, MALEE)) == [
            (KANDA, MALEE, TODAY, ViewingWay.CHAT, 1),
            (KANDA, MALEE, TODAY, ViewingWay.PAGE, 1),
            (SOMCHAI, MALEE, TODAY, ViewingWay.PAGE, 1),
            (KANDA, MALEE, TODAY - DAY, ViewingWay.PAGE, 1),
        ]
        whole = [(one.by_person_id, one.person_id) for one in viewings.since(session, TODAY)]
        assert whole == [(KANDA, MALEE), (KANDA, MALEE), (KANDA, SOMCHAI), (SOMCHAI, MALEE)]
        assert [one.person_id for one in viewings.since(session, TODAY - DAY, SOMCHAI)] == [MALEE]
        viewings.forget_person(session, SOMCHAI)
        assert {one.person_id for one in viewings.since(session, TODAY - DAY)} == {MALEE}
        viewings.clear(session, TODAY)
        assert [one.day for one in viewings.of_person(session, MALEE)] == [TODAY] * 3


def test_markers_of_unsent_messages_are_kept_until_no_message_can_follow(database: Database) -> None:
    with database.write() as session:
        for message, at in (("old", NOW - MINUTE), ("new", NOW), ("new", NOW + MINUTE)):
            unsend_markers.add(session, message, at)
        assert unsend_markers.among(session, ["old", "new", "other"]) == {"old", "new"}
        assert unsend_markers.among(session, ["old"]) == {"old"}
        assert unsend_markers.among(session, []) == set()
        unsend_markers.clear(session, NOW)
        assert unsend_markers.among(session, ["old", "new"]) == {"new"}
