"""The act of closing a selection: its results are stored, and each candidate's unit is told."""

from __future__ import annotations

from collections.abc import Mapping

from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from models.messaging import chats
from models.people import people
from models.selections.marks import SelectionResult
from models.units import teams
from programmes.selections import Selection
from services.selections.judging import Judged, close, judged


def close_and_tell(
    turn: Turn, selection: Selection, reason: str | None, order: Mapping[str, int], *, although_missing: bool
) -> Reply:
    """Close a selection and tell the units of its candidates what came of it. Raises NotClosed."""
    there = judged(turn.session, turn.programme, selection)
    made = close(
        turn.session,
        turn.programme,
        selection,
        turn.now,
        by=turn.me,
        reason=reason,
        order=order,
        although_missing=although_missing,
    )
    results = {one.candidate: one for one in made}
    told = sum(_tell(turn, selection, one, results[one.key]) for one in there)
    chosen = sum(one.is_chosen for one in made)
    return say(turn.text("selection-closed", count=chosen, of=len(made), told=told))


def _tell(turn: Turn, selection: Selection, one: Judged, result: SelectionResult) -> int:
    """Tell who speaks for a candidate's unit: the holder of its first seat. Return how many people that is."""
    units = turn.programme.units
    if units is None:
        return 0
    members = teams.members_of(turn.session, [one.unit.code], turn.day)
    speaking = [each for each in members if each.seat == units.seats[0].key]
    told = 0
    for each in speaking:
        chat, person = chats.to_tell(turn.session, each.person_id), people.by_id(turn.session, each.person_id)
        if chat is None or person is None or person.id == turn.me.id:
            continue
        text = turn.texts.in_language(person.language)
        award = next((award for award in selection.awards if award.key == result.award), None)
        key = "award" if award else "chosen" if result.is_chosen else "not"
        said = text(
            f"selection-told-{key}",
            selection=selection.name(person.language),
            name=one.name or one.unit.called(person.language),
            award=award.label(person.language) if award else "",
        )
        turn.tell(chat.line_user_id, say(said))
        told += 1
    return told
