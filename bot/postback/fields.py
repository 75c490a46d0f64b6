"""The fields of buttons, and the readers that accept only valid values of each."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from models.activities import parts
from models.activities.media import PhotoMoment
from models.plans import goals, words

LARGEST_ID: Final = 2**63 - 1

PARTS: Final = tuple(part.key for part in parts.CORRECTED)  # of an activity, in the order of their numbers
LANGUAGES: Final = ("th", "en")
FORGET_STAGES: Final = ("ask", "confirm", "keep")
EXPORTS: Final = ("activities", "submissions", "reviews", "coverage", "people", "evaluations", "plans")
UNIT_EXPORTS: Final = ("forums", "teams")  # of programmes with units
DEVELOPMENT_EXPORTS: Final = ("trainings", "gaps")  # of programmes with a development plan of the organisation
CALL_EXPORTS: Final = ("candidates",)  # of programmes with calls
SELECTION_EXPORTS: Final = ("selections",)  # and with selections
OWN: Final = "mine"  # the export of one's own entries
GROUPS: Final = ("province", "district", "agency", "mentor", "person")  # what a comparison compares
ORDERS: Final = ("worst", "best", "reviews")  # which of them come first
SUFFIXES: Final = ("xlsx", "csv", "geojson")
AUDIENCE: Final = (
    "role",
    "phase",
    "agency",
    "region",
    "area",
    "leave",
)  # the kinds of choices of an announcement's receivers
BROADCAST_DEEDS: Final = ("look", "send", "cancel", "progress", "edit", "whom", "time", "now", "plain")
ROSTER_TODOS: Final = ("apply", "cancel", "undo", "same", "new")
DAY: Final = r"[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
ROUND_VIEWS: Final = ("table", "pending", "close", "sign", "again", "opening", "open", "cards")
REVIEW_ACTS: Final = ("approve", "praise", "return")
FORM_STEPS: Final = (
    "back", "skip", "keep", "clear", "park", "cancel", "undo", "resume", "done", "more", "enough", "take_out", "all",
    "submit", "again", "next", "web",
)  # fmt: skip
GOAL_PARTS: Final = goals.PARTS
PLAN_WORDS: Final = words.ALL_SAID
PLAN_ASKED: Final = (words.PlanTopic.CHECK_IN.value, words.PlanTopic.RESULT.value, words.PlanTopic.FOLLOW_UP.value)
RATER_ACTS: Final = ("look", "sector", "without", "drop", "accept", "strike", "link", "unlink")  # about a rater
UNIT_VIEWS: Final = ("forums", "teams", "waiting", "team", "record", "steps", "plan")
PLAN_VIEWS: Final = (
    "own", "gaps", "untrained", "budget", "year", "mine", "waiting", "revisions", "person", "training", "how",
    "spendings", "spending",
)  # fmt: skip
FORUM_PARTS: Final = ("heads", "agenda", "decided")
SEAT_ACTS: Final = ("accept", "decline", "back")
CALLS_VIEWS: Final = ("people", "projects", "mine", "deadline")
CANDIDATE_ACTS: Final = ("go_on", "withdraw", "ask", "keep")
PHOTO_MOMENTS: Final = tuple(moment.value for moment in PhotoMoment)
FLAGS: Final = tuple(part.key for part in parts.FLAGS)  # the parts for which an entry can be returned


def _matching(pattern: str) -> Callable[[str], str | None]:
    known = re.compile(pattern, re.ASCII)
    return lambda text: text if known.fullmatch(text) else None


def _one_of(words: tuple[str, ...]) -> Callable[[str], str | None]:
    return lambda text: text if text in words else None


def _number(text: str) -> int | None:
    # int() alone would also read Thai digits, signs, blanks and underscores
    if re.fullmatch(r"[1-9][0-9]{0,18}", text, re.ASCII) and int(text) <= LARGEST_ID:
        return int(text)
    return None


def _yes_or_no(text: str) -> bool | None:
    return {"1": True, "0": False}.get(text)


# The reader of each field. If it returns None, the whole postback is refused.
READERS: Final[dict[str, Callable[[str], str | int | bool | None]]] = {
    "activity": _number,
    "addition": _number,
    "moment": _one_of(PHOTO_MOMENTS),
    "revision": _number,
    "listing": _number,
    "page": _number,
    "question": _number,
    "form": _matching(r"[A-Za-z][A-Za-z0-9_-]{0,39}"),
    "about": _number,
    "choice": _matching(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,59}"),
    "submission": _number,
    "number": _number,
    "step": _one_of(FORM_STEPS),
    "act": _one_of(REVIEW_ACTS),
    "rating": _number,
    "rater_act": _one_of(RATER_ACTS),
    "flag": _one_of(FLAGS),
    "person": _number,
    "broadcast": _number,
    "plan": _number,
    "goal": _number,
    "goal_part": _one_of(GOAL_PARTS),
    "asked": _one_of(PLAN_ASKED),
    "period": _matching(r"[12][0-9]{3}-(0[1-9]|1[0-2])|end|[1-9][0-9]?"),
    "said": _one_of(PLAN_WORDS),
    "first": _matching(DAY),
    "last": _matching(DAY),
    "area": _matching(r"[1-9][0-9]([0-9]{2})?"),
    "agency": _matching(r"[a-z][a-z0-9_-]{0,39}"),
    "what": _one_of((*EXPORTS, *UNIT_EXPORTS, *DEVELOPMENT_EXPORTS, *CALL_EXPORTS, *SELECTION_EXPORTS, OWN)),
    "suffix": _one_of(SUFFIXES),
    "group": _one_of(GROUPS),
    "order": _one_of(ORDERS),
    "by": _one_of(AUDIENCE),
    "pick": _matching(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}"),
    "deed": _one_of(BROADCAST_DEEDS),
    "roster": _number,
    "todo": _one_of(ROSTER_TODOS),
    "inbox": _number,
    "round": _matching(r"[a-z][a-z0-9_-]{0,39}"),
    "view": _one_of(ROUND_VIEWS),
    "leave": _number,
    "unit_view": _one_of(UNIT_VIEWS),
    "unit": _matching(r"[a-z0-9][a-z0-9_-]{0,39}"),
    "plan_view": _one_of(PLAN_VIEWS),
    "forum_part": _one_of(FORUM_PARTS),
    "nomination": _number,
    "seat_act": _one_of(SEAT_ACTS),
    "call": _matching(r"[a-z][a-z0-9_-]{0,39}"),
    "selection": _matching(r"[a-z][a-z0-9_-]{0,39}"),
    "call_field": _matching(r"[a-z][a-z0-9_-]{0,39}"),
    "candidate": _number,
    "candidate_act": _one_of(CANDIDATE_ACTS),
    "calls_view": _one_of(CALLS_VIEWS),
    "instead_of": _number,
    "conversation": _number,
    "part": _one_of(PARTS),
    "key": _matching(r"[a-z][a-z0-9_]{0,39}"),
    "month": _matching(r"[12][0-9]{3}-(0[1-9]|1[0-2])"),
    "day": _matching(DAY),
    "version": _matching(r"[A-Za-z0-9][A-Za-z0-9._-]{0,19}"),
    "yes": _yes_or_no,
    "intent": _matching(r"[a-z][a-z_]{0,39}"),
    "language": _one_of(LANGUAGES),
    "stage": _one_of(FORGET_STAGES),
}
WIRE_NAMES: Final = {"conversation": "v"}
FIELD_NAMES: Final = {wire: name for name, wire in WIRE_NAMES.items()}
