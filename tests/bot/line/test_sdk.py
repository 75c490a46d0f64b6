"""Making rich menus with line-bot-sdk: by a process of its own, no menu without its picture."""

import json
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from bot.cards.rich_menus import rich_menus
from bot.line import client as module
from bot.line.client import LineClient, LineTrouble, RichMenu
from bot.line.sdk import create_rich_menus
from simulator.driver import Simulator
from tests.conftest import IN_A_PROCESS_OF_ITS_OWN

PARTICIPANTS = rich_menus()["participant", "th"]


class Host(ThreadingHTTPServer):
    """A host that remembers what it was asked, and answers every call alike."""

    def __init__(self, status: int = 200) -> None:
        super().__init__(("127.0.0.1", 0), _Asked)
        self.asked: list[str] = []
        self.status = status

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Asked(BaseHTTPRequestHandler):
    server: Host

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.asked.append(f"{self.command} {self.path}")
        body = json.dumps({"richMenuId": "richmenu-1"}).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_DELETE = do_POST  # noqa: N815 - the name http.server asks for

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def hosts() -> Iterator[tuple[Host, Host]]:
    api, contents = Host(), Host()
    for host in (api, contents):
        Thread(target=host.serve_forever, args=(0.02,), daemon=True).start()
    yield api, contents
    for host in (api, contents):
        host.shutdown()
        host.server_close()


def job(api_url: str, content_url: str, menu: RichMenu) -> dict[str, object]:
    one = {"body": menu.body, "image": str(menu.image), "content_type": menu.content_type}
    return {"api_url": api_url, "content_url": content_url, "access_token": "token", "menus": [one]}


def test_a_picture_goes_to_the_host_of_contents(hosts: tuple[Host, Host]) -> None:
    api, contents = hosts
    made = create_rich_menus(job(api.url, contents.url, PARTICIPANTS))
    assert made == {"ids": {PARTICIPANTS.name: "richmenu-1"}}
    assert api.asked == ["POST /v2/bot/richmenu"]
    assert contents.asked == ["POST /v2/bot/richmenu/richmenu-1/content"]


def test_a_menu_whose_picture_is_refused_is_taken_back(hosts: tuple[Host, Host]) -> None:
    api, contents = hosts
    contents.status = 413
    made = create_rich_menus(job(api.url, contents.url, PARTICIPANTS))
    assert made["ids"] == {}
    assert made["failed"][0] == 413
    assert api.asked == ["POST /v2/bot/richmenu", "DELETE /v2/bot/richmenu/richmenu-1"]


@pytest.mark.processes
def test_menus_are_made_by_a_process_that_ends_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "with_the_sdk", IN_A_PROCESS_OF_ITS_OWN)
    with Simulator.start() as line:
        client = LineClient(line.url, line.url, "token")
        made = client.create_rich_menus([PARTICIPANTS])
        assert made == client.rich_menus()
        client.show_by_default(made[PARTICIPANTS.name])  # the simulator refuses one without a picture
        client.close()
        with (
            closing(LineClient(line.url, line.url, "another token")) as stranger,
            pytest.raises(LineTrouble) as refused,
        ):
            stranger.create_rich_menus([PARTICIPANTS])
        assert refused.value.status == 401
