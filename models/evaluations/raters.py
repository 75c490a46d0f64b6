"""The raters of a round, and the links with which those rate who have no account."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.storage.base import Base, BigId
from models.storage.database import insert_or


class Rater(Base):
    """A person who rates in one round, as one of its kinds.

    A rater who is not on the roster is a person without a role, whose key begins with `rater:`. `sector` is that of a
    network partner, `phone` its digits, `line_id` by which people find them in LINE (the bot cannot write to it).
    `area` is the code of the district they are in, if it was said.
    `consent_version` is the notice they agreed to on their page.
    """

    __tablename__ = "rater"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    round_key: Mapped[str]
    person_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id", ondelete="CASCADE"))
    kind: Mapped[str]
    organisation: Mapped[str | None]
    sector: Mapped[str | None]
    phone: Mapped[str | None]
    line_id: Mapped[str | None]
    area: Mapped[str | None]
    created_at: Mapped[datetime]
    consent_version: Mapped[str | None]
    consent_at: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("round_key", "person_id", "kind"),
        Index("ix_rater_person_id", "person_id"),
        Index("ix_rater_phone", "round_key", "phone"),
    )


class RaterLink(Base):
    """A rater's personal link. Only the hash of its token is stored; a new link revokes those before."""

    __tablename__ = "rater_link"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    rater_id: Mapped[int] = mapped_column(BigId, ForeignKey("rater.id", ondelete="CASCADE"))
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    last_opened_at: Mapped[datetime | None]

    __table_args__ = (Index("ix_rater_link_rater_id", "rater_id"),)


def of_people(session: Session, round_key: str, kind: str, person_ids: Collection[int]) -> dict[int, int]:
    """Return the raters of a kind among these people: person -> rater."""
    mine = (Rater.round_key == round_key, Rater.kind == kind, Rater.person_id.in_(person_ids))
    rows = session.execute(select(Rater.person_id, Rater.id).where(*mine))
    return {row.person_id: row.id for row in rows}


def ensure(session: Session, round_key: str, kind: str, person_id: int, at: datetime) -> int:
    """Return the rater whom a person is in a round, made if there is none, whichever process makes it."""
    insert = insert_or(session, Rater)
    values = {"round_key": round_key, "person_id": person_id, "kind": kind, "created_at": at}
    session.execute(insert.on_conflict_do_nothing(index_elements=["round_key", "person_id", "kind"]), values)
    return of_people(session, round_key, kind, [person_id])[person_id]
