"""Closes a rating round in the chat: what would be signed is shown first, then one tap signs it."""

from bot.cards.evaluation import PAGE, RoundCard, RoundLine, round_card
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import ShowRound
from handlers.evaluations.rounds_shown import headline
from handlers.roles import coordinates
from models.coordination.scopes import AccessScope
from programmes.evaluations import EvaluationRound
from services.evaluations.in_words import lack_said
from services.evaluations.ledger import ledger_of, sees_everybody
from services.evaluations.snapshots import CannotClose, close_round


def close_tapped(turn: Turn, found: EvaluationRound, access: AccessScope, button: ShowRound) -> Reply:
    """Show what closing a round would sign, or close it. Only who sees all its participants may."""
    if not coordinates(turn) or not sees_everybody(turn.programme, access, found):
        return say(turn.text("round-close-not-yours"))
    return _sign(turn, found) if button.view == "sign" else _preview(turn, found, access)


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


def _sign(turn: Turn, found: EvaluationRound) -> Reply:
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
        )
    except CannotClose as refused:
        return say(text(f"round-cannot-close-{refused.why}"))
    return say(
        text("round-closed-signed", round=found.name(text.language), number=snapshot.number, sha=snapshot.sha256[:16])
    )
