"""What a coordinator of all does with a rating round in the chat: open it, close it, sign it anew with a reason.

What an act would do is shown first, then one tap does it.
"""

from typing import Final

from bot.cards.evaluation import PAGE, RoundCard, RoundLine, round_card
from bot.inbound.router import on_open
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import Postback, ShowRound
from handlers.conversation import is_asked, leave_question, tells_others
from handlers.evaluations.rounds_shown import headline
from handlers.roles import COORDINATORS, coordinates
from models.coordination import scopes
from models.coordination.scopes import AccessScope
from models.evaluations import snapshots
from programmes.evaluations import EvaluationRound
from services.evaluations.in_words import lack_said
from services.evaluations.ledger import Ledger, ledger_of, sees_everybody
from services.evaluations.rounds import RoundState, open_round, state_of, terms_of
from services.evaluations.snapshots import CannotClose, close_round, differs
from thai.dates import short_day
from thai.intents import INTENTS

ACTS: Final = ("close", "sign", "again", "opening", "open")
WHY: Final = "round_reason"  # why is a closed round signed anew? data: round
SHORTEST_REASON, LONGEST_REASON = 4, 300


def act_tapped(turn: Turn, found: EvaluationRound, access: AccessScope, act: str) -> Reply:
    """Show what an act would do to a round, or do it. Only who sees all its participants may."""
    if not coordinates(turn) or not sees_everybody(turn.programme, access, found):
        return say(turn.text("round-close-not-yours"))
    if act == "again":
        return _ask_why(turn, found)
    if act == "opening":
        return _preview_opening(turn, found)
    if act == "open":
        return _open(turn, found)
    return sign(turn, found) if act == "sign" else _preview(turn, found, access)


def main_act(turn: Turn, found: EvaluationRound, access: AccessScope, ledger: Ledger) -> tuple[str, ShowRound] | None:
    """Return the act that the table of a round offers to the speaker, or None."""
    if not sees_everybody(turn.programme, access, found):
        return None
    if ledger.state in (RoundState.OPEN, RoundState.OVER):
        return turn.text("round-close"), ShowRound(found.key, "close")
    return (turn.text("round-sign-again"), ShowRound(found.key, "again")) if _changed(turn, ledger) else None


def changed_since(turn: Turn, ledger: Ledger) -> list[str]:
    """Return in words of how many participants the score is another than the one that was signed."""
    count = _changed(turn, ledger)
    return [turn.text("round-changed", count=count)] if count else []


def _changed(turn: Turn, ledger: Ledger) -> int:
    newest = snapshots.newest(turn.session, ledger.round_key)
    return len(differs(ledger, snapshots.results_of(turn.session, newest.id))) if newest else 0


def to_open(turn: Turn, access: AccessScope) -> list[tuple[str, Postback]]:
    """Return buttons for the rounds to come that the speaker may open before their day."""
    return [
        (turn.text("round-opening-of-phase", phase=one.phase), ShowRound(one.key, "opening"))
        for one in turn.programme.evaluation.rounds
        if sees_everybody(turn.programme, access, one)
        and state_of(turn.session, turn.programme, one, turn.day) is RoundState.COMING
    ]


# ── opening ──


def _preview_opening(turn: Turn, found: EvaluationRound) -> Reply:
    """Show the terms that would be stored, and that a changed file does nothing to them by itself."""
    text = turn.text
    if state_of(turn.session, turn.programme, found, turn.day) is not RoundState.COMING:
        return say(text("round-open-already"))
    terms = terms_of(turn.session, turn.programme, found).terms
    lines = [
        RoundLine(
            kind.label(text.language),
            text("round-weight", weight=f"{kind.weight.normalize():f}"),
            (text("round-least", count=kind.least, sectors=kind.least_sectors),),
        )
        for kind in terms.kinds
    ]
    days = text(
        "round-days", opens=short_day(terms.opens, text.language), closes=short_day(terms.closes, text.language)
    )
    values = RoundCard(
        found.key, "opening", text("round-open-above"), found.name(text.language), days, tuple(lines),
        (text("round-open-what"),), main=(text("round-open-now"), ShowRound(found.key, "open")),
    )  # fmt: skip
    return Reply([round_card(values, text)])


def _open(turn: Turn, found: EvaluationRound) -> Reply:
    text = turn.text
    if state_of(turn.session, turn.programme, found, turn.day) is not RoundState.COMING:
        return say(text("round-open-already"))
    open_round(turn.session, turn.programme, found, turn.now, actor=f"person:{turn.me.id}")
    closes = terms_of(turn.session, turn.programme, found).terms.closes
    return say(text("round-opened", round=found.name(text.language), closes=short_day(closes, text.language)))


# ── closing ──


def _preview(turn: Turn, found: EvaluationRound, access: AccessScope) -> Reply:
    text = turn.text
    ledger = ledger_of(turn.session, turn.programme, access, found, turn.day)
    lines = [
        RoundLine(
            entry.name,
            text("score-provisional"),
            tuple(lack_said(text, ledger.current.terms, lack) for lack in entry.score.lacks if lack.what != "closing"),
            good=False,
        )
        for entry in ledger.lacking[:PAGE]
    ]
    more = len(ledger.lacking) - len(lines)
    notes = [text("round-close-what", whole=len(ledger.whole), lacking=len(ledger.lacking))]
    notes += [text("round-close-more", count=more)] if more > 0 else []
    notes.append(text("round-close-for-good"))
    label = text("round-close-although" if ledger.lacking else "round-close-now")
    values = RoundCard(
        found.key, "close", text("round-close-above"), found.name(text.language), headline(turn, ledger),
        tuple(lines), tuple(notes), main=(label, ShowRound(found.key, "sign")),
        others=((text("round-table"), ShowRound(found.key)),),
    )  # fmt: skip
    return Reply([round_card(values, text)])


def _ask_why(turn: Turn, found: EvaluationRound) -> Reply:
    """Ask for the reason for which a closed round is signed anew; nothing is signed without one."""
    if snapshots.newest(turn.session, found.key) is None:
        return say(turn.text("round-not-closed"))
    turn.conversation.ask(WHY, turn.now, round=found.key)
    return say(turn.text("round-why", round=found.name(turn.text.language)))


def _is_reason(turn: Turn) -> bool:
    leaves = turn.is_command and turn.intent in INTENTS.declines
    return is_asked(turn, WHY) and not leaves and not tells_others(turn)


def answer_why(turn: Turn) -> Reply:
    """Sign a closed round anew for the reason that was given."""
    key = turn.conversation.data["round"]
    found = next((one for one in turn.programme.evaluation.rounds if one.key == key), None)
    access = scopes.of_coordinator(turn.session, turn.programme, turn.me.id, turn.day)
    reason = " ".join((turn.event.text or "").split())[:LONGEST_REASON]
    if found is not None and len(reason) < SHORTEST_REASON:
        return _ask_why(turn, found)
    leave_question(turn)
    if found is None or not sees_everybody(turn.programme, access, found):
        return say(turn.text("round-close-not-yours"))
    return sign(turn, found, reason)


def sign(turn: Turn, found: EvaluationRound, reason: str | None = None) -> Reply:
    text = turn.text
    if turn.signing is None:
        return say(text("round-close-no-key"))
    try:
        snapshot = close_round(
            turn.session,
            turn.programme,
            found,
            turn.now,
            turn.signing,
            actor=f"person:{turn.me.id}",
            by_person_id=turn.me.id,
            although_lacking=True,
            reason=reason,
        )
    except CannotClose as refused:
        return say(text(f"round-cannot-close-{refused.why}"))
    if reason is not None:
        return say(text("round-signed-again", number=snapshot.number, sha=snapshot.sha256[:16]))
    return say(
        text("round-closed-signed", round=found.name(text.language), number=snapshot.number, sha=snapshot.sha256[:16])
    )


routes = [on_open(WHY, roles=COORDINATORS, when=_is_reason)(answer_why)]
