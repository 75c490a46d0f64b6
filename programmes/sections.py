"""The sections of a programme file and what each may hold; an unknown key is an error."""

from collections.abc import Mapping
from datetime import date, time
from types import MappingProxyType
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$")]
Said = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
AreaLevel = Literal["province", "district"]
AREA_DIGITS: Final[Mapping[AreaLevel, int]] = MappingProxyType({"province": 2, "district": 4})  # of an official code
ROSTER_COLUMNS: Final = frozenset(  # what every roster has; a stage's column is called otherwise
    ("id", "name", "surname", "role", "agency", "position", "area", "scope", "deputy", "from", "to")
)
WEEKDAYS: tuple[Weekday, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Section(BaseModel):
    """One table of the file: frozen, and strict about keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Label(Section):
    """A text in both languages; `label("en")` is the English one, any other language reads Thai."""

    th: Said
    en: Said

    def __call__(self, language: str) -> str:
        return self.en if language == "en" else self.th


class Contact(Section):
    """Whom a stranger is told to ask."""

    name: Label
    phone: Said | None = None
    email: Said | None = None
    line: Said | None = None


class Phase(Section):
    """A dated part of the programme; both days are included."""

    number: int = Field(ge=1)
    start: date
    end: date
    reports: Literal["expected", "welcome"]
    owner: Key
    name: Label
    what: Label
    place: Label | None = None

    @property
    def weeks(self) -> int:
        """How many weeks it has, counted in sevens from its first day."""
        return (self.end - self.start).days // 7 + 1


class Area(Section):
    """A district (4 digits) or province (2 digits) that a stage allows, by official code."""

    code: Annotated[str, StringConstraints(pattern=r"^(\d{2}|\d{4})$")]
    name: Label


class Stage(Section):
    """Where a participant works for a part of a phase. Empty `areas`: any area of its level.

    `roster_column` is the roster's column that says where, `roster_headings` what else a file may call it: the first
    Thai one is shown beside it. Without any, the stage's name heads it.
    """

    key: Key
    phase: int
    start: date
    end: date
    area_level: AreaLevel
    roster_column: Key
    roster_headings: tuple[Said, ...] = ()
    name: Label
    mentor_role: Label
    areas: tuple[Area, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        """What a roster may call its column besides `roster_column`."""
        return self.roster_headings or (self.name.th, self.name.en)

    @property
    def area_digits(self) -> int:
        """How many digits the codes of its areas have."""
        return AREA_DIGITS[self.area_level]


class Roles(Section):
    """How each role is called."""

    participant: Label
    mentor: Label
    coordinator: Label
    evaluator: Label


class Owner(Section):
    """A body that answers for the programme or one of its phases."""

    key: Key
    name: Label


class Agency(Section):
    """A home agency of participants."""

    key: Key
    name: Label
    also_written: tuple[Said, ...] = ()


class Reporting(Section):
    """How far back an entry may be dated (days), and on which weekdays one can be expected."""

    days_back: int = Field(ge=0)
    working_days: tuple[Weekday, ...] = Field(min_length=1)


class QuietHours(Section):
    """From `start` to `end` of the next morning nothing is pushed (Bangkok time)."""

    start: time
    end: time

    def hold(self, moment: time) -> bool:
        """Return whether `moment` is quiet."""
        if self.start <= self.end:
            return self.start <= moment < self.end
        return moment >= self.start or moment < self.end


class Reviews(Section):
    """After how many working days without a mentor's word who is told."""

    nudge_after: int = Field(ge=1)
    deputy_after: int = Field(ge=1)
    coordinator_after: int = Field(ge=1)


class Holiday(Section):
    """A day off of the programme's own, or one declared late."""

    day: date
    name: Label


class Sector(Section):
    """One of the network sectors; `who` says whom one meets there."""

    key: Key
    label: Label
    who: Label


class Tag(Section):
    """What an activity can be about."""

    key: Key
    label: Label


class Dimension(Section):
    """A family of tags."""

    key: Key
    label: Label
    tags: tuple[Tag, ...] = Field(min_length=1)


class Activities(Section):
    """What an activity may carry."""

    sdgs: tuple[Annotated[int, Field(ge=1, le=17)], ...] = ()


class Rater(Section):
    """Who judges in a round, and for how many of its hundred points."""

    key: Key
    label: Label
    weight: int = Field(ge=0, le=100)


class Criterion(Section):
    """Something that is judged."""

    key: Key
    label: Label


class Round(Section):
    """One evaluation, held at the end of a phase."""

    key: Key
    phase: int
    name: Label
    form: Key | None = None  # the form its raters fill in; it says when the round is open
    raters: tuple[Rater, ...] = Field(min_length=1)


class Evaluation(Section):
    """All rounds, and what every one of them judges."""

    judged: tuple[Criterion, ...] = Field(min_length=1)
    rounds: tuple[Round, ...]


class AskedForm(Section):
    """A form of the programme: who fills it in, between which days (both included), and when it counts as finished.

    `file` is relative to the programme's folder. Handed in `wanted` times it is finished; with `distinct` it is only
    counted once for each value of that question. `about`: each one speaks of a person in that role. `each_week`: it is
    asked anew every week. `welcome`: from that day on it may be filled in, though it is asked for only once it opens.
    """

    key: Key
    file: Said
    role: Literal["participant", "mentor", "coordinator", "evaluator"] = Field(alias="for")
    about: Literal["participant"] | None = None
    name: Label
    opens: date
    welcome: date | None = None
    closes: date
    each_week: bool = False
    wanted: int = Field(default=1, ge=1)
    distinct: Said | None = None

    def open_on(self, day: date) -> bool:
        """Return whether it may be filled in on `day`."""
        return self.begins <= day <= self.closes

    @property
    def begins(self) -> date:
        """From when it may be filled in."""
        return self.welcome or self.opens


class Retention(Section):
    """How long records (days after the programme's end) and raw messages (hours) are kept, and the notice's version."""

    notice_version: Said
    records_days: int = Field(ge=0)
    raw_hours: int = Field(ge=1)
