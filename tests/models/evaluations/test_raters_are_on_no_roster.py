"""Somebody who only rates is nobody of the roster: no look-up, count, announcement or import of a roster finds them."""

from datetime import date

from models.coordination import audiences, scopes, summaries
from models.coordination.broadcasts import BroadcastAudience
from models.people import people
from models.people.people import PersonState
from models.storage.database import Database
from programmes import Programme
from services.roster.applying import apply_roster
from services.roster.rows import RosterRow
from tests.models.evaluations.people_rating import NOW, participant, rater
from tests.placements import placements

DAY = date(2023, 12, 6)


def test_a_coordinator_of_everything_finds_no_rater_by_name_number_or_state(
    database: Database, cast: Programme
) -> None:
    with database.write() as session:
        known, unknown = participant(session, "สมชาย ใจดี"), rater(session, "สมศรี มีสุข").person_id
        access = scopes.of_scopes([scopes.ALL], cast)
        assert scopes.person(session, access, known.id) is not None
        assert scopes.person(session, access, unknown) is None
        assert scopes.names(session, access) == [(known.id, known.name)]
        waiting = summaries.people_in_state(session, access, PersonState.INVITED, DAY)
        assert unknown not in {one[0] for one in waiting}
        asked = BroadcastAudience(people=(known.id, unknown))
        found = audiences.receivers(session, cast, access, asked, known.id + 1000, DAY)
        assert [one.person_id for one in found] == [known.id]
        assert people.roles_on_day(session, [unknown], DAY, None)[unknown].role is None


def test_a_roster_with_the_name_of_a_rater_adds_somebody_new(database: Database, cast: Programme) -> None:
    with database.write() as session:
        unknown = rater(session, "นางสมศรี มีสุข").person_id
        places = placements("5607", "5601", "56")
        row = RosterRow(2, None, "นางสมศรี มีสุข", "participant", "กรมที่ดิน", "นักวิชาการ", places)
        apply_roster(session, [row], cast, NOW)
        ids = {one.id for one in people.by_name(session, "นางสมศรี มีสุข")}
        assert unknown in ids
        assert len(ids) == 2
