"""A rehearsal as a table for the terminal."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from locales.texts import Text
from programmes import Programme
from scheduler.rehearsal.tally import Tally
from services.dashboard.rehearsals import rule_name
from thai.dates import day_span, long_day, month_year

BUSIEST: Final = 5
TableLine = list[str | int]
_NO_WIDTH: Final = ("Mn", "Me", "Cf")  # Unicode categories of vowels and tone marks above or below a letter


@dataclass(frozen=True, slots=True)
class RehearsalFacts:
    """What was rehearsed: the days, the share that reports, and whether the people are those of the example."""

    first: date
    last: date
    reporting: float
    example: bool


def table(tally: Tally, told: RehearsalFacts, programme: Programme, text: Text) -> str:
    """Return the whole text, ready to print."""
    parts = ["\n".join(heading(told, programme, text))]
    if not tally.people:
        return f"{parts[0]}\n\n{text('rehearsal-nothing')}\n"
    parts += [_months(tally, programme, text), _rules(tally, programme, text), _roles(tally, programme, text)]
    parts.append(_days(tally, text))
    budget = programme.budget
    parts.append(text("rehearsal-cost", plan=f"{budget.plan:,}", reserve=f"{budget.reserve:,}"))
    return "\n\n".join(parts) + "\n"


def heading(told: RehearsalFacts, programme: Programme, text: Text) -> list[str]:
    span = day_span(told.first, told.last, text.language)
    lines = [
        f"{text('rehearsal-title')} · {text('rehearsal-of', name=programme.short_name(text.language), span=span)}",
        text("rehearsal-assumed", share=round(100 * told.reporting))
        if programme.expects_days
        else text("rehearsal-assumed-freely"),
        text("rehearsal-whose-example" if told.example else "rehearsal-whose-database"),
    ]
    if unknown := programme.unknown_from:
        lines.append(text("rehearsal-days-unknown", day=long_day(unknown, text.language)))
    return lines


def in_order_of_file(tally: Tally, programme: Programme) -> list[str]:
    return [reminder.rule for reminder in programme.reminders if reminder.rule in tally.rules]


def _months(tally: Tally, programme: Programme, text: Text) -> str:
    head = [text(f"rehearsal-{name}") for name in ("month", "pushes", "rides", "plan", "left", "verdict")]
    rows: list[TableLine] = [
        [
            month_year(month.first, text.language),
            month.pushes,
            month.rides,
            month.budget.plan,
            month.left,
            text(f"rehearsal-verdict-{month.verdict}"),
        ]
        for month in tally.months(programme.budget)
    ]
    total: TableLine = [text("rehearsal-total"), tally.pushes, tally.rides, "", "", ""]
    return _drawn(text("rehearsal-months"), head, [*rows, total])


def _rules(tally: Tally, programme: Programme, text: Text) -> str:
    head = [text(f"rehearsal-{name}") for name in ("rule", "first", "along", "rides")]
    uses = [(rule, tally.rules[rule]) for rule in in_order_of_file(tally, programme)]
    rows: list[TableLine] = [
        [f"{rule_name(rule, programme, text)} ({rule})", use.first, use.along, use.rides] for rule, use in uses
    ]
    return _drawn(text("rehearsal-rules"), head, rows)


def _roles(tally: Tally, programme: Programme, text: Text) -> str:
    head = [text(f"rehearsal-{name}") for name in ("role", "people", "pushes", "rides")]
    names = programme.roles
    rows: list[TableLine] = [
        [getattr(names, role)(text.language), len(use.people), use.pushes, use.rides]
        for role, use in tally.roles.items()
    ]
    return _drawn(text("rehearsal-roles"), head, rows)


def _days(tally: Tally, text: Text) -> str:
    head = [text("rehearsal-day"), text("rehearsal-pushes")]
    rows: list[TableLine] = [[long_day(day, text.language), count] for day, count in tally.busiest(BUSIEST)]
    return _drawn(text("rehearsal-days"), head, rows)


def _drawn(title: str, head: Sequence[str], rows: Sequence[TableLine]) -> str:
    """Return a table with fitting column widths, and numbers aligned to the right."""
    shown = [[f"{cell:,}" if isinstance(cell, int) else cell for cell in row] for row in rows]
    wide = [max(_width(line[place]) for line in [head, *shown]) for place in range(len(head))]
    numeric = [any(isinstance(row[place], int) for row in rows) for place in range(len(head))]
    lines = [
        "  ".join(_padded(cell, size, right) for cell, size, right in zip(line, wide, numeric, strict=True)).rstrip()
        for line in [head, *shown]
    ]
    rule = "─" * (sum(wide) + 2 * (len(wide) - 1))
    return "\n".join([title, rule, lines[0], rule, *lines[1:]])


def _padded(cell: str, size: int, right: bool) -> str:
    space = " " * (size - _width(cell))
    return space + cell if right else cell + space


def _width(text: str) -> int:
    return sum(unicodedata.category(letter) not in _NO_WIDTH for letter in text)
