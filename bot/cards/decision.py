"""A card that asks for confirmation. It shows what would be done; nothing happens until the person says yes."""

from __future__ import annotations

from dataclasses import dataclass

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.look import Piece
from bot.line.text_length import shorten
from bot.postback import Decide
from locales.texts import Text

FACT_UNITS = 600


@dataclass(frozen=True, slots=True)
class DecisionOption:
    """One way to say yes: its label, and what it chooses."""

    label: str
    pick: str | None = None


@dataclass(frozen=True, slots=True)
class DecisionCard:
    """`facts` maps labels to values; `warning` is what to know before; `choices` are the ways to say yes, in order;
    `conversation` is the version of the question, so that an old card changes nothing."""

    above: str
    title: str
    facts: tuple[tuple[str, str], ...]
    choices: tuple[DecisionOption, ...]
    conversation: int
    quoted: str | None = None
    warning: str | None = None


def decision_card(values: DecisionCard, text: Text) -> Piece:
    parts: list[Piece] = []
    if values.quoted is not None:
        parts.append(look.words(shorten(values.quoted, FACT_UNITS, "utf16"), "sm", look.INK))
    parts += [look.fact(label, shorten(value, FACT_UNITS, "utf16")) for label, value in values.facts]
    if values.warning is not None:
        parts.append(look.column(look.banner(values.warning), margin="lg"))
    answers = [
        (choice.label, Decide(True, pick=choice.pick, conversation=values.conversation)) for choice in values.choices
    ]
    answers.append((text("decision-no"), Decide(False, conversation=values.conversation)))
    buttons = [look.button(label, postback, main=place == 0) for place, (label, postback) in enumerate(answers)]
    footer = look.column(*buttons, look.words(text("decision-hint"), "xxs", look.FAINT, align="center"), spacing="sm")
    said = [values.above, values.title, *(f"{label} {value}" for label, value in values.facts)]
    card = look.bubble(look.heading(values.above, values.title), look.column(*parts), footer)
    replies = [quick.choice(label, postback) for label, postback in answers]
    return quick.with_quick_replies(look.flex(" · ".join(said).replace("\n", " "), card), replies)
