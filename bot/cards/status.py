"""The status card: phase and week, place, mentor, days reported, sectors met, and what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.commands import EVERYTHING, Offered, commands_of
from bot.cards.look import Piece
from locales.texts import Text
from thai.dates import long_day


@dataclass(frozen=True, slots=True)
class StatusMentor:
    """`has_line` is true if the mentor has joined the bot, so that messages reach them."""

    name: str
    position: str
    has_line: bool


@dataclass(frozen=True, slots=True)
class NextStage:
    name: str
    start: date
    area: str | None = None


@dataclass(frozen=True, slots=True)
class StatusCard:
    """The state on `today`. `outside` is gap, before or after, or None inside a phase.

    `days_reported` and `days_expected` count days so far; `streak` is the number of expected days reported in a row;
    `sectors` maps labels to how often they were met, in the programme's order, with zeros; `people` are whom a mentor
    looks after; `reviews` says what waits for a review or a correction, None if nothing does; `plan` how far the
    development plan is.
    """

    name: str
    role: str
    role_name: str
    today: date
    phase: str | None = None
    outside: str | None = None
    week: tuple[int, int] | None = None
    stage: str | None = None
    district: str | None = None
    province: str | None = None
    mentor: StatusMentor | None = None
    days_reported: int | None = None
    days_expected: int | None = None
    streak: int = 0
    sectors: Mapping[str, int] = field(default_factory=dict)
    people: tuple[str, ...] = ()
    reviews: str | None = None
    plan: str | None = None
    next_stage: NextStage | None = None
    offered: Offered = EVERYTHING


def status_card(values: StatusCard, text: Text) -> Piece:
    phase = values.phase or text(f"status-outside-{values.outside or 'gap'}")
    week = text("status-week", week=values.week[0], of=values.week[1]) if values.week else None
    facts = _facts(values, text)
    parts: list[Piece] = [look.fact(label, said) for label, said in facts]
    if values.days_reported is not None and values.days_expected is not None:
        parts += _progress(values, text, values.days_reported, values.days_expected)
    if values.sectors:
        parts += _sectors(values, text)
    if values.next_stage is not None:
        parts.append(look.column(look.banner(_next(values.next_stage, text), look.TEAL, look.TEAL_SOFT), margin="xl"))
    header = look.heading(f"{values.name} · {values.role_name}", phase, below=week)
    card = look.bubble(header, look.column(*parts))
    commands = [
        quick.command(text, intent) for intent in commands_of(values.role, values.offered) if intent != "my_status"
    ]
    alt = _alt(values, text, [phase, *([week] if week else [])], facts)
    commands += [quick.command(text, "my_plan")] if values.plan else []
    return quick.with_quick_replies(look.flex(alt, card), [*commands, quick.command(text, "menu")])


def _facts(values: StatusCard, text: Text) -> list[tuple[str, str]]:
    today = long_day(values.today, text.language)
    facts = [(text("status-today"), today)]
    if values.stage:
        facts.append((text("status-stage"), values.stage))
    area = " ".join(part for part in (values.district, values.province) if part)
    if area:
        facts.append((text("status-area"), area))
    if values.mentor is not None:
        reach = "" if values.mentor.has_line else f"\n{text('status-mentor-not-on-line')}"
        facts.append((text("status-mentor"), f"{values.mentor.name}\n{values.mentor.position}{reach}"))
    if values.people:
        facts.append((text("status-people"), "\n".join(values.people)))
    if values.reviews:
        facts.append((text("status-reviews"), values.reviews))
    if values.plan:
        facts.append((text("status-plan"), values.plan))
    return facts


def _progress(values: StatusCard, text: Text, reported: int, expected: int) -> list[Piece]:
    share = min(100, round(100 * reported / expected)) if expected else 0
    bar = look.column(
        look.column(
            {"type": "filler"}, width=f"{max(share, 1)}%", height="8px", backgroundColor=look.TEAL, cornerRadius="4px"
        ),
        backgroundColor=look.RULE,
        height="8px",
        cornerRadius="4px",
        margin="sm",
    )
    lines: list[Piece] = [
        look.rule("xl"),
        look.words(_days(text, reported, expected), "sm", look.INK, bold=True, margin="lg"),
        bar,
    ]
    if values.streak > 1:
        lines.append(look.words(text("status-streak", count=values.streak), "xs", look.TEAL, margin="sm"))
    return lines


def _days(text: Text, reported: int, expected: int) -> str:
    return text("status-days", reported=reported, expected=expected)


def _sectors(values: StatusCard, text: Text) -> list[Piece]:
    """Return the sectors. Those not met yet are highlighted, because they are still to be done."""
    met = sum(count > 0 for count in values.sectors.values())
    lines: list[Piece] = [
        look.rule("xl"),
        look.words(text("status-sectors", met=met, of=len(values.sectors)), "sm", look.INK, bold=True, margin="lg"),
    ]
    lines += [
        look.row(
            look.words("●" if count else "○", "xs", look.TEAL if count else look.AMBER, flex=0),
            look.words(label, "xs", look.INK if count else look.AMBER, flex=1, margin="md"),
            look.words(
                text("status-times", count=count) if count else text("status-not-met"),
                "xs",
                look.MUTED if count else look.AMBER,
                flex=0,
                align="end",
            ),
            margin="sm",
        )
        for label, count in values.sectors.items()
    ]
    return lines


def _next(stage: NextStage, text: Text) -> str:
    start = long_day(stage.start, text.language)
    if stage.area:
        return text("status-next-area", name=stage.name, day=start, area=stage.area)
    return text("status-next", name=stage.name, day=start)


def _alt(values: StatusCard, text: Text, first: list[str], facts: list[tuple[str, str]]) -> str:
    said = [values.name, *first, *(f"{label} {value}".replace("\n", " ") for label, value in facts)]
    if values.days_reported is not None and values.days_expected is not None:
        said.append(_days(text, values.days_reported, values.days_expected))
    not_met = [label for label, count in values.sectors.items() if not count]
    if not_met:
        said.append(f"{text('status-not-met')}: {', '.join(not_met)}")
    if values.next_stage is not None:
        said.append(_next(values.next_stage, text))
    return " · ".join(said)
