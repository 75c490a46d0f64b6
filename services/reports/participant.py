"""A participant's report of some days, which they keep as a portfolio: what was done where and with whom, photos, the
mentor's words, the plan."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import select

from models.activities import details, media
from models.activities.activities import IS_COUNTED, Activity
from models.activities.details import ActivityDetails
from models.activities.media import Media, MediaKind, MediaState, PhotoMoment
from models.activities.parts import BY_KEY
from models.coordination import scopes
from models.people import people
from models.people.people import Person
from models.people.placements import PlacesByDay
from models.reviews.reviews import Review
from services.access import shows_pictures
from services.activities.in_words import in_words
from services.papers.drawings import draw
from services.papers.fields import SIGNATURE_LETTERS, TITLE_LETTERS, Fields, PaperPicture, in_lines, in_thai_digits
from services.reports.asked import PaperAsked, PaperSource
from services.reports.memo import number
from services.reports.photos import printed_photo
from services.reports.plan import GOAL_EXAMPLE, goals_in_force
from services.summaries import counting
from thai.dates import full_day, full_span, short_day
from thai.places import display

PHOTO: Final = (51.0, 38.0)  # millimetres
PHOTOS: Final = 3  # of an entry
AT_ONCE: Final = 25  # entries after which it is told how far it is


def participant_fields(source: PaperSource, asked: PaperAsked, _brevity: int = 0) -> Fields:
    """Return the fields: the person is within the scope of who asks, their entries too."""
    session, text = source.session, source.text
    person = people.by_ids(session, [asked.person_id or 0])[asked.person_id or 0]
    first, last = source.days(asked)
    entries = _entries(source, person, first, last)
    said = details.details_of(session, [one.id for one in entries])
    met = Counter(sector for one in entries for sector in said[one.id].sectors)
    days = in_thai_digits(full_span(first, last, "th"))
    return {
        "title": text("paper-participant-title"),
        "programme": in_lines(source.programme.name("th"), TITLE_LETTERS),
        "name": person.name,
        "signer": in_lines(person.name, SIGNATURE_LETTERS),
        "position": person.position or "",
        "agency": person.agency or "",
        "days": days,
        **_numbers(source, person, first, last, entries, said),
        "places": [{"name": one} for one in _places(source, person, first, last)],
        "sectors": _sectors(source, met) if met else None,
        "entries": list(_told(source, person, entries, said)),
        "goals": goals_in_force(source, person.id),
        "date": in_thai_digits(full_day(source.today, "th")),
    }


def _entries(source: PaperSource, person: Person, first: date, last: date) -> list[Activity]:
    wanted = (
        select(Activity)
        .where(Activity.person_id == person.id, Activity.day.between(first, last), IS_COUNTED)
        .where(source.access.records(Activity.person_id, Activity.day))
        .order_by(Activity.day, Activity.id)
    )
    return list(source.session.scalars(wanted))


def _numbers(
    source: PaperSource,
    person: Person,
    first: date,
    last: date,
    entries: Sequence[Activity],
    said: dict[int, ActivityDetails],
) -> dict[str, Any]:
    whole = source.access.is_whole or source.reader_id == person.id
    access = scopes.of_oneself(person.id) if whole else source.access
    _, attended = counting.attended(source.session, source.programme, access, first, last, source.open_day)
    expected, reported = attended.expected.get(person.id, 0), attended.reported.get(person.id, 0)
    return {
        "expected": number(expected),
        "reported": number(reported),
        "share": number(round(reported / expected * 100)) if expected else "–",
        "entries_count": number(len(entries)),
        "people_met": number(sum(one.people_count or 0 for one in entries)),
        "sectors_met": number(len({sector for one in entries for sector in said[one.id].sectors})),
    }


def _places(source: PaperSource, person: Person, first: date, last: date) -> Iterator[str]:
    """Yield where the person worked, stage by stage."""
    places = PlacesByDay(source.session, [person.id])
    for stage in source.programme.stages:
        begin, end = max(first, stage.start), min(last, stage.end)
        if begin > end:
            continue
        for area in places.between(person.id, stage.key, begin, end):
            yield f"{display(area, 'th')} ({stage.name('th')})"


def _sectors(source: PaperSource, met: Counter[str]) -> PaperPicture:
    bars = [
        {"label": one.label("th"), "value": met[one.key], "said": number(met[one.key])}
        for one in source.programme.sectors
    ]
    values = {"bars": bars, "labels": 34}
    return draw("bars", values, width=110, height=34, alt=source.text("paper-alt-sectors"))


def _told(
    source: PaperSource, person: Person, entries: Sequence[Activity], said: dict[int, ActivityDetails]
) -> Iterator[dict[str, Any]]:
    """Yield each entry as it is told, with its photos and what its mentor said."""
    words = _words(source, [one.id for one in entries])
    photos = _photos(source, person, entries)
    places = PlacesByDay(source.session, [person.id])
    for place, entry in enumerate(entries):
        if place % AT_ONCE == 0:
            source.told(place, len(entries))
        one, stage = said[entry.id], source.programme.stage_on(entry.day)
        named = in_words(BY_KEY["places"], one, source.programme, source.text)
        area = places.on(person.id, stage.key, entry.day) if stage else None
        where = " ".join(named) or (display(area, "th") if area else "")
        day = in_thai_digits(short_day(entry.day, "th"))
        yield {
            "date": in_thai_digits(full_day(entry.day, "th")),
            "place": where,
            "words": entry.words or "",
            "people": number(entry.people_count) if entry.people_count else "",
            "sectors": " · ".join(in_words(BY_KEY["sectors"], one, source.programme, source.text)),
            "tags": " · ".join(in_words(BY_KEY["tags"], one, source.programme, source.text)),
            "mentor_words": [{"words": words_said, "by": by} for words_said, by in words.get(entry.id, ())],
            "photos": _row(source, photos.get(entry.id, ()), f"{day} {where}"),
        }


def _words(source: PaperSource, ids: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    """Return what reviewers wrote about entries, and who."""
    asked = (
        select(Review.activity_id, Review.words, Person.name)
        .join(Person, Person.id == Review.by_person_id)
        .where(Review.activity_id.in_(ids), Review.words.is_not(None))
        .order_by(Review.id)
    )
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for entry_id, words, by in source.session.execute(asked):
        found[entry_id].append((words or "", by))
    return found


def _photos(source: PaperSource, person: Person, entries: Sequence[Activity]) -> dict[int, list[Media]]:
    """Return the first photos of entries, of before and after the work where there are both; of a person whose pictures
    are not shown any more none."""
    own = source.reader_id == person.id
    if not own and not shows_pictures(source.session, source.programme, person.id, source.today):
        return {}
    found = media.of_activities(source.session, [one.id for one in entries])
    return {
        entry_id: _first([one for one in them if one.kind == MediaKind.PHOTO and one.state == MediaState.STORED])
        for entry_id, them in found.items()
    }


def _first(photos: Sequence[Media]) -> list[Media]:
    """Return as many photos as are shown: one of each moment before a second one, those of before the work first."""
    moments = [*PhotoMoment, None]
    again = Counter[PhotoMoment | None]()
    rank: dict[int, int] = {}
    for one in photos:
        rank[one.id] = again[one.moment]
        again[one.moment] += 1
    taken = sorted(photos, key=lambda one: (rank[one.id], moments.index(one.moment)))[:PHOTOS]
    return sorted(taken, key=lambda one: (moments.index(one.moment), one.id))


def _row(source: PaperSource, photos: Sequence[Media], caption: str) -> list[dict[str, Any]]:
    """Return the photos of an entry beside each other, as the one row of a table; no row without photos."""
    shown, moments = [], []
    for one in photos:
        moment = source.text(f"moment-{one.moment}") if one.moment else ""
        alt = f"{moment} {caption}".strip()
        made = printed_photo(source.media, one.sha256, PHOTO[0], alt, PHOTO[1])
        if made is not None:
            shown.append(made)
            moments.append(moment or "–")
    if not shown:
        return []
    told = source.text("paper-participant-photos", what=caption)
    if any(moment != "–" for moment in moments):
        told = source.text("paper-photos-moments", what=told, moments=" · ".join(moments))
    row: dict[str, Any] = {"caption": told}
    for place in range(PHOTOS):
        row[f"photo{place + 1}"] = shown[place] if place < len(shown) else None
    return [row]


_PHOTO: Final = PaperPicture(b"", PHOTO[0], "ภาพกิจกรรม")
PARTICIPANT_EXAMPLE: Final[Fields] = {
    "title": "รายงานผลการปฏิบัติงานรายบุคคล",
    "programme": "โครงการพัฒนาและเสริมสร้างบุคลากรกระทรวงมหาดไทย",
    "name": "นายสมชาย ใจดี",
    "signer": "นายสมชาย ใจดี",
    "position": "เจ้าพนักงานปกครองชำนาญการพิเศษ",
    "agency": "กรมการปกครอง",
    "days": "๑–๓๑ กรกฎาคม ๒๕๖๖",
    "expected": "๒๐",
    "reported": "๑๘",
    "share": "๙๐",
    "entries_count": "๒๑",
    "people_met": "๔๒๐",
    "sectors_met": "๖",
    "places": [{"name": "อำเภอแม่ใจ จังหวัดพะเยา (อำเภอนำร่อง)"}],
    "sectors": PaperPicture(b"", 110, "ภาคีเครือข่าย"),
    "entries": [
        {
            "date": "๑๒ กรกฎาคม ๒๕๖๖",
            "place": "ตำบลแม่ใจ อำเภอแม่ใจ จังหวัดพะเยา",
            "words": "ประชุมกับผู้ใหญ่บ้านและพระเรื่องถังขยะเปียก ๒๕ คน",
            "people": "๒๕",
            "sectors": "ภาคราชการ · ภาคผู้นำศาสนา",
            "tags": "ถังขยะเปียกลดโลกร้อน",
            "mentor_words": [{"words": "ดีมาก ขอให้ติดตามผลเดือนหน้า", "by": "นายประยูร ศรีสุข"}],
            "photos": [{"photo1": _PHOTO, "photo2": _PHOTO, "photo3": _PHOTO, "caption": "ภาพ: ๑๒ ก.ค. ๒๕๖๖ ตำบลแม่ใจ"}],
        }
    ],
    "goals": [GOAL_EXAMPLE],
    "date": "๑ สิงหาคม ๒๕๖๖",
}
