"""Calls that are refused for their signature say nothing by themselves: LINE says whose the secret is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.app import close_app, create_app
from bot.inbound import refusals
from bot.inbound.refusals import Refusals
from bot.line.client import LineTrouble
from bot.line.tokens import ChannelKey
from bot.resources import Bot, secret_is_the_channels
from bot.settings import Settings
from simulator.driver import Simulator
from simulator.webhook_sender import sign
from tests.patience import until
from tests.running_bot import SECRET, TOKEN


class HandTime:
    """A monotonic clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class AtOnce:
    """A thread that has run when it was started."""

    def __init__(self, *, target, name: str, daemon: bool) -> None:  # type: ignore[no-untyped-def]
        self.start = target


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> HandTime:
    moved = HandTime()
    monkeypatch.setattr(refusals, "monotonic", moved)
    monkeypatch.setattr(refusals, "Thread", AtOnce)
    return moved


class Line:
    """What LINE says of the secret, and how often it was asked."""

    def __init__(self, *, ours: bool | None) -> None:
        self.ours, self.asked = ours, 0

    def __call__(self) -> bool:
        self.asked += 1
        if self.ours is None:
            raise LineTrouble(500, "away")
        return self.ours


def test_forged_calls_say_nothing_however_many_and_line_is_asked_once_in_ten_minutes(time: HandTime) -> None:
    line = Line(ours=True)
    noted = Refusals(line)
    for _ in range(1000):
        noted.refused()
    assert (noted.trouble(), line.asked) == (None, 1)
    time.now += refusals.ASKED_AGAIN_AFTER
    noted.refused()
    assert (noted.trouble(), line.asked) == (None, 2)


def test_line_says_that_the_secret_is_another_channels(time: HandTime) -> None:
    noted = Refusals(Line(ours=False))
    assert noted.trouble() is None
    noted.refused()
    assert "LINE_CHANNEL_SECRET is not the secret of this channel" in (noted.trouble() or "")
    noted.taken()
    assert noted.trouble() is None


def test_while_lines_own_calls_are_taken_nothing_is_asked(time: HandTime) -> None:
    line = Line(ours=True)
    noted = Refusals(line)
    noted.taken()
    noted.refused()
    assert line.asked == 0
    time.now += refusals.TAKEN_LATELY
    noted.refused()
    assert line.asked == 1


def test_a_call_taken_while_line_was_asked_counts_more_than_what_it_said(time: HandTime) -> None:
    def taken_meanwhile() -> bool:
        noted.taken()
        return False

    noted = Refusals(taken_meanwhile)
    noted.refused()
    assert noted.trouble() is None


def test_line_that_says_nothing_is_asked_again_after_a_minute(time: HandTime) -> None:
    line = Line(ours=None)
    noted = Refusals(line)
    noted.refused()
    noted.refused()
    assert (noted.trouble(), line.asked) == (None, 1)
    line.ours = False
    time.now += refusals.WITHOUT_ANSWER_AFTER
    noted.refused()
    assert noted.trouble()


@pytest.fixture(scope="module")
def line() -> Iterator[Simulator]:
    with Simulator.start(webhook="http://127.0.0.1:9/callback", secret=SECRET, token=TOKEN) as platform:
        yield platform


def settings(line: Simulator, secret: str = SECRET, **more: str) -> Settings:
    return Settings(line_channel_secret=secret, line_api_url=line.url, **({"line_channel_access_token": TOKEN} | more))  # type: ignore[arg-type]


def test_line_knows_whose_the_secret_is(line: Simulator) -> None:
    assert secret_is_the_channels(settings(line))
    assert not secret_is_the_channels(settings(line, "another"))
    with pytest.raises(LineTrouble):
        secret_is_the_channels(settings(line, line_channel_access_token="revoked"))


def test_with_a_key_the_channels_id_is_known(line: Simulator, monkeypatch: pytest.MonkeyPatch) -> None:
    for secret in (SECRET, "another"):
        found = settings(line, secret)
        key = ChannelKey(line.platform.settings.channel_id, "kid", "jwk", secret)
        monkeypatch.setattr(Settings, "channel", lambda _, key=key, secret=secret: (secret, key))
        assert secret_is_the_channels(found) is (secret == SECRET)


def test_a_bot_with_another_channels_secret_is_not_ready(
    line: Simulator, migrated_sqlite: Path, tmp_path: Path
) -> None:
    (tmp_path / "castbot.db").write_bytes(migrated_sqlite.read_bytes())
    url = f"sqlite:///{tmp_path / 'castbot.db'}"
    bot = Bot(settings(line, "another", database_url=url, media_dir=str(tmp_path / "media")))
    app = create_app(bot)
    door, body = app.test_client(), b'{"events": []}'
    assert door.get("/readyz").json["ready"]
    signed = {"X-Line-Signature": sign(SECRET, body)}
    assert door.post("/callback", data=body, content_type="application/json", headers=signed).status_code == 400
    until(lambda: not door.get("/readyz").json["can"]["store"], "LINE was asked")
    assert "LINE_CHANNEL_SECRET" in door.get("/readyz").json["trouble"][0]
    close_app(app)
    bot.close()
