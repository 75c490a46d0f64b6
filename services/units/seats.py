"""Nominations to seats: stored, accepted with a person and their code, declined, taken back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models.people import audit, invites, people
from models.people.people import Person, PersonState
from models.units import nominations, teams
from models.units.nominations import NominationState, TeamNomination
from programmes import Programme
from programmes.bangkok import bangkok_day
from programmes.units import TeamPost, Units
from services.roster.applying import apply_roster
from services.roster.planning import key_of
from services.roster.rows import RosterErrors, RosterRow

LONGEST = 200  # characters of a name or a position


@dataclass(frozen=True, slots=True)
class Nominated:
    """A nomination that was stored. `renewed`: the same person waited for this seat already; `instead_of`: who waited
    for it until now and does no more."""

    nomination: TeamNomination
    renewed: bool
    instead_of: tuple[str, ...]


class NominationNotTaken(ValueError):
    """A nomination cannot be stored or accepted; `why` is the end of a message key."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def nominate(
    session: Session,
    unit: str,
    seat: TeamPost,
    name: str,
    now: datetime,
    *,
    by: Person,
    phone: str | None,
    position: str | None,
    message_id: str | None,
) -> Nominated:
    """Store a nomination. It takes the place of one that waits for the same seat, if the seat has no more room."""
    before = [one for one in nominations.waiting(session, [unit]) if one.seat == seat.key]
    again = [one for one in before if one.name == name]
    made = again[0] if again else TeamNomination(unit=unit, seat=seat.key, name=name[:LONGEST], at=now)
    made.phone, made.position = phone or made.phone, position[:LONGEST] if position else made.position
    made.state, made.nominated_by_id, made.message_id = NominationState.WAITING, by.id, message_id
    session.add(made)
    session.flush()
    nominations.replace_waiting(session, unit, seat.key, seat.many, now)
    audit.record(session, now, f"person:{by.id}", "nominate_to_seat", None, nomination=made.id)
    gone = tuple(one.name for one in before if one.state != NominationState.WAITING)
    return Nominated(made, bool(again), gone)


def accept(
    session: Session, one: TeamNomination, programme: Programme, units: Units, now: datetime, *, by: Person
) -> str:
    """Give a nominated person their seat, as a roster would; return their invite code. Raises NominationNotTaken."""
    if one.state != NominationState.WAITING:
        raise NominationNotTaken("decided")
    day = bangkok_day(now)
    held = teams.seats_held(session, [one.unit], day).get((one.unit, one.seat), 0)
    if held >= units.seat(one.seat).many:
        raise NominationNotTaken("taken")
    if people.participants_on(session, day) >= programme.capacity:
        raise NominationNotTaken("full")
    row = RosterRow(
        line=0, id=None, name=one.name, role="participant", position=one.position, unit=one.unit, seat=one.seat
    )
    if any(known.key == key_of(row) for known in people.by_name(session, one.name)):
        raise NominationNotTaken("known")
    try:
        apply_roster(session, [row], programme, now, actor=f"person:{by.id}")
    except RosterErrors:
        raise NominationNotTaken("known") from None
    person = next(known for known in people.by_name(session, one.name) if known.key == key_of(row))
    one.state, one.person_id = NominationState.ACCEPTED, person.id
    one.decided_by_id, one.decided_at = by.id, now
    audit.record(session, now, f"person:{by.id}", "accept_nomination", person.id, nomination=one.id)
    return invites.issue(session, person.id, now)


def put_away(session: Session, one: TeamNomination, state: NominationState, now: datetime, *, by: Person) -> None:
    """Decline a nomination, or take it back. Raises NominationNotTaken if it is decided already."""
    if one.state != NominationState.WAITING:
        raise NominationNotTaken("decided")
    one.state, one.decided_by_id, one.decided_at = state, by.id, now
    audit.record(session, now, f"person:{by.id}", f"nomination_{state.value}", None, nomination=one.id)


def waiting_in(session: Session, units: Collection[str]) -> list[TeamNomination]:
    """Return the nominations that wait in these units, without those of people who have erased themselves."""
    found = nominations.waiting(session, units)
    by = people.by_ids(session, [one.nominated_by_id for one in found])
    return [one for one in found if by[one.nominated_by_id].state != PersonState.ERASED]
