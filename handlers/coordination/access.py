"""The speaker's access scope, and the days, places and agencies that they ask about."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bot.cards.summary import SummaryDays
from bot.cards.summary_values import agency_key
from bot.inbound.turn import Turn
from bot.postback import OfDays, Say
from handlers.conversation import context, is_fresh
from models.coordination import scopes
from models.coordination.scopes import AccessScope
from thai.enquiries import Enquiry, read_enquiry
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


def summary_request(turn: Turn, button: OfDays | None = None) -> SummaryRequest:
    """Return what a button or words ask about, else the days of the summary above, else today."""
    access = access_of(turn)
    if button is not None:
        return _narrowed(turn, access, _days(button.first, button.last, button.area, button.agency))
    if _means_those_above(turn):
        data = turn.conversation.data
        days = _days(data["first"], data["last"], data.get("area"), data.get("agency"))
        return replace(_narrowed(turn, access, days), kept=days != SummaryDays(turn.day, turn.day))
    return _narrowed(turn, access, _said(turn))


def remember(turn: Turn, days: SummaryDays) -> None:
    """Store these days, so that typed labels of a summary's buttons are about them."""
    turn.conversation.ask(
        SUMMARY,
        turn.now,
        first=days.first.isoformat(),
        last=days.last.isoformat(),
        area=days.area,
        agency=days.agency,
    )


def enquiry(turn: Turn) -> Enquiry:
    """Return what the words of this turn ask about."""
    return turn.once(_enquiry)


def _enquiry(turn: Turn) -> Enquiry:
    return read_enquiry(turn.event.text or "", context(turn))


def unknown_place(turn: Turn) -> str | None:
    """Return a mentioned place that is not known for certain, or None."""
    said = turn.understood.slots.places if turn.understood else ()
    return next((place.name for place in said if place.code is None), None)


def _said(turn: Turn) -> SummaryDays:
    slots = turn.understood.slots if turn.understood else None
    asked = enquiry(turn)
    first = last = turn.day
    if slots and slots.period:
        first, last = slots.period
    elif slots and slots.activity_date:
        first = last = slots.activity_date
    elif asked.from_start or (asked.of_programme and turn.intent == "summary"):
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
    slots = turn.understood.slots if turn.understood else None
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
