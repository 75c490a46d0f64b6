"""Answers what is asked about many people: photos, leave, who has not registered or received, phases, and for a map."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from bot.cards import quick_replies as quick
from bot.cards.photos import PAGE, PhotosCard, PhotoShown, photos_card
from bot.inbound.router import on_label, on_postback, on_words
from bot.inbound.turn import Turn
from bot.line.text_length import shorten
from bot.outbound.reply import Reply, say
from bot.postback import ShowPhotosOfDays
from handlers.coordination import broadcast_progress, comparing, downloads
from handlers.coordination.access import (
    SUMMARY,
    SummaryRequest,
    asked,
    remember,
    scope_of,
    summary_request,
    trouble,
)
from handlers.coordination.summaries import show_summary
from handlers.roles import OVERSEERS, coordinates
from models.activities import details
from models.coordination import summaries
from models.messaging.deliveries import About
from models.people import people
from models.people.people import PersonState, Role
from services.activities.in_words import place_name
from services.summaries.difficulties import Difficulty, in_entries, in_forms
from thai.dates import day_span, short_day
from thai.enquiries import Enquiry, words_of

LISTED: Final = 30  # names in one message
DIFFICULTIES: Final = 8  # of forms and of entries, in one message
WORDS_UNITS: Final = 180
NAME_UNITS: Final = 60
MONTH: Final = timedelta(days=29)  # before today
ROLES: Final = (Role.PARTICIPANT, Role.MENTOR, Role.COORDINATOR)


# ── photos ──


def photos_tapped(turn: Turn, button: ShowPhotosOfDays) -> Reply:
    return _photos(turn, summary_request(turn, button), button.page)


def photos_asked(turn: Turn, _: Enquiry) -> Reply:
    """Answer "show today's photos", of today if no days are said."""
    return trouble(turn) or _photos(turn, summary_request(turn, from_day=turn.day), 1)


def turn_photos(turn: Turn) -> Reply:
    """Show the next photos or those before, after the label was typed."""
    page = turn.conversation.data["photos"] + (1 if turn.says("missing-next") else -1)
    return _photos(turn, summary_request(turn), max(1, page))


def _photos(turn: Turn, asked: SummaryRequest, page: int) -> Reply:
    if not turn.links.public_url:
        return say(turn.text("photos-no-address"))
    start = (page - 1) * PAGE
    total, rows = summaries.photos(turn.session, asked.access, asked.days.first, asked.days.last, start, PAGE)
    days, scope = asked.days.title(turn.text), scope_of(asked, turn)
    if not rows:
        return say(turn.text("photos-none", days=days, scope=scope))
    names = people.by_ids(turn.session, [entry.person_id for _, entry in rows])
    turn.looks_at(*names)
    places = {one: said.places for one, said in details.details_of(turn.session, [e.id for _, e in rows]).items()}
    shown = [
        PhotoShown(
            url=url,
            person=entry.person_id,
            name=names[entry.person_id].name,
            day=entry.day,
            place=place_name(places[entry.id][0], turn.text.language) if places[entry.id] else None,
        )
        for photo, entry in rows
        if (url := turn.links.photo(photo.token or ""))
    ]
    remember(turn, asked.days, photos=page)
    card = photos_card(PhotosCard(asked.days, scope, tuple(shown), total, page), turn.text)
    return Reply([card], about=About("summary", turn.me.id))


# ── who is on leave, who has not registered ──


def who_is_away(turn: Turn, _: Enquiry) -> Reply:
    """Answer "who is on leave?", today if no days are said."""
    refused = trouble(turn)
    if refused:
        return refused
    wanted = summary_request(turn, from_day=turn.day)
    days, scope = wanted.days.title(turn.text), scope_of(wanted, turn)
    found = summaries.leaves(turn.session, wanted.access, wanted.days.first, wanted.days.last)
    if not found:
        return say(turn.text("away-none", days=days, scope=scope))
    names = people.by_ids(turn.session, [person_id for person_id, _, _ in found])
    turn.looks_at(*names)
    told = sorted((first, names[person_id].name, last) for person_id, first, last in found if person_id in names)
    lines = [turn.text("away-line", name=name, days=_span(first, last, turn)) for first, name, last in told]
    above = turn.text("away-above", count=len({one for one, _, _ in found}), days=days, scope=scope)
    return _listed(turn, [above, *_numbered(turn, lines), turn.text("away-hint")])


def who_has_not_registered(turn: Turn, _: Enquiry) -> Reply:
    """Answer "who has not registered?", by role; mentors hear of those in their care."""
    wanted = summary_request(turn, from_day=turn.day)
    parts = []
    for state in (PersonState.INVITED, PersonState.UNREACHABLE):
        for role in ROLES:
            found = summaries.people_in_state(turn.session, wanted.access, state, turn.day, (role,))
            key = f"unregistered-{role.value}" if state == PersonState.INVITED else f"unreachable-{role.value}"
            if found:
                parts.append(turn.text(key, count=len(found)))
                parts += _numbered(turn, [name for _, name in found])
    if not parts:
        return say(turn.text("unregistered-none", scope=scope_of(wanted, turn)))
    hint = "unregistered-hint" if turn.role is Role.COORDINATOR else "unregistered-hint-mentor"
    return _listed(turn, [turn.text("unregistered-above", scope=scope_of(wanted, turn)), *parts, turn.text(hint)])


def _numbered(turn: Turn, lines: list[str]) -> list[str]:
    shown = [turn.text("person-choice", number=number, name=line) for number, line in enumerate(lines[:LISTED], 1)]
    left = len(lines) - LISTED
    return [*shown, turn.text("summary-and-more", count=left)] if left > 0 else shown


def _listed(turn: Turn, lines: list[str]) -> Reply:
    items = [quick.command(turn.text, "summary"), quick.command(turn.text, "menu")]
    return say("\n".join(lines), quick_replies=items, about=About("summary", turn.me.id))


def _span(first: date, last: date, turn: Turn) -> str:
    language = turn.text.language
    return short_day(first, language) if first == last else day_span(first, last, language)


# ── obstacles and requests ──


def difficulties_asked(turn: Turn, _: Enquiry) -> Reply:
    """Answer "what is difficult?", of the last thirty days if none are said. Forms are for coordinators."""
    refused = trouble(turn)
    if refused:
        return refused
    wanted = summary_request(turn, from_day=turn.day - MONTH)
    first, last, access = wanted.days.first, wanted.days.last, wanted.access
    nothing = words_of("says_nothing")
    answered = in_forms(turn.session, turn.programme, access, first, last, nothing) if coordinates(turn) else []
    told = in_entries(turn.session, access, first, last, DIFFICULTIES)
    days, scope = wanted.days.title(turn.text), scope_of(wanted, turn)
    if not answered and not told:
        return say(turn.text("difficulties-none", days=days, scope=scope))
    lines = [turn.text("difficulties-above", days=days, scope=scope)]
    if answered:
        lines += [turn.text("difficulties-forms", count=len(answered)), *_difficulties(turn, answered)]
    if len(answered) > DIFFICULTIES:
        lines.append(turn.text("difficulties-more", count=len(answered) - DIFFICULTIES))
    if told:
        lines += [turn.text("difficulties-entries"), *_difficulties(turn, told)]
    return _listed(turn, lines)


def _difficulties(turn: Turn, found: Sequence[Difficulty]) -> list[str]:
    lines = []
    turn.looks_at(*(one.person_id for one in found[:DIFFICULTIES] if one.person_id is not None))
    for number, one in enumerate(found[:DIFFICULTIES], 1):
        words = shorten(" · ".join(one.words), WORDS_UNITS, "utf16")
        day = short_day(one.day, turn.text.language)
        line = turn.text("difficulty", number=number, words=words, author=one.author, day=day)
        if one.who:
            line = turn.text("difficulty-who", line=line, who=shorten(one.who, NAME_UNITS, "utf16"))
        if one.follow_up:
            line = turn.text("difficulty-follow-up", line=line, day=short_day(one.follow_up, turn.text.language))
        lines.append(line)
    return lines


# ── the map, and what is not there ──


def offer_map(turn: Turn, _: Enquiry) -> Reply:
    """Answer "the map" with a link to the file that map programs open, or say whose it is."""
    return downloads.offer_map(turn) if coordinates(turn) else say(turn.text("map-not-for-you"))


def say_where_answers_are(turn: Turn, _: Enquiry) -> Reply:
    """Answer "who has not filled in the form?" with the file in which that stands, or say whose it is."""
    if not coordinates(turn):
        items = [quick.command(turn.text, "start_feedback"), quick.command(turn.text, "menu")]
        return say(turn.text("form-status-mentor"), quick_replies=items)
    items = [quick.typed(turn.text("form-status-file")), quick.command(turn.text, "menu")]
    return say(turn.text("form-status"), quick_replies=items)


def timetable(turn: Turn, _: Enquiry) -> Reply:
    """Answer "when does phase 3 begin?" with the days of all phases."""
    language = turn.text.language
    lines = [
        turn.text("timetable-phase", name=phase.name(language), days=day_span(phase.start, phase.end, language))
        for phase in turn.programme.phases
    ]
    return _listed(turn, [turn.text("timetable-above", name=turn.programme.short_name(language)), *lines])


def say_how_to_appoint(turn: Turn, _: Enquiry) -> Reply:
    """Say how a deputy is appointed, or who does it. Nothing is done."""
    return say(turn.text("deputy-how" if coordinates(turn) else "deputy-how-mentor"))


def say_how_to_cancel_leave(turn: Turn, _: Enquiry) -> Reply:
    """Say how somebody's leave is cancelled, or who does it. Nothing is done."""
    return say(turn.text("leave-back-how" if coordinates(turn) else "leave-back-how-mentor"))


def sectors_asked(turn: Turn, _: Enquiry) -> Reply:
    """Answer "which sector is still missing?" with the summary since the start, which counts them."""
    return show_summary(turn, from_day=turn.programme.start)


ANSWERS: Final[Mapping[str, Callable[[Turn, Enquiry], Reply]]] = {
    "comparison": comparing.show_asked,
    "photos": photos_asked,
    "leave": who_is_away,
    "not_registered": who_has_not_registered,
    "difficulties": difficulties_asked,
    "map": offer_map,
    "received": lambda turn, _: broadcast_progress.show_receivers(turn),
    "announced": lambda turn, _: broadcast_progress.show_all(turn),
    "form_status": say_where_answers_are,
    "schedule": timetable,
    "deputy": say_how_to_appoint,
    "leave_back": say_how_to_cancel_leave,
    "coverage": sectors_asked,
}


def answer(turn: Turn, found: Enquiry) -> Reply:
    """Answer what is asked about many people."""
    return ANSWERS[found.about or ""](turn, found)


def _is_after_photos(turn: Turn) -> bool:
    return turn.conversation.open == SUMMARY and "photos" in turn.conversation.data


_turned = on_label("missing-next", "missing-before", roles=OVERSEERS, when=_is_after_photos)
routes = [on_postback(ShowPhotosOfDays, OVERSEERS)(photos_tapped), _turned(turn_photos)]
commands = [
    on_words(roles=OVERSEERS).reading(asked)(answer),
]
