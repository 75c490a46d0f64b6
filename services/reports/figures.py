"""What reports of a programme tell in numbers and pictures: attendance, trend, map, sectors, stories, obstacles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from typing import Any, Final

from sqlalchemy import func, select

from models.activities.activities import IS_COUNTED, Activity, ActivityState
from models.activities.media import Media, MediaKind, MediaState
from models.coordination import follow_ups
from models.coordination.follow_ups import FollowUpState
from models.coordination.map_counts import MapAsked
from models.people import people
from models.reviews import mentoring
from models.reviews.reviews import Act, Review
from services.access import shows_pictures
from services.dashboard.map import THAILAND, MapLevel, areas
from services.dashboard.weeks import weeks_of
from services.papers.drawings import draw
from services.papers.fields import PaperPicture, in_thai_digits
from services.reports.asked import PaperSource
from services.reports.memo import number, outline
from services.summaries.comparing import compare
from services.summaries.difficulties import Difficulty, in_entries, in_forms
from services.summaries.summary import ComparedGroup
from thai.dates import short_day
from thai.enquiries import words_of
from thai.places import bare_name, display

LOW: Final = 80  # per cent of the expected days; who is below it is shown in red
RED: Final = "#b5482f"
BLUE: Final = "#1f4e9c"
CANDIDATES: Final = 40  # entries that are looked at for stories
NAMED: Final = 4  # provinces whose names stand on a map
LARGEST: Final = 2.6  # millimetres of a circle
SMALLEST: Final = 0.7


@dataclass(frozen=True, slots=True)
class Story:
    """An entry that is told, with one of its photos if there is one."""

    entry: Activity
    author: str
    photo: Media | None
    area: str | None


def groups(source: PaperSource, group: str, first: date, last: date) -> tuple[ComparedGroup, ...]:
    """Return provinces, districts, agencies or people, the worst first."""
    text = source.text

    def name(key: str | None) -> str:
        return display(key) if key else text("paper-elsewhere" if group != "agency" else "details-no-agency")

    return compare(source.session, source.programme, source.access, group, "worst", first, last, name, source.open_day)


def trend(source: PaperSource, last: date, *, weeks: int, width: float, height: float) -> PaperPicture:
    """Draw the share of reported days by week, up to a day."""
    until = source.today if last >= source.today else last + timedelta(days=1)
    found = weeks_of(source.session, source.programme, source.access, until, weeks)
    bars = [
        {
            "label": in_thai_digits(short_day(week.first, "th").rsplit(" ", 1)[0]),
            "share": week.share,
            "said": "–" if week.share is None else number(week.share),
            "now": not week.is_over,
        }
        for week in found
    ]
    return draw("trend", {"weeks": bars, "low": LOW}, width=width, height=height, alt=source.text("paper-alt-trend"))


def map_of(
    source: PaperSource, first: date, last: date, low: Sequence[ComparedGroup], *, width: float, height: float
) -> PaperPicture:
    """Draw where entries were written, provinces of `low` in red and some of them with names."""
    counts = areas(source.session, source.programme, MapAsked(source.access, first, last), MapLevel.PROVINCES)
    most = max((area.count for area in counts.areas), default=1)
    red = [one.key for one in low]
    shown = [
        {
            "x": area.longitude,
            "y": area.latitude,
            "radius": max(SMALLEST, LARGEST * sqrt(area.count / most)),
            "color": RED if area.code in red else BLUE,
            "label": bare_name(area.code) if area.code in red[:NAMED] else None,
        }
        for area in counts.areas
        if area.longitude is not None
    ]
    box = [THAILAND.west, THAILAND.south, THAILAND.east, THAILAND.north]
    values = {"outline": outline(), "areas": shown, "box": box}
    return draw("map", values, width=width, height=height, alt=source.text("paper-alt-map"))


def sectors(source: PaperSource, met: dict[str, int], *, width: float, height: float) -> PaperPicture:
    """Draw how many entries name each sector."""
    bars = [
        {"label": one.label("th"), "value": met.get(one.key, 0), "said": number(met.get(one.key, 0))}
        for one in source.programme.sectors
    ]
    values = {"bars": bars, "labels": 22}
    return draw("bars", values, width=width, height=height, alt=source.text("paper-alt-sectors"))


def stories(source: PaperSource, first: date, last: date, most: int) -> list[Story]:
    """Return entries that tell most: with photos first, praised ones, approved ones, those with most words; of
    different people, and of different provinces as far as there are."""
    session = source.session
    has_photo = (
        select(Media.id)
        .where(Media.activity_id == Activity.id, Media.kind == MediaKind.PHOTO, Media.state == MediaState.STORED)
        .exists()
    )
    praised = select(Review.id).where(Review.activity_id == Activity.id, Review.act == Act.PRAISE).exists()
    ordered = (
        select(Activity)
        .where(IS_COUNTED, Activity.day.between(first, last), source.access.records(Activity.person_id, Activity.day))
        .where(func.length(Activity.words) > 0)
        .order_by(has_photo.desc(), praised.desc(), (Activity.state == ActivityState.APPROVED).desc())
        .order_by(func.length(Activity.words).desc(), Activity.id.desc())
        .limit(CANDIDATES)
    )
    found = list(session.scalars(ordered))
    stage = source.programme.stage_on(last) or source.programme.next_stage(last)
    places = mentoring.areas_by_person(session, stage, last, {one.person_id for one in found}) if stage else {}
    names = people.by_ids(session, sorted({one.person_id for one in found}))
    told: list[Story] = []
    for again in (False, True):  # first of different provinces
        for entry in found:
            area = places.get(entry.person_id)
            if len(told) == most or entry.person_id in {one.entry.person_id for one in told}:
                continue
            if not again and area and area[:2] in {(one.area or "")[:2] for one in told}:
                continue
            told.append(Story(entry, names[entry.person_id].name, _shown_photo(source, entry), area))
    return told


def _shown_photo(source: PaperSource, entry: Activity) -> Media | None:
    """Return the first photo of an entry, None if its author's pictures are not shown any more."""
    if not shows_pictures(source.session, source.programme, entry.person_id, source.today, entry):
        return None
    wanted = select(Media).where(
        Media.activity_id == entry.id, Media.kind == MediaKind.PHOTO, Media.sha256.is_not(None)
    )
    return source.session.scalar(wanted.where(Media.state == MediaState.STORED).order_by(Media.id).limit(1))


def obstacles(source: PaperSource, first: date, last: date, most: int) -> list[Difficulty]:
    """Return obstacles and requests that are not seen to, the newest first."""
    session, access = source.session, source.access
    told = in_forms(session, source.programme, access, first, last, words_of("says_nothing"))
    told += in_entries(session, access, first, last, most * 4)
    of_forms = follow_ups.of_submissions(session, [one.submission_id for one in told if one.submission_id])
    of_entries = follow_ups.of_activities(session, [one.activity_id for one in told if one.activity_id])

    def is_done(one: Difficulty) -> bool:
        follow_up = of_forms.get(one.submission_id or 0) or of_entries.get(one.activity_id or 0)
        return follow_up is not None and follow_up.state is FollowUpState.DONE

    return sorted((one for one in told if not is_done(one)), key=lambda one: one.day, reverse=True)[:most]


def group_fields(found: Sequence[ComparedGroup]) -> list[dict[str, Any]]:
    """Return groups as rows of a table."""
    return [
        {
            "name": one.label,
            "people": number(one.people),
            "missing": number(one.expected - one.reported),
            "expected": number(one.expected),
            "reported": number(one.reported),
            "share": "–" if one.share is None else number(one.share),
        }
        for one in found
    ]
