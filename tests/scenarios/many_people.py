"""What scenarios see of a house: people enough, and what is on record of them."""

import io
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from PIL import Image
from sqlalchemy import func, select, update

from models.activities.activities import Activity
from models.activities.details import ActivityDetails, details
from models.activities.revisions import ActivityRevision
from models.messaging import chat_queues, inbox
from models.messaging.chat_queues import Direction
from models.messaging.deliveries import Delivery, DeliveryState
from services.roster.applying import apply_roster
from services.roster.rows import RosterRow
from simulator.driver import Json, Someone
from tests.patience import HANG
from tests.placements import placements
from tests.running_bot import MAE_CHAI, MUEANG_PHAYAO, PHAYAO, RunningBot

PATIENCE = HANG
ACTS_AT_ONCE = 10
Found = TypeVar("Found")


@dataclass
class ManyPeople:
    """A house with many participants; each test takes one nobody else speaks for."""

    running: RunningBot
    names: list[str]

    def participant(self) -> Someone:
        """A participant of the district Mae Chai who has just registered."""
        return self.running.joined(self.names.pop())


def populated(running: RunningBot, count: int = 90) -> ManyPeople:
    rows = [
        RosterRow(
            line=100 + number,
            id=f"V{number}",
            name=f"ชาวบ้าน ที่{number}",
            role="participant",
            agency="กรมการพัฒนาชุมชน",
            position="นักวิชาการพัฒนาชุมชนชำนาญการ",
            placements=placements(MAE_CHAI, MUEANG_PHAYAO, PHAYAO),
        )
        for number in range(1, count + 1)
    ]
    with running.database.write() as session:
        apply_roster(session, rows, running.bot.programme, running.bot.clock.now())
    return ManyPeople(running, [row.name for row in rows])


@dataclass(frozen=True)
class StoredActivity:
    """An activity as it is on record."""

    id: int
    words: str | None
    day: date
    people: int | None
    state: str
    note: str | None
    photos: int
    pin: tuple[float, float] | None
    kept: ActivityDetails

    @property
    def places(self) -> list[str]:
        return [place.name for place in self.kept.places]


def entries_of(running: RunningBot, phone: Someone) -> list[StoredActivity]:
    """All of a person's activities, deleted ones too, in the order they were stored."""
    person_id = running.person_id(phone.name)
    with running.database.read() as session:
        found = session.scalars(select(Activity).where(Activity.person_id == person_id).order_by(Activity.id)).all()
        return [
            StoredActivity(
                one.id,
                one.words,
                one.day,
                one.people_count,
                one.state,
                one.note_reason,
                one.photos,
                (one.latitude, one.longitude) if one.latitude is not None and one.longitude is not None else None,
                details(session, one.id),
            )
            for one in found
        ]


def only_entry(running: RunningBot, phone: Someone) -> StoredActivity:
    (entry,) = entries_of(running, phone)
    return entry


def revisions_of(running: RunningBot, activity_id: int) -> list[tuple[str, object, object]]:
    """(part, before, after) of every change of an entry, oldest first."""
    with running.database.read() as session:
        found = session.scalars(
            select(ActivityRevision)
            .where(ActivityRevision.activity_id == activity_id)
            .order_by(ActivityRevision.number)
        )
        return [(one.part, one.before, one.after) for one in found]


def settled(running: RunningBot) -> None:
    """Wait until no event waits for a worker: what is silent is done too."""
    eventually(lambda: _waiting(running) == 0)


def all_said(running: RunningBot) -> None:
    """Wait until nothing that is due waits for a sender."""
    settled(running)
    eventually(lambda: _unsaid(running) == 0)


def said_to(running: RunningBot, phone: Someone, acts: Iterable[Callable[[], object]]) -> list[str]:
    """What the bot says to these acts of a person, who does not wait for its answers. Asking act by act costs several
    times as much: the bot handles together what has come of one chat."""
    heard = len(phone.chat())
    for number, act in enumerate(acts, start=1):
        act()
        if number % ACTS_AT_ONCE == 0:
            all_said(running)
    all_said(running)
    return [everything_in(one["message"]) for one in phone.chat()[heard:] if one["from"] == "bot"]


def _waiting(running: RunningBot) -> int:
    with running.database.read() as session:
        return inbox.counts(session)[0]


def _unsaid(running: RunningBot) -> int:
    due = Delivery.rides.is_(False) & (Delivery.due_at <= running.bot.clock.real())
    under_way = (Delivery.state == "sealed") | ((Delivery.state == "due") & due)
    with running.database.read() as session:
        return session.scalar(select(func.count()).select_from(Delivery).where(under_way)) or 0


def eventually(look: Callable[[], Found]) -> Found:
    """What `look` finds as soon as it finds something true; AssertionError when it never does."""
    until = time.monotonic() + PATIENCE
    while not (found := look()):
        assert time.monotonic() < until, "it never came about"
        time.sleep(0.02)
    return found


def nothing_more(running: RunningBot, phone: Someone, heard: int = 1) -> bool:
    """Whether the bot has said only so much since the person's last act, once nothing is left that it would say."""
    the_wait_is_over(running, phone)
    eventually(lambda: _to_be_said_to(running, phone) == 0)
    return len(phone.hears(0, seconds=0)) <= heard


def _to_be_said_to(running: RunningBot, phone: Someone) -> int:
    """How many deliveries are still to go to this person, whenever they are due, or to many at once."""
    to_them = (Delivery.chat_key == phone.user_id) | Delivery.recipients.is_not(None)
    waiting = Delivery.state.in_((DeliveryState.DUE, DeliveryState.SEALED)) & Delivery.rides.is_(False)
    with running.database.read() as session:
        return session.scalar(select(func.count()).select_from(Delivery).where(to_them, waiting)) or 0


def the_wait_is_over(running: RunningBot, phone: Someone) -> None:
    """Let the moment come for which the bot keeps what it has to say to this person."""
    settled(running)
    now = running.bot.clock.real()
    mine = (Delivery.chat_key == phone.user_id) & (Delivery.state == DeliveryState.DUE) & Delivery.rides.is_(False)
    with running.database.write() as session:
        session.execute(update(Delivery).where(mine).values(due_at=now))
        chat_queues.enqueue(session, Direction.OUT, [phone.user_id], now)
    running.bot.wakeups.wake(Direction.OUT)


def words_of(message: Json) -> str:
    """What a message says: its text, or the text a phone shows in place of a card."""
    return str(message.get("text") or message["altText"])


def everything_in(message: Json) -> str:
    """Every text in a message, card and buttons included."""
    return " ".join(_texts(message))


def _texts(part: object) -> list[str]:
    if isinstance(part, dict):
        own = [value for key, value in part.items() if key in ("text", "altText", "label") and isinstance(value, str)]
        return own + [text for value in part.values() for text in _texts(value)]
    return [text for one in part for text in _texts(one)] if isinstance(part, list) else []


def labels_of(message: Json) -> list[str]:
    """The labels of a message's quick replies."""
    return [item["action"]["label"] for item in message.get("quickReply", {}).get("items", [])]


def photo(color: str = "red", size: tuple[int, int] = (64, 48)) -> bytes:
    """A small picture of one colour; another colour is other bytes."""
    out = io.BytesIO()
    Image.new("RGB", size, color).save(out, "PNG")
    return out.getvalue()
