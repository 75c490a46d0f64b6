"""Uploaded forms: one a person, the same file twice is one, and each belongs to its sender."""

from datetime import timedelta
from typing import Any

import pytest

from models.forms import uploads
from models.forms.uploads import FormUpload
from models.people.people import Person
from models.privacy import erasure
from models.storage.database import Database
from tests.models.two_people import MALEE, NOW, SOMCHAI, with_two_people


def sent(person: int = MALEE, **more: Any) -> FormUpload:
    columns = {
        "created_at": NOW, "file_name": "a.xlsx", "source": b"a", "beside": [], "problems": [], "notices": [],
        "form_id": "a", "version": "1", "title": "", "digest": "d", "xform": "",
    }  # fmt: skip
    return FormUpload(person_id=person, **columns | more)


@pytest.mark.parametrize(
    "more", [{}, {"file_name": "b.xlsx"}, {"source": b"b"}, {"digest": "e"}, {"problems": [{"key": "x"}]}]
)
def test_the_same_file_sent_twice_is_one_and_another_takes_its_place(database: Database, more: dict[str, Any]) -> None:
    with with_two_people(database) as session:
        other, first = uploads.keep(session, sent(SOMCHAI)), uploads.keep(session, sent())
        second = uploads.keep(session, sent(**more))
        assert (second is first) is (not more)
        assert list(uploads.of_person(session, MALEE)) == [second]
        assert list(uploads.of_person(session, SOMCHAI)) == [other]


def test_a_file_is_its_senders_and_goes_with_them(database: Database) -> None:
    with with_two_people(database) as session:
        mine, other = uploads.keep(session, sent()), uploads.keep(session, sent(SOMCHAI))
        assert uploads.owned(session, mine.id, MALEE) is mine
        assert uploads.owned(session, other.id, MALEE) is None
        erasure.erase(session, session.get_one(Person, MALEE), NOW, actor="command")
        assert list(uploads.waiting(session, MALEE)) == []
        assert list(uploads.waiting(session, SOMCHAI)) == [other]


def test_files_that_were_sent_before_an_instant_are_forgotten(database: Database) -> None:
    with with_two_people(database) as session:
        uploads.keep(session, sent(created_at=NOW - timedelta(microseconds=1)))
        kept = uploads.keep(session, sent(SOMCHAI))
        uploads.forget_before(session, NOW)
        assert [list(uploads.of_person(session, one)) for one in (MALEE, SOMCHAI)] == [[], [kept]]
