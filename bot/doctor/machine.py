"""Looks at this machine: room, folders, fonts, time zone, the programme's file, and the certificate of PUBLIC_URL."""

import os
import shutil
import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from bot.clock import EPOCH, Clock, wall
from bot.doctor.findings import Finding, warning, well, wrong
from bot.media import media_of
from bot.settings import ROOT, Settings
from models.activities.media import Media, MediaState
from models.storage.database import Database
from programmes import Programme
from programmes.bangkok import bangkok_day

LITTLE_ROOM: Final = 2_000_000_000  # bytes
NO_ROOM: Final = 200_000_000
FEW_FILES: Final = 10_000  # inodes
LOOKED_AT: Final = 20  # of the newest media
CONNECTS_WITHIN: Final = 10.0  # seconds
ENDS_SOON: Final = timedelta(days=14)
FONTS: Final = ("services/papers/fonts/Sarabun-Regular.ttf", "bot/cards/rich_menus/fonts/Sarabun-SemiBold.ttf")


def look_at_machine(settings: Settings, programme: Programme, database: Database, clock: Clock) -> Iterator[Finding]:
    yield from _room(settings, database)
    yield from _media(settings, database)
    yield _fonts()
    yield _time_zone()
    yield _programme(programme, clock)
    yield _certificate(settings)


def _room(settings: Settings, database: Database) -> Iterator[Finding]:
    folders = {"BACKUP_DIR": settings.backups}
    if settings.media_url is None:
        folders = {"MEDIA_DIR": settings.media_dir} | folders
    if database.is_sqlite:
        folders = {"DATABASE_URL": Path(str(database.url.database)).parent} | folders
    seen = set[int]()
    for name, folder in folders.items():
        there = next(one for one in (folder.absolute(), *folder.absolute().parents) if one.exists())
        device = there.stat().st_dev
        if device in seen:
            continue
        seen.add(device)
        free, files = shutil.disk_usage(there).free, os.statvfs(there)
        values: dict[str, str | int] = {"setting": name, "folder": str(folder), "free": f"{free / 1e9:.1f}"}
        if free < NO_ROOM:
            yield wrong("disk", "doctor-disk-full", **values)
        elif free < LITTLE_ROOM:
            yield warning("disk", "doctor-disk-little", **values)
        elif files.f_files and files.f_favail < FEW_FILES:
            yield warning("disk", "doctor-disk-files", **values)
        else:
            yield well("disk", "doctor-disk", **values)


def _media(settings: Settings, database: Database) -> Iterator[Finding]:
    store = media_of(settings)
    named = {"setting": store.setting, "folder": store.place}
    try:
        keeps_deleted = store.try_out()
    except OSError as error:
        yield wrong(
            "media",
            "doctor-bucket-closed" if settings.media_url else "doctor-media-closed",
            **named,
            why=str(error.strerror),
        )
        return
    newest = select(Media.sha256).where(Media.state == MediaState.STORED, Media.sha256.is_not(None))
    try:
        with database.read() as session:
            hashes = session.scalars(newest.order_by(Media.id.desc()).limit(LOOKED_AT)).all()
    except DBAPIError:
        hashes = []  # the database has a finding of its own
    missing = [one for one in hashes if one and not store.has(one)]
    if missing:
        yield wrong("media", "doctor-media-missing", **named, count=len(missing), of=len(hashes))
    elif keeps_deleted:
        yield warning("media", "doctor-media-versions", **named)
    else:
        yield well("media", "doctor-media", **named)


def _fonts() -> Finding:
    missing = [name for name in FONTS if not (ROOT / name).exists()]
    return (
        wrong("fonts", "doctor-fonts-missing", files=", ".join(missing)) if missing else well("fonts", "doctor-fonts")
    )


def _time_zone() -> Finding:
    try:
        ZoneInfo("Asia/Bangkok")
    except ZoneInfoNotFoundError:
        return wrong("time zone", "doctor-time-zone-missing")
    return well("time zone", "doctor-time-zone")


def _programme(programme: Programme, clock: Clock) -> Finding:
    today = bangkok_day(clock.now())
    first, last = programme.start.isoformat(), programme.end.isoformat()
    if today > programme.end:
        return warning("programme", "doctor-programme-over", first=first, last=last)
    return well("programme", "doctor-programme", first=first, last=last)


def _certificate(settings: Settings) -> Finding:
    url = settings.public_url
    if url is None:
        return warning("certificate", "doctor-public-url-not-set")
    parts = urlsplit(url)
    if parts.scheme != "https":
        return warning("certificate", "doctor-public-url-http", url=url)
    try:
        ends = _ends(parts.hostname or "", parts.port or 443)
    except ssl.SSLCertVerificationError as error:
        return wrong("certificate", "doctor-certificate-wrong", url=url, why=error.verify_message)
    except (OSError, ValueError) as error:
        return wrong("certificate", "doctor-certificate-silent", url=url, why=type(error).__name__)
    days = (ends - (EPOCH + timedelta(microseconds=wall()))) // timedelta(days=1)
    if days < ENDS_SOON.days:
        return warning("certificate", "doctor-certificate-ends-soon", url=url, days=days)
    return well("certificate", "doctor-certificate", url=url, days=days)


def _ends(host: str, port: int) -> datetime:
    """Return when the certificate of a host ends. Raises OSError; SSLCertVerificationError if browsers refuse it."""
    context = ssl.create_default_context()
    with (
        socket.create_connection((host, port), CONNECTS_WITHIN) as raw,
        context.wrap_socket(raw, server_hostname=host) as wrapped,
    ):
        ends = str((wrapped.getpeercert() or {})["notAfter"])
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(ends), UTC)
