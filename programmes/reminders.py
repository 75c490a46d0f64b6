"""Reminder rules as a programme file states them: when, to whom, on which condition, with which text."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Final, Literal, LiteralString, TypeVar

from pydantic import Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from programmes.bangkok import BANGKOK
from programmes.sections import LENIENT, MOST_DAYS, Key, Label, NonEmptyText, Section
from programmes.when import Moment, When, read_when, read_window, window_end

T = TypeVar("T")
ReminderAudience = Literal[
    "participant", "mentor", "former_mentor", "deputy", "coordinator", "owner", "rater", "juror", "body"
]
Condition = Literal[
    "not_reported",  # no entry for the day that the reminder is about
    "sectors_unmet",  # a network sector was not met for `days` days
    "form_missing",
    "looks_after_somebody",  # a mentor with participants
    "nudge_due",  # an entry has waited reviews.nudge_after working days today
    "deputy_due",  # … reviews.deputy_after
    "sees_somebody",  # a coordinator with somebody in their scope who takes part in the days it is about
    "hands_on_soon",  # participants with waiting entries will have another mentor in reviews.change_notice working days
    "handed_on",  # … have one since the rule was due before, and something moved or no stage begins
    "took_over",  # a mentor has participants of another one since then
    "new_mentor",  # a participant has another mentor since then, though no stage begins
    "silent",  # nobody has heard of a participant for `days` working days; it is told once a silence
    "plan_missing",  # a participant has not sent a development plan yet
    "plan_asked",  # goals, or duties on return, of which it was not said how they are
    "nominations_missing",  # a participant has nominated raters from fewer sectors than are wanted
    "rating_missing",  # a rater with a chat has not rated everybody they were asked to rate in the round
    "raters_to_call",  # a coordinator's participants are still to be rated by people without LINE
    "forums_wanted",  # a unit of which forums are wanted has held none for 14 days and not reached its share
    "posts_vacant",  # a coordinator's units have teams with vacant seats, or nominations that wait
    "training_wanted",  # a participant has recorded no training for development.idle_days; told once in thirty days
    "courses_next",  # the plan has courses next month, for a participant's group; once in the two weeks before
    "staff_gaps",  # staff in a coordinator's scope lack competencies; once in the last thirty days of a plan's year
    "trainings_wait",  # trainings in a coordinator's scope wait to be confirmed
    "steps_late",  # steps of the plan are late, for coordinators of everything and of the body whose step it is
    "steps_next",  # steps begin next month, for the same; once in the two weeks before
    "call_unanswered",  # a contact whose unit has not sent as many as a call asks at least
    "calls_awaited",  # a coordinator's units of which some have not
    "marks_missing",  # a juror has not given marks to all who are judged in a selection
    "plan_waits",  # plans that wait for a mentor's or a home agency's agreement
]
PAPERWORK_DAY: Final = "paperwork_day"
RATE: Final = "rate"
RATERS_AWAITED: Final = "raters_awaited"
NO_COMMANDS: Final = (PAPERWORK_DAY, RATE, RATERS_AWAITED)  # buttons that are no intents
MENTOR_CHANGES: Final[tuple[Condition, ...]] = ("hands_on_soon", "handed_on", "took_over", "new_mentor")
ReminderUrgency = Literal["must", "drop", "may_wait"]
TOLD_OF_SILENCE: tuple[ReminderAudience, ...] = ("participant", "mentor", "coordinator")
URGENCIES: tuple[ReminderUrgency, ...] = ("must", "drop", "may_wait")  # the most urgent first


class Reminder(Section):
    """One rule.

    `must`: it is pushed at its time, if necessary from the reserve, or the next day if the day's push is used up.
    `drop`: it is pushed at its time if the day's push and the quota allow; else it goes with the next reply or not at
    all. `may_wait`: it never causes a push; it goes with the next reply, or with a push that something else causes.
    `rides`: until then it goes with the reply to whatever a person writes, and only who has written nothing is pushed
    to. Its days are reporting days: on others few people write, and if its window has none it is pushed at its time.
    `owner` is the coordinator of the phase it is about, `former_mentor` who was the mentor before a change, `rater`
    whoever rates by a link and is in LINE, `juror` and `body` a coordinator of whatever scope; of which body, the
    condition says.
    `text` names sentences in the locales, of which several take turns, `card` a picture. `instead_of`: rules of which
    a person who is told this hears nothing at the same time. `spares`: who has recorded each of the last so many
    reporting days is not pushed to because of it; it goes with their next reply, or with another push.
    """

    rule: Key
    at: tuple[NonEmptyText, ...] = Field(min_length=1, examples=[["each working day 09:00"]])
    to: tuple[ReminderAudience, ...] = Field(min_length=1)
    condition: Condition | None = None
    days: int | None = Field(default=None, ge=1, le=MOST_DAYS)
    text: tuple[Key, ...] = ()
    name: Label | None = None
    card: Literal["summary"] | None = None
    instead_of: tuple[Key, ...] = ()
    spares: int | None = Field(default=None, ge=1, le=MOST_DAYS)
    window: NonEmptyText = Field(examples=["2 days"])
    rides: NonEmptyText | None = Field(default=None, examples=["until 17:30"])
    urgency: ReminderUrgency
    buttons: tuple[Key, ...] = Field(default=(), max_length=3)

    @field_validator("at", "to", "text", "instead_of", mode="before")
    @classmethod
    def _one_or_many(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value

    @field_validator("at")
    @classmethod
    def _times(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for words in value:
            _read("time", read_when, words)
        return value

    @field_validator("window")
    @classmethod
    def _window(cls, value: str) -> str:
        _read("window", read_window, value)
        return value

    @field_validator("rides")
    @classmethod
    def _rides(cls, value: str | None) -> str | None:
        if value is not None and _read("window", read_window, value)[1] is None:
            why = "it rides until a time of day, such as “until 17:30” or “until 1 day later 17:30”"
            raise PydanticCustomError("rides", why)
        return value

    @model_validator(mode="after")
    def _whole(self, info: ValidationInfo) -> "Reminder":
        wrong = None if info.context == LENIENT else self._contradiction()
        if wrong is not None:
            raise PydanticCustomError(*wrong)
        return self

    def _contradiction(self) -> tuple[LiteralString, LiteralString] | None:
        """Return what kind of contradiction is in the rule, and why in English."""
        silent = self.condition == "silent"
        if bool(self.text) == (self.card is not None):
            return "reminder-text", "a reminder has a text or a card"
        if (silent or self.condition == "sectors_unmet") != (self.days is not None):
            return "reminder-days", "days belong to the conditions sectors_unmet and silent"
        if silent and (len(self.to) > 1 or self.to[0] not in TOLD_OF_SILENCE or not self.recurs):
            why = "a silence is told daily or weekly, to participant, mentor or coordinator, each by a rule"
            return "reminder-silence", why
        if self.rides is not None and self.urgency == "may_wait":
            return "reminder-rides", "what may wait goes with a reply until its window ends"
        if self.spares is not None and (self.condition != "not_reported" or self.urgency != "drop"):
            why = "it spares people only of a day that is not recorded, with the urgency drop"
            return "reminder-spares", why
        if self.condition == "sees_somebody" and self.card is None:
            return "reminder-summary", "the condition sees_somebody belongs to a summary"
        return None

    @cached_property
    def whens(self) -> tuple[When, ...]:
        return tuple(read_when(words) for words in self.at)

    @property
    def recurs(self) -> bool:
        """Whether it is daily or weekly."""
        return all(when.recurs for when in self.whens)

    def text_on(self, day: date) -> Key | None:
        """Return the text of the rule that is due about a day: its texts take turns, working day by working day."""
        week, weekday = divmod(day.toordinal() - 1, 7)  # the first day of all was a Monday
        return self.text[(5 * week + min(weekday, 4)) % len(self.text)] if self.text else None

    @property
    def stops_on_leave(self) -> bool:
        """Whether people on leave do not get it: if it recurs, but for changes of mentors, which are told once."""
        return self.recurs and self.condition not in MENTOR_CHANGES

    @property
    def rank(self) -> int:
        """Its position among others in one message: the most urgent first."""
        return URGENCIES.index(self.urgency)

    def ends(self, due: datetime) -> datetime:
        """Return until when an occurrence that is due at an instant may still be sent."""
        return window_end(self._worth, due)

    def rides_until(self, days: Sequence[date]) -> datetime | None:
        """Return until when it waits for a reply, if these are the reporting days from its time to the end of its
        window; None if it does not wait."""
        if self.rides is None or not days:
            return None
        later, clock = read_window(self.rides)
        return datetime.combine(days[min(later.days, len(days) - 1)], clock or time(), BANGKOK)

    @cached_property
    def _worth(self) -> tuple[timedelta, time | None]:
        return read_window(self.window)

    def digest(self, moments: list[Moment]) -> str:
        """Return a hash that changes when the rule or any of its instants changes."""
        said = repr((self.model_dump(exclude={"name"}), [moment.key for moment in moments]))
        return hashlib.sha256(said.encode()).hexdigest()[:16]


def _read(kind: LiteralString, read: Callable[[str], T], words: str) -> T:
    """Read words of a time. Raises a validation error of that kind with what could be written instead."""
    try:
        return read(words)
    except (ValueError, OverflowError) as error:
        raise PydanticCustomError(kind, "{why}", {"why": str(error), "value": words}) from None


class Budget(Section):
    """Pushes a month: the plan's number (in operation LINE is asked), and the reserve for what must arrive."""

    plan: int = Field(ge=0)
    reserve: int = Field(ge=0)
