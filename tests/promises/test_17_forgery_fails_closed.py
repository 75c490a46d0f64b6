"""Promise 17: mutated calls, empty or missing secret and signature: no effect, no 5xx."""

import base64
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from bot.app import close_app, create_app
from bot.inbound.webhook import webhook_blueprint
from bot.resources import Bot
from bot.settings import Settings
from models.messaging.chat_queues import ChatQueue
from models.messaging.inbox import InboxEvent
from simulator.webhook_sender import sign
from tests.patience import HANG
from tests.promises.processes import Processes
from tests.running_bot import SECRET, TOKEN

EVENT = {
    "type": "message",
    "mode": "active",
    "timestamp": 1_689_127_200_000,
    "webhookEventId": "01H5AAAA",
    "source": {"type": "user", "userId": "U" + "1" * 32},
    "message": {"type": "text", "id": "1", "text": "ประชุมกับผู้ใหญ่บ้าน 25 คน"},
    "replyToken": "t",
}
BODY = json.dumps({"destination": "U0", "events": [EVENT]}).encode()
SIGNATURE = sign(SECRET, BODY)
many = settings(max_examples=150)


@pytest.fixture(scope="module")
def bot(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bot]:
    path = tmp_path_factory.mktemp("forgery") / "castbot.db"
    path.write_bytes(migrated_sqlite.read_bytes())
    opened = Bot(
        Settings(
            line_channel_secret=SECRET,
            line_channel_access_token=TOKEN,
            line_api_url="http://127.0.0.1:9",
            database_url=f"sqlite:///{path}",
        )
    )
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def door(bot: Bot) -> Iterator[FlaskClient]:
    app = create_app(bot)
    yield app.test_client()
    close_app(app)


@pytest.fixture(autouse=True)
def _nothing_was_stored(bot: Bot) -> Iterator[None]:
    yield
    with bot.database.read() as session:
        assert session.scalar(select(func.count()).select_from(InboxEvent)) == 0
        assert session.scalar(select(func.count()).select_from(ChatQueue)) == 0


def post(door: FlaskClient, body: bytes, signature: str | bytes | None) -> int:
    headers = {} if signature is None else {"X-Line-Signature": signature}
    return door.post("/callback", data=body, content_type="application/json", headers=headers).status_code


@given(at=st.integers(0, len(BODY) - 1), byte=st.integers(0, 255))
@many
def test_a_body_changed_in_one_byte_is_refused(door: FlaskClient, at: int, byte: int) -> None:
    assume(BODY[at] != byte)
    assert post(door, BODY[:at] + bytes([byte]) + BODY[at + 1 :], SIGNATURE) == 400


@given(cut=st.integers(0, len(BODY) - 1), more=st.binary(max_size=20))
@many
def test_a_body_cut_short_or_made_longer_is_refused(door: FlaskClient, cut: int, more: bytes) -> None:
    assert post(door, BODY[:cut], SIGNATURE) == 400
    assume(more)
    assert post(door, BODY + more, SIGNATURE) == 400


@given(body=st.binary(max_size=300), digest=st.binary(min_size=32, max_size=32))
@many
def test_any_other_signature_is_refused(door: FlaskClient, body: bytes, digest: bytes) -> None:
    assert post(door, body or BODY, base64.b64encode(digest).decode()) == 400


@given(signature=st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=80))
@many
def test_a_signature_that_is_no_signature_is_refused(door: FlaskClient, signature: str) -> None:
    assume(signature.strip() != SIGNATURE)
    assert post(door, BODY, signature) == 400


@pytest.mark.parametrize("signature", [None, "", " ", "=", SIGNATURE[:-1], SIGNATURE + "=", SIGNATURE.lower(), "ä"])
def test_no_signature_or_half_of_one_is_refused(door: FlaskClient, signature: str | None) -> None:
    assert post(door, BODY, signature) == 400


@pytest.mark.parametrize("secret", ["", SECRET[:-1], SECRET + "0", SECRET.upper()])
def test_what_another_secret_signed_is_refused(door: FlaskClient, secret: str) -> None:
    assert post(door, BODY, sign(secret, BODY)) == 400


def test_a_signature_of_another_body_is_refused(door: FlaskClient) -> None:
    assert post(door, BODY, sign(SECRET, b'{"events":[]}')) == 400


def test_the_signature_is_over_the_raw_bytes_and_not_over_what_they_mean(door: FlaskClient) -> None:
    spaced = json.dumps(json.loads(BODY), indent=1).encode()
    assert post(door, spaced, SIGNATURE) == 400


def test_a_door_without_a_secret_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="secret"):
        webhook_blueprint("", None, None)  # type: ignore[arg-type]


@pytest.mark.processes
@pytest.mark.parametrize("command", ["web", "run", "worker"])
def test_no_process_boots_without_secret_and_token(command: str, tmp_path: Path) -> None:
    own = Processes(f"sqlite:///{tmp_path / 'castbot.db'}", "http://127.0.0.1:9", tmp_path)
    own.more = {"LINE_CHANNEL_SECRET": " ", "LINE_CHANNEL_ACCESS_TOKEN": "", "CLOCK_FILE": ""}
    process = own.start("-m", "bot", command)
    assert process.popen.wait(HANG) == 2
    assert "LINE_CHANNEL_SECRET: is not set" in process.log
    assert "LINE_CHANNEL_ACCESS_TOKEN: is not set" in process.log
    assert "Traceback" not in process.log
