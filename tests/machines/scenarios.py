"""The scenarios of a drill, run on the host that is outside, where LINE is: each under load, each judged at its end."""

import os
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from bot.clock import Clock
from models.storage.database import Database
from simulator.driver import Simulator, Someone
from tests.chaos.judge import is_quiet, judge
from tests.conftest import WEDNESDAY
from tests.machines import faults
from tests.machines.cluster import CLOCK, DATABASE, WEBHOOK, Cluster
from tests.machines.faults import Fault, Happened
from tests.machines.load import AGAIN_AFTER, Crowd
from tests.machines.network import ADDRESSES, Host
from tests.machines.table import TOO_LATE, write
from tests.patience import until
from tests.promises.registered_people import registered_people
from tests.running_bot import SECRET, TOKEN

PEOPLE = 60  # of each scenario
BEFORE = 10.0  # seconds of load before the fault
BACK_WITHIN = 15.0  # seconds after the new primary


@dataclass
class Outcome:
    """One scenario in numbers: seconds, counts, and in words what was broken."""

    name: str
    events: int
    refused: int  # calls that were not acknowledged, so that LINE sent them again
    new_primary: float | None  # after the fault
    back: float | None  # from the new primary to the first acknowledgement and the first answer after it
    longest_silence: float  # between two acknowledgements
    rest: float  # from the end of load to the last answer
    p50: float
    p99: float
    uncertain: int
    said: str = ""
    broken: list[str] = field(default_factory=list)


@dataclass
class Drill:
    """A drill that is under way."""

    cluster: Cluster
    line: Simulator
    database: Database
    clock: Clock
    rate: float
    phones: Sequence[Someone]
    used: int = 0

    def run(self, name: str, fault: Fault) -> Outcome:
        until(self.cluster.is_whole, "the cluster is whole")
        crowd = Crowd(self.line, self.phones[self.used : self.used + PEOPLE], self.rate)
        self.used += PEOPLE
        crowd.start()
        time.sleep(BEFORE)
        happened = fault(self.cluster)
        until(self.cluster.is_whole, "the cluster is whole again")
        crowd.stop()
        stopped = time.time()
        spoken = set(crowd.spoken_at)
        until(lambda: spoken <= crowd.acknowledged().keys(), "every event is acknowledged")
        until(self._is_quiet, "all is handled and sent")
        outcome = self._outcome(name, crowd, happened)
        outcome.rest = time.time() - stopped
        return outcome

    def _is_quiet(self) -> bool:
        try:
            return is_quiet(self.database, self.clock)
        except Exception:  # the balancer has just closed our connections
            return False

    def _outcome(self, name: str, crowd: Crowd, happened: Happened) -> Outcome:
        verdict = judge(self.database, self.line, crowd.speakers, 0.0, since=crowd.since)
        acknowledged = sorted(crowd.acknowledged().values())
        latencies = crowd.latencies()
        back = None
        if happened.new_primary:
            first = next(at for at in acknowledged if at > happened.new_primary)
            back = next(at for at in sorted(crowd.answers()) if at > first) - happened.new_primary
        broken = [*verdict.broken, *([happened.broken] if happened.broken else [])]
        if back is not None and back >= BACK_WITHIN:
            broken.append(f"{TOO_LATE} {back:.0f} s after the new primary")
        if not self.cluster.bots_live():
            broken.append("a process of the bot has ended")
        return Outcome(
            name,
            events=len(crowd.spoken_at),
            refused=crowd.refused().total(),
            new_primary=happened.new_primary - happened.began if happened.new_primary else None,
            back=back,
            longest_silence=max((later - at for at, later in pairwise(acknowledged)), default=0.0),
            rest=0.0,
            p50=latencies[len(latencies) // 2],
            p99=latencies[int(len(latencies) * 0.99)],
            uncertain=verdict.counts["uncertain or refused"],
            said=happened.said,
            broken=broken,
        )


def scenarios(failovers: int) -> list[tuple[str, Fault]]:
    lost = [(f"the primary is lost, {number + 1}", faults.the_primary_is_lost) for number in range(failovers)]
    return [
        ("calm, commits on two hosts", faults.nothing),
        ("calm, commits on one host", faults.nothing),
        *lost,
        ("the primary is cut off", faults.the_primary_is_cut_off),
        ("the standby stands still", faults.the_standby_stands_still),
        ("a host of the bot stands still", faults.a_host_of_the_bot_stands_still),
    ]


def main(folder: Path, failovers: int, rate: float, only: str) -> int:
    chosen = [one for one in scenarios(failovers) if only in one[0]]
    with ExitStack() as stack:
        outside = {"host": ADDRESSES["outside"], "clock_file": folder / CLOCK, "start": WEDNESDAY}
        line = stack.enter_context(Simulator.start(WEBHOOK, secret=SECRET, token=TOKEN, **outside))
        line.limits(monthly=10_000_000)
        line.webhook(url=WEBHOOK, again_after=list(AGAIN_AFTER))
        cluster = Cluster({name: Host(name) for name in ADDRESSES}, folder, line.url)
        cluster.start()
        database = stack.enter_context(closing(Database(DATABASE)))
        clock = Clock(file=folder / CLOCK)
        phones = registered_people(line, database, clock, PEOPLE * len(chosen))
        drill = Drill(cluster, line, database, clock, rate, phones)
        outcomes = []
        for name, fault in chosen:
            cluster.let_commits_wait(for_standby="one host" not in name)
            print(f"{name} …", flush=True)
            outcomes.append(drill.run(name, fault))
            print(f"  {outcomes[-1]}", flush=True)
    if not only:
        write(outcomes, rate, os.cpu_count() or 1)
    return 1 if any(outcome.broken for outcome in outcomes) else 0


if __name__ == "__main__":
    _, given_folder, given_failovers, given_rate, given_only = sys.argv
    sys.exit(main(Path(given_folder), int(given_failovers), float(given_rate), given_only))
