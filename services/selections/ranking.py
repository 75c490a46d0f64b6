"""How marks make ranks: means as exact fractions, ranks in each group, and who is chosen; what is equal stays equal.

1. A juror's sum for a candidate is the sum of their marks; the candidate's score the mean of the sums of all jurors.
2. In each group the best score has the first rank; equal scores have the same.
3. Of a group the best are chosen. Where equal scores lie on both sides of the line (or of two awards) nobody is
   chosen by chance: they are tied, and whoever closes the selection decides with a reason.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final

CENTS: Final = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate in its group. `score` is None without marks; `jurors` how many gave some. `place` counts from 0 where
    it is certain; of those that are `tied` any may have any of their `places`."""

    candidate: str
    in_group: str
    score: Fraction | None
    jurors: int
    rank: int | None
    place: int | None
    tied: bool = False
    places: tuple[int, ...] = ()

    @property
    def shown(self) -> str | None:
        return said(self.score) if self.score is not None else None


def said(score: Fraction) -> str:
    """Return a score as it is shown: two decimals, half up."""
    return str((Decimal(score.numerator) / Decimal(score.denominator)).quantize(CENTS, ROUND_HALF_UP))


def score_of(marks: Iterable[Mapping[str, int]]) -> Fraction | None:
    """Return the mean of the sums of several jurors' marks; None without any."""
    sums = [sum(given.values()) for given in marks]
    return Fraction(sum(sums), len(sums)) if sums else None


def ranked(
    groups: Mapping[str, Sequence[str]], marks: Mapping[str, Sequence[Mapping[str, int]]], lines: Sequence[int]
) -> list[Ranked]:
    """Return the candidates of each group (group -> candidates), the best first. `lines`: the numbers of places behind
    which something else begins: (1, 3, 6) for one, two and three awards; a tie across a line is to be decided."""
    found: list[Ranked] = []
    for group, candidates in groups.items():
        scores = {one: score_of(marks.get(one, ())) for one in candidates}
        by_score: dict[Fraction, list[str]] = {}
        for one, score in scores.items():
            if score is not None:
                by_score.setdefault(score, []).append(one)
        place = 0
        for score in sorted(by_score, reverse=True):
            equal = by_score[score]
            places = tuple(range(place, place + len(equal)))
            tied = any(places[0] < line <= places[-1] for line in lines)
            for number, one in enumerate(equal):
                at = None if tied else places[number]
                found.append(
                    Ranked(one, group, score, len(marks.get(one, ())), place + 1, at, tied, places if tied else ())
                )
            place += len(equal)
        found += [Ranked(one, group, None, 0, None, None) for one in candidates if scores[one] is None]
    return found


def decided(found: Sequence[Ranked], order: Mapping[str, int]) -> list[Ranked] | None:
    """Return the ranking with every tie decided by the numbers in `order` (candidate -> number), the smallest first.
    All of a tie but one must have a number, and no two the same. None if a tie is not decided."""
    done: list[Ranked] = []
    for one in found:
        if not one.tied:
            done.append(one)
            continue
        equal = [
            other.candidate
            for other in found
            if other.tied and (other.in_group, other.rank) == (one.in_group, one.rank)
        ]
        named = sorted((other for other in equal if other in order), key=lambda other: order[other])
        if len(named) < len(equal) - 1 or len({order[other] for other in named}) < len(named):
            return None
        full = [*named, *(other for other in equal if other not in named)]
        place = one.places[full.index(one.candidate)]
        done.append(Ranked(one.candidate, one.in_group, one.score, one.jurors, one.rank, place, True, one.places))
    return done
