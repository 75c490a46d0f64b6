"""`python -m simulator` as a process of its own, and many calls under way at once."""

import asyncio
import gc
import json
import signal
import socket
import subprocess
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from threading import Thread
from types import SimpleNamespace

import aiohttp
import pytest

from simulator.api import endpoint
from simulator.driver import Driver, Simulator
from simulator.server import ServerThread, settings_with
from tests.patience import HANG

ROOT = Path(__file__).parents[2]
STARTS_AT = datetime.fromisoformat("2023-07-12T09:00:00+07:00")
COMMAND = [
    sys.executable,
    "-m",
    "simulator",
    "--secret",
    "s",
    "--token",
    "t",
    "--webhook",
    "http://127.0.0.1:9/callback",
]


@pytest.mark.processes
def test_the_command_prints_its_address_serves_and_ends(tmp_path: Path) -> None:
    people, clock = tmp_path / "people.json", tmp_path / "clock.json"
    people.write_text(json.dumps([{"displayName": "สมชาย", "role": "participant", "friend": True}]), encoding="utf-8")
    options = ["--port", "0", "--people", str(people), "--clock-file", str(clock), "--latency-ms", "0"]
    start = ["--start", STARTS_AT.isoformat(), "--basic-id", "@other"]
    with subprocess.Popen([*COMMAND, *options, *start], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        driver = Driver(address)
        state = driver.call("GET", "/sim/state")
        assert [one["displayName"] for one in state["people"]] == ["สมชาย"]
        assert state["bot"]["basicId"] == "@other"
        assert timedelta(0) <= datetime.fromisoformat(state["clock"]["now"]) - STARTS_AT < timedelta(hours=1)
        assert json.loads(clock.read_text(encoding="utf-8"))["rate"] == 1
        with urllib.request.urlopen(address) as page:
            assert b"/static/js/main.js" in page.read()
        driver.close()
        process.send_signal(signal.SIGTERM)
        assert process.wait(HANG) == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--start", "2023-07-12T09:00:00"], "start needs a time zone"),
        (["--webhook", "bot.example/callback"], "webhook must be an http or https address"),
        (["--people", "nowhere.json"], "No such file"),
    ],
)
@pytest.mark.processes
def test_a_bad_option_is_one_line(options: list[str], said: str) -> None:
    ended = subprocess.run([*COMMAND, *options], cwd=ROOT, capture_output=True, text=True, timeout=HANG, check=False)
    assert ended.returncode == 1
    assert said in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_a_connection_that_comes_while_the_platform_ends_is_closed_too() -> None:
    for _ in range(20):
        server, came = ServerThread(settings_with()).start(), list[socket.socket]()
        caller = Thread(target=connect_until_refused, args=(server.port, came))
        caller.start()
        server.stop()
        caller.join()
        for one in came:
            one.close()
    del server
    gc.collect()  # a socket that was left open is an error now


def connect_until_refused(port: int, came: list[socket.socket]) -> None:
    with suppress(OSError):
        while len(came) < 40:
            came.append(socket.create_connection(("127.0.0.1", port)))


CALLS = 300


@dataclass
class Gate:
    """Stands in for the sleep of calls that have a latency: it opens when `CALLS` of them wait, and stays open."""

    waiting: int = 0
    opened: asyncio.Event = field(default_factory=asyncio.Event)

    async def sleep(self, _: float) -> None:
        self.waiting += 1
        if self.waiting >= CALLS:
            self.opened.set()
        await self.opened.wait()


def test_hundreds_of_calls_wait_for_their_latency_together(monkeypatch: pytest.MonkeyPatch) -> None:
    gate = Gate()  # one after the other, the calls would never open it
    monkeypatch.setattr(endpoint, "asyncio", SimpleNamespace(sleep=gate.sleep))

    async def push_all(url: str, user_id: str, calls: int) -> list[int]:
        body = {"to": user_id, "messages": [{"type": "text", "text": "ก"}]}
        connector = aiohttp.TCPConnector(limit=0)
        async with aiohttp.ClientSession(
            url, connector=connector, headers={"Authorization": "Bearer token"}
        ) as session:

            async def push() -> int:
                async with session.post("/v2/bot/message/push", json=body) as answer:
                    return answer.status

            return await asyncio.gather(*(push() for _ in range(calls)))

    with Simulator.start(latency_ms=400) as line:
        somchai = line.person("สมชาย")
        with ThreadPoolExecutor(1) as apart:  # this thread has the loop of a browser perhaps
            statuses = apart.submit(asyncio.run, push_all(line.url, somchai.user_id, CALLS)).result(HANG)
        assert statuses == [200] * CALLS
        assert len(somchai.chat()) == CALLS
