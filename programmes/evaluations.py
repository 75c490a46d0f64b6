"""Rating rounds as a programme file states them: who is rated by which kinds of raters, with which weights, when."""

from decimal import Decimal
from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from programmes.sections import LENIENT, Day, Key, Label, Section

RATERS_OF_FORM: Final = "rater"  # the role of forms that are filled in by link, by people who are not on the roster
NominatorRole = Literal["participant", "mentor", "coordinator"]
DeciderRole = Literal["mentor", "coordinator"]


def _decimal(value: object) -> object:
    """Return a number of the file exactly as it was written: 12.5 has no more places than that."""
    return Decimal(str(value)) if type(value) in (int, float) else value


Weight = Annotated[
    Decimal,
    BeforeValidator(_decimal),
    Field(ge=0, le=100),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 100}),
]


class RaterKind(Section):
    """A kind of raters in a round, and for how many of its 100 points they stand.

    `least` is how many of the kind must have rated somebody before the score counts as final, `least_sectors` from how
    many different sectors; `wanted_sectors` from how many people are asked to nominate raters. `nominated_by`: who may
    propose raters of the kind; `decided_by`: who accepts or strikes them. Mentors who rate those in their care need
    neither.
    """

    key: Key
    label: Label
    weight: Weight
    least: int = Field(default=1, ge=1)
    least_sectors: int = Field(default=0, ge=0)
    wanted_sectors: int = Field(default=0, ge=0)
    nominated_by: tuple[NominatorRole, ...] = ()
    decided_by: tuple[DeciderRole, ...] = ("coordinator",)


class Criterion(Section):
    """Something that is evaluated."""

    key: Key
    label: Label


class EvaluationRound(Section):
    """One evaluation of the participants, in or at the end of a phase.

    `form` is what its raters fill in; each criterion is a question of it with the same name. The round is open from
    `opens` to `closes`, both included; if it names no days, on those of its form. `nominate_by`: the day by which its
    raters should be nominated; people are reminded before it, and may still nominate afterwards. `late`:
    whether a rating that comes after `closes` counts, as long as the round is not closed by an act. `missing`: what a
    score is while raters are missing: provisional, with the missing weight named, and never as if the others stood for
    100.
    """

    key: Key
    phase: int = Field(ge=1)
    name: Label
    about: Literal["participant"] = "participant"
    form: Key
    opens: Day | None = None
    closes: Day | None = None
    nominate_by: Day | None = None
    late: Literal["count", "leave_out"] = "leave_out"
    missing: Literal["provisional"] = "provisional"
    raters: tuple[RaterKind, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _both_days(self, info: ValidationInfo) -> "EvaluationRound":
        if (self.opens is None) != (self.closes is None) and info.context != LENIENT:
            why = "a round says both opens and closes, or neither and is open on the days of its form"
            raise PydanticCustomError("round-days", why)
        return self

    @property
    def wanted(self) -> RaterKind | None:
        """The kind of which participants are asked to nominate raters from several sectors, or None."""
        return next((kind for kind in self.raters if kind.wanted_sectors and "participant" in kind.nominated_by), None)

    def kind(self, key: str) -> RaterKind:
        """Return a kind of its raters. Raises KeyError."""
        found = next((kind for kind in self.raters if kind.key == key), None)
        if found is None:
            raise KeyError(key)
        return found


class Evaluation(Section):
    """All rounds, and the criteria of each."""

    judged: tuple[Criterion, ...] = Field(min_length=1)
    rounds: tuple[EvaluationRound, ...]
