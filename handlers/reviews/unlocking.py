"""Unlocks approved entries, by the mentor or by a coordinator with the entry in scope. This is always audited."""

from sqlalchemy import select

from bot.cards import quick_replies as quick
from bot.inbound.labels import plain_words
from bot.inbound.router import on_postback, on_words
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import UnlockActivity
from handlers.conversation import context
from handlers.reviews import author_notices
from handlers.reviews.waiting_list import chosen, gone
from handlers.roles import OVERSEERS, is_mentor
from models.activities.activities import IS_COUNTED, Activity, ActivityState
from models.coordination import scopes
from models.messaging.deliveries import About
from models.people import people
from models.people.people import Role
from models.reviews import mentoring, reviews, verdicts
from models.reviews.reviews import Act
from thai.dates import long_day
from thai.single_answers import read_date
from thai.verdicts import read_unlock

Unlock = tuple[tuple[int, ...], str | None]  # the numbers and words after "unlock"


def unlock_tapped(turn: Turn, button: UnlockActivity) -> Reply:
    return _unlock(turn, unlockable(turn, button.activity))


def unlock(turn: Turn, said: Unlock) -> Reply:
    """Answer "unlock" with the entry of the typed number, or name and day, else the one approved last."""
    return _unlock(turn, _activity_meant(turn, *said))


def _unlock(turn: Turn, entry: Activity | None) -> Reply:
    if entry is None:
        return _gone(turn)
    name = people.by_ids(turn.session, [entry.person_id])[entry.person_id].name
    about = {"name": name, "day": long_day(entry.day, turn.text.language)}
    if not verdicts.is_possible(entry, Act.UNLOCK):
        return say(turn.text("review-not-locked", **about), quick_replies=[quick.command(turn.text, "menu")])
    review = verdicts.answer(turn.session, entry, Act.UNLOCK, by_person_id=turn.me.id, at=turn.now)
    author_notices.tell_author(turn, entry, review)
    items = [quick.command(turn.text, "pending_reviews")] if is_mentor(turn) else []
    done = turn.text("review-done-unlock", **about)
    return say(done, quick_replies=[*items, quick.command(turn.text, "menu")], about=About("activity", entry.id))


def _activity_meant(turn: Turn, numbers: tuple[int, ...], words: str | None) -> Activity | None:
    if numbers and is_mentor(turn):
        found, _ = chosen(turn, numbers[:1])
        return unlockable(turn, found[0][0]) if found else None
    if words:
        return _named(turn, words)
    latest = reviews.latest_approval(turn.session, turn.me.id) if is_mentor(turn) else None
    return unlockable(turn, latest) if latest else None


def _named(turn: Turn, words: str) -> Activity | None:
    """Return the locked entry of a named person and day; of several the newest."""
    day = read_date(words, context(turn))
    said = plain_words(words)
    if day is None:
        return None
    for person_id, name in _people_seen(turn):
        if plain_words(name) in said or plain_words(name.split()[0]) in said:
            mine = select(Activity.id).where(
                Activity.person_id == person_id,
                Activity.day == day,
                Activity.state == ActivityState.APPROVED,
            )
            newest = turn.session.scalar(mine.order_by(Activity.id.desc()).limit(1))
            if newest is not None:
                return unlockable(turn, newest)
    return None


def _people_seen(turn: Turn) -> list[tuple[int, str]]:
    if is_mentor(turn):
        ids = mentoring.answered_for(turn.session, turn.programme, turn.me.id, turn.day)
        return [(person.id, person.name) for person in people.by_ids(turn.session, ids).values()]
    access = scopes.of_coordinator(turn.session, turn.programme, turn.me.id, turn.day)
    return scopes.names(turn.session, access, [Role.PARTICIPANT])


def unlockable(turn: Turn, activity_id: int) -> Activity | None:
    """Return an entry that the speaker may unlock, or None."""
    if is_mentor(turn):
        return verdicts.answerable(turn.session, turn.programme, activity_id, turn.me.id, turn.now)
    turn.session.flush()
    access = scopes.of_coordinator(turn.session, turn.programme, turn.me.id, turn.day)
    return turn.session.scalar(
        select(Activity)
        .where(Activity.id == activity_id, IS_COUNTED, access.records(Activity.person_id, Activity.day))
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def _gone(turn: Turn) -> Reply:
    if is_mentor(turn):
        return gone(turn)
    return say(turn.text("unlock-gone"), quick_replies=[quick.command(turn.text, "menu")])


def _unlock_said(turn: Turn) -> Unlock | None:
    return read_unlock(turn.event.text or "")


routes = [
    on_postback(UnlockActivity, OVERSEERS)(unlock_tapped),
    on_words(roles=OVERSEERS).reading(_unlock_said)(unlock),
]
