"""The kind `development`: an organisation develops its staff by a plan of some years."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from programmes import Label, load
from programmes.development import BUDDHIST, Development
from services.programme_folders.folder_parts import NewFolder, SaidSpan, invented_names, label_of
from services.programme_folders.questions import Answers

COLUMNS: Final = ("id", "name", "role", "agency", "position", "group", "line", "scope")
OCTOBER: Final = 10  # in which a fiscal year begins
SHORTEST: Final = 120  # days of a year that has steps and an evaluation
REVIEW: Final = timedelta(days=45), timedelta(days=15)  # before the end of a year it opens, and closes
MONTH: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class NewYear:
    """A fiscal year of the plan."""

    number: int
    first: date
    last: date
    budget: int

    @property
    def is_whole(self) -> bool:
        return (self.last - self.first).days >= SHORTEST

    @property
    def review_from(self) -> date:
        return self.last - REVIEW[0]

    @property
    def review_until(self) -> date:
        return self.last - REVIEW[1]


@dataclass(frozen=True, slots=True)
class NewCourse:
    """A course as the template has it."""

    said: Label
    way: str
    first: date
    last: date
    people: int | str
    budget: int | str
    competencies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Division:
    """A part of the organisation."""

    said: Label


@dataclass(frozen=True, slots=True)
class YearStep:
    """One of plan, do, check, act of a year."""

    said: Label
    first: date
    last: date


def write_development(new: NewFolder) -> None:
    """Write the files of the kind."""
    answers = new.answers
    plan = load(new.source).development
    if plan is None:
        raise ValueError(f"{new.source.name} has no development plan")
    years = _years(answers["start"], answers["end"], answers["budget"] or 0)
    divisions = [Division(label_of(one, "name")) for one in answers["divisions"]]
    values = new.values(
        answers["people"],
        phases=[SaidSpan(_year_name(year), year.first, year.last) for year in years],
        years=years,
        reviewed=[year for year in years if year.is_whole],
        divisions=divisions,
        steps=[step for year in years if year.is_whole for step in _steps(year)],
        courses=[_course(one, plan) for one in answers["courses"]],
        plan_of=plan,
        days_back=366,
    )
    new.write(values)
    if values["reviewed"]:
        new.copy("forms", new.terms["forms"])
    new.write_roster(COLUMNS, _people(divisions, plan, min(answers["people"], new.terms["most_people"]), answers))


def _years(start: date, end: date, budget: int) -> list[NewYear]:
    """Return the fiscal years between two days, each with an equal share of the budget."""
    spans: list[tuple[date, date]] = []
    first = start
    while first <= end:
        last = date(first.year + (first.month >= OCTOBER), OCTOBER, 1) - timedelta(days=1)
        spans.append((first, min(last, end)))
        first = last + timedelta(days=1)
    return [
        NewYear(last.year + (last.month >= OCTOBER) + BUDDHIST, first, last, budget // len(spans))
        for first, last in spans
    ]


def _year_name(year: NewYear) -> Label:
    return Label(th=f"ปีงบประมาณ พ.ศ. {year.number}", en=f"fiscal year {year.number - BUDDHIST}")


def _steps(year: NewYear) -> Iterator[YearStep]:
    """Yield plan, do, check and act with their days."""
    planned, checked = year.first + MONTH, year.review_from
    spans = (
        ("วางแผนและวิเคราะห์ความต้องการ", "plan", year.first, planned),
        ("พัฒนาบุคลากรตามแผน", "do", planned + timedelta(days=1), checked - timedelta(days=1)),
        ("ติดตามและประเมินผล", "check", checked, year.review_until),
        ("ทบทวนและปรับปรุงแผน", "act", year.review_until + timedelta(days=1), year.last),
    )
    for thai, english, first, last in spans:
        said = Label(th=f"{thai} ปี {year.number} ({english.title()})", en=f"{english}, {year.number - BUDDHIST}")
        yield YearStep(said, first, last)


def _course(one: Answers, plan: Development) -> NewCourse:
    """Return a course; it is towards the competencies whose words stand in its name."""
    said = label_of(one, "name")
    towards = tuple(each.key for each in plan.competencies if any(word in said.th for word in each.words))
    return NewCourse(said, one["way"], one["first"], one["last"], one["people"], one["budget"], towards)


def _people(divisions: Sequence[Division], plan: Development, count: int, answers: Answers) -> Iterator[dict[str, str]]:
    """Yield staff of every group and line of work, the first of each division its head, and who sees everything."""
    names = invented_names()
    for number in range(count):
        division = divisions[number % len(divisions)].said.th
        is_head = number < len(divisions)
        group = plan.groups[2 if is_head and len(plan.groups) > 2 else number // len(divisions) % 2]
        row = {"id": f"S{number + 1:02}", "name": next(names), "agency": division}
        line = plan.lines[number % len(plan.lines)].name.th if plan.lines else ""
        yield {**row, "role": "participant", "group": group.name.th, "line": line}
        if is_head:
            yield {**row, "role": "coordinator", "scope": f"agency:{division}"}
    yield {"id": "C01", "name": next(names), "role": "coordinator", "agency": answers["owner"], "scope": "all"}
