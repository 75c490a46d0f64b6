"""The plans of many people, for mentors and coordinators: who has none, whose word they wait for, who is stuck."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.look import Piece
from bot.line.text_length import shorten
from bot.postback import ShowPlan, ShowPlans
from locales.texts import Text

PAGE: Final = 12
NAME_UNITS: Final = 60
FACT_UNITS: Final = 120


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One person: how their plan stands, in words; `waits` is true if the reader has to act."""

    person: int
    name: str
    state: str
    waits: bool = False


@dataclass(frozen=True, slots=True)
class PlanList:
    """One page of `total` people, those for whom the reader has to act first. `counts` say how many plans are how far,
    in words."""

    scope: str
    counts: tuple[str, ...]
    lines: tuple[PlanLine, ...]
    total: int
    page: int = 1

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


def plan_list(values: PlanList, text: Text) -> Piece:
    title = text("plans-title", count=values.total)
    parts: list[Piece] = [look.words(one, "xs", look.INK, margin="sm") for one in values.counts]
    for number, one in enumerate(values.lines, (values.page - 1) * PAGE + 1):
        parts += [look.rule(), _line(number, one)]
    if values.pages > 1:
        parts.append(look.words(text("missing-page", page=values.page, of=values.pages), "xs", look.FAINT, margin="md"))
    parts.append(look.words(text("plans-hint"), "xxs", look.FAINT, margin="lg", align="center"))
    alt = " · ".join([title, *values.counts, *(f"{one.name} {one.state}" for one in values.lines)])
    card = look.bubble(look.heading(values.scope, title), look.column(*parts))
    return quick.with_quick_replies(look.flex(alt, card), _replies(values, text))


def _line(number: int, one: PlanLine) -> Piece:
    name = shorten(one.name, NAME_UNITS, "utf16")
    return look.row(
        look.words(f"{number}.", "xs", look.MUTED, flex=0),
        look.column(
            look.words(name, "sm", look.INK, bold=True),
            look.words(shorten(one.state, FACT_UNITS, "utf16"), "xs", look.AMBER if one.waits else look.MUTED),
            flex=1,
            margin="md",
        ),
        look.words("›", "lg", look.FAINT, flex=0, gravity="center"),
        margin="md",
        action=look.tap(shorten(one.name, 20, "graphemes"), ShowPlan(one.person), name),
    )


def _replies(values: PlanList, text: Text) -> list[Piece]:
    items = []
    if values.page < values.pages:
        items.append(quick.choice(text("missing-next"), ShowPlans(values.page + 1)))
    if values.page > 1:
        items.append(quick.choice(text("missing-before"), ShowPlans(values.page - 1)))
    return [*items, quick.command(text, "menu")]
