"""Rounds that open and close: which terms apply, what the programme's file would make them, and their revision."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy.orm import Session

from models.evaluations import ratings, rounds, snapshots
from models.forms import forms
from models.people import audit
from programmes import Programme
from programmes.bangkok import bangkok_day
from programmes.evaluations import EvaluationRound
from services.evaluations.terms import CriterionTerms, KindTerms, Terms, read_terms
from services.forms.filling import form_of
from xlsforms.form import Form


class RoundState(StrEnum):
    """How a round stands on a day."""

    COMING = "coming"  # before its first day, and nobody has opened it
    OPEN = "open"
    OVER = "over"  # its last day has passed; a rating that comes now is late
    CLOSED = "closed"  # by an act, with a signed snapshot


class NotReady(ValueError):
    """A round cannot open: its form is not published, or lacks a criterion. `why` is the key of a text."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class RoundTerms:
    """The terms that apply to a round, and their number; 0 if nobody has opened it yet."""

    terms: Terms
    number: int


@dataclass(frozen=True, slots=True)
class TermsChange:
    """One difference between two versions of terms: what of which kind or criterion ("" if of the round)."""

    what: str  # weight, least, least_sectors, kind_added, kind_gone, criterion_added, criterion_gone, form, late, days
    of: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class TermsEffect:
    """What a version would do to the ratings given so far: how many there are, how many would not count any more
    because their kind is gone, and of how many participants the score would differ."""

    given: int
    kind_gone: int
    scores: int


def state_of(session: Session, programme: Programme, turn: EvaluationRound, day: date) -> RoundState:
    """Return how a round stands on a day."""
    if snapshots.newest(session, turn.key) is not None:
        return RoundState.CLOSED
    stored = rounds.newest(session, turn.key)
    first, last = programme.round_days(turn)
    if stored is not None:
        last = read_terms(stored.terms).closes
    elif day < first:
        return RoundState.COMING
    return RoundState.OPEN if day <= last else RoundState.OVER


def takes_ratings(session: Session, programme: Programme, turn: EvaluationRound, day: date) -> bool:
    """Return whether a rating may be handed in on a day: while the round is open, and late if late ones count."""
    return open_terms(session, programme, turn, day) is not None


def open_terms(session: Session, programme: Programme, turn: EvaluationRound, day: date) -> Terms | None:
    """Return the terms of a round if a rating may be handed in on a day, else None; in as few queries as can be.
    Raises NotReady."""
    if snapshots.is_closed(session, turn.key):
        return None
    stored = rounds.newest(session, turn.key)
    if stored is None and day < programme.round_days(turn)[0]:
        return None
    terms = read_terms(stored.terms) if stored else terms_in_file(session, programme, turn)
    return terms if day <= terms.closes or terms.late_counts else None


def terms_of(session: Session, programme: Programme, turn: EvaluationRound) -> RoundTerms:
    """Return the terms that apply: the stored ones, else those of the programme's file. Raises NotReady."""
    stored = rounds.newest(session, turn.key)
    if stored is not None:
        return RoundTerms(read_terms(stored.terms), stored.number)
    return RoundTerms(terms_in_file(session, programme, turn), 0)


def open_round(
    session: Session, programme: Programme, turn: EvaluationRound, now: datetime, *, actor: str = "programme"
) -> RoundTerms:
    """Store the terms of a round if nobody has, and return those that apply. Raises NotReady."""
    current = terms_of(session, programme, turn)
    if current.number == 0:
        if rounds.add(session, turn.key, 1, current.terms.written(), now):
            audit.record(session, now, actor, "evaluation-open", None, round=turn.key)
        current = terms_of(session, programme, turn)
    return current


def open_due(session: Session, programme: Programme, now: datetime) -> list[str]:
    """Open every round whose first day has come. Return the keys of those that were opened."""
    day, opened = bangkok_day(now), []
    for turn in programme.evaluation.rounds:
        if programme.round_days(turn)[0] <= day and rounds.newest(session, turn.key) is None:
            try:
                open_round(session, programme, turn, now)
            except NotReady:
                continue  # said by `evaluation status`
            opened.append(turn.key)
    return opened


def terms_in_file(session: Session, programme: Programme, turn: EvaluationRound) -> Terms:
    """Return what the programme's file and the published form make the terms. Raises NotReady."""
    version = forms.newest(session, turn.form)
    if version is None:
        raise NotReady("round-form-not-published")
    form = form_of(session, version)
    judged = programme.evaluation.judged
    paths = criterion_paths(form, [criterion.key for criterion in judged])
    if None in paths.values():
        raise NotReady("round-form-lacks-criterion")
    opens, closes = programme.round_days(turn)
    return Terms(
        round_key=turn.key,
        kinds=tuple(
            KindTerms(kind.key, kind.label, kind.weight, kind.least, kind.least_sectors) for kind in turn.raters
        ),
        criteria=tuple(CriterionTerms(criterion.key, criterion.label) for criterion in judged),
        best=_best(form, [path for path in paths.values() if path]),
        form=turn.form,
        form_version=version.number,
        late_counts=turn.late == "count",
        opens=opens,
        closes=closes,
    )


def criterion_paths(form: Form, criteria: Collection[str]) -> dict[str, str | None]:
    """Return for each criterion the path of the question that asks for it, or None."""
    named = {question.name: path for path, question in form.questions.items()}
    return {key: named.get(key) for key in criteria}


def _best(form: Form, paths: Sequence[str]) -> Decimal:
    """Return the highest score that a criterion can have."""
    marks: list[Decimal] = []
    for path in paths:
        question = form.questions[path]
        if question.range is not None:
            marks += [question.range.start, question.range.end]
        if question.choices is not None:
            marks += [Decimal(choice.name) for choice in question.choices.choices]
    if not marks:
        raise NotReady("round-form-lacks-criterion")
    return max(marks)


def changes(before: Terms, after: Terms) -> list[TermsChange]:
    """Return how two versions of terms differ."""
    found: list[TermsChange] = []
    known = {kind.key: kind for kind in before.kinds}
    for kind in after.kinds:
        was = known.pop(kind.key, None)
        if was is None:
            found.append(TermsChange("kind_added", kind.key, after=f"{kind.weight:f}"))
            continue
        for what in ("weight", "least", "least_sectors"):
            old, new = getattr(was, what), getattr(kind, what)
            if old != new:
                found.append(TermsChange(what, kind.key, f"{old:f}", f"{new:f}"))
    found += [TermsChange("kind_gone", key, before=f"{kind.weight:f}") for key, kind in known.items()]
    had, has = [one.key for one in before.criteria], [one.key for one in after.criteria]
    found += [TermsChange("criterion_gone", key) for key in had if key not in has]
    found += [TermsChange("criterion_added", key) for key in has if key not in had]
    plain = {
        "form": (f"{before.form} {before.form_version}", f"{after.form} {after.form_version}"),
        "late": (str(before.late_counts), str(after.late_counts)),
        "best": (f"{before.best:f}", f"{after.best:f}"),
        "opens": (before.opens.isoformat(), after.opens.isoformat()),
        "closes": (before.closes.isoformat(), after.closes.isoformat()),
    }
    return found + [TermsChange(what, "", *pair) for what, pair in plain.items() if pair[0] != pair[1]]


def pending_changes(session: Session, programme: Programme, turn: EvaluationRound) -> list[TermsChange]:
    """Return what the programme's file says otherwise than the terms that apply; nothing if the round is not open."""
    stored = rounds.newest(session, turn.key)
    if stored is None:
        return []
    try:
        wanted = terms_in_file(session, programme, turn)
    except NotReady:
        return []
    return changes(read_terms(stored.terms), wanted)


def revise(
    session: Session, programme: Programme, turn: EvaluationRound, now: datetime, *, reason: str, actor: str
) -> RoundTerms | None:
    """Make the programme's file the next version of a round's terms, with a reason. Given ratings stay. Return None if
    another process has just made one. Raises NotReady."""
    number = terms_of(session, programme, turn).number + 1
    terms = terms_in_file(session, programme, turn)
    if not rounds.add(session, turn.key, number, terms.written(), now, reason=reason):
        return None
    audit.record(session, now, actor, "evaluation-revise", None, round=turn.key, version=number)
    return RoundTerms(terms, number)


def criteria_of_versions(session: Session, round_key: str) -> dict[int, tuple[str, ...]]:
    """Return the criteria of each version of a round's terms, in the order of their scores."""
    return {
        version.number: tuple(one.key for one in read_terms(version.terms).criteria)
        for version in rounds.versions_of(session, round_key)
    }


def scores_of(written: str, criteria: Sequence[str]) -> dict[str, Decimal]:
    """Return the scores of a rating by criterion; a criterion without one is left out."""
    return {key: Decimal(score) for key, score in zip(criteria, written.split(ratings.BETWEEN), strict=False) if score}


def described(found: Sequence[TermsChange]) -> list[str]:
    """Return changes in a line each, for logs: what, of which kind, before and after, and no texts."""
    return [f"{one.what} {one.of} {one.before}>{one.after}" for one in found]
