"""`/app/raters`: who rates whom: nominated, accepted, struck with a reason, their links; for whom the round says."""

from collections.abc import Sequence
from typing import Any, Final

from flask import redirect, request
from sqlalchemy import select

from bot.dashboard.pages import COORDINATORS, OVERSEERS, Dashboard, NotFoundHere
from bot.dashboard.paging import paging
from bot.dashboard.visitor import Visitor
from bot.dashboard.web_turn import carry_out, read_out, turn_of, typed
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import HandleRater
from handlers.coordination.naming import people_meant
from handlers.evaluations.cards import offered_cards
from handlers.raters.deciding import LONGEST_REASON, REASONS, handle, strike_for
from handlers.raters.nominating import store
from handlers.raters.standing import card_of, decides, kind_of, row_of
from models.coordination import scopes
from models.evaluations import links
from models.evaluations.ratings import Rating, RatingState
from models.people import people
from models.people.people import Person, Role
from programmes.evaluations import EvaluationRound
from services.evaluations import nominations
from services.evaluations.nominations import RaterOf
from thai.nominations import Nomination

A_PAGE: Final = 30
PLACE: Final = "/app/raters"
ACTS: Final = ("accept", "drop", "link", "unlink")
STATES: Final = (RatingState.NOMINATED, RatingState.ACCEPTED, RatingState.STRUCK, RatingState.WITHDRAWN)
LONGEST: Final = 200
MARK: Final = 12  # characters of a link's hash, which is no link


def add_rating(pages: Dashboard) -> None:
    @pages.get(PLACE, OVERSEERS)
    def raters(visitor: Visitor) -> str:
        turn, rounds = turn_of(pages, visitor), visitor.programme.evaluation.rounds
        key, state = request.args.get("round", ""), request.args.get("state", "")
        chosen = next((one for one in rounds if one.key == key), None) or _usual(turn)
        rows = _rows(turn, chosen) if chosen else []
        rows = [row for row in rows if state in ("", row.rating.state)]
        part = paging(len(rows), A_PAGE)
        shown = rows[part.skipped : part.skipped + A_PAGE]
        marks = _link_marks(turn, shown)
        return pages.page(
            "raters.html",
            visitor,
            title=visitor.text("web-raters"),
            cards=[(row.rating.id, card_of(turn, row), marks.get(row.rater.id, "")) for row in shown],
            prints=visitor.role is Role.COORDINATOR,
            paging=part,
            rounds=[(one.key, one.name(visitor.language)) for one in rounds],
            chosen=chosen,
            states=STATES,
            state=state,
            reasons=REASONS,
            may_nominate=nominations.kind_nominated_by(visitor.programme, visitor.role.value) is not None,
            sectors=[(one.key, one.label(visitor.language)) for one in visitor.programme.sectors],
        )

    @pages.post(PLACE, OVERSEERS)
    def nominate(visitor: Visitor) -> Any:
        def act(turn: Turn) -> Reply:
            about, said = _about(turn, typed("about", LONGEST))
            name = typed("name", LONGEST)
            if about is None or name is None:
                return said or say(turn.text("web-rater-needs-names"))
            sector = request.form.get("sector")
            known = {one.key for one in turn.programme.sectors}
            nominated = Nomination(
                name=name,
                organisation=typed("organisation", LONGEST),
                sector=sector if sector in known else None,
                phone="".join(sign for sign in typed("phone", 30) or "" if sign.isascii() and sign.isdecimal()) or None,
                worked_together=typed("worked", LONGEST),
            )
            reply = store(turn, [(about, nominated)])
            is_stored = turn.conversation.open is not None or not reply.messages
            return say(turn.text("web-rater-nominated", name=name, about=about.name)) if is_stored else reply

        return pages.done(visitor, PLACE, carry_out(pages, visitor, act))

    @pages.post(f"{PLACE}/cards", COORDINATORS)
    def print_cards(visitor: Visitor) -> Any:
        """Lead to the one-time link of the cards with QR codes, as the chat does."""
        key, turn = request.form.get("round", ""), turn_of(pages, visitor)
        of = next((one for one in visitor.programme.evaluation.rounds if one.key == key), None)
        if of is None:
            raise NotFoundHere
        offered = offered_cards(turn, of)
        if isinstance(offered, Reply):
            return pages.done(visitor, f"{PLACE}?round={of.key}", read_out(offered))
        return redirect(f"/d/{offered.token}", 303)

    @pages.post(f"{PLACE}/<int:rating_id>", OVERSEERS)
    def decide(visitor: Visitor, rating_id: int) -> Any:
        act, row = request.form.get("act", ""), row_of(turn_of(pages, visitor), rating_id)
        if row is None or act not in (*ACTS, "strike"):
            raise NotFoundHere
        reason = typed("reason", LONGEST_REASON)
        if act == "strike" and reason is None:
            return pages.done(visitor, PLACE, visitor.text("web-rater-needs-reason"))

        def do(turn: Turn) -> Reply:
            if act == "strike":
                return strike_for(turn, row, reason or "")
            if act == "accept" and row.rating.state == RatingState.ACCEPTED:
                return say(turn.text("web-rater-accepted-before"))
            if act == "link" and request.form.get("anew", "") != _link_marks(turn, [row]).get(row.rater.id, ""):
                return say(turn.text("web-rater-link-before"))  # a second tap
            return handle(turn, HandleRater(rating_id, act))

        return pages.done(visitor, PLACE, carry_out(pages, visitor, do))


def _link_marks(turn: Turn, rows: Sequence[RaterOf]) -> dict[int, str]:
    """Return a mark of the working link of each rater who has one: what a page shows is issued anew once."""
    found = links.in_force(turn.session, {row.rater.id for row in rows})
    return {rater_id: link.token_hash[:MARK] for rater_id, link in found.items()}


def _usual(turn: Turn) -> EvaluationRound | None:
    """Return the round for which the visitor nominates, else the first."""
    known = nominations.kind_nominated_by(turn.programme, turn.role.value) if turn.role else None
    return known[0] if known else next(iter(turn.programme.evaluation.rounds), None)


def _rows(turn: Turn, of: EvaluationRound) -> list[RaterOf]:
    """Return the raters of a round whom the visitor decides about, or has nominated; those that wait come first."""
    mine = {person_id for person_id, _ in scopes.names(turn.session, _access(turn), (Role.PARTICIPANT,))}
    rated = set(turn.session.scalars(select(Rating.about_person_id).where(Rating.round_key == of.key).distinct()))
    rows = nominations.raters_of(turn.session, of.key, sorted(mine & rated))
    seen = [row for row in rows if row.rating.nominated_by_id == turn.me.id or _decides(turn, row)]
    return sorted(seen, key=lambda row: (STATES.index(RatingState(row.rating.state)), row.rating.id))


def _decides(turn: Turn, row: RaterOf) -> bool:
    known = kind_of(turn, row)
    return known is not None and decides(turn, row.about, known[1])


def _access(turn: Turn) -> scopes.AccessScope:
    return scopes.of_person(turn.session, turn.programme, turn.me.id, turn.day)


def _about(turn: Turn, name: str | None) -> tuple[Person | None, Reply | None]:
    """Return the participant whom a name means, or None and what to say."""
    found = people_meant(turn, name, (Role.PARTICIPANT,)) if name else []
    if len(found) == 1:
        return people.by_id(turn.session, found[0][0]), None
    if len(found) > 1:
        return None, say(turn.text("web-person-which", names=", ".join(known for _, known in found[:8])))
    return None, say(turn.text("person-unknown", name=name)) if name else None
