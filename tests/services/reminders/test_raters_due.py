"""Whom rules about rating rounds concern: too few nominations, ratings that are awaited, raters whom nobody reminds."""

import pytest
from sqlalchemy import update

from models.evaluations import snapshots
from models.evaluations.ratings import Rating, RatingState
from models.people.people import Person, PersonState
from services.evaluations.rounds import open_round
from services.evaluations.signing import new_key, read_key
from services.evaluations.snapshots import close_round
from services.forms.publishing import publish_programme
from tests.databases import on_sqlite
from tests.running_bot import KANDA, MALEE, SOMCHAI
from tests.services.evaluations.rated_people import FOLDER
from tests.services.reminders.reminder_people import BEGINNING, THANA, PeopleByName, at

pytestmark = on_sqlite
SOMSRI, THAWEE = "นางสมศรี บุญมา", "นายทวี มากมูล"
SEVEN = ("government", "religious", "academic", "private", "civil_society", "people", "media")
HALF, NEAR_THE_END = "2023-12-12", "2023-12-18"


@pytest.fixture
def town(town: PeopleByName) -> PeopleByName:
    publish_programme(town.database, town.programme, FOLDER, BEGINNING)
    return town


def test_who_has_no_rater_of_some_sector_is_asked_twice_before_nominations_should_be_in(town: PeopleByName) -> None:
    town.rater(SOMSRI, SOMCHAI, "civil_society")
    town.rater(THAWEE, SOMCHAI, "media", state=RatingState.NOMINATED)
    town.rater("นายถูกตัด ออกไป", SOMCHAI, "people", state=RatingState.STRUCK)
    for number, sector in enumerate(SEVEN):
        town.rater(f"นายคนที่ {number}", MALEE, sector)
    for day in ("2023-11-14", "2023-11-21"):
        told = town.told("nominations_wanted", day)
        assert set(told) == {SOMCHAI}
        facts = dict(told[SOMCHAI].facts)
        assert facts["count"] == 2
        assert facts["sectors"] == "ภาคราชการ · ภาคผู้นำศาสนา · ภาควิชาการ · ภาคเอกชน · ภาคประชาชน"


def test_a_rater_in_line_hears_whom_they_have_still_to_rate_until_they_have(town: PeopleByName) -> None:
    first, second = town.rater(SOMSRI, SOMCHAI, "civil_society"), town.rater(SOMSRI, MALEE)
    town.rater(THAWEE, SOMCHAI, "media", in_line=False)
    told = town.told("rating_due", HALF)
    assert set(told) == {SOMSRI}
    assert dict(told[SOMSRI].facts)["names"] == f"{SOMCHAI}, {MALEE}"
    town.gives(first)
    assert dict(town.told("rating_due", NEAR_THE_END)[SOMSRI].facts)["names"] == MALEE
    town.gives(second)
    assert town.told("rating_due", NEAR_THE_END) == {}


@pytest.mark.parametrize("state", [RatingState.NOMINATED, RatingState.STRUCK, RatingState.WITHDRAWN])
def test_who_is_not_accepted_is_never_reminded_and_called_by_nobody(town: PeopleByName, state: RatingState) -> None:
    town.rater(SOMSRI, SOMCHAI, "civil_society", state=state)
    town.rater(THAWEE, SOMCHAI, "media", in_line=False, state=state)
    assert town.told("rating_due", HALF) == {}
    assert town.told("raters_to_call", HALF) == {}


def test_nobody_is_reminded_of_somebody_who_is_not_rated_any_more(town: PeopleByName) -> None:
    town.rater(SOMSRI, SOMCHAI, "civil_society")
    with town.database.write() as session:
        session.execute(update(Person).where(Person.name == SOMCHAI).values(state=PersonState.WITHDRAWN))
    assert town.told("rating_due", HALF) == {}


def test_coordinators_hear_how_many_of_their_own_raters_are_to_be_called(town: PeopleByName) -> None:
    town.rater(SOMSRI, SOMCHAI, "civil_society")
    town.rater(THAWEE, SOMCHAI, "media", in_line=False)
    told = town.told("raters_to_call", HALF)
    assert KANDA in told
    assert THANA not in told  # coordinates the agency of MALEE only
    assert {key: value for key, value in told[KANDA].facts if key in ("count", "in_line")} == {"count": 1, "in_line": 1}
    with town.database.write() as session:
        session.execute(update(Rating).values(scores="4,4,4,4,4,4"))
    assert town.told("raters_to_call", NEAR_THE_END) == {}


def test_nobody_is_reminded_of_a_round_that_is_closed(town: PeopleByName) -> None:
    town.rater(SOMSRI, SOMCHAI, "civil_society")
    town.rater(THAWEE, SOMCHAI, "media", in_line=False)
    turn, now, key = town.programme.round("final"), at("2023-12-17 09:00"), read_key(new_key())
    with town.database.write() as session:
        open_round(session, town.programme, turn, now)
        close_round(session, town.programme, turn, now, key, actor="command", by_person_id=None, although_lacking=True)
        assert snapshots.newest(session, "final") is not None
    assert town.told("rating_due", NEAR_THE_END) == {}
    assert town.told("raters_to_call", NEAR_THE_END) == {}
