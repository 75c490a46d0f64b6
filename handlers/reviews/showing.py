"""Makes the cards of entries for reviewers."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from bot.cards.review import ReviewCard
from bot.inbound.turn import Turn
from handlers.activities.showing import facts_of
from locales.texts import Text
from models.activities import details, media
from models.activities.activities import Activity
from models.activities.parts import BY_KEY, PartType
from models.activities.revisions import ActivityRevision
from models.people import people
from models.reviews import reviews, verdicts
from models.reviews.reviews import Act, Review
from thai.dates import long_day

HIDDEN_PARTS: Final = ("split", "state")


def review_cards(turn: Turn, entries: Sequence[Activity], numbers: Mapping[int, int] | None = None) -> list[ReviewCard]:
    """Return the cards of entries that the speaker may review, and store that they were shown. `numbers` are their
    numbers in the list."""
    reviews.show(turn.session, [entry.id for entry in entries], turn.me.id, turn.now)
    return cards_looked_at(turn, entries, numbers)


def cards_looked_at(
    turn: Turn, entries: Sequence[Activity], numbers: Mapping[int, int] | None = None
) -> list[ReviewCard]:
    """Return the cards of entries that the speaker may review. Nothing is stored."""
    with_me = reviews.waits_with(turn.session, turn.programme, entries, turn.me.id, turn.day)
    return _cards(turn, entries, turn.text, numbers or {}, with_me)


def review_card_for(turn: Turn, entry: Activity, text: Text) -> ReviewCard:
    """Return the card of an entry in the language of another person, who gets it."""
    return _cards(turn, [entry], text, {}, {})[0]


def _cards(
    turn: Turn, entries: Sequence[Activity], text: Text, numbers: Mapping[int, int], with_me: Mapping[int, int]
) -> list[ReviewCard]:
    session = turn.session
    ids = [entry.id for entry in entries]
    kept, photos = details.details_of(session, ids), media.of_activities(session, ids)
    acts, waited = verdicts.acts_on(session, ids), reviews.waits(turn.programme, entries, turn.day)
    names = people.by_ids(session, list({entry.person_id for entry in entries}))
    cards = []
    for entry in entries:
        links = [turn.links.photo(photo.token) for photo in photos[entry.id] if photo.token]
        returns = [act for act in acts[entry.id] if act.act == Act.RETURN]
        cards.append(
            ReviewCard(
                activity=entry.id,
                revision=entry.revision,
                name=names[entry.person_id].name,
                day=entry.day,
                words=entry.words,
                number=numbers.get(entry.id),
                facts=facts_of(turn.programme, entry, kept[entry.id], text),
                photos=len(photos[entry.id]),
                photo_urls=tuple(link for link in links if link),
                pinned=entry.latitude is not None,
                state=entry.state,
                waited=waited[entry.id],
                with_me=with_me.get(entry.id),
                round=len(returns) + 1,
                changes=changes_told(turn, entry, text) if returns and entry.is_waiting else (),
                said=_last_said(acts[entry.id]),
            )
        )
    return cards


def changes_told(turn: Turn, entry: Activity, text: Text) -> tuple[str, ...]:
    """Return what the author has changed since the entry was returned, one text for each part."""
    told: dict[str, ActivityRevision] = {}  # the first change of each part has the value before
    for change in verdicts.changed_since_return(turn.session, entry.id):
        part = change.part.removeprefix("+")  # of a message that added it
        if part not in HIDDEN_PARTS and not part.startswith("-"):
            told.setdefault(part, change)
    said = tuple(_change(part, first, entry, text) for part, first in told.items())
    return said or (text("change-nothing"),)


def _change(key: str, first: ActivityRevision, entry: Activity, text: Text) -> str:
    """Return the change of one part as text. The value before may be unknown: never given, or unsent."""
    part = BY_KEY[key]
    if part.type not in (PartType.NUMBER, PartType.DAY):
        return text(f"change-{key}")
    before, after = first.before, part.of(entry)
    if after is None:
        return text(f"change-{key}-none")
    if part.type is PartType.DAY:
        before = long_day(date.fromisoformat(before), text.language) if before else None
        after = long_day(after, text.language)
    return (
        text(f"change-{key}-said", after=after) if before is None else text(f"change-{key}", before=before, after=after)
    )


def _last_said(acts: Sequence[Review]) -> str | None:
    return next((act.words for act in reversed(acts) if act.words), None)
