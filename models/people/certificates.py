"""Certificates that were issued, each with a number by which anybody who holds one can see that it is genuine."""

import secrets
from collections.abc import Collection
from datetime import datetime
from typing import Final

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.people.invites import ALPHABET
from models.people.people import Person, PersonState
from models.storage.base import Base, BigId
from models.storage.database import insert_or

BUDDHIST: Final = 543
GROUPS: Final = 3
GROUP: Final = 4  # signs of a group; twelve have 58 bits, so that no number is guessed


class Certificate(Base):
    """The certificate of one person. `number` begins with the Buddhist year in which it was issued."""

    __tablename__ = "certificate"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id", ondelete="CASCADE"), unique=True)
    number: Mapped[str] = mapped_column(unique=True)
    by_person_id: Mapped[int] = mapped_column(BigId)
    at: Mapped[datetime]


def of_people(session: Session, person_ids: Collection[int]) -> dict[int, Certificate]:
    """Return the certificate of each of these people who has one."""
    found = session.scalars(select(Certificate).where(Certificate.person_id.in_(person_ids)))
    return {one.person_id: one for one in found}


def holders(session: Session, person_ids: Collection[int]) -> set[int]:
    """Return who of these people has a certificate."""
    return set(session.scalars(select(Certificate.person_id).where(Certificate.person_id.in_(person_ids))))


def holder_of(session: Session, typed: str) -> tuple[Certificate, Person] | None:
    """Return the certificate with a number, however its letters and dashes were typed, and whose it is."""
    signs = "".join(sign for sign in typed.upper() if sign.isascii() and sign.isalnum())
    if len(signs) != 4 + GROUPS * GROUP:
        return None
    found = session.execute(
        select(Certificate, Person)
        .join(Person, Person.id == Certificate.person_id)
        .where(Certificate.number == _grouped(signs), Person.state != PersonState.ERASED)
    ).first()
    return (found[0], found[1]) if found else None


def issue(session: Session, person_id: int, by_person_id: int, now: datetime, year: int) -> Certificate:
    """Store a certificate with a new number. `year` is Gregorian."""
    made = Certificate(person_id=person_id, number=_new_number(year), by_person_id=by_person_id, at=now)
    session.add(made)
    return made


def issue_to(session: Session, person_ids: Collection[int], by_person_id: int, now: datetime, year: int) -> list[int]:
    """Store certificates of people, and return of whom. Who has got one meanwhile keeps it."""
    if not person_ids:
        return []
    rows = [
        {"person_id": one, "number": _new_number(year), "by_person_id": by_person_id, "at": now} for one in person_ids
    ]
    kept = insert_or(session, Certificate).values(rows).on_conflict_do_nothing(index_elements=["person_id"])
    return list(session.scalars(kept.returning(Certificate.person_id)))


def _new_number(year: int) -> str:
    return _grouped(f"{year + BUDDHIST}" + "".join(secrets.choice(ALPHABET) for _ in range(GROUPS * GROUP)))


def _grouped(signs: str) -> str:
    return "-".join(signs[at : at + GROUP] for at in range(0, len(signs), GROUP))
