"""Judges a chaos run by what is stored and what the platform and its people received; it asks no log."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.clock import Clock
from models.activities.activities import Activity
from models.messaging import chat_queues, inbox
from models.messaging.chat_queues import ChatQueue, Direction
from models.messaging.deliveries import IS_OPEN, IS_UNDELIVERED, Delivery, DeliveryState
from models.messaging.inbox import InboxEvent, InboxState
from models.people import people
from models.storage.database import Database
from simulator.driver import Simulator
from tests.chaos.people import WORDS, Speaker
from tests.chaos.services import Usage

LONGEST_WAIT = max(lease.total_seconds() for lease in chat_queues.LEASE.values()) + 2.0
MOST_NAMED = 3  # deliveries that wait
MORE_MEMORY, MORE_DESCRIPTORS = 60, 60  # MB and descriptors that are no leak, see `usage_faults`


@dataclass
class Verdict:
    """What was broken, in words; nothing if all was kept. `counts` is what happened."""

    broken: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)


def is_quiet(database: Database, clock: Clock) -> bool:
    """Whether nothing waits that is to be handled or sent."""
    return not what_waits(database, clock)


def what_waits(database: Database, clock: Clock) -> str:
    """Say what is to be handled or sent, and until when its chat is held; nothing if all is quiet."""
    with database.read() as session:
        now = clock.real()
        found = [f"{count} events"] if (count := inbox.counts(session)[0]) else []
        under_way = Delivery.state.in_((DeliveryState.DUE, DeliveryState.SEALED)) & Delivery.rides.is_(False)
        for delivery in session.scalars(select(Delivery).where(IS_OPEN, under_way).limit(MOST_NAMED)):
            found.append(_said_of(session, delivery, now))
        for way in Direction:
            due = chat_queues.next_due(session, way, now)
            if due is not None and due < now:
                found.append(f"a queue {way} that is due for {(now - due).total_seconds():.1f} s")
        return "; ".join(found)


def _said_of(session: Session, delivery: Delivery, now: datetime) -> str:
    """Why a delivery is not sent yet: its pause after failures, and the lease on its chat, in seconds from now."""
    queue = session.get(ChatQueue, (delivery.chat_key, Direction.OUT))
    held = (queue.held_until - now).total_seconds() if queue and queue.held_until else 0.0
    due = (delivery.due_at - now).total_seconds()
    said = f"delivery {delivery.id} {delivery.state}, attempts {delivery.attempts}, due in {due:.1f} s"
    return f"{said}, held for {held:.1f} s ({delivery.error or 'no error'})"


def judge(
    database: Database,
    line: Simulator,
    speakers: Sequence[Speaker],
    waited: float,
    patience: float = 1.0,
    *,
    since: int = 0,
) -> Verdict:
    """Judge the run once all is quiet; `waited` is how many seconds that took after the last fault, and `patience` how
    many times as long as promised it may be. `since` is the platform's line after which the run began."""
    verdict = Verdict()
    if waited > LONGEST_WAIT * patience:
        verdict.broken.append(f"something waited for {waited:.0f} s after the last fault")
    with database.read() as session:
        _judge_events(session, speakers, verdict)
        for speaker in speakers:
            _judge_person(session, speaker, verdict)
        undelivered = session.execute(select(Delivery.state, Delivery.error).where(IS_UNDELIVERED)).all()
    verdict.broken += [f"a message is {row.state} without a reason" for row in undelivered if not row.error]
    keys = Counter(call["retryKey"] for call in line.sent(since) if call.get("retryKey"))
    verdict.broken += [f"the platform accepted the key {key} {count} times" for key, count in keys.items() if count > 1]
    verdict.counts["uncertain or refused"] = len(undelivered)
    return verdict


def _judge_events(session: Session, speakers: Sequence[Speaker], verdict: Verdict) -> None:
    """Every acknowledged event is stored and handled, none is parked."""
    states = {row[0]: row[1] for row in session.execute(select(InboxEvent.webhook_event_id, InboxEvent.state))}
    acknowledged = [event_id for speaker in speakers for event_id in speaker.event_ids]
    lost = [event_id for event_id in acknowledged if event_id not in states]
    unfinished = Counter(state for state in states.values() if state is not InboxState.DONE)
    if lost:
        verdict.broken.append(f"{len(lost)} acknowledged events are not stored")
    verdict.broken += [f"{count} events are {state}" for state, count in unfinished.items()]
    verdict.counts["events"] = len(acknowledged)


def _judge_person(session: Session, speaker: Speaker, verdict: Verdict) -> None:
    """What they said is on record once, what they took back is not. Each card came once, is known to be doubtful, or
    was left out when many were late, and they were told so."""
    name = speaker.phone.name
    if speaker.erased:
        if people.by_name(session, name):
            verdict.broken.append(f"{name} was erased and is there")
        left = session.scalars(select(Activity.id).where(Activity.chat_key == speaker.phone.user_id)).all()
        verdict.broken += [f"{name} was erased and {len(left)} entries are there"] if left else []
        return
    person = people.by_name(session, name)[0]
    on_record = Counter(session.scalars(select(Activity.people_count).where(Activity.person_id == person.id)))
    if on_record != Counter(speaker.kept):
        more, less = on_record - Counter(speaker.kept), Counter(speaker.kept) - on_record
        verdict.broken.append(f"{name}: effects too many {dict(more)}, missing {dict(less)}")
    cards = speaker.cards()
    twice = [count for count, times in cards.items() if times > 1]
    doubtful = _undelivered_words(session, speaker)
    missing = [count for count in speaker.kept if not cards[count] and WORDS.format(count=count) not in doubtful]
    if missing and speaker.knows_that_some_are_left_out():
        verdict.counts["left out late"] = verdict.counts.get("left out late", 0) + len(missing)
        missing = []
    if twice or missing:
        verdict.broken.append(f"{name}: cards that came twice {twice}, that never came {missing}")
    verdict.counts["effects"] = verdict.counts.get("effects", 0) + len(speaker.kept)
    verdict.counts["cards"] = verdict.counts.get("cards", 0) + sum(cards.values())


def _undelivered_words(session: Session, speaker: Speaker) -> str:
    """All words of this person's messages that are uncertain or were refused."""
    mine = select(Delivery.messages, Delivery.body).where(IS_UNDELIVERED, Delivery.chat_key == speaker.phone.user_id)
    return " ".join(f"{row.messages} {(row.body or b'').decode()}" for row in session.execute(mine))


def usage_faults(before: Usage, after: Usage) -> list[str]:
    """Return what grew. Pools and caches fill up to a limit in the first minutes, so a little more is no leak."""
    broken = []
    if after.memory > before.memory + MORE_MEMORY:
        broken.append(f"memory was {before.memory:.0f} MB and is {after.memory:.0f} MB")
    if after.descriptors > before.descriptors + MORE_DESCRIPTORS:
        broken.append(f"descriptors were {before.descriptors} and are {after.descriptors}")
    return broken
