"""Makes what contacts of units typed in answer to calls before the demo begins, and says what there is to try."""

import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from demo.cohort import TypedMessage
from demo.make_teams import to_be_chosen
from locales.texts import Text
from models.calls import candidates
from models.people.people import Membership, Person, PersonState, Role
from programmes import Programme
from programmes.bangkok import BANGKOK
from programmes.calls import Call, kinds_of
from services.roster import RosterRow

BUDDHIST: Final = 543  # years before the common era
WITHOUT: Final = 3  # of the units that are asked, the first and every so-manyth after it have sent nothing
LEADING: Final = timedelta(days=3)  # before the demo begins
_THAI_DIGITS: Final = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def answers_of(people: Sequence[RosterRow], programme: Programme, began: datetime, seed: int) -> list[TypedMessage]:
    """Return the messages with which contacts answered calls, in order of time. The same seed gives the same."""
    chance = Random(seed)
    return sorted(_each(people, programme, began, chance), key=lambda message: (message.at, message.row.line))


def _each(people: Sequence[RosterRow], programme: Programme, began: datetime, chance: Random) -> Iterator[TypedMessage]:
    units = programme.units
    if units is None:
        return
    folder = Path(__file__).parent
    phrases = tomllib.loads((folder / "phrases.toml").read_text("utf-8"))["calls"]
    names = tomllib.loads((folder / "names.toml").read_text("utf-8"))
    chosen = {unit.code for unit in to_be_chosen(programme, units)} if units.chosen_in else set()
    for call in programme.calls:
        last = min(began.date() - timedelta(days=1), call.closes)
        for place, unit in enumerate(call.asked_of(units)):
            row = next((one for one in people if one.unit == unit.code and one.seat in call.answered_by), None)
            if row is None or (place % WITHOUT == 0 and unit.code not in chosen):
                continue
            least, _most = call.numbers_of(unit)
            for number in range(max(1, least - (place % 5 == 0))):
                day = last - timedelta(days=chance.randrange(LEADING.days))
                at = datetime.combine(max(day, call.opens), time(10 + number, chance.randrange(60)), BANGKOK)
                yield TypedMessage(row, at, _words(call, phrases, names, chance))


def _words(call: Call, phrases: dict[str, Any], names: dict[str, Any], chance: Random) -> str:
    surname = chance.choice(names["surname_begins"]) + chance.choice(names["surname_ends"])
    name = f"{chance.choice(names['first'])} {surname}"
    topics = [one.label.th for field in call.fields for one in field.choices]
    plain = call.of == "projects" and not topics
    said: str = chance.choice(phrases["projects_for_all" if plain else call.of]).format(
        name=chance.choice(phrases["titles"]) + name,
        post=chance.choice(phrases["posts"]),
        phone=f"08{chance.randrange(10)}-{chance.randrange(1000):03}-{chance.randrange(10_000):04}",
        project=chance.choice(phrases["titles_for_all" if plain else "titles_of_projects"]),
        topic=chance.choice(topics or [""]),
        year=call.closes.year + BUDDHIST,
    )
    for field in call.fields if plain else ():
        if (
            field.required
            and field.kind == "text"
            and field.said
            and not any(f" {word}" in said for word in field.said)
        ):
            said += f" {field.said[0]} {chance.choice(phrases['behind_any_word'])}"
    return said.translate(_THAI_DIGITS) if chance.random() < 0.3 else said


def calls_to_try(session: Session, programme: Programme, text: Text, today: date) -> dict[str, str]:
    """Return what there is to try with a few people, by their key in the roster: the contact of a unit that has sent
    nothing, one of a unit that has, whoever coordinates everything."""
    units = programme.units
    call = next((one for one in programme.calls if today <= one.closes), None)
    if units is None or call is None:
        return {}
    sent = candidates.sent_by_unit(session, call.key, [unit.code for unit in units.teams])
    asked = [unit.code for unit in call.asked_of(units)]
    kinds = kinds_of(one.of for one in programme.calls)
    wanted = {code: text("demo-try-answered", kinds=kinds) for code in asked if code in sent}
    wanted = dict(list(wanted.items())[:1]) | {
        code: text("demo-try-call", unit=units.unit(code).called(text.language), kinds=call.of)
        for code in asked
        if code not in sent
    }
    held = select(Person.key, Membership.unit, Membership.role).join(Membership, Membership.person_id == Person.id)
    tips: dict[str, str] = {}
    overseeing = text("demo-try-awaited", kinds=kinds)
    for key, unit, role in session.execute(held.where(Person.state == PersonState.ACTIVE).order_by(Person.id)):
        if role == Role.COORDINATOR and overseeing not in tips.values():
            tips[key] = overseeing
        elif unit in wanted:
            tips[key] = wanted.pop(unit)
    return tips
