"""Who had to review for whom from when to when. It is noted when it changes, because rosters change what it is derived
from, and a former mentor may still answer for some days what was submitted to them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Index, UniqueConstraint, func, or_, select, text, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.activities.activities import Activity
from models.people.people import Membership, Placement, Role
from models.reviews.mentoring import answering_stage, areas_by_person, day_of, reviewers_by_area
from models.storage.base import Base, BigId
from models.storage.database import insert_or
from programmes import Programme
from programmes.bangkok import BANGKOK

Held = tuple[int, int, bool]  # participant, reviewer, is the one who is asked first


class MentorTerm(Base):
    """The time in which a person could review for a participant; None while it lasts. The mentor (in an area without
    one, the first deputy) is `first`; others who could review are not."""

    __tablename__ = "mentor_term"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(BigId)
    mentor_id: Mapped[int] = mapped_column(BigId)
    first: Mapped[bool]
    begins_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]

    __table_args__ = (
        UniqueConstraint("person_id", "mentor_id", "first", "begins_at"),
        Index(
            "uq_mentor_term_lasting",
            "person_id",
            "mentor_id",
            "first",
            unique=True,
            sqlite_where=text("ends_at IS NULL"),
            postgresql_where=text("ends_at IS NULL"),
        ),
        Index("ix_mentor_term_mentor_id", "mentor_id", "ends_at"),
        Index("ix_mentor_term_begins_at", "begins_at"),
        Index("ix_mentor_term_ends_at", "ends_at"),
    )

    def lasts_at(self, at: datetime) -> bool:
        return self.begins_at <= at and (self.ends_at is None or at < self.ends_at)

    @property
    def key(self) -> Held:
        return self.person_id, self.mentor_id, self.first


class MentorTermsNoted(Base):
    """The only row: up to when terms are noted. A day on which nothing changed leaves no term, but is not looked at
    again."""

    __tablename__ = "mentor_terms_noted"

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    noted_to: Mapped[datetime]


# ── noting ──


def note(session: Session, programme: Programme, now: datetime) -> None:
    """Note who reviews for whom, up to `now`: as it changed on each day since the last change, and as it is now.

    It may be called at any time and by several processes. Before a roster is stored it must be called.
    """
    for at in (*_instants_to_note(session, programme, now), now):
        _note_at(session, programme, at)
    session.execute(insert_or(session, MentorTermsNoted).on_conflict_do_nothing(), [{"id": 1, "noted_to": now}])
    session.execute(
        update(MentorTermsNoted).where(MentorTermsNoted.noted_to < now).values(noted_to=now),
        execution_options={"synchronize_session": False},
    )


def note_change(session: Session, programme: Programme, now: datetime) -> None:
    """Note what a roster that was just stored changes: from now on, whatever days it names. What was submitted until
    now was submitted to the mentors before, and who is told of a change is told of those since the day before."""
    if _last_change(session) is None:  # the first roster: nobody was told anything yet
        note(session, programme, now)
    else:
        _note_at(session, programme, now)


def _instants_to_note(session: Session, programme: Programme, now: datetime) -> list[datetime]:
    """Return the beginnings of days before `now`, after those that were noted, on which there may be a change."""
    known = _last_change(session)
    if known is not None:  # before the first roster there was nothing to note
        known = max(known, session.scalar(select(MentorTermsNoted.noted_to)) or known)
    first = day_of(known) if known else min((stage.start for stage in programme.stages), default=day_of(now))
    instants = [midnight(day) for day in days_of_change(session, programme, first, day_of(now))]
    return [at for at in instants if (known is None or known < at) and at < now]


def _note_at(session: Session, programme: Programme, at: datetime) -> None:
    lasting = {term.key: term for term in session.scalars(select(MentorTerm).where(MentorTerm.ends_at.is_(None)))}
    held = held_on(session, programme, day_of(at))
    gone = [term.id for key, term in lasting.items() if key not in held]
    if gone:
        ended = update(MentorTerm).where(MentorTerm.id.in_(gone), MentorTerm.ends_at.is_(None))
        session.execute(ended.values(ends_at=at))
    new = [
        {"person_id": person_id, "mentor_id": mentor_id, "first": first, "begins_at": at}
        for person_id, mentor_id, first in sorted(held - lasting.keys())
    ]
    if new:
        once = insert_or(session, MentorTerm).on_conflict_do_nothing()  # another process has noted it just now
        session.execute(once, new)


def held_on(session: Session, programme: Programme, day: date) -> set[Held]:
    """Return who reviews for whom on a day, as roster and deputies say now."""
    stage = answering_stage(programme, day)
    areas = areas_by_person(session, stage, day) if stage else {}
    by_area = reviewers_by_area(session, day, set(areas.values())) if areas else {}
    return {
        (person_id, reviewer.person_id, place == 0)
        for person_id, area in areas.items()
        for place, reviewer in enumerate(by_area.get(area, ()))
    }


def days_of_change(session: Session, programme: Programme, first: date, last: date) -> list[date]:
    """Return the days from `first` to `last` on which a stage or somebody's time as mentor or deputy begins, or has
    just ended, or on which somebody moves."""
    edges = session.execute(
        select(Membership.from_day, Membership.to_day).where(
            Membership.role == Role.MENTOR, or_(Membership.from_day.is_not(None), Membership.to_day.is_not(None))
        )
    ).all()
    begun = [stage.start for stage in programme.stages] + [row.from_day for row in edges if row.from_day]
    over = [row.to_day + timedelta(days=1) for row in edges if row.to_day and row.to_day < date.max]
    moved = select(Placement.from_day).where(Placement.from_day.between(first, last)).distinct()
    begun += [day for day in session.scalars(moved) if day]
    return sorted({day for day in (*begun, *over) if first <= day <= last})


def midnight(day: date) -> datetime:
    """Return the instant at which a day begins in Bangkok."""
    return datetime.combine(day, time(), BANGKOK)


def _last_change(session: Session) -> datetime | None:
    latest = session.execute(select(func.max(MentorTerm.begins_at), func.max(MentorTerm.ends_at))).one()
    return max((at for at in latest if at is not None), default=None)


# ── what a former mentor may still answer ──


def answers_since(programme: Programme, day: date) -> date:
    """Return the earliest last day of a mentor who may still answer on `day`."""
    return day - timedelta(days=programme.reviews.former_answers)


def answers_until(programme: Programme, over: Sequence[MentorTerm], role_until: date | None) -> date | None:
    """Return the last day on which the mentor of these terms, which are over, may answer what was submitted in them, or
    None. They may as long as they have a role: see `roles_until`."""
    ends = max((day_of(one.ends_at - timedelta(microseconds=1)) for one in over if one.ends_at), default=None)
    if ends is None or role_until is None:
        return None
    return min(ends + timedelta(days=programme.reviews.former_answers), role_until)


def roles_until(session: Session, programme: Programme, mentor_ids: Iterable[int]) -> dict[int, date]:
    """Return until when each of these people counts as a mentor: a deputy to the last day that the roster, which may
    have come later, names; a mentor some days longer. People without such a role are left out."""
    longer = timedelta(days=programme.reviews.former_answers)
    held = select(Membership.person_id, Membership.to_day, Membership.deputy_for_id).where(
        Membership.person_id.in_(list(mentor_ids)), Membership.role == Role.MENTOR
    )
    found: dict[int, date] = {}
    for person_id, to_day, deputy_for in session.execute(held):
        last = to_day if to_day and deputy_for is not None else to_day + longer if to_day else date.max
        found[person_id] = max(last, found.get(person_id, date.min))
    return found


def former(session: Session, programme: Programme, mentor_id: int, now: datetime) -> list[MentorTerm]:
    """Return the terms of a mentor that are over, but so lately that they may still answer what was submitted then."""
    if _instants_to_note(session, programme, now):  # no clock has noted them yet
        note(session, programme, now)
    over = select(MentorTerm).where(MentorTerm.mentor_id == mentor_id, MentorTerm.first)
    over = over.where(MentorTerm.ends_at > midnight(answers_since(programme, day_of(now))), MentorTerm.ends_at <= now)
    return list(session.scalars(over.order_by(MentorTerm.id).execution_options(populate_existing=True)))


def submitted_in(terms: Sequence[MentorTerm]) -> ColumnElement[bool]:
    """Return the condition on activities: they were submitted in one of these terms, by its participant. What was sent
    again later was submitted to the next mentor."""
    submitted_at = func.coalesce(Activity.waits_since, Activity.created_at, type_=Activity.created_at.type)
    within = (
        MentorTerm.id.in_([term.id for term in terms]),
        MentorTerm.person_id == Activity.person_id,
        MentorTerm.begins_at <= submitted_at,
        submitted_at < MentorTerm.ends_at,
    )
    return select(MentorTerm.id).where(*within).exists()


def submitted_to(session: Session, terms: Sequence[MentorTerm], activity_id: int) -> bool:
    """Return whether an entry was submitted in one of these terms."""
    return session.scalar(select(Activity.id).where(Activity.id == activity_id, submitted_in(terms))) is not None


# ── what is shown and told ──


@dataclass(frozen=True, slots=True)
class MentorChange:
    """A participant's change from one mentor to another at an instant; None: there was, or is, nobody."""

    person_id: int
    at: datetime
    before: MentorTerm | None
    after: MentorTerm | None


def any_between(session: Session, after: datetime, until: datetime) -> bool:
    """Return whether any term has begun or ended after an instant up to another one."""
    return session.scalar(select(MentorTerm.id).where(_moved(after, until)).limit(1)) is not None


def _moved(after: datetime, until: datetime) -> ColumnElement[bool]:
    begun = (MentorTerm.begins_at > after) & (MentorTerm.begins_at <= until)
    return or_(begun, (MentorTerm.ends_at > after) & (MentorTerm.ends_at <= until))


def changes_between(
    session: Session, after: datetime, until: datetime, concerning: int | None = None
) -> list[MentorChange]:
    """Return the changes of mentors after an instant up to another one, by participant and instant; `concerning` limits
    them to those of one participant, and of those who ever had this person as mentor."""
    firsts = select(MentorTerm).where(MentorTerm.first)
    moved = select(MentorTerm.person_id).where(MentorTerm.first, _moved(after, until))
    if concerning is not None:
        theirs_ever = select(MentorTerm.person_id).where(MentorTerm.mentor_id == concerning)
        moved = moved.where(or_(MentorTerm.person_id == concerning, MentorTerm.person_id.in_(theirs_ever)))
    concerned = set(session.scalars(moved))
    if not concerned:
        return []
    theirs: dict[int, list[MentorTerm]] = {}
    mine = firsts.where(MentorTerm.person_id.in_(concerned), MentorTerm.begins_at <= until)
    for term in session.scalars(mine.order_by(MentorTerm.begins_at, MentorTerm.id)):
        theirs.setdefault(term.person_id, []).append(term)
    return [change for person_id in sorted(theirs) for change in _change_of(person_id, theirs[person_id], after, until)]


def _change_of(person_id: int, mine: Sequence[MentorTerm], after: datetime, until: datetime) -> Iterable[MentorChange]:
    """Yield the change of one participant in a span: of several, from the first mentor to the last."""
    before = next((one for one in reversed(mine) if one.begins_at <= after), None)
    then = next((one for one in mine if one.ends_at is None or one.ends_at > until), None)
    if (before and before.mentor_id) == (then and then.mentor_id):
        return
    if then is not None:
        yield MentorChange(person_id, then.begins_at, before, then)
    elif before is not None and before.ends_at is not None and before.ends_at > after:
        yield MentorChange(person_id, before.ends_at, before, None)


def of_participants(session: Session, person_ids: Iterable[int]) -> dict[int, list[MentorTerm]]:
    """Return who could review for each of these participants, in order of time."""
    found: dict[int, list[MentorTerm]] = {}
    theirs = select(MentorTerm).where(MentorTerm.person_id.in_(list(person_ids)))
    for term in session.scalars(theirs.order_by(MentorTerm.begins_at, MentorTerm.first.desc(), MentorTerm.id)):
        found.setdefault(term.person_id, []).append(term)
    return found


def lasting(session: Session) -> dict[tuple[int, int], date]:
    """Return since which day each mentor of a participant is theirs: {(participant, mentor): day}."""
    now = select(MentorTerm.person_id, MentorTerm.mentor_id, MentorTerm.begins_at)
    rows = session.execute(now.where(MentorTerm.first, MentorTerm.ends_at.is_(None)))
    return {(row.person_id, row.mentor_id): day_of(row.begins_at) for row in rows}


def since(session: Session, mentor_id: int, person_ids: Iterable[int]) -> dict[int, datetime]:
    """Return since when a person has been the mentor of each of these participants."""
    mine = select(MentorTerm.person_id, MentorTerm.begins_at).where(
        MentorTerm.mentor_id == mentor_id,
        MentorTerm.first,
        MentorTerm.ends_at.is_(None),
        MentorTerm.person_id.in_(list(person_ids)),
    )
    return {row.person_id: row.begins_at for row in session.execute(mine)}


def taken_over(session: Session, sent: Mapping[int, datetime]) -> set[int]:
    """Return those of these participants who had another mentor, or none, when they sent something."""
    now = select(MentorTerm.person_id, MentorTerm.begins_at).where(MentorTerm.first, MentorTerm.ends_at.is_(None))
    return {
        row.person_id for row in session.execute(now) if row.person_id in sent and sent[row.person_id] < row.begins_at
    }


def is_over(session: Session, person_id: int, mentor_id: int) -> bool:
    """Return whether a person could once review for a participant, but cannot any more."""
    ends = list(
        session.scalars(
            select(MentorTerm.ends_at).where(MentorTerm.person_id == person_id, MentorTerm.mentor_id == mentor_id)
        )
    )
    return bool(ends) and None not in ends


def has_had_any(session: Session, mentor_id: int) -> bool:
    """Return whether a person has ever been somebody's mentor."""
    mine = select(MentorTerm.id).where(MentorTerm.mentor_id == mentor_id, MentorTerm.first)
    return session.scalar(mine.limit(1)) is not None
