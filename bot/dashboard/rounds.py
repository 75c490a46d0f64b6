"""`/app/rounds`: the rating rounds with their ledgers; opened, closed and signed after a look at what that does."""

from typing import Any, Final

from flask import request

from bot.dashboard.pages import COORDINATORS, Dashboard, NotFoundHere
from bot.dashboard.paging import paging
from bot.dashboard.visitor import Visitor
from bot.dashboard.web_turn import carry_out, turn_of, typed
from bot.inbound.turn import Turn
from bot.outbound.reply import Reply, say
from handlers.evaluations.acts import LONGEST_REASON, SHORTEST_REASON, act_tapped, changed_since, sign
from handlers.evaluations.results import entry_line, notes_of, order_of
from handlers.evaluations.rounds_shown import headline
from models.coordination import scopes
from models.coordination.scopes import AccessScope
from models.evaluations import snapshots
from programmes.evaluations import EvaluationRound
from services.evaluations.ledger import ledger_of, sees_everybody
from services.evaluations.rounds import NotReady, RoundState, state_of, terms_of

A_PAGE: Final = 50
PLACE: Final = "/app/rounds"


def add_rounds(pages: Dashboard) -> None:
    @pages.get(PLACE, COORDINATORS)
    def rounds(visitor: Visitor) -> str:
        programme = visitor.programme
        known = [
            (one, state_of(visitor.session, programme, one, visitor.day), programme.round_days(one))
            for one in sorted(programme.evaluation.rounds, key=programme.round_days)
        ]
        return pages.page("rounds.html", visitor, title=visitor.text("web-rounds"), rounds=known)

    @pages.get(f"{PLACE}/<key>", COORDINATORS)
    def ledger(visitor: Visitor, key: str) -> str:
        turn, found = turn_of(pages, visitor), _named(visitor, key)
        access = _scope(visitor)
        title = found.name(visitor.language)
        try:
            known = ledger_of(visitor.session, visitor.programme, access, found, visitor.day)
            terms = terms_of(visitor.session, visitor.programme, found).terms
        except NotReady as reason:
            said = visitor.text(reason.why, form=found.form)
            return pages.page("said.html", visitor, title=title, said=said)
        entries = sorted(known.entries, key=order_of)
        part = paging(len(entries), A_PAGE)
        lines = [(entry, entry_line(turn, terms, entry)) for entry in entries[part.skipped : part.skipped + part.size]]
        newest = snapshots.newest(visitor.session, found.key)
        return pages.page(
            "round.html",
            visitor,
            title=title,
            found=found,
            headline=headline(turn, known),
            notes=[*notes_of(turn, known), *changed_since(turn, known)],
            lines=lines,
            paging=part,
            terms=terms,
            whole=len(known.whole),
            lacking=len(known.lacking),
            state=known.state,
            acts=sees_everybody(visitor.programme, access, found),
            signed=newest.number if newest else 0,
            coming=known.state is RoundState.COMING,
            ends=known.state in (RoundState.OPEN, RoundState.OVER),
        )

    @pages.post(f"{PLACE}/<key>", COORDINATORS)
    def act(visitor: Visitor, key: str) -> Any:
        found, access, what = _named(visitor, key), _scope(visitor), request.form.get("act", "")
        if what not in ("open", "sign", "again") or not sees_everybody(visitor.programme, access, found):
            raise NotFoundHere
        back, reason = f"{PLACE}/{key}", typed("reason", LONGEST_REASON)
        if what == "again" and len(reason or "") < SHORTEST_REASON:
            return pages.done(visitor, back, visitor.text("web-round-needs-reason"))

        def do(turn: Turn) -> Reply:
            if what == "open":
                return act_tapped(turn, found, access, "open")
            newest = snapshots.newest(turn.session, found.key)
            if request.form.get("signed", -1, type=int) != (newest.number if newest else 0):
                return say(turn.text("web-round-signed-before"))  # a second tap, or somebody else
            return sign(turn, found, reason) if what == "again" else act_tapped(turn, found, access, "sign")

        try:
            said = carry_out(pages, visitor, do)
        except NotReady as why:
            said = visitor.text(why.why, form=found.form)
        return pages.done(visitor, back, said)


def _named(visitor: Visitor, key: str) -> EvaluationRound:
    found = next((one for one in visitor.programme.evaluation.rounds if one.key == key), None)
    if found is None:
        raise NotFoundHere
    return found


def _scope(visitor: Visitor) -> AccessScope:
    return scopes.of_coordinator(visitor.session, visitor.programme, visitor.person.id, visitor.day)
