"""The card of a development plan: its goals with their progress, the word of each side, the duties on return."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.look import Piece
from bot.line.text_length import shorten
from bot.postback import OpenGoal, Postback
from locales.texts import Text
from thai.dates import short_day

WHAT_UNITS: Final = 160
WITH_UNITS: Final = 80
WORDS_UNITS: Final = 200
DUTIES_UNITS: Final = 400
MOST_LINES: Final = 8  # of changes, words and follow-ups, each
COLOURS: Final = {"done": look.TEAL, "on_the_way": look.INDIGO, "not_begun": look.MUTED, "stuck": look.ROSE}


@dataclass(frozen=True, slots=True)
class PlanGoalLine:
    """One goal in the reader's language. `missing` are the parts without which it cannot be sent; `progress` is what
    was said of it last (`progress_said` is the key), `results` whether it was reached, in each side's view."""

    number: int
    competency: str
    what: str | None = None
    method: str | None = None
    by_day: date | None = None
    with_whom: str | None = None
    missing: tuple[str, ...] = ()
    progress: str | None = None
    progress_said: str | None = None
    results: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanCard:
    """`state` says how far the plan is, in words; `waits` is true if somebody has to act. `note` is a notice above the
    goals. `words` are what the sides said of this revision, `changes` what it changed, `duties` the duties on return
    and what was said of them. `acts` are the buttons, the main one first: (text key, button). `may_edit`: the goals can
    be opened."""

    mine: bool
    name: str
    state: str
    goals: tuple[PlanGoalLine, ...] = ()
    waits: bool = False
    note: str | None = None
    words: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    duties: str | None = None
    after: tuple[str, ...] = ()
    acts: tuple[tuple[str, Postback], ...] = ()
    may_edit: bool = False


def plan_card(values: PlanCard, text: Text) -> Piece:
    title = text("plan-title-mine") if values.mine else text("plan-title", name=values.name)
    parts: list[Piece] = [look.banner(values.note)] if values.note else []
    for goal in values.goals:
        parts += [*([look.rule("lg")] if parts else []), _goal(goal, values, text)]
    if not values.goals:
        parts.append(look.words(text("plan-no-goals-mine" if values.mine else "plan-no-goals"), "sm", look.MUTED))
    parts += _lines("plan-changes", values.changes, text)
    parts += _lines("plan-words", values.words, text)
    if values.duties:
        duties = shorten(values.duties, DUTIES_UNITS, "utf16")
        parts += _lines("plan-duties", (duties, *(shorten(one, WORDS_UNITS, "utf16") for one in values.after)), text)
    buttons = [look.button(text(key), button, main=not place) for place, (key, button) in enumerate(values.acts[:4])]
    footer = look.column(*buttons, spacing="md") if buttons else None
    count = text("plan-count", count=len(values.goals))
    header = look.heading(values.state, title, below=count)
    alt = " · ".join([title, values.state, count, *(_said(goal, text) for goal in values.goals)])
    items = [quick.choice(text(key), button) for key, button in values.acts]
    card = look.bubble(header, look.column(*parts), footer)
    return quick.with_quick_replies(look.flex(alt, card), [*items, quick.command(text, "menu")])


def _goal(goal: PlanGoalLine, values: PlanCard, text: Text) -> Piece:
    lines = [look.words(_what(goal, text), "sm", look.INK if goal.what else look.AMBER, bold=True)]
    facts = [goal.competency]
    if goal.method:
        facts.append(goal.method)
    if goal.by_day:
        facts.append(text("plan-by", day=short_day(goal.by_day, text.language)))
    lines.append(look.words(" · ".join(facts), "xs", look.MUTED))
    if goal.with_whom:
        lines.append(look.words(text("plan-with", name=shorten(goal.with_whom, WITH_UNITS, "utf16")), "xs", look.MUTED))
    if goal.missing and values.mine:
        lines.append(look.words(text("plan-missing", parts=", ".join(goal.missing)), "xs", look.AMBER))
    if goal.progress:
        colour = COLOURS.get(goal.progress_said or "", look.INK)
        lines.append(look.words(shorten(goal.progress, WORDS_UNITS, "utf16"), "xs", colour, margin="xs"))
    lines += [look.words(shorten(one, WORDS_UNITS, "utf16"), "xs", look.INK) for one in goal.results]
    piece = look.row(
        look.words(look.CIRCLED[goal.number - 1] if goal.number <= len(look.CIRCLED) else f"{goal.number}", "sm",
                   look.TEAL, flex=0),
        look.column(*lines, flex=1, margin="md"),
        margin="md",
    )  # fmt: skip
    if values.may_edit:
        piece["action"] = look.tap(text("plan-open-goal", number=goal.number), OpenGoal(goal.number))
    return piece


def _lines(key: str, lines: tuple[str, ...], text: Text) -> list[Piece]:
    if not lines:
        return []
    shown = [look.words(shorten(line, DUTIES_UNITS, "utf16"), "xs", look.INK, margin="sm") for line in lines]
    return [look.rule("xl"), look.words(text(key), "xs", look.MUTED, bold=True, margin="lg"), *shown[:MOST_LINES]]


def _what(goal: PlanGoalLine, text: Text) -> str:
    return shorten(goal.what, WHAT_UNITS, "utf16") if goal.what else text("plan-no-what")


def _said(goal: PlanGoalLine, text: Text) -> str:
    return f"{goal.number}. {shorten(_what(goal, text), 80, 'utf16')}"
