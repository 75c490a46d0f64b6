"""Lists about the development plan, with the buttons of other pages and views."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.cards.unit_list import PAGE, UnitLine, UnitList, unit_list
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply
from bot.postback import Postback, ShowDevelopment
from handlers.development.seen import terms_of

# The optional question after a list: typed labels turn its pages, a number opens a training; data: view, page, entries
LISTED: Final = "dev_list"


def listed(
    turn: Turn,
    view: ShowDevelopment,
    *,
    title: str,
    below: str,
    lines: Sequence[UnitLine],
    notes: Sequence[str] = (),
    others: Sequence[tuple[str, Postback]] = (),
    entries: Sequence[int] = (),
) -> Reply:
    """Return the page of a list that a view names. Other pages and views are buttons, and typed words. `entries`: which
    a line's number opens."""
    text = turn.text
    pages = max(1, -(-len(lines) // PAGE))
    page = min(view.page, pages)
    turning = [(text("missing-next"), _page(view, page + 1))] if page < pages else []
    turning += [(text("missing-before"), _page(view, page - 1))] if page > 1 else []
    if pages > 1:
        notes = [*notes, text("round-page", page=page, of=pages)]
    if pages > 1 or entries:
        turn.conversation.ask(LISTED, turn.now, view=view.pack(), page=page, entries=list(entries))
    values = UnitList(
        view=view.plan_view,
        above=terms_of(turn).name(text.language),
        title=title,
        below=below,
        lines=tuple(lines[(page - 1) * PAGE : page * PAGE]),
        notes=tuple(notes),
        others=(*turning, *others),
    )
    return Reply([unit_list(values, text)])


def _page(view: ShowDevelopment, page: int) -> ShowDevelopment:
    return ShowDevelopment(view.plan_view, view.person, view.number, page)
