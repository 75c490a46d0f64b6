"""Tells authors about reviews: words at once, an approval without words with the next free reply."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select

from bot.cards import quick_replies as quick
from bot.cards.returned import ReturnedCard, returned_card
from bot.inbound.turn import Turn
from bot.line.numbers import TEXT
from bot.line.text_length import shorten
from bot.outbound.reply import Message, Reply, text_message
from bot.postback import OpenActivity
from locales.texts import Text
from models.activities.activities import Activity
from models.messaging import chats, deliveries
from models.messaging.deliveries import About, Urgency
from models.people import people
from models.reviews import verdicts
from models.reviews.reviews import Act, Review
from thai.dates import long_day, short_day

NOTED: Final = "noted"  # key of the single message about approvals without words
DAYS_TOLD: Final = 10
WORDS_UNITS: Final = TEXT - 500  # this leaves room for the sentence around them


def tell_author(turn: Turn, entry: Activity, review: Review) -> bool:
    """Tell the author about one act. Return False if they may not be told; they will see it on the entry."""
    chat = chats.to_tell(turn.session, entry.person_id)
    if chat is None:
        return False
    act = Act(review.act)
    if review.words is None and act in (Act.APPROVE, Act.PRAISE):
        _tell_noted(turn, chat.line_user_id, entry.person_id, review.id)
    else:
        text = text_of(turn, entry.person_id)
        piggyback = act is Act.UNLOCK
        message = _message(turn, entry, review, act, text)
        turn.tell(chat.line_user_id, Reply([message], About("activity", entry.id), piggyback=piggyback))
    return True


def tell_many(turn: Turn, approved: Sequence[Review]) -> None:
    """Tell authors about approvals without words, one message each."""
    for person_id in dict.fromkeys(review.person_id for review in approved):
        chat = chats.to_tell(turn.session, person_id)
        if chat is not None:
            first = min(review.id for review in approved if review.person_id == person_id)
            _tell_noted(turn, chat.line_user_id, person_id, first)


def text_of(turn: Turn, person_id: int) -> Text:
    """Return the texts in another person's language."""
    person = people.by_id(turn.session, person_id)
    return turn.texts.in_language(person.language if person else turn.text.language)


def _tell_noted(turn: Turn, chat_key: str, person_id: int, review_id: int) -> None:
    """Queue one message about all approvals since the last one was sent; it replaces a waiting one."""
    open_ = deliveries.open_of_chat(turn.session, chat_key)
    waiting = next((one.about_id for one in open_ if one.key == NOTED and one.about_id), None)
    first = min(waiting or review_id, review_id)
    noted = verdicts.wordless_since(turn.session, person_id, first)
    message = _noted(turn, noted, text_of(turn, person_id))
    turn.tell(chat_key, Reply([message], About("review", first), key=NOTED, piggyback=True, urgency=Urgency.MAY_WAIT))


def _noted(turn: Turn, noted: Sequence[Review], text: Text) -> Message:
    found = select(Activity).where(Activity.id.in_({review.activity_id for review in noted}))
    entries = {entry.id: entry for entry in turn.session.scalars(found) if entry.is_locked}  # not unlocked since
    last = {review.activity_id: review for review in noted if review.activity_id in entries}
    days = sorted({entries[activity_id].day for activity_id in last})
    if len(last) == 1:
        (review,) = last.values()
        return text_message(text(f"told-{review.act}", day=long_day(days[0], text.language)))
    told = ", ".join(short_day(day, text.language) for day in days[:DAYS_TOLD]) + (
        " …" if len(days) > DAYS_TOLD else ""
    )
    praised = sum(review.act == Act.PRAISE for review in last.values())
    if praised:
        return text_message(text("told-many-praised", count=len(last), days=told, praised=praised))
    return text_message(text("told-many", count=len(last), days=told))


def _message(turn: Turn, entry: Activity, review: Review, act: Act, text: Text) -> Message:
    day = long_day(entry.day, text.language)
    if act is Act.RETURN:
        parts = tuple(text(f"flag-{part}") for part in review.parts or ())
        return returned_card(ReturnedCard(entry.id, entry.day, turn.me.name, review.words, parts, entry.words), text)
    items = [quick.choice(text("told-open"), OpenActivity(entry.id)), quick.command(text, "menu")]
    if act is Act.UNLOCK:
        return text_message(text("told-unlocked", day=day), items)
    key = {Act.COMMENT: "told-comment", Act.APPROVE: "told-approve-words", Act.PRAISE: "told-praise-words"}[act]
    words = shorten(review.words or "", WORDS_UNITS, "utf16")
    return text_message(text(key, name=turn.me.name, day=day, words=words), items)
