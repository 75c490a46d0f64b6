"""The columns of exported activities. To add one: a line here, and its heading in locales/*/exports.ftl."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from locales.texts import Text
from models.activities.activities import Activity
from models.activities.details import ActivityDetails
from models.activities.media import PhotoMoment
from models.activities.parts import BY_KEY
from programmes import Programme
from services.activities.in_words import in_words
from services.exports.columns import WORDS, area_name
from services.exports.table import CellType, Column, Summing
from thai.places import display

TEXT, NUMBER, FLAG, LIST = CellType.TEXT, CellType.NUMBER, CellType.FLAG, CellType.LIST
ISO_DAY, BUDDHIST_DAY, MOMENT, LINK = CellType.ISO_DAY, CellType.BUDDHIST_DAY, CellType.MOMENT, CellType.LINK
COUNTED, ADDED, WEEKLY = Summing.COUNTED, Summing.ADDED, Summing.WEEKLY
PHOTOS_SHOWN: Final = 4  # with a column each; the addresses of further ones stand together in one


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """One activity. `area` is the code of its author's area on that day, `mentor` who looked after them that day;
    `photos` are the addresses of its photos, `moments` which of them show a place before or after the work."""

    activity: Activity
    author: str
    agency: str | None
    details: ActivityDetails
    area: str | None
    mentor: str | None = None
    photos: tuple[str, ...] = ()
    moments: tuple[PhotoMoment | None, ...] = ()

    @property
    def said_place(self) -> str | None:
        """The most exact code among the places that its author named."""
        return max((place.code for place in self.details.places if place.code), key=len, default=None)

    @property
    def place(self) -> str | None:
        """Where it was done: the place that was named, else the author's area."""
        return self.said_place or self.area


def activity_columns(text: Text, programme: Programme) -> list[Column[ActivityLine]]:
    """Return the columns of activities: an area, a sector and a tag have columns of their own, as pivot tables need."""
    language = text.language

    def phase(one: ActivityLine) -> str | None:
        found = programme.phase_on(one.activity.day)
        return found.name(language) if found else None

    def told(part: str) -> Callable[[ActivityLine], Sequence[str]]:
        return lambda one: in_words(BY_KEY[part], one.details, programme, text)

    def moments(one: ActivityLine) -> Sequence[str]:
        told = [(number, str(moment)) for number, moment in enumerate(one.moments, 1) if moment is not None]
        return [text("export-photo-moment", number=number, moment=moment) for number, moment in told]

    def lies_in(level: str) -> Callable[[ActivityLine], str | None]:
        return lambda one: area_name(one.place, level, language)

    def known_from(one: ActivityLine) -> str | None:
        return text(f"export-place-from-{'words' if one.said_place else 'area'}") if one.place else None

    return [
        Column(text("export-activity-id"), lambda one: one.activity.id, NUMBER),
        Column(text("export-activity-day_be"), lambda one: one.activity.day, BUDDHIST_DAY, WEEKLY),
        Column(text("export-activity-day"), lambda one: one.activity.day, ISO_DAY),
        Column(text("export-activity-phase"), phase, TEXT, COUNTED),
        Column(text("export-activity-person"), lambda one: one.author, TEXT),
        Column(text("export-activity-agency"), lambda one: one.agency, TEXT, COUNTED),
        Column(text("export-activity-mentor"), lambda one: one.mentor, TEXT, COUNTED),
        Column(text("export-activity-state"), lambda one: text(f"export-state-{one.activity.state}"), TEXT, COUNTED),
        Column(text("export-province"), lies_in("province"), TEXT, COUNTED, width=16),
        Column(text("export-district"), lies_in("district"), TEXT, width=16),
        Column(text("export-subdistrict"), lies_in("subdistrict"), TEXT, width=16),
        Column(text("export-place-from"), known_from, TEXT, width=18),
        Column(text("export-activity-words"), lambda one: one.activity.words, TEXT, width=WORDS),
        Column(text("export-activity-people"), lambda one: one.activity.people_count, NUMBER, ADDED),
        *(
            Column(text("export-sector", name=one.label(language)), _has("sectors", one.key), FLAG, ADDED)
            for one in programme.sectors
        ),
        *(
            Column(text("export-tag", name=one.label(language)), _has("tags", one.key), FLAG, ADDED)
            for one in programme.tags
        ),
        Column(text("export-activity-sectors"), told("sectors"), LIST),
        Column(text("export-activity-tags"), told("tags"), LIST),
        Column(text("export-activity-area"), lambda one: display(one.area, language) if one.area else None, TEXT),
        Column(text("export-activity-places"), told("places"), LIST),
        Column(
            text("export-activity-codes"), lambda one: [place.code for place in one.details.places if place.code], LIST
        ),
        Column(text("export-activity-latitude"), lambda one: one.activity.latitude, NUMBER),
        Column(text("export-activity-longitude"), lambda one: one.activity.longitude, NUMBER),
        Column(text("export-activity-photos"), lambda one: one.activity.photos, NUMBER, ADDED),
        *_photo_columns(text),
        *((Column(text("export-photos-moments"), moments, LIST),) if programme.reporting.before_and_after else ()),
        Column(text("export-activity-sent"), lambda one: one.activity.opened_at, MOMENT),
    ]


def _photo_columns(text: Text) -> list[Column[ActivityLine]]:
    shown = text("export-photo-open")
    return [
        *(
            Column(text("export-photo", number=number), _photo(number), LINK, shown=shown)
            for number in range(1, PHOTOS_SHOWN + 1)
        ),
        Column(text("export-photos-more"), lambda one: one.photos[PHOTOS_SHOWN:], LIST),
    ]


def _has(part: str, key: str) -> Callable[[ActivityLine], bool]:
    return lambda one: key in getattr(one.details, part)


def _photo(number: int) -> Callable[[ActivityLine], str | None]:
    return lambda one: one.photos[number - 1] if len(one.photos) >= number else None
