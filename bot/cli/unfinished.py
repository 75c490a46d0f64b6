"""`python -m bot queue`: lists what could not be handled or delivered, shows it, tries it again, or drops it."""

import re
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Final

import orjson
from sqlalchemy.orm import Session

from bot.cards.sent_words import sent_words
from bot.cli.terminal import LANGUAGE, complain, say
from bot.line.text_length import shorten
from bot.resources import Bot
from bot.settings import read_settings
from locales.texts import Text
from models.messaging import unfinished
from models.messaging.unfinished import DropReason, RetryRefused, UnfinishedItem, UnfinishedKind
from models.people import audit
from programmes.bangkok import bangkok_day
from services.access import NotAllowed, person_access

ACTOR: Final = "command"
REASON_UNITS: Final = 100
_ID = re.compile(r"(event|message)-([0-9]{1,18})")


class UnknownItem(Exception):
    """No such item is unfinished. The message says so."""


def list_items(_: Namespace) -> int:
    """Print a line for each item: id, state, age, person, reason. It shows no words of anybody."""
    with _opened() as (bot, text), bot.database.write() as session:
        found = unfinished.every(session)
        if found:
            audit.record(session, bot.clock.now(), ACTOR, "queue_list", items=len(found))
        lines = [_line(item, bot, text) for item in found]
    say(*(lines or [text("queue-empty")]))
    if lines:
        say(text("queue-hint", id=found[0].id))
    return 0


def show(arguments: Namespace) -> int:
    """Print one item; with `--text` also what it says, which is audited as such."""
    with _opened() as (bot, text):
        try:
            with bot.database.write() as session:
                (item,) = _chosen(session, [arguments.id], text)
                lines = [_line(item, bot, text)]
                if arguments.text:
                    lines += _words(session, item, text)
                _record(session, bot, "queue_read" if arguments.text else "queue_show", item)
        except UnknownItem as unknown:
            return _refuse(str(unknown))
    say(*lines)
    return 0


def retry(arguments: Namespace) -> int:
    """Let items be tried again, all or none. Print the reason and return 1 if one of them cannot."""
    with _opened() as (bot, text):
        try:
            with bot.database.write() as session:
                items = _chosen(session, arguments.ids, text)
                events = [item for item in items if item.kind is UnfinishedKind.EVENT]
                unfinished.retry_events(session, events, bot.clock.real())
                for item in items:
                    if item.kind is UnfinishedKind.MESSAGE:
                        _send_again(session, bot, item, may_arrive_twice=arguments.may_arrive_twice)
                    _record(session, bot, "queue_retry", item)
        except UnknownItem as unknown:
            return _refuse(str(unknown))
        except RetryRefused as refused:
            return _refuse(text(f"queue-refused-{refused.reason}", id=refused.item_id, first=refused.first))
    say(*(text(f"queue-retried-{item.kind}", id=item.id) for item in items))
    return 0


def drop(arguments: Namespace) -> int:
    """Settle items for good, all or none, with the reason that was given."""
    reason = DropReason(arguments.because)
    with _opened() as (bot, text):
        try:
            with bot.database.write() as session:
                items = _chosen(session, arguments.ids, text)
                for item in items:
                    if not unfinished.drop(session, item, reason, bot.clock.real()):
                        raise UnknownItem(text("queue-unknown", id=item.id))
                    _record(session, bot, "queue_drop", item, reason=reason.value)
        except UnknownItem as unknown:
            return _refuse(str(unknown))
    say(*(text("queue-dropped", id=item.id) for item in items))
    return 0


def _send_again(session: Session, bot: Bot, item: UnfinishedItem, *, may_arrive_twice: bool) -> None:
    now = bot.clock.now()
    if item.person_id is not None:
        refusal = person_access(session, bot.programme, item.person_id, bangkok_day(now)).refusal
        if refusal in (NotAllowed.UNKNOWN, NotAllowed.NO_CONSENT):
            raise RetryRefused("withdrawn", item.id)
    unfinished.retry_message(session, item, bot.clock.real(), now, may_arrive_twice=may_arrive_twice)


@contextmanager
def _opened() -> Iterator[tuple[Bot, Text]]:
    bot = Bot(read_settings())
    try:
        yield bot, bot.texts.in_language(LANGUAGE)
    finally:
        bot.close()


def _chosen(session: Session, ids: Sequence[str], text: Text) -> list[UnfinishedItem]:
    """Return the items with these ids, each once. Raises UnknownItem for the first that is not unfinished."""
    items = []
    for item_id in dict.fromkeys(ids):
        written = _ID.fullmatch(item_id)
        if written is None:
            raise UnknownItem(text("queue-not-an-id", id=shorten(item_id, REASON_UNITS, "utf16")))
        item = unfinished.find(session, UnfinishedKind(written[1]), int(written[2]))
        if item is None:
            raise UnknownItem(text("queue-unknown", id=item_id))
        items.append(item)
    return items


def _line(item: UnfinishedItem, bot: Bot, text: Text) -> str:
    """Return an item's line. Stored errors name types, places and properties, never words."""
    whom = text("queue-person", person=item.person_id) if item.person_id is not None else text("queue-no-person")
    return text(
        "queue-line",
        id=item.id,
        state=text(f"queue-state-{item.state}"),
        age=_age(bot.clock.real() - item.since, text),
        whom=text("queue-people", count=item.people) if item.people > 1 else whom,
        reason=shorten(item.error or "–", REASON_UNITS, "utf16") if item.has_content else text("queue-no-content"),
    )


def _age(passed: timedelta, text: Text) -> str:
    """Return an age in its largest whole unit."""
    minutes = max(0, int(passed.total_seconds())) // 60
    if minutes < 120:
        return text("queue-age-minutes", count=minutes)
    if minutes < 2 * 24 * 60:
        return text("queue-age-hours", count=minutes // 60)
    return text("queue-age-days", count=minutes // (24 * 60))


def _words(session: Session, item: UnfinishedItem, text: Text) -> list[str]:
    said = unfinished.content(session, item)
    if said is None:
        return [text("queue-no-content")]
    if isinstance(said, str):
        return [sent_words(said, text)]
    messages = [one for one in said if isinstance(one, dict)]
    return [str(one.get("text") or one.get("altText") or orjson.dumps(one).decode()) for one in messages]


def _record(session: Session, bot: Bot, action: str, item: UnfinishedItem, **more: str) -> None:
    ids: dict[str, int | str] = {item.kind.value: item.number, **more}
    audit.record(session, bot.clock.now(), ACTOR, action, item.person_id, **ids)


def _refuse(reason: str) -> int:
    complain(reason)
    return 1
