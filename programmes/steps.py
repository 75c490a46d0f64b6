"""The steps of a programme's plan: what is done in which months, by whom, and for how many people."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal

from pydantic import Field

from programmes.problems import FileProblem, unknown
from programmes.sections import Key, Label, Section


class ProgrammeStep(Section):
    """One step. `owner` is the body that answers for it. `people`: how many are to take part; `counts` says what
    counts them: reports of the step in the chat, the heads of forums, or the seats of teams that are filled."""

    number: int = Field(ge=1)
    name: Label
    first: date
    last: date
    owner: Key
    people: int | None = Field(default=None, ge=1)
    counts: Literal["reports", "forums", "seats"] = "reports"


def step_problems(
    steps: Sequence[ProgrammeStep], owners: Iterable[str], *, units: bool, forums: bool
) -> Iterator[FileProblem]:
    """Yield every contradiction of the section as (key path, reason)."""
    known = set(owners)
    for place, step in enumerate(steps):
        where = f"steps[{place}]"
        if any(other.number == step.number for other in steps[:place]):
            yield f"{where}.number", f"{step.number} stands here a second time"
        if step.last < step.first:
            yield f"{where}.last", f"{step.last} is before the first day, {step.first}"
        if step.owner not in known:
            yield unknown(f"{where}.owner", "[[owners]]", step.owner, sorted(known))
        if step.counts != "reports" and step.people is None:
            yield f"{where}.people", f"says how many: {step.counts} are counted against it"
        if step.counts == "seats" and not units:
            yield f"{where}.counts", "there are no seats without [units]"
        if step.counts == "forums" and not forums:
            yield f"{where}.counts", "there are no heads without [forums]"
