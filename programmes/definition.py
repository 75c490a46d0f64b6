"""A programme: roles, dated phases and stages, and questions about its calendar."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Final, Literal, TypeVar

from pydantic import Field, InstanceOf

from programmes.calls import FACT_COLUMNS, Call
from programmes.development import Development
from programmes.evaluations import Evaluation, EvaluationRound
from programmes.forums import Forums
from programmes.holidays import all_holidays, unknown_from
from programmes.plans import Competency, PlanTerms, check_ins, follow_ups
from programmes.reminders import Budget, Reminder
from programmes.sections import (
    WEEKDAYS,
    ActivityOptions,
    Agency,
    CertificateTerms,
    Contact,
    Coverage,
    Day,
    Dimension,
    Holiday,
    Key,
    Label,
    Owner,
    PaperTerms,
    Phase,
    ProgrammeForm,
    QuietHours,
    Reporting,
    Retention,
    ReviewDeadlines,
    RoleNames,
    Section,
    Sector,
    Stage,
    Tag,
)
from programmes.selections import Selection
from programmes.steps import ProgrammeStep
from programmes.unit_plans import UnitPlanTerms
from programmes.units import Units
from programmes.words import Words

K = TypeVar("K")
V = TypeVar("V")

MOST_CAPACITY: Final = 1_000_000  # people: more than any programme has, and less than a typing error


class Programme(Section):
    """One programme as its file states it. Days are dates in Bangkok. It never reads a clock."""

    key: Key
    name: Label
    short_name: Label
    motto: Label | None = None
    start: Day
    end: Day
    capacity: int = Field(ge=1, le=MOST_CAPACITY)
    owner: Key
    contact: Contact
    phases: tuple[Phase, ...] = Field(min_length=1)
    stages: tuple[Stage, ...] = ()
    roles: RoleNames
    owners: tuple[Owner, ...]
    agencies: tuple[Agency, ...] = ()
    reporting: Reporting
    quiet_hours: QuietHours
    reminders: tuple[Reminder, ...] = ()
    budget: Budget
    reviews: ReviewDeadlines
    holidays_extra: tuple[Holiday, ...] = ()
    sectors: tuple[Sector, ...] = ()
    coverage: Coverage | None = None
    dimensions: tuple[Dimension, ...] = ()
    activities: ActivityOptions = ActivityOptions()
    evaluation: Evaluation
    plan: PlanTerms | None = None
    forms: tuple[ProgrammeForm, ...] = ()
    units: Units | None = None
    forums: Forums | None = None
    steps: tuple[ProgrammeStep, ...] = ()
    unit_plan: UnitPlanTerms | None = None
    development: Development | None = None
    calls: tuple[Call, ...] = ()
    selections: tuple[Selection, ...] = ()
    papers: PaperTerms = PaperTerms()
    certificate: CertificateTerms | None = None
    retention: Retention
    words: InstanceOf[Words] = Words()  # from the folder words/, not from programme.toml

    def __repr__(self) -> str:
        return f"<Programme {self.key}>"

    # ── where a day lies ──

    def outside(self, day: date) -> Literal["before", "after"] | None:
        """Return "before" or "after" if `day` is outside the programme, else None."""
        if day < self.start:
            return "before"
        return "after" if day > self.end else None

    def phase_on(self, day: date) -> Phase | None:
        """Return the phase of `day`, or None between phases and outside the programme."""
        return next((phase for phase in self.phases if phase.start <= day <= phase.end), None)

    def gap_on(self, day: date) -> bool:
        """Return whether `day` is inside the programme but in none of its phases."""
        return self.outside(day) is None and self.phase_on(day) is None

    def stage_on(self, day: date) -> Stage | None:
        """Return the stage of `day`. Days between two stages of one phase belong to the earlier stage."""
        phase = self.phase_on(day)
        begun = [stage for stage in self.stages if phase and stage.phase == phase.number and stage.start <= day]
        return max(begun, key=lambda stage: stage.start, default=None)

    def next_stage(self, day: date) -> Stage | None:
        """Return the first stage that begins after `day`."""
        return min((stage for stage in self.stages if stage.start > day), key=lambda stage: stage.start, default=None)

    def week_on(self, day: date) -> tuple[int, int] | None:
        """Return (week, weeks of the phase), counted in sevens from the phase's first day, or None outside a phase."""
        phase = self.phase_on(day)
        return ((day - phase.start).days // 7 + 1, phase.weeks) if phase else None

    def stage_days(self, stage: Stage) -> tuple[date, date]:
        """Return the first and last day of `stage`; it lasts until the next stage of its phase begins."""
        later = [other.start for other in self.stages if other.phase == stage.phase and other.start > stage.start]
        return stage.start, min(later) - timedelta(days=1) if later else self.phase(stage.phase).end

    # ── which days count ──

    def is_working_day(self, day: date) -> bool:
        """Return whether `day` is a working weekday and not a holiday, inside or outside the programme."""
        return WEEKDAYS[day.weekday()] in self.reporting.working_days and day not in self._holidays

    def is_expected(self, day: date) -> bool:
        """Return whether an entry is expected of everybody on `day`. The caller considers a person's leave."""
        phase = self.phase_on(day)
        return phase is not None and phase.reports == "expected" and self.is_working_day(day)

    @property
    def expects_days(self) -> bool:
        """Whether an entry is expected of people on any day at all."""
        return any(phase.reports == "expected" for phase in self.phases)

    @property
    def has_rounds(self) -> bool:
        """Whether people are rated in rounds."""
        return bool(self.evaluation.rounds)

    def expected_days(self, start: date, end: date) -> list[date]:
        """Return the days from `start` to `end`, both included, on which an entry is expected."""
        first, last = max(start, self.start), min(end, self.end)
        span = (first + timedelta(days) for days in range((last - first).days + 1))
        return [day for day in span if self.is_expected(day)]

    def holiday_name(self, day: date, language: str) -> str | None:
        """Return the name of the holiday on `day`, or None."""
        name = self._holidays.get(day)
        return name(language) if name else None

    def with_holidays(self, days: Iterable[Holiday]) -> "Programme":
        """Return this programme with more holidays, such as those that the cabinet declares late. The calendar is not
        asked again."""
        more = tuple(days)
        changed = Programme.model_construct(**{**dict(self), "holidays_extra": (*self.holidays_extra, *more)})
        changed.__dict__["_holidays"] = {**self._holidays, **{one.day: one.name for one in more}}
        return changed

    @property
    def last_asked(self) -> date:
        """The last day on which anything is asked: the programme's last, or that of its last follow-up."""
        return max(self.end, *(day for _, day in self.follow_ups)) if self.follow_ups else self.end

    @property
    def unknown_from(self) -> date | None:
        """The first day of the programme of which the calendar does not know yet what will be declared, or None."""
        return unknown_from(self.start, self.end)

    @cached_property
    def _holidays(self) -> Mapping[date, Label]:
        # A year on each side: reminders look a month ahead, entries two weeks back.
        categories = self.reporting.holidays
        return all_holidays(self.start.year - 1, self.end.year + 1, categories, self.holidays_extra)

    # ── the development plan ──

    @property
    def competencies(self) -> tuple[Competency, ...]:
        """What a goal of a plan may develop: what is judged in the evaluation, and what the plan names besides."""
        if self.plan is None:
            return ()
        judged = tuple(Competency(key=one.key, label=one.label) for one in self.evaluation.judged)
        return (*judged, *self.plan.competencies)

    @cached_property
    def check_ins(self) -> list[tuple[str, date]]:
        """The check-ins of the plan: (month, such as "2023-07", and its day)."""
        if self.plan is None:
            return []
        reporting = [phase for phase in self.phases if phase.reports == "expected"]
        first = min((phase.start for phase in reporting), default=self.start)
        return list(check_ins(max(first, self.plan.opens), self.end, self.plan.check_in_day, self.is_working_day))

    @cached_property
    def follow_ups(self) -> list[tuple[str, date]]:
        """The follow-ups of duties on return: (months after the end, such as "3", and the day)."""
        return list(follow_ups(self.end, self.plan.follow_up_months, self.is_working_day)) if self.plan else []

    # ── look-ups by key; an unknown key raises KeyError ──

    def phase(self, number: int) -> Phase:
        return _keyed(number, ((phase.number, phase) for phase in self.phases))

    def stage(self, key: str) -> Stage:
        return _keyed(key, ((stage.key, stage) for stage in self.stages))

    def sector(self, key: str) -> Sector:
        return _keyed(key, ((sector.key, sector) for sector in self.sectors))

    def tag(self, key: str) -> Tag:
        return _keyed(key, ((tag.key, tag) for tag in self.tags))

    def body(self, key: str) -> Owner:
        """Return the owner with the key `key`."""
        return _keyed(key, ((owner.key, owner) for owner in self.owners))

    def reminder(self, rule: str) -> Reminder:
        return _keyed(rule, ((reminder.rule, reminder) for reminder in self.reminders))

    def form(self, key: str) -> ProgrammeForm:
        return _keyed(key, ((form.key, form) for form in self.forms))

    def call(self, key: str) -> Call:
        return _keyed(key, ((call.key, call) for call in self.calls))

    def selection(self, key: str) -> Selection:
        return _keyed(key, ((one.key, one) for one in self.selections))

    @cached_property
    def roster_facts(self) -> tuple[str, ...]:
        """The columns of a roster that rules of calls ask about: level, born, appointed."""
        wanted = {field.column for call in self.calls for field in call.fields}
        return tuple(column for column in FACT_COLUMNS if column in wanted)

    def round(self, key: str) -> EvaluationRound:
        return _keyed(key, ((turn.key, turn) for turn in self.evaluation.rounds))

    def round_days(self, turn: EvaluationRound) -> tuple[date, date]:
        """Return the first and last day of a round: its own, else those of its form."""
        return self._days_of_rounds[turn.key]

    @cached_property
    def _days_of_rounds(self) -> Mapping[str, tuple[date, date]]:
        forms = {form.key: form for form in self.forms}
        return {
            turn.key: (turn.opens or forms[turn.form].begins, turn.closes or forms[turn.form].closes)
            for turn in self.evaluation.rounds
        }

    @property
    def sector_questions(self) -> Mapping[str, str]:
        """For each form that asks for a sector: its key -> the path of that question."""
        return {form.key: form.sector_question for form in self.forms if form.sector_question is not None}

    @property
    def worded_keys(self) -> Mapping[str, tuple[str, ...]]:
        """The things for which the programme may have words: kind -> keys, in the file's order."""
        return {
            "sectors": tuple(sector.key for sector in self.sectors),
            "tags": tuple(tag.key for tag in self.tags),
            "stages": tuple(stage.key for stage in self.stages),
        }

    @cached_property
    def tags(self) -> tuple[Tag, ...]:
        """All tags, in the order of their dimensions."""
        return tuple(tag for dimension in self.dimensions for tag in dimension.tags)

    def tags_of_dimension(self, key: str) -> tuple[str, ...]:
        """Return the keys of the tags of a dimension, none if there is no such dimension."""
        return tuple(tag.key for dimension in self.dimensions if dimension.key == key for tag in dimension.tags)

    def tags_of_goal(self, number: int) -> tuple[str, ...]:
        """Return the keys of the tags that serve one of the UN's goals."""
        return tuple(tag.key for tag in self.tags if number in tag.sdgs)

    @cached_property
    def goals(self) -> tuple[int, ...]:
        """The UN's goals that some tag serves."""
        return tuple(number for number in self.activities.sdgs if self.tags_of_goal(number))


def _keyed(key: K, pairs: Iterable[tuple[K, V]]) -> V:
    for found, value in pairs:
        if found == key:
            return value
    raise KeyError(key)
