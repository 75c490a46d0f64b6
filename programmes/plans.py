"""The individual development plan of a programme: what goals are about, who agrees, on which days it is asked for."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Annotated, Final, Literal

from pydantic import Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from programmes.sections import LENIENT, Day, Key, Label, Section

PlanSide = Literal["mentor", "agency"]
MOST_MONTHS: Final = 120  # after the end, for a follow-up
MOST_GOALS: Final = 10  # of one plan; more do not fit into one card
MOST_CHOICES: Final = 12  # LINE shows 13 buttons under a message, of which one leaves the question
LONGEST_WAIT: Final = 14  # days off in a row, after which a working day is not looked for any more


class Competency(Section):
    """What a goal develops."""

    key: Key
    label: Label


class Method(Section):
    """A way to develop: training, coaching, own study."""

    key: Key
    label: Label


class PlanTerms(Section):
    """The plan that each participant has.

    It may be drafted from `opens` on. `agreed_by`: whose agreement a revision needs. What goals are about: the criteria
    of the evaluation, and `competencies` besides. Each month on `check_in_day` (or the next working day) it is asked
    how far the goals are. From `results_from` on, participant and mentor say whether each was reached, and the duties
    on return are confirmed. `follow_up_months` after the programme's end it is asked what became of those duties.
    """

    opens: Day
    agreed_by: tuple[PlanSide, ...] = Field(min_length=1)
    competencies: tuple[Competency, ...] = ()
    methods: tuple[Method, ...] = Field(min_length=1, max_length=MOST_CHOICES)
    most_goals: int = Field(default=6, ge=1, le=MOST_GOALS)
    check_in_day: int = Field(ge=1, le=28)
    results_from: Day
    follow_up_months: tuple[Annotated[int, Field(ge=1, le=MOST_MONTHS)], ...] = ()

    @model_validator(mode="after")
    def _each_once(self, info: ValidationInfo) -> "PlanTerms":
        if info.context == LENIENT:
            return self
        if len(set(self.agreed_by)) < len(self.agreed_by):
            raise PydanticCustomError("plan-agreed", "agreed_by names a side twice")
        if list(self.follow_up_months) != sorted(set(self.follow_up_months)):
            why = "follow_up_months are numbers of months from 1 on, each more than the one before"
            raise PydanticCustomError("plan-months", why)
        return self

    def method(self, key: str) -> Method | None:
        return next((one for one in self.methods if one.key == key), None)


def months_later(day: date, months: int) -> date:
    """Return the same day of a later month, or that month's last day if it is shorter."""
    count = day.month - 1 + months
    year, month = day.year + count // 12, count % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def check_ins(
    first: date, last: date, day_of_month: int, is_working_day: Callable[[date], bool]
) -> Iterator[tuple[str, date]]:
    """Yield (month, day) of each check-in between two days, such as ("2023-07", 25 July): on the day of the month, or
    the next working day; not after `last`."""
    month = first.replace(day=1)
    while month <= last:
        day = _working_day_from(month.replace(day=day_of_month), is_working_day)
        if first <= day <= last:
            yield f"{month:%Y-%m}", day
        month = months_later(month, 1)


def follow_ups(
    end: date, months: tuple[int, ...], is_working_day: Callable[[date], bool]
) -> Iterator[tuple[str, date]]:
    """Yield (number of months, day) of each follow-up after the programme's end, on working days."""
    for count in months:
        yield f"{count}", _working_day_from(months_later(end, count), is_working_day)


def _working_day_from(day: date, is_working_day: Callable[[date], bool]) -> date:
    days = (day + timedelta(days=later) for later in range(LONGEST_WAIT))
    return next((one for one in days if is_working_day(one)), day)
