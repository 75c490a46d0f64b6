"""Whom rules about rating rounds concern: who has nominated too few raters, who has still to rate, and who is to call
those without LINE."""

from collections.abc import Mapping, Sequence
from datetime import date

from models.coordination import scopes
from models.coordination.scopes import AccessScope
from models.evaluations import awaited
from models.evaluations.ratings import PendingRater
from models.people.people import Role
from programmes.evaluations import EvaluationRound
from programmes.when import Moment
from services.evaluations.ledger import pending_raters
from services.evaluations.rounds import NotReady, RoundState, state_of, takes_ratings
from services.reminders.recipients import Recipient, Recipients

RaterFacts = dict[str, str | int | tuple[str, ...]]


def without_nominations(
    recipients: Recipients, moment: Moment, people: Sequence[Recipient]
) -> Mapping[int, RaterFacts]:
    """Return the participants who have raters from fewer sectors than are wanted, with the sectors that lack."""
    turn = _round(recipients, moment)
    kind = turn.wanted if turn else None
    if turn is None or kind is None or _is_closed(recipients, turn, moment.day):
        return {}
    ids = [one.person_id for one in people]
    proposed = awaited.sectors_proposed(recipients.session, turn.key, kind.key, ids)
    order = [sector.key for sector in recipients.programme.sectors]
    found: dict[int, RaterFacts] = {}
    for person_id in ids:
        mine = proposed.get(person_id, [])
        if len({one for one in mine if one}) < kind.wanted_sectors:
            found[person_id] = {"count": len(mine), "sectors": tuple(key for key in order if key not in mine)}
    return found


def still_to_rate(recipients: Recipients, moment: Moment, people: Sequence[Recipient]) -> Mapping[int, RaterFacts]:
    """Return those of these people who rate by link and have not rated everybody, with the names of who is left."""
    turn = _round(recipients, moment)
    if turn is None or not _takes(recipients, turn, moment.day):
        return {}
    left = awaited.left_to_rate(recipients.session, turn.key, [one.person_id for one in people])
    return {person_id: {"count": len(names), "names": tuple(names)} for person_id, names in left.items()}


def to_call(recipients: Recipients, moment: Moment, people: Sequence[Recipient]) -> Mapping[int, RaterFacts]:
    """Return the coordinators whose participants are still to be rated by people whom LINE does not reach: `count` of
    these raters, and `in_line` of those whom the bot reminds itself."""
    turn = _round(recipients, moment)
    if turn is None or not _takes(recipients, turn, moment.day):
        return {}
    known: dict[AccessScope, list[PendingRater]] = {}
    found: dict[int, RaterFacts] = {}
    for one in people:
        held = [row.scope or "" for row in one.held if row.role == Role.COORDINATOR and row.holds_on(moment.day)]
        access = scopes.of_scopes(held, recipients.programme)
        if access not in known:
            known[access] = _pending(recipients, access, turn, moment.day)
        reached = sum(each.has_chat for each in known[access])
        if len(known[access]) > reached:
            found[one.person_id] = {"count": len(known[access]) - reached, "in_line": reached}
    return found


def _round(recipients: Recipients, moment: Moment) -> EvaluationRound | None:
    kind, _, key = moment.subject.partition(":")
    rounds = recipients.programme.evaluation.rounds
    return next((one for one in rounds if one.key == key), None) if kind in ("evaluation", "nomination") else None


def _takes(recipients: Recipients, turn: EvaluationRound, day: date) -> bool:
    try:
        return takes_ratings(recipients.session, recipients.programme, turn, day)
    except NotReady:
        return False


def _is_closed(recipients: Recipients, turn: EvaluationRound, day: date) -> bool:
    return state_of(recipients.session, recipients.programme, turn, day) is RoundState.CLOSED


def _pending(recipients: Recipients, access: AccessScope, turn: EvaluationRound, day: date) -> list[PendingRater]:
    try:
        return pending_raters(recipients.session, recipients.programme, access, turn, day)
    except NotReady:
        return []
