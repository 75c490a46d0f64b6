"""`python -m bot doctor`: each fault is found, with the remedy; what is well is said to be well."""

import ssl
from collections import namedtuple
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from sqlalchemy import insert, text

from bot.__main__ import main
from bot.doctor import machine
from bot.line.tokens import new_key
from models.activities.media import MediaKind, MediaState
from models.messaging.inbox import InboxEvent, InboxState
from models.storage import backups
from models.tables import metadata
from tests.buckets import S3Bucket, s3_bucket, s3_server
from tests.databases import on_sqlite
from tests.running_bot import SECRET, TOKEN, RunningBot
from tests.scenarios.many_people import eventually

__all__ = ["s3_bucket", "s3_server"]
Doctor = Callable[..., dict[str, Any]]
WELL = {
    "database", "schema", "events", "unfinished", "disk", "media", "fonts", "time zone", "programme",
    "token", "secret", "webhook", "webhook test", "quota", "rich menus",
}  # fmt: skip


@pytest.fixture
def doctor(running: RunningBot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Doctor:
    """Runs the command with these settings besides; returns the findings by what they are about, and the exit code."""
    settings = running.bot.settings
    given = {
        "LINE_CHANNEL_SECRET": SECRET,
        "LINE_CHANNEL_ACCESS_TOKEN": TOKEN,
        "LINE_API_URL": running.line.url,
        "DATABASE_URL": settings.database_url,
        "MEDIA_DIR": str(settings.media_dir),
        "CLOCK_FILE": str(settings.clock_file),
        "PUBLIC_URL": running.url,
    }

    def examined(*words: str, **more: str) -> dict[str, Any]:
        for name, value in (given | more).items():
            monkeypatch.setenv(name, value)
        code = main(["doctor", "--json", *words])
        found = [orjson.loads(line) for line in capsys.readouterr().out.splitlines() if line[0] == "{"]
        return {one["about"]: one for one in found} | {"exit": code}

    return examined


def faults(found: dict[str, Any]) -> dict[str, str]:
    """What is not well, by what it is about, with the key of its sentence."""
    return {
        about: one["key"] for about, one in found.items() if about != "exit" and one["health"] not in ("well", "hint")
    }


def test_a_bot_that_is_well_is_said_to_be_well(running: RunningBot, doctor: Doctor) -> None:
    eventually(lambda: running.line.platform.menus.default)
    found = doctor()
    assert {about for about, one in found.items() if about != "exit" and one["health"] == "well"} >= WELL
    wanted = {"backup": "doctor-backup-not-set", "certificate": "doctor-public-url-http"}
    if running.database.is_sqlite:
        assert (faults(found), found["exit"], found["durability"]["health"]) == (wanted, 1, "well")
    else:  # the tests' own server does not wait for the disk, and that is found
        wanted["durability"] = "doctor-not-durable"
        assert (faults(found), found["exit"], found["clock"]["health"]) == (wanted, 2, "well")
    assert found["redelivery"]["health"] == "hint"


@on_sqlite
def test_it_says_each_in_a_line_for_people_too(
    doctor: Doctor, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    doctor()
    assert main(["doctor"]) == 1
    lines = [line for line in capsys.readouterr().out.splitlines() if line[0] in "✓·!✗"]
    assert len(lines) > len(WELL)
    assert any("BACKUP_AT" in line and line.startswith("!") for line in lines)


@on_sqlite
def test_a_revoked_token_is_found_and_nothing_else_is_asked(running: RunningBot, doctor: Doctor) -> None:
    running.line.platform.dials.token_expired = True
    found = doctor()
    assert (faults(found)["token"], found["exit"]) == ("doctor-token-refused", 2)
    assert "webhook" not in found
    assert "LINE_CHANNEL_ACCESS_TOKEN" in found["token"]["says"]


@on_sqlite
def test_a_token_that_ends_soon_is_a_warning(running: RunningBot, doctor: Doctor) -> None:
    keys = running.line.platform.keys
    assert doctor(LINE_CHANNEL_ACCESS_TOKEN=keys.issue(30 * 86400).value)["token"]["key"] == "doctor-token-ends"
    found = doctor(LINE_CHANNEL_ACCESS_TOKEN=keys.issue(3 * 86400 + 60).value)
    assert (found["token"]["key"], found["token"]["values"]) == ("doctor-token-ends-soon", {"days": 3})


@on_sqlite
def test_short_lived_tokens_are_issued_counted_and_a_wrong_key_is_said(running: RunningBot, doctor: Doctor) -> None:
    private, _ = new_key()
    of_channel = {"LINE_CHANNEL_ID": "1234567890", "LINE_CHANNEL_KEY": private, "LINE_CHANNEL_KEY_ID": "kid-1"}
    found = doctor(**of_channel, LINE_CHANNEL_ACCESS_TOKEN="")
    assert (found["token"]["key"], found["token"]["values"]) == ("doctor-token-short", {"hours": 11, "count": 1})
    assert found["rich menus"]["health"] == "well"
    keys = running.line.platform.keys
    assert keys.channel_tokens() == []  # the doctor's own is revoked
    for _ in range(20):
        keys.issue(60, with_id=True)
    assert faults(doctor(**of_channel))["token"] == "doctor-tokens-many"
    for _ in range(10):
        keys.issue(60, with_id=True)
    found = doctor(**of_channel)
    assert (faults(found)["token"], found["exit"]) == ("doctor-no-token", 2)
    assert "LINE_CHANNEL_KEY_ID" in found["token"]["says"]


@on_sqlite
def test_the_secret_of_another_channel_is_found(doctor: Doctor) -> None:
    found = doctor(LINE_CHANNEL_SECRET="f" * 32)
    assert faults(found)["secret"] == "doctor-secret-of-another"


@on_sqlite
def test_a_webhook_elsewhere_is_found_and_set(running: RunningBot, doctor: Doctor) -> None:
    running.line.webhook(url="http://127.0.0.1:9/elsewhere")
    found = doctor()
    assert (faults(found)["webhook"], found["exit"]) == ("doctor-webhook-elsewhere", 2)
    assert running.line.platform.courier.url.endswith("/elsewhere")  # it only looked
    assert doctor("--set-webhook")["webhook"]["health"] == "well"
    assert running.line.platform.courier.url == f"{running.url}/callback"


@on_sqlite
def test_a_webhook_that_is_off_or_does_not_answer_is_found(running: RunningBot, doctor: Doctor) -> None:
    running.line.platform.courier.active = False
    assert faults(doctor())["webhook"] == "doctor-webhook-off"
    running.line.platform.courier.active = True
    running.line.platform.courier.secret = "another"  # as if the bot had another channel's secret
    assert faults(doctor())["webhook test"] == "doctor-webhook-refused"
    found = doctor(PUBLIC_URL="http://127.0.0.1:9")
    assert faults(found)["webhook test"] == "doctor-webhook-silent"
    assert "COULD_NOT_CONNECT" in found["webhook test"]["says"]


@on_sqlite
def test_a_quota_that_is_used_up_or_will_be_is_found(running: RunningBot, doctor: Doctor) -> None:
    quota = running.line.platform.quota
    quota.limit = 10
    with running.database.write() as session:
        session.execute(text("INSERT INTO push_usage (id, used, allowed, asked_at, forecast) "
                             "VALUES (1, 0, 10, '2023-07-12 02:00:00.000000', 40)"))  # fmt: skip
    assert faults(doctor())["quota"] == "doctor-quota-short"
    quota.limit = 0
    assert faults(doctor())["quota"] == "doctor-quota-gone"


@on_sqlite
def test_menus_that_are_missing_or_somebody_elses_are_found(running: RunningBot, doctor: Doctor) -> None:
    menus = running.line.platform.menus
    eventually(lambda: menus.default)
    other = next(one for one in menus.menus if one != menus.default)
    menus.default = other
    assert faults(doctor())["rich menus"] == "doctor-menus-default"
    menus.menus.pop(other)
    assert faults(doctor())["rich menus"] == "doctor-menus-missing"


@on_sqlite
def test_line_that_does_not_answer_or_is_not_set_is_found(doctor: Doctor) -> None:
    assert faults(doctor(LINE_API_URL="http://127.0.0.1:9"))["line"] == "doctor-line-no-answer"
    found = doctor(LINE_CHANNEL_ACCESS_TOKEN="")
    assert found["line"]["values"] == {"setting": "LINE_CHANNEL_ACCESS_TOKEN"}


@on_sqlite
def test_a_database_of_another_version_or_none_is_found(running: RunningBot, doctor: Doctor, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"no database at all, only words " * 100)
    assert faults(doctor(DATABASE_URL=f"sqlite:///{tmp_path / 'file'}"))["database"] == "doctor-database-silent"
    assert faults(doctor(DATABASE_URL=f"sqlite:///{tmp_path / 'new.db'}"))["schema"] == "doctor-schema-old"
    for revision, key in (("0012", "doctor-schema-old"), ("9999", "doctor-schema-newer")):
        with running.database.write() as session:
            session.execute(text("UPDATE alembic_version SET version_num = :it"), {"it": revision})
        assert faults(doctor())["schema"] == key


@on_sqlite
def test_too_many_people_for_a_database_that_stores_nothing_while_it_is_read_are_found(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.storage.database.wal_is_safe", lambda _: False)
    assert doctor()["readers"]["health"] == "well"
    monkeypatch.setattr("bot.doctor.database.MOST_PEOPLE", 1)
    assert faults(doctor())["readers"] == "doctor-readers-many"


@on_sqlite
def test_events_that_wait_and_what_could_not_be_done_are_found(running: RunningBot, doctor: Doctor) -> None:
    running.office.close()
    at = running.bot.clock.real() - timedelta(minutes=9, seconds=5)
    with running.database.write() as session:
        for number, state in enumerate((InboxState.NEW, InboxState.PARKED)):
            row = {"webhook_event_id": str(number), "type": "message", "at": at, "received_at": at, "state": state}
            session.execute(insert(InboxEvent).values(row | {"chat_key": "U1"}))
    found = doctor()
    assert (found["events"]["key"], found["events"]["values"]) == ("doctor-events-wait", {"count": 1, "minutes": 9})
    assert found["unfinished"]["values"] == {"events": 1, "messages": 0}


@on_sqlite
def test_backups_that_are_not_made_are_found(running: RunningBot, doctor: Doctor) -> None:
    assert faults(doctor(BACKUP_AT="02:30"))["backup"] == "doctor-backup-none"
    for hours, key in ((40, "doctor-backup-old"), (3, "doctor-backup")):
        at = running.bot.clock.now() - timedelta(hours=hours)
        with running.database.write() as session:
            number = backups.begin(session, at, "castbot.tar.zst")
            backups.end(session, number or 0, at, snapshot_at=at, size=1)
        assert doctor(BACKUP_AT="02:30")["backup"]["key"] == key


@on_sqlite
@pytest.mark.parametrize(
    ("free", "files", "key"),
    [(10**8, 10**6, "doctor-disk-full"), (10**9, 10**6, "doctor-disk-little"), (10**11, 10, "doctor-disk-files")],
)
def test_a_disk_that_is_nearly_full_is_found(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch, free: int, files: int, key: str
) -> None:
    usage = namedtuple("usage", "total used free")
    room = namedtuple("room", "f_files f_favail")
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda _: usage(10**12, 10**12 - free, free))
    monkeypatch.setattr(machine.os, "statvfs", lambda _: room(10**7, files))
    assert faults(doctor())["disk"] == key


@on_sqlite
def test_a_folder_of_media_that_is_closed_or_the_wrong_one_is_found(
    running: RunningBot, doctor: Doctor, tmp_path: Path
) -> None:
    (tmp_path / "a file").touch()
    assert faults(doctor(MEDIA_DIR=str(tmp_path / "a file")))["media"] == "doctor-media-closed"
    row = {"person_id": 1, "chat_key": "U1", "kind": MediaKind.PHOTO, "message_id": "1", "state": MediaState.STORED}
    now = running.bot.clock.now()
    with running.database.write() as session:
        times = {column.name: now for column in metadata.tables["media"].columns if column.name.endswith("_at")}
        session.execute(insert(metadata.tables["media"]).values(row | times | {"sha256": "a" * 64, "attempts": 0}))
    assert faults(doctor())["media"] == "doctor-media-missing"


@on_sqlite
def test_a_bucket_of_media_that_keeps_what_is_deleted_or_does_not_answer_is_found(
    doctor: Doctor, s3_bucket: S3Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = doctor(MEDIA_URL=s3_bucket.address)
    assert found["media"] == {"key": "doctor-media"} | found["media"]
    assert "MEDIA_DIR" not in str(found)
    s3_bucket.keep_versions()
    assert faults(doctor(MEDIA_URL=s3_bucket.address))["media"] == "doctor-media-versions"
    assert faults(doctor(MEDIA_URL="s3://another-bucket"))["media"] == "doctor-bucket-closed"


def expired() -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_message = "certificate has expired"
    return error


@on_sqlite
@pytest.mark.parametrize(
    ("ends", "key"),
    [
        (timedelta(days=60, hours=1), "doctor-certificate"),
        (timedelta(days=5, hours=1), "doctor-certificate-ends-soon"),
        (expired(), "doctor-certificate-wrong"),
        (ConnectionRefusedError(), "doctor-certificate-silent"),
    ],
)
def test_a_certificate_that_ends_is_found_in_time(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch, ends: timedelta | Exception, key: str
) -> None:
    def asked(*_: object) -> datetime:
        if isinstance(ends, Exception):
            raise ends
        return datetime.fromtimestamp(machine.wall() / 1_000_000, UTC) + ends

    monkeypatch.setattr(machine, "_ends", asked)
    assert doctor(PUBLIC_URL="https://bot.example.go.th")["certificate"]["key"] == key


@on_sqlite
def test_a_programme_that_is_over_is_found(running: RunningBot, doctor: Doctor) -> None:
    found = doctor(CLOCK_FILE="", CLOCK_OFFSET="0")
    assert faults(found)["programme"] == "doctor-programme-over"
