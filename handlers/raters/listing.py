"""Lists of raters: a participant's own, those that wait for a decision, and those who have not answered yet."""

from __future__ import annotations

from typing import Final

from sqlalchemy import select

from bot.cards import quick_replies as quick
from bot.cards.rater import rater_carousel
from bot.inbound.router import either, on_intent, on_label
from bot.inbound.turn import Turn
from bot.line.numbers import FLEX_CAROUSEL_BUBBLES
from bot.outbound.reply import Message, Reply, say, text_message
from bot.postback import ShowRound
from handlers.conversation import leave_question
from handlers.coordination.access import access_of
from handlers.coordination.naming import people_meant
from handlers.raters.nominating import named_context, suggested
from handlers.raters.standing import card_of, kind_of
from handlers.roles import WITH_A_ROLE, is_participant
from models.coordination import scopes
from models.evaluations.ratings import Rating, RatingState
from models.people.people import Role
from programmes.evaluations import EvaluationRound, RaterKind
from services.evaluations import nominations
from services.evaluations.nominations import RaterOf
from thai.nominations import nomination_of

SHOWN_PENDING: Final = 20  # lines with phones; of more only how many there are
LEAST_NAME: Final = 2


def list_raters(turn: Turn) -> Reply:
    """Answer "my raters", "raters of Somchai", "who has not answered": each in the speaker's scope."""
    leave_question(turn)
    known = _round(turn)
    if known is None:
        return say(turn.text("rater-no-round"), quick_replies=[quick.command(turn.text, "menu")])
    return _own(turn, known) if is_participant(turn) else _overseen(turn, known)


def _own(turn: Turn, asked: EvaluationRound) -> Reply:
    rows = nominations.raters_of(turn.session, asked.key, [turn.me.id])
    mine = [row for row in rows if row.rating.nominated_by_id == turn.me.id]
    others = [row for row in rows if row.rating.nominated_by_id != turn.me.id]
    lines = [turn.text("rater-mine", count=len(mine))]
    lines += [
        turn.text("rater-line", name=row.person.name, state=turn.text(f"rater-state-{row.rating.state}"))
        for row in mine
    ]
    if others:  # whom others proposed is counted, not named
        lines.append(turn.text("rater-mine-others", count=len(others)))
    lines += ["", *suggested(turn, asked), "", turn.text("rater-mine-link")]
    items = [quick.command(turn.text, "nominate_rater"), quick.command(turn.text, "menu")]
    return say("\n".join(lines), quick_replies=items)


def _overseen(turn: Turn, asked: EvaluationRound) -> Reply:
    """Show to who decides those who wait as cards, then who was accepted and has not rated, with phones."""
    about_ids = _people(turn)
    if about_ids is None:
        return say(turn.text("rater-whom-unknown", name=_name(turn) or ""))
    rows = nominations.raters_of(turn.session, asked.key, about_ids)
    if not any(_is_decided_by(turn, kind) for kind in asked.raters):
        return _nominated(turn, [row for row in rows if row.rating.nominated_by_id == turn.me.id])
    rows = [row for row in rows if (known := kind_of(turn, row)) and _is_decided_by(turn, known[1])]
    waits = [row for row in rows if row.rating.state == RatingState.NOMINATED]
    accepted = [row for row in rows if row.rating.state == RatingState.ACCEPTED]
    pending = [row for row in accepted if not row.rating.is_given]
    given = len(accepted) - len(pending)
    lines = [turn.text("rater-overseen", waits=len(waits), accepted=len(accepted), given=given)]
    lines += [_pending_line(turn, row) for row in pending[:SHOWN_PENDING]]
    if len(pending) > SHOWN_PENDING:
        lines.append(turn.text("rater-more", count=len(pending) - SHOWN_PENDING))
    messages: list[Message] = [text_message("\n".join(lines))]
    shown = (waits or pending)[:FLEX_CAROUSEL_BUBBLES]
    if shown:
        without = {row.rater.id for row in pending if not row.has_link}
        label = turn.text("rater-print-cards", count=len(without))
        others = ((label, ShowRound(asked.key, "cards")),) if without else ()
        messages.append(rater_carousel(tuple(card_of(turn, row) for row in shown), turn.text, others))
    else:
        items = [quick.command(turn.text, "nominate_rater"), quick.command(turn.text, "menu")]
        messages[-1] = quick.text_message("\n".join(lines), items)
    return Reply(messages)


def _nominated(turn: Turn, mine: list[RaterOf]) -> Reply:
    """Show an overseer who only nominates whom they nominated: neither whom others did, nor who has rated."""
    lines = [turn.text("rater-mine", count=len(mine))]
    lines += [
        turn.text(
            "rater-line-about",
            name=row.person.name,
            about=row.about.name,
            state=turn.text(f"rater-state-{row.rating.state}"),
        )
        for row in mine[:SHOWN_PENDING]
    ]
    if len(mine) > SHOWN_PENDING:
        lines.append(turn.text("rater-more", count=len(mine) - SHOWN_PENDING))
    items = [quick.command(turn.text, "nominate_rater"), quick.command(turn.text, "menu")]
    waits = [row for row in mine if row.rating.state == RatingState.NOMINATED][:FLEX_CAROUSEL_BUBBLES]
    if not waits:
        return say("\n".join(lines), quick_replies=items)
    cards = rater_carousel(tuple(card_of(turn, row) for row in waits), turn.text)
    return Reply([text_message("\n".join(lines)), cards])


def _is_decided_by(turn: Turn, kind: RaterKind) -> bool:
    return turn.role is not None and turn.role.value in kind.decided_by


def _pending_line(turn: Turn, row: RaterOf) -> str:
    reached = row.rater.phone or row.rater.line_id or turn.text("rater-no-phone-short")
    return turn.text("rater-pending", name=row.person.name, about=row.about.name, phone=reached)


def _people(turn: Turn) -> list[int] | None:
    """Return whose raters are meant: of somebody who is named, else of all in scope. None: nobody has the name."""
    name = _name(turn)
    if name:
        found = people_meant(turn, name, (Role.PARTICIPANT,))
        return [person_id for person_id, _ in found] or None
    names = scopes.names(turn.session, access_of(turn), (Role.PARTICIPANT,))
    mine = {person_id for person_id, _ in names}
    asked = set(turn.session.scalars(select(Rating.about_person_id).distinct()))
    return sorted(mine & asked)


def _name(turn: Turn) -> str | None:
    """Return the participant whose raters are asked for."""
    words = turn.event.text or ""
    return nomination_of(words, named_context(turn)).about if words else None


def _round(turn: Turn) -> EvaluationRound | None:
    known = nominations.kind_nominated_by(turn.programme, turn.role.value) if turn.role else None
    return known[0] if known else None


commands = [either(on_intent("list_raters"), on_label("command-list-raters"), roles=WITH_A_ROLE)(list_raters)]
