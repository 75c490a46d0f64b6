"""People who write all the time, one message after the other, take some back, and some of whom are erased meanwhile."""

import re
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from threading import Event, Thread

from bot.settings import ROOT
from locales.texts import Texts
from simulator.driver import Someone

LATE_NOTE = Texts.load(ROOT / "locales").in_language("th")("late-note")
WORDS = "ประชุมกับผู้ใหญ่บ้าน {count} คน"
PAUSE = (0.1, 1.2)  # seconds between two messages of a person
UNSENDS = 0.08  # the share of messages that are taken back
_COUNT = re.compile(r"(\d+) คน")


@dataclass(eq=False)
class Speaker(Thread):
    """A person with a phone. `said` are the counts of acknowledged messages, `unsent` those taken back again."""

    phone: Someone
    seed: int
    calm: float = 1.0  # times the pause between two messages
    said: list[int] = field(default_factory=list)
    unsent: set[int] = field(default_factory=set)
    event_ids: list[str] = field(default_factory=list)
    erased: bool = False  # from then on what they say leaves nothing

    def __post_init__(self) -> None:
        Thread.__init__(self, name=self.phone.name, daemon=True)
        self.stopping = Event()
        self._chance = Random(self.seed)
        self._count = 0

    def run(self) -> None:
        while not self.stopping.wait(self.calm * self._chance.uniform(*PAUSE)):
            self.speak()

    def speak(self) -> None:
        """Say one thing. It returns when the bot has acknowledged it, however often the platform sent it."""
        self._count += 1
        act = self.phone.says(WORDS.format(count=self._count))
        assert act.acknowledged, self.phone.name
        self.event_ids += [event["webhookEventId"] for event in act.events]
        self.said.append(self._count)
        if self._chance.random() < UNSENDS:
            self.unsent.add(self._count)
            self.event_ids += [event["webhookEventId"] for event in self.phone.unsends(act.message_id).events]

    @property
    def kept(self) -> set[int]:
        """The counts that must be on record, each once."""
        return set(self.said) - self.unsent

    def knows_that_some_are_left_out(self) -> bool:
        """Whether they were told that only the newest of late answers are sent."""
        return any(one["message"].get("text") == LATE_NOTE for one in self.phone.chat() if one["from"] == "bot")

    def cards(self) -> Counter[int]:
        """How often each count was shown to them."""
        alts = [one["message"].get("altText", "") for one in self.phone.chat() if one["from"] == "bot"]
        return Counter(int(found[1]) for alt in alts if (found := _COUNT.search(alt)))
