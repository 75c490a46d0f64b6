"""`python -m bench.pushing`: how close one and two sender processes come to a limit of pushes a second, and how much
time multicasts save."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep
from typing import Final

from sqlalchemy import func, select

from bench import people, systems
from bench.processes import Program, free_port
from bench.systems import PEOPLE, PlatformProcess
from bot.outbound.multicasts import OutboxMessage, queue_messages
from bot.outbound.reply import text_message
from models.messaging.deliveries import Delivery, DeliveryState
from models.storage.database import Database

Measured = tuple[str, float, str]
SECONDS: Final = 8
PATIENCE: Final = 180.0
UNLIMITED: Final = 2000


def run() -> list[Measured]:
    """Return rows of (what, value, unit) on PostgreSQL, where the senders of several processes share the limit."""
    rows: list[Measured] = []
    with systems.scratch() as folder, systems.postgres_server() as address:
        for processes, limit in ((1, 500), (2, 900)):
            reached = pushed_a_second(folder, systems.postgres_url(address), processes, limit)
            said = f"pushes: {processes} sender process{'es' if processes > 1 else ''}, limit {limit} a second"
            rows += [(said, reached, "a second"), (f"{said}, reached (aim ≥ 95)", 100 * reached / limit, "%")]
        single = seconds_for(folder, systems.postgres_url(address), together=False)
        shared = seconds_for(folder, systems.postgres_url(address), together=True)
        rows.append((f"pushes: the same to {PEOPLE:,} people, one by one ÷ as multicasts", single / shared, "×"))
    return rows


def pushed_a_second(folder: Path, url: str, processes: int, limit: int) -> float:
    """Return the accepted calls a second when more is due than may be sent."""
    with _at_work(folder, url, processes, limit) as (platform, database):
        texts = [f"แจ้งเตือน {number}" for number in range(-(-limit * SECONDS // PEOPLE))]
        for text in texts:
            _queue(database, text, together=False)
        _wait_until_sent(database)
        calls = {(user, float(at)) for user, at in platform.progress()["news"]}  # one call may have several messages
    instants = sorted(at for _, at in calls)
    steady = [at for at in instants if instants[0] + 1 <= at <= instants[-1] - 1]
    return (len(steady) - 1) / (steady[-1] - steady[0])


def seconds_for(folder: Path, url: str, *, together: bool) -> float:
    """Return the seconds from queueing the same message for everybody until the simulator has accepted all."""
    with _at_work(folder, url, 1, UNLIMITED) as (_, database):
        began = monotonic()
        _queue(database, "แจ้งเตือน", together=together)
        _wait_until_sent(database)
        return monotonic() - began


@contextmanager
def _at_work(folder: Path, url: str, processes: int, limit: int) -> Iterator[tuple[PlatformProcess, Database]]:
    systems.prepare(url)
    database, log = Database(url), folder / "senders.log"
    with ExitStack() as stack:
        stack.callback(database.close)
        platform = stack.enter_context(PlatformProcess(folder))
        environment = systems.channel(platform.api, url, free_port(), folder, platform.ahead)
        words = ["-m", "tests.promises.altered_worker", "--rate", str(limit)]
        senders = [stack.enter_context(Program(words, environment, log, pipe=True)) for _ in range(processes)]
        for sender in senders:
            while sender.first_line() != "open":
                pass
        yield platform, database


def _queue(database: Database, text: str, *, together: bool) -> None:
    letters = [OutboxMessage(key, [text_message(text)]) for key in people.user_ids(PEOPLE)]
    with database.write() as session:
        queue_messages(session, letters, datetime.now(UTC), together=together)


def _wait_until_sent(database: Database) -> None:
    end = monotonic() + PATIENCE
    unsent = select(func.count()).select_from(Delivery).where(Delivery.state != DeliveryState.SENT.value)
    while monotonic() < end:
        with database.read() as session:
            if session.scalar(unsent) == 0:
                return
        sleep(0.02)
    raise RuntimeError("not everything was sent")


if __name__ == "__main__":
    for what, value, unit in run():
        sys.stdout.write(f"{what}: {value:.3g} {unit}\n")
