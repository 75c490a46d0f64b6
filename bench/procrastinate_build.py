"""The same turn as its users would build it today: Flask, line-bot-sdk, SQLAlchemy and procrastinate on PostgreSQL.

`app` is the webhook: it checks the signature and defers a job for each event. The job's `lock` is the chat (one job of
a chat at a time, in order), its `queueing_lock` the event's id (an event that is sent again while it waits is no second
job). procrastinate's own command runs the jobs. A job writes what it does in one transaction that begins with the
event's row in the inbox, so a job that is run again does nothing twice. Then it sends the card; if the reply token is
used or too old, as a push with the retry key that was stored with the card.

Sentence, understanding and card are our bot's, so that the rest is compared. What it cannot hold of
docs/reliability.md: several events of a chat are as many transactions and calls; a worker that dies leaves its job
`doing` until somebody retries stalled jobs, and the chat waits; nothing keeps LINE's rate or the month's quota; nobody
is told of what failed.
"""

import os
from datetime import date, datetime
from functools import cache
from typing import Any, Final
from uuid import uuid4

from flask import Flask, abort, request
from linebot.v3 import WebhookParser
from linebot.v3.exceptions import InvalidSignatureError
from linebot.v3.messaging import (
    ApiClient,
    ApiException,
    Configuration,
    FlexMessage,
    MessagingApi,
    PushMessageRequest,
    ReplyMessageRequest,
)
from linebot.v3.webhooks import MessageEvent, TextMessageContent
from procrastinate import App, PsycopgConnector, SyncPsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued
from sqlalchemy import JSON, ForeignKey, create_engine, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

from bench.people import DISTRICTS, user_ids
from bench.processes import ROOT
from bot.cards.activity import ActivityCard, activity_card
from bot.cards.facts import Fact
from locales.texts import Texts
from programmes import Programme, load
from thai.context import BANGKOK, Context
from thai.understand import understand

CONCURRENT_JOBS: Final = 16  # as many as the echo bot has threads
URL: Final = os.environ.get("DATABASE_URL", "")
API: Final = Configuration(
    host=os.environ.get("LINE_API_URL", "https://api.line.me"),
    access_token=os.environ.get("LINE_CHANNEL_ACCESS_TOKEN", ""),
)
# The bench's clock stands in the programme; see bench/systems.py.
BEGAN: Final = datetime.fromisoformat("2023-07-12T09:00:00+07:00")


class Table(DeclarativeBase):
    """The rival's own tables."""


class Participant(Table):
    __tablename__ = "rival_participant"

    user_id: Mapped[str] = mapped_column(primary_key=True)
    district: Mapped[str]


class Inbox(Table):
    """An event that was handled. It is stored with its effects, so that they happen once."""

    __tablename__ = "rival_inbox"

    event_id: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[str]


class Record(Table):
    """What a participant did on a day."""

    __tablename__ = "rival_activity"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("rival_participant.user_id"), index=True)
    day: Mapped[date]
    words: Mapped[str]
    people_count: Mapped[int | None]
    sectors: Mapped[list[str]] = mapped_column(JSON)
    places: Mapped[list[str]] = mapped_column(JSON)


class Delivery(Table):
    """A card that is to be sent, with the key under which LINE takes it once."""

    __tablename__ = "rival_delivery"

    event_id: Mapped[str] = mapped_column(ForeignKey("rival_inbox.event_id"), primary_key=True)
    retry_key: Mapped[str]
    card: Mapped[dict[str, Any]] = mapped_column(JSON)
    sent: Mapped[bool] = mapped_column(default=False)


jobs: Final = App(connector=PsycopgConnector(conninfo=URL.replace("+psycopg", "")))


# ── the webhook ──

app: Final = Flask(__name__)
parser: Final = WebhookParser(os.environ.get("LINE_CHANNEL_SECRET", "-"))


@cache
def _deferring() -> App:
    """Open the connections when the first call comes: gunicorn forks its workers before."""
    jobs.open()
    return jobs


@app.post("/callback")
def callback() -> str:
    body = request.get_data(as_text=True)
    try:
        events = parser.parse(body, request.headers["X-Line-Signature"])
    except InvalidSignatureError:
        abort(400)
    for event in events:
        if isinstance(event, MessageEvent) and isinstance(event.message, TextMessageContent):
            job = _deferring().configure_task("turn", lock=event.source.user_id, queueing_lock=event.webhook_event_id)
            said = {"event_id": event.webhook_event_id, "user_id": event.source.user_id, "words": event.message.text}
            try:
                job.defer(**said, reply_token=event.reply_token)
            except AlreadyEnqueued:
                continue
    return "OK"


@app.get("/readyz")
def ready() -> str:
    return "OK"


# ── the worker ──


@jobs.task(name="turn", retry=5)
def turn(event_id: str, user_id: str, words: str, reply_token: str) -> None:
    """Handle an event, and send its card."""
    with _transaction().begin() as session:
        new = insert(Inbox).values(event_id=event_id, user_id=user_id).on_conflict_do_nothing()
        if session.execute(new.returning(Inbox.event_id)).first() is not None:
            card = _recorded(session, user_id, words)
            session.add(Delivery(event_id=event_id, retry_key=str(uuid4()), card=card))
    with _transaction().begin() as session:
        delivery = session.get_one(Delivery, event_id)
        if not delivery.sent:
            _send(delivery, user_id, reply_token)
            delivery.sent = True


def _recorded(session: Session, user_id: str, words: str) -> dict[str, Any]:
    """Store what was done, and return its card."""
    who = session.scalars(select(Participant).where(Participant.user_id == user_id)).one()
    programme, said = _programme(), _texts().in_language("th")
    slots = understand(words, Context(BEGAN, "participant", who.district, who.district[:2], programme)).slots
    day = slots.activity_date or BEGAN.astimezone(BANGKOK).date()
    record = Record(
        user_id=user_id, day=day, words=words, people_count=slots.people_count, sectors=list(slots.sectors),
        places=[place.name for place in slots.places],
    )  # fmt: skip
    session.add(record)
    session.flush()
    sectors = tuple(sector.label.th for sector in programme.sectors if sector.key in record.sectors)
    facts = (
        Fact("people", count=record.people_count),
        Fact("sectors", said=sectors),
        Fact("places", said=tuple(record.places), in_lines=True),
    )
    values = ActivityCard(record.id, day, BEGAN.date(), words, facts, earliest=programme.start, waits=True)
    return dict(activity_card(values, said))


def _send(delivery: Delivery, user_id: str, reply_token: str) -> None:
    message = FlexMessage.from_dict(delivery.card)
    with ApiClient(API) as client:
        line = MessagingApi(client)
        try:
            line.reply_message(ReplyMessageRequest(reply_token=reply_token, messages=[message]))
        except ApiException as error:
            if error.status != 400:  # the token is used or too old
                raise
            line.push_message(PushMessageRequest(to=user_id, messages=[message]), x_line_retry_key=delivery.retry_key)


@cache
def _transaction() -> sessionmaker[Session]:
    return sessionmaker(create_engine(URL, pool_size=CONCURRENT_JOBS))


@cache
def _programme() -> Programme:
    return load(ROOT / "programmes" / "cast-2566")


@cache
def _texts() -> Texts:
    return Texts.load(ROOT / "locales")


def prepare(url: str, people: int) -> None:
    """Make the tables of the rival and of procrastinate in an empty database, and register people."""
    engine = create_engine(url)
    Table.metadata.create_all(engine)
    with Session(engine) as session, session.begin():
        rows = [
            {"user_id": user_id, "district": DISTRICTS[number % len(DISTRICTS)]}
            for number, user_id in enumerate(user_ids(people), 1)
        ]
        session.execute(insert(Participant), rows)
    engine.dispose()
    made = App(connector=SyncPsycopgConnector(conninfo=url.replace("+psycopg", "")))
    with made.open():
        made.schema_manager.apply_schema()


def forget_waiting(url: str) -> None:
    """Delete the jobs that were deferred while no worker ran."""
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM procrastinate_jobs WHERE status = 'todo'"))
    engine.dispose()
