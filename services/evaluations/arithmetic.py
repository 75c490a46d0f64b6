"""The arithmetic of a rating round, as an official would do it by hand: exact fractions, rounded once, half up.

1. A rating counts if it was not withdrawn, is not late (or late ones count), and is the first of its rater that counts.
2. The mean of a criterion, in a kind of raters: the sum of its scores over the number of ratings that have it.
3. The mean of a kind: the mean of the means of its criteria.
4. The total: the sum of weight x mean over 100; the percentage is the total of the best score. Both are worked out
   from what is not rounded. A kind that is missing adds nothing, and the others never stand for more than their weight.

A score is final when the round is closed and nothing is missing; until then it is provisional.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final, Literal

from services.evaluations.terms import KindTerms, Terms

HUNDRED: Final = Fraction(100)
PLACES: Final = 2


class NotCounted(StrEnum):
    """Why a rating does not count; of several reasons the first of these is told."""

    WITHDRAWN = "withdrawn"
    LATE = "late"
    SAME_RATER = "same_rater"  # a rating of the same rater counts already
    KIND_GONE = "kind_gone"  # the terms in force have no such kind


@dataclass(frozen=True, slots=True)
class GivenRating:
    """A rating that was handed in. `scores` by criterion; `rater` is the same for all ratings of one rater."""

    rater: int
    kind: str
    sector: str | None
    scores: dict[str, Decimal]
    withdrawn: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True)
class Lack:
    """What is missing: a kind, raters or sectors of one, a criterion nobody of one was asked about, or the closing."""

    what: Literal["kind", "raters", "sectors", "criterion", "closing"]
    kind: str | None = None
    have: int = 0
    least: int = 0


@dataclass(frozen=True, slots=True)
class KindScore:
    """What a kind of raters came to. Means are exact, None where nobody counted; `share` is its part of the total."""

    kind: KindTerms
    counted: int
    sectors: frozenset[str]
    criteria: dict[str, Fraction | None]
    mean: Fraction | None

    @property
    def share(self) -> Fraction | None:
        return None if self.mean is None else Fraction(self.kind.weight) * self.mean / HUNDRED


@dataclass(frozen=True, slots=True)
class Score:
    """What the ratings of one participant come to. `reasons` say of each rating why it does not count (None: it does),
    `total` and `percent` are exact, and None if nobody counted; `weight` is of how much of 100 they are."""

    kinds: tuple[KindScore, ...]
    reasons: tuple[NotCounted | None, ...]
    total: Fraction | None
    percent: Fraction | None
    weight: Decimal
    lacks: tuple[Lack, ...]

    @property
    def is_final(self) -> bool:
        return not self.lacks

    @property
    def is_whole(self) -> bool:
        """Whether nothing but the closing is missing."""
        return all(lack.what == "closing" for lack in self.lacks)


def rounded(value: Fraction, places: int = PLACES) -> Decimal:
    """Return a number half up to some decimal places; a half goes away from zero."""
    scaled = abs(value) * 10**places + Fraction(1, 2)
    whole = scaled.numerator // scaled.denominator
    return Decimal(whole if value >= 0 else -whole).scaleb(-places)


def work_out(terms: Terms, ratings: Sequence[GivenRating], *, closed: bool) -> Score:
    """Return the score of the ratings about one participant, in the order in which they were handed in."""
    reasons = _reasons(terms, ratings)
    counted = [one for one, why in zip(ratings, reasons, strict=True) if why is None]
    kinds = tuple(_of_kind(terms, kind, [one for one in counted if one.kind == kind.key]) for kind in terms.kinds)
    shares = [kind.share for kind in kinds if kind.share is not None]
    total = sum(shares, Fraction()) if shares else None
    lacks = [lack for kind in kinds for lack in _lacks(kind)]
    return Score(
        kinds=kinds,
        reasons=reasons,
        total=total,
        percent=None if total is None else total / Fraction(terms.best) * HUNDRED,
        weight=sum((kind.kind.weight for kind in kinds if kind.mean is not None), Decimal()),
        lacks=tuple(lacks if closed else [*lacks, Lack("closing")]),
    )


def _reasons(terms: Terms, ratings: Iterable[GivenRating]) -> tuple[NotCounted | None, ...]:
    heard: set[int] = set()
    found: list[NotCounted | None] = []
    for one in ratings:
        if one.withdrawn:
            found.append(NotCounted.WITHDRAWN)
        elif one.late and not terms.late_counts:
            found.append(NotCounted.LATE)
        elif one.rater in heard:
            found.append(NotCounted.SAME_RATER)
        elif terms.kind(one.kind) is None:
            found.append(NotCounted.KIND_GONE)
        else:
            heard.add(one.rater)
            found.append(None)
    return tuple(found)


def _of_kind(terms: Terms, kind: KindTerms, ratings: Sequence[GivenRating]) -> KindScore:
    means: dict[str, Fraction | None] = {}
    for criterion in terms.criteria:
        scores = [one.scores[criterion.key] for one in ratings if criterion.key in one.scores]
        means[criterion.key] = Fraction(sum(scores, Decimal())) / len(scores) if scores else None  # a sum is exact
    asked = [mean for mean in means.values() if mean is not None]
    sectors = frozenset(one.sector for one in ratings if one.sector)
    return KindScore(kind, len(ratings), sectors, means, sum(asked, Fraction()) / len(asked) if asked else None)


def _lacks(score: KindScore) -> list[Lack]:
    kind = score.kind
    if not score.counted:
        return [Lack("kind", kind.key, 0, kind.least)]
    found = []
    if score.counted < kind.least:
        found.append(Lack("raters", kind.key, score.counted, kind.least))
    if len(score.sectors) < kind.least_sectors:
        found.append(Lack("sectors", kind.key, len(score.sectors), kind.least_sectors))
    unheard = sum(1 for mean in score.criteria.values() if mean is None)
    if unheard:
        found.append(Lack("criterion", kind.key, len(score.criteria) - unheard, len(score.criteria)))
    return found
