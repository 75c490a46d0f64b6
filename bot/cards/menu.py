"""The menu card: what each role can do. Every line can be tapped, or its word typed."""

from __future__ import annotations

from dataclasses import dataclass

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.commands import about_key, commands_of, word_key
from bot.cards.look import Piece
from bot.postback import Postback, Say, SetLanguage
from locales.texts import Text
from thai.intents import INTENTS


@dataclass(frozen=True, slots=True)
class MenuCard:
    """`role` and `name` are None for a person who has not joined."""

    role: str | None
    name: str | None = None


def menu_card(values: MenuCard, text: Text) -> Piece:
    title = text("menu-greeting", name=values.name) if values.name else text("menu-title")
    lines: list[Piece] = []
    for intent in commands_of(values.role):
        lines += [_line(intent, text), look.rule()]
    withdrawing = [] if values.role is None else [_small(text("command-withdraw-consent"), Say("withdraw_consent"))]
    other = "en" if text.language == "th" else "th"
    body = look.column(
        *lines[:-1],
        look.words(text("menu-hint"), "xxs", look.FAINT, margin="xl", align="center"),
        _small(text("menu-other-language"), SetLanguage(other)),
        *withdrawing,
    )
    commands = [quick.command(text, intent) for intent in commands_of(values.role)]
    said = " · ".join(text(word_key(intent)) for intent in commands_of(values.role))
    card = look.bubble(look.heading(text("menu-above"), title), body)
    return quick.with_quick_replies(look.flex(f"{title}: {said}", card), commands)


def _small(word: str, button: Postback) -> Piece:
    """Return what is seldom wanted, under the commands."""
    said = look.words(word, "sm", look.INDIGO, align="center")
    return look.column(said, paddingAll="8px", action=look.tap(word, button))


def _line(intent: str, text: Text) -> Piece:
    word = text(word_key(intent))
    return look.row(
        look.words(INTENTS[intent].pictogram, "xl", flex=0, gravity="center"),
        look.column(
            look.words(word, "md", look.INK, bold=True),
            look.words(text(about_key(intent)), "xs", look.MUTED),
            flex=1,
            margin="lg",
        ),
        look.words("›", "xl", look.FAINT, flex=0, gravity="center"),
        margin="md",
        action=look.tap(word, Say(intent)),
    )
