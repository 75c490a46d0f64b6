"""The one plan of each unit: by which words it is spoken of."""

from collections.abc import Iterator

from pydantic import Field

from programmes.problems import FileProblem
from programmes.sections import Label, NonEmptyText, Section
from programmes.units import Units


class UnitPlanTerms(Section):
    """Plans of units, kept as numbered revisions. `said`: the words with which a message speaks of one."""

    name: Label
    said: tuple[NonEmptyText, ...] = Field(min_length=1)


def unit_plan_problems(terms: UnitPlanTerms | None, units: Units | None) -> Iterator[FileProblem]:
    """Yield every contradiction of the section as (key path, reason)."""
    if terms is not None and units is None:
        yield "unit_plan", "is a plan of units: the programme needs [units]"
