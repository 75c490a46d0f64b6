"""The speaker's access scope, and the days, places and agencies that they ask about."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from bot.cards.summary import SummaryDays
from bot.cards.summary_values import agency_key, scope_name
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import OfDays, Say
from handlers.conversation import context, is_fresh
from models.coordination import scopes
from models.coordination.scopes import AccessScope
from programmes.bangkok import BANGKOK
from thai.announcements import certain_announcement_in
from thai.enquiries import Enquiry, read_enquiry
from thai.intents import INTENTS
from thai.meaning import Slots
from thai.normalise import normalise

SUMMARY: Final = "summary"  # the optional question after a summary: typed labels are about its days


@dataclass(frozen=True, slots=True)
class SummaryRequest:
    """The days that are asked about, and the limited access scope. `kept`: they were not said, but are those of the
    summary above."""

    days: SummaryDays
    access: AccessScope
    kept: bool = False


def access_of(turn: Turn) -> AccessScope:
    """Return the access scope by the roles and areas held today, so that changes have effect at once."""
    return scopes.of_person(turn.session, turn.programme, turn.me.id, turn.day)


def summary_request(turn: Turn, button: OfDays | None = None, *, from_day: date | None = None) -> SummaryRequest:
    """Return what a button or words ask about, else the days of the summary above, else today.

    With `from_day`, words without days are about the days from then to today, whatever was asked about before.
    """
    access = access_of(turn)
    if button is not None:
        return _narrowed(turn, access, _days(button.first, button.last, button.area, button.agency))
    if from_day is None and _means_those_above(turn):
        data = turn.conversation.data
        days = _days(data["first"], data["last"], data.get("area"), data.get("agency"))
        return replace(_narrowed(turn, access, days), kept=days != SummaryDays(turn.day, turn.day))
    return _narrowed(turn, access, _said(turn, from_day or turn.day))


def remember(turn: Turn, days: SummaryDays, **more: Any) -> None:
    """Store these days, so that typed labels of a summary's buttons are about them; `more` is what a table showed."""
    turn.conversation.ask(
        SUMMARY,
        turn.now,
        first=days.first.isoformat(),
        last=days.last.isoformat(),
        area=days.area,
        agency=days.agency,
        **more,
    )


def enquiry(turn: Turn) -> Enquiry:
    """Return what the words of this turn ask about."""
    return turn.once(_enquiry)


def _enquiry(turn: Turn) -> Enquiry:
    return read_enquiry(turn.event.text or "", context(turn))


def open_day(turn: Turn) -> date | None:
    """Return today if it is not over, so that nobody is missing on it yet."""
    return turn.day if turn.event.at.astimezone(BANGKOK).time() < turn.programme.reporting.due_by else None


def asked(turn: Turn) -> Enquiry | None:
    """Return what words ask about many people, if they do. What may be for somebody or do something is not read so."""
    if turn.event.quoted_message_id is not None:
        return None
    found = enquiry(turn)
    if not found.about or (_does_something(turn) and not (found.certain and not _announces(turn))):
        return None
    return found


def _announces(turn: Turn) -> bool:
    """Return whether the words are certainly an announcement, which is no question whatever it asks."""
    return certain_announcement_in(turn.event.text or "", context(turn)) is not None


def _does_something(turn: Turn) -> bool:
    known = INTENTS[turn.intent] if turn.intent else None
    return known is not None and known.acting and turn.role is not None and turn.role.value in known.roles


def trouble(turn: Turn) -> Reply | None:
    """Return what to say if the words name an impossible day, days to come, or a place that is not known."""
    slots = _slots(turn)
    if slots and slots.problem:
        return say(turn.text("summary-no-such-day", said=slots.problem))
    place = next((place.name for place in slots.places if place.code is None), None) if slots else None
    return say(turn.text("summary-unknown-place", place=place)) if place else None


def scope_of(asked: SummaryRequest, turn: Turn) -> str:
    """Return the scope of a request in words."""
    access = asked.access
    return scope_name(access.scopes, access.place, access.agency, turn.programme, turn.text)


def _slots(turn: Turn) -> Slots | None:
    """Return the days and places of the words: of an enquiry as it is read, whatever the words mean otherwise; else
    with the province that is only named in passing."""
    if turn.understood is None:
        return None
    asked, slots = enquiry(turn), turn.understood.slots
    return asked.slots if asked.about else replace(slots, places=slots.places or asked.slots.places)


def _said(turn: Turn, from_day: date) -> SummaryDays:
    slots = _slots(turn)
    asked = enquiry(turn)
    first, last = from_day, turn.day
    if slots and slots.period:
        first, last = slots.period
    elif slots and slots.activity_date:
        first = last = slots.activity_date
    elif asked.from_start or (asked.of_programme and (asked.about or turn.intent == "summary")):
        first = turn.programme.start
    code = next((place.code for place in slots.places if place.code), None) if slots else None
    return SummaryDays(first, last, code[:4] if code else None, _said_agency(turn))


def _said_agency(turn: Turn) -> str | None:
    """Return the key of an agency that is named as in the programme, or None."""
    words = normalise(turn.event.text or "")
    for agency in turn.programme.agencies:
        written = (agency.name.th, agency.name.en, *agency.also_written)
        if any(normalise(name) in words for name in written):
            return agency.key
    return None


def _means_those_above(turn: Turn) -> bool:
    """Return whether the days and the place are those of the summary above: the words name no others, nor the whole.
    The menu's buttons speak of today."""
    if turn.conversation.open != SUMMARY or not is_fresh(turn) or isinstance(turn.postback, Say):
        return False
    slots = _slots(turn)
    if slots is None:
        return True
    says_more = slots.period or slots.activity_date or slots.places or enquiry(turn).whole or _said_agency(turn)
    return not says_more


def _days(first: str, last: str, area: str | None, agency: str | None) -> SummaryDays:
    """Return the days of a button. A manipulated button gives the same day twice."""
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:  # such as 2023-02-31, which the button's pattern allows
        start = end = date.min
    return SummaryDays(min(start, end), max(start, end), area, agency)


def _narrowed(turn: Turn, access: AccessScope, days: SummaryDays) -> SummaryRequest:
    name = next((agency.name.th for agency in turn.programme.agencies if agency.key == days.agency), None)
    if name is not None:
        access = access.of_agency(name)
    if days.area is not None:
        access = access.narrowed(days.area)
    kept = replace(days, agency=agency_key(turn.programme, name))
    return SummaryRequest(kept, access)
