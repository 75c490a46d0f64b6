"""What staff learned in the plan's period, and which competencies that they need no training has served yet."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from models.coordination.scopes import AccessScope
from models.development import trainings
from models.development.trainings import DoneTraining, StaffMember
from models.storage.base import whole
from programmes.development import Development, StaffCompetency


@dataclass(frozen=True, slots=True)
class MemberProgress:
    """A member of staff: what they need, what confirmed training has `served`, what training that `waits` to be
    confirmed would serve besides, and how much they learned, confirmed or not."""

    member: StaffMember
    needed: tuple[StaffCompetency, ...]
    served: frozenset[str]
    waits: frozenset[str]
    count: int
    hours: float
    last: date | None

    @property
    def lacking(self) -> tuple[StaffCompetency, ...]:
        return tuple(one for one in self.needed if one.key not in self.served)

    @property
    def waiting(self) -> tuple[StaffCompetency, ...]:
        """What is lacking until a training is confirmed."""
        return tuple(one for one in self.lacking if one.key in self.waits)

    @property
    def share(self) -> int:
        """Per cent of what is needed that was served."""
        return round(100 * (len(self.needed) - len(self.lacking)) / len(self.needed)) if self.needed else 100


@dataclass(frozen=True, slots=True)
class CompetencyGap:
    """A competency in a group of staff: of how many people it is needed, and how many of them lack it."""

    competency: StaffCompetency
    needed: int
    lacking: int

    @property
    def share(self) -> int:
        """Per cent of the people whom training has served."""
        return round(100 * (self.needed - self.lacking) / self.needed) if self.needed else 100


def staff_progress(
    session: Session, terms: Development, access: AccessScope, day: date, year: int | None = None
) -> list[MemberProgress]:
    """Return the staff in scope on a day, who lack most first, with what they learned since the plan began or in one
    year of it."""
    members = trainings.staff_on(session, min(max(day, terms.first), terms.last), access.people())
    return sorted(progress_of(session, terms, members, day, year), key=lambda one: (one.share, one.member.name))


def progress_of(
    session: Session, terms: Development, members: Sequence[StaffMember], day: date, year: int | None = None
) -> list[MemberProgress]:
    """Return how far some members of staff are, in their order."""
    ids = [one.person_id for one in members]
    first, last = (terms.year(year).first, terms.year(year).last) if year else (terms.first, terms.last)
    theirs: dict[int, list[DoneTraining]] = {}
    for one in trainings.done(session, first, min(last, day), person_ids=ids) if ids else ():
        theirs.setdefault(one.activity.person_id, []).append(one)
    return [_progress(terms, one, theirs.get(one.person_id, [])) for one in members]


def _progress(terms: Development, member: StaffMember, done: Sequence[DoneTraining]) -> MemberProgress:
    served = frozenset(key for one in done if one.confirmed for key in one.competencies)
    return MemberProgress(
        member,
        terms.needed(member.group, member.line),
        served,
        frozenset(key for one in done for key in one.competencies) - served,
        len(done),
        whole(math.fsum(one.hours(terms.hours_a_day) for one in done)),
        max((one.activity.day for one in done), default=None),
    )


def gaps_by_group(terms: Development, found: Sequence[MemberProgress]) -> list[tuple[str | None, list[CompetencyGap]]]:
    """Return for each group of staff (None: not said) its competencies, those that most people lack first."""
    keys: list[str | None] = [*(one.key for one in terms.groups), None]
    grouped = [(key, [one for one in found if one.member.group == key]) for key in keys]
    return [(key, _gaps(terms, people)) for key, people in grouped if people]


def _gaps(terms: Development, people: Sequence[MemberProgress]) -> list[CompetencyGap]:
    gaps = []
    for competency in terms.competencies:
        needed = [one for one in people if competency in one.needed]
        lacking = sum(competency.key not in one.served for one in needed)
        if needed:
            gaps.append(CompetencyGap(competency, len(needed), lacking))
    return sorted(gaps, key=lambda one: (one.share, -one.needed))
