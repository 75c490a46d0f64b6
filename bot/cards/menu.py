"""The menu card: what each role can do. Every line can be tapped, or its word typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.commands import EVERYTHING, CallOffered, Offered, about_key, commands_of, word_key
from bot.cards.look import Piece
from bot.postback import Postback, Say, SetLanguage, ShowCall, ShowDevelopment, ShowUnits
from locales.texts import Text
from thai.intents import INTENTS

PICTOGRAMS: Final = {"forums": "🗣️", "teams": "👥", "plan": "🗺️", "steps": "🏁"}
OF_PLAN: Final = {  # views of the development plan that a role is offered first
    "participant": ("how", "own", "gaps", "year"),
    "coordinator": ("waiting", "untrained", "gaps", "budget", "year"),
}
PLAN_PICTOGRAMS: Final = {
    "how": "📝", "own": "🎓", "gaps": "🧩", "year": "🗓️", "waiting": "✅", "untrained": "🔎", "budget": "💰",
}  # fmt: skip
CALLS: Final = {"people": "🙋", "projects": "💡"}
SEE_UNITS: Final = ("participant", "coordinator")


@dataclass(frozen=True, slots=True)
class MenuCard:
    """`role` and `name` are None for a person who has not joined."""

    role: str | None
    name: str | None = None
    offered: Offered = EVERYTHING


def menu_card(values: MenuCard, text: Text) -> Piece:
    title = text("menu-greeting", name=values.name) if values.name else text("menu-title")
    lines: list[Piece] = []
    offered = commands_of(values.role, values.offered)
    views = OF_PLAN.get(values.role or "", ()) if values.offered.development else ()
    if values.role == "coordinator" and values.offered.learns:
        views = (*views, "how", "own")
    for view in views:
        lines += [_line_of_plan(view, text), look.rule()]
    for call in values.offered.calls if values.role in SEE_UNITS else ():
        lines += [_line_of_call(call, values.role or "", text), look.rule()]
    for intent in offered[:1]:
        lines += [_line(intent, text), look.rule()]
    for view in values.offered.views if values.role in SEE_UNITS else ():
        lines += [_line_of_units(view, values.offered, text), look.rule()]
    for intent in offered[1:]:
        lines += [_line(intent, text), look.rule()]
    withdrawing = [] if values.role is None else [_small(text("command-withdraw-consent"), Say("withdraw_consent"))]
    other = "en" if text.language == "th" else "th"
    body = look.column(
        *lines[:-1],
        look.words(text("menu-hint"), "xxs", look.FAINT, margin="xl", align="center"),
        _small(text("menu-other-language"), SetLanguage(other)),
        *withdrawing,
    )
    commands = [quick.command(text, intent) for intent in offered]
    said = " · ".join(text(word_key(intent)) for intent in offered)
    card = look.bubble(look.heading(text("menu-above"), title), body)
    return quick.with_quick_replies(look.flex(f"{title}: {said}", card), commands)


def _small(word: str, button: Postback) -> Piece:
    """Return what is seldom wanted, under the commands."""
    said = look.words(word, "sm", look.INDIGO, align="center")
    return look.column(said, paddingAll="8px", action=look.tap(word, button))


def _line(intent: str, text: Text) -> Piece:
    return _tapped(INTENTS[intent].pictogram, text(word_key(intent)), text(about_key(intent)), Say(intent))


def _line_of_units(view: str, offered: Offered, text: Text) -> Piece:
    words = {**offered.named(text.language), "plan_said": offered.unit_plan_said}
    about = text(f"menu-units-{view}-about", **words)
    return _tapped(PICTOGRAMS[view], text(f"menu-units-{view}", **words), about, ShowUnits(view))


def _line_of_plan(view: str, text: Text) -> Piece:
    about = text(f"dev-menu-{view}-about")
    return _tapped(PLAN_PICTOGRAMS[view], text(f"dev-menu-{view}"), about, ShowDevelopment(view))


def _line_of_call(call: CallOffered, role: str, text: Text) -> Piece:
    overseen = role == "coordinator"
    word = text(f"menu-call-{'coordinator-' if overseen else ''}{call.of}")
    about = text(f"menu-call-about-{role}", call=call.name, day=call.day)
    return _tapped(CALLS[call.of], word, about, ShowCall(call.key))


def _tapped(pictogram: str, word: str, about: str, button: Postback) -> Piece:
    return look.row(
        look.words(pictogram, "xl", flex=0, gravity="center"),
        look.column(
            look.words(word, "md", look.INK, bold=True),
            look.words(about, "xs", look.MUTED),
            flex=1,
            margin="lg",
        ),
        look.words("›", "xl", look.FAINT, flex=0, gravity="center"),
        margin="md",
        action=look.tap(word, button),
    )
