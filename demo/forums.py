"""Makes what the teams of a programme with forums typed before the demo begins, and says what there is to try."""

import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Final

import geothai
from sqlalchemy import select
from sqlalchemy.orm import Session

from demo.cohort import TypedMessage
from locales.texts import Text
from models.people.people import Membership, Person, PersonState, Role
from models.units import forums
from programmes import Programme
from programmes.bangkok import BANGKOK
from services.roster import RosterRow

WEEKS: Final = 5  # before the demo begins
WITHOUT: Final = 3  # of the units of which forums are wanted, so many have held none
FAR: Final = 2  # and so many are far ahead
_THAI_DIGITS: Final = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def forums_of(people: Sequence[RosterRow], programme: Programme, began: datetime, seed: int) -> list[TypedMessage]:
    """Return the messages in which teams told of their forums, in order of time. The same seed gives the same."""
    chance = Random(seed)
    return sorted(_each(people, programme, began, chance), key=lambda message: (message.at, message.row.line))


def _each(people: Sequence[RosterRow], programme: Programme, began: datetime, chance: Random) -> Iterator[TypedMessage]:
    if programme.units is None or programme.forums is None:
        return
    phrases = tomllib.loads((Path(__file__).parent / "phrases.toml").read_text("utf-8"))["forums"]
    wanted = programme.forums.wanted_of(programme.units)
    for place, unit in enumerate(wanted):
        team = [row for row in people if row.unit == unit.code]
        count = 0 if place >= len(wanted) - WITHOUT else 4 if place < FAR else chance.randint(1, 2)
        for _ in range(count if team else 0):
            day = began.date() - timedelta(days=chance.randrange(1, WEEKS * 7))
            if day < programme.forums.first:
                continue
            at = datetime.combine(day, time(15, chance.randrange(60)), BANGKOK)
            heads = {word: chance.randint(*span) for word, span in phrases["heads"].items()}
            said = "\n".join(f"{word} {count}" for word, count in heads.items())
            words = chance.choice(phrases["sentences"]).format(
                place=_subdistrict(unit.code, chance),
                agenda=chance.choice(phrases["agendas"]),
                decided=chance.choice(phrases["decisions"]),
                heads=said
                if chance.random() < 0.5
                else " ".join(f"{word} {count} คน" for word, count in heads.items()),
            )
            digits = words.translate(_THAI_DIGITS) if chance.random() < 0.3 else words
            yield TypedMessage(chance.choice(team[:3]), at, digits)


def _subdistrict(code: str, chance: Random) -> str:
    known = geothai.subdistricts(code)
    return f"ต.{chance.choice(known).name_th}" if known else "หมู่บ้าน"


def forums_to_try(session: Session, programme: Programme, text: Text, today: date) -> dict[str, str]:
    """Return what there is to try with a few people, by their key in the roster: a team without a forum, whoever
    coordinates everything."""
    if programme.units is None or programme.forums is None or today < programme.forums.first:
        return {}
    wanted = programme.forums.wanted_of(programme.units)
    held = forums.by_unit(session, [unit.code for unit in wanted], programme.forums.first, today)
    said = programme.forums.said[0]
    found = {
        unit.code: text("demo-try-team", said=said)
        if unit.code in held
        else text("demo-try-forum", unit=unit.called(text.language), said=said)
        for unit in (*wanted[:1], *(one for one in wanted if one.code not in held))
    }
    members = select(Person.key, Membership.unit, Membership.role).join(Membership, Membership.person_id == Person.id)
    tips: dict[str, str] = {}
    progress = text("demo-try-progress", said=said)
    for key, unit, role in session.execute(members.where(Person.state == PersonState.ACTIVE).order_by(Person.id)):
        if role == Role.COORDINATOR and progress not in tips.values():
            tips[key] = progress
        elif unit in found:
            tips[key] = found.pop(unit)
    return tips
