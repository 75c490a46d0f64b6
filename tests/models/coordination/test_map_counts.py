"""Entries of units: by the team in which the author was on the day of the entry."""

from datetime import date, datetime

from models.activities.activities import Activity, ActivityState
from models.coordination.map_counts import MapAsked, by_unit
from models.coordination.scopes import AccessScope, Grant
from models.people.people import Membership, Person, PersonState, Role
from models.storage.database import Database

NOW = datetime.fromisoformat("2023-07-12T09:00:00+07:00")


def test_entries_count_for_the_unit_of_their_day(database: Database) -> None:
    with database.write() as session:
        for number, (unit, first, last) in enumerate(
            [("north", None, None), ("south", date(2023, 7, 10), date(2023, 7, 11)), (None, None, None)], 1
        ):
            session.add(Person(id=number, key=f"P{number}", name="คน", state=PersonState.ACTIVE, created_at=NOW))
            session.flush()
            role = {"role": Role.PARTICIPANT, "from_day": first, "to_day": last}
            session.add(Membership(person_id=number, unit=unit, **role))
            for day in (10, 11, 12):
                session.add(
                    Activity(
                        person_id=number, chat_key=f"U{number}", day=date(2023, 7, day), words="งาน", photos=0,
                        state=ActivityState.SUBMITTED, revision=1, opened_at=NOW, latest_at=NOW, created_at=NOW,
                        updated_at=NOW,
                    )
                )  # fmt: skip
    asked = MapAsked(AccessScope((Grant(),)), date(2023, 7, 11), date(2023, 7, 12))
    with database.read() as session:
        assert by_unit(session, asked) == {"north": 2, "south": 1, None: 3}
