"""People who write at a fixed pace, whatever happens to the bot meanwhile; what was not acknowledged is sent again."""

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Event, Thread

from simulator.driver import Simulator, Someone
from simulator.journal import JournalLine
from tests.chaos.people import WORDS, Speaker

THREADS = 4
AGAIN_AFTER = (1.0, 3.0, 6.0, *(10.0,) * 10_000)  # seconds until the platform sends again
SENT = ("reply", "push", "multicast")


@dataclass(eq=False)
class Crowd:
    """People who say so many messages a second together. Of each scenario its own, who are judged at its end."""

    line: Simulator
    phones: Sequence[Someone]
    a_second: float
    speakers: list[Speaker] = field(default_factory=list)
    spoken_at: dict[str, float] = field(default_factory=dict)  # by event id, Unix time
    tokens: dict[str, str] = field(default_factory=dict)  # of replies; by token, the event id

    def __post_init__(self) -> None:
        self.speakers = [Speaker(phone, number) for number, phone in enumerate(self.phones)]
        self.began, self.since = time.time(), self.line.journal_end
        self._stopping = Event()
        self._threads = [Thread(target=self._speak, args=(place,), daemon=True) for place in range(THREADS)]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._stopping.set()
        for thread in self._threads:
            thread.join()

    def _speak(self, place: int) -> None:
        mine = self.speakers[place::THREADS]
        pause, number = THREADS / self.a_second, 0
        due = time.monotonic() + pause * place / THREADS
        while not self._stopping.is_set():
            speaker, count = mine[number % len(mine)], number // len(mine) + 1
            address = f"/sim/people/{speaker.phone.user_id}/text?wait=0"
            for event in self.line.call("POST", address, {"text": WORDS.format(count=count)})["events"]:
                own_id = event["webhookEventId"]
                self.spoken_at[own_id] = time.time()
                self.tokens[event["replyToken"]] = own_id
                speaker.event_ids.append(own_id)
            speaker.said.append(count)
            number += 1
            due = max(due + pause, time.monotonic() - 1.0)  # what could not be said in time is not made up for
            time.sleep(max(0.0, due - time.monotonic()))

    def lines(self, kind: str) -> list[JournalLine]:
        """The platform's lines of one kind since these people began."""
        return [line for line in self.line.platform.journal.since(self.since) if line.kind == kind]

    def acknowledged(self) -> dict[str, float]:
        """When each event was acknowledged for the first time (Unix time)."""
        found: dict[str, float] = {}
        for line in self.lines("webhook"):
            if line.status == 200:
                for event in line.detail["events"]:
                    found.setdefault(event, line.at)
        return found

    def refused(self) -> Counter[str]:
        """How often calls were not acknowledged, by the reason."""
        calls = self.lines("webhook")
        return Counter(str(line.status or line.reason) for line in calls if line.status != 200)

    def answers(self) -> list[float]:
        """When messages of the bot were accepted (Unix time)."""
        return [line.at for line in self.lines("api") if line.name in SENT and line.status == 200]

    def latencies(self) -> list[float]:
        """Seconds from a call to its acknowledgement, sorted; of calls that were sent once."""
        calls = self.lines("webhook")
        return sorted(line.took / 1000 for line in calls if line.status == 200 and line.detail["attempt"] == 1)
