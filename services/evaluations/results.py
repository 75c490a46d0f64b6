"""A score as plain values: what a signed result holds, and what cards, commands and files read from it."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from services.evaluations.arithmetic import HUNDRED, Score, rounded


def result_values(score: Score) -> dict[str, Any]:
    """Return every figure of a score as it is shown: two decimals, half up, as text; None where nobody counted."""
    return {
        "total": shown(score.total),
        "percent": shown(score.percent),
        "weight": f"{score.weight.normalize():f}",
        "final": score.is_final,
        "lacks": [[lack.what, lack.kind, lack.have, lack.least] for lack in score.lacks],
        "kinds": [
            {
                "key": kind.kind.key,
                "weight": f"{kind.kind.weight.normalize():f}",
                "counted": kind.counted,
                "sectors": sorted(kind.sectors),
                "mean": shown(kind.mean),
                "share": shown(kind.share),
                "criteria": {key: shown(mean) for key, mean in kind.criteria.items()},
            }
            for kind in score.kinds
        ],
    }


def criterion_totals(score: Score) -> Mapping[str, Fraction | None]:
    """Return for each criterion the sum of weight x mean over 100: their mean is the total. A kind that is missing adds
    nothing, as in the total."""
    found: dict[str, Fraction | None] = {}
    for key in score.kinds[0].criteria if score.kinds else ():
        heard = [Fraction(kind.kind.weight) * mean for kind in score.kinds if (mean := kind.criteria[key]) is not None]
        found[key] = sum(heard, Fraction()) / HUNDRED if heard else None
    return found


def shown(value: Fraction | None) -> str | None:
    return None if value is None else str(rounded(value))
