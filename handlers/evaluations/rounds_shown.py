"""Which round is meant and which others are offered, and how a round stands in one line."""

from bot.inbound.turn import Turn
from bot.postback import Postback, ShowRound
from programmes.evaluations import EvaluationRound
from services.evaluations.ledger import Ledger
from services.evaluations.rounds import RoundState, state_of
from thai.dates import short_day


def begun(turn: Turn) -> list[EvaluationRound]:
    """Return the rounds that have opened, the one that opened last first."""
    rounds = [
        one
        for one in turn.programme.evaluation.rounds
        if state_of(turn.session, turn.programme, one, turn.day) is not RoundState.COMING
    ]
    return sorted(rounds, key=lambda one: turn.programme.round_days(one), reverse=True)


def round_meant(turn: Turn) -> EvaluationRound | None:
    """Return the round that opened last, or None."""
    return next(iter(begun(turn)), None)


def offered(turn: Turn, besides: EvaluationRound) -> list[tuple[str, Postback]]:
    """Return buttons for the other rounds that have opened."""
    others = [one for one in begun(turn) if one.key != besides.key]
    return [(turn.text("round-of-phase", phase=one.phase), ShowRound(one.key)) for one in others]


def headline(turn: Turn, ledger: Ledger) -> str:
    """Return how a round stands: its state, its last day, how many participants nothing is missing of."""
    text = turn.text
    return text(
        "round-headline",
        state=text(f"round-{ledger.state}"),
        closes=short_day(ledger.current.terms.closes, text.language),
        whole=len(ledger.whole),
        all=len(ledger.entries),
    )
