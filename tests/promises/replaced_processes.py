"""Clocks and senders forked from a process that has everything loaded: who is killed is replaced in a moment.

Prints `clock 4711` or `sender 4712` for each process it begins.
"""

import argparse
import os
import signal
import sys
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

from bot import resources
from bot.app import calls_a_second
from bot.line.client import LineClient
from bot.line.quota import PushQuota
from bot.outbound.rate_limiter import RateLimiter
from bot.outbound.sender import Sender
from bot.resources import Bot
from bot.settings import ROOT, read_settings
from locales.texts import Texts
from models.messaging import chat_queues
from programmes import load
from scheduler import broadcasting, reminders
from scheduler.ticker import Ticker

LEASE = timedelta(seconds=1.5)
PEOPLE_AT_ONCE = 5  # in a transaction of a clock: many chances to die between two
PAUSE = 0.2  # seconds between two of an announcement


def tick(bot: Bot) -> None:
    Ticker(bot).start()


def send(bot: Bot) -> None:
    _, token = bot.settings.channel()
    line = LineClient(bot.settings.api_url, bot.settings.content_url, token)
    quota = PushQuota(line, reserve=bot.programme.budget.reserve)
    Sender(
        bot.database, line, bot.clock, RateLimiter(bot.database, bot.clock, calls_a_second()), bot.wakeups, quota
    ).start()


def born(life: Callable[[Bot], None], name: str) -> int:
    pid = os.fork()
    if pid == 0:
        life(Bot(read_settings()))
        while True:
            signal.pause()
    print(name, pid, flush=True)
    return pid


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--clocks", type=int, default=0)
    parser.add_argument("--senders", type=int, default=0)
    given = parser.parse_args()
    chat_queues.LEASE.update(dict.fromkeys(chat_queues.Direction, LEASE))
    reminders.PEOPLE_AT_ONCE = broadcasting.PORTION = PEOPLE_AT_ONCE  # type: ignore[misc]
    broadcasting.PAUSE = PAUSE  # type: ignore[misc]
    programme, texts = load(read_settings().programme), Texts.load(ROOT / "locales")
    already = {"_programme": lambda *_: programme, "Texts": SimpleNamespace(load=lambda *_: texts)}
    for name, found in already.items():
        setattr(resources, name, found)  # read once, for all that are born
    lives = {"clock": tick, "sender": send}
    wanted = ["clock"] * given.clocks + ["sender"] * given.senders
    living = {born(lives[name], name): name for name in wanted}
    while living:
        pid, status = os.wait()
        name = living.pop(pid)
        if os.WIFEXITED(status):
            sys.exit(f"a {name} ended by itself; here they are only killed")
        living[born(lives[name], name)] = name


if __name__ == "__main__":
    main()
