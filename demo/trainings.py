"""Makes what the staff of a programme with a development plan typed before the demo begins, and says what there is to
try."""

import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Final

from sqlalchemy.orm import Session

from demo.cohort import TypedMessage
from locales.texts import Text
from models.development import trainings
from models.people.people import Person, Role, roles_of
from programmes import Programme
from programmes.bangkok import BANGKOK
from services.roster import RosterRow
from services.roster.planning import key_of
from thai.dates import short_day

MONTHS: Final = 4  # before the demo begins
IDLE: Final = 3  # every so many have learned nothing


def trainings_of(people: Sequence[RosterRow], programme: Programme, began: datetime, seed: int) -> list[TypedMessage]:
    """Return the messages in which staff told of their training, in order of time. The same seed gives the same."""
    chance = Random(seed)
    return sorted(_each(people, programme, began, chance), key=lambda message: (message.at, message.row.line))


def _each(people: Sequence[RosterRow], programme: Programme, began: datetime, chance: Random) -> Iterator[TypedMessage]:
    if programme.development is None:
        return
    phrases = tomllib.loads((Path(__file__).parent / "phrases.toml").read_text("utf-8"))["trainings"]
    first = programme.development.first
    days = max(1, min((began.date() - first).days, MONTHS * 30) - 1)
    staff = {key_of(row): row for row in reversed(people) if row.role == "participant"}
    for place, row in enumerate(staff.values()):
        for _ in range(0 if place % IDLE == 0 else chance.randint(1, 3)):
            day = began.date() - timedelta(days=chance.randrange(1, days))
            words = chance.choice(phrases["sentences"]).format(
                topic=chance.choice(phrases["topics"]),
                days=chance.randint(1, 3),
                hours=chance.choice((2, 3, 6)),
                place=chance.choice(phrases["places"]),
                day=short_day(day, "th"),
            )
            told = min(day + timedelta(days=chance.randrange(5)), began.date() - timedelta(days=1))
            yield TypedMessage(row, datetime.combine(told, time(16, chance.randrange(60)), BANGKOK), words)


def trainings_to_try(session: Session, programme: Programme, text: Text, today: date) -> dict[str, str]:
    """Return what there is to try with a few people, by their key in the roster: somebody who has learned nothing, a
    head of a division, whoever sees everything."""
    terms = programme.development
    if terms is None:
        return {}
    members = trainings.staff_on(session, today)
    last = trainings.last_days(session, [one.person_id for one in members], today)
    heads = [one for one in members if Role.COORDINATOR in roles_of(session, one.person_id)]
    staff = [one for one in members if one not in heads and one.joined]
    idle = next((one for one in staff if one.person_id not in last), None)
    busy = next((one for one in staff if one.person_id in last), None)
    found = [(idle, "demo-try-training"), (busy, "demo-try-lacking"), *((one, "demo-try-confirm") for one in heads)]
    tips = {one.person_id: text(key) for one, key in found if one is not None}
    people = {person_id: session.get_one(Person, person_id) for person_id in tips}
    return {people[person_id].key: said for person_id, said in tips.items()}
