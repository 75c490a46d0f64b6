"""The photos of some days' entries, side by side, each with its author, day and place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.look import Piece
from bot.cards.summary import SummaryDays
from bot.line.text_length import shorten
from bot.postback import ShowPerson, ShowPhotosOfDays, ShowSummary
from locales.texts import Text
from thai.dates import short_day

PAGE: Final = 10
NAME_UNITS: Final = 60
PLACE_UNITS: Final = 80
TAP_UNITS: Final = 40


@dataclass(frozen=True, slots=True)
class PhotoShown:
    """A photo with its secret address, and whose entry of which day and place it belongs to."""

    url: str
    person: int
    name: str
    day: date
    place: str | None = None


@dataclass(frozen=True, slots=True)
class PhotosCard:
    """One page of `total` photos, the newest first."""

    days: SummaryDays
    scope: str
    photos: tuple[PhotoShown, ...]
    total: int
    page: int = 1


def photos_card(values: PhotosCard, text: Text) -> Piece:
    bubbles = [_bubble(photo, text) for photo in values.photos]
    shown = text(
        "photos-shown", count=values.total, first=(values.page - 1) * PAGE + 1, last=_last(values)
    )  # which of how many
    names = ", ".join(dict.fromkeys(shorten(photo.name, NAME_UNITS, "utf16") for photo in values.photos))
    alt = " · ".join([text("photos-above", scope=values.scope), values.days.title(text), shown, names])
    items = []
    if _last(values) < values.total:
        items.append(quick.choice(text("missing-next"), values.days.on(ShowPhotosOfDays, page=values.page + 1)))
    if values.page > 1:
        items.append(quick.choice(text("missing-before"), values.days.on(ShowPhotosOfDays, page=values.page - 1)))
    items += [quick.choice(text("missing-summary"), values.days.on(ShowSummary)), quick.command(text, "menu")]
    return quick.with_quick_replies(look.flex(alt, {"type": "carousel", "contents": bubbles}), items)


def _last(values: PhotosCard) -> int:
    return (values.page - 1) * PAGE + len(values.photos)


def _bubble(photo: PhotoShown, text: Text) -> Piece:
    name = shorten(photo.name, NAME_UNITS, "utf16")
    day = photo.day.isoformat()
    where = shorten(photo.place, PLACE_UNITS, "utf16") if photo.place else text("photos-no-place")
    picture = {
        "type": "image",
        "url": photo.url,
        "size": "full",
        "aspectMode": "cover",
        "aspectRatio": "4:3",
        "action": {"type": "uri", "label": text("photos-open"), "uri": f"{photo.url}?full"},
    }
    body = look.column(picture, look.words(where, "xs", look.MUTED, margin="md"))
    header = look.heading(short_day(photo.day, text.language), name)
    asked = text("person-ask", name=name)
    header["action"] = look.tap(shorten(photo.name, TAP_UNITS, "utf16"), ShowPerson(photo.person, day, day), asked)
    return look.bubble(header, body, size="kilo")
