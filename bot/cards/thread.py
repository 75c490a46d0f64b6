"""A question to a mentor with its answers, the same for both sides, and a list of several such threads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.cards import look
from bot.cards import quick_replies as quick
from bot.cards.look import Piece
from bot.line.text_length import shorten
from bot.postback import AnswerThread, AskMentor, OpenThread
from locales.texts import Text
from thai.dates import long_day

MESSAGES_SHOWN: Final = 6  # only the newest are shown
MESSAGE_UNITS: Final = 800
LINE_UNITS: Final = 160
THREADS_SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class Saying:
    """One message: who wrote it, when, and whether that was the reader."""

    name: str
    day: date
    words: str
    mine: bool


@dataclass(frozen=True, slots=True)
class ThreadCard:
    """`asker` asked; `with_whom` answers (None if nobody yet); `mine` is true if the reader asked; `waits` is true if
    the thread needs an answer; `came_from` had the thread before the reader."""

    question: int
    asker: str
    with_whom: str | None
    said: tuple[Saying, ...]
    mine: bool
    waits: bool
    came_from: str | None = None


@dataclass(frozen=True, slots=True)
class ThreadList:
    """All threads of a person, those that need an answer first."""

    threads: tuple[ThreadCard, ...]
    mine: bool


def thread_card(values: ThreadCard, text: Text) -> Piece:
    title = text("thread-title-mine") if values.mine else text("thread-title", name=values.asker)
    parts: list[Piece] = []
    if values.came_from:
        parts.append(look.words(text("thread-came-over", name=values.came_from), "xs", look.AMBER))
    parts += [_saying(one, text) for one in values.said[-MESSAGES_SHOWN:]]
    label = text("thread-ask-on") if values.mine else text("thread-answer")
    reply = AnswerThread(values.question)
    footer = look.column(
        look.button(label, reply, main=values.waits != values.mine),
        look.words(text("thread-hint"), "xxs", look.FAINT, align="center"),
        spacing="md",
    )
    state = _state(values, text)
    newest = values.said[-1].words if values.said else ""
    alt = " · ".join(part for part in (title, state, newest) if part)
    card = look.bubble(look.heading(state, title), look.column(*parts, spacing="md"), footer)
    items = [quick.choice(label, reply), quick.command(text, "questions"), quick.command(text, "menu")]
    return quick.with_quick_replies(look.flex(alt, card), items)


def thread_list(values: ThreadList, text: Text) -> Piece:
    title = text("threads-title-mine") if values.mine else text("threads-title")
    waiting = sum(thread.waits for thread in values.threads)
    lines: list[Piece] = []
    for number, thread in enumerate(values.threads[:THREADS_SHOWN], 1):
        lines += [_line(number, thread, text), look.rule()]
    below = text("threads-waiting", count=waiting)
    body = look.column(*lines, look.words(text("threads-hint"), "xs", look.FAINT, margin="lg"))
    alt = " · ".join([title, below, *(f"{n}. {_about(one)}" for n, one in enumerate(values.threads, 1))])
    items = [
        quick.choice(text("threads-open", number=n), OpenThread(one.question))
        for n, one in enumerate(values.threads[:THREADS_SHOWN], 1)
    ]
    if values.mine:
        items.insert(0, quick.choice(text("ask-mentor"), AskMentor()))
    return quick.with_quick_replies(
        look.flex(alt, look.bubble(look.heading(text("threads-above"), title, below=below), body)), items
    )


def _state(values: ThreadCard, text: Text) -> str:
    if not values.waits:
        return text("thread-answered")
    if not values.mine:
        return text("thread-your-turn")
    return text("thread-waits-for", name=values.with_whom) if values.with_whom else text("thread-waits-for-nobody")


def _saying(one: Saying, text: Text) -> Piece:
    above = look.words(text("thread-said", name=one.name, day=long_day(one.day, text.language)), "xxs", look.MUTED)
    said = look.words(shorten(one.words, MESSAGE_UNITS, "utf16"), "sm", look.INK, margin="xs")
    return look.column(
        above,
        said,
        backgroundColor=look.TEAL_SOFT if one.mine else look.INDIGO_SOFT,
        cornerRadius="10px",
        paddingAll="10px",
    )


def _line(number: int, thread: ThreadCard, text: Text) -> Piece:
    state = _state(thread, text)
    return look.row(
        look.words(f"{number}", "sm", look.TEAL, bold=True, flex=0),
        look.column(
            look.words(shorten(_about(thread), LINE_UNITS, "utf16"), "sm", look.INK, maxLines=2),
            look.words(state, "xxs", look.AMBER if thread.waits else look.MUTED),
            flex=1,
            margin="md",
        ),
        paddingTop="8px",
        paddingBottom="8px",
        action=look.tap(text("threads-open", number=number), OpenThread(thread.question)),
    )


def _about(thread: ThreadCard) -> str:
    newest = thread.said[-1].words if thread.said else ""
    return newest if thread.mine else f"{thread.asker}: {newest}"
