"""The help card: how each role uses the bot, in a few short points with an example to copy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.commands import EVERYTHING, Offered, commands_of
from bot.cards.look import Piece
from locales.texts import Text
from programmes.calls import kinds_of

POINTS: Final = {
    "stranger": ("register", "ask"),
    "participant": (
        "calls", "sent", "training", "gaps", "write", "forums", "teams", "unit-plan", "photos", "correct", "earlier",
        "mentor", "look", "plan",
    ),
    "mentor": ("review", "quote", "questions", "plan", "status", "data"),
    "coordinator": (
        "calls", "training", "gaps", "forums", "teams", "steps", "summary", "person", "broadcast", "export", "people",
        "roster", "plan", "data",
    ),
}  # fmt: skip
OF_PLAN: Final = ("training", "gaps")
OF_ENTRIES: Final = ("write", "photos", "correct", "earlier", "look")
OF_UNITS: Final = {"forums": "forums", "teams": "teams", "unit-plan": "plan", "steps": "steps"}  # point: view


@dataclass(frozen=True, slots=True)
class HelpCard:
    """`contact` says whom to ask; `days_back` is how many days back an entry may be dated;
    `example` is an entry as people of this programme write it."""

    role: str | None
    contact: str
    days_back: int
    offered: Offered = EVERYTHING
    example: str | None = None


def help_card(values: HelpCard, text: Text) -> Piece:
    role = values.role or "stranger"
    asked = role == "participant" and values.offered.calls
    title = text("help-title-calls" if asked else f"help-title-{role}")
    there = [point for point in POINTS[role] if _is_there(point, values.offered)]
    points = [_said(text, role, point, values) for point in there]
    parts = [_point(number, said) for number, said in enumerate(points, 1)]
    if "write" in there:
        parts.insert(there.index("write") + 1, _example(values.example or text("help-example")))
    parts += [look.rule("xl"), look.words(text("help-contact", contact=values.contact), "xs", look.MUTED, margin="lg")]
    card = look.bubble(look.heading(text("help-above"), title), look.column(*parts))
    commands = [quick.command(text, intent) for intent in commands_of(values.role, values.offered) if intent != "help"]
    alt = " ".join([title, *points, text("help-contact", contact=values.contact)])
    return quick.with_quick_replies(look.flex(alt, card), [*commands, quick.command(text, "menu")])


def _is_there(point: str, offered: Offered) -> bool:
    if point in OF_UNITS:
        return OF_UNITS[point] in offered.views
    if point in OF_PLAN:
        return offered.development
    if point in OF_ENTRIES:
        return offered.entries or offered.development
    return {
        "mentor": offered.mentors,
        "plan": offered.plans,
        "calls": bool(offered.calls),
        "sent": bool(offered.call_kinds),
    }.get(point, True)


def _said(text: Text, role: str, point: str, values: HelpCard) -> str:
    if point == "earlier":
        return text("help-participant-earlier", days=values.days_back)
    if point in OF_UNITS:
        offered = values.offered
        words = offered.named(text.language)
        return text(f"help-{role}-{point}", **words, forum_said=offered.forum_said, plan_said=offered.unit_plan_said)
    if point == "calls":
        return text(f"help-{role}-calls", kinds=kinds_of(values.offered.call_kinds))
    return text(f"help-{role}-{point}")


def _point(number: int, said: str) -> Piece:
    badge = look.column(
        look.words(str(number), "xs", look.TEAL, bold=True, align="center"),
        width="22px",
        height="22px",
        cornerRadius="11px",
        backgroundColor=look.INDIGO_SOFT,
        justifyContent="center",
        flex=0,
    )
    return look.row(badge, look.words(said, "sm", look.INK, flex=1, margin="lg"), margin="lg")


def _example(said: str) -> Piece:
    return look.column(
        look.words(said, "sm", look.INDIGO),
        backgroundColor=look.INDIGO_SOFT,
        cornerRadius="10px",
        paddingAll="12px",
        margin="md",
    )
