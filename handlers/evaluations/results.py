"""Shows the scores of a rating round: to coordinators those of their scope, to participants their own once it is
closed, to mentors what they gave."""

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

from bot.cards import quick_replies as quick
from bot.cards.evaluation import PAGE, RoundCard, RoundLine, round_card
from bot.inbound.router import on_intent, on_postback
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from bot.postback import Postback, ShowRound
from handlers.evaluations.acts import ACTS, act_tapped, changed_since, main_act, to_open
from handlers.evaluations.cards import offer_cards
from handlers.evaluations.rounds_shown import headline, offered, round_meant
from handlers.roles import WITH_A_ROLE, coordinates, is_participant
from models.coordination import scopes
from models.coordination.scopes import AccessScope
from models.evaluations import snapshots
from models.people import people
from programmes.evaluations import EvaluationRound
from services.evaluations.arithmetic import HUNDRED, Lack
from services.evaluations.in_words import lack_said, score_said
from services.evaluations.ledger import Ledger, LedgerEntry, ledger_of, pending_raters
from services.evaluations.results import shown
from services.evaluations.rounds import NotReady
from services.evaluations.terms import Terms, canonical, read_terms
from services.evaluations.words_said import words_about

SAME_NAMED: Final = 5  # raters who gave everybody the same


def show_asked(turn: Turn) -> Reply:
    """Answer "results of the evaluation" with the round that opened last."""
    found = round_meant(turn)
    if found is not None:
        return _show(turn, found)
    coming = to_open(turn, _scope(turn)) if coordinates(turn) else []
    return say(turn.text("round-none"), quick_replies=[quick.choice(*one) for one in coming])


def show_tapped(turn: Turn, button: ShowRound) -> Reply:
    """Show what a button of a round says."""
    found = next((one for one in turn.programme.evaluation.rounds if one.key == button.round), None)
    if found is None:
        return say(turn.text("round-none"))
    return _show(turn, found, button)


def _show(turn: Turn, found: EvaluationRound, button: ShowRound | None = None) -> Reply:
    try:
        if is_participant(turn):
            return _own(turn, found)
        access = _scope(turn)
        if button is not None and button.view in ACTS:
            return act_tapped(turn, found, access, button.view)
        if button is not None and button.view == "cards":
            return offer_cards(turn, found)
        if button is not None and button.view == "pending":
            return _pending(turn, found, access, button.page)
        return _table(turn, found, access, button.page if button else 1)
    except NotReady as reason:
        return say(turn.text(reason.why, form=found.form))


def _scope(turn: Turn) -> AccessScope:
    """Return what a coordinator sees; a mentor sees only what they gave."""
    if coordinates(turn):
        return scopes.of_coordinator(turn.session, turn.programme, turn.me.id, turn.day)
    return scopes.of_mentor(turn.session, turn.programme, turn.me.id, turn.day)


# ── the table ──


def _table(turn: Turn, found: EvaluationRound, access: AccessScope, page: int) -> Reply:
    ledger = ledger_of(turn.session, turn.programme, access, found, turn.day)
    if not coordinates(turn):
        return _given(turn, found, ledger)
    if not ledger.entries:
        return say(turn.text("round-nobody"))
    entries = sorted(ledger.entries, key=order_of)
    page = min(page, -(-len(entries) // PAGE))
    turn.looks_at(*(entry.person_id for entry in entries[(page - 1) * PAGE : page * PAGE]))
    text, terms = turn.text, ledger.current.terms
    others: list[tuple[str, Postback]] = [(text("round-awaited"), ShowRound(found.key, "pending"))]
    others += offered(turn, found)
    if page == 1:
        others += to_open(turn, access)
    return _card(
        turn,
        RoundCard(
            round=found.key,
            view="table",
            above=text("round-above"),
            title=found.name(text.language),
            below=headline(turn, ledger),
            lines=tuple(entry_line(turn, terms, entry) for entry in entries[(page - 1) * PAGE : page * PAGE]),
            notes=(*notes_of(turn, ledger), *changed_since(turn, ledger)),
            page=page,
            pages=-(-len(entries) // PAGE),
            main=main_act(turn, found, access, ledger),
            others=tuple(others),
        ),
    )


def order_of(entry: LedgerEntry) -> tuple[bool, Fraction, str]:
    """Those of whom something is missing come last, then the highest total comes first."""
    return not entry.score.is_whole, -(entry.score.total or Fraction()), entry.name


def entry_line(turn: Turn, terms: Terms, entry: LedgerEntry) -> RoundLine:
    text, score = turn.text, entry.score
    lacks = [lack_said(text, terms, lack) for lack in score.lacks if lack.what != "closing"]
    total = shown(score.total)
    figure = (
        text("score-none") if total is None else text("score-short", total=total, percent=shown(score.percent) or "")
    )
    if total is not None and score.weight != HUNDRED:
        figure = text("score-so-far", total=total, weight=f"{score.weight.normalize():f}")
    return RoundLine(entry.name, figure, tuple(lacks), good=score.is_whole)


def notes_of(turn: Turn, ledger: Ledger) -> list[str]:
    text, found = turn.text, []
    totals = ledger.totals()
    if totals:
        mean = sum(totals, Fraction()) / len(totals)
        found.append(
            text("round-spread", mean=shown(mean) or "", low=shown(totals[0]) or "", high=shown(totals[-1]) or "")
        )
    means = ledger.kind_means()
    if len(means) > 1:
        said = [
            text("round-kind-mean", kind=kind.label(text.language), mean=shown(means[kind.key]) or "–")
            for kind in ledger.current.terms.kinds
        ]
        found.append(" · ".join(said))
    same = ledger.same_to_everybody()
    if same:
        known = people.by_ids(turn.session, [one for one, _ in same[:SAME_NAMED]])
        names = ", ".join(f"{known[one].name} ({count})" for one, count in same[:SAME_NAMED] if one in known)
        found.append(text("round-same", count=len(same), names=names))
    return found


def _given(turn: Turn, found: EvaluationRound, ledger: Ledger) -> Reply:
    """Show a mentor what they gave, and nothing of others' ratings."""
    text = turn.text
    lines = [
        RoundLine(entry.name, text("round-given"), (", ".join((row.scores or "").split(",")),))
        for entry in ledger.entries
        for row, _ in entry.given
        if row.rater_person_id == turn.me.id
    ]
    if not lines:
        return say(text("round-given-none"))
    values = RoundCard(
        found.key, "table", text("round-above"), found.name(text.language), text(f"round-{ledger.state}"),
        tuple(lines[:PAGE]), others=tuple(offered(turn, found)),
    )  # fmt: skip
    return _card(turn, values)


def _pending(turn: Turn, found: EvaluationRound, access: AccessScope, page: int) -> Reply:
    """List who has still to rate, with the number to call."""
    text = turn.text
    if not coordinates(turn):
        return say(text("round-given-none"))
    waiting = pending_raters(turn.session, turn.programme, access, found, turn.day)
    if not waiting:
        return say(text("round-awaited-nobody"))
    page = min(page, -(-len(waiting) // PAGE))
    lines = [
        RoundLine(
            one.name,
            text("round-awaited-count", count=one.waiting),
            (" · ".join(part for part in (one.organisation, text("round-in-line") if one.has_chat else None) if part),),
            good=False,
            call=one.phone,
        )
        for one in waiting[(page - 1) * PAGE : page * PAGE]
    ]
    values = RoundCard(
        found.key, "pending", text("round-above"), text("round-awaited"),
        text("round-awaited-below", count=len(waiting), round=found.name(text.language)), tuple(lines), (), page,
        -(-len(waiting) // PAGE), None, ((text("round-table"), ShowRound(found.key)),),
    )  # fmt: skip
    return _card(turn, values)


# ── one's own result ──


def _own(turn: Turn, found: EvaluationRound) -> Reply:
    """Show a participant's own signed result; before the round is closed only that it is not."""
    text = turn.text
    newest = snapshots.newest(turn.session, found.key)
    stored = snapshots.result_of(turn.session, newest.id, turn.me.id) if newest else None
    if newest is None or stored is None:
        return say(text("round-own-not-yet", round=found.name(text.language)))
    body, result = json.loads(newest.body), json.loads(stored.body)
    terms = _terms(body)
    lines = [line for kind in result["kinds"] for line in _kind_lines(turn, terms, kind)]
    state = text("score-final" if result["final"] else "score-provisional")
    said = words_about(turn.session, turn.programme, found, turn.me.id, text.language)
    notes = [lack_said(turn.text, terms, Lack(*lack)) for lack in result["lacks"]]
    notes += [text("round-words", kind=kind, words=" · ".join(f"“{one}”" for one in words)) for kind, words in said]
    notes.append(text("evaluation-signed-short", number=newest.number, sha=newest.sha256[:16]))
    values = RoundCard(
        found.key, "table", text("round-own-above"), found.name(text.language),
        f"{score_said(text, result['total'], result['percent'])} · {state}", tuple(lines), tuple(notes),
        others=tuple(offered(turn, found)),
    )  # fmt: skip
    return _card(turn, values)


def _terms(body: Mapping[str, Any]) -> Terms:
    return read_terms(canonical(body["terms"]))


def _kind_lines(turn: Turn, terms: Terms, kind: Mapping[str, Any]) -> Sequence[RoundLine]:
    text, known = turn.text, terms.kind(kind["key"])
    name = known.label(text.language) if known else kind["key"]
    if kind["mean"] is None:
        return [RoundLine(name, "–", good=False)]
    sectors = [sector.label(text.language) for sector in turn.programme.sectors if sector.key in kind["sectors"]]
    came = text("round-kind-came", count=kind["counted"], weight=kind["weight"], mean=kind["mean"], share=kind["share"])
    labels = {one.key: one.label(text.language) for one in terms.criteria}
    criteria = " · ".join(f"{labels.get(key, key)} {mean or '–'}" for key, mean in kind["criteria"].items())
    return [RoundLine(name, kind["mean"], (came, criteria, ", ".join(sectors)))]


def _card(turn: Turn, values: RoundCard) -> Reply:
    return Reply([round_card(values, turn.text)])


routes = [
    on_intent("evaluation_result", roles=WITH_A_ROLE)(show_asked),
    on_postback(ShowRound, WITH_A_ROLE)(show_tapped),
]
