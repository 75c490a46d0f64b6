"""Who may do what about a rater, and how a rater is shown to whom."""

from __future__ import annotations

from typing import Final

from bot.cards.rater import RaterCard
from bot.inbound.turn import Turn
from bot.postback import HandleRater, Postback
from handlers.coordination.naming import visible_person
from handlers.roles import is_participant
from models.evaluations.ratings import RatingState
from models.people.people import Person
from programmes.evaluations import EvaluationRound, RaterKind
from services.evaluations import nominations
from services.evaluations.nominations import RaterFlag, RaterOf
from thai.places import display

OVERSEEN_FLAGS: Final = tuple(RaterFlag)


def kind_of(turn: Turn, row: RaterOf) -> tuple[EvaluationRound, RaterKind] | None:
    """Return the round and kind of a rater as the programme has them now."""
    found = next((one for one in turn.programme.evaluation.rounds if one.key == row.rating.round_key), None)
    kind = next((one for one in found.raters if one.key == row.rating.kind), None) if found else None
    return (found, kind) if found and kind else None


def decides(turn: Turn, about: Person, kind: RaterKind) -> bool:
    """Return whether the speaker accepts and strikes raters of a kind for somebody: by role, and within their scope."""
    mine = turn.role is not None and turn.role.value in kind.decided_by
    return mine and about.id != turn.me.id and visible_person(turn, about.id) is not None


def row_of(turn: Turn, rating_id: int) -> RaterOf | None:
    """Return a rater whom the speaker may see: their own nominations, or those in their scope. Anything else is not
    there."""
    row = nominations.of_rating(turn.session, rating_id)
    if row is None:
        return None
    known = kind_of(turn, row)
    if known is None:
        return None
    own = row.about.id == turn.me.id and is_participant(turn) and row.rating.nominated_by_id == turn.me.id
    mine = row.rating.nominated_by_id == turn.me.id and row.about.id != turn.me.id
    return row if own or decides(turn, row.about, known[1]) or (mine and _sees(turn, row)) else None


def may_change(turn: Turn, row: RaterOf) -> bool:
    """Return whether the speaker may still say more of a rater, or take the nomination back: the nominator until it is
    decided, who decides always."""
    known = kind_of(turn, row)
    if known and decides(turn, row.about, known[1]):
        return True
    return row.rating.state == RatingState.NOMINATED and row.rating.nominated_by_id == turn.me.id


def card_of(turn: Turn, row: RaterOf) -> RaterCard:
    """Return the card of a rater for the speaker. Who nominates does not see who has rated."""
    text, rater = turn.text, row.rater
    known = kind_of(turn, row)
    deciding = known is not None and decides(turn, row.about, known[1])
    sector = next((one.label(text.language) for one in turn.programme.sectors if one.key == rater.sector), None)
    facts = [
        (text("rater-fact-organisation"), rater.organisation),
        (text("rater-fact-sector"), sector),
        (text("rater-fact-area"), display(rater.area, text.language) if rater.area else None),
        (text("rater-fact-phone"), rater.phone),
        (text("rater-fact-line"), rater.line_id),
        (text("rater-fact-worked"), row.rating.worked_together),
        (text("rater-fact-about"), row.about.name if row.about.id != turn.me.id else None),
        (text("rater-fact-worked-in"), _worked_in(turn, row) if deciding else None),
        (text("rater-fact-link"), text(_link_state(row)) if deciding else None),
        (text("rater-fact-reason"), row.rating.reason if row.rating.state in OUT else None),
    ]
    return RaterCard(
        above=text(f"rater-state-{_state(row, deciding)}"),
        name=row.person.name,
        facts=tuple((label, value) for label, value in facts if value),
        flags=tuple(text(f"rater-flag-{flag}") for flag in row.flags) if deciding else (),
        buttons=tuple(_buttons(turn, row, deciding)),
    )


OUT: Final = (RatingState.STRUCK, RatingState.WITHDRAWN)


def _state(row: RaterOf, deciding: bool) -> str:
    if deciding and row.rating.is_given and row.rating.state == RatingState.ACCEPTED:
        return "given"
    return row.rating.state.value


def _worked_in(turn: Turn, row: RaterOf) -> str:
    return ", ".join(display(area, turn.text.language) for area in row.worked_in)


def _link_state(row: RaterOf) -> str:
    if not row.has_link:
        return "rater-link-none"
    return "rater-link-opened" if row.opened else "rater-link-sent"


def _buttons(turn: Turn, row: RaterOf, deciding: bool) -> list[tuple[str, Postback]]:
    text, rating = turn.text, row.rating

    def button(act: str) -> tuple[str, Postback]:
        return text(f"rater-do-{act}"), HandleRater(rating.id, act)

    if not deciding:
        return [button("drop")] if may_change(turn, row) else []
    if rating.state == RatingState.NOMINATED:
        return [button("accept"), button("strike")]
    if rating.state == RatingState.ACCEPTED:
        if rating.is_given:
            return [button("strike")]
        if row.has_link:
            return [(text("rater-do-link-anew"), HandleRater(rating.id, "link")), button("unlink"), button("strike")]
        return [button("link"), button("strike")]
    return [button("accept")]


def _sees(turn: Turn, row: RaterOf) -> bool:
    return visible_person(turn, row.about.id) is not None
