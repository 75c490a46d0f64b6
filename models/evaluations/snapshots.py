"""Signed results of a round. A snapshot holds no person: of each result only a hash, which its own row can prove."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.storage.base import Base, BigId


class EvaluationSnapshot(Base):
    """What a round came to when it was closed. A later change is another snapshot, with a reason.

    `body` is canonical JSON; `sha256` is its hash, `previous_sha256` that of the snapshot before (of any round; 64
    zeros for the first), which the body names too; `signature` (base64) is Ed25519 over the body, by the key `key_id`.
    """

    __tablename__ = "evaluation_snapshot"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    round_key: Mapped[str]
    number: Mapped[int]
    body: Mapped[str]
    sha256: Mapped[str]
    previous_sha256: Mapped[str] = mapped_column(unique=True)
    signature: Mapped[str]
    key_id: Mapped[str]
    reason: Mapped[str | None]
    by_person_id: Mapped[int | None] = mapped_column(BigId)
    at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("round_key", "number"),)


class EvaluationResult(Base):
    """One participant's result in a snapshot: canonical JSON, with a random salt, so that its hash in the signed body
    says nothing of anybody once this row is erased."""

    __tablename__ = "evaluation_result"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    snapshot_id: Mapped[int] = mapped_column(BigId, ForeignKey("evaluation_snapshot.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id", ondelete="CASCADE"))
    body: Mapped[str]

    __table_args__ = (
        UniqueConstraint("snapshot_id", "person_id"),
        Index("ix_evaluation_result_person_id", "person_id"),
    )


def newest(session: Session, round_key: str) -> EvaluationSnapshot | None:
    """Return the last snapshot of a round, or None while it is not closed."""
    mine = select(EvaluationSnapshot).where(EvaluationSnapshot.round_key == round_key)
    return session.scalar(mine.order_by(EvaluationSnapshot.number.desc()).limit(1))


def is_closed(session: Session, round_key: str) -> bool:
    """Return whether a round has a snapshot."""
    mine = select(EvaluationSnapshot.id).where(EvaluationSnapshot.round_key == round_key)
    return session.scalar(mine.limit(1)) is not None


def last_of_all(session: Session) -> EvaluationSnapshot | None:
    """Return the last snapshot of any round: the end of the chain."""
    return session.scalar(select(EvaluationSnapshot).order_by(EvaluationSnapshot.id.desc()).limit(1))


def chain(session: Session) -> list[EvaluationSnapshot]:
    """Return all snapshots, the oldest first."""
    return list(session.scalars(select(EvaluationSnapshot).order_by(EvaluationSnapshot.id)))


def results_of(session: Session, snapshot_id: int) -> list[EvaluationResult]:
    mine = select(EvaluationResult).where(EvaluationResult.snapshot_id == snapshot_id)
    return list(session.scalars(mine.order_by(EvaluationResult.person_id)))


def result_of(session: Session, snapshot_id: int, person_id: int) -> EvaluationResult | None:
    mine = (EvaluationResult.snapshot_id == snapshot_id, EvaluationResult.person_id == person_id)
    return session.scalar(select(EvaluationResult).where(*mine))
