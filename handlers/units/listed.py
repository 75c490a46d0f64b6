"""One page of a list of units, with the question whose typed labels turn the pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bot.cards.unit_list import PAGE, UnitLine, UnitList, unit_list
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply
from bot.postback import Postback
from handlers.units.seen import units_of
from programmes.units import Unit

LISTED: Final = "units"  # the question after a list of several pages: typed labels turn them; data: view, unit, page


def where(unit: Unit, turn: Turn) -> str:
    """Return a unit's name with that of the unit above it, if the speaker sees several."""
    language = turn.text.language
    above = next(units_of(turn).above(unit.code), None)
    return f"{unit.called(language)} · {above.called(language)}" if above else unit.called(language)


def listed(
    turn: Turn,
    view: str,
    *,
    above: str | None = None,
    title: str,
    below: str,
    lines: Sequence[UnitLine],
    notes: Sequence[str],
    page: int,
    unit: Unit | None = None,
    main: tuple[str, Postback] | None = None,
    others: tuple[tuple[str, Postback], ...] = (),
    size: int = PAGE,
    pages: int | None = None,
) -> Reply:
    """Return the card of one page. `above` is its small heading, of which the programme's name is one."""
    known = pages or max(1, -(-len(lines) // max(size, 1)))
    page = min(page, known)
    shown = lines if pages else lines[(page - 1) * size : page * size]
    if known > 1:
        turn.conversation.ask(LISTED, turn.now, view=view, unit=unit.code if unit else None, page=page)
    values = UnitList(
        view=view,
        above=above or turn.programme.short_name(turn.text.language),
        title=title,
        below=below,
        lines=tuple(shown),
        notes=tuple(notes),
        unit=unit.code if unit else None,
        page=page,
        pages=known,
        main=main,
        others=others,
    )
    return Reply([unit_list(values, turn.text)])
