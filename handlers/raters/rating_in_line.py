"""Raters in LINE, who have no other role: they hear whom they have still to rate, and get the link to their page."""

from __future__ import annotations

from sqlalchemy import select

from bot.cards import quick_replies as quick
from bot.cards.rating_link import RatingLinkCard, rating_link_card
from bot.inbound.router import on_postback
from bot.inbound.turn import Turn
from bot.outbound.reply import Message, Reply, text_message
from bot.postback import RateNow
from handlers.roles import WITHOUT_A_ROLE
from models.evaluations import awaited
from models.evaluations.raters import Rater
from models.people.people import RATER
from programmes.evaluations import EvaluationRound
from services.access import NotAllowed, refusal
from services.evaluations import nominations
from services.evaluations.rounds import NotReady, takes_ratings, terms_of
from thai.dates import long_day


def rate(turn: Turn, _: RateNow | None = None) -> Reply:
    """Give a rater the link to whom they have still to rate; the link before it stops working."""
    found = _waiting(turn)
    if found is None or not turn.links.public_url:
        return stand(turn)
    rater, round_, names = found
    token = nominations.issue_link(turn.session, rater, turn.now, by=turn.me)
    text = turn.text
    closes = terms_of(turn.session, turn.programme, round_).terms.closes
    url = f"{turn.links.public_url}/r/{token}"
    values = RatingLinkCard(round_.name(text.language), tuple(names), long_day(closes, text.language), url)
    return Reply([rating_link_card(values, text)])


def stand(turn: Turn) -> Reply:
    """Say whom a rater has still to rate, whatever they wrote: nothing of it is recorded."""
    return Reply([standing_message(turn)])


def standing_message(turn: Turn) -> Message:
    """Return how a rater stands, with the button that opens their page if something waits."""
    text, found = turn.text, _waiting(turn)
    contact = turn.programme.contact.name(text.language)
    if found is None:
        return text_message(text("rater-nothing-waits", contact=contact))
    said = text("rater-waits", name=turn.me.name, count=len(found[2]), round=found[1].name(text.language))
    return quick.text_message(said, [quick.choice(text("rater-open-rating"), RateNow())])


def rates_only(turn: Turn) -> bool:
    """Return whether the speaker rates by link and has no role."""
    return turn.person is not None and turn.person.key.startswith(RATER)


def _waiting(turn: Turn) -> tuple[Rater, EvaluationRound, list[str]] | None:
    """Return the rater whom the speaker is in a round that takes ratings, and the names of who is left; or None."""
    mine = select(Rater).where(Rater.person_id == turn.me.id).order_by(Rater.id)
    raters = {rater.round_key: rater for rater in turn.session.scalars(mine)}
    for round_ in turn.programme.evaluation.rounds:
        if round_.key in raters and _is_open(turn, round_):
            names = awaited.left_to_rate(turn.session, round_.key, [turn.me.id]).get(turn.me.id)
            if names:
                return raters[round_.key], round_, names
    return None


def _is_open(turn: Turn, round_: EvaluationRound) -> bool:
    try:
        return takes_ratings(turn.session, turn.programme, round_, turn.day)
    except NotReady:
        return False


def _is_allowed(turn: Turn) -> bool:
    """Return whether a rater has agreed to the notice in this chat; their only role is to rate."""
    return rates_only(turn) and refusal(turn.programme, turn.chat, turn.person, turn.role) is NotAllowed.OVER


routes = [on_postback(RateNow, WITHOUT_A_ROLE, when=_is_allowed)(rate)]
