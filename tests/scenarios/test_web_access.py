"""The link to the web pages in the chat: it signs its owner in, and the chat ends every session again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import urllib3

from tests.conftest import WEDNESDAY
from tests.databases import on_sqlite
from tests.patience import HANG
from tests.running_bot import KANDA, RunningBot, start_running_bot
from tests.scenarios.many_people import everything_in


@pytest.fixture
def reachable(database_url: str, tmp_path: Path) -> Iterator[RunningBot]:
    with start_running_bot(database_url, tmp_path, start=WEDNESDAY, public_url="https://bot.example") as running:
        yield running


def link_in(message: object) -> str:
    found = str(message).partition("/app/in/")[2]
    return "/app/in/" + found.partition("?")[0]


@on_sqlite
def test_the_link_of_the_chat_signs_in_and_the_chat_signs_out_everywhere(reachable: RunningBot) -> None:
    running = reachable
    kanda = running.joined(KANDA)
    kanda.says("แดชบอร์ด")
    card = kanda.hears(1)[-1]
    assert KANDA in everything_in(card)
    assert "openExternalBrowser=1" in str(card)
    cookie = signs_in(running, link_in(card))
    assert page(running, cookie) == 200
    kanda.says("ออกจากระบบทุกเครื่อง")
    assert "1 เครื่อง" in everything_in(kanda.hears(1)[-1])
    assert page(running, cookie) == 303


@on_sqlite
def test_whoever_withdraws_the_consent_is_signed_out(reachable: RunningBot) -> None:
    kanda = reachable.joined(KANDA)
    kanda.says("ขอลิงก์แดชบอร์ด")
    cookie = signs_in(reachable, link_in(kanda.hears(1)[-1]))
    for words in ("ถอนความยินยอม", "ยืนยัน"):
        kanda.says(words)
        kanda.hears(1)
    assert page(reachable, cookie) == 303


def signs_in(running: RunningBot, link: str) -> str:
    taken = urllib3.request("POST", running.url + link, retries=False, redirect=False, timeout=HANG)
    assert taken.status == 303
    return taken.headers["Set-Cookie"].partition(";")[0]


def page(running: RunningBot, cookie: str) -> int:
    asked = urllib3.request(
        "GET", f"{running.url}/app/devices", headers={"Cookie": cookie}, retries=False, redirect=False, timeout=HANG
    )
    return asked.status
