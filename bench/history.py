"""Writes years of data in bulk: millions of activities and everything that belongs to them."""

import os
import sqlite3
from datetime import date
from typing import Final

import psycopg
from sqlalchemy import make_url

from bench.systems import PEOPLE
from models.activities.entry_words import in_bars
from thai.search_words import search_words

LAST_DAY: Final = date(2023, 7, 11)
_WORDS: Final = "ประชุมกับผู้ใหญ่บ้านและพระเรื่องถังขยะเปียก"
_CUT: Final = search_words(_WORDS)
_TABLES: Final = ("inbox_event", "activity", "activity_piece", "delivery")  # tables with numbered rows


def fill(url: str, count: int) -> None:
    """Add `count` activities of the registered people, one for each person and day, back from 11 July 2566. Each has an
    event, piece, two marks, place, delivery, sent message and words in the index of the search, as they are stored one
    day later."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        _fill_sqlite(str(address.database), count)
    else:
        _fill_postgres(address.set(drivername="postgresql").render_as_string(hide_password=False), count)


def _fill_sqlite(path: str, count: int) -> None:
    numbers = (
        f"WITH RECURSIVE number(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n < {count - 1}), "
        f"past AS (SELECT n, n % {PEOPLE} + 1 AS who, date('{LAST_DAY}', '-' || (n / {PEOPLE}) || ' days') AS d "
        "FROM number) "
    )
    connection = sqlite3.connect(path)
    for pragma in ("synchronous=OFF", "journal_mode=OFF", "cache_size=-1000000", "foreign_keys=OFF"):
        connection.execute(f"PRAGMA {pragma}")
    for table, select in _rows("d", "d || ' 02:00:00.000000'", "0", "printf('%012d', n)").items():
        connection.execute(f"INSERT INTO {table} {numbers} {select}")
    connection.commit()
    connection.close()
    os.sync()  # like a CHECKPOINT: the bulk data is on the disk before any commit is measured


def _fill_postgres(address: str, count: int) -> None:
    numbers = (
        f"WITH past AS (SELECT n, n % {PEOPLE} + 1 AS who, "
        f"to_char(date '{LAST_DAY}' - (n / {PEOPLE}), 'YYYY-MM-DD') AS d FROM generate_series(0, {count - 1}) AS n) "
    )
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("SET synchronous_commit = off")
        connection.execute("SET session_replication_role = replica")  # foreign keys are not checked row by row
        connection.execute("SET maintenance_work_mem = '512MB'")
        rows = _rows("d::date", "(d || ' 02:00:00+00')::timestamptz", "false", "lpad(n::text, 12, '0')")
        for table, select in rows.items():
            connection.execute(f"INSERT INTO {table} {numbers} {select}")
        for table in _TABLES:
            connection.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {count})")
        connection.execute("VACUUM ANALYZE")
        connection.execute("CHECKPOINT")


def _rows(day: str, time: str, no: str, digits: str) -> dict[str, str]:
    """Return a SELECT for each table. The arguments are SQL of a day, an instant, false, and `n` with leading zeros."""
    of_chat = "FROM past JOIN chat ON chat.person_id = who"
    return {
        "inbox_event (id, webhook_event_id, chat_key, type, message_id, at, received_at, state, attempts, done_at)": (
            f"SELECT n + 1, 'H' || {digits}, line_user_id, 'message', 'M' || {digits}, "
            f"{time}, {time}, 'done', 0, {time} {of_chat}"
        ),
        "activity (id, person_id, chat_key, day, state, words, people_count, photos, revision, opened_at, latest_at, "
        "created_at, updated_at)": (
            f"SELECT n + 1, who, line_user_id, {day}, 'submitted', '{_WORDS}', 25, "
            f"0, 1, {time}, {time}, {time}, {time} {of_chat}"
        ),
        "entry_text (activity_id, revision, words)": f"SELECT n + 1, 1, '{in_bars(_CUT)}' FROM past",
        "entry_word (word, day, activity_id)": " UNION ALL ".join(
            f"SELECT '{word}', {day}, n + 1 FROM past" for word in sorted({*_CUT})
        ),
        "activity_mark (activity_id, kind, key, person_id)": (
            "SELECT n + 1, 'sector', 'government', who FROM past "
            "UNION ALL SELECT n + 1, 'tag', 'wet_waste', who FROM past"
        ),
        "activity_place (activity_id, position, level, name, code, person_id)": (
            "SELECT n + 1, 0, 'subdistrict', 'แม่ใจ', '560701', who FROM past"
        ),
        "activity_piece (id, activity_id, person_id, message_id, kind, joined, at)": (
            f"SELECT n + 1, n + 1, who, 'M' || {digits}, 'words', {no}, {time} FROM past"
        ),
        "delivery (id, chat_key, state, rides, about_kind, about_id, message_count, due_at, route, retry_key, "
        "attempts, in_doubt, sealed_at, created_at, settled_at)": (
            f"SELECT n + 1, line_user_id, 'sent', {no}, 'activity', n + 1, 1, {time}, 'reply', 'K' || {digits}, 0, "
            f"{no}, {time}, {time}, {time} {of_chat}"
        ),
        "sent_message (line_message_id, chat_key, about_kind, about_id, at)": (
            f"SELECT 'S' || {digits}, line_user_id, 'activity', n + 1, {time} {of_chat}"
        ),
    }
