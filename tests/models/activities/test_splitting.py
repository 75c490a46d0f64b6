"""Splitting: the new entry waits for its mentor as any new one, whatever became of the one it was part of."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from models.activities import pieces, splitting
from models.activities.activities import ActivityState, put_pin
from models.activities.details import ActivityMark, MarkKind, keys_in, put_marks
from models.activities.pieces import PieceKind
from tests.models.reviews.test_reviews import NOW, SOMCHAI, entry, session

__all__ = ["session"]
# What a split makes of entry and new entry, written down apart from the code. Approved and deleted ones are not split.
BECOMES = {
    ActivityState.SUBMITTED: ("submitted", "submitted"),
    ActivityState.RETURNED: ("returned", "submitted"),  # the mentor has seen nothing of the new one
    ActivityState.RESUBMITTED: ("resubmitted", "submitted"),
    ActivityState.NOTE: ("note", "note"),
}


@pytest.mark.parametrize("state", list(BECOMES))
def test_what_is_split_off_an_entry_is_new_to_the_mentor(session, state):
    kept = entry(session, SOMCHAI, (7, 4), state=state)
    kept.note_reason = "weekend" if state is ActivityState.NOTE else None
    sent_at = kept.latest_at + timedelta(minutes=2)
    photo = pieces.add_piece(session, kept, PieceKind.PHOTO, "1", sent_at, joined=True)
    session.flush()
    apart = splitting.split_off(session, kept, photo, NOW)
    assert (kept.state, apart.state) == BECOMES[state]
    assert (kept.photos, apart.photos) == (0, 1)
    assert (apart.day, apart.person_id, apart.note_reason) == (kept.day, kept.person_id, kept.note_reason)
    assert (apart.opened_at, apart.latest_at) == (sent_at, sent_at)
    assert photo.joined is False  # it opened its entry, so it cannot be split off again


def test_an_album_moves_as_a_whole_and_another_album_stays(session):
    kept = entry(session, SOMCHAI, (7, 4))
    sent_at = kept.latest_at + timedelta(minutes=2)
    for number, album in enumerate(("a", "b", "a", None)):
        at = sent_at + timedelta(seconds=number)
        pieces.add_piece(session, kept, PieceKind.PHOTO, str(number), at, album=album, joined=True)
    session.flush()
    first = pieces.pieces(session, kept.id)[0]
    apart = splitting.split_off(session, kept, first, NOW)
    assert [one.message_id for one in pieces.pieces(session, apart.id)] == ["0", "2"]
    assert [one.message_id for one in pieces.pieces(session, kept.id)] == ["1", "3"]
    assert (kept.photos, apart.photos) == (2, 2)
    assert apart.latest_at == sent_at + timedelta(seconds=2)


def test_a_pin_moves_and_the_entry_is_where_the_one_before_was(session):
    kept = entry(session, SOMCHAI, (7, 4))
    sent_at = kept.latest_at + timedelta(minutes=2)
    for number, place in enumerate(((19.1, 99.1), (19.2, 99.2))):
        pieces.add_piece(session, kept, PieceKind.PIN, str(number), sent_at, pin=place, joined=True)
    put_pin(kept, (19.2, 99.2))
    session.flush()
    second = pieces.pieces(session, kept.id)[1]
    apart = splitting.split_off(session, kept, second, NOW)
    assert (kept.latitude, kept.longitude) == (19.1, 99.1)
    assert (apart.latitude, apart.longitude) == (19.2, 99.2)
    first = splitting.split_off(session, kept, pieces.pieces(session, kept.id)[0], NOW)
    assert (first.latitude, kept.latitude, kept.longitude) == (19.1, None, None)


def test_words_move_with_all_that_was_understood_of_them(session):
    kept = entry(session, SOMCHAI, (7, 4))
    kept.people_count = 25
    put_marks(session, kept, MarkKind.SECTOR, ("government", "religious"))
    words = pieces.add_piece(session, kept, PieceKind.WORDS, "1", kept.latest_at + timedelta(minutes=2), joined=True)
    session.flush()
    apart = splitting.split_off(session, kept, words, NOW)
    assert (kept.people_count, apart.people_count) == (None, 25)
    assert (kept.sectors_met, keys_in(apart.sectors_met)) == (None, ["government", "religious"])
    marks = select(ActivityMark.activity_id, ActivityMark.key).order_by(ActivityMark.key)
    assert session.execute(marks).all() == [(apart.id, "government"), (apart.id, "religious")]
