"""What executives see of each participant beside the form: days reported, sectors met, entries the participant chose,
what their mentors gave. A constant number of queries, however many participants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.activities.activities import IS_COUNTED, Activity
from models.activities.coverage import sectors_met_since
from models.activities.media import Media, MediaKind, MediaState
from models.evaluations import shown_entries
from models.evaluations.ratings import Rating, RatingState
from programmes import Programme
from services.evaluations.arithmetic import rounded

ENTRIES: Final = 6  # of a participant, at most
LONGEST: Final = 240  # characters of an entry's words


@dataclass(frozen=True, slots=True)
class ShownPart:
    """An entry that is shown: its day, words, and the tokens of its photos."""

    day: date
    words: str
    photos: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MentorsScore:
    """What mentors gave in an earlier round: its key, the mean of their criteria of `best`, from how many."""

    round_key: str
    mean: Decimal
    count: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is on record of one participant. `sectors` are keys, in the programme's order."""

    days: int
    expected: int
    sectors: tuple[str, ...]
    entries: tuple[ShownPart, ...] = ()
    mentors: tuple[MentorsScore, ...] = ()


def evidence_of(session: Session, programme: Programme, person_ids: Sequence[int], day: date) -> dict[int, Evidence]:
    """Return the evidence of each of these people up to a day."""
    last = min(day, programme.end)
    expected = len(programme.expected_days(programme.start, last))
    reported = _days(session, person_ids, programme.start, last)
    met = sectors_met_since(session, person_ids, programme.start, programme.sector_questions)
    shown = _shown(session, person_ids)
    given = _mentors(session, programme, person_ids)
    order = [sector.key for sector in programme.sectors]
    return {
        person_id: Evidence(
            days=reported.get(person_id, 0),
            expected=expected,
            sectors=tuple(key for key in order if key in met.get(person_id, {})),
            entries=shown.get(person_id, ()),
            mentors=given.get(person_id, ()),
        )
        for person_id in person_ids
    }


def _days(session: Session, person_ids: Sequence[int], first: date, last: date) -> dict[int, int]:
    counted = (
        select(Activity.person_id, func.count(Activity.day.distinct()))
        .where(Activity.person_id.in_(person_ids), Activity.day.between(first, last), IS_COUNTED)
        .group_by(Activity.person_id)
    )
    return {row[0]: row[1] for row in session.execute(counted)}


def _shown(session: Session, person_ids: Sequence[int]) -> dict[int, tuple[ShownPart, ...]]:
    chosen = shown_entries.of_people(session, person_ids)
    entries = {entry.id: entry for several in chosen.values() for entry in several[-ENTRIES:]}
    pictures = select(Media.activity_id, Media.token).where(
        Media.activity_id.in_(entries),
        Media.kind == MediaKind.PHOTO,
        Media.state == MediaState.STORED,
        Media.token.is_not(None),
    )
    photos: dict[int, list[str]] = {}
    for activity_id, token in session.execute(pictures.order_by(Media.id)):
        photos.setdefault(activity_id or 0, []).append(token or "")
    return {
        person_id: tuple(
            ShownPart(entry.day, (entry.words or "")[:LONGEST], tuple(photos.get(entry.id, ())))
            for entry in several[-ENTRIES:]
        )
        for person_id, several in chosen.items()
    }


def _mentors(session: Session, programme: Programme, person_ids: Sequence[int]) -> dict[int, tuple[MentorsScore, ...]]:
    rounds = [turn.key for turn in programme.evaluation.rounds if programme.form(turn.form).role == "mentor"]
    rows = session.execute(
        select(Rating.about_person_id, Rating.round_key, Rating.scores).where(
            Rating.about_person_id.in_(person_ids),
            Rating.round_key.in_(rounds),
            Rating.state == RatingState.ACCEPTED,
            Rating.scores.is_not(None),
        )
    )
    given: dict[tuple[int, str], list[Fraction]] = {}
    for about_id, round_key, scores in rows:
        marks = [Fraction(mark) for mark in (scores or "").split(",") if mark]
        if marks:
            given.setdefault((about_id, round_key), []).append(sum(marks, Fraction()) / len(marks))
    found: dict[int, list[MentorsScore]] = {}
    for (about_id, round_key), means in sorted(given.items(), key=lambda one: rounds.index(one[0][1])):
        mean = rounded(sum(means, Fraction()) / len(means))
        found.setdefault(about_id, []).append(MentorsScore(round_key, mean, len(means)))
    return {about_id: tuple(several) for about_id, several in found.items()}
