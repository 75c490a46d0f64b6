"""The card after registration: the person's role in the programme, and the next step."""

from __future__ import annotations

from dataclasses import dataclass

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.commands import EVERYTHING, Offered, commands_of
from bot.cards.look import Piece
from locales.texts import Text
from programmes.calls import kinds_of


@dataclass(frozen=True, slots=True)
class RegisteredCard:
    """`role_name` is in the person's language; `phase`, `area` and `mentor` are today's, or None."""

    name: str
    role: str
    role_name: str
    agency: str | None = None
    position: str | None = None
    phase: str | None = None
    area: str | None = None
    mentor: str | None = None
    development: bool = False  # the programme is the development plan of an organisation
    calls: tuple[str, ...] = ()  # what the person's unit is asked to send, with the day
    offered: Offered = EVERYTHING


def registered_card(values: RegisteredCard, text: Text) -> Piece:
    facts = [
        (text(f"registered-{key}"), said)
        for key, said in (
            ("role", values.role_name),
            ("agency", values.agency),
            ("position", values.position),
            ("phase", values.phase),
            ("area", values.area),
            ("mentor", values.mentor),
        )
        if said
    ]
    asked = " · ".join(values.calls)
    key = f"registered-next-development-{values.role}" if values.development else f"registered-next-{values.role}"
    what_next = (
        text("registered-next-calls", calls=asked, kinds=kinds_of(values.offered.call_kinds)) if asked else text(key)
    )
    body = look.column(
        *(look.fact(label, said) for label, said in facts),
        look.column(
            look.words(text("registered-next"), "xs", look.TEAL, bold=True),
            look.words(what_next, "sm", look.INK, margin="sm"),
            backgroundColor=look.TEAL_SOFT,
            cornerRadius="10px",
            paddingAll="12px",
            margin="xl",
        ),
    )
    title = text("registered-title", name=values.name)
    card = look.bubble(look.heading(text("registered-above"), title, look.TEAL), body)
    alt = " · ".join([title, *(f"{label} {said}" for label, said in facts), what_next])
    commands = [quick.command(text, intent) for intent in commands_of(values.role, values.offered)]
    return quick.with_quick_replies(look.flex(alt, card), commands)
