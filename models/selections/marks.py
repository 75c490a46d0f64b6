"""Marks of jurors for candidates of a selection, and the results that its closing made."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.people.people import Person
from models.storage.base import Base, BigId


class JurorMarks(Base):
    """What one juror gave one candidate: criterion -> marks. `candidate` is the code of a unit, or the id of what a
    unit has sent, as text."""

    __tablename__ = "juror_marks"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    selection: Mapped[str]
    candidate: Mapped[str]
    juror_id: Mapped[int] = mapped_column(BigId, ForeignKey("person.id", ondelete="CASCADE"))
    marks: Mapped[dict[str, Any]]
    at: Mapped[datetime]

    __table_args__ = (
        UniqueConstraint("selection", "candidate", "juror_id"),
        Index("ix_juror_marks_juror_id", "juror_id"),
    )


class SelectionClosing(Base):
    """That a selection was closed, by whom and why. There is one of each."""

    __tablename__ = "selection_closing"

    selection: Mapped[str] = mapped_column(primary_key=True)
    reason: Mapped[str | None]
    by_person_id: Mapped[int | None] = mapped_column(BigId, ForeignKey("person.id", ondelete="SET NULL"))
    at: Mapped[datetime]

    __table_args__ = (Index("ix_selection_closing_by_person_id", "by_person_id"),)


class SelectionResult(Base):
    """What a candidate came to: the score as it was shown, the rank in its group, whether it was chosen, the key of its
    award, and whether jurors' marks were equal and the closing decided."""

    __tablename__ = "selection_result"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    selection: Mapped[str] = mapped_column(ForeignKey("selection_closing.selection", ondelete="CASCADE"))
    candidate: Mapped[str]
    in_group: Mapped[str]
    score: Mapped[str | None]
    rank: Mapped[int | None]
    is_chosen: Mapped[bool]
    award: Mapped[str | None]
    by_decision: Mapped[bool]

    __table_args__ = (UniqueConstraint("selection", "candidate"),)


def of_selection(session: Session, selection: str) -> list[JurorMarks]:
    """Return all marks given in a selection."""
    return list(session.scalars(select(JurorMarks).where(JurorMarks.selection == selection).order_by(JurorMarks.id)))


def give(session: Session, selection: str, juror_id: int, marks: Mapping[str, Mapping[str, int]], at: datetime) -> int:
    """Store a juror's marks by candidate, in the place of earlier ones; of empty marks the earlier ones are deleted.
    Return for how many candidates something has changed. Two windows of a juror come one after the other: what is
    written last stands."""
    session.execute(
        select(Person.id).where(Person.id == juror_id).with_for_update(key_share=True)
    )  # there may be no marks to lock
    mine = select(JurorMarks).where(JurorMarks.selection == selection, JurorMarks.juror_id == juror_id)
    known = {one.candidate: one for one in session.scalars(mine.with_for_update())}
    changed = 0
    for candidate, given in marks.items():
        own = known.get(candidate)
        if not given and own is None:
            continue
        if not given:
            session.delete(own)
        elif own is None:
            session.add(
                JurorMarks(selection=selection, candidate=candidate, juror_id=juror_id, marks=dict(given), at=at)
            )
        elif own.marks != given:
            own.marks, own.at = dict(given), at
        else:
            continue
        changed += 1
    session.flush()
    return changed


def closing(session: Session, selection: str) -> SelectionClosing | None:
    return session.get(SelectionClosing, selection)


def results(session: Session, selection: str) -> list[SelectionResult]:
    """Return the results of a closed selection, the best of each group first."""
    own = select(SelectionResult).where(SelectionResult.selection == selection)
    return list(session.scalars(own.order_by(SelectionResult.in_group, SelectionResult.rank, SelectionResult.id)))


def chosen_in(session: Session, selections: Collection[str]) -> dict[str, list[str]]:
    """Return the candidates that closed selections have chosen, by selection."""
    found: dict[str, list[str]] = {}
    own = select(SelectionResult).where(SelectionResult.selection.in_(selections), SelectionResult.is_chosen)
    for one in session.scalars(own.order_by(SelectionResult.id)):
        found.setdefault(one.selection, []).append(one.candidate)
    return found


def forget_juror(session: Session, person_id: int) -> None:
    """Take a person out of selections: their marks are deleted, and who closed and why. What was closed stands."""
    for one in session.scalars(select(JurorMarks).where(JurorMarks.juror_id == person_id)):
        session.delete(one)
    closed = update(SelectionClosing).where(SelectionClosing.by_person_id == person_id)
    session.execute(closed.values(by_person_id=None, reason=None))
