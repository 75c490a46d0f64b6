"""Corrects the name of somebody or something that a unit has sent: its number and its parts stay.

question         its answers and exits
candidate_name   (data: candidate) a name; commands, questions and everything else leave it
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from bot.cards import quick_replies as quick
from bot.inbound.router import on_open
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import CorrectCandidate
from handlers.calls.candidate_cards import card_of, label_of
from handlers.calls.completing import field_to_ask, refused, to_menu
from handlers.calls.for_units import unit_before
from handlers.calls.seen import ANSWERS_CALLS, OwnCandidate, oversees, own
from handlers.calls.withdrawing import there
from handlers.conversation import context, is_asked, leave_question
from models.calls.candidates import NAME, compared
from services.calls.answering import NotTaken, may_change, rename
from services.calls.words import call_words
from thai.call_names import RenameSaid, name_said, rename_said
from thai.names import own_name

RENAME: Final = "candidate_name"
ALIKE: Final = 0.8  # of names without titles: from here on one is the other, spelt otherwise
MOST_SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class Renaming:
    """Whom the words rename, and how; without a name it is asked, with several it is asked which."""

    found: tuple[OwnCandidate, ...]
    name: str | None


def answer(turn: Turn, said: Renaming) -> Reply:
    """Correct the name, or ask for what the words do not say."""
    leave_question(turn)
    if len(said.found) != 1:
        return which(turn, said.found)
    found = said.found[0]
    return ask_name(turn, found) if said.name is None else renamed(turn, found, said.name)


def which(turn: Turn, found: tuple[OwnCandidate, ...]) -> Reply:
    """Ask whose name is to be corrected."""
    items = [
        quick.choice(label_of(each.one.name or ""), CorrectCandidate(each.one.id, NAME)) for each in found[:MOST_SHOWN]
    ]
    return say(turn.text("call-rename-which"), quick_replies=[*items, *to_menu(turn)])


def ask_name(turn: Turn, found: OwnCandidate) -> Reply:
    """Ask how somebody or something is called, if it may be changed."""
    if not may_change(found.call, found.one, turn.day, oversees=oversees(turn, found.call)):
        return refused(turn, NotTaken("too-late-to-withdraw"), found.call, found.one.name or "")
    if found.one.person_id is not None:
        return refused(turn, NotTaken("of-roster"), found.call, found.one.name or "")
    turn.conversation.ask(RENAME, turn.now, candidate=found.one.id)
    asked = turn.text(f"call-ask-name-{found.call.of}", name=found.one.name or "")
    return say(asked, quick_replies=to_menu(turn))


def answer_name(turn: Turn) -> Reply:
    """Take the name that was asked for."""
    found = own(turn, turn.conversation.data["candidate"])
    name = _name_in(turn, found) if found is not None else None
    leave_question(turn)
    if found is None or name is None:
        return say(turn.text("call-gone"), quick_replies=to_menu(turn))
    return renamed(turn, found, name)


def renamed(turn: Turn, found: OwnCandidate, name: str) -> Reply:
    """Store the name, and show the candidate with it. Of one that is not sent yet it is asked on."""
    before = found.one.name or ""
    try:
        rename(
            turn.session, found.call, found.unit, found.one, name, turn.now, by=turn.me,
            message_id=turn.event.message_id, oversees=oversees(turn, found.call),
        )  # fmt: skip
    except NotTaken as why:
        return refused(turn, why, found.call, before)
    field = None if found.one.is_sent else field_to_ask(turn, found)
    return Reply([card_of(turn, found, field, flags=(turn.text("call-renamed", name=before),))])


def _name_in(turn: Turn, found: OwnCandidate) -> str | None:
    """Return the name in the words, as a call's message would name it."""
    return _named(turn, turn.event.text or "", found)


def _named(turn: Turn, words: str, found: OwnCandidate) -> str | None:
    return name_said(words, context(turn), call_words(found.call))


def _answers_name(turn: Turn) -> bool:
    if not is_asked(turn, RENAME) or turn.is_command:
        return False
    found = own(turn, turn.conversation.data["candidate"])
    return found is None or _name_in(turn, found) is not None


def read(turn: Turn) -> Renaming | None:
    """Return whose name the words correct, in a programme with calls. Words that put another person in somebody's place
    are no correction."""
    unit, words = unit_before(turn, turn.event.text or "")
    said = rename_said(words)
    mine = (
        tuple(each for each in there(turn) if unit is None or each.unit.code == unit.code) if said is not None else ()
    )
    if said is None or not mine:
        return None
    if said.name is None:
        meant = tuple(each for each in mine if said.old and _alike(each.one.name or "", said.old) >= ALIKE)
        return Renaming(meant or _changeable(turn, mine), None)
    return _of_names(turn, mine, said)


def _changeable(turn: Turn, mine: tuple[OwnCandidate, ...]) -> tuple[OwnCandidate, ...]:
    found = tuple(
        each
        for each in mine
        if each.one.person_id is None and may_change(each.call, each.one, turn.day, oversees=oversees(turn, each.call))
    )
    return found or mine


def _of_names(turn: Turn, mine: tuple[OwnCandidate, ...], said: RenameSaid) -> Renaming | None:
    """Return who is called by the old name, if one is said, and how by the new one. Without an old name it is who is
    called most alike; a wholly different name renames nobody."""
    named = [(each, name) for each in mine if (name := _named(turn, said.name or "", each)) is not None]
    if said.old is not None:
        named = [(each, name) for each, name in named if _alike(each.one.name or "", said.old) >= ALIKE]
    near = [(each, name) for each, name in named if _is_same_one(each.one.name or "", name)]
    if not near and said.old is None:
        return Renaming(mine, None) if named else None
    if len({each.one.id for each, _ in near}) != 1:
        return Renaming(tuple(each for each, _ in near), None) if near else None
    return Renaming((near[0][0],), near[0][1])


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, compared(one), compared(other), autojunk=False).ratio()


def _is_same_one(old: str, new: str) -> bool:
    """Return whether two names are of the same person or project: a part is the same, or the spelling is close."""
    parts, others = (set(name.split()) for name in (own_name(old), own_name(new)))
    return bool(parts & others) or _alike(old, new) >= ALIKE


routes = [on_open(RENAME, roles=ANSWERS_CALLS, when=_answers_name)(answer_name)]
