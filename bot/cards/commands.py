"""The commands that cards offer to a role, with the keys of their texts. The table of intents is thai/intents.py."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from programmes import Programme
from thai.intents import MENUS, STRANGER


@dataclass(frozen=True, slots=True)
class Offered:
    """What a programme has, so that cards offer nothing that is not there: mentors, development plans, days on which
    everybody reports, forms, network sectors that each is to meet, raters, calls; what units have: `views` of them (of
    `ShowUnits`), what a forum and their plan are called, and the words with which a message tells of each; the
    development plan of an organisation, and whether who looks `learns` by it."""

    mentors: bool = True
    plans: bool = True
    daily: bool = True
    forms: bool = True
    views: tuple[str, ...] = ()
    forum: str = ""
    forum_said: str = ""
    unit_plan: str = ""
    unit_plan_said: str = ""
    development: bool = False
    learns: bool = False
    sectors: bool = True
    raters: bool = True
    calls: tuple[CallOffered, ...] = ()


@dataclass(frozen=True, slots=True)
class CallOffered:
    """A call that is open or to come: its key, what it is of (people, projects), its name, its last day in words."""

    key: str
    of: str
    name: str
    day: str


EVERYTHING: Final = Offered()


def had_by(programme: Programme) -> Offered:
    """Return what a programme has for everybody on every day. Where units hold forums, sectors are counted there, and
    nobody has to meet all."""
    return Offered(
        mentors=bool(programme.stages),
        plans=programme.plan is not None,
        daily=programme.expects_days,
        forms=bool(programme.forms),
        sectors=bool(programme.sectors) and programme.forums is None,
        raters=bool(programme.evaluation.rounds),
        development=programme.development is not None,
    )


def is_offered(intent: str, offered: Offered) -> bool:
    """Return whether a programme has what an intent is for."""
    there = {
        "contact_mentor": offered.mentors,
        "who_is_missing": offered.daily,
        "start_feedback": offered.forms,
        "coverage": offered.sectors,
        "nominate_rater": offered.raters,
        "list_raters": offered.raters,
        "log_activity": not offered.development,
    }
    return there.get(intent, True)


def commands_of(role: str | None, offered: Offered = EVERYTHING) -> tuple[str, ...]:
    """Return the intents offered to `role` (None: has not joined), in its rich menu's order, without the menu."""
    rows = MENUS[role or STRANGER]
    return tuple(intent for row in rows for intent in row if intent != "menu" and is_offered(intent, offered))


def word_key(intent: str) -> str:
    """Return the text key of the command word for `intent`."""
    return f"command-{intent.replace('_', '-')}"


def about_key(intent: str) -> str:
    """Return the text key of the short description of `intent`."""
    return f"about-{intent.replace('_', '-')}"
