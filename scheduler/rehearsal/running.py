"""Rehearses the season for the web, in a process of its own: `python -m scheduler.rehearsal.running NUMBER`.

The clock starts it (`scheduler/rehearsing.py`). It gives way to the bot's other processes, says after each day how far
it has come, and stores what came of it.
"""

from __future__ import annotations

import os
import resource
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date, timedelta
from typing import Final

from bot.clock import Clock
from bot.settings import ROOT, read_settings
from locales.texts import Texts
from models.reminders import rehearsals
from models.reminders.rehearsals import Rehearsal
from models.storage.database import Database
from programmes import Programme, load
from scheduler.rehearsal.simulation import RehearsedMessage, rehearse
from scheduler.rehearsal.tally import Tally
from services.current_programme import CurrentProgramme
from services.dashboard.rehearsals import (
    ReadMessage,
    RehearsalResult,
    RehearsedMonth,
    RehearsedRule,
    digest_of,
    packed,
)

SECONDS: Final = 15 * 60  # of work
MEMORY: Final = 2 * 1024**3  # bytes
GIVES_WAY: Final = 15  # niceness: whoever waits for an answer comes first
EXAMPLE: Final = "roster.example.csv"  # of a programme whose bot has nobody yet
BEFORE_THE_START: Final = timedelta(days=30)


class DaysRead:
    """What is read on each day; of equal messages what one person reads, so that a nation fits into memory."""

    def __init__(self) -> None:
        self.days: dict[str, tuple[ReadMessage, ...]] = {}
        self._day: date | None = None
        self._counts: Counter[tuple[str, str, str, str]] = Counter()
        self._texts: dict[tuple[str, str, str, str], str] = {}

    def add(self, line: RehearsedMessage) -> bool:
        """Take a message. Return whether it is the first of its day."""
        day = line.at.date()
        begins = day != self._day
        if begins:
            self.end_day()
            self._day = day
        group = (f"{line.at:%H:%M}", line.rule, line.role, line.way)
        self._counts[group] += 1
        self._texts.setdefault(group, line.text)
        return begins

    def end_day(self) -> None:
        if self._day is not None:
            self.days[self._day.isoformat()] = tuple(
                ReadMessage(time, tuple(rule.split("+")), role, way, count, self._texts[time, rule, role, way])
                for (time, rule, role, way), count in sorted(self._counts.items())
            )
        self._counts, self._texts = Counter(), {}


def main(number: int) -> int:
    """Rehearse, and store what came of it. Return 0, or 1 if nobody waits for this rehearsal."""
    settings = read_settings()
    programme, texts = load(settings.programme), Texts.load(ROOT / "locales")
    with closing(Database(settings.database_url)) as database:
        with database.read() as session:
            asked = session.get(Rehearsal, number)
            if asked is None:
                return 1
            share = asked.share / 100
            programme = CurrentProgramme(programme).current(session)
        first, last = programme.phases[0].start - BEFORE_THE_START, programme.end
        folder = settings.programme if settings.programme.is_dir() else settings.programme.parent
        roster = folder / EXAMPLE
        lines = rehearse(programme, texts, database, first, last, reporting=share, roster=roster)
        result = result_of(_told(lines, database, number), programme, first, last)
        with database.write() as session:
            count = result.pushes + result.rides
            rehearsals.end(session, number, Clock().real(), digest_of(settings.programme), packed(result), count)
    return 0


def result_of(lines: Iterable[RehearsedMessage], programme: Programme, first: date, last: date) -> RehearsalResult:
    """Count messages, and keep what is read on each day."""
    tally, read = Tally(), DaysRead()
    for line in lines:
        tally.add(line)
        read.add(line)
    read.end_day()
    months = tuple(
        RehearsedMonth(
            month.first.isoformat(),
            month.pushes,
            month.rides,
            month.budget.plan,
            month.left,
            month.percent,
            month.verdict,
            dict(tally.by_role(month.first)),
        )
        for month in tally.months(programme.budget)
    )
    order = [one.rule for one in programme.reminders]
    rules = tuple(
        RehearsedRule(rule, tally.rules[rule].first, tally.rules[rule].along, tally.rules[rule].rides)
        for rule in sorted(tally.rules, key=lambda rule: order.index(rule) if rule in order else len(order))
    )
    return RehearsalResult(first.isoformat(), last.isoformat(), len(tally.people), months, rules, read.days)


def _told(lines: Iterable[RehearsedMessage], database: Database, number: int) -> Iterator[RehearsedMessage]:
    """Yield the same messages, and note after each week how far they have come."""
    noted: date | None = None
    for count, line in enumerate(lines):
        day = line.at.date()
        if noted is None or (day - noted).days >= 7:
            noted = day
            with database.write() as session:
                rehearsals.come_to(session, number, day, count)
        yield line


if __name__ == "__main__":
    os.nice(GIVES_WAY)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    raise SystemExit(main(int(sys.argv[1])))
