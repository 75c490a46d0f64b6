"""Counts the messages of a rehearsal: pushes a month against the quota, by rule, by role, and the busiest days."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from programmes.reminders import Budget
from scheduler.rehearsal.simulation import RehearsedMessage

PUSH: Final = "push"


@dataclass(frozen=True, slots=True)
class MonthUse:
    """A month's messages against the budget. `first` is the first day of the month."""

    first: date
    pushes: int
    rides: int
    budget: Budget

    @property
    def left(self) -> int:
        return self.budget.plan - self.pushes

    @property
    def percent(self) -> int:
        """How much of the quota is used, in per cent; at least 100 if there is no quota."""
        return round(100 * self.pushes / self.budget.plan) if self.budget.plan else 100 * bool(self.pushes)

    @property
    def verdict(self) -> str:
        if self.left < 0:
            return "over"
        return "reserve" if self.left < self.budget.reserve else "fits"


@dataclass(slots=True)
class RuleUse:
    """`first` counts pushes that began with this rule, `along` other pushes with it, `rides` replies with it."""

    first: int = 0
    along: int = 0
    rides: int = 0


@dataclass(slots=True)
class RoleUse:
    pushes: int = 0
    rides: int = 0
    people: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Tally:
    """The counts, made message by message."""

    pushes: int = 0
    rides: int = 0
    people: set[tuple[str, str]] = field(default_factory=set)  # (role, name)
    days: Counter[date] = field(default_factory=Counter)  # pushes
    ridden: set[date] = field(default_factory=set)  # days on which something was sent with a reply
    rules: dict[str, RuleUse] = field(default_factory=dict)
    roles: dict[str, RoleUse] = field(default_factory=dict)
    _months: dict[date, Counter[str]] = field(default_factory=dict)
    _parts: dict[date, Counter[str]] = field(default_factory=dict)

    def add(self, line: RehearsedMessage) -> None:
        day, pushed = line.at.date(), line.way == PUSH
        month = day.replace(day=1)
        self._months.setdefault(month, Counter())[line.way] += 1
        self.people.add((line.role, line.person))
        role = self.roles.setdefault(line.role, RoleUse())
        role.people.add(line.person)
        rules = [self.rules.setdefault(rule, RuleUse()) for rule in line.rule.split("+")]
        if pushed:
            self.pushes += 1
            role.pushes += 1
            self.days[day] += 1
            self._parts.setdefault(month, Counter())[line.role] += 1
            rules[0].first += 1
            for other in rules[1:]:
                other.along += 1
        else:
            self.rides += 1
            self.ridden.add(day)
            role.rides += 1
            for rule in rules:
                rule.rides += 1

    def months(self, budget: Budget) -> list[MonthUse]:
        """Return every month from the first to the last with a message, including months without one."""
        found, month = [], min(self._months, default=None)
        while month is not None and month <= max(self._months):
            ways = self._months.get(month, Counter())
            found.append(MonthUse(month, ways[PUSH], ways.total() - ways[PUSH], budget))
            month = following(month)
        return found

    def by_role(self, month: date) -> Counter[str]:
        """Return the pushes of a month by role."""
        return self._parts.get(month, Counter())

    def busiest(self, most: int) -> list[tuple[date, int]]:
        """Return the days with most pushes; of equal days the earlier comes first."""
        return sorted(self.days.items(), key=lambda item: (-item[1], item[0]))[:most]


def tally(lines: Iterable[RehearsedMessage]) -> Tally:
    found = Tally()
    for line in lines:
        found.add(line)
    return found


def following(month: date) -> date:
    """Return the first day of the next month."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
