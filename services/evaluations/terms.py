"""The terms of a rating round: what they say, what the programme file would make them, and how two versions differ."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from programmes import Label


def canonical(value: Any) -> str:
    """Return JSON that is the same text for the same value: keys in order, no spaces, characters as they are."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


@dataclass(frozen=True, slots=True)
class KindTerms:
    """A kind of raters: its weight (of 100), the least raters and different sectors, and how it is called."""

    key: str
    label: Label
    weight: Decimal
    least: int
    least_sectors: int


@dataclass(frozen=True, slots=True)
class CriterionTerms:
    """A criterion, and how it is called."""

    key: str
    label: Label


@dataclass(frozen=True, slots=True)
class Terms:
    """What a round goes by. `best` is the highest score of a criterion; `form` and `form_version` what raters fill in;
    days are included."""

    round_key: str
    kinds: tuple[KindTerms, ...]
    criteria: tuple[CriterionTerms, ...]
    best: Decimal
    form: str
    form_version: int
    late_counts: bool
    opens: date
    closes: date

    def kind(self, key: str) -> KindTerms | None:
        return next((kind for kind in self.kinds if kind.key == key), None)

    def written(self) -> str:
        """Return them as canonical JSON, which `read_terms` reads."""
        return canonical(
            {
                "round": self.round_key,
                "kinds": [
                    {
                        "key": kind.key,
                        "label": _label(kind.label),
                        "weight": f"{kind.weight.normalize():f}",
                        "least": kind.least,
                        "least_sectors": kind.least_sectors,
                    }
                    for kind in self.kinds
                ],
                "criteria": [{"key": one.key, "label": _label(one.label)} for one in self.criteria],
                "best": f"{self.best.normalize():f}",
                "form": self.form,
                "form_version": self.form_version,
                "late": "count" if self.late_counts else "leave_out",
                "opens": self.opens.isoformat(),
                "closes": self.closes.isoformat(),
            }
        )


@lru_cache(maxsize=64)
@lru_cache(maxsize=64)
def read_terms(written: str) -> Terms:
    """Return the terms of their canonical JSON."""
    said = json.loads(written)
    return Terms(
        round_key=said["round"],
        kinds=tuple(
            KindTerms(
                kind["key"], Label(**kind["label"]), Decimal(kind["weight"]), kind["least"], kind["least_sectors"]
            )
            for kind in said["kinds"]
        ),
        criteria=tuple(CriterionTerms(one["key"], Label(**one["label"])) for one in said["criteria"]),
        best=Decimal(said["best"]),
        form=said["form"],
        form_version=said["form_version"],
        late_counts=said["late"] == "count",
        opens=date.fromisoformat(said["opens"]),
        closes=date.fromisoformat(said["closes"]),
    )


def _label(label: Label) -> Mapping[str, str]:
    return {"th": label.th, "en": label.en}
