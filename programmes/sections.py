"""The sections of a programme file and the keys of each; an unknown key is an error."""

from collections.abc import Mapping
from datetime import date, time
from types import MappingProxyType
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

FIRST_DAY: Final = date(2000, 1, 1)
LAST_DAY: Final = date(2199, 12, 31)  # later ones are Buddhist years
Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]
MOST_DAYS: Final = 366
MOST_KEPT: Final = 36_525  # days: a hundred years
LENIENT: Final = "lenient"  # the context in which parts need not agree, while everything else is looked for

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$")]
NonEmptyText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
HolidayCategory = Literal["public", "labour", "government", "bank", "school", "armed_forces"]
AreaLevel = Literal["province", "district"]
AREA_DIGITS: Final[Mapping[AreaLevel, int]] = MappingProxyType({"province": 2, "district": 4})  # of an official code
ROSTER_COLUMNS: Final = frozenset(  # columns of every roster; a stage's column must have another name
    (
        "id",
        "name",
        "surname",
        "role",
        "agency",
        "position",
        "area",
        "scope",
        "deputy",
        "from",
        "to",
        "unit",
        "seat",
        "group",
        "line",
        "level",
        "born",
        "appointed",
    )
)
WEEKDAYS: tuple[Weekday, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Section(BaseModel):
    """One table of the file. It is frozen and refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Label(Section):
    """A text in both languages. `label("en")` returns the English text, any other language the Thai one."""

    th: NonEmptyText
    en: NonEmptyText

    def __call__(self, language: str) -> str:
        return self.en if language == "en" else self.th


class Contact(Section):
    """The office that people without an invite code are told to ask."""

    name: Label
    phone: NonEmptyText | None = None
    email: NonEmptyText | None = None
    line: NonEmptyText | None = None


class Phase(Section):
    """A dated part of the programme; both days are included."""

    number: int = Field(ge=1)
    start: Day
    end: Day
    reports: Literal["expected", "welcome"]
    owner: Key
    name: Label
    what: Label
    place: Label | None = None

    @property
    def weeks(self) -> int:
        """The number of weeks, in periods of seven days from its first day."""
        return (self.end - self.start).days // 7 + 1


class Area(Section):
    """A district (4 digits) or province (2 digits) that a stage allows, by official code."""

    code: Annotated[str, StringConstraints(pattern=r"^(\d{2}|\d{4})$")]
    name: Label


class Stage(Section):
    """Where a participant works for a part of a phase. If `areas` is empty, any area of its level is allowed.

    `roster_column` is the column of the roster that says where. `roster_headings` are other names of the column in a
    file; the first Thai one is shown to people. If there are none, the stage's name is the heading.
    """

    key: Key
    phase: int = Field(ge=1)
    start: Day
    end: Day
    area_level: AreaLevel
    roster_column: Key
    roster_headings: tuple[NonEmptyText, ...] = ()
    name: Label
    mentor_role: Label
    areas: tuple[Area, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        """The names of its column in a roster besides `roster_column`."""
        return self.roster_headings or (self.name.th, self.name.en)

    @property
    def area_digits(self) -> int:
        """The number of digits in the codes of its areas."""
        return AREA_DIGITS[self.area_level]


class RoleNames(Section):
    """The name of each role."""

    participant: Label
    mentor: Label
    coordinator: Label
    rater: Label


class Owner(Section):
    """A body that is responsible for the programme or one of its phases."""

    key: Key
    name: Label


class Agency(Section):
    """A home agency of participants, `quota` of them at most at one time (None: as many as there is room for)."""

    key: Key
    name: Label
    also_written: tuple[NonEmptyText, ...] = ()
    quota: int | None = Field(default=None, ge=0)


class Reporting(Section):
    """How many days back an entry may be dated, on which weekdays one can be expected but on `holidays` (which
    categories of the calendar are days off, programmes/holidays.py), and until when (Bangkok time) a day is not over,
    so that nobody is missing yet. `example`: an entry as people of this programme write it, for the help.
    `before_and_after`: whether photos are asked for being of before or after the work."""

    days_back: int = Field(ge=0, le=MOST_DAYS)
    working_days: tuple[Weekday, ...] = Field(min_length=1)
    holidays: tuple[HolidayCategory, ...] = ("public", "government")
    due_by: time = time(17, 30)
    example: Label | None = None
    before_and_after: bool = False


class QuietHours(Section):
    """From `start` to `end` the next morning (Bangkok time) nothing is pushed."""

    start: time
    end: time

    def hold(self, moment: time) -> bool:
        """Return whether `moment` is in the quiet hours."""
        if self.start <= self.end:
            return self.start <= moment < self.end
        return moment >= self.start or moment < self.end


class ReviewDeadlines(Section):
    """The numbers of working days without a review after which mentor, deputy and coordinator are told; how many
    working days before another mentor comes the present one is told what waits, and how many days afterwards they may
    still answer what was submitted to them."""

    nudge_after: int = Field(ge=1, le=MOST_DAYS)
    deputy_after: int = Field(ge=1, le=MOST_DAYS)
    coordinator_after: int = Field(ge=1, le=MOST_DAYS)
    change_notice: int = Field(default=3, ge=1, le=MOST_DAYS)
    former_answers: int = Field(default=7, ge=0, le=MOST_DAYS)


class Holiday(Section):
    """A holiday of the programme, or one that was declared late."""

    day: Day
    name: Label


class Sector(Section):
    """One of the network sectors; `who` names the people of it."""

    key: Key
    label: Label
    who: Label


class Coverage(Section):
    """How the sectors are called together: `name` heads a card, `called` stands in a sentence (some of the …)."""

    name: Label
    called: Label


Goal = Annotated[int, Field(ge=1, le=17)]  # one of the UN's


class Tag(Section):
    """What an activity can be about, and which of the UN's goals it serves."""

    key: Key
    label: Label
    sdgs: tuple[Goal, ...] = ()


class Dimension(Section):
    """A group of tags."""

    key: Key
    label: Label
    tags: tuple[Tag, ...] = Field(min_length=1)


class ActivityOptions(Section):
    """The UN's goals (1–17) by which entries can be looked for."""

    sdgs: tuple[Goal, ...] = ()


class ProgrammeForm(Section):
    """A form of the programme: who fills it in, between which days (both included), and when it counts as finished.

    `file` is relative to the programme's folder. The form is finished when it was handed in `wanted` times; with
    `distinct`, submissions with the same answer to that question count once. `sector_question`: the question that says
    whose view it is; its choices are the programme's sectors, and each counts as met. `difficulty_questions` ask for
    obstacles and requests; `who_question` says whose they are, and `follow_up_question` by which day to see to them.
    `about`: each submission is about a person in that role. `each_week`: it is asked every week. `welcome`: it may be
    filled in from that day, before it opens.
    """

    key: Key
    file: NonEmptyText
    role: Literal["participant", "mentor", "coordinator", "rater"] = Field(alias="for")
    about: Literal["participant"] | None = None
    name: Label
    opens: Day
    welcome: Day | None = None
    closes: Day
    each_week: bool = False
    wanted: int = Field(default=1, ge=1)
    distinct: NonEmptyText | None = None
    sector_question: NonEmptyText | None = None
    difficulty_questions: tuple[NonEmptyText, ...] = ()
    who_question: NonEmptyText | None = None
    follow_up_question: NonEmptyText | None = None

    def open_on(self, day: date) -> bool:
        """Return whether it may be filled in on `day`."""
        return self.begins <= day <= self.closes

    @property
    def begins(self) -> date:
        """The first day on which it may be filled in."""
        return self.welcome or self.opens


class PaperTerms(Section):
    """What stands on the papers that an office signs; what is not said is left for the pen. `office` is ส่วนราชการ,
    `number` the beginning of ที่, `to` who is addressed; `signer` and `position` who signs."""

    office: NonEmptyText | None = None
    number: NonEmptyText | None = None
    to: NonEmptyText | None = None
    signer: NonEmptyText | None = None
    position: NonEmptyText | None = None


class CertificateTerms(Section):
    """For whom a certificate may be issued, and from which day on: at least `reported` per cent of the expected days,
    and in a closed rating round at least `score` per cent, if that is said."""

    begins: Day
    reported: int = Field(ge=0, le=100)
    round: Key | None = None
    score: int | None = Field(default=None, ge=0, le=100)


class Retention(Section):
    """How long data (days after the programme's end) and raw messages (hours) are kept, and the notice's version."""

    notice_version: NonEmptyText
    records_days: int = Field(ge=0, le=MOST_KEPT)
    raw_hours: int = Field(ge=1)
