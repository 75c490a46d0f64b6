"""One chaos run on one database: people write, faults come and overlap, all ends, and the judge looks.

In the last third nobody is killed, so that memory and descriptors at the end are those of processes that lived through
faults.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from threading import Thread

from bot.clock import Clock
from models import schema
from models.people import people
from models.privacy import erasure
from models.storage.database import Database
from simulator.driver import Simulator
from tests import postgres
from tests.chaos.faults import Fault, Trouble, kill, possible_faults
from tests.chaos.judge import Verdict, is_quiet, judge, usage_faults, what_waits
from tests.chaos.people import Speaker
from tests.chaos.services import Keeper, Usage, services_for
from tests.conftest import WEDNESDAY
from tests.patience import until
from tests.promises.processes import processes
from tests.promises.registered_people import registered_people
from tests.running_bot import SECRET, TOKEN

PEOPLE, TO_BE_ERASED = 16, 3
BETWEEN_FAULTS = (0.5, 3.0)  # seconds
LINE_WAITS = 2.0  # seconds for an answer to a webhook call
NO_MORE_KILLS = 2 / 3  # of the run
SAID_EACH = 2.0  # seconds between two words about what still waits
SETTLES = 3.0  # seconds in which what was idle comes to rest

Say = Callable[[str], None]


@dataclass
class ChaosRun:
    """A run that is under way: its faults so far, and what broke while they happened."""

    trouble: Trouble
    engine: str
    say: Say
    happened: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    last_fault_ended: float = 0.0

    def live(self, seconds: float) -> None:
        """Let faults begin one after the other and overlap, and wait for the last to be over. Each kind comes before
        any comes again, so that a short run has all of them."""
        began, under_way, to_come = time.monotonic(), list[Thread](), list[Fault]()
        while (passed := time.monotonic() - began) < seconds:
            if not to_come:
                to_come = possible_faults(self.engine)
                self.trouble.chance.shuffle(to_come)
            fault = to_come.pop()
            if fault is kill and passed > seconds * NO_MORE_KILLS:
                continue
            under_way.append(Thread(target=self._happen, args=(fault, passed), daemon=True))
            under_way[-1].start()
            time.sleep(self.trouble.chance.uniform(*BETWEEN_FAULTS))
        for thread in under_way:
            thread.join()
        self.last_fault_ended = time.monotonic()

    def _happen(self, fault: Fault, at: float) -> None:
        name = fault.__name__.replace("_", " ")
        try:
            what = fault(self.trouble)
        except Exception as error:  # a fault that could not be made makes the run worth less
            self.broken.append(f"{name} failed: {type(error).__name__}: {error}")
            return
        self.happened[name] += 1
        self.say(f"{at:6.1f} s  {name}: {what}")


def chaos(
    engine: str,
    folder: Path,
    seconds: float,
    seed: int,
    say: Say = lambda _: None,
    *,
    patience: float = 1.0,
    calm: float = 1.0,
) -> Verdict:
    """Run for some seconds and return the verdict, with what happened. On a machine that does other things, `patience`
    lets the rest be done later than promised, and `calm` makes people's pauses so many times as long."""
    with ExitStack() as stack:
        url, server = stack.enter_context(_database(engine, folder))
        line = stack.enter_context(_platform(folder, seed))
        database = stack.enter_context(_opened(url))
        clock = Clock(file=folder / "clock.json")
        phones = registered_people(line, database, clock, PEOPLE)
        speakers = [Speaker(phone, seed + number, calm) for number, phone in enumerate(phones)]
        keeper = Keeper(stack.enter_context(processes(url, line.url, folder)), services_for(engine))
        keeper.start()
        stack.callback(keeper.stop)
        line.webhook(url=f"{keeper.url}/callback", timeout=LINE_WAITS, again_after=[0.5] * 10_000)
        before = _usage_after_a_few_messages(keeper, database, clock, speakers)
        run = ChaosRun(Trouble(keeper, line, url, server, Random(seed)), engine, say)
        for speaker in speakers:
            speaker.start()
        erasing = Thread(target=_erase_some, args=(database, clock, speakers[:TO_BE_ERASED], seconds), daemon=True)
        erasing.start()
        run.live(seconds)
        erasing.join()
        for speaker in speakers:
            speaker.stopping.set()
        for speaker in speakers:
            speaker.join()
        until(keeper.serves, "all processes run again")
        _until_quiet(database, clock, run)
        waited = time.monotonic() - run.last_fault_ended
        verdict = judge(database, line, speakers, waited, patience)
        time.sleep(SETTLES)
        after = keeper.usage()
        verdict.broken += run.broken + usage_faults(before, after)
        verdict.counts |= {"seconds until quiet": round(waited), "starts of processes": keeper.starts()}
        verdict.counts |= {
            f"memory {when}": round(usage.memory) for when, usage in (("before", before), ("after", after))
        }
        verdict.counts |= {"descriptors before": before.descriptors, "descriptors after": after.descriptors}
        verdict.counts |= dict(run.happened)
        return verdict


def _until_quiet(database: Database, clock: Clock, run: ChaosRun) -> None:
    """Wait until all is handled and sent, and say every other second what is not."""
    said = 0.0

    def nothing_waits() -> bool:
        nonlocal said
        waits, passed = what_waits(database, clock), time.monotonic() - run.last_fault_ended
        if waits and passed > said + SAID_EACH:
            said = passed
            run.say(f"{passed:6.1f} s after the last fault: {waits}")
        return not waits

    until(nothing_waits, "all is handled and sent")


def _usage_after_a_few_messages(keeper: Keeper, database: Database, clock: Clock, speakers: list[Speaker]) -> Usage:
    """What the processes use once everybody has been answered: pools are open, words are loaded."""
    until(keeper.serves, "all processes run")
    for _ in range(3):
        speaking = [Thread(target=speaker.speak) for speaker in speakers]
        for thread in speaking:
            thread.start()
        for thread in speaking:
            thread.join()
    until(lambda: is_quiet(database, clock), "the first messages are answered")
    time.sleep(SETTLES)
    return keeper.usage()


def _erase_some(database: Database, clock: Clock, speakers: list[Speaker], seconds: float) -> None:
    """Erase a person now and then, who goes on writing: then as a stranger, of whom nothing is stored."""
    for speaker in speakers:
        time.sleep(seconds / (len(speakers) + 1))
        speaker.erased = True
        until(lambda one=speaker: _is_erased(database, clock, one), "the person is erased")


def _is_erased(database: Database, clock: Clock, speaker: Speaker) -> bool:
    try:
        with database.write() as session:
            found = people.by_name(session, speaker.phone.name)
            for person in found:
                erasure.erase(session, person, clock.now(), actor="command")
    except Exception:  # the database is being restarted, or its disk is held
        return False
    return True


@contextmanager
def _database(engine: str, folder: Path) -> Iterator[tuple[str, postgres.Server | None]]:
    """A migrated, empty database of the run's own."""
    with ExitStack() as stack:
        server, url = None, f"sqlite:///{folder / 'castbot.db'}"
        if engine == "postgresql":
            server = stack.enter_context(postgres.own_server(postgres.SURVIVES_RESTARTS))
            url = postgres.create_database(server.url, "chaos").replace("postgresql://", "postgresql+psycopg://", 1)
        with _opened(url) as database:
            schema.migrate(database)
        yield url, server


@contextmanager
def _opened(url: str) -> Iterator[Database]:
    database = Database(url)
    yield database
    database.close()


@contextmanager
def _platform(folder: Path, seed: int) -> Iterator[Simulator]:
    clock_file = folder / "clock.json"
    given = {"secret": SECRET, "token": TOKEN, "start": WEDNESDAY, "clock_file": clock_file, "seed": seed}
    with Simulator.start(webhook="http://127.0.0.1:9/callback", **given) as line:
        line.limits(monthly=1_000_000)
        yield line
