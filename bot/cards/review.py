"""An entry as its mentor sees it, alone or in a row of entries: what was done, how long it waits, buttons to review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.facts import Fact
from bot.cards.look import Piece
from bot.line.text_length import shorten
from bot.postback import ApproveAll, MoreReviews, OpenReview, ReviewActivity, ShowPhotos, UnlockActivity
from locales.texts import Text
from thai.dates import long_day

A_PAGE: Final = 10  # LINE takes twelve bubbles, but ten long ones have all the bytes it takes
PICTURES_A_LINE: Final = 3
HEADERS: Final = {"approved": look.TEAL, "returned": look.GREY}


@dataclass(frozen=True, slots=True)
class ReviewCardRoom:
    """How much of an entry a card shows: UTF-16 units of its texts, numbers of places and pictures.

    Ten cards in a row have together no more bytes than two large cards.
    """

    story: int
    said: int
    listed: int
    place: int
    places: int
    pictures: int
    in_a_row: bool = False


ALONE: Final = ReviewCardRoom(story=700, said=400, listed=300, place=120, places=4, pictures=3)
IN_A_ROW: Final = ReviewCardRoom(story=120, said=60, listed=60, place=60, places=1, pictures=1, in_a_row=True)


@dataclass(frozen=True, slots=True)
class ReviewCard:
    """One entry. `number` can be typed for it (None if it is alone); `waited` counts working days, `with_me` those with
    the reader, if others had it before; `round` how often it was sent; `changes` says what its author changed since it
    was returned; `said` is the last comment."""

    activity: int
    revision: int
    name: str
    day: date
    words: str | None
    facts: tuple[Fact, ...] = ()
    number: int | None = None
    photos: int = 0
    photo_urls: tuple[str, ...] = ()
    pinned: bool = False
    state: str = "submitted"
    waited: int = 0
    with_me: int | None = None
    round: int = 1
    changes: tuple[str, ...] = ()
    said: str | None = None


def review_message(values: ReviewCard, text: Text) -> Piece:
    """Return one entry as a message of its own, so that words that quote it can only be about this entry."""
    return look.flex(_alt(values, text), review_bubble(values, text, ALONE))


def review_carousel(page: Sequence[ReviewCard], text: Text, listing: int, *, next_page: int | None = None) -> Piece:
    """Return up to ten numbered entries side by side, with a button if there is a `next_page`."""
    title = text("reviews-title", count=len(page))
    alt = " · ".join([title, *(_short(values, text) for values in page)])
    bubbles = [review_bubble(values, text, IN_A_ROW) for values in page]
    items = []
    if next_page is not None:
        items.append(quick.choice(text("reviews-more"), MoreReviews(listing, next_page)))
    items.append(quick.choice(text("reviews-approve-all"), ApproveAll(listing, yes=False)))
    numbers = [(one.number, one.activity) for one in page if one.number is not None]
    items += [quick.choice(text("reviews-open", number=n), OpenReview(activity)) for n, activity in numbers]
    return quick.with_quick_replies(look.flex(alt, {"type": "carousel", "contents": bubbles}), items)


def review_bubble(values: ReviewCard, text: Text, room: ReviewCardRoom) -> Piece:
    pictures = _pictures(values, text, room)
    body = look.column(
        *_notices(values, text, room), _story(values, text, room), *pictures, *_facts(values, text, room)
    )
    return look.bubble(_header(values, text), body, _footer(values, text, room))


def _header(values: ReviewCard, text: Text) -> Piece:
    title = values.name if values.number is None else text("review-title", number=values.number, name=values.name)
    day = long_day(values.day, text.language)
    return look.heading(state_words(values, text), title, HEADERS.get(values.state, look.INDIGO), below=day)


def state_words(values: ReviewCard, text: Text) -> str:
    """Return how long an entry has waited, or what was decided."""
    if values.state in HEADERS:
        return text(f"review-state-{values.state}")
    if values.round > 1:
        waits = text("review-waits-again", round=values.round, days=values.waited)
    else:
        waits = text("review-waits", days=values.waited)
    return waits if values.with_me is None else text("review-waits-with-me", waits=waits, days=values.with_me)


def _notices(values: ReviewCard, text: Text, room: ReviewCardRoom) -> list[Piece]:
    notices = []
    if values.changes:
        notices.append(look.banner(_changes(values, text, room.listed), look.TEAL, look.TEAL_SOFT))
    if values.said:
        said = text("review-said", words=shorten(values.said, room.said, "utf16"))
        notices.append(look.column(look.words(said, "xs", look.AMBER), margin="sm"))
    return notices


def _changes(values: ReviewCard, text: Text, units: int) -> str:
    said = shorten(", ".join(values.changes), units, "utf16")
    return text("review-changed", round=values.round, changes=said)


def _story(values: ReviewCard, text: Text, room: ReviewCardRoom) -> Piece:
    if not values.words:
        return look.words(text("review-no-words"), "sm", look.FAINT, margin="md")
    return look.words(shorten(values.words, room.story, "utf16"), "md", look.INK, maxLines=9, margin="md")


def _pictures(values: ReviewCard, text: Text, room: ReviewCardRoom) -> list[Piece]:
    if not values.photos:
        return []
    label = text("review-photos", count=values.photos)
    see = look.tap(label, ShowPhotos(values.activity))
    shown = [_picture(url) for url in values.photo_urls[: room.pictures]]
    if room.in_a_row:
        said = look.words(label, "sm", look.INDIGO, flex=2, gravity="center", align="center")
        return [look.row(*shown, said, margin="md", backgroundColor=look.INDIGO_SOFT, cornerRadius="8px", action=see)]
    fillers: list[Piece] = [{"type": "filler"}] * (PICTURES_A_LINE - len(shown))
    line = [look.row(*shown, *fillers, spacing="sm", margin="lg", action=see)] if shown else []
    return [*line, look.column(_small(label, see), margin="md")]


def _picture(url: str) -> Piece:
    image: Piece = {"type": "image", "url": url, "size": "full", "aspectMode": "cover", "aspectRatio": "1:1"}
    return look.column(image, cornerRadius="8px", flex=1)


def _facts(values: ReviewCard, text: Text, room: ReviewCardRoom) -> list[Piece]:
    said = {one.part: _told(one, text, room) for one in values.facts}
    pinned = text("record-pinned") if values.pinned else ""
    if room.in_a_row:
        together = " · ".join(value for value in (*said.values(), pinned) if value)
        return [look.rule("md"), look.words(together, "xs", look.MUTED, margin="md")] if together else []
    facts = [look.fact(text(f"record-part-{part}"), value) for part, value in said.items() if value]
    if pinned:
        facts.append(look.words(pinned, "xs", look.TEAL, margin="md"))
    return [look.rule("lg"), *facts] if facts else []


def _told(one: Fact, text: Text, room: ReviewCardRoom) -> str:
    said = "\n".join(one.lines(text, room.places, room.place))
    return said if one.in_lines else shorten(said, room.listed, "utf16")


def _footer(values: ReviewCard, text: Text, room: ReviewCardRoom) -> Piece:
    if values.state == "approved":
        label = text("review-unlock")
        return look.column(_small(label, look.tap(label, UnlockActivity(values.activity))))
    if values.state == "returned":
        return look.column(look.words(text("review-authors-turn"), "xs", look.FAINT, align="center"))
    return look.column(
        {
            **look.button(text("review-approve"), _act(values, "approve"), main=True),
            "action": _tap(values, text, "approve"),
        },
        look.row(
            _small(text("review-praise"), _tap(values, text, "praise")),
            _small(text("review-return"), _tap(values, text, "return"), look.AMBER),
            spacing="sm",
        ),
        *([] if room.in_a_row else [look.words(text("review-hint"), "xxs", look.FAINT, align="center", margin="md")]),
        spacing="sm",
    )


def _act(values: ReviewCard, act: str) -> ReviewActivity:
    return ReviewActivity(values.activity, values.revision, act)


def _tap(values: ReviewCard, text: Text, act: str) -> Piece:
    """Return the action of a button. The chat shows what could be typed instead: the act and the number."""
    label = text(f"review-{act}")
    said = label if values.number is None else text("review-act-numbered", act=label, number=values.number)
    return look.tap(said, _act(values, act))


def _small(label: str, action: Piece, color: str = look.INDIGO) -> Piece:
    said = look.words(label, "sm", color, align="center", wrap=False, adjustMode="shrink-to-fit")
    return look.column(
        said, backgroundColor=look.INDIGO_SOFT, cornerRadius="8px", paddingAll="9px", flex=1, action=action
    )


def _short(values: ReviewCard, text: Text) -> str:
    day = long_day(values.day, text.language)
    who = values.name if values.number is None else text("review-title", number=values.number, name=values.name)
    return f"{who} {day}"


def _alt(values: ReviewCard, text: Text) -> str:
    said = [_short(values, text), state_words(values, text)]
    if values.changes:
        said.append(_changes(values, text, ALONE.listed))
    if values.photos:
        said.append(text("record-photos", count=values.photos))
    return " · ".join([*said, values.words or text("review-no-words")])
