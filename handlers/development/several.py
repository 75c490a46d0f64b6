"""Several trainings that one message tells of: each is offered, and recorded by a tap that says it alone."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards import quick_replies as quick
from bot.cards.unit_list import UnitLine, UnitList, unit_list
from bot.inbound.turn import Turn
from bot.line.numbers import SPOKEN_GRAPHEMES
from bot.line.text_length import shorten
from bot.outbound.reply import Reply, say
from bot.postback import ShowDevelopment
from handlers.conversation import leave_question
from handlers.development.seen import length_in_words, own_membership, terms_of
from thai.dates import day_span, long_day
from thai.several_trainings import TrainingPart


def offer(turn: Turn, parts: Sequence[TrainingPart]) -> Reply:
    """Offer the trainings of a message one by one. A tap sends a part as a message, so that each is an entry that can
    be unsent by itself."""
    text = turn.text
    if own_membership(turn) is None:
        return say(text("dev-only-staff"), quick_replies=[quick.command(text, "menu")])
    leave_question(turn)
    values = UnitList(
        view="own",
        above=terms_of(turn).name(text.language),
        title=text("dev-several", count=len(parts)),
        below=text("dev-several-below"),
        lines=tuple(_line(turn, one) for one in parts),
        others=((text("dev-view-own"), ShowDevelopment("own")),),
    )
    return Reply([unit_list(values, text)])


def _line(turn: Turn, part: TrainingPart) -> UnitLine:
    said, language = part.said, turn.text.language
    way = terms_of(turn).way_of[said.way].name(language)
    days = ""
    if said.first is not None and said.last is not None and said.first < said.last:
        days = day_span(said.first, said.last, language)
    elif said.last is not None:
        days = long_day(said.last, language)
    details = " · ".join(filter(None, (way, length_in_words(turn, said.days, said.hours), days)))
    typed = shorten(part.words, SPOKEN_GRAPHEMES, "graphemes")
    return UnitLine(said.topic or turn.text("dev-no-topic"), turn.text("dev-several-record"), (details,), typed=typed)
