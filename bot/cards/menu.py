"""The menu card: what each role can do. Every line can be tapped, or its word typed."""

from __future__ import annotations

from dataclasses import dataclass

from bot.cards import quick_replies as quick
from bot.cards.commands import about_key, commands_of, word_key
from bot.cards.look import FAINT, INDIGO, INK, MUTED, Piece, bubble, column, flex, heading, row, rule, tap, words
from bot.postback import Say, SetLanguage
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
        lines += [_line(intent, text), rule()]
    other = "en" if text.language == "th" else "th"
    body = column(
        *lines[:-1],
        words(text("menu-hint"), "xxs", FAINT, margin="xl", align="center"),
        column(
            words(text("menu-other-language"), "sm", INDIGO, align="center"),
            paddingAll="8px",
            action=tap(text("menu-other-language"), SetLanguage(other)),
        ),
    )
    commands = [quick.command(text, intent) for intent in commands_of(values.role)]
    said = " · ".join(text(word_key(intent)) for intent in commands_of(values.role))
    card = bubble(heading(text("menu-above"), title), body)
    return quick.with_quick_replies(flex(f"{title}: {said}", card), commands)


def _line(intent: str, text: Text) -> Piece:
    word = text(word_key(intent))
    return row(
        words(INTENTS[intent].pictogram, "xl", flex=0, gravity="center"),
        column(
            words(word, "md", INK, bold=True),
            words(text(about_key(intent)), "xs", MUTED),
            flex=1,
            margin="lg",
        ),
        words("›", "xl", FAINT, flex=0, gravity="center"),
        margin="md",
        action=tap(word, Say(intent)),
    )
