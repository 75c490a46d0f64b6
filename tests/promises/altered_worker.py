"""A worker process as in `python -m bot worker`, but with shorter leases, lower rates, or a handler that kills it."""

import argparse
import os
import signal
from datetime import timedelta
from threading import Event

from bot import app
from bot.inbound.router import Route, Router, on_words
from bot.inbound.turn import Turn
from bot.line.numbers import CALLS_A_SECOND
from bot.outbound.reply import Reply
from bot.process import LOOKS_EVERY, rest_collector
from bot.resources import Bot
from bot.settings import read_settings
from handlers import ROUTES
from models.messaging import chat_queues


def dying_route(word: str) -> Route:
    """Handles what says `word` as it should be handled, and dies before it can be committed."""

    router = Router(ROUTES)

    def die(turn: Turn) -> Reply:
        router.handler(turn)(turn)
        turn.session.flush()
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError("still alive")

    return on_words(when=lambda turn: word in (turn.event.text or ""))(die)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--lease", type=float, help="seconds a chat is held for, in both directions")
    parser.add_argument("--rate", type=float, help="calls a second of each kind, for all senders together")
    parser.add_argument("--dies-on", metavar="WORD")
    given = parser.parse_args()
    if given.lease:
        chat_queues.LEASE.update(dict.fromkeys(chat_queues.Direction, timedelta(seconds=given.lease)))
    if given.dies_on:
        app.ROUTES = (dying_route(given.dies_on), *ROUTES)
    stopping = Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    bot = Bot(read_settings())
    office = app.WorkerProcess(bot, rates=dict.fromkeys(CALLS_A_SECOND, given.rate) if given.rate else None)
    office.open()
    rest_collector()
    print("open", flush=True)
    while not stopping.wait(LOOKS_EVERY):  # as `wait_for_stop`
        pass
    office.close()
    bot.close()


if __name__ == "__main__":
    main()
