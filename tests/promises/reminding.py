"""What promises about reminders stand on: people who are due something, a clock of their own, and what they read."""

import json
import os
import signal
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from sqlalchemy import select, update

from models.people.people import Person
from models.reminders import reminders
from models.reminders.reminders import ReminderOccurrence, ReminderRule
from models.storage.database import Database
from programmes.bangkok import BANGKOK
from simulator.driver import Someone
from tests.patience import until
from tests.promises.processes import Process, Processes

# Working days of CAST, each with the first instant that causes a push to a participant who never writes.
INSTANTS = (
    "2023-07-12 17:30",
    "2023-07-13 17:30",
    "2023-07-14 17:30",
    "2023-07-17 17:30",
    "2023-07-18 17:30",
    "2023-07-19 17:30",
    "2023-07-20 17:30",
    "2023-07-21 17:30",
    "2023-07-24 17:30",
    "2023-07-25 17:30",
    "2023-07-26 17:30",
    "2023-07-27 17:30",
    "2023-08-03 17:30",
    "2023-08-04 17:30",
)


@dataclass
class OwnClock:
    """A clock file of the bot's own: programme time stands where the test puts it."""

    file: Path

    def stands_at(self, words: str) -> None:
        at = datetime.fromisoformat(words).replace(tzinfo=BANGKOK)
        anchor = {"real": time.time(), "virtual": at.astimezone(UTC).timestamp(), "rate": 0}
        temporary = self.file.with_suffix(".tmp")
        temporary.write_text(json.dumps(anchor), "utf-8")
        temporary.replace(self.file)


@dataclass
class KilledAndReplaced:
    """Clocks and senders, each replaced as soon as it is killed."""

    process: Process
    wanted: int
    chance: Random = field(default_factory=lambda: Random(7))
    killed: Counter[str] = field(default_factory=Counter)
    dead: set[int] = field(default_factory=set)

    @classmethod
    def opened(cls, processes: Processes, *, clocks: int, senders: int) -> "KilledAndReplaced":
        words = ("--clocks", str(clocks), "--senders", str(senders))
        nursery = cls(processes.start("-m", "tests.promises.replaced_processes", *words), clocks + senders)
        until(nursery.is_whole, "the clocks and senders are born")
        return nursery

    def is_whole(self) -> bool:
        """Whether everybody killed has been replaced."""
        return len(self._born()) == self.wanted + len(self.dead)

    def has_killed(self, so_many: int, of_each: int) -> bool:
        return self.killed.total() >= so_many and min(self.killed["clock"], self.killed["sender"]) >= of_each

    def kill_somebody(self) -> None:
        """SIGKILL to one of those that live now."""
        pid, name = self.chance.choice([one for one in self._born() if one[0] not in self.dead])
        os.kill(pid, signal.SIGKILL)
        self.dead.add(pid)
        self.killed[name] += 1

    def _born(self) -> list[tuple[int, str]]:
        words = [line.split() for line in self.process.log.splitlines()]
        return [(int(line[1]), line[0]) for line in words if len(line) == 2 and line[0] in ("clock", "sender")]


def of_two_languages(database: Database) -> None:
    """Let every third person read English, so that equal letters go to some and single ones to others."""
    with database.write() as session:
        session.execute(update(Person).where(Person.id % 3 == 0).values(language="en"))


def read_by(phones: Sequence[Someone]) -> dict[str, list[str]]:
    """What each person has read, in order."""
    return {
        phone.user_id: [one["message"].get("altText", "") for one in phone.chat() if one["from"] == "bot"]
        for phone in phones
    }


def states(database: Database, rule: str | None = None) -> Counter[str]:
    """How many occurrences stand where."""
    with database.read() as session:
        mine = select(ReminderOccurrence.state)
        return Counter(session.scalars(mine if rule is None else mine.where(ReminderOccurrence.rule == rule)))


def planned(database: Database) -> Counter[tuple[str, str]]:
    """How many people each (rule, occurrence) was planned for."""
    with database.read() as session:
        rows = session.execute(select(ReminderOccurrence.rule, ReminderOccurrence.occurrence))
        return Counter((row.rule, row.occurrence) for row in rows)


def agreed(database: Database) -> bool:
    """Whether a clock has read the programme: from then on nothing is missed."""
    with database.read() as session:
        return session.scalar(select(ReminderRule.next_at).where(ReminderRule.key == "daily_missing")) is not None


def passed(database: Database, words: str) -> bool:
    """Whether all that was due by an instant is planned."""
    with database.read() as session:
        upcoming = reminders.next_instant(session)
    return upcoming is None or upcoming > datetime.fromisoformat(words).replace(tzinfo=BANGKOK)
