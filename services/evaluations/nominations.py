"""Nominations: who rates whom, proposed by participants, mentors and coordinators, decided by whom the round says.

A rater from outside the roster is a person without a role. Who is nominated for several participants of a round under
the same name and phone is one rater, with one link.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.evaluations import links, raters, ratings
from models.evaluations.raters import Rater
from models.evaluations.ratings import Rating, RatingState
from models.people import audit, placements
from models.people.people import RATER, Person, PersonState, is_on_roster
from programmes import Programme
from programmes.evaluations import EvaluationRound, RaterKind
from services.roster.names import are_alike, full_name, spelt_with_titles
from services.roster.spelling import bare

WAITING: Final = (RatingState.NOMINATED, RatingState.ACCEPTED)


class NominationRefused(ValueError):
    """Somebody cannot be nominated. `why` is the key of a text: oneself, already, out."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class RaterFlag(StrEnum):
    """What whoever decides about a rater should look at."""

    SAME_PHONE = "same_phone"  # this number is also given for another rater of the round
    FAMILY_NAME = "family_name"  # they bear the family name of whom they rate
    SAME_BODY = "same_body"  # they belong to the agency of whom they rate
    ON_ROSTER = "on_roster"  # somebody of the roster has this name
    OTHER_DISTRICT = "other_district"  # they are in none of the districts in which whom they rate worked


@dataclass(frozen=True, slots=True)
class RaterDetails:
    """What is said of a rater; None is not known. `phone` is digits, perhaps with an extension. `districts` are the
    codes that the district which was named can have."""

    name: str
    organisation: str | None = None
    sector: str | None = None
    phone: str | None = None
    line_id: str | None = None
    worked_together: str | None = None
    districts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RaterOf:
    """A rater of somebody: the rating, who rates, whom it is about; `has_link`, `opened`: of their present link;
    `worked_in`: the districts in which whom they rate works or worked."""

    rating: Rating
    rater: Rater
    person: Person
    about: Person
    has_link: bool = False
    opened: bool = False
    flags: tuple[RaterFlag, ...] = ()
    worked_in: tuple[str, ...] = ()


def kind_nominated_by(
    programme: Programme, role: str, *, kind: str | None = None
) -> tuple[EvaluationRound, RaterKind] | None:
    """Return the round and the kind of raters that a role nominates: the last kind of the first round with one, which
    stands for most, or the kind that is named."""
    for turn in programme.evaluation.rounds:
        mine = [one for one in turn.raters if role in one.nominated_by and kind in (None, one.key)]
        if mine:
            return turn, max(mine, key=lambda one: one.weight)
    return None


def nominate(
    session: Session,
    turn: EvaluationRound,
    kind: RaterKind,
    about: Person,
    details: RaterDetails,
    now: datetime,
    *,
    by: Person | None,
    accepted: bool = False,
) -> Rating:
    """Store whom somebody nominates. Raises NominationRefused. Who was struck or withdrawn for this participant is not
    nominated again by whoever may not decide."""
    if are_alike(details.name, about.name) and not details.organisation:
        raise NominationRefused("oneself")
    rater = _known(session, turn.key, kind.key, details, about, by) or _new(session, turn.key, kind.key, details, now)
    _complete(rater, details)
    note_district(session, rater, about.id, details.districts)
    rating = session.scalar(select(Rating).where(Rating.rater_id == rater.id, Rating.about_person_id == about.id))
    if rating is not None and (rating.state in WAITING or not accepted):
        raise NominationRefused("already" if rating.state in WAITING else "out")
    if rating is None:
        rating = Rating(
            round_key=turn.key,
            kind=kind.key,
            rater_id=rater.id,
            about_person_id=about.id,
            state=RatingState.NOMINATED,
            nominated_by_id=by.id if by else None,
            worked_together=details.worked_together,
            late=False,
        )
        session.add(rating)
        session.flush()
        _audit(session, now, by, "rater-nominate", rating)
    if accepted:
        accept(session, rating, now, by=by)
    return rating


def accept(session: Session, rating: Rating, now: datetime, *, by: Person | None) -> None:
    rating.state, rating.decided_by_id, rating.decided_at = RatingState.ACCEPTED, by.id if by else None, now
    rating.reason = None
    session.flush()
    _audit(session, now, by, "rater-accept", rating)


def strike(session: Session, rating: Rating, now: datetime, *, by: Person | None, reason: str | None) -> None:
    """Take out somebody who has not rated; what was rated is withdrawn, and stays on record."""
    gone = RatingState.WITHDRAWN if rating.state == RatingState.ACCEPTED else RatingState.STRUCK
    rating.state, rating.decided_by_id, rating.decided_at = gone, by.id if by else None, now
    rating.reason = reason
    session.flush()
    others = [one for one in ratings.of_rater(session, rating.rater_id) if one.state == RatingState.ACCEPTED]
    if not others:
        links.revoke(session, [rating.rater_id], now)
    _audit(session, now, by, f"rater-{gone}", rating)


def note_district(session: Session, rater: Rater, about_id: int, districts: Sequence[str]) -> None:
    """Store where a rater is, if it was named and is not known yet: of districts with the same name the one in which
    whom they rate worked."""
    if districts and rater.area is None:
        theirs = placements.districts_of(session, [about_id]).get(about_id, ())
        rater.area = next((code for code in districts if code in theirs), districts[0])


def set_details(rater: Rater, **known: str | None) -> None:
    """Store parts of what is known of a rater, as asked for after the nomination."""
    for name, value in known.items():
        setattr(rater, name, value)


def issue_link(session: Session, rater: Rater, now: datetime, *, by: Person | None) -> str:
    """Make a rater's link anew and return its token."""
    token = links.issue(session, rater.id, now)
    actor = f"person:{by.id}" if by else "command"
    audit.record(session, now, actor, "rater-link", rater.person_id, rater=rater.id)
    return token


def revoke_link(session: Session, rater: Rater, now: datetime, *, by: Person | None) -> None:
    """Make a rater's link stop working, without another in its place."""
    links.revoke(session, [rater.id], now)
    actor = f"person:{by.id}" if by else "command"
    audit.record(session, now, actor, "rater-link-revoke", rater.person_id, rater=rater.id)


# ── many of them ──


def raters_of(session: Session, round_key: str, about_ids: Sequence[int], *, kind: str | None = None) -> list[RaterOf]:
    """Return the raters of these people in a round, with flags, in the order of their nomination."""
    mine = (Rating.round_key == round_key, Rating.about_person_id.in_(about_ids))
    return _rows(session, [*mine, *([Rating.kind == kind] if kind else [])])


def of_rater(session: Session, rater_id: int) -> list[RaterOf]:
    return _rows(session, [Rating.rater_id == rater_id])


def of_rating(session: Session, rating_id: int) -> RaterOf | None:
    return next(iter(_rows(session, [Rating.id == rating_id])), None)


def _rows(session: Session, conditions: Sequence[object]) -> list[RaterOf]:
    rows = session.execute(
        select(Rating, Rater, Person)
        .join(Rater, Rater.id == Rating.rater_id)
        .join(Person, Person.id == Rater.person_id)
        .where(*conditions)  # type: ignore[arg-type]
        .order_by(Rating.id)
    ).all()
    asked = {rating.about_person_id for rating, _, _ in rows}
    rated = {one.id: one for one in session.scalars(select(Person).where(Person.id.in_(asked)))}
    issued = links.in_force(session, {rater.id for _, rater, _ in rows})
    phones = _phones_of_several(session, [rater for _, rater, _ in rows])
    names = _names_on_roster(session, [person for _, _, person in rows])
    worked_in = placements.districts_of(session, asked)
    found = []
    for rating, rater, person in rows:
        link = issued.get(rater.id)
        about, theirs = rated[rating.about_person_id], worked_in.get(rating.about_person_id, ())
        flags = tuple(_flags(rater, person, about, phones, names, theirs))
        opened = link is not None and link.last_opened_at is not None
        found.append(RaterOf(rating, rater, person, about, link is not None, opened, flags, theirs))
    return found


def _flags(
    rater: Rater,
    person: Person,
    about: Person,
    phones: set[tuple[str, str]],
    names: set[int],
    worked_in: tuple[str, ...],
) -> Iterator[RaterFlag]:
    if rater.phone and (rater.round_key, rater.phone) in phones:
        yield RaterFlag.SAME_PHONE
    family = _family_name(person.name)
    if family and family == _family_name(about.name):
        yield RaterFlag.FAMILY_NAME
    if rater.organisation and about.agency and bare(about.agency) in bare(rater.organisation):
        yield RaterFlag.SAME_BODY
    if person.id in names:
        yield RaterFlag.ON_ROSTER
    if rater.area and worked_in and rater.area not in worked_in:
        yield RaterFlag.OTHER_DISTRICT


def _phones_of_several(session: Session, of: Sequence[Rater]) -> set[tuple[str, str]]:
    """Return the (round, phone) that more than one rater has."""
    asked = {rater.phone for rater in of if rater.phone}
    if not asked:
        return set()
    several = (
        select(Rater.round_key, Rater.phone)
        .where(Rater.phone.in_(asked))
        .group_by(Rater.round_key, Rater.phone)
        .having(func.count(Rater.person_id.distinct()) > 1)
    )
    return {(round_key, phone or "") for round_key, phone in session.execute(several)}


def _names_on_roster(session: Session, people: Sequence[Person]) -> set[int]:
    """Return the ids of raters from outside the roster whose name somebody of the roster bears."""
    outside = {person.id: spelt_with_titles(person.name) for person in people if person.key.startswith(RATER)}
    spellings = {spelling for several in outside.values() for spelling in several}
    if not spellings:
        return set()
    known = (is_on_roster(), Person.state != PersonState.ERASED, Person.name.in_(spellings))
    found = set(session.scalars(select(Person.name).where(*known)))
    return {person_id for person_id, several in outside.items() if found.intersection(several)}


def _family_name(name: str) -> str:
    parts = full_name(name).rest.split(" ")
    return bare(parts[-1]) if len(parts) > 1 else ""


def _known(
    session: Session, round_key: str, kind: str, details: RaterDetails, about: Person, by: Person | None
) -> Rater | None:
    """Return the rater who is already there under this name."""
    mine = (Rater.round_key == round_key, Rater.kind == kind)
    rows = session.execute(select(Rater, Person.name).join(Person, Person.id == Rater.person_id).where(*mine))
    alike = (rater for rater, name in rows.all() if are_alike(details.name, name))
    return next((rater for rater in alike if _is_same(session, rater, details, about, by)), None)


def _is_same(session: Session, rater: Rater, details: RaterDetails, about: Person, by: Person | None) -> bool:
    """Return whether a rater is the one of this name who is meant: with the same phone or LINE id; if one of the two
    has none, whom the same person has nominated or who is nominated for the same participant, unless the organisation
    is another; else of the same organisation, if nobody has said how to reach them. So who knows only a name and an
    organisation does not come to another's number."""
    for theirs, said in ((rater.phone, details.phone), (rater.line_id, details.line_id)):
        if theirs and said:
            return theirs == said
    same_body = bare(rater.organisation or "") == bare(details.organisation or "")
    if rater.organisation and details.organisation and not same_body:
        return False
    nominated = ratings.of_rater(session, rater.id)
    if any(one.about_person_id == about.id or one.nominated_by_id == (by.id if by else None) for one in nominated):
        return True
    is_reached = rater.phone or rater.line_id or details.phone or details.line_id
    return bool(rater.organisation) and same_body and not is_reached


def _new(session: Session, round_key: str, kind: str, details: RaterDetails, now: datetime) -> Rater:
    person = Person(key=f"{RATER}{uuid4()}", name=details.name, state=PersonState.INVITED, created_at=now)
    session.add(person)
    session.flush()
    return session.get_one(Rater, raters.ensure(session, round_key, kind, person.id, now))


def _complete(rater: Rater, details: RaterDetails) -> None:
    """Add what is said now to what is known of a rater."""
    for part in ("organisation", "sector", "phone", "line_id"):
        if getattr(rater, part) is None:
            setattr(rater, part, getattr(details, part))


def _audit(session: Session, now: datetime, by: Person | None, action: str, rating: Rating) -> None:
    actor = f"person:{by.id}" if by else "command"
    audit.record(session, now, actor, action, rating.about_person_id, rating=rating.id)
