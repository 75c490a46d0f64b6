"""Marks belong to one juror in one selection."""

from models.selections import marks
from models.storage.database import Database
from tests.models.two_people import MALEE, MOMENT, NOW, SOMCHAI, with_two_people


def test_a_juror_changes_only_their_own_marks_in_this_selection(database: Database) -> None:
    with with_two_people(database) as session:
        for selection, juror in (("a", MALEE), ("a", SOMCHAI), ("b", MALEE)):
            assert marks.give(session, selection, juror, {"x": {"work": 3}, "y": {}}, NOW) == 1
        later = NOW + MOMENT
        assert marks.give(session, "a", MALEE, {"x": {"work": 3}}, later) == 0
        assert marks.give(session, "a", MALEE, {"x": {"work": 4}, "y": {"work": 1}}, later) == 2
        found = [(one.juror_id, one.candidate, one.marks, one.at) for one in marks.of_selection(session, "a")]
        assert found == [
            (MALEE, "x", {"work": 4}, later),
            (SOMCHAI, "x", {"work": 3}, NOW),
            (MALEE, "y", {"work": 1}, later),
        ]
        assert marks.give(session, "a", MALEE, {"x": {}}, later) == 1
        assert [(one.juror_id, one.candidate) for one in marks.of_selection(session, "a")] == [
            (SOMCHAI, "x"),
            (MALEE, "y"),
        ]
        assert [one.juror_id for one in marks.of_selection(session, "b")] == [MALEE]
