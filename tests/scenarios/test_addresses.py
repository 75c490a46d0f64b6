"""What the web process shows besides the webhook: photos by their address, health, readiness, metrics."""

import re
from datetime import timedelta

import pytest
import urllib3
from flask import Flask
from sqlalchemy import text

from bot.web.health import health_blueprint
from bot.web.readiness import Readiness
from models.activities import media
from models.activities.media import Media
from models.storage import backups
from tests.patience import HANG
from tests.running_bot import METRICS_TOKEN, RunningBot
from tests.scenarios.many_people import ManyPeople, eventually, only_entry, photo, settled

WORK = "วันนี้ประชุมกับผู้ใหญ่บ้านและพระเรื่องถังขยะเปียก 25 คน"


def get(running: RunningBot, path: str) -> urllib3.BaseHTTPResponse:
    return urllib3.request("GET", running.url + path, timeout=HANG, retries=False)


def token_of(running: RunningBot, message_id: str) -> str | None:
    with running.database.read() as session:
        found = session.query(Media).filter_by(message_id=message_id, state="stored").one_or_none()
        return found.token if found else None


def test_a_photo_is_shown_small_by_default_and_whole_when_asked(hamlet: ManyPeople) -> None:
    running, phone = hamlet.running, hamlet.participant()
    body = photo("maroon", (1500, 1000))
    sent = phone.sends_image(body)
    phone.hears(1)
    token = eventually(lambda: token_of(running, sent.message_id))
    small, whole = get(running, f"/m/{token}"), get(running, f"/m/{token}?full")
    assert (small.status, small.headers["Content-Type"]) == (200, "image/jpeg")
    assert (whole.status, whole.headers["Content-Type"], whole.data) == (200, "image/png", body)
    for answer in (small, whole):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "no-cache" in answer.headers["Cache-Control"]


def test_an_address_shows_nothing_once_its_photo_is_unsent(village: ManyPeople) -> None:
    running, phone = village.running, village.participant()
    sent = phone.sends_image(photo("indigo"))
    phone.hears(1)
    token = eventually(lambda: token_of(running, sent.message_id))
    assert get(running, f"/m/{token}").status == 200
    phone.unsends(sent.message_id)
    settled(running)
    for path in (f"/m/{token}", f"/m/{token}?full"):
        assert get(running, path).status == 404


def test_an_address_shows_nothing_while_its_entry_is_deleted(hamlet: ManyPeople) -> None:
    running, phone = hamlet.running, hamlet.participant()
    sent = phone.sends_image(photo("olive"))
    phone.hears(1)
    token = eventually(lambda: token_of(running, sent.message_id))
    phone.says("ลบ")
    phone.hears(1)
    assert get(running, f"/m/{token}").status == 404
    phone.says("เลิกลบ")
    phone.hears(1)
    assert get(running, f"/m/{token}").status == 200


@pytest.mark.parametrize("path", ["/m/", "/m/x", "/m/../../etc/passwd", "/m/%2e%2e%2fcastbot.db", "/m/" + "a" * 500])
def test_a_guessed_address_shows_nothing(hamlet: ManyPeople, path: str) -> None:
    assert get(hamlet.running, path).status == 404


def test_tokens_cannot_be_guessed_from_one_another(hamlet: ManyPeople) -> None:
    phone = hamlet.participant()
    phone.sends_album([(photo(color), "image/png") for color in ("red", "green")])
    phone.hears(1)
    with hamlet.running.database.read() as session:
        tokens = [one.token for one in media.of_activity(session, only_entry(hamlet.running, phone).id)]
    assert all(token and len(token) >= 22 for token in tokens)
    assert len({token[:6] for token in tokens if token}) == 2


def test_health_and_readiness_say_ok(village: ManyPeople) -> None:
    assert get(village.running, "/healthz").status == 200
    answer = eventually(lambda: (found := get(village.running, "/readyz")).status == 200 and found)
    can = {"store": True, "handle": True, "send": True}
    assert answer.json() == {"ready": True, "can": can, "trouble": [], "warnings": []}


def test_metrics_count_turns_and_name_nobody(hamlet: ManyPeople) -> None:
    running, phone = hamlet.running, hamlet.participant()
    phone.says(WORK)
    phone.hears(1)
    said = _metrics(running, f"Bearer {METRICS_TOKEN}").data.decode()
    assert re.search(r"turns_total\{[^}]*done[^}]*\} [1-9]", said)
    assert phone.name not in said
    assert phone.user_id not in said


@pytest.mark.parametrize(
    "given", [None, "Bearer", "Bearer another", f"Bearer {METRICS_TOKEN}x", f"Basic {METRICS_TOKEN}"]
)
def test_metrics_are_shown_to_those_who_have_their_token(hamlet: ManyPeople, given: str | None) -> None:
    answer = _metrics(hamlet.running, given)
    assert (answer.status, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert b"castbot" not in answer.data


@pytest.mark.parametrize("token", [None, ""])
@pytest.mark.parametrize("given", [{}, {"Authorization": "Bearer "}, {"Authorization": "Bearer None"}])
def test_without_a_token_in_the_settings_nobody_is_shown_metrics(
    hamlet: ManyPeople, token: str | None, given: dict[str, str]
) -> None:
    app = Flask(__name__)
    database, clock = hamlet.running.database, hamlet.running.bot.clock
    readiness = Readiness(database, clock, lambda: None)
    app.register_blueprint(health_blueprint(database, clock, readiness, token, backs_up=False))
    assert app.test_client().get("/metrics", headers=given).status_code == 404


def _metrics(running: RunningBot, authorization: str | None) -> urllib3.BaseHTTPResponse:
    headers = {"Authorization": authorization} if authorization else {}
    return urllib3.request("GET", f"{running.url}/metrics", headers=headers, timeout=HANG)


def test_a_database_of_another_version_is_not_ready(running_on_sqlite: RunningBot) -> None:
    with running_on_sqlite.database.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = 'another'"))
    answer = eventually(lambda: (found := get(running_on_sqlite, "/readyz")).status == 503 and found)
    assert answer.json()["can"]["store"] is False
    assert "migrate" in answer.json()["trouble"][0]
    assert get(running_on_sqlite, "/healthz").status == 200


def test_readyz_warns_of_an_old_backup_and_stays_ready(running_on_sqlite: RunningBot) -> None:
    database, clock = running_on_sqlite.database, running_on_sqlite.bot.clock
    app = Flask(__name__)
    readiness = Readiness(database, clock, lambda: None)
    app.register_blueprint(health_blueprint(database, clock, readiness, METRICS_TOKEN, backs_up=True))
    readiness.start()
    said = app.test_client()

    def made(hours: int) -> None:
        at = clock.now() - timedelta(hours=hours)
        with database.write() as session:
            number = backups.begin(session, at, "castbot.tar.zst")
            backups.end(session, number or 0, at, snapshot_at=at, size=1)

    assert said.get("/readyz").json["warnings"] == ["no backup has been made: see python -m bot doctor"]
    made(30)
    answer = said.get("/readyz")
    assert (answer.status_code, answer.json["ready"]) == (200, True)
    assert answer.json["warnings"] == ["the last backup is 30 hours old: see python -m bot doctor"]
    metrics = said.get("/metrics", headers={"Authorization": f"Bearer {METRICS_TOKEN}"}).text
    assert re.search(r"castbot_backup_age_seconds(\{[^}]*\})? 108\d\d\d\.", metrics)
    made(1)
    assert said.get("/readyz").json["warnings"] == []
    readiness.stop()


def test_other_paths_and_methods_are_refused(hamlet: ManyPeople) -> None:
    assert get(hamlet.running, "/").status == 404
    assert get(hamlet.running, "/callback").status == 405
    assert urllib3.request("POST", hamlet.running.url + "/healthz").status == 405
