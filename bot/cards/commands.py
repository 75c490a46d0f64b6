"""The commands that cards offer to a role, with the keys of their texts. The table of intents is thai/intents.py."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from programmes import Programme
from programmes.sections import Label
from thai.classifier import ABOUT
from thai.intents import MENUS, STRANGER


@dataclass(frozen=True, slots=True)
class Offered:
    """What a programme has, so that cards offer nothing that is not there: mentors, development plans, days on which
    everybody reports, forms, network sectors that each is to meet, raters, calls (`call_kinds`: people, projects),
    `entries` of what was done on a day; what units have: `views` of them (of `ShowUnits`), what a forum and their plan
    are called, and the words with which a message tells of each; the development plan of an organisation, and whether
    who looks `learns` by it."""

    mentors: bool = True
    plans: bool = True
    daily: bool = True
    forms: bool = True
    views: tuple[str, ...] = ()
    forum: Label | None = None
    forum_said: str = ""
    unit_plan: Label | None = None
    unit_plan_said: str = ""
    development: bool = False
    learns: bool = False
    sectors: bool = True
    raters: bool = True
    entries: bool = True
    call_kinds: tuple[str, ...] = ()
    calls: tuple[CallOffered, ...] = ()

    def named(self, language: str) -> dict[str, str]:
        """Return what a forum and the plan of a unit are called, as texts name them."""
        named = {"forum": self.forum, "plan": self.unit_plan}
        return {key: label(language) if label else "" for key, label in named.items()}


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
    nobody has to meet all. Who only answers calls has no entries to write."""
    forums, plan = programme.forums, programme.unit_plan
    answering = {seat for call in programme.calls for seat in (*call.answered_by, call.becomes)}
    works = programme.units is None or any(seat.key not in answering for seat in programme.units.seats)
    there = {
        "forums": forums,
        "teams": programme.units is not None and works,
        "plan": plan,
        "steps": programme.steps,
    }
    return Offered(
        views=tuple(view for view, has in there.items() if has),
        forum=forums.name if forums else None,
        forum_said=forums.said[0] if forums else "",
        unit_plan=plan.name if plan else None,
        unit_plan_said=plan.said[0] if plan else "",
        entries=works and programme.development is None,
        call_kinds=tuple(kind for kind in ("people", "projects") if any(call.of == kind for call in programme.calls)),
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
        "log_activity": offered.entries,
        "list_activities": offered.entries or offered.development,
    }
    return there.get(intent, True)


def exports_offered(there: Offered, *, selections: bool) -> tuple[str, ...]:
    """Return the kinds of files of which a programme may have something, its own first."""
    has = {
        "candidates": there.call_kinds,
        "selections": selections,
        "trainings": there.development,
        "gaps": there.development,
        "forums": "forums" in there.views,
        "teams": "teams" in there.views,
        "activities": there.entries or there.development,
        "submissions": there.forms,
        "reviews": there.mentors,
        "coverage": there.sectors,
        "people": True,
        "evaluations": there.raters,
        "plans": there.plans,
    }
    return tuple(kind for kind, is_there in has.items() if is_there)


def commands_of(role: str | None, offered: Offered = EVERYTHING) -> tuple[str, ...]:
    """Return the intents offered to `role` (None: has not joined), in its rich menu's order, without the menu."""
    rows = MENUS[role or STRANGER]
    return tuple(intent for row in rows for intent in row if intent != "menu" and is_offered(intent, offered))


def word_key(intent: str) -> str:
    """Return the text key of the command word for `intent`."""
    return f"command-{intent.replace('_', '-')}"


def question_key(wanted: str) -> str:
    """Return the text key of the label of a question about many people ("about_photos")."""
    return f"question-{wanted.removeprefix(ABOUT).replace('_', '-')}"


def about_key(intent: str) -> str:
    """Return the text key of the short description of `intent`."""
    return f"about-{intent.replace('_', '-')}"
