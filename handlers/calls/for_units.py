"""For which unit a message answers a call: a contact for their own alone, who coordinates for one that is named."""

from __future__ import annotations

import re
from typing import Final

from bot.inbound.turn import Turn
from bot.outbound.reply import say
from handlers.calls.seen import OwnCandidate, answered_unit, answers_as
from handlers.roles import coordinates
from handlers.units.seen import units_of
from programmes.calls import Call
from programmes.units import Unit
from services.calls.telling import told_to_contacts
from thai.call_said import CallSaid
from thai.call_text import is_written_to
from thai.normalise import tidy

SHORTEST_NAME: Final = 4  # characters of a unit's name that is found inside of words


class NotForUnit(ValueError):
    """Nobody is sent: `why` is the key of what is said, `unit` the unit it is about."""

    def __init__(self, why: str, unit: Unit | None = None) -> None:
        super().__init__(why)
        self.why, self.unit = why, unit


def unit_meant(turn: Turn, call: Call, said: CallSaid) -> Unit:
    """Return the unit for which a message answers a call. Raises NotForUnit if the speaker does not answer for it."""
    named = units_in(turn, said)
    if coordinates(turn):
        own = answered_unit(turn, call)
        if not named and own is not None:
            return own  # who coordinates and is a unit's contact, too
        if not named:
            codes = answers_as(turn, call)
            raise NotForUnit("call-for-which-unit", units_of(turn).unit(codes[0]) if codes else None)
        if named[0].code not in answers_as(turn, call):
            raise NotForUnit("call-unit-not-yours", named[0])
        return named[0]
    own = answered_unit(turn, call)
    if own is None:
        raise NotForUnit("call-not-contact")
    other = next((one for one in named if one.code != own.code), None)
    if other is not None:
        raise NotForUnit("call-for-own-unit", other)
    return own


def refusal_of(turn: Turn, why: NotForUnit, call: Call) -> str:
    """Return in words why nobody is sent for a unit, and what to do."""
    own, language = answered_unit(turn, call), turn.text.language
    return turn.text(
        why.why,
        call=call.name(language),
        kind=call.of,
        unit=why.unit.called(language) if why.unit else "",
        own=own.called(language) if own else "",
    )


def units_in(turn: Turn, said: CallSaid) -> list[Unit]:
    """Return the units that a message names beside whom it sends, in its order. What is said of somebody's post or in
    the name of a project is no unit that sends, nor is one that is only written to."""
    words = tidy(turn.event.text or "")
    for part in (said, said.also) if said.also is not None else (said,):
        for one in part.named:
            if part.kind == "projects":
                words = words.partition(one.name)[0] if one.name in words else words
            for value in sorted((one.name, *one.facts.values()), key=len, reverse=True):
                words = words.replace(value, "\t") if len(value) >= SHORTEST_NAME else words
    found: dict[int, tuple[int, Unit]] = {}
    for unit in units_of(turn).teams:
        for name in {unit.called("th"), unit.called("en"), *unit.said}:
            for at in re.finditer(re.escape(name), words, re.IGNORECASE) if len(name) >= SHORTEST_NAME else ():
                if at.end() > found.get(at.start(), (0, unit))[0] and not is_written_to(words[: at.start()]):
                    found[at.start()] = (at.end(), unit)
    named: list[Unit] = []
    covered = 0
    for start, (end, unit) in sorted(found.items()):
        if start >= covered:
            named += [unit] if unit not in named else []
            covered = end
    return named


def unit_before(turn: Turn, words: str) -> tuple[Unit | None, str]:
    """Return (the unit with whose name words begin, the words behind it): กองกลาง แก้ชื่อ …"""
    said = tidy(words).strip()
    for unit in units_of(turn).teams:
        for name in sorted({unit.called("th"), unit.called("en"), *unit.said}, key=len, reverse=True):
            if len(name) >= SHORTEST_NAME and said.lower().startswith(f"{name.lower()} "):
                return unit, said[len(name) :].strip()
    return None, words


def tell_contacts(turn: Turn, now: OwnCandidate, what: str) -> None:
    """Tell a unit's contacts what somebody who coordinates has sent or withdrawn for them."""
    if not coordinates(turn):
        return
    told = told_to_contacts(turn.session, now.call, now.one, what, turn.texts, turn.day, by_id=turn.me.id)
    for line_user_id, words in told:
        turn.tell(line_user_id, say(words))
