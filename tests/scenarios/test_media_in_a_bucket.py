"""Photos in a bucket (moto's server): shown, backed up, restored into another bucket, erased."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import urllib3
from sqlalchemy import select

from bot.__main__ import main
from models.activities.media import Media, MediaState
from scheduler.housekeeping import Housekeeping
from simulator.driver import Someone
from tests.buckets import S3Bucket, s3_bucket, s3_server
from tests.conftest import WEDNESDAY
from tests.databases import on_sqlite
from tests.running_bot import SOMCHAI, RunningBot, start_running_bot
from tests.scenarios.many_people import eventually, everything_in, photo

__all__ = ["s3_bucket", "s3_server"]
pytestmark = on_sqlite


@pytest.fixture
def running(
    database_url: str, tmp_path: Path, s3_bucket: S3Bucket, monkeypatch: pytest.MonkeyPatch
) -> Iterator[RunningBot]:
    """The bot with its media in a bucket; commands find the same settings."""
    for name, value in {
        "DATABASE_URL": database_url, "MEDIA_URL": s3_bucket.address, "LINE_CHANNEL_SECRET": "secret",
        "BACKUP_DIR": str(tmp_path / "backups"),
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    with start_running_bot(database_url, tmp_path, start=WEDNESDAY, media_url=s3_bucket.address) as opened:
        yield opened


def has_sent_a_photo(running: RunningBot) -> tuple[Someone, bytes, Media]:
    phone, body = running.joined(SOMCHAI), photo("crimson", (150, 41))
    phone.says("วันนี้ประชุมกับผู้ใหญ่บ้านเรื่องถังขยะเปียก 25 คน")
    phone.hears(1)
    phone.sends_image(body)
    phone.hears(1)
    eventually(lambda: stored(running))
    return phone, body, stored(running)[0]


def stored(running: RunningBot) -> list[Media]:
    with running.database.read() as session:
        return list(session.scalars(select(Media).where(Media.state == MediaState.STORED)))


def names(bucket: S3Bucket) -> list[str]:
    return sorted(name.rpartition("/")[2][64:] for name in bucket.objects())


def test_a_photo_is_kept_in_the_bucket_alone_shown_and_erased(
    running: RunningBot, s3_bucket: S3Bucket, tmp_path: Path
) -> None:
    phone, body, kept = has_sent_a_photo(running)
    assert names(s3_bucket) == ["", ".thumb.jpg"]
    assert not (tmp_path / "media").exists()
    full, small = (urllib3.request("GET", f"{running.url}/m/{kept.token}{asked}") for asked in ("?full", ""))
    assert (full.status, full.data) == (200, body)
    assert (small.status, small.data[:2]) == (200, b"\xff\xd8")
    phone.says("ลบข้อมูลของฉัน")
    assert "รูป" in everything_in(phone.hears(1)[0])
    phone.says("ยืนยันลบทั้งหมด")
    phone.hears(1)
    Housekeeping(running.bot).remove_leftovers()
    assert s3_bucket.objects() == {}
    assert urllib3.request("GET", f"{running.url}/m/{kept.token}?full").status == 404


def test_photos_of_a_bucket_are_backed_up_and_restored_into_another_that_is_empty(
    running: RunningBot,
    s3_bucket: S3Bucket,
    s3_server: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, body, kept = has_sent_a_photo(running)
    file = str(tmp_path / "carried" / "castbot.tar.zst")
    with monkeypatch.context() as meanwhile:
        meanwhile.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
        assert main(["backup", file]) == 1
        said = capsys.readouterr().err
        assert f"MEDIA_URL: อ่านไฟล์ที่เก็บใน {s3_bucket.address} ไม่ได้" in said
        assert main(["restore", file]) == 1
        assert "Traceback" not in capsys.readouterr().err
    assert main(["backup", file]) == 0
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'new' / 'castbot.db'}")
    assert main(["restore", file]) == 1
    assert f"MEDIA_URL: {s3_bucket.address}" in capsys.readouterr().err
    other = S3Bucket(s3_server)
    monkeypatch.setenv("MEDIA_URL", other.address)
    assert main(["restore", file]) == 0
    assert other.objects() == s3_bucket.objects()
    assert other.objects()[f"castbot/media/{(kept.sha256 or '')[:2]}/{kept.sha256}"] == body
