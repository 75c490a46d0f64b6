"""Writes a rehearsal as one HTML file: a calendar, a chart, and the messages of each day."""

import calendar
import json
import os
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from bot.clock import Clock
from bot.settings import ROOT
from locales.texts import Texts
from programmes import Programme
from programmes.bangkok import bangkok_day
from scheduler.rehearsal.simulation import RehearsedMessage
from scheduler.rehearsal.table import RehearsalFacts, in_order_of_file
from scheduler.rehearsal.tally import MonthUse, Tally, following
from services.dashboard.rehearsals import rule_name
from thai.dates import day_span, long_day, month_year, short_day

LANGUAGES: Final = ("th", "en")
LEVELS: Final = (0.0, 0.15, 0.4, 0.7)  # shares of the busiest day at which a day gets a darker colour
ROLES: Final = ("participant", "mentor", "coordinator")
_TYPEFACE: Final = ROOT / "bot" / "cards" / "rich_menus" / "fonts" / "Sarabun-SemiBold.ttf"
_TEMPLATES: Final = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class RehearsalPage:
    """The facts that the page shows."""

    told: RehearsalFacts
    programme: Programme
    texts: Texts


@dataclass(slots=True)
class MessagesByDay:
    """The messages by day, equal ones together. Each text and each person is stored once and has a number."""

    texts: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    days: dict[str, dict[tuple[str, str, str, str, int], list[int]]] = field(default_factory=dict)
    examples: dict[tuple[str, str], Counter[tuple[str, str]]] = field(default_factory=dict)

    def add(self, line: RehearsedMessage) -> None:
        text = self.texts.setdefault(line.text, len(self.texts))
        person = self.people.setdefault(line.person, len(self.people))
        group = (f"{line.at:%H:%M}", line.rule, line.role, line.way, text)
        self.days.setdefault(line.at.date().isoformat(), {}).setdefault(group, []).append(person)
        for rule in line.rule.split("+"):
            self.examples.setdefault((rule, line.role), Counter())[line.rule, line.text] += 1

    def to_json(self) -> dict[str, Any]:
        days = {day: [[*group, people] for group, people in groups.items()] for day, groups in self.days.items()}
        return {"texts": list(self.texts), "people": list(self.people), "days": days}


def write_page(page: RehearsalPage, lines: Iterable[RehearsedMessage], file: Path) -> None:
    """Write the page as a whole or not at all. Raises OSError before the work begins if the file cannot be written."""
    with NamedTemporaryFile("w", encoding="utf-8", dir=file.parent, prefix=f".{file.name}.", delete=False) as half:
        try:
            half.write(_rendered(page, lines))
            half.close()
            os.chmod(half.name, 0o644)
            os.replace(half.name, file)
        except BaseException:
            os.unlink(half.name)
            raise


def _rendered(page: RehearsalPage, lines: Iterable[RehearsedMessage]) -> str:
    tally, messages = Tally(), MessagesByDay()
    for line in lines:
        tally.add(line)
        messages.add(line)
    jinja = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined)
    jinja.filters["thousands"] = lambda number: f"{number:,}"
    programme, words = page.programme, PageText(page.texts, page.programme)
    return jinja.get_template("rehearsal.html").render(
        page=page,
        tally=tally,
        programme=programme,
        words=words,
        months=list(_months(page, tally)),
        use=tally.months(programme.budget),
        busiest=tally.busiest(1),
        rules=in_order_of_file(tally, programme),
        roles=[role for role in ROLES if role in tally.roles],
        examples=_examples(messages, programme),
        today=bangkok_day(Clock().now()),
        data=_script(messages.to_json() | _for_script(page, words)),
        typeface=b64encode(_TYPEFACE.read_bytes()).decode(),
        bars=[_bar(month, tally) for month in tally.months(programme.budget)],
    )


def _script(data: dict[str, Any]) -> Markup:
    """Return JSON that is safe inside a script element."""
    return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))  # noqa: S704


def _for_script(page: RehearsalPage, words: "PageText") -> dict[str, Any]:
    """Return the names of days and what is special about them, for the script."""
    first = page.told.first
    days = [first + timedelta(days=count) for count in range((page.told.last - first).days + 1)]
    named = {day.isoformat(): {language: long_day(day, language) for language in LANGUAGES} for day in days}
    notes: dict[str, dict[str, str]] = {}
    for month in sorted({day.replace(day=1) for day in days}):
        for day, _, label in _notes(page, month):
            known = notes.setdefault(day.isoformat(), dict.fromkeys(LANGUAGES, ""))
            for language in LANGUAGES:
                known[language] = " · ".join(filter(None, (known[language], label(language))))
    return {"words": words.for_script(), "names": named, "notes": notes}


class PageText:
    """The page's texts in both languages; the page shows the one that the reader chooses."""

    def __init__(self, texts: Texts, programme: Programme) -> None:
        self._programme = programme
        self._texts = {language: texts.in_language(language) for language in LANGUAGES}

    def say(self, name: str, **args: Any) -> Markup:
        """Return a sentence of rehearsal.ftl in both languages, and its days and names too."""
        return _both(
            {
                language: text(f"rehearsal-{name}", **{key: _said(value, language) for key, value in args.items()})
                for language, text in self._texts.items()
            }
        )

    def rules(self, keys: str) -> Markup:
        """Return the names of rules whose keys are joined by +."""
        return _both(
            {
                language: " + ".join(rule_name(key, self._programme, text) for key in keys.split("+"))
                for language, text in self._texts.items()
            }
        )

    def day(self, day: date) -> Markup:
        return _both({language: long_day(day, language) for language in LANGUAGES})

    def short(self, day: date) -> Markup:
        return _both({language: short_day(day, language) for language in LANGUAGES})

    def span(self, first: date, last: date) -> Markup:
        return _both({language: day_span(first, last, language) for language in LANGUAGES})

    def month(self, day: date) -> Markup:
        return _both({language: month_year(day, language) for language in LANGUAGES})

    def label(self, label: Any) -> Markup:
        """Return a name that the programme file has in both languages."""
        return _both({language: label(language) for language in LANGUAGES})

    def weekdays(self) -> list[Markup]:
        """Return the letters above the columns of a month, Monday first."""
        letters = {language: self._texts[language]("calendar-weekdays").split() for language in LANGUAGES}
        return [_both({la: letters[la][day] for la in LANGUAGES}) for day in (*range(1, 7), 0)]

    def plain(self, name: str, **args: Any) -> str:
        """Return a sentence in the page's first language, for places that cannot contain elements."""
        said = {key: _said(value, LANGUAGES[0]) for key, value in args.items()}
        return self._texts[LANGUAGES[0]](f"rehearsal-{name}", **said)

    def plain_month(self, day: date) -> str:
        return month_year(day, LANGUAGES[0])

    def for_script(self) -> dict[str, Any]:
        """Return the script's texts by language; # is replaced by a number."""
        said: dict[str, Any] = {}
        for language, text in self._texts.items():
            said[language] = {name: text(f"rehearsal-{name}", count="#") for name in ("sent-to", "rides-to", "others")}
            said[language] |= {name: text(f"rehearsal-{name}") for name in ("day-nothing",)}
            said[language]["rules"] = {
                one.rule: rule_name(one.rule, self._programme, text) for one in self._programme.reminders
            }
            said[language]["roles"] = {role: getattr(self._programme.roles, role)(language) for role in ROLES}
        return said


def _said(value: Any, language: str) -> str | int:
    if isinstance(value, date):
        return long_day(value, language)
    if isinstance(value, str | int):
        return value
    return str(value(language))


def _both(said: dict[str, str]) -> Markup:
    if len(set(said.values())) == 1:
        return escape(said[LANGUAGES[0]])
    spans = [f'<span class="{language}" lang="{language}">{escape(words)}</span>' for language, words in said.items()]
    return Markup("".join(spans))  # noqa: S704 - escaped just above


# ── the calendar ──


@dataclass(frozen=True, slots=True)
class MonthGridDay:
    """A day of a month: how many people got a message, the level of its colour, and what is special about it."""

    day: date
    count: int
    level: int
    has_messages: bool
    phase: int | None
    holiday: bool
    begins: bool
    rehearsed: bool


@dataclass(frozen=True, slots=True)
class MonthGrid:
    """A month as weeks of days (None is a day of another month), with the names of its special days."""

    first: date
    weeks: list[list[MonthGridDay | None]]
    notes: list[tuple[date, str, Any]]  # day, kind, label


def _months(page: RehearsalPage, tally: Tally) -> Iterator[MonthGrid]:
    told, busiest = page.told, max(tally.days.values(), default=0)
    month = told.first.replace(day=1)
    while month <= told.last:
        weeks = calendar.Calendar().monthdatescalendar(month.year, month.month)
        grid = [
            [_cell(page, tally, day, busiest) if day.month == month.month else None for day in week] for week in weeks
        ]
        yield MonthGrid(month, grid, list(_notes(page, month)))
        month = following(month)


def _cell(page: RehearsalPage, tally: Tally, day: date, busiest: int) -> MonthGridDay:
    programme, told, count = page.programme, page.told, tally.days[day]
    phase = programme.phase_on(day)
    level = sum(count > share * busiest for share in LEVELS)
    return MonthGridDay(
        day,
        count,
        level,
        has_messages=count > 0 or day in tally.ridden,
        phase=phase.number if phase else None,
        holiday=programme.holiday_name(day, "th") is not None,
        begins=day in _begins(programme),
        rehearsed=told.first <= day <= told.last,
    )


def _notes(page: RehearsalPage, month: date) -> Iterator[tuple[date, str, Any]]:
    programme, told = page.programme, page.told
    begins, day, end = _begins(programme), max(month, told.first), min(following(month), told.last + timedelta(days=1))
    while day < end:
        if day in begins:
            yield day, "begins", begins[day]
        if programme.holiday_name(day, "th") is not None:
            yield day, "holiday", lambda language, day=day: programme.holiday_name(day, language)
        day += timedelta(days=1)


def _begins(programme: Programme) -> dict[date, Any]:
    """Return what begins on which day: phases, and stages except the first of a phase."""
    begins: dict[date, Any] = {stage.start: stage.name for stage in programme.stages}
    return begins | {phase.start: phase.name for phase in programme.phases}


# ── the chart ──


@dataclass(frozen=True, slots=True)
class MonthBar:
    """The bar of a month, in thousandths of the chart's width: the part of each role, the reserve, and the quota."""

    month: MonthUse
    parts: list[tuple[str, int, int]]  # role, from, width
    reserve_at: int
    plan_at: int


def _bar(month: MonthUse, tally: Tally) -> MonthBar:
    budget = month.budget
    scale = 1000 / max(budget.plan, *(one.pushes for one in tally.months(budget)), 1)
    parts, begun = [], 0
    for role, count in ((role, tally.by_role(month.first)[role]) for role in ROLES):
        parts.append((role, round(begun * scale), round(count * scale)))
        begun += count
    return MonthBar(month, parts, round((budget.plan - budget.reserve) * scale), round(budget.plan * scale))


# ── the examples ──


@dataclass(frozen=True, slots=True)
class MessageExample:
    """An example message of a rule to a role. `rules` are all rules whose text it contains."""

    rule: str
    role: str
    rules: str
    text: str


def _examples(messages: MessagesByDay, programme: Programme) -> list[MessageExample]:
    """Return one message for each rule and role: with the fewest other rules, and the one most people get."""
    found = []
    for reminder in programme.reminders:
        for role in ROLES:
            said = messages.examples.get((reminder.rule, role))
            if said:
                rules, text = min(said, key=lambda one: (one[0].count("+"), -said[one]))
                found.append(MessageExample(reminder.rule, role, rules, text))
    return found
