"""What handlers of the development plan share: its terms, who the speaker is in it, and the names of keys."""

from __future__ import annotations

from typing import Final

from bot.cards import quick_replies as quick
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from handlers.coordination.access import access_of
from models.coordination.scopes import AccessScope
from models.development import trainings
from models.development.trainings import DoneTraining, StaffMember
from models.storage.base import whole
from programmes.development import Development
from services.development.courses import Course, courses
from thai.dates import day_span, short_day
from thai.trainings import WayWords

TRAINING: Final = "training"  # the optional question after a training's card; data: activity, choices


def terms_of(turn: Turn) -> Development:
    """Return the plan's terms, for handlers that only programmes with such a plan reach."""
    if turn.programme.development is None:
        raise LookupError("this programme has no development plan")
    return turn.programme.development


def own_membership(turn: Turn) -> StaffMember | None:
    """Return the speaker as a member of staff today, or None if they are none."""
    return turn.once(_own)


def _own(turn: Turn) -> StaffMember | None:
    found = trainings.staff_on(turn.session, turn.day, person_ids=[turn.me.id])
    return found[0] if found else None


def oversight(turn: Turn) -> AccessScope | None:
    """Return what the speaker sees of others, or None if they oversee nobody."""
    found = turn.once(access_of)
    return found if found.grants else None


def sees_all(turn: Turn) -> bool:
    """Return whether the speaker is of the committee: sees everybody."""
    return turn.once(access_of).is_whole


def courses_in_force(turn: Turn) -> list[Course]:
    return turn.once(_courses)


def _courses(turn: Turn) -> list[Course]:
    return courses(turn.session, terms_of(turn), turn.text.language)


def way_words(terms: Development) -> WayWords:
    return WayWords({way.key: way.words for way in terms.ways})


def length_said(turn: Turn, one: DoneTraining) -> str:
    """Return how long a training took, in words."""
    return length_in_words(turn, one.training.days, one.training.hours)


def length_in_words(turn: Turn, days: float | None, hours: float | None) -> str:
    parts = [turn.text("dev-days", count=number_said(days))] if days else []
    parts += [turn.text("dev-hours", count=number_said(hours))] if hours else []
    return " ".join(parts)


def number_said(number: float) -> int | str:
    """Return a number as it is shown: 3, 2.5."""
    plain = whole(number)
    return plain if isinstance(plain, int) else f"{plain:g}"


def months_said(turn: Turn, one: Course) -> str:
    """Return when a course is planned."""
    language = turn.text.language
    if one.first == one.last:
        return short_day(one.first, language)
    return day_span(one.first, one.last, language)


def none_here(turn: Turn) -> Reply:
    """Say that there is nothing of that kind for the speaker."""
    return say(turn.text("dev-none"), quick_replies=[quick.command(turn.text, "menu")])


def not_theirs(turn: Turn) -> Reply:
    """Say who changes the plan and says what was spent."""
    return say(turn.text("dev-not-yours"), quick_replies=[quick.command(turn.text, "menu")])


def stale(turn: Turn) -> Reply:
    return say(turn.text("button-stale"), quick_replies=[quick.command(turn.text, "menu")])
