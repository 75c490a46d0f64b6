"""Makes the messages of a week: what the demo's participants typed on most days, each in their own way."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any, Final

import geothai

from programmes import Programme
from programmes.bangkok import BANGKOK
from services.roster import RosterRow

DAYS: Final = 9  # from the first day that expects an entry: 3–11 July 2566
_THAI_DIGITS: Final = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")

# Probabilities in percent.
_NEXT_MORNING: Final = 12
_AT_NOON: Final = 15
_TWICE: Final = 8
_COUNTED: Final = 75
_ON_WEEKENDS: Final = 7


@dataclass(frozen=True, slots=True)
class TypedMessage:
    """One message of one participant; `at` is aware, in Bangkok."""

    row: RosterRow
    at: datetime
    text: str


def history(people: Sequence[RosterRow], programme: Programme, seed: int, *, days: int = DAYS) -> list[TypedMessage]:
    """Return what the participants among `people` typed in the first `days` of reporting, in order of time.

    The same seed gives the same messages. The first participant writes every working day, so that there is always
    somebody with a full calendar.
    """
    chance = Random(seed)
    phrases = tomllib.loads((Path(__file__).parent / "phrases.toml").read_text("utf-8"))
    first = next(phase.start for phase in programme.phases if phase.reports == "expected")
    span = [first + timedelta(offset) for offset in range(days)]
    typed: list[TypedMessage] = []
    participants = [row for row in people if row.role == "participant"]
    for place, row in enumerate(participants):
        diarist = _Diarist(row, programme, phrases, chance, always=place == 0)
        typed += [message for day in span for message in diarist.about(day, last=span[-1])]
    return sorted(typed, key=lambda message: (message.at, message.row.line))


class _Diarist:
    """One participant: how often they write, and where they work."""

    def __init__(
        self, row: RosterRow, programme: Programme, phrases: dict[str, Any], chance: Random, *, always: bool
    ) -> None:
        self.row = row
        self.programme = programme
        self.phrases = phrases
        self.chance = chance
        habits = phrases["habits"]
        weights = [habit["people"] for habit in habits]
        self.days_of_hundred = 100 if always else chance.choices(habits, weights)[0]["days"]

    def about(self, day: date, *, last: date) -> Iterator[TypedMessage]:
        """Yield what they typed about `day`, if anything; nothing is typed after `last`."""
        expected = self.programme.is_expected(day)
        if not self._happens(self.days_of_hundred if expected else _ON_WEEKENDS):
            return
        if self._happens(_NEXT_MORNING) and day < last and self.days_of_hundred < 100:
            yield self._typed(day + timedelta(days=1), time(7, 40), time(9, 0), "yesterday", expected)
            return
        if self._happens(_AT_NOON):
            yield self._typed(day, time(11, 40), time(13, 10), "today", expected)
        else:
            yield self._typed(day, time(15, 30), time(20, 20), "today", expected)
        if expected and self._happens(_TWICE):
            yield self._typed(day, time(20, 21), time(20, 50), "today", expected)

    def _typed(self, day: date, earliest: time, latest: time, which: str, expected: bool) -> TypedMessage:
        begin, end = (datetime.combine(day, moment, BANGKOK) for moment in (earliest, latest))
        at = begin + timedelta(seconds=self.chance.randrange(int((end - begin).total_seconds())))
        return TypedMessage(self.row, at, self._sentence(day, which, expected))

    def _sentence(self, day: date, which: str, expected: bool) -> str:
        topics = [topic for topic in self.phrases["topics"] if topic.get("weekend", False) is not expected]
        topic = self._one_of(topics)
        # A message about the day before has to say so; otherwise the entry would be today's.
        sentences = [words for words in self.phrases["sentences"] if which == "today" or "{day}" in words]
        words = self._one_of(sentences).format(
            day=self._one_of(self.phrases["days"][which]),
            place=self._place(day),
            does=self._one_of(topic["does"]),
            count=self._count(),
            **{"with": self._one_of(topic["with"])},
        )
        return " ".join(words.split())

    def _place(self, day: date) -> str:
        stage = self.programme.stage_on(day)
        code = self.row.placements.get(stage.key) if stage else None
        district = geothai.district(code) if code else None
        if district is None:
            return ""
        places = self.phrases["places"]
        return str(
            self._one_of(places["patterns"]).format(
                village=self._one_of(places["villages"]),
                moo=self.chance.randint(1, 14),
                subdistrict=self._one_of(geothai.subdistricts(district.code)).name_th,
                district=district.name_th,
            )
        )

    def _count(self) -> str:
        counts = self.phrases["counts"]
        if not self._happens(_COUNTED):
            return str(self._one_of(counts["vague"]))
        number = str(self._one_of(counts["sizes"]))
        return str(self._one_of(counts["said"]).format(n=number, thai=number.translate(_THAI_DIGITS)))

    def _one_of(self, choices: Sequence[Any]) -> Any:
        return self.chance.choice(choices)

    def _happens(self, of_hundred: int) -> bool:
        return self.chance.randrange(100) < of_hundred
