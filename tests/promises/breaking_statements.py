"""A bot in a process of its own whose database refuses each kind of statement once, with the statement's values in the
words of the error. Canaries come in by every way. Its log is what the test reads; `broken.json` says what was broken.

    python -m tests.promises.breaking_statements DATABASE_URL FORMAT FOLDER
"""

import io
import json
import re
import sqlite3
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import psycopg
from flask.testing import FlaskClient
from sqlalchemy import Engine, event, select

from bot.app import WorkerProcess, close_app, create_app
from bot.inbound import handling, webhook, worker
from bot.line import client as client_module
from bot.line.sdk import create_rich_menus
from bot.log import configure_logging
from bot.outbound import rich_menus
from bot.resources import Bot
from bot.settings import Settings
from models import schema
from models.coordination import downloads
from models.coordination.downloads import ExportRequest
from models.forms import forms, submissions
from models.messaging import chat_queues
from models.messaging.chat_queues import Direction
from models.messaging.inbox import InboxEvent
from models.people import people
from services.forms.filling import begin
from services.forms.publishing import publish_form
from services.roster.applying import apply_roster
from simulator.webhook_sender import sign
from tests.running_bot import KANDA, NAMED_PEOPLE, SECRET, SOMCHAI, register
from tests.scenarios.interviewing import SURVEY

CANARY: Final = "canary7f3a"  # in every input, in other letters each time
THAI: Final = "นกขมิ้น"
TOKEN: Final = f"{CANARY}-channel-token"
USERS: Final = {SOMCHAI: "U" + "5" * 32, KANDA: "U" + "6" * 32}
ROUNDS: Final = 8
QUIET: Final = 2  # rounds without anything new to break


class Breaking:
    """Refuses the first statement of each kind: what it does, to which table, with which columns."""

    def __init__(self, engine: Engine) -> None:
        self.armed = False
        self.broken: set[str] = set()
        self._error = sqlite3.IntegrityError if engine.dialect.name == "sqlite" else psycopg.errors.IntegrityError
        event.listen(engine, "do_execute", self._refuse)
        event.listen(engine, "do_executemany", self._refuse)

    def _refuse(self, _cursor: object, statement: str, parameters: object, _context: object) -> None:
        kind = re.sub(r"\W+", " ", re.sub(r"[:%?]\(?\w*\)?s?", "", statement))[:160]
        if self.armed and kind not in self.broken:
            self.broken.add(kind)
            raise self._error(f"refused: {statement} {parameters!r}")


def main(database_url: str, form: str, folder: Path) -> None:
    configure_logging("json" if form == "json" else "text")
    for module, name in ((handling, "RETRY_AFTER"), (worker, "PAUSE_AFTER_TROUBLE")):
        setattr(module, name, (timedelta(0),) * 3 if name == "RETRY_AFTER" else timedelta(seconds=0.01))
    client_module.with_the_sdk = create_rich_menus  # type: ignore[assignment]  # tried each second, without a process
    rich_menus.TRY_AGAIN_SECONDS = 1.0  # type: ignore[misc]
    chat_queues.LEASE |= dict.fromkeys(Direction, timedelta(seconds=2))  # what was refused to be given back ends soon
    webhook.GROUP_COMMIT_WAIT = 0.0  # type: ignore[misc]
    bot = Bot(
        Settings(
            line_channel_secret=SECRET,
            line_channel_access_token=TOKEN,
            line_api_url="http://127.0.0.1:9",  # nobody answers: what is said of that is in the log too
            line_bot_basic_id="@castbot",
            database_url=database_url,
            media_dir=folder / "media",
            public_url="https://bot.example",
        )
    )
    schema.migrate(bot.database)
    tokens = _furnish(bot)
    breaking = Breaking(bot.database.engine)
    app, office = create_app(bot), WorkerProcess(bot)
    office.open()
    client, quiet = app.test_client(), 0
    breaking.armed = True
    for number in range(ROUNDS):
        before = len(breaking.broken)
        for _ in _everything(client, tokens, number):
            pass
        _wait_until_handled(bot, breaking)
        quiet = quiet + 1 if len(breaking.broken) == before else 0
        if quiet == QUIET:
            break
    breaking.armed = False
    close_app(app)
    office.close()
    bot.close()
    (folder / "broken.json").write_text(json.dumps(sorted(breaking.broken)))


def _furnish(bot: Bot) -> dict[str, str]:
    """The cast on record, with a draft and a download, and the tokens of both."""
    now, version = bot.clock.now(), bot.programme.retention.notice_version
    publish_form(bot.database, "survey.md", SURVEY.encode(), by="command", now=now, for_role="participant")
    with bot.database.write() as session:
        apply_roster(session, NAMED_PEOPLE, bot.programme, now)
        for name, user_id in USERS.items():
            person = people.by_name(session, name)[0]
            register(session, person, user_id, version, now)
            person.position = f"{CANARY} {THAI} position"
        somchai, kanda = (people.by_name(session, name)[0] for name in USERS)
        survey = forms.newest(session, "survey")
        assert survey is not None
        draft = begin(session, survey, person_id=somchai.id, now=now, language="th")
        return {
            "form": submissions.new_link(session, draft.submission, now),
            "download": downloads.offer(session, kanda.id, ExportRequest("people", "csv"), bot.clock.real())[1],
        }


def _everything(client: FlaskClient, tokens: dict[str, str], number: int) -> Iterator[int]:
    """Send a canary by every way: messages of each type, buttons, page, its script, files, addresses."""
    said = f"{CANARY} {THAI} {number}"
    messages: list[dict[str, Any]] = [
        {"type": "text", "text": f"วันนี้ประชุมกับผู้ใหญ่บ้าน 25 คน เรื่องถังขยะเปียก {said}"},
        {"type": "text", "text": f"ถามพี่เลี้ยง {said}"},
        {"type": "text", "text": said, "quotedMessageId": f"{CANARY}-quoted"},
        {"type": "image", "contentProvider": {"type": "line"}},
        {"type": "location", "latitude": 19.3, "longitude": 99.8, "title": said, "address": said},
        {"type": "file", "fileName": f"{said}.pdf", "fileSize": 9},
    ]
    events = [{"type": "message", "message": {"id": f"{CANARY}-{number}-{n}", **one}} for n, one in enumerate(messages)]
    events += [
        {"type": "postback", "postback": {"data": f"open?activity={number + 1}&{CANARY}", "params": {"date": said}}},
        {"type": "postback", "postback": {"data": f"open?activity={number + 1}"}},
        {"type": "unsend", "unsend": {"messageId": f"{CANARY}-{number - 1}-1"}},
    ]
    yield _call(client, events, SOMCHAI, number)
    yield _call(client, [{"type": "message", "message": {"id": f"{CANARY}-{number}-k", "type": "text", "text": words}}
                         for words in (f"ประกาศ {said}", f"ขอดูของ {said}", "สรุปวันนี้")], KANDA, number)  # fmt: skip
    form = tokens["form"]
    yield client.get(f"/f/{form}").status_code
    yield client.post(f"/f/{form}", data={"a:people[1]/leader": said, "a:houses": str(number), "save": "1"}).status_code
    yield client.post(f"/f/{form}/answer", data={"key": "people[1]/leader", "value": said}).status_code
    file = (io.BytesIO(b"no picture"), f"{said}.png")
    yield client.post(f"/f/{form}", data={"a:picture": file, f"a:{CANARY}": said, "save": "1"}).status_code
    yield client.get(f"/f/{CANARY}-{number}?{CANARY}={CANARY}").status_code
    yield client.get(f"/m/{CANARY}-{number}").status_code
    yield client.get(f"/d/{tokens['download']}").status_code
    yield client.get(f"/d/{CANARY}-{number}").status_code
    yield client.get("/readyz").status_code


def _call(client: FlaskClient, events: list[dict[str, Any]], who: str, number: int) -> int:
    for place, one in enumerate(events):
        one |= {
            "webhookEventId": f"{CANARY}-{who}-{number}-{place}",
            "mode": "active",
            "timestamp": int(time.time() * 1000),
            "source": {"type": "user", "userId": USERS[who]},
            "replyToken": f"{CANARY}-reply-{number}-{place}",
        }
    body = json.dumps({"destination": "U0", "events": events}).encode()
    headers = {"X-Line-Signature": sign(SECRET, body)}
    return client.post("/callback", data=body, content_type="application/json", headers=headers).status_code


def _wait_until_handled(bot: Bot, breaking: Breaking) -> None:
    """Wait until no event waits. This looks at the database itself, so nothing is broken meanwhile by looking."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            with bot.database.read() as session:
                waiting = session.scalars(select(InboxEvent.id).where(InboxEvent.state == "new").limit(1)).first()
        except Exception:  # refused, once
            waiting = 0
        if waiting is None:
            return
        time.sleep(0.02)
    raise TimeoutError(f"events wait after {len(breaking.broken)} refusals")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
