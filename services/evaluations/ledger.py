"""The ledger of a round: of each participant in an access scope which ratings count, what is missing, and the score.

A constant number of queries, however many people there are.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from sqlalchemy import ColumnElement, Select, false, or_, select
from sqlalchemy.orm import Session

from models.coordination.scopes import AccessScope, Grant, PersonIdColumn
from models.evaluations import ratings
from models.evaluations.ratings import PendingRater, RatingRow, RatingState
from models.people.people import Membership, Person, PersonState, Role
from models.reviews import mentoring
from programmes import Programme
from programmes.evaluations import EvaluationRound
from services.evaluations.arithmetic import GivenRating, NotCounted, Score, work_out
from services.evaluations.results import result_values
from services.evaluations.rounds import (
    RoundState,
    RoundTerms,
    TermsEffect,
    criteria_of_versions,
    scores_of,
    state_of,
    terms_of,
)
from services.evaluations.terms import Terms

LISTED: int = 1_000  # people whose ratings are found one by one in the index; of more the table is read
SAME_OF: int = 3  # participants whom a rater must have rated before their scores are called all the same


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One participant: the score, the ratings given with the reason why one does not count, and how many raters of each
    kind are awaited or only nominated."""

    person_id: int
    name: str
    agency: str | None
    score: Score
    given: tuple[tuple[RatingRow, NotCounted | None], ...]
    awaited: Counter[str]
    nominated: Counter[str]
    ratings: tuple[GivenRating, ...] = ()


@dataclass(frozen=True, slots=True)
class Ledger:
    """The round, its terms and state, and the participants by name."""

    round_key: str
    current: RoundTerms
    state: RoundState
    entries: tuple[LedgerEntry, ...]

    @property
    def whole(self) -> list[LedgerEntry]:
        """The participants of whom nothing but the closing is missing."""
        return [entry for entry in self.entries if entry.score.is_whole]

    @property
    def lacking(self) -> list[LedgerEntry]:
        return [entry for entry in self.entries if not entry.score.is_whole]

    def totals(self) -> list[Fraction]:
        """Return the totals of those of whom nothing is missing, the lowest first."""
        return sorted(entry.score.total for entry in self.whole if entry.score.total is not None)

    def kind_means(self) -> dict[str, Fraction | None]:
        """Return for each kind of raters the mean of its means of all participants it rated."""
        found: dict[str, Fraction | None] = {}
        for place, kind in enumerate(self.current.terms.kinds):
            means = [mean for entry in self.entries if (mean := entry.score.kinds[place].mean) is not None]
            found[kind.key] = sum(means, Fraction()) / len(means) if means else None
        return found

    def same_to_everybody(self) -> list[tuple[int, int]]:
        """Return the raters who gave everybody the same scores: (person, number of participants), most first."""
        said: dict[int, list[str]] = defaultdict(list)
        for entry in self.entries:
            for row, why in entry.given:
                if why is None and row.scores:
                    said[row.rater_person_id].append(row.scores)
        found = [(one, len(scores)) for one, scores in said.items() if len(scores) >= SAME_OF and len(set(scores)) == 1]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))


def ledger_of(
    session: Session,
    programme: Programme,
    access: AccessScope,
    turn: EvaluationRound,
    day: date,
    only: int | None = None,
) -> Ledger:
    """Return the ledger of the participants in a scope (`only`: of this one, if in it). Raises NotReady."""
    current, state = terms_of(session, programme, turn), state_of(session, programme, turn, day)
    criteria = {0: tuple(one.key for one in current.terms.criteria), **criteria_of_versions(session, turn.key)}
    asked = _rated(programme, access, turn, current.terms.opens, only)
    people = session.connection().execute(asked.order_by(Person.name, Person.id)).all()
    rows: dict[int, list[RatingRow]] = defaultdict(list)
    ids = [one.id for one in people]
    about = ids if len(ids) <= LISTED else asked.with_only_columns(Person.id)
    for row in ratings.rows_about(session, turn.key, about):
        rows[row.about_id].append(row)
    closed = state is RoundState.CLOSED
    return Ledger(
        turn.key,
        current,
        state,
        tuple(_entry(current, one.id, one.name, one.agency, rows.get(one.id, ()), criteria, closed) for one in people),
    )


def _entry(
    current: RoundTerms,
    person_id: int,
    name: str,
    agency: str | None,
    rows: Sequence[RatingRow],
    criteria: dict[int, tuple[str, ...]],
    closed: bool,
) -> LedgerEntry:
    given = [row for row in rows if row.scores is not None and row.state in _GIVEN]
    counting = tuple(
        GivenRating(
            row.rater_person_id,
            row.kind,
            row.sector,
            scores_of(row.scores or "", criteria[row.version_number or 0]),
            withdrawn=row.state == RatingState.WITHDRAWN,
            late=row.late,
        )
        for row in given
    )
    score = work_out(current.terms, counting, closed=closed)
    waiting = [row for row in rows if row.scores is None]
    return LedgerEntry(
        person_id,
        name,
        agency,
        score,
        tuple(zip(given, score.reasons, strict=True)),
        Counter(row.kind for row in waiting if row.state == RatingState.ACCEPTED),
        Counter(row.kind for row in waiting if row.state == RatingState.NOMINATED),
        counting,
    )


_GIVEN = (RatingState.ACCEPTED, RatingState.WITHDRAWN)


def pending_raters(
    session: Session, programme: Programme, access: AccessScope, turn: EvaluationRound, day: date
) -> list[PendingRater]:
    """Return who has still to rate participants of a scope, with the phone to call. Of a round that mentors rate these
    are the mentors of the participants whom nobody has rated."""
    opens = terms_of(session, programme, turn).terms.opens
    asked = _rated(programme, access, turn, opens, None).with_only_columns(Person.id)
    if programme.form(turn.form).role != "mentor":
        return ratings.pending(session, turn.key, asked)
    given = {row.about_id for row in ratings.rows_about(session, turn.key, asked) if row.scores is not None}
    left = [person_id for (person_id,) in session.connection().execute(asked) if person_id not in given]
    stage = next((one for one in reversed(programme.stages) if one.phase == turn.phase), None)
    if stage is None or not left:
        return []
    on = min(day, programme.stage_days(stage)[1])
    mentors = mentoring.mentors_of(session, mentoring.areas_by_person(session, stage, on, left), on)
    counted = Counter(mentor.id for mentor in mentors.values())
    known = {mentor.id: mentor for mentor in mentors.values()}
    return [
        PendingRater(
            mentor_id, known[mentor_id].name, turn.raters[0].key, known[mentor_id].position, None, None,
            known[mentor_id].state == PersonState.ACTIVE, count,
        )
        for mentor_id, count in counted.most_common()
    ]  # fmt: skip


def is_seen(
    programme: Programme, access: AccessScope, turn: EvaluationRound, person_id: PersonIdColumn
) -> ColumnElement[bool]:
    """Return the condition that a scope shows a person's scores of a round.

    Who oversees a phase sees the rounds of that phase. Who oversees a place sees those of the phase in which people
    worked there, and those of phases without a place, which are about all of their work.
    """
    return or_(false(), *(grant.people(person_id) for grant in _grants(programme, access, turn)))


def sees_everybody(programme: Programme, access: AccessScope, turn: EvaluationRound) -> bool:
    """Return whether a scope has all participants of a round, so that its holder may close it."""
    return Grant() in _grants(programme, access, turn)


def _grants(programme: Programme, access: AccessScope, turn: EvaluationRound) -> list[Grant]:
    phase = programme.phase(turn.phase)
    placed = {stage.key for stage in programme.stages if stage.phase == turn.phase}
    found = [
        replace(grant, first=None, last=None)
        for grant in access.grants
        if (grant.stage in placed or not placed if grant.stage else grant.within(phase.start, phase.end) is not None)
    ]
    return list(dict.fromkeys(found))


def _rated(
    programme: Programme, access: AccessScope, turn: EvaluationRound, opens: date, only: int | None
) -> Select[int, str, str | None]:
    """Return the query for the participants of a scope who took part when the round opened or later."""
    held = select(Membership.person_id).where(  # limited here, where there are only participants and not all raters
        Membership.role == Role.PARTICIPANT,
        or_(Membership.to_day.is_(None), Membership.to_day >= opens),
        is_seen(programme, access, turn, Membership.person_id),
    )
    gone = (PersonState.ERASED, PersonState.WITHDRAWN)
    wanted = select(Person.id, Person.name, Person.agency).where(Person.id.in_(held), Person.state.not_in(gone))
    return wanted if only is None else wanted.where(Person.id == only)


def effect_of(
    session: Session, programme: Programme, access: AccessScope, turn: EvaluationRound, terms: Terms, day: date
) -> TermsEffect:
    """Return what other terms would do to the ratings given so far."""
    ledger = ledger_of(session, programme, access, turn, day)
    given = [one for entry in ledger.entries for one, why in entry.given if why is None]
    gone = sum(1 for one in given if terms.kind(one.kind) is None)
    differ = sum(
        1
        for entry in ledger.entries
        if result_values(work_out(terms, entry.ratings, closed=True))
        != result_values(work_out(ledger.current.terms, entry.ratings, closed=True))
    )
    return TermsEffect(len(given), gone, differ)
