"""`/app/photos`: the photos of entries as a gallery, and all that is shown as one ZIP with captions."""

from collections.abc import Sequence
from functools import partial
from typing import Final

from flask import Response, request

from bot.dashboard.address import asked
from bot.dashboard.entries import chosen, entries_asked, subject_choices
from bot.dashboard.pages import Dashboard
from bot.dashboard.paging import paging, with_arguments
from bot.dashboard.people import choices
from bot.dashboard.people_shown import people_in
from bot.dashboard.visitor import Visitor
from models.activities.media import PhotoMoment
from models.coordination.scopes import AccessScope
from models.people.people import Role
from services.activities.in_words import place_name
from services.dashboard import photos
from services.dashboard.entries import EntriesAsked
from services.dashboard.photos import GalleryPhoto
from services.exports.photos import ZippedPhoto, zip_of
from thai.places import display

PAGE: Final = 60
HEADINGS: Final = ("file", "day", "author", "place", "sectors", "words", "moment")


def add_photos(pages: Dashboard) -> None:
    @pages.get("/app/photos")
    def gallery(visitor: Visitor) -> str:
        limits = asked(visitor)
        access, wanted = limits.within(visitor), entries_asked(visitor, limits)
        moment = _moment()
        part = paging(photos.count(visitor.session, access, wanted, moment), PAGE)
        shown = _shown(visitor, access, wanted, part.skipped)
        return pages.page(
            "photos.html",
            visitor,
            title=visitor.text("web-photos"),
            photos=shown,
            paging=part,
            limits=limits,
            chosen=chosen(visitor, limits),
            moment=moment,
            moments=[None, *PhotoMoment] if visitor.programme.reporting.before_and_after else (),
            of_moment=lambda one: with_arguments(moment=one, page=None),
            where=lambda one: _where(visitor, one),
            tags=[(one.key, one.label(visitor.language)) for one in visitor.programme.tags],
            download=with_arguments().replace("/app/photos", "/app/photos/zip", 1),
            subjects=subject_choices(visitor),
            sectors=[(one.key, one.label(visitor.language)) for one in visitor.programme.sectors],
            choices=choices(visitor) if visitor.role is not Role.PARTICIPANT else {},
        )

    @pages.get("/app/photos/zip")
    def download(visitor: Visitor) -> Response:
        limits = asked(visitor)
        access, wanted = limits.within(visitor), entries_asked(visitor, limits)
        part = paging(photos.count(visitor.session, access, wanted, _moment()), PAGE)
        shown = _shown(visitor, access, wanted, part.skipped)  # no more than the page shows
        pages.viewings.note(visitor.person.id, people_in(shown), visitor.now)
        zipped = [_zipped(pages, visitor, one, number) for number, one in enumerate(shown, part.skipped + 1)]
        headings = tuple(visitor.text(f"web-photos-{one}") for one in HEADINGS)
        response = Response(zip_of(zipped, headings), mimetype="application/zip")
        response.headers["Content-Disposition"] = f'attachment; filename="photos-{visitor.day:%Y%m%d}-{part.page}.zip"'
        response.headers["Cache-Control"] = "private, no-store"
        return response


def _shown(visitor: Visitor, access: AccessScope, wanted: EntriesAsked, skipped: int) -> Sequence[GalleryPhoto]:
    return photos.photos(
        visitor.session, visitor.programme, access, wanted, visitor.day, skipped=skipped, most=PAGE, moment=_moment()
    )


def _moment() -> PhotoMoment | None:
    """Return whether only photos of before or of after the work are asked for."""
    said = request.args.get("moment", "")
    return PhotoMoment(said) if said in set(PhotoMoment) else None


def _where(visitor: Visitor, one: GalleryPhoto, *, whole: bool = False) -> str:
    """Return where a photo was taken: the places that were named (the first, or all of them), and the district with its
    province where its author worked, if none of them says it."""
    named = one.details.places if whole else one.details.places[:1]
    said = [place_name(place, visitor.language) for place in named]
    if one.area is not None and not any(place.code for place in named):
        said.append(display(one.area, visitor.language))
    return ", ".join(dict.fromkeys(said))


def _zipped(pages: Dashboard, visitor: Visitor, one: GalleryPhoto, number: int) -> ZippedPhoto:
    places = _where(visitor, one, whole=True)
    sectors = ", ".join(visitor.programme.sector(key).label(visitor.language) for key in one.details.sectors)
    moment = visitor.text(f"moment-{one.moment}") if one.moment else ""
    caption = (one.day.isoformat(), one.author, places, sectors, one.words or "", moment)
    read = partial(pages.media.original, one.sha256 or "")
    return ZippedPhoto(f"{one.day:%Y%m%d}-{number:04d}", read, one.content_type, caption)
