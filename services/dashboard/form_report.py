"""The report of a form: what was answered to each question, by its type, in all and by sector, agency or area."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal
from functools import partial
from statistics import median
from typing import Any, Final

from sqlalchemy.orm import Session

from locales.texts import Text
from models.reviews import mentoring
from programmes import Programme
from services.exports.columns import SubmissionLine, submission_columns
from services.exports.submissions import value_of
from services.exports.table import Column
from thai.places import display
from thai.search_words import search_words
from xlsforms.form import LINES, Question

NUMBERS: Final = ("integer", "decimal", "range")
CHOSEN: Final = ("select_one", "select_multiple", "rank")
PLACES: Final = ("geopoint", *LINES)
GROUPS: Final = 5  # side by side; the others are one
WORDS_SHOWN: Final = 15
SHORTEST_WORD: Final = 3  # characters: shorter ones say little by themselves
COLUMNS: Final = 12  # of a distribution
DAYS: Final = 31  # until so many, days are counted one by one; until so many weeks, by week
Answers = Sequence[Sequence[str]]  # of each submission, in a repeat several


@dataclass(frozen=True, slots=True)
class Bar:
    """An answer, or a span of answers, and how often each group gave it."""

    label: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number about the answers of each group, "–" where it has none. `name` is the end of a key."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlacedAnswers:
    """Answers that lie together, and how many."""

    latitude: float
    longitude: float
    count: int


@dataclass(frozen=True, slots=True)
class QuestionReport:
    """What was answered to a question. `kind` says how it is drawn: `bars` (answers), `columns` (numbers in order),
    `time` (days in order), `places`, `words` (which may come often in one answer), `files` (only counted).
    `answered` says of each group how many submissions have an answer."""

    path: str
    label: str
    kind: str
    answered: tuple[int, ...]
    bars: tuple[Bar, ...] = ()
    figures: tuple[Figure, ...] = ()
    places: tuple[PlacedAnswers, ...] = ()

    @property
    def most(self) -> int:
        return max((count for bar in self.bars for count in bar.counts), default=0) or 1


@dataclass(frozen=True, slots=True)
class Grouped:
    """Submissions in groups that are compared; without a comparison there is one, without a name."""

    names: tuple[str, ...]
    lines: tuple[tuple[SubmissionLine, ...], ...]

    @property
    def is_compared(self) -> bool:
        return len(self.names) > 1 or bool(self.names[0])


def grouped(
    session: Session, programme: Programme, text: Text, lines: Sequence[SubmissionLine], by: str | None, key: str
) -> Grouped:
    """Return submissions by `sector`, `agency`, `province` or `district`: of whoever they are about, else of their
    author, where they worked on that day. The largest groups come first, and what is left is one group."""
    find = _finder(session, programme, text, lines, by, key)
    if find is None:
        return Grouped(("",), (tuple(lines),))
    found: dict[str, list[SubmissionLine]] = {}
    for line in lines:
        found.setdefault(find(line), []).append(line)
    known = [name for name in found if name]
    if by == "sector":
        order = [one.label(text.language) for one in programme.sectors]
        shown = sorted(known, key=order.index)
    else:
        shown = sorted(known, key=lambda name: (-len(found[name]), name))[:GROUPS]
    left = [line for name, those in found.items() if name not in shown for line in those]
    names, groups = list(shown), [tuple(found[name]) for name in shown]
    if left or not names:
        names.append(text("web-form-group-others"))
        groups.append(tuple(left))
    return Grouped(tuple(names), tuple(groups))


def _finder(
    session: Session, programme: Programme, text: Text, lines: Sequence[SubmissionLine], by: str | None, key: str
) -> Callable[[SubmissionLine], str] | None:
    if by == "agency":
        return lambda line: getattr(line.about or line.author, "agency", None) or ""
    if by == "sector" and (asked := programme.sector_questions.get(key)):
        labels = {one.key: one.label(text.language) for one in programme.sectors}
        return lambda line: labels.get(next(iter(line.answers.get(asked, ())), ""), "")
    if by in ("province", "district"):
        digits, areas = {"province": 2, "district": 4}[by], _areas(session, programme, lines)

        def area(line: SubmissionLine) -> str:
            code = areas.get((_subject(line), line.submission.day or date.min), "")
            return display(code[:digits], text.language) if len(code) >= digits else ""

        return area
    return None


def _subject(line: SubmissionLine) -> int:
    return line.submission.about_person_id or line.submission.person_id


def _areas(session: Session, programme: Programme, lines: Sequence[SubmissionLine]) -> Mapping[tuple[int, date], str]:
    """Return where whoever a submission is about worked on its day."""
    people: dict[date, set[int]] = {}
    for line in lines:
        if line.submission.day is not None:
            people.setdefault(line.submission.day, set()).add(_subject(line))
    found: dict[tuple[int, date], str] = {}
    for day, ids in people.items():
        stage = programme.stage_on(day)
        if stage is not None:
            areas = mentoring.areas_by_person(session, stage, day, ids)
            found |= {(person, day): area for person, area in areas.items()}
    return found


def report(text: Text, columns: Sequence[Column[SubmissionLine]], groups: Grouped) -> list[QuestionReport]:
    """Return what was answered to each question that people are asked. Names of hidden questions and calculations are
    for who made the form, and are never shown."""
    found = []
    lines = [line for those in groups.lines for line in those]
    newest = sorted(lines, key=lambda line: line.version)
    questions = {path: question for line in newest for path, question in line.form.questions.items()}
    for column in columns[len(submission_columns(text)) :]:
        path = column.value.keywords["asked"].path if isinstance(column.value, partial) else ""
        question = questions.get(path)
        if question is None or not question.asked:
            continue
        said = [[one for line in those if (one := _given(line, path))] for those in groups.lines]
        found.append(_reported(path, column.heading, question, said, text.language))
    return found


def _given(line: SubmissionLine, path: str) -> list[str]:
    return [one for one in line.answers.get(path, ()) if one]


def _reported(path: str, label: str, question: Question, said: Sequence[Answers], language: str) -> QuestionReport:
    answered = tuple(len(those) for those in said)
    flat = [[one for answers in those for one in answers] for those in said]
    make = partial(QuestionReport, path, label, answered=answered)
    if question.type in CHOSEN:
        return make(kind="bars", bars=_chosen(question, flat, language))
    if question.type in NUMBERS:
        numbers = [sorted(Decimal(one) for one in those) for those in flat]
        return make(kind="columns", bars=_distribution(numbers), figures=_figures(numbers))
    if question.type in ("date", "dateTime"):
        days = [[_day(one) for one in those] for those in flat]
        return make(kind="time", bars=_over_time([[day for day in those if day] for those in days]))
    if question.type == "time":
        hours = [[Decimal(one[:2]) for one in those if one[:2].isdigit()] for those in flat]
        return make(kind="columns", bars=_distribution(hours))
    if question.type in PLACES:
        return make(kind="places", places=_places([one for those in flat for one in those]))
    if question.type in ("image", "audio", "file"):
        return make(kind="files")
    if question.type == "acknowledge":
        return make(kind="bars", bars=(Bar("✓", answered),) if any(answered) else ())
    return make(kind="words", bars=_words(said))


def _bars(counted: Sequence[Counter[Any]], labels: Sequence[tuple[Any, str]]) -> tuple[Bar, ...]:
    return tuple(Bar(label, tuple(counts[key] for counts in counted)) for key, label in labels)


def _chosen(question: Question, said: Sequence[Sequence[str]], language: str) -> tuple[Bar, ...]:
    """Return how often each choice was chosen, in the order of the form, also those that nobody chose."""
    counted = [Counter(name for one in those for name in one.split()) for those in said]
    offered = [choice.name for choice in (question.choices.choices if question.choices else ())]
    names = dict.fromkeys([*offered, *(name for counts in counted for name in counts)])
    if len(offered) > 3 * COLUMNS:  # a list of all districts: only what was chosen
        names = dict.fromkeys(name for name in names if any(counts[name] for counts in counted))
    one = partial(_choice_label, question, language)
    return _bars(counted, [(name, one(name)) for name in names])


def _choice_label(question: Question, language: str, name: str) -> str:
    choice = question.choices.by_name.get(name) if question.choices else None
    if choice is None:
        return name
    return (
        str(value_of(question, name, language, labels=True))
        if question.type == "select_one"
        else ("".join(part for part in choice.label.parts(language) if isinstance(part, str)).strip() or name)
    )


def _words(said: Sequence[Answers]) -> tuple[Bar, ...]:
    """Return the words that most answers have."""
    counted = [
        Counter(
            word for answers in those for word in {w for one in answers for w in search_words(one)}
            if len(word) >= SHORTEST_WORD
        )
        for those in said
    ]  # fmt: skip
    often = sum(counted, Counter[str]()).most_common(WORDS_SHOWN)
    return _bars(counted, [(word, word) for word, _ in often])


def _distribution(numbers: Sequence[Sequence[Decimal]]) -> tuple[Bar, ...]:
    """Return how often each number was given; of many different ones, in spans of one round width."""
    every = sorted({one for those in numbers for one in those})
    if not every:
        return ()
    if len(every) == 1:
        return (Bar(f"{every[0].normalize():f}", tuple(len(those) for those in numbers)),)
    span = every[-1] - every[0]
    one_by_one = span < COLUMNS and all(one == one.to_integral_value() for one in every)
    width = Decimal(1) if one_by_one else _round_width(span)
    first, last = (int((one / width).to_integral_value(ROUND_FLOOR)) for one in (every[0], every[-1]))
    counted = [Counter(int((one / width).to_integral_value(ROUND_FLOOR)) for one in those) for those in numbers]
    return _bars(counted, [(place, _span(place * width, width)) for place in range(first, last + 1)])


def _round_width(span: Decimal) -> Decimal:
    """Return 1, 2 or 5 times a power of ten, such that a span has at most so many parts."""
    least = span / (COLUMNS - 1)
    power = Decimal(10) ** least.adjusted()
    return next(step * power for step in (1, 2, 5, 10) if step * power >= least)


def _span(first: Decimal, width: Decimal) -> str:
    if width == 1:
        return f"{first.normalize():f}"
    last = first + width - (1 if width == width.to_integral_value() else 0)
    return f"{first.normalize():f}–{last.normalize():f}"


def _figures(numbers: Sequence[Sequence[Decimal]]) -> tuple[Figure, ...]:
    """Return least, middle, mean and greatest number of each group."""
    worked_out: Mapping[str, Callable[[Sequence[Decimal]], Decimal]] = {
        "least": min,
        "median": median,
        "mean": lambda those: round(sum(those, Decimal()) / len(those), 2),
        "most": max,
    }
    if not any(numbers):
        return ()
    return tuple(
        Figure(name, tuple(f"{work_out(those).normalize():f}" if those else "–" for those in numbers))
        for name, work_out in worked_out.items()
    )


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said[:10])
    except ValueError:
        return None


def _over_time(days: Sequence[Sequence[date]]) -> tuple[Bar, ...]:
    """Return how many answers are of each day, week (from its Monday) or month, also those of which none is. Labels
    are ISO: a day, or a month."""
    every = [day for those in days for day in those]
    if not every:
        return ()
    first, last = min(every), max(every)
    length = (last - first).days
    if length > 7 * DAYS:
        months = [Counter(f"{day:%Y-%m}" for day in those) for those in days]
        count = (last.year - first.year) * 12 + last.month - first.month
        if count > 10 * DAYS:  # somebody mistyped a year: only what was answered
            return _bars(months, [(one, one) for one in sorted({name for counts in months for name in counts})])
        spans = [first.month - 1 + place for place in range(count + 1)]
        names = [f"{first.year + span // 12:04}-{span % 12 + 1:02}" for span in spans]
        return _bars(months, [(name, name) for name in names])
    step = 7 if length >= DAYS else 1
    begin = first - timedelta(days=first.weekday()) if step == 7 else first
    counted = [Counter((day - begin).days // step for day in those) for those in days]
    places = range((last - begin).days // step + 1)
    return _bars(counted, [(place, (begin + timedelta(days=place * step)).isoformat()) for place in places])


def _places(said: Sequence[str]) -> tuple[PlacedAnswers, ...]:
    """Return the locations that were answered, those together that lie within a fortieth of all of them. Of a line it
    is where it begins."""
    points = [point for one in said if (point := _point(one)) is not None]
    if not points:
        return ()
    spans = [max(one[axis] for one in points) - min(one[axis] for one in points) for axis in (0, 1)]
    side = max(*spans, 0.01) / 40
    together: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for latitude, longitude in points:
        together.setdefault((int(latitude // side), int(longitude // side)), []).append((latitude, longitude))
    found = [
        PlacedAnswers(sum(one[0] for one in those) / len(those), sum(one[1] for one in those) / len(those), len(those))
        for those in together.values()
    ]
    return tuple(sorted(found, key=lambda one: (-one.count, one.latitude, one.longitude)))


def _point(said: str) -> tuple[float, float] | None:
    try:
        latitude, longitude = (float(part) for part in said.split(";")[0].split()[:2])
    except ValueError:
        return None
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None
