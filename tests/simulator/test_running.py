"""`python -m simulator` as a process of its own, and many calls under way at once."""

import asyncio
import json
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import aiohttp
import pytest

from simulator.driver import Driver, Simulator
from tests.patience import HANG

ROOT = Path(__file__).parents[2]
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
    start = ["--start", "2023-07-12T09:00:00+07:00", "--basic-id", "@other"]
    with subprocess.Popen([*COMMAND, *options, *start], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        driver = Driver(address)
        state = driver.call("GET", "/sim/state")
        assert [one["displayName"] for one in state["people"]] == ["สมชาย"]
        assert state["bot"]["basicId"] == "@other"
        assert state["clock"]["now"].startswith("2023-07-12T02:00:0")
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


def test_hundreds_of_calls_wait_for_their_latency_together() -> None:
    taken_at_first_answer: list[int] = []

    async def push_all(url: str, user_id: str, calls: int) -> list[int]:
        body = {"to": user_id, "messages": [{"type": "text", "text": "ก"}]}
        connector = aiohttp.TCPConnector(limit=0)
        async with aiohttp.ClientSession(
            url, connector=connector, headers={"Authorization": "Bearer token"}
        ) as session:

            async def push() -> int:
                async with session.post("/v2/bot/message/push", json=body) as answer:
                    if not taken_at_first_answer:
                        taken_at_first_answer.append(len(somchai.chat()))
                    return answer.status

            return await asyncio.gather(*(push() for _ in range(calls)))

    with Simulator.start(latency_ms=400) as line:
        somchai = line.person("สมชาย")
        statuses = asyncio.run(push_all(line.url, somchai.user_id, 300))
    assert statuses == [200] * 300
    assert taken_at_first_answer[0] > 10  # one after the other, it would be one
